//! Operations that keep the type of the rows: sets, samples, partitions, hints, and rows that the server keeps.

use spark_connect_core::{
    dataframe::{Checkpoint, StorageLevel},
    functions::{col, length},
    prelude::*,
};
use spark_connect_tests::{on_every_server, plans::assert_same, servers::Kind};

use crate::{data::data, plans::plans};

#[tokio::test]
async fn their_plans_are_those_that_a_person_would_write() {
    let plans = plans().await;
    let (items, read) = (&plans.items, plans.read());
    let cheap = items.filter(|i| i.price.lt(1.0));
    let few = read.filter(col("price").lt(1.0));
    assert_same(&items.intersect(&cheap).to_df(), &read.intersect(&few));
    assert_same(&items.intersect_all(&cheap).to_df(), &read.intersect_all(&few));
    assert_same(&items.except(&cheap).to_df(), &read.except(&few));
    assert_same(&items.except_all(&cheap).to_df(), &read.except_all(&few));
    assert_same(&items.sample_with_seed(0.5, 7).to_df(), &read.sample_with_seed(0.5, 7));
    assert_same(&items.sample_with_replacement(1.5, 7).to_df(), &read.sample_with_replacement(1.5, 7));
    let (typed, untyped) =
        (items.random_split_with_seed([3.0, 1.0], 7), read.random_split_with_seed(&[3.0, 1.0], 7));
    assert_eq!(untyped.len(), typed.len());
    for (typed, untyped) in typed.iter().zip(&untyped) {
        assert_same(&typed.to_df(), untyped);
    }
    assert_same(&items.repartition(3).to_df(), &read.repartition(3));
    assert_same(&items.coalesce(2).to_df(), &read.coalesce(2));
    let by = items.repartition_by(|i| (i.name, i.name.length()));
    assert_same(&by.to_df(), &read.repartition_by((col("name"), length("name"))));
    assert_same(&items.repartition_into(5, |i| i.id).to_df(), &read.repartition_into(5, "id"));
    let by = items.repartition_by_range(|i| (i.name.desc(), i.id));
    assert_same(&by.to_df(), &read.repartition_by_range((col("name").desc(), col("id").asc())));
    let by = items.repartition_by_range_into(4, |i| i.id);
    assert_same(&by.to_df(), &read.repartition_by_range_into(4, "id"));
    let sorted = items.sort_within_partitions(|i| i.price.desc_nulls_first());
    assert_same(&sorted.to_df(), &read.sort_within_partitions(col("price").desc_nulls_first()));
    assert_same(&items.hint("merge").to_df(), &read.hint("merge"));
    assert_same(&items.hint_with("rebalance", [3]).to_df(), &read.hint_with("rebalance", [3]));
    assert_same(&items.broadcast().to_df(), &read.broadcast());
}

