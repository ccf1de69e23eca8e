//! Builds messages.

use std::{fmt, sync::Arc};

use bytes::{BufMut, Bytes};
use prost::encoding::{WireType, encode_key, encode_varint, encoded_len_varint, key_len};

use super::{CallSite, Guard, Known, Len, LocalData, Message, Node, Observer, Own, Part, Relation};
use crate::error::Error;

/// Shorter fields are copied: a part of their own costs more.
const COPIED: usize = 256;

/// The most that a field has before its value: its number and a length.
const PREFIX: usize = 16;

/// Builds a [`Message`] field by field.
#[derive(Default)]
pub struct MessageBuilder {
    data: Vec<u8>,
    parts: Vec<Part>,
    /// How much of the data belongs to the parts.
    sealed: usize,
    /// The length of the parts.
    len: Len,
    /// How deep the deepest message in the parts is.
    inside: usize,
    known: Option<Arc<Known>>,
    local_bytes: usize,
    guarded: bool,
    own: Option<Box<Own>>,
}

impl fmt::Debug for MessageBuilder {
    /// As that of [`Message`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MessageBuilder({} parts)", self.parts.len())
    }
}

impl MessageBuilder {
    /// Appends all fields that are set in a generated struct.
    #[must_use]
    pub fn fields(mut self, message: &impl prost::Message) -> Self {
        // Cannot fail: the buffer grows.
        message.encode_raw(self.room(message.encoded_len()));
        self
    }

    /// Appends fields that are encoded already.
    pub(in super::super) fn encoded(mut self, fields: &[u8]) -> Self {
        self.room(fields.len()).put_slice(fields);
        self
    }

    /// Appends the field `common` of an expression, which says that it comes from the operation `fragment` and where
    /// that was called.
    #[must_use]
    pub(crate) fn call_site(mut self, common: u32, fragment: &str, site: CallSite) -> Self {
        self.seal();
        site.encode(common, fragment, &mut self.data);
        self.seal_call_site();
        self
    }

    /// Makes a call site of what was appended to the data last.
    fn seal_call_site(&mut self) {
        let len = self.data.len() - self.sealed;
        if len > 0 {
            self.sealed = self.data.len();
            self.len.full += len;
            self.parts.push(Part::CallSite(len));
        }
    }

    /// Appends a message field.
    #[must_use]
    pub fn child(mut self, field: u32, message: &Message) -> Self {
        self.seal();
        self.add_len(field, message.0.len);
        self.inside = self.inside.max(message.0.depth);
        self.learn(message);
        self.parts.push(Part::Child { field, message: message.clone() });
        self
    }

    /// Appends all fields of a message, which is shared and not copied.
    #[must_use]
    pub(crate) fn inline(mut self, message: &Message) -> Self {
        self.seal();
        self.len.full += message.0.len.full;
        self.len.bare += message.0.len.bare;
        self.inside = self.inside.max(message.0.depth - 1);
        self.learn(message);
        self.parts.push(Part::Inline(message.clone()));
        self
    }

    /// Appends a message field whose message is nowhere else, without making a [`Message`] of it.
    #[must_use]
    pub(crate) fn nested(mut self, field: u32, mut message: Self) -> Self {
        let count = |parts: &[Part]| u32::try_from(parts.len()).ok();
        message.seal();
        let Some(parts) = count(&message.parts).filter(|_| message.own.is_none()) else {
            return self.child(field, &message.build());
        };
        self.seal();
        let part = Part::Nested { field, parts, len: message.len };
        self.add_len(field, message.len);
        self.inside = self.inside.max(message.inside + 1);
        self.learn_known(message.known.as_ref());
        self.local_bytes += message.local_bytes;
        self.guarded |= message.guarded;
        if self.parts.is_empty() {
            message.parts.insert(0, part);
            (self.parts, self.data) = (message.parts, message.data);
        } else {
            self.parts.push(part);
            self.parts.append(&mut message.parts);
            self.data.append(&mut message.data);
        }
        self.sealed = self.data.len();
        self
    }

