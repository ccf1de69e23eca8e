//! Every SQL function, against the same thing written in SQL on the same server: the name, the order of the arguments
//! and which of them are columns.

use arrow_array::{Array, cast::AsArray};
use spark_connect_core::{
    dataframe::DataFrame,
    error::Result,
    expr::{Column, Window},
    functions::*,
};
use spark_connect_tests::{on_every_server, servers::TestServer};

use crate::connect;

/// A column, and what it is in SQL.
pub(crate) type Pair = (Column, &'static str);

const ROWS: &str = "select * from values
    (1, 7L, 0.5D, 'Spark SQL', 'b,a,b', date'2024-02-29', timestamp'2024-05-17 13:14:15.123456', array(3, 1, 3, null),
     map('x', 1, 'y', 2), true, cast(null as int), '{\"a\": [1, 2], \"b\": \"z\"}', array('b', 'a'), double('NaN')),
    (2, -3L, 0.25D, 'spark', '', date'1969-12-31', timestamp'1969-12-31 23:59:59', array(2),
     map('x', 5), false, 4, '[1]', array('c'), 1.5D)
    as t(i, l, d, s, c, dt, ts, a, m, f, n, j, sa, x)";

pub(crate) async fn rows(server: &TestServer) -> Result<DataFrame> {
    connect(server).await?.sql(ROWS).await
}

/// Runs all pairs in one query, where `query` is a `select` or an `agg`; lists those that differ.
pub(crate) async fn check(pairs: Vec<Pair>, query: impl Fn(Vec<Column>) -> DataFrame) -> Result<()> {
    let same =
        |(column, sql): &Pair| to_json(array(column)).eq_null_safe(to_json(array(expr(sql)))).alias(sql);
    let mut wrong = Vec::new();
    match query(pairs.iter().map(same).collect()).collect_batches().await {
        Ok(batches) => {
            for batch in batches {
                for (column, (_, sql)) in batch.columns().iter().zip(&pairs) {
                    let same = column.as_boolean();
                    if !(0..same.len()).all(|row| same.is_valid(row) && same.value(row)) {
                        wrong.push((*sql).to_owned());
                    }
                }
            }
        }
        // One by one, to say which.
        Err(all) => {
            for pair in &pairs {
                if let Err(error) = query(vec![same(pair)]).collect_batches().await {
                    wrong.push(format!("{}: {error}", pair.1));
                }
            }
            if wrong.is_empty() {
                return Err(all);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

on_every_server! {
    async fn of_numbers(server) -> Result<()> {
        let rows = rows(server).await?;
        check(vec![
            (abs("l"), "abs(l)"),
            (ceil("d"), "ceil(d)"),
            (floor("d"), "floor(d)"),
            (round("d", 1), "round(d, 1)"),
            (bround("d", 1), "bround(d, 1)"),
            (rint("d"), "rint(d)"),
            (sqrt("d"), "sqrt(d)"),
            (cbrt("d"), "cbrt(d)"),
            (exp("d"), "exp(d)"),
            (expm1("d"), "expm1(d)"),
            (ln("d"), "ln(d)"),
            (log(2.0, "d"), "log(2.0D, d)"),
            (log10("d"), "log10(d)"),
            (log2("d"), "log2(d)"),
            (log1p("d"), "log1p(d)"),
            (pow("d", 3), "power(d, 3)"),
            (hypot("d", col("l")), "hypot(d, l)"),
            (signum("d"), "signum(d)"),
            (negative("l"), "negative(l)"),
            (pmod("l", 2), "pmod(l, 2)"),
            (factorial("i"), "factorial(i)"),
            (sin("d"), "sin(d)"),
            (cos("d"), "cos(d)"),
            (tan("d"), "tan(d)"),
            (asin("d"), "asin(d)"),
            (acos("d"), "acos(d)"),
            (atan("d"), "atan(d)"),
            (atan2("d", col("l")), "atan2(d, l)"),
            (sinh("d"), "sinh(d)"),
            (cosh("d"), "cosh(d)"),
            (tanh("d"), "tanh(d)"),
            (degrees("d"), "degrees(d)"),
            (radians("d"), "radians(d)"),
            (e(), "e()"),
            (pi(), "pi()"),
            (bin("l"), "bin(l)"),
            (hex("l"), "hex(l)"),
            (hex(unhex(lit("4142"))), "'4142'"),
            (conv(hex("i"), 16, 10), "conv(hex(i), 16, 10)"),
            (try_add("i", i32::MAX), "cast(null as int)"),
            (try_subtract("i", 1), "i - 1"),
            (try_multiply("i", 3), "i * 3"),
            (try_divide("i", 0), "cast(null as double)"),
            (width_bucket("d", 0.0, 1.0, 4), "width_bucket(d, 0D, 1D, 4)"),
            (rand_with_seed(3).lt(1.0), "true"),
            (rand().ge(0.0) & randn().is_not_null(), "true"),
            (randn_with_seed(3).is_not_null(), "true"),
        ], |columns| rows.select(columns)).await
    }

    async fn of_conditions(server) -> Result<()> {
        let rows = rows(server).await?;
        check(vec![
            (coalesce(("n", "i")), "coalesce(n, i)"),
            (ifnull("n", 9), "ifnull(n, 9)"),
            (nvl("n", 9), "nvl(n, 9)"),
            (nvl2("n", "some", "none"), "nvl2(n, 'some', 'none')"),
            (nullif("i", 2), "nullif(i, 2)"),
            (nanvl("x", 0.0), "nanvl(x, 0D)"),
            (zeroifnull("n"), "ifnull(n, 0)"),
            (nullifzero(col("i") - 1), "nullif(i - 1, 0)"),
            (greatest(("i", "n")), "greatest(i, n)"),
            (least(("i", "n")), "least(i, n)"),
            (isnull("n"), "n is null"),
            (isnotnull("n"), "n is not null"),
            (isnan("x"), "isnan(x)"),
            (equal_null("n", 4), "n <=> 4"),
            (like("s", "S%k%"), "s like 'S%k%'"),
            (ilike("s", "S_ARK"), "s ilike 'S_ARK'"),
            (rlike("s", "k$"), "s rlike 'k$'"),
            (regexp_like("s", "^S"), "s rlike '^S'"),
            (
                when(col("i").gt(1), "b").when(col("f"), "a").otherwise("c"),
                "case when i > 1 then 'b' when f then 'a' else 'c' end",
            ),
            (when(col("i").gt(1), 1), "case when i > 1 then 1 end"),
            (col("i").eq(1), "i = 1"),
            (col("i").ne(1), "i <> 1"),
            (col("i").lt(2), "i < 2"),
            (col("i").le(1), "i <= 1"),
            (col("i").ge(2), "i >= 2"),
            (col("n").eq_null_safe(Option::<i32>::None), "n <=> null"),
            (col("i").between(1, 1), "i between 1 and 1"),
            (col("s").is_in(["spark", "x"]), "s in ('spark', 'x')"),
            (col("f").and(true).or(col("n").is_null()), "(f and true) or n is null"),
            (!col("f") | (true & col("f")), "not f or (true and f)"),
            (col("n").is_not_null(), "n is not null"),
            (col("s").like("%SQL"), "s like '%SQL'"),
            (col("s").ilike("%sql"), "s ilike '%sql'"),
            (col("s").rlike("a.k"), "s rlike 'a.k'"),
            (col("s").contains("SQL"), "contains(s, 'SQL')"),
            (col("s").starts_with("sp"), "startswith(s, 'sp')"),
            (col("s").ends_with("L"), "endswith(s, 'L')"),
            (col("s").substr(2, 3), "substr(s, 2, 3)"),
            (col("x").is_nan(), "isnan(x)"),
            (col("i").bitwise_and(3), "i & 3"),
            (col("i").bitwise_or(4), "i | 4"),
            (col("i").bitwise_xor(3), "i ^ 3"),
            (-col("i") % 2 + 10 - col("l") * 2, "-i % 2 + 10 - l * 2"),
            (1.0 - col("d") / 2, "1D - d / 2"),
            (col("s").cast("binary").cast("string"), "s"),
            (col("s").try_cast("int"), "cast(null as int)"),
            (col("m").get_item("x"), "m['x']"),
            (col("a").get_item(0), "a[0]"),
        ], |columns| rows.select(columns)).await
    }

    async fn of_texts(server) -> Result<()> {
        let rows = rows(server).await?;
        check(vec![
            (upper("s"), "upper(s)"),
            (lower("s"), "lower(s)"),
            (initcap("s"), "initcap(s)"),
            (length("s"), "length(s)"),
            (char_length("s"), "length(s)"),
            (octet_length("s"), "octet_length(s)"),
            (bit_length("s"), "bit_length(s)"),
            (trim(lit(" a ")), "'a'"),
            (ltrim(lit(" a ")), "'a '"),
            (rtrim(lit(" a ")), "' a'"),
            (btrim("s", "Sk"), "btrim(s, 'Sk')"),
            (lpad("s", 12, "+-"), "lpad(s, 12, '+-')"),
            (rpad("s", 12, "+-"), "rpad(s, 12, '+-')"),
            (concat(("s", lit("-"), "c")), "s || '-' || c"),
            (concat_ws("/", ("s", "sa", "c")), "concat_ws('/', s, sa, c)"),
            (substring("s", -3, 2), "substring(s, -3, 2)"),
            (substring_index("c", ",", 2), "substring_index(c, ',', 2)"),
            (left("s", 2), "left(s, 2)"),
            (right("s", 2), "right(s, 2)"),
            (split("c", ","), "split(c, ',')"),
            (split_part("c", ",", -1), "split_part(c, ',', -1)"),
            (replace("s", "a", "A"), "replace(s, 'a', 'A')"),
            (translate("s", "ark", "AR"), "translate(s, 'ark', 'AR')"),
            (overlay("s", "_", 2), "overlay(s placing '_' from 2)"),
            (overlay_with_length("s", "_", 2, 3), "overlay(s placing '_' from 2 for 3)"),
            (regexp_replace("s", "(a)(r)", "$2$1"), "regexp_replace(s, '(a)(r)', '$2$1')"),
            (regexp_extract("s", "(p)(a)", 2), "regexp_extract(s, '(p)(a)', 2)"),
            (regexp_extract_all("c", "([ab])", 1), "regexp_extract_all(c, '([ab])', 1)"),
            (regexp_substr("s", "[kl]"), "regexp_substr(s, '[kl]')"),
            (regexp_count("c", "b"), "regexp_count(c, 'b')"),
            (instr("s", "ark"), "instr(s, 'ark')"),
            (repeat("s", 2), "repeat(s, 2)"),
            (reverse("s"), "reverse(s)"),
            (ascii("s"), "ascii(s)"),
            (chr(col("l") + 64), "chr(l + 64)"),
            (base64(encode("s", "UTF-8")), "base64(encode(s, 'UTF-8'))"),
            (unbase64(lit("QUI=")).cast("string"), "'AB'"),
            (decode(encode("s", "UTF-8"), "UTF-8"), "s"),
            (format_number("l", 2), "format_number(l, 2)"),
            (levenshtein("s", "c"), "levenshtein(s, c)"),
            (soundex("s"), "soundex(s)"),
            (contains("s", "ar"), "contains(s, 'ar')"),
            (startswith("s", "S"), "startswith(s, 'S')"),
            (endswith("s", "k"), "endswith(s, 'k')"),
            (md5("s"), "md5(s)"),
            (sha1("s"), "sha1(s)"),
            (sha2("s", 256), "sha2(s, 256)"),
            (crc32("s"), "crc32(s)"),
            (hash(("s", "i")), "hash(s, i)"),
            (xxhash64(("s", "i")), "xxhash64(s, i)"),
        ], |columns| rows.select(columns)).await
    }

    async fn of_times(server) -> Result<()> {
        let rows = rows(server).await?;
        check(vec![
            (current_date().is_not_null(), "true"),
            (current_timestamp().is_not_null(), "true"),
            (localtimestamp().is_not_null(), "true"),
            (current_timezone(), "current_timezone()"),
            (year("dt"), "year(dt)"),
            (quarter("dt"), "quarter(dt)"),
            (month("dt"), "month(dt)"),
            (day("dt"), "day(dt)"),
            (dayofmonth("dt"), "dayofmonth(dt)"),
            (dayofweek("dt"), "dayofweek(dt)"),
            (weekday("dt"), "weekday(dt)"),
            (dayofyear("dt"), "dayofyear(dt)"),
            (weekofyear("dt"), "weekofyear(dt)"),
            (hour("ts"), "hour(ts)"),
            (minute("ts"), "minute(ts)"),
            (second("ts"), "second(ts)"),
            (extract("MONTH", "dt"), "extract(MONTH from dt)"),
            (date_add("dt", 3), "date_add(dt, 3)"),
            (date_sub("dt", 3), "date_sub(dt, 3)"),
            (date_diff("ts", "dt"), "datediff(ts, dt)"),
            (datediff("ts", "dt"), "datediff(ts, dt)"),
            (add_months("dt", 12), "add_months(dt, 12)"),
            (months_between("ts", "dt"), "months_between(ts, dt)"),
            (last_day("dt"), "last_day(dt)"),
            (next_day("dt", "Mon"), "next_day(dt, 'Mon')"),
            (trunc("dt", "year"), "trunc(dt, 'year')"),
            (date_trunc("hour", "ts"), "date_trunc('hour', ts)"),
            (date_format("ts", "yyyy/MM"), "date_format(ts, 'yyyy/MM')"),
            (to_date(lit("2024-03-01")), "date'2024-03-01'"),
            (to_date_with(lit("01.03.2024"), "dd.MM.yyyy"), "date'2024-03-01'"),
            (to_timestamp(lit("2024-03-01 01:02:03")), "timestamp'2024-03-01 01:02:03'"),
            (to_timestamp_with(lit("01.03.2024"), "dd.MM.yyyy"), "timestamp'2024-03-01 00:00:00'"),
            (try_to_timestamp_with(lit("x"), "dd.MM.yyyy"), "cast(null as timestamp)"),
            (unix_timestamp("ts"), "unix_timestamp(ts)"),
            (from_unixtime("l"), "from_unixtime(l)"),
            (from_unixtime_with("l", "yyyy-MM-dd"), "from_unixtime(l, 'yyyy-MM-dd')"),
            (unix_micros("ts"), "unix_micros(ts)"),
            (timestamp_seconds("l"), "timestamp_seconds(l)"),
            (timestamp_millis("l"), "timestamp_millis(l)"),
            (timestamp_micros("l"), "timestamp_micros(l)"),
            (make_date(2024, col("i"), 5), "make_date(2024, i, 5)"),
            (make_timestamp(2024, 1, 2, 3, 4, 5), "timestamp'2024-01-02 03:04:05'"),
            (from_utc_timestamp("ts", "Asia/Tokyo"), "from_utc_timestamp(ts, 'Asia/Tokyo')"),
            (to_utc_timestamp("ts", "Asia/Tokyo"), "to_utc_timestamp(ts, 'Asia/Tokyo')"),
        ], |columns| rows.select(columns)).await
    }

    async fn of_collections(server) -> Result<()> {
        let rows = rows(server).await?;
        check(vec![
            (array(("i", "n")), "array(i, n)"),
            (create_map(("s", "i")), "map(s, i)"),
            (r#struct(("i", "s")), "struct(i, s)"),
            (named_struct((lit("k"), "i")), "named_struct('k', i)"),
            (size("a"), "size(a)"),
            (cardinality("m"), "size(m)"),
            (element_at("a", -1), "element_at(a, -1)"),
            (try_element_at("a", 9), "cast(null as int)"),
            (get("a", 1), "get(a, 1)"),
            (array_contains("a", 1), "array_contains(a, 1)"),
            (array_position("a", 1), "array_position(a, 1)"),
            (array_distinct("a"), "array_distinct(a)"),
            (array_max("a"), "array_max(a)"),
            (array_min("a"), "array_min(a)"),
            (array_sort("a"), "array_sort(a)"),
            (sort_array("a"), "sort_array(a)"),
            (sort_array_descending("a"), "sort_array(a, false)"),
            (array_remove("a", 3), "array_remove(a, 3)"),
            (array_append("a", 8), "array_append(a, 8)"),
            (array_prepend("a", 8), "array_prepend(a, 8)"),
            (array_compact("a"), "array_compact(a)"),
            (array_repeat("s", 2), "array_repeat(s, 2)"),
            (array_join("sa", "+"), "array_join(sa, '+')"),
            (array_union("a", array((lit(8), lit(8)))), "array_union(a, array(8, 8))"),
            (array_intersect("a", array(lit(3))), "array_intersect(a, array(3))"),
            (array_except("a", array((lit(3), "n"))), "array_except(a, array(3, n))"),
            (arrays_overlap("a", array(lit(3))), "arrays_overlap(a, array(3))"),
            (size(arrays_zip(("a", "sa"))), "size(arrays_zip(a, sa))"),
            (flatten(array(("sa", "sa"))), "flatten(array(sa, sa))"),
            (slice("a", 1, 1), "slice(a, 1, 1)"),
            (sequence("i", 9), "sequence(i, 9)"),
            (sequence_with_step("i", 9, 2), "sequence(i, 9, 2)"),
            (array_sort(map_keys("m")), "array_sort(map_keys(m))"),
            (array_sort(map_values("m")), "array_sort(map_values(m))"),
            (size(map_entries("m")), "size(map_entries(m))"),
            (map_from_arrays("sa", "sa"), "map_from_arrays(sa, sa)"),
            (size(map_from_entries(map_entries("m"))), "size(m)"),
            (size(map_concat(("m", create_map((lit("new"), lit(1)))))), "size(m) + 1"),
            (map_contains_key("m", "y"), "map_contains_key(m, 'y')"),
            (get_json_object("j", "$.b"), "get_json_object(j, '$.b')"),
            (from_json("j", "b STRING"), "from_json(j, 'b STRING')"),
            (to_json("m"), "to_json(m)"),
            (json_array_length("j"), "json_array_length(j)"),
            (schema_of_json("[1]"), "schema_of_json('[1]')"),
        ], |columns| rows.select(columns)).await
    }

    async fn of_the_query(server) -> Result<()> {
        let rows = rows(server).await?;
        check(vec![
            (monotonically_increasing_id().ge(0), "true"),
            (spark_partition_id().ge(0), "true"),
            (length(call("uuid", ())), "36"),
            (type_of("i"), "typeof(i)"),
            (current_user(), "current_user()"),
            (current_catalog(), "current_catalog()"),
            (current_database(), "current_database()"),
            (version().is_not_null(), "true"),
        ], |columns| rows.select(columns)).await?;
        if server.kind().is_spark() {
            check(vec![
                (input_file_name(), "''"),
                (length(uuid()), "36"),
                (length(uuid_with_seed(7)), "36"),
            ], |columns| rows.select(columns)).await?;
        }
        let raised = rows.select(raise_error("as planned")).collect_batches().await;
        assert!(raised.is_err());
        Ok(())
    }

    async fn of_groups(server) -> Result<()> {
        let rows = rows(server).await?;
        check(vec![
            (sum("i"), "sum(i)"),
            (sum_distinct("i"), "sum(distinct i)"),
            (avg("d"), "avg(d)"),
            (mean("d"), "avg(d)"),
            (min("s"), "min(s)"),
            (max("dt"), "max(dt)"),
            (count("n"), "count(n)"),
            (count("*"), "count(*)"),
            (count_distinct(("i", "s")), "count(distinct i, s)"),
            (count_if(col("i").gt(1)), "count_if(i > 1)"),
            (approx_count_distinct("s"), "approx_count_distinct(s)"),
            (any_value("i").is_not_null(), "true"),
            (first("i").is_not_null(), "true"),
            (first_not_null("n"), "4"),
            (last("i").is_not_null(), "true"),
            (last_not_null("n"), "4"),
            (min_by("s", "i"), "min_by(s, i)"),
            (max_by("s", "i"), "max_by(s, i)"),
            (bool_and("f"), "bool_and(f)"),
            (bool_or("f"), "bool_or(f)"),
            (product("i"), "2D"),
            (stddev("d"), "stddev(d)"),
            (stddev_pop("d"), "stddev_pop(d)"),
            (stddev_samp("d"), "stddev_samp(d)"),
            (variance("d"), "variance(d)"),
            (var_pop("d"), "var_pop(d)"),
            (var_samp("d"), "var_samp(d)"),
            (skewness("d"), "skewness(d)"),
            (kurtosis("d"), "kurtosis(d)"),
            (corr("i", "d"), "corr(i, d)"),
            (covar_pop("i", "d"), "covar_pop(i, d)"),
            (covar_samp("i", "d"), "covar_samp(i, d)"),
            (median("l"), "median(l)"),
            (mode(lit(1)), "1"),
            (percentile("l", 0.25), "percentile(l, 0.25)"),
            (percentile_approx_with("l", 0.25, 100), "percentile_approx(l, 0.25, 100)"),
            (array_sort(collect_list("s")), "array_sort(collect_list(s))"),
            (array_sort(collect_set("s")), "array_sort(collect_set(s))"),
            (length(listagg_with("s", "; ")), "16"),
        ], |columns| rows.agg(columns)).await
    }

    async fn of_subtotals(server) -> Result<()> {
        let rows = rows(server).await?;
        check(vec![
            (grouping("s"), "grouping(s)"),
            (grouping_id(("i", "s")), "grouping_id(i, s)"),
        ], |columns| rows.rollup(("i", "s")).agg(columns).drop(["i", "s"])).await
    }

    async fn of_windows(server) -> Result<()> {
        let rows = rows(server).await?;
        let by = Window::new().order_by(col("i").desc());
        check(vec![
            (row_number().over(&by), "row_number() over (order by i desc)"),
            (rank().over(&by), "rank() over (order by i desc)"),
            (dense_rank().over(&by), "dense_rank() over (order by i desc)"),
            (percent_rank().over(&by), "percent_rank() over (order by i desc)"),
            (cume_dist().over(&by), "cume_dist() over (order by i desc)"),
            (ntile(2).over(&by), "ntile(2) over (order by i desc)"),
            (lag("s", 1).over(&by), "lag(s, 1) over (order by i desc)"),
            (lag_or("s", 1, "none").over(&by), "lag(s, 1, 'none') over (order by i desc)"),
            (lead("s", 1).over(&by), "lead(s, 1) over (order by i desc)"),
            (lead_or("s", 1, "none").over(&by), "lead(s, 1, 'none') over (order by i desc)"),
            (nth_value("s", 2).over(&by), "nth_value(s, 2) over (order by i desc)"),
        ], |columns| rows.select(columns)).await
    }
}
