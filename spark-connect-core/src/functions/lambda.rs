//! Functions of functions: a lambda over the elements of an array or the entries of a map.
//!
//! The lambda is a closure. It runs once, here, to build the expression that the server then computes for every element;
//! it may use columns of the row, and lambdas nest.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, Variable, call, lambda};

/// The lambda of one variable with this body.
fn lambda1(body: impl FnOnce(Column) -> Column) -> Column {
    let x = Variable::new("x");
    let body = body(x.column());
    lambda(&[x], &body)
}

/// The lambda of two variables with this body.
fn lambda2(body: impl FnOnce(Column, Column) -> Column) -> Column {
    let (x, y) = (Variable::new("x"), Variable::new("y"));
    let body = body(x.column(), y.column());
    lambda(&[x, y], &body)
}

/// The lambda of three variables with this body.
fn lambda3(body: impl FnOnce(Column, Column, Column) -> Column) -> Column {
    let (x, y, z) = (Variable::new("x"), Variable::new("y"), Variable::new("z"));
    let body = body(x.column(), y.column(), z.column());
    lambda(&[x, y, z], &body)
}

/// The array of what `body` makes of each element.
///
/// `body` runs once, here, to build the expression that the server then computes for every element. It may use other
/// columns of the row, and lambdas nest. Spark: `transform`, 3.1.
///
/// ```
/// use spark_connect_core::functions::{col, transform};
///
/// let doubled = transform("prices", |price| price * 2);
/// let discounted = transform("prices", |price| price - col("discount"));
/// let table = transform("xs", |x| transform("ys", |y| &x * y));
/// # let _ = (doubled, discounted, table);
/// ```
#[track_caller]
pub fn transform(array: impl ColumnOrName, body: impl FnOnce(Column) -> Column) -> Column {
    call("transform", [array.into_column(), lambda1(body)])
}

/// The array of what `body` makes of each element and its position, counted from 0.
///
/// Spark: `transform`, 3.1.
#[track_caller]
pub fn transform_with_index(array: impl ColumnOrName, body: impl FnOnce(Column, Column) -> Column) -> Column {
    call("transform", [array.into_column(), lambda2(body)])
}

/// The elements for which `condition` is true.
///
/// For the rows of a `DataFrame` see its `filter`. Spark: `filter`, 3.1.
///
/// ```
/// use spark_connect_core::functions::{col, filter};
///
/// let dear = filter("prices", |price| price.gt(col("limit")));
/// # let _ = dear;
/// ```
#[track_caller]
pub fn filter(array: impl ColumnOrName, condition: impl FnOnce(Column) -> Column) -> Column {
    call("filter", [array.into_column(), lambda1(condition)])
}

/// The elements for which `condition`, of the element and its position, counted from 0, is true.
///
/// Spark: `filter`, 3.1.
#[track_caller]
pub fn filter_with_index(
    array: impl ColumnOrName,
    condition: impl FnOnce(Column, Column) -> Column,
) -> Column {
    call("filter", [array.into_column(), lambda2(condition)])
}

/// Whether `condition` is true for an element; NULL if it is not, but is NULL for one.
///
/// Spark: `exists`, 3.1.
#[track_caller]
pub fn exists(array: impl ColumnOrName, condition: impl FnOnce(Column) -> Column) -> Column {
    call("exists", [array.into_column(), lambda1(condition)])
}

/// Whether `condition` is true for all elements; NULL if it is false for none, but NULL for one.
///
/// Spark: `forall`, 3.1.
#[track_caller]
pub fn forall(array: impl ColumnOrName, condition: impl FnOnce(Column) -> Column) -> Column {
    call("forall", [array.into_column(), lambda1(condition)])
}

/// What is left when `merge` has put each element of an array into a state, which is `initial` at first.
///
/// `merge` gets the state and the element; what it returns must have the type of `initial`.
/// Spark: `aggregate`, 3.1.
///
/// ```
/// use spark_connect_core::functions::{aggregate, aggregate_with_finish};
///
/// let total = aggregate("prices", 0.0, |sum, price| sum + price);
/// let label = aggregate_with_finish("prices", 0.0, |sum, price| sum + price, |sum| sum.cast("string"));
/// # let _ = (total, label);
/// ```
#[track_caller]
pub fn aggregate(
    array: impl ColumnOrName,
    initial: impl ColumnOrLiteral,
    merge: impl FnOnce(Column, Column) -> Column,
) -> Column {
    call("aggregate", [array.into_column(), initial.into_operand(), lambda2(merge)])
}

