//! Builds messages.

use std::{fmt, sync::Arc};

use bytes::Bytes;

use super::{
    CallSite, Guard, Kind, Known, Len, LocalData, Message, Node, Observer, Own, Part, Patch, Relation,
    cursor::Piece, wire::Prefix,
};
use crate::error::Error;

/// Shorter fields are copied: a part of their own costs more.
const COPIED: usize = 512;

/// The room that a message begins with: most need no more.
const ROOM: usize = 128;

/// Builds a [`Message`] field by field.
#[derive(Default)]
pub struct MessageBuilder {
    data: Vec<u8>,
    patches: Vec<Patch>,
    parts: Vec<Part>,
    /// The length of the parts: all that is not in the data.
    shared: Len,
    /// How much shorter the data is without call sites.
    less: usize,
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
        self.room(fields.len()).extend_from_slice(fields);
        self
    }

    /// Appends fields of another message with their call sites.
    pub(super) fn piece(mut self, piece: &Piece<'_>) -> Self {
        self.less += piece.less();
        self.append(piece.data, piece.patches, piece.from);
        self
    }

    /// Appends the field `common` of an expression, which says that it comes from the operation `fragment` and where
    /// that was called.
    #[must_use]
    pub(crate) fn call_site(mut self, common: u32, fragment: &str, site: CallSite) -> Self {
        let at = self.data.len();
        site.encode(common, fragment, self.room(0));
        let len = self.data.len() - at;
        if let Ok(written @ 1..) = u32::try_from(len) {
            self.patches.push(Patch { at, len: written, less: 0 });
            self.less += len;
        }
        self
    }

    /// Appends a message field.
    #[must_use]
    pub fn child(mut self, field: u32, message: &Message) -> Self {
        self.inside = self.inside.max(message.0.depth);
        self.learn(message);
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
        self.inside = self.inside.max(message.0.depth - 1);
        self.learn(message);
        let node = &*message.0;
        if node.is_copied() {
            self.less += node.len.saved();
            self.append(&node.data, &node.patches, 0);
        } else {
            self.shared += node.len;
            self.parts.push(Part { at: self.data.len(), kind: Kind::Inline(message.clone()) });
        }
        self
    }

    /// Appends a message field whose message is nowhere else, without making a [`Message`] of it.
    #[must_use]
    pub(crate) fn nested(mut self, field: u32, message: Self) -> Self {
        let Some(parts) = u32::try_from(message.parts.len()).ok().filter(|_| message.own.is_none()) else {
            return self.child(field, &message.build());
        };
        self.inside = self.inside.max(message.inside + 1);
        self.learn_known(message.known.as_ref());
        self.local_bytes += message.local_bytes;
        self.guarded |= message.guarded;
        let len = message.len();
        if parts == 0 && u32::try_from(len.saved()).is_ok() {
            self.begin(field, len);
            self.append(&message.data, &message.patches, 0);
            return self;
        }
        let at = self.data.len();
        let end = at + message.data.len();
        self.share(field, len, message.shared, Kind::Nested { field, parts, end, len });
        self.less += message.less;
        self.append(&message.data, &message.patches, 0);
        self.parts.extend(message.parts.into_iter().map(|part| part.behind(at)));
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
        self.prefix(Prefix::of(field, value.len()), value.len());
        self.data.extend_from_slice(value.as_bytes());
        self
    }

    /// Appends a bytes field without copying it, unless it is short.
    #[must_use]
    pub fn bytes(mut self, field: u32, value: Bytes) -> Self {
        self.prefix(Prefix::of(field, value.len()), 0);
        if value.len() < COPIED { self.encoded(&value) } else { self.shared(value) }
    }

    /// Appends fields that are encoded already, without copying them.
    pub(super) fn shared(mut self, fields: Bytes) -> Self {
        self.shared += Len { full: fields.len(), bare: fields.len() };
        self.parts.push(Part { at: self.data.len(), kind: Kind::Shared(fields) });
        self
    }

    /// Appends an integer, enumeration or boolean field (protobuf's `int32`, `int64`, `bool`, enums).
    #[must_use]
    pub fn int(mut self, field: u32, value: impl Into<i64>) -> Self {
        // Protobuf stores negative integers of every width as ten-byte varints.
        self.prefix(Prefix::int(field, value.into().cast_unsigned()), 0);
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

    /// Has the message keep its encoded form from the second time on that it is [sent](Message::sending).
    pub(in super::super) fn kept(mut self) -> Self {
        self.own.get_or_insert_default().kept = Some(Arc::default());
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

    pub(super) fn finish(self) -> Node {
        Node {
            len: self.len(),
            data: self.data,
            patches: self.patches,
            parts: self.parts,
            bare: false,
            depth: self.inside + 1,
            known: self.known,
            local_bytes: self.local_bytes,
            guarded: self.guarded,
            own: self.own,
        }
    }

    /// The encoded length so far.
    fn len(&self) -> Len {
        let data = self.data.len();
        Len { full: data + self.shared.full, bare: data - self.less + self.shared.bare }
    }

    /// The buffer, with room for so many bytes more.
    fn room(&mut self, len: usize) -> &mut Vec<u8> {
        if self.data.capacity() - self.data.len() < len {
            self.data.reserve(len.max(ROOM));
        }
        &mut self.data
    }

    /// Writes what stands before a value of this length.
    fn prefix(&mut self, prefix: Prefix, value: usize) {
        self.room(prefix.len() + value).extend_from_slice(prefix.bytes());
    }

    /// Begins a field that holds a message of this length, which is written to the data next.
    fn begin(&mut self, field: u32, len: Len) {
        let prefix = Prefix::of(field, len.full);
        let saved = len.saved();
        if let (1.., Ok(less)) = (saved, u32::try_from(saved)) {
            let at = self.data.len() + prefix.key_len();
            self.patches.push(Patch { at, len: prefix.value_len(), less });
            self.less += saved + prefix.len() - Prefix::of(field, len.bare).len();
        }
        self.prefix(prefix, len.full);
    }

    /// Writes data with its patches, which count from `from`.
    fn append(&mut self, data: &[u8], patches: &[Patch], from: usize) {
        let at = self.data.len();
        self.room(data.len()).extend_from_slice(data);
        self.patches.extend(patches.iter().map(|patch| Patch { at: patch.at - from + at, ..*patch }));
    }

    /// Adds a part that is a field with a message of this length, of which so much is not in the data.
    fn share(&mut self, field: u32, len: Len, shared: Len, kind: Kind) {
        self.shared += shared;
        self.shared.full += Prefix::of(field, len.full).len();
        self.shared.bare += Prefix::of(field, len.bare).len();
        self.parts.push(Part { at: self.data.len(), kind });
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
}

impl Node {
    /// Whether it is copied to where it is used: that takes less than to share it.
    fn is_copied(&self) -> bool {
        self.parts.is_empty() && self.own.is_none() && !self.bare && self.data.len() <= COPIED
    }
}

impl Part {
    /// The same part behind so many bytes.
    fn behind(mut self, bytes: usize) -> Self {
        self.at += bytes;
        if let Kind::Nested { end, .. } = &mut self.kind {
            *end += bytes;
        }
        self
    }
}
