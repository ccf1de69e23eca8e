//! Streams that lie about how much there is, or are not in order.

use std::{error::Error as _, sync::Arc};

use arrow_array::RecordBatch;
use arrow_schema::{DataType as T, Fields, Schema};

use super::{
    differential::{Random, batch, field},
    fields,
    flatbuffer::{Fields as Table, Value},
    messages::{self, Kind},
    read, write,
};

fn stream(schema: &Schema, header: Table<'_>, body: &[u8]) -> Vec<u8> {
    let mut stream = Vec::new();
    messages::write(&mut stream, Kind::Schema, fields::write(schema).unwrap(), 0);
    messages::write(&mut stream, Kind::Batch, header, body.len());
    stream.extend_from_slice(body);
    messages::write_end(&mut stream);
    stream
}

fn refused(schema: &Schema, header: Table<'_>, body: &[u8]) -> String {
    let error = read(stream(schema, header, body).into()).unwrap_err();
    error.source().map(ToString::to_string).unwrap_or_default()
}

fn schema(types: &[T]) -> Schema {
    Schema::new(types.iter().map(|data_type| field("x", data_type.clone())).collect::<Vec<_>>())
}

fn header<'a>(rows: i64, nodes: &'a [[i64; 2]], places: &'a [[i64; 2]]) -> Table<'a> {
    vec![(0, Value::Long(rows)), (1, Value::Pairs(nodes)), (2, Value::Pairs(places))]
}

#[test]
fn rows_without_memory() {
    let most = 1 << 24;
    let rows = |rows, data_type: T, places: &[[i64; 2]]| {
        let nodes = [[rows, rows], [0, 0], [0, 0]];
        read(stream(&schema(&[data_type]), header(rows, &nodes, places), &[]).into())
    };
    let none = T::FixedSizeList(field("x", T::Int8), 0);
    for many in [most + 1, i64::MAX] {
        assert!(rows(many, T::Null, &[]).is_err());
        assert!(rows(many, T::Struct(Fields::empty()), &[[0, 0]]).is_err());
        assert!(rows(many, T::FixedSizeBinary(0), &[[0, 0]; 2]).is_err());
        assert!(rows(many, none.clone(), &[[0, 0]; 3]).is_err());
    }
    assert_eq!(rows(most, T::Null, &[]).unwrap()[0].num_rows(), 1 << 24);
    // A count alone is only a number.
    let counted = read(stream(&schema(&[]), header(i64::MAX, &[], &[]), &[]).into()).unwrap();
    assert_eq!(counted[0].num_rows(), i64::MAX as usize);
    assert!(read(stream(&schema(&[]), header(-1, &[], &[]), &[]).into()).is_err());
}

#[test]
fn lengths() {
    let long = schema(&[T::Int64]);
    let body = [0; 64];
    for (rows, nulls) in [(9, 0), (i64::MAX, 0), (-1, 0), (1, -1), (8, 9), (i64::MAX / 8, 1)] {
        refused(&long, header(rows, &[[rows, nulls]], &[[0, 8], [0, 56]]), &body);
    }
    for place in [[0, 65], [64, 1], [-8, 8], [8, -8], [i64::MAX, 8], [8, i64::MAX]] {
        let said = refused(&long, header(1, &[[1, 0]], &[[0, 0], place]), &body);
        assert!(said.contains("lies outside of its batch"), "{said}");
    }
    assert!(refused(&long, header(1, &[[1, 0]], &[[0, 0]]), &body).contains("too few buffers"));
    assert!(refused(&long, header(1, &[], &[]), &body).contains("is missing"));
    // Lists of more elements than can be counted.
    let lists = T::FixedSizeList(field("x", T::Null), i32::MAX);
    refused(&schema(&[lists]), header(9, &[[9, 0], [1 << 24, 1 << 24]], &[[0, 0]]), &body);
}

#[test]
fn buffers_that_overlap() {
    let two = schema(&[T::Int64, T::Int64]);
    let nodes = [[8, 0], [8, 0]];
    let said = refused(&two, header(8, &nodes, &[[0, 0], [0, 64], [0, 0], [0, 64]]), &[0; 64]);
    assert!(said.contains("overlap"), "{said}");
}

#[test]
fn compressed_sizes() {
    let long = schema(&[T::Int64]);
    for (codec, claim) in [(0, 1 << 40), (1, 1 << 40), (1, i64::MAX), (0, -2), (1, 8), (0, 8), (2, 8)] {
        let mut header = header(1, &[[1, 0]], &[[0, 0], [0, 64]]);
        header.push((3, Value::Table(vec![(0, Value::Byte(codec))])));
        let mut body = [7; 64];
        body[..8].copy_from_slice(&i64::to_le_bytes(claim));
        refused(&long, header, &body);
    }
}

