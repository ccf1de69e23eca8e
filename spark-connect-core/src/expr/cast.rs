//! Casts.

use crate::{
    expr::Column,
    proto::{
        field::expression::{self, cast},
        spark::connect::expression::cast::EvalMode,
    },
    relation::{Message, Operation},
    types::DataType,
};

/// The type that a value is cast to.
#[derive(Debug, Clone)]
pub enum CastType {
    /// A type.
    Type(DataType),
    /// A type in SQL's spelling, such as `"decimal(10, 2)"` or `"array<int>"`; the server reads it.
    Sql(String),
}

impl From<DataType> for CastType {
    fn from(data_type: DataType) -> Self {
        Self::Type(data_type)
    }
}

impl From<&DataType> for CastType {
    fn from(data_type: &DataType) -> Self {
        Self::Type(data_type.clone())
    }
}

impl From<&str> for CastType {
    fn from(sql: &str) -> Self {
        Self::Sql(sql.to_owned())
    }
}

impl From<String> for CastType {
    fn from(sql: String) -> Self {
        Self::Sql(sql)
    }
}

impl Column {
    /// The value as another type: `CAST` in SQL.
    ///
    /// NULL stays NULL. A value that has no counterpart (the text `abc` as a number) fails the query in ANSI mode, the
    /// default since Spark 4.0, and is NULL otherwise; [`Column::try_cast`] is always NULL then.
    /// Spark: `Column.cast`, 1.3.
    #[track_caller]
    pub fn cast(&self, to: impl Into<CastType>) -> Self {
        self.cast_in(None, &to.into())
    }

    /// The value as another type, NULL where it has no counterpart: `TRY_CAST` in SQL. Spark: `Column.try_cast`, 4.0.
    #[track_caller]
    pub fn try_cast(&self, to: impl Into<CastType>) -> Self {
        self.cast_in(Some(EvalMode::Try), &to.into())
    }

    #[track_caller]
    fn cast_in(&self, mode: Option<EvalMode>, to: &CastType) -> Self {
        let mut body = Message::builder().child(cast::EXPR, self.message());
        body = match to {
            CastType::Type(data_type) => body.child(cast::TYPE, &Message::of(&data_type.to_proto())),
            CastType::Sql(sql) => body.string(cast::TYPE_STR, sql),
        };
        if let Some(mode) = mode {
            body = body.int(cast::EVAL_MODE, i32::from(mode));
        }
        Self::called(
            if mode.is_some() { Operation::TryCast } else { Operation::Cast },
            expression::CAST,
            body,
        )
    }
}
