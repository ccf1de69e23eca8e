//! Vectors: arrays of FLOAT. Two vectors of one call, and all of a group, have the same number of elements; else the query
//! fails.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// The cosine of the angle between two vectors, from -1 to 1; NULL for a vector of length 0.
///
/// Spark: `vector_cosine_similarity`, 4.3.
#[track_caller]
pub fn vector_cosine_similarity(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("vector_cosine_similarity", [left.into_column(), right.into_column()])
}

/// The inner product of two vectors.
///
/// Spark: `vector_inner_product`, 4.3.
#[track_caller]
pub fn vector_inner_product(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("vector_inner_product", [left.into_column(), right.into_column()])
}

/// The Euclidean distance of two vectors.
///
/// Spark: `vector_l2_distance`, 4.3.
#[track_caller]
pub fn vector_l2_distance(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("vector_l2_distance", [left.into_column(), right.into_column()])
}

/// The Euclidean length of a vector.
///
/// Spark: `vector_norm`, 4.3.
#[track_caller]
pub fn vector_norm(vector: impl ColumnOrName) -> Column {
    call("vector_norm", vector)
}

/// The norm of a vector of degree 1.0 (the sum of its absolute values), 2.0 (Euclid's) or infinity (the
/// largest absolute value), a FLOAT each.
///
/// Spark: `vector_norm`, 4.3.
#[track_caller]
pub fn vector_norm_of_degree(vector: impl ColumnOrName, degree: impl ColumnOrLiteral) -> Column {
    call("vector_norm", [vector.into_column(), degree.into_operand()])
}

/// The vector scaled to the Euclidean length 1; NULL for a vector of length 0.
///
/// Spark: `vector_normalize`, 4.3.
#[track_caller]
pub fn vector_normalize(vector: impl ColumnOrName) -> Column {
    call("vector_normalize", vector)
}

/// The vector scaled to the norm 1, the norm being that of [`vector_norm_of_degree`].
///
/// Spark: `vector_normalize`, 4.3.
#[track_caller]
pub fn vector_normalize_of_degree(vector: impl ColumnOrName, degree: impl ColumnOrLiteral) -> Column {
    call("vector_normalize", [vector.into_column(), degree.into_operand()])
}

/// The sum of the vectors of a group, element by element. NULL vectors are left out; NULL if there is no
/// other.
///
/// Spark: `vector_sum`, 4.3.
#[track_caller]
pub fn vector_sum(vector: impl ColumnOrName) -> Column {
    call("vector_sum", vector)
}

/// The mean of the vectors of a group, element by element. NULL vectors are left out; NULL if there is no
/// other.
///
/// Spark: `vector_avg`, 4.3.
#[track_caller]
pub fn vector_avg(vector: impl ColumnOrName) -> Column {
    call("vector_avg", vector)
}
