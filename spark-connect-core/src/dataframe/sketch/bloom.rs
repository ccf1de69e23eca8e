//! Spark's Bloom filter, in both of its formats.

use std::fmt;

use super::{Reader, SketchItem, damaged, murmur};
use crate::error::{Error, ErrorKind, Result};

/// A set of values that knows for sure what is not in it:
/// [`bloom_filter`](crate::dataframe::DataFrameStatFunctions::bloom_filter).
#[derive(Clone, PartialEq, Eq)]
pub struct BloomFilter {
    format: Format,
    hashes: i32,
    words: Vec<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// Positions are computed in 32 bits.
    Narrow,
    /// Positions are computed in 64 bits, from a seed.
    Wide { seed: i32 },
}

/// How many items the server is told, and how many bits.
pub(super) fn size(expected_items: u64, false_positives: f64) -> Result<(i64, i64)> {
    let items = i64::try_from(expected_items).ok().filter(|items| *items > 0);
    let items = items.ok_or_else(|| {
        Error::new(ErrorKind::InvalidPlan, format!("a Bloom filter of {expected_items} items cannot be made"))
    })?;
    if !(false_positives > 0.0 && false_positives < 1.0) {
        let text =
            format!("the probability of a false positive is between 0.0 and 1.0, not {false_positives}");
        return Err(Error::new(ErrorKind::InvalidPlan, text));
    }
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a size, which saturates"
    )]
    let bits = (-(items as f64) * false_positives.ln() / 2_f64.ln().powi(2)) as i64;
    Ok((items, bits.max(1)))
}

impl BloomFilter {
    /// That of no values.
    pub(super) fn empty() -> Self {
        Self { format: Format::Narrow, hashes: 1, words: Vec::new() }
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self> {
        let mut reader = Reader(bytes);
        let mut read = || {
            let version = reader.int()?;
            let hashes = reader.int()?;
            let format = match version {
                1 => Format::Narrow,
                2 => Format::Wide { seed: reader.int()? },
                _ => return None,
            };
            let words = reader.int()?;
            let words = reader.longs(usize::try_from(words).ok()?)?;
            (!words.is_empty() && hashes > 0).then_some(Self { format, hashes, words })
        };
        read().ok_or_else(|| damaged("Bloom filter"))
    }

    /// Whether the column may have this value: if not, it has not. Integers of any size are asked for as such, texts as
    /// texts. Spark: `BloomFilter.mightContain`, 2.0.
    pub fn might_contain<'a>(&self, item: impl Into<SketchItem<'a>>) -> bool {
        let seed = match self.format {
            Format::Narrow => 0,
            Format::Wide { seed } => seed,
        };
        let (high, low) = match item.into() {
            SketchItem::Integer(value) => {
                let high = murmur::of_long(value, seed);
                (high, murmur::of_long(value, high))
            }
            SketchItem::Bytes(bytes) => {
                let high = murmur::of_bytes(bytes, seed);
                (high, murmur::of_bytes(bytes, high))
            }
        };
        match self.format {
            Format::Narrow => (1..=self.hashes)
                .map(|round| i64::from(high.wrapping_add(round.wrapping_mul(low))))
                .all(|position| self.has(position)),
            Format::Wide { .. } => (1..=i64::from(self.hashes))
                .map(|round| {
                    let start = i64::from(high).wrapping_mul(i64::from(i32::MAX));
                    start.wrapping_add(round.wrapping_mul(i64::from(low)))
                })
                .all(|position| self.has(position)),
        }
    }

    fn has(&self, position: i64) -> bool {
        // Java's `~` for a negative one.
        let position = if position < 0 { !position } else { position };
        let (Ok(position), bits) = (u64::try_from(position), self.bits()) else { return false };
        let Some(bit) = position.checked_rem(bits) else { return false };
        let word = usize::try_from(bit / 64).ok().and_then(|index| self.words.get(index));
        word.is_some_and(|word| word.cast_unsigned() >> (bit % 64) & 1 == 1)
    }

    /// How many bits it has. Spark: `BloomFilter.bitSize`, 2.0.
    #[must_use]
    pub fn bits(&self) -> u64 {
        self.words.len() as u64 * 64
    }

    /// How likely it takes a value for one that it has, by how many of its bits are set.
    /// Spark: `BloomFilter.expectedFpp`, 2.0.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a probability")]
    pub fn false_positives(&self) -> f64 {
        let set: u64 = self.words.iter().map(|word| u64::from(word.count_ones())).sum();
        if set == 0 { 0.0 } else { (set as f64 / self.bits() as f64).powi(self.hashes) }
    }
}

impl fmt::Debug for BloomFilter {
    /// The size only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BloomFilter").field("bits", &self.bits()).field("hashes", &self.hashes).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_ones_are_refused() {
        let good: Vec<u8> = [1_i32, 3, 1].iter().flat_map(|n| n.to_be_bytes()).chain([0xff; 8]).collect();
        assert!(BloomFilter::read(&good).unwrap().might_contain("anything"));
        for end in 0..good.len() {
            assert!(BloomFilter::read(good.get(..end).unwrap()).is_err(), "{end}");
        }
        let huge: Vec<u8> = [1_i32, 3, i32::MAX].iter().flat_map(|n| n.to_be_bytes()).collect();
        assert!(BloomFilter::read(&huge).is_err());
        assert!(!BloomFilter::empty().might_contain(1));
    }

    #[test]
    fn sizes_out_of_range_are_refused() {
        assert_eq!(size(1_000_000, 0.03).unwrap(), (1_000_000, 7_298_440));
        for (items, probability) in [(0, 0.1), (u64::MAX, 0.1), (1, 0.0), (1, 1.0), (1, f64::NAN)] {
            assert!(size(items, probability).is_err());
        }
    }
}
