//! The first program: counts lines of a text file, then runs a typed pipeline over TPC-H data.
//!
//! With `SPARK_REMOTE` it runs on that server; else it starts one by itself.

use std::{error::Error, path::Path};

use spark_connect_core::prelude::*;
use spark_connect_examples::tpch::{self, Customer, LineItem, Nation, Order, Region, Supplier};

/// Revenue of a nation's suppliers in a year.
#[derive(Debug, SparkRow)]
struct Revenue {
    nation: String,
    year: i32,
    revenue: Option<Decimal>,
    orders: i64,
}

/// A line of an order that was sold within a nation.
#[derive(Debug, SparkRow)]
struct Sale {
    nation: String,
    year: i32,
    order: i64,
    revenue: Decimal,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let spark = SparkSession::builder().app_name("quickstart").connect().await?;

    count_lines(&spark).await?;

    let folder = tempfile::tempdir()?;
    tpch::generate(folder.path(), 0.01)?;
    top_ten(&spark, folder.path()).await?;

    spark.stop().await?;
    Ok(())
}

/// How many lines of this project's README have an `a`, and how many a `b`.
async fn count_lines(spark: &SparkSession) -> Result<(), Box<dyn Error>> {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md").canonicalize()?;
    let lines: Dataset<String> = spark.read().text(path(&readme)?).dataset();

    let with_a = lines.filter(|line| line.contains("a")).count().await?;
    let with_b = lines.filter(|line| line.contains("b")).count().await?;
    println!("Lines with a: {with_a}, lines with b: {with_b}");
    Ok(())
}

/// The ten largest revenues of a nation in a year, in Asia, from suppliers and customers of the same nation.
async fn top_ten(spark: &SparkSession, folder: &Path) -> Result<(), Box<dyn Error>> {
    let table = |name: &str| Ok::<_, Box<dyn Error>>(spark.read().parquet(path(&folder.join(name))?));
    let regions: Dataset<Region> = table("region.parquet")?.dataset();
    let nations: Dataset<Nation> = table("nation.parquet")?.dataset();
    let suppliers: Dataset<Supplier> = table("supplier.parquet")?.dataset();
    let customers: Dataset<Customer> = table("customer.parquet")?.dataset();
    let orders: Dataset<Order> = table("orders.parquet")?.dataset();
    let lines: Dataset<LineItem> = table("lineitem.parquet")?.dataset();

    let asia = nations
        .join(&regions, |n, r| n.n_regionkey.eq(r.r_regionkey))
        .filter(|(_, r)| r.r_name.eq("ASIA"))
        .select(|(n, _)| n);

    let sales = orders
        .join(&lines, |o, l| o.o_orderkey.eq(l.l_orderkey))
        .join(&customers, |(o, _), c| o.o_custkey.eq(c.c_custkey))
        .join(&suppliers, |((_, l), c), s| l.l_suppkey.eq(s.s_suppkey) & c.c_nationkey.eq(s.s_nationkey))
        .join(&asia, |(_, s), n| s.s_nationkey.eq(n.n_nationkey))
        .select(|((((o, l), _), _), n)| SaleCols {
            nation: n.n_name,
            year: o.o_orderdate.year(),
            order: o.o_orderkey,
            revenue: l.l_extendedprice * (1 - l.l_discount),
        });

    let top = sales
        .group_by(|s| (s.nation, s.year))
        .agg(|(nation, year), s| RevenueCols {
            nation,
            year,
            revenue: s.revenue.sum(),
            orders: s.order.count_distinct(),
        })
        .order_by(|r| (r.revenue.desc(), r.nation, r.year))
        .limit(10);

    let rows: Vec<Revenue> = top.collect().await?;
    println!("{:<12} {:>4} {:>14} {:>6}", "nation", "year", "revenue", "orders");
    for row in rows {
        let revenue = row.revenue.map(|revenue| revenue.to_string()).unwrap_or_default();
        println!("{:<12} {:>4} {revenue:>14} {:>6}", row.nation, row.year, row.orders);
    }
    Ok(())
}

fn path(path: &Path) -> Result<&str, String> {
    path.to_str().ok_or_else(|| format!("{} is not UTF-8", path.display()))
}
