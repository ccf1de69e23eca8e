//! What an expression reads and calls, as far as that can be seen here.

use prost::Message as _;

use crate::{
    expr::Column,
    proto::spark::connect::{Expression, expression::ExprType},
};

/// What an expression is made of.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// The columns that it names, as they are written.
    pub(crate) names: Vec<String>,
    /// The functions that it calls.
    pub(crate) functions: Vec<String>,
    /// The name that it has by itself: that of a column that it passes on, or of an alias.
    pub(crate) name: Option<String>,
    /// Whether it is nothing but a column by its name.
    pub(crate) passes: bool,
}

impl Column {
    /// What this expression is made of; `None` if that cannot be told, as for a text in SQL or for a `*`.
    pub(crate) fn references(&self) -> Option<References> {
        let encoded = self.message().without_call_sites().to_bytes();
        // An expression that is nested too deeply to be decoded is too large to be looked at.
        let expression = Expression::decode(encoded).ok()?;
        let mut found = References::default();
        match expression.expr_type.as_ref()? {
            // A name in parts is that of a field, or of a column of a relation.
            ExprType::UnresolvedAttribute(attribute)
                if !attribute.unparsed_identifier.contains(['.', '`']) =>
            {
                found.name = Some(attribute.unparsed_identifier.clone());
                found.passes = true;
            }
            ExprType::Alias(alias) => {
                found.name = alias.name.first().filter(|_| alias.name.len() == 1).cloned();
            }
            _ => {}
        }
        found.collect(Some(&expression))?;
        Some(found)
    }
}

impl References {
    /// Whether any name in it could mean a column for which `known` is true.
    pub(crate) fn mention(&self, known: impl Fn(&str) -> bool) -> bool {
        self.names.iter().any(|name| {
            let plain = name.replace('`', "");
            known(&plain) || plain.split('.').any(&known)
        })
    }

    fn collect(&mut self, expression: Option<&Expression>) -> Option<()> {
        match expression?.expr_type.as_ref()? {
            ExprType::Literal(_) | ExprType::UnresolvedNamedLambdaVariable(_) => {}
            ExprType::UnresolvedAttribute(attribute) => {
                if attribute.plan_id.is_some() || attribute.is_metadata_column() {
                    return None;
                }
                self.names.push(attribute.unparsed_identifier.clone());
            }
            ExprType::UnresolvedFunction(function) => {
                if function.is_user_defined_function {
                    return None;
                }
                self.functions.push(function.function_name.to_lowercase());
                function.arguments.iter().try_for_each(|argument| self.collect(Some(argument)))?;
            }
            ExprType::Alias(alias) => self.collect(alias.expr.as_deref())?,
            ExprType::Cast(cast) => self.collect(cast.expr.as_deref())?,
            ExprType::UnresolvedExtractValue(part) => {
                self.collect(part.child.as_deref())?;
                self.collect(part.extraction.as_deref())?;
            }
            ExprType::LambdaFunction(lambda) => self.collect(lambda.function.as_deref())?,
            _ => return None,
        }
        Some(())
    }
}
