//! The untyped column and the calls that make one.

use std::fmt;

use crate::{
    error::{Error, ErrorKind},
    expr::ColumnList,
    proto::field::{
        call_function,
        expression::{self, alias, unresolved_function},
    },
    relation::{CallSite, Message, MessageBuilder, Operation},
};

/// How many messages an expression with a call site may nest; two make one level of operators.
const MAX_DEPTH_WITH_CALL_SITE: usize = 128;

/// A column expression of unknown type: cheap to clone, free of any session.
///
/// Made by [`col`](crate::expr::col), [`lit`](crate::expr::lit), [`expr`](crate::expr::expr) and the
/// `functions`, and combined by operators (`+ - * / %`, `&`, `|`, `!`) and methods. A mistake in
/// it that can be seen here (a number that does not fit) is returned by the action that runs the query.
///
/// Spark: `Column`, 1.3.
#[derive(Clone)]
#[must_use = "a column only describes a value: it does nothing until a query uses it"]
pub struct Column {
    message: Message,
    form: Form,
}

/// What has to be known of an expression besides its message.
#[derive(Clone)]
pub(super) enum Form {
    /// An expression like any other.
    Plain,
    /// A sort order: the `Expression.SortOrder` inside the expression, which is what a sort takes.
    Sort(Message),
    /// `when(..)` without `otherwise` yet: its arguments, condition and value by turns.
    Case(Vec<Message>),
}

impl Column {
    /// A column of an encoded `spark.connect.Expression`: the way to use what this crate does not model.
    pub fn from_message(expression: Message) -> Self {
        Self { message: expression, form: Form::Plain }
    }

    /// The encoded `spark.connect.Expression`.
    #[must_use]
    pub fn message(&self) -> &Message {
        &self.message
    }

    pub(super) fn with_form(expression: Message, form: Form) -> Self {
        Self { message: expression, form }
    }

    pub(super) fn form(&self) -> &Form {
        &self.form
    }

    /// The expression that holds `body` in its field `kind`, one of the numbers in `field::expression`.
    pub(super) fn of(kind: u32, body: MessageBuilder) -> Self {
        Self::from_message(body.enclosed(kind).build())
    }

    /// As [`Column::of`], with the place where the operation was called.
    ///
    /// A tall expression has none: with one, the server needs more of its stack for each level.
    #[track_caller]
    pub(super) fn called(operation: Operation, kind: u32, body: MessageBuilder) -> Self {
        let has_site = body.depth() <= MAX_DEPTH_WITH_CALL_SITE;
        let mut message = body.enclosed(kind);
        if has_site {
            message = message.call_site(operation, CallSite::here());
        }
        Self::from_message(message.build())
    }

    /// A column that stands for a mistake: the action that uses it returns `error`.
    pub(crate) fn invalid(error: Error) -> Self {
        Self::from_message(Message::invalid(error))
    }

    /// The same column under another name.
    ///
    /// Spark: `Column.alias`, 1.3.
    pub fn alias(&self, name: impl AsRef<str>) -> Self {
        Self::of(expression::ALIAS, self.named(name.as_ref()))
    }

    /// The same column under another name, with `json`, a JSON object, as what else is known of it.
    ///
    /// It replaces the metadata that the column has. Anything but a JSON object is a mistake that the action returns.
    /// Spark: `Column.alias` with `metadata`, 2.2.
    ///
    /// ```
    /// use spark_connect_core::expr::col;
    ///
    /// let age = col("age").alias_with_metadata("age", r#"{"comment": "in years"}"#);
    /// # let _ = age;
    /// ```
    pub fn alias_with_metadata(&self, name: impl AsRef<str>, json: &str) -> Self {
        let mut body = Message::builder()
            .child(alias::EXPR, &self.message)
            .string(alias::NAME, name.as_ref())
            .string(alias::METADATA, json);
        if let Err(error) = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(json) {
            let problem = "the metadata of a column is not a JSON object";
            body = body.error(Error::new(ErrorKind::InvalidPlan, problem).with_source(error));
        }
        Self::of(expression::ALIAS, body)
    }

    /// Names for the columns that an expression of several makes, such as `explode` of a map.
    ///
    /// Spark: `Column.alias` with several names, 1.4.
    ///
    /// ```
    /// use spark_connect_core::functions::explode;
    ///
    /// let entries = explode("scores").alias_all(["player", "score"]);
    /// # let _ = entries;
    /// ```
    pub fn alias_all<S: AsRef<str>>(&self, names: impl IntoIterator<Item = S>) -> Self {
        let body = Message::builder().child(alias::EXPR, &self.message);
        let body = names.into_iter().fold(body, |body, name| body.string(alias::NAME, name.as_ref()));
        Self::of(expression::ALIAS, body)
    }

