//! Steps that become a part of the step before them, so that a program may take more of them than a server can nest.
//!
//! The first [`NESTED`] steps of one kind in a row are relations of their own, as they are in PySpark's client. The ones
//! after them are folded into the last one where the rows stay the same: plans that people write keep their shape, and
//! those that loops write stay flat.

use std::sync::Arc;

use crate::{
    expr::{Column, References},
    proto::field::{filter, project, relation, with_columns},
    relation::{Link, Message, MessageBuilder, Names, Projected, Relation, conjunction},
};

/// How many steps of a kind are nested before the next ones are folded into the last.
const NESTED: usize = 32;

/// How many steps of this kind in a row a step on `input` ends, and what it can become a part of.
fn chain(input: &Relation, kind: u32) -> (usize, Option<&Link>) {
    let before = Some(input.chain()).filter(|chain| chain.kind == kind);
    // What something refers to by its id has to stay what it is.
    let link = before.and_then(|chain| chain.link.as_ref()).filter(|_| !input.is_kept());
    (before.map_or(0, |chain| chain.steps) + 1, link)
}

/// The relation of a step that the next one can become a part of.
fn linked(kind: u32, steps: usize, link: Link, depth: usize, expressions: &[&Message]) -> Relation {
    if expressions.iter().all(|expression| expression.references().is_empty()) {
        return Relation::folded(kind, steps, link, depth);
    }
    // What subqueries refer to is put beside it.
    Relation::builder(kind).body(link.body(), depth - 1).build()
}

/// All columns, with these added or replaced.
pub(super) fn with_columns(input: &Relation, columns: &[(&str, &Column)]) -> Relation {
    let kind = relation::WITH_COLUMNS;
    let (steps, link) = chain(input, kind);
    let names = (steps >= NESTED).then(|| independent(link, columns)).flatten();
    let (body, depth) = match (link, &names) {
        (Some(Link::Columns(before, _)), Some((_, true))) => {
            (Message::builder().inline(before), input.depth())
        }
        _ => (Message::builder().child(with_columns::INPUT, input.message()), input.depth() + 1),
    };
    let alias = |body: MessageBuilder, (name, column): &(&str, &Column)| {
        body.nested(with_columns::ALIASES, column.named(name))
    };
    let body = columns.iter().fold(body, alias);
    match names {
        Some((names, _)) => {
            let expressions: Vec<_> = columns.iter().map(|(_, column)| column.message()).collect();
            linked(kind, steps, Link::Columns(body.build(), names), depth, &expressions)
        }
        None => Relation::builder(kind).body(body, depth - 1).steps(steps).build(),
    }
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
    let (steps, link) = chain(input, kind);
    if steps < NESTED {
        let filter = Relation::builder(kind).input(filter::INPUT, input);
        return filter.child(filter::CONDITION, condition.message()).steps(steps).build();
    }
    let (below, mut conditions, depth) = match link {
        Some(Link::Filter(below, conditions)) => (below, conditions.clone(), input.depth()),
        _ => (input.message(), Vec::new(), input.depth() + 1),
    };
    // Conjunctions of equal size are joined, as carries are in a sum: the expression is as high as the logarithm of
    // their number, and the conditions keep their order.
    let mut added = (1, condition.message().clone());
    while let Some((count, before)) = conditions.pop_if(|(count, _)| *count == added.0) {
        added = (count + added.0, conjunction(&before, &added.1));
    }
    conditions.push(added);
    linked(kind, steps, Link::Filter(below.clone(), conditions), depth, &[condition.message()])
}

/// Exactly these columns.
pub(super) fn project(input: &Relation, columns: &[Column]) -> Relation {
    let kind = relation::PROJECT;
    let (steps, link) = chain(input, kind);
    let own = |below: &Relation| {
        let project = Relation::builder(kind).input(project::INPUT, below);
        project.children(project::EXPRESSIONS, columns.iter().map(Column::message)).steps(steps).build()
    };
    if steps < NESTED {
        return own(input);
    }
    let Some(references) = columns.iter().map(Column::references).collect::<Option<Vec<_>>>() else {
        return own(input);
    };
    let folded = match link {
        Some(Link::Project(below, before)) => {
            through(before, columns, &references).map(|through| (below, through))
        }
        _ => None,
    };
    let (below, through, depth) = match folded {
        Some((below, through)) => (below, through, input.depth()),
        None => (
            input.message(),
            columns.iter().map(|column| (column.message(), None)).collect(),
            input.depth() + 1,
        ),
    };
    let expressions: Vec<_> = through.iter().map(|(message, _)| *message).collect();
    match projected(&through, references) {
        Some(columns) => linked(kind, steps, Link::Project(below.clone(), columns), depth, &expressions),
        None => {
            let body = Message::builder().child(project::INPUT, below);
            let body = body.children(project::EXPRESSIONS, expressions);
            Relation::builder(kind).body(body, depth - 1).steps(steps).build()
        }
    }
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
