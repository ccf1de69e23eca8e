use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use arrow_array::{
    Array, ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int32Array, Int64Array, LargeStringArray,
    ListArray, MapArray, NullArray, PrimitiveArray, RecordBatch, StringArray, StringViewArray, StructArray,
    UInt32Array,
    builder::{FixedSizeListBuilder, Int32Builder, LargeListBuilder, StringRunBuilder},
    types::{
        DurationMillisecondType, Int32Type, IntervalDayTimeType, Time32SecondType, Time64MicrosecondType,
        TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    },
};
use arrow_buffer::{IntervalDayTime, NullBuffer, OffsetBuffer};
use arrow_schema::{DataType as ArrowType, Field, Fields};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time},
};

use super::*;
use crate::{arrow::normalize, error::ErrorKind, types::CalendarInterval, types::Decimal};

/// What the derive generates for `struct Address { city: String, zip: Option<i32> }`.
#[derive(Debug, PartialEq, Clone)]
struct Address {
    city: String,
    zip: Option<i32>,
}

struct AddressColumn<'a> {
    city: <String as Decode>::Column<'a>,
    zip: <Option<i32> as Decode>::Column<'a>,
}

impl Decode for Address {
    type Column<'a> = AddressColumn<'a>;

    fn column<'a>(input: Input<'a>) -> Result<AddressColumn<'a>> {
        let fields = input.fields("Address")?;
        Ok(AddressColumn {
            city: fields.column::<String>("city", 0)?,
            zip: fields.column::<Option<i32>>("zip", 1)?,
        })
    }

    fn value(column: &AddressColumn<'_>, row: usize) -> Result<Self, Unreadable> {
        Ok(Self {
            city: <String as Decode>::value(&column.city, row)?,
            zip: <Option<i32> as Decode>::value(&column.zip, row)?,
        })
    }
}

fn address(city: &str, zip: Option<i32>) -> Address {
    Address { city: city.to_owned(), zip }
}

fn batch<const N: usize>(columns: [(&str, ArrayRef); N]) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap()
}

fn decode<T: Decode>(batch: &RecordBatch) -> Result<Vec<T>> {
    let mut rows = Vec::new();
    append_rows(&mut rows, batch, "Order", 100)?;
    Ok(rows)
}

/// The rows of a batch of one column, as a server might send it.
fn column<T: Decode>(array: impl Array + 'static) -> Result<Vec<T>> {
    decode(&normalize::incoming(batch([("c", Arc::new(array))]))?)
}

fn message<T: std::fmt::Debug>(result: Result<T>, kind: ErrorKind) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), kind, "{error}");
    error.to_string()
}

fn structs(fields: Vec<(&str, ArrayRef)>, nulls: Option<Vec<bool>>) -> StructArray {
    let (names, columns): (Vec<_>, Vec<ArrayRef>) = fields.into_iter().unzip();
    let fields: Fields = names
        .iter()
        .zip(&columns)
        .map(|(name, column)| Field::new(*name, column.data_type().clone(), true))
        .collect();
    StructArray::try_new(fields, columns, nulls.map(NullBuffer::from)).unwrap()
}

fn lists(element: &str, values: ArrayRef, lengths: Vec<usize>, nulls: Option<Vec<bool>>) -> ListArray {
    let field = Arc::new(Field::new(element, values.data_type().clone(), true));
    ListArray::try_new(field, OffsetBuffer::from_lengths(lengths), values, nulls.map(NullBuffer::from))
        .unwrap()
}

#[test]
fn a_null_names_its_column_and_row() {
    let rows = batch([("id", Arc::new(Int64Array::from(vec![Some(1), None])) as _)]);
    assert_eq!(
        message(decode::<i64>(&rows), ErrorKind::Conversion),
        "column `id` of Order is NULL in row 101 (counting from 0), but its field is not an Option"
    );
    assert_eq!(decode::<Option<i64>>(&rows).unwrap(), [Some(1), None]);
}

