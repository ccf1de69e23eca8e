//! Arrays, maps, and windows of time, on every server.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use spark_connect_core::{
    dataset::{
        TimeWindow,
        functions::{array, map, session_window, window, window_sliding, window_time},
    },
    prelude::*,
};
use spark_connect_tests::{
    on_every_server,
    servers::{Kind, TestServer},
};

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Line {
    product: String,
    price: f64,
    quantity: i32,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Basket {
    id: i64,
    lines: Vec<Line>,
    codes: Option<Vec<i32>>,
    stock: BTreeMap<String, Option<i32>>,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Event {
    at: Option<Timestamp>,
    bytes: i64,
}

fn line(product: &str, price: f64, quantity: i32) -> Line {
    Line { product: product.to_owned(), price, quantity }
}

fn basket() -> Basket {
    Basket {
        id: 1,
        lines: vec![line("pen", 2.5, 2), line("ink", 10.0, 1)],
        codes: Some(vec![3, 1, 2]),
        stock: BTreeMap::from([("a".to_owned(), Some(1)), ("b".to_owned(), None)]),
    }
}

async fn baskets(server: &TestServer) -> Dataset<Basket> {
    server
        .session()
        .await
        .create_dataset(&[basket(), Basket { id: 2, codes: None, lines: Vec::new(), ..basket() }])
}

fn at(text: &str) -> Timestamp {
    format!("2024-05-01T{text}Z").parse().expect("a timestamp")
}

on_every_server! {
    async fn closures_over_elements(server) -> Result<()> {
        let baskets = baskets(server).await.order_by(|b| b.id);
        let totals = baskets.select(|b| {
            (
                b.id,
                b.lines.transform(|line| line.price * line.quantity.cast::<f64>()),
                b.lines.retain(|line| line.price.gt(5.0)),
                b.lines.any(|line| line.quantity.gt(1)),
                b.lines.all(|line| line.price.gt(5.0)),
                b.codes.any(|code| code.eq(2)),
            )
        });
        let first = (1, vec![5.0, 10.0], vec![line("ink", 10.0, 1)], true, false, Some(true));
        assert_eq!(totals.collect().await?, [first, (2, Vec::new(), Vec::new(), false, true, None)]);
        Ok(())
    }

    async fn functions_of_arrays(server) -> Result<()> {
        let first = baskets(server).await.filter(|b| b.id.eq(1));
        let arrays = first.select(|b| {
            (
                b.codes.array_sort(),
                b.codes.array_max(),
                b.codes.contains(2),
                b.codes.element_at(1),
                b.codes.array_append(7),
                array([b.id, b.id + 1]),
                b.lines.array_size(),
            )
        });
        let expected =
            (Some(vec![1, 2, 3]), Some(3), Some(true), Some(3), Some(vec![3, 1, 2, 7]), vec![1, 2], 2);
        assert_eq!(arrays.collect().await?, [expected]);
        let maps = first.select(|b| (b.stock.map_keys().array_sort(), b.stock.element_at("a"), map([("x", b.id)])));
        let expected = (vec!["a".to_owned(), "b".to_owned()], Some(1), HashMap::from([("x".to_owned(), 1)]));
        assert_eq!(maps.collect().await?, [expected]);
        Ok(())
    }

    /// Sail has fewer functions of functions than Spark.
    async fn folds_and_closures_over_entries(server) -> Result<()> {
        let baskets = baskets(server).await.order_by(|b| b.id);
        let all = baskets.select(|b| {
            (
                b.lines.fold(0.0, |sum, line| sum + line.price * line.quantity.cast::<f64>()),
                b.codes.sort_by(|left, right| right - left),
                b.codes.zip_with(b.lines, |code, line| (code, line.product)),
                b.stock.transform_values(|name, n| n.unwrap_or(0) + name.length()),
                b.stock.map_filter(|_, n| n.is_null()).map_keys(),
            )
        });
        if server.kind() == Kind::Sail {
            assert!(all.collect().await.is_err(), "Sail has them all now: compare the results there too");
            return Ok(());
        }
        let zipped = [(Some(3), Some("pen")), (Some(1), Some("ink")), (Some(2), None)];
        let zipped = zipped.map(|(code, product)| (code, product.map(str::to_owned))).to_vec();
        let stock = BTreeMap::from([("a".to_owned(), 2), ("b".to_owned(), 1)]);
        let first = (15.0, Some(vec![3, 2, 1]), Some(zipped), stock.clone(), vec!["b".to_owned()]);
        assert_eq!(all.collect().await?, [first, (0.0, None, None, stock, vec!["b".to_owned()])]);
        Ok(())
    }

    async fn windows_of_time(server) -> Result<()> {
        let event = |time: &str, bytes: i64| Event { at: Some(at(time)), bytes };
        let events = [event("10:01:00", 1), event("10:04:00", 2), event("10:12:00", 4), Event { at: None, bytes: 8 }];
        let events = server.session().await.create_dataset(&events);
        let span = |start: &str, end: &str| TimeWindow { start: at(start), end: at(end) };
        let fixed = events
            .group_by(|e| window(e.at, "10 minutes"))
            .agg(|window, e| (window, window.end, e.bytes.sum()))
            .order_by(|row| row.0.start);
        let expected = [
            (span("10:00:00", "10:10:00"), at("10:10:00"), Some(3)),
            (span("10:10:00", "10:20:00"), at("10:20:00"), Some(4)),
        ];
        assert_eq!(fixed.collect().await?, expected);
        let sessions = events.group_by(|e| session_window(e.at, "5 minutes")).agg(|session, _| (session, count()));
        if server.kind() == Kind::Sail {
            assert!(sessions.collect().await.is_err(), "Sail has sessions now: compare the results there too");
            return Ok(());
        }
        let expected = [(span("10:01:00", "10:09:00"), 2), (span("10:12:00", "10:17:00"), 1)];
        assert_eq!(sessions.order_by(|row| row.0.start).collect().await?, expected);
        let sliding = events.group_by(|e| window_sliding(e.at, "10 minutes", "5 minutes")).agg(|window, _| {
            (window.start, window_time(window), count())
        });
        let last = at("10:09:59.999999");
        assert_eq!(sliding.filter(|row| row.1.eq(last)).collect().await?, [(at("10:00:00"), last, 2)]);
        // As the columns of a row, and in a projection.
        let windows = events.select(|e| window(e.at, "1 hour"));
        assert_eq!(windows.distinct().collect().await?, [span("10:00:00", "11:00:00")]);
        assert_eq!(windows.select(|w| w.start).count().await?, 3);
        let again = server.session().await.create_dataset(&[span("10:00:00", "11:00:00")]);
        assert_eq!(again.collect().await?, [span("10:00:00", "11:00:00")]);
        Ok(())
    }
}
