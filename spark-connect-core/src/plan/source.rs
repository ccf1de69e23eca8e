//! Where rows come from: tables, files, local data, numbers, SQL.

use crate::{
    error::Error,
    expr::Column,
    options::Options,
    proto::{
        field::{read, relation, sql as sql_field},
        spark::connect::{
            ChunkedCachedLocalRelation, Range,
            read::{DataSource, NamedTable},
        },
    },
    relation::{LocalData, Message, Relation},
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

/// Rows of this program, which travel in the plan or are uploaded before it.
pub(crate) fn local(data: Result<&LocalData, Error>) -> Relation {
    match data {
        Ok(data) => Relation::local(data),
        Err(error) => Relation::builder(relation::LOCAL_RELATION).error(error).build(),
    }
}

/// Rows that were uploaded: the hashes of Arrow IPC streams, and of the schema that they are read as.
pub(crate) fn uploaded(data_hashes: Vec<String>, schema_hash: String) -> Relation {
    let body = ChunkedCachedLocalRelation { data_hashes, schema_hash: Some(schema_hash) };
    Relation::builder(relation::CHUNKED_CACHED_LOCAL_RELATION).fields(&body).build()
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