#[test]
fn a_null_in_a_struct_names_its_path() {
    let cities = Arc::new(StringArray::from(vec![Some("Bonn"), None, None]));
    let zips = Arc::new(Int32Array::from(vec![None, Some(2), Some(3)]));
    let ship_to = |nulls| {
        batch([("_1", Arc::new(structs(vec![("city", cities.clone()), ("zip", zips.clone())], nulls)) as _)])
    };
    // NULL where the struct is NULL is no value.
    let rows = decode::<(Option<Address>,)>(&ship_to(Some(vec![true, false, false]))).unwrap();
    assert_eq!(rows, [(Some(address("Bonn", None)),), (None,), (None,)]);
    assert_eq!(
        message(decode::<(Option<Address>,)>(&ship_to(Some(vec![true, false, true]))), ErrorKind::Conversion),
        "column `_1.city` of Order is NULL in row 102 (counting from 0), but its field is not an Option"
    );
    assert!(
        message(decode::<(Address,)>(&ship_to(Some(vec![true, false, true]))), ErrorKind::Conversion)
            .starts_with("column `_1` of Order is NULL in row 101")
    );
}

#[test]
fn a_null_in_a_list_names_its_path_and_the_row_of_the_list() {
    let numbers: ArrayRef = Arc::new(Int32Array::from(vec![Some(1), None, Some(3), None, Some(5)]));
    // Row 1 is NULL although it spans an element, and the last element is in no list.
    let rows = lists("item", numbers.slice(0, 4), vec![1, 1, 1], Some(vec![true, false, true]));
    assert_eq!(column::<Option<Vec<i32>>>(rows.clone()).unwrap(), [Some(vec![1]), None, Some(vec![3])]);
    assert!(
        message(column::<Vec<i32>>(rows), ErrorKind::Conversion)
            .contains("column `c` of Order is NULL in row 101")
    );

    let rows = lists("element", numbers, vec![0, 1, 0, 3, 1], None);
    assert_eq!(
        message(column::<Vec<i32>>(rows.clone()), ErrorKind::Conversion),
        "column `c.element` of Order is NULL in row 103 (counting from 0), but its field is not an Option"
    );
    // From the middle: offsets no longer start at 0.
    assert!(message(column::<Vec<i32>>(rows.slice(2, 3)), ErrorKind::Conversion).contains("row 101"));
    assert_eq!(column::<Vec<i32>>(rows.slice(4, 1)).unwrap(), [[5]]);
    assert_eq!(
        column::<Vec<Option<i32>>>(rows.slice(1, 3)).unwrap(),
        [vec![Some(1)], vec![], vec![None, Some(3), None]]
    );
}

#[test]
fn a_null_in_a_map_names_its_path() {
    let entries = structs(
        vec![
            ("k", Arc::new(StringArray::from(vec!["a", "b", "c"])) as _),
            ("v", Arc::new(Int32Array::from(vec![Some(1), None, Some(3)])) as _),
        ],
        None,
    );
    let fields =
        Fields::from(vec![Field::new("k", ArrowType::Utf8, false), Field::new("v", ArrowType::Int32, true)]);
    let entries = StructArray::new(fields.clone(), entries.columns().to_vec(), None);
    let field = Arc::new(Field::new("pairs", ArrowType::Struct(fields), false));
    let maps = MapArray::new(field, OffsetBuffer::from_lengths([1, 2]), entries, None, false);
    assert_eq!(
        message(column::<HashMap<String, i32>>(maps.clone()), ErrorKind::Conversion),
        "column `c.value` of Order is NULL in row 101 (counting from 0), but its field is not an Option"
    );
    let second = BTreeMap::from([("b".to_owned(), None), ("c".to_owned(), Some(3))]);
    assert_eq!(column::<BTreeMap<String, Option<i32>>>(maps.slice(1, 1)).unwrap(), [second]);
}

