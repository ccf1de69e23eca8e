//! Transformations give the rows they say.

use spark_connect_core::{
    dataframe::JoinType,
    error::{ErrorKind, Result},
    functions::*,
};
use spark_connect_tests::on_every_server;

use crate::{connect, customers, orders, rows, sorted};

on_every_server! {
    async fn columns_are_selected_added_renamed_and_dropped(server) -> Result<()> {
        let orders = orders(&connect(server).await?).await?;
        let first = orders.filter(col("id").eq(1));
        assert_eq!(rows(&first.select("id")).await?, [r#"{"id":1}"#]);
        assert_eq!(
            rows(&first.select((col("amount") * 2, "status", lit("x").alias("mark")))).await?[0].split_once(',').unwrap().1,
            r#""status":"paid","mark":"x"}"#
        );
        assert_eq!(rows(&first.select_expr(["id + 1 as next"])).await?, [r#"{"next":2}"#]);
        let extended = first
            .with_column("amount", col("amount").cast("int"))
            .with_columns([("double", col("amount") * 2), ("amount", col("amount") + 1)])
            .with_column_renamed("customer", "who")
            .with_columns_renamed([("status", "state"), ("absent", "x")])
            .drop(["id", "absent"]);
        assert_eq!(rows(&extended).await?, [r#"{"who":"ann","amount":11,"state":"paid","double":20}"#]);
        let renamed = first.select(("id", "status")).to_df(["a.b", "c d"]);
        assert_eq!(rows(&renamed).await?, [r#"{"a.b":1,"c d":"paid"}"#]);
        let quoted = renamed.select(spark_connect_core::expr::attribute(&["a.b"]));
        assert_eq!(rows(&quoted).await?, [r#"{"a.b":1}"#]);
        assert_eq!(rows(&renamed.drop(["a.b"])).await?, [r#"{"c d":"paid"}"#]);
        assert_eq!(rows(&renamed.select("`a.b`")).await?, [r#"{"a.b":1}"#]);
        Ok(())
    }

    async fn rows_are_filtered_ordered_and_counted_off(server) -> Result<()> {
        let orders = orders(&connect(server).await?).await?.select(("id", "customer", "amount", "status"));
        let ids = async |frame: spark_connect_core::dataframe::DataFrame| rows(&frame.select("id")).await;
        let paid = orders.filter(col("status").eq("paid") & col("amount").gt(2)).order_by("id");
        assert_eq!(ids(paid).await?, [r#"{"id":1}"#, r#"{"id":3}"#]);
        // NULL is not true, and a string is SQL.
        assert_eq!(ids(orders.filter("customer <> 'bob'").order_by("id")).await?, [r#"{"id":1}"#, r#"{"id":3}"#]);
        let by_amount = orders.order_by(col("amount").desc());
        assert_eq!(ids(by_amount.limit(2)).await?, [r#"{"id":2}"#, r#"{"id":1}"#]);
        assert_eq!(ids(by_amount.offset(1).limit(1)).await?, [r#"{"id":1}"#]);
        // Descending puts NULL last, ascending first, each unless told otherwise.
        assert_eq!(ids(orders.order_by((col("customer").desc(), "id"))).await?[3], r#"{"id":4}"#);
        assert_eq!(ids(orders.order_by("customer")).await?[0], r#"{"id":4}"#);
        assert_eq!(ids(orders.order_by(col("customer").asc_nulls_last())).await?[3], r#"{"id":4}"#);
        assert_eq!(ids(orders.order_by(col("customer").desc_nulls_first())).await?[0], r#"{"id":4}"#);
        assert_eq!(orders.select("status").distinct().count().await?, 2);
        assert_eq!(orders.drop_duplicates(["customer"]).count().await?, 3);
        let too_many = orders.limit(usize::MAX).count().await.unwrap_err();
        assert_eq!(too_many.kind(), ErrorKind::InvalidPlan);
        Ok(())
    }

    async fn nulls_go_where_an_order_says(server) -> Result<()> {
        let spark = connect(server).await?;
        let numbers = spark.sql("select * from values (2), (null), (1) as t(n)").await?;
        let column = col("n");
        let orders = [
            ("n asc", column.asc(), asc("n")),
            ("n asc nulls first", column.asc_nulls_first(), asc_nulls_first("n")),
            ("n asc nulls last", column.asc_nulls_last(), asc_nulls_last("n")),
            ("n desc", column.desc(), desc("n")),
            ("n desc nulls first", column.desc_nulls_first(), desc_nulls_first("n")),
            ("n desc nulls last", column.desc_nulls_last(), desc_nulls_last("n")),
        ];
        for (text, method, function) in orders {
            let by_sql = format!("select * from values (2), (null), (1) as t(n) order by {text}");
            let expected = rows(&spark.sql(&by_sql).await?).await?;
            assert_eq!(rows(&numbers.order_by(method)).await?, expected, "{text}");
            assert_eq!(rows(&numbers.order_by(function)).await?, expected, "{text}");
        }
        Ok(())
    }

    async fn functions_are_called_by_name(server) -> Result<()> {
        let orders = orders(&connect(server).await?).await?;
        let counts = orders.agg((
            call_distinct("count", "status").alias("distinct"),
            call_function("count", "status").alias("all"),
        ));
        assert_eq!(rows(&counts).await?, [r#"{"distinct":2,"all":4}"#]);
        let all = orders.filter(col("id").eq(1)).select((spark_connect_core::expr::star(), lit(1).alias("one")));
        assert_eq!(rows(&all).await?, [r#"{"id":1,"customer":"ann","amount":10.0,"status":"paid","one":1}"#]);
        Ok(())
    }

    async fn joins_of_every_type(server) -> Result<()> {
        let spark = connect(server).await?;
        let (orders, customers) = (orders(&spark).await?.select(("id", "customer")), customers(&spark).await?);
        let on = || orders.col("customer").eq(customers.col("customer"));
        let counts = [
            (JoinType::Inner, 2),
            (JoinType::Left, 4),
            (JoinType::Right, 3),
            (JoinType::Full, 5),
            (JoinType::LeftSemi, 2),
            (JoinType::LeftAnti, 2),
        ];
        for (how, count) in counts {
            assert_eq!(orders.join(&customers, on(), how).count().await?, count, "{how:?}");
        }
        assert_eq!(orders.cross_join(&customers).count().await?, 8);
        let joined = orders.join(&customers, on(), JoinType::Inner);
        let chosen = joined.select((orders.col("id"), customers.col("city"))).order_by("id");
        assert_eq!(rows(&chosen).await?, [r#"{"id":1,"city":"Bonn"}"#, r#"{"id":3,"city":"Bonn"}"#]);
        let using = orders.join_using(&customers, ["customer"], JoinType::Full);
        assert_eq!(
            sorted(&using).await?,
            [
                r#"{"customer":"ann","id":1,"city":"Bonn"}"#,
                r#"{"customer":"ann","id":3,"city":"Bonn"}"#,
                r#"{"customer":"bob","id":2}"#,
                r#"{"customer":"eve","city":"Kiel"}"#,
                r#"{"id":4}"#,
            ]
        );
        let pairs = orders.alias("a").join(&orders.alias("b"), col("a.id").lt(col("b.id")), JoinType::Inner);
        assert_eq!(pairs.select((col("a.id").alias("x"), col("b.id").alias("y"))).count().await?, 6);
        Ok(())
    }

    async fn groups_and_pivots(server) -> Result<()> {
        let orders = orders(&connect(server).await?).await?;
        let totals = orders
            .group_by("customer")
            .agg((sum("amount").alias("total"), count("*").alias("n")))
            .order_by("customer");
        assert_eq!(
            rows(&totals).await?,
            [r#"{"total":1.0,"n":1}"#, r#"{"customer":"ann","total":15.5,"n":2}"#, r#"{"customer":"bob","total":20.0,"n":1}"#]
        );
        let counted = orders.group_by("status").count().order_by("count");
        assert_eq!(rows(&counted).await?, [r#"{"status":"open","count":1}"#, r#"{"status":"paid","count":3}"#]);
        assert_eq!(rows(&orders.group_by(()).sum("id").to_df(["s"])).await?, [r#"{"s":10}"#]);
        assert_eq!(rows(&orders.agg(max("amount").alias("m"))).await?, [r#"{"m":20.0}"#]);
        let extremes = orders.group_by(()).max(["id", "amount"]).to_df(["a", "b"]);
        assert_eq!(rows(&extremes).await?, [r#"{"a":4,"b":20.0}"#]);
        assert_eq!(orders.rollup(("status", "customer")).count().count().await?, 6);
        assert_eq!(orders.cube(("status", "customer")).count().count().await?, 9);
        let pivot = orders.group_by("customer").pivot_values("status", ["paid", "open"]).sum("amount");
        assert_eq!(
            sorted(&pivot).await?,
            [r#"{"customer":"ann","paid":15.5}"#, r#"{"customer":"bob","open":20.0}"#, r#"{"paid":1.0}"#]
        );
        let mistaken = orders.rollup("customer").pivot("status").count().count().await.unwrap_err();
        assert_eq!(mistaken.kind(), ErrorKind::InvalidPlan);
        Ok(())
    }

    async fn sets(server) -> Result<()> {
        let spark = connect(server).await?;
        let left = spark.sql("select * from values (1), (1), (2) as t(a)").await?;
        let right = spark.sql("select * from values (1), (3) as t(a)").await?;
        let numbers = async |frame: &spark_connect_core::dataframe::DataFrame| sorted(frame).await;
        assert_eq!(numbers(&left.union(&right)).await?.len(), 5);
        assert_eq!(numbers(&left.intersect(&right)).await?, [r#"{"a":1}"#]);
        // Sail keeps both rows of the left side.
        if server.kind().is_spark() {
            assert_eq!(numbers(&left.intersect_all(&right)).await?, [r#"{"a":1}"#]);
        }
        assert_eq!(numbers(&left.except(&right)).await?, [r#"{"a":2}"#]);
        assert_eq!(numbers(&left.except_all(&right)).await?, [r#"{"a":1}"#, r#"{"a":2}"#]);
        let (ab, ba) = (spark.sql("select 1 a, 2 b").await?, spark.sql("select 3 b, 4 a").await?);
        assert_eq!(numbers(&ab.union_by_name(&ba)).await?, [r#"{"a":1,"b":2}"#, r#"{"a":4,"b":3}"#]);
        let filled = ab.union_by_name_filled(&spark.sql("select 5 c").await?);
        assert_eq!(numbers(&filled).await?, [r#"{"a":1,"b":2}"#, r#"{"c":5}"#]);
        Ok(())
    }

    async fn samples_and_partitions(server) -> Result<()> {
        let spark = connect(server).await?;
        let numbers = spark.range(0, 1000);
        let some = numbers.sample(0.1);
        let size = some.count().await?;
        assert!((40..200).contains(&size), "{size}");
        assert_eq!(some.count().await?, size, "a sample is the same each time");
        let parts = numbers.random_split_with_seed(&[3.0, 1.0], 7);
        let (large, small) = (&parts[0], &parts[1]);
        assert_eq!(large.count().await? + small.count().await?, 1000);
        assert_eq!(large.intersect(small).count().await?, 0);
        assert!(numbers.random_split(&[]).is_empty());
        assert!(numbers.random_split(&[-1.0])[0].count().await.is_err());
        assert_eq!(spark.range_by(10, 0, -3).count().await?, 4);
        for spread in [
            numbers.repartition(3),
            numbers.coalesce(1),
            numbers.repartition_by("id"),
            numbers.repartition_into(2, "id"),
            numbers.hint("broadcast"),
        ] {
            assert_eq!(spread.count().await?, 1000);
        }
        let by_range = numbers.repartition_by_range(col("id").desc()).sort_within_partitions("id");
        assert_eq!(by_range.count().await?, 1000);
        if server.kind().is_spark() {
            let partitions = |frame: spark_connect_core::dataframe::DataFrame| {
                frame.select(spark_partition_id().alias("p")).distinct()
            };
            assert_eq!(partitions(numbers.repartition(3)).count().await?, 3);
            assert_eq!(partitions(numbers.repartition(3).coalesce(1)).count().await?, 1);
        }
        Ok(())
    }

    async fn nested_values_are_read_and_changed(server) -> Result<()> {
        let spark = connect(server).await?;
        let nested = spark.sql("select named_struct('city', 'Bonn', 'zip code', '53111') address, array(1, 2) numbers").await?;
        let taken = nested.select((
            col("address.city"),
            col("address").field("zip code").alias("zip"),
            col("numbers").get_item(1).alias("second"),
        ));
        assert_eq!(rows(&taken).await?, [r#"{"city":"Bonn","zip":"53111","second":2}"#]);
        if server.kind().is_spark() {
            let changed = nested.select(col("address").with_field("n", 1).drop_fields(["city"]).alias("a"));
            assert_eq!(rows(&changed).await?, [r#"{"a":{"zip code":"53111","n":1}}"#]);
        }
        let exploded = nested.select(explode("numbers").alias("n"));
        assert_eq!(rows(&exploded).await?, [r#"{"n":1}"#, r#"{"n":2}"#]);
        Ok(())
    }
}
