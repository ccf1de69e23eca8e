//! What needs code in Python on the server: a table-valued function that takes tables, and the log of its workers.
//! PySpark joins the session to register the function.

use serde_json::json;
use spark_connect_core::{
    error::Result,
    expr::{col, lit},
    session::SparkSession,
};
use spark_connect_tests::{oracle, servers::spark43};

use crate::rows;

/// Registers `joined`, which makes one row of each partition of its table.
const REGISTER: &str = r#"
import json, os, sys
from pyspark.sql.connect.functions import udtf
from pyspark.sql.connect.session import SparkSession

class Joined:
    def __init__(self):
        self.rows = []

    def eval(self, row, between):
        import logging
        logging.getLogger("joined").warning("row %d", row["id"])
        self.rows.append((row, between))

    def terminate(self):
        ids = [str(row["id"]) for row, _ in self.rows]
        yield self.rows[0][0]["flag"], self.rows[0][1].join(ids)

spark = SparkSession.builder.remote(json.load(sys.stdin)).getOrCreate()
spark.udtf.register("joined", udtf(Joined, returnType="flag boolean, ids string", useArrow=False))
print("true")
sys.stdout.flush()
# The session is not ours to end.
os._exit(0)
"#;

async fn session() -> Result<SparkSession> {
    let server = spark43().await;
    // PySpark's default for addresses other than `localhost` is TLS.
    let remote = server.connection_string().replace("127.0.0.1", "localhost");
    let remote = format!("{remote};user_id=both");
    let spark = SparkSession::builder().remote(&remote).connect().await?;
    let joined = format!("{remote};session_id={}", spark.session_id());
    oracle::run(REGISTER, &json!(joined)).await;
    Ok(spark)
}

#[tokio::test]
async fn functions_take_tables() -> Result<()> {
    let spark = session().await?;
    let table = spark.range(0, 6).select((col("id"), (col("id") % 2).eq(0).alias("flag")));
    let joined = async |argument: spark_connect_core::expr::TableArg| {
        rows(&spark.tvf().call("joined", (argument.into_column(), lit("-")))).await
    };
    let by_flag = table.as_table().partition_by("flag").order_by(col("id").desc());
    let two = [r#"{"flag":false,"ids":"5-3-1"}"#, r#"{"flag":true,"ids":"4-2-0"}"#];
    assert_eq!(joined(by_flag).await?, two);
    let by_two = table.as_table().partition_by((col("flag"), col("id"))).order_by("id");
    assert_eq!(joined(by_two).await?.len(), 6);
    let single = table.as_table().with_single_partition().order_by(("flag", "id"));
    assert_eq!(joined(single).await?, [r#"{"flag":false,"ids":"1-3-5-0-2-4"}"#]);
    assert_eq!(
        joined(table.limit(1).as_table().with_single_partition()).await?,
        [r#"{"flag":true,"ids":"0"}"#]
    );
    // As the table is: each of its own partitions is one.
    assert_eq!(joined(table.coalesce(1).as_table()).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn workers_log() -> Result<()> {
    let spark = session().await?;
    spark.conf().set("spark.sql.pyspark.worker.logging.enabled", true).await?;
    let table = spark.range(0, 3).select((col("id"), lit(true).alias("flag"))).coalesce(1);
    let all = table.as_table().with_single_partition();
    assert_eq!(rows(&spark.tvf().call("joined", (all.into_column(), lit("")))).await?.len(), 1);
    let logs = spark.tvf().python_worker_logs().filter("logger = 'joined'").select(("level", "msg"));
    assert_eq!(
        rows(&logs).await?,
        [
            r#"{"level":"WARNING","msg":"row 0"}"#,
            r#"{"level":"WARNING","msg":"row 1"}"#,
            r#"{"level":"WARNING","msg":"row 2"}"#,
        ]
    );
    Ok(())
}
