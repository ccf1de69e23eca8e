//! Many rows of this program on real servers: sent with the plan, cached, uploaded as they are made.

use std::sync::atomic::{AtomicU64, Ordering};

use arrow_array::RecordBatch;
use futures::{StreamExt, TryStreamExt, stream};
use spark_connect_core::{
    error::{ErrorKind, Result},
    functions::{count, length, max, sum},
    prelude::*,
    row::Value,
};
use spark_connect_tests::{on_every_server, servers::Kind};

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Event {
    id: i64,
    text: String,
    tags: Vec<Option<String>>,
}

/// A row of about 100 bytes.
fn event(id: i64) -> Event {
    let tags = (0..id % 3).map(|tag| (tag > 0).then(|| format!("tag {tag}"))).collect();
    Event { id, text: format!("{id:064}"), tags }
}

/// Numbers that no two tests share: servers keep what has been uploaded, and a test wants its own.
fn ids(count: i64) -> std::ops::Range<i64> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let start = NEXT.fetch_add(1, Ordering::Relaxed) as i64 * 1_000_000_000;
    start..start + count
}

/// Checks that all of the rows `ids` are there, with their texts.
async fn check(events: &Dataset<Event>, ids: std::ops::Range<i64>) -> Result<()> {
    let totals = events.to_df().agg([
        count("*").alias("rows"),
        sum("id").alias("ids"),
        sum(length("text")).alias("length"),
        max("text").alias("last"),
    ]);
    let totals: Vec<(i64, i64, i64, String)> = totals.collect_as().await?;
    let rows = ids.end - ids.start;
    assert_eq!(totals, [(rows, ids.clone().sum(), 64 * rows, event(ids.end - 1).text)]);
    let (some, id) = (events.filter(|event| event.id.eq(ids.start + 4711)), ids.start + 4711);
    assert_eq!(some.collect().await?, [event(id)]);
    Ok(())
}

on_every_server! {
    async fn many_rows_are_read_like_few(server) -> Result<()> {
        let spark = server.session().await;
        // Below the threshold, and several chunks.
        for count in [5_000, 200_000] {
            let ids = ids(count);
            let events = spark.create_dataset(&ids.clone().map(event).collect::<Vec<_>>());
            check(&events, ids.clone()).await?;
            assert_eq!(events.to_df().schema().await?, Event::schema());
            let twice = events.union(&events.filter(|event| event.id.ge(ids.end - 10)));
            assert_eq!(twice.count().await?, count.cast_unsigned() + 10);
        }
        Ok(())
    }

    async fn rows_are_cached_again_on_another_session(server) -> Result<()> {
        let ids = ids(30_000);
        let rows: Vec<_> = ids.clone().map(event).collect();
        for _ in 0..2 {
            check(&server.session().await.create_dataset(&rows), ids.clone()).await?;
        }
        Ok(())
    }

    async fn a_threshold_of_the_session_holds(server) -> Result<()> {
        let spark = server.session().await;
        if server.kind().is_spark() {
            spark.conf().set("spark.sql.session.localRelationCacheThreshold", 1000).await?;
        }
        let ids = ids(10_000);
        check(&spark.create_dataset(&ids.clone().map(event).collect::<Vec<_>>()), ids).await
    }

    /// Slices, vectors, iterators of rows and of references; what is not sent is still the program's.
    async fn rows_come_from_anywhere(server) -> Result<()> {
        let spark = server.session().await;
        let ids = ids(20_000);
        let rows: Vec<_> = ids.clone().map(event).collect();
        check(&spark.create_dataset(&rows[..]), ids.clone()).await?;
        check(&spark.create_dataset(rows.iter().filter(|event| event.id < ids.end - 1)), ids.start..ids.end - 1).await?;
        check(&spark.create_dataset(ids.clone().map(event)), ids.clone()).await?;
        check(&spark.upload_dataset(&rows).await?, ids.clone()).await?;
        check(&spark.upload_dataset(stream::iter(&rows).map(Ok::<_, Error>)).await?, ids.clone()).await?;
        check(&spark.create_dataset(rows), ids).await?;
        let pairs: std::collections::BTreeMap<_, _> = (0..3).map(|id| (id, event(id))).collect();
        let mut texts = spark.create_dataset(pairs.values()).select(|event| event.id).collect().await?;
        texts.sort_unstable();
        assert_eq!(texts, [0, 1, 2]);
        let none = spark.create_dataset(std::iter::empty::<Event>());
        assert_eq!(none.collect().await?, []);
        assert_eq!(none.schema().await?, Event::schema());
        Ok(())
    }

    async fn rows_are_uploaded_as_they_are_made(server) -> Result<()> {
        let spark = server.session().await;
        let ids = ids(200_000);
        // Two chunks, and on servers that know none a whole.
        check(&spark.upload_dataset(ids.clone().map(event)).await?, ids).await?;
        let none = spark.upload_dataset(Vec::<Event>::new()).await?;
        assert_eq!(none.collect().await?, []);
        let few = self::ids(5_000);
        let stream = stream::iter(few.clone()).map(|id| Ok::<_, std::io::Error>(event(id)));
        check(&spark.upload_dataset(stream).await?, few).await?;

        // More than 64 MiB, a MiB or two each.
        let texts = (0..80).map(|index: i32| index.to_string().repeat(1 << 20));
        let texts = spark.upload_dataset(texts).await;
        if server.kind() == Kind::Spark43 {
            let lengths = texts?.select(|text| text.length()).collect().await?;
            assert_eq!(lengths[9..11], [1 << 20, 2 << 20]);
        } else {
            let error = texts.expect_err("no chunks");
            assert_eq!(error.kind(), ErrorKind::Unsupported);
            assert!(error.to_string().starts_with("more than 64 MiB of rows"), "{error}");
            return Ok(());
        }

        // From a query to a table of another session.
        let source = spark.sql("select id, cast(id as string) as text from range(300000)").await?.batches();
        let other = server.session().await;
        let copy = other.upload_dataframe(source).await?;
        let totals = copy.agg([count("*").alias("rows"), sum("id").alias("ids"), max(length("text")).alias("length")]);
        let totals: Vec<(i64, i64, i64)> = totals.collect_as().await?;
        assert_eq!(totals, [(300_000, 44_999_850_000, 6)]);
        Ok(())
    }

    /// Values whose types are known only at run time.
    async fn rows_of_values_are_uploaded(server) -> Result<()> {
        let spark = server.session().await;
        let schema = "id BIGINT NOT NULL, text STRING".parse()?;
        let row = |id: i64| [Value::Long(id), if id % 2 == 0 { Value::Null } else { format!("{id:0100}").into() }];
        let rows = spark.upload_dataframe_from_rows(&schema, (0..30_000).map(row)).await?;
        let totals = rows.agg([count("*").alias("rows"), count("text").alias("texts"), max("text").alias("last")]);
        let totals: Vec<(i64, i64, String)> = totals.collect_as().await?;
        assert_eq!(totals, [(30_000, 15_000, format!("{:0100}", 29_999))]);
        assert_eq!(rows.schema().await?, schema);
        let failing = stream::iter([Ok(row(1)), Err(std::io::Error::other("the disk"))]);
        let error = spark.upload_dataframe_from_rows(&schema, failing).await.expect_err("a broken stream");
        assert_eq!(std::error::Error::source(&error).map(ToString::to_string).as_deref(), Some("the disk"));
        let error = spark.upload_dataframe_from_rows(&schema, [[Value::Null, Value::Null]]).await.expect_err("a NULL");
        assert_eq!(error.kind(), ErrorKind::Conversion, "{error}");
        Ok(())
    }
}

