//! The messages of one answer, each in one piece of memory in which Arrow can read its columns.
//!
//! What arrives comes in pieces of 16 KiB. They are put together with one copy, into memory that begins so that the Arrow
//! data inside of the message is aligned: else Arrow copies every column of numbers once more.

use std::{
    mem,
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use bytes::{Buf, Bytes, BytesMut};
use http_body::{Body as HttpBody, Frame};
use prost::encoding::{WireType, decode_key, decode_varint};
use tonic::{Status, body::Body};

use super::grpc::{HEADER, outcome};
use crate::{
    error::Failure,
    proto::field::execute_plan_response::{self, arrow_batch},
};

/// What Arrow wants its buffers aligned to.
const ALIGNMENT: usize = 64;

/// The messages that answer a call.
pub(super) struct Messages {
    /// Never locked: the lock makes of a body, which can only be read by one, something that many may look at.
    body: Mutex<Body>,
    /// How long a message may be.
    limit: usize,
    /// What has arrived and was not looked at.
    rest: Bytes,
    state: State,
    /// There is nothing after it, or nothing that can be read.
    ended: bool,
}

/// What has arrived of the next message.
enum State {
    Header(Header),
    Message { missing: usize, message: BytesMut, padding: usize },
}

/// The part of a header that is there.
#[derive(Default)]
struct Header {
    bytes: [u8; HEADER],
    len: usize,
}

impl Default for State {
    fn default() -> Self {
        Self::Header(Header::default())
    }
}

impl Header {
    /// Takes from the data what is missing. The length of the message, once it is known.
    fn take(&mut self, data: &mut Bytes, limit: usize) -> Result<Option<usize>, Status> {
        let missing = self.bytes.get_mut(self.len..).unwrap_or_default();
        let len = missing.len().min(data.len());
        data.copy_to_slice(missing.get_mut(..len).unwrap_or_default());
        self.len += len;
        if self.len < HEADER {
            return Ok(None);
        }
        let [compressed, length @ ..] = self.bytes;
        if compressed != 0 {
            return Err(Status::internal("the server sent a compressed message, which it was not asked for"));
        }
        let length = u32::from_be_bytes(length) as usize;
        if length > limit {
            return Err(Status::out_of_range(format!(
                "the response takes {length} bytes, at most {limit} are read: raise `grpc_max_message_size`"
            )));
        }
        Ok(Some(length))
    }
}

impl Messages {
    pub(super) fn new(body: Body, limit: usize) -> Self {
        Self { body: Mutex::new(body), limit, rest: Bytes::new(), state: State::default(), ended: false }
    }

    /// None.
    pub(super) fn none() -> Self {
        Self { ended: true, ..Self::new(Body::empty(), 0) }
    }

    /// The next message; `None` when the server says that there are no more.
    ///
    /// # Errors
    /// The call failed, its answer broke off, or it cannot be read. There is nothing after that.
    pub(super) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Failure>> {
        if self.ended {
            return Poll::Ready(Ok(None));
        }
        let next = ready!(self.poll_message(cx));
        self.ended = !matches!(next, Ok(Some(_)));
        Poll::Ready(next)
    }

    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Failure>> {
        loop {
            if let Some(message) = self.take()? {
                return Poll::Ready(Ok(Some(message)));
            }
            let Some(frame) = ready!(self.poll_frame(cx)?) else {
                return Poll::Ready(Err(Failure::broken_off("without a gRPC status")));
            };
            match frame.into_data() {
                Ok(data) => self.rest = data,
                Err(frame) => {
                    let outcome = frame.into_trailers().ok().and_then(|trailers| outcome(&trailers));
                    return Poll::Ready(match outcome {
                        Some(Ok(())) if !self.is_between() => Err(Failure::broken_off("inside of a message")),
                        Some(outcome) => outcome.map(|()| None).map_err(Failure::from),
                        None => Err(Failure::broken_off("without a gRPC status")),
                    });
                }
            }
        }
    }

    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        Pin::new(self.body.get_mut().unwrap_or_else(PoisonError::into_inner)).poll_frame(cx)
    }

    /// Whether all that has arrived are whole messages.
    fn is_between(&self) -> bool {
        matches!(&self.state, State::Header(header) if header.len == 0)
    }

    /// Takes a message out of what has arrived, or keeps that until there is more.
    fn take(&mut self) -> Result<Option<Bytes>, Status> {
        let Self { limit, rest, state, .. } = self;
        loop {
            match state {
                State::Header(header) => {
                    let Some(length) = header.take(rest, *limit)? else { return Ok(None) };
                    if length <= rest.len() {
                        // Small messages are not put together, they are there.
                        *state = State::default();
                        return Ok(Some(rest.split_to(length)));
                    }
                    *state = State::Message { missing: length, message: BytesMut::new(), padding: 0 };
                }
                State::Message { missing, message, padding } => {
                    if rest.is_empty() {
                        return Ok(None);
                    }
                    if message.is_empty() {
                        (*message, *padding) = aligned(*missing, rest);
                    }
                    let piece = rest.split_to(rest.len().min(*missing));
                    message.extend_from_slice(&piece);
                    *missing -= piece.len();
                    if *missing == 0 {
                        let mut message = mem::take(message).freeze();
                        message.advance(*padding);
                        *state = State::default();
                        return Ok(Some(message));
                    }
                }
            }
        }
    }
}

