//! Names, calls, facts about the query, sort orders, errors.

use spark_connect_core::functions::*;

columns! {
    "F.col('s')" => col("s"),
    "F.col('*')" => col("*"),
    "F.col('base.*')" => col("base.*"),
    "F.column('st.n')" => col("st.n"),
    "F.lit(5)" => lit(5),
    "F.expr('a + b')" => expr("a + b"),
    "F.when(col('a') > 1, 's').otherwise('t')" => when(col("a").gt(1), "s").otherwise("t"),
    "F.call_function('upper', 's')" => call_function("upper", "s"),
    "F.call_function('system.builtin.concat', 's', lit('!'))"
        => call_function("system.builtin.concat", ("s", lit("!"))),
    "F.call_udf('abs', 'b')" => call("abs", "b"),
    "F.typeof('st')" => type_of("st"),
    #[volatile] "F.monotonically_increasing_id()" => monotonically_increasing_id(),
    "F.spark_partition_id()" => spark_partition_id(),
    "F.input_file_name()" => input_file_name(),
    "F.input_file_block_start()" => input_file_block_start(),
    "F.input_file_block_length()" => input_file_block_length(),
    #[volatile] "F.uuid()" => uuid(),
    "F.uuid(7)" => uuid_with_seed(7),
    "F.current_user()" => current_user(),
    "F.user()" => user(),
    "F.session_user()" => session_user(),
    "F.current_catalog()" => current_catalog(),
    "F.current_database()" => current_database(),
    "F.current_schema()" => current_schema(),
    "F.current_path()" => current_path(),
    "F.version()" => version(),
    "F.assert_true(col('id') > 0)" => assert_true(col("id").gt(0)),
    "F.assert_true(col('id') > 0, 'negative')" => assert_true_with(col("id").gt(0), "negative"),
    "F.assert_true(col('id') > 0, col('s'))" => assert_true_with(col("id").gt(0), col("s")),
    #[plan] "F.raise_error('as planned')" => raise_error("as planned"),
    #[plan] "F.raise_error(col('s'))" => raise_error(col("s")),
    "F.reflect(lit('java.lang.Math'), lit('abs'), 'id')"
        => reflect((lit("java.lang.Math"), lit("abs"), col("id"))),
    "F.java_method(lit('java.lang.String'), lit('valueOf'), 'id')"
        => java_method((lit("java.lang.String"), lit("valueOf"), col("id"))),
    "F.try_reflect(lit('java.net.URLDecoder'), lit('decode'), lit('%'))"
        => try_reflect((lit("java.net.URLDecoder"), lit("decode"), lit("%"))),
    #[plan] "F.asc('a')" => asc("a"),
    #[plan] "F.asc_nulls_first('a')" => asc_nulls_first("a"),
    #[plan] "F.asc_nulls_last('a')" => asc_nulls_last("a"),
    #[plan] "F.desc('a')" => desc("a"),
    #[plan] "F.desc_nulls_first('a')" => desc_nulls_first("a"),
    #[plan] "F.desc_nulls_last(col('a'))" => desc_nulls_last(col("a")),
}

frames! { (spark, df, other)
    "df.orderBy(F.desc_nulls_first('a'), F.asc('id')).select('id')"
        => df.order_by((desc_nulls_first("a"), asc("id"))).select("id"),
    "df.orderBy(F.asc_nulls_last('a')).select('id')" => df.order_by(asc_nulls_last("a")).select("id"),
}