#[test]
fn another_type_is_refused_with_both_names() {
    let numbers = || Int32Array::from(vec![1]);
    assert_eq!(
        message(column::<i64>(numbers()), ErrorKind::Schema),
        "column `c` of Order is INT, which cannot be read into i64 (BIGINT)"
    );
    assert_eq!(
        message(
            column::<Option<Vec<String>>>(lists("element", Arc::new(numbers()), vec![1], None)),
            ErrorKind::Schema
        ),
        "column `c.element` of Order is INT, which cannot be read into String (STRING)"
    );
    assert_eq!(
        message(column::<(Address,)>(numbers()), ErrorKind::Schema),
        "the result has no field `_1` for a tuple: it has `c`"
    );
    let rows = batch([("_1", Arc::new(numbers()) as _)]);
    assert_eq!(
        message(decode::<(Address,)>(&rows), ErrorKind::Schema),
        "column `_1` of Order is INT, which cannot be read into Address (STRUCT)"
    );
    let rows = batch([("_1", Arc::new(structs(vec![("town", Arc::new(numbers()) as _)], None)) as _)]);
    assert_eq!(
        message(decode::<(Address,)>(&rows), ErrorKind::Schema),
        "column `_1` has no field `city` for Address: it has `town`"
    );
    let unsigned = UInt32Array::from(vec![1]);
    assert!(message(column::<i64>(unsigned), ErrorKind::Schema).contains("Arrow's UInt32"));
    let naive = PrimitiveArray::<TimestampMicrosecondType>::from(vec![0]);
    assert!(
        message(column::<Timestamp>(naive), ErrorKind::Schema)
            .contains("TIMESTAMP_NTZ, which cannot be read")
    );
}

#[test]
fn every_non_optional_type_refuses_a_null() {
    fn refuses<T: Decode + std::fmt::Debug>() {
        let nulls = NullArray::new(1);
        assert!(message(column::<T>(nulls), ErrorKind::Conversion).contains("is NULL in row 100"));
        assert!(column::<Option<T>>(NullArray::new(2)).unwrap().iter().all(Option::is_none));
    }
    refuses::<bool>();
    refuses::<i64>();
    refuses::<f32>();
    refuses::<String>();
    refuses::<Vec<u8>>();
    refuses::<Decimal>();
    refuses::<Date>();
    refuses::<Timestamp>();
    refuses::<Time>();
    refuses::<Vec<i32>>();
    refuses::<HashMap<String, i32>>();
    refuses::<CalendarInterval>();
}

#[test]
fn one_column_is_expected_for_a_value_that_is_no_struct() {
    let one = || Arc::new(Int32Array::from(vec![1])) as ArrayRef;
    let rows = batch([("a", one()), ("b", one())]);
    assert_eq!(
        message(decode::<i32>(&rows), ErrorKind::Schema),
        "a row of type Order is read from a result of one column, but this result has 2"
    );
    // The whole row, if it may be missing, is one column as well.
    let zips = Arc::new(Int32Array::from(vec![Some(1), None]));
    let cities = Arc::new(StringArray::from(vec!["Bonn", ""]));
    let rows = batch([(
        "value",
        Arc::new(structs(vec![("zip", zips), ("city", cities)], Some(vec![true, false]))) as _,
    )]);
    assert_eq!(decode::<Option<Address>>(&rows).unwrap(), [Some(address("Bonn", Some(1))), None]);
}

#[test]
fn columns_are_found_by_name_and_renamed_ones_by_position() {
    let texts = || Arc::new(StringArray::from(vec!["Bonn"])) as ArrayRef;
    let zips = || Arc::new(Int32Array::from(vec![1])) as ArrayRef;
    let expected = [address("Bonn", Some(1))];
    assert_eq!(
        decode::<Address>(&batch([("zip", zips()), ("x", zips()), ("city", texts())])).unwrap(),
        expected
    );
    assert_eq!(decode::<Address>(&batch([("city_0", texts()), ("zip", zips())])).unwrap(), expected);
    assert!(decode::<Address>(&batch([("city_x", texts()), ("zip", zips())])).is_err());
    assert!(decode::<Address>(&batch([("zip", zips()), ("city_0", texts())])).is_err());
}

#[test]
fn strings_of_every_layout() {
    let long = "a string that is too long to be inlined in a view";
    let expected = ["", "é", long];
    assert_eq!(column::<String>(StringArray::from(expected.to_vec())).unwrap(), expected);
    assert_eq!(column::<String>(LargeStringArray::from(expected.to_vec())).unwrap(), expected);
    assert_eq!(column::<String>(StringViewArray::from(expected.to_vec())).unwrap(), expected);
    let dictionary: DictionaryArray<Int32Type> = vec![Some("a"), None, Some("a")].into_iter().collect();
    assert_eq!(
        column::<Option<String>>(dictionary).unwrap(),
        [Some("a".to_owned()), None, Some("a".to_owned())]
    );
    let mut runs = StringRunBuilder::<Int32Type>::new();
    runs.extend([Some("a"), Some("a"), None]);
    assert_eq!(
        column::<Option<String>>(runs.finish()).unwrap(),
        [Some("a".to_owned()), Some("a".to_owned()), None]
    );
}

