//! Our reader and writer against those of `arrow-ipc`: columns of every type, and damaged streams.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, DictionaryArray, RecordBatch, RecordBatchOptions, make_array, types::Int32Type,
};
use arrow_buffer::Buffer;
use arrow_data::ArrayData;
use arrow_ipc::{
    CompressionType, MetadataVersion,
    reader::StreamDecoder,
    writer::{DictionaryHandling, IpcWriteOptions, StreamWriter},
};
use arrow_schema::{
    ArrowError, DataType as T, Field, Fields, IntervalUnit, Schema, SchemaRef, TimeUnit, UnionFields,
    UnionMode,
};
use proptest::prelude::*;

use super::{
    messages::{Kind, Messages},
    read, write,
};

/// Numbers that are always the same.
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

pub(super) fn field(name: &str, data_type: T) -> Arc<Field> {
    Arc::new(Field::new(name, data_type, true))
}

fn leaves() -> Vec<T> {
    use TimeUnit::{Microsecond, Millisecond, Nanosecond, Second};
    vec![
        T::Null,
        T::Boolean,
        T::Int8,
        T::Int16,
        T::Int32,
        T::Int64,
        T::UInt8,
        T::UInt16,
        T::UInt32,
        T::UInt64,
        T::Float16,
        T::Float32,
        T::Float64,
        T::Decimal32(7, 2),
        T::Decimal64(17, -2),
        T::Decimal128(38, 10),
        T::Decimal256(76, 0),
        T::Date32,
        T::Date64,
        T::Time32(Second),
        T::Time32(Millisecond),
        T::Time64(Microsecond),
        T::Time64(Nanosecond),
        T::Timestamp(Second, None),
        T::Timestamp(Millisecond, Some("+01:00".into())),
        T::Timestamp(Microsecond, Some("UTC".into())),
        T::Timestamp(Nanosecond, None),
        T::Duration(Second),
        T::Duration(Millisecond),
        T::Duration(Microsecond),
        T::Duration(Nanosecond),
        T::Interval(IntervalUnit::YearMonth),
        T::Interval(IntervalUnit::DayTime),
        T::Interval(IntervalUnit::MonthDayNano),
        T::Utf8,
        T::LargeUtf8,
        T::Utf8View,
        T::Binary,
        T::LargeBinary,
        T::BinaryView,
        T::FixedSizeBinary(3),
        T::FixedSizeBinary(0),
    ]
}

fn entries(key: T, value: T) -> Arc<Field> {
    let fields = Fields::from(vec![Field::new("keys", key, false), Field::new("values", value, true)]);
    Arc::new(Field::new("entries", T::Struct(fields), false))
}

/// A type around another one, of each kind.
fn around(inner: T, kind: usize) -> T {
    let union = || {
        let fields = [field("a", inner.clone()), field("b", T::Int32)];
        UnionFields::try_new([5, 0], fields).unwrap()
    };
    match kind % 15 {
        0 => T::List(field("item", inner)),
        1 => T::LargeList(field("item", inner)),
        2 => T::ListView(field("item", inner)),
        3 => T::LargeListView(field("item", inner)),
        4 => T::FixedSizeList(field("item", inner), 3),
        5 => T::FixedSizeList(field("item", inner), 0),
        6 => T::Struct(vec![field("x", inner), field("y", T::Utf8)].into()),
        7 => T::Map(entries(T::Utf8, inner), false),
        8 => T::Union(union(), UnionMode::Sparse),
        9 => T::Union(union(), UnionMode::Dense),
        10 => run_ends(T::Int16, inner),
        11 => run_ends(T::Int64, inner),
        12 if !matches!(inner, T::Dictionary(..)) => T::Dictionary(Box::new(T::Int8), Box::new(inner)),
        13 if !matches!(inner, T::Dictionary(..)) => T::Dictionary(Box::new(T::UInt64), Box::new(inner)),
        14 => T::Struct(Fields::empty()),
        _ => run_ends(T::Int32, inner),
    }
}

