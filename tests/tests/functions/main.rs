//! The typed functions on a real Spark: their types, which of them may be NULL, and what they compute.
//!
//! Each function stands in a table once, as SQL and as the typed expression; both are tried with columns that are never
//! NULL and with columns that may be, in all combinations. The type of the expression in Rust has to be the type that
//! Spark's analyzer gives to it, with the same nullability, also of what is inside of it; and the values have to be those
//! of the SQL, and to be readable as the Rust type.

#[macro_use]
mod table;

mod collection;
mod aggregate;
mod aliases;
mod datetime;
mod formats;
mod literals;
mod math;
mod misc;
mod operators;
mod rows;
mod sketch;
mod string;
mod window;
mod without;

use std::collections::BTreeSet;

use arrow_array::{Array, ArrayRef};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use spark_connect_core::{
    dataframe::DataFrame,
    expr::Column,
    functions::{col, expr},
    prelude::*,
};
use spark_connect_tests::servers;

use rows::{Row, Sketches};
use table::{Case, Cases};
use without::WITHOUT;

/// Every table, by name, and whether its functions are aggregates.
const TABLES: &[(&str, Cases, Kind)] = &[
    ("string", string::cases, Kind::Scalar),
    ("collection", collection::cases, Kind::Scalar),
    ("datetime", datetime::cases, Kind::Scalar),
    ("math", math::cases, Kind::Scalar),
    ("misc", misc::cases, Kind::Scalar),
    ("operators", operators::cases, Kind::Scalar),
    ("aggregate", aggregate::cases, Kind::Aggregate),
    ("window", window::cases, Kind::Scalar),
    ("literals", literals::cases, Kind::Scalar),
    ("formats", formats::cases, Kind::Scalar),
    ("sketch", sketch::cases, Kind::Scalar),
    ("sketch", sketch::aggregates::cases, Kind::Aggregate),
    ("aliases", aliases::cases, Kind::Scalar),
    ("aliases", aliases::aggregates::cases, Kind::Aggregate),
];

/// Functions whose typed form is an operation of a dataset (see `generators` in the tests of datasets), or a key to group
/// by: Spark allows one of them in a projection.
const OPERATIONS: &[&str] = &[
    "explode",
    "explode_outer",
    "inline",
    "inline_outer",
    "posexplode",
    "posexplode_outer",
    "session_window",
    "window",
    "window_time",
];

/// Where the expressions of a table may stand.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// In a projection: functions of a row, and windows.
    Scalar,
    /// In an aggregation of all rows.
    Aggregate,
}

struct Session {
    spark: SparkSession,
    rows: Dataset<Row>,
}

async fn session() -> Session {
    let spark = servers::spark43().await.session().await;
    spark.conf().set("spark.sql.timeType.enabled", "true").await.expect("a setting");
    let sketches = spark.sql(Sketches::SQL).await.expect("a query").dataset().first().await.expect("a row");
    let rows = spark.create_dataset(&rows::rows(sketches.expect("a row")));
    Session { spark, rows }
}

impl Session {
    fn cases(&self, cases: Cases) -> Vec<Case> {
        let mut found = Vec::new();
        let _ = self.rows.select(|row| {
            found = cases(row);
            lit(0)
        });
        found
    }

    /// A row of these columns, which are named by their number.
    fn columns(&self, kind: Kind, columns: impl IntoIterator<Item = Column>) -> DataFrame {
        let columns =
            columns.into_iter().enumerate().map(|(index, column)| column.alias(format!("c{index}")));
        let columns: Vec<_> = columns.collect();
        match kind {
            Kind::Scalar => self.rows.to_df().select(columns),
            Kind::Aggregate => self.rows.to_df().agg(columns),
        }
    }
}

