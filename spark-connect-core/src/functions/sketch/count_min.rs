//! Count-min sketches: about how often each value occurs.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call, random_seed};

/// A count-min sketch of the values, as BINARY, with a seed chosen now.
///
/// `eps` is the relative error (above 0.0) and `confidence` how likely it is kept (above 0.0, below 1.0). Both
/// are constants. Spark: `count_min_sketch`, 3.5.
#[track_caller]
pub fn count_min_sketch(
    column: impl ColumnOrName,
    eps: impl ColumnOrLiteral,
    confidence: impl ColumnOrLiteral,
) -> Column {
    count_min_sketch_with_seed(column, eps, confidence, random_seed())
}

/// As [`count_min_sketch`], from a seed: sketches can be merged if theirs are equal.
///
/// Spark: `count_min_sketch`, 3.5.
#[track_caller]
pub fn count_min_sketch_with_seed(
    column: impl ColumnOrName,
    eps: impl ColumnOrLiteral,
    confidence: impl ColumnOrLiteral,
    seed: impl ColumnOrLiteral,
) -> Column {
    call(
        "count_min_sketch",
        [column.into_column(), eps.into_operand(), confidence.into_operand(), seed.into_operand()],
    )
}
