//! Reads a message part by part.

use std::mem;

use bytes::BufMut;
use prost::encoding::decode_varint;

use super::{Change, Message, Node, Part, Patch, Place, wire::Prefix};

/// Where somebody reads a message.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    data: &'a [u8],
    patches: &'a [Patch],
    /// What comes next.
    parts: &'a [Part],
    at: Place,
    end: Place,
}

/// Bytes of a message, and where they are others with call sites.
pub(super) struct Piece<'a> {
    /// All of the message until where they end.
    until: &'a [u8],
    /// Where they begin.
    pub(super) from: usize,
    pub(super) patches: &'a [Patch],
}

impl<'a> Piece<'a> {
    pub(super) fn data(&self) -> &'a [u8] {
        self.until.get(self.from..).unwrap_or_default()
    }

    /// How much longer it is with call sites.
    pub(super) fn more(&self) -> usize {
        let added = |patch: &Patch| match patch.change {
            Change::Origin(origin) => origin.len(self.until.get(..patch.at).unwrap_or_default()),
            Change::Longer(more) => {
                let (len, written) = number(self.until.get(patch.at..).unwrap_or_default());
                Prefix::number(len + u64::from(more)).len() - written
            }
        };
        self.patches.iter().map(added).sum()
    }
}

/// The number at the beginning of these bytes, and how many of them it takes.
fn number(bytes: &[u8]) -> (u64, usize) {
    if let [byte @ ..0x80, ..] = bytes {
        return ((*byte).into(), 1);
    }
    let mut rest = bytes;
    let number = decode_varint(&mut rest).unwrap_or_default();
    (number, bytes.len() - rest.len())
}

impl<'a> Cursor<'a> {
    pub(super) fn of(message: &'a Message) -> Self {
        let Node { data, patches, parts, .. } = &*message.0;
        let end = Place { data: data.len(), patches: patches.len() };
        Self { data, patches, parts, at: Place::default(), end }
    }

    /// Where the message ends.
    pub(super) fn end(&self) -> Place {
        self.end
    }

    pub(super) fn next(&mut self) -> Option<&'a Part> {
        let (part, rest) = self.parts.split_first()?;
        self.parts = rest;
        Some(part)
    }

    /// The data until `to`.
    pub(super) fn take(&mut self, to: Place) -> Piece<'a> {
        let from = mem::replace(&mut self.at, to);
        Piece {
            until: self.data.get(..to.data).unwrap_or_default(),
            from: from.data,
            patches: self.patches.get(from.patches..to.patches).unwrap_or_default(),
        }
    }

    /// The next parts, so many of them, and the data until `end`.
    pub(super) fn nested(&mut self, parts: u32, end: Place) -> Self {
        let (parts, rest) = self.parts.split_at((parts as usize).min(self.parts.len()));
        let inner = Self { parts, end, ..*self };
        (self.parts, self.at) = (rest, end);
        inner
    }

    /// Writes the data until `to`, with or without call sites.
    pub(super) fn write(&mut self, to: Place, bare: bool, buf: &mut impl BufMut) {
        let Piece { until, mut from, patches } = self.take(to);
        for patch in if bare { &[] } else { patches } {
            let Some((before, behind)) = until.split_at_checked(patch.at) else { return };
            buf.put_slice(before.get(from..).unwrap_or_default());
            from = patch.at;
            match patch.change {
                Change::Origin(origin) => origin.write(before, buf),
                Change::Longer(more) => {
                    let (len, written) = number(behind);
                    buf.put_slice(Prefix::number(len + u64::from(more)).bytes());
                    from += written;
                }
            }
        }
        buf.put_slice(until.get(from..).unwrap_or_default());
    }
}
