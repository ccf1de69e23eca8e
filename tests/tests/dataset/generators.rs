//! Rows out of arrays and maps, and one more column beside a row.

use std::{collections::BTreeMap, fmt};

use spark_connect_core::{
    expr::{Column, star},
    functions as f,
    functions::{col, lit},
    prelude::*,
};
use spark_connect_tests::{
    on_every_server, plans,
    scripted::{Script, ScriptedServer},
    servers::TestServer,
};

use super::data::{AddressCols, Customer, Order, address, data, orders};

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Item {
    product: String,
    price: Option<f64>,
}

/// Items by who gets them.
type Gifts = BTreeMap<String, Option<Item>>;

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Cart {
    id: i64,
    items: Vec<Item>,
    tags: Option<Vec<String>>,
    notes: Vec<Option<String>>,
    stock: BTreeMap<String, Option<i32>>,
    gifts: Option<Gifts>,
}

fn item(product: &str, price: Option<f64>) -> Item {
    Item { product: product.to_owned(), price }
}

fn carts() -> Vec<Cart> {
    vec![
        Cart {
            id: 1,
            items: vec![item("pen", Some(2.5)), item("ink", None)],
            tags: Some(vec!["new".to_owned(), "paid".to_owned()]),
            notes: vec![Some("fast".to_owned()), None],
            stock: BTreeMap::from([("a".to_owned(), Some(1)), ("b".to_owned(), Some(2))]),
            gifts: Some(BTreeMap::from([("bow".to_owned(), Some(item("bow", None)))])),
        },
        Cart { id: 2, items: Vec::new(), tags: None, notes: Vec::new(), stock: BTreeMap::new(), gifts: None },
    ]
}

async fn spark(server: &TestServer) -> Result<SparkSession> {
    SparkSession::builder().remote(server.connection_string()).connect().await
}

/// Rows in the order of their text: Sail returns them in any.
fn sorted<T: fmt::Debug>(mut rows: Vec<T>) -> Vec<T> {
    rows.sort_by_key(|row| format!("{row:?}"));
    rows
}