fn run_ends(ends: T, values: T) -> T {
    T::RunEndEncoded(Arc::new(Field::new("run_ends", ends, false)), field("values", values))
}

/// The offsets of `len` lists, which begin somewhere, and where the last one ends.
fn offsets<O: TryFrom<usize, Error: std::fmt::Debug>>(len: usize, random: &mut Random) -> (Vec<O>, usize) {
    let mut at = random.below(3);
    let mut offsets = vec![O::try_from(at).unwrap()];
    for _ in 0..len {
        at += random.below(4);
        offsets.push(O::try_from(at).unwrap());
    }
    (offsets, at)
}

/// Any column of this type, with NULLs where it may have them.
fn column(data_type: &T, len: usize, random: &mut Random) -> ArrayData {
    let builder = ArrayData::builder(data_type.clone()).len(len);
    let nulls = random.below(3) > 0 && !matches!(data_type, T::Null | T::Union(..) | T::RunEndEncoded(..));
    let bits = (0..len.div_ceil(8)).map(|_| random.next() as u8).collect::<Vec<_>>();
    let builder = builder.null_bit_buffer(nulls.then(|| bits.into()));
    let mut bytes = |count: usize| (0..count).map(|_| random.next() as u8).collect::<Vec<_>>();
    let builder = match data_type {
        T::Null => builder,
        T::Boolean => builder.add_buffer(bytes(len.div_ceil(8)).into()),
        T::FixedSizeBinary(size) => builder.add_buffer(bytes(len * *size as usize).into()),
        T::Utf8 | T::Binary => {
            let (offsets, end) = offsets::<i32>(len, random);
            builder.add_buffer(Buffer::from_vec(offsets)).add_buffer(vec![b'x'; end + 2].into())
        }
        T::LargeUtf8 | T::LargeBinary => {
            let (offsets, end) = offsets::<i64>(len, random);
            builder.add_buffer(Buffer::from_vec(offsets)).add_buffer(vec![b'y'; end + 2].into())
        }
        T::Utf8View | T::BinaryView => {
            let long = "a text that is longer than twelve bytes";
            let mut texts = arrow_array::builder::StringViewBuilder::new().with_fixed_block_size(64);
            for row in 0..len {
                texts.append_value(if random.below(2) == 0 { &long[row % 3..] } else { "short" });
            }
            let views = texts.finish().into_data();
            return match data_type {
                T::Utf8View => views,
                _ => views.into_builder().data_type(T::BinaryView).build().unwrap(),
            };
        }
        T::List(element) => {
            let (offsets, end) = offsets::<i32>(len, random);
            builder.add_buffer(Buffer::from_vec(offsets)).add_child_data(column(
                element.data_type(),
                end + 1,
                random,
            ))
        }
        T::LargeList(element) => {
            let (offsets, end) = offsets::<i64>(len, random);
            builder.add_buffer(Buffer::from_vec(offsets)).add_child_data(column(
                element.data_type(),
                end + 1,
                random,
            ))
        }
        T::Map(entries, _) => {
            let (offsets, end) = offsets::<i32>(len, random);
            let T::Struct(fields) = entries.data_type() else { unreachable!() };
            let mut keys = column(fields[0].data_type(), end, random);
            keys = keys.into_builder().nulls(None).build().unwrap();
            let values = column(fields[1].data_type(), end, random);
            let entries =
                ArrayData::builder(entries.data_type().clone()).len(end).child_data(vec![keys, values]);
            builder.add_buffer(Buffer::from_vec(offsets)).add_child_data(entries.build().unwrap())
        }
        T::ListView(element) => {
            let (starts, sizes) = (0..len).map(|_| (random.below(5) as i32, random.below(5) as i32)).unzip();
            let builder = builder
                .add_buffer(Buffer::from_vec::<i32>(starts))
                .add_buffer(Buffer::from_vec::<i32>(sizes));
            builder.add_child_data(column(element.data_type(), 9, random))
        }
        T::LargeListView(element) => {
            let (starts, sizes) = (0..len).map(|_| (random.below(5) as i64, random.below(5) as i64)).unzip();
            let builder = builder
                .add_buffer(Buffer::from_vec::<i64>(starts))
                .add_buffer(Buffer::from_vec::<i64>(sizes));
            builder.add_child_data(column(element.data_type(), 9, random))
        }
        T::FixedSizeList(element, size) => {
            builder.add_child_data(column(element.data_type(), len * *size as usize, random))
        }
        T::Struct(fields) => {
            builder.child_data(fields.iter().map(|field| column(field.data_type(), len, random)).collect())
        }
        T::Union(fields, mode) => {
            let ids = (0..len).map(|_| [5_i8, 0][random.below(2)]).collect::<Vec<_>>();
            let builder = builder.add_buffer(Buffer::from_vec(ids));
            let count = if *mode == UnionMode::Sparse { len } else { 4 };
            let children = fields.iter().map(|(_, field)| column(field.data_type(), count, random)).collect();
            match mode {
                UnionMode::Sparse => builder.child_data(children),
                UnionMode::Dense => {
                    let offsets = (0..len).map(|row| row as i32 % 4).collect::<Vec<_>>();
                    builder.add_buffer(Buffer::from_vec(offsets)).child_data(children)
                }
            }
        }
        T::RunEndEncoded(ends, values) => {
            let mut all = Vec::new();
            let mut end = 0;
            while end < len {
                end += 1 + random.below(4);
                all.push(end as i64);
            }
            let count = all.len();
            let buffer = match ends.data_type() {
                T::Int16 => Buffer::from_vec(all.iter().map(|end| *end as i16).collect::<Vec<_>>()),
                T::Int32 => Buffer::from_vec(all.iter().map(|end| *end as i32).collect::<Vec<_>>()),
                _ => Buffer::from_vec(all),
            };
            let ends =
                ArrayData::builder(ends.data_type().clone()).len(count).add_buffer(buffer).build().unwrap();
            builder.add_child_data(ends).add_child_data(column(values.data_type(), count, random))
        }
        T::Dictionary(key, values) => {
            let keys = (0..len).map(|_| random.below(6) as u8);
            let buffer = match **key {
                T::Int8 => Buffer::from_vec(keys.collect::<Vec<_>>()),
                _ => Buffer::from_vec(keys.map(u64::from).collect::<Vec<_>>()),
            };
            builder.add_buffer(buffer).add_child_data(column(values, 6, random))
        }
        fixed => {
            // Buffers of bytes need not be aligned.
            let width = fixed.primitive_width().unwrap();
            builder.add_buffer(bytes(len * width).into()).align_buffers(true)
        }
    };
    builder.build().unwrap()
}

