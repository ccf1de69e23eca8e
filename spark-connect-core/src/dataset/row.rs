//! The Rust types that a whole row of a dataset can be.

use std::{
    any::TypeId,
    collections::{BTreeMap, HashMap},
};

use super::{Element, Expr, Handle, NotNull, OwnedExpr, SparkType, arena, shape::VALUE, spark_type::column};
use crate::types::{DataType, StructType};

/// A Rust type that is a whole row of a [`Dataset`](super::Dataset): a struct with
/// [`#[derive(SparkRow)]`](macro@crate::SparkRow), a tuple, or a scalar (a dataset with the one column `value`).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row type",
    label = "not a row of a dataset",
    note = "add `#[derive(SparkRow)]` to `{Self}`"
)]
pub trait SparkRow: SparkType {
    /// The name of the type in messages.
    const NAME: &'static str;
    /// Whether the row has named fields; a scalar has not.
    #[doc(hidden)]
    const IS_STRUCT: bool = true;
    /// Whether columns that may be NULL are refused for fields that are no `Option`: `#[spark(strict)]`.
    #[doc(hidden)]
    const STRICT: bool = false;
    /// The columns of a dataset of this type, with the comments and the metadata that its fields declare.
    fn schema() -> StructType;
    /// The columns as SQL's `CREATE TABLE` lists them.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Item {
    ///     /// The number on its box.
    ///     id: i64,
    ///     note: Option<String>,
    /// }
    ///
    /// assert_eq!(Item::ddl(), "id BIGINT NOT NULL COMMENT 'The number on its box.',note STRING");
    /// ```
    #[must_use]
    fn ddl() -> String {
        Self::schema().to_ddl()
    }
    /// An expression over rows of this type for a program to keep, and to use in any number of queries: see
    /// [`OwnedExpr`].
    fn expr<V: SparkType>(
        expression: impl Fn(Self::Cols<Self>) -> Expr<Self, V> + Send + Sync + 'static,
    ) -> OwnedExpr<Self, V> {
        OwnedExpr::new(expression)
    }
    /// The columns of a dataset of this type whose row is `at`, by name.
    #[doc(hidden)]
    fn list(at: Handle) -> Vec<(&'static str, Handle)>;
}

/// A row with named fields: what `#[spark(flatten)]` makes a part of another.
#[diagnostic::on_unimplemented(
    message = "`#[spark(flatten)]` on a field of type `{Self}`",
    label = "not a struct with `#[derive(SparkRow)]`",
    note = "the columns of a flattened row become columns of the row around it, so the row is always there: no `Option`"
)]
pub trait StructRow: SparkRow {
    /// The types whose fields its columns are: its own, and those that are flattened into it.
    #[doc(hidden)]
    fn owners() -> Vec<TypeId> {
        vec![TypeId::of::<Self>()]
    }
    /// The columns, by name.
    #[doc(hidden)]
    fn columns<S: 'static>(columns: Self::Cols<S>) -> Vec<(&'static str, Handle)>;
    /// The columns where the row may be absent, by name.
    #[doc(hidden)]
    fn opt_columns<S: 'static>(columns: Self::OptCols<S>) -> Vec<(&'static str, Handle)>;
}

/// A type of one column, which as a row is a dataset with the one column `value`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type of one column",
    label = "expected a value of one column",
    note = "the fields of a struct are compared as a tuple: `(x.a, x.b).in_query(..)`"
)]
#[doc(hidden)]
pub trait Scalar: SparkType<Base = Self, Null = NotNull> {
    /// The name of the type in messages.
    const NAME: &'static str;
}

macro_rules! scalars {
    ($($rust:ty),* $(,)?) => { $(
        impl Scalar for $rust {
            const NAME: &'static str = stringify!($rust);
        }
        impl SparkRow for $rust {
            scalar_row!($rust);
        }
    )* };
}
macro_rules! scalar_row {
    ($scalar:ty) => {
        const NAME: &'static str = <$scalar as Scalar>::NAME;
        const IS_STRUCT: bool = false;
        fn schema() -> StructType {
            StructType::new([column::<Self>(VALUE)])
        }
        fn list(at: Handle) -> Vec<(&'static str, Handle)> {
            vec![(VALUE, at)]
        }
    };
}
scalars! {
    bool, i8, i16, i32, i64, f32, f64, String, bytes::Bytes, crate::types::Decimal,
    jiff::civil::Date, jiff::Timestamp, jiff::civil::DateTime, jiff::civil::Time, jiff::SignedDuration,
    crate::types::YearMonthInterval, crate::types::CalendarInterval,
    crate::row::Variant, crate::types::Geometry, crate::types::Geography,
}

macro_rules! containers {
    ($($name:literal [$($parameter:ident: $bound:path),*] $container:ty;)*) => { $(
        impl<$($parameter: $bound),*> Scalar for $container
        where
            Self: SparkType<Base = Self, Null = NotNull>,
        {
            const NAME: &'static str = $name;
        }
        #[diagnostic::do_not_recommend]
        impl<$($parameter: $bound),*> SparkRow for $container
        where
            Self: Scalar,
        {
            scalar_row!(Self);
        }
    )* };
}
containers! {
    "Vec" [E: Element] Vec<E>;
    "HashMap" [K: SparkType, V: SparkType] HashMap<K, V>;
    "BTreeMap" [K: SparkType, V: SparkType] BTreeMap<K, V>;
}

#[diagnostic::do_not_recommend]
impl<T: Scalar> SparkRow for Option<T> {
    scalar_row!(T);
}

macro_rules! tuple_rows {
    ($(($($T:ident $name:literal),+))*) => { $(
        impl<$($T: SparkType),+> SparkRow for ($($T,)+) {
            const NAME: &'static str = concat!("(", $(stringify!($T), ", ",)+ ")");
            fn schema() -> StructType {
                match Self::data_type() {
                    DataType::Struct(schema) => schema,
                    _ => StructType::new([]),
                }
            }
            fn list(at: Handle) -> Vec<(&'static str, Handle)> {
                vec![$(($name, $T::unbind::<Self>($T::bind::<Self>(arena::field::<Self>(at, $name))))),+]
            }
        }
    )* };
}
tuple_rows! {
    (A "_1", B "_2")
    (A "_1", B "_2", C "_3")
    (A "_1", B "_2", C "_3", D "_4")
    (A "_1", B "_2", C "_3", D "_4", E "_5")
    (A "_1", B "_2", C "_3", D "_4", E "_5", F "_6")
    (A "_1", B "_2", C "_3", D "_4", E "_5", F "_6", G "_7")
    (A "_1", B "_2", C "_3", D "_4", E "_5", F "_6", G "_7", H "_8")
}

/// The columns of a struct row, in order.
#[doc(hidden)]
#[must_use]
pub fn fields<T: SparkRow, const N: usize>(
    at: Handle,
    names: [&'static str; N],
) -> Vec<(&'static str, Handle)> {
    names.map(|name| (name, arena::field::<T>(at, name))).into()
}

/// The parts one after the other.
#[doc(hidden)]
#[must_use]
pub fn joined<T, const N: usize>(parts: [Vec<T>; N]) -> Vec<T> {
    parts.into_iter().flatten().collect()
}
