//! Values whose types are known only at run time: they come from servers, print as servers print them, and go back.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, civil};
use spark_connect_core::{
    dataframe::DataFrame,
    error::Result,
    expr::Literal,
    functions::*,
    row::{Row, Value, Variant},
    session::SparkSession,
    types::{DataType, Decimal, Geography, Geometry, StructField, StructType, YearMonthInterval},
};
use spark_connect_tests::{
    on_every_server,
    servers::{Kind, TestServer},
};

/// A session in which times are shown in UTC and every type is allowed.
async fn connect(server: &TestServer) -> Result<SparkSession> {
    let spark = SparkSession::builder().remote(server.connection_string()).connect().await?;
    spark.conf().set("spark.sql.session.timeZone", "UTC").await?;
    if server.kind() == Kind::Spark43 {
        for kind in ["timeType", "geospatial", "timestampNanosTypes"] {
            spark.conf().set(&format!("spark.sql.{kind}.enabled"), "true").await?;
        }
    }
    Ok(spark)
}

async fn rows(frame: &DataFrame) -> Result<Vec<Row>> {
    frame.collect().await
}

/// Expressions of every type.
const EXPRESSIONS: &[&str] = &[
    "true",
    "cast(null as int)",
    "cast(-128 as tinyint)",
    "cast(-32768 as smallint)",
    "-2147483648",
    "9223372036854775807",
    "cast(0.1 as float)",
    "cast(1e10 as float)",
    "cast(1.5e-5 as float)",
    "0.0D",
    "-0.0D",
    "100D",
    "9999999D",
    "1e7D",
    "-12345678.9D",
    "0.001D",
    "9.99e-4D",
    "double('NaN')",
    "double('-Infinity')",
    "12.50BD",
    "-0.0001BD",
    "cast(0 as decimal(20,10))",
    "cast('99999999999999999999999999999999999999' as decimal(38,0))",
    "'it\\'s ü'",
    "''",
    "X'c3a4'",
    "date'0001-01-01'",
    "date'2024-02-29'",
    "date'9999-12-31'",
    "timestamp'1969-12-31 23:59:59.999999'",
    "timestamp'2024-02-29 12:00:00+02:00'",
    "timestamp'2024-02-29 12:00:00.100'",
    "timestamp_ntz'0001-01-01 00:00:00'",
    "timestamp_ntz'9999-12-31 23:59:59.999999'",
    "interval '-1 02:03:04.5' day to second",
    "interval '0' second",
    "interval '-1-2' year to month",
    "array(1, null, 3)",
    "array('a, b', null)",
    "cast(array() as array<int>)",
    "array(array(1.5D), array())",
    "map('a', null, 'b', 2)",
    "map(1, array(date'2024-01-01'))",
    "named_struct('a', 1, 'b', null, 'c', array(named_struct('d', 1.50BD)))",
    "array(cast(null as struct<a: int>), named_struct('a', 1))",
];

/// Those that Sail does not have.
const OF_SPARK: &[&str] = &[
    "cast(null as void)",
    "interval -1 day",
    "interval '-1 02' day to hour",
    "interval '1:02.5' minute to second",
    "interval -14 month",
    "interval 3 year",
    "make_interval(1, 2, 0, -3, 4, 5, 6.5)",
    "array(interval 1 day, null)",
    "'a' collate UNICODE_CI",
    "parse_json('{\"b\": [1, null, \"x\"], \"a\": 1.50, \"c\": {}, \"d\": []}')",
    "parse_json('null')",
    "parse_json('\"text\"')",
    "parse_json('1.50')",
    "array(parse_json('\"text\"'), parse_json('null'), null)",
    "cast(timestamp'2024-01-01 00:00:00.120' as variant)",
    "to_variant_object(named_struct('t', timestamp'2024-01-01 00:00:00.120', 'n', timestamp_ntz'2024-01-01 00:00:00',
        'b', X'0102', 'd', date'2024-01-01', 'e', double('NaN'), 'f', cast(1.5 as float), 'g', -1e300D,
        'h', 12345678901234567890.5BD, 'i', 300, 'j', repeat('long', 50)))",
];

/// Those since Spark 4.1.
const NEWEST: &[&str] = &[
    "time'12:34:56.100'",
    "time'00:00:00'",
    "cast('23:59:59.999999' as time(3))",
    "cast('2024-01-01 00:00:00.123456789' as timestamp_ntz(9))",
    "cast('1969-12-31 23:59:59.123456789' as timestamp_ltz(8))",
    "array(cast('2024-01-01 00:00:00.123456780' as timestamp_ntz(9)))",
];

