//! A list of messages to which a program adds again and again.

use std::{
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{
    Message, MessageBuilder,
    message::{Len, Mark},
};
use crate::proto::field::expression::{
    UNRESOLVED_FUNCTION,
    unresolved_function::{ARGUMENTS, FUNCTION_NAME},
};

/// The function that joins conditions.
const AND: &str = "and";

/// So many additions are kept apart; then they become a message, and so do twice as many, and so on.
const BLOCK: usize = 64;

/// A list that grows by making another one of it. All sizes of it share what they have in common: a step of a loop costs
/// what it adds, and leaves nothing behind that the end of the plan has to free by itself.
#[derive(Debug, Clone)]
pub(crate) struct Growing {
    kind: Kind,
    /// How many blocks each of these is, and the message: of the first ones, from the largest on.
    blocks: Arc<Vec<(usize, Message)>>,
    /// What comes behind.
    last: Arc<Mutex<Block>>,
    len: usize,
}

/// What a list is.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// The fields of a message.
    Fields,
    /// Conditions that are all true: each is the fields of an expression.
    ///
    /// Conjunctions of equal size are joined, as carries are in a sum: the expression is as high as the logarithm of the
    /// number of conditions, which keep their order. Nobody asked for the conjunctions at any place.
    Conditions,
}

/// What was added, and where each addition ends.
#[derive(Debug, Default)]
struct Block {
    body: Option<MessageBuilder>,
    ends: Vec<Mark>,
}

impl Growing {
    fn new(kind: Kind) -> Self {
        Self { kind, blocks: Arc::default(), last: Arc::default(), len: 0 }
    }

    /// No fields yet.
    pub(crate) fn fields() -> Self {
        Self::new(Kind::Fields)
    }

    /// No conditions yet.
    pub(crate) fn conditions() -> Self {
        Self::new(Kind::Conditions)
    }

    fn last(&self) -> MutexGuard<'_, Block> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The list with the fields that `add` appends. What concerns the plan around their messages does not become a part
    /// of it: whoever uses the list [sees to that](MessageBuilder::concerned).
    pub(crate) fn with(mut self, add: impl FnOnce(MessageBuilder) -> MessageBuilder) -> Self {
        if self.len == BLOCK {
            self.join();
        }
        let mut last = self.last();
        if last.ends.len() != self.len {
            // Another list has grown from this one already.
            let body = Some(last.append(0..self.len, MessageBuilder::default()));
            let ends = last.ends.iter().take(self.len).copied().collect();
            drop(last);
            self.last = Arc::new(Mutex::new(Block { body, ends }));
            last = self.last();
        }
        let body = add(last.body.take().unwrap_or_default().anew());
        last.ends.push(body.mark());
        last.body = Some(body);
        drop(last);
        self.len += 1;
        self
    }

    /// Makes a message of the additions that are apart.
    fn join(&mut self) {
        let mut blocks = Vec::clone(&self.blocks);
        let mut added = (1, self.kind.message(&self.last(), self.len));
        while let Some((count, before)) = blocks.pop_if(|(count, _)| *count == added.0) {
            added = (count + added.0, self.kind.both(&before, &added.1));
        }
        blocks.push(added);
        *self = Self { blocks: Arc::new(blocks), ..Self::new(self.kind) };
    }

    /// What it is as one message.
    pub(crate) fn message(&self) -> Message {
        let last = (self.len > 0).then(|| self.kind.message(&self.last(), self.len));
        let blocks = self.blocks.iter().map(|(_, message)| message.clone());
        let all = blocks.chain(last).rev().reduce(|behind, before| self.kind.both(&before, &behind));
        all.unwrap_or_else(|| Message::builder().build())
    }
}

impl Kind {
    /// The first additions of a block.
    fn message(self, block: &Block, len: usize) -> Message {
        let body = MessageBuilder::default();
        match self {
            Self::Fields => block.append(0..len, body),
            Self::Conditions => {
                let mut sizes = Vec::with_capacity(2 * len);
                block.measure(0..len, &mut sizes);
                block.conjunction(0..len, &mut sizes, body)
            }
        }
        .build()
    }

    fn both(self, left: &Message, right: &Message) -> Message {
        match self {
            Self::Fields => Message::builder().inline(left).inline(right),
            Self::Conditions => Message::builder()
                .string(FUNCTION_NAME, AND)
                .children(ARGUMENTS, [left, right])
                .enclosed(UNRESOLVED_FUNCTION),
        }
        .build()
    }
}

/// How large an expression is, and the function call in it, if it is a conjunction.
#[derive(Clone, Copy, Default)]
struct Size {
    expression: Len,
    function: Len,
    depth: usize,
}

impl Block {
    /// Where the addition of this number begins.
    fn start(&self, number: usize) -> Mark {
        number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default()
    }

    /// Appends the fields of these additions.
    fn append(&self, which: Range<usize>, body: MessageBuilder) -> MessageBuilder {
        let (start, end) = (self.start(which.start), self.start(which.end));
        let deepest = self.ends.get(which).unwrap_or_default().iter().map(Mark::inside).max();
        match &self.body {
            Some(own) => body.between(own, start, end, deepest.unwrap_or_default()),
            None => body,
        }
    }

