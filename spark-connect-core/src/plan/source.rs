//! Where rows come from: tables, files, local data, numbers, SQL.

use bytes::Bytes;

use crate::{
    error::Result,
    expr::Column,
    options::Options,
    proto::{
        field::{local_relation, read, relation, sql as sql_field},
        spark::connect::{
            Range,
            read::{DataSource, NamedTable},
        },
    },
    relation::{Message, Relation},
};

/// A table or view of the catalog.
pub(crate) fn table(name: &str, options: &Options) -> Relation {
    let table = NamedTable { unparsed_identifier: name.to_owned(), options: options.to_map() };
    Relation::builder(relation::READ).child(read::NAMED_TABLE, &Message::of(&table)).build()
}

/// Files or another data source.
pub(crate) fn data_source(source: &DataSource) -> Relation {
    Relation::builder(relation::READ).child(read::DATA_SOURCE, &Message::of(source)).build()
}

/// Rows that travel in the plan, as an Arrow IPC stream, with the schema (DDL or JSON) that they are read as.
pub(crate) fn local(data: Result<Bytes>, schema: &str) -> Relation {
    let builder = Relation::builder(relation::LOCAL_RELATION).string(local_relation::SCHEMA, schema);
    match data {
        Ok(data) => builder.bytes(local_relation::DATA, data),
        Err(error) => builder.error(error),
    }
    .build()
}

/// The numbers from `start` (included) to `end` (excluded), as column `id`.
pub(crate) fn range(start: i64, end: i64, step: i64, partitions: Option<i32>) -> Relation {
    Relation::builder(relation::RANGE)
        .fields(&Range { start: Some(start), end, step, num_partitions: partitions })
        .build()
}

/// The values of the parameters of an SQL text.
#[derive(Debug, Clone, Default)]
pub(crate) enum Arguments {
    /// None.
    #[default]
    None,
    /// In the order of the `?` markers.
    Positional(Vec<Column>),
    /// By the names of the `:name` markers.
    Named(Vec<(String, Column)>),
}

/// A query in SQL.
pub(crate) fn sql(query: &str, arguments: &Arguments) -> Relation {
    let mut builder = Relation::builder(relation::SQL).string(sql_field::QUERY, query);
    match arguments {
        Arguments::None => {}
        Arguments::Positional(values) => {
            builder = builder.children(sql_field::POS_ARGUMENTS, values.iter().map(Column::message));
        }
        Arguments::Named(values) => {
            for (name, value) in values {
                // An entry of a protobuf map: its key is field 1, its value field 2.
                let entry = Message::builder().string(1, name).child(2, value.message()).build();
                builder = builder.child(sql_field::NAMED_ARGUMENTS, &entry);
            }
        }
    }
    builder.build()
}
