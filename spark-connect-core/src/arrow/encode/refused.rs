//! Why a column could not be made of its values.

use crate::{
    error::{Error, ErrorKind},
    types::DataType,
};

/// Why a column could not be made of its values, and which of them is to blame, if one is.
#[derive(Debug)]
pub struct Refused {
    error: Error,
    /// The number of the value, counting from 0.
    at: Option<usize>,
}

impl Refused {
    /// The value number `at`, counting from 0, is to blame.
    #[cold]
    pub(super) fn value(at: usize, error: Error) -> Self {
        Self { error, at: Some(at) }
    }

    /// The value number `at` cannot be converted; `problem` says why.
    #[cold]
    pub(super) fn conversion(at: usize, problem: &dyn std::fmt::Display) -> Self {
        Self::value(at, Error::new(ErrorKind::Conversion, problem.to_string()))
    }

    /// The column is the field `name` of a struct.
    #[cold]
    pub(super) fn in_field(self, name: &str) -> Self {
        let error = Error::new(self.error.kind(), format!("{name}: {}", self.error));
        Self { error, at: self.at }
    }

    /// The column holds the items of lists that end at `offsets`, the first of which is 0.
    #[cold]
    pub(super) fn in_lists(self, offsets: &[i32]) -> Self {
        let list = |item: usize| {
            let item = i32::try_from(item).ok()?;
            offsets.partition_point(|offset| *offset <= item).checked_sub(1)
        };
        Self { error: self.error, at: self.at.and_then(list) }
    }

    /// The error of the only value.
    pub(super) fn into_only(self) -> Error {
        self.error
    }

    /// The error of rows the first of which is number `first` of all.
    #[cold]
    pub(super) fn into_error(self, first: usize) -> Error {
        match self.at {
            Some(at) => Error::new(
                self.error.kind(),
                format!("row {} (counting from 0): {}", first.saturating_add(at), self.error),
            ),
            None => self.error,
        }
    }
}

/// The first data type that is not one of the Rust type that is to be written to it.
#[derive(Debug, Default)]
pub struct Misfit(Option<Error>);

impl Misfit {
    /// `data_type` is not one of the Rust type `rust`.
    #[cold]
    pub(super) fn note(&mut self, rust: &str, data_type: &DataType) {
        self.0.get_or_insert_with(|| {
            let message = format!("{rust} cannot be written to a column of type {data_type}");
            Error::new(ErrorKind::Schema, message)
        });
    }

    /// Notes what `column` notes as what is wrong with the field `name`.
    pub(super) fn in_field<C>(&mut self, name: &str, column: impl FnOnce(&mut Self) -> C) -> C {
        let mut own = Self::default();
        let column = column(&mut own);
        if let (None, Some(error)) = (&self.0, own.0) {
            self.0 = Some(Error::new(error.kind(), format!("{name}: {error}")));
        }
        column
    }

    /// The error, if there is one.
    ///
    /// # Errors
    /// A data type is not one of its Rust type.
    pub(super) fn into_result(self) -> Result<(), Error> {
        self.0.map_or(Ok(()), Err)
    }
}

/// No value is to blame.
impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self { error, at: None }
    }
}