#[test]
fn lists_of_every_layout() {
    let expected = [vec![Some(1), Some(2)], vec![None, Some(3)]];
    let mut large = LargeListBuilder::new(Int32Builder::new());
    let mut fixed = FixedSizeListBuilder::new(Int32Builder::new(), 2);
    for list in &expected {
        large.append_value(list.clone());
        for value in list {
            fixed.values().append_option(*value);
        }
        fixed.append(true);
    }
    assert_eq!(column::<Vec<Option<i32>>>(large.finish()).unwrap(), expected);
    assert_eq!(column::<Vec<Option<i32>>>(fixed.finish()).unwrap(), expected);
    // Inside of a struct, with dictionaries in them.
    let dictionary: DictionaryArray<Int32Type> = vec!["a", "b", "a"].into_iter().collect();
    let nested =
        structs(vec![("_1", Arc::new(lists("item", Arc::new(dictionary), vec![2, 1], None)) as _)], None);
    let rows = batch([("_1", Arc::new(nested) as _)]);
    let rows = decode::<((Vec<String>,),)>(&normalize::incoming(rows).unwrap()).unwrap();
    assert_eq!(rows, [((vec!["a".to_owned(), "b".to_owned()],),), ((vec!["a".to_owned()],),)]);
}

#[test]
fn times_of_every_unit() {
    let instant: Timestamp = "2024-02-29T12:00:01Z".parse().unwrap();
    let second = instant.as_second();
    let zone = "America/Los_Angeles";
    assert_eq!(
        column::<Timestamp>(PrimitiveArray::<TimestampSecondType>::from(vec![second]).with_timezone(zone))
            .unwrap(),
        [instant]
    );
    let ticks = vec![second * 1_000];
    assert_eq!(
        column::<Timestamp>(PrimitiveArray::<TimestampMillisecondType>::from(ticks).with_timezone("+02:00"))
            .unwrap(),
        [instant]
    );
    let ticks = vec![second * 1_000_000_000 + 7];
    let nanos = PrimitiveArray::<TimestampNanosecondType>::from(ticks);
    assert_eq!(column::<Timestamp>(nanos.clone().with_timezone("UTC")).unwrap()[0].subsec_nanosecond(), 7);
    assert_eq!(column::<DateTime>(nanos).unwrap(), [DateTime::constant(2024, 2, 29, 12, 0, 1, 7)]);

    let time = Time::constant(1, 2, 3, 0);
    assert_eq!(column::<Time>(PrimitiveArray::<Time32SecondType>::from(vec![3723])).unwrap(), [time]);
    assert_eq!(
        column::<Time>(PrimitiveArray::<Time64MicrosecondType>::from(vec![3_723_000_000])).unwrap(),
        [time]
    );
    let milliseconds = PrimitiveArray::<DurationMillisecondType>::from(vec![-5]);
    assert_eq!(column::<SignedDuration>(milliseconds).unwrap(), [SignedDuration::from_millis(-5)]);
    let days = PrimitiveArray::<IntervalDayTimeType>::from(vec![IntervalDayTime::new(2, 5)]);
    let expected = CalendarInterval { months: 0, days: 2, microseconds: 5_000 };
    assert_eq!(column::<CalendarInterval>(days).unwrap(), [expected]);
}

#[test]
fn values_out_of_range_name_their_row() {
    let ticks = PrimitiveArray::<TimestampMicrosecondType>::from(vec![0, i64::MAX]);
    assert_eq!(
        message(column::<Timestamp>(ticks.clone().with_timezone("UTC")), ErrorKind::Conversion),
        "column `c` of Order in row 101 (counting from 0): 9223372036854775807 microseconds are outside of the range \
         of its Rust type"
    );
    assert!(message(column::<DateTime>(ticks), ErrorKind::Conversion).contains("in row 101"));
    let days = arrow_array::Date32Array::from(vec![i32::MIN]);
    assert!(message(column::<Date>(days), ErrorKind::Conversion).contains("-2147483648 days since 1970"));
    let time = PrimitiveArray::<Time64MicrosecondType>::from(vec![i64::MAX]);
    assert!(message(column::<Time>(time), ErrorKind::Conversion).contains("in row 100"));
    let inner =
        lists("element", Arc::new(arrow_array::Date32Array::from(vec![0, 1, i32::MAX])), vec![1, 2], None);
    assert!(
        message(column::<Vec<Date>>(inner), ErrorKind::Conversion)
            .contains("`c.element` of Order in row 101")
    );
    // Under a NULL there may be anything.
    let hidden = arrow_array::Date32Array::new(vec![i32::MAX].into(), Some(NullBuffer::from(vec![false])));
    assert_eq!(column::<Option<Date>>(hidden).unwrap(), [None]);
}

