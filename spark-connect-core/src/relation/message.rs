//! A protobuf message as a tree of shared, already encoded parts.
//!
//! Plans are built one step at a time, every step keeps the whole plan below it, and pipelines are long. With
//! the generated structs each step would copy the plan, `encoded_len` would cost the square of the depth, and
//! encoding and dropping would recurse until the stack ends. A [`Message`] is immutable and shared: a step costs
//! its own fields, the length is known when it is made, and encoding and dropping walk a heap-allocated stack.

mod builder;
mod cursor;
mod few;
mod kept;
mod replace;
mod scratch;
mod wire;

use std::{
    borrow::Cow,
    fmt, mem,
    ops::{Add, AddAssign},
    sync::Arc,
};

use bytes::{BufMut, Bytes, BytesMut};

pub(super) use builder::Mark;
pub use builder::MessageBuilder;
use cursor::Cursor;
use few::Few;
use kept::Kept;
pub(super) use wire::Prefix;
pub(crate) use wire::{Fields, Value};

use super::{CallSite, Guard, LocalData, Operation, Relation, call_site::Origin};
use crate::{error::Error, observation::Observer};

/// Fields of this many bytes are shared rather than copied.
const SHARED: usize = 4096;

/// An immutable protobuf message, cheap to clone, whose length and nesting depth are known.
///
/// It also carries what concerns the plan around it: the first mistake that was made while it was built (building a
/// plan cannot fail, running it does), the relations that its subqueries refer to by id, and who observes its rows.
#[derive(Clone)]
pub struct Message(Arc<Node>);

/// The bytes of a message; so many of them take no memory of their own.
type Data = Few<u8, 30>;

/// Where the bytes of a message are others with call sites: mostly in one place, or none.
type Patches = Few<Patch, 1>;

/// A message: bytes, and between them what is shared with other messages. Plans have tens of thousands of messages, so
/// one takes few allocations: small ones are bytes of those that they are in.
struct Node {
    /// What is encoded already, without call sites.
    data: Data,
    /// Where the data is another one with call sites, in order.
    patches: Patches,
    /// What stands between the bytes of the data, in order.
    parts: Box<[Part]>,
    /// The encoded length.
    len: Len,
    /// Whether everything in it is encoded without call sites.
    bare: bool,
    depth: usize,
    extra: Option<Box<Extra>>,
}

/// What concerns the plan around a message. Most have none of it.
#[derive(Debug, Clone, Default)]
struct Extra {
    known: Option<Arc<Known>>,
    /// How many bytes of local data there are in this message, counted wherever they stand.
    local_bytes: usize,
    /// Whether there are guards here or in a part.
    guarded: bool,
    own: Own,
}

/// What a message and all that have it as a part know. Most know nothing.
#[derive(Debug, Clone, Default)]
struct Known {
    error: Option<Error>,
    references: Vec<Relation>,
    observers: Vec<Observer>,
}

impl Known {
    fn learn(&mut self, other: &Self) {
        if self.error.is_none() {
            self.error.clone_from(&other.error);
        }
        for reference in &other.references {
            // A query may use another one several times; it is sent once.
            if !self.references.iter().any(|known| known.is(reference)) {
                self.references.push(reference.clone());
            }
        }
        for observer in &other.observers {
            // A plan may hold the same rows twice.
            if !self.observers.iter().any(|known| known.is(observer)) {
                self.observers.push(observer.clone());
            }
        }
    }
}

/// What a message has that is not its parts'.
#[derive(Debug, Clone, Default)]
struct Own {
    /// Set if this is the `LocalRelation` that holds these rows.
    local: Option<LocalData>,
    /// What lives as long as this message, and so as long as every message that has it as a part.
    guards: Vec<Guard>,
    /// Its encoded form, if it is sent again and again: all forms of the message share it.
    kept: Option<Arc<Kept>>,
}

impl Own {
    fn is_some(&self) -> bool {
        self.local.is_some() || !self.guards.is_empty() || self.kept.is_some()
    }
}

