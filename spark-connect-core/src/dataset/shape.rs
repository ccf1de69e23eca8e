//! How the server-side columns of a [`Dataset<T>`](super::Dataset) spell the fields of `T`.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::expr::{Column, call, lit, own_attribute};

/// The name of the only column of a dataset of scalars.
pub(crate) const VALUE: &str = "value";

/// The column that is NULL where the nullable side of a join has no row.
pub(crate) const PRESENT: &str = "#present";

/// Where the fields of a row are found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// Each field is a column of its own name.
    Columns(Alias),
    /// The row is the single column [`VALUE`].
    Value(Alias),
    /// The row is the single column of this name, which no other relation has.
    Column(Arc<str>),
    /// A join, kept flat: the row is a pair, and each side has its own columns.
    Pair(Arc<(Shape, Shape)>),
    /// The side of a join that may have no row: all its columns are NULL then, the marker among them.
    Optional(Arc<Shape>, Marker),
}

/// The column that is NULL where a row is absent, and never where one is present.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Marker {
    /// The column [`PRESENT`] of the relation with this alias.
    Present(Arc<str>),
    /// The column of this name, which no other relation has.
    Column(Arc<str>),
}

/// All aliases of the joins of a plan, also of those that are hidden by a projection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Aliases(Arc<BTreeSet<Arc<str>>>);

impl Aliases {
    /// These and another one.
    pub(crate) fn with(&self, alias: &Arc<str>) -> Self {
        Self(Arc::new(self.0.iter().chain([alias]).cloned().collect()))
    }

    /// These and others.
    pub(crate) fn and(&self, others: &Self) -> Self {
        if others.0.is_empty() { self.clone() } else { Self(Arc::new(&*self.0 | &*others.0)) }
    }

    /// Whether this is one of them.
    pub(crate) fn contain(&self, alias: &Arc<str>) -> bool {
        self.0.contains(alias)
    }
}

/// The alias by which a side of a join is qualified; none outside of joins.
pub(crate) type Alias = Option<Arc<str>>;

impl Shape {
    /// The shape of one relation, known as `alias`, that holds structs or scalars.
    pub(crate) fn leaf(is_struct: bool, alias: Alias) -> Self {
        if is_struct { Self::Columns(alias) } else { Self::Value(alias) }
    }

    /// The same shape under an alias of its own; `None` if it has one.
    pub(crate) fn named(&self) -> Option<Self> {
        match self {
            Self::Columns(None) => Some(Self::Columns(Some(unique_alias()))),
            Self::Value(None) => Some(Self::Value(Some(unique_alias()))),
            _ => None,
        }
    }

    /// The same shape under this alias, for a single relation.
    pub(crate) fn known_as(&self, alias: Arc<str>) -> Self {
        Self::leaf(!matches!(self, Self::Value(_)), Some(alias))
    }

    /// All aliases by which columns are qualified, and names that are as unique.
    pub(crate) fn aliases(&self) -> Vec<&Arc<str>> {
        match self {
            Self::Columns(alias) | Self::Value(alias) => alias.iter().collect(),
            Self::Column(name) => vec![name],
            Self::Pair(sides) => [sides.0.aliases(), sides.1.aliases()].concat(),
            Self::Optional(inner, _) => inner.aliases(),
        }
    }

    /// The alias of a single relation.
    pub(crate) fn alias(&self) -> Option<&Arc<str>> {
        match self {
            Self::Columns(alias) | Self::Value(alias) => alias.as_ref(),
            Self::Column(_) | Self::Pair(_) | Self::Optional(..) => None,
        }
    }

    /// Whether the fields are plain columns of the relation, without an alias.
    pub(crate) fn is_flat(&self) -> bool {
        matches!(self, Self::Columns(None) | Self::Value(None))
    }

    /// Whether each field is a column of its own name, qualified or not.
    pub(crate) fn has_columns(&self) -> bool {
        match self {
            Self::Columns(_) => true,
            Self::Optional(inner, _) => inner.has_columns(),
            Self::Value(_) | Self::Column(_) | Self::Pair(_) => false,
        }
    }

    /// The row as a column, where it is one.
    pub(crate) fn value(&self) -> Option<Column> {
        match self {
            Self::Value(alias) => Some(qualified(alias.as_ref(), VALUE)),
            Self::Column(name) => Some(qualified(None, name)),
            Self::Optional(inner, _) => inner.value(),
            Self::Pair(sides) => {
                let (first, second) = (sides.0.value()?, sides.1.value()?);
                Some(call("named_struct", [lit("_1"), first, lit("_2"), second]))
            }
            Self::Columns(_) => None,
        }
    }

    /// The column `name` of the row.
    pub(crate) fn column(&self, name: &str) -> Option<Column> {
        match self {
            Self::Columns(alias) => Some(qualified(alias.as_ref(), name)),
            Self::Value(_) | Self::Column(_) => self.value().map(|value| value.field(name)),
            Self::Optional(inner, _) => inner.column(name),
            Self::Pair(sides) => {
                if name == "_1" {
                    sides.0.value()
                } else {
                    sides.1.value()
                }
            }
        }
    }

    /// The column that is NULL where the row is absent; `None` if the row is never absent.
    pub(crate) fn present(&self) -> Option<Column> {
        match self {
            Self::Optional(_, Marker::Present(alias)) => Some(qualified(Some(alias), PRESENT)),
            Self::Optional(_, Marker::Column(name)) => Some(qualified(None, name)),
            _ => None,
        }
    }
}

/// An alias that no other relation of this process has: plans are combined in every way, and an alias that meant two
/// relations would be ambiguous, or in a subquery silently mean the nearer one.
pub(crate) fn unique_alias() -> Arc<str> {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("#{}", NEXT.fetch_add(1, Ordering::Relaxed)).into()
}

fn qualified(alias: Option<&Arc<str>>, name: &str) -> Column {
    match alias {
        Some(alias) => own_attribute(&[alias, name]),
        None => own_attribute(&[name]),
    }
}
