//! Subqueries: one value, whether there is a row, and whether a value is among others; within each other too.

use spark_connect_core::{functions as f, functions::col, prelude::*};
use spark_connect_tests::{
    on_every_server,
    plans::assert_same,
    servers::{Kind, TestServer},
};

use crate::data::{Order, data};
use crate::plans::plans;

/// The plans are those that a person would write.
#[tokio::test]
async fn their_plans() {
    let plans = plans().await;
    let (items, read) = (&plans.items, plans.read());
    let of = |column: &str| read.filter(col("name").eq(col(&format!("i.{column}"))));

    let dear = items.filter(|i| {
        let same = items.filter(|other| other.name.eq(outer(i.name)));
        i.price.gt(same.scalar(|other| other.price.avg() * 2.0))
    });
    let average = of("name").agg((f::avg("price") * 2.0).alias("value"));
    assert_same(&dear.to_df(), &read.alias("i").filter(col("i.price").gt(average.scalar())));

    let first = items.select(|i| {
        let same = items.filter(|other| other.name.eq(outer(i.name)));
        (i.id, same.order_by(|other| other.price).limit(1).only(|other| other.price))
    });
    let smallest = of("name").order_by(col("price").asc()).limit(1).select(col("price").alias("value"));
    let columns = (col("i.id").alias("_1"), smallest.scalar().alias("_2"));
    assert_same(&first.to_df(), &read.alias("i").select(columns));

    let ids = items.filter(|i| i.price.gt(1.0)).select(|i| i.id);
    let some = read.filter(col("price").gt(1.0)).select(col("id").alias("value"));
    assert_same(&items.filter(|i| i.id.in_query(&ids)).to_df(), &read.filter(some.contains("id")));
    let pairs = items.select(|i| (i.id, i.name));
    let both = plans.table.select((col("id").alias("_1"), col("name").alias("_2")));
    let known = items.filter(|i| !(i.id, i.name).in_query(&pairs));
    assert_same(&known.to_df(), &read.filter(!both.contains(("id", "name"))));

    let alone =
        items.filter(|i| !items.exists(|other| other.name.eq(outer(i.name)) & other.id.ne(outer(i.id))));
    let others = read.filter(col("name").eq(col("i.name")).and(col("id").ne(col("i.id"))));
    assert_same(&alone.to_df(), &read.alias("i").filter(!others.exists()));
}

/// Whether the server has `IN` with a query; Spark 4.0 has not, and says so.
async fn has_in_query(server: &TestServer) -> Result<bool> {
    if server.kind() != Kind::Spark40 {
        return Ok(true);
    }
    let data = data(server).await?;
    let ids = data.orders.select(|o| o.id);
    let refused =
        data.customers.filter(|c| c.id.in_query(&ids)).count().await.expect_err("no IN on Spark 4.0");
    assert_eq!(refused.kind(), ErrorKind::InvalidPlan, "{refused}");
    Ok(false)
}

