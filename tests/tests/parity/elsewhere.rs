//! The same snippets on the other servers: the values are those of the newest Spark, or `elsewhere.txt` says what comes
//! instead.
//!
//! `PARITY_WRITE=1` writes that file anew.

use std::collections::BTreeMap;

use spark_connect_core::error::Result;
use spark_connect_tests::servers::Kind;

use crate::{
    run::{self, Texts},
    snippets::{Mark, Snippet},
};

const SERVERS: [Kind; 2] = [Kind::Spark40, Kind::Sail];

/// What Sail answers otherwise at times only: the columns come in any order.
const SOMETIMES: [&str; 1] = ["df.crosstab('a', 'b')"];

/// What a server does otherwise: each snippet with the reason.
type Differences<'a> = BTreeMap<&'a str, String>;

/// Where the file and the servers are not of one mind.
pub(crate) async fn compare(snippets: &[&Snippet], expected: &[Option<Result<Vec<Texts>>>]) -> Vec<String> {
    let found = [differences(SERVERS[0], snippets, expected), differences(SERVERS[1], snippets, expected)];
    let found = futures::future::join_all(found).await;
    if std::env::var_os("PARITY_WRITE").is_some() {
        write(&found);
        return Vec::new();
    }
    let mut problems = Vec::new();
    for (kind, (found, mut known)) in SERVERS.iter().zip(found.into_iter().zip(read())) {
        for (python, why) in found {
            if known.remove(python).is_none() {
                problems.push(format!("{}: {python}\n{why}", kind.name()));
            }
        }
        let stale = known.into_keys().filter(|python| !SOMETIMES.contains(python));
        let told = |python| format!("{}: {python} does as Spark 4.3 does now", kind.name());
        problems.extend(stale.map(told));
    }
    problems
}

async fn differences<'a>(
    kind: Kind,
    snippets: &[&'a Snippet],
    expected: &[Option<Result<Vec<Texts>>>],
) -> Differences<'a> {
    let spark = run::session(kind.server().await).await;
    let own = crate::tables(&spark);
    let own: Vec<&Snippet> = own
        .iter()
        .flat_map(|table| &table.snippets)
        .filter(|own| snippets.iter().any(|snippet| snippet.python == own.python))
        .collect();
    let rows = run::run(&spark, &own).await;
    let mut differences = Differences::new();
    for ((snippet, expected), rows) in snippets.iter().zip(expected).zip(rows) {
        let (Some(Ok(expected)), Some(rows)) = (expected, rows) else { continue };
        let why = match rows {
            Err(error) => error.to_string(),
            Ok(rows) if same(&rows, expected) || snippet.mark == Mark::Volatile => continue,
            Ok(rows) => format!("{rows:?} where Spark 4.3 has {expected:?}"),
        };
        let line = why.lines().next().unwrap_or_default();
        differences.insert(snippet.python, line.chars().take(160).collect());
    }
    differences
}

/// Whether the rows are the same, up to the last digits of numbers: servers compute with other libraries.
fn same(left: &[Texts], right: &[Texts]) -> bool {
    let near = |left: &str, right: &str| match (left.parse::<f64>(), right.parse::<f64>()) {
        (Ok(left), Ok(right)) => (left - right).abs() <= 1e-6 * right.abs(),
        _ => false,
    };
    let values = |rows: &[Texts]| rows.iter().flatten().cloned().collect::<Vec<_>>();
    let (left, right) = (values(left), values(right));
    left.len() == right.len()
        && left.iter().zip(&right).all(|pair| match pair {
            (Some(left), Some(right)) => left == right || near(left, right),
            (left, right) => left == right,
        })
}

fn path() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parity/elsewhere.txt")
}

fn write(found: &[Differences<'_>]) {
    let mut text = String::new();
    for (kind, found) in SERVERS.iter().zip(found) {
        text += &format!("# {}\n", kind.name());
        for (python, why) in found {
            text += &format!("{python}\n    {why}\n");
        }
    }
    std::fs::write(path(), text).expect("the file can be written");
}

/// What the file says of each server.
fn read() -> Vec<Differences<'static>> {
    let mut known = vec![Differences::new(), Differences::new()];
    let mut server = 0;
    for line in include_str!("elsewhere.txt").lines() {
        if let Some(name) = line.strip_prefix("# ") {
            server = SERVERS.iter().position(|kind| kind.name() == name).expect("the name of a server");
        } else if !line.starts_with(' ') {
            known[server].insert(line, String::new());
        }
    }
    known
}
