//! A key that is NULL in subtotals, in a column that cannot be NULL.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.rollup(|o| (o.status, o.customer_id)).agg(|(status, _), o| TotalCols {
        customer: status,
        revenue: o.amount.sum(),
        orders: count(),
    });
}

fn main() {}
