//! A projection for several queries, which names a column that its row does not have.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    fn sale<S: 'static>(order: OrderCols<S>) -> SaleCols<S> {
        SaleCols { customer: order.state, total: order.amount, city: order.ship_to.city }
    }
    let _ = orders.select(sale);
}

fn main() {}
