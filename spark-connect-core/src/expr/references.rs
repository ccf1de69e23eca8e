//! What an expression reads and calls, as far as that can be seen here.

use std::{borrow::Cow, str};

use crate::{
    proto::field::expression::{
        self, alias, cast, lambda_function, unresolved_attribute, unresolved_extract_value,
        unresolved_function,
    },
    relation::{Fields, Value},
};

/// How many expressions are looked at inside each other: those that are deeper are too large for that.
const MAX_DEPTH: usize = 50;

/// What an expression is made of, besides the columns that it names.
#[derive(Debug, Default)]
pub(crate) struct References<'a> {
    /// What the functions that it calls are at worst; `None` if it calls none.
    calls: Option<Calls>,
    /// The name that it has by itself: that of a column that it passes on, or of an alias.
    pub(crate) name: Option<&'a str>,
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
    fn of(function: &[u8]) -> Self {
        match function {
            b"+" | b"-" | b"*" | b"/" | b"%" | b"negative" | b"and" | b"or" | b"not" | b"==" | b"<"
            | b"<=" | b">" | b">=" | b"<=>" | b"isnull" | b"isnotnull" | b"coalesce" | b"concat"
            | b"upper" | b"lower" | b"trim" | b"length" | b"abs" => Self::Scalar,
            b"rand"
            | b"randn"
            | b"random"
            | b"randstr"
            | b"uniform"
            | b"uuid"
            | b"shuffle"
            | b"monotonically_increasing_id"
            | b"spark_partition_id"
            | b"input_file_name"
            | b"input_file_block_start"
            | b"input_file_block_length"
            | b"raise_error"
            | b"assert_true"
            | b"java_method"
            | b"reflect"
            | b"try_reflect"
            | b"window"
            | b"session_window"
            | b"grouping"
            | b"grouping_id" => Self::NotOfItsRow,
            b"explode"
            | b"explode_outer"
            | b"posexplode"
            | b"posexplode_outer"
            | b"inline"
            | b"inline_outer"
            | b"stack"
            | b"json_tuple"
            | b"variant_explode"
            | b"variant_explode_outer"
            | b"collations"
            | b"sql_keywords" => Self::Generator,
            _ => Self::Other,
        }
    }
}

