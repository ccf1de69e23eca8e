//! Window functions.

use spark_connect_core::{
    expr::{Column, Window},
    functions::*,
};

/// Over all rows in the order of their ids.
fn ranked(column: Column) -> Column {
    column.over(&Window::new().order_by("id"))
}

columns! {
    "F.row_number().over(Window.orderBy('id'))" => ranked(row_number()),
    "F.rank().over(Window.orderBy('id'))" => ranked(rank()),
    "F.dense_rank().over(Window.orderBy('id'))" => ranked(dense_rank()),
    "F.percent_rank().over(Window.orderBy('id'))" => ranked(percent_rank()),
    "F.cume_dist().over(Window.orderBy('id'))" => ranked(cume_dist()),
    "F.ntile(2).over(Window.orderBy('id'))" => ranked(ntile(2)),
    "F.lag('a').over(Window.orderBy('id'))" => ranked(lag("a", 1)),
    "F.lag('a', 2).over(Window.orderBy('id'))" => ranked(lag("a", 2)),
    "F.lag('a', 1, -1).over(Window.orderBy('id'))" => ranked(lag_or("a", 1, -1)),
    "F.lead('a').over(Window.orderBy('id'))" => ranked(lead("a", 1)),
    "F.lead('a', 1, col('b')).over(Window.orderBy('id'))" => ranked(lead_or("a", 1, col("b"))),
    "F.nth_value('a', 2).over(Window.orderBy('id'))" => ranked(nth_value("a", 2)),
    "F.nth_value('a', 2, True).over(Window.orderBy('id'))" => ranked(nth_value_not_null("a", 2)),
    "F.counter_diff('id').over(Window.orderBy('id'))" => ranked(counter_diff("id")),
    "F.counter_diff('id', F.timestamp_seconds('id')).over(Window.orderBy('id'))" => ranked(counter_diff_with_start("id", timestamp_seconds("id"))),
}
