//! Steps that become a part of the step before them, so that a program may take more of them than a server can nest.
//!
//! The first [`NESTED`] steps of one kind in a row are relations of their own, as they are in PySpark's client. The ones
//! after them are folded into the last one where the rows stay the same: plans that people write keep their shape, and
//! those that loops write stay flat.

use std::{iter, sync::Arc};

use crate::{
    expr::{Column, References, could_mean},
    proto::field::{filter, project, relation, with_columns},
    relation::{Growing, Link, Message, MessageBuilder, Names, Projected, Relation},
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
fn linked<'a>(
    kind: u32,
    steps: usize,
    link: Link,
    depth: usize,
    expressions: impl Iterator<Item = &'a Message> + Clone,
) -> Relation {
    if expressions.clone().all(Message::is_plain) {
        return Relation::folded(kind, steps, link, depth);
    }
    // What subqueries refer to is put beside it.
    let body = expressions.fold(link.body(), MessageBuilder::concerned);
    Relation::builder(kind).body(body, depth - 1).build()
}

/// All columns, with these added or replaced.
pub(super) fn with_columns(input: &Relation, columns: &[(&str, &Column)]) -> Relation {
    let kind = relation::WITH_COLUMNS;
    let (steps, link) = chain(input, kind);
    let aliases = |body: MessageBuilder| {
        let alias = |body: MessageBuilder, (name, column): &(&str, &Column)| {
            body.nested(with_columns::ALIASES, column.named(name))
        };
        columns.iter().fold(body, alias)
    };
    let Some((names, continues)) = (steps >= NESTED).then(|| independent(link, columns)).flatten() else {
        let body = Message::builder().child(with_columns::INPUT, input.message());
        return Relation::builder(kind).body(aliases(body), input.depth()).steps(steps).build();
    };
    let (below, before, depth) = match link {
        Some(Link::Columns(below, before, _)) if continues => (below, before.clone(), input.depth()),
        _ => (input.message(), Growing::fields(), input.depth() + 1),
    };
    let link = Link::Columns(below.clone(), before.with(aliases), names);
    linked(kind, steps, link, depth, columns.iter().map(|(_, column)| column.message()))
}

/// The names of a relation that makes these columns, and whether they can be made by the relation before them too; `None`
/// if nothing can be folded into it.
fn independent(link: Option<&Link>, columns: &[(&str, &Column)]) -> Option<(Names, bool)> {
    let before = link.and_then(|link| if let Link::Columns(_, _, names) = link { Some(names) } else { None });
    let mut uses_before = false;
    for (_, column) in columns {
        let encoded = column.message().encoded();
        let of = References::of(&encoded, |name| {
            uses_before |= before.is_some_and(|before| could_mean(name, |name| before.contains(name)));
        })?;
        if of.makes_rows() {
            return None;
        }
    }
    let all = |names: Names| columns.iter().try_fold(names, |names, (name, _)| names.with(name));
    let continued = before.filter(|_| !uses_before).and_then(|before| all(before.clone()));
    let continues = continued.is_some();
    Some((continued.or_else(|| all(Names::default()))?, continues))
}

/// The rows for which a condition is true.
pub(super) fn filter(input: &Relation, condition: &Column) -> Relation {
    let kind = relation::FILTER;
    let (steps, link) = chain(input, kind);
    let condition = condition.message();
    if steps < NESTED {
        let filter = Relation::builder(kind).input(filter::INPUT, input);
        return filter.child(filter::CONDITION, condition).steps(steps).build();
    }
    let (below, before, depth) = match link {
        Some(Link::Filter(below, before)) => (below, before.clone(), input.depth()),
        _ => (input.message(), Growing::conditions(), input.depth() + 1),
    };
    let link = Link::Filter(below.clone(), before.with(|body| body.inline(condition)));
    linked(kind, steps, link, depth, iter::once(condition))
}

/// Exactly these columns.
pub(super) fn project(input: &Relation, columns: &[Column]) -> Relation {
    let kind = relation::PROJECT;
    let (steps, link) = chain(input, kind);
    let before = link.and_then(|link| match link {
        Link::Project(below, before) => Some((below, before.as_slice())),
        Link::Columns(..) | Link::Filter(..) => None,
    });
    let folded = (steps >= NESTED).then(|| {
        let continued = before.and_then(|(below, before)| Some((below, projected(columns, Some(before))?)));
        match continued {
            Some((below, columns)) => Some((below, columns, input.depth())),
            None => Some((input.message(), projected(columns, None)?, input.depth() + 1)),
        }
    });
    let Some((below, columns, depth)) = folded.flatten() else {
        let project = Relation::builder(kind).input(project::INPUT, input);
        let expressions = columns.iter().map(Column::message);
        return project.children(project::EXPRESSIONS, expressions).steps(steps).build();
    };
    // A name must mean one column, and what is left out must not be missed. Loops choose the same names again and again.
    let names = columns.iter().map(|column| column.name.as_deref());
    let as_before = before
        .is_some_and(|(_, before)| names.clone().eq(before.iter().map(|column| column.name.as_deref())));
    let is_continued =
        as_before || (names.clone().all(|name| name.is_some()) && Names::are_distinct(names.flatten()));
    let is_plain = columns.iter().all(|column| column.message.is_plain());
    let link = Link::Project(below.clone(), columns);
    if is_continued && is_plain {
        return Relation::folded(kind, steps, link, depth);
    }
    Relation::builder(kind).body(link.body(), depth - 1).steps(steps).build()
}

/// These columns over the input of the projection that makes `before`; `None` if they need it, or cannot be looked into.
fn projected(columns: &[Column], before: Option<&[Arc<Projected>]>) -> Option<Vec<Arc<Projected>>> {
    let mut all = Vec::with_capacity(columns.len());
    for (index, column) in columns.iter().enumerate() {
        let find = |name: &str| {
            let is_it = |column: &&Arc<Projected>| column.name.as_deref() == Some(name);
            let before = before.unwrap_or_default();
            // Loops choose the same columns again and again.
            before.get(index).filter(is_it).or_else(|| before.iter().find(is_it))
        };
        let encoded = column.message().encoded();
        let mut reads_passed = true;
        let of = References::of(&encoded, |name| {
            let first =
                name.bytes().position(|byte| byte == b'.').and_then(|dot| name.get(..dot)).unwrap_or(name);
            reads_passed &= before.is_none() || find(first).is_some_and(|column| column.passed);
        })?;
        if let Some(name) = of.name
            && of.passes
            && before.is_some()
        {
            all.push(Arc::clone(find(name)?));
            continue;
        }
        if !reads_passed {
            return None;
        }
        let name = of.name.filter(|_| of.is_scalar()).map(str::to_owned);
        all.push(Arc::new(Projected { name, passed: of.passes, message: column.message().clone() }));
    }
    Some(all)
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
