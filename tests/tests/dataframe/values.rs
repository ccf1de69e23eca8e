//! Rows of values whose types are known only at run time: to the server and back.

use futures::TryStreamExt;
use spark_connect_core::{
    error::{ErrorKind, Result},
    functions::*,
    row::Value,
    types::StructType,
};
use spark_connect_tests::on_every_server;

use crate::connect;

/// What the rows are, as Spark would print them.
fn texts(rows: &[spark_connect_core::row::Row]) -> Vec<String> {
    let row = |row: &spark_connect_core::row::Row| {
        row.values().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    rows.iter().map(row).collect()
}

on_every_server! {
    async fn rows_are_collected_and_streamed(server) -> Result<()> {
        let spark = connect(server).await?;
        let numbers = spark.range(0, 30_000).select(("id", (col("id") * 2).alias("double")));
        let all = numbers.collect().await?;
        assert_eq!(all.len(), 30_000);
        // Sail's parts come in any order.
        let most = all.iter().filter_map(|row| row.get("double").and_then(Value::as_i64)).max();
        assert_eq!(most, Some(59_998));
        let mut rows = numbers.rows();
        assert_eq!(rows.schema().await?.names().collect::<Vec<_>>(), ["id", "double"]);
        let mut sum = 0;
        while let Some(row) = rows.try_next().await? {
            sum += row.get("id").and_then(Value::as_i64).expect("a number");
        }
        assert_eq!(sum, 29_999 * 30_000 / 2);

        let ordered = spark.range(0, 5).order_by("id");
        assert_eq!(texts(&ordered.take(2).await?), ["0", "1"]);
        assert_eq!(texts(&ordered.tail(2).await?), ["3", "4"]);
        assert_eq!(texts(ordered.first().await?.as_slice()), ["0"]);
        assert!(spark.range(0, 0).first().await?.is_none());
        assert!(spark.range(0, 0).collect().await?.is_empty());
        // Rows without columns are counted all the same.
        let none = || Vec::<spark_connect_core::expr::Column>::new();
        assert_eq!(spark.range(0, 3).select(none()).collect().await?.len(), 3);
        assert_eq!(spark.range_into(0, 10, 3, 2).collect().await?.len(), 4);
        Ok(())
    }

    async fn a_failure_is_an_item_of_the_rows(server) -> Result<()> {
        let spark = connect(server).await?;
        let failing = spark.range(0, 10).select(raise_error(lit("on purpose")));
        assert!(failing.collect().await.is_err());
        assert!(failing.rows().try_next().await.is_err());
        let mistaken = spark.range(0, 10).limit(usize::MAX);
        assert_eq!(mistaken.collect().await.expect_err("too many").kind(), ErrorKind::InvalidPlan);
        assert!(mistaken.first().await.is_err());
        Ok(())
    }

    async fn rows_of_values_are_those_that_were_sent(server) -> Result<()> {
        let spark = connect(server).await?;
        let schema: StructType = "id BIGINT NOT NULL, name STRING, tags ARRAY<STRING>, at TIMESTAMP, day DATE,
            price DECIMAL(10, 2), parts STRUCT<a: INT, b: DOUBLE>, counts MAP<STRING, INT>, raw BINARY".parse()?;
        let source = spark.sql(
            "select 1L, 'one', array('a', null), timestamp'2026-11-23 12:00:00.5', date'1969-12-31', 12.50BD,
                    named_struct('a', 7, 'b', 0.1D), map('x', 1, 'y', null), x'00ff'
             union all select 2L, null, null, null, null, null, null, null, null",
        ).await?;
        let there = source.to_df(schema.names()).order_by("id").collect().await?;
        let rows = there.iter().map(|row| row.values().to_vec());
        let frame = spark.create_dataframe_from_rows(&schema, rows);
        let back = frame.order_by("id").collect().await?;
        assert_eq!(texts(&back), texts(&there));
        // What may be NULL is a part of a struct's type, and differs.
        assert_eq!(back[0].values()[..6], there[0].values()[..6]);
        assert_eq!(frame.filter(col("tags").get_item(0).eq("a")).count().await?, 1);
        Ok(())
    }

    async fn rows_that_do_not_fit_are_refused_here(server) -> Result<()> {
        let spark = connect(server).await?;
        let schema: StructType = "a TINYINT NOT NULL, b STRING".parse()?;
        let fails = async |row: Vec<Value>| {
            let frame = spark.create_dataframe_from_rows(&schema, [row]);
            frame.collect().await.expect_err("it does not fit").kind()
        };
        assert_eq!(fails(vec![Value::Integer(300), Value::Null]).await, ErrorKind::Conversion);
        assert_eq!(fails(vec![Value::Null, Value::Null]).await, ErrorKind::Conversion);
        assert_eq!(fails(vec![Value::Byte(1)]).await, ErrorKind::Conversion);
        assert_eq!(fails(vec![Value::Byte(1), Value::Byte(2)]).await, ErrorKind::Conversion);
        let none = spark.create_dataframe_from_rows(&schema, Vec::<Vec<Value>>::new());
        assert_eq!(none.columns().await?, ["a", "b"]);
        assert_eq!(none.count().await?, 0);
        Ok(())
    }

    async fn the_empty_frame_has_nothing(server) -> Result<()> {
        let spark = connect(server).await?;
        let nothing = spark.empty_dataframe(&StructType::default());
        assert!(nothing.columns().await?.is_empty());
        assert!(nothing.is_empty().await?);
        assert_eq!(nothing.count().await?, 0);
        let typed = spark.empty_dataframe(&"id BIGINT, tags ARRAY<STRING>".parse()?);
        assert_eq!(typed.columns().await?, ["id", "tags"]);
        assert!(typed.collect().await?.is_empty());
        Ok(())
    }
}