/// An encoded length: with call sites, and without them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Len {
    full: usize,
    bare: usize,
}

impl Len {
    fn of(self, bare: bool) -> usize {
        if bare { self.bare } else { self.full }
    }

    /// That of a field which holds a text.
    pub(super) fn of_text(field: u32, text: &str) -> Self {
        Self { full: text.len(), bare: text.len() }.in_field(field)
    }

    /// That of a field which holds a message of this length.
    pub(super) fn in_field(self, field: u32) -> Self {
        self + Self { full: Prefix::of(field, self.full).len(), bare: Prefix::of(field, self.bare).len() }
    }

    /// How much call sites take.
    fn saved(self) -> usize {
        self.full - self.bare
    }
}

impl Add for Len {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { full: self.full + other.full, bare: self.bare + other.bare }
    }
}

impl AddAssign for Len {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// A place in the data that is another one with call sites.
#[derive(Debug, Clone, Copy, Default)]
struct Patch {
    at: usize,
    change: Change,
}

/// What is different with call sites.
#[derive(Debug, Clone, Copy)]
enum Change {
    /// By how much the number is larger that stands here: the length of a message.
    Longer(u32),
    /// Here stands a field that says where in the program the message was built.
    Origin(Origin),
}

impl Default for Change {
    fn default() -> Self {
        Self::Longer(0)
    }
}

/// A place in a message: how much of its data and how many of its patches are before it.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    data: usize,
    patches: usize,
}

/// What stands between the bytes of a message.
#[derive(Clone)]
struct Part {
    at: Place,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    /// The beginning of a field that holds a message which is nowhere else and has parts: the next ones, so many, and
    /// the data until `end`.
    Nested { field: u32, parts: u32, end: Place, len: Len },
    /// Whole fields that are shared.
    Shared(Bytes),
    /// A length-delimited field that holds another message.
    Child { field: u32, message: Message },
    /// All fields of another message, as if they were this one's: what lets a message grow without being copied.
    Inline(Message),
}

impl Message {
    /// Starts an empty message.
    #[must_use]
    pub fn builder() -> MessageBuilder {
        MessageBuilder::default()
    }

    /// The message that a generated struct stands for.
    #[must_use]
    pub fn of(message: &impl prost::Message) -> Self {
        Self::builder().fields(message).build()
    }

    /// A message with the single field `field`, which holds `child`.
    #[must_use]
    pub fn wrap(field: u32, child: &Self) -> Self {
        Self::builder().child(field, child).build()
    }

    /// A message that stands for a mistake: whatever contains it cannot be run.
    #[must_use]
    pub fn invalid(error: Error) -> Self {
        Self::builder().error(error).build()
    }

    /// The same message without the places in the program at which it and its parts were built.
    #[must_use]
    pub fn without_call_sites(&self) -> Self {
        let node = &*self.0;
        Self(Arc::new(Node {
            data: node.data.clone(),
            patches: node.patches.clone(),
            parts: node.parts.clone(),
            len: Len { full: node.len.bare, bare: node.len.bare },
            bare: true,
            depth: node.depth,
            extra: node.extra.clone(),
        }))
    }

