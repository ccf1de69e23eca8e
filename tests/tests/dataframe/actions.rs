//! Actions: what they return, and how they fail.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, DictionaryArray, Int64Array, RecordBatch, UInt8Array,
    cast::AsArray,
    types::{Int32Type, Int64Type},
};
use futures::TryStreamExt;
use serde::Deserialize;
use spark_connect_core::{
    dataframe::Show,
    error::{ErrorKind, Result},
    functions::*,
    session::ExplainMode,
};
use spark_connect_tests::on_every_server;

use crate::{connect, orders, rows};

/// A part of the columns of `orders`.
#[derive(Debug, PartialEq, Deserialize)]
struct Order {
    id: i64,
    customer: Option<String>,
    amount: f64,
}

on_every_server! {
    async fn the_words_of_a_text_are_counted(server) -> Result<()> {
        let spark = connect(server).await?;
        let text = spark.sql("select * from values ('to be or not'), ('to be') as t(line)").await?;
        let words = text
            .select(explode(split("line", " ")).alias("word"))
            .group_by("word")
            .count()
            .order_by((col("count").desc(), "word"))
            .limit(2);
        assert_eq!(rows(&words).await?, [r#"{"word":"be","count":2}"#, r#"{"word":"to","count":2}"#]);
        Ok(())
    }

    async fn rows_are_shown_as_spark_shows_them(server) -> Result<()> {
        let spark = connect(server).await?;
        let frame = spark.sql("select * from values (1, 'a long text that is cut off'), (2, null) as t(id, text)").await?;
        let table = "\
+---+--------------------+
| id|                text|
+---+--------------------+
|  1|a long text that ...|
|  2|                NULL|
+---+--------------------+
";
        assert_eq!(frame.show_string(20).await?.trim_end(), table.trim_end());
        let whole = frame.show_string(Show::default().whole_values().rows(1)).await?;
        assert!(whole.contains("a long text that is cut off"), "{whole}");
        assert!(whole.contains("only showing top 1 row"), "{whole}");
        assert!(frame.show_string(Show::default().vertical()).await?.contains("RECORD 0"));
        frame.show(1).await
    }

    async fn rows_are_counted(server) -> Result<()> {
        let spark = connect(server).await?;
        assert_eq!(spark.range(0, 12_345).count().await?, 12_345);
        assert_eq!(spark.range(0, 0).count().await?, 0);
        assert!(spark.range(0, 0).is_empty().await?);
        assert!(!spark.range(0, 1).is_empty().await?);
        Ok(())
    }

    async fn batches_arrive_one_by_one(server) -> Result<()> {
        let spark = connect(server).await?;
        let mut batches = spark.range(0, 100_000).batches();
        let mut rows = 0;
        while let Some(batch) = batches.try_next().await? {
            rows += batch.num_rows();
        }
        assert_eq!(rows, 100_000);
        let last = spark.range(0, 100).tail_batches(2).await?;
        assert_eq!(last.iter().map(arrow_array::RecordBatch::num_rows).sum::<usize>(), 2);
        let ids = last.iter().flat_map(|batch| batch.column(0).as_primitive::<Int64Type>().values().to_vec());
        assert_eq!(ids.collect::<Vec<_>>(), [98, 99]);
        let empty = spark.range(0, 0).collect_batches().await?;
        assert_eq!(empty[0].schema().field(0).name(), "id");
        Ok(())
    }

    async fn rows_are_read_by_serde(server) -> Result<()> {
        let orders = orders(&connect(server).await?).await?.order_by("id");
        let all: Vec<Order> = orders.collect_as().await?;
        assert_eq!(all.len(), 4);
        assert_eq!(all[0], Order { id: 1, customer: Some("ann".into()), amount: 10.0 });
        assert_eq!(all[3].customer, None);
        let pairs: Vec<(i32, String)> = orders.select(("id", "status")).take_as(2).await?;
        assert_eq!(pairs, [(1, "paid".into()), (2, "open".into())]);
        assert_eq!(orders.first_as::<Order>().await?.map(|order| order.id), Some(1));
        assert_eq!(orders.limit(0).first_as::<Order>().await?, None);
        assert_eq!(orders.tail_as::<Order>(1).await?, [Order { id: 4, customer: None, amount: 1.0 }]);
        let missing = orders.select("id").collect_as::<Order>().await.unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::Conversion);
        Ok(())
    }

    async fn schemas_come_from_the_server(server) -> Result<()> {
        let orders = orders(&connect(server).await?).await?;
        assert_eq!(orders.columns().await?, ["id", "customer", "amount", "status"]);
        let schema = orders.select((col("id"), array("amount").alias("a"))).schema().await?;
        assert_eq!(schema.to_string(), "struct<id:int,a:array<double>>");
        orders.print_schema().await?;
        let missing = orders.select("none").schema().await.unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::Analysis);
        Ok(())
    }

    async fn arrow_batches_become_rows(server) -> Result<()> {
        let spark = connect(server).await?;
        let ids: ArrayRef = Arc::new(Int64Array::from(vec![1, 2]));
        let words: DictionaryArray<Int32Type> = vec![Some("a"), None].into_iter().collect();
        let unsigned: ArrayRef = Arc::new(UInt8Array::from(vec![255, 0]));
        let columns = [("id", ids), ("word", Arc::new(words) as ArrayRef), ("byte", unsigned)];
        let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true))).unwrap();
        let frame = spark.create_dataframe([batch.clone(), batch.slice(1, 1)]).order_by(("id", "word"));
        let expected = [r#"{"id":1,"word":"a","byte":255}"#, r#"{"id":2,"byte":0}"#, r#"{"id":2,"byte":0}"#];
        assert_eq!(rows(&frame).await?, expected);
        assert_eq!(frame.schema().await?.to_string(), "struct<id:bigint,word:string,byte:smallint>");
        assert_eq!(spark.create_dataframe([batch.slice(0, 0)]).count().await?, 0);
        assert_eq!(spark.create_dataframe([]).count().await.unwrap_err().kind(), ErrorKind::InvalidPlan);
        Ok(())
    }

    async fn views_have_names(server) -> Result<()> {
        let spark = connect(server).await?;
        let orders = orders(&spark).await?;
        orders.create_or_replace_temp_view("some_orders").await?;
        orders.limit(1).create_or_replace_temp_view("some_orders").await?;
        assert_eq!(spark.table("some_orders").count().await?, 1);
        assert_eq!(spark.sql("select * from some_orders").await?.count().await?, 1);
        assert!(orders.create_temp_view("some_orders").await.is_err());
        orders.create_temp_view("more_orders").await?;
        assert_eq!(spark.table("more_orders").count().await?, 4);

        let name = format!("orders_of_all_{:?}", server.kind()).to_lowercase();
        orders.create_global_temp_view(&name).await?;
        assert!(orders.create_global_temp_view(&name).await.is_err());
        orders.limit(2).create_or_replace_global_temp_view(&name).await?;
        let other = connect(server).await?;
        assert!(other.table("more_orders").count().await.is_err());
        if server.kind().is_spark() {
            assert_eq!(other.table(&format!("global_temp.{name}")).count().await?, 2);
        }
        Ok(())
    }

    async fn plans_are_explained(server) -> Result<()> {
        let spark = connect(server).await?;
        let plan = spark.range(0, 10).filter(col("id").gt(3)).explain(ExplainMode::Extended).await?;
        assert!(plan.to_lowercase().contains("range"), "{plan}");
        Ok(())
    }

    async fn failures_say_what_they_are(server) -> Result<()> {
        let spark = connect(server).await?;
        let missing_table = spark.table("no_such_table").count().await.unwrap_err();
        assert_eq!(missing_table.kind(), ErrorKind::Analysis, "{missing_table:?}");
        assert!(missing_table.to_string().contains("no_such_table"), "{missing_table}");
        let missing_column = spark.range(0, 1).select("no_such_column").collect_batches().await.unwrap_err();
        assert_eq!(missing_column.kind(), ErrorKind::Analysis, "{missing_column:?}");
        let malformed = spark.sql("selec 1").await.unwrap_err();
        assert!(malformed.to_string().contains("selec"), "{malformed}");
        let failing = spark.range(0, 1).select(raise_error("by hand")).collect_batches().await.unwrap_err();
        assert!(failing.to_string().contains("by hand"), "{failing}");
        if server.kind().is_spark() {
            assert_eq!(malformed.kind(), ErrorKind::Parse, "{malformed:?}");
            assert_eq!(missing_table.error_class(), Some("TABLE_OR_VIEW_NOT_FOUND"));
            assert_eq!(missing_table.sql_state(), Some("42P01"));
            assert_eq!(missing_column.error_class(), Some("UNRESOLVED_COLUMN.WITH_SUGGESTION"));
            assert_eq!(malformed.error_class(), Some("PARSE_SYNTAX_ERROR"));
            assert_eq!(failing.kind(), ErrorKind::Execution, "{failing:?}");
        }
        Ok(())
    }

    async fn a_mistake_in_building_is_returned_by_the_action(server) -> Result<()> {
        let spark = connect(server).await?;
        let mistaken = spark.range(0, 1).select(col("id").otherwise(1));
        assert_eq!(mistaken.count().await.unwrap_err().kind(), ErrorKind::InvalidPlan);
        assert_eq!(mistaken.show_string(1).await.unwrap_err().kind(), ErrorKind::InvalidPlan);
        assert_eq!(mistaken.create_temp_view("v").await.unwrap_err().kind(), ErrorKind::InvalidPlan);
        let deep = (0..1000).fold(spark.range(0, 1), |frame, _| frame.limit(5));
        let error = deep.count().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPlan);
        assert!(error.to_string().contains("1002 relations"), "{error}");
        Ok(())
    }
}
