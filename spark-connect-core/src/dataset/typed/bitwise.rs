//! The bits of integers.

use super::Integral;
use crate::{
    expr::{Column, call},
    functions,
};

/// An integer column type that can be shifted.
#[diagnostic::on_unimplemented(
    message = "expected an `i32` or `i64` column, found a `{Self}` column",
    label = "the bits of this type cannot be shifted",
    note = "Spark would insert an implicit cast here; write it: `.cast::<i32>()`"
)]
pub trait Shifted: Integral {}
#[diagnostic::do_not_recommend]
impl Shifted for i32 {}
#[diagnostic::do_not_recommend]
impl Shifted for Option<i32> {}
#[diagnostic::do_not_recommend]
impl Shifted for i64 {}
#[diagnostic::do_not_recommend]
impl Shifted for Option<i64> {}

methods! {
    /// The bits that both have. Spark: `&`.
    strict bitwise_and(self: Integral, other: T::Base as R) -> T::Base = |this, other| this.bitwise_and(other);
    /// The bits that one of them has. Spark: `|`.
    strict bitwise_or(self: Integral, other: T::Base as R) -> T::Base = |this, other| this.bitwise_or(other);
    /// The bits that exactly one of them has. Spark: `^`.
    strict bitwise_xor(self: Integral, other: T::Base as R) -> T::Base = |this, other| this.bitwise_xor(other);
    /// The bits that it does not have. Spark: `~`.
    strict bitwise_not(self: Integral) -> T::Base = functions::bitwise_not;
    /// The number of its bits. Spark: `bit_count`.
    strict bit_count(self: Integral) -> i32 = functions::bit_count;
    /// The bit at a position, from 0 for the lowest: 0 or 1. Spark: `bit_get`.
    strict bit_get(self: Integral, position: i32 as R) -> i8 = functions::bit_get;
    /// Shifted to the left. Spark: `shiftleft`.
    strict shift_left(self: Shifted, bits: i32 as R) -> T::Base = functions::shiftleft;
    /// Shifted to the right, with its sign. Spark: `shiftright`.
    strict shift_right(self: Shifted, bits: i32 as R) -> T::Base = functions::shiftright;
    /// Shifted to the right, with zeros from the left. Spark: `shiftrightunsigned`.
    strict shift_right_unsigned(self: Shifted, bits: i32 as R) -> T::Base = functions::shiftrightunsigned;
    /// The whole part of the quotient. By zero it fails, or gives NULL without `spark.sql.ansi.enabled`. Spark: `div`.
    exact div_whole(self: Integral, divisor: T::Base as R) -> Option<i64> = div;
}

#[track_caller]
fn div(dividend: Column, divisor: Column) -> Column {
    call("div", [dividend, divisor])
}
