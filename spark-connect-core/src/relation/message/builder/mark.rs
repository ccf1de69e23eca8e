//! Messages that grow, and the fields that were appended between two moments.

use super::{Kind, Len, MessageBuilder, Part, Place, Scratch};

/// How far a message has come that is built.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super::super) struct Mark {
    at: Place,
    parts: usize,
    shared: Len,
    more: usize,
    inside: usize,
}

impl Mark {
    /// How deep the deepest message is that was appended since it was [`anew`](MessageBuilder::anew).
    pub(in super::super::super) fn inside(&self) -> usize {
        self.inside
    }

    fn len(self) -> Len {
        Len { full: self.at.data + self.more + self.shared.full, bare: self.at.data + self.shared.bare }
    }

    /// The encoded length of what stands between.
    pub(in super::super::super) fn len_from(self, start: Self) -> Len {
        let (start, end) = (start.len(), self.len());
        Len { full: end.full - start.full, bare: end.bare - start.bare }
    }
}

impl MessageBuilder {
    /// How far it has come.
    pub(in super::super::super) fn mark(&self) -> Mark {
        let Scratch { parts, shared, more, inside, .. } = &*self.scratch;
        Mark { at: self.place(), parts: parts.len(), shared: *shared, more: *more, inside: *inside }
    }

    /// Forgets how deep its messages are and what concerns the plan around them: from now on it is about what is added.
    pub(in super::super::super) fn anew(mut self) -> Self {
        (self.scratch.inside, self.scratch.extra) = (0, None);
        self
    }

    /// Appends the fields that stand between two marks of another one, whose messages are so deep at most.
    pub(in super::super::super) fn between(
        mut self,
        other: &Self,
        start: Mark,
        end: Mark,
        inside: usize,
    ) -> Self {
        let Scratch { data, patches, parts, .. } = &*other.scratch;
        let at = self.place();
        let parts = parts.get(start.parts..end.parts).unwrap_or_default();
        self.scratch.parts.extend(parts.iter().map(|part| part.clone().moved(start.at, at)));
        self.append(
            data.get(start.at.data..end.at.data).unwrap_or_default(),
            patches.get(start.at.patches..end.at.patches).unwrap_or_default(),
            start.at.data,
        );
        self.scratch.shared.full += end.shared.full - start.shared.full;
        self.scratch.shared.bare += end.shared.bare - start.shared.bare;
        self.scratch.more += end.more - start.more;
        self.scratch.inside = self.scratch.inside.max(inside);
        self
    }

    /// Begins a field that holds a message of this length and depth, all of which is appended next.
    pub(in super::super::super) fn opened(mut self, field: u32, len: Len, depth: usize) -> Self {
        self.open(field, len);
        self.scratch.inside = self.scratch.inside.max(depth);
        self
    }
}

impl Part {
    /// The same part, where what began at `from` begins at `to`.
    pub(super) fn moved(mut self, from: Place, to: Place) -> Self {
        self.at = self.at.moved(from, to);
        if let Kind::Nested { end, .. } = &mut self.kind {
            *end = end.moved(from, to);
        }
        self
    }
}

impl Place {
    fn moved(self, from: Self, to: Self) -> Self {
        Self { data: self.data - from.data + to.data, patches: self.patches - from.patches + to.patches }
    }
}
