//! From typed expressions to untyped columns, when the closure that built them has ended.
//!
//! Expressions can be as deep as a program makes them (a condition folded over ten thousand values), so nothing
//! here recurses on depth.

use std::collections::HashMap;

use super::arena::{self, Handle, Node};
use crate::{
    error::{Error, ErrorKind},
    expr::{Column, call, lit, own_attribute, when},
    relation::hidden,
};

/// The columns that `handles` stand for.
pub(crate) fn columns(handles: &[Handle]) -> Vec<Column> {
    let mut lowering = Lowering::default();
    handles.iter().map(|handle| lowering.column(*handle, Place::Row)).collect()
}

/// The column that `handle` stands for.
pub(crate) fn column(handle: Handle) -> Column {
    Lowering::default().column(handle, Place::Row)
}

/// An aggregation: the aggregate functions, and what is computed from them and from the keys afterwards.
pub(crate) struct Aggregation {
    /// The aggregates, each under a name of its own.
    pub(crate) aggregates: Vec<Column>,
    /// The results, in terms of the keys and the aggregates.
    pub(crate) results: Vec<Column>,
}

/// Splits the results of an aggregation: keys and aggregates are referred to by name, so that a result may combine
/// them freely and a key is computed once (which matters if it is not deterministic, and to servers that do not
/// recognise a repeated key expression).
pub(crate) fn aggregation(handles: &[Handle]) -> Aggregation {
    let mut lowering = Lowering::default();
    let results = handles.iter().map(|handle| lowering.column(*handle, Place::Result)).collect();
    Aggregation { aggregates: lowering.aggregates, results }
}

/// The name of the grouping key with this number.
pub(crate) fn key_name(index: usize) -> String {
    format!("#k{index}")
}

/// Where an expression is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    /// On the rows of the input.
    Row,
    /// On the groups, after the aggregation.
    Result,
}

#[derive(Default)]
struct Lowering {
    done: HashMap<(Handle, Place), Column>,
    aggregates: Vec<Column>,
}

impl Lowering {
    fn column(&mut self, handle: Handle, place: Place) -> Column {
        // Nodes know where they come from; nothing else of the column was called by the program.
        hidden(|| self.lowered(handle, place))
    }

    fn lowered(&mut self, handle: Handle, place: Place) -> Column {
        let mut stack = vec![(handle, place)];
        while let Some(&(handle, place)) = stack.last() {
            if self.done.contains_key(&(handle, place)) {
                stack.pop();
                continue;
            }
            let node = arena::node(handle);
            let inputs: Vec<_> =
                inputs(&node, place).into_iter().filter(|input| !self.done.contains_key(input)).collect();
            if inputs.is_empty() {
                let column = self.build(&node, place);
                self.done.insert((handle, place), column);
                stack.pop();
            } else {
                stack.extend(inputs);
            }
        }
        self.done(handle, place)
    }

    fn done(&self, handle: Handle, place: Place) -> Column {
        self.done.get(&(handle, place)).cloned().unwrap_or_else(|| invalid("an expression refers to itself"))
    }

    fn all(&self, handles: &[Handle], place: Place) -> Vec<Column> {
        handles.iter().map(|handle| self.done(*handle, place)).collect()
    }

    fn build(&mut self, node: &Node, place: Place) -> Column {
        match node {
            Node::Row(shape) => {
                shape.value().unwrap_or_else(|| invalid("a whole row is used as a single value"))
            }
            Node::Field { parent, name, .. } => match arena::node(*parent) {
                Node::Row(shape) => {
                    shape.column(name).unwrap_or_else(|| invalid("a pair has no named columns"))
                }
                _ => self.done(*parent, place).field(name),
            },
            Node::Struct { fields, present } => {
                let pairs = fields.iter().flat_map(|(name, handle)| [lit(*name), self.done(*handle, place)]);
                let value = call("named_struct", pairs.collect::<Vec<_>>());
                match present {
                    None => value,
                    Some(present) => when(self.done(*present, place).is_not_null(), value),
                }
            }
            Node::Leaf(column) => column.clone(),
            Node::Apply { args, build } => build(&self.all(args, place)),
            Node::Aggregate { args, build } => {
                let aggregate = build(&self.all(args, Place::Row));
                match place {
                    Place::Row => aggregate,
                    Place::Result => {
                        let name = format!("#a{}", self.aggregates.len());
                        self.aggregates.push(aggregate.alias(&name));
                        own_attribute(&[&name])
                    }
                }
            }
            Node::Key(index) => own_attribute(&[&key_name(*index)]),
            Node::Invalid(error) => Column::invalid(error.clone()),
        }
    }
}

/// What has to be lowered before `node`.
fn inputs(node: &Node, place: Place) -> Vec<(Handle, Place)> {
    match node {
        Node::Row(_) | Node::Leaf(_) | Node::Key(_) | Node::Invalid(_) => Vec::new(),
        Node::Field { parent, .. } => match arena::node(*parent) {
            Node::Row(_) => Vec::new(),
            _ => vec![(*parent, place)],
        },
        Node::Struct { fields, present } => {
            fields.iter().map(|(_, handle)| *handle).chain(*present).map(|handle| (handle, place)).collect()
        }
        Node::Apply { args, .. } => args.iter().map(|handle| (*handle, place)).collect(),
        // An aggregate takes rows, wherever its result goes.
        Node::Aggregate { args, .. } => args.iter().map(|handle| (*handle, Place::Row)).collect(),
    }
}

fn invalid(message: &str) -> Column {
    Column::invalid(Error::new(ErrorKind::InvalidPlan, message))
}
