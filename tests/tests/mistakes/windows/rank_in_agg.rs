//! A ranking function as an aggregate.
use spark_connect_core::{dataset::functions::rank, prelude::*};
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.group_by(|o| o.status).agg(|status, _| (status, rank()));
}

fn main() {}
