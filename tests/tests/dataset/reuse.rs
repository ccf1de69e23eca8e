//! Parts that several queries share: owned expressions, functions over any scope, optional parts, SQL as rows.

use std::thread;

use spark_connect_core::{dataset::OwnedExpr, expr, functions::col, prelude::*};
use spark_connect_tests::{on_every_server, plans::assert_same, servers::Kind};

use crate::data::{Address, Customer, Order, OrderCols, data};

/// A part of a query that a program keeps for itself.
struct Report {
    double: OwnedExpr<Order, f64>,
    only: Option<OwnedExpr<Order, bool>>,
}

fn report(status: Option<&'static str>) -> Report {
    Report {
        double: Order::expr(|o| o.amount * 2.0),
        only: status.map(|status| Order::expr(move |o| o.status.eq(status))),
    }
}

/// A helper that works in every scope.
fn is_large<S: 'static>(order: OrderCols<S>) -> Expr<S, bool> {
    order.amount.gt(15.0)
}

impl Report {
    fn orders(&self, orders: &Dataset<Order>) -> Dataset<Order> {
        match &self.only {
            Some(only) => orders.filter(|o| only.on(o)),
            None => orders.clone(),
        }
    }
}

on_every_server! {
    async fn owned_expressions_are_used_in_every_scope(server) -> Result<()> {
        let data = data(server).await?;
        let report = report(Some("paid"));
        let paid = report.orders(&data.orders);
        assert_eq!(paid.filter(|o| report.double.on(o).gt(10.0)).count().await?, 2);
        let doubles = paid.order_by(|o| report.double.on(o).desc()).select(|o| report.double.on(o));
        assert_eq!(doubles.collect().await?, [600.0, 20.0, 8.0]);
        let sums = paid.group_by(|o| o.status).agg(|_, o| report.double.on(o).sum());
        assert_eq!(sums.collect().await?, [Some(628.0)]);
        let pairs = data.orders.join(&data.customers, |o, c| o.customer_id.eq(c.id) & report.double.on(o).gt(21.0));
        let pairs = pairs.filter(|(o, _)| is_large(o)).select(|(o, c)| (c.name, report.double.on(o)));
        let expected = [("Ada".to_owned(), 41.0), ("Béla".to_owned(), 600.0)];
        assert_eq!(pairs.order_by(|p| p.1).collect().await?, expected);
        // Of a struct in a row, and on another thread.
        let lower = Address::expr(|a| a.city.lower());
        let orders = data.orders.clone();
        let cities = thread::spawn(move || orders.select(|o| lower.on(o.ship_to))).join().expect("no panic");
        assert_eq!(cities.distinct().collect().await?, ["lyon"]);
        Ok(())
    }
}

#[tokio::test]
async fn an_owned_expression_is_what_it_would_be_in_place() -> Result<()> {
    let data = data(Kind::Sail.server().await).await?;
    let double = Order::expr(|o| o.amount * 2.0);
    let copy = double.clone();
    assert_same(&data.orders.select(|o| copy.on(o)).to_df(), &data.orders.select(|o| o.amount * 2.0).to_df());
    let rows = data.orders.to_df();
    assert_same(
        &data.orders.select(|o| double.on(o)).to_df(),
        &rows.select((col("amount") * 2.0).alias("value")),
    );
    // Without the optional part the plan is that of the whole.
    let both = [report(None), report(Some("open"))].map(|report| report.orders(&data.orders).to_df());
    assert_same(&both[0], &rows);
    assert_same(&both[1], &rows.filter(col("status").eq("open")));
    Ok(())
}

#[tokio::test]
async fn sql_is_read_as_rows() -> Result<()> {
    for kind in [Kind::Spark43, Kind::Spark40] {
        let spark = kind.server().await.session().await;
        let query = "select id, concat(:name, cast(id as string)) as name from range(:n)";
        let names: Dataset<Customer> =
            spark.sql_as_with_named_args(query, [("name", expr::lit("c")), ("n", expr::lit(2))]).await?;
        let of = |id: i64| Customer { id, name: format!("c{id}") };
        assert_eq!(names.order_by(|c| c.id).collect().await?, [of(0), of(1)]);
    }
    Ok(())
}
