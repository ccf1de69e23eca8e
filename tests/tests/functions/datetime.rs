//! Dates and times.

cases! {
    "year(x.day)" => |x| x.day.year();
    "quarter(x.ts)" => |x| x.ts.quarter();
    "month(x.ntz)" => |x| x.ntz.month(), "Spark casts to a date first, which it calls nullable";
    "dayofmonth(x.day)" => |x| x.day.day();
    "dayofweek(x.day)" => |x| x.day.day_of_week();
    "dayofyear(x.day)" => |x| x.day.day_of_year();
    "weekofyear(x.day)" => |x| x.day.week_of_year();
    "date_add(x.day, y.i32)" => |x, y| x.day.date_add(y.i32);
    "date_sub(x.day, y.i32)" => |x, y| x.day.date_sub(y.i32);
    "datediff(x.day, y.day)" => |x, y| x.day.date_diff(y.day);
    "add_months(x.day, y.i32)" => |x, y| x.day.add_months(y.i32);
    "last_day(x.day)" => |x| x.day.last_day();
    "date_format(x.day, 'yyyy-MM')" => |x| x.day.date_format("yyyy-MM");
}
