//! One line of a table: the same thing in Python and in Rust.

use futures::future::BoxFuture;
use spark_connect_core::{dataframe::DataFrame, expr::Column, session::SparkSession};

/// What a line is, in Rust.
pub(crate) enum Rust {
    Column(Column),
    Frame(DataFrame),
    Request(Run),
}

/// An action; what comes of it does not matter.
pub(crate) type Run = fn(SparkSession, DataFrame, DataFrame) -> BoxFuture<'static, ()>;

/// How far the two are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The plans, and the values when they are run.
    All,
    /// The plans; it runs, but its values differ from one time to the next.
    Volatile,
    /// The plans: it does not run as it stands.
    Plan,
}

impl Mark {
    pub(crate) fn new(mark: &str) -> Self {
        match mark {
            "" => Self::All,
            "volatile" => Self::Volatile,
            "plan" => Self::Plan,
            other => panic!("#[{other}] is no mark"),
        }
    }
}

pub(crate) struct Snippet {
    pub(crate) mark: Mark,
    pub(crate) python: &'static str,
    pub(crate) rust: Rust,
}

/// A function `columns` that makes snippets, each of which is a `Column`.
macro_rules! columns {
    ($($(#[$mark:ident])? $python:literal => $rust:expr),* $(,)?) => {
        #[allow(clippy::redundant_closure_call, reason = "each expression has a stack frame of its own")]
        pub(crate) fn columns() -> Vec<$crate::snippets::Snippet> {
            let mut snippets = Vec::new();
            // Each in a closure of its own: the temporaries of hundreds of expressions fit on no stack.
            $((|| snippets.push($crate::snippets::Snippet {
                mark: $crate::snippets::Mark::new(concat!($(stringify!($mark))?)),
                python: $python,
                rust: $crate::snippets::Rust::Column($rust),
            }))();)*
            snippets
        }
    };
}

/// A function `frames` that makes snippets, each of which is a `DataFrame`.
macro_rules! frames {
    (($spark:ident, $df:ident, $other:ident)
        $($(#[$mark:ident])? $python:literal => $rust:expr),* $(,)?) => {
        #[allow(clippy::redundant_closure_call, reason = "each expression has a stack frame of its own")]
        pub(crate) fn frames(
            $spark: &spark_connect_core::session::SparkSession,
            $df: &spark_connect_core::dataframe::DataFrame,
            $other: &spark_connect_core::dataframe::DataFrame,
        ) -> Vec<$crate::snippets::Snippet> {
            let _ = ($spark, $df, $other);
            let mut snippets = Vec::new();
            $((|| snippets.push($crate::snippets::Snippet {
                mark: $crate::snippets::Mark::new(concat!($(stringify!($mark))?)),
                python: $python,
                rust: $crate::snippets::Rust::Frame($rust),
            }))();)*
            snippets
        }
    };
}

/// A function `requests` that makes snippets, each of which is an action.
macro_rules! requests {
    (($spark:ident, $df:ident, $other:ident) $($python:literal => $rust:expr),* $(,)?) => {
        #[allow(clippy::redundant_closure_call, reason = "each expression has a stack frame of its own")]
        pub(crate) fn requests() -> Vec<$crate::snippets::Snippet> {
            let mut snippets = Vec::new();
            $((|| snippets.push($crate::snippets::Snippet {
                mark: $crate::snippets::Mark::Plan,
                python: $python,
                rust: $crate::snippets::Rust::Request(|$spark, $df, $other| Box::pin(async move {
                    let _ = (&$spark, &$df, &$other);
                    let _outcome = $rust;
                })),
            }))();)*
            snippets
        }
    };
}
