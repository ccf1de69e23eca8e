//! What is there.

use std::collections::BTreeMap;

use super::{
    Catalog, CatalogMetadata, Column, Database, Function, Table, TablePartition,
    objects::{ColumnRow, DatabaseRow, NamedRow},
};
use crate::{
    error::Result,
    proto::spark::connect::{
        CurrentCatalog, CurrentDatabase, DatabaseExists, FunctionExists, GetCreateTableString, GetDatabase,
        GetFunction, GetTable, GetTableProperties, ListCatalogs, ListColumns, ListDatabases, ListFunctions,
        ListPartitions, ListTables, ListViews, SetCurrentCatalog, SetCurrentDatabase, TableExists,
        catalog::CatType,
    },
};

/// Which tables, views or functions are listed.
///
/// ```no_run
/// # use spark_connect_core::{catalog::Listing, session::SparkSession};
/// # async fn example(spark: SparkSession) -> spark_connect_core::error::Result<()> {
/// let orders = spark.catalog().list_tables_with(Listing::default().database("sales").pattern("order*")).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Listing {
    database: Option<String>,
    pattern: Option<String>,
}

impl Listing {
    /// Of this database rather than of the current one.
    pub fn database(mut self, name: impl Into<String>) -> Self {
        self.database = Some(name.into());
        self
    }

    /// With names like this: `*` stands for any text, `|` separates alternatives, upper and lower case are the same.
    pub fn pattern(mut self, pattern: impl Into<String>) -> Self {
        self.pattern = Some(pattern.into());
        self
    }
}

