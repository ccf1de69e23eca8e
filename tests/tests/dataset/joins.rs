//! Joins: which pairs each of them gives, in chains, with itself and with the same rows on both sides.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, date},
};
use spark_connect_core::{
    dataframe::{AsOf, AsOfDirection, JoinType, NearestBy},
    dataset::{as_of, by_distance, by_similarity},
    expr,
    functions::{abs, col, sum},
    prelude::*,
};
use spark_connect_tests::{on_every_server, plans::assert_same, servers::Kind};

use crate::data::{Address, Customer, Order, SaleCols, address, customers, data, orders};
use crate::plans::{Item, plans};

/// What an order and a copy of it have in common.
#[derive(Debug, PartialEq, SparkRow)]
#[spark(from(Order, Copy))]
struct Key {
    id: i64,
    status: String,
}

#[derive(Debug, PartialEq, SparkRow)]
#[spark(from(Item))]
struct ItemKey {
    id: i64,
    name: String,
}

/// Some of an order's fields, in another order.
#[derive(Debug, Clone, PartialEq, SparkRow)]
#[spark(from(Order))]
struct Copy {
    status: String,
    amount: f64,
    id: i64,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Quote {
    share: String,
    at: Timestamp,
    day: Date,
    price: f64,
}

fn quotes() -> Vec<Quote> {
    let quote = |share: &str, second: i64, price: f64| Quote {
        share: share.to_owned(),
        at: Timestamp::from_second(second).expect("a time"),
        day: date(2024, 1, i8::try_from(second).expect("small")),
        price,
    };
    vec![quote("a", 1, 1.5), quote("a", 5, 2.5), quote("b", 4, 10.0), quote("b", 9, 20.0)]
}

/// The order's number and the customer's name of each pair, where they are.
fn names(pairs: &Dataset<(Option<Order>, Option<Customer>)>) -> Dataset<(Option<i64>, Option<String>)> {
    pairs.order_by(|(o, c)| (o.id.asc_nulls_last(), c.id)).select(|(o, c)| (o.id, c.name))
}

#[tokio::test]
async fn their_plans_are_those_that_a_person_would_write() {
    let plans = plans().await;
    let (items, read) = (&plans.items, plans.read());
    let [left, right] = [read.alias("l"), read.alias("r")];
    let [marked_left, marked_right] =
        ["l", "r"].map(|alias| read.with_column("#present", expr::lit(true)).alias(alias));
    let on = col("l.id").eq(col("r.id"));
    let both = (col("l.name").alias("_1"), col("r.price").alias("_2"));
    let joined = items.join(items, |l, r| l.id.eq(r.id)).select(|(l, r)| (l.name, r.price));
    assert_same(&joined.to_df(), &left.join(&right, on.clone(), JoinType::Inner).select(both.clone()));
    let joined = items.left_join(items, |l, r| l.id.eq(r.id)).select(|(l, r)| (l.name, r.price));
    assert_same(&joined.to_df(), &left.join(&marked_right, on.clone(), JoinType::Left).select(both.clone()));
    let joined = items.right_join(items, |l, r| l.id.eq(r.id)).select(|(l, r)| (l.name, r.price));
    assert_same(&joined.to_df(), &marked_left.join(&right, on.clone(), JoinType::Right).select(both.clone()));
    let joined = items.full_join(items, |l, r| l.id.eq(r.id)).select(|(l, r)| (l.name, r.price));
    assert_same(
        &joined.to_df(),
        &marked_left.join(&marked_right, on.clone(), JoinType::Full).select(both.clone()),
    );
    assert_same(
        &items.semi_join(items, |l, r| l.id.eq(r.id)).to_df(),
        &left.join(&right, on.clone(), JoinType::LeftSemi),
    );
    assert_same(
        &items.anti_join(items, |l, r| l.id.eq(r.id)).to_df(),
        &left.join(&right, on.clone(), JoinType::LeftAnti),
    );
    let joined = items.cross_join(items).select(|(l, r)| (l.name, r.price));
    assert_same(&joined.to_df(), &left.cross_join(&right).select(both.clone()));
    let joined = items.join_using::<ItemKey, _>(items).select(|(l, r)| (l.name, r.price));
    let on_both = on.clone().and(col("l.name").eq(col("r.name")));
    assert_same(&joined.to_df(), &left.join(&right, on_both, JoinType::Inner).select(both.clone()));
    let [left_keys, right_keys] = ["l", "r"].map(|side| [format!("{side}.id"), format!("{side}.name")]);
    let equal = |index: usize| col(&left_keys[index]).eq(col(&right_keys[index]));
    let on_both = equal(0).and(equal(1));
    let joined = items.right_join_using::<ItemKey, _>(items).select(|(l, r)| (l.name, r.price));
    assert_same(
        &joined.to_df(),
        &marked_left.join(&right, on_both.clone(), JoinType::Right).select(both.clone()),
    );
    let joined = items.full_join_using::<ItemKey, _>(items).select(|(l, r)| (l.name, r.price));
    let by_hand = marked_left.join(&marked_right, on_both.clone(), JoinType::Full);
    assert_same(&joined.to_df(), &by_hand.select(both.clone()));
    let joined = items.semi_join_using::<ItemKey, _>(items);
    assert_same(&joined.to_df(), &left.join(&right, on_both.clone(), JoinType::LeftSemi));
    let joined = items.anti_join_using::<ItemKey, _>(items);
    assert_same(&joined.to_df(), &left.join(&right, on_both, JoinType::LeftAnti));
    // A join with a join, and a query on it, are one projection above the joins.
    let pairs = items.join(items, |l, r| l.id.eq(r.id));
    let joined = pairs
        .semi_join(items, |(l, _), x| l.name.eq(x.name))
        .filter(|(_, r)| r.price.gt(1.0))
        .select(|(l, r)| (l.name, r.price));
    let by_hand = left.join(&right, on.clone(), JoinType::Inner).join(
        &read.alias("x"),
        col("l.name").eq(col("x.name")),
        JoinType::LeftSemi,
    );
    assert_same(&joined.to_df(), &by_hand.filter(col("r.price").gt(1.0)).select(both.clone()));
    let other = items.join(items, |l, r| l.price.gt(r.price));
    let joined =
        pairs.join(&other, |(l, _), (_, r)| l.id.eq(r.id)).select(|((l, _), (_, r))| (l.name, r.price));
    let others =
        read.alias("l2").join(&read.alias("r2"), col("l2.price").gt(col("r2.price")), JoinType::Inner);
    let by_hand = left.join(&right, on.clone(), JoinType::Inner).join(
        &others,
        col("l.id").eq(col("r2.id")),
        JoinType::Inner,
    );
    assert_same(&joined.to_df(), &by_hand.select((col("l.name").alias("_1"), col("r2.price").alias("_2"))));

    let lateral = items.lateral_join(|l| items.filter(|r| r.id.eq(outer(l.id))).agg(|r| r.price.sum()));
    let sums = read.filter(col("id").eq(col("l.id"))).agg(sum("price").alias("value")).alias("r");
    let both = (col("l.name").alias("_1"), col("r.value").alias("_2"));
    let lateral = lateral.select(|(l, sum)| (l.name, sum));
    assert_same(&lateral.to_df(), &left.lateral_join(&sums, JoinType::Inner).select(both));
    let nearest = items
        .as_of_join(items, |l, r| as_of(l.price, r.price).on(l.name.eq(r.name)).tolerance(2.0).either_way());
    let nearest = nearest.select(|(_, r)| r.id);
    let by_hand =
        AsOf::columns(col("l.price"), col("r.price")).on(col("l.name").eq(col("r.name"))).tolerance(2.0);
    let by_hand = left.join_as_of(&right, by_hand.direction(AsOfDirection::Nearest));
    assert_same(&nearest.to_df(), &by_hand.select(col("r.id").alias("value")));

    let nearest = items.nearest_by_join(items, |l, r| by_distance((l.price - r.price).abs(), 2));
    let distance = abs(col("l.price") - col("r.price"));
    let by_hand = left.nearest_by_join(&right, NearestBy::distance(distance, 2));
    let nearest = nearest.select(|(l, r)| (l.name, r.price));
    assert_same(&nearest.to_df(), &by_hand.select((col("l.name").alias("_1"), col("r.price").alias("_2"))));
    let nearest = items.left_nearest_by_join(items, |l, r| by_similarity(l.price * r.price, 1).approximate());
    let product = col("l.price") * col("r.price");
    let by_hand = NearestBy::similarity(product, 1).approximate().how(JoinType::Left);
    let by_hand = left.nearest_by_join(&marked_right, by_hand).select(col("r.id").alias("value"));
    assert_same(&nearest.select(|(_, r)| r.id).to_df(), &by_hand);
}

on_every_server! {
    async fn joins_give_pairs(server) -> Result<()> {
        let data = data(server).await?;
        let pairs = data.orders.join(&data.customers, |o, c| o.customer_id.eq(c.id));
        let names = pairs.order_by(|(o, _)| o.id).select(|(o, c)| (o.id, c.name));
        let expected = [(1, "Ada"), (2, "Ada"), (3, "Béla")].map(|(id, name)| (id, name.to_owned()));
        assert_eq!(names.collect().await?, expected);

        // The pair itself can be collected, counted, deduplicated and united.
        let whole = pairs.order_by(|(o, _)| o.id).collect().await?;
        assert_eq!(whole.iter().map(|(o, c)| (o.id, c.name.clone())).collect::<Vec<_>>(), expected);
        assert_eq!(whole.first().map(|(o, _)| o.clone()), orders().into_iter().next());
        assert_eq!(pairs.union(&pairs).count().await?, 6);
        assert_eq!(pairs.union(&pairs).distinct().count().await?, 3);
        assert_eq!(pairs.drop_duplicates(|(_, c)| c.id).count().await?, 2);
        Ok(())
    }

    async fn left_join_makes_the_right_side_optional(server) -> Result<()> {
        let data = data(server).await?;
        let joined = data.orders.left_join(&data.customers, |o, c| o.customer_id.eq(c.id));
        let names = joined.order_by(|(o, _)| o.id).select(|(o, c)| SaleCols {
            customer: c.name.unwrap_or("?"),
            total: o.amount,
            city: o.status,
        });
        let names: Vec<_> = names.collect().await?.into_iter().map(|sale| sale.customer).collect();
        assert_eq!(names, ["Ada", "Ada", "Béla", "?"]);
        let pairs = joined.order_by(|(o, _)| o.id).select(|(o, c)| (o.id, c)).collect().await?;
        assert_eq!(pairs.last(), Some(&(4, None)));
        assert_eq!(pairs.first(), Some(&(1, customers().into_iter().next())));
        let whole = joined.collect().await?;
        assert_eq!(whole.iter().filter(|(_, customer)| customer.is_none()).count(), 1);
        // A row of which all columns are NULL is still a row.
        let nothing = data.spark.create_dataset(&[(1_i64, None::<String>)]);
        let found = nothing.left_join(&nothing, |l, r| l.0.eq(r.0)).collect().await?;
        assert_eq!(found, [((1, None), Some((1, None)))]);
        Ok(())
    }

    async fn self_joins_and_chains(server) -> Result<()> {
        let data = data(server).await?;
        let same = data.orders.join(&data.orders, |a, b| a.customer_id.eq(b.customer_id) & a.id.lt(b.id));
        assert_eq!(same.select(|(a, b)| (a.id, b.id)).collect().await?, [(1, 2)]);
        let three = same.join(&data.customers, |(a, _), c| a.customer_id.eq(c.id)).left_join(&same, |((a, _), _), (x, _)| a.id.eq(x.id));
        let rows = three.select(|(((a, b), c), same)| (a.id, b.id, c.name, same.1.id)).collect().await?;
        assert_eq!(rows, [(1, 2, "Ada".to_owned(), Some(2))]);
        Ok(())
    }


    async fn right_join_makes_the_left_side_optional(server) -> Result<()> {
        let data = data(server).await?;
        let joined: Dataset<(Option<Order>, Customer)> =
            data.orders.right_join(&data.customers, |o, c| o.customer_id.eq(c.id) & o.id.ne(1));
        let rows = joined.order_by(|(_, c)| c.id).select(|(o, c)| (c.name, o.amount, o.ship_to.city));
        let lyon = Some("Lyon".to_owned());
        let expected = [("Ada", Some(20.5), lyon.clone()), ("Béla", Some(300.0), lyon), ("Chloé", None, None)];
        assert_eq!(rows.collect().await?, expected.map(|(name, amount, city)| (name.to_owned(), amount, city)));
        let whole = joined.order_by(|(_, c)| c.id).collect().await?;
        assert_eq!(whole[0].0, orders().into_iter().nth(1));
        assert_eq!(whole[2], (None, customers().remove(2)));
        Ok(())
    }

    async fn full_join_makes_both_sides_optional(server) -> Result<()> {
        let data = data(server).await?;
        let joined = data.orders.full_join(&data.customers, |o, c| o.customer_id.eq(c.id) & o.id.gt(1));
        let expected = [(Some(1), None), (Some(2), Some("Ada")), (Some(3), Some("Béla")), (Some(4), None), (None, Some("Chloé"))];
        assert_eq!(names(&joined).collect().await?, expected.map(|(id, name)| (id, name.map(str::to_owned))));
        let whole = joined.collect().await?;
        assert_eq!(whole.iter().filter(|(order, customer)| order.is_none() && customer.is_some()).count(), 1);
        assert_eq!(whole.iter().filter(|(order, customer)| order.is_some() && customer.is_none()).count(), 2);
        assert_eq!(joined.filter(|(o, c)| o.id.is_null() | c.id.is_null()).count().await?, 3);
        Ok(())
    }

    async fn semi_and_anti_joins_keep_the_rows(server) -> Result<()> {
        let data = data(server).await?;
        let with_orders = data.customers.semi_join(&data.orders, |c, o| c.id.eq(o.customer_id));
        assert_eq!(with_orders.order_by(|c| c.id).collect().await?, customers()[..2]);
        let without = data.customers.anti_join(&data.orders, |c, o| c.id.eq(o.customer_id));
        assert_eq!(without.collect().await?, customers()[2..]);
        // What comes out can be joined again, and with itself.
        let twice = with_orders.join(&with_orders, |a, b| a.id.lt(b.id)).semi_join(&data.orders, |(a, _), o| a.id.eq(o.id));
        assert_eq!(twice.collect().await?, [(customers().remove(0), customers().remove(1))]);
        let ids = data.orders.select(|o| o.id).anti_join(&data.customers, |id, c| id.eq(c.id));
        assert_eq!(ids.collect().await?, [4]);
        Ok(())
    }

    async fn cross_joins_give_all_pairs(server) -> Result<()> {
        let data = data(server).await?;
        let all = data.orders.cross_join(&data.customers);
        assert_eq!(all.count().await?, 12);
        let none = data.spark.create_dataset(Vec::<Customer>::new());
        assert_eq!(data.orders.cross_join(&none).collect().await?, []);
        let sums = data.spark.create_dataset(&[1_i64, 2]);
        let sums = sums.cross_join(&sums).select(|(a, b)| a * 10 + b).order_by(|sum| sum);
        assert_eq!(sums.collect().await?, [11, 12, 21, 22]);
        Ok(())
    }

    async fn joins_by_the_fields_that_both_have(server) -> Result<()> {
        let data = data(server).await?;
        let copies = data.orders.filter(|o| o.status.eq("paid")).project::<Copy>();
        let pairs = data.orders.join_using::<Key, _>(&copies);
        let rows = pairs.order_by(|(o, _)| o.id).select(|(o, copy)| (o.id, copy.amount));
        assert_eq!(rows.collect().await?, [(1, 10.0), (3, 300.0), (4, 4.0)]);
        let pairs = data.orders.left_join_using::<Key, _>(&copies);
        let rows = pairs.order_by(|(o, _)| o.id).select(|(o, copy)| (o.id, copy.amount));
        assert_eq!(rows.collect().await?, [(1, Some(10.0)), (2, None), (3, Some(300.0)), (4, Some(4.0))]);
        // The other way round, with a copy that no order is equal to.
        let other = Copy { status: "lost".into(), amount: 0.5, id: 1 };
        let copies = copies.filter(|copy| copy.id.ne(3)).union(&data.spark.create_dataset(&[other]));
        let amounts = |pairs: Vec<(Option<i64>, Option<f64>)>| pairs;
        let pairs = data.orders.right_join_using::<Key, _>(&copies);
        let rows = pairs.order_by(|(_, copy)| copy.amount).select(|(o, copy)| (o.id, copy.amount.nullable()));
        let expected = [(None, Some(0.5)), (Some(4), Some(4.0)), (Some(1), Some(10.0))];
        assert_eq!(amounts(rows.collect().await?), expected);
        let pairs = data.orders.full_join_using::<Key, _>(&copies);
        let rows = pairs.order_by(|(o, copy)| (o.id.asc_nulls_last(), copy.amount)).select(|(o, copy)| (o.id, copy.amount));
        let expected =
            [(Some(1), Some(10.0)), (Some(2), None), (Some(3), None), (Some(4), Some(4.0)), (None, Some(0.5))];
        assert_eq!(amounts(rows.collect().await?), expected);
        let ids = |orders: &Dataset<Order>| orders.select(|o| o.id).order_by(|id| id);
        assert_eq!(ids(&data.orders.semi_join_using::<Key, _>(&copies)).collect().await?, [1, 4]);
        assert_eq!(ids(&data.orders.anti_join_using::<Key, _>(&copies)).collect().await?, [2, 3]);
        Ok(())
    }

    /// Both sides of a join can be joins, and a pair can be absent as a whole.
    async fn joins_of_joins(server) -> Result<()> {
        let data = data(server).await?;
        let named = data.orders.join(&data.customers, |o, c| o.customer_id.eq(c.id));
        let next = named.join(&data.orders.left_join(&data.customers, |o, c| o.id.eq(c.id)), |(a, _), (b, _)| b.id.eq(a.id + 1));
        let rows = next.order_by(|((a, _), _)| a.id).select(|((a, c), (b, d))| (a.id, c.name, b.id, d.name));
        let expected = [(1, "Ada", 2, Some("Béla")), (2, "Ada", 3, Some("Chloé")), (3, "Béla", 4, None)];
        assert_eq!(rows.collect().await?, expected.map(|(a, c, b, d)| (a, c.to_owned(), b, d.map(str::to_owned))));

        let missing = data.customers.left_join(&named, |c, (o, _)| c.id.eq(o.id + 1));
        let rows = missing.order_by(|(c, _)| c.id).collect().await?;
        let pair = |order: usize, customer: usize| Some((orders().remove(order), customers().remove(customer)));
        let expected = [None, pair(0, 0), pair(1, 0)];
        assert_eq!(rows, customers().into_iter().zip(expected).collect::<Vec<_>>());

        let right = named.right_join(&named, |(a, _), (b, _)| a.id.eq(b.id + 1));
        let rows = right.order_by(|(_, (b, _))| b.id).select(|(a, (b, c))| (a.0.id, a.1.name, b.id, c.name));
        let expected = [(Some(2), Some("Ada"), 1, "Ada"), (Some(3), Some("Béla"), 2, "Ada"), (None, None, 3, "Béla")];
        assert_eq!(rows.collect().await?, expected.map(|(a, n, b, c)| (a, n.map(str::to_owned), b, c.to_owned())));
        let whole = right.order_by(|(_, (b, _))| b.id).collect().await?;
        assert_eq!(whole.iter().map(|(left, _)| left.is_some()).collect::<Vec<_>>(), [true, true, false]);

        // An absent side of an absent pair.
        let full = missing.full_join(&missing, |(c, _), (d, _)| c.id.eq(d.id + 1));
        let rows = full.order_by(|(left, right)| (left.0.id.asc_nulls_last(), right.0.id)).collect().await?;
        let seen: Vec<_> = rows.into_iter().map(|(left, right)| {
            let order = |side: Option<(Customer, Option<(Order, Customer)>)>| side.map(|(c, pair)| (c.id, pair.map(|(o, _)| o.id)));
            (order(left), order(right))
        }).collect();
        let expected = [
            (Some((1, None)), None),
            (Some((2, Some(1))), Some((1, None))),
            (Some((3, Some(2))), Some((2, Some(1)))),
            (None, Some((3, Some(2)))),
        ];
        assert_eq!(seen, expected);
        Ok(())
    }

    /// A struct within the absent side is absent too, also where it is one of the columns.
    async fn structs_of_an_absent_side(server) -> Result<()> {
        let data = data(server).await?;
        let joined = data.customers.left_join(&data.orders, |c, o| c.id.eq(o.customer_id) & o.id.ne(1));
        let rows = joined.order_by(|(c, _)| c.id).select(|(c, o)| (c.id, o.ship_to, o.bill_to));
        let lyon: Option<Address> = Some(address("Lyon", Some("69001")));
        let expected = [(1, lyon.clone(), Some(address("Zürich", None))), (2, lyon, None), (3, None, None)];
        assert_eq!(rows.collect().await?, expected);
        Ok(())
    }

    /// The right side is computed for each row.
    async fn lateral_joins(server) -> Result<()> {
        let data = data(server).await?;
        let largest = data.customers.lateral_join(|c| {
            data.orders.filter(|o| o.customer_id.eq(outer(c.id))).order_by(|o| o.amount.desc()).limit(1)
        });
        if !server.kind().is_spark() {
            assert!(largest.collect().await.is_err(), "Sail has lateral joins: test them");
            return Ok(());
        }
        let rows = largest.order_by(|(c, _)| c.id).select(|(c, o)| (c.name, o.id));
        assert_eq!(rows.collect().await?, [("Ada".to_owned(), 2), ("Béla".to_owned(), 3)]);
        let all = data.customers.left_lateral_join(|c| {
            let theirs = data.orders.filter(|o| o.customer_id.eq(outer(c.id)));
            theirs.select(|o| (o.id, outer(c.name).concat("!"))).order_by(|row| row.0).limit(1)
        });
        let rows = all.order_by(|(c, _)| c.id).collect().await?;
        let expected = [Some((1, "Ada!".to_owned())), Some((3, "Béla!".to_owned())), None];
        assert_eq!(rows.into_iter().map(|(_, first)| first).collect::<Vec<_>>(), expected);
        // Beside a join, and with the same one inside.
        let pairs = data.orders.join(&data.customers, |o, c| o.customer_id.eq(c.id));
        let sums = pairs.lateral_join(|(o, c)| {
            pairs.filter(|(o2, c2)| c2.id.eq(outer(c.id)) & o2.id.le(outer(o.id))).agg(|(o, _)| o.amount.sum())
        });
        let rows = sums.order_by(|((o, _), _)| o.id).select(|((o, _), sum)| (o.id, sum));
        assert_eq!(rows.collect().await?, [(1, Some(10.0)), (2, Some(30.5)), (3, Some(300.0))]);
        Ok(())
    }

    async fn as_of_joins(server) -> Result<()> {
        let data = data(server).await?;
        if !server.kind().is_spark() {
            let quotes = data.spark.create_dataset(&quotes());
            assert!(quotes.as_of_join(&quotes, |a, b| as_of(a.at, b.at)).collect().await.is_err(), "Sail has as-of joins");
            return Ok(());
        }
        let quotes = data.spark.create_dataset(&quotes());
        let at = |second| Timestamp::from_second(second).expect("a time");
        let trades = data.spark.create_dataset(&[("a".to_owned(), at(5)), ("b".to_owned(), at(8)), ("c".to_owned(), at(8))]);
        let prices = |rows: Vec<((String, Timestamp), Option<Quote>)>| {
            rows.into_iter().map(|(_, quote)| quote.map(|quote| quote.price)).collect::<Vec<_>>()
        };
        let last = trades.left_as_of_join(&quotes, |t, q| as_of(t.1, q.at).on(t.0.eq(q.share)));
        assert_eq!(prices(last.order_by(|(t, _)| t.0).collect().await?), [Some(2.5), Some(10.0), None]);
        let before = trades.left_as_of_join(&quotes, |t, q| as_of(t.1, q.at).on(t.0.eq(q.share)).without_exact_matches());
        assert_eq!(prices(before.order_by(|(t, _)| t.0).collect().await?), [Some(1.5), Some(10.0), None]);
        let close = trades.left_as_of_join(&quotes, |t, q| {
            as_of(t.1, q.at).on(t.0.eq(q.share)).tolerance(SignedDuration::from_secs(3))
        });
        assert_eq!(prices(close.order_by(|(t, _)| t.0).collect().await?), [Some(2.5), None, None]);
        let next = trades.as_of_join(&quotes, |t, q| as_of(t.1, q.at).on(t.0.eq(q.share)).forward());
        let next = next.order_by(|(t, _)| t.0).select(|(t, q)| (t.0, q.price));
        assert_eq!(next.collect().await?, [("a".to_owned(), 2.5), ("b".to_owned(), 20.0)]);
        // By days, and by numbers; either way.
        let days = data.spark.create_dataset(&[date(2024, 1, 3), date(2024, 1, 7)]);
        let nearest = days.as_of_join(&quotes, |day, q| {
            as_of(day, q.day).either_way().tolerance(SignedDuration::from_hours(24))
        });
        assert_eq!(nearest.select(|(day, q)| (day, q.price)).collect().await?, [(date(2024, 1, 3), 10.0)]);
        let numbers = data.spark.create_dataset(&[1.0, 11.5, 19.0]);
        let nearest = numbers.as_of_join(&quotes, |n, q| as_of(n, q.price).either_way().tolerance(2.0));
        let rows = nearest.select(|(n, q)| (n, q.price)).order_by(|row| row.0);
        assert_eq!(rows.collect().await?, [(1.0, 1.5), (11.5, 10.0), (19.0, 20.0)]);
        Ok(())
    }

    async fn nearest_by_joins(server) -> Result<()> {
        let data = data(server).await?;
        let quotes = data.spark.create_dataset(&quotes());
        let asked = data.spark.create_dataset(&[3.0_f64, 19.0]);
        let near = asked.nearest_by_join(&quotes, |asked, q| by_distance((asked - q.price).abs(), 2));
        if server.kind() != Kind::Spark43 {
            assert!(near.collect().await.is_err(), "{} has nearest-by joins", server.kind().name());
            return Ok(());
        }
        let rows = near.select(|(asked, q)| (asked, q.price)).order_by(|row| (row.0, row.1));
        assert_eq!(rows.collect().await?, [(3.0, 1.5), (3.0, 2.5), (19.0, 10.0), (19.0, 20.0)]);
        let far = asked.nearest_by_join(&quotes, |asked, q| by_similarity((asked - q.price).abs(), 1).approximate());
        let rows = far.order_by(|(asked, _)| asked).collect().await?;
        let [(three, q), (nineteen, r)] = rows.as_slice() else { panic!("two rows: {rows:?}") };
        assert_eq!((*three, q.price, *nineteen, r.price), (3.0, 20.0, 19.0, 1.5));
        let none = quotes.filter(|q| q.price.gt(99.0));
        let rows = asked.left_nearest_by_join(&none, |asked, q| by_distance(asked - q.price, 1));
        assert_eq!(rows.order_by(|(asked, _)| asked).collect().await?, [(3.0, None), (19.0, None)]);
        let mistake = asked.nearest_by_join(&quotes, |asked, q| by_distance(asked - q.price, 0)).collect().await;
        assert_eq!(mistake.expect_err("no rows").kind(), ErrorKind::InvalidPlan);
        Ok(())
    }
}
