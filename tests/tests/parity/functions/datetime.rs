//! Dates, timestamps and intervals.

use spark_connect_core::functions::*;

columns! {
    #[volatile] "F.current_date()" => current_date(),
    #[volatile] "F.curdate()" => curdate(),
    #[volatile] "F.current_timestamp()" => current_timestamp(),
    #[volatile] "F.now()" => now(),
    #[volatile] "F.localtimestamp()" => localtimestamp(),
    "F.current_timezone()" => current_timezone(),
    "F.convert_timezone(None, lit('Asia/Tokyo'), 'ntz')" => convert_timezone("Asia/Tokyo", "ntz"),
    "F.convert_timezone(lit('America/New_York'), lit('Europe/Berlin'), 'ntz')"
        => convert_timezone_from("America/New_York", "Europe/Berlin", "ntz"),
    "F.year('d')" => year("d"),
    "F.quarter('d')" => quarter("d"),
    "F.month('d')" => month("d"),
    "F.monthname('d')" => monthname("d"),
    "F.day('d')" => day("d"),
    "F.dayofmonth('d')" => dayofmonth("d"),
    "F.dayofweek('d')" => dayofweek("d"),
    "F.weekday('d')" => weekday("d"),
    "F.dayname('d')" => dayname("d"),
    "F.dayofyear('d')" => dayofyear("d"),
    "F.weekofyear('d')" => weekofyear("d"),
    "F.hour('ts')" => hour("ts"),
    "F.minute('ts')" => minute("ts"),
    "F.second('ts')" => second("ts"),
    "F.hour('tm')" => hour("tm"),
    "F.extract(lit('YEAR'), 'ts')" => extract("YEAR", "ts"),
    "F.date_part(lit('SECONDS'), 'ts')" => date_part("SECONDS", "ts"),
    "F.datepart(lit('DOW'), 'd')" => datepart("DOW", "d"),
    "F.date_add('d', 3)" => date_add("d", 3),
    "F.date_add('d', 'a')" => date_add("d", col("a")),
    "F.dateadd('d', 3)" => dateadd("d", 3),
    "F.date_sub('d', 3)" => date_sub("d", 3),
    "F.date_diff('d', 'e')" => date_diff("d", "e"),
    "F.datediff('d', 'e')" => datediff("d", "e"),
    "F.add_months('d', -12)" => add_months("d", -12),
    "F.add_months('d', 'a')" => add_months("d", col("a")),
    "F.months_between('d', 'e')" => months_between("d", "e"),
    "F.months_between('d', 'e', False)" => months_between_unrounded("d", "e"),
    "F.timestamp_add('HOUR', 'a', 'ts')" => timestamp_add("HOUR", "a", "ts"),
    "F.timestamp_add('QUARTER', lit(-1), 'ts')" => timestamp_add("QUARTER", lit(-1), "ts"),
    "F.timestamp_diff('MINUTE', 'ts', 'us')" => timestamp_diff("MINUTE", "ts", "us"),
    "F.last_day('d')" => last_day("d"),
    "F.next_day('d', 'Mon')" => next_day("d", "Mon"),
    "F.trunc('d', 'quarter')" => trunc("d", "quarter"),
    "F.date_trunc('hour', 'ts')" => date_trunc("hour", "ts"),
    "F.time_bucket(F.make_dt_interval(lit(0), lit(6), lit(0), lit(0)), 'ts')"
        => time_bucket(make_dt_interval(0, 6, 0, 0), "ts"),
    "F.time_bucket(F.make_ym_interval(months=lit(2)), 'ntz', lit(datetime.datetime(2000, 1, 15)).cast('timestamp_ntz'))"
        => time_bucket_with_origin(
            make_ym_interval(0, 2),
            "ntz",
            lit(jiff::civil::datetime(2000, 1, 15, 0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).expect("a time").timestamp())
                .cast("timestamp_ntz"),
        ),
    "F.date_format('ts', 'yyyy-MM-dd EEE')" => date_format("ts", "yyyy-MM-dd EEE"),
    "F.to_date('ts')" => to_date("ts"),
    "F.to_date(lit('29.02.2024'), 'dd.MM.yyyy')" => to_date_with(lit("29.02.2024"), "dd.MM.yyyy"),
    "F.try_to_date('s')" => try_to_date("s"),
    "F.try_to_date('s', 'dd.MM.yyyy')" => try_to_date_with("s", "dd.MM.yyyy"),
    "F.to_timestamp('d')" => to_timestamp("d"),
    "F.to_timestamp(lit('29.02.2024'), 'dd.MM.yyyy')" => to_timestamp_with(lit("29.02.2024"), "dd.MM.yyyy"),
    "F.try_to_timestamp('s')" => try_to_timestamp("s"),
    "F.try_to_timestamp('s', lit('dd.MM.yyyy'))" => try_to_timestamp_with("s", "dd.MM.yyyy"),
    "F.to_timestamp_ltz('d')" => to_timestamp_ltz("d"),
    "F.to_timestamp_ltz(lit('2024'), lit('yyyy'))" => to_timestamp_ltz_with(lit("2024"), "yyyy"),
    "F.to_timestamp_ntz('d')" => to_timestamp_ntz("d"),
    "F.to_timestamp_ntz(lit('2024'), lit('yyyy'))" => to_timestamp_ntz_with(lit("2024"), "yyyy"),
    #[volatile] "F.unix_timestamp()" => unix_timestamp_now(),
    "F.unix_timestamp('ts')" => unix_timestamp("ts"),
    "F.unix_timestamp(lit('2024'), 'yyyy')" => unix_timestamp_with(lit("2024"), "yyyy"),
    "F.to_unix_timestamp('ts')" => to_unix_timestamp("ts"),
    "F.to_unix_timestamp(lit('2024'), lit('yyyy'))" => to_unix_timestamp_with(lit("2024"), "yyyy"),
    "F.from_unixtime('id')" => from_unixtime("id"),
    "F.from_unixtime('id', 'HH:mm:ss')" => from_unixtime_with("id", "HH:mm:ss"),
    "F.date_from_unix_date('a')" => date_from_unix_date("a"),
    "F.unix_date('d')" => unix_date("d"),
    "F.unix_seconds('ts')" => unix_seconds("ts"),
    "F.unix_millis('ts')" => unix_millis("ts"),
    "F.unix_micros('ts')" => unix_micros("ts"),
    "F.timestamp_seconds('id')" => timestamp_seconds("id"),
    "F.timestamp_seconds('x')" => timestamp_seconds("x"),
    "F.timestamp_millis('id')" => timestamp_millis("id"),
    "F.timestamp_micros('id')" => timestamp_micros("id"),
    // PySpark has no such values.
    "F.timestamp_nanos('id').cast('string')" => timestamp_nanos("id").cast("string"),
    "F.unix_nanos(F.timestamp_nanos('id'))" => unix_nanos(timestamp_nanos("id")),
    "F.from_utc_timestamp('ts', 'Asia/Tokyo')" => from_utc_timestamp("ts", "Asia/Tokyo"),
    "F.from_utc_timestamp('ts', lit('Asia/Tokyo'))" => from_utc_timestamp("ts", lit("Asia/Tokyo")),
    "F.to_utc_timestamp('ts', 'Asia/Tokyo')" => to_utc_timestamp("ts", "Asia/Tokyo"),
    "F.make_date(lit(2024), 'a', lit(3))" => make_date(2024, col("a"), 3),
    "F.make_timestamp(lit(2024), 'a', lit(3), lit(4), lit(5), lit(6.5))"
        => make_timestamp(2024, col("a"), 3, 4, 5, 6.5),
    "F.make_timestamp(lit(2024), 'a', lit(3), lit(4), lit(5), lit(6.5), lit('CET'))"
        => make_timestamp_in_zone(2024, col("a"), 3, 4, 5, 6.5, "CET"),
    "F.make_timestamp(date='d', time='tm')" => make_timestamp_of("d", "tm"),
    "F.make_timestamp(date='d', time='tm', timezone=lit('CET'))" => make_timestamp_of_in_zone("d", "tm", "CET"),
    "F.try_make_timestamp(lit(2024), lit(13), lit(3), lit(4), lit(5), lit(6))"
        => try_make_timestamp(2024, 13, 3, 4, 5, 6),
    "F.try_make_timestamp(lit(2024), 'a', lit(3), lit(4), lit(5), lit(6), lit('CET'))"
        => try_make_timestamp_in_zone(2024, col("a"), 3, 4, 5, 6, "CET"),
    "F.try_make_timestamp(date='d', time='tm')" => try_make_timestamp_of("d", "tm"),
    "F.try_make_timestamp(date='d', time='tm', timezone=lit('CET'))"
        => try_make_timestamp_of_in_zone("d", "tm", "CET"),
    "F.make_timestamp_ltz(lit(2024), 'a', lit(3), lit(4), lit(5), lit(6))"
        => make_timestamp_ltz(2024, col("a"), 3, 4, 5, 6),
    "F.make_timestamp_ltz(lit(2024), 'a', lit(3), lit(4), lit(5), lit(6), lit('CET'))"
        => make_timestamp_ltz_in_zone(2024, col("a"), 3, 4, 5, 6, "CET"),
    "F.try_make_timestamp_ltz(lit(2024), lit(13), lit(3), lit(4), lit(5), lit(6))"
        => try_make_timestamp_ltz(2024, 13, 3, 4, 5, 6),
    "F.try_make_timestamp_ltz(lit(2024), 'a', lit(3), lit(4), lit(5), lit(6), lit('CET'))"
        => try_make_timestamp_ltz_in_zone(2024, col("a"), 3, 4, 5, 6, "CET"),
    "F.make_timestamp_ntz(lit(2024), 'a', lit(3), lit(4), lit(5), lit(6))"
        => make_timestamp_ntz(2024, col("a"), 3, 4, 5, 6),
    "F.make_timestamp_ntz(date='d', time='tm')" => make_timestamp_ntz_of("d", "tm"),
    "F.try_make_timestamp_ntz(lit(2024), lit(13), lit(3), lit(4), lit(5), lit(6))"
        => try_make_timestamp_ntz(2024, 13, 3, 4, 5, 6),
    "F.try_make_timestamp_ntz(date='d', time='tm')" => try_make_timestamp_ntz_of("d", "tm"),
    "F.make_interval()" => make_interval(IntervalParts::new()),
    "F.make_interval('a', lit(2), lit(3), lit(4), lit(5), lit(6), lit(7.5))"
        => make_interval(
            IntervalParts::new().years(col("a")).months(2).weeks(3).days(4).hours(5).minutes(6).seconds(7.5),
        ),
    "F.make_interval(weeks=lit(3), secs='dec')"
        => make_interval(IntervalParts::default().weeks(3).seconds(col("dec"))),
    "F.try_make_interval(lit(2147483647))" => try_make_interval(IntervalParts::new().years(i32::MAX)),
    "F.try_make_interval(months='a', hours=lit(1), mins=lit(2))"
        => try_make_interval(IntervalParts::new().months(col("a")).hours(1).minutes(2)),
    "F.make_dt_interval(mins=lit(90), secs=lit(1))" => make_dt_interval(0, 0, 90, 1),
    "F.make_dt_interval('a', lit(2), lit(3), lit(4.5))" => make_dt_interval(col("a"), 2, 3, 4.5),
    "F.make_ym_interval()" => make_ym_interval(0, 0),
    "F.make_ym_interval('a', lit(3))" => make_ym_interval(col("a"), 3),
}
