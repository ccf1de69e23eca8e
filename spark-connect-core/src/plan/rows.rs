//! Relations that choose, order and spread rows.

use super::fold;
use crate::{
    error::{Error, ErrorKind},
    expr::Column,
    observation::Observer,
    proto::{
        field::{
            collect_metrics as metrics_field, deduplicate as deduplicate_field, hint as hint_field,
            limit as limit_field, offset as offset_field, relation, repartition as repartition_field,
            repartition_by_expression as by_expression, sample as sample_field, sort as sort_field,
            tail as tail_field, with_watermark as watermark_field,
        },
        spark::connect::{self, Deduplicate},
    },
    relation::{Message, Relation, RelationBuilder},
};

/// The rows where the condition is true.
pub(crate) fn filter(input: &Relation, condition: &Column) -> Relation {
    fold::filter(input, condition)
}

/// The rows in order: all of them, or within each partition.
pub(crate) fn sort(input: &Relation, order: &[Column], is_global: bool) -> Relation {
    let order: Vec<Message> = order.iter().map(Column::to_sort_order).collect();
    Relation::builder(relation::SORT)
        .input(sort_field::INPUT, input)
        .children(sort_field::ORDER, &order)
        .int(sort_field::IS_GLOBAL, is_global)
        .build()
}

/// The first rows.
pub(crate) fn limit(input: &Relation, rows: usize) -> Relation {
    counted(Relation::builder(relation::LIMIT).input(limit_field::INPUT, input), limit_field::LIMIT, rows)
}

/// All rows but the first ones.
pub(crate) fn offset(input: &Relation, rows: usize) -> Relation {
    counted(Relation::builder(relation::OFFSET).input(offset_field::INPUT, input), offset_field::OFFSET, rows)
}

/// The last rows.
pub(crate) fn tail(input: &Relation, rows: usize) -> Relation {
    counted(Relation::builder(relation::TAIL).input(tail_field::INPUT, input), tail_field::LIMIT, rows)
}

/// Spark counts rows and partitions in 32 bits here; a larger number is a mistake.
fn counted(builder: RelationBuilder, field: u32, count: usize) -> Relation {
    match i32::try_from(count) {
        Ok(count) => builder.int(field, count),
        Err(_) => {
            let message = format!("Spark counts rows and partitions in 32 bits, and {count} does not fit");
            builder.error(Error::new(ErrorKind::InvalidPlan, message))
        }
    }
    .build()
}

/// One row of each set of rows that are equal in these columns, or in all; of a stream, as far back as its watermark.
pub(crate) fn deduplicate(
    input: &Relation,
    columns: Option<Vec<String>>,
    within_watermark: bool,
) -> Relation {
    let fields = Deduplicate {
        input: None,
        all_columns_as_keys: Some(columns.is_none()),
        column_names: columns.unwrap_or_default(),
        within_watermark: Some(within_watermark),
    };
    Relation::builder(relation::DEDUPLICATE).input(deduplicate_field::INPUT, input).fields(&fields).build()
}

/// The same rows, of which none is expected that is older than the newest one by more than a delay.
pub(crate) fn with_watermark(input: &Relation, event_time: &str, delay: &str) -> Relation {
    Relation::builder(relation::WITH_WATERMARK)
        .input(watermark_field::INPUT, input)
        .string(watermark_field::EVENT_TIME, event_time)
        .string(watermark_field::DELAY_THRESHOLD, delay)
        .build()
}

/// Which rows of a relation a sample takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) lower: f64,
    pub(crate) upper: f64,
    pub(crate) with_replacement: bool,
    pub(crate) seed: i64,
    /// Sorts the rows first, so that samples with the same seed and neighbouring bounds do not overlap.
    pub(crate) deterministic_order: bool,
}

/// A random part of the rows.
pub(crate) fn sample(input: &Relation, sample: Sample) -> Relation {
    let fields = connect::Sample {
        input: None,
        lower_bound: sample.lower,
        upper_bound: sample.upper,
        with_replacement: Some(sample.with_replacement),
        seed: Some(sample.seed),
        deterministic_order: sample.deterministic_order,
    };
    Relation::builder(relation::SAMPLE).input(sample_field::INPUT, input).fields(&fields).build()
}

/// The same rows in another number of partitions, by moving all of them or by joining neighbours only.
pub(crate) fn repartition(input: &Relation, partitions: usize, shuffle: bool) -> Relation {
    let builder = Relation::builder(relation::REPARTITION)
        .input(repartition_field::INPUT, input)
        .int(repartition_field::SHUFFLE, shuffle);
    partitioned(builder, repartition_field::NUM_PARTITIONS, partitions)
}

fn partitioned(mut builder: RelationBuilder, field: u32, partitions: usize) -> Relation {
    if partitions == 0 {
        builder = builder
            .error(Error::new(ErrorKind::InvalidPlan, "rows are spread over at least one partition, not 0"));
    }
    counted(builder, field, partitions)
}

/// The same rows, partitioned by the hash of the columns, or by ranges where a column is a sort order.
pub(crate) fn repartition_by(input: &Relation, columns: &[Column], partitions: Option<usize>) -> Relation {
    let builder = Relation::builder(relation::REPARTITION_BY_EXPRESSION)
        .input(by_expression::INPUT, input)
        .children(by_expression::PARTITION_EXPRS, columns.iter().map(Column::message));
    match partitions {
        Some(partitions) => partitioned(builder, by_expression::NUM_PARTITIONS, partitions),
        None => builder.build(),
    }
}

/// The same rows, with aggregates of them on the side under a name.
pub(crate) fn collect_metrics(
    input: &Relation,
    name: &str,
    metrics: &[Column],
    observer: Option<&Observer>,
) -> Relation {
    let mut builder = Relation::builder(relation::COLLECT_METRICS)
        .input(metrics_field::INPUT, input)
        .string(metrics_field::NAME, name)
        .children(metrics_field::METRICS, metrics.iter().map(Column::message));
    if let Some(observer) = observer {
        builder = builder.observer(observer);
    }
    if name.is_empty() {
        builder = builder
            .error(Error::new(ErrorKind::InvalidPlan, "observed metrics need a name that is not empty"));
    }
    if metrics.is_empty() {
        builder = builder.error(Error::new(ErrorKind::InvalidPlan, "observing needs at least one metric"));
    }
    builder.build()
}

/// Advice for the optimizer.
pub(crate) fn hint(input: &Relation, name: &str, parameters: &[Column]) -> Relation {
    Relation::builder(relation::HINT)
        .input(hint_field::INPUT, input)
        .string(hint_field::NAME, name)
        .children(hint_field::PARAMETERS, parameters.iter().map(Column::message))
        .build()
}
