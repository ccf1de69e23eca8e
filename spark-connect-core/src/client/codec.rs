//! How requests and responses are written and read.

use std::marker::PhantomData;

use bytes::Buf;
use tonic::{
    Status,
    codec::{BufferSettings, Codec, DecodeBuf, Decoder, EncodeBuf, Encoder},
};

use super::frames::Arrived;
use crate::relation::Message;

/// Requests are [`Message`] trees, which encode without recursion; responses are generated structs.
pub(super) struct MessageCodec<R>(PhantomData<fn() -> R>);

impl<R> MessageCodec<R> {
    pub(super) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<R: prost::Message + Default + 'static> Codec for MessageCodec<R> {
    type Encode = Message;
    type Decode = R;
    type Encoder = MessageEncoder;
    type Decoder = ReplyDecoder<R>;

    fn encoder(&mut self) -> MessageEncoder {
        MessageEncoder
    }

    fn decoder(&mut self) -> ReplyDecoder<R> {
        ReplyDecoder(PhantomData)
    }
}

/// As [`MessageCodec`], for responses that are in [`Arrived`] already.
pub(super) struct StreamCodec<R> {
    arrived: Arrived,
    reply: PhantomData<fn() -> R>,
}

impl<R> StreamCodec<R> {
    pub(super) fn new(arrived: Arrived) -> Self {
        Self { arrived, reply: PhantomData }
    }
}

impl<R: prost::Message + Default + 'static> Codec for StreamCodec<R> {
    type Encode = Message;
    type Decode = R;
    type Encoder = MessageEncoder;
    type Decoder = ArrivedDecoder<R>;

    fn encoder(&mut self) -> MessageEncoder {
        MessageEncoder
    }

    fn decoder(&mut self) -> ArrivedDecoder<R> {
        ArrivedDecoder { arrived: self.arrived.clone(), reply: PhantomData }
    }
}

pub(super) struct MessageEncoder;

impl Encoder for MessageEncoder {
    type Item = Message;
    type Error = Status;

    fn encode(&mut self, message: Message, buf: &mut EncodeBuf<'_>) -> Result<(), Status> {
        buf.reserve(message.encoded_len());
        message.encode(buf);
        Ok(())
    }
}

pub(super) struct ReplyDecoder<R>(PhantomData<fn() -> R>);

impl<R: prost::Message + Default> Decoder for ReplyDecoder<R> {
    type Item = R;
    type Error = Status;

    fn decode(&mut self, buf: &mut DecodeBuf<'_>) -> Result<Option<R>, Status> {
        decode(buf)
    }
}

pub(super) struct ArrivedDecoder<R> {
    arrived: Arrived,
    reply: PhantomData<fn() -> R>,
}

impl<R: prost::Message + Default> Decoder for ArrivedDecoder<R> {
    type Item = R;
    type Error = Status;

    fn decode(&mut self, _: &mut DecodeBuf<'_>) -> Result<Option<R>, Status> {
        self.arrived.pop().map_or(Ok(None), decode)
    }

    fn buffer_settings(&self) -> BufferSettings {
        // All that comes here are the headers of empty messages.
        BufferSettings::new(64, 0)
    }
}

fn decode<R: prost::Message + Default>(buf: impl Buf) -> Result<Option<R>, Status> {
    R::decode(buf)
        .map(Some)
        .map_err(|error| Status::data_loss(format!("the server's response is not readable: {error}")))
}
