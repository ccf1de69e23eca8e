//! Where in the program expressions come from: in every plan, for every function, and never a place in this library.

use std::{
    fs,
    path::{Path, PathBuf},
};

use spark_connect_core::{
    dataframe::DataFrame,
    expr::{Column, Window, attribute, call, call_distinct, col, expr, lit, when},
    functions::{count, row_number, sum},
    prelude::*,
};
use spark_connect_tests::scripted::{Script, ScriptedServer};

#[derive(Debug, Clone, SparkRow)]
struct Item {
    id: i64,
    name: String,
    amounts: Vec<f64>,
    day: jiff::civil::Date,
}

async fn scripted() -> (ScriptedServer, SparkSession) {
    let server = ScriptedServer::start(Script::new([])).await;
    let spark = SparkSession::builder().remote(server.remote()).connect().await.expect("the server is there");
    (server, spark)
}

fn plan(df: &DataFrame) -> String {
    String::from_utf8_lossy(&df.relation().to_plan().expect("a plan").to_bytes()).into_owned()
}

fn places(text: &str, file: &str) -> usize {
    text.matches(file).count()
}

#[tokio::test]
async fn plans_name_the_program_and_not_the_library() {
    let (_server, spark) = scripted().await;
    let numbers = spark.range(0, 10).alias("n");
    let untyped = [
        numbers.select(("id", col("n.id"), attribute(&["id"]), expr("id + 1"), numbers.col("id"))),
        numbers.select(["id"]).order_by("id").filter(col("id").gt(1) & !col("id").eq(2)),
        numbers.group_by("id").agg((sum("id"), count("*"), call_distinct("count", "id"))),
        numbers.group_by("id").avg("id"),
        numbers.rollup("id").count(),
        numbers.group_by(()).pivot("id").max("id"),
        numbers.with_columns([("a", when(col("id").gt(1), 1).otherwise(2)), ("b", lit(1) + col("id"))]),
        numbers.select(row_number().over(&Window::new().partition_by("id").order_by("id"))),
        numbers.select(col("id").cast("string").substr(1, 2).is_in(["a"])),
        numbers.drop_columns(("id", "other")).repartition_by("id"),
        numbers.select(call("abs", -col("id"))),
        numbers.select(col("s").with_field("a", 1).drop_fields(["b"]).field("c").get_item(0)),
    ];
    let item = Item { id: 1, name: "one".into(), amounts: vec![1.0], day: jiff::civil::date(2026, 1, 1) };
    let items = spark.create_dataset(&[item]);
    let typed = [
        items.filter(|i| i.id.gt(1) & i.name.starts_with("o")).to_df(),
        items.select(|i| (i.id * 2 + 1, i.name.upper(), i.day.year(), i.amounts.array_size())).to_df(),
        items.select(|i| (i.amounts.transform(|a| a * 2.0), i.id.cast::<String>())).to_df(),
        items.group_by(|i| i.name).agg(|name, i| (name, i.id.sum(), i.id.max())).to_df(),
        items.left_join(&items, |l, r| l.id.eq(r.id)).filter(|(l, _)| l.id.between(1, 2)).to_df(),
        items.order_by(|i| i.name.length().desc()).to_df(),
    ];
    for (index, df) in untyped.iter().chain(&typed).enumerate() {
        let text = plan(df);
        assert!(places(&text, file!()) > 0, "number {index} does not say where it comes from");
        assert_eq!(places(&text, "spark-connect-core"), 0, "number {index} names the library: {text}");
        let bare = df.relation().message().without_call_sites();
        let bare = String::from_utf8_lossy(&bare.to_bytes()).into_owned();
        assert_eq!(places(&bare, file!()), 0, "number {index}: {bare}");
    }
    // Plain columns of a row type cannot be wrong, so nothing is said of them.
    for df in [items.select(|i| (i.id, i.name)).to_df(), items.to_df()] {
        assert_eq!(places(&plan(&df), file!()), 0, "{}", plan(&df));
    }
}

/// A tall expression would cost the server's stack one more call for each level, and the plan a place for each.
#[test]
fn tall_expressions_say_it_only_below() {
    let text = |column: &Column| String::from_utf8_lossy(&column.message().to_bytes()).into_owned();
    let tall = |height| (0..height).fold(col("id"), |column, _| column + 1);
    assert_eq!(places(&text(&tall(50)), file!()), 51);
    let limit = places(&text(&tall(1_000)), file!());
    assert!((50..100).contains(&limit), "{limit}");
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// What makes an expression that has a place, so that the function around has to hand its caller's on.
const MAKERS: &[&str] = &[
    "call(",
    "call_distinct(",
    "called(",
    "function_of(",
    "unresolved(",
    "attribute_of(",
    ".into_column()",
    ".into_columns()",
    "arena::apply",
    "arena::aggregate",
    "CallSite::here()",
];
const TYPED_MAKERS: &[&str] = &["self.map(", "self.with("];

/// What cannot hand it on, what makes literals (which do not fail), and what hides it.
const EXEMPT: &[&str] = &["async fn ", "fn lit(", "fn into_operand(", "fn own_attribute(", "fn conjunction("];

#[test]
fn every_function_hands_its_caller_on() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spark-connect-core/src");
    let (mut wrong, mut checked) = (Vec::new(), 0);
    for folder in ["expr", "functions", "dataframe", "reader", "writer", "dataset/typed"] {
        let mut files = Vec::new();
        sources(&root.join(folder), &mut files);
        let typed = if folder == "dataset/typed" { TYPED_MAKERS } else { &[] };
        for file in files {
            let code = fs::read_to_string(&file).expect("a text");
            let code = code.split("#[cfg(test)]").next().unwrap_or_default();
            // The function that the line belongs to: its first line, and whether it is marked.
            let (mut function, mut marked, mut marks_next) = ("", false, false);
            for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
                let start = line.trim_start();
                if start == "#[track_caller]" {
                    marks_next = true;
                }
                let head =
                    ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "pub async fn ", "async fn "];
                let is_head = head.iter().any(|head| start.starts_with(head));
                if is_head {
                    (function, marked, marks_next) = (start, marks_next, false);
                }
                let body = if is_head { start.split_once('{').map_or("", |(_, body)| body) } else { start };
                let makes = |maker: &&&str| {
                    let at = body.find(**maker);
                    // Not the end of another name.
                    at.is_some_and(|at| {
                        maker.starts_with('.')
                            || !body[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
                    })
                };
                if let Some(maker) = MAKERS.iter().chain(typed).find(makes) {
                    checked += 1;
                    let exempt = EXEMPT.iter().any(|exempt| function.contains(exempt));
                    if !marked && !exempt {
                        wrong.push(format!("{}: {function} uses {maker}", file.display()));
                    }
                }
            }
        }
    }
    assert!(checked > 300, "{checked}");
    assert!(wrong.is_empty(), "#[track_caller] is missing:\n{}", wrong.join("\n"));
}
