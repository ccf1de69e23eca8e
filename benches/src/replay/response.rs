//! The bodies of responses: gRPC messages, then its trailers.

use std::{
    collections::VecDeque,
    convert::Infallible,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::{BufMut, Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue};
use http_body::Frame;
use prost::encoding::{WireType, encode_key, encode_varint};

use super::Recording;

/// Messages below this size are copied, so that many are sent at once; and so much of larger ones, because Spark's first
/// frame of a message has its beginning too.
const SMALL: usize = 4096;

/// The numbers of the fields that are written in front of each response.
const SESSION_ID: u32 = 1;
const OPERATION_ID: u32 = 12;

/// Frames that are made one after the other.
#[derive(Debug)]
pub(super) struct Body {
    frames: Frames,
    ended: bool,
}

#[derive(Debug)]
enum Frames {
    Ready(VecDeque<Bytes>),
    Replay { recording: Arc<Recording>, ids: Bytes, next: usize, large: Option<Bytes> },
}

impl Body {
    /// One message.
    pub(super) fn message(message: &impl prost::Message) -> Self {
        let mut bytes = BytesMut::with_capacity(5 + message.encoded_len());
        head(&mut bytes, message.encoded_len());
        // There is room: it grows.
        let _ = message.encode(&mut bytes);
        Self { frames: Frames::Ready([bytes.freeze()].into()), ended: false }
    }

    /// The responses of a recording from number `next` on, as those of an operation.
    pub(super) fn replay(
        recording: Arc<Recording>,
        next: usize,
        session_id: &str,
        operation_id: &str,
    ) -> Self {
        let mut ids = BytesMut::new();
        for (field, id) in [(SESSION_ID, session_id), (OPERATION_ID, operation_id)] {
            encode_key(field, WireType::LengthDelimited, &mut ids);
            encode_varint(id.len() as u64, &mut ids);
            ids.put_slice(id.as_bytes());
        }
        Self { frames: Frames::Replay { recording, ids: ids.freeze(), next, large: None }, ended: false }
    }
}

impl Frames {
    fn next(&mut self) -> Option<Bytes> {
        match self {
            Self::Ready(frames) => frames.pop_front(),
            Self::Replay { recording, ids, next, large } => {
                if let Some(large) = large.take() {
                    return Some(large);
                }
                let mut frame = BytesMut::new();
                while let Some(response) = recording.responses.get(*next) {
                    *next += 1;
                    head(&mut frame, ids.len() + response.len());
                    frame.put_slice(ids);
                    let mut rest = response.clone();
                    frame.put_slice(&rest.split_to(rest.len().min(SMALL)));
                    if !rest.is_empty() {
                        *large = Some(rest);
                        break;
                    }
                }
                (!frame.is_empty()).then(|| frame.freeze())
            }
        }
    }
}

/// What gRPC has in front of a message that is not compressed.
fn head(frame: &mut BytesMut, length: usize) {
    frame.put_u8(0);
    frame.put_u32(length as u32);
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let frame = self.frames.next().map(Frame::data).unwrap_or_else(|| {
            self.ended = true;
            let status = (HeaderName::from_static("grpc-status"), HeaderValue::from_static("0"));
            Frame::trailers(HeaderMap::from_iter([status]))
        });
        Poll::Ready(Some(Ok(frame)))
    }
}
