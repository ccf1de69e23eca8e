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
        self.tree_string_to(usize::MAX)
    }

    /// The schema as a tree down to `depth`: 1 for the fields alone, 2 with the fields or elements inside of them.
    #[must_use]
    pub fn tree_string_to(&self, depth: usize) -> String {
        let mut lines = vec!["root".to_owned()];
        write_fields(self, " |", depth, &mut lines);
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

fn write_fields(schema: &StructType, prefix: &str, depth: usize, lines: &mut Vec<String>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    for field in &schema.fields {
        let (name, data_type) = (escape(&field.name), field.data_type.type_name());
        lines.push(format!("{prefix}-- {name}: {data_type} (nullable = {})", field.nullable));
        write_parts(&field.data_type, &format!("{prefix}    |"), depth, lines);
    }
}

fn write_parts(data_type: &DataType, prefix: &str, depth: usize, lines: &mut Vec<String>) {
    let Some(below) = depth.checked_sub(1) else { return };
    let deeper = format!("{prefix}    |");
    match data_type {
        DataType::Array { element, contains_null } => {
            lines.push(format!(
                "{prefix}-- element: {} (containsNull = {contains_null})",
                element.type_name()
            ));
            write_parts(element, &deeper, below, lines);
        }
        DataType::Map { key, value, value_contains_null } => {
            lines.push(format!("{prefix}-- key: {}", key.type_name()));
            write_parts(key, &deeper, below, lines);
            let name = value.type_name();
            lines.push(format!("{prefix}-- value: {name} (valueContainsNull = {value_contains_null})"));
            write_parts(value, &deeper, below, lines);
        }
        DataType::Struct(schema) => write_fields(schema, prefix, depth, lines),
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

    #[test]
    fn a_tree_ends_at_its_depth() {
        let schema: StructType = "a struct<b: array<struct<c: int>>>, m map<string, int>".parse().unwrap();
        let lines = |depth| schema.tree_string_to(depth).lines().count();
        assert_eq!((lines(0), lines(1), lines(2), lines(3), lines(4)), (1, 3, 6, 7, 8));
        assert_eq!(schema.tree_string_to(4), schema.tree_string());
        assert!(schema.tree_string_to(2).ends_with(" |    |-- value: integer (valueContainsNull = true)\n"));
    }
}
