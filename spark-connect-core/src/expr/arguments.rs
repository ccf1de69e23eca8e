//! What methods and functions accept as columns: the rule is told in [`crate::expr`].

use crate::{
    expr::{Column, Literal, col, expr},
    relation::CallSite,
};

/// A column, or the name of one.
///
/// The name follows Spark's syntax, see [`col`]: `"address.city"` is a nested field, `` "`a.b`" `` a name with a dot.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a column nor the name of one",
    note = "a literal in the place of a column is written `lit(..)`"
)]
pub trait ColumnOrName {
    /// The column.
    fn into_column(self) -> Column;
}

impl ColumnOrName for Column {
    #[track_caller]
    fn into_column(self) -> Column {
        self
    }
}

impl ColumnOrName for &Column {
    #[track_caller]
    fn into_column(self) -> Column {
        self.clone()
    }
}

impl ColumnOrName for &str {
    #[track_caller]
    fn into_column(self) -> Column {
        col(self)
    }
}

impl ColumnOrName for String {
    #[track_caller]
    fn into_column(self) -> Column {
        col(&self)
    }
}

impl ColumnOrName for &String {
    #[track_caller]
    fn into_column(self) -> Column {
        col(self)
    }
}

/// A column, or a literal value: whatever converts into a [`Literal`], where a string is a text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a column nor a value that Spark has a type for",
    note = "unsigned integers have no type in Spark: use `i16`, `i32` or `i64`"
)]
pub trait ColumnOrLiteral {
    /// The column, or the literal as one.
    fn into_operand(self) -> Column;
}

impl ColumnOrLiteral for Column {
    fn into_operand(self) -> Column {
        self
    }
}

impl ColumnOrLiteral for &Column {
    fn into_operand(self) -> Column {
        self.clone()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Into<Literal>> ColumnOrLiteral for T {
    fn into_operand(self) -> Column {
        self.into().into_column()
    }
}

/// A condition: a boolean column, or its text in SQL.
#[diagnostic::on_unimplemented(message = "`{Self}` is neither a column nor a condition in SQL")]
pub trait ColumnOrSql {
    /// The condition.
    fn into_condition(self) -> Column;
}

impl ColumnOrSql for Column {
    fn into_condition(self) -> Column {
        self
    }
}

impl ColumnOrSql for &Column {
    fn into_condition(self) -> Column {
        self.clone()
    }
}

impl ColumnOrSql for &str {
    fn into_condition(self) -> Column {
        expr(self)
    }
}

impl ColumnOrSql for String {
    fn into_condition(self) -> Column {
        expr(&self)
    }
}

impl ColumnOrSql for &String {
    fn into_condition(self) -> Column {
        expr(self)
    }
}

/// Any number of columns or names: one of them, an array, a slice, a `Vec`, or a tuple that mixes them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of columns",
    note = "a list of columns is one column or name, an array, a slice, a `Vec`, or a tuple like `(\"id\", col(\"price\") * 2)`"
)]
pub trait ColumnList {
    /// The columns in order.
    fn into_columns(self) -> Vec<Column>;
}

/// The columns that these are, all of them named where the caller is.
#[track_caller]
fn each<C: ColumnOrName>(columns: impl IntoIterator<Item = C>) -> Vec<Column> {
    let site = CallSite::here();
    columns.into_iter().map(|column| site.scope(|| column.into_column())).collect()
}

#[diagnostic::do_not_recommend]
impl<C: ColumnOrName> ColumnList for C {
    #[track_caller]
    fn into_columns(self) -> Vec<Column> {
        vec![self.into_column()]
    }
}

impl<C: ColumnOrName, const N: usize> ColumnList for [C; N] {
    #[track_caller]
    fn into_columns(self) -> Vec<Column> {
        each(self)
    }
}

impl<C: ColumnOrName> ColumnList for Vec<C> {
    #[track_caller]
    fn into_columns(self) -> Vec<Column> {
        each(self)
    }
}

impl<C: ColumnOrName + Clone> ColumnList for &[C] {
    #[track_caller]
    fn into_columns(self) -> Vec<Column> {
        each(self.iter().cloned())
    }
}

impl<C: ColumnOrName + Clone> ColumnList for &Vec<C> {
    #[track_caller]
    fn into_columns(self) -> Vec<Column> {
        self.as_slice().into_columns()
    }
}

impl<C: ColumnOrName + Clone, const N: usize> ColumnList for &[C; N] {
    #[track_caller]
    fn into_columns(self) -> Vec<Column> {
        self.as_slice().into_columns()
    }
}

impl ColumnList for () {
    #[track_caller]
    fn into_columns(self) -> Vec<Column> {
        Vec::new()
    }
}

macro_rules! tuples {
    ($($name:ident)+) => {
        impl<$($name: ColumnOrName),+> ColumnList for ($($name,)+) {
            #[track_caller]
            fn into_columns(self) -> Vec<Column> {
                #[allow(non_snake_case, reason = "each value is named as its type")]
                let ($($name,)+) = self;
                vec![$($name.into_column()),+]
            }
        }
    };
}

tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
tuples!(A B C D E F G);
tuples!(A B C D E F G H);
tuples!(A B C D E F G H I);
tuples!(A B C D E F G H I J);
tuples!(A B C D E F G H I J K);
tuples!(A B C D E F G H I J K L);
