//! The per-thread arena in which typed expressions live while a plan-building closure runs.
//!
//! A typed expression is a [`Handle`]: an index and the generation of the frame that made it. Frames nest (a
//! closure inside a closure); when one ends, its nodes are gone and its handles are dead. A dead handle is found
//! by its generation when the expression is lowered, and becomes an error that the action returns: never a
//! panic, never a column of another query.
//!
//! Nodes are symbolic: they are lowered to untyped columns only when the closure has ended, which is when it is
//! known what surrounds them.

use std::{
    any::TypeId,
    cell::RefCell,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use super::{
    check::Source,
    lower,
    shape::{Aliases, Shape, unique_alias},
};
use crate::{
    error::{Error, ErrorKind},
    expr::{Column, own_attribute},
    relation::CallSite,
};

/// A typed expression's place in the arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(hidden)]
pub struct Handle {
    generation: u64,
    index: usize,
}

/// How the columns of the arguments become the column of a node, which comes from where the node was made.
pub(crate) type Build = Rc<dyn Fn(&[Column]) -> Column>;

/// One expression.
#[derive(Clone)]
pub(crate) enum Node {
    /// The current row of a relation, or of one side of a join.
    Row(Shape),
    /// A field of a row or of a struct value. `owner` is the Rust type that has the field.
    Field { parent: Handle, owner: TypeId, name: &'static str },
    /// A struct value made of its fields; NULL where `present` is NULL, if it is there.
    Struct { fields: Rc<[(&'static str, Handle)]>, present: Option<Handle> },
    /// A column without arguments (a literal).
    Leaf(Column),
    /// A text in SQL, in which a name is whatever the relation calls so.
    Sql(Column),
    /// A function of other expressions.
    Apply { args: Rc<[Handle]>, build: Build },
    /// The same of a function over a window.
    Window { args: Rc<[Handle]>, build: Build },
    /// An aggregate function: computed below the projection that uses it.
    Aggregate(Aggregate),
    /// The grouping key with this number.
    Key(usize),
    /// A mistake.
    Invalid(Error),
}

/// An aggregate or window function.
#[derive(Clone)]
pub(crate) struct Aggregate {
    pub(crate) args: Rc<[Handle]>,
    pub(crate) build: Build,
    pub(crate) rows: Rows,
}

/// At which rows a function looks.
#[derive(Clone)]
pub(crate) enum Rows {
    /// Those in which the argument with this number is not NULL.
    NotNull(usize),
    /// All; this is the same function, but of those in which its first argument is not NULL.
    All(Build),
    /// All of a window, by their order.
    Window,
}

#[derive(Default)]
struct Arena {
    nodes: Vec<Node>,
    frames: Vec<Frame>,
}

struct Frame {
    generation: u64,
    start: usize,
    /// The untyped relations below the subqueries that were built in this frame.
    sources: Vec<Arc<Source>>,
    /// The aliases of the plans whose rows are in this frame.
    aliases: Vec<Aliases>,
    /// The columns of this frame's rows that subqueries refer to by a name of their own.
    columns: Vec<OuterColumn>,
}

/// Generations are unique in the process, so that a handle carried to another thread is dead there.
static NEXT_GENERATION: AtomicU64 = AtomicU64::new(1);

/// The generation of handles that were made outside of every frame.
const NOWHERE: Handle = Handle { generation: 0, index: 0 };

thread_local!(static ARENA: RefCell<Arena> = RefCell::default());

/// Runs `build` in a frame of its own.
pub(crate) fn frame<R>(build: impl FnOnce() -> R) -> R {
    struct Guard;
    impl Drop for Guard {
        fn drop(&mut self) {
            // The nodes are dropped after the borrow ends: dropping a column may run any code.
            let dead = ARENA.with_borrow_mut(|arena| {
                let frame = arena.frames.pop();
                let start = frame.as_ref().map_or(0, |frame| frame.start);
                (arena.nodes.split_off(start.min(arena.nodes.len())), frame)
            });
            drop(dead);
        }
    }
    ARENA.with_borrow_mut(|arena| {
        let generation = NEXT_GENERATION.fetch_add(1, Ordering::Relaxed);
        let start = arena.nodes.len();
        arena.frames.push(Frame {
            generation,
            start,
            sources: Vec::new(),
            aliases: Vec::new(),
            columns: Vec::new(),
        });
    });
    let _guard = Guard;
    build()
}

/// Adds a node to the innermost frame.
pub(crate) fn push(node: Node) -> Handle {
    ARENA.with_borrow_mut(|arena| match arena.frames.last() {
        None => NOWHERE,
        Some(frame) => {
            let handle = Handle { generation: frame.generation, index: arena.nodes.len() };
            arena.nodes.push(node);
            handle
        }
    })
}

/// The node of a handle; a mistake if the handle is dead.
pub(crate) fn node(handle: Handle) -> Node {
    let alive = ARENA.with_borrow(|arena| {
        let frame = arena.frames.iter().rev().find(|frame| frame.start <= handle.index)?;
        if frame.generation == handle.generation { arena.nodes.get(handle.index).cloned() } else { None }
    });
    alive.unwrap_or_else(|| Node::Invalid(escaped()))
}

fn escaped() -> Error {
    Error::new(
        ErrorKind::InvalidPlan,
        "an expression was used outside of the closure that built it: build it inside the closure, or write a function \
         that takes the columns and call it there",
    )
}

/// A column of this query under a name that no other query has, because a subquery refers to it.
pub(crate) struct OuterColumn {
    /// The alias of the relation that has the column.
    pub(crate) alias: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) column: Column,
}

/// The rows of a closure come from a plan with these aliases.
pub(crate) fn enter(aliases: &Aliases) {
    ARENA.with_borrow_mut(|arena| {
        if let Some(frame) = arena.frames.last_mut() {
            frame.aliases.push(aliases.clone());
        }
    });
}

/// The column of a row of a query around this one, by a name that means it alone.
///
/// A plain name in a subquery means the subquery's own column first. A single relation gets an alias for it; the side of a
/// join has one already, which serves unless the same join is also in the subquery.
pub(crate) fn outer(column: Handle) -> Handle {
    let mut row = column;
    while let Node::Field { parent, .. } = node(row) {
        row = parent;
    }
    let Node::Row(shape) = node(row) else { return column };
    if let Some(named) = shape.named() {
        ARENA.with_borrow_mut(|arena| {
            // The row is alive: `node` has just found it.
            if let Some(place) = arena.nodes.get_mut(row.index) {
                *place = Node::Row(named);
            }
        });
        return column;
    }
    let Some(alias) = shape.aliases().first().map(|alias| Arc::clone(alias)) else { return column };
    let lowered = lower::column(column);
    let name = ARENA.with_borrow_mut(|arena| {
        let around = arena.frames.iter().rposition(|frame| frame.generation == row.generation)?;
        let (around, inside) = arena.frames.split_at_mut(around + 1);
        if !inside.iter().flat_map(|frame| &frame.aliases).any(|aliases| aliases.contain(&alias)) {
            return None;
        }
        let name = unique_alias();
        around.last_mut()?.columns.push(OuterColumn { alias, name: name.clone(), column: lowered });
        Some(name)
    });
    name.map_or(column, |name| leaf(own_attribute(&[&name])))
}

/// Remembers the sources of a subquery: the action of the query around it compares them too.
pub(crate) fn refer(sources: &[Arc<Source>]) {
    ARENA.with_borrow_mut(|arena| {
        // Outside of every frame, the expression that was built is dead as well.
        if let Some(frame) = arena.frames.last_mut() {
            frame.sources.extend_from_slice(sources);
        }
    });
}

/// What the subqueries that the closure of this frame has built need: their sources, and columns of this query.
pub(crate) fn referred() -> (Vec<Arc<Source>>, Vec<OuterColumn>) {
    ARENA.with_borrow_mut(|arena| match arena.frames.last_mut() {
        Some(frame) => (std::mem::take(&mut frame.sources), std::mem::take(&mut frame.columns)),
        None => Default::default(),
    })
}

/// A leaf.
pub(crate) fn leaf(column: Column) -> Handle {
    push(Node::Leaf(column))
}

/// A function of other expressions.
#[track_caller]
pub(crate) fn apply<const N: usize>(
    args: [Handle; N],
    build: impl Fn(&[Column; N]) -> Column + 'static,
) -> Handle {
    push(Node::Apply { args: Rc::new(args), build: fixed(build) })
}

/// A function of any number of expressions.
#[track_caller]
pub(crate) fn apply_all(args: Vec<Handle>, build: impl Fn(&[Column]) -> Column + 'static) -> Handle {
    let site = CallSite::here();
    push(Node::Apply { args: args.into(), build: Rc::new(move |columns| site.scope(|| build(columns))) })
}

/// A function of one expression and any number of others; `args` begins with the one.
#[track_caller]
pub(crate) fn apply_first(
    args: Vec<Handle>,
    build: impl Fn(&Column, &[Column]) -> Column + 'static,
) -> Handle {
    apply_all(args, move |columns| {
        columns.split_first().map_or_else(miscounted, |(first, rest)| build(first, rest))
    })
}

/// An aggregate function, which leaves out the rows in which its argument number `index` is NULL.
#[track_caller]
pub(crate) fn aggregate<const N: usize>(
    args: [Handle; N],
    index: usize,
    build: impl Fn(&[Column; N]) -> Column + 'static,
) -> Handle {
    push(Node::Aggregate(Aggregate { args: Rc::new(args), build: fixed(build), rows: Rows::NotNull(index) }))
}

/// An aggregate function to which NULL is a value, and the one that leaves it out.
#[track_caller]
pub(crate) fn aggregate_of_all(
    arg: Handle,
    build: impl Fn(&[Column; 1]) -> Column + 'static,
    without_null: impl Fn(&[Column; 1]) -> Column + 'static,
) -> Handle {
    push(Node::Aggregate(Aggregate {
        args: Rc::new([arg]),
        build: fixed(build),
        rows: Rows::All(fixed(without_null)),
    }))
}

/// A window function.
#[track_caller]
pub(crate) fn window_function<const N: usize>(
    args: [Handle; N],
    build: impl Fn(&[Column; N]) -> Column + 'static,
) -> Handle {
    push(Node::Aggregate(Aggregate { args: Rc::new(args), build: fixed(build), rows: Rows::Window }))
}

#[track_caller]
fn fixed<const N: usize>(build: impl Fn(&[Column; N]) -> Column + 'static) -> Build {
    let site = CallSite::here();
    Rc::new(move |columns| match <&[Column; N]>::try_from(columns) {
        Ok(columns) => site.scope(|| build(columns)),
        Err(_) => miscounted(),
    })
}

/// The lowering passes one column an argument, so this is never used; it keeps the functions total.
fn miscounted() -> Column {
    Column::invalid(Error::new(ErrorKind::InvalidPlan, "an expression lost an argument"))
}

/// The field `name` of the row or struct `at`, which has the Rust type `Owner`.
#[doc(hidden)]
#[must_use]
pub fn field<Owner: 'static>(at: Handle, name: &'static str) -> Handle {
    match node(at) {
        Node::Row(Shape::Pair(sides)) => match name {
            "_1" => push(Node::Row(sides.0.clone())),
            _ => push(Node::Row(sides.1.clone())),
        },
        Node::Struct { fields, present: None } => {
            fields.iter().find(|(field, _)| *field == name).map_or(at, |(_, handle)| *handle)
        }
        _ => push(Node::Field { parent: at, owner: TypeId::of::<Owner>(), name }),
    }
}

/// The struct value of type `Owner` that is made of `fields`: the struct they all come from, unchanged, if that is
/// what they are (which keeps a NULL struct NULL), else a new one.
#[doc(hidden)]
#[must_use]
pub fn row<Owner: 'static>(fields: &[(&'static str, Handle)]) -> Handle {
    row_of(fields, &[TypeId::of::<Owner>()])
}

