//! The untyped `DataFrame` on real servers.

mod actions;
mod catalog;
mod files;
mod function_options;
mod functions;
mod joins;
mod literals;
mod na_stat;
mod scalar;
mod shapes;
mod sql;
mod state;
mod subqueries;
mod transformations;
mod values;

use arrow_array::cast::AsArray;
use spark_connect_core::{
    dataframe::DataFrame,
    error::Result,
    functions::{r#struct, to_json},
    session::SparkSession,
};
use spark_connect_tests::servers::TestServer;

/// A session of the test's own.
async fn connect(server: &TestServer) -> Result<SparkSession> {
    SparkSession::builder().remote(server.connection_string()).connect().await
}

/// The rows as JSON objects (without the columns that are NULL), in the order of the result.
async fn rows(frame: &DataFrame) -> Result<Vec<String>> {
    let batches = frame.select(to_json(r#struct("*"))).collect_batches().await?;
    let texts = batches.iter().flat_map(|batch| batch.column(0).as_string::<i32>().iter());
    Ok(texts.map(|text| text.unwrap_or("null").to_owned()).collect())
}

/// The rows as JSON objects, sorted.
async fn sorted(frame: &DataFrame) -> Result<Vec<String>> {
    let mut rows = rows(frame).await?;
    rows.sort();
    Ok(rows)
}

/// Orders of three customers; the last one has no customer.
async fn orders(spark: &SparkSession) -> Result<DataFrame> {
    spark
        .sql(
            "select * from values (1, 'ann', 10.0D, 'paid'), (2, 'bob', 20.0D, 'open'), (3, 'ann', 5.5D, 'paid'),
                 (4, cast(null as string), 1.0D, 'paid') as t(id, customer, amount, status)",
        )
        .await
}

/// The cities of two customers, one of whom has no orders.
async fn customers(spark: &SparkSession) -> Result<DataFrame> {
    spark.sql("select * from values ('ann', 'Bonn'), ('eve', 'Kiel') as t(customer, city)").await
}
