//! Murmur3 of 32 bits as Spark computes it: bytes behind the last word of four are mixed in one by one, as signed numbers.

fn mix_k(word: u32) -> u32 {
    word.wrapping_mul(0xcc9e_2d51).rotate_left(15).wrapping_mul(0x1b87_3593)
}

fn mix_h(hash: u32, word: u32) -> u32 {
    (hash ^ mix_k(word)).rotate_left(13).wrapping_mul(5).wrapping_add(0xe654_6b64)
}

fn finish(hash: u32, length: u32) -> i32 {
    let mut hash = hash ^ length;
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    (hash ^ (hash >> 16)).cast_signed()
}

/// The hash of a number.
pub(super) fn of_long(value: i64, seed: i32) -> i32 {
    let [a, b, c, d, e, f, g, h] = value.to_le_bytes();
    let low = mix_h(seed.cast_unsigned(), u32::from_le_bytes([a, b, c, d]));
    finish(mix_h(low, u32::from_le_bytes([e, f, g, h])), 8)
}

/// The hash of bytes.
pub(super) fn of_bytes(bytes: &[u8], seed: i32) -> i32 {
    let (words, rest) = bytes.as_chunks::<4>();
    let hash = words.iter().fold(seed.cast_unsigned(), |hash, word| mix_h(hash, u32::from_le_bytes(*word)));
    let hash =
        rest.iter().fold(hash, |hash, byte| mix_h(hash, i32::from(byte.cast_signed()).cast_unsigned()));
    // Spark counts the length in 32 bits too.
    #[expect(clippy::cast_possible_truncation, reason = "the algorithm's own width")]
    finish(hash, bytes.len() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `SELECT hash(..)` says, whose seed is 42.
    #[test]
    fn hashes_as_spark() {
        assert_eq!(of_long(1, 42), -1_712_319_331);
        assert_eq!(of_bytes(b"Spark", 42), 228_093_765);
    }
}
