//! The Rust types that a Spark column can hold.

use std::collections::{BTreeMap, HashMap};

use super::{Expr, Handle, arena};
use crate::{
    arrow::{decode, decode::Decode, encode, encode::Encode},
    row::Variant,
    types::{
        CalendarInterval, DataType, Decimal, Geography, Geometry, StructField, StructType, YearMonthInterval,
    },
};

/// Never NULL: the nullability of a plain type.
#[derive(Debug)]
pub struct NotNull;

/// May be NULL: the nullability of an [`Option`].
#[derive(Debug)]
pub struct Nullable;

/// Whether a type may be NULL, as a type.
pub trait Nullness: 'static {
    /// `T`, made nullable if this is.
    type Of<T: SparkType>: SparkType<Base = T::Base>;
    /// Nullable if either is.
    type Or<M: Nullness>: Nullness;
    /// Nullable if both are.
    type And<M: Nullness>: Nullness;
    /// Whether this is [`Nullable`].
    const NULLABLE: bool;
}

impl Nullness for NotNull {
    type Of<T: SparkType> = T;
    type Or<M: Nullness> = M;
    type And<M: Nullness> = Self;
    const NULLABLE: bool = false;
}

impl Nullness for Nullable {
    type Of<T: SparkType> = Option<T::Base>;
    type Or<M: Nullness> = Self;
    type And<M: Nullness> = M;
    const NULLABLE: bool = true;
}

/// A Rust type that a Spark column can hold.
///
/// | Rust | Spark |
/// |---|---|
/// | `bool`, `i8`, `i16`, `i32`, `i64`, `f32`, `f64` | `BOOLEAN`, `TINYINT`, `SMALLINT`, `INT`, `BIGINT`, `FLOAT`, `DOUBLE` |
/// | `String` | `STRING` (also `CHAR`, `VARCHAR` and any collation) |
/// | `Vec<u8>`, `bytes::Bytes` | `BINARY` |
/// | [`Decimal`] | `DECIMAL(p, s)`; `#[spark(decimal(p, s))]` declares it, else every decimal is read and `DECIMAL(38, 18)` written |
/// | `jiff::civil::Date`, `jiff::Timestamp`, `jiff::civil::DateTime`, `jiff::civil::Time` | `DATE`, `TIMESTAMP`, `TIMESTAMP_NTZ`, `TIME` |
/// | `jiff::SignedDuration`, [`YearMonthInterval`], [`CalendarInterval`] | `INTERVAL DAY TO SECOND`, `INTERVAL YEAR TO MONTH`, `INTERVAL` |
/// | [`Variant`] | `VARIANT` (Spark 4.0) |
/// | [`Geometry`], [`Geography`] | `GEOMETRY(ANY)`, which any `GEOMETRY` is read as, `GEOGRAPHY(4326)` (Spark 4.1) |
/// | `Vec<T>`, `HashMap<K, V>`, `BTreeMap<K, V>` | `ARRAY<T>`, `MAP<K, V>` |
/// | a struct with `#[derive(SparkRow)]`, a tuple | `STRUCT<..>` (a tuple's fields are `_1`, `_2`, ...) |
/// | an enum with `#[derive(SparkEnum)]`, other types that are [`StoredAs`](super::StoredAs) another | that other type |
/// | `Option<T>` | the same type, which may be NULL |
///
/// Derive [`SparkRow`](macro@crate::SparkRow) to implement it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be stored in a Spark column",
    label = "not a Spark column type",
    note = "structs need `#[derive(SparkRow)]`, enums `#[derive(SparkEnum)]`; Spark has no unsigned integers: use the next larger signed type"
)]
pub trait SparkType: Decode + Encode + Sized + 'static {
    /// The type without `Option`.
    type Base: SparkType<Base = Self::Base, Null = NotNull>;
    /// Whether it may be NULL.
    type Null: Nullness;
    /// The type itself: generated code names a field's type through it, so that a mistaken type is reported once. It has
    /// no bound, and a container's is made of those of its elements, so that it is unknown where an element is mistaken.
    #[doc(hidden)]
    type Itself;
    /// What a column of this type looks like in a closure: `Expr` for scalars, `XCols` for a struct `X`.
    type Cols<S: 'static>: Copy;
    /// The same where the whole value may be NULL: `XOptCols` for a struct `X`.
    type OptCols<S: 'static>: Copy;
    /// The columns of the value at `at`.
    #[doc(hidden)]
    fn bind<S: 'static>(at: Handle) -> Self::Cols<S>;
    /// The columns of the value at `at`, which may be NULL.
    #[doc(hidden)]
    fn bind_opt<S: 'static>(at: Handle) -> Self::OptCols<S>;
    /// The value that columns make up.
    #[doc(hidden)]
    fn unbind<S: 'static>(columns: Self::Cols<S>) -> Handle;
    /// The value that columns make up, which may be NULL.
    #[doc(hidden)]
    fn unbind_opt<S: 'static>(columns: Self::OptCols<S>) -> Handle;
    /// The Spark type of a column of this type.
    fn data_type() -> DataType;
}

