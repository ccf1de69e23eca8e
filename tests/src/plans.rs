//! Comparing plans: whether two programs send the same one, apart from what no server looks at.
//!
//! The typed API is a way to write untyped plans, so each of its operations is compared with the plan that a person
//! would write:
//!
//! ```no_run
//! # use spark_connect_core::{functions::{col, upper}, prelude::*};
//! # use spark_connect_tests::plans::assert_same;
//! #[derive(SparkRow)]
//! struct Item { id: i64, name: String }
//!
//! # fn example(table: DataFrame) {
//! let items = table.dataset::<Item>();
//! assert_same(&items.select(|i| i.name.upper()).to_df(), &table.select(upper("name").alias("value")));
//! # }
//! ```

use std::fmt::Write;

use prost::Message;
use spark_connect_core::{
    dataframe::DataFrame,
    proto::spark::connect::{ExecutePlanRequest, Relation},
};

/// A plan as a text, a field a line.
///
/// What differs between two plans that mean the same is made equal: the ids of relations that something refers to, the
/// aliases of subqueries and the variables of lambdas are numbered in the order in which they come, names are quoted only
/// where they need it, other ids, the places of calls and what is not set are left out.
///
/// # Panics
/// If the plan holds a mistake or nests more than a hundred messages.
#[must_use]
pub fn text(frame: &DataFrame) -> String {
    frame.relation().check().unwrap_or_else(|mistake| panic!("not a plan: {mistake}"));
    let encoded = frame.relation().message().without_call_sites().to_bytes();
    let relation = Relation::decode(encoded).expect("a plan that is not deep");
    layout(&normalized(tokens(&format!("{relation:?}"))))
}

/// The command of a request as a text, as [`text`] writes plans; of a session that hides call sites.
#[must_use]
pub fn command_text(request: &ExecutePlanRequest) -> String {
    layout(&normalized(tokens(&format!("{:?}", request.plan))))
}

/// Compares a plan of the typed API with the one that a person would write without it.
///
/// # Panics
/// If they differ.
#[track_caller]
pub fn assert_same(typed: &DataFrame, untyped: &DataFrame) {
    assert_same_text(&text(typed), &text(untyped));
}

/// Compares what [`text`] or [`command_text`] made of both.
///
/// # Panics
/// If they differ.
#[track_caller]
pub fn assert_same_text(typed: &str, untyped: &str) {
    if typed == untyped {
        return;
    }
    let line = typed.lines().zip(untyped.lines()).take_while(|(left, right)| left == right).count();
    let around = |text: &str| {
        let lines = text.lines().skip(line.saturating_sub(12)).take(30);
        lines.fold(String::new(), |all, line| all + "\n    " + line)
    };
    panic!("the plans differ from line {line} on\n  typed:{}\n  untyped:{}", around(typed), around(untyped));
}

/// How many relations of this kind a plan has, such as `Project`.
#[must_use]
pub fn relations(frame: &DataFrame, kind: &str) -> usize {
    let start = format!("rel_type: {kind}(");
    text(frame).lines().filter(|line| line.trim_start().starts_with(&start)).count()
}

/// The words, texts and signs of what `derive(Debug)` prints.
fn tokens(debug: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = debug.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '"' => {
                let mut escaped = false;
                let close = rest.char_indices().skip(1).find(|(_, sign)| {
                    let is_end = *sign == '"' && !escaped;
                    escaped = *sign == '\\' && !escaped;
                    is_end
                });
                close.expect("a text has an end").0 + 1
            }
            '{' | '}' | '(' | ')' | '[' | ']' | ',' | ':' => 1,
            _ => rest.find([' ', '{', '}', '(', ')', '[', ']', ',', ':', '"']).unwrap_or(rest.len()),
        };
        tokens.push(rest[..end].to_owned());
        rest = rest[end..].trim_start();
    }
    tokens
}

