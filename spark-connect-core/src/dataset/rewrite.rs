//! Aggregates that get something after they were made: a condition for their rows, or a window.
//!
//! Both are said of an expression (`(o.paid.sum() / o.due.sum()).over(..)`) and hold for each aggregate in it.

use std::{collections::HashMap, rc::Rc};

use super::{
    arena::{self, Aggregate, Handle, Node, Rows},
    lower,
};
use crate::{
    error::{Error, ErrorKind},
    expr::{Window, call, lit, when},
    relation::CallSite,
};

/// The field around a value that may be NULL and is not to be left out for that.
const VALUE: &str = "v";

/// The expression in which each aggregate sees only the rows for which the condition is true.
#[track_caller]
pub(crate) fn filtered(expression: Handle, condition: Handle) -> Handle {
    let site = CallSite::here();
    with_aggregates(expression, |aggregate| {
        let Aggregate { args, build, rows } = aggregate;
        // Spark Connect has no FILTER clause: the rows get a value that the function leaves out.
        let (index, is_wrapped, build) = match rows {
            Rows::NotNull(index) => (*index, false, build.clone()),
            Rows::All(without_null) => (0, true, without_null.clone()),
            // It has its window already, or gets one: a condition is said of aggregates alone.
            Rows::Window => return arena::push(Node::Aggregate(aggregate.clone())),
        };
        let mut args = args.to_vec();
        if let Some(arg) = args.get_mut(index) {
            *arg = arena::apply([condition, *arg], move |[condition, value]| {
                site.scope(|| match is_wrapped {
                    false => when(condition.clone(), value.clone()),
                    true => when(condition.clone(), call("named_struct", [lit(VALUE), value.clone()])),
                })
            });
        }
        let build: arena::Build =
            if is_wrapped { Rc::new(move |columns| build(columns).field(VALUE)) } else { build };
        arena::push(Node::Aggregate(Aggregate { args: args.into(), build, rows: Rows::NotNull(index) }))
    })
}

/// The expression in which each aggregate is computed over a window: its keys are `partition` and `order`, and `frame`
/// adds to it which rows around a row it is.
#[track_caller]
pub(crate) fn over(
    expression: Handle,
    partition: &[Handle],
    order: &[Handle],
    frame: impl Fn(Window) -> Window + Clone + 'static,
) -> Handle {
    let site = CallSite::here();
    with_aggregates(expression, |aggregate| {
        let Aggregate { args, build, .. } = aggregate.clone();
        let (own, partitions) = (args.len(), partition.len());
        let frame = frame.clone();
        let build: arena::Build = Rc::new(move |columns| {
            // The lowering passes one column for each argument.
            let (args, keys) = columns.split_at_checked(own).unwrap_or((columns, &[]));
            let (partition, order) = keys.split_at_checked(partitions).unwrap_or((keys, &[]));
            let function = build(args);
            let window = Window::new().partition_by(partition.to_vec()).order_by(order.to_vec());
            site.scope(|| function.over(&frame(window)))
        });
        let args = [&args, partition, order].concat();
        let mut is_nested = false;
        lower::visit(&args, |handle, _| is_nested |= matches!(arena::node(handle), Node::Window { .. }));
        if is_nested {
            return arena::push(Node::Invalid(nested()));
        }
        arena::push(Node::Window { args: args.into(), build })
    })
}

fn nested() -> Error {
    Error::new(
        ErrorKind::InvalidPlan,
        "a window function is used inside another one, which Spark does not have: compute the inner one in a `select` \
         before, and use its column here",
    )
}

/// The expression with each aggregate in it replaced.
fn with_aggregates(expression: Handle, replace: impl Fn(&Aggregate) -> Handle) -> Handle {
    let mut done: HashMap<Handle, Handle> = HashMap::new();
    let mut stack = vec![expression];
    while let Some(&handle) = stack.last() {
        if done.contains_key(&handle) {
            stack.pop();
            continue;
        }
        let node = arena::node(handle);
        let parts = parts(&node);
        let waiting: Vec<_> = parts.iter().copied().filter(|part| !done.contains_key(part)).collect();
        if !waiting.is_empty() {
            stack.extend(waiting);
            continue;
        }
        stack.pop();
        let new = |part: &Handle| done.get(part).copied().unwrap_or(*part);
        let is_same = parts.iter().all(|part| new(part) == *part);
        let replaced = match node {
            Node::Aggregate(aggregate) => replace(&aggregate),
            _ if is_same => handle,
            Node::Apply { args, build } => {
                arena::push(Node::Apply { args: args.iter().map(new).collect(), build })
            }
            Node::Window { args, build } => {
                arena::push(Node::Window { args: args.iter().map(new).collect(), build })
            }
            Node::Struct { fields, present } => {
                let fields = fields.iter().map(|(name, field)| (*name, new(field))).collect();
                arena::push(Node::Struct { fields, present: present.as_ref().map(new) })
            }
            Node::Field { parent, owner, name } => {
                arena::push(Node::Field { parent: new(&parent), owner, name })
            }
            _ => handle,
        };
        done.insert(handle, replaced);
    }
    done.get(&expression).copied().unwrap_or(expression)
}

/// What a node is made of, down to the aggregates.
fn parts(node: &Node) -> Vec<Handle> {
    match node {
        Node::Apply { args, .. } | Node::Window { args, .. } => args.to_vec(),
        Node::Struct { fields, present } => fields.iter().map(|(_, field)| *field).chain(*present).collect(),
        Node::Field { parent, .. } => vec![*parent],
        _ => Vec::new(),
    }
}
