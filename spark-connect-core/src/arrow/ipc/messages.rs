//! The messages of a stream: each is metadata, which says what it is, and a body with the memory of columns.

use arrow_buffer::Buffer;
use arrow_schema::ArrowError;

use super::flatbuffer::{self, Fields, Table, Value};

type Result<T> = std::result::Result<T, ArrowError>;

/// What a message begins with since version 0.15 of Arrow; older ones begin with the length.
const CONTINUATION: [u8; 4] = [0xff; 4];

/// What the memory of columns is aligned to in a stream that is written, as Arrow recommends.
pub(super) const ALIGNMENT: usize = 64;

/// The versions of the metadata: the last two, which differ in nothing but unions. Older ones are from before 2017.
const V4: i16 = 3;
const V5: i16 = 4;

/// The numbers of the union `MessageHeader` in Arrow's `Message.fbs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Schema = 1,
    Dictionary = 2,
    Batch = 3,
}

/// A message that was read.
pub(super) struct Message<'s> {
    pub(super) kind: Kind,
    pub(super) header: Table<'s>,
    /// How many bytes the metadata takes.
    pub(super) len: usize,
    pub(super) body: Buffer,
    /// Whether unions have validity, as in version 4 of the metadata.
    pub(super) valid_unions: bool,
}

/// Goes through the messages of a stream.
pub(super) struct Messages<'s> {
    stream: &'s Buffer,
    at: usize,
}

impl<'s> Messages<'s> {
    pub(super) fn new(stream: &'s Buffer) -> Self {
        Self { stream, at: 0 }
    }

    /// The next `len` bytes.
    fn take(&mut self, len: usize) -> Result<&'s [u8]> {
        let bytes = self.stream.as_slice().get(self.at..).and_then(|rest| rest.get(..len));
        let bytes =
            bytes.ok_or_else(|| ArrowError::IpcError("the stream ends inside of a message".to_owned()))?;
        self.at += len;
        Ok(bytes)
    }

    fn length(&mut self) -> Result<[u8; 4]> {
        Ok(self.take(4)?.first_chunk().copied().unwrap_or_default())
    }

    /// The next message; `None` at the end of the stream, which need not be marked.
    ///
    /// # Errors
    /// The stream is cut off, goes on behind its end, or the metadata is not readable.
    pub(super) fn next(&mut self) -> Result<Option<Message<'s>>> {
        if self.at == self.stream.len() {
            return Ok(None);
        }
        let mut length = self.length()?;
        if length == CONTINUATION {
            length = self.length()?;
        }
        let negative = |_| ArrowError::IpcError("a message has a negative length".to_owned());
        let len = usize::try_from(i32::from_le_bytes(length)).map_err(negative)?;
        if len == 0 {
            return match self.at == self.stream.len() {
                true => Ok(None),
                false => Err(ArrowError::IpcError("the stream goes on behind its end".to_owned())),
            };
        }
        let message = Table::root(self.take(len)?)?;
        let version = message.short(0, 0)?;
        if version != V4 && version != V5 {
            return Err(ArrowError::IpcError(format!(
                "the metadata has version {}, not 4 or 5",
                version + 1
            )));
        }
        let kind = match message.byte(1)? {
            1 => Kind::Schema,
            2 => Kind::Dictionary,
            3 => Kind::Batch,
            other => return Err(ArrowError::IpcError(format!("a message is of kind {other}"))),
        };
        let header = message.table(2)?;
        let header = header.ok_or_else(|| ArrowError::IpcError("a message has no header".to_owned()))?;
        let body = usize::try_from(message.long(3)?).map_err(negative)?;
        let start = self.at;
        self.take(body)?;
        let body = self.stream.slice_with_length(start, body);
        Ok(Some(Message { kind, header, len, body, valid_unions: version == V4 }))
    }
}

/// Appends a message to `out`, up to its body.
pub(super) fn write(out: &mut Vec<u8>, kind: Kind, header: Fields<'_>, body: usize) {
    let start = out.len();
    out.extend_from_slice(&CONTINUATION);
    out.extend_from_slice(&[0; 4]);
    let body = i64::try_from(body).unwrap_or(i64::MAX);
    let message = [
        (0, Value::Short(V5)),
        (1, Value::Byte(kind as u8)),
        (2, Value::Table(header)),
        (3, Value::Long(body)),
    ];
    flatbuffer::write(out, &message);
    pad(out);
    let len = u32::try_from(out.len() - start - 8).unwrap_or(u32::MAX).to_le_bytes();
    if let Some(place) = out.get_mut(start + 4..start + 8) {
        place.copy_from_slice(&len);
    }
}

/// Appends the end of the stream.
pub(super) fn write_end(out: &mut Vec<u8>) {
    out.extend_from_slice(&CONTINUATION);
    out.extend_from_slice(&[0; 4]);
}

/// Appends zeros up to where something aligned may begin.
pub(super) fn pad(out: &mut Vec<u8>) {
    out.resize(out.len().next_multiple_of(ALIGNMENT), 0);
}
