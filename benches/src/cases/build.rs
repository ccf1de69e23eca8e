//! What a program costs that its user builds for the first time. It takes minutes, so it is done only when asked for.

use std::{path::Path, time::Duration};

use crate::{
    child::{Result, Round, Setting},
    hello::{self, Hello},
    work::{Case, Server, Unit, Work},
};

/// A typed query, with the features that are there by default.
const PROGRAM: &str = r#"
use spark_connect_core::prelude::*;

#[derive(SparkRow, Debug)]
struct Line { value: String, n: i64 }

#[tokio::main]
async fn main() -> Result<()> {
    let spark = SparkSession::builder().connect().await?;
    let lines: Dataset<Line> = spark.sql("SELECT 'a' AS value, 1L AS n").await?.dataset();
    for line in lines.filter(|line| line.n.gt(0)).collect().await? {
        println!("{line:?}");
    }
    spark.stop().await
}
"#;

pub(crate) fn works() -> Vec<Work> {
    vec![Work {
        name: "build",
        title: "a release build of hello world",
        server: Server::None,
        size: 1,
        unit: Unit::Build,
        samples: 1,
        turns: 1,
        pause: Duration::ZERO,
        cases: vec![
            Case::ours("this client", ours),
            Case::peer("apache-spark-connect"),
            Case::peer("spark-connect"),
        ],
    }]
}

fn ours(_: &Setting) -> Result<Round> {
    let workspace =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("this package is in no workspace")?;
    let library = workspace.join("spark-connect-core");
    let tokio = r#"tokio = { version = "1", features = ["macros", "rt-multi-thread"] }"#;
    hello::build(&Hello {
        name: "ours",
        dependencies: format!("spark-connect-core = {{ path = {library:?} }}\n{tokio}\n"),
        program: PROGRAM,
        lock: workspace.join("Cargo.lock"),
    })
}
