//! Any value of any type is the same after a way through Arrow, and through a literal.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, civil};
use proptest::prelude::*;
use prost::Message;

use super::{decode, encode};
use crate::{
    expr::Literal,
    proto::spark::connect::expression::Literal as Sent,
    row::{Row, Value, Variant},
    types::{CalendarInterval, DataType, Decimal, Geometry, StructField, StructType, YearMonthInterval},
};

/// A type, and values of it.
fn values() -> impl Strategy<Value = (DataType, Vec<Value>)> {
    fn of<T: Into<Value> + std::fmt::Debug + Clone + 'static>(
        data_type: DataType,
        value: impl Strategy<Value = T> + 'static,
    ) -> BoxedStrategy<(DataType, Vec<Value>)> {
        let value = prop::option::weighted(0.8, value).prop_map(Into::into);
        prop::collection::vec(value, 0..4).prop_map(move |values| (data_type.clone(), values)).boxed()
    }
    let micros = -62_000_000_000_000_000_i64..250_000_000_000_000_000;
    let instant = micros.prop_map(|micros| Timestamp::from_microsecond(micros).unwrap());
    let local = (1_i16..9999, 1_i8..13, 1_i8..29, 0_i8..24, 0_i32..1_000_000)
        .prop_map(|(y, m, d, h, micros)| civil::date(y, m, d).at(h, 59, 1, micros * 1_000));
    let leaf = prop_oneof![
        of(DataType::Boolean, any::<bool>()),
        of(DataType::Byte, any::<i8>()),
        of(DataType::Short, any::<i16>()),
        of(DataType::Integer, any::<i32>()),
        of(DataType::Long, any::<i64>()),
        of(DataType::Float, any::<f32>()),
        of(DataType::Double, any::<f64>()),
        of(
            DataType::Decimal { precision: 38, scale: 9 },
            (-(10_i128.pow(38) - 1)..10_i128.pow(38)).prop_map(|number| Decimal::new(number, 9).unwrap())
        ),
        of(DataType::String, ".{0,8}"),
        of(DataType::Binary, prop::collection::vec(any::<u8>(), 0..8)),
        of(DataType::Date, local.clone().prop_map(civil::DateTime::date)),
        of(DataType::Timestamp, instant),
        of(DataType::TimestampNtz, local.clone()),
        of(DataType::TIME, local.prop_map(civil::DateTime::time)),
        of(DataType::YEAR_MONTH_INTERVAL, any::<i32>().prop_map(YearMonthInterval)),
        of(DataType::DAY_TIME_INTERVAL, any::<i64>().prop_map(SignedDuration::from_micros)),
        of(
            DataType::CalendarInterval,
            (any::<i32>(), any::<i32>(), any::<i32>()).prop_map(|(months, days, micros)| {
                CalendarInterval { months, days, microseconds: micros.into() }
            })
        ),
    ];
    leaf.prop_recursive(3, 24, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|(data_type, values)| {
                let lists = vec![Value::Array(values), Value::Null, Value::Array(vec![])];
                (DataType::array(data_type, true), lists)
            }),
            inner.clone().prop_map(|(data_type, values)| {
                let keys = (0..).map(Value::Integer);
                let map = Value::Map(keys.zip(values).collect());
                (
                    DataType::map(DataType::Integer, data_type, true),
                    vec![Value::Map(vec![]), map, Value::Null],
                )
            }),
            (inner, any::<i64>()).prop_map(|((data_type, values), number)| {
                let fields = [("a", data_type), ("b", DataType::Long)];
                let fields = fields.map(|(name, data_type)| StructField::new(name, data_type, true));
                let schema = Arc::new(StructType::new(fields));
                let row = |value| Value::from(Row::new(Arc::clone(&schema), vec![value, number.into()]));
                let mut rows: Vec<Value> = values.into_iter().map(row).collect();
                rows.push(Value::Null);
                (DataType::Struct((*schema).clone()), rows)
            }),
        ]
    })
}

/// What two values that are the same say; equality would tell NaN from NaN.
fn said(values: &[Value]) -> String {
    format!("{values:?}")
}

fn through_arrow(data_type: &DataType, values: &[Value]) -> Vec<Value> {
    let schema = Arc::new(StructType::new([StructField::new("c", data_type.clone(), true)]));
    let row = |value: &Value| Row::new(Arc::clone(&schema), vec![value.clone()]);
    let rows: Vec<Row> = values.iter().map(row).collect();
    let batch = encode::struct_batch(&rows, &schema).unwrap();
    decode::rows(&batch, &schema).unwrap().into_iter().flat_map(Row::into_values).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn through_arrow_and_literals((data_type, values) in values()) {
        prop_assert_eq!(said(&through_arrow(&data_type, &values)), said(&values));
        let literals = values.iter().map(|value| {
            let literal = Literal::typed(value.clone(), &data_type);
            let sent = Sent::decode(literal.message().to_bytes()).unwrap();
            Row::from_literals(vec!["c".into()], vec![sent]).unwrap().into_values().remove(0)
        });
        prop_assert_eq!(said(&literals.collect::<Vec<_>>()), said(&values));
    }

    #[test]
    fn numbers_read_back_as_they_print(double in any::<f64>(), float in any::<f32>()) {
        let same = |text: String| text.replace("Infinity", "inf");
        let read: f64 = same(Value::Double(double).to_string()).parse().unwrap();
        prop_assert!(read == double || double.is_nan());
        let read: f32 = same(Value::Float(float).to_string()).parse().unwrap();
        prop_assert!(read == float || float.is_nan());
    }

    #[test]
    fn no_bytes_make_a_variant_panic(
        value in prop::collection::vec(any::<u8>(), 0..40),
        metadata in prop::collection::vec(any::<u8>(), 0..20),
    ) {
        let variant = Variant::new(value, metadata);
        let _ = (variant.to_value(), variant.to_json(), variant.to_string());
    }

    #[test]
    fn bytes_of_shapes(wkb in prop::collection::vec(any::<u8>(), 0..8), srid in any::<i32>()) {
        let values = [Geometry::new(wkb, srid).into(), Value::Null];
        prop_assert_eq!(through_arrow(&DataType::Geometry { srid: DataType::MIXED_SRID }, &values), values);
    }
}
