//! Rows of a small shop, for the tests of what must compile and what must not.

use spark_connect_core::prelude::*;

/// What somebody ordered.
#[derive(SparkRow, Clone, Debug, PartialEq)]
pub struct Order {
    pub id: i64,
    pub customer_id: i64,
    pub status: String,
    pub amount: f64,
    pub note: Option<String>,
    pub tags: Vec<String>,
    pub ship_to: Address,
    pub bill_to: Option<Address>,
}

/// Where somebody lives.
#[derive(SparkRow, Clone, Debug, PartialEq)]
pub struct Address {
    pub city: String,
    pub zip: Option<String>,
}

/// Who ordered.
#[derive(SparkRow, Clone, Debug, PartialEq)]
pub struct Customer {
    pub id: i64,
    pub name: String,
    pub age: i32,
}

/// An order with the name of its customer.
#[derive(SparkRow, Clone, Debug, PartialEq)]
pub struct Sale {
    pub customer: String,
    pub total: f64,
    pub city: String,
}

/// What a customer ordered altogether.
#[derive(SparkRow, Clone, Debug, PartialEq)]
pub struct Total {
    pub customer: String,
    pub revenue: Option<f64>,
    pub orders: i64,
}

/// The place of an order among others.
#[derive(SparkRow, Clone, Debug, PartialEq)]
pub struct Ranked {
    pub id: i64,
    pub rank: i32,
}