pub(super) fn batch(types: &[T], rows: usize, random: &mut Random) -> RecordBatch {
    let metadata = [("key".to_owned(), "välue".to_owned()), ("other".to_owned(), String::new())];
    let fields = types.iter().enumerate().map(|(index, data_type)| {
        let field = Field::new(format!("column {index}"), data_type.clone(), true);
        if index % 2 == 0 { field } else { field.with_metadata(metadata.clone()) }
    });
    let schema = Schema::new_with_metadata(fields.collect::<Vec<_>>(), metadata.clone());
    let columns = types.iter().map(|data_type| make_array(column(data_type, rows, random))).collect();
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    RecordBatch::try_new_with_options(Arc::new(schema), columns, &options).unwrap()
}

fn theirs(batches: &[RecordBatch], options: IpcWriteOptions) -> Vec<u8> {
    let mut writer = StreamWriter::try_new_with_options(Vec::new(), &batches[0].schema(), options).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.into_inner().unwrap()
}

fn read_by_theirs(stream: Vec<u8>) -> Result<(SchemaRef, Vec<RecordBatch>), ArrowError> {
    let (mut decoder, mut buffer, mut batches) = (StreamDecoder::new(), Buffer::from(stream), Vec::new());
    while !buffer.is_empty() {
        batches.extend(decoder.decode(&mut buffer)?);
    }
    decoder.finish()?;
    Ok((decoder.schema().unwrap(), batches))
}

