//! Types that Spark does not have, which are stored as one that it has: enums, newtypes, types of other crates.

use std::fmt;

use super::{
    DecimalColumn, Expr, Handle, Literal, NotNull, Null1, Operand, Ordered, SparkType, Value, arena,
    spark_type::one_column,
};
use crate::{
    arrow::{
        decode::{Converted, Decode, Input, TextColumn},
        encode::Encode,
    },
    error::{BoxError, Error, ErrorKind, Result},
    expr::Column,
    types::DataType,
};

/// A Rust type whose values are stored in Spark as another type's.
///
/// `#[derive(SparkEnum)]` implements it for enums, `#[derive(SparkRow)]` with `#[spark(transparent)]` for newtypes, and
/// the features `chrono`, `time`, `rust_decimal`, `uuid` and `serde_json` for types of these crates. For a type of your
/// own, implement it: it is all that a type needs to be the type of a column, of a field, and of a literal.
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

    /// Appends the value to a column of stored ones: a shortcut for those who need not make one.
    #[doc(hidden)]
    fn append_stored(&self, builder: &mut <Self::Stored as Encode>::Builder) -> Result<()> {
        let stored = self.to_stored().map_err(|error| unstorable::<Self>(&error))?;
        Self::Stored::append(builder, &stored)
    }

    /// Reads the value of a row of a column of stored ones: a shortcut for those who need not make one.
    #[doc(hidden)]
    fn read_stored(
        column: &<Self::Stored as Decode>::Column<'_>,
        row: usize,
    ) -> Result<Result<Self, BoxError>> {
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

#[diagnostic::do_not_recommend]
impl<T: SparkEnum> StoredAs for T {
    const NAME: &'static str = T::NAME;
    type Stored = String;
    fn to_stored(&self) -> Result<String, BoxError> {
        Ok(self.name().to_owned())
    }
    fn from_stored(stored: String) -> Result<Self, BoxError> {
        variant(&stored)
    }
    fn append_stored(&self, builder: &mut <String as Encode>::Builder) -> Result<()> {
        crate::arrow::encode::append_text(builder, self.name())
    }
    fn read_stored(column: &TextColumn<'_>, row: usize) -> Result<Result<Self, BoxError>> {
        column.get(row).map(variant)
    }
}

fn variant<T: SparkEnum>(name: &str) -> Result<T, BoxError> {
    T::from_name(name).ok_or_else(|| {
        let known = T::NAMES.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        format!("`{name}` is no variant of {}, which has {known}", T::NAME).into()
    })
}

#[cold]
fn unstorable<T: StoredAs>(error: &dyn fmt::Display) -> Error {
    Error::new(ErrorKind::Conversion, format!("this {} cannot be stored: {error}", T::NAME))
}

#[diagnostic::do_not_recommend]
impl<T: StoredAs> Decode for T {
    type Column<'a> = Converted<'a, <T::Stored as Decode>::Column<'a>>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        Converted::one_column::<T::Stored>(input)
    }

    #[inline]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self> {
        column.value(row, T::read_stored)
    }
}

#[diagnostic::do_not_recommend]
impl<T: StoredAs> Encode for T {
    type Builder = <T::Stored as Encode>::Builder;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        T::Stored::builder(data_type, capacity)
    }

    #[inline]
    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        value.append_stored(builder)
    }

    fn append_null(builder: &mut Self::Builder) {
        T::Stored::append_null(builder);
    }

    fn finish(builder: Self::Builder) -> Result<arrow_array::ArrayRef> {
        T::Stored::finish(builder)
    }
}

#[diagnostic::do_not_recommend]
impl<T: StoredAs> SparkType for T {
    one_column!(Self);
    fn data_type() -> DataType {
        T::Stored::data_type()
    }
}

#[diagnostic::do_not_recommend]
impl<T: StoredAs> DecimalColumn for T where T::Stored: DecimalColumn {}

/// In the order of what is stored: enums in that of the names of their variants.
#[diagnostic::do_not_recommend]
impl<T: StoredAs> Ordered for T where T::Stored: Ordered {}

#[diagnostic::do_not_recommend]
impl<T: StoredAs> Literal for T
where
    T::Stored: Literal,
{
    type Out = T;
    fn column(self) -> Column {
        match self.to_stored() {
            Ok(stored) => stored.column(),
            Err(error) => Column::invalid(unstorable::<T>(&error)),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<S, T: StoredAs> Value<S> for T
where
    T::Stored: Literal,
{
    type Out = T;
    fn handle(self) -> Handle {
        arena::leaf(self.column())
    }
}

#[diagnostic::do_not_recommend]
impl<S, T: StoredAs> Operand<S, T> for T
where
    T::Stored: Literal,
{
    type Ty = T;
    fn handle(self) -> Handle {
        arena::leaf(self.column())
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
    pub fn stored(self) -> <Null1<T, <T::Base as StoredAs>::Stored> as SparkType>::Cols<S>
    where
        T::Base: StoredAs,
    {
        Null1::<T, <T::Base as StoredAs>::Stored>::bind::<S>(self.handle())
    }

    /// The column as one of a type that is stored as this one's: strings as an enum, numbers as a newtype.
    ///
    /// Nothing is checked on the server: a value that is none of a `U` is an error when the result is read.
    #[must_use]
    pub fn stored_as<U>(self) -> Expr<S, Null1<T, U>>
    where
        U: StoredAs<Stored = T::Base>,
    {
        Expr::at(self.handle())
    }
}
