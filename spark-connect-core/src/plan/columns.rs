//! Relations that change columns.

use super::fold;
use crate::{
    expr::Column,
    proto::{
        field::{
            drop as drop_field,
            expression::alias,
            relation, subquery_alias as alias_field, to_df as to_df_field, to_schema as schema_field,
            transpose as transpose_field,
            unpivot::{self as unpivot_field, values},
            with_columns as with_field, with_columns_renamed as renamed,
        },
        spark::connect::{Drop, SubqueryAlias, ToDf, WithColumnsRenamed, with_columns_renamed::Rename},
    },
    relation::{Message, Relation},
    types::{DataType, StructType},
};

/// `SELECT`: exactly these columns.
pub(crate) fn project(input: &Relation, columns: &[Column]) -> Relation {
    fold::project(input, columns)
}

/// All columns, with some added or replaced. The new ones all see the input, not each other.
pub(crate) fn with_columns<'a>(
    input: &Relation,
    columns: impl IntoIterator<Item = (&'a str, &'a Column)>,
) -> Relation {
    fold::with_columns(input, &columns.into_iter().collect::<Vec<_>>())
}

/// All columns, one of them replaced by `column` with metadata, a JSON object.
pub(crate) fn with_metadata(input: &Relation, name: &str, column: &Column, metadata: &str) -> Relation {
    let alias = Message::builder()
        .child(alias::EXPR, column.message())
        .string(alias::NAME, name)
        .string(alias::METADATA, metadata)
        .build();
    Relation::builder(relation::WITH_COLUMNS)
        .input(with_field::INPUT, input)
        .child(with_field::ALIASES, &alias)
        .build()
}

/// All columns, some under another name. Every old name is looked up in the input.
pub(crate) fn with_columns_renamed<'a>(
    input: &Relation,
    names: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Relation {
    let renames = names
        .into_iter()
        .map(|(old, new)| Rename { col_name: old.to_owned(), new_col_name: new.to_owned() })
        .collect();
    Relation::builder(relation::WITH_COLUMNS_RENAMED)
        .input(renamed::INPUT, input)
        .fields(&WithColumnsRenamed { renames, ..Default::default() })
        .build()
}

/// All columns but these.
pub(crate) fn drop(input: &Relation, columns: &[Column]) -> Relation {
    Relation::builder(relation::DROP)
        .input(drop_field::INPUT, input)
        .children(drop_field::COLUMNS, columns.iter().map(Column::message))
        .build()
}

/// All columns but those with these exact names.
pub(crate) fn drop_names(input: &Relation, names: Vec<String>) -> Relation {
    Relation::builder(relation::DROP)
        .input(drop_field::INPUT, input)
        .fields(&Drop { input: None, columns: Vec::new(), column_names: names })
        .build()
}

/// The same columns under new names, by position.
pub(crate) fn to_df(input: &Relation, names: Vec<String>) -> Relation {
    Relation::builder(relation::TO_DF)
        .input(to_df_field::INPUT, input)
        .fields(&ToDf { input: None, column_names: names })
        .build()
}

/// The same rows under a name that qualifies their columns.
pub(crate) fn subquery_alias(input: &Relation, alias: &str) -> Relation {
    Relation::builder(relation::SUBQUERY_ALIAS)
        .input(alias_field::INPUT, input)
        .fields(&SubqueryAlias { input: None, alias: alias.to_owned(), qualifier: Vec::new() })
        .build()
}

/// The columns of a schema, found by name and brought to its types.
pub(crate) fn to_schema(input: &Relation, schema: &StructType) -> Relation {
    let schema = DataType::Struct(schema.clone()).to_proto();
    Relation::builder(relation::TO_SCHEMA)
        .input(schema_field::INPUT, input)
        .child(schema_field::SCHEMA, &Message::of(&schema))
        .build()
}

/// One row for each row and each of the value columns (all but the ids, if they are not given): its name and its value.
pub(crate) fn unpivot(
    input: &Relation,
    ids: &[Column],
    value_columns: Option<&[Column]>,
    variable: &str,
    value: &str,
) -> Relation {
    let mut builder = Relation::builder(relation::UNPIVOT)
        .input(unpivot_field::INPUT, input)
        .children(unpivot_field::IDS, ids.iter().map(Column::message));
    if let Some(columns) = value_columns {
        let body = Message::builder().children(values::VALUES, columns.iter().map(Column::message)).build();
        builder = builder.child(unpivot_field::VALUES, &body);
    }
    builder
        .string(unpivot_field::VARIABLE_COLUMN_NAME, variable)
        .string(unpivot_field::VALUE_COLUMN_NAME, value)
        .build()
}

/// Rows as columns, named by the values of the index column (the first one, if it is not given).
pub(crate) fn transpose(input: &Relation, index: &[Column]) -> Relation {
    Relation::builder(relation::TRANSPOSE)
        .input(transpose_field::INPUT, input)
        .children(transpose_field::INDEX_COLUMNS, index.iter().map(Column::message))
        .build()
}
