//! Whether a stream says the truth about its sizes, before memory is reserved for them.

use arrow_ipc::{Buffer as Place, CompressionType, Message, MessageHeader, root_as_message};
use arrow_schema::ArrowError;

/// What a message begins with since version 0.15 of Arrow; older ones begin with the length.
const CONTINUATION: [u8; 4] = [0xff; 4];

/// How many times larger than its compressed form a buffer can be: Zstandard makes blocks of up to 128 KiB of 4 bytes,
/// LZ4 adds at most 255 bytes with each byte.
fn most_compression(codec: CompressionType) -> usize {
    if codec == CompressionType::LZ4_FRAME { 1 << 8 } else { 1 << 15 }
}

/// Checks that each message lies inside of the stream, each buffer inside of its message, and that a compressed buffer
/// can be as large as it claims to be. The decoder takes all that for granted: it panics, or reserves any memory.
///
/// # Errors
/// One of them does not.
pub(super) fn check(stream: &[u8]) -> Result<(), ArrowError> {
    let cut = || ArrowError::IpcError("the stream ends inside of a message".to_owned());
    let mut rest = stream;
    while !rest.is_empty() {
        let (length, after) = length(rest).ok_or_else(cut)?;
        if length == 0 {
            break;
        }
        let (metadata, after) = after.split_at_checked(length).ok_or_else(cut)?;
        let message = root_as_message(metadata).map_err(|error| {
            ArrowError::IpcError(format!("the metadata of a message is not readable: {error}"))
        })?;
        let length = usize::try_from(message.bodyLength()).ok();
        let (body, after) = length.and_then(|length| after.split_at_checked(length)).ok_or_else(cut)?;
        check_body(&message, body)?;
        rest = after;
    }
    Ok(())
}

/// How long the next message's metadata is, which is zero at the end of the stream, and what follows.
fn length(stream: &[u8]) -> Option<(usize, &[u8])> {
    let (mut length, mut rest) = stream.split_first_chunk::<4>()?;
    if *length == CONTINUATION {
        (length, rest) = rest.split_first_chunk::<4>()?;
    }
    Some((usize::try_from(i32::from_le_bytes(*length)).ok()?, rest))
}

fn check_body(message: &Message<'_>, body: &[u8]) -> Result<(), ArrowError> {
    let batch = match message.header_type() {
        MessageHeader::RecordBatch => message.header_as_record_batch(),
        MessageHeader::DictionaryBatch => message.header_as_dictionary_batch().and_then(|it| it.data()),
        _ => None,
    };
    let Some(batch) = batch else { return Ok(()) };
    let Some(buffers) = batch.buffers() else { return Ok(()) };
    if !buffers.iter().all(|place| is_inside(place, body.len())) {
        return Err(ArrowError::IpcError("a buffer lies outside of its batch".to_owned()));
    }
    let Some(compression) = batch.compression() else { return Ok(()) };
    let claimed = buffers.iter().filter_map(|place| claim(place, body)).fold(0, usize::saturating_add);
    let most = body.len().saturating_mul(most_compression(compression.codec()));
    if claimed <= most {
        return Ok(());
    }
    Err(ArrowError::IpcError(format!(
        "the compressed buffers of a batch claim to have {claimed} bytes where they can have {most} at most"
    )))
}

fn is_inside(place: &Place, length: usize) -> bool {
    let (start, size) = (usize::try_from(place.offset()), usize::try_from(place.length()));
    matches!((start, size), (Ok(start), Ok(size)) if start.checked_add(size).is_some_and(|end| end <= length))
}

/// How large a compressed buffer claims to be.
fn claim(place: &Place, body: &[u8]) -> Option<usize> {
    let start = usize::try_from(place.offset()).ok()?;
    let (claimed, _) = body.get(start..)?.split_first_chunk::<8>()?;
    // -1 says that it is not compressed.
    usize::try_from(i64::from_le_bytes(*claimed)).ok().filter(|_| place.length() > 0)
}
