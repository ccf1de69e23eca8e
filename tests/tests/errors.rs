//! What real servers say of failures: where in the program and in the SQL text they lie, what caused them.

use spark_connect_core::{
    dataframe::DataFrame,
    error::{Error, ErrorKind, QueryContext},
    expr::{Window, call, col, lit},
    functions::{array, sum, upper},
    prelude::*,
};
use spark_connect_tests::{on_every_server, sources};

#[derive(Debug, SparkRow)]
struct Item {
    id: i64,
    name: String,
}

fn items(spark: &SparkSession) -> Dataset<Item> {
    spark.create_dataset(&[Item { id: 1, name: "one".into() }, Item { id: 2, name: "two".into() }])
}

async fn failure(df: &DataFrame) -> Error {
    df.collect_batches().await.expect_err("a failure")
}

/// The operation and the line of this file that the server points at.
fn place(error: &Error) -> Option<(&str, u32)> {
    let context = error.query_context().first()?;
    let mut parts = context.call_site()?.split(':');
    assert_eq!(parts.next(), Some(file!()), "{error}");
    Some((context.fragment(), parts.next()?.parse().ok()?))
}

on_every_server! {
    /// The column of the call is its own, the line that of this file.
    async fn a_query_that_fails_while_it_runs(server) {
        let spark = server.session().await;
        let (line, ratio) = (line!(), col("id") / 0);
        let df = spark.range(0, 3).select((ratio + 1).alias("x"));
        let error = failure(&df).await;
        assert_eq!(error.kind(), ErrorKind::Execution);
        assert!(error.operation_id().is_some());
        if !server.kind().is_spark() {
            // Sail ignores where it was asked to divide.
            assert_eq!((error.to_string().as_str(), error.query_context()), ("divide by zero", &[][..]));
            return;
        }
        assert_eq!((error.error_class(), error.sql_state()), (Some("DIVIDE_BY_ZERO"), Some("22012")));
        assert_eq!(place(&error), Some(("/", line)));
        let column = "        let (line, ratio) = (line!(), ".len() + 1;
        let end = format!("SQLSTATE: 22012 (`/` at {}:{line}:{column})", file!());
        assert!(error.to_string().ends_with(&end), "{error}");
        assert!(!error.to_string().contains('\n'), "{error}");
    }

    async fn a_column_that_does_not_exist(server) {
        let spark = server.session().await;
        let numbers = spark.range(0, 3);
        let cases = [
            (line!(), "col", numbers.select(("id", col("nope")))),
            (line!(), "col", numbers.select(["id", "nope"])),
            (line!(), "col", numbers.select(vec!["nope"])),
            (line!(), "col", numbers.with_column("x", "nope")),
            (line!(), "col", numbers.with_columns([("x", "nope")])),
            (line!(), "col", numbers.group_by("nope").count()),
            (line!(), "col", numbers.group_by("id").sum(["nope"])),
            (line!(), "col", numbers.order_by("nope")),
            (line!(), "col", numbers.filter(upper("nope").eq("A"))),
            (line!(), "col", numbers.agg(sum(col("nope")))),
            (line!(), "col", numbers.select(call("abs", "nope"))),
            (line!(), "col", numbers.select(sum("id").over(&Window::new().partition_by("nope")))),
            (line!(), "col", numbers.select(numbers.col("nope"))),
        ];
        for (line, operation, df) in cases {
            let error = failure(&df).await;
            assert_eq!(error.kind(), ErrorKind::Analysis, "line {line}: {error}");
            assert!(error.to_string().contains("nope"), "line {line}: {error}");
            if server.kind().is_spark() {
                assert_eq!(place(&error), Some((operation, line)), "{error}");
                assert!(error.is_error_class("UNRESOLVED_COLUMN") || error.is_error_class("CANNOT_RESOLVE_DATAFRAME_COLUMN"));
            }
        }
    }

    async fn an_operation_that_does_not_fit(server) {
        let spark = server.session().await;
        let numbers = spark.range(0, 3);
        let cases = [
            (line!(), "nosuch", numbers.select(call("nosuch", "id"))),
            (line!(), "upper", numbers.select(call("upper", ("id", "id")))),
            (line!(), "and", numbers.select(col("id") & lit(1))),
            (line!(), "cast", numbers.select(col("id").cast("array<int>"))),
            (line!(), "get_item", numbers.select(array("id").get_item(col("id") + 5))),
            (line!(), "with_field", numbers.select(col("id").with_field("a", 1))),
        ];
        for (line, operation, df) in cases {
            let Err(error) = df.collect_batches().await else {
                assert!(!server.kind().is_spark(), "{operation}");
                continue;
            };
            if server.kind().is_spark() {
                assert_eq!(place(&error), Some((operation, line)), "{error}");
            }
        }
    }

    async fn a_typed_query(server) {
        let spark = server.session().await;
        let items = items(&spark);
        let (line, ratios) = (line!(), items.select(|item| (item.id, item.id / 0, item.name)));
        let (sum_line, total) = (line!(), items.group_by(|item| item.name).agg(|name, item| (name, (item.id % 0).max())));
        let condition = items.filter(|item| {
            item.name.starts_with("o")
                & item.name.cast::<i64>().gt(1)
        });
        let errors = [
            (line, "/", ratios.collect().await.expect_err("zero")),
            (sum_line, "%", total.collect().await.expect_err("zero")),
            (sum_line + 3, "cast", condition.collect().await.expect_err("no number")),
        ];
        for (line, operation, error) in errors {
            assert_eq!(error.kind(), ErrorKind::Execution, "{error:?}");
            assert_eq!(place(&error), server.kind().is_spark().then_some((operation, line)), "{error}");
        }
    }

    /// A helper that is called from many places can hand the place on.
    async fn a_helper_of_the_program(server) {
        #[track_caller]
        fn ratio(of: &str) -> spark_connect_core::expr::Column {
            col(of) / 0
        }
        let spark = server.session().await;
        let (line, df) = (line!(), spark.range(0, 3).select(ratio("id")));
        if server.kind().is_spark() {
            assert_eq!(place(&failure(&df).await), Some(("/", line)));
        }
    }

    async fn a_place_in_sql(server) {
        if !server.kind().is_spark() {
            return;
        }
        let spark = server.session().await;
        let error = failure(&spark.sql("select 1, id / 0 as x from range(3)").await.expect("it fits")).await;
        let Some(QueryContext::Sql { fragment, start, stop, object_name, .. }) = error.query_context().first() else {
            panic!("{error:?}")
        };
        assert_eq!((fragment.as_str(), *start, *stop), ("id / 0", Some(10), Some(15)));
        assert_eq!(object_name, "");
        let df = spark.range(0, 3).select(spark_connect_core::expr::expr("id / 0"));
        let error = failure(&df).await;
        assert_eq!(error.query_context().first().map(QueryContext::fragment), Some("id / 0"));
    }

    async fn paths_that_are_not_sent(server) {
        let builder = SparkSession::builder().remote(server.connection_string());
        let spark = builder.hide_call_sites().connect().await.expect("the server is there");
        let error = failure(&spark.range(0, 3).select(col("id") / 0)).await;
        assert!(error.query_context().is_empty() && !error.to_string().contains(file!()), "{error}");
        let Err(error) = spark.range(0, 3).select(col("nope")).schema().await else { panic!("no such column") };
        assert!(error.query_context().is_empty() && !error.to_string().contains(file!()), "{error}");
    }

    /// Also where an analysis fails, not only where a query is run.
    async fn an_analysis(server) {
        let spark = server.session().await;
        let (line, df) = (line!(), spark.range(0, 3).select("nope"));
        let error = df.schema().await.expect_err("no such column");
        assert_eq!(error.kind(), ErrorKind::Analysis);
        assert_eq!(place(&error).is_some(), server.kind().is_spark());
        assert!(!server.kind().is_spark() || place(&error) == Some(("col", line)), "{error}");
    }

    async fn the_causes_and_the_stack_of_the_server(server) {
        let spark = server.session().await;
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("part.parquet"), "this is not Parquet, but it is long enough").expect("a file");
        let df = spark.read().parquet(folder.path().to_str().expect("UTF-8"));
        let error = failure(&df).await;
        if server.kind().is_spark() {
            assert_eq!(error.kind(), ErrorKind::Execution);
            let sources = sources(&error);
            assert!(sources.iter().any(|source| source.contains("is not a Parquet file")), "{sources:?}");
            assert!(!error.to_string().contains("is not a Parquet file"), "{error}");
            let frames = error.server().expect("a server's error").stack_trace();
            assert!(frames.iter().any(|frame| frame.class.starts_with("org.apache.spark")), "{frames:?}");
        } else {
            assert!(error.server().expect("a server's error").stack_trace().is_empty());
        }
    }
}
