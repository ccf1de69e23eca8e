//! Projections, and how several in a row become one.
//!
//! A program selects in small steps; the plan has one projection for them where that is the same query. The columns
//! that a projection has made are remembered as expressions over what is below it. The next projection is lowered in
//! terms of those if no work is done twice by that and none is lost that the query needs.

use std::collections::HashMap;

use super::{
    Frame, Handle,
    arena::{self, Node},
    lower,
    shape::{Shape, VALUE},
};
use crate::{
    dataframe::DataFrame,
    expr::{Column, References},
};

/// The deepest expression that others are still put into: servers read an expression of a few hundred messages, and
/// each step of a loop makes it deeper.
const MAX_DEPTH: usize = 64;

/// A projection that the next one can take the place of.
#[derive(Debug)]
pub(crate) struct Projection {
    below: DataFrame,
    columns: Vec<Made>,
}

/// A column that a projection has made.
#[derive(Debug, Clone)]
struct Made {
    name: &'static str,
    /// The expression over what is below, without its name.
    column: Column,
    /// The name that the expression has by itself.
    own_name: Option<&'static str>,
    cost: Cost,
}

/// How often a column may be put into the expressions that use it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cost {
    /// As often as one likes: a column of the input, a field of one, a literal.
    None,
    /// Once or never: it is computed from its row alone.
    Work,
    /// It has to stay a column of its own: a window function, one that makes rows, or one whose value depends on where
    /// it is computed.
    Fixed,
}

impl Cost {
    fn of(column: &Column) -> Self {
        match References::of(&column.message().encoded(), |_| ()) {
            Some(of) if of.calls_nothing() => Self::None,
            Some(of) if of.is_of_its_row() => Self::Work,
            _ => Self::Fixed,
        }
    }
}

impl Projection {
    /// The projection of a relation onto these expressions, which have become these columns.
    fn of(
        below: &DataFrame,
        list: &[(&'static str, Handle)],
        columns: Vec<Column>,
        before: Option<&Self>,
    ) -> Self {
        let made = |((name, handle), column): (&(&'static str, Handle), Column)| match row_column(*handle) {
            None => Made { name, own_name: own_name(*handle), cost: Cost::of(&column), column },
            Some(passed) => match before.and_then(|before| before.column(passed)) {
                None => Made { name, own_name: Some(passed), cost: Cost::None, column },
                Some(before) => Made { name, ..before.clone() },
            },
        };
        Self { below: below.clone(), columns: list.iter().zip(columns).map(made).collect() }
    }

    /// The projection of an aggregation onto its results: names, the names that they have below, and columns.
    pub(crate) fn of_results(
        below: &DataFrame,
        results: impl IntoIterator<Item = (&'static str, Option<&'static str>, Column)>,
    ) -> Self {
        let made = |(name, own_name, column)| Made { name, own_name, cost: Cost::of(&column), column };
        Self { below: below.clone(), columns: results.into_iter().map(made).collect() }
    }

    fn column(&self, name: &str) -> Option<&Made> {
        self.columns.iter().find(|made| made.name == name)
    }

    /// The expression over what is below that the column `name` is.
    pub(crate) fn expression(&self, name: &str) -> Option<Column> {
        self.column(name).map(|made| made.column.clone())
    }

    /// This projection and the next one as one; `None` if they have to stay two.
    fn then(&self, list: &[(&'static str, Handle)]) -> Option<Self> {
        let handles: Vec<_> = list.iter().map(|(_, handle)| *handle).collect();
        let uses = uses(&handles)?;
        let stays = |name| handles.iter().filter(|handle| row_column(**handle) == Some(name)).count();
        let fits = |made: &Made| {
            let uses = uses.get(made.name).copied().unwrap_or(0);
            match made.cost {
                Cost::None => true,
                Cost::Work => uses <= 1,
                Cost::Fixed => uses == 1 && stays(made.name) == 1,
            }
        };
        if !self.columns.iter().all(fits) {
            return None;
        }
        let columns = lower::columns_through(&handles, self);
        if columns.iter().any(|column| column.message().depth() > MAX_DEPTH) {
            return None;
        }
        let both = Self::of(&self.below, list, columns, Some(self));
        // Two columns that make rows, or that count rows, are not the same beside each other as one after the other.
        let fixed =
            |projection: &Self| projection.columns.iter().filter(|made| made.cost == Cost::Fixed).count();
        (fixed(self) == 0 || fixed(&both) == fixed(self)).then_some(both)
    }

    fn run(&self) -> DataFrame {
        let named = self.columns.iter().map(|made| match made.own_name {
            Some(name) if name == made.name => made.column.clone(),
            _ => made.column.alias(made.name),
        });
        self.below.select(named.collect::<Vec<_>>())
    }
}

impl Frame {
    /// A projection onto the columns of a row or of a scalar.
    pub(crate) fn select(&self, list: &[(&'static str, Handle)], is_struct: bool) -> Self {
        // A relation that is referred to by its id has to stay in the plan.
        let before = self.projection.as_deref().filter(|_| !self.df.relation().is_kept());
        let projection = before.and_then(|before| before.then(list)).unwrap_or_else(|| {
            let handles: Vec<_> = list.iter().map(|(_, handle)| *handle).collect();
            Projection::of(&self.df, list, lower::columns(&handles), None)
        });
        self.projected(projection, is_struct)
    }

    /// The rows of a projection.
    pub(crate) fn projected(&self, projection: Projection, is_struct: bool) -> Self {
        let frame = self.flat(projection.run(), is_struct);
        Self { projection: Some(projection.into()), ..frame }
    }
}

/// The name of the column of its row that an expression is, if it is nothing else.
fn row_column(handle: Handle) -> Option<&'static str> {
    match arena::node(handle) {
        Node::Field { parent, name, .. } => match arena::node(parent) {
            Node::Row(Shape::Columns(None)) => Some(name),
            _ => None,
        },
        Node::Row(Shape::Value(None)) => Some(VALUE),
        _ => None,
    }
}

/// The name that an expression has by itself: that of the column that it passes on.
pub(crate) fn own_name(handle: Handle) -> Option<&'static str> {
    match arena::node(handle) {
        Node::Field { parent, name, .. } => match arena::node(parent) {
            Node::Row(shape) => shape.has_columns().then_some(name),
            _ => None,
        },
        Node::Row(Shape::Value(_)) => Some(VALUE),
        _ => None,
    }
}

/// How often each column of the row is read when these expressions are computed; `None` if that cannot be told.
fn uses(handles: &[Handle]) -> Option<HashMap<&'static str, usize>> {
    let mut found: HashMap<_, usize> = HashMap::new();
    let mut is_known = true;
    lower::visit(handles, |handle, times| {
        let name = match arena::node(handle) {
            Node::Sql(_) => {
                is_known = false;
                None
            }
            // A field of a value is a use of the value.
            Node::Field { parent, .. } if matches!(arena::node(parent), Node::Row(Shape::Value(None))) => {
                Some(VALUE)
            }
            _ => row_column(handle),
        };
        if let Some(name) = name {
            let all = found.entry(name).or_default();
            *all = all.saturating_add(times);
        }
    });
    is_known.then_some(found)
}
