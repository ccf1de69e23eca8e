//! A column of the right side of a left join, which may be absent.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let _ = orders
        .left_join(customers, |o, c| o.customer_id.eq(c.id))
        .select(|(o, c)| SaleCols { customer: c.name, total: o.amount, city: o.status });
}

fn main() {}