/// Memory for a message of `length` bytes which begins with `start`: its first bytes, so many as the number says, are left
/// out for the Arrow data to be aligned.
fn aligned(length: usize, start: &[u8]) -> (BytesMut, usize) {
    let mut message = BytesMut::with_capacity(length + ALIGNMENT);
    let data = message.as_ptr() as usize + arrow_data(start).unwrap_or(0);
    let padding = data.next_multiple_of(ALIGNMENT) - data;
    message.resize(padding, 0);
    (message, padding)
}

/// Where in an `ExecutePlanResponse` its Arrow data begins, if it does within `start`.
fn arrow_data(start: &[u8]) -> Option<usize> {
    let mut rest = start;
    find(execute_plan_response::ARROW_BATCH, &mut rest)?;
    find(arrow_batch::DATA, &mut rest)?;
    Some(start.len() - rest.len())
}

/// Moves on to the contents of the first field of this number.
fn find(field: u32, rest: &mut &[u8]) -> Option<()> {
    loop {
        let (number, wire_type) = decode_key(rest).ok()?;
        let len = match wire_type {
            WireType::LengthDelimited => usize::try_from(decode_varint(rest).ok()?).ok()?,
            WireType::Varint => {
                decode_varint(rest).ok()?;
                0
            }
            WireType::ThirtyTwoBit => 4,
            WireType::SixtyFourBit => 8,
            WireType::StartGroup | WireType::EndGroup => return None,
        };
        if number == field {
            return (wire_type == WireType::LengthDelimited).then_some(());
        }
        *rest = rest.get(len..)?;
    }
}

#[cfg(test)]
mod tests {
    use std::{iter, task::Waker};

    use prost::Message;
    use tonic::Code;

    use super::*;
    use crate::proto::spark::connect::{
        ExecutePlanResponse,
        execute_plan_response::{ArrowBatch, ResponseType},
    };

    fn response(len: usize) -> ExecutePlanResponse {
        let data = (0..len).map(|byte| byte as u8).collect::<Vec<_>>().into();
        let batch = ArrowBatch { data, row_count: 7, start_offset: Some(9), ..Default::default() };
        ExecutePlanResponse {
            session_id: "x".repeat(36),
            response_type: Some(ResponseType::ArrowBatch(batch)),
            ..Default::default()
        }
    }

    fn encoded(response: &ExecutePlanResponse) -> Vec<u8> {
        let message = response.encode_to_vec();
        let length = u32::try_from(message.len()).unwrap().to_be_bytes();
        [&[0][..], &length, &message].concat()
    }

    fn messages() -> Messages {
        Messages::new(Body::empty(), 1_000_000)
    }

    /// All messages of a stream that arrives in such pieces.
    fn received(messages: &mut Messages, stream: &Bytes, piece: usize) -> Vec<Bytes> {
        let mut received = Vec::new();
        for at in (0..stream.len()).step_by(piece) {
            messages.rest = stream.slice(at..(at + piece).min(stream.len()));
            received.extend(iter::from_fn(|| messages.take().unwrap()));
        }
        received
    }

    #[test]
    fn messages_are_whole_however_they_arrive() {
        let responses = [response(0), response(100_000), response(10), response(40_001)];
        let stream: Bytes = responses.iter().flat_map(encoded).collect::<Vec<_>>().into();
        for piece in [1, 3, 5, 64, 16_384, 100_100, stream.len()] {
            let mut messages = messages();
            let received = received(&mut messages, &stream, piece).into_iter();
            let received: Vec<_> = received.map(|one| ExecutePlanResponse::decode(one).unwrap()).collect();
            assert_eq!(received, responses, "pieces of {piece}");
            assert!(messages.is_between());
        }
    }

    #[test]
    fn arrow_data_is_aligned() {
        for len in [20_000, 123_457] {
            let stream = Bytes::from(encoded(&response(len)));
            let received = received(&mut messages(), &stream, 16_384).remove(0);
            let response = ExecutePlanResponse::decode(received).unwrap();
            let Some(ResponseType::ArrowBatch(batch)) = response.response_type else { panic!("a batch") };
            assert_eq!((batch.data.as_ptr() as usize % ALIGNMENT, batch.data.len()), (0, len));
        }
    }

    #[test]
    fn what_is_no_arrow_data_is_not_looked_for_in_vain() {
        for start in [&b""[..], b"\x0a\x24abc", b"\xff\xff", b"\x12\x05\x08\x01", b"\x10\x01", &[0x0b; 40]] {
            assert_eq!(arrow_data(start), None, "{start:?}");
        }
    }

    #[test]
    fn messages_that_are_not_read() {
        let refused = |data: Bytes| {
            let mut messages = messages();
            messages.rest = data;
            messages.take().unwrap_err().code()
        };
        assert_eq!(refused(encoded(&response(1_000_000)).into()), Code::OutOfRange);
        assert_eq!(refused(Bytes::from_static(&[1, 0, 0, 0, 0])), Code::Internal);
    }

    #[test]
    fn an_answer_without_its_end_is_none() {
        let mut cx = Context::from_waker(Waker::noop());
        let mut messages = messages();
        assert!(
            matches!(messages.poll_next(&mut cx), Poll::Ready(Err(failure)) if failure.is_disconnected())
        );
        assert!(matches!(messages.poll_next(&mut cx), Poll::Ready(Ok(None))));
        assert!(matches!(Messages::none().poll_next(&mut cx), Poll::Ready(Ok(None))));
    }
}
