//! The left side of a right join, which may be absent, in a column that cannot be NULL.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let joined = orders.right_join(customers, |o, c| o.customer_id.eq(c.id));
    let _ = joined.select(|(o, c)| SaleCols { customer: c.name, total: o.amount, city: c.name });
}

fn main() {}
