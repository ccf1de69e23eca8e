use std::collections::HashMap;

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time},
};

use super::*;
use crate::{
    arrow::decode,
    types::{CalendarInterval, Decimal, StructField},
};

/// What the derive generates for `struct Address { city: String, zip: Option<Decimal> }`.
struct Address {
    city: String,
    zip: Option<Decimal>,
}

impl Encode for Address {
    type Column = (<String as Encode>::Column, <Option<Decimal> as Encode>::Column, StructColumn<Self>);

    fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
        let mut fields = StructFields::new(data_type, "Address", &["city", "zip"], values, misfit);
        (fields.column::<String>(), fields.column::<Option<Decimal>>(), fields.finish())
    }

    fn append((city, zip, structs): &mut Self::Column, value: &Self) {
        structs.append();
        <String as Encode>::append(city, &value.city);
        <Option<Decimal> as Encode>::append(zip, &value.zip);
    }

    fn append_null((city, zip, structs): &mut Self::Column) {
        structs.append_null();
        <String as Encode>::append_null(city);
        <Option<Decimal> as Encode>::append_null(zip);
    }

    fn finish((city, zip, structs): Self::Column) -> Result<ArrayRef, Refused> {
        let mut finished = FinishedFields::default();
        finished.field::<String>(city);
        finished.field::<Option<Decimal>>(zip);
        structs.finish(finished)
    }
}

fn one_field(name: &str, data_type: DataType, nullable: bool) -> StructType {
    StructType::new([StructField::new(name, data_type, nullable)])
}

fn columns(ddl: &str) -> StructType {
    ddl.parse().unwrap()
}

fn value<T: Encode>(value: T, sql: &str) -> Result<RecordBatch> {
    value_batch(&[value], &columns(&format!("value {sql}")))
}

fn message<T>(result: Result<T>, kind: ErrorKind) -> String {
    let error = result.err().unwrap();
    assert_eq!(error.kind(), kind, "{error}");
    error.to_string()
}

#[test]
fn a_value_that_does_not_fit_names_its_row_and_path() {
    let address = |zip: &str| Address { city: "Bonn".to_owned(), zip: Some(zip.parse().unwrap()) };
    let rows = [(address("1.00"),), (address("1.005"),)];
    let schema = columns("_1 STRUCT<city: STRING NOT NULL, zip: DECIMAL(5,2)>");
    assert_eq!(
        message(struct_batch(&rows, &schema), ErrorKind::Conversion),
        "row 1 (counting from 0): _1: zip: 1.005 does not fit DECIMAL(5,2)"
    );
    assert_eq!(struct_batch(&rows[..1], &schema).unwrap().num_rows(), 1);
}

#[test]
fn another_type_is_refused() {
    assert_eq!(
        message(value(1_i64, "INT"), ErrorKind::Schema),
        "i64 cannot be written to a column of type int"
    );
    for result in [
        value("x".to_owned(), "BINARY"),
        value(vec![1_u8], "STRING"),
        value(vec![1_i32], "ARRAY<BIGINT>"),
        value(HashMap::from([(1_i32, 1_i32)]), "MAP<STRING, INT>"),
        value((1_i32,), "STRUCT<x: INT>"),
        value(Decimal::ZERO, "DOUBLE"),
        value(Timestamp::UNIX_EPOCH, "TIMESTAMP_NTZ"),
        value(DateTime::constant(2024, 1, 1, 0, 0, 0, 0), "TIMESTAMP"),
        value(Date::constant(2024, 1, 1), "TIMESTAMP"),
        value(SignedDuration::ZERO, "INTERVAL"),
        value(CalendarInterval::default(), "INTERVAL DAY TO SECOND"),
    ] {
        assert!(message(result, ErrorKind::Schema).contains("cannot be written to a column of type"));
    }
    let rows = [(1_i32, 2_i32)];
    assert!(struct_batch(&rows, &columns("_1 INT")).is_err());
    assert!(struct_batch(&rows, &columns("_2 INT, _1 INT")).is_err());
    assert!(
        message(struct_batch(&rows, &columns("_1 INT, _2 DATE")), ErrorKind::Schema)
            .starts_with("_2: i32 cannot")
    );
    assert!(struct_batch(&[1_i32], &columns("value INT")).is_err());
}

