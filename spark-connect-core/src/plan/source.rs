//! Where rows come from: tables, files, local data, numbers, SQL.

use crate::{
    error::Error,
    expr::Column,
    options::Options,
    proto::{
        field::{
            local_relation, parse, read, relation, sql as sql_field,
            unresolved_table_valued_function as function_field,
        },
        spark::connect::{
            ChunkedCachedLocalRelation, Parse, Range, RelationChanges,
            parse::ParseFormat,
            read::{DataSource, NamedTable},
        },
    },
    relation::{LocalData, Message, Relation, RelationBuilder},
    types::StructType,
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

/// The changes of a table's rows, between the versions or times that the options say.
pub(crate) fn changes(table: &str, options: &Options) -> RelationBuilder {
    let fields = RelationChanges {
        unparsed_identifier: table.to_owned(),
        options: options.to_map(),
        is_streaming: false,
    };
    Relation::builder(relation::RELATION_CHANGES).fields(&fields)
}

/// The texts of a relation's only column, read as records of a format.
pub(crate) fn parse(
    input: &Relation,
    format: ParseFormat,
    schema: Result<Option<StructType>, Error>,
    options: &Options,
) -> Relation {
    let fields = Parse { format: format.into(), options: options.to_map(), ..Default::default() };
    let builder = Relation::builder(relation::PARSE).input(parse::INPUT, input).fields(&fields);
    match schema {
        Ok(None) => builder.build(),
        Ok(Some(schema)) => builder.child(parse::SCHEMA, &Message::of(&schema.to_proto())).build(),
        Err(error) => builder.error(error).build(),
    }
}

/// Rows of this program, which travel in the plan or are uploaded before it.
pub(crate) fn local(data: Result<&LocalData, Error>) -> Relation {
    match data {
        Ok(data) => Relation::local(data),
        Err(error) => Relation::builder(relation::LOCAL_RELATION).error(error).build(),
    }
}

/// No rows of these columns.
pub(crate) fn empty(schema: &StructType) -> Relation {
    Relation::builder(relation::LOCAL_RELATION).string(local_relation::SCHEMA, &schema.to_json()).build()
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

/// A query in SQL, which may name these views besides those of the session.
pub(crate) fn sql(query: &str, arguments: &Arguments, views: &[Relation]) -> Relation {
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
    views.iter().fold(builder, RelationBuilder::reference).build()
}

/// The rows that a table-valued function returns.
pub(crate) fn table_valued_function(name: &str, arguments: &[Column]) -> Relation {
    Relation::builder(relation::UNRESOLVED_TABLE_VALUED_FUNCTION)
        .string(function_field::FUNCTION_NAME, name)
        .children(function_field::ARGUMENTS, arguments.iter().map(Column::message))
        .build()
}
