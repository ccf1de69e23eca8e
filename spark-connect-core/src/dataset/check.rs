//! Comparing the columns of an untyped relation with the type it is read as, once.

use std::{collections::HashSet, sync::Arc};

use futures::future::try_join_all;
use tokio::sync::OnceCell;

use super::{Dataset, Frame, SparkRow, arena, shape::Shape};
use crate::{
    dataframe::DataFrame,
    error::{Error, ErrorKind, Result},
    types::StructType,
};

/// An untyped relation that is read as rows of a type.
#[derive(Debug)]
pub(crate) struct Source {
    df: DataFrame,
    expected: StructType,
    row_type: &'static str,
    strict: bool,
    checked: OnceCell<()>,
}

impl DataFrame {
    /// These rows as rows of type `T`: the fields of `T` are looked up by name, other columns are left out (and not
    /// read, where the source can do without them).
    ///
    /// Nothing is asked of the server now: the first action compares the columns with `T` and returns an error of kind
    /// [`ErrorKind::Schema`] that lists every difference. A nullable column may be read into a field that is no
    /// `Option`; a NULL that does arrive there is an error of the action. A row type with `#[spark(strict)]` refuses such
    /// columns too.
    #[must_use]
    pub fn dataset<T: SparkRow>(&self) -> Dataset<T> {
        let source = Source {
            df: self.clone(),
            expected: T::schema(),
            row_type: T::NAME,
            strict: T::STRICT,
            checked: OnceCell::new(),
        };
        let all = Frame::new(self.clone(), Shape::leaf(T::IS_STRUCT, None), [Arc::new(source)].into());
        Dataset::of(arena::frame(|| all.select(&T::list(all.row()), T::IS_STRUCT)))
    }
}

impl Frame {
    /// Compares the sources that have not been compared yet. A mistake in the plan comes first: nothing is sent then.
    pub(super) async fn check(&self) -> Result<()> {
        self.df.relation().check()?;
        try_join_all(self.sources.iter().map(|source| source.check())).await.map(drop)
    }
}

impl Source {
    async fn check(&self) -> Result<()> {
        let check = || async {
            compare_strictly(self.row_type, self.strict, &self.expected, &self.df.schema().await?)
        };
        self.checked.get_or_try_init(check).await.map(drop)
    }
}

/// One error for all differences between a row type and the columns that are to be read into it. That a column may be NULL
/// is none.
pub(super) fn compare(row_type: &str, expected: &StructType, actual: &StructType) -> Result<()> {
    compare_strictly(row_type, false, expected, actual)
}

fn compare_strictly(row_type: &str, strict: bool, expected: &StructType, actual: &StructType) -> Result<()> {
    if let Some(name) = repeated(expected) {
        let message = format!(
            "two columns of the row type `{row_type}` are called `{name}`: one of them is that of a flattened field"
        );
        return Err(Error::new(ErrorKind::Schema, message));
    }
    let mut differences = expected.differences(actual);
    differences.retain(|difference| strict || !difference.is_nullability());
    if differences.is_empty() {
        return Ok(());
    }
    let mut message = format!("the columns do not fit the row type `{row_type}`:");
    for difference in differences {
        message += &format!("\n  - {difference}");
    }
    Err(Error::new(ErrorKind::Schema, message))
}

/// A name that two columns have. Spark's names differ by more than case.
fn repeated(schema: &StructType) -> Option<&str> {
    let mut seen = HashSet::new();
    schema.names().find(|name| !seen.insert(name.to_lowercase()))
}