fn normalized(mut tokens: Vec<String>) -> Vec<String> {
    unwrap_options(&mut tokens);
    drop_unset(&mut tokens);
    drop_ids(&mut tokens);
    let (mut ids, mut aliases, mut variables) = (Vec::new(), Vec::new(), Vec::new());
    for index in 2..tokens.len() {
        if field(&tokens, index) == "alias" {
            number(&mut aliases, &tokens[index], "");
        }
    }
    for index in 2..tokens.len() {
        let token = &tokens[index];
        tokens[index] = match field(&tokens, index) {
            "plan_id" => number(&mut ids, token, ""),
            "alias" => number(&mut aliases, token, "relation "),
            "unparsed_identifier" | "unparsed_target" => unquoted(token, &aliases),
            _ if token.starts_with('"') && index > 2 && field(&tokens, index - 1) == "name_parts" => {
                number(&mut variables, token, "variable ")
            }
            _ => continue,
        };
    }
    tokens
}

/// The name of the field whose value is at `index`.
fn field(tokens: &[String], index: usize) -> &str {
    if tokens[index - 1] == ":" { &tokens[index - 2] } else { "" }
}

/// The number of a name among those that have come before.
fn number(known: &mut Vec<String>, name: &str, what: &str) -> String {
    let index = known.iter().position(|it| it == name).unwrap_or_else(|| {
        known.push(name.to_owned());
        known.len() - 1
    });
    format!("{what}{index}")
}

/// `Some(x)` is `x`.
fn unwrap_options(tokens: &mut Vec<String>) {
    let (mut kept, mut closing) = (Vec::new(), Vec::new());
    let mut rest = std::mem::take(tokens).into_iter();
    while let Some(token) = rest.next() {
        match token.as_str() {
            "Some" => {
                rest.next();
                closing.push(false);
                continue;
            }
            "(" => closing.push(true),
            ")" if closing.pop() == Some(false) => continue,
            _ => {}
        }
        kept.push(token);
    }
    *tokens = kept;
}

/// Leaves out the fields that are not set or have no elements.
fn drop_unset(tokens: &mut Vec<String>) {
    const UNSET: [&[&str]; 3] = [&[":", "None"], &[":", "[", "]"], &[":", "{", "}"]];
    let mut kept: Vec<String> = Vec::new();
    for token in std::mem::take(tokens) {
        let end = token == "," || token == "}";
        let unset = UNSET.iter().find(|unset| end && ends_with(&kept, unset));
        match unset {
            None => kept.push(token),
            Some(unset) => {
                // The name goes with its value, and one of the commas around them.
                kept.truncate(kept.len() - unset.len() - 1);
                if token == "}" {
                    kept.pop_if(|last| last == ",");
                    kept.push(token);
                }
            }
        }
    }
    *tokens = kept;
}

/// Leaves out the ids of relations that nothing refers to.
fn drop_ids(tokens: &mut Vec<String>) {
    const BEFORE: [&str; 8] = ["RelationCommon", "{", "source_info", ":", "\"\"", ",", "plan_id", ":"];
    let is_own = |tokens: &[String], index: usize| {
        index >= 10 && tokens[index - 8..index].iter().zip(BEFORE).all(|(token, sign)| token == sign)
    };
    let referred: Vec<_> = (2..tokens.len())
        .filter(|index| field(tokens, *index) == "plan_id" && !is_own(tokens, *index))
        .map(|index| tokens[index].clone())
        .collect();
    let mut kept: Vec<String> = Vec::new();
    for token in std::mem::take(tokens) {
        kept.push(token);
        let last = kept.len() - 1;
        if kept[last] == "," && last > 2 && is_own(&kept, last - 2) && !referred.contains(&kept[last - 2]) {
            // `common: RelationCommon { source_info: "", plan_id: 1 },`
            kept.truncate(last - 12);
        }
    }
    *tokens = kept;
}

fn ends_with(tokens: &[String], end: &[&str]) -> bool {
    tokens.len() > end.len() && tokens.iter().rev().zip(end.iter().rev()).all(|(token, sign)| token == sign)
}

