//! Union, intersection and difference.

use super::DataFrame;
use crate::plan::{self, SetOperator};

impl DataFrame {
    fn combine(&self, other: &Self, operator: SetOperator) -> Self {
        self.with(plan::set_operation(&self.relation, &other.relation, operator))
    }

    /// The rows of both, duplicates kept, columns matched by position: `UNION ALL` in SQL.
    /// Spark: `DataFrame.union`, 2.0.
    pub fn union(&self, other: &Self) -> Self {
        self.combine(other, SetOperator::UnionAll)
    }

    /// The rows of both, duplicates kept, columns matched by name. Spark: `DataFrame.unionByName`, 2.3.
    pub fn union_by_name(&self, other: &Self) -> Self {
        self.combine(other, SetOperator::UnionAllByName { allow_missing: false })
    }

    /// As [`union_by_name`](Self::union_by_name); a column that one side lacks is NULL there.
    /// Spark: `DataFrame.unionByName` with `allowMissingColumns`, 3.1.
    pub fn union_by_name_filled(&self, other: &Self) -> Self {
        self.combine(other, SetOperator::UnionAllByName { allow_missing: true })
    }

    /// The rows that are in both, without duplicates. Spark: `DataFrame.intersect`, 1.6.
    pub fn intersect(&self, other: &Self) -> Self {
        self.combine(other, SetOperator::Intersect { all: false })
    }

    /// The rows that are in both, each as often as in the one that has it less. Spark: `DataFrame.intersectAll`, 2.4.
    pub fn intersect_all(&self, other: &Self) -> Self {
        self.combine(other, SetOperator::Intersect { all: true })
    }

    /// The rows that are not in the other one, without duplicates. Spark: `DataFrame.except` and `subtract`, 1.3.
    pub fn except(&self, other: &Self) -> Self {
        self.combine(other, SetOperator::Except { all: false })
    }

    /// The rows less those of the other one, one for one. Spark: `DataFrame.exceptAll`, 2.4.
    pub fn except_all(&self, other: &Self) -> Self {
        self.combine(other, SetOperator::Except { all: true })
    }
}
