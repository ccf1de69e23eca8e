//! Types that Spark does not have, which are stored as one that it has: enums, newtypes, types of other crates.

use std::fmt;

use super::{Expr, Handle, Literal, NotNull, Null1, SparkType};
use crate::{
    arrow::{
        decode::{Converted, Decode, Input, Unreadable},
        encode::{ConvertedColumn, Encode},
    },
    error::{BoxError, Error, ErrorKind, Result},
    expr::Column,
};

/// A Rust type whose values are stored in Spark as another type's.
///
/// `#[derive(SparkEnum)]` implements it for enums, `#[derive(SparkRow)]` with `#[spark(transparent)]` for newtypes, and
/// the features `chrono`, `time`, `rust_decimal`, `uuid` and `serde_json` for types of these crates. For a type of your
/// own, implement it, and have [`stored_as!`](crate::stored_as) make the type one of columns, fields and literals.
///
/// In queries a column of such a type is compared with others of its type, and with its values
/// (`o.status.eq(Status::Paid)`). [`Expr::stored`] is the column as what it is stored as, [`Expr::stored_as`] the way
/// back.
///
/// ```
/// use spark_connect_core::{dataset::StoredAs, error::BoxError, prelude::*};
///
/// /// An amount of money, stored as a number of cents.
/// #[derive(Clone, Copy)]
/// struct Money { cents: u32 }
///
/// impl StoredAs for Money {
///     const NAME: &'static str = "Money";
///     type Stored = i64;
///     fn to_stored(&self) -> Result<i64, BoxError> {
///         Ok(self.cents.into())
///     }
///     fn from_stored(cents: i64) -> Result<Self, BoxError> {
///         Ok(Self { cents: cents.try_into()? })
///     }
/// }
/// spark_connect_core::stored_as!(Money);
///
/// #[derive(SparkRow)]
/// struct Order { id: i64, total: Option<Money> }
///
/// fn small(orders: &Dataset<Order>) -> Dataset<Order> {
///     orders.filter(|o| o.total.lt(Money { cents: 500 }))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not stored as another type",
    label = "neither an enum, a newtype, nor another type that implements `StoredAs`",
    note = "`#[derive(SparkEnum)]` makes an enum one, `#[spark(transparent)]` a newtype"
)]
pub trait StoredAs: Sized + 'static {
    /// The name of the type, for messages.
    const NAME: &'static str;

    /// The type that it is stored as.
    type Stored: SparkType<Base = Self::Stored, Null = NotNull>;

    /// The value as it is stored.
    ///
    /// # Errors
    /// The stored type has no such value. The error is that of the action that would write it.
    fn to_stored(&self) -> Result<Self::Stored, BoxError>;

    /// The value that is stored as `stored`.
    ///
    /// # Errors
    /// There is none. The action that read it returns the error, with the column and the row.
    fn from_stored(stored: Self::Stored) -> Result<Self, BoxError>;

    /// Adds the value to a column of stored ones: a shortcut for those who need not make one.
    #[doc(hidden)]
    fn append_stored(&self, column: &mut <Self::Stored as Encode>::Column) -> Result<(), BoxError> {
        self.to_stored().map(|stored| Self::Stored::append(column, &stored))
    }

    /// Reads the value of a row of a column of stored ones: a shortcut for those who need not make one.
    #[doc(hidden)]
    fn read_stored(
        column: &<Self::Stored as Decode>::Column<'_>,
        row: usize,
    ) -> Result<Result<Self, BoxError>, Unreadable> {
        Self::Stored::value(column, row).map(Self::from_stored)
    }
}

/// An enum that is stored as the names of its variants, in a column of strings: `#[derive(SparkEnum)]`.
pub trait SparkEnum: Sized + 'static {
    /// The name of the type, for messages.
    const NAME: &'static str;

    /// The names that its variants are stored as, in their order.
    const NAMES: &'static [&'static str];

    /// The name that the value is stored as.
    fn name(&self) -> &str;

    /// The value that is stored as `name`; `None` if there is none.
    fn from_name(name: &str) -> Option<Self>;
}

