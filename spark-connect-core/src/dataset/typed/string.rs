//! Strings.

use super::{super::arena, Expr, Null1, Null2, Operand, SparkType};
use crate::expr::call;

/// A string column type.
#[diagnostic::on_unimplemented(
    message = "expected a string column, found a `{Self}` column",
    label = "not a string column"
)]
pub trait Text: SparkType<Base = String> {}
impl Text for String {}
impl Text for Option<String> {}

macro_rules! same {
    ($($(#[$doc:meta])* $name:ident => $function:literal;)*) => {
        impl<S: 'static, T: SparkType> Expr<S, T> { $(
            $(#[$doc])*
            #[must_use]
            #[track_caller]
            pub fn $name(self) -> Self where T: Text {
                self.map(|this| call($function, [this.clone()]))
            }
        )* }
    };
}
same! {
    /// Upper case. Spark: `upper`.
    upper => "upper";
    /// Lower case. Spark: `lower`.
    lower => "lower";
    /// Without spaces at both ends. Spark: `trim`.
    trim => "trim";
    /// Without spaces at the start. Spark: `ltrim`.
    ltrim => "ltrim";
    /// Without spaces at the end. Spark: `rtrim`.
    rtrim => "rtrim";
    /// Each word with its first letter in upper case. Spark: `initcap`.
    initcap => "initcap";
    /// The characters in reverse order. Spark: `reverse`.
    reverse => "reverse";
}

macro_rules! predicates {
    ($($(#[$doc:meta])* $name:ident => $function:literal;)*) => {
        impl<S: 'static, T: SparkType> Expr<S, T> { $(
            $(#[$doc])*
            #[must_use]
            #[track_caller]
            pub fn $name<R: Operand<S, String>>(self, other: R) -> Expr<S, Null2<T, R::Ty, bool>> where T: Text {
                self.with(other, |this, other| call($function, [this.clone(), other.clone()]))
            }
        )* }
    };
}
predicates! {
    /// Whether the string starts with another one. Spark: `startswith`.
    starts_with => "startswith";
    /// Whether the string ends with another one. Spark: `endswith`.
    ends_with => "endswith";
    /// Whether the string matches a pattern of SQL's `LIKE`: `_` is any character, `%` any number of them, `\` escapes.
    like => "like";
    /// As [`like`](Self::like), whatever the case. Spark: `ilike`.
    ilike => "ilike";
    /// Whether a part of the string matches a Java regular expression. Spark: `rlike`.
    rlike => "rlike";
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// The part that begins at the character `start` (the first is 1; a negative one counts from the end) and has
    /// `length` characters. Spark: `substring`.
    #[must_use]
    #[track_caller]
    pub fn substr(self, start: i32, length: i32) -> Self
    where
        T: Text,
    {
        self.map(move |this| {
            call("substring", [this.clone(), crate::expr::lit(start), crate::expr::lit(length)])
        })
    }

    /// The number of characters. Spark: `length`.
    #[must_use]
    #[track_caller]
    pub fn length(self) -> Expr<S, Null1<T, i32>>
    where
        T: Text,
    {
        self.map(|this| call("length", [this.clone()]))
    }

    /// The string followed by another one; NULL if one of them is. Spark: `concat`.
    #[must_use]
    #[track_caller]
    pub fn concat<R: Operand<S, String>>(self, other: R) -> Expr<S, Null2<T, R::Ty, String>>
    where
        T: Text,
    {
        self.with(other, |this, other| call("concat", [this.clone(), other.clone()]))
    }

    /// The string with every occurrence of `search` replaced. Spark: `replace`.
    #[must_use]
    #[track_caller]
    pub fn replace<A: Operand<S, String, Ty = String>, B: Operand<S, String, Ty = String>>(
        self,
        search: A,
        replacement: B,
    ) -> Self
    where
        T: Text,
    {
        Expr::at(arena::apply([self.handle, search.handle(), replacement.handle()], |args| {
            call("replace", args.to_vec())
        }))
    }
}
