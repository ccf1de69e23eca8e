//! Statistics of columns.

use crate::{
    error::{Error, ErrorKind},
    expr::{Column, Literal},
    proto::{
        field::{
            relation, stat_approx_quantile as quantile_field, stat_corr as corr_field, stat_cov as cov_field,
            stat_crosstab as crosstab_field, stat_describe as describe_field,
            stat_freq_items as freq_items_field,
            stat_sample_by::{self as sample_field, fraction},
            stat_summary as summary_field,
        },
        spark::connect::{
            StatApproxQuantile, StatDescribe, StatFreqItems, StatSampleBy, StatSummary,
            stat_sample_by::Fraction,
        },
    },
    relation::{Message, Relation},
};

/// One row for each of these statistics (Spark's choice, if none is named), with its value for each column as text.
pub(crate) fn summary(input: &Relation, statistics: Vec<String>) -> Relation {
    Relation::builder(relation::SUMMARY)
        .input(summary_field::INPUT, input)
        .fields(&StatSummary { input: None, statistics })
        .build()
}

/// Count, mean, deviation and extremes of these columns (of all numbers and texts, if none is named).
pub(crate) fn describe(input: &Relation, columns: Vec<String>) -> Relation {
    Relation::builder(relation::DESCRIBE)
        .input(describe_field::INPUT, input)
        .fields(&StatDescribe { input: None, cols: columns })
        .build()
}

/// One row with the sample covariance of two columns.
pub(crate) fn covariance(input: &Relation, left: &str, right: &str) -> Relation {
    Relation::builder(relation::COV)
        .input(cov_field::INPUT, input)
        .string(cov_field::COL1, left)
        .string(cov_field::COL2, right)
        .build()
}

/// One row with Pearson's correlation of two columns.
pub(crate) fn correlation(input: &Relation, left: &str, right: &str) -> Relation {
    Relation::builder(relation::CORR)
        .input(corr_field::INPUT, input)
        .string(corr_field::COL1, left)
        .string(corr_field::COL2, right)
        .string(corr_field::METHOD, "pearson")
        .build()
}

/// One row for each value of the first column, with the number of rows for each value of the second one.
pub(crate) fn crosstab(input: &Relation, left: &str, right: &str) -> Relation {
    Relation::builder(relation::CROSSTAB)
        .input(crosstab_field::INPUT, input)
        .string(crosstab_field::COL1, left)
        .string(crosstab_field::COL2, right)
        .build()
}

/// One row with the quantiles of each column.
pub(crate) fn approx_quantile(
    input: &Relation,
    columns: Vec<String>,
    probabilities: &[f64],
    relative_error: f64,
) -> Relation {
    let fields = StatApproxQuantile {
        input: None,
        cols: columns,
        probabilities: probabilities.to_vec(),
        relative_error,
    };
    let mut builder =
        Relation::builder(relation::APPROX_QUANTILE).input(quantile_field::INPUT, input).fields(&fields);
    if !probabilities.iter().all(|probability| (0.0..=1.0).contains(probability)) {
        builder =
            builder.error(Error::new(ErrorKind::InvalidPlan, "a quantile's probability is from 0.0 to 1.0"));
    }
    // NaN is not in any range.
    if !(0.0..=f64::MAX).contains(&relative_error) {
        builder = builder
            .error(Error::new(ErrorKind::InvalidPlan, "the relative error of quantiles is 0.0 or larger"));
    }
    builder.build()
}

/// One row with the frequent values of each column.
pub(crate) fn freq_items(input: &Relation, columns: Vec<String>, support: f64) -> Relation {
    let fields = StatFreqItems { input: None, cols: columns, support: Some(support) };
    let mut builder =
        Relation::builder(relation::FREQ_ITEMS).input(freq_items_field::INPUT, input).fields(&fields);
    if !(1e-4..=1.0).contains(&support) {
        builder = builder.error(Error::new(
            ErrorKind::InvalidPlan,
            format!("the share of rows that makes a value frequent is from 0.0001 to 1.0, not {support}"),
        ));
    }
    builder.build()
}

/// A random part of the rows, of another size for each value of a column.
pub(crate) fn sample_by(
    input: &Relation,
    column: &Column,
    fractions: &[(Literal, f64)],
    seed: i64,
) -> Relation {
    let mut builder = Relation::builder(relation::SAMPLE_BY)
        .input(sample_field::INPUT, input)
        .child(sample_field::COL, column.message());
    for (stratum, share) in fractions {
        if !(0.0..=1.0).contains(share) {
            builder = builder.error(Error::new(
                ErrorKind::InvalidPlan,
                format!("the fraction of the rows to sample is from 0.0 to 1.0, not {share}"),
            ));
        }
        let body = Message::builder()
            .child(fraction::STRATUM, stratum.message())
            .fields(&Fraction { stratum: None, fraction: *share })
            .build();
        builder = builder.child(sample_field::FRACTIONS, &body);
    }
    builder.fields(&StatSampleBy { seed: Some(seed), ..Default::default() }).build()
}
