//! Arrays, maps and structs.

use crate::expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrName, call, lit, random_seed};

/// An array of the values.
///
/// Spark: `array`, 1.4.
#[track_caller]
pub fn array(columns: impl ColumnList) -> Column {
    call("array", columns)
}

/// A map of keys and values by turns.
///
/// Spark: `map`, 2.0.
#[track_caller]
pub fn create_map(entries: impl ColumnList) -> Column {
    call("map", entries)
}

/// A struct of the columns, whose fields have their names.
///
/// Spark: `struct`, 1.4.
#[track_caller]
pub fn r#struct(columns: impl ColumnList) -> Column {
    call("struct", columns)
}

/// A struct of names (literals) and values by turns.
///
/// Spark: `named_struct`, 3.5.
#[track_caller]
pub fn named_struct(entries: impl ColumnList) -> Column {
    call("named_struct", entries)
}

/// How many elements an array or a map has; NULL for NULL (-1 outside ANSI mode).
///
/// Spark: `size`, 1.5.
#[track_caller]
pub fn size(column: impl ColumnOrName) -> Column {
    call("size", column)
}

/// How many elements an array or a map has: another name of [`size`].
///
/// Spark: `cardinality`, 3.5.
#[track_caller]
pub fn cardinality(column: impl ColumnOrName) -> Column {
    call("cardinality", column)
}

/// How many elements an array has.
///
/// Spark: `array_size`, 3.5.
#[track_caller]
pub fn array_size(array: impl ColumnOrName) -> Column {
    call("array_size", array)
}

/// The element of an array, counted from 1 or from the end if negative, or the value of a map's key.
///
/// NULL for a missing key; a position outside the array is an error in ANSI mode, else NULL. Spark:
/// `element_at`, 2.4.
#[track_caller]
pub fn element_at(column: impl ColumnOrName, key: impl ColumnOrLiteral) -> Column {
    call("element_at", [column.into_column(), key.into_operand()])
}

/// As [`element_at`], and NULL for a position outside the array.
///
/// Spark: `try_element_at`, 3.5.
#[track_caller]
pub fn try_element_at(column: impl ColumnOrName, key: impl ColumnOrLiteral) -> Column {
    call("try_element_at", [column.into_column(), key.into_operand()])
}

/// The element of an array, counted from 0; NULL outside the array.
///
/// Spark: `get`, 3.4.
#[track_caller]
pub fn get(array: impl ColumnOrName, index: impl ColumnOrLiteral) -> Column {
    call("get", [array.into_column(), index.into_operand()])
}

/// Whether an array contains a value; NULL if it is not there but a NULL is.
///
/// Spark: `array_contains`, 1.5.
#[track_caller]
pub fn array_contains(array: impl ColumnOrName, value: impl ColumnOrLiteral) -> Column {
    call("array_contains", [array.into_column(), value.into_operand()])
}

/// The position of the first element that equals a value, counted from 1; 0 if there is none.
///
/// Spark: `array_position`, 2.4.
#[track_caller]
pub fn array_position(array: impl ColumnOrName, value: impl ColumnOrLiteral) -> Column {
    call("array_position", [array.into_column(), value.into_operand()])
}

/// The array without duplicates.
///
/// Spark: `array_distinct`, 2.4.
#[track_caller]
pub fn array_distinct(array: impl ColumnOrName) -> Column {
    call("array_distinct", array)
}

/// The largest element, NULL left out.
///
/// Spark: `array_max`, 2.4.
#[track_caller]
pub fn array_max(array: impl ColumnOrName) -> Column {
    call("array_max", array)
}

/// The smallest element, NULL left out.
///
/// Spark: `array_min`, 2.4.
#[track_caller]
pub fn array_min(array: impl ColumnOrName) -> Column {
    call("array_min", array)
}

/// The array in ascending order, NULL last.
///
/// Spark: `array_sort`, 2.4.
#[track_caller]
pub fn array_sort(array: impl ColumnOrName) -> Column {
    call("array_sort", array)
}

/// The array in ascending order, NULL first. [`array_sort`] has NULL last.
///
/// Spark: `sort_array`, 1.5.
#[track_caller]
pub fn sort_array(array: impl ColumnOrName) -> Column {
    call("sort_array", [array.into_column(), lit(true)])
}

