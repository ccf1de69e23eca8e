//! What an expression reads and calls, as far as that can be seen here.

use std::{borrow::Cow, str};

use crate::{
    expr::Column,
    proto::field::expression::{
        self, alias, cast, lambda_function, unresolved_attribute, unresolved_extract_value,
        unresolved_function,
    },
    relation::{Fields, Value},
};

/// How many expressions are looked at inside each other: those that are deeper are too large for that.
const MAX_DEPTH: usize = 50;

/// What an expression is made of.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// The columns that it names, as they are written.
    pub(crate) names: Vec<String>,
    /// What the functions that it calls are at worst; `None` if it calls none.
    calls: Option<Calls>,
    /// The name that it has by itself: that of a column that it passes on, or of an alias.
    pub(crate) name: Option<String>,
    /// Whether it is nothing but a column by its name.
    pub(crate) passes: bool,
}

/// What is known of a function, from good to bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Calls {
    /// Its value is that of its arguments in one row, and nothing else.
    Scalar,
    /// One that is none of the others.
    Other,
    /// Its value is not that of its arguments in one row: it differs from call to call or from place to place, or has an
    /// effect.
    NotOfItsRow,
    /// It makes rows.
    Generator,
}

impl Calls {
    fn of(function: &str) -> Self {
        match function {
            "+" | "-" | "*" | "/" | "%" | "negative" | "and" | "or" | "not" | "==" | "<" | "<=" | ">"
            | ">=" | "<=>" | "isnull" | "isnotnull" | "coalesce" | "concat" | "upper" | "lower" | "trim"
            | "length" | "abs" => Self::Scalar,
            "rand"
            | "randn"
            | "random"
            | "randstr"
            | "uniform"
            | "uuid"
            | "shuffle"
            | "monotonically_increasing_id"
            | "spark_partition_id"
            | "input_file_name"
            | "input_file_block_start"
            | "input_file_block_length"
            | "raise_error"
            | "assert_true"
            | "java_method"
            | "reflect"
            | "try_reflect"
            | "window"
            | "session_window"
            | "grouping"
            | "grouping_id" => Self::NotOfItsRow,
            "explode"
            | "explode_outer"
            | "posexplode"
            | "posexplode_outer"
            | "inline"
            | "inline_outer"
            | "stack"
            | "json_tuple"
            | "variant_explode"
            | "variant_explode_outer"
            | "collations"
            | "sql_keywords" => Self::Generator,
            _ => Self::Other,
        }
    }
}

impl Column {
    /// What this expression is made of; `None` if that cannot be told, as for a text in SQL or for a `*`.
    pub(crate) fn references(&self) -> Option<References> {
        let encoded = self.message().encoded();
        let mut found = References::default();
        let (kind, body) = kind(&encoded)?;
        found.collect_kind(kind, body, 0)?;
        match kind {
            expression::UNRESOLVED_ATTRIBUTE => {
                // A name in parts is that of a field, or of a column of a relation.
                found.name = found.names.first().filter(|name| !name.contains(['.', '`'])).cloned();
                found.passes = found.name.is_some();
            }
            expression::ALIAS => {
                let mut names = texts(body, alias::NAME);
                if let (Some(name), None) = (names.next(), names.next()) {
                    found.name = Some(name?.to_owned());
                }
            }
            _ => {}
        }
        Some(found)
    }
}

/// What kind of expression this is, a number in `field::expression`, and the message that says more.
fn kind(expression: &[u8]) -> Option<(u32, &[u8])> {
    let mut found = None;
    for field in Fields(expression) {
        match field? {
            (expression::COMMON, _) => {}
            (kind, Value::Bytes(body)) => found = Some((kind, body)),
            _ => return None,
        }
    }
    found
}

/// The messages in the fields of this number.
fn messages(message: &[u8], number: u32) -> impl Iterator<Item = Option<&[u8]>> {
    Fields(message).filter_map(move |field| match field {
        Some((found, Value::Bytes(value))) if found == number => Some(Some(value)),
        Some(_) => None,
        None => Some(None),
    })
}

/// The texts in the fields of this number.
fn texts(message: &[u8], number: u32) -> impl Iterator<Item = Option<&str>> {
    messages(message, number).map(|text| str::from_utf8(text?).ok())
}

impl References {
    /// Whether it makes rows: a projection has one such expression at most.
    pub(crate) fn makes_rows(&self) -> bool {
        self.calls == Some(Calls::Generator)
    }

    /// Whether it calls no function at all.
    pub(crate) fn calls_nothing(&self) -> bool {
        self.calls.is_none()
    }

    /// Whether it is computed from the columns of its row alone, as far as functions are known: wherever that happens,
    /// and whether it happens at all, makes no difference then.
    pub(crate) fn is_of_its_row(&self) -> bool {
        self.calls <= Some(Calls::Other)
    }

    /// Whether all functions that it calls are known to be computed from their arguments in one row: it can be left out,
    /// or computed elsewhere.
    pub(crate) fn is_scalar(&self) -> bool {
        self.calls <= Some(Calls::Scalar)
    }

