//! The release build of a small program with these clients. Both call their library `spark_connect`.

use std::path::Path;

use crate::{
    child::{Result, Round, Setting},
    hello::{self, Hello},
};

const APACHE: &str = r#"
use spark_connect::SparkSession;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let spark = SparkSession::builder().remote("sc://localhost").get_or_create()?;
    for row in spark.sql("SELECT 'a' AS value, 1L AS n")?.collect()? {
        println!("{row:?}");
    }
    Ok(())
}
"#;

const LAYERED: &str = r#"
use spark_connect::prelude::*;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let spark = spark_connect::SparkSession::builder().remote("sc://localhost").get_or_create().await?;
    for row in spark.sql("SELECT 'a' AS value, 1L AS n")?.collect_async().await? {
        println!("{row:?}");
    }
    Ok(())
}
"#;

pub(crate) fn apache(_: &Setting) -> Result<Round> {
    build("apache", "apache-spark-connect = \"=4.2.0\"\n", APACHE)
}

pub(crate) fn layered(_: &Setting) -> Result<Round> {
    let tokio = r#"tokio = { version = "1", features = ["macros", "rt-multi-thread"] }"#;
    build("layered", &format!("spark-connect = \"=0.3.0\"\n{tokio}\n"), LAYERED)
}

fn build(name: &'static str, dependencies: &str, program: &'static str) -> Result<Round> {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    hello::build(&Hello { name, dependencies: dependencies.to_owned(), program, lock })
}
