//! The rows of the tests.

use jiff::civil::{Date, date};
use spark_connect_core::prelude::*;
use spark_connect_tests::servers::TestServer;

#[derive(Debug, Clone, PartialEq, SparkRow)]
pub(crate) struct Address {
    pub(crate) city: String,
    pub(crate) zip: Option<String>,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
pub(crate) struct Order {
    pub(crate) id: i64,
    pub(crate) customer_id: i64,
    pub(crate) status: String,
    pub(crate) amount: f64,
    pub(crate) note: Option<String>,
    pub(crate) day: Date,
    pub(crate) tags: Vec<String>,
    pub(crate) ship_to: Address,
    pub(crate) bill_to: Option<Address>,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
pub(crate) struct Customer {
    pub(crate) id: i64,
    pub(crate) name: String,
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct Sale {
    pub(crate) customer: String,
    pub(crate) total: f64,
    pub(crate) city: String,
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct Total {
    pub(crate) customer: String,
    pub(crate) revenue: Option<f64>,
    pub(crate) n: i64,
}

/// Some fields of an order, one of them in a column of another name.
#[derive(Debug, PartialEq, SparkRow)]
#[spark(from(Order))]
pub(crate) struct Slim {
    #[spark(rename = "order number")]
    pub(crate) id: i64,
    pub(crate) bill_to: Option<Address>,
}

pub(crate) fn address(city: &str, zip: Option<&str>) -> Address {
    Address { city: city.to_owned(), zip: zip.map(str::to_owned) }
}

pub(crate) fn orders() -> Vec<Order> {
    let order = |id: i64, customer_id: i64, status: &str, amount: f64, note: Option<&str>| Order {
        id,
        customer_id,
        status: status.to_owned(),
        amount,
        note: note.map(str::to_owned),
        day: date(2024, 1, 30).saturating_add(jiff::Span::new().days(id)),
        tags: vec![status.to_owned(), format!("t{id}")],
        ship_to: address("Lyon", Some("69001")),
        bill_to: (id % 2 == 0).then(|| address("Zürich", None)),
    };
    vec![
        order(1, 1, "paid", 10.0, Some("fast")),
        order(2, 1, "open", 20.5, None),
        order(3, 2, "paid", 300.0, Some("slow")),
        order(4, 9, "paid", 4.0, None),
    ]
}

pub(crate) fn customers() -> Vec<Customer> {
    let customer = |id: i64, name: &str| Customer { id, name: name.to_owned() };
    vec![customer(1, "Ada"), customer(2, "Béla"), customer(3, "Chloé")]
}

pub(crate) struct Data {
    pub(crate) spark: SparkSession,
    pub(crate) orders: Dataset<Order>,
    pub(crate) customers: Dataset<Customer>,
}

pub(crate) async fn data(server: &TestServer) -> Result<Data> {
    let spark = SparkSession::builder().remote(server.connection_string()).connect().await?;
    let (orders, customers) = (spark.create_dataset(&orders()), spark.create_dataset(&customers()));
    Ok(Data { spark, orders, customers })
}
