//! A list of messages to which a program adds again and again.

use std::{
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{
    MessageBuilder,
    message::{Len, Mark},
};
use crate::proto::field::expression::{
    UNRESOLVED_FUNCTION,
    unresolved_function::{ARGUMENTS, FUNCTION_NAME},
};

/// The function that joins conditions.
const AND: &str = "and";

/// A list that grows by making another one of it. All sizes of it share one buffer: a step of a loop costs what it adds,
/// and leaves nothing behind that the end of the plan has to free.
#[derive(Debug, Clone, Default)]
pub(crate) struct Growing {
    shared: Arc<Mutex<Shared>>,
    len: usize,
}

/// What was added, and where each addition ends.
#[derive(Debug, Default)]
struct Shared {
    body: Option<MessageBuilder>,
    ends: Vec<Mark>,
}

impl Growing {
    fn lock(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The list with the fields that `add` appends. What concerns the plan around their messages does not become a part
    /// of it: whoever uses the list [sees to that](MessageBuilder::concerned).
    pub(crate) fn with(self, add: impl FnOnce(MessageBuilder) -> MessageBuilder) -> Self {
        let mut shared = self.lock();
        if shared.ends.len() != self.len {
            // Another list has grown from this one already.
            let body = Some(shared.append(0..self.len, MessageBuilder::default()));
            let ends = shared.ends.iter().take(self.len).copied().collect();
            drop(shared);
            return Self { shared: Arc::new(Mutex::new(Shared { body, ends })), ..self }.with(add);
        }
        let body = add(shared.body.take().unwrap_or_default().anew());
        shared.ends.push(body.mark());
        shared.body = Some(body);
        drop(shared);
        Self { len: self.len + 1, ..self }
    }

    /// Appends the fields of all additions.
    pub(crate) fn append_to(&self, body: MessageBuilder) -> MessageBuilder {
        self.lock().append(0..self.len, body)
    }

    /// Appends a field that holds an expression: that all conditions are true, each of which is one addition.
    ///
    /// Conjunctions of equal size are joined, as carries are in a sum: the expression is as high as the logarithm of the
    /// number of conditions, which keep their order. Nobody asked for the conjunctions at any place.
    pub(crate) fn conjunction(&self, field: u32, body: MessageBuilder) -> MessageBuilder {
        let shared = self.lock();
        let mut sizes = Vec::with_capacity(2 * self.len);
        shared.measure(0..self.len, &mut sizes);
        shared.conjunction(field, 0..self.len, &mut sizes, body)
    }
}

/// How large an expression is, and the function call in it, if it is a conjunction.
#[derive(Clone, Copy, Default)]
struct Size {
    expression: Len,
    function: Len,
    depth: usize,
}

impl Shared {
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

    fn conjunction(
        &self,
        field: u32,
        which: Range<usize>,
        sizes: &mut Vec<Size>,
        body: MessageBuilder,
    ) -> MessageBuilder {
        let Size { expression, function, depth } = sizes.pop().unwrap_or_default();
        let body = body.opened(field, expression, depth);
        if which.len() <= 1 {
            return self.append(which, body);
        }
        let (left, right) = Self::halves(&which);
        let body = body.opened(UNRESOLVED_FUNCTION, function, depth - 1).string(FUNCTION_NAME, AND);
        let body = self.conjunction(ARGUMENTS, left, sizes, body);
        self.conjunction(ARGUMENTS, right, sizes, body)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{CallSite, Message},
        *,
    };

    fn condition(number: i64) -> Message {
        // Some are too large to be copied.
        let text = "x".repeat(if number % 5 == 0 { 1000 } else { 10 });
        let inner = Message::builder().string(1, &text).build();
        let inner = Message::builder().child(2, &inner).call_site(18, "inner", CallSite::here()).build();
        Message::builder().child(9, &inner).int(1, number).call_site(18, "outer", CallSite::here()).build()
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
        let conditions: Vec<_> = (0..40).map(condition).collect();
        let grown = |list: Growing, range: Range<usize>| {
            conditions[range].iter().fold(list, |list, added| list.with(|body| body.child(3, added)))
        };
        let ten = grown(Growing::default(), 0..10);
        let (left, right) = (grown(ten.clone(), 10..20), grown(ten.clone(), 20..40));
        let written = |list: &Growing| facts(&list.append_to(Message::builder().int(7, 7)).build());
        let expected = |conditions: &[&[Message]]| {
            facts(&Message::builder().int(7, 7).children(3, conditions.iter().copied().flatten()).build())
        };
        assert_eq!(written(&ten), expected(&[&conditions[..10]]));
        assert_eq!(written(&left), expected(&[&conditions[..20]]));
        assert_eq!(written(&right), expected(&[&conditions[..10], &conditions[20..]]));
    }

    #[test]
    fn conjunctions_are_what_they_are_in_messages() {
        let conditions: Vec<_> = (0..70).map(condition).collect();
        let mut list = Growing::default();
        for (before, added) in conditions.iter().enumerate() {
            list = list.with(|body| body.inline(added));
            let written = list.conjunction(4, Message::builder().int(7, 7)).string(1, "behind").build();
            let expected = Message::builder().int(7, 7).child(4, &tree(&conditions[..=before]));
            let expected = expected.string(1, "behind").build();
            assert_eq!(facts(&written), facts(&expected));
            let around = |inner| facts(&Message::builder().int(1, 1).nested(9, inner).build());
            assert_eq!(
                around(list.conjunction(4, Message::builder())),
                around(Message::builder().child(4, &tree(&conditions[..=before])))
            );
        }
    }
}