/// The array in descending order, NULL last.
///
/// Spark: `sort_array`, 1.5.
#[track_caller]
pub fn sort_array_descending(array: impl ColumnOrName) -> Column {
    call("sort_array", [array.into_column(), lit(false)])
}

/// The array without the elements that equal a value.
///
/// Spark: `array_remove`, 2.4.
#[track_caller]
pub fn array_remove(array: impl ColumnOrName, value: impl ColumnOrLiteral) -> Column {
    call("array_remove", [array.into_column(), value.into_operand()])
}

/// The array with a value added at its end.
///
/// Spark: `array_append`, 3.4.
#[track_caller]
pub fn array_append(array: impl ColumnOrName, value: impl ColumnOrLiteral) -> Column {
    call("array_append", [array.into_column(), value.into_operand()])
}

/// The array with a value added at its start.
///
/// Spark: `array_prepend`, 3.5.
#[track_caller]
pub fn array_prepend(array: impl ColumnOrName, value: impl ColumnOrLiteral) -> Column {
    call("array_prepend", [array.into_column(), value.into_operand()])
}

/// The array with a value before the element at a position, counted from 1, or from the end if it is negative.
///
/// The array is filled up with NULL if it is too short; 0 fails the query. Spark: `array_insert`, 3.4.
#[track_caller]
pub fn array_insert(
    array: impl ColumnOrName,
    position: impl ColumnOrLiteral,
    value: impl ColumnOrLiteral,
) -> Column {
    call("array_insert", [array.into_column(), position.into_operand(), value.into_operand()])
}

/// The array without NULL.
///
/// Spark: `array_compact`, 3.4.
#[track_caller]
pub fn array_compact(array: impl ColumnOrName) -> Column {
    call("array_compact", array)
}

/// An array of a value, so many times.
///
/// Spark: `array_repeat`, 2.4.
#[track_caller]
pub fn array_repeat(value: impl ColumnOrName, count: impl ColumnOrLiteral) -> Column {
    call("array_repeat", [value.into_column(), count.into_operand()])
}

/// The array in random order, from a seed chosen now.
///
/// Spark: `shuffle`, 2.4.
#[track_caller]
pub fn shuffle(array: impl ColumnOrName) -> Column {
    shuffle_with_seed(array, random_seed())
}

/// The array in random order, from a seed, a constant.
///
/// Spark: `shuffle`, 4.0.
#[track_caller]
pub fn shuffle_with_seed(array: impl ColumnOrName, seed: impl ColumnOrLiteral) -> Column {
    call("shuffle", [array.into_column(), seed.into_operand()])
}

/// The elements as one text, joined by a delimiter; NULL is left out.
///
/// Spark: `array_join`, 2.4.
#[track_caller]
pub fn array_join(array: impl ColumnOrName, delimiter: impl ColumnOrLiteral) -> Column {
    call("array_join", [array.into_column(), delimiter.into_operand()])
}

/// The elements as one text, joined by a delimiter, with a text in the place of NULL.
///
/// Spark: `array_join`, 2.4.
#[track_caller]
pub fn array_join_with_null_replacement(
    array: impl ColumnOrName,
    delimiter: impl ColumnOrLiteral,
    replacement: impl ColumnOrLiteral,
) -> Column {
    call("array_join", [array.into_column(), delimiter.into_operand(), replacement.into_operand()])
}

/// The elements that are in one of two arrays, without duplicates.
///
/// Spark: `array_union`, 2.4.
#[track_caller]
pub fn array_union(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("array_union", [left.into_column(), right.into_column()])
}

/// The elements that are in both arrays, without duplicates.
///
/// Spark: `array_intersect`, 2.4.
#[track_caller]
pub fn array_intersect(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("array_intersect", [left.into_column(), right.into_column()])
}

/// The elements of the left array that are not in the right one, without duplicates.
///
/// Spark: `array_except`, 2.4.
#[track_caller]
pub fn array_except(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("array_except", [left.into_column(), right.into_column()])
}

/// Whether two arrays share an element; NULL if they do not but one has a NULL.
///
/// Spark: `arrays_overlap`, 2.4.
#[track_caller]
pub fn arrays_overlap(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("arrays_overlap", [left.into_column(), right.into_column()])
}

