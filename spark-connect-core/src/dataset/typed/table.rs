//! The tables that the typed functions are written in: one line a function, which reads as its signature.
//!
//! ```text
//! methods! {
//!     /// The number of edits from one text to the other. Spark: `levenshtein`.
//!     strict levenshtein(self: Text, other: String as R) -> i32 = functions::levenshtein;
//!     /// Whether the bytes are UTF-8. Never NULL.
//!     exact is_good(self: Text) -> bool = functions::is_good;
//!     /// A setting that is not a column.
//!     strict rounded(self: Numeric, digits: i32) -> T::Base = |this, digits| functions::round(this, digits);
//! }
//! functions! {
//!     /// A free function: its first argument is a column, which says what the scope is, or all are literals.
//!     exact make_date(year: i32 as Y, month: i32 as M, day: i32 as D) -> Option<Date> = functions::make_date;
//! }
//! ```
//!
//! - `strict`: the result is NULL if one of the arguments is, and only then; so its type is an `Option` if one of theirs
//!   is. `exact`: its type is as written, `Option<X>` for what may be NULL, `X` for what never is.
//! - `self: Bound` is what the column's type `T` has to be; a bound `Bound<X>` is written `Bound[<X>]`, so that rustc shows
//!   this line of the table where a column is another type. `where` may say more about it.
//! - `name[E](self: Array[<Elem = E>])` calls a type that belongs to the column's type `E`: a signature that names it
//!   otherwise (`T::Elem`) makes rustc say of a wrong column that there is no such method, instead of what is wrong.
//! - `name: Base as R` takes a column or a literal of that base type, and calls its type `R`; `name: Rust` without a name
//!   takes a literal alone.
//! - After `=` comes what makes the untyped column of the untyped arguments: a function's path, or a closure that
//!   captures nothing.

use super::super::arena::{self, Handle};
use crate::expr::Column;

/// A function of `N` columns, so that what is done with it is compiled once for each `N`.
pub(crate) trait Build<const N: usize>: Copy + 'static {
    fn build(self, columns: [Column; N]) -> Column;
}

macro_rules! builds {
    ($($count:literal: $($argument:ident)*;)*) => { $(
        impl Build<$count> for fn($(replace!($argument Column)),*) -> Column {
            #[track_caller]
            fn build(self, columns: [Column; $count]) -> Column {
                let [$($argument),*] = columns;
                self($($argument),*)
            }
        }
    )* };
}
macro_rules! replace {
    ($name:ident $type:ty) => {
        $type
    };
}
builds! {
    0: ;
    1: a;
    2: a b;
    3: a b c;
    4: a b c d;
    5: a b c d e;
    6: a b c d e f;
    7: a b c d e f g;
}

/// The expression that `build` makes of these arguments.
#[track_caller]
pub(crate) fn call<const N: usize>(args: [Handle; N], build: impl Build<N>) -> Handle {
    arena::apply(args, move |columns| build.build(columns.clone()))
}

/// The parts of a signature that depend on what kind of argument it is.
macro_rules! part {
    // The type of an argument: what its name stands for, or a literal's own.
    (@type $literal:ty) => { $literal };
    (@type $base:ty, $name:ident) => { $name };
    // Its place in the arena.
    (@handle $arg:ident: $literal:ty) => {
        $crate::dataset::typed::table::literal($arg)
    };
    (@handle $arg:ident: $base:ty, $name:ident) => {
        $crate::dataset::Operand::<S, $base>::handle($arg)
    };
    (@column $arg:ident) => { $crate::expr::Column };
    // The same of the first argument of a free function.
    (@first_type $literal:ty) => { $literal };
    (@first_type $base:ty, $name:ident) => { $crate::dataset::Expr<S, $name> };
    (@first_handle $arg:ident) => { $crate::dataset::typed::table::literal($arg) };
    (@first_handle $arg:ident, $name:ident) => { $arg.handle() };
    // The type of the result, and the types of the arguments.
    (@exact $out:ty; $($args:tt)*) => { $out };
    (@strict $out:ty; $a:ty) => { $crate::dataset::Null1<$a, $out> };
    (@strict $out:ty; $a:ty, $b:ty) => { $crate::dataset::Null2<$a, $b, $out> };
    (@strict $out:ty; $a:ty, $b:ty, $c:ty) => { $crate::dataset::Null3<$a, $b, $c, $out> };
    (@strict $out:ty; $a:ty, $b:ty, $c:ty, $d:ty) => { $crate::dataset::Null4<$a, $b, $c, $d, $out> };
    (@strict $out:ty; $a:ty, $b:ty, $c:ty, $d:ty, $e:ty) => {
        $crate::dataset::Null5<$a, $b, $c, $d, $e, $out>
    };
    (@strict $out:ty; $a:ty, $b:ty, $c:ty, $d:ty, $e:ty, $f:ty) => {
        $crate::dataset::Null6<$a, $b, $c, $d, $e, $f, $out>
    };
    (@strict $out:ty; $a:ty, $b:ty, $c:ty, $d:ty, $e:ty, $f:ty, $g:ty) => {
        $crate::dataset::Null7<$a, $b, $c, $d, $e, $f, $g, $out>
    };
}

