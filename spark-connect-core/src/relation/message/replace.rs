//! Local data inside of a message: found, and replaced.

use std::{slice, sync::Arc};

use super::{Len, LocalData, Message, MessageBuilder, Part};

impl Message {
    /// How many bytes of local data there are in this message, counted wherever they stand.
    pub(crate) fn local_bytes(&self) -> usize {
        self.0.local_bytes
    }

    /// The local data in this message, each once.
    pub(crate) fn local_data(&self) -> Vec<LocalData> {
        let mut found: Vec<LocalData> = Vec::new();
        let mut stack = vec![self];
        while let Some(message) = stack.pop() {
            if let Some(data) = &message.0.local
                && !found.iter().any(|known| known.is(data))
            {
                found.push(data.clone());
            }
            stack.extend(message.0.parts.iter().filter_map(|part| match part {
                Part::Child { message, .. } | Part::Inline(message) if message.0.local_bytes > 0 => {
                    Some(message)
                }
                _ => None,
            }));
        }
        found
    }

    /// The same message, where `replacement` stands for local data in place of its rows: a field of `Relation` and its
    /// value. Everything else is shared.
    pub(crate) fn replace_local(&self, replacement: impl Fn(&LocalData) -> Option<(u32, Self)>) -> Self {
        let mut stack = vec![Level::of(None, self)];
        while let Some(Level { field, source, mut parts, mut built }) = stack.pop() {
            let inner = loop {
                match parts.next() {
                    None => break None,
                    Some(part @ (Part::Fields(_) | Part::CallSite(_))) => built.parts.push(part.clone()),
                    Some(Part::Inline(message)) if message.0.local_bytes > 0 => {
                        break Some(Level::of(None, message));
                    }
                    Some(part @ Part::Inline(_)) => built.parts.push(part.clone()),
                    Some(Part::Child { field, message }) => {
                        let replaced = message.0.local.as_ref().and_then(&replacement);
                        match replaced {
                            Some((field, message)) => built = built.child(field, &message),
                            None if message.0.local_bytes > 0 && message.0.local.is_none() => {
                                break Some(Level::of(Some(*field), message));
                            }
                            None => built = built.child(*field, message),
                        }
                    }
                }
            };
            match inner {
                Some(inner) => stack.extend([Level { field, source, parts, built }, inner]),
                None => {
                    let message = source.rebuilt(built);
                    match stack.last_mut() {
                        None => return message,
                        Some(outer) => outer.built.parts.push(match field {
                            Some(field) => Part::Child { field, message },
                            None => Part::Inline(message),
                        }),
                    }
                }
            }
        }
        self.clone()
    }

    /// The message in the first field of this number.
    pub(crate) fn child_at(&self, number: u32) -> Option<Self> {
        self.0.parts.iter().find_map(|part| match part {
            Part::Child { field, message } if *field == number => Some(match self.0.bare {
                true => message.without_call_sites(),
                false => message.clone(),
            }),
            _ => None,
        })
    }

    /// The same message with another one in the fields of this number.
    pub(crate) fn with_child(&self, number: u32, child: &Self) -> Self {
        let parts = self.0.parts.iter().map(|part| match part {
            Part::Child { field, .. } if *field == number => {
                Part::Child { field: number, message: child.clone() }
            }
            other => other.clone(),
        });
        self.rebuilt(MessageBuilder { parts: parts.collect(), ..Self::builder() })
    }

    /// This message with other parts. What concerns the plan around it stays as it is.
    fn rebuilt(&self, parts: MessageBuilder) -> Self {
        let mut node = parts.finish();
        node.bare = self.0.bare;
        if node.bare {
            node.len = Len { full: node.len.bare, bare: node.len.bare };
        }
        node.error.clone_from(&self.0.error);
        node.references.clone_from(&self.0.references);
        node.observers.clone_from(&self.0.observers);
        node.guards.clone_from(&self.0.guards);
        node.guarded = self.0.guarded;
        Self(Arc::new(node))
    }
}

/// A message that is being built anew.
struct Level<'a> {
    /// Where it stands in the message around it; `None` if its fields are that one's.
    field: Option<u32>,
    source: &'a Message,
    parts: slice::Iter<'a, Part>,
    built: MessageBuilder,
}

impl<'a> Level<'a> {
    fn of(field: Option<u32>, source: &'a Message) -> Self {
        Self { field, source, parts: source.0.parts.iter(), built: Message::builder() }
    }
}