impl<T: SparkType<Base = T, Null = NotNull>> SparkType for Option<T> {
    type Base = T;
    type Null = Nullable;
    type Itself = Option<T::Itself>;
    type Cols<S: 'static> = T::OptCols<S>;
    type OptCols<S: 'static> = T::OptCols<S>;
    fn bind<S: 'static>(at: Handle) -> T::OptCols<S> {
        T::bind_opt::<S>(at)
    }
    fn bind_opt<S: 'static>(at: Handle) -> T::OptCols<S> {
        T::bind_opt::<S>(at)
    }
    fn unbind<S: 'static>(columns: T::OptCols<S>) -> Handle {
        T::unbind_opt::<S>(columns)
    }
    fn unbind_opt<S: 'static>(columns: T::OptCols<S>) -> Handle {
        T::unbind_opt::<S>(columns)
    }
    fn data_type() -> DataType {
        T::data_type()
    }
}

/// What every type that is one column has in common.
macro_rules! one_column {
    ($itself:ty) => {
        type Base = Self;
        type Null = NotNull;
        type Itself = $itself;
        type Cols<S: 'static> = Expr<S, Self>;
        type OptCols<S: 'static> = Expr<S, Option<Self>>;
        fn bind<S: 'static>(at: Handle) -> Expr<S, Self> {
            Expr::at(at)
        }
        fn bind_opt<S: 'static>(at: Handle) -> Expr<S, Option<Self>> {
            Expr::at(at)
        }
        fn unbind<S: 'static>(column: Expr<S, Self>) -> Handle {
            column.handle()
        }
        fn unbind_opt<S: 'static>(column: Expr<S, Option<Self>>) -> Handle {
            column.handle()
        }
    };
}

macro_rules! scalars {
    ($($rust:ty = $spark:expr),* $(,)?) => { $(
        impl SparkType for $rust {
            one_column!(Self);
            fn data_type() -> DataType {
                $spark
            }
        }
    )* };
}

scalars! {
    bool = DataType::Boolean,
    i8 = DataType::Byte,
    i16 = DataType::Short,
    i32 = DataType::Integer,
    i64 = DataType::Long,
    f32 = DataType::Float,
    f64 = DataType::Double,
    String = DataType::String,
    bytes::Bytes = DataType::Binary,
    Decimal = DataType::ANY_DECIMAL,
    jiff::civil::Date = DataType::Date,
    jiff::Timestamp = DataType::Timestamp,
    jiff::civil::DateTime = DataType::TimestampNtz,
    jiff::civil::Time = DataType::TIME,
    jiff::SignedDuration = DataType::DAY_TIME_INTERVAL,
    YearMonthInterval = DataType::YEAR_MONTH_INTERVAL,
    CalendarInterval = DataType::CalendarInterval,
    Variant = DataType::Variant,
    Geometry = DataType::Geometry { srid: DataType::MIXED_SRID },
    Geography = DataType::Geography { srid: Geography::SRID },
}

/// What a `Vec` may hold to be a column: every [`SparkType`] makes an array, and `u8` makes `BINARY`.
#[diagnostic::on_unimplemented(
    message = "`Vec<{Self}>` cannot be stored in a Spark column",
    label = "neither a Spark column type nor `u8`",
    note = "structs need `#[derive(SparkRow)]`, enums `#[derive(SparkEnum)]`; Spark has no unsigned integers: use the next larger signed type"
)]
pub trait Element: decode::ListElement + encode::ListElement + 'static {
    #[doc(hidden)]
    type Itself;
    #[doc(hidden)]
    fn list_type() -> DataType;
}

impl<T: SparkType> Element for T {
    type Itself = T::Itself;
    fn list_type() -> DataType {
        DataType::array(T::data_type(), <T::Null as Nullness>::NULLABLE)
    }
}

impl Element for u8 {
    type Itself = Self;
    fn list_type() -> DataType {
        DataType::Binary
    }
}

impl<E: Element> SparkType for Vec<E> {
    one_column!(Vec<E::Itself>);
    fn data_type() -> DataType {
        E::list_type()
    }
}

macro_rules! maps {
    ($($map:ident: $($bound:path),*;)*) => { $(
        impl<K: SparkType<Null = NotNull> $(+ $bound)*, V: SparkType> SparkType for $map<K, V> {
            one_column!($map<K::Itself, V::Itself>);
            fn data_type() -> DataType {
                DataType::map(K::data_type(), V::data_type(), <V::Null as Nullness>::NULLABLE)
            }
        }
    )* };
}
maps! {
    HashMap: Eq, std::hash::Hash;
    BTreeMap: Ord;
}

