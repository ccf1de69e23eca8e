//! Literals that hold others: arrays, maps, and what may be NULL.

use std::collections::{BTreeMap, HashMap};

use super::{
    super::{NotNull, SparkType, arena},
    Handle, Literal, Operand, Value,
};
use crate::expr::{self, Column, LiteralType};

/// `impl<Parameters> literal => type of the column`.
macro_rules! containers {
    ($([$($parameters:tt)*] $literal:ty => $out:ty, $bound:path;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($parameters)*> Literal for $literal
        where
            $out: $bound,
        {
            type Out = $out;
            fn column(self) -> Column {
                expr::lit(self)
            }
        }
        #[diagnostic::do_not_recommend]
        impl<S, $($parameters)*> Value<S> for $literal
        where
            $out: $bound,
        {
            type Out = $out;
            fn handle(self) -> Handle {
                arena::leaf(Literal::column(self))
            }
        }
        #[diagnostic::do_not_recommend]
        impl<S, $($parameters)*> Operand<S, $out> for $literal
        where
            $out: $bound,
        {
            type Ty = $out;
            fn handle(self) -> Handle {
                arena::leaf(Literal::column(self))
            }
        }
    )* };
}
containers! {
    [T: Literal + LiteralType] Vec<T> => Vec<T::Out>, SparkType;
    [T: Literal + LiteralType, const N: usize] [T; N] => Vec<T::Out>, SparkType;
    [K: Literal + LiteralType, V: Literal + LiteralType] BTreeMap<K, V> => BTreeMap<K::Out, V::Out>, SparkType;
    [K: Literal + LiteralType, V: Literal + LiteralType] HashMap<K, V> => HashMap<K::Out, V::Out>, SparkType;
    [const N: usize] &[u8; N] => Vec<u8>, SparkType;
}

/// `None` is NULL.
#[diagnostic::do_not_recommend]
impl<T: Literal + LiteralType> Literal for Option<T>
where
    T::Out: SparkType<Base = T::Out, Null = NotNull>,
{
    type Out = Option<T::Out>;
    fn column(self) -> Column {
        expr::lit(self)
    }
}
#[diagnostic::do_not_recommend]
impl<S, T: Literal + LiteralType> Value<S> for Option<T>
where
    T::Out: SparkType<Base = T::Out, Null = NotNull>,
{
    type Out = Option<T::Out>;
    fn handle(self) -> Handle {
        arena::leaf(Literal::column(self))
    }
}
#[diagnostic::do_not_recommend]
impl<S, T: Literal + LiteralType> Operand<S, T::Out> for Option<T>
where
    T::Out: SparkType<Base = T::Out, Null = NotNull>,
{
    type Ty = Option<T::Out>;
    fn handle(self) -> Handle {
        arena::leaf(Literal::column(self))
    }
}
