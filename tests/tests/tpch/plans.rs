//! What Spark makes of the typed queries: it reads the same columns of the same tables as for the SQL texts, and gives
//! the same filters to the files.

use spark_connect_core::{dataframe::DataFrame, prelude::*, session::ExplainMode};
use spark_connect_tests::servers;

use crate::{Tpch, queries};

/// The scans of a physical plan: of each the file, the columns and the filters. In the order of their texts.
async fn scans(df: &DataFrame) -> Result<Vec<[String; 3]>> {
    let plan = df.explain(ExplainMode::Formatted).await?;
    let mut scans = Vec::new();
    for node in plan.split("\n\n").filter(|node| node.contains(") Scan parquet")) {
        let line = |name: &str| {
            let mut lines = node.lines();
            let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            value.unwrap_or_default().to_owned()
        };
        let file = line("Location").rsplit('/').next().map(str::to_owned);
        scans.push([file.expect("a path"), sorted(&line("ReadSchema")), sorted(&line("PushedFilters"))]);
    }
    scans.sort();
    Ok(scans)
}

/// The items of a list in brackets, in order.
fn sorted(list: &str) -> String {
    let mut depth = 0;
    let inner = list.split_once(['<', '[']).map_or("", |(_, inner)| inner);
    let mut items: Vec<&str> = inner
        .split(|next| {
            depth += match next {
                '(' | '<' | '[' => 1,
                ')' | '>' | ']' => -1,
                _ => 0,
            };
            next == ',' && depth == 0
        })
        .map(|item| item.trim_matches([' ', ']', '>']))
        .collect();
    items.sort_unstable();
    items.join(", ")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn scans_are_those_of_the_sql_texts() -> Result<()> {
    let tpch = Tpch::new(servers::spark43().await).await?;
    let mut differences = Vec::new();
    for (name, typed, sql) in queries(&tpch) {
        let (typed, text) = (scans(&typed).await?, scans(&tpch.spark.sql(sql).await?).await?);
        assert!(!text.is_empty() && text.iter().all(|scan| scan.iter().take(2).all(|part| !part.is_empty())));
        if typed != text {
            differences.push(format!("{name}:\n{typed:#?}\nSQL:\n{text:#?}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
    Ok(())
}
