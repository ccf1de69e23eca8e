//! Whatever PySpark's client can say, this one says in the same words: the plans of both are compared, for every public
//! name of PySpark and its arguments, and so are the values that they compute.
//!
//! The tables are data, Python on the left and Rust on the right. `excuses.txt` names what is not there, and why.

#[macro_use]
mod snippets;

mod actions;
mod catalog;
mod column;
mod conf;
mod dataframe;
mod elsewhere;
mod functions;
mod grouping;
mod join;
mod merge;
mod na_stat;
mod reader;
mod literal;
mod run;
mod session;
mod subquery;
mod tvf;
mod window;
mod writer;

use std::collections::{BTreeMap, BTreeSet};

use spark_connect_core::session::SparkSession;
use spark_connect_tests::servers;

use run::Recorder;
use snippets::Snippet;

/// A table, and the classes of PySpark whose names it holds.
struct Table {
    name: &'static str,
    classes: &'static [&'static str],
    snippets: Vec<Snippet>,
}

/// `[path] "Class" "Class": columns frames requests;` for each table.
macro_rules! tables {
    ($arguments:tt $($path:tt $($class:literal)+: $($kind:ident)+;)+) => {
        vec![$(Table {
            name: stringify!($path),
            classes: &[$($class),+],
            snippets: {
                let mut snippets = Vec::new();
                $(snippets.extend(tables!(@ $arguments $kind $path));)+
                snippets
            },
        }),+]
    };
    (@ $arguments:tt columns [$($path:ident)::+]) => { $($path)::+::columns() };
    (@ $arguments:tt requests [$($path:ident)::+]) => { $($path)::+::requests() };
    (@ ($spark:ident, $df:ident, $other:ident) arguments [$($path:ident)::+]) => { $($path)::+::columns($df) };
    (@ ($spark:ident, $df:ident, $other:ident) frames [$($path:ident)::+]) => {
        $($path)::+::frames($spark, $df, $other)
    };
}

fn tables(spark: &SparkSession) -> Vec<Table> {
    let (df, other) = (&spark.table("base"), &spark.table("other"));
    tables! { (spark, df, other)
        [functions::aggregate] "functions": columns frames;
        [column] "Column": columns;
        [literal] "functions": columns;
        [functions::bitwise] "functions": columns;
        [functions::collection] "functions": columns;
        [functions::csv] "functions": columns;
        [functions::datetime] "functions": columns;
        [functions::encoding] "functions": columns;
        [functions::generator] "functions": columns;
        [functions::geospatial] "functions": columns;
        [functions::hash] "functions": columns;
        [functions::json] "functions": columns;
        [functions::lambda] "functions": columns;
        [functions::math] "functions": columns;
        [functions::misc] "functions": columns frames;
        [functions::partition] "functions": columns;
        [functions::predicate] "functions": columns;
        [functions::sketch] "functions": columns frames;
        [functions::string] "functions": columns;
        [functions::time] "functions": columns;
        [functions::time_window] "functions": columns frames;
        [functions::url] "functions": columns;
        [functions::variant] "functions": columns;
        [functions::vector] "functions": columns;
        [functions::window] "functions": columns;
        [functions::xml] "functions": columns;
        [actions] "DataFrame": frames requests;
        [catalog] "Catalog" "SparkSession": requests;
        [conf] "RuntimeConf" "SparkSession": requests;
        [session] "SparkSession": frames requests;
        [reader] "DataFrameReader" "SparkSession": frames;
        [writer] "DataFrameWriter" "DataFrameWriterV2" "DataFrame": requests;
        [merge] "MergeIntoWriter" "WhenMatched" "WhenNotMatched" "WhenNotMatchedBySource" "DataFrame": requests;
        [dataframe] "DataFrame" "functions": columns frames;
        [join] "DataFrame": frames;
        [grouping] "DataFrame" "GroupedData": frames;
        [na_stat] "DataFrame" "DataFrameNaFunctions" "DataFrameStatFunctions": frames requests;
        [tvf] "TableValuedFunction" "SparkSession": frames;
        [subquery] "DataFrame" "Column" "TableArg" "SparkSession": arguments frames requests;
        [window] "Window" "WindowSpec": columns;
    }
}

