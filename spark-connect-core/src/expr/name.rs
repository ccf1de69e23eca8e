//! Columns by name, by SQL text, and all at once.

use std::fmt::Write;

use crate::{
    expr::Column,
    proto::field::expression::{
        self, direct_shuffle_partition_id, expression_string, unresolved_attribute, unresolved_regex,
        unresolved_star,
    },
    relation::{Message, Operation, hidden},
};

/// The column called `name`, in Spark's syntax for attribute names.
///
/// A dot separates qualifiers and nested fields (`"orders.id"`, `"address.city"`), back-quotes keep a part together
/// (`` "`a.b`" ``, a back-quote inside is doubled), `"*"` is all columns and `"orders.*"` all of `orders`. Upper and
/// lower case are the same unless the session says otherwise. [`attribute`] takes the parts as they are.
///
/// Spark: `col`, 1.3.
#[track_caller]
pub fn col(name: &str) -> Column {
    match name {
        "*" => star(),
        _ if name.ends_with(".*") => Column::called(
            Operation::Col,
            expression::UNRESOLVED_STAR,
            Message::builder().string(unresolved_star::UNPARSED_TARGET, name),
        ),
        _ => unresolved(name, None),
    }
}

/// The column with exactly these name parts, whatever characters they hold: qualifiers, then the column, then nested
/// fields.
///
/// ```
/// use spark_connect_core::expr::attribute;
///
/// let odd = attribute(&["orders", "price (in €)", "net.amount"]);
/// # let _ = odd;
/// ```
#[track_caller]
pub fn attribute(parts: &[&str]) -> Column {
    unresolved(&quote(parts), None)
}

/// As [`attribute`], for what this crate refers to by itself: no call of the program stands behind it.
pub(crate) fn own_attribute(parts: &[&str]) -> Column {
    hidden(|| attribute(parts))
}

/// The column called `name` of the relation with the id `plan_id`: `DataFrame::col`.
#[track_caller]
pub(crate) fn attribute_of(plan_id: i64, name: &str) -> Column {
    let target = match name {
        "*" => None,
        _ if name.ends_with(".*") => Some(name),
        _ => return unresolved(name, Some(plan_id)),
    };
    let body = target
        .into_iter()
        .fold(Message::builder(), |body, target| body.string(unresolved_star::UNPARSED_TARGET, target))
        .int(unresolved_star::PLAN_ID, plan_id);
    Column::called(Operation::Col, expression::UNRESOLVED_STAR, body)
}

/// The metadata column called `name` of the relation with the id `plan_id`: `DataFrame::metadata_column`.
#[track_caller]
pub(crate) fn metadata_column_of(plan_id: i64, name: &str) -> Column {
    let body = Message::builder()
        .string(unresolved_attribute::UNPARSED_IDENTIFIER, name)
        .int(unresolved_attribute::PLAN_ID, plan_id)
        .int(unresolved_attribute::IS_METADATA_COLUMN, true);
    Column::called(Operation::MetadataColumn, expression::UNRESOLVED_ATTRIBUTE, body)
}

/// The columns of the relation with the id `plan_id` whose names match: `DataFrame::col_regex`.
#[track_caller]
pub(crate) fn columns_like(plan_id: i64, pattern: &str) -> Column {
    let body = Message::builder()
        .string(unresolved_regex::COL_NAME, pattern)
        .int(unresolved_regex::PLAN_ID, plan_id);
    Column::called(Operation::ColRegex, expression::UNRESOLVED_REGEX, body)
}

/// The number of the partition that a row goes to, for a repartitioning.
pub(crate) fn partition_id(column: &Column) -> Column {
    let body = Message::builder().child(direct_shuffle_partition_id::CHILD, column.message());
    Column::of(expression::DIRECT_SHUFFLE_PARTITION_ID, body)
}

/// Name parts in Spark's syntax, each one back-quoted.
pub(crate) fn quote(parts: &[&str]) -> String {
    let mut quoted = String::with_capacity(parts.iter().map(|part| part.len() + 3).sum());
    for (index, part) in parts.iter().enumerate() {
        let dot = if index == 0 { "" } else { "." };
        // Writing to a string does not fail.
        let _ = write!(quoted, "{dot}`{}`", part.replace('`', "``"));
    }
    quoted
}

#[track_caller]
fn unresolved(identifier: &str, plan_id: Option<i64>) -> Column {
    let mut body = Message::builder().string(unresolved_attribute::UNPARSED_IDENTIFIER, identifier);
    if let Some(plan_id) = plan_id {
        body = body.int(unresolved_attribute::PLAN_ID, plan_id);
    }
    Column::called(Operation::Col, expression::UNRESOLVED_ATTRIBUTE, body)
}

/// All columns: `*` in SQL.
pub fn star() -> Column {
    Column::of(expression::UNRESOLVED_STAR, Message::builder())
}

/// The expression that the SQL text says, such as `"price * 1.19 as gross"`.
///
/// Spark: `expr`, 1.5. Text that does not parse is an error of kind `Parse` from the action.
pub fn expr(sql: &str) -> Column {
    Column::of(expression::EXPRESSION_STRING, Message::builder().string(expression_string::EXPRESSION, sql))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_parts_are_quoted() {
        assert_eq!(quote(&["#1", "na`me", "a.b"]), "`#1`.`na``me`.`a.b`");
        assert_eq!(quote(&[""]), "``");
    }
}
