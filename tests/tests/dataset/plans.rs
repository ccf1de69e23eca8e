//! Each operation of the typed API sends the plan that a person would write without it.

use spark_connect_core::{
    dataframe::JoinType,
    dataset::{
        functions::{first_value, max_by, order_by, rank},
        sql_expr,
    },
    expr::{FrameBound, Window},
    functions as f,
    functions::col,
    prelude::*,
};
use spark_connect_tests::{
    plans::assert_same,
    scripted::{Script, ScriptedServer},
};

#[derive(Debug, Clone, PartialEq, SparkRow)]
pub(crate) struct Item {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) price: f64,
}

/// A table, and its rows.
pub(crate) struct Plans {
    _server: ScriptedServer,
    pub(crate) table: DataFrame,
    pub(crate) items: Dataset<Item>,
}

pub(crate) async fn plans() -> Plans {
    let server = ScriptedServer::start(Script::new([])).await;
    let spark = SparkSession::builder().remote(server.remote()).connect().await.expect("the server is there");
    let table = spark.table("items");
    let items = table.dataset();
    Plans { _server: server, table, items }
}

impl Plans {
    /// The columns of the rows, and no others of the table.
    pub(crate) fn read(&self) -> DataFrame {
        self.table.select(("id", "name", "price"))
    }
}