fn expressions(kind: Kind) -> Vec<&'static str> {
    let mut all = EXPRESSIONS.to_vec();
    if kind.is_spark() {
        all.extend(OF_SPARK);
    }
    if kind == Kind::Spark43 {
        all.extend(NEWEST);
    }
    all
}

/// Values of types, as they are written here.
fn values(kind: Kind) -> Vec<(Value, &'static str)> {
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    let schema = |ddl: &str| Arc::new(ddl.parse::<StructType>().unwrap());
    let mut all: Vec<(Value, &str)> = vec![
        (true.into(), "boolean"),
        ((-128_i8).into(), "tinyint"),
        (i16::MIN.into(), "smallint"),
        (7_i8.into(), "int"),
        (i64::MAX.into(), "bigint"),
        (0.1_f32.into(), "float"),
        (f64::NEG_INFINITY.into(), "double"),
        (decimal("-12.50").into(), "decimal(10,2)"),
        (decimal("99999999999999999999999999999999999999").into(), "decimal(38,0)"),
        ("it's ü".into(), "string"),
        (Value::from(b"\0ab".as_slice()), "binary"),
        (civil::date(1, 1, 1).into(), "date"),
        ("1969-12-31T23:59:59.999999Z".parse::<Timestamp>().unwrap().into(), "timestamp"),
        (civil::date(9999, 12, 31).at(23, 59, 59, 999_999_000).into(), "timestamp_ntz"),
        (SignedDuration::from_micros(-1_500_001).into(), "interval day to second"),
        (YearMonthInterval(-14).into(), "interval year to month"),
        (vec![Some(1), None].into(), "array<int>"),
        (Value::Array(vec![]), "array<array<string>>"),
        (Value::Map(vec![("a".into(), 1.into()), ("b".into(), Value::Null)]), "map<string,bigint>"),
        (
            Row::new(schema("a int, b array<double>"), vec![1.into(), Value::Array(vec![])]).into(),
            "struct<a:int,b:array<double>>",
        ),
    ];
    if kind == Kind::Spark43 {
        all.extend([
            (civil::time(23, 59, 59, 999_999_000).into(), "time(6)"),
            (civil::time(1, 2, 3, 4_000_000).into(), "time(3)"),
            (civil::date(1969, 12, 31).at(23, 59, 59, 123_456_789).into(), "timestamp_ntz(9)"),
            ("2024-01-01T00:00:00.123456700Z".parse::<Timestamp>().unwrap().into(), "timestamp_ltz(7)"),
        ]);
    }
    all
}

/// What differs between `sent` and what a query of one row of one column gave.
async fn difference(is_sail: bool, frame: &DataFrame, sent: &Value, name: &str) -> Option<String> {
    let fails = |error| format!("{name}: {error}");
    let found = match rows(&frame.select((col("c"), type_of("c").alias("t"), col("c").cast("string")))).await
    {
        Ok(found) => found,
        Err(error) => return Some(fails(error.to_string())),
    };
    let [row] = found.as_slice() else { return Some(fails(format!("{} rows", found.len()))) };
    let (value, data_type) = (row.get(0)?, row.get(1)?);
    let text = row.get(2)?;
    // Sail's texts of some types are others than Spark's.
    let same_text = is_sail || value.to_string() == text.to_string();
    let same = format!("{value}") == format!("{sent}") && data_type.as_str() == Some(name);
    (!same || !same_text)
        .then(|| fails(format!("{value} of {data_type:?}, as text {text}, was sent as {sent}")))
}

