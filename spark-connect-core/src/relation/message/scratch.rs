//! Buffers in which messages are built, used again and again: most messages are small, and there are many.

use std::{cell::Cell, mem};

use super::{Data, Extra, Len, Part, Patch, Patches};

/// Buffers that have grown larger are not kept.
const LARGEST: usize = 64 * 1024;

/// How many a thread keeps: one for each message that is being built inside another one, and some more.
const KEPT: usize = 16;

/// What a message has while it is built.
#[derive(Default)]
pub(super) struct Scratch {
    pub(super) data: Vec<u8>,
    pub(super) patches: Vec<Patch>,
    pub(super) parts: Vec<Part>,
    /// The length of the parts: all that is not in the data.
    pub(super) shared: Len,
    /// How much longer the data is with call sites.
    pub(super) more: usize,
    /// How deep the deepest message in it is.
    pub(super) inside: usize,
    pub(super) extra: Option<Box<Extra>>,
    /// The next one that is free, if this one is.
    next: Option<Box<Self>>,
    /// How many there are behind this one.
    behind: usize,
}

/// What a message has when it is built.
pub(super) struct Built {
    pub(super) data: Data,
    pub(super) patches: Patches,
    pub(super) parts: Box<[Part]>,
    pub(super) extra: Option<Box<Extra>>,
}

thread_local!(static FREE: Cell<Option<Box<Scratch>>> = const { Cell::new(None) });

impl Scratch {
    /// One that is empty.
    pub(super) fn get() -> Box<Self> {
        // There is none while a thread ends.
        let free = FREE.try_with(|free| {
            let mut first = free.take()?;
            free.set(first.next.take());
            Some(first)
        });
        free.ok().flatten().unwrap_or_default()
    }

    /// Keeps it for the next message.
    pub(super) fn give_back(mut self: Box<Self>) {
        self.data.clear();
        self.patches.clear();
        self.parts.clear();
        (self.shared, self.more, self.inside, self.extra) = (Len::default(), 0, 0, None);
        if self.data.capacity() > LARGEST {
            self.data = Vec::new();
        }
        // Without a free list there is nothing to do.
        let _ = FREE.try_with(|free| {
            let next = free.take();
            self.behind = next.as_ref().map_or(0, |next| next.behind + 1);
            if self.behind < KEPT {
                self.next = next;
                free.set(Some(self));
            } else {
                free.set(next);
            }
        });
    }

    /// What was built, in as many bytes as it needs.
    pub(super) fn take(&mut self) -> Built {
        // What is large is not copied.
        let data = if self.data.len() > LARGEST {
            Data::There(mem::take(&mut self.data).into_boxed_slice())
        } else {
            self.data.as_slice().into()
        };
        // Most messages have no parts, and making a slice of none takes as long as copying a small message.
        let parts = if self.parts.is_empty() { Box::default() } else { self.parts.drain(..).collect() };
        Built { data, patches: self.patches.as_slice().into(), parts, extra: self.extra.take() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_buffers_are_kept_and_they_are_empty() {
        let many: Vec<_> = (0..3 * KEPT).map(|_| Scratch::get()).collect();
        for (size, mut scratch) in many.into_iter().enumerate() {
            scratch.data.resize(size * LARGEST / KEPT, 1);
            (scratch.more, scratch.inside, scratch.extra) = (1, 1, Some(Box::default()));
            scratch.give_back();
        }
        let first = Scratch::get();
        assert_eq!((first.behind, first.data.len()), (KEPT - 1, 0));
        assert!((first.more, first.inside) == (0, 0) && first.extra.is_none());
        assert!(first.data.capacity() <= LARGEST && first.next.is_none());
    }
}
