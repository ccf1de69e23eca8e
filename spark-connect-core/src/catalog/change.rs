//! Making and removing databases, tables and views.

use std::{collections::BTreeMap, fmt};

use super::Catalog;
use crate::{
    dataframe::DataFrame,
    error::Result,
    options::Options,
    proto::spark::connect::{
        AnalyzeTable, CreateDatabase, CreateTable, DropDatabase as DropDatabaseOrder, DropGlobalTempView,
        DropTable as DropTableOrder, DropTempView, DropView, RecoverPartitions, TruncateTable,
        catalog::CatType,
    },
    types::{DataType, StructType},
};

/// What a table is made of, all of it optional.
///
/// ```no_run
/// # use spark_connect_core::{catalog::NewTable, session::SparkSession};
/// # async fn example(spark: SparkSession) -> spark_connect_core::error::Result<()> {
/// let table = NewTable::default().source("csv").path("/data/orders").option("header", true);
/// let orders = spark.catalog().create_table("orders", table).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct NewTable {
    path: Option<String>,
    source: Option<String>,
    schema: Option<StructType>,
    description: Option<String>,
    options: Options,
}

impl NewTable {
    /// The folder of the files. The table is then external: they stay when it is dropped.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The format, such as `parquet`, rather than the session's `spark.sql.sources.default`.
    pub fn source(mut self, format: impl Into<String>) -> Self {
        self.source = Some(format.into());
        self
    }

    /// The columns. A table over files may do without: the server looks into them.
    pub fn schema(mut self, schema: StructType) -> Self {
        self.schema = Some(schema);
        self
    }

    /// What the table is for.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// An option of the format.
    pub fn option(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.options.set(name, value);
        self
    }
}

/// How a database is made. `Debug` shows the names of its properties only.
#[derive(Clone, Default)]
#[must_use]
pub struct NewDatabase {
    if_not_exists: bool,
    properties: BTreeMap<String, String>,
}

impl NewDatabase {
    /// Does nothing if there is one of that name.
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    /// A property. Spark reads `comment` and `location`, and keeps all others.
    pub fn property(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.properties.insert(name.into(), value.into());
        self
    }
}

impl fmt::Debug for NewDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewDatabase")
            .field("if_not_exists", &self.if_not_exists)
            .field("properties", &self.properties.keys())
            .finish()
    }
}

/// How a database is dropped.
#[derive(Debug, Clone, Copy, Default)]
#[must_use]
pub struct DropDatabase {
    if_exists: bool,
    cascade: bool,
}

impl DropDatabase {
    /// Does nothing if there is none.
    pub fn if_exists(mut self) -> Self {
        self.if_exists = true;
        self
    }

    /// With all that is in it; otherwise a database that is not empty stays.
    pub fn cascade(mut self) -> Self {
        self.cascade = true;
        self
    }
}

/// How a table is dropped.
#[derive(Debug, Clone, Copy, Default)]
#[must_use]
pub struct DropTable {
    if_exists: bool,
    purge: bool,
}

impl DropTable {
    /// Does nothing if there is none.
    pub fn if_exists(mut self) -> Self {
        self.if_exists = true;
        self
    }

    /// Without a detour over a trash folder, where the catalog has one.
    pub fn purge(mut self) -> Self {
        self.purge = true;
        self
    }
}

impl Catalog {
    /// Makes a table, at once, and returns its rows. Spark: `Catalog.createTable`, 2.2.
    ///
    /// # Errors
    /// There is a table of that name, or the server cannot make one like this.
    pub async fn create_table(&self, name: &str, table: NewTable) -> Result<DataFrame> {
        let NewTable { path, source, schema, description, options } = table;
        let order = CreateTable {
            table_name: name.to_owned(),
            path,
            source,
            description,
            schema: schema.map(|schema| DataType::from(schema).to_proto()),
            options: options.to_map(),
        };
        self.tell(CatType::CreateTable(order)).await?;
        // The relation of the order would make the table anew each time it is run.
        Ok(self.session.table(name))
    }

    /// Drops a table, with its files if it is not external. Spark: `Catalog.dropTable`, 4.2.
    ///
    /// # Errors
    /// There is no such table, it is a view, or the server is older.
    pub async fn drop_table(&self, name: &str) -> Result<()> {
        self.drop_table_with(name, DropTable::default()).await
    }

    /// Drops a table, if there is one, or for good. Spark: `Catalog.dropTable` with `ifExists` and `purge`, 4.2.
    ///
    /// # Errors
    /// There is no such table, it is a view, or the server is older.
    pub async fn drop_table_with(&self, name: &str, how: DropTable) -> Result<()> {
        let DropTable { if_exists, purge } = how;
        let order = DropTableOrder { table_name: name.to_owned(), if_exists, purge };
        self.tell(CatType::DropTable(order)).await
    }

