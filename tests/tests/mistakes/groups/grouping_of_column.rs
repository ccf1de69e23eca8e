//! `grouping` of a column that is no key.
use spark_connect_core::{dataset::grouping, prelude::*};
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.cube(|o| o.status).agg(|status, o| (status, grouping(o.customer_id)));
}

fn main() {}