    /// Where the conjunction of these conditions has its halves.
    fn halves(which: &Range<usize>) -> (Range<usize>, Range<usize>) {
        let left = which.len().next_power_of_two() / 2;
        (which.start..which.start + left, which.start + left..which.end)
    }

    /// Measures the conjunction of these conditions and all that it is made of, the outermost last and the left before
    /// the right: from the end on, that is the order in which they are written.
    fn measure(&self, which: Range<usize>, sizes: &mut Vec<Size>) -> Size {
        let size = if which.len() > 1 {
            let (left, right) = Self::halves(&which);
            let (right, left) = (self.measure(right, sizes), self.measure(left, sizes));
            let function = Len::of_text(FUNCTION_NAME, AND)
                + left.expression.in_field(ARGUMENTS)
                + right.expression.in_field(ARGUMENTS);
            let depth = left.depth.max(right.depth) + 2;
            Size { expression: function.in_field(UNRESOLVED_FUNCTION), function, depth }
        } else {
            let (start, end) = (self.start(which.start), self.start(which.end));
            Size { expression: end.len_from(start), function: Len::default(), depth: end.inside() + 1 }
        };
        sizes.push(size);
        size
    }

    /// Appends the fields of the conjunction of these conditions.
    fn conjunction(
        &self,
        which: Range<usize>,
        sizes: &mut Vec<Size>,
        mut body: MessageBuilder,
    ) -> MessageBuilder {
        let size = sizes.pop().unwrap_or_default();
        if which.len() <= 1 {
            return self.append(which, body);
        }
        body = body.opened(UNRESOLVED_FUNCTION, size.function, size.depth - 1).string(FUNCTION_NAME, AND);
        let (left, right) = Self::halves(&which);
        for half in [left, right] {
            let size = sizes.last().copied().unwrap_or_default();
            body = self.conjunction(half, sizes, body.opened(ARGUMENTS, size.expression, size.depth));
        }
        body
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{CallSite, Operation},
        *,
    };

    fn condition(number: i64) -> Message {
        // Some are too large to be copied.
        let text = "x".repeat(if number % 5 == 0 { 1000 } else { 10 });
        let inner = Message::builder().string(1, &text).build();
        let inner = Message::builder().child(2, &inner).call_site(Operation::Col, CallSite::here()).build();
        Message::builder()
            .child(9, &inner)
            .int(1, number)
            .call_site(Operation::Cast, CallSite::here())
            .build()
    }

    fn facts(message: &Message) -> (Vec<u8>, Vec<u8>, usize, usize, usize) {
        let bare = message.without_call_sites();
        let lens = (message.encoded_len(), bare.encoded_len());
        (message.to_bytes().into(), bare.to_bytes().into(), lens.0, lens.1, message.depth())
    }

    /// The conjunction as messages in messages.
    fn tree(conditions: &[Message]) -> Message {
        match conditions {
            [one] => one.clone(),
            _ => {
                let (left, right) = conditions.split_at(conditions.len().next_power_of_two() / 2);
                let both = Message::builder().string(FUNCTION_NAME, AND);
                let both = both.child(ARGUMENTS, &tree(left)).child(ARGUMENTS, &tree(right));
                Message::builder().nested(UNRESOLVED_FUNCTION, both).build()
            }
        }
    }

    #[test]
    fn lists_grow_in_branches() {
        let conditions: Vec<_> = (0..400).map(condition).collect();
        let grown = |list: Growing, range: Range<usize>| {
            conditions[range].iter().fold(list, |list, added| list.with(|body| body.child(3, added)))
        };
        let written = |list: &Growing| facts(&list.message());
        let expected = |conditions: &[&[Message]]| {
            facts(&Message::builder().children(3, conditions.iter().copied().flatten()).build())
        };
        for at in [0, 10, 63, 64, 65, 128, 150] {
            let list = grown(Growing::fields(), 0..at);
            let (left, right) = (grown(list.clone(), at..at + 90), grown(list.clone(), 200..400));
            assert_eq!(written(&list), expected(&[&conditions[..at]]));
            assert_eq!(written(&left), expected(&[&conditions[..at + 90]]));
            assert_eq!(written(&right), expected(&[&conditions[..at], &conditions[200..]]));
        }
    }

    #[test]
    fn conjunctions_are_what_they_are_in_messages() {
        let conditions: Vec<_> = (0..300).map(condition).collect();
        let mut list = Growing::conditions();
        for (before, added) in conditions.iter().enumerate() {
            list = list.with(|body| body.inline(added));
            let (written, expected) = (list.message(), tree(&conditions[..=before]));
            assert_eq!(facts(&written), facts(&expected));
            let around = |inner: &Message| facts(&Message::builder().int(1, 1).child(9, inner).build());
            assert_eq!(around(&written), around(&expected));
        }
    }
}
