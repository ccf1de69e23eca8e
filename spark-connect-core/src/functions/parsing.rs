//! What the functions that read and write texts (CSV, JSON, XML) take: schemas and options.

use crate::{
    error::{Error, ErrorKind},
    expr::{Column, ColumnOrLiteral, call, lit},
    options::Options,
    types::{DataType, StructType},
};

/// The schema that a text is read with: a type in DDL (`a INT, b ARRAY<STRING>`), a [`DataType`] or [`StructType`], or a
/// column that makes one out of an example, such as `schema_of_json`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a schema",
    note = "a schema is a text in DDL, a `StructType`, a `DataType`, or a column such as `schema_of_json(..)`"
)]
pub trait ColumnOrSchema {
    /// The schema as a column: a literal, unless it is a column already.
    fn into_schema(self) -> Column;
}

impl ColumnOrSchema for Column {
    fn into_schema(self) -> Column {
        self
    }
}

impl ColumnOrSchema for &Column {
    fn into_schema(self) -> Column {
        self.clone()
    }
}

impl ColumnOrSchema for &str {
    fn into_schema(self) -> Column {
        lit(self)
    }
}

impl ColumnOrSchema for String {
    fn into_schema(self) -> Column {
        lit(self)
    }
}

impl ColumnOrSchema for &String {
    fn into_schema(self) -> Column {
        lit(self.as_str())
    }
}

impl ColumnOrSchema for &DataType {
    fn into_schema(self) -> Column {
        lit(self.to_json())
    }
}

impl ColumnOrSchema for DataType {
    fn into_schema(self) -> Column {
        (&self).into_schema()
    }
}

impl ColumnOrSchema for &StructType {
    fn into_schema(self) -> Column {
        lit(self.to_json())
    }
}

impl ColumnOrSchema for StructType {
    fn into_schema(self) -> Column {
        (&self).into_schema()
    }
}

/// The options as the map of literals that Spark wants them in: each name once, in the order of the names.
#[track_caller]
pub(super) fn options_map(options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>) -> Column {
    let options = Options::from_iter(options);
    call("map", options.iter().flat_map(|(name, value)| [lit(name), lit(value)]).collect::<Vec<_>>())
}

/// A function of a value and a list of settings, which must not be empty; `what` says what one of them is.
#[track_caller]
pub(super) fn call_with_list(
    name: &str,
    value: Column,
    list: impl IntoIterator<Item = impl ColumnOrLiteral>,
    what: &str,
) -> Column {
    let mut arguments = vec![value];
    arguments.extend(list.into_iter().map(ColumnOrLiteral::into_operand));
    if arguments.len() == 1 {
        return Column::invalid(Error::new(
            ErrorKind::InvalidPlan,
            format!("{name} needs {what}: there is none"),
        ));
    }
    call(name, arguments)
}
