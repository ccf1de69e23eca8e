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
    /// The functions that it calls; `cast` for casts.
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

/// Functions that make rows.
const GENERATORS: [&str; 12] = [
    "explode",
    "explode_outer",
    "posexplode",
    "posexplode_outer",
    "inline",
    "inline_outer",
    "stack",
    "json_tuple",
    "variant_explode",
    "variant_explode_outer",
    "collations",
    "sql_keywords",
];

/// Functions whose value is not that of their arguments in one row: they differ from call to call or from place to
/// place, or have an effect.
const NOT_OF_THEIR_ROW: [&str; 21] = [
    "rand",
    "randn",
    "random",
    "randstr",
    "uniform",
    "uuid",
    "shuffle",
    "monotonically_increasing_id",
    "spark_partition_id",
    "input_file_name",
    "input_file_block_start",
    "input_file_block_length",
    "raise_error",
    "assert_true",
    "java_method",
    "reflect",
    "try_reflect",
    "window",
    "session_window",
    "grouping",
    "grouping_id",
];

impl References {
    /// Whether it makes rows: a projection has one such expression at most.
    pub(crate) fn makes_rows(&self) -> bool {
        self.calls_one_of(&GENERATORS)
    }

    /// Whether it is computed from the columns of its row alone, as far as functions are known: wherever that happens,
    /// and whether it happens at all, makes no difference then.
    pub(crate) fn is_of_its_row(&self) -> bool {
        !self.makes_rows() && !self.calls_one_of(&NOT_OF_THEIR_ROW)
    }

    fn calls_one_of(&self, functions: &[&str]) -> bool {
        self.functions.iter().any(|name| functions.contains(&name.as_str()))
    }

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
            ExprType::Cast(cast) => {
                self.functions.push("cast".to_owned());
                self.collect(cast.expr.as_deref())?;
            }
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
