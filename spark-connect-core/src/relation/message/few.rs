//! A slice that is in place where it is short.

use std::ops::Deref;

/// Up to `N` values in place, or any number of them elsewhere.
#[derive(Clone)]
pub(super) enum Few<T, const N: usize> {
    /// The first ones, so many.
    Here(u8, [T; N]),
    There(Box<[T]>),
}

impl<T: Copy + Default, const N: usize> Few<T, N> {
    /// All of these, those that come `first` before the `rest`.
    #[inline]
    pub(super) fn of(first: &[T], rest: &[T]) -> Self {
        let len = first.len() + rest.len();
        let mut here = [T::default(); N];
        match (u8::try_from(len), here.get_mut(..len)) {
            (Ok(len), Some(values)) => {
                let (start, end) = values.split_at_mut(first.len());
                start.copy_from_slice(first);
                end.copy_from_slice(rest);
                Self::Here(len, here)
            }
            _ => Self::There([first, rest].concat().into()),
        }
    }
}

impl<T: Copy + Default, const N: usize> From<&[T]> for Few<T, N> {
    fn from(values: &[T]) -> Self {
        Self::of(values, &[])
    }
}

impl<T, const N: usize> Deref for Few<T, N> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::Here(len, here) => here.get(..usize::from(*len)).unwrap_or_default(),
            Self::There(there) => there,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_in_place_and_more_are_not() {
        let all: Vec<u8> = (0..10).collect();
        for len in 0..10 {
            for first in 0..=len {
                let (start, end) = all[..len].split_at(first);
                let few = Few::<u8, 4>::of(start, end);
                assert_eq!(*few, all[..len]);
                assert_eq!(matches!(few, Few::Here(..)), len <= 4);
            }
            assert_eq!(*Few::<u8, 4>::from(&all[..len]), all[..len]);
        }
    }
}
