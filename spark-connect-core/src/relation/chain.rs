//! What a relation has to know of the steps before it so that the next one can become a part of it.

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
    hash::{BuildHasherDefault, Hasher},
    sync::{Arc, Mutex, PoisonError},
};

use super::{Growing, Message, MessageBuilder};
use crate::proto::field::{filter, project, with_columns};

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

/// One relation that stands for many steps: the message of its input, and what they have made of it.
#[derive(Debug)]
pub(crate) enum Link {
    /// A `WithColumns`: its columns, and their names.
    Columns(Message, Growing, Names),
    /// A `Filter`: its conditions.
    Filter(Message, Growing),
    /// A `Project`: its columns, all of which have names.
    Project(Message, Vec<Arc<Projected>>),
}

impl Link {
    /// The fields of the relation.
    pub(crate) fn body(&self) -> MessageBuilder {
        match self {
            Self::Columns(input, columns, _) => {
                Message::builder().child(with_columns::INPUT, input).inline(&columns.message())
            }
            Self::Filter(input, conditions) => {
                Message::builder().child(filter::INPUT, input).child(filter::CONDITION, &conditions.message())
            }
            Self::Project(input, columns) => Message::builder()
                .child(project::INPUT, input)
                .children(project::EXPRESSIONS, columns.iter().map(|column| &column.message)),
        }
    }
}

/// A column of a projection.
#[derive(Debug, Clone)]
pub(crate) struct Projected {
    /// The name that it has; `None` if no other projection can do without it.
    pub(crate) name: Option<String>,
    /// Whether it is the input's column of that name.
    pub(crate) passed: bool,
    /// The expression.
    pub(crate) message: Message,
}

/// A growing set of names, as servers compare them: whatever the case. All sizes of it share one table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    /// Each name, and how many were there before it.
    table: Arc<Mutex<HashMap<String, usize, BuildHasherDefault<NameHasher>>>>,
    len: usize,
}

/// FNV-1a: names are short, and it is the program that has made them up.
#[derive(Debug)]
struct NameHasher(u64);

impl Default for NameHasher {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
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
        let mut own: HashMap<_, _, _> = table
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
