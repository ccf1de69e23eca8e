//! Sketches that the server makes of a column and that are asked here: [`BloomFilter`] and [`CountMinSketch`].

mod bloom;
mod count_min;
mod murmur;

pub use bloom::BloomFilter;
pub use count_min::CountMinSketch;

use crate::{
    dataframe::DataFrameStatFunctions,
    error::{Error, ErrorKind, Result},
    expr::{Column, ColumnOrName, call_internal, lit},
    functions::count_min_sketch_with_seed,
    row::Value,
};

/// What a sketch is asked for: an integer, a text or bytes, as the column's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SketchItem<'a> {
    /// A value of TINYINT, SMALLINT, INT or BIGINT.
    Integer(i64),
    /// The bytes of a BINARY, or of a STRING in UTF-8.
    Bytes(&'a [u8]),
}

impl From<i64> for SketchItem<'_> {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<i32> for SketchItem<'_> {
    fn from(value: i32) -> Self {
        Self::Integer(value.into())
    }
}

impl<'a> From<&'a str> for SketchItem<'a> {
    fn from(value: &'a str) -> Self {
        Self::Bytes(value.as_bytes())
    }
}

impl<'a> From<&'a [u8]> for SketchItem<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(value)
    }
}

impl DataFrameStatFunctions {
    /// A set of the values of a column of integers, texts or binaries, NULL left out, that is small and never misses
    /// one: it takes another value for one of them with the probability `false_positives` (above 0.0, below 1.0) if
    /// there are `expected_items` different values. Spark: `DataFrameStatFunctions.bloomFilter`, 2.0.
    ///
    /// The server makes it in 8 MiB at most, unless `spark.sql.optimizer.runtime.bloomFilter.maxNumBits` is set. Sail has
    /// no such function.
    ///
    /// ```no_run
    /// # async fn example(orders: spark_connect_core::dataframe::DataFrame) -> spark_connect_core::error::Result<()> {
    /// let customers = orders.stat().bloom_filter("customer_id", 1_000_000, 0.01).await?;
    /// if !customers.might_contain(4711) {
    ///     println!("never ordered anything");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// A number of items or a probability out of range, a column of another type, or a failure of the query.
    pub async fn bloom_filter(
        &self,
        column: impl ColumnOrName,
        expected_items: u64,
        false_positives: f64,
    ) -> Result<BloomFilter> {
        let (items, bits) = bloom::size(expected_items, false_positives)?;
        let sketch = call_internal("bloom_filter_agg", [column.into_column(), lit(items), lit(bits)]);
        // The sketch of no values is NULL.
        self.sketch(sketch).await?.map_or_else(|| Ok(BloomFilter::empty()), |bytes| BloomFilter::read(&bytes))
    }

    /// How often each value of a column of integers, texts or binaries occurs, about: never less than it does, and with
    /// the probability `confidence` (above 0.0, below 1.0) not more than `relative_error` (above 0.0) times the number of
    /// rows beyond it. Spark: `DataFrameStatFunctions.countMinSketch`, 2.0.
    ///
    /// The same `seed` makes the same sketch of the same rows.
    ///
    /// ```no_run
    /// # async fn example(orders: spark_connect_core::dataframe::DataFrame) -> spark_connect_core::error::Result<()> {
    /// let countries = orders.stat().count_min_sketch("country", 0.001, 0.99, 42).await?;
    /// println!("about {} of {} orders", countries.estimate("DE"), countries.total());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// An error or a confidence out of range, a column of another type, or a failure of the query.
    pub async fn count_min_sketch(
        &self,
        column: impl ColumnOrName,
        relative_error: f64,
        confidence: f64,
        seed: i32,
    ) -> Result<CountMinSketch> {
        let sketch = count_min_sketch_with_seed(column, lit(relative_error), lit(confidence), lit(seed));
        let bytes = self.sketch(sketch).await?;
        bytes.map_or_else(|| Err(damaged("count-min sketch")), |bytes| CountMinSketch::read(&bytes))
    }

    /// The bytes of a sketch, `None` for NULL.
    async fn sketch(&self, column: Column) -> Result<Option<Vec<u8>>> {
        let row = self.frame().select(column).first().await?;
        match row.as_ref().and_then(|row| row.get(0)) {
            Some(Value::Binary(bytes)) => Ok(Some(bytes.to_vec())),
            Some(Value::Null) => Ok(None),
            _ => Err(damaged("sketch")),
        }
    }
}

fn damaged(what: &str) -> Error {
    Error::new(ErrorKind::Protocol, format!("the server sent a {what} that cannot be read"))
}

/// Takes big-endian numbers from the beginning of bytes.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn int(&mut self) -> Option<i32> {
        self.take().map(i32::from_be_bytes)
    }

    fn long(&mut self) -> Option<i64> {
        self.take().map(i64::from_be_bytes)
    }

    /// So many numbers; they are there before memory is taken for them.
    fn longs(&mut self, count: usize) -> Option<Vec<i64>> {
        let bytes = self.0.get(..count.checked_mul(8)?)?;
        self.0 = self.0.get(bytes.len()..)?;
        Some(bytes.as_chunks().0.iter().map(|bytes| i64::from_be_bytes(*bytes)).collect())
    }
}