    /// Drops a view. Spark: `Catalog.dropView`, 4.2.
    ///
    /// # Errors
    /// There is no such view, it is a table, or the server is older.
    pub async fn drop_view(&self, name: &str) -> Result<()> {
        self.tell(CatType::DropView(DropView { view_name: name.to_owned(), if_exists: false })).await
    }

    /// Drops a view if there is one. Spark: `Catalog.dropView` with `ifExists`, 4.2.
    ///
    /// # Errors
    /// It is a table, or the server is older.
    pub async fn drop_view_if_exists(&self, name: &str) -> Result<()> {
        self.tell(CatType::DropView(DropView { view_name: name.to_owned(), if_exists: true })).await
    }

    /// Drops a temporary view of the session: whether there was one. Spark: `Catalog.dropTempView`, 2.0.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn drop_temp_view(&self, name: &str) -> Result<bool> {
        self.value(CatType::DropTempView(DropTempView { view_name: name.to_owned() })).await
    }

    /// Drops a temporary view of all sessions, named without `global_temp`: whether there was one.
    /// Spark: `Catalog.dropGlobalTempView`, 2.1.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn drop_global_temp_view(&self, name: &str) -> Result<bool> {
        self.value(CatType::DropGlobalTempView(DropGlobalTempView { view_name: name.to_owned() })).await
    }

    /// Makes a database. Spark: `Catalog.createDatabase`, 4.2.
    ///
    /// # Errors
    /// There is one of that name, or the server is older.
    pub async fn create_database(&self, name: &str) -> Result<()> {
        self.create_database_with(name, NewDatabase::default()).await
    }

    /// Makes a database, if there is none, or with properties.
    /// Spark: `Catalog.createDatabase` with `ifNotExists` and `properties`, 4.2.
    ///
    /// # Errors
    /// There is one of that name, or the server is older.
    pub async fn create_database_with(&self, name: &str, database: NewDatabase) -> Result<()> {
        let NewDatabase { if_not_exists, properties } = database;
        let order = CreateDatabase { db_name: name.to_owned(), if_not_exists, properties };
        self.tell(CatType::CreateDatabase(order)).await
    }

    /// Drops a database that is empty. Spark: `Catalog.dropDatabase`, 4.2.
    ///
    /// # Errors
    /// There is no such database, it is not empty, or the server is older.
    pub async fn drop_database(&self, name: &str) -> Result<()> {
        self.drop_database_with(name, DropDatabase::default()).await
    }

    /// Drops a database, if there is one, or with all that is in it.
    /// Spark: `Catalog.dropDatabase` with `ifExists` and `cascade`, 4.2.
    ///
    /// # Errors
    /// There is no such database, it is not empty, or the server is older.
    pub async fn drop_database_with(&self, name: &str, how: DropDatabase) -> Result<()> {
        let DropDatabase { if_exists, cascade } = how;
        let order = DropDatabaseOrder { db_name: name.to_owned(), if_exists, cascade };
        self.tell(CatType::DropDatabase(order)).await
    }

    /// Removes all rows of a table. Spark: `Catalog.truncateTable`, 4.2.
    ///
    /// # Errors
    /// There is no such table, it is external, or the server is older.
    pub async fn truncate_table(&self, name: &str) -> Result<()> {
        self.tell(CatType::TruncateTable(TruncateTable { table_name: name.to_owned() })).await
    }

    /// Counts the rows and bytes of a table, for the optimizer. Spark: `Catalog.analyzeTable`, 4.2.
    ///
    /// # Errors
    /// There is no such table, or the server is older.
    pub async fn analyze_table(&self, name: &str) -> Result<()> {
        self.tell(CatType::AnalyzeTable(AnalyzeTable { table_name: name.to_owned(), no_scan: false })).await
    }

    /// Sums up the sizes of a table's files without reading them. Spark: `Catalog.analyzeTable` with `noScan`, 4.2.
    ///
    /// # Errors
    /// There is no such table, or the server is older.
    pub async fn analyze_table_without_scan(&self, name: &str) -> Result<()> {
        self.tell(CatType::AnalyzeTable(AnalyzeTable { table_name: name.to_owned(), no_scan: true })).await
    }

    /// Looks for partitions in the folder of a table that the catalog does not know. Spark: `Catalog.recoverPartitions`, 2.1.
    ///
    /// # Errors
    /// There is no such table, or it is not partitioned.
    pub async fn recover_partitions(&self, table: &str) -> Result<()> {
        self.tell(CatType::RecoverPartitions(RecoverPartitions { table_name: table.to_owned() })).await
    }
}
