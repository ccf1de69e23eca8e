//! The values of a column, wherever they are: in rows, in fields of rows, in lists.

use std::{borrow::Borrow, marker::PhantomData};

use arrow_array::ArrayRef;

use super::{Encode, Refused};
use crate::types::DataType;

/// The values of a column of type `T`, which can be gone over any number of times. What holds them lives for `'a`.
pub trait Values<'a, T: 'a>: Copy {
    /// How many there are, NULLs included.
    fn count(self) -> usize;

    /// Shows them to `each`, one after the other; NULL is `None`.
    fn each(self, each: impl FnMut(Option<&'a T>));
}

/// The rows of a batch, or references to them.
pub(super) struct Rows<'a, R>(pub(super) &'a [R]);

impl<R> Clone for Rows<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R> Copy for Rows<'_, R> {}

impl<'a, T: 'a, R: Borrow<T>> Values<'a, T> for Rows<'a, R> {
    fn count(self) -> usize {
        self.0.len()
    }

    #[inline]
    fn each(self, mut each: impl FnMut(Option<&'a T>)) {
        for value in self.0 {
            each(Some(value.borrow()));
        }
    }
}

/// Values of which some are NULL.
impl<'a, T> Values<'a, T> for &'a [Option<T>] {
    fn count(self) -> usize {
        <[_]>::len(self)
    }

    #[inline]
    fn each(self, mut each: impl FnMut(Option<&'a T>)) {
        for value in self {
            each(value.as_ref());
        }
    }
}

/// Values of which some are NULL, which are elsewhere.
impl<'a, T> Values<'a, T> for &[Option<&'a T>] {
    fn count(self) -> usize {
        <[_]>::len(self)
    }

    #[inline]
    fn each(self, mut each: impl FnMut(Option<&'a T>)) {
        for value in self {
            each(*value);
        }
    }
}

/// A part of each value of type `T`, which may be NULL.
pub(super) struct Parts<V, F, T> {
    whole: V,
    part: F,
    of: PhantomData<fn(T)>,
}

impl<V, F, T> Parts<V, F, T> {
    /// What `part` finds in each of `whole`.
    pub(super) fn new(whole: V, part: F) -> Self {
        Self { whole, part, of: PhantomData }
    }
}

impl<V: Clone, F: Clone, T> Clone for Parts<V, F, T> {
    fn clone(&self) -> Self {
        Self { whole: self.whole.clone(), part: self.part.clone(), of: PhantomData }
    }
}
impl<V: Copy, F: Copy, T> Copy for Parts<V, F, T> {}

impl<'a, T, P, V, F> Values<'a, P> for Parts<V, F, T>
where
    T: 'a,
    P: 'a,
    V: Values<'a, T>,
    F: Fn(&'a T) -> Option<&'a P> + Copy,
{
    fn count(self) -> usize {
        self.whole.count()
    }

    #[inline]
    fn each(self, mut each: impl FnMut(Option<&'a P>)) {
        self.whole.each(|value| each(value.and_then(self.part)));
    }
}

/// The items of lists, maps or the like, of type `T`; a list that is NULL has none.
pub(super) struct Items<V, F, T> {
    lists: V,
    items: F,
    len: usize,
    of: PhantomData<fn(T)>,
}

impl<V, F, T> Items<V, F, T> {
    /// What `items` finds in each of `lists`, `len` in all.
    pub(super) fn new(lists: V, items: F, len: usize) -> Self {
        Self { lists, items, len, of: PhantomData }
    }
}

impl<V: Clone, F: Clone, T> Clone for Items<V, F, T> {
    fn clone(&self) -> Self {
        Self { lists: self.lists.clone(), items: self.items.clone(), len: self.len, of: PhantomData }
    }
}
impl<V: Copy, F: Copy, T> Copy for Items<V, F, T> {}

impl<'a, T, I, N, V, F> Values<'a, I> for Items<V, F, T>
where
    T: 'a,
    I: 'a,
    N: Iterator<Item = &'a I>,
    V: Values<'a, T>,
    F: Fn(&'a T) -> N + Copy,
{
    fn count(self) -> usize {
        self.len
    }

    #[inline]
    fn each(self, mut each: impl FnMut(Option<&'a I>)) {
        self.lists.each(|list| {
            if let Some(list) = list {
                (self.items)(list).for_each(|item| each(Some(item)));
            }
        });
    }
}

/// The column of a `P` of each value.
///
/// # Errors
/// Those of [`Encode::encode`].
#[doc(hidden)]
pub fn parts<'a, T: 'a, P: Encode + 'a>(
    values: impl Values<'a, T>,
    part: impl Fn(&'a T) -> &'a P + Copy,
    data_type: &DataType,
) -> Result<ArrayRef, Refused> {
    P::encode(Parts::new(values, move |value| Some(part(value))), data_type)
}

/// What values are converted to: see [`of`](Self::of).
pub struct Converted<S>(Vec<Option<S>>);

impl<S> Converted<S> {
    /// What `convert` makes of `values`.
    ///
    /// # Errors
    /// The first error of `convert`.
    pub fn of<'a, T: 'a, E: std::fmt::Display>(
        values: impl Values<'a, T>,
        convert: impl Fn(&'a T) -> Result<S, E>,
    ) -> Result<Self, Refused> {
        let mut converted = Vec::with_capacity(values.count());
        let mut refused = None;
        values.each(|value| match value.filter(|_| refused.is_none()).map(&convert) {
            Some(Ok(value)) => converted.push(Some(value)),
            None => converted.push(None),
            Some(Err(error)) => refused = Some(Refused::conversion(converted.len(), &error)),
        });
        refused.map_or(Ok(Self(converted)), Err)
    }

    /// The converted values.
    #[must_use]
    pub fn values(&self) -> &[Option<S>] {
        &self.0
    }
}