on_every_server! {
    async fn print_as_spark_casts_them_to_string(server) -> Result<()> {
        // Sail's own texts of some types are others.
        let judge = if server.kind().is_spark() { server } else { Kind::Spark43.server().await };
        let (one, known) = (connect(server).await?.range(0, 1), connect(judge).await?.range(0, 1));
        let mut wrong = Vec::new();
        for sql in expressions(server.kind()) {
            let found = rows(&one.select(expr(sql))).await;
            let expected = rows(&known.select(expr(sql).cast("string"))).await?;
            let text = |rows: &[Row]| rows[0].values()[0].to_string();
            match found {
                Ok(found) if text(&found) == text(&expected) => {}
                Ok(found) => wrong.push(format!("{sql}: {} instead of {}", text(&found), text(&expected))),
                Err(error) => wrong.push(format!("{sql}: {error}")),
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        Ok(())
    }

    async fn arrive_as_literals(server) -> Result<()> {
        let spark = connect(server).await?;
        let one = spark.range(0, 1);
        let mut wrong = Vec::new();
        for (value, name) in values(server.kind()) {
            let data_type: DataType = name.parse()?;
            let literal = lit(Literal::typed(value.clone(), &data_type));
            wrong.extend(difference(server.kind() == Kind::Sail, &one.select(literal.alias("c")), &value, name).await);
            // Sail reads no NULL of a nested type.
            if server.kind() == Kind::Sail && (name.starts_with("array") || name.starts_with("map")) {
                continue;
            }
            let null = lit(Literal::typed(Value::Null, &data_type));
            wrong.extend(difference(server.kind() == Kind::Sail, &one.select(null.alias("c")), &Value::Null, name).await);
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        Ok(())
    }

    async fn arrive_as_rows(server) -> Result<()> {
        let spark = connect(server).await?;
        let mut wrong = Vec::new();
        let mut all = values(server.kind());
        if server.kind().is_spark() {
            let variant = Variant::new(b"\x0c\x07".as_slice(), b"\x01\0\0".as_slice());
            all.push((variant.into(), "variant"));
        }
        for (value, name) in all {
            let schema = StructType::new([StructField::new("c", name.parse()?, true)]);
            for value in [value, Value::Null] {
                let frame = spark.create_dataframe_from_rows(&schema, [[value.clone()]]);
                wrong.extend(difference(server.kind() == Kind::Sail, &frame, &value, name).await);
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        Ok(())
    }
}

/// Geometries and geographies: no server casts them to strings, so that functions tell what they are.
#[tokio::test]
async fn shapes_go_there_and_back() -> Result<()> {
    let spark = connect(Kind::Spark43.server().await).await?;
    let point = b"\x01\x01\0\0\0\0\0\0\0\0\0\xf0\x3f\0\0\0\0\0\0\0\x40".as_slice();
    let sql = "select st_geomfromwkb(unhex('0101000000000000000000F03F0000000000000040'), 3857) as g, \
        st_geogfromwkb(unhex('0101000000000000000000F03F0000000000000040')) as h, array(st_geomfromwkb(null)) as i";
    let found = rows(&spark.sql(sql).await?).await?;
    let shapes = [Geometry::new(point, 3857).into(), Geography::new(point, 4326).into()];
    assert_eq!(found[0].values()[..2], shapes);
    assert_eq!(found[0].values()[2], Value::Array(vec![Value::Null]));
    assert_eq!(
        found[0].schema().to_string(),
        "struct<g:geometry(3857),h:geography(4326),i:array<geometry(0)>>"
    );
    assert_eq!(shapes[0].to_string(), "0101000000000000000000F03F0000000000000040");

    let schema: Arc<StructType> = Arc::new("g geometry(3857), h geography(4326)".parse()?);
    let sent = Row::new(Arc::clone(&schema), shapes.to_vec());
    let frame = spark.create_dataframe_from_rows(&schema, [sent.clone()]);
    assert_eq!(rows(&frame).await?, [sent]);
    Ok(())
}

/// A class over another type: the values are those of the other type, the type is kept.
#[tokio::test]
async fn user_defined_types_are_kept() -> Result<()> {
    let spark = connect(Kind::Spark43.server().await).await?;
    let json = r#"{"type":"udt","class":"org.apache.spark.ml.linalg.VectorUDT","pyClass":"pyspark.ml.linalg.VectorUDT",
        "sqlType":{"type":"struct","fields":[
            {"name":"type","type":"byte","nullable":false,"metadata":{}},
            {"name":"size","type":"integer","nullable":true,"metadata":{}},
            {"name":"indices","type":{"type":"array","elementType":"integer","containsNull":false},"nullable":true,"metadata":{}},
            {"name":"values","type":{"type":"array","elementType":"double","containsNull":false},"nullable":true,"metadata":{}}]}}"#;
    let vector = DataType::from_json(json)?;
    let DataType::Udt(udt) = &vector else { panic!("{vector}") };
    let Some(DataType::Struct(stored)) = &udt.sql_type else { panic!("{vector}") };
    let value = Value::from(Row::new(
        Arc::new(stored.clone()),
        vec![1_i8.into(), Value::Null, Value::Null, vec![0.5, 2.0].into()],
    ));
    let schema = StructType::new([StructField::new("v", vector.clone(), true)]);
    let found = rows(&spark.create_dataframe_from_rows(&schema, [[value.clone()]])).await?;
    assert_eq!(found[0].get(0), Some(&value));
    let DataType::Udt(found) = &found[0].schema().fields[0].data_type else { panic!("{found:?}") };
    assert_eq!(found.jvm_class, udt.jvm_class);
    Ok(())
}
