//! Every form of a type reads back as the type.

use proptest::prelude::*;

use super::{DataType, DayTimeField, StructField, StructType, Udt, YearMonthField};

/// Any type. `sql` leaves out what SQL cannot say: user-defined types, and items that are never NULL.
fn data_type(sql: bool) -> impl Strategy<Value = DataType> {
    let decimal = (1..=38_u8).prop_flat_map(|precision| (Just(precision), 0..=precision));
    let leaf = prop_oneof![
        4 => prop::sample::select(vec![
            DataType::Null, DataType::Boolean, DataType::Byte, DataType::Short, DataType::Integer, DataType::Long,
            DataType::Float, DataType::Double, DataType::String, DataType::Binary, DataType::Date,
            DataType::Timestamp, DataType::TimestampNtz, DataType::CalendarInterval, DataType::Variant,
            DataType::YEAR_MONTH_INTERVAL, DataType::DAY_TIME_INTERVAL,
            DataType::YearMonthInterval { start: YearMonthField::Month, end: YearMonthField::Month },
            DataType::DayTimeInterval { start: DayTimeField::Hour, end: DayTimeField::Minute },
            DataType::CollatedString("UNICODE_CI_AI".into()), DataType::CollatedString("UTF8_LCASE".into()),
            DataType::Geometry { srid: 0 }, DataType::Geometry { srid: DataType::MIXED_SRID },
            DataType::Geometry { srid: 3857 }, DataType::Geography { srid: 4326 },
        ]),
        1 => decimal.prop_map(|(precision, scale)| DataType::Decimal { precision, scale }),
        1 => (0..=9_u8).prop_map(|precision| DataType::Time { precision }),
        1 => (7..=9_u8).prop_map(|precision| DataType::TimestampLtzNanos { precision }),
        1 => (7..=9_u8).prop_map(|precision| DataType::TimestampNtzNanos { precision }),
        1 => (0..=i32::MAX.cast_unsigned()).prop_map(DataType::Char),
        1 => (0..=i32::MAX.cast_unsigned()).prop_map(DataType::VarChar),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let null = move || any::<bool>().prop_map(move |null| null || sql);
        prop_oneof![
            (inner.clone(), null()).prop_map(|(element, null)| DataType::array(element, null)),
            (inner.clone(), inner.clone(), null())
                .prop_map(|(key, value, null)| DataType::map(key, value, null)),
            schema(inner.clone()).prop_map(DataType::Struct),
            (inner, any::<Option<String>>()).prop_map(move |(sql_type, class)| if sql {
                sql_type
            } else {
                DataType::Udt(Box::new(Udt {
                    jvm_class: class,
                    python_class: Some("a.B".into()),
                    serialized_python_class: None,
                    sql_type: Some(sql_type),
                }))
            }),
        ]
    })
}

fn schema(types: impl Strategy<Value = DataType>) -> impl Strategy<Value = StructType> {
    let comment = prop::option::of(any::<String>());
    let field = ("[a-z_`. é\"'\\\\0-9]{0,6}", types, any::<bool>(), comment);
    prop::collection::vec(field, 0..4).prop_map(|fields| {
        let field = |(name, data_type, nullable, comment): (String, _, _, Option<String>)| StructField {
            name,
            data_type,
            nullable,
            metadata: comment.map(|comment| serde_json::json!({ "comment": comment }).to_string()),
        };
        fields.into_iter().map(field).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn protocol(data_type in data_type(false)) {
        prop_assert_eq!(DataType::from_proto(&data_type.to_proto()).unwrap(), data_type);
    }

    #[test]
    fn json(data_type in data_type(false)) {
        prop_assert_eq!(DataType::from_json(&data_type.to_json()).unwrap(), data_type);
    }

    #[test]
    fn sql(data_type in data_type(true)) {
        let text = data_type.to_sql();
        prop_assert_eq!(text.parse::<DataType>().unwrap(), data_type, "{}", text);
    }

    #[test]
    fn ddl(schema in schema(data_type(true))) {
        // No text stands for no columns.
        prop_assume!(!schema.fields.is_empty());
        let text = schema.to_ddl();
        prop_assert_eq!(text.parse::<StructType>().unwrap(), schema, "{}", text);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "[a-zA-Z<>(),:`'\"0-9 \\\\/*-]{0,40}") {
        let _ = text.parse::<DataType>();
        let _ = text.parse::<StructType>();
        let _ = DataType::from_json(&text);
    }

    #[test]
    fn a_schema_fits_itself(schema in schema(data_type(false))) {
        let mut unique = schema;
        let mut seen = std::collections::HashSet::new();
        unique.fields.retain(|field| seen.insert(field.name.clone()));
        let found = unique.differences(&unique);
        // Nested structs may name a field twice, of which the second is compared with the first; a type that is a
        // user-defined one is compared by what it is stored as.
        prop_assume!(!format!("{unique:?}").contains("Struct(") && !format!("{unique:?}").contains("Udt("));
        prop_assert_eq!(found, []);
    }
}
