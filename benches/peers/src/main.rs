//! The works of the benches, done by other clients in Rust. See `benches/README.md`.

// The same as in the benches: it says how a case and the one who measures it talk.
#[path = "../../src/child.rs"]
#[allow(dead_code, reason = "the other side of the talk is not here")]
mod child;
#[path = "../../src/hello.rs"]
mod hello;
mod build;
mod plan;
mod query;
mod rows;

use std::env;

use child::{Result, Round, Setting};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [_, work, by] = arguments[..] else { return Err("usage: spark-connect-peers case WORK BY".into()) };
    let start: fn(&Setting) -> Result<Round> = match (work, by) {
        ("collect", "apache-spark-connect `collect`") => rows::collect,
        ("collect", "apache-spark-connect batches, serde_arrow") => rows::batches,
        ("collect", "spark-connect batches, serde_arrow") => rows::layered_batches,
        ("visit", "apache-spark-connect batches, serde_arrow") => rows::visit_batches,
        ("visit", "apache-spark-connect `to_local_iterator`") => rows::visit,
        ("query" | "query-sail", "apache-spark-connect") => query::one,
        ("query" | "query-sail", "spark-connect") => query::layered_one,
        ("queries" | "queries-sail", "apache-spark-connect") => query::many,
        ("queries" | "queries-sail", "spark-connect") => query::layered_many,
        ("upload", "apache-spark-connect `create_dataframe`") => rows::upload,
        ("plan-3000", "apache-spark-connect, spark-connect") => plan::apache,
        ("build", "apache-spark-connect") => build::apache,
        ("build", "spark-connect") => build::layered,
        _ => return Err(format!("there is no case `{by}` of `{work}`").into()),
    };
    child::run(start)
}
