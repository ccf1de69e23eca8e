//! Columns whose values become something else than what they are stored as.

use std::fmt::Display;

use super::{Decode, Fields, Input, Unreadable, place::Place};
use crate::error::Result;

/// A column whose values a conversion that can fail goes over, and where it is, for the message then.
pub struct Converted<'a, C> {
    stored: C,
    place: Place<'a>,
}

impl<'a, C> Converted<'a, C> {
    /// The column of a type `T` that has one column.
    pub(crate) fn one_column<T: Decode<Column<'a> = C>>(input: Input<'a>) -> Result<Self> {
        Self::new::<T>(input.one_column()?)
    }

    fn new<T: Decode<Column<'a> = C>>(input: Input<'a>) -> Result<Self> {
        let place = input.place();
        Ok(Self { stored: T::column(input)?, place })
    }

    /// The value of a row: what `read` makes of the stored one.
    ///
    /// # Errors
    /// What `read` returns; its inner error is what the batch keeps as wrong with this row's value.
    #[inline]
    pub fn value<T, E: Display>(
        &self,
        row: usize,
        read: impl FnOnce(&C, usize) -> Result<Result<T, E>, Unreadable>,
    ) -> Result<T, Unreadable> {
        read(&self.stored, row)?.map_err(|error| refused(self.place, row, &error))
    }

    /// The column with the stored one cut: see [`DecodeRef::cut`](super::DecodeRef::cut).
    #[inline(always)]
    pub fn cut(self, stored: impl FnOnce(C) -> Option<C>) -> Option<Self> {
        Some(Self { stored: stored(self.stored)?, place: self.place })
    }
}

#[cold]
fn refused(place: Place<'_>, row: usize, problem: &dyn Display) -> Unreadable {
    place.bad_value(row, &problem.to_string())
}

impl<'a> Fields<'a> {
    /// The column of the field `name` of a type that is not in Spark, which is stored as a `T`: see [`column`](Self::column).
    ///
    /// # Errors
    /// Those of [`column`](Self::column).
    pub fn converted<T: Decode>(
        &self,
        name: &'static str,
        position: usize,
    ) -> Result<Converted<'a, T::Column<'a>>> {
        Converted::new::<T>(self.input(name, position)?)
    }
}
