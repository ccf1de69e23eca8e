//! UUIDs and JSON, stored as strings.

use super::super::StoredAs;
#[cfg(feature = "uuid")]
use crate::arrow::encode;
use crate::{
    arrow::decode::{TextColumn, Unreadable},
    error::{BoxError, Result},
};

/// `STRING`, in lower case with hyphens. Every form of a UUID is read.
#[cfg(feature = "uuid")]
impl StoredAs for uuid::Uuid {
    const NAME: &'static str = "Uuid";
    type Stored = String;
    fn to_stored(&self) -> Result<String, BoxError> {
        Ok(self.to_string())
    }
    fn from_stored(stored: String) -> Result<Self, BoxError> {
        Ok(Self::parse_str(&stored)?)
    }
    fn append_stored(&self, column: &mut encode::TextColumn) -> Result<(), BoxError> {
        column.append(self.as_hyphenated().encode_lower(&mut [0; uuid::fmt::Hyphenated::LENGTH]));
        Ok(())
    }
    fn read_stored(column: &TextColumn<'_>, row: usize) -> Result<Result<Self, BoxError>, Unreadable> {
        Ok(Self::parse_str(column.get(row)?).map_err(Into::into))
    }
}
#[cfg(feature = "uuid")]
crate::stored_as!(@external uuid::Uuid);

/// `STRING`: a JSON text. The JSON `null` is the text `null`; NULL is for an `Option`.
#[cfg(feature = "serde_json")]
impl StoredAs for serde_json::Value {
    const NAME: &'static str = "serde_json::Value";
    type Stored = String;
    fn to_stored(&self) -> Result<String, BoxError> {
        Ok(self.to_string())
    }
    fn from_stored(stored: String) -> Result<Self, BoxError> {
        Ok(serde_json::from_str(&stored)?)
    }
    fn read_stored(column: &TextColumn<'_>, row: usize) -> Result<Result<Self, BoxError>, Unreadable> {
        Ok(serde_json::from_str(column.get(row)?).map_err(Into::into))
    }
}
#[cfg(feature = "serde_json")]
crate::stored_as!(@external serde_json::Value);
