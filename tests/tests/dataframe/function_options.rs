//! What optional arguments, lambdas and random functions do, against the same thing in SQL on the same server.

use spark_connect_core::{
    dataframe::DataFrame,
    error::{ErrorKind, Result},
    expr::{Column, FrameBound, Window},
    functions::*,
    session::SparkSession,
    types::{DataType, StructField, StructType},
};
use spark_connect_tests::{
    on_every_server,
    servers::{Kind, TestServer},
};

use crate::{
    connect,
    functions::{check, rows},
    sorted,
};

async fn numbers(server: &TestServer) -> Result<(SparkSession, DataFrame)> {
    let spark = connect(server).await?;
    let numbers =
        spark.range(0, 100).select((col("id"), (col("id") % 7).alias("k"), (col("id") * 2).alias("x")));
    Ok((spark, numbers))
}

on_every_server! {
    async fn of_aggregates(server) -> Result<()> {
        let (_spark, numbers) = numbers(server).await?;
        let mut pairs = vec![
            (first("id").is_not_null(), "true"),
            (first_value_not_null(nullif("k", lit(0))).is_not_null(), "true"),
            (last_value_not_null(nullif("k", lit(0))).is_not_null(), "true"),
            (any_value_not_null(nullif("k", lit(0))).is_not_null(), "true"),
            (percentile("x", 0.25), "percentile(x, 0.25)"),
            (approx_percentile_with("x", 0.25, 1000), "approx_percentile(x, 0.25, 1000)"),
            (percentile_approx("x", 0.5), "percentile_approx(x, 0.5, 10000)"),
            (array_sort(array_agg("k")), "array_sort(array_agg(k))"),
            (bit_and("x"), "bit_and(x)"),
            (bit_or("x"), "bit_or(x)"),
            (bit_xor("id"), "bit_xor(id)"),
            (every(col("x").ge(0)), "every(x >= 0)"),
            (some(col("x").gt(100)), "some(x > 100)"),
            (std("x"), "std(x)"),
            (regr_slope("x", "k"), "regr_slope(x, k)"),
            (regr_intercept("x", "k"), "regr_intercept(x, k)"),
            (regr_r2("x", "k"), "regr_r2(x, k)"),
            (regr_count("x", "k"), "regr_count(x, k)"),
            (regr_avgx("x", "k"), "regr_avgx(x, k)"),
            (regr_avgy("x", "k"), "regr_avgy(x, k)"),
            (regr_sxx("x", "k"), "regr_sxx(x, k)"),
            (regr_syy("x", "k"), "regr_syy(x, k)"),
            (regr_sxy("x", "k"), "regr_sxy(x, k)"),
            (try_sum("x"), "try_sum(x)"),
            (try_avg("x"), "try_avg(x)"),
            (length(listagg("k")), "100"),
            (length(listagg_with("k", ", ")), "298"),
            (length(string_agg_with("k", "--")), "298"),
        ];
        if server.kind().is_spark() {
            pairs.extend([
                (mode_deterministic("k"), "0L"),
            (approx_count_distinct_with("k", 0.1), "approx_count_distinct(k, 0.1)"),
                (percentile("x", [0.25, 0.75]), "percentile(x, array(0.25, 0.75))"),
                (percentile_with("x", 0.25, 2), "percentile(x, 0.25, 2)"),
                (percentile_with("x", 0.25, col("k")), "percentile(x, 0.25, k)"),
                (percentile_approx_with("x", [0.1, 0.9], 5), "percentile_approx(x, array(0.1, 0.9), 5)"),
                (histogram_numeric("x", 3), "histogram_numeric(x, 3)"),
                (length(listagg_distinct("k")), "7"),
                (length(listagg_distinct_with("k", ", ")), "19"),
                (length(string_agg_distinct_with("k", ", ")), "19"),
                (length(string_agg_distinct("k")), "7"),
            ]);
        }
        if server.kind() == Kind::Spark43 {
            pairs.extend([
                (min_by_k("id", "x", 3), "array(0L, 1L, 2L)"),
                (max_by_k("id", "x", 3), "array(99L, 98L, 97L)"),
                (array_sort(collect_union(array(("k", lit(null_int()))))), "array_sort(collect_set(k))"),
            ]);
        }
        check(pairs, |columns| numbers.agg(columns)).await
    }

    async fn of_lambdas(server) -> Result<()> {
        let rows = rows(server).await?;
        let mut pairs: Vec<(Column, &'static str)> = vec![
            (transform("a", |x| x + col("i")), "transform(a, x -> x + i)"),
            (filter("a", |x| x.gt(1)), "filter(a, x -> x > 1)"),
            (exists("a", |x| x.eq(3)), "exists(a, x -> x = 3)"),
            (forall("a", |x| x.gt(0)), "forall(a, x -> x > 0)"),
            (aggregate("sa", "", |text, x| concat((text, x))), "aggregate(sa, '', (text, x) -> concat(text, x))"),
            (
                aggregate_with_finish("sa", 0, |n, x| n + length(x), |n| n * 10),
                "aggregate(sa, 0, (n, x) -> n + length(x), n -> n * 10)",
            ),
            (reduce("sa", 0, |n, x| n + length(x)), "reduce(sa, 0, (n, x) -> n + length(x))"),
        ];
        // The variable of the inner lambda is another one: it must not hide the outer one.
        pairs.push((
            transform("sa", |x| transform("sa", |y| concat((&x, y)))),
            "transform(sa, x -> transform(sa, y -> concat(x, y)))",
        ));
        if server.kind().is_spark() {
            pairs.extend([
                (
                    reduce_with_finish("sa", 0, |n, x| n + length(x), |n| n * 10),
                    "reduce(sa, 0, (n, x) -> n + length(x), n -> n * 10)",
                ),
                (transform_with_index("sa", |x, at| concat((x, at.cast("string")))),
                    "transform(sa, (x, i) -> concat(x, i))"),
                (filter_with_index("a", |_, at| (at % 2).eq(0)), "filter(a, (x, i) -> i % 2 = 0)"),
                (array_sort_by("sa", |l, r| ascii(r) - ascii(l)), "array_sort(sa, (l, r) -> ascii(r) - ascii(l))"),
                (zip_with("a", "sa", |x, y| concat((x.cast("string"), y))), "zip_with(a, sa, (x, y) -> concat(x, y))"),
                (map_filter("m", |k, v| k.eq("x") & v.gt(1)), "map_filter(m, (k, v) -> k = 'x' and v > 1)"),
                (transform_keys("m", |k, v| concat((k, v.cast("string")))), "transform_keys(m, (k, v) -> concat(k, v))"),
                (transform_values("m", |k, v| concat((k, v.cast("string")))), "transform_values(m, (k, v) -> concat(k, v))"),
                (
                    map_zip_with("m", create_map((lit("y"), lit(9))), |_, left, right| coalesce((right, left))),
                    "map_zip_with(m, map('y', 9), (k, l, r) -> coalesce(r, l))",
                ),
            ]);
        }
        check(pairs, |columns| rows.select(columns)).await
    }

    async fn of_collections(server) -> Result<()> {
        let rows = rows(server).await?;
        let mut pairs = vec![
            (sequence("i", 3), "sequence(i, 3)"),
            (sequence_with_step(lit(9), col("i"), -3), "sequence(9, i, -3)"),
            (array_join_with_null_replacement(transform("a", |x| x.cast("string")), "+", "-"),
                "array_join(transform(a, x -> cast(x as string)), '+', '-')"),
            (array_insert("a", 2, 7), "array_insert(a, 2, 7)"),
            (array_insert("a", -2, 7), "array_insert(a, -2, 7)"),
            (array_size("a"), "array_size(a)"),
            (str_to_map(lit("a:1,b:2")), "str_to_map('a:1,b:2', ',', ':')"),
            (str_to_map_with(lit("a=1;b=2"), ";", "="), "str_to_map('a=1;b=2', ';', '=')"),
        ];
        // Sail's takes no seed.
        if server.kind().is_spark() {
            pairs.push((array_sort(shuffle("sa")), "array_sort(sa)"));
        }
        if server.kind() == Kind::Spark43 {
            pairs.push((shuffle_with_seed("a", 42), "shuffle(a, 42)"));
        }
        check(pairs, |columns| rows.select(columns)).await
    }

    async fn of_windows(server) -> Result<()> {
        let rows = rows(server).await?;
        let by = Window::new().order_by("i");
        let whole = by.clone().rows_between(
            FrameBound::UnboundedPreceding,
            FrameBound::UnboundedFollowing,
        );
        check(vec![
            (nth_value_not_null("n", 1).over(&whole), "4"),
            (nth_value("n", 1).over(&whole), "cast(null as int)"),
            (first_not_null("n").over(&whole), "4"),
            (lead_or("s", 1, "none").over(&by), "lead(s, 1, 'none') over (order by i)"),
        ], |columns| rows.select(columns)).await
    }

    async fn of_texts(server) -> Result<()> {
        let rows = rows(server).await?;
        let mut pairs = vec![
            (json_object_keys(lit("{\"a\":1,\"b\":{\"c\":2}}")), "array('a', 'b')"),
                (
                    from_json_with(lit("{\"n\":\"2024\"}"), "n DATE", [("dateFormat", "yyyy")]),
                    "from_json('{\"n\":\"2024\"}', 'n DATE', map('dateFormat', 'yyyy'))",
                ),
                (
                    schema_of_json_with("{\"n\":01}", [("allowNumericLeadingZeros", true)]),
                    "schema_of_json('{\"n\":01}', map('allowNumericLeadingZeros', 'true'))",
                ),
                (from_csv_with(lit("1;x"), "n INT, t STRING", [("sep", ";")]), "named_struct('n', 1, 't', 'x')"),
                (schema_of_csv_with("1;x", [("sep", ";")]), "schema_of_csv('1;x', map('sep', ';'))"),
                (to_csv_with(r#struct(("i", "s")), [("sep", "|")]), "concat_ws('|', i, s)"),
                (
                    from_xml_with(lit("<p n='5'/>"), "at_n INT", [("attributePrefix", "at_")]),
                    "named_struct('at_n', 5)",
                ),
                (
                    regexp_replace_spaces(to_xml_with(named_struct((lit("n"), lit(5))), [("rowTag", "p")])),
                    "'<p><n>5</n></p>'",
                ),
                (xpath(lit("<p><a>1</a><a>2</a></p>"), "p/a/text()"), "array('1', '2')"),
                (xpath_int(lit("<p><a>1</a></p>"), "p/a"), "1"),
                (xpath_short(lit("<p><a>1</a></p>"), "p/a"), "1S"),
                (xpath_long(lit("<p><a>1</a></p>"), "p/a"), "1L"),
                (xpath_float(lit("<p><a>1</a></p>"), "p/b"), "float('NaN')"),
                (xpath_double(lit("<p><a>1</a></p>"), "p/a"), "1D"),
                (xpath_number(lit("<p><a>1</a></p>"), "p/a"), "1D"),
                (xpath_string(lit("<p><a>1</a></p>"), "p/b"), "''"),
                (xpath_boolean(lit("<p><a>1</a></p>"), "p/a"), "true"),
        ];
        // Sail reads a schema only in DDL, and leaves NULL out whatever is asked.
        if server.kind().is_spark() {
            let schema = StructType::new([StructField::new("n", DataType::Integer, true)]);
            pairs.extend([
                (to_json_with(named_struct((lit("n"), lit(null_int()))), [("ignoreNullFields", false)]), "'{\"n\":null}'"),
                (from_json(lit("{\"n\":5}"), &schema), "named_struct('n', 5)"),
                (from_csv(lit("5"), &schema), "named_struct('n', 5)"),
                (from_xml(lit("<p><n>5</n></p>"), &schema), "named_struct('n', 5)"),
                (schema_of_xml_with("<p><n>5</n></p>", [("inferSchema", false)]), "'STRUCT<n: STRING>'"),
            ]);
        }
        check(pairs, |columns| rows.select(columns)).await?;

        let tuple = rows.select(json_tuple(lit("{\"a\":1,\"b\":\"x\"}"), ["b", "none", "a"])).limit(1);
            assert_eq!(sorted(&tuple).await?, ["{\"c0\":\"x\",\"c2\":\"1\"}"]);
        let pairs = rows.limit(1).select(stack(2, (lit("first"), lit(1), lit("second"))));
            assert_eq!(
                sorted(&pairs).await?,
                ["{\"col0\":\"first\",\"col1\":1}", "{\"col0\":\"second\"}"]
            );
        Ok(())
    }

    async fn of_time(server) -> Result<()> {
        let spark = connect(server).await?;
        let times = spark.range(0, 10).select(timestamp_seconds(col("id") * 90).alias("at"));
        let in_order = |windows: Column| {
            times.group_by(windows.alias("w")).agg(count(lit(1)).alias("n")).select(("w.start", "w.end", "n"))
        };
        assert_eq!(in_order(window("at", "5 minutes")).count().await?, 3);
        let sliding = in_order(window_sliding("at", "5 minutes", "1 minute"));
        assert_eq!(sorted(&sliding.agg(sum("n").alias("n"))).await?, ["{\"n\":50}"]);
        let shifted = in_order(window_with_start("at", "5 minutes", "2 minutes"));
        let minutes = shifted.select(minute("start").alias("m")).distinct();
        assert_eq!(sorted(&minutes).await?, ["{\"m\":12}", "{\"m\":2}", "{\"m\":57}", "{\"m\":7}"]);
        let both = in_order(window_sliding_with_start("at", "5 minutes", "5 minutes", "2 minutes"));
        assert_eq!(sorted(&both).await?, sorted(&shifted).await?);
        let sessions = async |gap: &str| in_order(session_window("at", gap)).count().await;
        if server.kind().is_spark() {
            assert_eq!((sessions("1 minute").await?, sessions("2 minutes").await?), (10, 1));
        } else {
            let error = sessions("1 minute").await.expect_err("Sail has none");
            assert_eq!(error.kind(), ErrorKind::Unsupported);
        }
        Ok(())
    }

    async fn of_variants(server) -> Result<()> {
        let rows = rows(server).await?;
        let value = || parse_json(lit("{\"a\":1,\"b\":[1,null],\"c\":null}"));
        let text = |column: Column| column.cast("string");
        let mut pairs = vec![
            (variant_get(value(), "$.b[0]", "int"), "1"),
            (try_variant_get(value(), "$.b", "int"), "cast(null as int)"),
            (schema_of_variant(value()), "'OBJECT<a: BIGINT, b: ARRAY<BIGINT>, c: VOID>'"),
            (text(to_variant_object(named_struct((lit("n"), lit(5))))), "'{\"n\":5}'"),
            (text(try_parse_json(lit("{"))), "cast(null as string)"),
        ];
        if server.kind().is_spark() {
            pairs.push((is_variant_null(variant_get(value(), "$.c", "variant")), "true"));
        }
        if server.kind() == Kind::Spark43 {
            pairs.extend([
                (is_valid_variant(value()), "true"),
                (text(variant_delete(value(), ["$.a", "$.b[1]"])), "'{\"b\":[1],\"c\":null}'"),
                (text(variant_strip_nulls(value())), "'{\"a\":1,\"b\":[1]}'"),
                (text(variant_strip_nulls_of_objects(value())), "'{\"a\":1,\"b\":[1,null]}'"),
                (text(variant_insert(value(), "$.b[0]", 0)), "'{\"a\":1,\"b\":[0,1,null],\"c\":null}'"),
                (text(try_variant_insert(value(), "$.a", 0)), "cast(null as string)"),
                (text(variant_set(value(), "$.d", "x")), "'{\"a\":1,\"b\":[1,null],\"c\":null,\"d\":\"x\"}'"),
                (text(variant_set_existing(value(), "$.d", "x")), "'{\"a\":1,\"b\":[1,null],\"c\":null}'"),
                (text(try_variant_set(value(), "$.a.d", "x")), "cast(null as string)"),
                (text(try_variant_set_existing(value(), "$.a", 2)), "'{\"a\":2,\"b\":[1,null],\"c\":null}'"),
                (text(variant_array_append(value(), "$.b", 4)), "'{\"a\":1,\"b\":[1,null,4],\"c\":null}'"),
                (text(try_variant_array_append(value(), "$.a", 4)), "cast(null as string)"),
            ]);
        }
        check(pairs, |columns| rows.select(columns)).await
    }

    async fn of_sketches(server) -> Result<()> {
        let (_spark, numbers) = numbers(server).await?;
        let mut pairs = vec![
            (hll_sketch_estimate(hll_sketch_agg("id")), "100L"),
            (hll_sketch_estimate(hll_sketch_agg_with("k", 8)), "7L"),
            (hll_sketch_estimate(hll_union(hll_sketch_agg("id"), hll_sketch_agg("x"))), "150L"),
            (
                hll_sketch_estimate(hll_union_with(hll_sketch_agg("k"), hll_sketch_agg_with("k", 8), true)),
                "7L",
            ),
            (bitmap_count(bitmap_construct_agg(bitmap_bit_position("x"))), "100L"),
            (length(count_min_sketch("k", 0.1, 0.9)), "length(count_min_sketch(k, 0.1D, 0.9D, 1))"),
            (count_min_sketch_with_seed("k", 0.1, 0.9, 5), "count_min_sketch(k, 0.1D, 0.9D, 5)"),
        ];
        if server.kind() == Kind::Spark43 {
            pairs.extend([
                (theta_sketch_estimate(theta_union_with(theta_sketch_agg("id"), theta_sketch_agg("x"), 10)), "150L"),
                (theta_sketch_estimate(theta_intersection(theta_sketch_agg("id"), theta_sketch_agg("x"))), "50L"),
                (theta_sketch_estimate(theta_difference(theta_sketch_agg("id"), theta_sketch_agg("k"))), "93L"),
                (kll_sketch_get_n_bigint(kll_sketch_agg_bigint_with("x", 400)), "100L"),
                (kll_sketch_get_quantile_bigint(kll_sketch_agg_bigint("id"), 0.0), "0L"),
                (tuple_sketch_summary_integer(tuple_sketch_agg_integer("k", lit(1))), "100L"),
                (tuple_sketch_summary_integer(tuple_sketch_agg_integer_with("k", lit(1), 8, "max")), "7L"),
            ]);
        }
        check(pairs, |columns| numbers.agg(columns)).await
    }

    async fn that_are_random(server) -> Result<()> {
        let (_spark, numbers) = numbers(server).await?;
        let one = shuffle(sequence(lit(1), 50));
        let order = numbers.limit(1).select((
            one.eq(shuffle(sequence(lit(1), 50))).alias("other"),
            array_sort(&one).eq(sequence(lit(1), 50)).alias("complete"),
        ));
        if server.kind().is_spark() {
            assert_eq!(sorted(&order).await?, ["{\"other\":false,\"complete\":true}"]);
        } else {
            let error = sorted(&order).await.expect_err("Sail's takes no seed");
            assert_eq!(error.kind(), ErrorKind::Analysis);
        }
        Ok(())
    }

    async fn that_lack_an_argument(server) -> Result<()> {
        let (_spark, numbers) = numbers(server).await?;
        let none: [&str; 0] = [];
        for column in [json_tuple("id", none), variant_delete("id", none)] {
            let error = numbers.select(column).collect_batches().await.expect_err("nothing to look for");
            assert_eq!(error.kind(), ErrorKind::InvalidPlan);
            assert!(error.to_string().contains("there is none"), "{error}");
        }
        Ok(())
    }
}

/// NULL as an INT.
fn null_int() -> Option<i32> {
    None
}

/// A text without its white space.
fn regexp_replace_spaces(text: Column) -> Column {
    regexp_replace(text, "\\s", "")
}