/// A name without the quotes that it does not need, and with the number of the relation that it begins with.
fn unquoted(token: &str, aliases: &[String]) -> String {
    let (mut parts, mut quoted) = (vec![String::new()], false);
    for sign in token.trim_matches('"').chars() {
        match sign {
            '`' => quoted = !quoted,
            '.' if !quoted => parts.push(String::new()),
            _ => parts.last_mut().expect("there is one").push(sign),
        }
    }
    if parts.len() > 1
        && let Some(index) = aliases.iter().position(|alias| alias.trim_matches('"') == parts[0])
    {
        parts[0] = format!("relation {index}");
    }
    format!("{parts:?}")
}

/// A field a line.
fn layout(tokens: &[String]) -> String {
    let (mut text, mut depth) = (String::new(), 0_usize);
    let mut rest = tokens.iter().peekable();
    let indent = |text: &mut String, depth| write!(text, "\n{:1$}", "", 2 * depth).expect("a String grows");
    while let Some(token) = rest.next() {
        match token.as_str() {
            // What is called as its variant is named once.
            name if text.ends_with(&format!("{name}(")) => {}
            "{" | "[" => {
                depth += 1;
                indent(&mut text, depth);
            }
            "}" | "]" => depth = depth.saturating_sub(1),
            "," => match rest.peek().map(|next| next.as_str()) {
                Some("}" | "]") | None => {}
                Some(_) => indent(&mut text, depth),
            },
            ":" => text += ": ",
            other => text += other,
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use spark_connect_core::{dataframe::JoinType, functions::*, session::SparkSession};

    use super::*;
    use crate::scripted::{Script, ScriptedServer};

    async fn session() -> (ScriptedServer, SparkSession) {
        let server = ScriptedServer::start(Script::new([])).await;
        let spark =
            SparkSession::builder().remote(server.remote()).connect().await.expect("the server is there");
        (server, spark)
    }

    #[tokio::test]
    async fn what_no_server_looks_at_makes_no_difference() {
        let (_server, spark) = session().await;
        let orders = spark.table("orders");
        let join = |left: &str, right: &str| {
            let on = col(&format!("{left}.id")).eq(col(&format!("`{right}`.`id`")));
            let columns = (col(&format!("`{left}`.name")), transform("tags", |tag| upper(tag)));
            orders.alias(left).join(&orders.alias(right), on, JoinType::Inner).select(columns)
        };
        assert_same(&join("a", "b"), &join("x", "y"));
        assert_ne!(text(&join("a", "b")), text(&join("a", "a")));
    }

    #[tokio::test]
    async fn what_a_server_looks_at_does() {
        let (_server, spark) = session().await;
        let orders = spark.table("orders");
        let plans = [
            orders.select("id"),
            orders.select("`i.d`"),
            orders.select("i.d"),
            orders.select(col("id").alias("id2")),
            orders.select("id").select("id"),
            orders.select(transform("id", |x| x + 1)),
            orders.select(transform("id", |x| x + 2)),
            orders.select(lit("a\"b")),
            orders.select(lit("a\\\"b")),
            orders.limit(1),
            orders.offset(1),
            spark.table("order").select("id"),
        ];
        for (index, plan) in plans.iter().enumerate() {
            for other in &plans[index + 1..] {
                assert_ne!(text(plan), text(other));
            }
        }
        assert_eq!(relations(&plans[4], "Project"), 2);
        assert_eq!(relations(&plans[9], "Project"), 0);
    }

    #[tokio::test]
    async fn a_plan_is_a_readable_text() {
        let (_server, spark) = session().await;
        let plan = text(&spark.table("orders").filter(col("amount").gt(1)));
        let expected = "Relation
  rel_type: Filter(
    input: Relation
      rel_type: Read(";
        assert!(plan.starts_with(expected), "{plan}");
        assert!(plan.contains("unparsed_identifier: [\"amount\"]"), "{plan}");
    }
}
