//! Texts in XML: as structs and back, and by XPath expressions.

use crate::{
    expr::{Column, ColumnOrLiteral, ColumnOrName, call},
    functions::parsing::{ColumnOrSchema, options_map},
};

/// A text in XML as a struct; NULL where it cannot be read.
///
/// Spark: `from_xml`, 4.0.
///
/// ```
/// use spark_connect_core::functions::{from_xml_with, schema_of_xml};
///
/// let person = from_xml_with("text", schema_of_xml("<p><age>1</age></p>"), [("mode", "FAILFAST")]);
/// # let _ = person;
/// ```
#[track_caller]
pub fn from_xml(text: impl ColumnOrName, schema: impl ColumnOrSchema) -> Column {
    call("from_xml", [text.into_column(), schema.into_schema()])
}

/// As [`from_xml`], with options, such as `mode` or `attributePrefix`.
///
/// The options are those of Spark's XML data source; their names are the same in upper and lower case. Spark:
/// `from_xml`, 4.0.
#[track_caller]
pub fn from_xml_with(
    text: impl ColumnOrName,
    schema: impl ColumnOrSchema,
    options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
) -> Column {
    call("from_xml", [text.into_column(), schema.into_schema(), options_map(options)])
}

/// The schema of a text in XML, a constant, in DDL.
///
/// Spark: `schema_of_xml`, 4.0.
#[track_caller]
pub fn schema_of_xml(xml: impl ColumnOrLiteral) -> Column {
    call("schema_of_xml", [xml.into_operand()])
}

/// As [`schema_of_xml`], with options.
///
/// The options are those of Spark's XML data source; their names are the same in upper and lower case. Spark:
/// `schema_of_xml`, 4.0.
#[track_caller]
pub fn schema_of_xml_with(
    xml: impl ColumnOrLiteral,
    options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
) -> Column {
    call("schema_of_xml", [xml.into_operand(), options_map(options)])
}

/// A struct as text in XML, with the element `ROW` around it.
///
/// Spark: `to_xml`, 4.0.
#[track_caller]
pub fn to_xml(column: impl ColumnOrName) -> Column {
    call("to_xml", column)
}

/// As [`to_xml`], with options, such as `rowTag`.
///
/// The options are those of Spark's XML data source; their names are the same in upper and lower case. Spark:
/// `to_xml`, 4.0.
#[track_caller]
pub fn to_xml_with(
    column: impl ColumnOrName,
    options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
) -> Column {
    call("to_xml", [column.into_column(), options_map(options)])
}

/// The texts of the nodes that an XPath expression, a constant, finds; an empty array if there are none.
///
/// Spark: `xpath`, 3.5.
#[track_caller]
pub fn xpath(xml: impl ColumnOrName, path: impl ColumnOrLiteral) -> Column {
    call("xpath", [xml.into_column(), path.into_operand()])
}

/// Whether an XPath expression is true or finds a node.
///
/// Spark: `xpath_boolean`, 3.5.
#[track_caller]
pub fn xpath_boolean(xml: impl ColumnOrName, path: impl ColumnOrLiteral) -> Column {
    call("xpath_boolean", [xml.into_column(), path.into_operand()])
}

/// The number that an XPath expression gives, as a DOUBLE: 0.0 if it finds nothing, NaN for what is no number.
///
/// Spark: `xpath_double`, 3.5.
#[track_caller]
pub fn xpath_double(xml: impl ColumnOrName, path: impl ColumnOrLiteral) -> Column {
    call("xpath_double", [xml.into_column(), path.into_operand()])
}

/// The number that an XPath expression gives: another name of [`xpath_double`].
///
/// Spark: `xpath_number`, 3.5.
#[track_caller]
pub fn xpath_number(xml: impl ColumnOrName, path: impl ColumnOrLiteral) -> Column {
    call("xpath_number", [xml.into_column(), path.into_operand()])
}

/// The number that an XPath expression gives, as a FLOAT: 0.0 if it finds nothing, NaN for what is no number.
///
/// Spark: `xpath_float`, 3.5.
#[track_caller]
pub fn xpath_float(xml: impl ColumnOrName, path: impl ColumnOrLiteral) -> Column {
    call("xpath_float", [xml.into_column(), path.into_operand()])
}

/// The number that an XPath expression gives, as an INT: 0 if it finds nothing or what is no number.
///
/// Spark: `xpath_int`, 3.5.
#[track_caller]
pub fn xpath_int(xml: impl ColumnOrName, path: impl ColumnOrLiteral) -> Column {
    call("xpath_int", [xml.into_column(), path.into_operand()])
}

/// The number that an XPath expression gives, as a BIGINT: 0 if it finds nothing or what is no number.
///
/// Spark: `xpath_long`, 3.5.
#[track_caller]
pub fn xpath_long(xml: impl ColumnOrName, path: impl ColumnOrLiteral) -> Column {
    call("xpath_long", [xml.into_column(), path.into_operand()])
}

/// The number that an XPath expression gives, as a SMALLINT: 0 if it finds nothing or what is no number.
///
/// Spark: `xpath_short`, 3.5.
#[track_caller]
pub fn xpath_short(xml: impl ColumnOrName, path: impl ColumnOrLiteral) -> Column {
    call("xpath_short", [xml.into_column(), path.into_operand()])
}

/// The text of the first node that an XPath expression finds; empty if there is none.
///
/// Spark: `xpath_string`, 3.5.
#[track_caller]
pub fn xpath_string(xml: impl ColumnOrName, path: impl ColumnOrLiteral) -> Column {
    call("xpath_string", [xml.into_column(), path.into_operand()])
}