    /// The encoded length in bytes.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        self.0.len.full
    }

    /// How many messages are nested in each other, this one included and call sites left out.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.depth
    }

    /// The first mistake that was made while this message was built.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.known()?.error.as_ref()
    }

    /// The relations that subqueries in this message refer to by id, and that the plan has to hold for them.
    pub(crate) fn references(&self) -> &[Relation] {
        self.known().map_or(&[], |known| &known.references)
    }

    /// Who waits for the metrics that the server computes on the way.
    pub(crate) fn observers(&self) -> &[Observer] {
        self.known().map_or(&[], |known| &known.observers)
    }

    /// Whether it holds nothing that concerns the plan around it.
    pub(crate) fn is_plain(&self) -> bool {
        self.0.extra.is_none()
    }

    fn own(&self) -> Option<&Own> {
        self.0.extra.as_ref().map(|extra| &extra.own)
    }

    fn known(&self) -> Option<&Known> {
        self.0.extra.as_ref()?.known.as_deref()
    }

    /// What this message and its parts keep alive, each once.
    pub(super) fn guards(&self) -> Vec<Guard> {
        let mut found: Vec<Guard> = Vec::new();
        let mut stack = vec![self];
        while let Some(message) = stack.pop() {
            for guard in message.0.extra.iter().flat_map(|extra| &extra.own.guards) {
                if !found.iter().any(|known| known.is(guard)) {
                    found.push(guard.clone());
                }
            }
            stack.extend(
                message.parts().filter(|message| message.0.extra.as_ref().is_some_and(|extra| extra.guarded)),
            );
        }
        found
    }

    /// The rows that this message holds, if it is a `LocalRelation`.
    fn local(&self) -> Option<&LocalData> {
        self.own()?.local.as_ref()
    }

    /// The messages that are parts of this one.
    fn parts(&self) -> impl Iterator<Item = &Self> {
        self.0.parts.iter().filter_map(|part| match &part.kind {
            Kind::Child { message, .. } | Kind::Inline(message) => Some(message),
            Kind::Nested { .. } | Kind::Shared(_) => None,
        })
    }

    /// The encoded message without call sites, to look at it: in place where it is small.
    pub(crate) fn encoded(&self) -> Cow<'_, [u8]> {
        if self.0.parts.is_empty() {
            return Cow::Borrowed(&self.0.data);
        }
        let mut buf = Vec::with_capacity(self.0.len.bare);
        self.write(true, &mut buf, |buf, fields| buf.put_slice(fields));
        Cow::Owned(buf)
    }

    /// Writes the encoded message, without recursion.
    pub fn encode(&self, buf: &mut impl BufMut) {
        self.write(false, buf, |buf, fields| buf.put_slice(fields));
    }

    /// Writes the encoded message, with call sites or without: most of it to `buf`, and fields that are shared by
    /// `shared`.
    fn write<B: BufMut>(&self, bare: bool, buf: &mut B, mut shared: impl FnMut(&mut B, &Bytes)) {
        let mut stack = Vec::new();
        let mut current = (Cursor::of(self), bare || self.0.bare);
        loop {
            let (cursor, bare) = &mut current;
            let Some(part) = cursor.next() else {
                cursor.write(cursor.end(), *bare, buf);
                let Some(outer) = stack.pop() else { return };
                current = outer;
                continue;
            };
            cursor.write(part.at, *bare, buf);
            let inner = match &part.kind {
                Kind::Shared(fields) => {
                    shared(buf, fields);
                    continue;
                }
                Kind::Nested { field, len, .. } => {
                    buf.put_slice(Prefix::of(*field, len.of(*bare)).bytes());
                    continue;
                }
                Kind::Inline(message) => message,
                Kind::Child { field, message } => {
                    buf.put_slice(Prefix::of(*field, message.0.len.of(*bare)).bytes());
                    if let Some(encoded) = message.kept(*bare) {
                        shared(buf, encoded);
                        continue;
                    }
                    message
                }
            };
            let bare = *bare || inner.0.bare;
            stack.push(mem::replace(&mut current, (Cursor::of(inner), bare)));
        }
    }

    /// The encoded message.
    #[must_use]
    pub fn to_bytes(&self) -> Bytes {
        let mut buf = Vec::with_capacity(self.encoded_len());
        self.encode(&mut buf);
        buf.into()
    }

    /// The encoded message as parts that follow each other; large ones are shared and not copied.
    pub(crate) fn to_parts(&self) -> Vec<Bytes> {
        let (mut parts, mut small) = (Vec::new(), BytesMut::new());
        self.write(false, &mut small, |small, fields| {
            if fields.len() < SHARED {
                small.put_slice(fields);
            } else {
                parts.extend([small.split().freeze(), fields.clone()]);
            }
        });
        parts.push(small.freeze());
        parts
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if self.parts.is_empty() {
            return;
        }
        // Children that nobody else holds are emptied here, so that dropping them does not recurse.
        let mut stack = mem::take(&mut self.parts).into_vec();
        while let Some(part) = stack.pop() {
            if let Kind::Child { message, .. } | Kind::Inline(message) = part.kind
                && let Some(mut node) = Arc::into_inner(message.0)
            {
                stack.append(&mut mem::take(&mut node.parts).into_vec());
            }
        }
    }
}

