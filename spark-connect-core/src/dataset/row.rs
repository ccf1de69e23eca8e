//! The Rust types that a whole row of a dataset can be.

use std::collections::{BTreeMap, HashMap};

use super::{Element, Handle, NotNull, SparkType, StoredAs, arena, shape::VALUE, spark_type::column};
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
    /// The columns of a dataset of this type.
    fn schema() -> StructType;
    /// The columns of a dataset of this type whose row is `at`, by name.
    #[doc(hidden)]
    fn list(at: Handle) -> Vec<(&'static str, Handle)>;
}

/// A type of one column, which as a row is a dataset with the one column `value`.
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
impl<T: StoredAs> Scalar for T {
    const NAME: &'static str = T::NAME;
}
#[diagnostic::do_not_recommend]
impl<T: StoredAs> SparkRow for T {
    scalar_row!(T);
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
