//! `CASE WHEN`.

use crate::{
    error::{Error, ErrorKind},
    expr::{
        Column, ColumnOrLiteral,
        column::{Form, function_of},
    },
    relation::Message,
};

/// `value` where `condition` is true; add branches with [`Column::when`] and the rest with [`Column::otherwise`].
///
/// Where no condition is true (false or NULL) the value is NULL, unless there is an `otherwise`.
/// Spark: `when`, 1.4; `CASE WHEN` in SQL.
///
/// ```
/// use spark_connect_core::expr::{col, when};
///
/// let size = when(col("n").gt(100), "large").when(col("n").gt(10), "medium").otherwise("small");
/// # let _ = size;
/// ```
#[track_caller]
pub fn when(condition: impl ColumnOrLiteral, value: impl ColumnOrLiteral) -> Column {
    branches(vec![condition.into_operand().message().clone(), value.into_operand().message().clone()])
}

#[track_caller]
fn branches(arguments: Vec<Message>) -> Column {
    let column = function_of("when", &arguments, false);
    Column::with_form(column.message().clone(), Form::Case(arguments))
}

impl Column {
    /// Adds a branch to [`when`]: `value` where `condition` is true and no earlier one was.
    ///
    /// On any other column, also after [`Column::otherwise`], it is a mistake that the action returns.
    /// Spark: `Column.when`, 1.4.
    #[track_caller]
    pub fn when(&self, condition: impl ColumnOrLiteral, value: impl ColumnOrLiteral) -> Self {
        let Form::Case(arguments) = self.form() else { return misplaced("when") };
        let mut arguments = arguments.clone();
        arguments.push(condition.into_operand().message().clone());
        arguments.push(value.into_operand().message().clone());
        branches(arguments)
    }

    /// Ends [`when`]: `value` where no condition was true.
    ///
    /// On any other column it is a mistake that the action returns. Spark: `Column.otherwise`, 1.4.
    #[track_caller]
    pub fn otherwise(&self, value: impl ColumnOrLiteral) -> Self {
        let Form::Case(arguments) = self.form() else { return misplaced("otherwise") };
        let last = value.into_operand();
        function_of("when", arguments.iter().chain([last.message()]), false)
    }
}

fn misplaced(method: &str) -> Column {
    Column::invalid(Error::new(
        ErrorKind::InvalidPlan,
        format!("`{method}` follows `when(..)`, before its `otherwise`; this column is not such a `when`"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::col;

    #[test]
    fn branches_belong_to_when() {
        let good = when(col("a").gt(1), 1).when(col("a").gt(0), 0);
        assert!(good.otherwise(-1).message().error().is_none());
        for bad in [col("a").otherwise(1), good.otherwise(1).otherwise(2), col("a").when(true, 1)] {
            assert_eq!(bad.message().error().map(Error::kind), Some(ErrorKind::InvalidPlan));
        }
    }
}
