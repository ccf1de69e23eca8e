//! Builds messages.

mod mark;

use std::{fmt, mem, sync::Arc};

use bytes::Bytes;

use super::{
    CallSite, Change, Data, Extra, Guard, Kind, Known, Len, LocalData, Message, Node, Observer, Operation,
    Part, Patch, Place, Relation,
    cursor::Piece,
    scratch::{Built, Scratch},
    wire::Prefix,
};
use crate::error::Error;

pub(in super::super) use mark::Mark;

/// Shorter fields are copied: a part of their own costs more.
const COPIED: usize = 512;

/// Builds a [`Message`] field by field.
pub struct MessageBuilder {
    /// All that it is: it goes from hand to hand with each field.
    scratch: Box<Scratch>,
}

impl Default for MessageBuilder {
    fn default() -> Self {
        Self { scratch: Scratch::get() }
    }
}

impl fmt::Debug for MessageBuilder {
    /// As that of [`Message`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MessageBuilder({} parts)", self.scratch.parts.len())
    }
}

impl MessageBuilder {
    /// Appends all fields that are set in a generated struct.
    #[must_use]
    pub fn fields(mut self, message: &impl prost::Message) -> Self {
        // Cannot fail: the buffer grows.
        message.encode_raw(&mut self.scratch.data);
        self
    }

    /// Appends fields that are encoded already.
    pub(in super::super) fn encoded(mut self, fields: &[u8]) -> Self {
        self.scratch.data.extend_from_slice(fields);
        self
    }

    /// Appends fields of another message with their call sites.
    pub(super) fn piece(mut self, piece: &Piece<'_>) -> Self {
        self.scratch.more += piece.more();
        self.append(piece.data(), piece.patches, piece.from);
        self
    }

    /// Takes over what concerns the plan around a message, but not the message.
    #[must_use]
    pub(crate) fn concerned(mut self, message: &Message) -> Self {
        if let Some(extra) = &message.0.extra {
            self.learn(extra);
        }
        self
    }

    /// Appends the field `common` of an expression, which says that it comes from an operation and where that was called.
    #[must_use]
    pub(crate) fn call_site(mut self, operation: Operation, site: CallSite) -> Self {
        if let Some(origin) = site.origin(operation) {
            self.scratch.more += origin.len(&self.scratch.data);
            let at = self.scratch.data.len();
            self.scratch.patches.push(Patch { at, change: Change::Origin(origin) });
        }
        self
    }

    /// The call of the function with whose name this begins, of where this will stand in the only field of an expression.
    pub(crate) fn function(&self) -> Operation {
        // All but the number of the field.
        Operation::Function {
            before: u32::try_from(self.scratch.data.len().saturating_sub(1)).unwrap_or_default(),
        }
    }

    /// Appends a message field.
    #[must_use]
    pub fn child(mut self, field: u32, message: &Message) -> Self {
        self.scratch.inside = self.scratch.inside.max(message.0.depth);
        self = self.concerned(message);
        let node = &*message.0;
        if node.is_copied() {
            self.begin(field, node.len);
            self.append(&node.data, &node.patches, 0);
        } else {
            self.share(field, node.len, node.len, Kind::Child { field, message: message.clone() });
        }
        self
    }

    /// Appends all fields of a message, which is shared and not copied unless it is small.
    #[must_use]
    pub(crate) fn inline(mut self, message: &Message) -> Self {
        self.scratch.inside = self.scratch.inside.max(message.0.depth - 1);
        self = self.concerned(message);
        let node = &*message.0;
        if node.is_copied() {
            self.scratch.more += node.len.saved();
            self.append(&node.data, &node.patches, 0);
        } else {
            self.scratch.shared += node.len;
            self.part(Kind::Inline(message.clone()));
        }
        self
    }