/// An array of structs of the elements at the same position; NULL where an array is shorter.
///
/// Spark: `arrays_zip`, 2.4.
#[track_caller]
pub fn arrays_zip(arrays: impl ColumnList) -> Column {
    call("arrays_zip", arrays)
}

/// One array of the elements of an array of arrays.
///
/// Spark: `flatten`, 2.4.
#[track_caller]
pub fn flatten(array: impl ColumnOrName) -> Column {
    call("flatten", array)
}

/// `length` elements from position `start`, counted from 1, or from the end if it is negative.
///
/// Spark: `slice`, 2.4.
#[track_caller]
pub fn slice(array: impl ColumnOrName, start: impl ColumnOrLiteral, length: impl ColumnOrLiteral) -> Column {
    call("slice", [array.into_column(), start.into_operand(), length.into_operand()])
}

/// The array from `start` to `stop`, both included, in steps of 1 (or -1, downwards); of a day for dates and
/// timestamps.
///
/// Spark: `sequence`, 2.4.
#[track_caller]
pub fn sequence(start: impl ColumnOrName, stop: impl ColumnOrLiteral) -> Column {
    call("sequence", [start.into_column(), stop.into_operand()])
}

/// The array from `start` to `stop`, both included, in steps: numbers for integers, intervals for dates and
/// timestamps.
///
/// A step in the wrong direction fails the query. Spark: `sequence`, 2.4.
#[track_caller]
pub fn sequence_with_step(
    start: impl ColumnOrName,
    stop: impl ColumnOrLiteral,
    step: impl ColumnOrLiteral,
) -> Column {
    call("sequence", [start.into_column(), stop.into_operand(), step.into_operand()])
}

/// The keys of a map, in no defined order.
///
/// Spark: `map_keys`, 2.3.
#[track_caller]
pub fn map_keys(map: impl ColumnOrName) -> Column {
    call("map_keys", map)
}

/// The values of a map, in no defined order.
///
/// Spark: `map_values`, 2.3.
#[track_caller]
pub fn map_values(map: impl ColumnOrName) -> Column {
    call("map_values", map)
}

/// The entries of a map as an array of structs of `key` and `value`.
///
/// Spark: `map_entries`, 3.0.
#[track_caller]
pub fn map_entries(map: impl ColumnOrName) -> Column {
    call("map_entries", map)
}

/// A map of an array of keys and an array of values.
///
/// Spark: `map_from_arrays`, 2.4.
#[track_caller]
pub fn map_from_arrays(keys: impl ColumnOrName, values: impl ColumnOrName) -> Column {
    call("map_from_arrays", [keys.into_column(), values.into_column()])
}

/// A map of an array of structs of two fields.
///
/// Spark: `map_from_entries`, 2.4.
#[track_caller]
pub fn map_from_entries(entries: impl ColumnOrName) -> Column {
    call("map_from_entries", entries)
}

/// The entries of all maps; a key that occurs twice is an error.
///
/// Spark: `map_concat`, 2.4.
#[track_caller]
pub fn map_concat(maps: impl ColumnList) -> Column {
    call("map_concat", maps)
}

/// Whether a map has a key.
///
/// Spark: `map_contains_key`, 3.3.
#[track_caller]
pub fn map_contains_key(map: impl ColumnOrName, key: impl ColumnOrLiteral) -> Column {
    call("map_contains_key", [map.into_column(), key.into_operand()])
}

/// A text such as `a:1,b:2` as a map of texts; NULL for a key without a value.
///
/// Spark: `str_to_map`, 3.5.
#[track_caller]
pub fn str_to_map(text: impl ColumnOrName) -> Column {
    call("str_to_map", [text.into_column(), lit(","), lit(":")])
}

/// As [`str_to_map`], with other delimiters, which are regular expressions (Java's).
///
/// Spark: `str_to_map`, 3.5.
#[track_caller]
pub fn str_to_map_with(
    text: impl ColumnOrName,
    pair_delimiter: impl ColumnOrLiteral,
    key_value_delimiter: impl ColumnOrLiteral,
) -> Column {
    call(
        "str_to_map",
        [text.into_column(), pair_delimiter.into_operand(), key_value_delimiter.into_operand()],
    )
}
