//! Windows.

use spark_connect_core::{
    expr::{FrameBound::*, Window},
    functions::*,
};

columns! {
    "F.row_number().over(Window.orderBy('id'))" => row_number().over(&Window::new().order_by("id")),
    "F.sum('a').over(Window.partitionBy('flag'))" => sum("a").over(&Window::new().partition_by("flag")),
    "F.sum('a').over(Window.partitionBy('flag', F.col('a') % 2).orderBy(F.col('id').desc(), 's'))"
        => sum("a").over(&Window::new().partition_by((col("flag"), col("a") % 2)).order_by((col("id").desc(), "s"))),
    "F.sum('a').over(Window.orderBy('id').partitionBy(['flag']))"
        => sum("a").over(&Window::new().order_by("id").partition_by(["flag"])),
    "F.sum('a').over(Window.orderBy('id').rowsBetween(-1, 1))"
        => sum("a").over(&Window::new().order_by("id").rows_between(Preceding(1), Following(1))),
    "F.sum('a').over(Window.rowsBetween(Window.unboundedPreceding, Window.unboundedFollowing))"
        => sum("a").over(&Window::new().rows_between(UnboundedPreceding, UnboundedFollowing)),
    "F.sum('a').over(Window.rowsBetween(Window.unboundedPreceding, Window.currentRow).orderBy('id'))"
        => sum("a").over(&Window::new().rows_between(UnboundedPreceding, CurrentRow).order_by("id")),
    "F.sum('a').over(Window.orderBy('id').rowsBetween(0, 2))"
        => sum("a").over(&Window::new().order_by("id").rows_between(Preceding(0), Following(2))),
    "F.count('*').over(Window.orderBy('id').rangeBetween(-3000000000, 3000000000))"
        => count("*").over(&Window::new().order_by("id").range_between(Preceding(3_000_000_000), Following(3_000_000_000))),
    "F.count('*').over(Window.orderBy('id').rangeBetween(Window.unboundedPreceding, 0))"
        => count("*").over(&Window::new().order_by("id").range_between(UnboundedPreceding, CurrentRow)),
    "F.count('*').over(Window.rangeBetween(Window.unboundedPreceding, Window.unboundedFollowing))"
        => count("*").over(&Window::new().range_between(UnboundedPreceding, UnboundedFollowing)),
    "F.lag('a', 1, 0).over(Window.partitionBy('flag').orderBy('id'))"
        => lag_or("a", 1, 0).over(&Window::new().partition_by("flag").order_by("id")),
}
