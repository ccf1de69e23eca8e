//! Spark's count-min sketch.

use std::fmt;

use super::{Reader, SketchItem, damaged, murmur};
use crate::error::Result;

/// How often values occur, about: [`count_min_sketch`](crate::dataframe::DataFrameStatFunctions::count_min_sketch).
#[derive(Clone, PartialEq, Eq)]
pub struct CountMinSketch {
    total: i64,
    /// The counts of each row, all of the same number, and what numbers are multiplied with to find theirs.
    rows: Vec<(i64, Vec<i64>)>,
}

impl CountMinSketch {
    pub(super) fn read(bytes: &[u8]) -> Result<Self> {
        let mut reader = Reader(bytes);
        let mut read = || {
            if reader.int()? != 1 {
                return None;
            }
            let total = reader.long()?;
            let depth = usize::try_from(reader.int()?).ok()?;
            let width = usize::try_from(reader.int()?).ok().filter(|width| *width > 0)?;
            let factors = reader.longs(depth)?;
            let rows: Option<Vec<_>> =
                factors.into_iter().map(|factor| Some((factor, reader.longs(width)?))).collect();
            rows.filter(|rows| !rows.is_empty()).map(|rows| Self { total, rows })
        };
        read().ok_or_else(|| damaged("count-min sketch"))
    }

    /// How often the column has this value, or more. Integers of any size are asked for as such, texts as texts.
    /// Spark: `CountMinSketch.estimateCount`, 2.0.
    pub fn estimate<'a>(&self, item: impl Into<SketchItem<'a>>) -> i64 {
        let counts: Vec<i64> = match item.into() {
            SketchItem::Integer(value) => {
                let hashed = self.rows.iter().map(|(factor, counts)| {
                    let hash = factor.wrapping_mul(value);
                    let hash = hash.wrapping_add(hash >> 32) & i64::from(i32::MAX);
                    (hash, counts)
                });
                hashed.filter_map(count).collect()
            }
            SketchItem::Bytes(bytes) => {
                let first = murmur::of_bytes(bytes, 0);
                let second = murmur::of_bytes(bytes, first);
                let hashed = (0_i32..).zip(&self.rows).map(|(round, (_, counts))| {
                    (i64::from(first.wrapping_add(round.wrapping_mul(second))), counts)
                });
                hashed.filter_map(count).collect()
            }
        };
        counts.into_iter().min().unwrap_or_default()
    }

    /// How many values were counted. Spark: `CountMinSketch.totalCount`, 2.0.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.total
    }
}

/// The count at the position that a hash says: the remainder without its sign, as Java computes it.
fn count((hash, counts): (i64, &Vec<i64>)) -> Option<i64> {
    let width = i64::try_from(counts.len()).ok()?;
    let position = usize::try_from(hash.checked_rem(width)?.unsigned_abs()).ok()?;
    counts.get(position).copied()
}

impl fmt::Debug for CountMinSketch {
    /// The size only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.rows.first().map_or(0, |(_, counts)| counts.len());
        f.debug_struct("CountMinSketch")
            .field("total", &self.total)
            .field("depth", &self.rows.len())
            .field("width", &width)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_ones_are_refused() {
        let mut good = 1_i32.to_be_bytes().to_vec();
        good.extend(7_i64.to_be_bytes());
        good.extend([1_i32, 2].iter().flat_map(|n| n.to_be_bytes()));
        good.extend([5_i64, 7, 7].iter().flat_map(|n| n.to_be_bytes()));
        let sketch = CountMinSketch::read(&good).unwrap();
        assert_eq!((sketch.total(), sketch.estimate(1), sketch.estimate("x")), (7, 7, 7));
        for end in 0..good.len() {
            assert!(CountMinSketch::read(good.get(..end).unwrap()).is_err(), "{end}");
        }
    }
}
