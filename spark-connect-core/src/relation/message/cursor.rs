//! Reads a message part by part.

use bytes::BufMut;
use prost::encoding::decode_varint;

use super::{Message, Part, Patch, wire::Prefix};

#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    data: &'a [u8],
    patches: &'a [Patch],
    parts: &'a [Part],
    /// How much of the data was read.
    at: usize,
    end: usize,
}

/// Bytes of a message, and where they are others without call sites: counted from where the bytes begin.
pub(super) struct Piece<'a> {
    pub(super) data: &'a [u8],
    pub(super) patches: &'a [Patch],
    /// Where the bytes begin in the message.
    pub(super) from: usize,
}

impl Piece<'_> {
    /// How much shorter it is without call sites.
    pub(super) fn less(&self) -> usize {
        let saved = |patch: &Patch| {
            let bare = patch.without(self.data.get(patch.at - self.from..).unwrap_or_default());
            patch.len as usize - bare.map_or(0, |number| number.len())
        };
        self.patches.iter().map(saved).sum()
    }
}

impl Patch {
    /// What stands in the place of these bytes without call sites.
    fn without(&self, mut bytes: &[u8]) -> Option<Prefix> {
        let len = (self.less > 0).then(|| decode_varint(&mut bytes).ok()).flatten()?;
        Some(Prefix::number(len - u64::from(self.less)))
    }
}

impl<'a> Cursor<'a> {
    pub(super) fn of(message: &'a Message) -> Self {
        let node = &*message.0;
        Self { data: &node.data, patches: &node.patches, parts: &node.parts, at: 0, end: node.data.len() }
    }

    /// Where the data ends.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    pub(super) fn next(&mut self) -> Option<&'a Part> {
        let (part, rest) = self.parts.split_first()?;
        self.parts = rest;
        Some(part)
    }

    /// The data until `to`.
    pub(super) fn take(&mut self, to: usize) -> Piece<'a> {
        let from = self.at;
        let (patches, rest) = self.patches.split_at(self.patches.partition_point(|patch| patch.at < to));
        self.patches = rest;
        Piece { data: self.bytes(to), patches, from }
    }

    /// The next parts, so many of them, and the data until `end`.
    pub(super) fn nested(&mut self, parts: u32, end: usize) -> Self {
        let (parts, rest) = self.parts.split_at((parts as usize).min(self.parts.len()));
        let inner = Self { parts, end, ..*self };
        self.parts = rest;
        self.take(end);
        inner
    }

    /// Writes the data until `to`, with or without call sites.
    pub(super) fn write(&mut self, to: usize, bare: bool, buf: &mut impl BufMut) {
        if bare {
            let Piece { patches, .. } = Self { ..*self }.take(to);
            self.patches = self.patches.get(patches.len()..).unwrap_or_default();
            for patch in patches {
                buf.put_slice(self.bytes(patch.at));
                if let Some(number) = patch.without(self.bytes(patch.at + patch.len as usize)) {
                    buf.put_slice(number.bytes());
                }
            }
        }
        buf.put_slice(self.bytes(to));
    }

    fn bytes(&mut self, to: usize) -> &'a [u8] {
        let bytes = self.data.get(self.at..to).unwrap_or_default();
        self.at = to;
        bytes
    }
}