    /// Appends a message field whose message is nowhere else, without making a [`Message`] of it.
    #[must_use]
    pub(crate) fn nested(mut self, field: u32, mut message: Self) -> Self {
        let own = message.scratch.extra.as_ref().is_some_and(|extra| extra.own.is_some());
        let Some(parts) = u32::try_from(message.scratch.parts.len()).ok().filter(|_| !own) else {
            return self.child(field, &message.build());
        };
        self.scratch.inside = self.scratch.inside.max(message.scratch.inside + 1);
        if let Some(extra) = message.scratch.extra.take() {
            self.learn(&extra);
        }
        let len = message.len();
        if parts == 0 && u32::try_from(len.saved()).is_ok() {
            self.begin(field, len);
        } else {
            let (begin, inner) = (self.place(), message.place());
            let end = Place { data: begin.data + inner.data, patches: begin.patches + inner.patches };
            self.share(field, len, message.scratch.shared, Kind::Nested { field, parts, end, len });
            self.scratch.more += message.scratch.more;
        }
        let before = self.place();
        if before.data == 0 && before.patches == 0 {
            mem::swap(&mut self.scratch.data, &mut message.scratch.data);
            mem::swap(&mut self.scratch.patches, &mut message.scratch.patches);
        } else {
            self.append(&message.scratch.data, &message.scratch.patches, 0);
        }
        let moved = |part: Part| part.moved(Place::default(), before);
        self.scratch.parts.extend(message.scratch.parts.drain(..).map(moved));
        message.scratch.give_back();
        self
    }

    /// Makes of the message that is built the only field of another one: what stands before it is put there.
    #[must_use]
    pub(crate) fn enclosed(mut self, field: u32) -> Self {
        let own = self.scratch.extra.as_ref().is_some_and(|extra| extra.own.is_some());
        let len = self.len();
        let Some(more) = u32::try_from(len.saved()).ok().filter(|_| !own && self.scratch.parts.is_empty())
        else {
            return Message::builder().nested(field, self);
        };
        let prefix = Prefix::of(field, len.bare);
        let Scratch { data, patches, .. } = &mut *self.scratch;
        let end = data.len();
        data.extend_from_slice(prefix.bytes());
        data.copy_within(..end, prefix.len());
        if let Some(start) = data.get_mut(..prefix.len()) {
            start.copy_from_slice(prefix.bytes());
        }
        if more > 0 {
            patches.iter_mut().for_each(|patch| patch.at += prefix.len());
            patches.insert(0, Patch { at: prefix.key_len(), change: Change::Longer(more) });
            self.scratch.more += Prefix::of(field, len.full).len() - prefix.len();
        }
        self.scratch.inside += 1;
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
        self.prefix(Prefix::of(field, value.len()));
        self.scratch.data.extend_from_slice(value.as_bytes());
        self
    }

    /// Appends a bytes field without copying it, unless it is short.
    #[must_use]
    pub fn bytes(mut self, field: u32, value: Bytes) -> Self {
        self.prefix(Prefix::of(field, value.len()));
        if value.len() < COPIED { self.encoded(&value) } else { self.shared(value) }
    }

    /// Appends fields that are encoded already, without copying them.
    pub(super) fn shared(mut self, fields: Bytes) -> Self {
        self.scratch.shared += Len { full: fields.len(), bare: fields.len() };
        self.part(Kind::Shared(fields));
        self
    }

    /// Appends an integer, enumeration or boolean field (protobuf's `int32`, `int64`, `bool`, enums).
    #[must_use]
    pub fn int(mut self, field: u32, value: impl Into<i64>) -> Self {
        // Protobuf stores negative integers of every width as ten-byte varints.
        self.prefix(Prefix::int(field, value.into().cast_unsigned()));
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
        let extra = self.scratch.extra.get_or_insert_default();
        extra.guarded = true;
        extra.own.guards.push(guard);
        self
    }

    /// Has the message keep its encoded form from the second time on that it is [sent](Message::sending).
    pub(in super::super) fn kept(mut self) -> Self {
        self.scratch.extra.get_or_insert_default().own.kept = Some(Arc::default());
        self
    }

    /// Says that the message holds these rows.
    pub(in super::super) fn local(mut self, data: LocalData) -> Self {
        let extra = self.scratch.extra.get_or_insert_default();
        extra.local_bytes += data.len();
        extra.own.local = Some(data);
        self
    }

    /// How many messages are nested in each other so far, the one that is built included.
    pub(crate) fn depth(&self) -> usize {
        self.scratch.inside + 1
    }

