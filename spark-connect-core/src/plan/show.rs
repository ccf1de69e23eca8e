//! Rows as text.

use crate::{
    proto::{
        field::{relation, show_string as field},
        spark::connect::ShowString,
    },
    relation::Relation,
};

/// How rows are shown: a number of them (`20.into()`), or what these methods choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Show {
    rows: usize,
    truncate: usize,
    vertical: bool,
}

impl Default for Show {
    /// 20 rows as a table, values cut to 20 characters, as Spark does.
    fn default() -> Self {
        Self { rows: 20, truncate: 20, vertical: false }
    }
}

impl From<usize> for Show {
    fn from(rows: usize) -> Self {
        Self::default().rows(rows)
    }
}

impl Show {
    /// How many rows at most.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Cuts longer values to so many characters.
    pub fn truncate(mut self, characters: usize) -> Self {
        self.truncate = characters;
        self
    }

    /// Shows all values whole.
    pub fn whole_values(self) -> Self {
        self.truncate(0)
    }

    /// One line per value instead of a table.
    pub fn vertical(mut self) -> Self {
        self.vertical = true;
        self
    }
}

/// One row with one column, which holds the rows of the input as Spark shows them.
pub(crate) fn show_string(input: &Relation, show: Show) -> Relation {
    // More than the protocol can count is as good as everything.
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let fields = ShowString {
        input: None,
        num_rows: count(show.rows),
        truncate: count(show.truncate),
        vertical: show.vertical,
    };
    Relation::builder(relation::SHOW_STRING).input(field::INPUT, input).fields(&fields).build()
}