fn options() -> Vec<IpcWriteOptions> {
    let compressed = |codec| IpcWriteOptions::default().try_with_compression(Some(codec)).unwrap();
    vec![
        IpcWriteOptions::default(),
        compressed(CompressionType::LZ4_FRAME),
        compressed(CompressionType::ZSTD),
        IpcWriteOptions::try_new(8, false, MetadataVersion::V4).unwrap(),
        // Without continuation.
        IpcWriteOptions::try_new(8, true, MetadataVersion::V4).unwrap(),
        IpcWriteOptions::default().with_dictionary_handling(DictionaryHandling::Delta),
    ]
}

fn is_read_alike(batches: &[RecordBatch], with: &[IpcWriteOptions]) {
    for options in with {
        let stream = theirs(batches, options.clone());
        let schema = batches[0].schema();
        // They write runs of views, and runs in the old version, as they do not read them themselves.
        if schema.to_string().contains("RunEndEncoded") && read_by_theirs(stream.clone()).is_err() {
            continue;
        }
        let found =
            read(stream.into()).unwrap_or_else(|error| panic!("{error:?} for {options:?} of {schema}"));
        assert_eq!(found, batches, "{options:?}");
        for batch in &found {
            assert_eq!(batch.schema(), batches[0].schema());
            batch.columns().iter().for_each(|column| column.to_data().validate_full().unwrap());
        }
    }
}

fn is_written_alike(batches: &[RecordBatch]) {
    let stream = write(&batches[0].schema(), batches).unwrap();
    let (schema, found) = read_by_theirs(stream.to_vec()).unwrap();
    assert_eq!((&schema, &found[..]), (&batches[0].schema(), batches));
    assert_eq!(read(stream).unwrap(), batches);
}

/// A batch and parts of it that begin and end elsewhere.
fn parts(batch: &RecordBatch) -> Vec<RecordBatch> {
    let rows = batch.num_rows();
    vec![
        batch.clone(),
        batch.slice(1, rows - 2),
        batch.slice(9, 8),
        batch.slice(3, 0),
        batch.slice(rows - 1, 1),
    ]
}

#[test]
fn columns_of_every_type() {
    let random = &mut Random(1);
    let nested = (0..15).map(|kind| around(T::Utf8, kind));
    for data_type in leaves().into_iter().chain(nested) {
        for _ in 0..4 {
            let batches = parts(&batch(std::slice::from_ref(&data_type), 30, random));
            is_read_alike(&batches, &options());
            is_written_alike(&batches);
        }
    }
}

#[test]
fn columns_of_every_type_in_every_other() {
    let random = &mut Random(2);
    for kind in 0..15 {
        for data_type in leaves() {
            is_written_alike(&parts(&batch(&[around(data_type, kind)], 20, random)));
        }
        for inner in 0..15 {
            let data_type = around(around(T::Utf8View, inner), kind);
            let batches = parts(&batch(&[T::Int64, data_type, T::Utf8], 20, random));
            is_read_alike(&batches, &options()[..1]);
            is_written_alike(&batches);
        }
    }
}

#[test]
fn all_types_in_one_batch() {
    let random = &mut Random(3);
    let nested = (0..15).map(|kind| around(around(T::Int64, kind + 1), kind));
    let types = leaves().into_iter().chain(nested).collect::<Vec<_>>();
    let batches = parts(&batch(&types, 100, random));
    is_read_alike(&batches, &options());
    is_written_alike(&batches);
    let none = batch(&[], 7, random);
    is_read_alike(std::slice::from_ref(&none), &options());
    is_written_alike(&[none]);
}

