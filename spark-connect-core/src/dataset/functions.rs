//! The typed functions that no one of their arguments is "the value worked on" of; all others are methods of
//! [`Expr`](super::Expr).
//!
//! A function with columns takes one as its first argument: that is how it knows over which rows it is. Where that would
//! be a literal, write [`lit`](super::lit).

pub use super::typed::math::{e, pi, rand, rand_with_seed, randn, randn_with_seed};