/// Makes a type that is [`StoredAs`] another the type of columns, fields, literals and operands.
///
/// Not one impl for all such types: then every type that has no impl would be reported as one that lacks this trait.
#[macro_export]
macro_rules! stored_as {
    (@impl [$($parameters:tt)*] $type:ty [$($bounds:tt)*] $(#[$literals:meta])?) => {
        const _: () = {
            use $crate::__private as spark;
            #[automatically_derived]
            impl<$($parameters)*> spark::Decode for $type where $($bounds)* {
                type Column<'__a> = spark::StoredColumn<'__a, Self>;
                fn column(
                    input: spark::Input<'_>,
                ) -> ::core::result::Result<Self::Column<'_>, spark::Error> {
                    spark::stored::column::<Self>(input)
                }
                #[inline]
                fn value(
                    column: &Self::Column<'_>,
                    row: ::core::primitive::usize,
                ) -> ::core::result::Result<Self, spark::Unreadable> {
                    column.value(row, <Self as spark::StoredAs>::read_stored)
                }
            }
            #[automatically_derived]
            impl<$($parameters)*> spark::DecodeRef for $type where $($bounds)* {
                type Owned = Self;
                type Ref<'__a> = Self;
                type Column<'__a> = spark::StoredColumn<'__a, Self>;
                fn column(
                    input: spark::Input<'_>,
                ) -> ::core::result::Result<Self::Column<'_>, spark::Error> {
                    spark::stored::column::<Self>(input)
                }
                #[inline]
                fn value<'__a>(
                    column: &Self::Column<'__a>,
                    row: ::core::primitive::usize,
                ) -> ::core::result::Result<Self::Ref<'__a>, spark::Unreadable> {
                    column.value(row, <Self as spark::StoredAs>::read_stored)
                }
                #[inline]
                fn cut(
                    column: Self::Column<'_>,
                    rows: ::core::primitive::usize,
                ) -> ::core::option::Option<Self::Column<'_>> {
                    spark::stored::cut::<Self>(column, rows)
                }
            }
            #[automatically_derived]
            impl<$($parameters)*> spark::Encode for $type where $($bounds)* {
                type Column = spark::StoringColumn<Self>;
                fn column(
                    data_type: &spark::DataType,
                    values: ::core::primitive::usize,
                    misfit: &mut spark::Misfit,
                ) -> Self::Column {
                    Self::Column::new(data_type, values, misfit)
                }
                #[inline]
                fn append(column: &mut Self::Column, value: &Self) {
                    spark::stored::append(column, value)
                }
                fn append_null(column: &mut Self::Column) {
                    column.append_null()
                }
                fn finish(
                    column: Self::Column,
                ) -> ::core::result::Result<spark::ArrayRef, spark::Refused> {
                    column.finish()
                }
            }
            #[automatically_derived]
            impl<$($parameters)*> spark::SparkType for $type where $($bounds)* {
                type Base = Self;
                type Null = spark::NotNull;
                type Itself = Self;
                type Cols<__S: 'static> = spark::Expr<__S, Self>;
                type OptCols<__S: 'static> = spark::Expr<__S, ::core::option::Option<Self>>;
                fn bind<__S: 'static>(at: spark::Handle) -> Self::Cols<__S> {
                    spark::stored::bind(at)
                }
                fn bind_opt<__S: 'static>(at: spark::Handle) -> Self::OptCols<__S> {
                    spark::stored::bind(at)
                }
                fn unbind<__S: 'static>(columns: Self::Cols<__S>) -> spark::Handle {
                    spark::stored::unbind(columns)
                }
                fn unbind_opt<__S: 'static>(columns: Self::OptCols<__S>) -> spark::Handle {
                    spark::stored::unbind(columns)
                }
                fn data_type() -> spark::DataType {
                    <<Self as spark::StoredAs>::Stored as spark::SparkType>::data_type()
                }
            }
            #[automatically_derived]
            impl<$($parameters)*> spark::Scalar for $type where $($bounds)* {
                const NAME: &'static ::core::primitive::str = <Self as spark::StoredAs>::NAME;
            }
            #[automatically_derived]
            impl<$($parameters)*> spark::SparkRow for $type where $($bounds)* {
                const NAME: &'static ::core::primitive::str = <Self as spark::StoredAs>::NAME;
                const IS_STRUCT: ::core::primitive::bool = false;
                fn schema() -> spark::StructType {
                    spark::stored::schema::<Self>()
                }
                fn list(
                    at: spark::Handle,
                ) -> ::std::vec::Vec<(&'static ::core::primitive::str, spark::Handle)> {
                    spark::stored::list(at)
                }
            }
            // What the stored type has, this one has too: by a parameter, because a bound of a type without parameters
            // must always hold.
            #[automatically_derived]
            impl<__T: spark::DecimalColumn, $($parameters)*> spark::DecimalColumn for $type
            where Self: spark::StoredAs<Stored = __T>, $($bounds)* {}
            #[automatically_derived]
            impl<__T: spark::Ordered, $($parameters)*> spark::Ordered for $type
            where Self: spark::StoredAs<Stored = __T>, $($bounds)* {}
            #[automatically_derived]
            $(#[$literals])?
            impl<__T: spark::Literal, $($parameters)*> spark::Literal for $type
            where Self: spark::StoredAs<Stored = __T>, $($bounds)* {
                type Out = Self;
                fn column(self) -> spark::Column {
                    spark::stored::literal(&self)
                }
            }
            #[automatically_derived]
            impl<__S, __T: spark::Literal, $($parameters)*> spark::Value<__S> for $type
            where Self: spark::StoredAs<Stored = __T>, $($bounds)* {
                type Out = Self;
                fn handle(self) -> spark::Handle {
                    spark::stored::leaf(spark::stored::literal(&self))
                }
            }
            #[automatically_derived]
            $(#[$literals])?
            impl<__S, __T: spark::Literal, $($parameters)*> spark::Operand<__S, Self> for $type
            where Self: spark::StoredAs<Stored = __T>, $($bounds)* {
                type Ty = Self;
                fn handle(self) -> spark::Handle {
                    spark::stored::leaf(spark::stored::literal(&self))
                }
            }
        };
    };
    // A type of another crate, whose literals rustc is not to list where any other is wrong. Not for types of programs: an
    // attribute of a tool is not found where there is no prelude.
    (@external $type:ty) => {
        $crate::stored_as!(@impl [] $type [Self:] #[diagnostic::do_not_recommend]);
    };
    ($type:ty) => {
        $crate::stored_as!(@impl [] $type [Self:]);
    };
}