/// What goes wrong here is an error of the upload.
#[tokio::test]
async fn an_upload_that_fails() -> Result<()> {
    let spark = spark_connect_tests::servers::spark43().await.session().await;
    let nothing = stream::empty::<Result<RecordBatch>>();
    let error = spark.upload_dataframe(nothing).await.expect_err("no columns");
    assert_eq!(error.kind(), ErrorKind::InvalidPlan);

    let batches: Vec<RecordBatch> = spark.range(0, 10).batches().try_collect().await?;
    let failing = stream::iter(batches).map(Ok).chain(stream::iter([Err(std::io::Error::other("the disk"))]));
    let error = spark.upload_dataframe(failing).await.expect_err("a broken stream");
    assert_eq!(error.to_string(), "the rows to upload could not be read");
    assert_eq!(std::error::Error::source(&error).map(ToString::to_string).as_deref(), Some("the disk"));

    let [small, large] =
        ["1", "10000000000000000000000000"].map(|text| text.parse::<Decimal>().expect("a decimal"));
    let rows = (0..10_000).map(|_| small).chain([large]);
    let error = spark.upload_dataset(rows).await.expect_err("too many digits");
    assert!(error.to_string().starts_with("row 10000 (counting from 0): "), "{error}");
    Ok(())
}

on_every_server! {
    /// Spark of today takes it compressed, the others as it is.
    async fn a_large_plan_is_read(server) -> Result<()> {
        let spark = server.session().await;
        let text = format!("'{}'", "x".repeat(11_000_000));
        let frame = spark.range(0, 3).filter(format!("id < length({text}) - 10999998").as_str());
        assert_eq!(frame.count().await?, 2);
        Ok(())
    }
}

/// More than a client should have in memory.
#[tokio::test]
#[ignore = "moves 2 GB and needs a server with 10 GB: cargo test -p spark-connect-tests --test artifacts -- --ignored --nocapture"]
async fn two_gigabytes_in_bounded_memory() -> Result<()> {
    let server = Kind::Spark43.builder().conf("spark.driver.memory", "10g").start().await?;
    let spark = SparkSession::builder().remote(server.connection_string()).connect().await?;
    let (before, started) = (peak_memory(), std::time::Instant::now());
    let _ = spark.upload_dataset((0..20_000_000).map(event)).await?;
    let grown = peak_memory() - before;
    println!("{grown} KiB more for the upload, which took {:?}", started.elapsed());
    assert!(grown < 200 * 1024, "{grown} KiB");
    // Spark takes 20 s and more for each million of local rows, so fewer of them are counted.
    let some = spark.upload_dataset((0..3_000_000).map(event)).await?;
    assert_eq!(some.count().await?, 3_000_000);
    Ok(())
}

/// The most memory that this process has had, in KiB.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}
