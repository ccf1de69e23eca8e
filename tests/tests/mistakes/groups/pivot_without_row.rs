//! Pivoting into a type that is no row.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub struct ByStatus {
    pub paid: Option<f64>,
}

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.group_by(|o| o.customer_id).pivot_into::<ByStatus, _, _>(|o| o.status, |o| o.amount.sum());
}

fn main() {}