impl Catalog {
    /// The name of the current catalog. Spark: `Catalog.currentCatalog`, 3.4.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn current_catalog(&self) -> Result<String> {
        self.value(CatType::CurrentCatalog(CurrentCatalog {})).await
    }

    /// Makes a catalog the current one of the session. Spark: `Catalog.setCurrentCatalog`, 3.4.
    ///
    /// # Errors
    /// There is no such catalog.
    pub async fn set_current_catalog(&self, name: &str) -> Result<()> {
        self.tell(CatType::SetCurrentCatalog(SetCurrentCatalog { catalog_name: name.to_owned() })).await
    }

    /// The catalogs that the session has used, which Spark makes when they are used first.
    /// Spark: `Catalog.listCatalogs`, 3.4.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn list_catalogs(&self) -> Result<Vec<CatalogMetadata>> {
        self.catalogs(None).await
    }

    /// As [`list_catalogs`](Self::list_catalogs), with names like a [pattern](Listing::pattern).
    /// Spark: `Catalog.listCatalogs` with `pattern`, 3.5.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn list_catalogs_like(&self, pattern: &str) -> Result<Vec<CatalogMetadata>> {
        self.catalogs(Some(pattern.to_owned())).await
    }

    async fn catalogs(&self, pattern: Option<String>) -> Result<Vec<CatalogMetadata>> {
        let rows: Vec<(String, Option<String>)> =
            self.ask(CatType::ListCatalogs(ListCatalogs { pattern })).await?;
        Ok(rows.into_iter().map(|(name, description)| CatalogMetadata { name, description }).collect())
    }

    /// The name of the current database. Spark: `Catalog.currentDatabase`, 2.0.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn current_database(&self) -> Result<String> {
        self.value(CatType::CurrentDatabase(CurrentDatabase {})).await
    }

    /// Makes a database of the current catalog the current one of the session. Spark: `Catalog.setCurrentDatabase`, 2.0.
    ///
    /// # Errors
    /// There is no such database.
    pub async fn set_current_database(&self, name: &str) -> Result<()> {
        self.tell(CatType::SetCurrentDatabase(SetCurrentDatabase { db_name: name.to_owned() })).await
    }

    /// The databases of the current catalog. Spark: `Catalog.listDatabases`, 2.0.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn list_databases(&self) -> Result<Vec<Database>> {
        self.databases(None).await
    }

    /// As [`list_databases`](Self::list_databases), with names like a [pattern](Listing::pattern).
    /// Spark: `Catalog.listDatabases` with `pattern`, 3.5.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn list_databases_like(&self, pattern: &str) -> Result<Vec<Database>> {
        self.databases(Some(pattern.to_owned())).await
    }

    async fn databases(&self, pattern: Option<String>) -> Result<Vec<Database>> {
        let rows: Vec<DatabaseRow> = self.ask(CatType::ListDatabases(ListDatabases { pattern })).await?;
        Ok(rows.into_iter().map(Database::from).collect())
    }

    /// A database. Spark: `Catalog.getDatabase`, 3.4.
    ///
    /// # Errors
    /// There is no such database.
    pub async fn get_database(&self, name: &str) -> Result<Database> {
        let row: DatabaseRow =
            self.one(CatType::GetDatabase(GetDatabase { db_name: name.to_owned() })).await?;
        Ok(row.into())
    }

    /// Whether there is a database of this name. Spark: `Catalog.databaseExists`, 3.3.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn database_exists(&self, name: &str) -> Result<bool> {
        self.value(CatType::DatabaseExists(DatabaseExists { db_name: name.to_owned() })).await
    }

    /// The tables and views of the current database, and the session's temporary views. Spark: `Catalog.listTables`, 2.0.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn list_tables(&self) -> Result<Vec<Table>> {
        self.list_tables_with(Listing::default()).await
    }

    /// The tables and views of a database or with some names, and the session's temporary views.
    /// Spark: `Catalog.listTables` with `dbName`, 2.0, and `pattern`, 3.5.
    ///
    /// # Errors
    /// There is no such database.
    pub async fn list_tables_with(&self, which: Listing) -> Result<Vec<Table>> {
        let Listing { database: db_name, pattern } = which;
        let rows: Vec<NamedRow> = self.ask(CatType::ListTables(ListTables { db_name, pattern })).await?;
        Ok(rows.into_iter().map(Table::from).collect())
    }

    /// A table or view. Spark: `Catalog.getTable`, 3.4.
    ///
    /// # Errors
    /// There is no such table.
    pub async fn get_table(&self, name: &str) -> Result<Table> {
        let question = GetTable { table_name: name.to_owned(), db_name: None };
        let row: NamedRow = self.one(CatType::GetTable(question)).await?;
        Ok(row.into())
    }

    /// Whether there is a table or view of this name. Spark: `Catalog.tableExists`, 3.3.
    ///
    /// # Errors
    /// The name is none, or the server cannot be reached.
    pub async fn table_exists(&self, name: &str) -> Result<bool> {
        self.value(CatType::TableExists(TableExists { table_name: name.to_owned(), db_name: None })).await
    }

    /// The views of the current database, and the session's temporary views. Spark: `Catalog.listViews`, 4.2.
    ///
    /// # Errors
    /// The server is older, or cannot be reached.
    pub async fn list_views(&self) -> Result<Vec<Table>> {
        self.list_views_with(Listing::default()).await
    }

    /// The views of a database or with some names, and the session's temporary views.
    /// Spark: `Catalog.listViews` with `dbName` and `pattern`, 4.2.
    ///
    /// # Errors
    /// There is no such database, the server is older, or cannot be reached.
    pub async fn list_views_with(&self, which: Listing) -> Result<Vec<Table>> {
        let Listing { mut database, pattern } = which;
        if pattern.is_some() && database.is_none() {
            // The server looks at a pattern only beside a database.
            database = Some(self.current_database().await?);
        }
        let question = ListViews { db_name: database, pattern };
        let rows: Vec<NamedRow> = self.ask(CatType::ListViews(question)).await?;
        Ok(rows.into_iter().map(Table::from).collect())
    }

    /// The functions of the current database, and all temporary and built-in ones. Spark: `Catalog.listFunctions`, 2.0.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn list_functions(&self) -> Result<Vec<Function>> {
        self.list_functions_with(Listing::default()).await
    }

    /// The functions of a database or with some names, and the temporary and built-in ones.
    /// Spark: `Catalog.listFunctions` with `dbName`, 2.0, and `pattern`, 3.5.
    ///
    /// # Errors
    /// There is no such database.
    pub async fn list_functions_with(&self, which: Listing) -> Result<Vec<Function>> {
        let Listing { database: db_name, pattern } = which;
        let rows: Vec<NamedRow> =
            self.ask(CatType::ListFunctions(ListFunctions { db_name, pattern })).await?;
        Ok(rows.into_iter().map(Function::from).collect())
    }

    /// A function; a temporary or built-in one goes before one of the current database. Spark: `Catalog.getFunction`, 3.4.
    ///
    /// # Errors
    /// There is no such function.
    pub async fn get_function(&self, name: &str) -> Result<Function> {
        let question = GetFunction { function_name: name.to_owned(), db_name: None };
        let row: NamedRow = self.one(CatType::GetFunction(question)).await?;
        Ok(row.into())
    }

    /// Whether there is a function of this name. Spark: `Catalog.functionExists`, 3.3.
    ///
    /// # Errors
    /// The name is none, or the server cannot be reached.
    pub async fn function_exists(&self, name: &str) -> Result<bool> {
        let question = FunctionExists { function_name: name.to_owned(), db_name: None };
        self.value(CatType::FunctionExists(question)).await
    }

    /// The columns of a table or view. Spark: `Catalog.listColumns`, 2.0.
    ///
    /// # Errors
    /// There is no such table.
    pub async fn list_columns(&self, table: &str) -> Result<Vec<Column>> {
        let question = ListColumns { table_name: table.to_owned(), db_name: None };
        let rows: Vec<ColumnRow> = self.ask(CatType::ListColumns(question)).await?;
        Ok(rows.into_iter().map(Column::from).collect())
    }

    /// The partitions of a table. Spark: `Catalog.listPartitions`, 4.2.
    ///
    /// # Errors
    /// There is no such table, it is not partitioned, or the server is older.
    pub async fn list_partitions(&self, table: &str) -> Result<Vec<TablePartition>> {
        let question = ListPartitions { table_name: table.to_owned() };
        let rows: Vec<(String,)> = self.ask(CatType::ListPartitions(question)).await?;
        Ok(rows.into_iter().map(|(partition,)| TablePartition { partition }).collect())
    }

    /// The properties of a table. Spark: `Catalog.getTableProperties`, 4.2.
    ///
    /// # Errors
    /// There is no such table, or the server is older.
    pub async fn get_table_properties(&self, table: &str) -> Result<BTreeMap<String, String>> {
        let question = GetTableProperties { table_name: table.to_owned() };
        let rows: Vec<(String, String)> = self.ask(CatType::GetTableProperties(question)).await?;
        Ok(rows.into_iter().collect())
    }

    /// The statement in SQL that would create a table or view. Spark: `Catalog.getCreateTableString`, 4.2.
    ///
    /// # Errors
    /// There is no such table, or the server is older.
    pub async fn get_create_table_string(&self, table: &str) -> Result<String> {
        self.create_table_string(table, false).await
    }

    /// The statement that would create a table in Hive. Spark: `Catalog.getCreateTableString` with `asSerde`, 4.2.
    ///
    /// # Errors
    /// There is no such table, Hive has none of its kind, or the server is older.
    pub async fn get_create_table_string_for_hive(&self, table: &str) -> Result<String> {
        self.create_table_string(table, true).await
    }

    async fn create_table_string(&self, table: &str, as_serde: bool) -> Result<String> {
        let question = GetCreateTableString { table_name: table.to_owned(), as_serde };
        self.value(CatType::GetCreateTableString(question)).await
    }
}
