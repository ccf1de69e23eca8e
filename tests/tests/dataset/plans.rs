//! Each operation of the typed API sends the plan that a person would write without it.

use spark_connect_core::{functions as f, functions::col, prelude::*};
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
