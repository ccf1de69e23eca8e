//! Parts of structs, arrays and maps.

use crate::{
    expr::{Column, ColumnOrLiteral, lit},
    proto::field::expression::{self, unresolved_extract_value, update_fields},
    relation::{CallSite, Message, MessageBuilder, Operation},
};

impl Column {
    /// The field `name` of a struct, whatever characters it holds; NULL where the struct is NULL.
    ///
    /// On an array of structs it is the array of that field. Spark: `Column.getField`, 1.3.
    #[track_caller]
    pub fn field(&self, name: &str) -> Self {
        self.get_item(lit(name))
    }

    /// The element of an array at a position counted from 0, or the value of a map's key.
    ///
    /// A key that is missing gives NULL; so does a position beyond the array, except in ANSI mode (the default since
    /// Spark 4.0), where it fails the query. Spark: `Column.getItem`, 1.3.
    #[track_caller]
    pub fn get_item(&self, key: impl ColumnOrLiteral) -> Self {
        let body = Message::builder()
            .child(unresolved_extract_value::CHILD, self.message())
            .child(unresolved_extract_value::EXTRACTION, key.into_operand().message());
        Self::called(Operation::GetItem, expression::UNRESOLVED_EXTRACT_VALUE, body)
    }

    /// The struct with the field `name` added, or replaced if there is one; NULL where the struct is NULL.
    ///
    /// `name` follows Spark's syntax: `"a.b"` is the field `b` of the struct in field `a`.
    /// Spark: `Column.withField`, 3.1.
    #[track_caller]
    pub fn with_field(&self, name: &str, value: impl ColumnOrLiteral) -> Self {
        let body = self.update(name).child(update_fields::VALUE_EXPRESSION, value.into_operand().message());
        Self::called(Operation::WithField, expression::UPDATE_FIELDS, body)
    }

    /// The struct without these fields; a name that is not there changes nothing.
    ///
    /// Names follow Spark's syntax, as in [`Column::with_field`]. Dropping every field fails the query.
    /// Spark: `Column.dropFields`, 3.1.
    #[track_caller]
    pub fn drop_fields<S: AsRef<str>>(&self, names: impl IntoIterator<Item = S>) -> Self {
        let site = CallSite::here();
        names.into_iter().fold(self.clone(), |column, name| {
            let body = column.update(name.as_ref());
            site.scope(|| Self::called(Operation::DropFields, expression::UPDATE_FIELDS, body))
        })
    }

    fn update(&self, name: &str) -> MessageBuilder {
        Message::builder()
            .child(update_fields::STRUCT_EXPRESSION, self.message())
            .string(update_fields::FIELD_NAME, name)
    }
}
