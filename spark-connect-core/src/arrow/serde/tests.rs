use std::{collections::BTreeMap, sync::Arc};

use ::serde::Deserialize;
use arrow_array::{
    ArrayRef, BinaryArray, Date32Array, DurationMicrosecondArray, Float32Array, Float64Array, Int8Array,
    Int32Array, Int64Array, NullArray, StringArray, StringViewArray, Time64MicrosecondArray,
    TimestampMicrosecondArray, TimestampNanosecondArray, UInt64Array, UnionArray,
};

use super::*;

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true)))
        .unwrap()
}

fn one(array: impl arrow_array::Array + 'static) -> RecordBatch {
    batch(vec![("v", Arc::new(array))])
}

/// The values of the only column.
fn read<T: DeserializeOwned>(array: impl arrow_array::Array + 'static) -> Result<Vec<T>> {
    Ok(rows::<(T,)>(&[one(array)])?.into_iter().map(|(value,)| value).collect())
}

fn problem<T: DeserializeOwned + fmt::Debug>(array: impl arrow_array::Array + 'static) -> String {
    let error = read::<T>(array).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conversion);
    std::error::Error::source(&error).unwrap().to_string()
}

#[test]
fn numbers_are_read_as_every_type_that_they_fit() {
    assert_eq!(read::<i64>(Int8Array::from(vec![-1, 2])).unwrap(), [-1, 2]);
    assert_eq!(read::<u8>(Int64Array::from(vec![255])).unwrap(), [255]);
    assert_eq!(read::<u64>(UInt64Array::from(vec![u64::MAX])).unwrap(), [u64::MAX]);
    assert_eq!(read::<bool>(Int32Array::from(vec![0, 1])).unwrap(), [false, true]);
    assert_eq!(read::<f64>(Float32Array::from(vec![0.5])).unwrap(), [0.5]);
    assert_eq!(read::<f32>(Float64Array::from(vec![0.5])).unwrap(), [0.5]);
    assert_eq!(problem::<u8>(Int64Array::from(vec![256])), "column `v`: 256 is out of range, expected u8");
    assert_eq!(
        problem::<i64>(Float64Array::from(vec![1.0])),
        "column `v`: invalid type: floating point `1.0`, expected i64"
    );
    // Nor an integer as a float: not all have one.
    assert_eq!(
        problem::<f64>(Int64Array::from(vec![1])),
        "column `v`: invalid type: integer `1`, expected f64"
    );
    assert_eq!(
        problem::<String>(Int64Array::from(vec![1])),
        "column `v`: invalid type: integer `1`, expected a string"
    );
}

#[test]
fn null_needs_an_option() {
    let array = || StringArray::from(vec![Some("a"), None]);
    assert_eq!(read::<Option<String>>(array()).unwrap(), [Some("a".to_owned()), None]);
    assert_eq!(problem::<String>(array()), "column `v`: invalid type: NULL, expected a string");
    assert_eq!(read::<Option<i32>>(NullArray::new(2)).unwrap(), [None, None]);
    assert_eq!(read::<()>(NullArray::new(1)).unwrap(), [()]);
    assert_eq!(
        read::<serde_json::Value>(array()).unwrap(),
        [serde_json::json!("a"), serde_json::Value::Null]
    );
}

#[test]
fn dates_and_times_are_text_or_numbers() {
    fn text<const N: usize>(array: impl arrow_array::Array + 'static, expected: [&str; N]) {
        assert_eq!(read::<String>(array).unwrap(), expected);
    }
    text(Date32Array::from(vec![0, -719_529]), ["1970-01-01", "-000001-12-31"]);
    assert_eq!(read::<i32>(Date32Array::from(vec![7])).unwrap(), [7]);
    let instants = vec![0, 1_500_000, -1];
    let expected = ["1970-01-01T00:00:00", "1970-01-01T00:00:01.500", "1969-12-31T23:59:59.999999"];
    text(TimestampMicrosecondArray::from(instants.clone()), expected);
    text(
        TimestampMicrosecondArray::from(instants).with_timezone("Asia/Tokyo"),
        expected.map(|text| format!("{text}Z")).each_ref().map(String::as_str),
    );
    text(TimestampNanosecondArray::from(vec![1]), ["1970-01-01T00:00:00.000000001"]);
    text(Time64MicrosecondArray::from(vec![0, 86_399_000_001]), ["00:00:00", "23:59:59.000001"]);
    text(DurationMicrosecondArray::from(vec![1_500_000, -1]), ["PT1.500000s", "-PT0.000001s"]);
    assert_eq!(read::<i64>(DurationMicrosecondArray::from(vec![-1])).unwrap(), [-1]);
    assert_eq!(
        problem::<String>(Date32Array::from(vec![i32::MAX])),
        "column `v`: 2147483647 is not in the years -9999 to 9999, or not a time of day"
    );
}

#[test]
fn text_is_read_as_variants_characters_and_bytes() {
    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(rename_all = "lowercase")]
    enum Status {
        Open,
        Paid,
    }
    let array = || StringViewArray::from(vec!["open", "paid"]);
    assert_eq!(read::<Status>(array()).unwrap(), [Status::Open, Status::Paid]);
    assert_eq!(
        problem::<Status>(StringArray::from(vec!["lost"])),
        "column `v`: unknown variant `lost`, expected `open` or `paid`"
    );
    assert_eq!(read::<char>(StringArray::from(vec!["é"])).unwrap(), ['é']);
    assert_eq!(read::<Vec<u8>>(BinaryArray::from(vec![b"ab".as_slice()])).unwrap(), [b"ab"]);
    assert_eq!(read::<[u8; 2]>(BinaryArray::from(vec![b"ab".as_slice()])).unwrap(), [*b"ab"]);
}

#[test]
fn rows_are_structs_tuples_and_maps() {
    #[derive(Deserialize, Debug, PartialEq)]
    struct Line {
        b: String,
        a: i64,
        #[serde(default)]
        c: Option<i64>,
    }
    #[derive(Deserialize, Debug, PartialEq)]
    struct Flat {
        a: i32,
        #[serde(flatten)]
        rest: BTreeMap<String, String>,
    }
    let batch = batch(vec![
        ("a", Arc::new(Int64Array::from(vec![1]))),
        ("b", Arc::new(StringArray::from(vec!["x"]))),
        ("unused", Arc::new(StringArray::from(vec!["y"]))),
    ]);
    let batch = std::slice::from_ref(&batch);
    assert_eq!(rows::<Line>(batch).unwrap(), [Line { a: 1, b: "x".into(), c: None }]);
    assert_eq!(rows::<(i64, String)>(batch).unwrap(), [(1, "x".to_owned())]);
    let rest = BTreeMap::from([("b".to_owned(), "x".to_owned()), ("unused".to_owned(), "y".to_owned())]);
    assert_eq!(rows::<Flat>(batch).unwrap(), [Flat { a: 1, rest }]);
    let short = batch[0].project(&[0]).unwrap();
    let error = rows::<Line>(&[short]).unwrap_err();
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "missing field `b`");
}

#[test]
fn a_type_of_arrow_that_spark_lacks_is_refused() {
    let fields = [(0, Arc::new(arrow_schema::Field::new("n", arrow_schema::DataType::Int32, true)))];
    let union = UnionArray::try_new(
        fields.into_iter().collect(),
        vec![0].into(),
        None,
        vec![Arc::new(Int32Array::from(vec![1]))],
    );
    assert!(problem::<i32>(union.unwrap()).starts_with("column `v`: "));
}
