//! The condition of an aggregate is about its rows, not about its group.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.group_by(|o| o.status).agg(|status, o| {
        let paid = o.amount.sum().filter_where(status.eq("paid"));
        (status, paid)
    });
}

fn main() {}
