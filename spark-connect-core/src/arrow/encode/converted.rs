//! Values of types that Spark does not have, which are stored as others.

use std::fmt::Display;

use arrow_array::ArrayRef;

use super::{Encode, Misfit, Refused};
use crate::types::DataType;

/// A column of what values are converted to, which are of type `S`.
pub struct ConvertedColumn<S: Encode> {
    stored: S::Column,
    /// How many values there are.
    values: usize,
    /// The first value that was not converted.
    refused: Option<Refused>,
}

impl<S: Encode> ConvertedColumn<S> {
    /// An empty column, with room for so many values: see [`Encode::column`].
    pub fn new(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self {
        Self { stored: S::column(data_type, values, misfit), values: 0, refused: None }
    }

    /// Adds what a value was converted to.
    #[inline]
    pub fn append<E: Display>(&mut self, stored: Result<S, E>) {
        self.append_with(|column| stored.map(|stored| S::append(column, &stored)));
    }

    /// Adds what `append` adds, unless it fails.
    #[inline]
    pub fn append_with<E: Display>(&mut self, append: impl FnOnce(&mut S::Column) -> Result<(), E>) {
        if let Err(error) = append(&mut self.stored) {
            self.refused.get_or_insert_with(|| Refused::conversion(self.values, &error));
        }
        self.values += 1;
    }

    /// Adds a NULL.
    pub fn append_null(&mut self) {
        S::append_null(&mut self.stored);
        self.values += 1;
    }

    /// The column of what was added.
    ///
    /// # Errors
    /// The first error of a conversion, and those of [`Encode::finish`].
    pub fn finish(self) -> Result<ArrayRef, Refused> {
        match self.refused {
            Some(refused) => Err(refused),
            None => S::finish(self.stored),
        }
    }
}
