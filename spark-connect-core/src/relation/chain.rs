//! What a relation has to know of the steps before it so that the next one can become a part of it.

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, PoisonError},
};

use super::{Message, MessageBuilder};
use crate::proto::field::{
    expression::{self, unresolved_function},
    filter, project,
};

/// The steps of one kind that a relation ends.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    /// The kind, one of the numbers in `field::relation`.
    pub(crate) kind: u32,
    /// How many there are, this one included.
    pub(crate) steps: usize,
    /// What the next one continues; `None` where it becomes a relation of its own.
    pub(crate) link: Option<Link>,
}

/// One relation that stands for many steps.
#[derive(Debug)]
pub(crate) enum Link {
    /// A `WithColumns`: its message, and the columns that it makes.
    Columns(Message, Names),
    /// A `Filter`: the message of its input, and its conditions in order, each the conjunction of as many as the number says.
    Filter(Message, Vec<(usize, Message)>),
    /// A `Project`: the message of its input, and its columns.
    Project(Message, Vec<Arc<Projected>>),
}

impl Link {
    /// The fields of the relation.
    pub(crate) fn body(&self) -> MessageBuilder {
        match self {
            Self::Columns(body, _) => Message::builder().inline(body),
            Self::Filter(input, conditions) => {
                let all = conditions.iter().map(|(_, condition)| condition.clone()).rev();
                let all = all.reduce(|right, left| conjunction(&left, &right));
                let body = Message::builder().child(filter::INPUT, input);
                all.iter().fold(body, |body, condition| body.child(filter::CONDITION, condition))
            }
            Self::Project(input, columns) => Message::builder()
                .child(project::INPUT, input)
                .children(project::EXPRESSIONS, columns.iter().map(|column| &column.message)),
        }
    }
}

/// The conjunction of two encoded conditions, which nobody asked for at any place.
pub(crate) fn conjunction(left: &Message, right: &Message) -> Message {
    let both = Message::builder()
        .string(unresolved_function::FUNCTION_NAME, "and")
        .children(unresolved_function::ARGUMENTS, [left, right]);
    both.enclosed(expression::UNRESOLVED_FUNCTION).build()
}

/// A column of a projection.
#[derive(Debug, Clone)]
pub(crate) struct Projected {
    /// The name that it has.
    pub(crate) name: String,
    /// Whether it is the input's column of that name.
    pub(crate) passed: bool,
    /// The expression.
    pub(crate) message: Message,
}

/// A growing set of names, as servers compare them: whatever the case. All sizes of it share one table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    /// Each name, and how many were there before it.
    table: Arc<Mutex<HashMap<String, usize>>>,
    len: usize,
}

impl Names {
    /// Whether no two of these are the same.
    pub(crate) fn are_distinct<'a>(names: impl Iterator<Item = &'a str>) -> bool {
        let mut names: Vec<_> = names.map(folded).collect();
        names.sort_unstable();
        names.windows(2).all(|two| two.first() != two.last())
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        let table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        table.get(&*folded(name)).is_some_and(|before| *before < self.len)
    }

    /// The set with one more name; `None` if it has it.
    pub(crate) fn with(self, name: &str) -> Option<Self> {
        let name = folded(name);
        let len = self.len + 1;
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        if table.len() == self.len {
            let added = match table.entry(name.into_owned()) {
                Entry::Occupied(_) => None,
                Entry::Vacant(entry) => Some(entry.insert(self.len)).map(|_| ()),
            };
            drop(table);
            return added.map(|()| Self { len, ..self });
        }
        if table.get(&*name).is_some_and(|before| *before < self.len) {
            return None;
        }
        // Another set has grown from this one already.
        let mut own: HashMap<_, _> = table
            .iter()
            .filter(|(_, before)| **before < self.len)
            .map(|(name, at)| (name.clone(), *at))
            .collect();
        own.insert(name.into_owned(), self.len);
        Some(Self { table: Arc::new(Mutex::new(own)), len })
    }
}

/// A name as servers compare it.
fn folded(name: &str) -> Cow<'_, str> {
    let is_folded = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_folded { name.into() } else { name.to_lowercase().into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_names_grows_in_branches() {
        let one = Names::default().with("A").unwrap();
        let (left, right) = (one.clone().with("b").unwrap(), one.clone().with("c").unwrap());
        let has = |names: &Names| ["a", "B", "c", "d"].map(|name| names.contains(name));
        assert_eq!(has(&one), [true, false, false, false]);
        assert_eq!(has(&left), [true, true, false, false]);
        assert_eq!(has(&right), [true, false, true, false]);
        assert!(left.clone().with("a").is_none() && left.with("C").is_some());
    }
}
