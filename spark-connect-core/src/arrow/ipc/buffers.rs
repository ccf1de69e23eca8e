//! The memory of columns in the body of a message, compressed or not.

use std::{io::Read, slice};

use arrow_buffer::Buffer;
use arrow_schema::ArrowError;
use lz4_flex::frame::FrameDecoder;

use super::flatbuffer::Table;

type Result<T> = std::result::Result<T, ArrowError>;

/// Hands out the buffers of a batch, in the order of its columns.
pub(super) struct Buffers<'s> {
    body: Buffer,
    /// Where each is: an offset and a length.
    places: slice::Iter<'s, [u8; 16]>,
    /// How many bytes of the body they can still take.
    left: usize,
    codec: Option<Codec>,
}

impl<'s> Buffers<'s> {
    /// The buffers of the batch with the header `batch`.
    ///
    /// # Errors
    /// They are compressed in an unknown way.
    pub(super) fn new(batch: &Table<'s>, body: Buffer) -> Result<Self> {
        let codec = batch.table(3)?.map(|compression| Codec::new(&compression)).transpose()?;
        Ok(Self { left: body.len(), body, places: batch.elements(2)?.iter(), codec })
    }

    fn place(&mut self) -> Result<(usize, usize)> {
        let place = self.places.next();
        let place = place.ok_or_else(|| ArrowError::IpcError("a batch has too few buffers".to_owned()))?;
        let [offset, len] = numbers(place);
        let outside = || ArrowError::IpcError("a buffer lies outside of its batch".to_owned());
        let offset = usize::try_from(offset).map_err(|_| outside())?;
        let len = usize::try_from(len).map_err(|_| outside())?;
        let end = offset.checked_add(len).ok_or_else(outside)?;
        if end > self.body.len() {
            return Err(outside());
        }
        // So that no byte is copied more than once.
        let twice = || ArrowError::IpcError("the buffers of a batch overlap".to_owned());
        self.left = self.left.checked_sub(len).ok_or_else(twice)?;
        Ok((offset, len))
    }

    /// Leaves the next buffer out.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn skip(&mut self) -> Result<()> {
        self.place().map(|_| ())
    }

    /// The next buffer.
    ///
    /// # Errors
    /// There is none, or it is not what it claims to be.
    pub(super) fn next(&mut self) -> Result<Buffer> {
        let (offset, len) = self.place()?;
        let buffer = self.body.slice_with_length(offset, len);
        match &mut self.codec {
            Some(codec) if len > 0 => codec.decompress(&buffer),
            _ => Ok(buffer),
        }
    }

    /// The first `len` bytes of the next buffer.
    ///
    /// # Errors
    /// There are fewer.
    pub(super) fn exactly(&mut self, len: Option<usize>) -> Result<Buffer> {
        let buffer = self.next()?;
        match len {
            Some(len) if len <= buffer.len() => Ok(buffer.slice_with_length(0, len)),
            _ => Err(ArrowError::IpcError("a buffer is shorter than its column".to_owned())),
        }
    }

    /// How many buffers are left.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }
}

/// The two numbers of a structure.
pub(super) fn numbers(pair: &[u8; 16]) -> [i64; 2] {
    let (first, second) = pair.split_at(8);
    [first, second].map(|number| number.first_chunk().map_or(0, |bytes| i64::from_le_bytes(*bytes)))
}

/// How the buffers of a batch are compressed, each by itself.
enum Codec {
    Lz4,
    Zstandard(zstd::bulk::Decompressor<'static>),
}

impl Codec {
    fn new(compression: &Table<'_>) -> Result<Self> {
        match (compression.byte(0)?, compression.byte(1)?) {
            (0, 0) => Ok(Self::Lz4),
            (1, 0) => Ok(Self::Zstandard(zstd::bulk::Decompressor::new()?)),
            _ => Err(ArrowError::IpcError("a batch is compressed in an unknown way".to_owned())),
        }
    }

    /// How many times larger than its compressed form a buffer can be: Zstandard makes blocks of up to 128 KiB of 4
    /// bytes, LZ4 adds at most 255 bytes with each byte.
    fn most(&self) -> usize {
        match self {
            Self::Lz4 => 1 << 8,
            Self::Zstandard(_) => 1 << 15,
        }
    }

    fn decompress(&mut self, buffer: &Buffer) -> Result<Buffer> {
        let cut = || ArrowError::IpcError("a compressed buffer has no length".to_owned());
        let (claimed, compressed) = buffer.as_slice().split_first_chunk().ok_or_else(cut)?;
        let claimed = i64::from_le_bytes(*claimed);
        if claimed == -1 {
            // It would have become longer.
            return Ok(buffer.slice(8));
        }
        // Before memory is reserved for it.
        let most = compressed.len().saturating_mul(self.most());
        let Some(len) = usize::try_from(claimed).ok().filter(|len| *len <= most) else {
            return Err(ArrowError::IpcError(format!(
                "a compressed buffer claims to have {claimed} bytes where it can have {most} at most"
            )));
        };
        let mut plain = Vec::new();
        plain.try_reserve_exact(len).map_err(|error| ArrowError::MemoryError(error.to_string()))?;
        match self {
            Self::Lz4 => {
                let mut decoder = FrameDecoder::new(compressed);
                decoder.by_ref().take(len as u64).read_to_end(&mut plain)?;
                if decoder.read(&mut [0])? > 0 {
                    plain.clear();
                }
            }
            Self::Zstandard(decoder) if len > 0 => {
                decoder.decompress_to_buffer(compressed, &mut plain)?;
            }
            Self::Zstandard(_) => {}
        }
        if plain.len() != len {
            return Err(ArrowError::IpcError(
                "a compressed buffer has another length than it claims".to_owned(),
            ));
        }
        Ok(Buffer::from_vec(plain))
    }
}