#[tokio::test]
async fn types_are_those_of_the_analyzer() {
    let session = session().await;
    let (mut wrong, mut checked) = (Vec::new(), 0);
    for &(table, cases, kind) in TABLES {
        let cases = session.cases(cases);
        let frame = session.columns(kind, cases.iter().map(|case| case.column.clone()));
        let schema = frame.schema().await.unwrap_or_else(|error| panic!("{table}: {error}"));
        // A case that is said to differ does so for one of its combinations.
        let mut differ = BTreeSet::new();
        let mut excused = BTreeSet::new();
        for (case, field) in cases.iter().zip(&schema.fields) {
            let found = table::shown(&field.data_type, field.nullable);
            let declared = table::shown(&case.data_type, case.nullable);
            excused.extend(case.differs.map(|_| case.sql));
            checked += 1;
            if found != declared {
                differ.insert(case.sql);
                if case.differs.is_none() {
                    wrong.push(format!(
                        "{table}: {}: in Rust {declared}, in Spark {found}",
                        case.of_columns()
                    ));
                }
            }
        }
        wrong
            .extend(excused.difference(&differ).map(|sql| format!("{table}: {sql}: there is no difference")));
    }
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn values_are_those_of_sql() {
    let session = session().await;
    let mut wrong = Vec::new();
    for &(table, cases, kind) in TABLES {
        let cases = session.cases(cases);
        let mut parts: Vec<&[Case]> = cases.chunks(100).collect();
        while let Some(part) = parts.pop() {
            match compare(&session, kind, part).await {
                Ok(found) => wrong.extend(found.into_iter().map(|text| format!("{table}: {text}"))),
                // One of them fails: find out which.
                Err(error) => match part {
                    [case] => wrong.push(format!("{table}: {}: {error}", case.of_columns())),
                    _ => {
                        let (left, right) = part.split_at(part.len() / 2);
                        parts.extend([left, right]);
                    }
                },
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong with the values of these cases.
async fn compare(session: &Session, kind: Kind, cases: &[Case]) -> Result<Vec<String>> {
    let typed = cases.iter().map(|case| case.column.clone());
    let columns = typed.chain(cases.iter().map(|case| expr(&case.of_columns())));
    let batches = session.columns(kind, columns).collect_batches().await?;
    let mut wrong = Vec::new();
    for batch in &batches {
        let (typed, sql) = batch.columns().split_at(cases.len());
        for (case, (typed, sql)) in cases.iter().zip(typed.iter().zip(sql)) {
            if !case.random && typed != sql && texts(typed) != texts(sql) {
                let text = format!("{}: typed {typed:?}, SQL {sql:?}", case.of_columns());
                wrong.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            if let Err(error) = (case.read)(typed) {
                wrong.push(format!("{}: {error}", case.of_columns()));
            }
        }
    }
    Ok(wrong)
}

/// The values as texts: arrays of one type are not equal if they differ in what is said of their elements' NULLs.
fn texts(values: &ArrayRef) -> Vec<String> {
    let options = FormatOptions::default().with_null("NULL");
    let values_as_texts = ArrayFormatter::try_new(values, &options).expect("a type that has a text");
    (0..values.len()).map(|row| values_as_texts.value(row).to_string()).collect()
}

/// What is in no table has its reason in [`without`].
#[tokio::test]
async fn nearly_every_function_of_spark_has_a_typed_form() {
    let session = session().await;
    let known = session.spark.sql("SHOW FUNCTIONS").await.expect("the functions");
    let known = known.select(col("function").alias("value")).dataset();
    let known: BTreeSet<String> = known.collect().await.expect("their names").into_iter().collect();
    let mut typed = BTreeSet::new();
    for &(_, cases, _) in TABLES {
        typed.extend(session.cases(cases).iter().flat_map(|case| table::functions_of(case.sql)));
    }
    typed.extend(OPERATIONS.iter().map(|name| (*name).to_owned()));
    typed.retain(|name| known.contains(name));
    println!("{} of Spark's {} functions are in the tables", typed.len(), known.len());
    assert!(typed.len() >= 500, "{}", typed.len());
    let explained = WITHOUT.iter().flat_map(|(names, _)| names.split_whitespace());
    let explained: BTreeSet<_> = explained.collect();
    let stale: Vec<_> = explained
        .iter()
        .filter(|name| !known.contains(**name) || typed.contains(**name) && !OPERATIONS.contains(name))
        .collect();
    assert!(stale.is_empty(), "Spark has no such function, or a table has it: {stale:?}");
    let others = known.difference(&typed).map(String::as_str);
    let unexplained: Vec<_> = others.filter(|name| !explained.contains(name)).collect();
    assert!(unexplained.is_empty(), "in no table, without a reason: {}", unexplained.join(" "));
}