impl fmt::Debug for Message {
    /// The shape only: a plan may hold literals and local data that must not reach a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Message({} bytes, depth {})", self.encoded_len(), self.depth())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::hidden, *};
    use crate::error::ErrorKind;

    #[test]
    fn encodes_what_prost_encodes() {
        let inner = prost_types::Any { type_url: "t".into(), value: vec![1, 2, 3] };
        let nested = Message::builder().string(1, "outer").child(2, &Message::of(&inner)).int(3, -1).build();
        let mut expected = BytesMut::new();
        prost::encoding::string::encode(1, &"outer".to_owned(), &mut expected);
        prost::encoding::message::encode(2, &inner, &mut expected);
        prost::encoding::int64::encode(3, &-1, &mut expected);
        assert_eq!(nested.to_bytes(), expected);
        assert_eq!(nested.encoded_len(), expected.len());
        assert_eq!(nested.depth(), 2);
    }

    #[test]
    fn call_sites_can_be_left_out() {
        let leaf = |site| Message::builder().call_site(Operation::Col, site).string(1, "name").build();
        let tree = |site| Message::builder().child(2, &leaf(site)).child(3, &leaf(site)).int(4, 1).build();
        let (here, nowhere) = (tree(CallSite::here()), hidden(|| tree(CallSite::here())));
        assert!(String::from_utf8_lossy(&here.to_bytes()).contains(file!()));
        assert_eq!(here.to_bytes().len(), here.encoded_len());
        assert_eq!(here.without_call_sites().to_bytes(), nowhere.to_bytes());
        // Also where it is a part of something else, before or after.
        for whole in
            [Message::wrap(5, &here).without_call_sites(), Message::wrap(5, &here.without_call_sites())]
        {
            assert_eq!(whole.to_bytes(), Message::wrap(5, &nowhere).to_bytes());
            assert_eq!(whole.to_bytes().len(), whole.encoded_len());
        }
    }

    #[test]
    fn a_message_is_put_into_a_field_in_place() {
        let text = "x".repeat(100);
        let called = |body: MessageBuilder| body.call_site(Operation::Cast, CallSite::here());
        let shared = Message::builder().bytes(1, vec![1; 5000].into()).build();
        let bodies: [&dyn Fn() -> MessageBuilder; 5] = [
            &|| Message::builder(),
            &|| Message::builder().string(1, &text),
            &|| called(Message::builder().string(1, &text)),
            &|| called(called(Message::builder().string(1, &text)).enclosed(20)),
            &|| called(Message::builder().child(3, &shared)),
        ];
        for body in bodies {
            let in_place = body().enclosed(300).int(2, 1).build();
            let copied = Message::builder().nested(300, body()).int(2, 1).build();
            let facts = |message: &Message| (message.to_bytes(), message.encoded_len(), message.depth());
            assert_eq!(facts(&in_place), facts(&copied));
            assert_eq!(facts(&in_place.without_call_sites()), facts(&copied.without_call_sites()));
            let around = |message: &Message| facts(&Message::wrap(1, message).without_call_sites());
            assert_eq!(around(&in_place), around(&copied));
        }
    }

    #[test]
    fn a_deep_message_is_built_encoded_and_dropped_without_recursion() {
        let mut message = Message::builder().int(1, 7).build();
        for _ in 0..100_000 {
            message = Message::wrap(1, &message);
        }
        assert_eq!(message.depth(), 100_001);
        assert_eq!(message.to_bytes().len(), message.encoded_len());
    }

    #[test]
    fn the_first_mistake_is_kept() {
        let first = Message::invalid(Error::new(ErrorKind::InvalidPlan, "first"));
        let second = Message::invalid(Error::new(ErrorKind::InvalidPlan, "second"));
        let both = Message::builder().child(1, &first).child(2, &second).build();
        assert_eq!(both.error().map(ToString::to_string).as_deref(), Some("first"));
    }

