//! Conditions on groups, groups of several sets of keys, and values that become fields.

use spark_connect_core::{
    dataset::{grand_total, grouping, grouping_id, grouping_set},
    expr::Literal,
    functions::{self as f, col},
    prelude::*,
};
use spark_connect_tests::{on_every_server, plans::assert_same, servers::TestServer};

use crate::{data::data, plans::plans};

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Sale {
    city: String,
    model: Option<String>,
    day: jiff::civil::Date,
    pieces: i32,
    new: bool,
}

fn sales() -> Vec<Sale> {
    let sale = |city: &str, model: Option<&str>, pieces: i32| Sale {
        city: city.to_owned(),
        model: model.map(str::to_owned),
        day: jiff::civil::date(2024, 1, 1 + i8::try_from(pieces % 2).expect("small")),
        pieces,
        new: pieces > 2,
    };
    vec![
        sale("Lyon", Some("a"), 1),
        sale("Lyon", Some("a"), 2),
        sale("Lyon", Some("b"), 3),
        sale("Nice", Some("a"), 4),
        sale("Nice", None, 5),
    ]
}

async fn sales_on(server: &TestServer) -> Result<Dataset<Sale>> {
    let spark = SparkSession::builder().remote(server.connection_string()).connect().await?;
    Ok(spark.create_dataset(&sales()))
}

/// City, model, what is not grouped by, and the pieces.
type Subtotal = (Option<String>, Option<String>, i64, Option<i64>);

fn subtotal(city: Option<&str>, model: Option<&str>, left_out: i64, pieces: i64) -> Subtotal {
    (city.map(str::to_owned), model.map(str::to_owned), left_out, Some(pieces))
}

async fn sorted(subtotals: Dataset<Subtotal>) -> Result<Vec<Subtotal>> {
    subtotals.order_by(|row| (row.2, row.0, row.1)).collect().await
}

#[derive(Debug, PartialEq, SparkRow)]
struct ByModel {
    #[spark(rename = "a")]
    model_a: Option<i64>,
    b: Option<i64>,
    c: Option<i64>,
}

#[derive(Debug, PartialEq, SparkRow)]
struct ByNews {
    #[spark(rename = "true")]
    new: Option<i64>,
    #[spark(rename = "false")]
    old: Option<i64>,
}

#[derive(Debug, PartialEq, SparkRow)]
struct ByDay {
    #[spark(rename = "2024-01-02")]
    second: Option<i32>,
    #[spark(rename = "2024-01-03")]
    third: Option<i32>,
}

#[derive(Debug, PartialEq, SparkRow)]
struct ByPieces {
    #[spark(rename = "1")]
    one: Option<i64>,
    #[spark(rename = "5")]
    five: Option<i64>,
}

/// The names are no numbers, one field is not optional, one has another type.
#[derive(Debug, PartialEq, SparkRow)]
struct Misfit {
    #[spark(rename = "1")]
    one: i64,
    five: Option<String>,
}

#[tokio::test]
async fn their_plans_are_those_that_a_person_would_write() {
    let plans = plans().await;
    let (items, read) = (&plans.items, plans.read());
    let price = |alias: &str| f::sum("price").alias(alias);
    let keys = || (col("name"), col("id"));
    let result = (col("name").alias("_1"), col("id").alias("_2"), col("#a0").alias("_3"));
    let totals = items
        .rollup(|i| (i.name, i.id))
        .agg(|(name, id), i| (name, id, i.price.sum(), grouping(id), grouping_id()));
    let level = (price("#a0"), f::grouping(col("id")).alias("#a1"), f::grouping_id(()).alias("#a2"));
    let columns = [("name", "_1"), ("id", "_2"), ("#a0", "_3"), ("#a1", "_4"), ("#a2", "_5")];
    let columns = columns.map(|(name, alias)| col(name).alias(alias)).to_vec();
    assert_same(&totals.to_df(), &read.rollup(keys()).agg(level).select(columns));
    let totals = items.cube(|i| (i.name, i.id)).agg(|(name, id), i| (name, id, i.price.sum()));
    assert_same(&totals.to_df(), &read.cube(keys()).agg(price("#a0")).select(result.clone()));
    let totals = items.grouping_sets(
        |i| (i.name, i.id),
        |(name, id)| [grouping_set((name, id)), grouping_set(id), grand_total()],
    );
    let totals = totals.agg(|(name, id), i| (name, id, i.price.sum()));
    let sets = [vec!["name", "id"], vec!["id"], vec![]];
    assert_same(&totals.to_df(), &read.grouping_sets(sets, keys()).agg(price("#a0")).select(result));
    let totals = items.cube(|i| i.name.upper()).agg(|name, i| (name, i.price.sum()));
    let by_hand = read.with_column("#k0", f::upper("name")).cube("#k0").agg(price("#a0"));
    assert_same(&totals.to_df(), &by_hand.select((col("#k0").alias("_1"), col("#a0").alias("_2"))));

    let many = items
        .group_by(|i| i.name)
        .having(|name, i| i.price.sum().gt(5.0) & name.ne("x"))
        .having(|_, _| count().gt(1));
    let many = many.agg(|name, i| (name, i.price.max()));
    let by_hand = read
        .group_by(col("name").alias("#k0"))
        .agg((
            price("#a0"),
            f::count(spark_connect_core::expr::lit(1)).alias("#a1"),
            f::max("price").alias("#a2"),
        ))
        .filter(col("#a0").gt(5.0).and(col("#k0").ne("x")).and(col("#a1").gt(1_i64)))
        .select((col("#k0").alias("_1"), col("#a2").alias("_2")));
    assert_same(&many.to_df(), &by_hand);

    let pivoted =
        items.group_by(|i| i.id).pivot_into::<ByModel, _, _>(|i| i.name.lower(), |i| i.price.count());
    let fields = ["a", "b", "c"].map(|name| [spark_connect_core::expr::lit(name), col(name)]).concat();
    let by_hand = read
        .group_by(col("id").alias("#k0"))
        .pivot_values(f::lower("name"), ["a", "b", "c"].map(Literal::from))
        .agg(f::count("price"))
        .select((col("#k0").alias("_1"), f::named_struct(fields).alias("_2")));
    assert_same(&pivoted.to_df(), &by_hand);
}