fn nested(depth: usize) -> Schema {
    schema(&[(1..depth).fold(T::Int8, |inner, _| T::List(field("item", inner)))])
}

#[test]
fn nesting() {
    let stream = |depth| write(&Arc::new(nested(depth)), &[]).unwrap();
    assert_eq!(read(stream(64)).unwrap(), []);
    let error = read(stream(65)).unwrap_err();
    assert!(error.source().unwrap().to_string().contains("nested deeper than 64"));
    let batch = RecordBatch::new_empty(Arc::new(nested(64)));
    assert_eq!(read(write(&batch.schema(), std::slice::from_ref(&batch)).unwrap()).unwrap(), [batch]);
}

/// One table that is a field twice, on each level: as many fields as there are atoms, from a short message.
#[test]
fn fields_that_are_many_times_there() {
    let pair = |inner: T| T::Struct(vec![field("a", inner.clone()), field("b", inner)].into());
    let schema = schema(&[(0..3).fold(T::Int8, |inner, _| pair(inner))]);
    let stream = write(&Arc::new(schema), &[]).unwrap().to_vec();
    assert!(read(stream.clone().into()).is_ok());
    // Let the second field of each structure be its first one: what follows is left out.
    let levels = 40;
    let mut message = Vec::new();
    messages::write(&mut message, Kind::Schema, chain(levels), 0);
    let error = read(twice(message).into()).unwrap_err();
    let said = error.source().unwrap().to_string();
    assert!(said.contains("larger than its message"), "{said}");
}

/// The header of a schema of a structure in a structure and so on, each with two fields, of which one is a number.
fn chain(levels: usize) -> Table<'static> {
    let leaf = || vec![(0, Value::Text("leaf")), (2, Value::Byte(6)), (3, Value::Table(vec![]))];
    let outer = (0..levels).fold(leaf(), |inner, _| {
        let children = Value::Tables(vec![inner, vec![(0, Value::Text("TWIN"))]]);
        vec![(2, Value::Byte(13)), (3, Value::Table(vec![])), (5, children)]
    });
    vec![(1, Value::Tables(vec![outer]))]
}

/// Makes each second field of a structure its first one: wherever the vector of two tables stands.
fn twice(mut message: Vec<u8>) -> Vec<u8> {
    let int = |bytes: &[u8], at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let mut count = 0;
    for at in (8..message.len() - 12).step_by(4) {
        let second = at + 8 + int(&message, at + 8);
        let is_twin = second + 40 < message.len()
            && message[second..second + 40].windows(4).any(|text| text == b"TWIN");
        if int(&message, at) == 2 && int(&message, at + 4) < message.len() && is_twin {
            let first = int(&message, at + 4) - 4;
            message[at + 8..at + 12].copy_from_slice(&u32::try_from(first).unwrap().to_le_bytes());
            count += 1;
        }
    }
    assert_eq!(count, 40);
    message
}

#[test]
fn dictionaries_that_grow_too_often() {
    let data_type = T::Dictionary(Box::new(T::Int8), Box::new(T::Utf8));
    let grow = |times: usize| {
        let mut stream = Vec::new();
        messages::write(
            &mut stream,
            Kind::Schema,
            fields::write(&schema(std::slice::from_ref(&data_type))).unwrap(),
            0,
        );
        for time in 0..=times {
            let len = if time == 0 { 100_000 } else { 64 };
            let mut body = vec![b'x'; len + 64];
            body[..8].copy_from_slice(
                &[0, 0, 0, 0].into_iter().chain((len as u32).to_le_bytes()).collect::<Vec<_>>(),
            );
            let (nodes, places) = ([[1, 0]], [[0, 0], [0, 8], [64, len as i64]]);
            let data = header(1, &nodes, &places);
            let delta = Value::Byte(u8::from(time > 0));
            let header = vec![(0, Value::Long(0)), (1, Value::Table(data)), (2, delta)];
            messages::write(&mut stream, Kind::Dictionary, header, body.len());
            stream.extend_from_slice(&body);
        }
        read(stream.into())
    };
    assert_eq!(grow(20).unwrap(), []);
    assert!(grow(2_000).is_err());
}

#[test]
fn what_comes_in_the_wrong_place() {
    let one = batch(&[T::Int8], 3, &mut Random(5));
    let stream = write(&one.schema(), std::slice::from_ref(&one)).unwrap();
    let whole = stream.len() - 8;
    // Something behind the end, two schemas, no schema.
    for wrong in [
        [&stream[..], &[0; 8]].concat(),
        [&stream[..whole], &stream[..]].concat(),
        stream[stream.len() - 8..].to_vec(),
        Vec::new(),
    ] {
        assert!(read(wrong.into()).is_err());
    }
    // The end need not be marked.
    assert_eq!(read(stream.slice(..whole)).unwrap(), [one]);
}
