//! The scalar functions that are not in `functions`, and the optional arguments of all, against the same thing in SQL.

use arrow_array::{Array, cast::AsArray};
use spark_connect_core::{
    error::{ErrorKind, Result},
    expr::Column,
    functions::*,
};
use spark_connect_tests::{on_every_server, servers::Kind};

use super::{
    connect,
    functions::{check, rows},
};

on_every_server! {
    async fn of_texts_with_options(server) -> Result<()> {
        let rows = rows(server).await?;
        check(vec![
            (ucase("s"), "upper(s)"),
            (lcase("s"), "lower(s)"),
            (character_length("s"), "char_length(s)"),
            (trim_characters("s", "SL"), "trim(both 'SL' from s)"),
            (ltrim_characters("s", "sS"), "trim(leading 'sS' from s)"),
            (rtrim_characters("s", "kL"), "trim(trailing 'kL' from s)"),
            (substr("s", 3), "substr(s, 3)"),
            (substr_with_length("s", 2, 3), "substr(s, 2, 3)"),
            (elt((lit(2), col("s"), col("c"))), "elt(2, s, c)"),
            (split_with_limit("c", ",", 2), "split(c, ',', 2)"),
            (regexp_instr("s", "k"), "regexp_instr(s, 'k')"),
            (locate("a", "s"), "locate('a', s)"),
            (locate_from("a", "c", 4), "locate('a', c, 4)"),
            (position("a", "s"), "position('a' in s)"),
            (position_from("b", "c", 2), "position('b', c, 2)"),
            (find_in_set(lit("a"), col("c")), "find_in_set('a', c)"),
            (levenshtein_with_threshold("s", lit("Spark"), 1), "levenshtein(s, 'Spark', 1)"),
            (sentences("s"), "sentences(s)"),
            (sentences_with_locale("s", "en", "US"), "sentences(s, 'en', 'US')"),
            (char(lit(65)), "char(65)"),
            (format_string("%d %s", ("i", "s")), "format_string('%d %s', i, s)"),
            (printf("%05d", "i"), "printf('%05d', i)"),
            (to_binary(lit("4142")), "to_binary('4142')"),
            (to_binary_with("s", "utf-8"), "to_binary(s, 'utf-8')"),
            (try_to_binary("s"), "try_to_binary(s)"),
            (try_to_binary_with("s", "base64"), "try_to_binary(s, 'base64')"),
            (to_char("i", "999"), "to_char(i, '999')"),
            (to_varchar("i", "999"), "to_varchar(i, '999')"),
            (to_number(lit("$78.12"), "$99.99").cast("double"), "78.12D"),
            (try_to_number("s", "$99.99"), "try_to_number(s, '$99.99')"),
            (mask("s"), "mask(s)"),
            (mask_with("s", MaskCharacters::new().upper("U").other("-")), "mask(s, 'U', 'x', 'n', '-')"),
            (is_valid_utf8("s"), "is_valid_utf8(s)"),
            (make_valid_utf8("s"), "make_valid_utf8(s)"),
            (validate_utf8("s"), "validate_utf8(s)"),
            (regexp("s", "k$"), "s rlike 'k$'"),
            (like_with_escape("s", "S%", "/"), "s like 'S%' escape '/'"),
            (ilike_with_escape("s", "s_ARK", "/"), "s ilike 's_ARK' escape '/'"),
            (url_encode("s"), "url_encode(s)"),
            (url_decode(url_encode("s")), "s"),
            (try_url_decode(lit("%zz")), "cast(null as string)"),
            (parse_url(lit("http://a.b/c?d=e"), "HOST"), "'a.b'"),
            (parse_url_key(lit("http://a.b/c?d=e"), "QUERY", "d"), "'e'"),
            (try_parse_url("s", "HOST"), "try_parse_url(s, 'HOST')"),
            (try_parse_url_key(lit("http://a.b/c?d=e"), "QUERY", "x"), "cast(null as string)"),
            (length(randstr(5)), "5"),
            (length(randstr_with_seed(5, 1)), "5"),
        ], |columns| rows.select(columns)).await?;
        if !server.kind().is_spark() {
            return Ok(());
        }
        check(vec![
            (regexp_replace_from("s", "[a-k]", "_", 4), "regexp_replace(s, '[a-k]', '_', 4)"),
            (collation("s"), "collation(s)"),
            (collate("s", "UTF8_LCASE").eq(lit("SPARK sql")), "collate(s, 'UTF8_LCASE') = 'SPARK sql'"),
            (try_validate_utf8(unhex(lit("80")).cast("string")), "cast(null as string)"),
        ], |columns| rows.select(columns)).await
    }

    async fn of_numbers_with_options(server) -> Result<()> {
        let rows = rows(server).await?;
        check(vec![
            (ceil_with_scale("d", 1), "ceil(d, 1)"),
            (ceiling("d"), "ceil(d)"),
            (ceiling_with_scale("d", 1), "ceiling(d, 1)"),
            (floor_with_scale("d", 1), "floor(d, 1)"),
            (power("d", 3), "power(d, 3)"),
            (sign("d"), "sign(d)"),
            (positive("l"), "positive(l)"),
            (cot("d"), "cot(d)"),
            (csc("d"), "csc(d)"),
            (sec("d"), "sec(d)"),
            (asinh("d"), "asinh(d)"),
            (acosh(col("d") + 1), "acosh(d + 1)"),
            (atanh("d"), "atanh(d)"),
            (try_mod("l", 0), "cast(null as bigint)"),
            (try_mod("l", 2), "l % 2"),
            (random().lt(1.0), "true"),
            (random_with_seed(1).lt(1.0), "true"),
            (uniform(3, 9).between(3, 9), "true"),
            (uniform_with_seed(3, 9, 1).between(3, 9), "true"),
            (bitwise_not("l"), "~l"),
            (bit_count("l"), "bit_count(l)"),
            (bit_get("l", 1), "bit_get(l, 1)"),
            (getbit("l", 0), "getbit(l, 0)"),
            (shiftleft("l", 2), "shiftleft(l, 2)"),
            (shiftright("l", 1), "shiftright(l, 1)"),
            (shiftrightunsigned("l", 1), "shiftrightunsigned(l, 1)"),
            (sha("s"), "sha1(s)"),
        ], |columns| rows.select(columns)).await?;
        if !server.kind().is_spark() {
            return Ok(());
        }
        check(vec![
            (hex(aes_encrypt_with("s", "0000111122223333", AesSettings::new().mode("ECB"))),
             "hex(aes_encrypt(s, '0000111122223333', 'ECB'))"),
            (aes_decrypt(aes_encrypt("s", "0000111122223333"), "0000111122223333").cast("string"), "s"),
            (try_aes_decrypt(lit(b"?"), "0000111122223333").is_null(), "true"),
        ], |columns| rows.select(columns)).await
    }

    async fn of_dates_with_options(server) -> Result<()> {
        let rows = rows(server).await?;
        check(vec![
            (curdate(), "current_date()"),
            (now().is_not_null(), "true"),
            (convert_timezone_from("America/New_York", "Asia/Tokyo", col("ts").cast("timestamp_ntz")),
             "convert_timezone('America/New_York', 'Asia/Tokyo', cast(ts as timestamp_ntz))"),
            (convert_timezone("Asia/Tokyo", col("ts").cast("timestamp_ntz")),
             "convert_timezone('Asia/Tokyo', cast(ts as timestamp_ntz))"),
            (monthname("dt"), "monthname(dt)"),
            (dayname("dt"), "dayname(dt)"),
            (date_part("YEAR", "ts"), "date_part('YEAR', ts)"),
            (datepart("DAY", "ts"), "datepart('DAY', ts)"),
            (dateadd("dt", 3), "date_add(dt, 3)"),
            (months_between_unrounded("ts", "dt"), "months_between(ts, dt, false)"),
            (timestamp_add("HOUR", "i", "ts"), "timestampadd(HOUR, i, ts)"),
            (timestamp_diff("DAY", "ts", current_timestamp()), "timestampdiff(DAY, ts, current_timestamp())"),
            (try_to_timestamp(lit("2024-02-29 01:02:03")), "timestamp'2024-02-29 01:02:03'"),
            (to_timestamp_ltz("dt"), "cast(dt as timestamp)"),
            (to_timestamp_ltz_with(lit("29.02.2024"), "dd.MM.yyyy"), "timestamp'2024-02-29'"),
            (to_timestamp_ntz("dt"), "cast(dt as timestamp_ntz)"),
            (to_timestamp_ntz_with(lit("29.02.2024"), "dd.MM.yyyy"), "timestamp_ntz'2024-02-29'"),
            (unix_timestamp_now().gt(0), "true"),
            (unix_timestamp_with(lit("29.02.2024"), "dd.MM.yyyy"), "unix_timestamp('29.02.2024', 'dd.MM.yyyy')"),
            (to_unix_timestamp("ts"), "to_unix_timestamp(ts)"),
            (to_unix_timestamp_with(lit("29.02.2024"), "dd.MM.yyyy"),
             "to_unix_timestamp('29.02.2024', 'dd.MM.yyyy')"),
            (date_from_unix_date("i"), "date_from_unix_date(i)"),
            (unix_date("dt"), "unix_date(dt)"),
            (unix_seconds("ts"), "unix_seconds(ts)"),
            (unix_millis("ts"), "unix_millis(ts)"),
            (make_timestamp_in_zone(2024, col("i"), 3, 4, 5, 6.5, "CET"),
             "make_timestamp(2024, i, 3, 4, 5, 6.5, 'CET')"),
            (try_make_timestamp(2024, 13, 3, 4, 5, 6), "cast(null as timestamp)"),
            (try_make_timestamp_in_zone(2024, 1, 3, 4, 5, 6, "CET"), "make_timestamp(2024, 1, 3, 4, 5, 6, 'CET')"),
            (make_timestamp_ltz(2024, col("i"), 3, 4, 5, 6), "make_timestamp_ltz(2024, i, 3, 4, 5, 6)"),
            (make_timestamp_ltz_in_zone(2024, col("i"), 3, 4, 5, 6, "CET"),
             "make_timestamp_ltz(2024, i, 3, 4, 5, 6, 'CET')"),
            (try_make_timestamp_ltz(2024, 13, 3, 4, 5, 6), "cast(null as timestamp)"),
            (try_make_timestamp_ltz_in_zone(2024, 13, 3, 4, 5, 6, "CET"), "cast(null as timestamp)"),
            (make_timestamp_ntz(2024, col("i"), 3, 4, 5, 6), "make_timestamp_ntz(2024, i, 3, 4, 5, 6)"),
            (try_make_timestamp_ntz(2024, 13, 3, 4, 5, 6), "cast(null as timestamp_ntz)"),
            (col("ts") + make_interval(IntervalParts::new().months(1).days(col("i")).seconds(1.5)),
             "ts + make_interval(0, 1, 0, i, 0, 0, 1.5)"),
            (make_dt_interval(col("i"), 2, 3, 4.5).cast("string"), "cast(make_dt_interval(i, 2, 3, 4.5) as string)"),
            (make_ym_interval(col("i"), 3).cast("string"), "cast(make_ym_interval(i, 3) as string)"),
        ], |columns| rows.select(columns)).await?;
        if !server.kind().is_spark() {
            return Ok(());
        }
        check(vec![
            (try_make_interval(IntervalParts::new().years(i32::MAX)).is_null(), "true"),
        ], |columns| rows.select(columns)).await?;
        if server.kind() != Kind::Spark43 {
            return Ok(());
        }
        check(vec![
            (try_to_date("s"), "cast(null as date)"),
            (try_to_date_with(lit("29.02.2024"), "dd.MM.yyyy"), "date'2024-02-29'"),
        ], |columns| rows.select(columns)).await
    }

    async fn of_the_session(server) -> Result<()> {
        let rows = rows(server).await?;
        check(vec![
            (current_schema(), "current_schema()"),
            (user(), "user()"),
            (session_user(), "session_user()"),
            (assert_true(col("i").gt(0)).is_null(), "true"),
            (assert_true_with(col("i").gt(0), "negative").is_null(), "true"),
            (call_function("upper", "s"), "upper(s)"),
            (call("upper", "s"), "upper(s)"),
        ], |columns| rows.select(columns)).await?;
        if !server.kind().is_spark() {
            return Ok(());
        }
        check(vec![
            (input_file_block_start(), "-1L"),
            (input_file_block_length(), "-1L"),
            (reflect((lit("java.lang.Math"), lit("abs"), col("l"))), "cast(abs(l) as string)"),
            (java_method((lit("java.lang.Math"), lit("abs"), col("l"))), "cast(abs(l) as string)"),
            (try_reflect((lit("java.net.URLDecoder"), lit("decode"), lit("%"))), "cast(null as string)"),
        ], |columns| rows.select(columns)).await
    }

    /// What one call of a random function gives is the same wherever its column is used; another call gives something
    /// else.
    async fn random_ones_have_fresh_seeds(server) -> Result<()> {
        let rows = connect(server).await?.range(0, 20).repartition(1);
        let mut makers: Vec<fn() -> Column> = vec![rand, randn, random];
        if server.kind().is_spark() {
            makers.extend([uuid as fn() -> Column, || randstr(12), || uniform(0, 1_000_000)]);
        }
        for (index, make) in makers.into_iter().enumerate() {
            let (first, second) = (make().cast("string"), make().cast("string"));
            let batches =
                rows.select([first.alias("a"), first.alias("b"), second.alias("c")]).collect_batches().await?;
            let texts = |column: usize| -> Vec<String> {
                let of = |batch: &arrow_array::RecordBatch| {
                    let column = batch.column(column).as_string::<i32>().clone();
                    (0..column.len()).map(|row| column.value(row).to_owned()).collect::<Vec<_>>()
                };
                batches.iter().flat_map(of).collect()
            };
            assert_eq!(texts(0).len(), 20, "number {index}");
            assert_eq!(texts(0), texts(1), "number {index}");
            assert_ne!(texts(0), texts(2), "number {index}");
        }
        Ok(())
    }

    async fn a_digest_of_no_size_is_refused_before_anything_is_sent(server) -> Result<()> {
        let error = rows(server).await?.select(sha2("s", 160)).collect_batches().await.expect_err("no such size");
        assert_eq!(error.kind(), ErrorKind::InvalidPlan);
        assert!(error.to_string().contains("160 bits"), "{error}");
        Ok(())
    }
}
