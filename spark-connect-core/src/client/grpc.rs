//! gRPC: how requests are framed, and what an answer's headers and trailers say.
//!
//! tonic brings the channel: connections, their settings and TLS. Its own way to make a call is for any codec and any
//! service: it puts messages together wherever they happen to lie, and what it needs for each call costs a small query
//! about as much as everything else here.

use std::{
    collections::VecDeque,
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{BufMut, Bytes, BytesMut};
use futures::{Stream, StreamExt, stream::BoxStream};
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri, Version,
    header::{CONTENT_TYPE, TE},
    uri::PathAndQuery,
};
use http_body::{Body as HttpBody, Frame};
use tonic::{
    Code, Status,
    body::Body,
    transport::{Channel, channel::ResponseFuture},
};
use tower::Service;

use super::messages::Messages;
use crate::{error::Failure, relation::Message};

/// What stands before each message: whether it is compressed, and its length.
pub(super) const HEADER: usize = 5;

/// A shorter request is one piece of memory; of a longer one, nothing is copied that is shared.
const ONE_PIECE: usize = 64 * 1024;

const TIMEOUT: HeaderName = HeaderName::from_static("grpc-timeout");
const STATUS: &str = "grpc-status";

/// The largest number that the header of a deadline may hold.
const MAX_TIMEOUT: u128 = 99_999_999;

/// The body of a request: one message, or all of a stream.
pub(super) struct Requests {
    frames: VecDeque<Bytes>,
    more: Option<BoxStream<'static, Message>>,
}

impl Requests {
    pub(super) fn one(message: &Message) -> Self {
        Self { frames: framed(message), more: None }
    }

    pub(super) fn all(messages: impl Stream<Item = Message> + Send + 'static) -> Self {
        Self { frames: VecDeque::new(), more: Some(messages.boxed()) }
    }
}

impl HttpBody for Requests {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        loop {
            if let Some(frame) = self.frames.pop_front() {
                return Poll::Ready(Some(Ok(Frame::data(frame))));
            }
            let Some(messages) = &mut self.more else { return Poll::Ready(None) };
            match ready!(messages.poll_next_unpin(cx)) {
                Some(message) => self.frames = framed(&message),
                None => self.more = None,
            }
        }
    }

    /// So that the last frame says that it is the last one.
    fn is_end_stream(&self) -> bool {
        self.frames.is_empty() && self.more.is_none()
    }
}

/// A message and what stands before it.
fn framed(message: &Message) -> VecDeque<Bytes> {
    let length = message.encoded_len();
    let one_piece = length < ONE_PIECE;
    let mut frame = BytesMut::with_capacity(if one_piece { HEADER + length } else { HEADER });
    frame.put_u8(0);
    // Longer ones are refused before they come here.
    frame.put_u32(u32::try_from(length).unwrap_or(u32::MAX));
    if one_piece {
        message.encode(&mut frame);
        return [frame.freeze()].into();
    }
    let parts = message.to_parts().into_iter().filter(|part| !part.is_empty());
    [frame.freeze()].into_iter().chain(parts).collect()
}

