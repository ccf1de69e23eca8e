//! Creating and replacing tables.

use std::{fmt, marker::PhantomData};

use super::{
    super::{
        Dataset, Frame, SparkRow, Value, lower,
        partitioning::{PartitionKeys, names},
    },
    Table, Target,
};
use crate::{
    error::{Error, Result},
    writer::DataFrameWriterV2,
};

impl<T> Table<T> {
    /// Starts to describe how the table is made of rows; [`run`](CreateTable::run) makes it. Spark:
    /// `DataFrameWriterV2.create`.
    ///
    /// For a table without rows, `spark.create_dataset::<T>(&[])` has the columns. All columns of the new table may be
    /// NULL, unless its catalog decides otherwise.
    pub fn create(&self, rows: &Dataset<T>) -> CreateTable<T>
    where
        T: SparkRow,
    {
        CreateTable::new(self, rows, Mode::Create)
    }

    /// As [`create`](Self::create), for a table that is there: it is replaced, its columns, partitions and properties
    /// included. Spark: `DataFrameWriterV2.replace`.
    pub fn replace(&self, rows: &Dataset<T>) -> CreateTable<T>
    where
        T: SparkRow,
    {
        CreateTable::new(self, rows, Mode::Replace)
    }

    /// As [`create`](Self::create) or, if the table is there, [`replace`](Self::replace). Spark:
    /// `DataFrameWriterV2.createOrReplace`.
    pub fn create_or_replace(&self, rows: &Dataset<T>) -> CreateTable<T>
    where
        T: SparkRow,
    {
        CreateTable::new(self, rows, Mode::CreateOrReplace)
    }
}

/// How a table is made of rows of type `T`; [`run`](Self::run) makes it.
#[must_use = "no table is made until `run`"]
pub struct CreateTable<T> {
    writer: DataFrameWriterV2,
    rows: Frame,
    mode: Mode,
    target: Target,
    mistake: Option<Error>,
    marker: PhantomData<fn() -> T>,
}

#[derive(Clone, Copy)]
enum Mode {
    Create,
    Replace,
    CreateOrReplace,
}

impl<T> fmt::Debug for CreateTable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreateTable").field("writer", &self.writer).finish_non_exhaustive()
    }
}

impl<T: SparkRow> CreateTable<T> {
    fn new(table: &Table<T>, rows: &Dataset<T>, mode: Mode) -> Self {
        let rows = rows.packed();
        let target = table.target.clone();
        let writer = rows.df.write_to(table.name());
        Self { writer, rows, mode, target, mistake: None, marker: PhantomData }
    }

    /// The data source of the table, such as `iceberg`; without it, the catalog's default.
    pub fn using(self, provider: &str) -> Self {
        Self { writer: self.writer.using(provider), ..self }
    }

    /// The partitions of the table: a column, what the functions of [`partitioning`](super::super::partitioning) make of
    /// one, or a tuple of those. Spark: `DataFrameWriterV2.partitionedBy`.
    ///
    /// A key that is neither a column nor made of one by those functions is an error of [`run`](Self::run).
    pub fn partitioned_by<K: PartitionKeys<T>>(self, keys: impl FnOnce(T::Cols<T>) -> K) -> Self {
        let rows = Dataset::<T>::of(self.rows.clone());
        let keys = rows.build(keys, |_, keys| lower::columns(&keys.handles()));
        Self { writer: self.writer.partitioned_by(keys), ..self }
    }

    /// The columns by whose values the table keeps near rows together: a column, or a tuple of columns. Not with partitions.
    /// Spark: `DataFrameWriterV2.clusterBy`, 4.0.
    ///
    /// ```no_run
    /// # use spark_connect_core::prelude::*;
    /// # #[derive(SparkRow)]
    /// # struct Sale { shop: String, day: i32 }
    /// # async fn example(spark: SparkSession, sales: Dataset<Sale>) -> Result<()> {
    /// spark.table_of::<Sale>("sales").create(&sales).clustered_by(|s| (s.shop, s.day)).run().await
    /// # }
    /// ```
    ///
    /// A key that is no column is an error of [`run`](Self::run).
    pub fn clustered_by<K: Value<T>>(self, keys: impl FnOnce(T::Cols<T>) -> K) -> Self {
        let rows = Dataset::<T>::of(self.rows.clone());
        match rows.build(keys, |_, keys| names(keys.handle())) {
            Ok(names) => Self { writer: self.writer.cluster_by(names), ..self },
            Err(mistake) => Self { mistake: self.mistake.or(Some(mistake)), ..self },
        }
    }

    /// What the table is for, in words; catalogs show it. Property `comment`.
    pub fn comment(self, comment: &str) -> Self {
        self.property("comment", comment)
    }

    /// A property that the table keeps. Spark: `DataFrameWriterV2.tableProperty`.
    pub fn property(self, name: &str, value: &str) -> Self {
        Self { writer: self.writer.table_property(name, value), ..self }
    }

    /// An option of this write, such as `path`; its name is the same in upper and lower case. Spark:
    /// `DataFrameWriterV2.option`.
    pub fn option(self, name: &str, value: impl ToString) -> Self {
        Self { writer: self.writer.option(name, value), ..self }
    }

    /// Makes the table, and writes the rows to it.
    ///
    /// # Errors
    /// There is such a table already ([`Table::create`]), or there is none ([`Table::replace`]); the columns of the rows do
    /// not fit `T` ([`ErrorKind::Schema`](crate::error::ErrorKind::Schema)); the catalog has no such partitions; or the
    /// query fails.
    pub async fn run(self) -> Result<()> {
        if let Some(mistake) = self.mistake {
            return Err(mistake);
        }
        self.rows.check().await?;
        let Self { writer, mode, target, .. } = self;
        let make = async {
            match mode {
                Mode::Create => writer.create().await,
                Mode::Replace => writer.replace().await,
                Mode::CreateOrReplace => writer.create_or_replace().await,
            }
        };
        target.explaining(make).await
    }
}
