//! A protobuf message as a tree of shared, already encoded parts.
//!
//! Plans are built one step at a time, every step keeps the whole plan below it, and pipelines are long. With
//! the generated structs each step would copy the plan, `encoded_len` would cost the square of the depth, and
//! encoding and dropping would recurse until the stack ends. A [`Message`] is immutable and shared: a step costs
//! its own fields, the length is known when it is made, and encoding and dropping walk a heap-allocated stack.

mod replace;

use std::{fmt, mem, sync::Arc};

use bytes::{BufMut, Bytes, BytesMut};
use prost::encoding::{WireType, encode_key, encode_varint, encoded_len_varint, key_len};

use super::{CallSite, Guard, LocalData, Relation};
use crate::{error::Error, observation::Observer};

/// Fields of this many bytes are shared rather than copied.
const SHARED: usize = 4096;

/// An immutable protobuf message, cheap to clone, whose length and nesting depth are known.
///
/// It also carries what concerns the plan around it: the first mistake that was made while it was built (building a
/// plan cannot fail, running it does), the relations that its subqueries refer to by id, and who observes its rows.
#[derive(Clone)]
pub struct Message(Arc<Node>);

struct Node {
    parts: Vec<Part>,
    /// The encoded length.
    len: Len,
    /// Whether everything below is encoded without call sites.
    bare: bool,
    depth: usize,
    error: Option<Error>,
    references: Vec<Relation>,
    observers: Vec<Observer>,
    /// Set if this is the `LocalRelation` that holds these rows.
    local: Option<LocalData>,
    /// How many bytes of local data there are in this message, counted wherever they stand.
    local_bytes: usize,
    /// What lives as long as this message, and so as long as every message that has it as a part.
    guards: Vec<Guard>,
    /// Whether there are guards here or in a part.
    guarded: bool,
}

/// An encoded length: with call sites, and without them.
#[derive(Clone, Copy, Default)]
struct Len {
    full: usize,
    bare: usize,
}

#[derive(Clone)]
enum Part {
    /// Whole fields, encoded.
    Fields(Bytes),
    /// A whole field, encoded, that says where in the program the message was built.
    CallSite(Bytes),
    /// A length-delimited field that holds another message.
    Child { field: u32, message: Message },
    /// All fields of another message, as if they were this one's: what lets a message grow without being copied.
    Inline(Message),
}

impl Message {
    /// Starts an empty message.
    #[must_use]
    pub fn builder() -> MessageBuilder {
        MessageBuilder {
            parts: Vec::new(),
            tail: BytesMut::new(),
            error: None,
            references: Vec::new(),
            observers: Vec::new(),
            local: None,
            guards: Vec::new(),
        }
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
            parts: node.parts.clone(),
            len: Len { full: node.len.bare, bare: node.len.bare },
            bare: true,
            depth: node.depth,
            error: node.error.clone(),
            references: node.references.clone(),
            observers: node.observers.clone(),
            local: node.local.clone(),
            local_bytes: node.local_bytes,
            guards: node.guards.clone(),
            guarded: node.guarded,
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
        self.0.error.as_ref()
    }

    /// The relations that subqueries in this message refer to by id, and that the plan has to hold for them.
    pub(crate) fn references(&self) -> &[Relation] {
        &self.0.references
    }

    /// Who waits for the metrics that the server computes on the way.
    pub(crate) fn observers(&self) -> &[Observer] {
        &self.0.observers
    }

    /// What this message and its parts keep alive, each once.
    pub(super) fn guards(&self) -> Vec<Guard> {
        let mut found: Vec<Guard> = Vec::new();
        let mut stack = vec![self];
        while let Some(message) = stack.pop() {
            for guard in &message.0.guards {
                if !found.iter().any(|known| known.is(guard)) {
                    found.push(guard.clone());
                }
            }
            stack.extend(message.0.parts.iter().filter_map(|part| match part {
                Part::Child { message, .. } if message.0.guarded => Some(message),
                _ => None,
            }));
        }
        found
    }

    /// Writes the encoded message, without recursion.
    pub fn encode(&self, buf: &mut impl BufMut) {
        let mut stack = vec![(self.0.parts.iter(), self.0.bare)];
        while let Some((parts, bare)) = stack.last_mut() {
            match parts.next() {
                None => {
                    stack.pop();
                }
                Some(Part::Fields(fields)) => buf.put_slice(fields),
                Some(Part::CallSite(_)) if *bare => {}
                Some(Part::CallSite(field)) => buf.put_slice(field),
                Some(Part::Inline(message)) => {
                    let bare = *bare || message.0.bare;
                    stack.push((message.0.parts.iter(), bare));
                }
                Some(Part::Child { field, message }) => {
                    let node = &*message.0;
                    let (bare, len) = if *bare { (true, node.len.bare) } else { (node.bare, node.len.full) };
                    encode_key(*field, WireType::LengthDelimited, buf);
                    encode_varint(len as u64, buf);
                    stack.push((node.parts.iter(), bare));
                }
            }
        }
    }