on_every_server! {
    async fn sets(server) -> Result<()> {
        let data = data(server).await?;
        let rows = |rows: &[(i64, Option<&str>)]| {
            let rows: Vec<_> = rows.iter().map(|(id, text)| (*id, text.map(str::to_owned))).collect();
            data.spark.create_dataset(&rows)
        };
        let left = rows(&[(1, None), (1, None), (1, None), (2, Some("b")), (3, Some("c"))]);
        let right = rows(&[(1, None), (1, None), (3, Some("c")), (4, None)]);
        let ids = |rows: &Dataset<(i64, Option<String>)>| rows.select(|row| row.0).order_by(|id| id);
        assert_eq!(ids(&left.intersect(&right)).collect().await?, [1, 3]);
        assert_eq!(ids(&left.except(&right)).collect().await?, [2]);
        if server.kind().is_spark() {
            // Sail counts the duplicates in another way.
            assert_eq!(ids(&left.intersect_all(&right)).collect().await?, [1, 1, 3]);
            assert_eq!(ids(&left.except_all(&right)).collect().await?, [1, 2]);
        }
        assert_eq!(ids(&left.union(&right)).collect().await?, [1, 1, 1, 1, 1, 2, 3, 3, 4]);
        // Of pairs too, as a whole.
        let pairs = data.customers.left_join(&data.orders, |c, o| c.id.eq(o.customer_id) & o.status.eq("paid"));
        let found = pairs.filter(|(_, o)| o.id.is_not_null());
        assert_eq!(pairs.except(&found).select(|(c, _)| c.name).collect().await?, ["Chloé"]);
        assert_eq!(pairs.intersect(&found).count().await?, 2);
        Ok(())
    }

    async fn samples(server) -> Result<()> {
        let data = data(server).await?;
        let pairs = data.orders.cross_join(&data.customers);
        assert_eq!(pairs.sample(1.0).count().await?, 12);
        assert!(pairs.sample(0.0).select(|(o, _)| o.id).collect().await?.is_empty());
        assert!(pairs.sample_with_seed(0.5, 3).count().await? < 12);
        if server.kind().is_spark() {
            assert!(pairs.sample_with_replacement(20.0, 3).count().await? > 24);
        }
        let [some, others] = pairs.random_split([1.0, 2.0]);
        assert_eq!(some.count().await? + others.count().await?, 12);
        assert_eq!(some.intersect(&others).count().await?, 0);
        for part in pairs.random_split([1.0, -1.0]) {
            assert_eq!(part.count().await.expect_err("a negative weight").kind(), ErrorKind::InvalidPlan);
        }
        Ok(())
    }

    async fn partitions(server) -> Result<()> {
        let data = data(server).await?;
        let pairs = data.orders.join(&data.customers.broadcast(), |o, c| o.customer_id.eq(c.id)).hint("merge");
        let moved = pairs
            .repartition(3)
            .repartition_by(|(o, c)| (o.status, c.name.upper()))
            .repartition_into(2, |(_, c)| c.id)
            .coalesce(1)
            .sort_within_partitions(|(o, _)| o.id.desc());
        // One partition, sorted.
        assert_eq!(moved.select(|(o, _)| o.id).collect().await?, [3, 2, 1]);
        if server.kind().is_spark() {
            // Ranges of one order are one after the other.
            let ranges = pairs.repartition_by_range_into(2, |(o, _)| o.id.desc()).repartition_by_range(|(o, _)| o.id);
            assert_eq!(ranges.sort_within_partitions(|(o, _)| o.id).select(|(o, _)| o.id).collect().await?, [1, 2, 3]);
        }
        Ok(())
    }

    async fn rows_that_the_server_keeps(server) -> Result<()> {
        let data = data(server).await?;
        let pairs = data.customers.left_join(&data.orders, |c, o| c.id.eq(o.customer_id));
        let names = |pairs: &Dataset<_>| pairs.select(|(c, o): (crate::data::CustomerCols<_>, crate::data::OrderOptCols<_>)| (c.name, o.id)).order_by(|row| row.1);
        let expected = [("Chloé", None), ("Ada", Some(1)), ("Ada", Some(2)), ("Béla", Some(3))].map(|(name, id)| (name.to_owned(), id));
        if !server.kind().is_spark() {
            // It has no place for them, unless it is told one.
            assert_eq!(pairs.local_checkpoint().await.expect_err("no place").kind(), ErrorKind::Analysis);
            return Ok(());
        }
        let kept = pairs.local_checkpoint().await?;
        assert_eq!(names(&kept).collect().await?, expected);
        assert_eq!(kept.order_by(|(_, o)| o.id).collect().await?[0].1, None);
        let kept = pairs.checkpoint_as(Checkpoint::local_at(StorageLevel::DISK_ONLY).lazy()).await?;
        assert_eq!(names(&kept).collect().await?, expected);
        assert!(!pairs.is_cached().await?);
        let cached = pairs.cache().await?;
        assert!(cached.is_cached().await? && pairs.is_cached().await?);
        assert_eq!(names(&cached).collect().await?, expected);
        cached.unpersist_and_wait().await?;
        assert!(!pairs.is_cached().await?);
        let cached = pairs.persist_at(StorageLevel::DISK_ONLY).await?;
        assert_eq!(cached.storage_level().await?, StorageLevel::DISK_ONLY);
        cached.unpersist().await?;
        Ok(())
    }
}

/// A server with a folder for checkpoints keeps them in files.
#[tokio::test]
async fn checkpoints_in_files() -> Result<()> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let server = Kind::Spark43.builder().conf("spark.checkpoint.dir", folder.path().display().to_string());
    let server = server.start().await?;
    let spark = SparkSession::builder().remote(server.connection_string()).connect().await?;
    let numbers = spark.create_dataset(&[1_i64, 2, 3]).checkpoint().await?;
    assert_eq!(numbers.select(|n| n * 2).order_by(|n| n).collect().await?, [2, 4, 6]);
    assert!(folder.path().read_dir().expect("the folder").next().is_some());
    Ok(())
}
