//! What a reader is given: columns and places.

use crate::{error::Result, types::StructType};

/// The schema to read with.
#[derive(Debug, Clone)]
pub struct Schema(Form);

#[derive(Debug, Clone)]
enum Form {
    Text(String),
    Columns(StructType),
}

impl Schema {
    /// As the protocol has it where files are read: the server reads DDL and JSON.
    pub(super) fn into_text(self) -> String {
        match self.0 {
            Form::Text(text) => text,
            Form::Columns(columns) => columns.to_json(),
        }
    }

    /// As the protocol has it where texts are parsed.
    pub(super) fn into_columns(self) -> Result<StructType> {
        match self.0 {
            Form::Columns(columns) => Ok(columns),
            Form::Text(text) if text.trim_start().starts_with('{') => StructType::from_json(&text),
            Form::Text(text) => text.parse(),
        }
    }
}

impl From<&str> for Schema {
    /// DDL (`"id BIGINT, tags ARRAY<STRING>"`), or Spark's JSON form.
    fn from(ddl: &str) -> Self {
        Self(Form::Text(ddl.to_owned()))
    }
}

impl From<String> for Schema {
    fn from(ddl: String) -> Self {
        Self(Form::Text(ddl))
    }
}

impl From<StructType> for Schema {
    fn from(schema: StructType) -> Self {
        Self(Form::Columns(schema))
    }
}

impl From<&StructType> for Schema {
    fn from(schema: &StructType) -> Self {
        Self(Form::Columns(schema.clone()))
    }
}

/// One or more places to read from: files, folders, or patterns such as `"logs/2024-*"`.
///
/// Made of a text, or of an array, a slice or a `Vec` of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths(pub(super) Vec<String>);

impl From<&str> for Paths {
    fn from(path: &str) -> Self {
        Self(vec![path.to_owned()])
    }
}

impl From<String> for Paths {
    fn from(path: String) -> Self {
        Self(vec![path])
    }
}

impl From<&String> for Paths {
    fn from(path: &String) -> Self {
        Self(vec![path.clone()])
    }
}

impl<P: Into<String>, const N: usize> From<[P; N]> for Paths {
    fn from(paths: [P; N]) -> Self {
        Self(paths.into_iter().map(Into::into).collect())
    }
}

impl<P: Into<String>> From<Vec<P>> for Paths {
    fn from(paths: Vec<P>) -> Self {
        Self(paths.into_iter().map(Into::into).collect())
    }
}

impl<P: Into<String> + Clone> From<&[P]> for Paths {
    fn from(paths: &[P]) -> Self {
        Self(paths.iter().cloned().map(Into::into).collect())
    }
}

impl<P: Into<String> + Clone> From<&Vec<P>> for Paths {
    fn from(paths: &Vec<P>) -> Self {
        paths.as_slice().into()
    }
}
