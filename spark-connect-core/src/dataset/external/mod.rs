//! Types of other crates as the types of columns, each behind the feature that has the crate's name.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
#[cfg(any(feature = "uuid", feature = "serde_json"))]
mod text;
#[cfg(feature = "time")]
mod time;
