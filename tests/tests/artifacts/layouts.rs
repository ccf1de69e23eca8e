//! Arrow columns in layouts that servers refuse or, like dictionaries, silently misread: they are converted first.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BinaryViewArray, Date64Array, DictionaryArray, FixedSizeBinaryArray, Int32Array,
    LargeListArray, LargeStringArray, RecordBatch, RunArray, StringArray, StringViewArray, StructArray,
    TimestampMillisecondArray, TimestampNanosecondArray, TimestampSecondArray, UInt8Array, UInt16Array,
    UInt32Array, UInt64Array,
    types::{Int8Type, Int32Type, Int64Type},
};
use spark_connect_core::{error::Result, functions::expr};
use spark_connect_tests::on_every_server;

/// Two rows of every layout, with what SQL says of each column.
fn columns() -> Vec<(&'static str, ArrayRef, [&'static str; 2])> {
    let words: DictionaryArray<Int8Type> = [Some("b"), None].into_iter().collect();
    let keys = Int32Array::from(vec![1, 0]);
    let texts: ArrayRef = Arc::new(StringArray::from(vec!["x", "y"]));
    let dictionary = DictionaryArray::<Int32Type>::new(keys, texts);
    let runs: RunArray<Int32Type> = ["r", "r"].into_iter().collect();
    let inner: ArrayRef = Arc::new(dictionary.clone());
    let nested = StructArray::try_from(vec![("d", inner)]).expect("a struct");
    let lists = LargeListArray::from_iter_primitive::<Int64Type, _, _>([Some(vec![Some(1), Some(2)]), None]);
    let zone = "Asia/Tokyo";
    vec![
        ("words", Arc::new(words), ["b", "NULL"]),
        ("keyed", Arc::new(dictionary), ["y", "x"]),
        ("runs", Arc::new(runs), ["r", "r"]),
        ("nested", Arc::new(nested), ["{y}", "{x}"]),
        ("lists", Arc::new(lists), ["[1, 2]", "NULL"]),
        (
            "text_view",
            Arc::new(StringViewArray::from(vec!["a longer text than 12", "s"])),
            ["a longer text than 12", "s"],
        ),
        (
            "binary_view",
            Arc::new(BinaryViewArray::from_iter_values([b"bytes", b"other"])),
            ["bytes", "other"],
        ),
        ("large_text", Arc::new(LargeStringArray::from(vec!["l", "m"])), ["l", "m"]),
        (
            "fixed",
            Arc::new(
                FixedSizeBinaryArray::try_from_iter([b"ab", b"cd"].into_iter()).expect("two bytes each"),
            ),
            ["ab", "cd"],
        ),
        ("u8", Arc::new(UInt8Array::from(vec![255, 0])), ["255", "0"]),
        ("u16", Arc::new(UInt16Array::from(vec![u16::MAX, 0])), ["65535", "0"]),
        ("u32", Arc::new(UInt32Array::from(vec![u32::MAX, 0])), ["4294967295", "0"]),
        ("u64", Arc::new(UInt64Array::from(vec![u64::MAX, 0])), ["18446744073709551615", "0"]),
        ("date64", Arc::new(Date64Array::from(vec![-86_400_000, 0])), ["1969-12-31", "1970-01-01"]),
        (
            "seconds",
            Arc::new(TimestampSecondArray::from(vec![-1, 1]).with_timezone(zone)),
            ["1969-12-31 23:59:59", "1970-01-01 00:00:01"],
        ),
        (
            "millis",
            Arc::new(TimestampMillisecondArray::from(vec![-1, 1])),
            ["1969-12-31 23:59:59.999", "1970-01-01 00:00:00.001"],
        ),
        (
            "nanos",
            Arc::new(TimestampNanosecondArray::from(vec![1_999, 0]).with_timezone("+05:30")),
            ["1970-01-01 00:00:00.000001", "1970-01-01 00:00:00"],
        ),
    ]
}

on_every_server! {
    async fn every_layout_is_read_as_what_it_means(server) -> Result<()> {
        let spark = server.session().await;
        spark.conf().set("spark.sql.session.timeZone", "UTC").await?;
        for (name, array, expected) in columns() {
            let batch = RecordBatch::try_from_iter_with_nullable([(name, array, true)]).expect("one column");
            let frame = spark.create_dataframe([batch]);
            let texts = frame.select(expr(&format!("coalesce(cast({name} as string), 'NULL')")));
            let rows: Vec<(String,)> = texts.collect_as().await?;
            let rows: Vec<_> = rows.iter().map(|(text,)| text.as_str()).collect();
            assert_eq!(rows, expected, "{name}");
        }
        Ok(())
    }
}
