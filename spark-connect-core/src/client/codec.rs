//! How requests and responses are written and read.

use std::marker::PhantomData;

use tonic::{
    Status,
    codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder},
};

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
        let reply = R::decode(buf);
        reply
            .map(Some)
            .map_err(|error| Status::data_loss(format!("the server's response is not readable: {error}")))
    }
}