/// The headers that each call has.
pub(super) fn add_headers(headers: &mut HeaderMap) {
    headers.insert(TE, HeaderValue::from_static("trailers"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
}

/// Tells the server how long the call may take.
pub(super) fn add_timeout(headers: &mut HeaderMap, limit: Duration) {
    let units =
        [(limit.as_micros(), 'u'), (limit.as_millis(), 'm'), (limit.as_secs().into(), 'S')].into_iter();
    let longest = (u128::from(limit.as_secs() / 3600).min(MAX_TIMEOUT), 'H');
    let (number, unit) = units.chain([longest]).find(|(number, _)| *number <= MAX_TIMEOUT).unwrap_or(longest);
    if let Ok(value) = HeaderValue::try_from(format!("{number}{unit}")) {
        headers.insert(TIMEOUT, value);
    }
}

/// Hands a call to a channel that is ready for it.
pub(super) fn send(
    channel: &mut Channel,
    path: &'static str,
    headers: HeaderMap,
    body: Requests,
) -> ResponseFuture {
    let mut request = Request::new(Body::new(body));
    *request.method_mut() = Method::POST;
    *request.version_mut() = Version::HTTP_2;
    *request.uri_mut() = Uri::from(PathAndQuery::from_static(path));
    *request.headers_mut() = headers;
    channel.call(request)
}

/// Waits for the beginning of the answer to a call. No message may be longer than `limit`.
///
/// # Errors
/// The connection broke, or the server refuses the call.
pub(super) async fn answer(call: ResponseFuture, limit: usize) -> Result<Messages, Failure> {
    let (head, body) = call.await.map_err(|error| Status::from_error(Box::new(error)))?.into_parts();
    match outcome(&head.headers) {
        Some(outcome) => Ok(outcome.map(|()| Messages::none())?),
        None if head.status == StatusCode::OK => Ok(Messages::new(body, limit)),
        None => Err(not_grpc(head.status).into()),
    }
}

/// How a call ended, if these headers or trailers say so.
pub(super) fn outcome(headers: &HeaderMap) -> Option<Result<(), Status>> {
    if headers.get(STATUS)?.as_bytes() == b"0" {
        return Some(Ok(()));
    }
    let status = Status::from_header_map(headers)?;
    Some(if status.code() == Code::Ok { Ok(()) } else { Err(status) })
}

/// What an answer means that did not come from a gRPC server, as gRPC defines it.
fn not_grpc(status: StatusCode) -> Status {
    let code = match status {
        StatusCode::BAD_REQUEST => Code::Internal,
        StatusCode::UNAUTHORIZED => Code::Unauthenticated,
        StatusCode::FORBIDDEN => Code::PermissionDenied,
        StatusCode::NOT_FOUND => Code::Unimplemented,
        StatusCode::TOO_MANY_REQUESTS
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => Code::Unavailable,
        _ => Code::Unknown,
    };
    Status::new(code, format!("the answer has no gRPC status, and the HTTP status {status}"))
}

#[cfg(test)]
mod tests {
    use futures::{FutureExt, stream};
    use http_body::Body as _;

    use super::*;
    use crate::proto::spark::connect::Range;

    fn message(len: usize) -> Message {
        Message::builder().string(1, &"x".repeat(len)).build()
    }

    fn frames(mut body: Requests) -> Vec<(Bytes, bool)> {
        let frames = stream::poll_fn(move |cx| {
            let frame = Pin::new(&mut body).poll_frame(cx);
            frame.map(|frame| frame.map(|frame| (frame.unwrap().into_data().unwrap(), body.is_end_stream())))
        });
        frames.collect().now_or_never().expect("nothing that is waited for")
    }

    #[test]
    fn requests_are_framed_and_their_last_frame_is_known() {
        let large = Message::builder().child(2, &message(100_000)).child(3, &message(7)).build();
        for message in [message(0), message(20), Message::of(&Range::default()), message(70_000), large] {
            let frames = frames(Requests::one(&message));
            let ends: Vec<bool> = frames.iter().map(|(_, end)| *end).collect();
            assert_eq!(ends.iter().filter(|end| **end).count(), 1);
            assert_eq!(ends.last(), Some(&true));
            let bytes: Vec<u8> = frames.iter().flat_map(|(frame, _)| frame.to_vec()).collect();
            let (header, body) = bytes.split_at(HEADER);
            assert_eq!(header[0], 0);
            assert_eq!(u32::from_be_bytes(header[1..].try_into().unwrap()) as usize, body.len());
            let mut encoded = Vec::new();
            message.encode(&mut encoded);
            assert_eq!(body, encoded);
        }
    }

    #[test]
    fn all_messages_of_a_stream_are_sent() {
        let body = Requests::all(stream::iter([message(3), message(0)]));
        assert!(!body.is_end_stream());
        let lengths: Vec<usize> = frames(body).iter().map(|(frame, _)| frame.len()).collect();
        assert_eq!(lengths, [10, 7]);
    }

    #[test]
    fn deadlines_as_grpc_writes_them() {
        let cases = [
            (Duration::from_millis(300), "300000u"),
            (Duration::from_secs(600), "600000m"),
            (Duration::from_secs(100_000), "100000S"),
            (Duration::from_secs(1_000_000_000), "277777H"),
            (Duration::MAX, "99999999H"),
        ];
        for (limit, expected) in cases {
            let mut headers = HeaderMap::new();
            add_timeout(&mut headers, limit);
            assert_eq!(headers.get(TIMEOUT).unwrap(), expected);
        }
    }

    #[test]
    fn how_a_call_ended() {
        let headers = |code: &'static str| {
            HeaderMap::from_iter([(HeaderName::from_static(STATUS), code.parse().unwrap())])
        };
        assert!(outcome(&HeaderMap::new()).is_none());
        assert!(outcome(&headers("0")).unwrap().is_ok());
        assert_eq!(outcome(&headers("13")).unwrap().unwrap_err().code(), Code::Internal);
        assert_eq!(outcome(&headers("?")).unwrap().unwrap_err().code(), Code::Unknown);
        assert_eq!(not_grpc(StatusCode::NOT_FOUND).code(), Code::Unimplemented);
        assert_eq!(not_grpc(StatusCode::BAD_GATEWAY).code(), Code::Unavailable);
    }
}
