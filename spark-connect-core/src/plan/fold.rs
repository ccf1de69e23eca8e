//! Steps that become a part of the step before them, so that a program may take more of them than a server can nest.
//!
//! The first [`NESTED`] steps of one kind in a row are relations of their own, as they are in PySpark's client. The ones
//! after them are folded into the last one where the rows stay the same: plans that people write keep their shape, and
//! those that loops write stay flat.

use std::sync::Arc;

use crate::{
    expr::{Column, References, conjunction},
    proto::field::{filter, project, relation, with_columns},
    relation::{Chain, Conditions, Link, Message, MessageBuilder, Names, Projected, Relation},
};

/// How many steps of a kind are nested before the next ones are folded into the last.
const NESTED: usize = 32;

/// The relation of a step: its message, how many relations that nests, and what comes after it.
fn relation_of(kind: u32, body: &Message, depth: usize, chain: Chain) -> Relation {
    Relation::builder(kind).body(body, depth - 1).chain(chain).build()
}

/// The chain that a step of this kind on `input` ends, and how many steps there are before.
fn chain(input: &Relation, kind: u32) -> (Chain, Option<&Link>) {
    let before = Some(input.chain()).filter(|chain| chain.kind == kind);
    // What something refers to by its id has to stay what it is.
    let link = before.and_then(|chain| chain.link.as_deref()).filter(|_| !input.is_kept());
    (Chain { kind, steps: before.map_or(0, |chain| chain.steps) + 1, link: None }, link)
}

/// All columns, with these added or replaced.
pub(super) fn with_columns(input: &Relation, columns: &[(&str, &Column)]) -> Relation {
    let kind = relation::WITH_COLUMNS;
    let (mut chain, link) = chain(input, kind);
    let names = (chain.steps >= NESTED).then(|| independent(link, columns)).flatten();
    let (body, depth) = match (link, &names) {
        (Some(Link::Columns(before, _)), Some((_, true))) => {
            (Message::builder().inline(before), input.depth())
        }
        _ => (Message::builder().child(with_columns::INPUT, input.message()), input.depth() + 1),
    };
    let alias = |body: MessageBuilder, (name, column): &(&str, &Column)| {
        body.nested(with_columns::ALIASES, column.named(name))
    };
    let body = columns.iter().fold(body, alias).build();
    chain.link = names.map(|(names, _)| Arc::new(Link::Columns(body.clone(), names)));
    relation_of(kind, &body, depth, chain)
}

/// The names of a relation that makes these columns, and whether they can be made by the relation before them too; `None`
/// if nothing can be folded into it.
fn independent(link: Option<&Link>, columns: &[(&str, &Column)]) -> Option<(Names, bool)> {
    let references: Option<Vec<References>> = columns.iter().map(|(_, column)| column.references()).collect();
    let references = references?;
    if references.iter().any(References::makes_rows) {
        return None;
    }
    let all = |names: Names| columns.iter().try_fold(names, |names, (name, _)| names.with(name));
    if let Some(Link::Columns(_, before)) = link
        && !references.iter().any(|of| of.mention(|name| before.contains(name)))
        && let Some(names) = all(before.clone())
    {
        return Some((names, true));
    }
    Some((all(Names::default())?, false))
}

/// The rows for which a condition is true.
pub(super) fn filter(input: &Relation, condition: &Column) -> Relation {
    let kind = relation::FILTER;
    let (mut chain, link) = chain(input, kind);
    let (below, mut conditions, depth) = match link {
        Some(Link::Filter(below, conditions)) => (below, conditions.clone(), input.depth()),
        _ => (input.message(), Vec::new(), input.depth() + 1),
    };
    let mut added = Conditions::new(conditions.last(), 1, condition.message());
    let all = added.all.clone();
    if chain.steps >= NESTED {
        // Conjunctions of equal size are joined, as carries are in a sum: the expression is as high as the logarithm of
        // their number, and the conditions keep their order.
        while let Some(before) = conditions.pop_if(|before| before.count == added.count) {
            let joined = conjunction(&before.message, &added.message);
            added = Conditions::new(conditions.last(), before.count + added.count, &joined);
        }
        conditions.push(added);
        chain.link = Some(Arc::new(Link::Filter(below.clone(), conditions)));
    }
    let body = Message::builder().child(filter::INPUT, below).child(filter::CONDITION, &all).build();
    relation_of(kind, &body, depth, chain)
}

impl Conditions {
    /// As many conditions as `count` says behind those before.
    fn new(before: Option<&Self>, count: usize, message: &Message) -> Self {
        let all = before.map_or_else(|| message.clone(), |before| conjunction(&before.all, message));
        Self { count, message: message.clone(), all }
    }
}

/// Exactly these columns.
pub(super) fn project(input: &Relation, columns: &[Column]) -> Relation {
    let kind = relation::PROJECT;
    let (mut chain, link) = chain(input, kind);
    let references: Option<Vec<References>> =
        if chain.steps >= NESTED { columns.iter().map(Column::references).collect() } else { None };
    let folded = match (link, &references) {
        (Some(Link::Project(below, before)), Some(references)) => {
            through(before, columns, references).map(|columns| (below, columns))
        }
        _ => None,
    };
    let own = || columns.iter().map(|column| (column.message(), None)).collect();
    let (below, columns, depth) = match folded {
        Some((below, columns)) => (below, columns, input.depth()),
        None => (input.message(), own(), input.depth() + 1),
    };
    let messages = columns.iter().map(|(message, _)| *message);
    let body =
        Message::builder().child(project::INPUT, below).children(project::EXPRESSIONS, messages).build();
    let projected = references.and_then(|references| projected(&columns, references));
    chain.link = projected.map(|columns| Arc::new(Link::Project(below.clone(), columns)));
    relation_of(kind, &body, depth, chain)
}

