//! Two variants that are stored as the same name.
use spark_connect_core::prelude::*;

#[derive(SparkEnum)]
#[spark(rename_all = "lowercase", default)]
enum Status {
    Open,
    #[spark(rename = "open")]
    Reopened,
}

fn main() {}
