//! Aggregation: groups by several keys, totals, and the first row of each group through a window.

use std::error::Error;

use jiff::civil::{Date, date};
use spark_connect_core::prelude::*;

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Sale {
    shop: String,
    product: String,
    day: Date,
    #[spark(decimal(10, 2))]
    price: Decimal,
    /// The members' card, if the customer has one.
    card: Option<i64>,
}

/// What a shop sold in a month.
#[derive(Debug, PartialEq, SparkRow)]
struct Month {
    shop: String,
    month: i32,
    revenue: Option<Decimal>,
    dearest: Option<Decimal>,
    sales: i64,
    members: i64,
}

/// A sale and its place among those of the shop.
#[derive(Debug, PartialEq, SparkRow)]
struct Ranked {
    shop: String,
    product: String,
    #[spark(decimal(10, 2))]
    price: Decimal,
    place: i32,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let spark = SparkSession::builder().app_name("aggregation").connect().await?;
    let sales = spark.create_dataset(&[
        sale("Lyon", "tea", date(2024, 1, 9), 450, Some(7))?,
        sale("Lyon", "pot", date(2024, 1, 30), 2995, Some(7))?,
        sale("Lyon", "tea", date(2024, 2, 2), 450, None)?,
        sale("Graz", "cup", date(2024, 1, 9), 800, Some(8))?,
        sale("Graz", "tea", date(2024, 1, 9), 425, Some(9))?,
    ]);

    // Keys may be computed. `agg` gets them back under names of your choice, beside the columns to aggregate; a plain
    // column that is neither does not compile. A sum is an `Option`, as SQL's sum of nothing is NULL; a count is not.
    let months = sales
        .group_by(|s| (s.shop, s.day.month()))
        .agg(|(shop, month), s| MonthCols {
            shop,
            month,
            revenue: s.price.sum(),
            dearest: s.price.max(),
            sales: count(),
            members: s.card.count_distinct(),
        })
        .order_by(|m| (m.revenue.desc(), m.shop, m.month));
    println!(
        "{:<6} {:>5} {:>8} {:>8} {:>5} {:>7}",
        "shop", "month", "revenue", "dearest", "sales", "members"
    );
    let rows = months.collect().await?;
    for Month { shop, month, revenue, dearest, sales, members } in &rows {
        let (revenue, dearest) = (text(*revenue), text(*dearest));
        println!("{shop:<6} {month:>5} {revenue:>8} {dearest:>8} {sales:>5} {members:>7}");
    }
    assert_eq!(rows.first().map(|m| (m.revenue, m.sales, m.members)), Some((Some("34.45".parse()?), 2, 1)));

    // After `order_by`, `limit` takes the largest.
    let best = months.limit(1).select(|m| (m.shop, m.month)).collect().await?;
    assert_eq!(best, [("Lyon".to_owned(), 1)]);

    // Without keys, all rows are one group.
    let (total, shops) =
        sales.agg(|s| (s.price.sum(), s.shop.count_distinct())).first().await?.ok_or("a row")?;
    println!("{} in {shops} shops", text(total));
    assert_eq!(total, Some("51.20".parse()?));

    // A window computes a value for each row from the rows with the same key: here, the two dearest of each shop.
    let ranked = sales.select(|s| RankedCols {
        shop: s.shop,
        product: s.product,
        price: s.price,
        place: row_number().over(partition_by(s.shop).order_by((s.price.desc(), s.day))),
    });
    let dearest = ranked.filter(|r| r.place.le(2)).order_by(|r| (r.shop, r.place));
    dearest.show(10).await?;
    let products = dearest.select(|r| r.product).collect().await?;
    assert_eq!(products, ["cup", "tea", "pot", "tea"]);
    spark.stop().await?;
    Ok(())
}

fn sale(shop: &str, product: &str, day: Date, cents: i128, card: Option<i64>) -> Result<Sale> {
    Ok(Sale { shop: shop.to_owned(), product: product.to_owned(), day, price: Decimal::new(cents, 2)?, card })
}

fn text(amount: Option<Decimal>) -> String {
    amount.map(|amount| amount.to_string()).unwrap_or_default()
}
