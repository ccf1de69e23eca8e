//! Set operations: two datasets of the same rows.

use super::{Dataset, Frame, SparkRow};
use crate::dataframe::DataFrame;

macro_rules! set_operations {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        impl<T> Dataset<T> { $(
            $(#[$doc])*
            #[must_use]
            pub fn $name(&self, other: &Self) -> Self
            where
                T: SparkRow,
            {
                // Both have the columns of `T`, in its order.
                let (left, right) = (self.packed(), other.packed());
                Self::of(left.combined(&right, left.df.$name(&right.df)))
            }
        )* }
    };
}
set_operations! {
    /// The rows that are in both, each different one once; NULLs are equal here. Spark: `intersect`.
    intersect;
    /// The rows that are in both, each as often as in the one that has it less often; NULLs are equal here. Spark:
    /// `intersectAll`.
    intersect_all;
    /// The rows that are not in the other one, each different one once; NULLs are equal here. Spark: `except`,
    /// `subtract`.
    except;
    /// The rows without those of the other one, of which each takes one away; NULLs are equal here. Spark: `exceptAll`.
    except_all;
}

impl<T> Dataset<T> {
    /// The rows of both, duplicates included; [`distinct`](Self::distinct) removes them. Spark: `unionByName`.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self
    where
        T: SparkRow,
    {
        let (left, right) = (self.packed(), other.packed());
        Self::of(left.combined(&right, left.df.union_by_name(&right.df)))
    }
}

impl Frame {
    /// A plan of the same shape that is made of this one and another.
    pub(super) fn combined(&self, other: &Self, df: DataFrame) -> Self {
        let (sources, aliases) = (self.sources_with(&other.sources), self.aliases.and(&other.aliases));
        Self { aliases, ..Self::new(df, self.shape.clone(), sources) }
    }
}
