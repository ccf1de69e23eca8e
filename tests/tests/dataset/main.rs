//! The typed layer against real servers: what each transformation and action answers.

mod aggregates;
mod commands;
mod data;
mod fields;
mod generators;
mod groups;
mod joins;
mod merge;
mod nested;
mod plans;
mod reuse;
mod rows;
mod stored;
mod subqueries;
mod views;
mod tables;

use std::collections::BTreeMap;

use futures::TryStreamExt;
use jiff::civil::date;
use spark_connect_core::{prelude::*, session::ExplainMode};
use spark_connect_tests::on_every_server;

use data::{
    Address, AddressCols, Order, OrderCols, Sale, SaleCols, Slim, Total, TotalCols, address, data, orders,
};

on_every_server! {
    async fn rows_round_trip(server) -> Result<()> {
        let data = data(server).await?;
        assert_eq!(data.orders.order_by(|o| o.id).collect().await?, orders());
        assert_eq!(data.spark.create_dataset(&[] as &[Order]).collect().await?, []);
        Ok(())
    }

    async fn filter_takes_true_only(server) -> Result<()> {
        let data = data(server).await?;
        let ids = |dataset: &Dataset<Order>| dataset.select(|o| o.id).order_by(|id| id);
        let paid = data.orders.filter(|o| o.amount.gt(5.0) & o.status.eq("paid"));
        assert_eq!(ids(&paid).collect().await?, [1, 3]);
        // NULL is neither: order 2 and 4 have no note.
        let fast = data.orders.filter(|o| o.note.eq("fast"));
        assert_eq!(ids(&fast).collect().await?, [1]);
        let not_fast = data.orders.filter(|o| !o.note.eq("fast"));
        assert_eq!(ids(&not_fast).collect().await?, [3]);
        let spelt = data.orders.filter(|o| o.note.eq("fast").not().or(o.id.eq(1)));
        assert_eq!(ids(&spelt).collect().await?, [1, 3]);
        let either = data.orders.filter(|o| o.note.is_null() | o.note.eq_null_safe("slow"));
        assert_eq!(ids(&either).collect().await?, [2, 3, 4]);
        let nested = data.orders.filter(|o| o.bill_to.city.eq("Zürich") & o.ship_to.zip.is_not_null());
        assert_eq!(ids(&nested).collect().await?, [2, 4]);
        Ok(())
    }

    async fn project_selects_fields_by_name(server) -> Result<()> {
        let data = data(server).await?;
        let slim = data.orders.project::<Slim>();
        let names: Vec<_> = slim.schema().await?.names().map(str::to_owned).collect();
        assert_eq!(names, ["order number", "bill_to"]);
        let expected = [
            Slim { id: 1, bill_to: None },
            Slim { id: 2, bill_to: Some(address("Zürich", None)) },
        ];
        assert_eq!(slim.filter(|s| s.id.lt(3)).order_by(|s| s.id).collect().await?, expected);
        Ok(())
    }

    async fn select_makes_structs_tuples_and_scalars(server) -> Result<()> {
        let data = data(server).await?;
        let first = data.orders.filter(|o| o.id.eq(2));
        let sale = first.select(|o| SaleCols {
            customer: o.note.unwrap_or("none"),
            total: 1.0 - o.amount * 2.0,
            city: o.ship_to.city.upper(),
        });
        let expected = Sale { customer: "none".into(), total: -40.0, city: "LYON".into() };
        assert_eq!(sale.collect().await?, [expected]);

        let pair: Dataset<(i64, Option<String>)> = first.select(|o| (o.id + 1, o.note));
        assert_eq!(pair.collect().await?, [(3, None)]);
        let scalar: Dataset<Option<String>> = first.select(|o| o.note);
        assert_eq!(scalar.collect().await?, [None]);
        let with_literal: Dataset<(String, i64)> = first.select(|o| ("x", o.id));
        assert_eq!(with_literal.collect().await?, [("x".to_owned(), 2)]);
        let nested: Dataset<(Address, i64)> = first.select(|o| (o.ship_to, o.id));
        assert_eq!(nested.collect().await?, [(address("Lyon", Some("69001")), 2)]);
        let part: Dataset<Address> = first.select(|o| o.ship_to);
        assert_eq!(part.collect().await?, [address("Lyon", Some("69001"))]);
        Ok(())
    }

    async fn struct_update_replaces_columns_and_keeps_null_structs(server) -> Result<()> {
        let data = data(server).await?;
        let changed = data.orders.order_by(|o| o.id).select(|o| OrderCols {
            status: o.status.upper(),
            ship_to: AddressCols { city: o.ship_to.city.lower(), ..o.ship_to },
            ..o
        });
        let mut expected = orders();
        for order in &mut expected {
            order.status = order.status.to_uppercase();
            order.ship_to.city = order.ship_to.city.to_lowercase();
        }
        assert_eq!(changed.collect().await?, expected);
        Ok(())
    }

    async fn expressions(server) -> Result<()> {
        let data = data(server).await?;
        let one = data.orders.filter(|o| o.id.eq(1));
        let texts = one.select(|o| {
            (o.status.substr(1, 2), o.status.contains("ai"), o.status.starts_with("p"), o.status.like("%i_"), o.tags.contains("t1"))
        });
        assert_eq!(texts.collect().await?, [("pa".to_owned(), true, true, true, true)]);
        let logic = one.select(|o| {
            (o.id.is_in([1, 5]), o.amount.between(1.0, 9.0), o.note.is_in(["slow"]), o.id.eq(1).and(o.note.eq("slow")))
        });
        assert_eq!(logic.collect().await?, [(true, false, Some(false), Some(false))]);
        let dates = one.select(|o| {
            (o.day.year(), o.day.month(), o.day.date_add(30), o.day.add_months(1), o.day.date_diff(date(2024, 1, 1)))
        });
        assert_eq!(dates.collect().await?, [(2024, 1, date(2024, 3, 1), date(2024, 2, 29), 30)]);
        let casts = one.select(|o| (o.id.cast::<String>(), o.amount.cast::<i32>(), o.status.try_cast::<i32>()));
        assert_eq!(casts.collect().await?, [("1".to_owned(), Some(10), None)]);
        let sizes = data.orders.order_by(|o| o.amount).select(|o| {
            when(o.amount.gt(100.0), "large").when(o.amount.gt(15.0), "medium").otherwise("small")
        });
        assert_eq!(sizes.collect().await?, ["small", "small", "medium", "large"]);
        let numbers = one.select(|o| (o.id / 2, o.id % 2, -o.amount, 2 - o.id, o.tags.array_size()));
        assert_eq!(numbers.collect().await?, [(Some(0.5), Some(1), -10.0, 1, 2)]);
        let alone = one.select(|o| o.tags.transform(|tag| tag.length()));
        assert_eq!(alone.collect().await?, [vec![4, 2]]);
        let lambda: Dataset<(Vec<String>, i64)> = one.select(|o| (o.tags.transform(|tag| tag.upper().concat("!")), o.id));
        assert_eq!(lambda.collect().await?, [(vec!["PAID!".to_owned(), "T1!".to_owned()], 1)]);
        Ok(())
    }

    async fn grouping(server) -> Result<()> {
        let data = data(server).await?;
        let totals = data
            .orders
            .join(&data.customers, |o, c| o.customer_id.eq(c.id))
            .select(|(o, c)| SaleCols { customer: c.name.upper(), total: o.amount * 2.0, city: o.ship_to.city })
            .group_by(|s| s.customer)
            .agg(|customer, s| TotalCols { customer, revenue: s.total.sum(), n: count() })
            .order_by(|t| t.n.desc());
        let total = |customer: &str, revenue: f64, n: i64| Total { customer: customer.into(), revenue: Some(revenue), n };
        assert_eq!(totals.collect().await?, [total("ADA", 61.0, 2), total("BÉLA", 600.0, 1)]);

        // Several keys, computed keys, keys inside of expressions, results in another order.
        let keys = data
            .orders
            .group_by(|o| (o.status.upper(), o.day.month()))
            .agg(|(status, month), o| (o.amount.max(), status.concat("!"), month + 1, o.note.count(), o.status.count_distinct()))
            .order_by(|row| row.0);
        let expected = [(Some(10.0), "PAID!".to_owned(), 2, 1, 1), (Some(20.5), "OPEN!".to_owned(), 3, 0, 1)];
        let rows = keys.collect().await?;
        assert_eq!(rows[..1], expected[..1]);
        assert_eq!(rows.len(), 3);

        let all = data.orders.agg(|o| (o.amount.min(), o.amount.avg(), count(), o.bill_to.city.max()));
        assert_eq!(all.collect().await?, [(Some(4.0), Some(83.625), 4, Some("Zürich".to_owned()))]);
        let nothing = data.orders.filter(|o| o.id.lt(0)).agg(|o| (o.amount.sum(), count()));
        assert_eq!(nothing.collect().await?, [(None, 0)]);
        let only_keys = data.orders.group_by(|o| o.status).agg(|status, _| status);
        assert_eq!(only_keys.order_by(|status| status).collect().await?, ["open", "paid"]);
        let structs = data.orders.group_by(|o| o.ship_to).agg(|address, o| (address, o.amount.sum()));
        assert_eq!(structs.collect().await?, [(address("Lyon", Some("69001")), Some(334.5))]);
        Ok(())
    }

    async fn order_limit_offset(server) -> Result<()> {
        let data = data(server).await?;
        let notes = data.orders.select(|o| (o.note, o.id));
        let ids = |rows: Vec<(Option<String>, i64)>| rows.into_iter().map(|row| row.1).collect::<Vec<_>>();
        assert_eq!(ids(notes.order_by(|row| (row.0, row.1)).collect().await?), [2, 4, 1, 3]);
        assert_eq!(ids(notes.order_by(|row| (row.0.desc(), row.1.desc())).collect().await?), [3, 1, 4, 2]);
        assert_eq!(ids(notes.order_by(|row| (row.0.asc_nulls_last(), row.1)).limit(3).offset(1).collect().await?), [3, 2]);
        assert_eq!(data.orders.union(&data.orders).distinct().count().await?, 4);
        assert_eq!(data.orders.drop_duplicates(|o| o.status).count().await?, 2);
        assert_eq!(data.orders.drop_duplicates(|o| (o.status.substr(1, 1), o.id % 2)).count().await?, 3);
        Ok(())
    }

    async fn windows(server) -> Result<()> {
        let data = data(server).await?;
        let ranked = data.orders.select(|o| {
            (o.id, row_number().over(partition_by(o.status).order_by(o.amount.desc())), o.amount.sum().over(partition_by(o.status)))
        });
        let top = ranked.filter(|row| row.1.eq(1)).order_by(|row| row.0);
        assert_eq!(top.collect().await?, [(2, 1, Some(20.5)), (3, 1, Some(314.0))]);
        Ok(())
    }

    async fn actions(server) -> Result<()> {
        let data = data(server).await?;
        let sorted = data.orders.order_by(|o| o.id);
        assert_eq!(sorted.first().await?.map(|o| o.id), Some(1));
        assert_eq!(sorted.filter(|o| o.id.gt(99)).first().await?, None);
        assert_eq!(sorted.take(2).await?.len(), 2);
        assert_eq!(sorted.count().await?, 4);
        assert!(!sorted.is_empty().await?);
        assert!(sorted.filter(|o| o.id.gt(99)).is_empty().await?);
        let streamed: Vec<Order> = sorted.stream().try_collect().await?;
        assert_eq!(streamed, orders());
        let batches: Vec<_> = sorted.batches().await?.try_collect().await?;
        assert_eq!(batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 4);
        let names: Vec<_> = sorted.schema().await?.fields.into_iter().map(|field| field.name).collect();
        assert_eq!(names, ["id", "customer_id", "status", "amount", "note", "day", "tags", "ship_to", "bill_to"]);
        assert!(!sorted.explain(ExplainMode::Simple).await?.is_empty());
        Ok(())
    }

    async fn writing_and_reading(server) -> Result<()> {
        let data = data(server).await?;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("orders").to_str().expect("UTF-8").to_owned();
        data.orders.write().partition_by(["status"]).parquet(&path).await?;
        let back: Dataset<Order> = data.spark.read().parquet(&path).dataset();
        assert_eq!(back.order_by(|o| o.id).collect().await?, orders());
        let exists = data.orders.write().parquet(&path).await.expect_err("the folder exists");
        assert!(matches!(exists.kind(), ErrorKind::Analysis | ErrorKind::Internal | ErrorKind::Execution), "{exists:?}");
        Ok(())
    }

    async fn an_escaped_expression_is_an_error_of_the_action(server) -> Result<()> {
        let data = data(server).await?;
        let mut escaped = None;
        let first = data.orders.filter(|o| {
            escaped = Some(o.id);
            o.id.gt(0)
        });
        assert_eq!(first.count().await?, 4);
        let escaped = escaped.expect("the closure ran");
        let second = data.orders.filter(|_| escaped.gt(0));
        for error in [second.count().await.expect_err("escaped"), second.collect().await.expect_err("escaped")] {
            assert_eq!(error.kind(), ErrorKind::InvalidPlan);
            assert!(error.to_string().contains("outside of the closure"), "{error}");
        }
        Ok(())
    }

    async fn a_null_in_a_plain_field_names_the_column_the_type_and_the_row(server) -> Result<()> {
        #[derive(Debug, SparkRow)]
        struct Strict {
            id: i64,
            #[allow(dead_code)]
            note: String,
        }
        let data = data(server).await?;
        let loose = data.orders.order_by(|o| o.id).select(|o| (o.id, o.note)).to_df().to_df(["id", "note"]);
        let strict: Dataset<Strict> = loose.dataset();
        assert_eq!(strict.count().await?, 4);
        assert_eq!(strict.filter(|s| s.id.eq(1)).collect().await?.first().map(|s| s.id), Some(1));
        let error = strict.collect().await.expect_err("a NULL");
        assert_eq!(error.kind(), ErrorKind::Conversion);
        let text = error.to_string();
        assert!(text.contains("note") && text.contains("Strict") && text.contains("row 1"), "{text}");
        Ok(())
    }

    async fn every_difference_of_a_schema_is_told_at_once(server) -> Result<()> {
        #[derive(Debug, SparkRow)]
        #[allow(dead_code)]
        struct Wrong {
            id: i32,
            statu: String,
            ship_to: WrongAddress,
        }
        #[derive(Debug, SparkRow)]
        #[allow(dead_code)]
        struct WrongAddress {
            city: i64,
            street: String,
        }
        let data = data(server).await?;
        let wrong: Dataset<Wrong> = data.orders.to_df().dataset();
        for error in [wrong.collect().await.expect_err("wrong"), wrong.count().await.expect_err("wrong")] {
            assert_eq!(error.kind(), ErrorKind::Schema);
            let text = error.to_string();
            for part in ["Wrong", "`id`", "`statu`", "`status`", "`ship_to.city`", "`ship_to.street`"] {
                assert!(text.contains(part), "{part} is not in: {text}");
            }
        }
        Ok(())
    }

}

/// Any serde type can be read, also with Spark's own time zone.
#[derive(Debug, PartialEq, serde::Deserialize)]
struct Reading {
    at: jiff::Timestamp,
    value: Option<f64>,
    tags: BTreeMap<String, i32>,
}

on_every_server! {
    async fn serde_types(server) -> Result<()> {
        let data = data(server).await?;
        let df = data.spark.sql("SELECT timestamp '2024-05-01 12:00:00Z' AS at, 1.5D AS value, map('a', 1) AS tags").await?;
        let rows: Vec<Reading> = df.collect_as().await?;
        let at = "2024-05-01T12:00:00Z".parse().expect("a timestamp");
        assert_eq!(rows, [Reading { at, value: Some(1.5), tags: BTreeMap::from([("a".to_owned(), 1)]) }]);
        Ok(())
    }
}