macro_rules! tuples {
    ($(($($T:ident $name:literal $index:tt),+))*) => { $(
        impl<$($T: SparkType),+> SparkType for ($($T,)+) {
            type Base = Self;
            type Null = NotNull;
            type Itself = ($($T::Itself,)+);
            type Cols<S: 'static> = ($($T::Cols<S>,)+);
            type OptCols<S: 'static> = ($($T::OptCols<S>,)+);
            fn bind<S: 'static>(at: Handle) -> Self::Cols<S> {
                ($($T::bind::<S>(arena::field::<Self>(at, $name)),)+)
            }
            fn bind_opt<S: 'static>(at: Handle) -> Self::OptCols<S> {
                ($($T::bind_opt::<S>(arena::field::<Self>(at, $name)),)+)
            }
            fn unbind<S: 'static>(columns: Self::Cols<S>) -> Handle {
                arena::row::<Self>(&[$(($name, $T::unbind::<S>(columns.$index))),+])
            }
            fn unbind_opt<S: 'static>(columns: Self::OptCols<S>) -> Handle {
                arena::row::<Self>(&[$(($name, $T::unbind_opt::<S>(columns.$index))),+])
            }
            fn data_type() -> DataType {
                DataType::Struct(schema([$(column::<$T>($name)),+]))
            }
        }
    )* };
}
tuples! {
    (A "_1" 0, B "_2" 1)
    (A "_1" 0, B "_2" 1, C "_3" 2)
    (A "_1" 0, B "_2" 1, C "_3" 2, D "_4" 3)
    (A "_1" 0, B "_2" 1, C "_3" 2, D "_4" 3, E "_5" 4)
    (A "_1" 0, B "_2" 1, C "_3" 2, D "_4" 3, E "_5" 4, F "_6" 5)
    (A "_1" 0, B "_2" 1, C "_3" 2, D "_4" 3, E "_5" 4, F "_6" 5, G "_7" 6)
    (A "_1" 0, B "_2" 1, C "_3" 2, D "_4" 3, E "_5" 4, F "_6" 5, G "_7" 6, H "_8" 7)
}

/// The schema of a struct with these fields.
#[doc(hidden)]
#[must_use]
pub fn schema(fields: impl IntoIterator<Item = StructField>) -> StructType {
    StructType::new(fields)
}

/// A field of type `T`.
#[doc(hidden)]
#[must_use]
pub fn column<T: SparkType>(name: &str) -> StructField {
    StructField::new(name, T::data_type(), <T::Null as Nullness>::NULLABLE)
}

/// The field `name` of the row or struct `at`, which is one column.
#[doc(hidden)]
#[must_use]
pub fn expression<Owner: 'static, S, T>(at: Handle, name: &'static str) -> Expr<S, T> {
    Expr::at(arena::field::<Owner>(at, name))
}

/// A type in which `#[spark(decimal(p, s))]` has a meaning: a decimal, also within an `Option`, a `Vec` or a map.
#[diagnostic::on_unimplemented(
    message = "`#[spark(decimal(..))]` on a field of type `{Self}`",
    label = "not a `Decimal`"
)]
pub trait DecimalColumn: SparkType {}
#[diagnostic::do_not_recommend]
impl DecimalColumn for Decimal {}
#[diagnostic::do_not_recommend]
impl<T: DecimalColumn> DecimalColumn for Option<T> where Self: SparkType {}
#[diagnostic::do_not_recommend]
impl<T: DecimalColumn> DecimalColumn for Vec<T> where Self: SparkType {}
#[diagnostic::do_not_recommend]
impl<K: SparkType, T: DecimalColumn> DecimalColumn for HashMap<K, T> where Self: SparkType {}
#[diagnostic::do_not_recommend]
impl<K: SparkType, T: DecimalColumn> DecimalColumn for BTreeMap<K, T> where Self: SparkType {}

/// A field of type `T`, in which decimals have this precision and scale.
#[doc(hidden)]
#[must_use]
pub fn decimal_column<T: DecimalColumn>(name: &str, precision: u8, scale: u8) -> StructField {
    StructField::new(name, sized(T::data_type(), precision, scale), <T::Null as Nullness>::NULLABLE)
}

fn sized(data_type: DataType, precision: u8, scale: u8) -> DataType {
    match data_type {
        DataType::Decimal { .. } => DataType::Decimal { precision, scale },
        DataType::Array { element, contains_null } => {
            DataType::array(sized(*element, precision, scale), contains_null)
        }
        DataType::Map { key, value, value_contains_null } => {
            DataType::map(*key, sized(*value, precision, scale), value_contains_null)
        }
        other => other,
    }
}
