//! The untyped layer: `DataFrame` and `Column` for what is known only at run time, SQL with values, any `serde` type,
//! and the bridges to and from a typed `Dataset`.

use std::error::Error;

use serde::Deserialize;
use spark_connect_core::{
    dataframe::JoinType,
    expr::{Column, Window},
    functions::{avg, col, count, lit, row_number, sum, upper, when},
    prelude::{Dataset, SparkRow, SparkSession},
};

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Order {
    id: i64,
    customer: i64,
    status: String,
    amount: f64,
}

#[derive(Debug, PartialEq, SparkRow)]
struct Ranked {
    customer: i64,
    id: i64,
    place: i32,
}

/// Read with `serde`: by the names of the columns, without a `SparkRow`.
#[derive(Debug, PartialEq, Deserialize)]
struct Total {
    name: String,
    orders: i64,
    revenue: Option<f64>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let spark = SparkSession::builder().app_name("untyped").connect().await?;
    let order =
        |id, customer, status: &str, amount| Order { id, customer, status: status.to_owned(), amount };
    let typed: Dataset<Order> = spark.create_dataset(&[
        order(1, 1, "paid", 10.0),
        order(2, 1, "open", 20.5),
        order(3, 2, "paid", 300.0),
        order(4, 2, "paid", 4.0),
    ]);

    // From typed to untyped: the columns are the fields.
    let orders = typed.to_df();
    // Columns are found when an action runs, so their names may come from anywhere.
    let wanted = ["id", "status", "amount"].map(col);
    orders.select(wanted).order_by("id").show(10).await?;

    // SQL takes its values apart from its text: they need no quoting.
    let customers = spark
        .sql_with_args(
            "SELECT * FROM VALUES (1, ?), (2, ?), (3, 'Chloé') AS c(id, name)",
            [lit("Ada O'Hara"), lit("Béla")],
        )
        .await?;

    // `orders.col("id")` is the `id` of the orders, and not of the customers.
    let size: Column = when(col("amount").gt(100), "large").otherwise("small");
    let joined = orders
        .with_column("size", size)
        .join(&customers, orders.col("customer").eq(customers.col("id")), JoinType::Inner)
        .select((orders.col("id").alias("order"), "name", "size", "amount"));
    joined.order_by(col("amount").desc()).show(3).await?;

    let totals = joined
        .filter(upper(col("size")).ne("TINY"))
        .group_by("name")
        .agg((count("order").alias("orders"), sum("amount").alias("revenue")))
        .order_by(col("revenue").desc());
    let rows: Vec<Total> = totals.collect_as().await?;
    println!("{rows:#?}");
    assert_eq!(rows.first(), Some(&Total { name: "Béla".to_owned(), orders: 2, revenue: Some(304.0) }));
    // Tuples are read by position.
    let mean: Option<(f64,)> = orders.agg(avg("amount")).first_as().await?;
    assert_eq!(mean, Some((83.625,)));

    // Rows whose columns are not known before: values with names.
    for row in totals.collect().await? {
        println!(
            "{}",
            row.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
        );
    }

    // Views are for SQL, in this session.
    orders.create_or_replace_temp_view("orders").await?;
    let paid = spark
        .sql_with_named_args("SELECT id FROM orders WHERE status = :status", [("status", "paid")])
        .await?;
    assert_eq!(paid.count().await?, 3);
    assert!(spark.catalog().table_exists("orders").await?);

    // From untyped to typed: the schema is compared when an action runs, and from here on names and types are checked
    // by the compiler again.
    let window = Window::new().partition_by("customer").order_by(col("amount").desc());
    let ranked = orders.with_column("place", row_number().over(&window)).drop(["amount", "status"]);
    let ranked: Dataset<Ranked> = ranked.select(("customer", "id", "place")).dataset();
    let best = ranked.filter(|r| r.place.eq(1)).order_by(|r| r.customer).select(|r| r.id);
    assert_eq!(best.collect().await?, [2, 3]);
    spark.stop().await?;
    Ok(())
}
