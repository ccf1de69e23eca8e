//! A condition on groups by a column of their rows.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.group_by(|o| o.status).having(|_, o| o.amount.gt(1.0)).agg(|status, _| status);
}

fn main() {}