on_every_server! {
    async fn explode_gives_the_row_and_the_element(server) -> Result<()> {
        let carts = spark(server).await?.create_dataset(&carts());
        let tags = carts.explode(|c| c.tags).select(|(c, tag)| (c.id, tag.upper()));
        assert_eq!(sorted(tags.collect().await?), [(1, "NEW".to_owned()), (1, "PAID".to_owned())]);
        // A struct has its columns, and the pair can be collected.
        let items = carts.explode(|c| c.items);
        let dear = items.filter(|(_, item)| item.price.gt(1.0)).select(|(c, item)| (c.id, item.product, item));
        assert_eq!(dear.collect().await?, [(1, "pen".to_owned(), item("pen", Some(2.5)))]);
        let whole = sorted(items.collect().await?);
        assert_eq!(whole.iter().map(|(_, item)| item.product.as_str()).collect::<Vec<_>>(), ["ink", "pen"]);
        assert_eq!(whole.first().map(|(cart, _)| cart.clone()), super::carts().into_iter().next());
        // Elements that are NULL stay.
        let notes: Dataset<(Cart, Option<String>)> = carts.explode(|c| c.notes);
        assert_eq!(sorted(notes.select(|(_, note)| note).collect().await?), [None, Some("fast".to_owned())]);
        // Entries of a map are pairs.
        let stock = carts.explode(|c| c.stock).select(|(c, (name, n))| (c.id, name, n + 1));
        assert_eq!(sorted(stock.collect().await?), [(1, "a".to_owned(), Some(2)), (1, "b".to_owned(), Some(3))]);
        // One after the other, in a group, in a join and in a subquery.
        let both = carts.explode(|c| c.tags).explode(|(c, _)| c.items).select(|((c, tag), item)| (c.id, tag, item.product));
        assert_eq!(both.count().await?, 4);
        let counts = carts.explode(|c| c.items).group_by(|(c, _)| c.id).agg(|id, (_, item)| (id, item.price.sum(), count()));
        assert_eq!(counts.collect().await?, [(1, Some(2.5), 2)]);
        let joined = carts.explode(|c| c.items).join(&carts, |(c, _), other| c.id.eq(other.id)).select(|((c, item), other)| (c.id, item.product, other.id));
        assert_eq!(joined.count().await?, 2);
        Ok(())
    }

    async fn explode_outer_keeps_rows_without_elements(server) -> Result<()> {
        let carts = spark(server).await?.create_dataset(&carts());
        let items: Dataset<(Cart, Option<Item>)> = carts.explode_outer(|c| c.items);
        let rows = items.select(|(c, item)| (c.id, item, item.product)).collect().await?;
        let pen = (1, Some(item("pen", Some(2.5))), Some("pen".to_owned()));
        let ink = (1, Some(item("ink", None)), Some("ink".to_owned()));
        assert_eq!(sorted(rows), [ink, pen, (2, None, None)]);
        let tags = carts.explode_outer(|c| c.tags).select(|(c, tag)| (c.id, tag.unwrap_or("?")));
        assert_eq!(sorted(tags.collect().await?), [(1, "new"), (1, "paid"), (2, "?")].map(|(id, tag)| (id, tag.to_owned())));
        // The entry is absent as a whole, also after the plan stood alone.
        let gifts = carts.explode_outer(|c| c.gifts);
        let rows = gifts.collect().await?.into_iter().map(|(cart, gift)| (cart.id, gift)).collect();
        assert_eq!(sorted(rows), [(1, Some(("bow".to_owned(), Some(item("bow", None))))), (2, None)]);
        let names = gifts.select(|(c, (name, gift))| (c.id, name, gift.product));
        assert_eq!(sorted(names.collect().await?), [(1, Some("bow".to_owned()), Some("bow".to_owned())), (2, None, None)]);
        Ok(())
    }

    async fn posexplode_counts_the_elements(server) -> Result<()> {
        let carts = spark(server).await?.create_dataset(&carts());
        let items = carts.posexplode(|c| c.items).select(|(c, (place, item))| (c.id, place, item.product));
        assert_eq!(sorted(items.collect().await?), [(1, 0, "pen".to_owned()), (1, 1, "ink".to_owned())]);
        let pairs: Dataset<(Cart, (i32, Item))> = carts.posexplode(|c| c.items);
        assert_eq!(sorted(pairs.select(|(_, pair)| pair).collect().await?), [(0, item("pen", Some(2.5))), (1, item("ink", None))]);
        let outer = carts.posexplode_outer(|c| c.tags);
        let rows = outer.collect().await?.into_iter().map(|(cart, pair)| (cart.id, pair)).collect();
        let expected = [(1, Some((0, "new".to_owned()))), (1, Some((1, "paid".to_owned()))), (2, None)];
        assert_eq!(sorted(rows), expected);
        let places = outer.select(|(c, (place, tag))| (c.id, place, tag.upper())).filter(|row| row.1.ne(0));
        assert_eq!(places.collect().await?, [(1, Some(1), Some("PAID".to_owned()))]);
        let entries = carts.posexplode_outer(|c| c.gifts);
        let rows = entries.collect().await?.into_iter().map(|(cart, entry)| (cart.id, entry)).collect();
        assert_eq!(sorted(rows), [(1, Some((0, ("bow".to_owned(), Some(item("bow", None)))))), (2, None)]);
        let names = entries.select(|(c, (place, (name, _)))| (c.id, place, name));
        assert_eq!(sorted(names.collect().await?), [(1, Some(0), Some("bow".to_owned())), (2, None, None)]);
        Ok(())
    }

    async fn flatten_gives_the_elements_alone(server) -> Result<()> {
        let carts = spark(server).await?.create_dataset(&carts());
        assert_eq!(sorted(carts.flatten(|c| c.tags).collect().await?), ["new", "paid"]);
        assert_eq!(sorted(carts.flatten(|c| c.items).collect().await?), [item("ink", None), item("pen", Some(2.5))]);
        let entries = carts.flatten(|c| c.stock).filter(|(_, n)| n.gt(1));
        assert_eq!(entries.collect().await?, [("b".to_owned(), Some(2))]);
        Ok(())
    }

    async fn with_adds_a_value(server) -> Result<()> {
        let data = data(server).await?;
        let doubled = data.orders.with(|o| o.amount * 2.0);
        let rows = doubled.filter(|(_, twice)| twice.gt(30.0)).order_by(|(o, _)| o.id).collect().await?;
        assert_eq!(rows.iter().map(|(o, twice)| (o.id, *twice)).collect::<Vec<_>>(), [(2, 41.0), (3, 600.0)]);
        assert_eq!(rows.first().map(|(o, _)| o.clone()), orders().into_iter().nth(1));
        // A window, a struct, a tuple, and one after the other.
        let ranked = data.orders.with(|o| row_number().over(partition_by(o.status).order_by(o.amount.desc())));
        let top = ranked.filter(|(_, place)| place.eq(1)).select(|(o, _)| o).order_by(|o| o.id);
        assert_eq!(top.select(|o| o.id).collect().await?, [2, 3]);
        let more = data
            .orders
            .with(|o| AddressCols { city: o.ship_to.city.upper(), zip: o.ship_to.zip })
            .with(|(o, address)| (o.id + 1, address.city))
            .order_by(|((o, _), _)| o.id)
            .select(|((o, address), (next, city))| (o.id, address, next, city));
        let first = (1, address("LYON", Some("69001")), 2, "LYON".to_owned());
        assert_eq!(more.first().await?, Some(first));
        let optional = data.orders.with(|o| o.bill_to).order_by(|(o, _)| o.id).select(|(o, bill)| (o.id, bill));
        assert_eq!(optional.take(2).await?, [(1, None), (2, Some(address("Zürich", None)))]);
        // In joins on both sides, in groups, and in subqueries.
        let named = doubled.join(&data.customers, |(o, _), c| o.customer_id.eq(c.id)).select(|((o, twice), c)| (o.id, twice, c.name));
        assert_eq!(named.count().await?, 3);
        let right = data.customers.join(&doubled, |c, (o, twice)| c.id.eq(o.customer_id) & twice.gt(100.0));
        assert_eq!(right.select(|(c, (_, twice))| (c.name, twice)).collect().await?, [("Béla".to_owned(), 600.0)]);
        let grouped = doubled.group_by(|(o, _)| o.status).agg(|status, (_, twice)| (status, twice.sum())).order_by(|row| row.0);
        assert_eq!(grouped.collect().await?, [("open".to_owned(), Some(41.0)), ("paid".to_owned(), Some(628.0))]);
        let known = doubled.filter(|(o, twice)| data.customers.exists(|c| c.id.eq(outer(o.customer_id)) & outer_is_large(twice)));
        assert_eq!(known.count().await?, 2);
        // The value of the row around, and not that of the subquery's own row.
        let smaller = doubled.filter(|(_, twice)| doubled.exists(|(_, other)| other.gt(outer(twice))));
        assert_eq!(smaller.count().await?, 3);
        Ok(())
    }
}

