//! Missing values and statistics.

use spark_connect_core::{
    dataframe::{DataFrame, DropWhen, NaValue},
    error::{ErrorKind, Result},
    functions::*,
    session::SparkSession,
};
use spark_connect_tests::{on_every_server, servers::Kind};

use crate::{connect, rows};

async fn gaps(spark: &SparkSession) -> Result<DataFrame> {
    spark
        .sql(
            "select * from values (1, 'a', 1.5D, true), (2, null, double('NaN'), null), (3, null, null, null) \
             as t(id, s, x, f) order by id",
        )
        .await
}

on_every_server! {
    async fn gaps_are_filled(server) -> Result<()> {
        let gaps = gaps(&connect(server).await?).await?.order_by("id");
        // By type: a text in the texts, a number in the numbers.
        let texts = gaps.na().fill("none").select(("id", "s"));
        assert_eq!(rows(&texts).await?[2], r#"{"id":3,"s":"none"}"#);
        let numbers = gaps.na().fill(7).select(("id", "x", "s"));
        assert_eq!(rows(&numbers).await?[2], r#"{"id":3,"x":7.0}"#);
        assert_eq!(gaps.na().fill(7).filter("x = 7").count().await?, 2, "NaN too");
        let flags = gaps.na().fill(false).select("f");
        assert_eq!(rows(&flags).await?, [r#"{"f":true}"#, r#"{"f":false}"#, r#"{"f":false}"#]);
        let chosen = gaps.na().fill_in("none", ["s"]).filter("s = 'none'");
        assert_eq!(chosen.count().await?, 2);
        let each = gaps.na().fill_each([("s", "-".into()), ("x", 0.5.into()), ("f", true.into())]);
        assert_eq!(rows(&each).await?[2], r#"{"id":3,"s":"-","x":0.5,"f":true}"#);
        for wrong in [gaps.na().fill(None::<&str>), gaps.na().fill_each(Vec::<(&str, NaValue)>::new())] {
            assert_eq!(wrong.count().await.unwrap_err().kind(), ErrorKind::InvalidPlan);
        }
        Ok(())
    }

    async fn rows_with_gaps_are_dropped(server) -> Result<()> {
        let gaps = gaps(&connect(server).await?).await?;
        let left = async |frame: DataFrame| frame.count().await;
        assert_eq!(left(gaps.na().drop(DropWhen::AnyNull)).await?, 1);
        assert_eq!(left(gaps.na().drop(DropWhen::AllNull)).await?, 3);
        assert_eq!(left(gaps.na().drop_in(DropWhen::AllNull, ["s", "f"])).await?, 1);
        assert_eq!(left(gaps.na().drop_in(DropWhen::AnyNull, ["id"])).await?, 3);
        assert_eq!(left(gaps.na().drop(DropWhen::FewerValuesThan(2))).await?, 1);
        assert_eq!(left(gaps.na().drop(DropWhen::FewerValuesThan(usize::MAX))).await?, 0);
        Ok(())
    }

    async fn values_are_replaced(server) -> Result<()> {
        let gaps = gaps(&connect(server).await?).await?.order_by("id").select(("id", "s", "f"));
        let first = async |frame: DataFrame| Ok::<_, spark_connect_core::error::Error>(rows(&frame).await?.swap_remove(0));
        assert_eq!(first(gaps.na().replace([("a", "b"), ("x", "y")])).await?, r#"{"id":1,"s":"b","f":true}"#);
        assert_eq!(first(gaps.na().replace([(1, 10)])).await?, r#"{"id":10,"s":"a","f":true}"#);
        assert_eq!(first(gaps.na().replace([(true, false)])).await?, r#"{"id":1,"s":"a","f":false}"#);
        assert_eq!(first(gaps.na().replace([("a", None::<&str>)])).await?, r#"{"id":1,"f":true}"#);
        assert_eq!(first(gaps.na().replace_in([(1.0, 2.0)], ["id"])).await?, r#"{"id":2,"s":"a","f":true}"#);
        let mixed: [(NaValue, NaValue); 2] = [("a".into(), "b".into()), (1.into(), 2.into())];
        let error = gaps.na().replace(mixed).count().await.unwrap_err();
        assert_eq!(error.to_string().lines().next(), Some("one call replaces texts or numbers, not both: call `replace` for each"));
        Ok(())
    }

    async fn columns_are_summarised(server) -> Result<()> {
        let numbers = connect(server).await?.range(1, 5).select((col("id"), (col("id") * 2).alias("y"), col("id").cast("string").alias("s")));
        let stat = numbers.stat();
        assert!((stat.corr("id", "y").await? - 1.0).abs() < 1e-12);
        assert!((stat.cov("id", "y").await? - 10.0 / 3.0).abs() < 1e-12);
        let described = numbers.describe(["id"]);
        assert!(rows(&described).await?.contains(&r#"{"summary":"mean","id":"2.5"}"#.to_owned()));
        assert_eq!(numbers.describe([] as [&str; 0]).count().await?, 5);
        let summary = numbers.select("id").summary(["count", "50%"]).order_by(col("summary").desc());
        assert_eq!(rows(&summary).await?, [r#"{"summary":"count","id":"4"}"#, r#"{"summary":"50%","id":"2"}"#]);
        let table = numbers.select(((col("id") % 2).alias("odd"), floor(col("id") / 3).alias("third")));
        let pairs = table.stat().crosstab("odd", "third").order_by("odd_third");
        assert_eq!(rows(&pairs).await?, [r#"{"odd_third":"0","0":1,"1":1}"#, r#"{"odd_third":"1","0":1,"1":1}"#]);
        assert!(stat.corr("id", "nothing").await.is_err());
        Ok(())
    }

    async fn sketches_are_asked_here(server) -> Result<()> {
        let spark = connect(server).await?;
        let numbers = spark.range(0, 1000).select((col("id"), (col("id") % 10).cast("int").alias("digit"), col("id").cast("string").alias("text")));
        let counts = numbers.stat().count_min_sketch("digit", 0.01, 0.99, 7).await;
        let filter = numbers.stat().bloom_filter("id", 1000, 0.01).await;
        let counts = counts?;
        assert_eq!((counts.total(), counts.estimate(3), counts.estimate(11)), (1000, 100, 0));
        if !server.kind().is_spark() {
            assert!(filter.is_err());
            return Ok(());
        }
        let filter = filter?;
        let texts = numbers.stat().count_min_sketch("text", 0.0001, 0.99, 7).await?;
        assert_eq!(["0", "999", "none"].map(|text| texts.estimate(text)), [1, 1, 0]);

        assert!((0..1000_i64).all(|id| filter.might_contain(id)));
        let wrong = (1000..11_000_i64).filter(|id| filter.might_contain(*id)).count();
        assert!((20..400).contains(&wrong), "{wrong} of 10,000 at 1 %");
        assert!((0.001..0.03).contains(&filter.false_positives()), "{filter:?}");
        let texts = numbers.stat().bloom_filter("text", 1000, 0.01).await?;
        // Ten bits an item, or nearly so, for one error in a hundred.
        assert!((9_000..11_000).contains(&texts.bits()), "{}", texts.bits());
        assert!((0..1000).all(|id| texts.might_contain(id.to_string().as_str())));
        let wrong = (1000..11_000).filter(|id| texts.might_contain(id.to_string().as_str())).count();
        assert!((20..400).contains(&wrong), "{wrong} of 10,000 at 1 %");
        assert!(!numbers.filter("id < 0").stat().bloom_filter("id", 10, 0.1).await?.might_contain(1));
        assert!(numbers.stat().bloom_filter("id", 0, 0.1).await.is_err());
        Ok(())
    }

    async fn samples_of_strata(server) -> Result<()> {
        let numbers = connect(server).await?.range(0, 3000).select((col("id"), (col("id") % 3).alias("k")));
        // All of one stratum, a part of another, none of those that are not named.
        let sample = numbers.stat().sample_by("k", [(0, 1.0), (1, 0.1)]);
        let of = async |k: i32| sample.filter(col("k").eq(k)).count().await;
        assert_eq!(of(0).await?, 1000);
        assert!((50..200).contains(&of(1).await?));
        assert_eq!(of(2).await?, 0);
        let again = |seed| numbers.stat().sample_by_with_seed(col("k"), [(1, 0.5)], seed);
        assert_eq!(again(1).except(&again(1)).count().await?, 0);
        assert_ne!(again(1).except(&again(2)).count().await?, 0);
        // A seed of its own for each call.
        let half = || numbers.stat().sample_by("k", [(0, 0.5), (1, 0.5), (2, 0.5)]);
        assert_ne!(half().except(&half()).count().await?, 0);
        let error = numbers.stat().sample_by("k", [(0, 1.5)]).count().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPlan);
        Ok(())
    }
}

async fn quantiles_and_items(kind: Kind) -> Result<()> {
    let numbers = connect(kind.server().await).await?.range(0, 1001).select((
        col("id"),
        when(col("id").gt(100), 1).otherwise(col("id")).alias("x"),
        lit(None::<f64>).alias("empty"),
    ));
    let quantiles = numbers.stat().approx_quantile(["id", "x", "empty"], &[0.0, 0.5, 1.0], 0.0).await?;
    assert_eq!(quantiles, [vec![0.0, 500.0, 1000.0], vec![0.0, 1.0, 100.0], vec![]]);
    let rough = numbers.stat().approx_quantile(["id"], &[0.5], 0.1).await?;
    assert!((400.0..=600.0).contains(&rough[0][0]), "{rough:?}");
    for (probability, error) in [(1.5, 0.0), (f64::NAN, 0.0), (0.5, -1.0), (0.5, f64::NAN)] {
        let error = numbers.stat().approx_quantile(["id"], &[probability], error).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPlan);
    }
    let frequent = numbers.stat().freq_items_with_support(["x"], 0.5);
    assert_eq!(
        rows(&frequent.select(array_contains("x_freqItems", 1i64).alias("x"))).await?,
        [r#"{"x":true}"#]
    );
    assert_eq!(numbers.stat().freq_items(["x", "id"]).count().await?, 1);
    assert!(numbers.stat().freq_items_with_support(["x"], 0.0).count().await.is_err());
    Ok(())
}

/// Sail 0.7 has neither.
#[tokio::test]
async fn quantiles_and_frequent_items_on_spark43() -> Result<()> {
    quantiles_and_items(Kind::Spark43).await
}

#[tokio::test]
async fn quantiles_and_frequent_items_on_spark40() -> Result<()> {
    quantiles_and_items(Kind::Spark40).await
}