#[test]
fn decimals_of_every_size() {
    use arrow_array::{Decimal32Array, Decimal64Array, Decimal128Array, Decimal256Array};
    let expected: Decimal = "-1.50".parse().unwrap();
    let check = |decimals: Result<Vec<Decimal>>| {
        let decimals = decimals.unwrap();
        assert_eq!((decimals[0], decimals[0].scale()), (expected, 2));
    };
    check(column(Decimal32Array::from(vec![-150]).with_precision_and_scale(5, 2).unwrap()));
    check(column(Decimal64Array::from(vec![-150]).with_precision_and_scale(10, 2).unwrap()));
    check(column(Decimal128Array::from(vec![-150]).with_precision_and_scale(38, 2).unwrap()));
    let wide = |value: i128| Decimal256Array::from(vec![arrow_buffer::i256::from_i128(value)]);
    check(column(wide(-150).with_precision_and_scale(76, 2).unwrap()));
    assert!(column::<Decimal>(wide(i128::MAX).with_precision_and_scale(76, 2).unwrap()).is_err());
    let hundreds = Decimal128Array::from(vec![12]).with_precision_and_scale(5, -2).unwrap();
    assert_eq!(column::<Decimal>(hundreds).unwrap(), [Decimal::from(1200)]);
    let hidden = Decimal128Array::from(vec![i128::MAX]).with_precision_and_scale(38, 0).unwrap();
    assert!(message(column::<Decimal>(hidden), ErrorKind::Conversion).contains("in row 100"));
}

#[test]
fn slices_of_structs_in_structs() {
    let booleans = Arc::new(BooleanArray::from(vec![Some(true), None, Some(false), Some(true)]));
    let numbers = Arc::new(Float64Array::from(vec![Some(0.0), Some(1.0), None, Some(3.0)]));
    let inner = structs(vec![("_1", booleans), ("_2", numbers)], Some(vec![true, true, true, false]));
    let outer = structs(vec![("_1", Arc::new(inner.slice(1, 3)))], Some(vec![true, true, true]));
    let rows = batch([("_1", Arc::new(outer.slice(1, 2)) as _)]);
    type Row = ((Option<(Option<bool>, Option<f64>)>,),);
    assert_eq!(decode::<Row>(&rows).unwrap(), [((Some((Some(false), None)),),), ((None,),)]);
}

#[test]
fn rows_beyond_the_batch_are_errors() {
    let rows = batch([("c", Arc::new(StringArray::from(vec!["a"])) as _)]);
    let places = Places::new("Order", 0);
    let strings = <Option<String> as Decode>::column(Input::of_batch(&rows, &places)).unwrap();
    assert!(<Option<String> as Decode>::value(&strings, 1).is_err());
    let rows = batch([("c", Arc::new(BooleanArray::from(vec![None, Some(true)])) as _)]);
    let booleans = <Option<bool> as Decode>::column(Input::of_batch(&rows, &places)).unwrap();
    assert!(<Option<bool> as Decode>::value(&booleans, usize::MAX).is_err());
    let rows =
        batch([("c", Arc::new(lists("element", Arc::new(Int32Array::from(vec![1])), vec![1], None)) as _)]);
    let numbers = <Vec<i32> as Decode>::column(Input::of_batch(&rows, &places)).unwrap();
    assert!(<Vec<i32> as Decode>::value(&numbers, 1).is_err());
    assert!(<Vec<i32> as Decode>::value(&numbers, usize::MAX).is_err());
}

#[test]
fn nothing_is_read_from_no_rows() {
    let rows = batch([("c", Arc::new(Int32Array::from(Vec::<i32>::new())) as _)]);
    assert_eq!(decode::<i32>(&rows).unwrap(), [0; 0]);
}