#[test]
fn values_that_spark_cannot_hold_are_refused() {
    let number = |text: &str| text.parse::<Decimal>().unwrap();
    for result in [
        value(number("1000"), "DECIMAL(5,2)"),
        value(number("0.001"), "DECIMAL(5,2)"),
        value(Decimal::MAX, "DECIMAL(38,1)"),
        value(Date::constant(0, 12, 31), "DATE"),
        value(DateTime::constant(0, 12, 31, 23, 59, 59, 999_999_999), "TIMESTAMP_NTZ"),
        value("0000-12-31T23:59:59.999999999Z".parse::<Timestamp>().unwrap(), "TIMESTAMP"),
        value(SignedDuration::MAX, "INTERVAL DAY TO SECOND"),
        value(CalendarInterval { months: 0, days: 0, microseconds: i64::MAX }, "INTERVAL"),
    ] {
        assert!(message(result, ErrorKind::Conversion).starts_with("row 0 (counting from 0): "));
    }
    assert!(value(Date::constant(1, 1, 1), "DATE").is_ok());
    assert!(value("0001-01-01T00:00:00Z".parse::<Timestamp>().unwrap(), "TIMESTAMP").is_ok());
}

#[test]
fn a_null_where_none_may_be_is_refused() {
    let field = one_field("value", DataType::array(DataType::Integer, false), false);
    assert!(value_batch(&[vec![Some(1)]], &field).is_ok());
    assert_eq!(
        message(value_batch(&[vec![Some(1), None]], &field), ErrorKind::Conversion),
        "the values do not fit the schema of the rows"
    );
    let field = one_field("value", DataType::Integer, false);
    assert!(value_batch(&[None::<i32>], &field).is_err());
    // But under a NULL struct there is no value to be NULL.
    let rows = [(None::<(i32, String)>,), (Some((1, "x".to_owned())),)];
    let batch = struct_batch(&rows, &columns("_1 STRUCT<_1: INT NOT NULL, _2: STRING NOT NULL>")).unwrap();
    let mut read: Vec<(Option<(i32, String)>,)> = Vec::new();
    decode::append_rows(&mut read, &batch, "Row", 0).unwrap();
    assert_eq!(read, rows);
}

#[test]
fn what_is_finer_than_the_column_is_cut_off() {
    fn read<T: Encode + decode::Decode>(written: T, sql: &str) -> T {
        let batch = value(written, sql).unwrap();
        let mut rows = Vec::new();
        decode::append_rows(&mut rows, &batch, "Row", 0).unwrap();
        rows.pop().unwrap()
    }
    let instant = |text: &str| text.parse::<Timestamp>().unwrap();
    let before = instant("1969-12-31T23:59:59.999999999Z");
    assert_eq!(read(before, "TIMESTAMP"), instant("1969-12-31T23:59:59.999999Z"));
    let after = instant("2024-02-29T00:00:00.000001999Z");
    assert_eq!(read(after, "TIMESTAMP"), instant("2024-02-29T00:00:00.000001Z"));
    let civil = DateTime::constant(1960, 2, 29, 1, 2, 3, 999_999_999);
    assert_eq!(read(civil, "TIMESTAMP_NTZ"), DateTime::constant(1960, 2, 29, 1, 2, 3, 999_999_000));
    let time = Time::constant(1, 2, 3, 987_654_321);
    assert_eq!(read(time, "TIME(0)"), Time::constant(1, 2, 3, 0));
    assert_eq!(read(time, "TIME(6)"), Time::constant(1, 2, 3, 987_654_000));
    assert_eq!(read(time, "TIME(9)"), time);
    assert_eq!(
        read(SignedDuration::from_nanos(-1_999), "INTERVAL DAY TO SECOND"),
        SignedDuration::from_micros(-1)
    );
}

#[test]
fn a_decimal_of_any_size_is_one_of_sparks_default() {
    let field = one_field("value", DataType::ANY_DECIMAL, true);
    let batch = value_batch(&["1.5".parse::<Decimal>().unwrap()], &field).unwrap();
    assert_eq!(batch.schema().field(0).data_type(), &arrow_schema::DataType::Decimal128(38, 18));
}

#[test]
fn metadata_and_no_columns_are_kept() {
    let mut schema = columns("_1 INT COMMENT 'x'");
    let batch = struct_batch(&[(1_i32,)], &schema).unwrap();
    schema.fields[0].nullable = true;
    assert_eq!(schema::from_arrow(&batch.schema()).unwrap(), schema);
    let batch = struct_batch::<(i32,)>(&[], &schema).unwrap();
    assert_eq!((batch.num_rows(), batch.num_columns()), (0, 1));
}
