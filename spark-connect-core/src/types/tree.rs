//! The text of `printSchema`.

use super::{DataType, StructType};

impl StructType {
    /// The schema as a tree, one line per field, as Spark's `printSchema` prints it (Spark: `StructType.treeString`).
    ///
    /// ```
    /// use spark_connect_core::types::StructType;
    ///
    /// let schema: StructType = "id BIGINT NOT NULL, tags ARRAY<STRING>".parse()?;
    /// assert_eq!(
    ///     schema.tree_string(),
    ///     "root\n \
    ///      |-- id: long (nullable = false)\n \
    ///      |-- tags: array (nullable = true)\n \
    ///      |    |-- element: string (containsNull = true)\n"
    /// );
    /// # Ok::<(), spark_connect_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn tree_string(&self) -> String {
        let mut lines = vec!["root".to_owned()];
        write_fields(self, " |", &mut lines);
        lines.push(String::new());
        lines.join("\n")
    }
}

impl DataType {
    /// The name of the type without its parts, in Spark's words for Java and Scala: `long`, `array`, `struct`.
    pub(super) fn type_name(&self) -> String {
        match self {
            Self::Byte => "byte".to_owned(),
            Self::Short => "short".to_owned(),
            Self::Integer => "integer".to_owned(),
            Self::Long => "long".to_owned(),
            Self::Array { .. } => "array".to_owned(),
            Self::Map { .. } => "map".to_owned(),
            Self::Struct(_) => "struct".to_owned(),
            other => other.to_string(),
        }
    }
}

fn write_fields(schema: &StructType, prefix: &str, lines: &mut Vec<String>) {
    for field in &schema.fields {
        let (name, data_type) = (escape(&field.name), field.data_type.type_name());
        lines.push(format!("{prefix}-- {name}: {data_type} (nullable = {})", field.nullable));
        write_parts(&field.data_type, &format!("{prefix}    |"), lines);
    }
}

fn write_parts(data_type: &DataType, prefix: &str, lines: &mut Vec<String>) {
    let deeper = format!("{prefix}    |");
    match data_type {
        DataType::Array { element, contains_null } => {
            lines.push(format!(
                "{prefix}-- element: {} (containsNull = {contains_null})",
                element.type_name()
            ));
            write_parts(element, &deeper, lines);
        }
        DataType::Map { key, value, value_contains_null } => {
            lines.push(format!("{prefix}-- key: {}", key.type_name()));
            write_parts(key, &deeper, lines);
            let name = value.type_name();
            lines.push(format!("{prefix}-- value: {name} (valueContainsNull = {value_contains_null})"));
            write_parts(value, &deeper, lines);
        }
        DataType::Struct(schema) => write_fields(schema, prefix, lines),
        _ => {}
    }
}

/// Control characters as their escapes, so that each field keeps to its line.
fn escape(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '\u{c}' => escaped.push_str("\\f"),
            '\u{8}' => escaped.push_str("\\b"),
            '\u{b}' => escaped.push_str("\\v"),
            '\u{7}' => escaped.push_str("\\a"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_types_print_as_spark_prints_them() {
        let schema: StructType =
            "`a\nb` int, `c\td` map<string, array<struct<x: int not null>>>, e char(3), f decimal(10,2)"
                .parse()
                .unwrap();
        let expected = "\
root
 |-- a\\nb: integer (nullable = true)
 |-- c\\td: map (nullable = true)
 |    |-- key: string
 |    |-- value: array (valueContainsNull = true)
 |    |    |-- element: struct (containsNull = true)
 |    |    |    |-- x: integer (nullable = false)
 |-- e: char(3) (nullable = true)
 |-- f: decimal(10,2) (nullable = true)
";
        assert_eq!(schema.tree_string(), expected);
    }
}
