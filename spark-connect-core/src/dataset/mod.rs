//! The typed layer: [`Dataset<T>`] and the expressions its closures are made of.
//!
//! A `Dataset<T>` is a [`DataFrame`] whose columns are known to be the fields of `T`. Its methods take
//! closures over the columns of `T`; what they return decides the type of the result. Nothing here talks to the
//! server in another way than a `DataFrame` does: the typed layer only builds untyped plans.

mod actions;
mod arena;
mod borrowed;
mod chunks;
mod as_of;
mod check;
mod create;
mod external;
pub mod functions;
mod generate;
mod grouped;
mod grouping_sets;
mod join;
mod join_using;
mod lateral;
mod lower;
mod nearest_by;
mod observe;
mod owned;
pub mod partitioning;
mod partitions;
mod parallel;
mod pivot;
mod prepared;
mod project;
mod projection;
mod relational;
mod rewrite;
mod row;
mod sample;
mod scope;
mod set;
mod shape;
mod spark_type;
mod stored;
mod state;
mod subquery;
mod table;
mod typed;
mod upload;
mod with;

use std::{
    fmt,
    marker::PhantomData,
    sync::{Arc, OnceLock},
};

pub use as_of::{AsOfKey, Nearest, as_of};
pub use borrowed::{SparkRowRef, ViewOf};
pub use chunks::{Chunks, RowStream};
pub use create::{Given, Lent, LocalRow};
pub use generate::Collection;
pub use grouped::Grouped;
pub use grouping_sets::{GroupedSets, GroupingSet, grand_total, grouping, grouping_id, grouping_set};
pub use nearest_by::{Ranking, by_distance, by_similarity};
pub use owned::OwnedExpr;
pub use parallel::ParallelChunks;
pub use project::ProjectFrom;
pub use row::{Scalar, SparkRow, StructRow};
pub use scope::{Agg, Over, RowScope, Scope, Select, WindowScope};
pub use spark_type::{DecimalColumn, Element, NotNull, Nullable, Nullness, SparkType};
pub use stored::{SparkEnum, StoredAs};
pub use subquery::{InQuery, outer};
pub use table::{CreateTable, Merge, MergeTarget, Table};
pub use typed::{
    Array, Calendar, CastTo, Clock, Columns, Condition, Contains, DateLike, Expr, Integral, Is, Literal,
    Lookup, Map, MapOf, Moment, Null1, Null2, Null3, Null4, Null5, Null6, Null7, Numeric, Operand, OrderKeys,
    Ordered, Sequence, Sketched, SortKey, Spatial, Steps, Text, TimeWindow, TimeWindowCols, Value, When,
    Window, count, lit, partition_by, row_number, sql_expr, when,
};
pub use typed::{Binary, Float, Fractional, Hexadecimal, Operands, Shifted, TextOrBinary};
pub use upload::{Planned, Sent, TableRows};

use self::{
    arena::{Handle, Node, OuterColumn},
    check::Source,
    prepared::Plans,
    projection::Projection,
    shape::{Aliases, Shape},
};
use crate::dataframe::DataFrame;

/// What the code that `#[derive(SparkRow)]` generates is made of.
#[doc(hidden)]
pub mod derive {
    pub use super::{
        arena::{Handle, field, row, row_of},
        row::{fields, joined},
        spark_type::{column, decimal_column, expression, schema},
        stored::{
            StoredColumn, StoringColumn,
            derive::{self as stored, unbind},
        },
    };
}

/// Rows of type `T` on the server: a plan, which an action runs.
///
/// Transformations ([`filter`](Self::filter), [`select`](Self::select), [`join`](Self::join), ...) only build the
/// plan: they do no I/O and do not fail. Actions ([`collect`](Self::collect), [`count`](Self::count), ...) run it. A
/// dataset is cheap to clone, and a plan that several datasets are built on is shared.
pub struct Dataset<T> {
    frame: Frame,
    /// What the actions run, once there was one; clones share it from then on. The second is for a plan that has to stay
    /// a step of its own, such as one whose rows are cached.
    plans: [OnceLock<Arc<Plans>>; 2],
    marker: PhantomData<fn() -> T>,
}

/// A dataset without its type, so that what does not depend on the type is compiled once.
#[derive(Clone)]
struct Frame {
    df: DataFrame,
    shape: Shape,
    /// The untyped relations below, whose columns have to be compared with the types they are read as.
    sources: Arc<[Arc<Source>]>,
    /// The aliases of the joins below.
    aliases: Aliases,
    /// The projection that the plan ends in, if it does.
    projection: Option<Arc<Projection>>,
}

