//! From typed expressions to untyped columns, when the closure that built them has ended.
//!
//! Expressions can be as deep as a program makes them (a condition folded over ten thousand values), so nothing
//! here recurses on depth.

use std::collections::{BTreeMap, HashMap};

use super::{
    arena::{self, Aggregate, Handle, Node},
    projection::Projection,
    shape::{Shape, VALUE},
};
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

/// The columns that `handles` stand for, in terms of what is below the projection that has made their row.
pub(crate) fn columns_through(handles: &[Handle], projection: &Projection) -> Vec<Column> {
    let mut lowering = Lowering { through: Some(projection), ..Lowering::default() };
    handles.iter().map(|handle| lowering.column(*handle, Place::Row)).collect()
}

/// Calls `found` for everything that `handles` are made of, with the number of times that it is computed for one row.
pub(crate) fn visit(handles: &[Handle], mut found: impl FnMut(Handle, usize)) {
    // What an expression is made of was there before it, so the latest one is not a part of those that are left.
    let mut pending = BTreeMap::new();
    for handle in handles {
        *pending.entry((*handle, Place::Row)).or_insert(0) += 1;
    }
    while let Some(((handle, place), times)) = pending.pop_last() {
        found(handle, times);
        for input in inputs(&arena::node(handle), place) {
            let all: &mut usize = pending.entry(input).or_default();
            *all = all.saturating_add(times);
        }
    }
}

/// The column that `handle` stands for.
pub(crate) fn column(handle: Handle) -> Column {
    Lowering::default().column(handle, Place::Row)
}

/// An aggregation: the aggregate functions, and what is computed from them and from the keys afterwards.
pub(crate) struct Aggregation {
    /// The names of the keys.
    pub(crate) keys: Vec<String>,
    /// The aggregates, each under a name of its own.
    pub(crate) aggregates: Vec<Column>,
    /// The results in terms of the keys and the aggregates: the name, the one below if it is passed on, and the column.
    pub(crate) results: Vec<(&'static str, Option<&'static str>, Column)>,
    /// Whether the results are the keys and then the aggregates, which is what an aggregation returns by itself.
    pub(crate) is_whole: bool,
}

/// Splits the results of an aggregation by these keys: keys and aggregates are referred to by name, so that a result
/// may combine them freely and a key is computed once (which matters if it is not deterministic, and to servers that do
/// not recognise a repeated key expression). A key or an aggregate that is a result has its name from the start,
/// unless a condition needs names before, or the keys have theirs from the input.
pub(crate) fn aggregation(
    keys: &Keys,
    before: Option<&OfGroups>,
    list: &[(&'static str, Handle)],
) -> Aggregation {
    let mut lowering = Lowering::of_groups(keys, before);
    let is_free = before.is_none() && !keys.are_columns;
    let keys = keys.columns.len();
    let mut key_names = vec![None; keys];
    let mut positions = Vec::with_capacity(list.len());
    for (name, handle) in list {
        if !is_free {
            positions.push(None);
            continue;
        }
        // The place among the columns of the aggregation of a result that nothing more is done with.
        positions.push(match arena::node(*handle) {
            Node::Key(index) => key_names.get_mut(index).filter(|known| known.is_none()).map(|known| {
                *known = Some(*name);
                index
            }),
            Node::Aggregate(_) if !lowering.names.contains_key(handle) => {
                lowering.names.insert(*handle, name);
                Some(keys + lowering.names.len() - 1)
            }
            _ => None,
        });
    }
    for (known, name) in lowering.keys.iter_mut().zip(key_names) {
        *known = name.map_or_else(|| std::mem::take(known), str::to_owned);
    }
    let results = list.iter().zip(&positions).map(|((name, handle), position)| {
        (*name, position.map(|_| *name), lowering.column(*handle, Place::Result))
    });
    Aggregation {
        results: results.collect(),
        is_whole: list.len() >= keys && positions.iter().copied().eq((0..list.len()).map(Some)),
        keys: lowering.keys,
        aggregates: lowering.aggregates,
    }
}

/// The columns that rows are grouped by.
#[derive(Clone, Default)]
pub(crate) struct Keys {
    pub(crate) columns: Vec<Column>,
    /// Their names among the groups, where the results do not give them others.
    pub(crate) names: Vec<String>,
    /// Whether they are columns of the input, of these names.
    pub(crate) are_columns: bool,
}

impl Keys {
    pub(crate) fn new(columns: Vec<Column>) -> Self {
        let names = (0..columns.len()).map(|index| format!("#k{index}")).collect();
        Self { columns, names, are_columns: false }
    }
}

/// A value of groups: its aggregates, which have names of their own, and what it is in terms of them and of the keys.
#[derive(Clone)]
pub(crate) struct OfGroups {
    pub(crate) aggregates: Vec<Column>,
    pub(crate) column: Column,
}

/// A value of the groups by these keys; if there is a condition on them before, the condition that both are true.
pub(crate) fn of_groups(keys: &Keys, before: Option<&OfGroups>, handle: Handle) -> OfGroups {
    let mut lowering = Lowering::of_groups(keys, before);
    let column = lowering.column(handle, Place::Result);
    match before {
        None => OfGroups { aggregates: lowering.aggregates, column },
        Some(before) => OfGroups {
            aggregates: [before.aggregates.clone(), lowering.aggregates].concat(),
            column: hidden(|| before.column.and(column)),
        },
    }
}

/// Where an expression is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Place {
    /// On the rows of the input.
    Row,
    /// On the groups, after the aggregation.
    Result,
}

#[derive(Default)]
struct Lowering<'a> {
    done: HashMap<(Handle, Place), Column>,
    /// The names of the keys.
    keys: Vec<String>,
    /// The keys themselves.
    key_columns: Vec<Column>,
    /// The number of aggregates that have a name already.
    named: usize,
    /// The aggregates that are results by themselves, with the names of those.
    names: HashMap<Handle, &'static str>,
    aggregates: Vec<Column>,
    /// What the columns of the row are, if they are not read as such.
    through: Option<&'a Projection>,
}