    #[test]
    fn local_data_is_found_and_replaced_wherever_it_stands() {
        let data = |byte: u8| LocalData::new(Bytes::from(vec![byte; 5000]), vec![100, 4900], "a INT");
        let (ones, twos) = (data(1), data(2));
        let relation =
            |data: &LocalData| Message::builder().int(9, 9).child(11, &data.inline().build()).build();
        let (mut deep, other) = (relation(&ones), Message::builder().string(1, "other").build());
        for _ in 0..10_000 {
            deep = Message::builder().child(3, &other).child(1, &deep).string(2, "after").build();
        }
        let plan =
            Message::builder().child(1, &deep).child(2, &relation(&twos)).child(3, &relation(&ones)).build();
        assert_eq!(plan.local_bytes(), 15_000);
        let found: Vec<_> =
            plan.local_data().iter().map(|found| (found.is(&ones), found.is(&twos))).collect();
        assert_eq!(
            (found.len(), found.contains(&(true, false)), found.contains(&(false, true))),
            (2, true, true)
        );

        // Also in fields that are shared with another message.
        let inlined = Message::builder().inline(&relation(&ones)).int(7, 7).build();
        let cached = Message::builder().string(3, "hash").build();
        let replaced = inlined.replace_local(|_| Some((36, cached.clone())));
        let expected = Message::builder().int(9, 9).child(36, &cached).int(7, 7).build();
        assert_eq!((replaced.to_bytes(), replaced.depth()), (expected.to_bytes(), expected.depth()));
        assert_eq!(inlined.local_data().len(), 1);

        let same = plan.replace_local(|_| None);
        let bare = Message::builder().child(1, &plan).call_site(Operation::Over, CallSite::here()).build();
        let bare = bare.without_call_sites();
        assert_eq!(bare.replace_local(|_| None).to_bytes(), bare.to_bytes());
        assert_eq!(bare.to_parts().concat(), bare.to_bytes());
        assert_eq!(same.to_bytes(), plan.to_bytes());
        assert_eq!(same.to_parts().concat(), plan.to_bytes());

        let replaced = plan.replace_local(|data| data.is(&ones).then(|| (36, cached.clone())));
        let mut expected = Message::builder().int(9, 9).child(36, &cached).build();
        let local = expected.clone();
        for _ in 0..10_000 {
            expected = Message::builder().child(3, &other).child(1, &expected).string(2, "after").build();
        }
        let expected =
            Message::builder().child(1, &expected).child(2, &relation(&twos)).child(3, &local).build();
        assert_eq!(replaced.to_bytes(), expected.to_bytes());
        assert_eq!((replaced.local_bytes(), replaced.encoded_len()), (5000, expected.encoded_len()));
        assert_eq!(replaced.depth(), expected.depth());
    }

    #[test]
    fn a_message_is_wrapped_in_place_if_nobody_else_has_it() {
        let message = || Message::builder().string(1, "text").build();
        let (shared, long) = (message(), Message::builder().string(1, &"long".repeat(500)).build());
        let same = shared.clone();
        let sited = Message::builder().call_site(Operation::Col, CallSite::here()).build();
        for (mine, kept) in
            [(message(), message()), (same, shared.clone()), (long.clone(), long), (sited.clone(), sited)]
        {
            let (wrapped, expected) = (mine.wrapped(3), Message::wrap(3, &kept));
            assert_eq!((wrapped.to_bytes(), wrapped.depth()), (expected.to_bytes(), expected.depth()));
            assert_eq!(wrapped.encoded_len(), expected.encoded_len());
        }
        assert_eq!(shared.to_bytes().len(), 6);
    }

    #[test]
    fn sharing_survives_the_drop_of_one_owner() {
        let shared = Message::builder().string(1, "kept").build();
        let owner = Message::wrap(1, &shared);
        drop(owner);
        assert_eq!(shared.to_bytes().len(), 6);
    }
}
