//! Literals that this side writes, read again; and what no server should send.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, civil};
use prost::Message;

use super::{Row, Value, literal::read};
use crate::{
    error::ErrorKind,
    expr,
    proto::spark::connect::expression::{
        Literal,
        literal::{self as wire, LiteralType},
    },
    types::{CalendarInterval, DataType, Decimal, YearMonthInterval},
};

/// The value that is sent for `value`, and its type.
fn sent(value: impl Into<expr::Literal>) -> (Value, DataType) {
    let literal: expr::Literal = value.into();
    let (value, data_type) =
        read(Literal::decode(literal.message().to_bytes()).expect("a literal")).expect("a value");
    assert_eq!(data_type, *literal.data_type());
    (value, data_type)
}

#[test]
fn values_of_every_type() {
    assert_eq!(sent(true).0, Value::Boolean(true));
    assert_eq!(sent(-1_i8).0, Value::Byte(-1));
    assert_eq!(sent(i16::MIN).0, Value::Short(i16::MIN));
    assert_eq!(sent(7_i32).0, Value::Integer(7));
    assert_eq!(sent(i64::MAX).0, Value::Long(i64::MAX));
    assert_eq!(sent(1.5_f32).0, Value::Float(1.5));
    assert_eq!(sent(-0.1_f64).0, Value::Double(-0.1));
    assert_eq!(sent("text").0, Value::String("text".into()));
    assert_eq!(sent(vec![1_u8, 2]).0, Value::Binary(vec![1, 2].into()));
    let decimal: Decimal = "-12.340".parse().unwrap();
    assert_eq!(sent(decimal).0, Value::Decimal(decimal));
    for date in [civil::date(1, 1, 1), civil::date(1969, 12, 31), civil::date(9999, 12, 31)] {
        assert_eq!(sent(date).0, Value::Date(date));
        let local = date.at(23, 59, 59, 999_999_000);
        assert_eq!(sent(local).0, Value::TimestampNtz(local));
    }
    let instant: Timestamp = "1969-12-31T23:59:59.999999Z".parse().unwrap();
    assert_eq!(sent(instant).0, Value::Timestamp(instant));
    let time = civil::time(12, 34, 56, 789_012_000);
    assert_eq!(sent(time).0, Value::Time(time));
    let interval = CalendarInterval { months: -1, days: 2, microseconds: -3 };
    assert_eq!(sent(interval).0, Value::CalendarInterval(interval));
    assert_eq!(sent(YearMonthInterval(-25)).0, Value::from(YearMonthInterval(-25)));
    let duration = SignedDuration::from_micros(-1_500_001);
    assert_eq!(sent(duration).0, Value::from(duration));
    assert_eq!(sent(None::<i32>), (Value::Null, DataType::Integer));
}

#[test]
fn nested_values() {
    let array = sent(vec![Some(1_i64), None]).0;
    assert_eq!(array.as_array(), Some(&[Value::Long(1), Value::Null][..]));
    assert_eq!(sent(Vec::<String>::new()), (Value::Array(vec![]), DataType::array(DataType::String, true)));
    let map = sent(BTreeMap::from([("a", vec![true])])).0;
    assert_eq!(map, Value::Map(vec![(Value::String("a".into()), Value::Array(vec![Value::Boolean(true)]))]));
    let (structure, data_type) =
        sent(expr::Literal::structure([("x", 1.5.into()), ("y", None::<i32>.into())]));
    let row = structure.as_struct().expect("a struct");
    assert_eq!(DataType::Struct(row.schema().clone()), data_type);
    assert_eq!((row.get("x"), row.get("y")), (Some(&Value::Double(1.5)), Some(&Value::Null)));
    assert_eq!(row.get("z"), None);
}

fn literal(kind: LiteralType) -> Literal {
    Literal { data_type: None, literal_type: Some(kind) }
}

#[test]
fn types_beside_the_values() {
    // As servers may write them since 4.1.
    let ints = DataType::array(DataType::Short, true);
    #[expect(deprecated, reason = "the field is left out")]
    let array = wire::Array { element_type: None, elements: vec![literal(LiteralType::Short(1))] };
    let stated =
        Literal { data_type: Some(ints.to_proto()), literal_type: Some(LiteralType::Array(array.clone())) };
    assert_eq!(read(stated).unwrap(), (Value::Array(vec![Value::Short(1)]), ints));
    // And with no type anywhere but that of the elements.
    let bare = read(literal(LiteralType::Array(array))).unwrap().1;
    assert_eq!(bare, DataType::array(DataType::Short, true));
    let null = Literal {
        data_type: Some(DataType::Date.to_proto()),
        literal_type: Some(LiteralType::Null(Default::default())),
    };
    assert_eq!(read(null).unwrap(), (Value::Null, DataType::Date));
    let doubles = wire::specialized_array::ValueType::Doubles(crate::proto::spark::connect::Doubles {
        values: vec![0.5],
    });
    let special = wire::SpecializedArray { value_type: Some(doubles) };
    let (value, data_type) = read(literal(LiteralType::SpecializedArray(special))).unwrap();
    assert_eq!(value, Value::Array(vec![Value::Double(0.5)]));
    assert_eq!(data_type, DataType::array(DataType::Double, false));
    let nanos = wire::TimestampNtzNanos { epoch_micros: -1, nanos_within_micro: 7, precision: None };
    let (value, data_type) = read(literal(LiteralType::TimestampNtzNanos(nanos))).unwrap();
    assert_eq!(value, Value::TimestampNtz(civil::date(1969, 12, 31).at(23, 59, 59, 999_999_007)));
    assert_eq!(data_type, DataType::TimestampNtzNanos { precision: 9 });
}

#[test]
fn what_is_no_value() {
    let kind = |kind: LiteralType| read(literal(kind)).expect_err("no value").kind();
    assert_eq!(read(Literal::default()).expect_err("no value").kind(), ErrorKind::Protocol);
    assert_eq!(kind(LiteralType::Byte(128)), ErrorKind::Protocol);
    assert_eq!(kind(LiteralType::Short(-40_000)), ErrorKind::Protocol);
    assert_eq!(kind(LiteralType::Date(i32::MAX)), ErrorKind::Conversion);
    assert_eq!(kind(LiteralType::Timestamp(i64::MIN)), ErrorKind::Conversion);
    assert_eq!(kind(LiteralType::TimestampNtz(i64::MAX)), ErrorKind::Conversion);
    assert_eq!(
        kind(LiteralType::Time(wire::Time { nano: i64::MAX, precision: None })),
        ErrorKind::Conversion
    );
    let decimal = wire::Decimal { value: "1".into(), precision: Some(-1), scale: None };
    assert_eq!(kind(LiteralType::Decimal(decimal)), ErrorKind::Protocol);
    let map = wire::Map { keys: vec![literal(LiteralType::Long(1))], ..Default::default() };
    assert_eq!(kind(LiteralType::Map(map)), ErrorKind::Protocol);
    let mut deep = literal(LiteralType::Boolean(true));
    for _ in 0..1000 {
        deep = literal(LiteralType::Array(wire::Array { elements: vec![deep], ..Default::default() }));
    }
    assert_eq!(read(deep).expect_err("too deep").kind(), ErrorKind::Protocol);
    let missing = Row::from_literals(vec!["a".into()], vec![]);
    assert_eq!(missing.expect_err("a name too many").kind(), ErrorKind::Protocol);
}