impl<T> Clone for Dataset<T> {
    fn clone(&self) -> Self {
        Self { frame: self.frame.clone(), plans: self.plans.clone(), marker: PhantomData }
    }
}

impl<T> fmt::Debug for Dataset<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dataset<{}>({:?})", std::any::type_name::<T>(), self.frame.df)
    }
}

impl<T> Dataset<T> {
    fn of(frame: Frame) -> Self {
        Self { frame, plans: Default::default(), marker: PhantomData }
    }
}

impl<T> Dataset<T> {
    /// Runs a closure over the columns of the rows, in scope `S` and in an arena frame of its own; then builds the plan
    /// of what it returned.
    fn build<S: 'static, C, R>(
        &self,
        closure: impl FnOnce(T::Cols<S>) -> C,
        plan: impl FnOnce(&Frame, C) -> R,
    ) -> R
    where
        T: SparkRow,
    {
        arena::frame(|| {
            let row = self.frame.row();
            let built = closure(T::bind::<S>(row));
            plan(&self.frame.known_as(row).with_subqueries(), built)
        })
    }

    /// The same rows with one column for each field of `T`, so that the plan can stand alone.
    fn packed(&self) -> Frame
    where
        T: SparkRow,
    {
        if self.frame.shape.is_flat() {
            return self.frame.clone();
        }
        arena::frame(|| self.frame.select(&T::list(self.frame.row()), T::IS_STRUCT))
    }

    /// What the actions run.
    fn plans(&self) -> &Plans {
        let [folded, kept] = &self.plans;
        let plans = if self.frame.df.relation().is_kept() { kept } else { folded };
        plans.get_or_init(Arc::default)
    }

    /// The untyped form: one column for each field of `T`, for what the typed API does not have.
    ///
    /// [`DataFrame::dataset`] is the way back.
    pub fn to_df(&self) -> DataFrame
    where
        T: SparkRow,
    {
        self.packed().df
    }
}

impl Frame {
    fn new(df: DataFrame, shape: Shape, sources: Arc<[Arc<Source>]>) -> Self {
        Self { df, shape, sources, aliases: Aliases::default(), projection: None }
    }

    fn row(&self) -> Handle {
        arena::enter(&self.aliases);
        arena::push(Node::Row(self.shape.clone()))
    }

    /// The same rows, under the alias that a subquery gave to `row`, if one did.
    fn known_as(&self, row: Handle) -> Self {
        match arena::node(row) {
            Node::Row(shape) if self.shape.is_flat() => match shape.alias() {
                Some(alias) => self.with(self.df.alias(alias)),
                None => self.clone(),
            },
            _ => self.clone(),
        }
    }

    /// The same source with another plan of the same shape.
    fn with(&self, df: DataFrame) -> Self {
        Self { aliases: self.aliases.clone(), ..Self::new(df, self.shape.clone(), self.sources.clone()) }
    }

    /// A plan whose columns are those of a row or of a scalar.
    fn flat(&self, df: DataFrame, is_struct: bool) -> Self {
        Self { shape: Shape::leaf(is_struct, None), ..self.with(df) }
    }

    /// The same plan, with what the subqueries need that this frame of the arena has built.
    fn with_subqueries(self) -> Self {
        let (sources, columns) = arena::referred();
        let this = self.with_columns_for_subqueries(&columns);
        if sources.is_empty() { this } else { Self { sources: this.sources_with(&sources), ..this } }
    }

    /// The same plan, with those of the columns that are its own.
    fn with_columns_for_subqueries(self, columns: &[OuterColumn]) -> Self {
        let aliases = self.shape.aliases();
        let own = columns.iter().filter(|column| aliases.contains(&&column.alias));
        let own: Vec<_> = own.map(|column| (&*column.name, column.column.clone())).collect();
        if own.is_empty() { self } else { self.with(self.df.with_columns(own)) }
    }

    /// These sources and others, each once.
    fn sources_with(&self, others: &[Arc<Source>]) -> Arc<[Arc<Source>]> {
        let mut sources = self.sources.to_vec();
        for other in others {
            if !sources.iter().any(|source| Arc::ptr_eq(source, other)) {
                sources.push(other.clone());
            }
        }
        sources.into()
    }
}
