//! Window functions, and aggregates over windows.

use jiff::SignedDuration;
use spark_connect_core::{dataset::functions::*, expr::FrameBound};

cases! {
    "row_number() OVER (ORDER BY x.i32, x.s)" => |x| row_number().over(order_by((x.i32, x.s)));
    "rank() OVER (PARTITION BY x.b ORDER BY y.i32 DESC)" => |x, y| rank().over(partition_by(x.b).order_by(y.i32.desc()));
    "dense_rank() OVER (ORDER BY x.i32)" => |x| dense_rank().over(order_by(x.i32));
    "percent_rank() OVER (ORDER BY x.i32)" => |x| percent_rank().over(order_by(x.i32));
    "cume_dist() OVER (ORDER BY x.i32)" => |x| cume_dist().over(order_by(x.i32));
    "ntile(2) OVER (ORDER BY x.i32)" => |x| ntile(2).over(order_by(x.i32));
    "lag(x.s, 1) OVER (ORDER BY y.i32)" => |x, y| x.s.lag(1).over(order_by(y.i32));
    "lag(x.i32, 1, y.i32) OVER (ORDER BY x.s)" => |x, y| x.i32.lag_or(1, y.i32).over(order_by(x.s));
    "lead(x.s, 1) OVER (ORDER BY y.i32)" => |x, y| x.s.lead(1).over(order_by(y.i32));
    "lead(x.s, 2, 'none') OVER (ORDER BY y.i32)" => |x, y| x.s.lead_or(2, "none").over(order_by(y.i32));
    "counter_diff(x.i64) OVER (ORDER BY x.i32)" => |x| x.i64.counter_diff().over(order_by(x.i32));
    "nth_value(x.i32, 2) OVER (ORDER BY x.i32)" => |x| x.i32.nth_value(2).over(order_by(x.i32));
    "nth_value(x.i32, 1) IGNORE NULLS OVER (ORDER BY x.i32)" => |x| x.i32.nth_value_not_null(1).over(order_by(x.i32));
    "first_value(x.i32) OVER (ORDER BY x.i32 DESC)" => |x| first_value(x.i32).over(order_by(x.i32.desc()));
    "sum(x.i32) OVER ()" => |x| x.i32.sum().over(all_rows());
    "count(1) OVER (PARTITION BY x.b)" => |x| count().over(partition_by(x.b));
    "collect_list(x.i32) OVER (PARTITION BY x.b, y.s)" => |x, y| collect_list(x.i32).over(partition_by((x.b, y.s)));
    "max(x.i32) OVER () - min(y.i32) OVER ()" => |x, y| (x.i32.max() - y.i32.min()).over(all_rows());
    "sum(x.f64) FILTER (WHERE y.b) OVER (PARTITION BY x.s)" =>
        |x, y| x.f64.sum().filter_where(y.b).over(partition_by(x.s));
    "count(x.i32) OVER (ORDER BY x.i32 ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)" =>
        |x| x.i32.count().over(order_by(x.i32).rows_between(FrameBound::Preceding(1), FrameBound::CurrentRow));
    "count(x.i32) OVER (ORDER BY x.i32 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING)" => |x| {
        let rows = order_by(x.i32).rows_between(FrameBound::UnboundedPreceding, FrameBound::Following(1));
        x.i32.count().over(rows)
    };
    "count(x.i64) OVER (ORDER BY x.i64 RANGE BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING)" => |x| {
        let range = order_by(x.i64).range_between(FrameBound::Preceding(1), FrameBound::UnboundedFollowing);
        x.i64.count().over(range)
    };
    "count(1) OVER (ORDER BY x.ts RANGE BETWEEN INTERVAL 1 HOUR PRECEDING AND CURRENT ROW)" => |x| {
        let hour = FrameBound::distance(SignedDuration::from_hours(-1));
        count().over(order_by(x.ts).range_between(hour, FrameBound::CurrentRow))
    };
}
