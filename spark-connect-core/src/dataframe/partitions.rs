//! How rows are spread over partitions.

use super::DataFrame;
use crate::{
    expr::{self, Column, ColumnList, ColumnOrName},
    plan,
};

impl DataFrame {
    /// The rows in `partitions` partitions of about the same size, all rows being moved.
    /// Spark: `DataFrame.repartition`, 1.3.
    pub fn repartition(&self, partitions: usize) -> Self {
        self.with(plan::repartition(&self.relation, partitions, true))
    }

    /// The rows partitioned by the hash of columns, in as many partitions as the session says
    /// (`spark.sql.shuffle.partitions`). Spark: `DataFrame.repartition`, 1.6.
    #[track_caller]
    pub fn repartition_by(&self, columns: impl ColumnList) -> Self {
        self.with(plan::repartition_by(&self.relation, &columns.into_columns(), None))
    }

    /// The rows partitioned by the hash of columns, in `partitions` partitions. Spark: `DataFrame.repartition`, 1.6.
    #[track_caller]
    pub fn repartition_into(&self, partitions: usize, columns: impl ColumnList) -> Self {
        self.with(plan::repartition_by(&self.relation, &columns.into_columns(), Some(partitions)))
    }

    /// The rows partitioned by ranges of columns, in as many partitions as the session says; ascending with NULL first
    /// where a column does not say otherwise. Spark: `DataFrame.repartitionByRange`, 2.3.
    #[track_caller]
    pub fn repartition_by_range(&self, columns: impl ColumnList) -> Self {
        let columns: Vec<Column> = columns.into_columns().iter().map(Column::to_ordered).collect();
        self.with(plan::repartition_by(&self.relation, &columns, None))
    }

    /// The rows partitioned by ranges of columns, in `partitions` partitions, as
    /// [`repartition_by_range`](Self::repartition_by_range). Spark: `DataFrame.repartitionByRange`, 2.3.
    #[track_caller]
    pub fn repartition_by_range_into(&self, partitions: usize, columns: impl ColumnList) -> Self {
        let columns: Vec<Column> = columns.into_columns().iter().map(Column::to_ordered).collect();
        self.with(plan::repartition_by(&self.relation, &columns, Some(partitions)))
    }

    /// The rows in `partitions` partitions, each in the one whose number, counted from 0, the column says: an INT that is
    /// taken modulo `partitions`; NULL is 0. Spark: `DataFrame.repartitionById`, 4.1.
    #[track_caller]
    pub fn repartition_by_id(&self, partitions: usize, id: impl ColumnOrName) -> Self {
        let id = expr::partition_id(&id.into_column());
        self.with(plan::repartition_by(&self.relation, &[id], Some(partitions)))
    }

    /// The rows in at most `partitions` partitions, neighbours being joined without moving rows.
    /// Spark: `DataFrame.coalesce`, 1.4.
    pub fn coalesce(&self, partitions: usize) -> Self {
        self.with(plan::repartition(&self.relation, partitions, false))
    }
}