fn types() -> impl Strategy<Value = T> {
    let leaf = prop::sample::select(leaves());
    leaf.prop_recursive(4, 8, 2, |inner| {
        (inner, any::<usize>()).prop_map(|(inner, kind)| around(inner, kind))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_batches(
        types in prop::collection::vec(types(), 0..5),
        rows in 0_usize..70,
        seed in 1_u64..,
        cut in any::<prop::sample::Index>(),
    ) {
        let random = &mut Random(seed);
        let whole = batch(&types, rows, random);
        let start = cut.index(rows + 1);
        let batches = [whole.slice(start, rows - start), whole.slice(0, start), whole];
        is_read_alike(&batches, &options()[..3]);
        is_written_alike(&batches);
    }

    #[test]
    fn damaged_streams(
        types in prop::collection::vec(types(), 1..5),
        seed in 1_u64..,
        codec in 0_usize..6,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..9),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let whole = batch(&types, 30, &mut Random(seed));
        let mut stream = theirs(&[whole.slice(3, 20), whole], options().swap_remove(codec));
        for (place, byte) in edits {
            let place = place.index(stream.len());
            stream[place] = byte;
        }
        if let Some(cut) = cut {
            stream.truncate(cut.index(stream.len()));
        }
        // No panic, and what is read is whole.
        for batch in read(stream.into()).unwrap_or_default() {
            batch.columns().iter().for_each(|column: &ArrayRef| column.to_data().validate_full().unwrap());
        }
    }
}

/// Each byte of the metadata, and each cut.
#[test]
fn each_byte_damaged() {
    let random = &mut Random(4);
    let types = (0..15).map(|kind| around(T::Utf8, kind)).collect::<Vec<_>>();
    for types in types.chunks(3) {
        let stream = write(&batch(types, 9, random).schema(), &[batch(types, 9, random)]).unwrap();
        let whole = read(stream.clone()).unwrap();
        for at in 0..stream.len() {
            for byte in [0, 1, 0x7f, 0xff, stream[at] ^ 4] {
                let mut damaged = stream.to_vec();
                damaged[at] = byte;
                let _ = read(damaged.into());
            }
            match read(stream.slice(..at)) {
                // Only the mark of the end is missing, or a batch.
                Ok(found) => assert!(found.is_empty() || found == whole && at == stream.len() - 8, "{at}"),
                Err(error) => assert_eq!(error.kind(), crate::error::ErrorKind::Protocol),
            }
        }
    }
}

/// Dictionaries that grow from batch to batch, that are replaced, and that are the same again.
#[test]
fn dictionaries_change() {
    let texts = |texts: &[Option<&str>]| -> ArrayRef {
        let dictionary: DictionaryArray<Int32Type> = texts.iter().copied().collect();
        Arc::new(dictionary)
    };
    let steps: [&[Option<&str>]; 6] = [
        &[Some("a"), None, Some("b")],
        &[Some("a"), Some("b"), Some("a long text, longer than others"), None],
        &[Some("a"), Some("b"), Some("a long text, longer than others"), Some("d")],
        &[Some("other")],
        &[Some("other")],
        &[],
    ];
    let batches =
        steps.map(|step| RecordBatch::try_from_iter_with_nullable([("d", texts(step), true)]).unwrap());
    for handling in [DictionaryHandling::Resend, DictionaryHandling::Delta] {
        let plain = IpcWriteOptions::default().with_dictionary_handling(handling);
        let compressed = plain.clone().try_with_compression(Some(CompressionType::ZSTD)).unwrap();
        is_read_alike(&batches, &[plain, compressed]);
    }
    is_written_alike(&batches);
    // There were deltas indeed.
    let options = IpcWriteOptions::default().with_dictionary_handling(DictionaryHandling::Delta);
    let stream = Buffer::from(theirs(&batches, options));
    let (mut messages, mut deltas) = (Messages::new(&stream), 0);
    while let Some(message) = messages.next().unwrap() {
        deltas += usize::from(message.kind == Kind::Dictionary && message.header.flag(2).unwrap());
    }
    assert_eq!(deltas, 2);
}