/// Whether a name in an expression could mean a column for which `known` is true.
pub(crate) fn could_mean(name: &str, known: impl Fn(&str) -> bool) -> bool {
    let plain = if name.contains('`') { Cow::Owned(name.replace('`', "")) } else { name.into() };
    known(&plain) || (plain.contains('.') && plain.split('.').any(&known))
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

impl<'a> References<'a> {
    /// What this [encoded](crate::relation::Message::encoded) expression is made of; `None` if that cannot be told, as
    /// for a text in SQL or for a `*`. The columns that it names go to `named`, as they are written.
    pub(crate) fn of(expression: &'a [u8], mut named: impl FnMut(&'a str)) -> Option<Self> {
        let mut found = Self::default();
        let (kind, body) = kind(expression)?;
        if kind == expression::UNRESOLVED_ATTRIBUTE {
            let name = attribute(body)?;
            named(name);
            // A name in parts is that of a field, or of a column of a relation.
            found.name = Some(name).filter(|name| !name.bytes().any(|byte| matches!(byte, b'.' | b'`')));
            found.passes = found.name.is_some();
            return Some(found);
        }
        found.collect_kind(kind, body, 0, &mut named)?;
        if kind == expression::ALIAS {
            let mut names = messages(body, alias::NAME);
            if let (Some(name), None) = (names.next(), names.next()) {
                found.name = Some(str::from_utf8(name?).ok()?);
            }
        }
        Some(found)
    }

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

    fn note(&mut self, function: Calls) {
        self.calls = self.calls.max(Some(function));
    }

    fn collect(&mut self, expression: &'a [u8], depth: usize, named: &mut impl FnMut(&'a str)) -> Option<()> {
        if depth > MAX_DEPTH {
            return None;
        }
        let (kind, body) = kind(expression)?;
        self.collect_kind(kind, body, depth, named)
    }

    fn collect_kind(
        &mut self,
        kind: u32,
        body: &'a [u8],
        depth: usize,
        named: &mut impl FnMut(&'a str),
    ) -> Option<()> {
        match kind {
            expression::LITERAL | expression::UNRESOLVED_NAMED_LAMBDA_VARIABLE => Some(()),
            expression::UNRESOLVED_ATTRIBUTE => {
                named(attribute(body)?);
                Some(())
            }
            expression::UNRESOLVED_FUNCTION => self.collect_function(body, depth, named),
            expression::ALIAS => self.collect_all(body, &[alias::EXPR], depth, named),
            expression::CAST => {
                self.note(Calls::Scalar);
                self.collect_all(body, &[cast::EXPR], depth, named)
            }
            expression::UNRESOLVED_EXTRACT_VALUE => {
                let parts = [unresolved_extract_value::CHILD, unresolved_extract_value::EXTRACTION];
                self.collect_all(body, &parts, depth, named)
            }
            expression::LAMBDA_FUNCTION => self.collect_all(body, &[lambda_function::FUNCTION], depth, named),
            _ => None,
        }
    }

    fn collect_function(
        &mut self,
        function: &'a [u8],
        depth: usize,
        named: &mut impl FnMut(&'a str),
    ) -> Option<()> {
        for field in Fields(function) {
            match field? {
                (unresolved_function::FUNCTION_NAME, Value::Bytes(name)) => {
                    let is_lower = !name.iter().any(u8::is_ascii_uppercase);
                    self.note(if is_lower { Calls::of(name) } else { Calls::of(&name.to_ascii_lowercase()) });
                }
                (unresolved_function::ARGUMENTS, Value::Bytes(argument)) => {
                    self.collect(argument, depth + 1, named)?;
                }
                (unresolved_function::IS_USER_DEFINED_FUNCTION, Value::Int(1..)) => return None,
                _ => {}
            }
        }
        Some(())
    }

    /// Collects from the expressions in the fields of these numbers, all of which have to be there.
    fn collect_all(
        &mut self,
        body: &'a [u8],
        numbers: &[u32],
        depth: usize,
        named: &mut impl FnMut(&'a str),
    ) -> Option<()> {
        for number in numbers {
            self.collect(messages(body, *number).last()??, depth + 1, named)?;
        }
        Some(())
    }
}

/// The name in an `UnresolvedAttribute`, unless it is that of a certain relation or of metadata.
fn attribute(body: &[u8]) -> Option<&str> {
    let mut name = None;
    for field in Fields(body) {
        match field? {
            (unresolved_attribute::UNPARSED_IDENTIFIER, Value::Bytes(written)) => name = Some(written),
            (unresolved_attribute::IS_METADATA_COLUMN, Value::Int(0)) => {}
            _ => return None,
        }
    }
    str::from_utf8(name?).ok()
}

#[cfg(test)]
mod tests {
    use super::{References, could_mean};
    use crate::{
        expr::{Column, attribute, attribute_of, call, col, expr, lit, star},
        functions::{explode, rand, transform, upper},
    };

    #[test]
    fn what_an_expression_is_made_of() {
        let sum = (col("a") + upper("b.c") * 2).alias("n");
        looked_into(&sum, |of, names| {
            assert_eq!((names, of.name), (vec!["a", "b.c"], Some("n")));
            assert!(of.is_scalar() && !of.passes && !of.calls_nothing());
        });
        looked_into(&call("SQRT", "a").cast("int"), |of, _| {
            assert!(of.is_of_its_row() && !of.is_scalar() && of.name.is_none());
        });
        looked_into(&(rand() + col("a")), |of, _| assert!(!of.is_of_its_row()));
        looked_into(&call("EXPLODE", "xs"), |of, _| assert!(of.makes_rows()));
        looked_into(&explode("xs"), |of, _| assert!(!of.is_of_its_row()));
        looked_into(&transform("xs", |x| x + col("y")), |of, names| {
            assert!(names == ["xs", "y"] && !of.calls_nothing());
        });
        looked_into(&col("a"), |of, names| assert!(of.passes && of.name == Some("a") && names == ["a"]));
        looked_into(&lit(1), |of, _| assert!(of.calls_nothing()));
        looked_into(&attribute(&["a"]), |of, names| assert!(of.name.is_none() && names == ["`a`"]));
        // Names of other relations, SQL, and `*` are not looked into, nor what is very deep.
        for unknown in [attribute_of(1, "a"), expr("a + 1"), star(), -attribute_of(1, "a")] {
            assert!(References::of(&unknown.message().encoded(), |_| ()).is_none());
        }
        let deep = |levels| (0..levels).fold(col("a"), |deep, _| -deep);
        let is_known = |levels| References::of(&deep(levels).message().encoded(), |_| ()).is_some();
        assert!(is_known(40) && !is_known(60));
    }

    fn looked_into(column: &Column, check: impl FnOnce(References<'_>, Vec<&str>)) {
        let encoded = column.message().encoded();
        let mut names = Vec::new();
        let of = References::of(&encoded, |name| names.push(name)).unwrap();
        check(of, names);
    }

    #[test]
    fn a_part_of_a_name_may_mean_a_column() {
        assert!(could_mean("`a`.`b`", |name| name == "b") && !could_mean("`a`.`b`", |name| name == "`b`"));
        assert!(could_mean("a.b", |name| name == "a.b") && !could_mean("ab", |name| name == "a"));
    }
}