/// Makes a [`SparkEnum`] a type that is stored as strings.
#[doc(hidden)]
#[macro_export]
macro_rules! stored_enum {
    ($type:ty) => {
        #[automatically_derived]
        impl $crate::__private::StoredAs for $type {
            const NAME: &'static ::core::primitive::str = <Self as $crate::__private::SparkEnum>::NAME;
            type Stored = ::std::string::String;
            fn to_stored(
                &self,
            ) -> ::core::result::Result<::std::string::String, $crate::__private::BoxError> {
                ::core::result::Result::Ok(<::std::string::String as ::core::convert::From<_>>::from(
                    $crate::__private::SparkEnum::name(self),
                ))
            }
            fn from_stored(
                stored: ::std::string::String,
            ) -> ::core::result::Result<Self, $crate::__private::BoxError> {
                $crate::__private::stored::variant(&stored)
            }
            fn append_stored(
                &self,
                column: &mut $crate::__private::AppendedTexts,
            ) -> ::core::result::Result<(), $crate::__private::BoxError> {
                column.append($crate::__private::SparkEnum::name(self));
                ::core::result::Result::Ok(())
            }
            fn read_stored(
                column: &$crate::__private::TextColumn<'_>,
                row: ::core::primitive::usize,
            ) -> ::core::result::Result<
                ::core::result::Result<Self, $crate::__private::BoxError>,
                $crate::__private::Unreadable,
            > {
                column.get(row).map($crate::__private::stored::variant)
            }
        }
        $crate::stored_as!($type);
    };
}

#[cold]
fn unstorable<T: StoredAs>(error: &dyn fmt::Display) -> Error {
    Error::new(ErrorKind::Conversion, format!("this {} cannot be stored: {error}", T::NAME))
}

/// A column of values that are stored as others.
#[doc(hidden)]
pub type StoredColumn<'a, T> = Converted<'a, <<T as StoredAs>::Stored as Decode>::Column<'a>>;