fn outer_is_large(twice: Expr<(Order, f64), f64>) -> Expr<Customer, bool> {
    spark_connect_core::dataset::lit(40.0).lt(outer(twice))
}

/// A plan as text, in which the names that the library makes have no numbers.
fn unnumbered(frame: &DataFrame) -> String {
    let text = plans::text(frame);
    let mut parts = text.split('#');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "#" + part.trim_start_matches(|sign: char| sign.is_ascii_digit()))
}

#[tokio::test]
async fn the_plans_are_flat() {
    let server = ScriptedServer::start(Script::new([])).await;
    let spark = SparkSession::builder().remote(server.remote()).connect().await.expect("the server is there");
    let table = spark.table("carts");
    let carts = table.dataset::<Cart>();
    let read = table.select(("id", "items", "tags", "notes", "stock", "gifts"));
    let result = |frame: DataFrame, third: Column| frame.select((col("c.id").alias("_1"), third.alias("_2")));

    let typed = carts.with(|c| c.id + 1).filter(|(_, next)| next.gt(3)).select(|(c, next)| (c.id, next));
    let untyped = read.with_column("#", col("id") + 1_i64).alias("c").filter(col("`#`").gt(3_i64));
    assert_eq!(unnumbered(&typed.to_df()), unnumbered(&result(untyped, col("`#`"))));

    let typed = carts.explode(|c| c.items).select(|(c, item)| (c.id, item.product));
    let untyped = read.with_column("#", f::explode("items")).alias("c");
    assert_eq!(unnumbered(&typed.to_df()), unnumbered(&result(untyped, col("`#`").field("product"))));

    let typed = carts.posexplode_outer(|c| c.stock).select(|(c, (_, (name, _)))| (c.id, name));
    let entries = f::posexplode_outer("stock").alias_all(["#", "#", "#"]);
    let untyped = read.select((star(), entries)).alias("c");
    let pair = f::named_struct((lit("_1"), col("`#`"), lit("_2"), col("`#`")));
    assert_eq!(unnumbered(&typed.to_df()), unnumbered(&result(untyped, pair.field("_1"))));

    let tags = read.select(f::explode("tags").alias("value"));
    plans::assert_same(&carts.flatten(|c| c.tags).to_df(), &tags);
}
