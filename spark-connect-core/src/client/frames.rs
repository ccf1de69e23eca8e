//! The messages of a stream of responses, each in one piece of memory in which Arrow can read its columns.
//!
//! What arrives comes in pieces of 16 KiB. They are put together with one copy, into memory that begins so that the Arrow
//! data inside of the message is aligned: else Arrow copies every column of numbers once more. tonic would put the
//! messages together wherever they happen to lie, so it is only told that there is one: in its place it gets an empty one,
//! and its decoder takes the message from [`Arrived`].

use std::{
    collections::VecDeque,
    mem,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use bytes::{Buf, Bytes, BytesMut};
use http_body::{Body as HttpBody, Frame};
use prost::encoding::{WireType, decode_key, decode_varint};
use tonic::{
    Status,
    body::Body,
    transport::{Channel, Error, channel::ResponseFuture},
};
use tower::Service;

use crate::proto::field::execute_plan_response::{self, arrow_batch};

/// What stands before each message: whether it is compressed, and its length.
const HEADER: usize = 5;

/// An empty message, as tonic is to see it.
const EMPTY: [u8; HEADER] = [0; HEADER];

/// What Arrow wants its buffers aligned to.
const ALIGNMENT: usize = 64;

/// The messages of one stream that are there and were not decoded yet.
#[derive(Clone, Default)]
pub(super) struct Arrived(Arc<Mutex<VecDeque<Bytes>>>);

impl Arrived {
    fn push(&self, message: Bytes) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push_back(message);
    }

    /// The next message.
    pub(super) fn pop(&self) -> Option<Bytes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

/// The channel for one call that is answered by a stream.
pub(super) struct Framed {
    channel: Channel,
    arrived: Arrived,
    /// How long a message may be.
    limit: usize,
}

impl Framed {
    pub(super) fn new(channel: Channel, arrived: Arrived, limit: usize) -> Self {
        Self { channel, arrived, limit }
    }
}

impl Service<http::Request<Body>> for Framed {
    type Response = http::Response<Messages>;
    type Error = Error;
    type Future = Framing;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.channel.poll_ready(cx)
    }

    fn call(&mut self, request: http::Request<Body>) -> Framing {
        let response = self.channel.call(request);
        Framing { response, arrived: self.arrived.clone(), limit: self.limit }
    }
}

/// The answer to a call.
pub(super) struct Framing {
    response: ResponseFuture,
    arrived: Arrived,
    limit: usize,
}

impl Future for Framing {
    type Output = Result<http::Response<Messages>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(Pin::new(&mut self.response).poll(cx))?;
        let (arrived, limit) = (self.arrived.clone(), self.limit);
        Poll::Ready(Ok(response.map(|body| Messages { body, arrived, limit, state: State::default() })))
    }
}

/// The body of a response, whose messages go to [`Arrived`].
pub(super) struct Messages {
    body: Body,
    arrived: Arrived,
    limit: usize,
    state: State,
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
    /// Takes data in: how many messages are whole now that were not before.
    fn take(&mut self, mut data: Bytes) -> Result<usize, Status> {
        let mut whole = 0;
        loop {
            match &mut self.state {
                State::Header(header) => {
                    let Some(length) = header.take(&mut data, self.limit)? else { return Ok(whole) };
                    if length <= data.len() {
                        // Small messages are not put together, they are there.
                        self.arrived.push(data.split_to(length));
                        self.state = State::default();
                        whole += 1;
                    } else {
                        self.state = State::Message { missing: length, message: BytesMut::new(), padding: 0 };
                    }
                }
                State::Message { missing, message, padding } => {
                    if data.is_empty() {
                        return Ok(whole);
                    }
                    if message.is_empty() {
                        (*message, *padding) = aligned(*missing, &data);
                    }
                    let piece = data.split_to(data.len().min(*missing));
                    message.extend_from_slice(&piece);
                    *missing -= piece.len();
                    if *missing == 0 {
                        let mut message = mem::take(message).freeze();
                        message.advance(*padding);
                        self.arrived.push(message);
                        self.state = State::default();
                        whole += 1;
                    }
                }
            }
        }
    }
}

impl HttpBody for Messages {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        loop {
            let Some(frame) = ready!(Pin::new(&mut self.body).poll_frame(cx)?) else {
                let whole = matches!(&self.state, State::Header(header) if header.len == 0);
                let cut = || Err(Status::internal("the response ended inside of a message"));
                return Poll::Ready((!whole).then(cut));
            };
            let data = match frame.into_data() {
                Ok(data) => data,
                Err(other) => return Poll::Ready(Some(Ok(other))),
            };
            match self.take(data)? {
                0 => {}
                1 => return Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&EMPTY))))),
                many => return Poll::Ready(Some(Ok(Frame::data(EMPTY.repeat(many).into())))),
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
        let (body, arrived) = (Body::empty(), Arrived::default());
        Messages { body, arrived, limit: 1_000_000, state: State::default() }
    }

    #[test]
    fn messages_are_whole_however_they_arrive() {
        let responses = [response(0), response(100_000), response(10), response(40_001)];
        let stream: Bytes = responses.iter().flat_map(encoded).collect::<Vec<_>>().into();
        for piece in [1, 3, 5, 64, 16_384, 100_100, stream.len()] {
            let mut messages = messages();
            let whole = (0..stream.len()).step_by(piece).map(|at| {
                let data = stream.slice(at..(at + piece).min(stream.len()));
                messages.take(data).unwrap()
            });
            assert_eq!(whole.sum::<usize>(), responses.len());
            for response in &responses {
                let message = messages.arrived.pop().unwrap();
                assert_eq!(ExecutePlanResponse::decode(message).unwrap(), *response, "pieces of {piece}");
            }
            assert!(messages.arrived.pop().is_none());
            assert!(matches!(messages.state, State::Header(Header { len: 0, .. })));
        }
    }

    #[test]
    fn arrow_data_is_aligned() {
        for len in [20_000, 123_457] {
            let stream = Bytes::from(encoded(&response(len)));
            let mut messages = messages();
            for at in (0..stream.len()).step_by(16_384) {
                messages.take(stream.slice(at..(at + 16_384).min(stream.len()))).unwrap();
            }
            let response = ExecutePlanResponse::decode(messages.arrived.pop().unwrap()).unwrap();
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
        let long = Bytes::from(encoded(&response(1_000_000)));
        assert_eq!(messages().take(long).unwrap_err().code(), Code::OutOfRange);
        let compressed = Bytes::from_static(&[1, 0, 0, 0, 0]);
        assert_eq!(messages().take(compressed).unwrap_err().code(), Code::Internal);
    }
}
