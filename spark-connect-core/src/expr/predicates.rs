//! Comparison, boolean logic and tests on text.

use crate::expr::{Column, ColumnOrLiteral, binary, call, unary};

impl Column {
    #[track_caller]
    fn with(&self, function: &str, other: impl ColumnOrLiteral) -> Self {
        binary(function, self, &other.into_operand())
    }

    /// Equal: `=` in SQL. NULL if a side is NULL, see [`Column::eq_null_safe`].
    #[track_caller]
    pub fn eq(&self, other: impl ColumnOrLiteral) -> Self {
        self.with("==", other)
    }

    /// Not equal: `<>` in SQL. NULL if a side is NULL.
    #[track_caller]
    pub fn ne(&self, other: impl ColumnOrLiteral) -> Self {
        unary("not", &self.eq(other))
    }

    /// Less: `<`. NULL if a side is NULL.
    #[track_caller]
    pub fn lt(&self, other: impl ColumnOrLiteral) -> Self {
        self.with("<", other)
    }

    /// Less or equal: `<=`. NULL if a side is NULL.
    #[track_caller]
    pub fn le(&self, other: impl ColumnOrLiteral) -> Self {
        self.with("<=", other)
    }

    /// Greater: `>`. NULL if a side is NULL.
    #[track_caller]
    pub fn gt(&self, other: impl ColumnOrLiteral) -> Self {
        self.with(">", other)
    }

    /// Greater or equal: `>=`. NULL if a side is NULL.
    #[track_caller]
    pub fn ge(&self, other: impl ColumnOrLiteral) -> Self {
        self.with(">=", other)
    }

    /// Equal, where NULL equals NULL: `<=>` in SQL, never NULL itself. Spark: `Column.eqNullSafe`, 2.3.
    #[track_caller]
    pub fn eq_null_safe(&self, other: impl ColumnOrLiteral) -> Self {
        self.with("<=>", other)
    }

    /// Both: `AND` in SQL, also `a & b`. False if a side is false, else NULL if a side is NULL.
    #[track_caller]
    pub fn and(&self, other: impl ColumnOrLiteral) -> Self {
        self.with("and", other)
    }

    /// One of both: `OR` in SQL, also `a | b`. True if a side is true, else NULL if a side is NULL.
    #[track_caller]
    pub fn or(&self, other: impl ColumnOrLiteral) -> Self {
        self.with("or", other)
    }

    /// The opposite of a boolean: `NOT` in SQL, also `!a`. NULL stays NULL.
    #[allow(
        clippy::should_implement_trait,
        reason = "`!` is implemented too; the method reads better in a chain"
    )]
    #[track_caller]
    pub fn not(&self) -> Self {
        unary("not", self)
    }

    /// Whether the value is NULL. Spark: `Column.isNull`, 1.3.
    #[track_caller]
    pub fn is_null(&self) -> Self {
        unary("isNull", self)
    }

    /// Whether the value is not NULL. Spark: `Column.isNotNull`, 1.3.
    #[track_caller]
    pub fn is_not_null(&self) -> Self {
        unary("isNotNull", self)
    }

    /// Whether the value is NaN; false for NULL. Spark: `Column.isNaN`, 1.5.
    #[track_caller]
    pub fn is_nan(&self) -> Self {
        unary("isNaN", self)
    }

    /// Between two bounds, both included. Spark: `Column.between`, 1.4.
    #[track_caller]
    pub fn between(&self, lower: impl ColumnOrLiteral, upper: impl ColumnOrLiteral) -> Self {
        self.ge(lower).and(self.le(upper))
    }

    /// Equal to one of the values: `IN` in SQL. False for an empty list; NULL if the column is NULL, or if no value
    /// is equal and one is NULL. Spark: `Column.isin`, 1.5.
    ///
    /// ```
    /// use spark_connect_core::expr::col;
    ///
    /// let open = col("status").is_in(["new", "paid"]);
    /// # let _ = open;
    /// ```
    #[track_caller]
    pub fn is_in<V: ColumnOrLiteral>(&self, values: impl IntoIterator<Item = V>) -> Self {
        let mut arguments = vec![self.clone()];
        arguments.extend(values.into_iter().map(ColumnOrLiteral::into_operand));
        call("in", arguments)
    }

    /// Matches an SQL pattern: `%` is any text, `_` any character, `\` escapes. Spark: `Column.like`, 1.3.
    #[track_caller]
    pub fn like(&self, pattern: impl ColumnOrLiteral) -> Self {
        self.with("like", pattern)
    }

    /// As [`Column::like`], upper and lower case being the same. Spark: `Column.ilike`, 3.3.
    #[track_caller]
    pub fn ilike(&self, pattern: impl ColumnOrLiteral) -> Self {
        self.with("ilike", pattern)
    }

    /// A part of the text matches a regular expression (Java's). Spark: `Column.rlike`, 1.3.
    #[track_caller]
    pub fn rlike(&self, pattern: impl ColumnOrLiteral) -> Self {
        self.with("rlike", pattern)
    }

    /// Contains a text. Spark: `Column.contains`, 1.3.
    #[track_caller]
    pub fn contains(&self, text: impl ColumnOrLiteral) -> Self {
        self.with("contains", text)
    }

    /// Starts with a text. Spark: `Column.startsWith`, 1.3.
    #[track_caller]
    pub fn starts_with(&self, text: impl ColumnOrLiteral) -> Self {
        self.with("startsWith", text)
    }

    /// Ends with a text. Spark: `Column.endsWith`, 1.3.
    #[track_caller]
    pub fn ends_with(&self, text: impl ColumnOrLiteral) -> Self {
        self.with("endsWith", text)
    }

    /// `length` characters (or bytes of a binary) from the position `start`, counted from 1, or from the end if it is
    /// negative. Spark: `Column.substr`, 1.3.
    #[track_caller]
    pub fn substr(&self, start: impl ColumnOrLiteral, length: impl ColumnOrLiteral) -> Self {
        call("substr", [self.clone(), start.into_operand(), length.into_operand()])
    }

    /// The bits set in both integers: `&` in SQL. Spark: `Column.bitwiseAND`, 1.4.
    #[track_caller]
    pub fn bitwise_and(&self, other: impl ColumnOrLiteral) -> Self {
        self.with("&", other)
    }

    /// The bits set in one of both integers: `|` in SQL. Spark: `Column.bitwiseOR`, 1.4.
    #[track_caller]
    pub fn bitwise_or(&self, other: impl ColumnOrLiteral) -> Self {
        self.with("|", other)
    }

    /// The bits set in exactly one of both integers: `^` in SQL. Spark: `Column.bitwiseXOR`, 1.4.
    #[track_caller]
    pub fn bitwise_xor(&self, other: impl ColumnOrLiteral) -> Self {
        self.with("^", other)
    }
}