    /// What `step` makes of this column, for chains of one's own steps. Spark: `Column.transform`, 4.1.
    ///
    /// ```
    /// use spark_connect_core::{expr::{Column, col}, functions::{trim, upper}};
    ///
    /// let clean = |text: &Column| upper(trim(text));
    /// let code = col("code").transform(clean).alias("code");
    /// # let _ = code;
    /// ```
    pub fn transform(&self, step: impl FnOnce(&Self) -> Self) -> Self {
        step(self)
    }

    /// The `Expression.Alias` that gives this column a name.
    pub(crate) fn named(&self, name: &str) -> MessageBuilder {
        Message::builder().child(alias::EXPR, &self.message).string(alias::NAME, name)
    }
}

impl fmt::Debug for Column {
    /// The size only: an expression may hold values that must not reach a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Column").field(&self.message).finish()
    }
}

/// A call of the server's function `name`, built in or registered in the session.
///
/// This is the way to reach a function that `functions` does not have. Strings in `arguments`
/// name columns; use [`lit`](crate::expr::lit) for texts.
///
/// ```
/// use spark_connect_core::expr::{call, lit};
///
/// let distance = call("levenshtein", ("name", lit("Spark")));
/// # let _ = distance;
/// ```
#[track_caller]
pub fn call(name: &str, arguments: impl ColumnList) -> Column {
    function(name, &arguments.into_columns(), false)
}

/// A call of the aggregate function `name` over the distinct values of its arguments: `name(DISTINCT ..)` in SQL.
#[track_caller]
pub fn call_distinct(name: &str, arguments: impl ColumnList) -> Column {
    function(name, &arguments.into_columns(), true)
}

/// A call of a function that SQL does not know: one that Spark has for itself and its clients.
#[track_caller]
pub(crate) fn call_internal(name: &str, arguments: impl ColumnList) -> Column {
    let arguments = arguments.into_columns();
    let body = Message::builder()
        .string(unresolved_function::FUNCTION_NAME, name)
        .children(unresolved_function::ARGUMENTS, arguments.iter().map(Column::message))
        .int(unresolved_function::IS_INTERNAL, true);
    Column::called(body.function(), expression::UNRESOLVED_FUNCTION, body)
}

/// A call of a function by its SQL name, which may be qualified and is read as SQL reads it: back-quotes keep a part
/// together (`` "`my.db`.rate" ``).
///
/// [`call`] takes the name of a function that is built in or was registered by the session; this one also finds the
/// functions of a catalog.
///
/// Spark: `call_function`, 3.5.
#[track_caller]
pub fn call_function(name: &str, arguments: impl ColumnList) -> Column {
    let arguments = arguments.into_columns();
    let body = Message::builder()
        .string(call_function::FUNCTION_NAME, name)
        .children(call_function::ARGUMENTS, arguments.iter().map(Column::message));
    Column::called(body.function(), expression::CALL_FUNCTION, body)
}

#[track_caller]
fn function(name: &str, arguments: &[Column], is_distinct: bool) -> Column {
    function_of(name, arguments.iter().map(Column::message), is_distinct)
}

/// A call of a function of one argument.
#[track_caller]
pub(super) fn unary(name: &str, of: &Column) -> Column {
    function_of(name, [of.message()], false)
}

/// A call of a function of two arguments.
#[track_caller]
pub(super) fn binary(name: &str, left: &Column, right: &Column) -> Column {
    function_of(name, [left.message(), right.message()], false)
}

/// A function call over encoded expressions.
#[track_caller]
pub(super) fn function_of<'a>(
    name: &str,
    arguments: impl IntoIterator<Item = &'a Message>,
    is_distinct: bool,
) -> Column {
    let mut body = Message::builder()
        .string(unresolved_function::FUNCTION_NAME, name)
        .children(unresolved_function::ARGUMENTS, arguments);
    if is_distinct {
        body = body.int(unresolved_function::IS_DISTINCT, true);
    }
    Column::called(body.function(), expression::UNRESOLVED_FUNCTION, body)
}

/// A seed for a random function or a sample, chosen here so that the plan gives the same rows whenever it runs.
pub(crate) fn random_seed() -> i64 {
    let (high, low) = uuid::Uuid::new_v4().as_u64_pair();
    // Mixed, because a UUID has constant bits in either half.
    (high ^ low).cast_signed()
}