/// Methods of expressions: see the module.
macro_rules! methods {
    ($(
        $(#[$meta:meta])*
        $rule:ident $method:ident $([$($known:ident),+])?
            (self: $bound:tt $([$($of:tt)+])? $(, $arg:ident: $base:ty $(as $R:ident)?)*) -> $out:ty
            $(where $($left:ty: $right:path),+)? = $build:expr;
    )*) => {
        impl<S: 'static, T: $crate::dataset::SparkType> $crate::dataset::Expr<S, T> { $(
            $(#[$meta])*
            #[must_use]
            #[track_caller]
            #[allow(clippy::multiple_bound_locations, reason = "a type is known by a name, and more is said of it behind")]
            pub fn $method<
                $($($known: $crate::dataset::SparkType,)+)?
                $($($R: $crate::dataset::Operand<S, $base>,)?)*
            >(
                self,
                $($arg: part!(@type $base $(, $R)?),)*
            ) -> $crate::dataset::Expr<S, part!(@$rule $out; T $($(, $R::Ty)?)*)>
            where
                T: $bound $($($of)+)?,
                $($($left: $right,)+)?
            {
                let build: fn($crate::expr::Column $(, part!(@column $arg))*) -> $crate::expr::Column = $build;
                let args = [self.handle() $(, part!(@handle $arg: $base $(, $R)?))*];
                $crate::dataset::Expr::at($crate::dataset::typed::table::call(args, build))
            }
        )* }
    };
}

/// Free functions: see the module.
macro_rules! functions {
    ($(
        $(#[$meta:meta])*
        $rule:ident $function:ident($(
            $first:ident: $base0:ty $(as $A:ident)? $(, $arg:ident: $base:ty $(as $R:ident)?)*
        )?) -> $out:ty $(where $($left:ty: $right:path),+)? = $build:expr;
    )*) => { $(
        $(#[$meta])*
        #[must_use]
        #[track_caller]
        pub fn $function<
            S: 'static,
            $($($A: $crate::dataset::SparkType + $crate::dataset::Is<$base0>,)?
            $($($R: $crate::dataset::Operand<S, $base>,)?)*)?
        >(
            $($first: part!(@first_type $base0 $(, $A)?), $($arg: part!(@type $base $(, $R)?),)*)?
        ) -> $crate::dataset::Expr<S, part!(@$rule $out; $($($A)? $($(, $R::Ty)?)*)?)>
        $(where $($left: $right),+)?
        {
            let build: fn($($crate::expr::Column $(, part!(@column $arg))*)?) -> $crate::expr::Column = $build;
            let args = [$(part!(@first_handle $first $(, $A)?) $(, part!(@handle $arg: $base $(, $R)?))*)?];
            $crate::dataset::Expr::at($crate::dataset::typed::table::call(args, build))
        }
    )* };
}

/// A literal as an argument.
pub(crate) fn literal<L: super::Literal>(value: L) -> Handle {
    arena::leaf(value.column())
}