/// The plans of both clients, and their values on the newest Spark.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plans_and_values_are_those_of_pyspark() {
    let server = servers::spark43().await;
    let spark = run::session(server).await;
    let mut tables = tables(&spark);
    // While a table is written: its path, as below.
    let only = std::env::var("PARITY_ONLY").ok();
    tables.retain(|table| only.as_deref().is_none_or(|only| table.name.contains(only)));
    let recorder = Recorder::start().await;
    let outcomes =
        run::compare(server, &spark, &recorder, tables.iter().flat_map(|table| &table.snippets)).await;

    let mut failures: Vec<String> = Vec::new();
    let mut left = outcomes.failures.iter().cloned();
    for table in &tables {
        for (snippet, failure) in table.snippets.iter().zip(left.by_ref()) {
            failures.extend(failure.map(|why| format!("{}: {}\n{why}", table.name, snippet.python)));
        }
    }
    if only.is_none() {
        failures.extend(missing(&tables, &outcomes.names));
        let snippets: Vec<&Snippet> = tables.iter().flat_map(|table| &table.snippets).collect();
        failures.extend(elsewhere::compare(&snippets, &outcomes.rows).await);
    }
    let count: usize = tables.iter().map(|table| table.snippets.len()).sum();
    println!("{count} snippets, of which {} ran on both clients", outcomes.ran);
    assert!(failures.is_empty(), "{} of {count} failed:\n\n{}", failures.len(), failures.join("\n\n"));
}

/// The names of PySpark that stand in no table and have no excuse, and the excuses that are none.
fn missing(tables: &[Table], names: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut excuses = BTreeMap::new();
    for line in include_str!("excuses.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (name, reason) = line.split_once(": ").unwrap_or_else(|| panic!("no reason: {line}"));
        let (class, name) = name.split_once('.').unwrap_or_else(|| panic!("no class: {line}"));
        assert!(!reason.trim().is_empty(), "no reason: {line}");
        excuses.insert((class, name), reason);
    }
    let mut problems = Vec::new();
    for (class, names) in names {
        let texts: Vec<&str> = tables
            .iter()
            .filter(|table| table.classes.contains(&class.as_str()))
            .flat_map(|table| table.snippets.iter().map(|snippet| snippet.python))
            .collect();
        let mut absent = Vec::new();
        for name in names {
            let named = texts.iter().any(|python| mentions(python, class, name));
            match (named, excuses.remove(&(class.as_str(), name.as_str()))) {
                (false, None) => absent.push(name.as_str()),
                (true, Some(_)) => problems.push(format!("{class}.{name} is excused, and stands in a table")),
                _ => {}
            }
        }
        if !absent.is_empty() {
            problems
                .push(format!("{class}: these stand in no table and have no excuse: {}", absent.join(" ")));
        }
    }
    let strangers = excuses.keys();
    problems.extend(
        strangers.map(|(class, name)| format!("{class}.{name} is excused, and PySpark has no such name")),
    );
    problems
}

/// Whether a text in Python uses the name.
fn mentions(python: &str, class: &str, name: &str) -> bool {
    let wanted = if class == "functions" { format!("F.{name}(") } else { format!(".{name}") };
    python.match_indices(&wanted).any(|(start, _)| {
        let rest = python.get(start + wanted.len()..).unwrap_or_default();
        let inside =
            class != "functions" && rest.starts_with(|next: char| next.is_alphanumeric() || next == '_');
        // `F.name(` is none that ends in `F`.
        let before = python.get(..start).unwrap_or_default();
        let tail =
            class == "functions" && before.ends_with(|last: char| last.is_alphanumeric() || last == '_');
        !inside && !tail
    })
}