/// As [`aggregate`], with what `finish` makes of the last state.
///
/// Spark: `aggregate`, 3.1.
#[track_caller]
pub fn aggregate_with_finish(
    array: impl ColumnOrName,
    initial: impl ColumnOrLiteral,
    merge: impl FnOnce(Column, Column) -> Column,
    finish: impl FnOnce(Column) -> Column,
) -> Column {
    call("aggregate", [array.into_column(), initial.into_operand(), lambda2(merge), lambda1(finish)])
}

/// What is left when `merge` has put each element of an array into a state: another name of [`aggregate`].
///
/// Spark: `reduce`, 3.5.
#[track_caller]
pub fn reduce(
    array: impl ColumnOrName,
    initial: impl ColumnOrLiteral,
    merge: impl FnOnce(Column, Column) -> Column,
) -> Column {
    call("reduce", [array.into_column(), initial.into_operand(), lambda2(merge)])
}

/// As [`reduce`], with what `finish` makes of the last state: another name of [`aggregate_with_finish`].
///
/// Spark: `reduce`, 3.5.
#[track_caller]
pub fn reduce_with_finish(
    array: impl ColumnOrName,
    initial: impl ColumnOrLiteral,
    merge: impl FnOnce(Column, Column) -> Column,
    finish: impl FnOnce(Column) -> Column,
) -> Column {
    call("reduce", [array.into_column(), initial.into_operand(), lambda2(merge), lambda1(finish)])
}

/// The array in the order that `compare` says: it gets two elements, and is negative, 0 or positive if the first one
/// comes before the second, is equal to it, or comes after it.
///
/// A comparison that is NULL fails the query. Spark: `array_sort`, 3.4.
///
/// ```
/// use spark_connect_core::functions::{array_sort_by, length};
///
/// let shortest_first = array_sort_by("words", |left, right| length(left) - length(right));
/// # let _ = shortest_first;
/// ```
#[track_caller]
pub fn array_sort_by(array: impl ColumnOrName, compare: impl FnOnce(Column, Column) -> Column) -> Column {
    call("array_sort", [array.into_column(), lambda2(compare)])
}

/// The array of what `merge` makes of the elements at the same position; NULL stands for those that the shorter array
/// does not have.
///
/// Spark: `zip_with`, 3.1.
#[track_caller]
pub fn zip_with(
    left: impl ColumnOrName,
    right: impl ColumnOrName,
    merge: impl FnOnce(Column, Column) -> Column,
) -> Column {
    call("zip_with", [left.into_column(), right.into_column(), lambda2(merge)])
}

/// The entries of a map for which `condition`, of key and value, is true.
///
/// Spark: `map_filter`, 3.1.
#[track_caller]
pub fn map_filter(map: impl ColumnOrName, condition: impl FnOnce(Column, Column) -> Column) -> Column {
    call("map_filter", [map.into_column(), lambda2(condition)])
}

/// A map of all keys of two maps, with what `merge` makes of the key and its two values, of which one may be NULL.
///
/// Spark: `map_zip_with`, 3.1.
#[track_caller]
pub fn map_zip_with(
    left: impl ColumnOrName,
    right: impl ColumnOrName,
    merge: impl FnOnce(Column, Column, Column) -> Column,
) -> Column {
    call("map_zip_with", [left.into_column(), right.into_column(), lambda3(merge)])
}

/// The map with the keys that `body` makes of each key and value; keys that become equal or NULL fail the query.
///
/// Spark: `transform_keys`, 3.1.
#[track_caller]
pub fn transform_keys(map: impl ColumnOrName, body: impl FnOnce(Column, Column) -> Column) -> Column {
    call("transform_keys", [map.into_column(), lambda2(body)])
}

/// The map with the values that `body` makes of each key and value.
///
/// Spark: `transform_values`, 3.1.
#[track_caller]
pub fn transform_values(map: impl ColumnOrName, body: impl FnOnce(Column, Column) -> Column) -> Column {
    call("transform_values", [map.into_column(), lambda2(body)])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::expr::col;

    /// The names of lambda variables in the encoded expression.
    fn variables(column: &Column) -> BTreeSet<String> {
        let bytes = column.message().to_bytes();
        let text = String::from_utf8_lossy(&bytes);
        let words = text.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_');
        words.filter(|word| word.starts_with("x_") || word.starts_with("y_")).map(str::to_owned).collect()
    }

    #[test]
    fn every_lambda_has_variables_of_its_own() {
        let nested = transform("a", |x| transform_with_index("b", |y, at| x + y + at));
        assert_eq!(variables(&nested).len(), 3, "{:?}", variables(&nested));

        // The same function again, inside of itself too.
        let positive = |array: Column| filter(array, |x| x.gt(0));
        let twice = positive(positive(col("c")));
        assert_eq!(variables(&twice).len(), 2, "{:?}", variables(&twice));
    }
}