impl Lowering<'_> {
    /// For what is computed of groups, after a condition on them.
    fn of_groups(keys: &Keys, before: Option<&OfGroups>) -> Self {
        Self {
            keys: keys.names.clone(),
            key_columns: keys.columns.clone(),
            named: before.map_or(0, |before| before.aggregates.len()),
            ..Self::default()
        }
    }

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
                let column = self.build(handle, &node, place);
                self.done.insert((handle, place), column);
                stack.pop();
            } else {
                // The first one next: aggregates are numbered in the order in which they are written.
                stack.extend(inputs.into_iter().rev());
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

    /// The column of a row that a projection has made, in terms of what is below it.
    fn through(&self, shape: &Shape, name: &str) -> Option<Column> {
        self.through.filter(|_| shape.is_flat())?.expression(name)
    }

    fn build(&mut self, handle: Handle, node: &Node, place: Place) -> Column {
        match node {
            Node::Row(shape) => self
                .through(shape, VALUE)
                .or_else(|| shape.value())
                .unwrap_or_else(|| invalid("a whole row is used as a single value")),
            Node::Field { parent, name, .. } => match arena::node(*parent) {
                Node::Row(shape @ Shape::Value(None)) => self.through(&shape, VALUE).map_or_else(
                    || shape.column(name).unwrap_or_else(|| invalid("a value has no named columns")),
                    |value| value.field(name),
                ),
                Node::Row(shape) => self
                    .through(&shape, name)
                    .or_else(|| shape.column(name))
                    .unwrap_or_else(|| invalid("a pair has no named columns")),
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
            Node::Leaf(column) | Node::Sql(column) => column.clone(),
            Node::Apply { args, build } | Node::Window { args, build } => build(&self.all(args, place)),
            Node::Aggregate(Aggregate { args, build, .. }) => {
                let aggregate = build(&self.all(args, Place::Row));
                match place {
                    Place::Row => aggregate,
                    Place::Result => {
                        let own = || format!("#a{}", self.named + self.aggregates.len());
                        let name = self.names.get(&handle).map_or_else(own, |name| (*name).to_owned());
                        self.aggregates.push(aggregate.alias(&name));
                        own_attribute(&[&name])
                    }
                }
            }
            Node::Key(index) => {
                let key = match place {
                    // Within an aggregate, a key is what the rows are grouped by.
                    Place::Row => self.key_columns.get(*index).cloned(),
                    Place::Result => self.keys.get(*index).map(|name| own_attribute(&[name])),
                };
                key.unwrap_or_else(|| invalid("a grouping key is used outside of its aggregation"))
            }
            Node::Invalid(error) => Column::invalid(error.clone()),
        }
    }
}

/// What has to be lowered before `node`.
fn inputs(node: &Node, place: Place) -> Vec<(Handle, Place)> {
    match node {
        Node::Row(_) | Node::Leaf(_) | Node::Sql(_) | Node::Key(_) | Node::Invalid(_) => Vec::new(),
        Node::Field { parent, .. } => match arena::node(*parent) {
            Node::Row(_) => Vec::new(),
            _ => vec![(*parent, place)],
        },
        Node::Struct { fields, present } => {
            fields.iter().map(|(_, handle)| *handle).chain(*present).map(|handle| (handle, place)).collect()
        }
        Node::Apply { args, .. } | Node::Window { args, .. } => {
            args.iter().map(|handle| (*handle, place)).collect()
        }
        // An aggregate takes rows, wherever its result goes.
        Node::Aggregate(Aggregate { args, .. }) => args.iter().map(|handle| (*handle, Place::Row)).collect(),
    }
}

fn invalid(message: &str) -> Column {
    Column::invalid(Error::new(ErrorKind::InvalidPlan, message))
}