    /// Appends a repeated message field.
    #[must_use]
    pub fn children<'a>(self, field: u32, messages: impl IntoIterator<Item = &'a Message>) -> Self {
        messages.into_iter().fold(self, |builder, message| builder.child(field, message))
    }

    /// Appends a string field (also an empty one: some fields differ by their presence).
    #[must_use]
    pub fn string(mut self, field: u32, value: &str) -> Self {
        let data = self.room(value.len() + PREFIX);
        encode_key(field, WireType::LengthDelimited, data);
        encode_varint(value.len() as u64, data);
        data.put_slice(value.as_bytes());
        self
    }

    /// Appends a bytes field without copying it, unless it is short.
    #[must_use]
    pub fn bytes(mut self, field: u32, value: Bytes) -> Self {
        let data = self.room(PREFIX);
        encode_key(field, WireType::LengthDelimited, data);
        encode_varint(value.len() as u64, data);
        if value.len() < COPIED { self.encoded(&value) } else { self.shared(value) }
    }

    /// Appends fields that are encoded already, without copying them.
    pub(super) fn shared(mut self, fields: Bytes) -> Self {
        self.seal();
        self.len.full += fields.len();
        self.len.bare += fields.len();
        self.parts.push(Part::Shared(fields));
        self
    }

    /// Appends an integer, enumeration or boolean field (protobuf's `int32`, `int64`, `bool`, enums).
    #[must_use]
    pub fn int(mut self, field: u32, value: impl Into<i64>) -> Self {
        let data = self.room(PREFIX);
        encode_key(field, WireType::Varint, data);
        // Protobuf stores negative integers of every width as ten-byte varints.
        encode_varint(value.into().cast_unsigned(), data);
        self
    }

    /// Records a mistake; the first one is kept.
    #[must_use]
    pub fn error(mut self, error: Error) -> Self {
        self.known().error.get_or_insert(error);
        self
    }

    /// Records a relation that this message refers to by its id: the relation that is built around it will hold it.
    #[must_use]
    pub fn reference(mut self, relation: &Relation) -> Self {
        self.known().references.push(relation.clone());
        self
    }

    /// Records who waits for the metrics that this message asks for.
    #[must_use]
    pub(crate) fn observer(mut self, observer: &Observer) -> Self {
        self.known().observers.push(observer.clone());
        self
    }

    /// Keeps something alive for as long as the message.
    pub(in super::super) fn guard(mut self, guard: Guard) -> Self {
        self.guarded = true;
        self.own.get_or_insert_default().guards.push(guard);
        self
    }

    /// Says that the message holds these rows.
    pub(in super::super) fn local(mut self, data: LocalData) -> Self {
        self.local_bytes += data.len();
        self.own.get_or_insert_default().local = Some(data);
        self
    }

    /// How many messages are nested in each other so far, the one that is built included.
    pub(crate) fn depth(&self) -> usize {
        self.inside + 1
    }

    /// The relations that subqueries in it refer to.
    pub(in super::super) fn references(&self) -> &[Relation] {
        self.known.as_ref().map_or(&[], |known| &known.references)
    }

    /// Forgets what its subqueries refer to: a relation around it holds that.
    pub(in super::super) fn without_references(mut self) -> Self {
        if !self.references().is_empty() {
            self.known().references.clear();
        }
        self
    }

    /// The finished message.
    #[must_use]
    pub fn build(self) -> Message {
        Message(Arc::new(self.finish()))
    }

    pub(super) fn finish(mut self) -> Node {
        self.seal();
        Node {
            data: self.data,
            parts: self.parts,
            len: self.len,
            bare: false,
            depth: self.inside + 1,
            known: self.known,
            local_bytes: self.local_bytes,
            guarded: self.guarded,
            own: self.own,
        }
    }

    /// The buffer, with room for so many bytes more. It grows in large steps from the start: most messages need no second.
    fn room(&mut self, len: usize) -> &mut Vec<u8> {
        if self.data.capacity() - self.data.len() < len {
            self.data.reserve(len.max(64));
        }
        &mut self.data
    }

    fn seal(&mut self) {
        let len = self.data.len() - self.sealed;
        if len > 0 {
            self.sealed = self.data.len();
            self.len.full += len;
            self.len.bare += len;
            self.parts.push(Part::Fields(len));
        }
    }

    /// Adds the length of a field that holds a message.
    fn add_len(&mut self, field: u32, inner: Len) {
        let outer = |inner| key_len(field) + encoded_len_varint(inner as u64) + inner;
        self.len.full += outer(inner.full);
        self.len.bare += outer(inner.bare);
    }

    fn known(&mut self) -> &mut Known {
        Arc::make_mut(self.known.get_or_insert_default())
    }

    fn learn_known(&mut self, known: Option<&Arc<Known>>) {
        match (&mut self.known, known) {
            (_, None) => {}
            (Some(known), Some(other)) if Arc::ptr_eq(known, other) => {}
            (Some(known), Some(other)) => Arc::make_mut(known).learn(other),
            (known @ None, Some(other)) => *known = Some(Arc::clone(other)),
        }
    }

    /// Takes over what a part knows.
    fn learn(&mut self, part: &Message) {
        self.learn_known(part.0.known.as_ref());
        self.local_bytes += part.0.local_bytes;
        self.guarded |= part.0.guarded;
    }

    /// Appends what says where in the program the message was built, encoded already.
    pub(super) fn encoded_call_site(mut self, field: &[u8]) -> Self {
        self.seal();
        self.data.put_slice(field);
        self.seal_call_site();
        self
    }
}