on_every_server! {
    async fn subqueries(server) -> Result<()> {
        let data = data(server).await?;
        // `id` is a column of both: each means its own.
        let with_orders = data.customers.filter(|c| data.orders.exists(|o| o.customer_id.eq(outer(c.id)) & o.id.gt(1)));
        assert_eq!(with_orders.select(|c| c.id).order_by(|id| id).collect().await?, [1, 2]);
        let without = data.customers.filter(|c| !data.orders.exists(|o| o.customer_id.eq(outer(c.id))));
        assert_eq!(without.select(|c| c.id).collect().await?, [3]);
        Ok(())
    }


    async fn scalars(server) -> Result<()> {
        let data = data(server).await?;
        let ids = |dataset: &Dataset<Order>| dataset.select(|o| o.id).order_by(|id| id);
        let largest = data.orders.filter(|o| o.amount.eq(data.orders.scalar(|o| o.amount.max())));
        assert_eq!(ids(&largest).collect().await?, [3]);
        // Of the same customer: each row has an average of its own.
        let small = data.orders.filter(|o| {
            let same = data.orders.filter(|other| other.customer_id.eq(outer(o.customer_id)));
            o.amount.lt(same.scalar(|other| other.amount.avg() * 0.9))
        });
        assert_eq!(ids(&small).collect().await?, [1]);
        // In a projection; where there are no rows, the sum is NULL and the number is 0.
        let sums = data.customers.select(|c| {
            let theirs = data.orders.filter(|o| outer(c.id).eq(o.customer_id));
            (c.id, theirs.scalar(|o| o.amount.sum()), theirs.scalar(|_| count()), theirs.scalar(|o| o.amount.max() - o.amount.min()))
        });
        let expected = [(1, Some(30.5), 2, Some(10.5)), (2, Some(300.0), 1, Some(0.0)), (3, None, 0, None)];
        assert_eq!(sums.order_by(|row| row.0).collect().await?, expected);
        // In an aggregation's result, and of groups.
        let shares = data.orders.group_by(|o| o.status).agg(|status, o| (status, o.amount.sum() / data.orders.scalar(|o| o.amount.sum())));
        let rows = shares.order_by(|row| row.0).collect().await?;
        assert_eq!(rows, [("open".to_owned(), Some(20.5 / 334.5)), ("paid".to_owned(), Some(314.0 / 334.5))]);
        let best = data.orders.group_by(|o| o.status).agg(|status, o| (status, o.amount.sum()));
        let best = best.filter(|row| row.1.ge(best.scalar(|row| row.1.max()))).select(|row| row.0);
        assert_eq!(best.collect().await?, ["paid"]);
        Ok(())
    }

    async fn the_value_of_the_only_row(server) -> Result<()> {
        let data = data(server).await?;
        let second = data.orders.order_by(|o| o.amount.desc()).offset(1).limit(1);
        let larger = data.orders.filter(|o| o.amount.ge(second.only(|o| o.amount))).select(|o| o.id);
        assert_eq!(larger.order_by(|id| id).collect().await?, [2, 3]);
        let none = data.customers.select(|c| (c.id, data.orders.filter(|o| o.id.gt(99)).only(|o| o.note)));
        assert_eq!(none.order_by(|row| row.0).collect().await?, [(1, None), (2, None), (3, None)]);
        let several = data.customers.select(|_| data.orders.only(|o| o.id)).collect().await;
        assert!(several.is_err(), "{several:?}");
        Ok(())
    }

    async fn values_of_a_query(server) -> Result<()> {
        if !has_in_query(server).await? {
            return Ok(());
        }
        let data = data(server).await?;
        let buyers = data.orders.select(|o| o.customer_id);
        let with_orders = data.customers.filter(|c| c.id.in_query(&buyers)).select(|c| c.id).order_by(|id| id);
        assert_eq!(with_orders.collect().await?, [1, 2]);
        let without = data.customers.filter(|c| !c.id.in_query(&buyers)).select(|c| c.name);
        assert_eq!(without.collect().await?, ["Chloé"]);
        // NULL is neither in the others nor not in them.
        let notes = data.orders.select(|o| o.note);
        assert_eq!(data.orders.filter(|o| o.note.in_query(&notes)).count().await?, 2);
        assert_eq!(data.customers.filter(|c| !c.name.in_query(&notes)).count().await?, 0);
        let known = data.orders.filter(|o| o.note.is_not_null()).select(|o| o.note.unwrap_or(""));
        assert_eq!(data.customers.filter(|c| !c.name.in_query(&known)).count().await?, 3);
        // The values of the rows that belong to each row.
        let own = data.customers.filter(|c| {
            c.id.in_query(&data.orders.filter(|o| o.customer_id.eq(outer(c.id))).select(|o| o.id))
        });
        assert_eq!(own.select(|c| c.id).collect().await?, [1]);
        // Several values together, also with a literal.
        let pairs = data.orders.select(|o| (o.customer_id, o.status));
        let open = data.customers.filter(|c| (c.id, "open").in_query(&pairs)).select(|c| c.id);
        assert_eq!(open.collect().await?, [1]);
        let latest = data.orders.group_by(|o| o.customer_id).agg(|customer, o| (customer, o.id.max().assume_not_null()));
        let latest = data.orders.filter(|o| (o.customer_id, o.id).in_query(&latest)).select(|o| o.id);
        assert_eq!(latest.order_by(|id| id).collect().await?, [2, 3, 4]);
        // NULL equals nothing.
        let noted = data.orders.select(|o| (o.id, o.note));
        let of_notes = data.orders.filter(|o| (o.id, o.note).in_query(&noted)).select(|o| o.id);
        assert_eq!(of_notes.order_by(|id| id).collect().await?, [1, 3]);
        let not_of_notes = data.orders.filter(|o| !(o.id, o.note).in_query(&noted));
        // Sail takes it for unequal to everything.
        assert_eq!(not_of_notes.count().await?, if server.kind().is_spark() { 0 } else { 2 });
        let never_null: Dataset<bool> = data.customers.select(|c| (c.id, c.id).in_query(&data.customers.select(|c| (c.id, c.id))));
        assert_eq!(never_null.collect().await?, [true, true, true]);
        Ok(())
    }

    /// A query in a query in a query, each with columns of the one around it.
    async fn within_each_other(server) -> Result<()> {
        if !has_in_query(server).await? {
            return Ok(());
        }
        let data = data(server).await?;
        let customers = data.customers.filter(|c| {
            c.id.in_query(
                &data
                    .orders
                    .filter(|o| {
                        let others = data.orders.filter(|other| other.status.eq(outer(o.status)));
                        o.amount.gt(others.scalar(|other| other.amount.sum() * 0.5))
                    })
                    .filter(|o| data.customers.exists(|other| other.id.eq(outer(o.customer_id)) & other.name.ne("Ada")))
                    .select(|o| o.customer_id),
            )
        });
        assert_eq!(customers.select(|c| c.name).collect().await?, ["Béla"]);
        Ok(())
    }

    /// The same join inside and outside: each means its own columns.
    async fn of_joins(server) -> Result<()> {
        let data = data(server).await?;
        let pairs = data.orders.join(&data.customers, |o, c| o.customer_id.eq(c.id));
        let first = pairs.filter(|(o, c)| !pairs.exists(|(o2, c2)| c2.id.eq(outer(c.id)) & o2.id.lt(outer(o.id))));
        assert_eq!(first.select(|(o, _)| o.id).order_by(|id| id).collect().await?, [1, 3]);
        let last = pairs.filter(|(o, c)| {
            o.id.eq(pairs.filter(|(_, c2)| c2.id.eq(outer(c.id))).scalar(|(o2, _)| o2.id.max()))
        });
        assert_eq!(last.select(|(o, _)| o.id).order_by(|id| id).collect().await?, [2, 3]);
        let more = pairs.filter(|(o, _)| {
            pairs.join(&data.customers, |(o2, _), d| d.id.eq(o2.id)).exists(|((o2, _), d)| d.name.eq("Béla") & o2.id.gt(outer(o.id)))
        });
        assert_eq!(more.select(|(o, _)| o.id).collect().await?, [1]);
        Ok(())
    }

    /// In the condition of a join.
    async fn in_joins(server) -> Result<()> {
        if !has_in_query(server).await? {
            return Ok(());
        }
        let data = data(server).await?;
        let largest = data.orders.join(&data.customers, |o, c| o.customer_id.eq(c.id) & o.amount.eq(data.orders.scalar(|o| o.amount.max())));
        assert_eq!(largest.select(|(o, c)| (o.id, c.name)).collect().await?, [(3, "Béla".to_owned())]);
        let paid = data.orders.filter(|o| o.status.eq("paid")).select(|o| o.id);
        let joined = data.customers.semi_join(&data.orders, |c, o| c.id.eq(o.customer_id) & o.id.in_query(&paid));
        assert_eq!(joined.select(|c| c.id).order_by(|id| id).collect().await?, [1, 2]);
        Ok(())
    }

    /// A dataset that only a subquery reads is compared like any other.
    async fn the_schema_of_a_subquery_is_compared(server) -> Result<()> {
        #[derive(Debug, SparkRow)]
        #[allow(dead_code)]
        struct Wrong {
            id: String,
        }
        let data = data(server).await?;
        let wrong: Dataset<Wrong> = data.orders.to_df().dataset();
        let nested = data.orders.filter(|_| wrong.exists(|w| w.id.eq("1")));
        let errors = [
            data.customers.filter(|c| wrong.exists(|w| w.id.eq(outer(c.name)))).collect().await.expect_err("filter"),
            data.customers.select(|c| wrong.exists(|w| w.id.eq(outer(c.name)))).collect().await.expect_err("select"),
            data.customers.filter(|_| nested.exists(|o| o.id.gt(0))).collect().await.expect_err("nested"),
            data.customers.filter(|c| c.id.eq(1) & wrong.exists(|w| w.id.ne(""))).collect().await.expect_err("x"),
            data.customers.join(&data.orders, |c, o| c.id.eq(o.customer_id) & wrong.exists(|w| w.id.ne("")))
                .collect().await.expect_err("join"),
        ];
        for error in errors {
            assert_eq!(error.kind(), ErrorKind::Schema, "{error}");
            assert!(error.to_string().contains("Wrong"), "{error}");
        }
        Ok(())
    }
}