    /// Whether any name in it could mean a column for which `known` is true.
    pub(crate) fn mention(&self, known: impl Fn(&str) -> bool) -> bool {
        self.names.iter().any(|name| {
            let plain = if name.contains('`') { Cow::Owned(name.replace('`', "")) } else { name.into() };
            known(&plain) || (plain.contains('.') && plain.split('.').any(&known))
        })
    }

    fn note(&mut self, function: Calls) {
        self.calls = self.calls.max(Some(function));
    }

    fn collect(&mut self, expression: &[u8], depth: usize) -> Option<()> {
        if depth > MAX_DEPTH {
            return None;
        }
        let (kind, body) = kind(expression)?;
        self.collect_kind(kind, body, depth)
    }

    fn collect_kind(&mut self, kind: u32, body: &[u8], depth: usize) -> Option<()> {
        match kind {
            expression::LITERAL | expression::UNRESOLVED_NAMED_LAMBDA_VARIABLE => Some(()),
            expression::UNRESOLVED_ATTRIBUTE => {
                for field in Fields(body) {
                    match field? {
                        (unresolved_attribute::UNPARSED_IDENTIFIER, Value::Bytes(name)) => {
                            self.names.push(str::from_utf8(name).ok()?.to_owned());
                        }
                        (unresolved_attribute::IS_METADATA_COLUMN, Value::Int(0)) => {}
                        _ => return None,
                    }
                }
                Some(())
            }
            expression::UNRESOLVED_FUNCTION => self.collect_function(body, depth),
            expression::ALIAS => self.collect_all(body, &[alias::EXPR], depth),
            expression::CAST => {
                self.note(Calls::Scalar);
                self.collect_all(body, &[cast::EXPR], depth)
            }
            expression::UNRESOLVED_EXTRACT_VALUE => {
                let parts = [unresolved_extract_value::CHILD, unresolved_extract_value::EXTRACTION];
                self.collect_all(body, &parts, depth)
            }
            expression::LAMBDA_FUNCTION => self.collect_all(body, &[lambda_function::FUNCTION], depth),
            _ => None,
        }
    }

    fn collect_function(&mut self, function: &[u8], depth: usize) -> Option<()> {
        for field in Fields(function) {
            match field? {
                (unresolved_function::FUNCTION_NAME, Value::Bytes(name)) => {
                    let name = str::from_utf8(name).ok()?;
                    let is_lower = !name.bytes().any(|byte| byte.is_ascii_uppercase());
                    self.note(if is_lower { Calls::of(name) } else { Calls::of(&name.to_ascii_lowercase()) });
                }
                (unresolved_function::ARGUMENTS, Value::Bytes(argument)) => {
                    self.collect(argument, depth + 1)?;
                }
                (unresolved_function::IS_USER_DEFINED_FUNCTION, Value::Int(1..)) => return None,
                _ => {}
            }
        }
        Some(())
    }

    /// Collects from the expressions in the fields of these numbers, all of which have to be there.
    fn collect_all(&mut self, body: &[u8], numbers: &[u32], depth: usize) -> Option<()> {
        for number in numbers {
            self.collect(messages(body, *number).last()??, depth + 1)?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        expr::{Column, attribute, attribute_of, call, col, expr, lit, star},
        functions::{explode, rand, transform, upper},
    };

    #[test]
    fn what_an_expression_is_made_of() {
        let of = |column: &Column| column.references().unwrap();
        let sum = (col("a") + upper("b.c") * 2).alias("n");
        assert_eq!((of(&sum).names, of(&sum).name.as_deref()), (vec!["a".into(), "b.c".into()], Some("n")));
        assert!(of(&sum).is_scalar() && !of(&sum).passes && !of(&sum).calls_nothing());
        let other = of(&call("SQRT", "a").cast("int"));
        assert!(other.is_of_its_row() && !other.is_scalar() && other.name.is_none());
        assert!(!of(&(rand() + col("a"))).is_of_its_row());
        assert!(of(&call("EXPLODE", "xs")).makes_rows() && !of(&explode("xs")).is_of_its_row());
        let mapped = of(&transform("xs", |x| x + col("y")));
        assert!(mapped.names == ["xs", "y"] && !mapped.calls_nothing());
        assert!(of(&col("a")).passes && of(&lit(1)).calls_nothing());
        assert!(of(&attribute(&["a"])).name.is_none());
        let quoted = of(&attribute(&["a", "b"]));
        assert!(quoted.mention(|name| name == "b") && !quoted.mention(|name| name == "`b`"));
        // Names of other relations, SQL, and `*` are not looked into, nor what is very deep.
        for unknown in [attribute_of(1, "a"), expr("a + 1"), star(), -attribute_of(1, "a")] {
            assert!(unknown.references().is_none());
        }
        let deep = |levels| (0..levels).fold(col("a"), |deep, _| -deep);
        assert!(deep(40).references().is_some() && deep(60).references().is_none());
    }
}