/// A column that values that are stored as others are added to.
#[doc(hidden)]
pub type StoringColumn<T> = ConvertedColumn<<T as StoredAs>::Stored>;

/// What the code of [`stored_as`](crate::stored_as) calls.
#[doc(hidden)]
pub mod derive {
    use super::{
        super::{SparkEnum, SparkType, arena, shape::VALUE, spark_type},
        BoxError, Column, Converted, Decode, Expr, Handle, Input, Literal, Result, StoredAs, StoredColumn,
        StoringColumn, unstorable,
    };
    use crate::types::StructType;

    /// The column of values that are stored in the one of `input`.
    ///
    /// # Errors
    /// Those of [`Decode::column`](crate::arrow::decode::Decode::column).
    pub fn column<T: StoredAs>(input: Input<'_>) -> Result<StoredColumn<'_, T>> {
        Converted::one_column::<T::Stored>(input)
    }

    /// The column without what is behind its first `rows` values: see [`DecodeRef::cut`](crate::arrow::decode::DecodeRef::cut).
    #[inline(always)]
    #[must_use]
    pub fn cut<T: StoredAs>(column: StoredColumn<'_, T>, rows: usize) -> Option<StoredColumn<'_, T>> {
        column.cut(|stored| <T::Stored as Decode>::cut(stored, rows))
    }

    /// Adds a value to a column.
    #[inline]
    pub fn append<T: StoredAs>(column: &mut StoringColumn<T>, value: &T) {
        column.append_with(|stored| value.append_stored(stored).map_err(|error| unstorable::<T>(&error)));
    }

    /// The variant that is stored as `name`.
    ///
    /// # Errors
    /// There is none.
    pub fn variant<T: SparkEnum>(name: &str) -> Result<T, BoxError> {
        T::from_name(name).ok_or_else(|| {
            let known = T::NAMES.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            format!("`{name}` is no variant of {}, which has {known}", T::NAME).into()
        })
    }

    /// The column at `at`.
    #[must_use]
    pub fn bind<S, T>(at: Handle) -> Expr<S, T> {
        Expr::at(at)
    }

    /// The place of a column.
    #[must_use]
    pub fn unbind<S, T>(column: Expr<S, T>) -> Handle {
        column.handle()
    }

    /// The schema of a dataset of such values.
    #[must_use]
    pub fn schema<T: SparkType>() -> StructType {
        StructType::new([spark_type::column::<T>(VALUE)])
    }

    /// The columns of a dataset of such values.
    #[must_use]
    pub fn list(at: Handle) -> Vec<(&'static str, Handle)> {
        vec![(VALUE, at)]
    }

    /// The value as a literal.
    pub fn literal<T: StoredAs>(value: &T) -> Column
    where
        T::Stored: Literal,
    {
        match value.to_stored() {
            Ok(stored) => stored.column(),
            Err(error) => Column::invalid(unstorable::<T>(&error)),
        }
    }

    /// A column without inputs.
    #[must_use]
    pub fn leaf(column: Column) -> Handle {
        arena::leaf(column)
    }
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// The column as what its values are stored as: an enum or a `Uuid` as a string, a newtype as what it is around.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkEnum)]
    /// enum Status { Open, Paid }
    ///
    /// #[derive(SparkRow)]
    /// struct Order { id: i64, status: Option<Status> }
    ///
    /// fn loud(orders: &Dataset<Order>) -> Dataset<Option<String>> {
    ///     orders.select(|o| o.status.stored().upper())
    /// }
    /// ```
    #[must_use]
    pub fn stored<B: StoredAs>(self) -> <Null1<T, B::Stored> as SparkType>::Cols<S>
    where
        T: SparkType<Base = B>,
    {
        Null1::<T, B::Stored>::bind::<S>(self.handle())
    }

    /// The column as one of a type that is stored as this one's: strings as an enum, numbers as a newtype.
    ///
    /// Nothing is checked on the server: a value that is none of a `U` is an error when the result is read.
    #[must_use]
    pub fn stored_as<U>(self) -> Expr<S, Null1<T, U>>
    where
        U: StoredAs<Stored = T::Base> + SparkType,
    {
        Expr::at(self.handle())
    }
}
