//! Writing to the tables of a catalog.

use std::{collections::BTreeMap, fmt};

use crate::{
    dataframe::DataFrame,
    error::Result,
    expr::{ColumnList, ColumnOrSql},
    options::Options,
    plan::{self, TableMode, WriteTable},
};

impl DataFrame {
    /// Starts to describe how the rows are written to a table of a catalog, which says by itself what is to happen to the
    /// table: it is created, replaced, extended or partly overwritten. Spark: `DataFrame.writeTo`, 3.0.
    ///
    /// The table is named in Spark's syntax, `"catalog.schema.table"`. All but [`create`](DataFrameWriterV2::create) needs
    /// a catalog with tables of the second version of Spark's data sources, such as those of Iceberg, Delta Lake or a
    /// database; Spark's own is of the first.
    ///
    /// ```no_run
    /// use spark_connect_core::expr::col;
    ///
    /// # async fn example(orders: spark_connect_core::dataframe::DataFrame) -> spark_connect_core::error::Result<()> {
    /// orders.write_to("lake.shop.orders").using("iceberg").partitioned_by("country").create().await?;
    /// orders.write_to("lake.shop.orders").overwrite(col("country").eq("de")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn write_to(&self, table: impl Into<String>) -> DataFrameWriterV2 {
        let write = WriteTable {
            table: table.into(),
            provider: None,
            partitioned_by: Vec::new(),
            cluster_by: Vec::new(),
            options: Options::new(),
            properties: BTreeMap::new(),
            schema_evolution: false,
        };
        DataFrameWriterV2 { rows: self.clone(), write }
    }
}

/// Describes how rows are written to a table of a catalog; the methods that are `async` write them and return when they
/// are written.
///
/// Into a table that exists, columns are matched by name. Spark: `DataFrameWriterV2`, 3.1.
#[derive(Clone)]
#[must_use = "nothing is written until a method such as `append` runs"]
pub struct DataFrameWriterV2 {
    rows: DataFrame,
    write: WriteTable,
}

impl fmt::Debug for DataFrameWriterV2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Properties may be secrets, as options may.
        f.debug_struct("DataFrameWriterV2")
            .field("rows", &self.rows)
            .field("table", &self.write.table)
            .field("options", &self.write.options)
            .field("properties", &self.write.properties.keys())
            .finish_non_exhaustive()
    }
}

impl DataFrameWriterV2 {
    /// The data source of a table that is created, such as `iceberg`; without it, the catalog's default.
    pub fn using(mut self, provider: impl Into<String>) -> Self {
        self.write.provider = Some(provider.into());
        self
    }

    /// An option of this write; its name is the same in upper and lower case.
    pub fn option(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.write.options.set(name, value);
        self
    }

    /// Several options of this write.
    pub fn options<K: Into<String>, V: ToString>(
        mut self,
        options: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.write.options.extend(options);
        self
    }

    /// A property that a table keeps which is created. Spark: `DataFrameWriterV2.tableProperty`, 3.1.
    pub fn table_property(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.write.properties.insert(name.into(), value.into());
        self
    }

    /// The partitions of a table that is created: columns, or what [`years`](crate::functions::years),
    /// [`months`](crate::functions::months), [`days`](crate::functions::days), [`hours`](crate::functions::hours) and
    /// [`bucket`](crate::functions::bucket) make of them. Spark: `DataFrameWriterV2.partitionedBy`, 3.1.
    #[track_caller]
    pub fn partitioned_by(mut self, columns: impl ColumnList) -> Self {
        self.write.partitioned_by = columns.into_columns();
        self
    }

    /// The columns by which a table that is created keeps near values together. Spark: `DataFrameWriterV2.clusterBy`, 4.0.
    pub fn cluster_by<S: Into<String>>(mut self, columns: impl IntoIterator<Item = S>) -> Self {
        self.write.cluster_by = columns.into_iter().map(Into::into).collect();
        self
    }

    /// Lets a table that exists get the columns that the rows have and it has not, where its source can. Spark:
    /// `DataFrameWriterV2.withSchemaEvolution`, 4.2.
    pub fn with_schema_evolution(mut self) -> Self {
        self.write.schema_evolution = true;
        self
    }

    /// Creates the table. Spark: `DataFrameWriterV2.create`, 3.1.
    ///
    /// # Errors
    /// There is such a table already; a mistake in the plan, or a failure of the query.
    pub async fn create(self) -> Result<()> {
        self.run(TableMode::Create).await
    }

    /// Replaces the table, its columns and properties included. Spark: `DataFrameWriterV2.replace`, 3.1.
    ///
    /// # Errors
    /// There is no such table; a mistake in the plan, or a failure of the query.
    pub async fn replace(self) -> Result<()> {
        self.run(TableMode::Replace).await
    }

    /// Creates the table, or replaces the one that is there. Spark: `DataFrameWriterV2.createOrReplace`, 3.1.
    ///
    /// # Errors
    /// A mistake in the plan, or a failure of the query.
    pub async fn create_or_replace(self) -> Result<()> {
        self.run(TableMode::CreateOrReplace).await
    }

    /// Adds the rows to the table. Spark: `DataFrameWriterV2.append`, 3.1.
    ///
    /// # Errors
    /// There is no such table, or its columns are others; a mistake in the plan, or a failure of the query.
    pub async fn append(self) -> Result<()> {
        self.run(TableMode::Append).await
    }

    /// Replaces the rows of the table for which a condition on its columns is true. Spark:
    /// `DataFrameWriterV2.overwrite`, 3.1.
    ///
    /// # Errors
    /// As [`append`](Self::append), and for a condition by which the table cannot delete rows.
    pub async fn overwrite(self, condition: impl ColumnOrSql) -> Result<()> {
        self.run(TableMode::Overwrite(condition.into_condition())).await
    }

    /// Replaces all partitions of the table that a row goes to. Spark: `DataFrameWriterV2.overwritePartitions`, 3.1.
    ///
    /// # Errors
    /// As [`append`](Self::append).
    pub async fn overwrite_partitions(self) -> Result<()> {
        self.run(TableMode::OverwritePartitions).await
    }

    async fn run(self, mode: TableMode) -> Result<()> {
        let command = plan::write_table(self.rows.relation(), &self.write, &mode)?;
        self.rows.session().command(&command).await.map(drop)
    }
}