/// A column of a projection, and the one of the projection before that it is.
type Through<'a> = (&'a Message, Option<&'a Arc<Projected>>);

/// These columns over the input of the projection that makes `before`; `None` if they need it.
fn through<'a>(
    before: &'a [Arc<Projected>],
    columns: &'a [Column],
    references: &[References],
) -> Option<Vec<Through<'a>>> {
    let columns = columns.iter().zip(references).enumerate().map(|(index, (column, of))| {
        let find = |name: &str| {
            // Loops choose the same columns again and again.
            let same = before.get(index).filter(|column| column.name == name);
            same.or_else(|| before.iter().find(|column| column.name == name))
        };
        match &of.name {
            Some(name) if of.passes => find(name).map(|column| (&column.message, Some(column))),
            _ => {
                let passed = |name: &String| {
                    let first = name.split('.').next().unwrap_or_default();
                    find(first).is_some_and(|column| column.passed)
                };
                of.names.iter().all(passed).then(|| (column.message(), None))
            }
        }
    });
    columns.collect()
}

/// What the next projection has to know of these columns; `None` if it cannot be folded into theirs.
fn projected(columns: &[Through<'_>], references: Vec<References>) -> Option<Vec<Arc<Projected>>> {
    let columns = columns.iter().zip(references).map(|((message, before), of)| {
        if let Some(before) = before {
            return Some(Arc::clone(before));
        }
        // What is left out must not be missed.
        let scalar = of.is_scalar();
        let name = of.name.filter(|_| scalar)?;
        Some(Arc::new(Projected { name, passed: of.passes, message: (*message).clone() }))
    });
    let columns: Vec<_> = columns.collect::<Option<_>>()?;
    // A name must mean one column.
    Names::are_distinct(columns.iter().map(|column| column.name.as_str())).then_some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        expr::{col, lit},
        functions::explode,
        plan::{range, table},
    };

    fn columns(count: usize, expression: impl Fn(usize) -> Column) -> Relation {
        (0..count).fold(table("t", &Default::default()), |input, step| {
            with_columns(&input, &[(&format!("c{step}"), &expression(step))])
        })
    }

    #[test]
    fn many_columns_are_made_by_few_relations() {
        assert_eq!(columns(2_000, |step| col("id") + i64::try_from(step).unwrap()).depth(), NESTED + 1);
        // Each needs the one before.
        assert_eq!(columns(100, |step| col(&format!("C{}", step.wrapping_sub(1)))).depth(), 101);
        // Two of them in one relation are refused by the server.
        assert_eq!(columns(100, |_| explode("xs")).depth(), 101);
        // The same column again sees what it was.
        let again = (0..100).fold(range(0, 1, 1, None), |input, _| with_columns(&input, &[("a", &lit(1))]));
        assert_eq!(again.depth(), 101);
    }

    #[test]
    fn a_step_that_is_referred_to_stays() {
        let mut steps = columns(NESTED + 10, |_| lit(1));
        assert_eq!(steps.depth(), NESTED + 1);
        assert!(steps.plan_id() >= 0);
        steps = with_columns(&steps, &[("more", &lit(1))]);
        assert_eq!(steps.depth(), NESTED + 2);
        steps = with_columns(&steps, &[("most", &lit(1))]);
        assert_eq!(steps.depth(), NESTED + 2);
    }

    #[test]
    fn many_conditions_stay_low() {
        let all = (0..2_000).fold(range(0, 1, 1, None), |input, step| filter(&input, &col("id").ne(step)));
        assert_eq!(all.depth(), NESTED + 1);
        assert!(all.message().depth() < 2 * NESTED + 60, "{}", all.message().depth());
    }

    #[test]
    fn projections_that_choose_are_one() {
        let chosen = |count: usize, columns: &dyn Fn(usize) -> Vec<Column>| {
            (0..count)
                .fold(table("t", &Default::default()), |input, step| project(&input, &columns(step)))
                .depth()
        };
        assert_eq!(chosen(2_000, &|_| vec![col("a"), col("b")]), NESTED + 1);
        let renamed = |step: usize| vec![col("a"), (col("a") + 1).alias(format!("b{step}"))];
        assert_eq!(chosen(2_000, &renamed), NESTED + 1);
        // The value of the column before is part of the next.
        assert_eq!(chosen(100, &|_| vec![(col("a") + 1).alias("a")]), 101);
        // A column that is called `a.b` is not the field of a column.
        assert_eq!(
            chosen(100, &|step| vec![if step % 2 == 0 { col("a").alias("a.b") } else { col("a.b") }]),
            101
        );
        // What is left out may have been the only one that makes rows.
        assert_eq!(chosen(100, &|_| vec![col("a"), explode("xs").alias("x"), col("xs")]), 101);
    }
}
