//! Types as SQL.

use crate::types::{DataType, StructField, StructType};

impl StructType {
    /// The columns as `CREATE TABLE` has them: `id BIGINT NOT NULL,name STRING COMMENT 'whole'` (Spark: `toDDL`).
    ///
    /// SQL cannot say whether array elements and map values may be NULL, and has no word for metadata other than
    /// comments; [`DataType::to_json`] keeps both.
    #[must_use]
    pub fn to_ddl(&self) -> String {
        self.fields.iter().map(|field| sql_field(field, " ")).collect::<Vec<_>>().join(",")
    }
}

impl DataType {
    /// The type as SQL writes it: `ARRAY<STRUCT<x: INT NOT NULL>>` (Spark: `DataType.sql`).
    #[must_use]
    pub fn to_sql(&self) -> String {
        match self {
            // The name of a collation is not a keyword.
            Self::CollatedString(collation) => format!("STRING COLLATE {}", quote_if_needed(collation)),
            Self::Array { element, .. } => format!("ARRAY<{}>", element.to_sql()),
            Self::Map { key, value, .. } => format!("MAP<{}, {}>", key.to_sql(), value.to_sql()),
            Self::Struct(schema) => {
                let fields = schema.fields.iter().map(|field| sql_field(field, ": "));
                format!("STRUCT<{}>", fields.collect::<Vec<_>>().join(", "))
            }
            Self::Udt(udt) => udt.sql_type.as_ref().map_or_else(|| "UDT".to_owned(), Self::to_sql),
            other => other.to_string().to_uppercase(),
        }
    }
}

fn sql_field(field: &StructField, separator: &str) -> String {
    let name = quote_if_needed(&field.name);
    let not_null = if field.nullable { "" } else { " NOT NULL" };
    let comment = match field.comment() {
        Some(comment) => format!(" COMMENT '{}'", comment.replace('\\', "\\\\").replace('\'', "\\'")),
        None => String::new(),
    };
    format!("{name}{separator}{}{not_null}{comment}", field.data_type.to_sql())
}

/// The name as it stands in SQL: in backquotes unless it is plain.
fn quote_if_needed(name: &str) -> String {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && name.starts_with(|first: char| !first.is_ascii_digit());
    if plain { name.to_owned() } else { format!("`{}`", name.replace('`', "``")) }
}
