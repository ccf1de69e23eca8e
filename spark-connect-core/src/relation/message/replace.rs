//! Local data inside of a message: found, and replaced.

use std::sync::Arc;

use super::{Cursor, Extra, Kind, Len, LocalData, Message, MessageBuilder};

impl Message {
    /// How many bytes of local data there are in this message, counted wherever they stand.
    pub(crate) fn local_bytes(&self) -> usize {
        self.0.extra.as_ref().map_or(0, |extra| extra.local_bytes)
    }

    /// The local data in this message, each once.
    pub(crate) fn local_data(&self) -> Vec<LocalData> {
        let mut found: Vec<LocalData> = Vec::new();
        let mut stack = vec![self];
        while let Some(message) = stack.pop() {
            if let Some(data) = message.local()
                && !found.iter().any(|known| known.is(data))
            {
                found.push(data.clone());
            }
            stack.extend(message.parts().filter(|message| message.local_bytes() > 0));
        }
        found
    }

    /// The same message, where `replacement` stands for local data in place of its rows: a field of `Relation` and its
    /// value. Everything else is shared.
    pub(crate) fn replace_local(&self, replacement: impl Fn(&LocalData) -> Option<(u32, Self)>) -> Self {
        self.rewrite(|_, message, _| match message.local() {
            Some(data) => {
                replacement(data).map_or(Child::Kept, |(field, message)| Child::Other(field, message))
            }
            None if message.local_bytes() > 0 => Child::Entered,
            None => Child::Kept,
        })
    }

    /// The message in the first field of this number, which is a [`child`](MessageBuilder::child) and not small.
    pub(crate) fn child_at(&self, number: u32) -> Option<Self> {
        self.0.parts.iter().find_map(|part| match &part.kind {
            Kind::Child { field, message } if *field == number => Some(match self.0.bare {
                true => message.without_call_sites(),
                false => message.clone(),
            }),
            _ => None,
        })
    }

    /// The same message with another one in the fields of this number, which are [`child`](MessageBuilder::child)ren
    /// and not small.
    pub(crate) fn with_child(&self, number: u32, child: &Self) -> Self {
        self.rewrite(|field, _, outermost| {
            if outermost && field == Some(number) { Child::Other(number, child.clone()) } else { Child::Kept }
        })
    }

    /// The same message, where `decide` says what becomes of each message in it: of its field (`None` if its fields are
    /// those of the message around it), the message, and whether it is in a field of this message.
    fn rewrite(&self, decide: impl Fn(Option<u32>, &Self, bool) -> Child) -> Self {
        let level = |place, source, cursor| Level { place, source, cursor, built: Self::builder() };
        let mut stack = Vec::new();
        let mut current = level(Place::Whole, self, Cursor::of(self));
        loop {
            let Level { place, source, mut cursor, mut built } = current;
            let outermost = stack.is_empty();
            let inner = loop {
                let Some(part) = cursor.next() else {
                    built = built.piece(&cursor.take(cursor.end()));
                    break None;
                };
                built = built.piece(&cursor.take(part.at));
                let (field, message) = match &part.kind {
                    Kind::Nested { field, parts, end, .. } => {
                        break Some(level(Place::Nested(*field), source, cursor.nested(*parts, *end)));
                    }
                    Kind::Shared(fields) => {
                        built = built.shared(fields.clone());
                        continue;
                    }
                    Kind::Child { field, message } => (Some(*field), message),
                    Kind::Inline(message) => (None, message),
                };
                built = match (decide(field, message, outermost), field) {
                    (Child::Entered, Some(field)) => {
                        break Some(level(Place::Child(field), message, Cursor::of(message)));
                    }
                    (Child::Entered, None) => break Some(level(Place::Inline, message, Cursor::of(message))),
                    (Child::Other(field, message), _) => built.child(field, &message),
                    (Child::Kept, Some(field)) => built.child(field, message),
                    (Child::Kept, None) => built.inline(message),
                };
            };
            let outer = Level { place, source, cursor, built };
            current = match inner {
                Some(inner) => {
                    stack.push(outer);
                    inner
                }
                None => {
                    let Level { place, source, built, .. } = outer;
                    let Some(mut outer) = stack.pop() else { return source.rebuilt(built) };
                    outer.built = match place {
                        Place::Nested(field) => outer.built.nested(field, built),
                        Place::Child(field) => outer.built.child(field, &source.rebuilt(built)),
                        Place::Inline | Place::Whole => outer.built.inline(&source.rebuilt(built)),
                    };
                    outer
                }
            };
        }
    }

    /// This message with other parts. What concerns the plan around it stays as it is, and so does its depth: what takes
    /// the place of a message is as deep as that was.
    fn rebuilt(&self, parts: MessageBuilder) -> Self {
        let mut node = parts.finish();
        node.bare = self.0.bare;
        node.depth = self.0.depth;
        if node.bare {
            node.len = Len { full: node.len.bare, bare: node.len.bare };
        }
        let local_bytes = node.extra.as_ref().map_or(0, |extra| extra.local_bytes);
        node.extra = self.0.extra.clone().map(|extra| Box::new(Extra { local_bytes, ..*extra }));
        Self(Arc::new(node))
    }
}

/// What becomes of a message in another one that is rewritten.
enum Child {
    Kept,
    /// Another message, in a field of this number.
    Other(u32, Message),
    /// Rewritten as well.
    Entered,
}

/// Where a message stands in the one around it.
enum Place {
    /// Nowhere: it is the outermost.
    Whole,
    Child(u32),
    Nested(u32),
    Inline,
}

/// A message that is being rewritten.
struct Level<'a> {
    place: Place,
    source: &'a Message,
    cursor: Cursor<'a>,
    built: MessageBuilder,
}
