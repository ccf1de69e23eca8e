//! The value of a row that there may not be, in a column that cannot be NULL.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let _ = orders.select(|o| SaleCols {
        customer: customers.filter(|c| c.id.eq(outer(o.customer_id))).only(|c| c.name),
        total: o.amount,
        city: o.ship_to.city,
    });
}

fn main() {}
