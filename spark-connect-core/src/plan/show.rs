//! Rows as text.

use crate::{
    proto::{
        field::{relation, show_string as field},
        spark::connect::ShowString,
    },
    relation::Relation,
};

/// How rows are shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Show {
    /// How many rows at most.
    pub(crate) rows: i32,
    /// Values longer than so many characters are cut; 0 shows them whole.
    pub(crate) truncate: i32,
    /// One line per value instead of a table.
    pub(crate) vertical: bool,
}

/// One row with one column, which holds the rows of the input as Spark shows them.
pub(crate) fn show_string(input: &Relation, show: Show) -> Relation {
    let fields =
        ShowString { input: None, num_rows: show.rows, truncate: show.truncate, vertical: show.vertical };
    Relation::builder(relation::SHOW_STRING).input(field::INPUT, input).fields(&fields).build()
}