    /// The relations that subqueries in it refer to.
    pub(in super::super) fn references(&self) -> &[Relation] {
        let known = self.scratch.extra.as_ref().and_then(|extra| extra.known.as_deref());
        known.map_or(&[], |known| &known.references)
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
        let (len, depth) = (self.len(), self.depth());
        let Built { data, patches, parts, extra } = self.scratch.take();
        self.scratch.give_back();
        Node { data, patches, parts, len, bare: false, depth, extra }
    }

    /// The encoded length so far.
    fn len(&self) -> Len {
        let data = self.scratch.data.len();
        Len {
            full: data + self.scratch.more + self.scratch.shared.full,
            bare: data + self.scratch.shared.bare,
        }
    }

    /// Writes what stands before a value.
    fn prefix(&mut self, prefix: Prefix) {
        self.scratch.data.extend_from_slice(prefix.bytes());
    }

    /// Begins a field that holds a message of this length, which is written to the data next.
    fn begin(&mut self, field: u32, len: Len) {
        self.open(field, len);
        self.scratch.more += len.saved();
    }

    /// Begins a field that holds a message of this length.
    fn open(&mut self, field: u32, len: Len) {
        let prefix = Prefix::of(field, len.bare);
        if let (1.., Ok(more)) = (len.saved(), u32::try_from(len.saved())) {
            let at = self.scratch.data.len() + prefix.key_len();
            self.scratch.patches.push(Patch { at, change: Change::Longer(more) });
            self.scratch.more += Prefix::of(field, len.full).len() - prefix.len();
        }
        self.prefix(prefix);
    }

    /// Writes data with its patches, which count from `from`.
    fn append(&mut self, data: &[u8], patches: &[Patch], from: usize) {
        let at = self.scratch.data.len();
        self.scratch.data.extend_from_slice(data);
        self.scratch.patches.extend(patches.iter().map(|patch| Patch { at: patch.at - from + at, ..*patch }));
    }

    /// Where the next field begins.
    fn place(&self) -> Place {
        Place { data: self.scratch.data.len(), patches: self.scratch.patches.len() }
    }

    fn part(&mut self, kind: Kind) {
        self.scratch.parts.push(Part { at: self.place(), kind });
    }

    /// Adds a part that is a field with a message of this length, of which so much is not in the data.
    fn share(&mut self, field: u32, len: Len, shared: Len, kind: Kind) {
        self.scratch.shared += shared;
        self.scratch.shared.full += Prefix::of(field, len.full).len();
        self.scratch.shared.bare += Prefix::of(field, len.bare).len();
        self.part(kind);
    }

    fn known(&mut self) -> &mut Known {
        Arc::make_mut(self.scratch.extra.get_or_insert_default().known.get_or_insert_default())
    }

    /// Takes over what concerns the plan around a part.
    fn learn(&mut self, part: &Extra) {
        let extra = self.scratch.extra.get_or_insert_default();
        extra.local_bytes += part.local_bytes;
        extra.guarded |= part.guarded;
        match (&mut extra.known, &part.known) {
            (_, None) => {}
            (Some(known), Some(other)) if Arc::ptr_eq(known, other) => {}
            (Some(known), Some(other)) => Arc::make_mut(known).learn(other),
            (known @ None, Some(other)) => *known = Some(Arc::clone(other)),
        }
    }
}

impl Message {
    /// As [`Message::wrap`], of a message that nobody else has: it grows in place.
    pub(crate) fn wrapped(mut self, field: u32) -> Self {
        match Arc::get_mut(&mut self.0) {
            Some(node) if node.is_copied() && node.patches.is_empty() => {
                let prefix = Prefix::of(field, node.data.len());
                node.data = Data::of(prefix.bytes(), &node.data);
                node.len += Len { full: prefix.len(), bare: prefix.len() };
                node.depth += 1;
                self
            }
            _ => Self::wrap(field, &self),
        }
    }
}

impl Node {
    /// Whether it is copied to where it is used: that takes less than to share it.
    fn is_copied(&self) -> bool {
        let own = self.extra.as_ref().is_some_and(|extra| extra.own.is_some());
        self.parts.is_empty() && !own && !self.bare && self.data.len() + size_of_val(&*self.patches) <= COPIED
    }
}
