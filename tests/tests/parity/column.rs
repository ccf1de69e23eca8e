//! The methods and operators of columns.

use spark_connect_core::{
    expr::{Literal, Window, attribute, col},
    functions::*,
    types::{DataType, DayTimeField, YearMonthField},
};

/// POINT(1 2) in the well-known binary format.
const POINT: &str = "0101000000000000000000F03F0000000000000040";

columns! {
    // Operators.
    "col('a') + 1" => col("a") + 1,
    "1 + col('a')" => 1 + col("a"),
    "col('a') + col('b')" => col("a") + col("b"),
    "col('a') - 1" => col("a") - 1,
    "1 - col('a')" => 1 - col("a"),
    "col('a') * 2.5" => col("a") * 2.5,
    "2.5 * col('a')" => 2.5 * col("a"),
    "col('a') / 2" => col("a") / 2,
    "2 / col('a')" => 2 / col("a"),
    "col('a') % 2" => col("a") % 2,
    "7 % col('a')" => 7 % col("a"),
    "-col('a')" => -col("a"),
    "col('flag') & (col('a') > 1)" => col("flag") & col("a").gt(1),
    "col('flag') | (col('a') < 1)" => col("flag") | col("a").lt(1),
    "col('flag') & True" => col("flag") & true,
    "col('flag') | False" => col("flag") | false,
    "~col('flag')" => !col("flag"),
    "col('dt') + datetime.timedelta(days=1)" => col("dt") + jiff::SignedDuration::from_hours(24),

    // Comparisons.
    "col('a') == 1" => col("a").eq(1),
    "col('a') == col('b')" => col("a").eq(col("b")),
    "col('s') == 'SQL'" => col("s").eq("SQL"),
    "col('a') != 1" => col("a").ne(1),
    "col('a') > 1" => col("a").gt(1),
    "col('a') >= 1" => col("a").ge(1),
    "col('a') < 1.5" => col("a").lt(1.5),
    "col('a') <= col('x')" => col("a").le(col("x")),
    "col('a').eqNullSafe(1)" => col("a").eq_null_safe(1),
    "col('a').eqNullSafe(None)" => col("a").eq_null_safe(Literal::null(DataType::Null)),
    "col('a').between(1, col('b'))" => col("a").between(1, col("b")),
    "col('a').isin(1, 2)" => col("a").is_in([1, 2]),
    "col('s').isin(['a', 'a,b,c'])" => col("s").is_in(["a", "a,b,c"]),
    "col('a').isin(col('b'), col('a'))" => col("a").is_in([col("b"), col("a")]),
    "col('a').isin([])" => col("a").is_in::<i32>([]),
    "col('a').isNull()" => col("a").is_null(),
    "col('a').isNotNull()" => col("a").is_not_null(),
    "col('x').isNaN()" => col("x").is_nan(),

    // Text.
    "col('s').like('%SQL')" => col("s").like("%SQL"),
    "col('s').ilike('%sql')" => col("s").ilike("%sql"),
    "col('s').rlike('^[a-z],')" => col("s").rlike("^[a-z],"),
    "col('s').contains('b,')" => col("s").contains("b,"),
    "col('s').contains(col('t'))" => col("s").contains(col("t")),
    "col('s').startswith('Spark')" => col("s").starts_with("Spark"),
    "col('s').startswith(col('t'))" => col("s").starts_with(col("t")),
    "col('s').endswith('SQL')" => col("s").ends_with("SQL"),
    "col('s').substr(1, 3)" => col("s").substr(1, 3),
    "col('s').substr(col('a'), col('a') + 1)" => col("s").substr(col("a"), col("a") + 1),
    "col('s')[2:3]" => col("s").substr(2, 3),

    // Bits.
    "col('a').bitwiseAND(3)" => col("a").bitwise_and(3),
    "col('a').bitwiseAND(col('b'))" => col("a").bitwise_and(col("b")),
    "col('a').bitwiseOR(4)" => col("a").bitwise_or(4),
    "col('a').bitwiseXOR(5)" => col("a").bitwise_xor(5),

    // Parts.
    "col('xs').getItem(0)" => col("xs").get_item(0),
    "col('xs')[col('a') - 1]" => col("xs").get_item(col("a") - 1),
    "col('m').getItem('k')" => col("m").get_item("k"),
    "col('m')['k']" => col("m").get_item("k"),
    "col('st').getField('name')" => col("st").field("name"),
    "col('st')['name']" => col("st").get_item("name"),
    "col('sts').getField('n')" => col("sts").field("n"),
    "col('st.n')" => col("st.n"),
    "col('`st`.`n`')" => attribute(&["st", "n"]),
    "col('st').withField('n', lit(5))" => col("st").with_field("n", 5),
    "col('st').withField('more', col('a'))" => col("st").with_field("more", col("a")),
    "col('st').dropFields('n')" => col("st").drop_fields(["n"]),
    "F.struct('st', 'a').dropFields('st.n', 'a')" => r#struct(("st", "a")).drop_fields(["st.n", "a"]),

    // Choice.
    "F.when(col('a') > 1, 'large')" => when(col("a").gt(1), "large"),
    "F.when(col('a') > 1, 'large').otherwise('small')" => when(col("a").gt(1), "large").otherwise("small"),
    "F.when(col('a') > 1, col('b')).when(col('a') > 0, 2).otherwise(col('a'))" =>
        when(col("a").gt(1), col("b")).when(col("a").gt(0), 2).otherwise(col("a")),
    "F.when(col('a') > 1, 1).otherwise(None)" =>
        when(col("a").gt(1), 1).otherwise(Literal::null(DataType::Null)),

    // Names.
    "col('a').alias('b.c')" => col("a").alias("b.c"),
    "col('a').name('n')" => col("a").alias("n"),
    "col('a').alias('n', metadata={'comment': 'a number', 'unit': 1})" =>
        col("a").alias_with_metadata("n", r#"{"comment": "a number", "unit": 1}"#),
    "F.explode('m').alias('key', 'number')" => explode("m").alias_all(["key", "number"]),
    "F.posexplode(col('xs')).alias('position', 'x')" => posexplode("xs").alias_all(["position", "x"]),
    "col('a').transform(lambda c: c + 1)" => col("a").transform(|c| c + 1),
    "col('a').outer()" => col("a").outer(),
    "F.sum('a').over(Window.partitionBy('flag'))" => sum("a").over(&Window::new().partition_by("flag")),

    // Orders.
    #[plan] "col('a').asc()" => col("a").asc(),
    #[plan] "col('a').asc_nulls_first()" => col("a").asc_nulls_first(),
    #[plan] "col('a').asc_nulls_last()" => col("a").asc_nulls_last(),
    #[plan] "col('a').desc()" => col("a").desc(),
    #[plan] "col('a').desc_nulls_first()" => col("a").desc_nulls_first(),
    #[plan] "col('a').desc_nulls_last()" => col("a").desc_nulls_last(),

    // Types.
    "col('a').cast('string')" => col("a").cast("string"),
    "col('a').cast('decimal(12, 3)')" => col("a").cast("decimal(12, 3)"),
    "col('a').astype('double')" => col("a").cast("double"),
    "col('t').try_cast('int')" => col("t").try_cast("int"),
    "col('t').try_cast(T.IntegerType())" => col("t").try_cast(DataType::Integer),
    "lit(None).cast(T.NullType())" =>
        lit(Literal::null(DataType::Null)).cast(DataType::Null),
    "col('flag').cast(T.BooleanType())" => col("flag").cast(DataType::Boolean),
    "col('a').cast(T.ByteType())" => col("a").cast(DataType::Byte),
    "col('a').cast(T.ShortType())" => col("a").cast(DataType::Short),
    "col('a').cast(T.IntegerType())" => col("a").cast(DataType::Integer),
    "col('a').cast(T.LongType())" => col("a").cast(DataType::Long),
    "col('a').cast(T.FloatType())" => col("a").cast(DataType::Float),
    "col('a').cast(T.DoubleType())" => col("a").cast(DataType::Double),
    "col('x').cast(T.DecimalType(12, 4))" => col("x").cast(DataType::Decimal { precision: 12, scale: 4 }),
    "col('a').cast(T.StringType())" => col("a").cast(DataType::String),
    "col('s').cast(T.StringType('UNICODE_CI'))" => col("s").cast(DataType::string("UNICODE_CI")),
    "col('t').cast(T.CharType(5))" => col("t").cast(DataType::Char(5)),
    "col('t').cast(T.VarcharType(5))" => col("t").cast(DataType::VarChar(5)),
    "col('s').cast(T.BinaryType())" => col("s").cast(DataType::Binary),
    "col('ts').cast(T.DateType())" => col("ts").cast(DataType::Date),
    "col('d').cast(T.TimestampType())" => col("d").cast(DataType::Timestamp),
    "col('d').cast(T.TimestampNTZType())" => col("d").cast(DataType::TimestampNtz),
    "col('tm').cast(T.TimeType(3))" => col("tm").cast(DataType::Time { precision: 3 }),
    "col('ts').cast(T.TimeType())" => col("ts").cast(DataType::TIME),
    "col('dt').cast(T.DayTimeIntervalType())" => col("dt").cast(DataType::DAY_TIME_INTERVAL),
    "col('dt').cast(T.DayTimeIntervalType(0, 1))" =>
        col("dt").cast(DataType::DayTimeInterval { start: DayTimeField::Day, end: DayTimeField::Hour }),
    "col('dt').cast(T.DayTimeIntervalType(3))" =>
        col("dt").cast(DataType::DayTimeInterval { start: DayTimeField::Second, end: DayTimeField::Second }),
    "col('ym').cast(T.YearMonthIntervalType())" => col("ym").cast(DataType::YEAR_MONTH_INTERVAL),
    "col('ym').cast(T.YearMonthIntervalType(1))" =>
        col("ym").cast(DataType::YearMonthInterval { start: YearMonthField::Month, end: YearMonthField::Month }),
    "lit('1 day').cast(T.CalendarIntervalType())" => lit("1 day").cast(DataType::CalendarInterval),
    "col('xs').cast(T.ArrayType(T.LongType()))" => col("xs").cast(DataType::array(DataType::Long, true)),
    "F.array(lit(1)).cast(T.ArrayType(T.StringType(), False))" =>
        array(lit(1)).cast(DataType::array(DataType::String, false)),
    "col('m').cast(T.MapType(T.StringType(), T.LongType()))" =>
        col("m").cast(DataType::map(DataType::String, DataType::Long, true)),
    "col('st').cast(T.StructType([T.StructField('k', T.LongType()), T.StructField('v', T.StringType())]))" =>
        col("st").cast("struct<k: bigint, v: string>".parse::<DataType>().unwrap()),
    "col('a').cast(T.VariantType())" => col("a").cast(DataType::Variant),
    "F.st_srid(F.st_geogfromwkb(F.unhex(lit('0101000000000000000000F03F0000000000000040'))).cast(T.GeometryType(4326)))" =>
        st_srid(st_geogfromwkb(unhex(lit(POINT))).cast(DataType::Geometry { srid: 4326 })),
    "F.st_srid(F.st_geomfromwkb(F.unhex(lit('0101000000000000000000F03F0000000000000040'))).cast(T.GeometryType('ANY')))" =>
        st_srid(st_geomfromwkb(unhex(lit(POINT))).cast(DataType::Geometry { srid: DataType::MIXED_SRID })),
    "F.st_srid(F.st_geogfromwkb(F.unhex(lit('0101000000000000000000F03F0000000000000040'))).cast(T.GeographyType(4326)))" =>
        st_srid(st_geogfromwkb(unhex(lit(POINT))).cast(DataType::Geography { srid: 4326 })),
}