#[tokio::test]
async fn rows_and_their_order() {
    let plans = plans().await;
    let (items, read) = (&plans.items, plans.read());
    assert_same(&items.to_df(), &read);
    assert_same(&items.filter(|i| i.price.gt(1.0)).to_df(), &read.filter(col("price").gt(1.0)));
    let ordered = items.order_by(|i| (i.name, i.price.desc())).limit(3).offset(1);
    let keys = (col("name").asc(), col("price").desc());
    assert_same(&ordered.to_df(), &read.order_by(keys).limit(3).offset(1));
    assert_same(&items.distinct().to_df(), &read.distinct());
    assert_same(&items.drop_duplicates(|i| i.name).to_df(), &read.drop_duplicates(["name"]));
    assert_same(&items.union(items).to_df(), &read.union_by_name(&read));
    let matching = items.filter(|i| items.exists(|other| other.id.eq(outer(i.id))));
    let other = read.filter(col("id").eq(col("i.id")));
    assert_same(&matching.to_df(), &read.alias("i").filter(other.exists()));
    let texts = items.order_by(|i| i.name.length());
    assert_same(&texts.to_df(), &read.order_by(f::length("name").asc()));
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Priced {
    name: String,
    total: f64,
    id: i64,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
#[spark(from(Item))]
struct Slim {
    id: i64,
    #[spark(rename = "label")]
    name: String,
}

#[tokio::test]
async fn projections_are_one_projection_of_the_table() {
    let Plans { table, items, _server } = &plans().await;
    let total = || (col("price") * 2.0).alias("total");
    let priced = items.select(|i| PricedCols { name: i.name, total: i.price * 2.0, id: i.id });
    assert_same(&priced.to_df(), &table.select(("name", total(), "id")));
    assert_same(&items.project::<Slim>().to_df(), &table.select(("id", col("name").alias("label"))));
    let scalar = items.select(|i| i.name).select(|name| name.upper());
    assert_same(&scalar.to_df(), &table.select(f::upper("name").alias("value")));

    // A column that is computed moves up, or goes, but is not computed twice.
    let raised = priced.select(|p| PricedCols { total: p.total + 1.0, ..p });
    assert_same(&raised.to_df(), &table.select(("name", (col("price") * 2.0 + 1.0).alias("total"), "id")));
    let gone = priced.select(|p| (p.id, p.name, p.name));
    let ids = (col("id").alias("_1"), col("name").alias("_2"), col("name").alias("_3"));
    assert_same(&gone.to_df(), &table.select(ids));
    let twice = priced.select(|p| (p.total, p.total + 1.0));
    let read = table.select(("name", total(), "id"));
    let again = (col("total").alias("_1"), (col("total") + 1.0).alias("_2"));
    assert_same(&twice.to_df(), &read.select(again));

    // What the program refers to stays a relation of its own.
    let kept = priced.clone();
    assert!(kept.to_df().relation().plan_id() >= 0);
    assert_same(&kept.select(|p| p.id).to_df(), &read.select(col("id").alias("value")));
}

#[tokio::test]
async fn columns_that_have_to_stay_stay() {
    let Plans { table, items, _server } = &plans().await;
    let ranked = items.select(|i| (i.id, row_number().over(partition_by(i.name).order_by(i.id))));
    let number = f::row_number().over(&Window::new().partition_by("name").order_by("id"));
    // A window is no part of another expression, but may stand beside one.
    let beside = ranked.select(|r| (r.0 * 2, r.1));
    let columns = ((col("id") * 2_i64).alias("_1"), number.alias("_2"));
    assert_same(&beside.to_df(), &table.select(columns));
    let below = table.select((col("id").alias("_1"), number.alias("_2")));
    assert_same(&ranked.select(|r| r.1 * 2).to_df(), &below.select((col("_2") * 2).alias("value")));
    assert_same(&ranked.select(|r| r.0).to_df(), &below.select(col("_1").alias("value")));
    let nested = ranked.select(|r| (r.1, row_number().over(partition_by(r.1).order_by(r.0))));
    let number = f::row_number().over(&Window::new().partition_by("_2").order_by("_1"));
    assert_same(&nested.to_df(), &below.select((col("_2").alias("_1"), number.alias("_2"))));
    // In a text, names are those of the row.
    let text = items.select(|i| (i.id, i.name)).select(|_| sql_expr::<_, i64>("_1 + 1"));
    let renamed = table.select((col("id").alias("_1"), col("name").alias("_2")));
    assert_same(&text.to_df(), &renamed.select(f::expr("_1 + 1").alias("value")));
}

#[tokio::test]
async fn an_aggregation_has_a_projection_where_it_needs_one() {
    let Plans { table, items, _server } = &plans().await;
    let read = table.select(("id", "name", "price"));
    let sum = || f::sum("price");
    let plain = items.group_by(|i| i.name).agg(|name, i| PricedCols {
        name,
        total: i.price.sum().assume_not_null(),
        id: count(),
    });
    let counted = || f::count(f::lit(1)).alias("id");
    assert_same(&plain.to_df(), &read.group_by("name").agg((sum().alias("total"), counted())));
    let all = items.agg(|i| (i.price.sum(), i.id.max()));
    assert_same(&all.to_df(), &read.agg((sum().alias("_1"), f::max("id").alias("_2"))));
    let key = items.group_by(|i| i.name.upper()).agg(|name, i| (name, i.price.sum()));
    let upper = f::upper("name").alias("_1");
    assert_same(&key.to_df(), &read.group_by(upper).agg(sum().alias("_2")));

    // Another order than the server's, and something to compute.
    let turned = items.group_by(|i| i.name).agg(|name, i| (i.price.sum(), name));
    let groups = read.group_by(col("name").alias("_2")).agg(sum().alias("_1"));
    assert_same(&turned.to_df(), &groups.select(("_1", "_2")));
    // What comes after it is the same projection.
    let more = turned.select(|t| (t.1, t.0.unwrap_or(0.0)));
    let unwrapped = f::coalesce(("_1", f::lit(0.0))).alias("_2");
    assert_same(&more.to_df(), &groups.select((col("_2").alias("_1"), unwrapped)));
    let computed = items.group_by(|i| i.name).agg(|name, i| (name, i.price.max() - i.price.min()));
    let groups = read
        .group_by(col("name").alias("_1"))
        .agg((f::max("price").alias("#a0"), f::min("price").alias("#a1")));
    assert_same(&computed.to_df(), &groups.select(("_1", (col("#a0") - col("#a1")).alias("_2"))));
}

#[tokio::test]
async fn a_join_has_one_projection_above_it() {
    let Plans { table, items, _server } = &plans().await;
    let read = || table.select(("id", "name", "price"));
    let pairs = items.join(items, |l, r| l.id.eq(r.id)).select(|(l, r)| PricedCols {
        name: l.name,
        total: l.price + r.price,
        id: r.id,
    });
    let joined = read().alias("l").join(&read().alias("r"), col("l.id").eq(col("r.id")), JoinType::Inner);
    let total = col("l.price") + col("r.price");
    assert_same(&pairs.to_df(), &joined.select(("l.name", total.alias("total"), "r.id")));
    let names = pairs.select(|p| (p.name.upper(), p.id));
    let columns = (f::upper("l.name").alias("_1"), col("r.id").alias("_2"));
    assert_same(&names.to_df(), &joined.select(columns));
}

#[tokio::test]
async fn windows_and_conditions_are_those_of_columns() {
    let Plans { table, items, _server } = &plans().await;
    let read = table.select(("id", "name", "price"));
    let running = items.select(|i| {
        let rows = partition_by(i.name)
            .order_by(i.id.desc())
            .rows_between(FrameBound::Preceding(2), FrameBound::CurrentRow);
        (i.price.sum().over(rows), i.id.lag_or(1, 0).over(order_by(i.id)), rank().over(order_by(i.price)))
    });
    let by_id = Window::new().order_by(col("id").asc());
    let rows = Window::new().partition_by("name").order_by(col("id").desc());
    let rows = rows.rows_between(FrameBound::Preceding(2), FrameBound::CurrentRow);
    let columns = (
        f::sum("price").over(&rows).alias("_1"),
        f::lag_or("id", 1, 0_i64).over(&by_id).alias("_2"),
        f::rank().over(&Window::new().order_by(col("price").asc())).alias("_3"),
    );
    assert_same(&running.to_df(), &table.select(columns));

    let cheap = items.agg(|i| (i.price.avg().filter_where(i.price.lt(5.0)), max_by(i.name, i.price)));
    let average = f::avg(f::when(col("price").lt(5.0), col("price"))).alias("_1");
    assert_same(&cheap.to_df(), &read.agg((average, f::max_by("name", "price").alias("_2"))));
    let first = items.agg(|i| first_value(i.name).filter_where(i.id.gt(1)));
    let wrapped = f::call("named_struct", (f::lit("v"), col("name")));
    let named = f::first_value_not_null(f::when(col("id").gt(1_i64), wrapped)).field("v");
    assert_same(&first.to_df(), &read.agg(named.alias("value")));

    // The groups are ranked by a projection above the aggregation.
    let ranked =
        items.group_by(|i| i.name).agg(|name, i| (name, rank().over(order_by(i.price.sum().desc()))));
    let groups = read.group_by(col("name").alias("_1")).agg(f::sum("price").alias("#a0"));
    let place = f::rank().over(&Window::new().order_by(col("#a0").desc()));
    assert_same(&ranked.to_df(), &groups.select(("_1", place.alias("_2"))));
}

#[tokio::test]
async fn a_window_inside_a_window_is_a_mistake() {
    let plans = plans().await;
    let nested = [
        plans.items.select(|i| {
            let number = row_number().over(partition_by(i.name).order_by(i.id));
            i.price.sum().over(partition_by(number))
        }),
        plans.items.select(|i| {
            let before = i.price.sum().over(partition_by(i.name)) - i.price;
            before.max().over(order_by(i.id))
        }),
    ];
    for nested in nested {
        let mistake = nested.collect().await.expect_err("two windows");
        assert_eq!(mistake.kind(), ErrorKind::InvalidPlan, "{mistake}");
        assert!(mistake.to_string().contains("inside another one"), "{mistake}");
    }
    // Beside each other, and one after the other.
    let beside = plans.items.select(|i| {
        let number = row_number().over(order_by(i.id));
        number - rank().over(order_by(i.price))
    });
    let after = beside.select(|number| number.sum().over(order_by(number)));
    assert!(after.to_df().relation().check().is_ok());
}
