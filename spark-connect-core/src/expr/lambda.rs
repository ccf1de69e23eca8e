//! Lambda functions, which higher-order functions such as `transform` take.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::{
    expr::Column,
    proto::field::expression::{self, lambda_function, unresolved_named_lambda_variable},
    relation::Message,
};

static NEXT_VARIABLE: AtomicU64 = AtomicU64::new(0);

/// A variable of a lambda function.
#[derive(Clone)]
pub(crate) struct Variable(Message);

impl Variable {
    /// A variable whose name is used nowhere else: lambda functions nest, and an inner variable must not hide an outer
    /// one.
    pub(crate) fn new(prefix: &str) -> Self {
        let name = format!("{prefix}_{}", NEXT_VARIABLE.fetch_add(1, Ordering::Relaxed));
        Self(Message::builder().string(unresolved_named_lambda_variable::NAME_PARTS, &name).build())
    }

    /// The variable as a column, for the body.
    pub(crate) fn column(&self) -> Column {
        Column::from_message(Message::wrap(expression::UNRESOLVED_NAMED_LAMBDA_VARIABLE, &self.0))
    }
}

/// The function of `variables` that computes `body`.
pub(crate) fn lambda(variables: &[Variable], body: &Column) -> Column {
    let function = Message::builder()
        .child(lambda_function::FUNCTION, body.message())
        .children(lambda_function::ARGUMENTS, variables.iter().map(|variable| &variable.0));
    Column::of(expression::LAMBDA_FUNCTION, function)
}