/// [`row`] for a type whose fields are those of the types `owners`.
#[doc(hidden)]
#[must_use]
pub fn row_of(fields: &[(&'static str, Handle)], owners: &[TypeId]) -> Handle {
    let present = match whole(fields, owners) {
        None => None,
        Some(parent) => match node(parent) {
            // A row of several columns has to be made of them.
            Node::Row(Shape::Column(_)) => return parent,
            Node::Row(shape) => shape.present().map(leaf),
            _ => return parent,
        },
    };
    push(Node::Struct { fields: fields.into(), present })
}

/// The values that a key or a tuple of keys is made of.
pub(crate) fn leaves(handle: Handle) -> Vec<Handle> {
    match node(handle) {
        Node::Struct { fields, present: None } => {
            fields.iter().flat_map(|(_, field)| leaves(*field)).collect()
        }
        _ => vec![handle],
    }
}

/// The struct that `fields` are all the fields of.
fn whole(fields: &[(&'static str, Handle)], owners: &[TypeId]) -> Option<Handle> {
    let mut parents = fields.iter().map(|(name, handle)| match node(*handle) {
        Node::Field { parent, owner, name: field } if owners.contains(&owner) && field == *name => {
            Some(parent)
        }
        _ => None,
    });
    let first = parents.next()??;
    parents.all(|parent| parent == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_dead(handle: Handle) -> bool {
        matches!(node(handle), Node::Invalid(_))
    }

    #[test]
    fn a_handle_lives_as_long_as_its_frame() {
        let (outer, inner) = frame(|| {
            let outer = push(Node::Key(0));
            let inner = frame(|| {
                let inner = push(Node::Key(1));
                assert!(!is_dead(outer) && !is_dead(inner));
                inner
            });
            assert!(!is_dead(outer) && is_dead(inner));
            // The freed place is used again, under another generation.
            push(Node::Key(2));
            assert!(is_dead(inner));
            (outer, inner)
        });
        assert!(is_dead(outer) && is_dead(inner));
        frame(|| {
            push(Node::Key(3));
            push(Node::Key(4));
            assert!(is_dead(outer) && is_dead(inner));
        });
    }

    #[test]
    fn a_handle_made_nowhere_or_on_another_thread_is_dead() {
        let nowhere = push(Node::Key(0));
        frame(|| {
            push(Node::Key(1));
            assert!(is_dead(nowhere));
            let here = push(Node::Key(2));
            let dead = std::thread::spawn(move || {
                frame(|| (0..9).map(|_| push(Node::Key(3))).all(|_| is_dead(here)))
            });
            assert!(dead.join().unwrap());
        });
    }

    #[test]
    fn the_arena_is_empty_after_a_panic() {
        let caught = std::panic::catch_unwind(|| {
            frame(|| {
                push(Node::Key(0));
                panic!("in a closure")
            })
        });
        assert!(caught.is_err());
        ARENA.with_borrow(|arena| assert!(arena.nodes.is_empty() && arena.frames.is_empty()));
    }
}
