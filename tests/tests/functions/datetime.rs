//! Dates and times.

use spark_connect_core::{
    dataset::{functions::*, lit},
    types::Decimal,
};

/// What Spark's analyzer says of functions that it has as methods of its own.
const INVOKED: &str =
    "Spark calls every method that it invokes nullable, but it has a value for every argument";

fn six_and_a_half() -> Decimal {
    "6.5".parse().expect("a decimal")
}

cases! {
    "year(x.day)" => |x| x.day.year();
    "quarter(x.ts)" => |x| x.ts.quarter();
    "month(x.ntz)" => |x| x.ntz.month(), "Spark casts to a date first, which it calls nullable";
    "monthname(x.day)" => |x| x.day.monthname();
    "dayofmonth(x.day)" => |x| x.day.day();
    "dayofweek(x.day)" => |x| x.day.day_of_week();
    "weekday(x.day)" => |x| x.day.weekday();
    "dayname(x.day)" => |x| x.day.dayname();
    "dayofyear(x.day)" => |x| x.day.day_of_year();
    "weekofyear(x.day)" => |x| x.day.week_of_year();
    "extract(YEAROFWEEK FROM x.day)" => |x| x.day.year_of_week();
    "hour(x.ts)" => |x| x.ts.hour();
    "hour(x.ntz)" => |x| x.ntz.hour();
    "hour(x.time)" => |x| x.time.hour(), INVOKED;
    "minute(x.ts)" => |x| x.ts.minute();
    "minute(x.time)" => |x| x.time.minute(), INVOKED;
    "second(x.ts)" => |x| x.ts.second();
    "second(x.time)" => |x| x.time.second(), INVOKED;
    "extract(SECOND FROM x.ts)" => |x| x.ts.second_with_fraction();
    "extract(SECOND FROM x.time)" => |x| x.time.second_with_fraction(), INVOKED;

    "date_add(x.day, y.i32)" => |x, y| x.day.date_add(y.i32);
    "date_sub(x.day, y.i32)" => |x, y| x.day.date_sub(y.i32);
    "datediff(x.day, y.day)" => |x, y| x.day.date_diff(y.day);
    "add_months(x.day, y.i32)" => |x, y| x.day.add_months(y.i32);
    "months_between(x.ts, y.ts)" => |x, y| x.ts.months_between(y.ts);
    "months_between(x.ts, y.ts, false)" => |x, y| x.ts.months_between_unrounded(y.ts);
    "last_day(x.day)" => |x| x.day.last_day();
    "next_day(x.day, 'Mon')" => |x| x.day.next_day("Mon");
    "trunc(x.day, 'quarter')" => |x| x.day.trunc("quarter");
    "date_trunc('hour', x.ts)" => |x| x.ts.date_trunc("hour");
    "timestampadd(HOUR, y.i32, x.ts)" => |x, y| x.ts.timestamp_add("HOUR", y.i32);
    "timestampadd(MONTH, y.i32, x.ntz)" => |x, y| x.ntz.timestamp_add("MONTH", y.i32);
    "timestampdiff(MINUTE, y.ts, x.ts)" => |x, y| x.ts.timestamp_diff("MINUTE", y.ts);
    "timestampdiff(DAY, y.ntz, x.ntz)" => |x, y| x.ntz.timestamp_diff("DAY", y.ntz);
    "time_bucket(INTERVAL '6' HOUR, x.ts)" => |x| x.ts.time_bucket(make_dt_interval(lit(0), 6, 0, 0));
    "time_bucket(INTERVAL '6' HOUR, x.ntz, TIMESTAMP_NTZ '2000-01-01 01:00:00')"
        => |x| x.ntz.time_bucket_with_origin(make_dt_interval(lit(0), 6, 0, 0), jiff::civil::date(2000, 1, 1).at(1, 0, 0, 0));

    "date_format(x.day, 'yyyy-MM')" => |x| x.day.date_format("yyyy-MM");
    "to_date(date_format(x.day, 'yyyy-MM-dd'))" => |x| x.day.date_format("yyyy-MM-dd").to_date();
    "to_date(date_format(x.day, 'dd.MM.yyyy'), 'dd.MM.yyyy')"
        => |x| x.day.date_format("dd.MM.yyyy").to_date_with("dd.MM.yyyy");
    "try_to_date(x.s)" => |x| x.s.try_to_date();
    "try_to_date(x.s, 'yyyy')" => |x| x.s.try_to_date_with("yyyy");
    "to_timestamp_ltz(date_format(x.ts, 'yyyy-MM-dd HH:mm:ss'))"
        => |x| x.ts.date_format("yyyy-MM-dd HH:mm:ss").to_timestamp();
    "to_timestamp_ltz(date_format(x.ts, 'yyyy'), 'yyyy')" => |x| x.ts.date_format("yyyy").to_timestamp_with("yyyy");
    "to_timestamp_ntz(date_format(x.ts, 'yyyy-MM-dd HH:mm:ss'))"
        => |x| x.ts.date_format("yyyy-MM-dd HH:mm:ss").to_timestamp_ntz();
    "to_timestamp_ntz(date_format(x.ts, 'yyyy'), 'yyyy')"
        => |x| x.ts.date_format("yyyy").to_timestamp_ntz_with("yyyy");
    "try_to_timestamp(x.s)" => |x| x.s.try_to_timestamp();
    "try_to_timestamp(x.s, 'yyyy')" => |x| x.s.try_to_timestamp_with("yyyy");

    "unix_seconds(x.ts)" => |x| x.ts.unix_seconds();
    "unix_millis(x.ts)" => |x| x.ts.unix_millis();
    "unix_micros(x.ts)" => |x| x.ts.unix_micros();
    "unix_date(x.day)" => |x| x.day.unix_date();
    "unix_timestamp(date_format(x.ts, 'yyyy-MM'), 'yyyy-MM')"
        => |x| x.ts.date_format("yyyy-MM").unix_timestamp("yyyy-MM");
    "timestamp_seconds(x.i64)" => |x| x.i64.timestamp_seconds();
    "timestamp_millis(x.i64)" => |x| x.i64.timestamp_millis();
    "timestamp_micros(x.i64)" => |x| x.i64.timestamp_micros();
    "date_from_unix_date(x.i32)" => |x| x.i32.date_from_unix_date();
    "from_unixtime(x.i64, 'HH:mm:ss')" => |x| x.i64.from_unixtime("HH:mm:ss"),
        "Spark calls it nullable whatever the argument is, but every number has a text";
    "from_utc_timestamp(x.ts, 'Asia/Tokyo')" => |x| x.ts.from_utc_timestamp("Asia/Tokyo");
    "to_utc_timestamp(x.ts, 'Asia/Tokyo')" => |x| x.ts.to_utc_timestamp("Asia/Tokyo");
    "convert_timezone('Asia/Tokyo', x.ntz)" => |x| x.ntz.convert_timezone("Asia/Tokyo");
    "convert_timezone('Europe/Paris', 'Asia/Tokyo', x.ntz)"
        => |x| x.ntz.convert_timezone_from("Europe/Paris", "Asia/Tokyo");

    "current_date()" => |_| current_date();
    random "current_timestamp()" => |_| current_timestamp();
    random "localtimestamp()" => |_| localtimestamp();
    "current_timezone()" => |_| current_timezone();
    random "current_time()" => |_| current_time();
    "make_date(x.i32, y.i32, 3)" => |x, y| make_date(x.i32, y.i32, 3);
    "make_timestamp_ltz(x.i32, y.i32, 3, 4, 5, 6.5)"
        => |x, y| make_timestamp(x.i32, y.i32, 3, 4, 5, six_and_a_half());
    "make_timestamp_ltz(x.i32, y.i32, 3, 4, 5, 6, 'CET')"
        => |x, y| make_timestamp_in_zone(x.i32, y.i32, 3, 4, 5, 6, "CET");
    "make_timestamp(x.day, y.time)" => |x, y| make_timestamp_of(x.day, y.time);
    "make_timestamp(x.day, y.time, 'CET')" => |x, y| make_timestamp_of_in_zone(x.day, y.time, "CET");
    "try_make_timestamp_ltz(x.i32, y.i32, 3, 4, 5, 6)"
        => |x, y| try_make_timestamp(x.i32, y.i32, 3, 4, 5, 6);
    "try_make_timestamp_ltz(x.i32, y.i32, 3, 4, 5, 6, 'CET')"
        => |x, y| try_make_timestamp_in_zone(x.i32, y.i32, 3, 4, 5, 6, "CET");
    "make_timestamp_ntz(x.i32, y.i32, 3, 4, 5, 6)" => |x, y| make_timestamp_ntz(x.i32, y.i32, 3, 4, 5, 6);
    "make_timestamp_ntz(x.day, y.time)" => |x, y| make_timestamp_ntz_of(x.day, y.time), INVOKED;
    "try_make_timestamp_ntz(x.i32, y.i32, 3, 4, 5, 6)"
        => |x, y| try_make_timestamp_ntz(x.i32, y.i32, 3, 4, 5, 6);

    "to_time(date_format(x.ts, 'HH:mm:ss'))" => |x| x.ts.date_format("HH:mm:ss").to_time(), INVOKED;
    "to_time(date_format(x.ts, 'HH.mm'), 'HH.mm')" => |x| x.ts.date_format("HH.mm").to_time_with("HH.mm"), INVOKED;
    "try_to_time(x.s)" => |x| x.s.try_to_time();
    "try_to_time(x.s, 'HH.mm')" => |x| x.s.try_to_time_with("HH.mm");
    "time_trunc('HOUR', x.time)" => |x| x.time.time_trunc("HOUR"), INVOKED;
    "time_diff('MINUTE', y.time, x.time)" => |x, y| x.time.time_diff("MINUTE", y.time), INVOKED;
    "time_to_seconds(x.time)" => |x| x.time.time_to_seconds(), INVOKED;
    "time_to_millis(x.time)" => |x| x.time.time_to_millis(), INVOKED;
    "time_to_micros(x.time)" => |x| x.time.time_to_micros(), INVOKED;
    "time_from_seconds(x.i64)" => |x| x.i64.time_from_seconds(), INVOKED;
    "time_from_millis(x.i64)" => |x| x.i64.time_from_millis(), INVOKED;
    "time_from_micros(x.i64)" => |x| x.i64.time_from_micros(), INVOKED;
    "make_time(x.i32, y.i32, 4)" => |x, y| make_time(x.i32, y.i32, 4), INVOKED;

    "x.ts + y.dt" => |x, y| x.ts.add_duration(y.dt);
    "x.ntz - y.dt" => |x, y| x.ntz.sub_duration(y.dt);
    "x.ts + y.ym" => |x, y| x.ts.add_year_month(y.ym);
    "x.ntz + y.cal" => |x, y| x.ntz.add_interval(y.cal);
    "x.ts - y.ts" => |x, y| x.ts.duration_since(y.ts);
    "extract(DAY FROM x.dt)" => |x| x.dt.whole_days();
    "extract(HOUR FROM x.dt)" => |x| x.dt.hours();
    "extract(MINUTE FROM x.dt)" => |x| x.dt.minutes();
    "extract(SECOND FROM x.dt)" => |x| x.dt.seconds();
    "extract(YEAR FROM x.ym)" => |x| x.ym.whole_years();
    "extract(MONTH FROM x.ym)" => |x| x.ym.months();
    "make_interval(x.i32, y.i32, 3, 4, 5, 6, 7)" => |x, y| make_interval(x.i32, y.i32, 3, 4, 5, 6, 7);
    "try_make_interval(x.i32, y.i32, 3, 4, 5, 6, 7)" => |x, y| try_make_interval(x.i32, y.i32, 3, 4, 5, 6, 7);
    "make_dt_interval(x.i32, y.i32, 3, 4)" => |x, y| make_dt_interval(x.i32, y.i32, 3, 4);
    "make_ym_interval(x.i32, y.i32)" => |x, y| make_ym_interval(x.i32, y.i32);

    // Other names of the same.
    "day(x.day)" => |x| x.day.day();
    "date_part('YEAROFWEEK', x.day)" => |x| x.day.year_of_week();
    "datepart('YEAROFWEEK', x.day)" => |x| x.day.year_of_week();
    "dateadd(x.day, y.i32)" => |x, y| x.day.date_add(y.i32);
    "date_diff(x.day, y.day)" => |x, y| x.day.date_diff(y.day);
    "curdate()" => |_| current_date();
    random "now()" => |_| current_timestamp();
    random "localtime()" => |_| current_time();
    "to_timestamp(date_format(x.ts, 'yyyy-MM-dd HH:mm:ss'))"
        => |x| x.ts.date_format("yyyy-MM-dd HH:mm:ss").to_timestamp();
    "to_unix_timestamp(date_format(x.ts, 'yyyy-MM'), 'yyyy-MM')"
        => |x| x.ts.date_format("yyyy-MM").unix_timestamp("yyyy-MM");
    "try_make_timestamp(x.i32, y.i32, 3, 4, 5, 6)" => |x, y| try_make_timestamp(x.i32, y.i32, 3, 4, 5, 6);
}