on_every_server! {
    async fn conditions_on_groups(server) -> Result<()> {
        let data = data(server).await?;
        let by_status = data.orders.group_by(|o| o.status);
        let several = by_status.having(|status, _| count().gt(1) & status.ne("x")).agg(|status, o| (status, o.amount.max()));
        assert_eq!(several.collect().await?, [("paid".to_owned(), Some(300.0))]);
        let by_customer = data.orders.group_by(|o| (o.customer_id, o.ship_to.city));
        let larger = by_customer
            .having(|(customer, _), o| o.amount.sum().gt(data.orders.scalar(|o| o.amount.avg() * 0.3)) & customer.gt(0))
            .having(|_, o| o.id.min().lt(4))
            .agg(|(customer, city), o| (o.amount.sum(), city, customer, count()))
            .order_by(|row| row.2);
        let row = |sum: f64, customer: i64, n: i64| (Some(sum), "Lyon".to_owned(), customer, n);
        assert_eq!(larger.collect().await?, [row(30.5, 1, 2), row(300.0, 2, 1)]);
        // With a query that refers to the group.
        let known = data.orders.group_by(|o| o.customer_id).having(|customer, _| {
            data.customers.exists(|c| c.id.eq(outer(customer)))
        });
        let known = known.agg(|customer, _| customer).order_by(|id| id).collect().await;
        assert!(known.is_err() || known? == [1, 2]);
        Ok(())
    }

    async fn subtotals(server) -> Result<()> {
        let sales = sales_on(server).await?;
        let rolled = sales.rollup(|s| (s.city, s.model)).agg(|(city, model), s| (city, model, grouping_id(), s.pieces.sum()));
        let mut expected = vec![
            subtotal(Some("Lyon"), Some("a"), 0, 3),
            subtotal(Some("Lyon"), Some("b"), 0, 3),
            subtotal(Some("Nice"), None, 0, 5),
            subtotal(Some("Nice"), Some("a"), 0, 4),
            subtotal(Some("Lyon"), None, 1, 6),
            subtotal(Some("Nice"), None, 1, 9),
        ];
        let by_model = [subtotal(None, None, 2, 5), subtotal(None, Some("a"), 2, 7), subtotal(None, Some("b"), 2, 3)];
        let total = subtotal(None, None, 3, 15);
        let (groups, all) = (expected.clone(), [by_model.as_slice(), std::slice::from_ref(&total)].concat());
        expected.push(total);
        assert_eq!(sorted(rolled).await?, expected);
        let cubed = sales.cube(|s| (s.city, s.model)).agg(|(city, model), s| (city, model, grouping_id(), s.pieces.sum()));
        assert_eq!(sorted(cubed).await?, [groups, all].concat());
        Ok(())
    }

    async fn subtotals_of_some_sets(server) -> Result<()> {
        let sales = sales_on(server).await?;
        // Only keys as they are.
        let wrong = sales.grouping_sets(|s| s.city, |city| [grouping_set(city.upper())]).agg(|_, _| count());
        let error = wrong.collect().await.expect_err("no key");
        assert!(error.kind() == ErrorKind::InvalidPlan && error.to_string().contains("grouping_sets"), "{error}");
        // One key, that may be NULL already; and after a join.
        let models = sales.rollup(|s| s.model).agg(|model, s| (model, grouping(model), s.pieces.max()));
        assert_eq!(models.filter(|row| row.0.is_null()).order_by(|row| row.1).collect().await?, [(None, 0, Some(5)), (None, 1, Some(5))]);
        let pairs = sales.join(&sales, |a, b| a.city.eq(b.city)).rollup(|(a, b)| (a.city, b.new));
        let rows = pairs.agg(|(city, new), _| (city, new, count(), grouping(new))).filter(|row| row.3.eq(1_i8));
        let rows = rows.order_by(|row| row.2).select(|row| (row.0, row.2)).collect().await?;
        assert_eq!(rows, [(Some("Nice".to_owned()), 4), (Some("Lyon".to_owned()), 9), (None, 13)]);
        if !server.kind().is_spark() {
            let set = sales.grouping_sets(|s| s.city, |city| [grouping_set(city)]).agg(|city, _| city);
            assert!(set.collect().await.is_err(), "Sail has grouping sets: test them");
            return Ok(());
        }
        let sets = sales.grouping_sets(
            |s| (s.city.upper(), s.model),
            |(city, model)| [grouping_set(city), grouping_set((model, city)), grand_total()],
        );
        let rows = sets
            .having(|(city, _), s| grouping(city).eq(0_i8) | s.pieces.sum().gt(10))
            .agg(|(city, model), s| (city.unwrap_or("all"), grouping(model), s.pieces.sum()))
            .order_by(|row| (row.0, row.1, row.2));
        let row = |city: &str, left_out: i8, pieces: i64| (city.to_owned(), left_out, Some(pieces));
        let expected = [
            row("LYON", 0, 3), row("LYON", 0, 3), row("LYON", 1, 6), row("NICE", 0, 4), row("NICE", 0, 5), row("NICE", 1, 9), row("all", 1, 15),
        ];
        assert_eq!(rows.collect().await?, expected);
        Ok(())
    }

    async fn values_become_fields(server) -> Result<()> {
        let sales = sales_on(server).await?;
        let cities = sales.group_by(|s| s.city).pivot_into(|s| s.model, |s| s.pieces.sum());
        let expected = [
            ("Lyon".to_owned(), ByModel { model_a: Some(3), b: Some(3), c: None }),
            ("Nice".to_owned(), ByModel { model_a: Some(4), b: None, c: None }),
        ];
        assert_eq!(cities.order_by(|(city, _)| city).collect().await?, expected);
        let a = cities.filter(|(_, by)| by.b.is_null()).select(|(city, by)| (city.upper(), by.model_a));
        assert_eq!(a.collect().await?, [("NICE".to_owned(), Some(4))]);
        // Values of other types, keys of several parts, and other aggregates.
        let news = sales.group_by(|s| (s.city, s.day)).pivot_into::<ByNews, _, _>(|s| s.new, |_| count());
        let news = news.order_by(|((city, day), _)| (city, day)).select(|((city, _), by)| (city, by)).collect().await?;
        let news: Vec<_> = news.into_iter().map(|(city, by)| (city, by.new, by.old)).collect();
        let row = |city: &str, new: Option<i64>, old: Option<i64>| (city.to_owned(), new, old);
        let expected = [
            row("Lyon", None, Some(1)), row("Lyon", Some(1), Some(1)), row("Nice", Some(1), None), row("Nice", Some(1), None),
        ];
        assert_eq!(news, expected);
        let days = sales.group_by(|s| s.new).pivot_into::<ByDay, _, _>(|s| s.day, |s| s.pieces.max());
        let days = days.order_by(|(new, _)| new).collect().await?;
        assert_eq!(days, [(false, ByDay { second: Some(1), third: None }), (true, ByDay { second: Some(5), third: None })]);
        let numbers = sales.group_by(|s| s.city).pivot_into::<ByPieces, _, _>(|s| s.pieces, |_| count());
        let numbers = numbers.order_by(|(city, _)| city).select(|(_, by)| by).collect().await?;
        assert_eq!(numbers, [ByPieces { one: Some(1), five: None }, ByPieces { one: None, five: Some(1) }]);
        Ok(())
    }

    async fn fields_that_do_not_fit_the_values(server) -> Result<()> {
        let sales = sales_on(server).await?;
        let wrong = sales.group_by(|s| s.city).pivot_into::<Misfit, _, _>(|s| s.pieces, |s| s.pieces.sum());
        let error = wrong.collect().await.expect_err("three mistakes");
        assert_eq!(error.kind(), ErrorKind::Schema, "{error}");
        let text = error.to_string();
        for part in ["Misfit", "`1`", "`five`", "Option"] {
            assert!(text.contains(part), "{part} is not in: {text}");
        }
        let conditional = sales.group_by(|s| s.city).having(|_, _| count().gt(1)).pivot_into::<ByModel, _, _>(|s| s.model, |_| count());
        assert_eq!(conditional.collect().await.expect_err("having").kind(), ErrorKind::InvalidPlan);
        let scalar = sales.group_by(|s| s.city).pivot_into::<i64, _, _>(|s| s.model, |_| count());
        assert_eq!(scalar.collect().await.expect_err("no fields").kind(), ErrorKind::Schema);
        Ok(())
    }
}
