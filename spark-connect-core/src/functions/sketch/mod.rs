//! Sketches: summaries of many values that are small, can be merged, and answer approximately. Their bytes are those of
//! Apache DataSketches (bitmaps and count-min sketches are Spark's own). Sizes and modes are constants.

mod bitmap;
mod count_min;
mod hll;
mod kll;
mod theta;
mod tuple;

pub use bitmap::*;
pub use count_min::*;
pub use hll::*;
pub use kll::*;
pub use theta::*;
pub use tuple::*;