    /// The encoded message.
    #[must_use]
    pub fn to_bytes(&self) -> Bytes {
        let mut buf = BytesMut::with_capacity(self.encoded_len());
        self.encode(&mut buf);
        buf.freeze()
    }

    /// The encoded message as parts that follow each other; large ones are shared and not copied.
    pub(crate) fn to_parts(&self) -> Vec<Bytes> {
        let (mut parts, mut small) = (Vec::new(), BytesMut::new());
        let mut stack = vec![(self.0.parts.iter(), self.0.bare)];
        while let Some((rest, bare)) = stack.last_mut() {
            match rest.next() {
                None => {
                    stack.pop();
                }
                Some(Part::CallSite(_)) if *bare => {}
                Some(Part::Fields(fields) | Part::CallSite(fields)) if fields.len() < SHARED => {
                    small.put_slice(fields);
                }
                Some(Part::Fields(fields) | Part::CallSite(fields)) => {
                    parts.extend([small.split().freeze(), fields.clone()]);
                }
                Some(Part::Inline(message)) => {
                    let bare = *bare || message.0.bare;
                    stack.push((message.0.parts.iter(), bare));
                }
                Some(Part::Child { field, message }) => {
                    let bare = *bare || message.0.bare;
                    let len = if bare { message.0.len.bare } else { message.0.len.full };
                    encode_key(*field, WireType::LengthDelimited, &mut small);
                    encode_varint(len as u64, &mut small);
                    stack.push((message.0.parts.iter(), bare));
                }
            }
        }
        parts.push(small.freeze());
        parts
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // Children that nobody else holds are emptied here, so that dropping them does not recurse.
        let mut stack = mem::take(&mut self.parts);
        while let Some(part) = stack.pop() {
            if let Part::Child { message, .. } | Part::Inline(message) = part
                && let Some(mut node) = Arc::into_inner(message.0)
            {
                stack.append(&mut node.parts);
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

/// Builds a [`Message`] field by field.
#[derive(Debug)]
pub struct MessageBuilder {
    parts: Vec<Part>,
    tail: BytesMut,
    error: Option<Error>,
    references: Vec<Relation>,
    observers: Vec<Observer>,
    local: Option<LocalData>,
    guards: Vec<Guard>,
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fields(fields) => write!(f, "{} bytes", fields.len()),
            Self::CallSite(field) => write!(f, "call site of {} bytes", field.len()),
            Self::Child { field, message } => write!(f, "{field}: {message:?}"),
            Self::Inline(message) => write!(f, "{message:?}"),
        }
    }
}

impl MessageBuilder {
    /// Appends all fields that are set in a generated struct.
    #[must_use]
    pub fn fields(mut self, message: &impl prost::Message) -> Self {
        let len = message.encoded_len();
        self.tail.reserve(len);
        // Cannot fail: the buffer grows.
        message.encode_raw(&mut self.tail);
        self
    }

    /// Appends fields that are encoded already.
    pub(super) fn encoded(mut self, fields: &[u8]) -> Self {
        self.tail.put_slice(fields);
        self
    }

    /// Appends the field `common` of an expression, which says that it comes from the operation `fragment` and where
    /// that was called.
    #[must_use]
    pub(crate) fn call_site(mut self, common: u32, fragment: &str, site: CallSite) -> Self {
        if let Some(field) = site.field(common, fragment) {
            self.seal();
            self.parts.push(Part::CallSite(field));
        }
        self
    }

    /// Appends a message field.
    #[must_use]
    pub fn child(mut self, field: u32, message: &Message) -> Self {
        self.seal();
        self.parts.push(Part::Child { field, message: message.clone() });
        self
    }

    /// Appends all fields of a message, which is shared and not copied.
    #[must_use]
    pub(crate) fn inline(mut self, message: &Message) -> Self {
        self.seal();
        self.parts.push(Part::Inline(message.clone()));
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
        encode_key(field, WireType::LengthDelimited, &mut self.tail);
        encode_varint(value.len() as u64, &mut self.tail);
        self.tail.put_slice(value.as_bytes());
        self
    }

    /// Appends a bytes field without copying it.
    #[must_use]
    pub fn bytes(mut self, field: u32, value: Bytes) -> Self {
        encode_key(field, WireType::LengthDelimited, &mut self.tail);
        encode_varint(value.len() as u64, &mut self.tail);
        self.seal();
        self.parts.push(Part::Fields(value));
        self
    }

    /// Appends an integer, enumeration or boolean field (protobuf's `int32`, `int64`, `bool`, enums).
    #[must_use]
    pub fn int(mut self, field: u32, value: impl Into<i64>) -> Self {
        encode_key(field, WireType::Varint, &mut self.tail);
        // Protobuf stores negative integers of every width as ten-byte varints.
        encode_varint(value.into().cast_unsigned(), &mut self.tail);
        self
    }

    /// Records a mistake; the first one is kept.
    #[must_use]
    pub fn error(mut self, error: Error) -> Self {
        self.error.get_or_insert(error);
        self
    }

    /// Records a relation that this message refers to by its id: the relation that is built around it will hold it.
    #[must_use]
    pub fn reference(mut self, relation: &Relation) -> Self {
        self.references.push(relation.clone());
        self
    }

    /// Records who waits for the metrics that this message asks for.
    #[must_use]
    pub(crate) fn observer(mut self, observer: &Observer) -> Self {
        self.observers.push(observer.clone());
        self
    }

    /// Keeps something alive for as long as the message.
    pub(super) fn guard(mut self, guard: Guard) -> Self {
        self.guards.push(guard);
        self
    }

    /// Says that the message holds these rows.
    pub(super) fn local(mut self, data: LocalData) -> Self {
        self.local = Some(data);
        self
    }

    /// The finished message.
    #[must_use]
    pub fn build(self) -> Message {
        Message(Arc::new(self.finish()))
    }

    /// The finished message of a relation, which holds what its subqueries refer to.
    pub(super) fn build_without_references(self) -> Message {
        let mut node = self.finish();
        node.references.clear();
        Message(Arc::new(node))
    }

    fn finish(mut self) -> Node {
        self.seal();
        let (mut len, mut depth, mut error, mut references) =
            (Len::default(), 0, self.error, self.references);
        let mut observers = self.observers;
        let mut local_bytes = self.local.as_ref().map_or(0, LocalData::len);
        let mut guarded = !self.guards.is_empty();
        for part in &self.parts {
            match part {
                Part::Fields(fields) => {
                    len.full += fields.len();
                    len.bare += fields.len();
                }
                Part::CallSite(field) => len.full += field.len(),
                Part::Child { field, message } => {
                    let outer = |inner| key_len(*field) + encoded_len_varint(inner as u64) + inner;
                    len.full += outer(message.0.len.full);
                    len.bare += outer(message.0.len.bare);
                    depth = depth.max(message.0.depth);
                }
                Part::Inline(message) => {
                    len.full += message.0.len.full;
                    len.bare += message.0.len.bare;
                    depth = depth.max(message.0.depth - 1);
                }
            }
            if let Part::Child { message, .. } | Part::Inline(message) = part {
                local_bytes += message.0.local_bytes;
                guarded |= message.0.guarded;
                if error.is_none() {
                    error.clone_from(&message.0.error);
                }
                for reference in &message.0.references {
                    // A query may use another one several times; it is sent once.
                    if !references.iter().any(|known| known.plan_id() == reference.plan_id()) {
                        references.push(reference.clone());
                    }
                }
                for observer in &message.0.observers {
                    // A plan may hold the same rows twice.
                    if !observers.iter().any(|known| known.is(observer)) {
                        observers.push(observer.clone());
                    }
                }
            }
        }
        Node {
            parts: self.parts,
            len,
            bare: false,
            depth: depth + 1,
            error,
            references,
            observers,
            local: self.local,
            local_bytes,
            guards: self.guards,
            guarded,
        }
    }

    fn seal(&mut self) {
        if !self.tail.is_empty() {
            self.parts.push(Part::Fields(mem::take(&mut self.tail).freeze()));
        }
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
        let leaf = |site| Message::builder().call_site(18, "col", site).string(1, "name").build();
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
        let relation = |data: &LocalData| Message::builder().int(9, 9).child(11, &data.inline()).build();
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
        let bare = Message::builder().child(1, &plan).call_site(9, "here", CallSite::here()).build();
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
    fn sharing_survives_the_drop_of_one_owner() {
        let shared = Message::builder().string(1, "kept").build();
        let owner = Message::wrap(1, &shared);
        drop(owner);
        assert_eq!(shared.to_bytes().len(), 6);
    }
}
