//! Rows as text.

use std::io::{self, Write};

use super::{DataFrame, Show};
use crate::{
    error::{Error, ErrorKind, Result},
    plan,
};

impl DataFrame {
    /// Prints the first rows as Spark's own table: `show(20)`, or `show(Show::default().vertical())`.
    /// Spark: `DataFrame.show`, 1.3.
    ///
    /// # Errors
    /// A mistake in the plan, a failure of the query, or of writing to the standard output.
    pub async fn show(&self, what: impl Into<Show>) -> Result<()> {
        print(&self.show_string(what).await?)
    }

    /// The first rows as Spark's own table.
    ///
    /// ```no_run
    /// use spark_connect_core::dataframe::Show;
    /// # async fn example(orders: spark_connect_core::dataframe::DataFrame) -> spark_connect_core::error::Result<()> {
    /// let table = orders.show_string(Show::default().rows(5).whole_values()).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// A mistake in the plan, or a failure of the query.
    pub async fn show_string(&self, what: impl Into<Show>) -> Result<String> {
        self.text(&plan::show_string(&self.relation, what.into())).await
    }
}

/// Writes a text to the standard output, ending in a line break.
pub(super) fn print(text: &str) -> Result<()> {
    let line_break = if text.ends_with('\n') { "" } else { "\n" };
    write!(io::stdout().lock(), "{text}{line_break}").map_err(|error| {
        Error::new(ErrorKind::Internal, "the standard output cannot be written to").with_source(error)
    })
}
