//! What catalogs have, as they describe it.

/// A catalog. Spark: `CatalogMetadata`, 3.4.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CatalogMetadata {
    /// Its name.
    pub name: String,
    /// What it is for, if it says so.
    pub description: Option<String>,
}

/// A database, which newer texts call a schema or a namespace. Spark: `Database`, 2.0.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Database {
    /// Its name within the catalog.
    pub name: String,
    /// The catalog that it is in, if it is in one.
    pub catalog: Option<String>,
    /// What it is for, if it says so.
    pub description: Option<String>,
    /// The folder of its tables, as a URI; `None` if the catalog has no folders.
    pub location_uri: Option<String>,
}

/// A table or a view. Spark: `Table`, 2.0.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Table {
    /// Its name within the database.
    pub name: String,
    /// The catalog that it is in; temporary views are in none.
    pub catalog: Option<String>,
    /// The databases that it is in, from the outside in; temporary views are in none.
    pub namespace: Option<Vec<String>>,
    /// What it is for, if it says so.
    pub description: Option<String>,
    /// What it is, in Spark's words: `MANAGED`, `EXTERNAL`, `VIEW` or `TEMPORARY`.
    pub table_type: String,
    /// Whether it is a temporary view.
    pub is_temporary: bool,
}

impl Table {
    /// The database that it is in, if it is in exactly one.
    #[must_use]
    pub fn database(&self) -> Option<&str> {
        match self.namespace.as_deref() {
            Some([database]) => Some(database),
            _ => None,
        }
    }
}

/// A function. Spark: `Function`, 2.0.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Function {
    /// Its name within the database.
    pub name: String,
    /// The catalog that it is in; temporary and built-in ones are in none.
    pub catalog: Option<String>,
    /// The databases that it is in, from the outside in.
    pub namespace: Option<Vec<String>>,
    /// What it does and how it is called, if it says so.
    pub description: Option<String>,
    /// The class that computes it on the server.
    pub class_name: Option<String>,
    /// Whether it is temporary; built-in ones are as well.
    pub is_temporary: bool,
}

/// A column of a table or view. Spark: `Column` of the catalog, 2.0.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its comment, if it has one.
    pub description: Option<String>,
    /// Its type in Spark's short form, such as `bigint`; `parse::<DataType>()` reads it.
    pub data_type: String,
    /// Whether it may be NULL.
    pub nullable: bool,
    /// Whether the table is partitioned by it.
    pub is_partition: bool,
    /// Whether the table is bucketed by it.
    pub is_bucket: bool,
    /// Whether the table is clustered by it.
    pub is_cluster: bool,
}

/// A partition of a table. Spark: `TablePartition`, 4.2.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TablePartition {
    /// Its columns and their values: `year=2026/month=2`.
    pub partition: String,
}

/// The columns of the answers, in their order.
pub(super) type DatabaseRow = (String, Option<String>, Option<String>, Option<String>);
pub(super) type NamedRow =
    (String, Option<String>, Option<Vec<String>>, Option<String>, Option<String>, bool);
pub(super) type ColumnRow = (String, Option<String>, String, bool, bool, bool, bool);

impl From<DatabaseRow> for Database {
    fn from((name, catalog, description, location_uri): DatabaseRow) -> Self {
        Self { name, catalog, description, location_uri }
    }
}

impl From<NamedRow> for Table {
    fn from((name, catalog, namespace, description, table_type, is_temporary): NamedRow) -> Self {
        // A table of a catalog that has no word for what its tables are.
        let table_type = table_type.unwrap_or_default();
        Self { name, catalog, namespace, description, table_type, is_temporary }
    }
}

impl From<NamedRow> for Function {
    fn from((name, catalog, namespace, description, class_name, is_temporary): NamedRow) -> Self {
        Self { name, catalog, namespace, description, class_name, is_temporary }
    }
}

impl From<ColumnRow> for Column {
    fn from(row: ColumnRow) -> Self {
        let (name, description, data_type, nullable, is_partition, is_bucket, is_cluster) = row;
        Self { name, description, data_type, nullable, is_partition, is_bucket, is_cluster }
    }
}
