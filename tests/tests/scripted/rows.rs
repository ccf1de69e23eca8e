//! Typed rows as they arrive: one by one, in portions, on threads.

use std::{fmt::Debug, sync::Arc};

use arrow_array::{Int64Array, RecordBatch, StringArray};
use arrow_ipc::writer::IpcWriteOptions;
use futures::{Stream, StreamExt, TryStreamExt};
use spark_connect_core::{
    dataset::Dataset,
    error::{Error, ErrorKind},
    prelude::SparkRow,
    proto::spark::connect as proto,
    types::DataType,
};
use spark_connect_tests::scripted::{
    Call, Script, ScriptedServer, batch, complete, long_batch, long_schema, long_schema_response,
};

use crate::{connect, three_batches};

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Number {
    id: i64,
}

/// The numbers that a script answers with.
async fn numbers(script: Script) -> (ScriptedServer, Dataset<Number>) {
    let server = ScriptedServer::start(script.schema(long_schema())).await;
    let spark = connect(server.remote()).await;
    (server, spark.range(0, 1).dataset::<Number>())
}

/// 50 batches; some of them are empty, which nobody sees.
fn many() -> Script {
    let batches = (0..50).flat_map(|index| {
        [long_batch(index * 10..index * 10 + 10), long_batch(index * 10 + 10..index * 10 + 10)]
    });
    Script::new([long_schema_response()].into_iter().chain(batches).chain([complete()]))
}

/// The third batch has a NULL, where the row type has none.
fn with_a_null() -> Script {
    let column: Int64Array = [Some(20), None].into_iter().collect();
    let nulls =
        RecordBatch::try_from_iter_with_nullable([("id", Arc::new(column) as _, true)]).expect("a column");
    let nulls = batch(&nulls, 20, IpcWriteOptions::default());
    let rest = (1..20).map(|index| long_batch(index * 22..index * 22 + 22));
    let first = [long_schema_response(), long_batch(0..10), long_batch(10..20), nulls];
    Script::new(first.into_iter().chain(rest).chain([complete()]))
}

/// The items up to an error, which ends the stream.
async fn until_error<T: Debug>(stream: impl Stream<Item = Result<T, Error>>) -> (Vec<T>, Error) {
    let mut items: Vec<_> = stream.collect().await;
    let error = items.pop().expect("items").expect_err("the last one is an error");
    (items.into_iter().map(|item| item.expect("only one error")).collect(), error)
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Named {
    id: i64,
    name: String,
}

#[derive(SparkRow)]
#[spark(from(Named))]
struct View<'a> {
    id: i64,
    name: &'a str,
}

#[derive(SparkRow)]
#[spark(from(Named))]
struct OtherView<'a> {
    id: i64,
    name: &'a str,
}

/// An action that runs again sends the plan that it has sent, and asks for no schema; a cached dataset has plans of its own.
#[tokio::test]
async fn plans_are_made_once() {
    let schema = DataType::Struct(Named::schema()).to_proto();
    let row = RecordBatch::try_from_iter([
        ("id", Arc::new(Int64Array::from(vec![7])) as _),
        ("name", Arc::new(StringArray::from(vec!["seven"])) as _),
    ]);
    let answer = proto::ExecutePlanResponse { schema: Some(schema.clone()), ..Default::default() };
    let row_and_end = [batch(&row.expect("a row"), 0, IpcWriteOptions::default()), complete()];
    let script = Script::new([answer].into_iter().chain(row_and_end)).schema(schema);
    let server = ScriptedServer::start(script).await;
    let numbers = connect(server.remote()).await.range(0, 1).dataset::<Named>();
    let seven = Named { id: 7, name: "seven".into() };
    let other = numbers.clone();
    let mut sent: Vec<Vec<_>> = Vec::new();
    for round in 0..3 {
        // The clone shares what was made once there was an action.
        let numbers = if round < 2 { &numbers } else { &numbers.clone() };
        assert_eq!(numbers.collect().await.expect("rows"), std::slice::from_ref(&seven));
        assert_eq!(numbers.first().await.expect("a row"), Some(seven.clone()));
        assert_eq!(numbers.count().await.expect("a number"), 7);
        assert!(!numbers.is_empty().await.expect("a row"));
        let mut ids = Vec::new();
        numbers.for_each_ref::<View>(|row| ids.push((row.id, row.name.len()))).await.expect("a row");
        numbers.for_each_ref::<OtherView>(|row| ids.push((row.id, row.name.len()))).await.expect("a row");
        assert_eq!(ids, [(7, 5), (7, 5)]);
        let plans = server.calls().into_iter().filter_map(|call| match call {
            Call::Execute(request) => request.plan,
            _ => None,
        });
        sent.push(plans.skip(6 * round).collect());
    }
    let [first, second, third] = &sent[..] else { panic!("three rounds") };
    assert_eq!(first.len(), 6);
    assert!(first == second && second == third);
    assert!(first.iter().enumerate().all(|(index, plan)| !first[..index].contains(plan)));
    assert_eq!(server.calls().iter().filter(|call| matches!(call, Call::Analyze(_))).count(), 1);

    // Not before there was one; and what is to stay a step of its own is a part of new plans.
    assert_eq!(other.count().await.expect("a number"), 7);
    let _ = numbers.to_df().relation().plan_id();
    assert_eq!(numbers.count().await.expect("a number"), 7);
    let calls = server.calls();
    let last = calls.iter().filter(|call| matches!(call, Call::Execute(_))).skip(18);
    let last: Vec<_> = last
        .map(|call| match call {
            Call::Execute(request) => request.plan.clone(),
            _ => None,
        })
        .collect();
    assert!(last.len() == 2 && last.iter().flatten().all(|plan| !first.contains(plan)));
}

#[tokio::test]
async fn rows_in_portions() {
    let (_server, numbers) = numbers(many()).await;
    let all: Vec<_> = (0..500).map(|id| Number { id }).collect();
    let portions: Vec<_> = all.chunks(10).map(<[_]>::to_vec).collect();
    assert_eq!(numbers.collect().await.expect("rows"), all);
    assert_eq!(numbers.stream().try_collect::<Vec<_>>().await.expect("rows"), all);
    assert_eq!(numbers.chunks().try_collect::<Vec<_>>().await.expect("rows"), portions);
    for threads in [0, 1, 3, 100] {
        let chunks = numbers.chunks().parallel(threads);
        assert_eq!(chunks.try_collect::<Vec<_>>().await.expect("rows"), portions, "{threads}");
        assert_eq!(numbers.collect_parallel(threads).await.expect("rows"), all);
    }
    let (mut chunks, mut rows, mut count) = (numbers.chunks(), Vec::with_capacity(10), 0);
    let place = rows.as_ptr();
    while chunks.next_into(&mut rows).await.expect("rows") {
        assert_eq!(rows, portions[count]);
        assert_eq!(rows.as_ptr(), place, "the same memory");
        count += 1;
    }
    assert_eq!((count, rows.as_slice()), (50, [].as_slice()));
}

#[tokio::test]
async fn what_was_read_before_an_error_is_there() {
    let (_server, numbers) = numbers(with_a_null()).await;
    let (rows, error) = until_error(numbers.stream()).await;
    assert_eq!(rows, (0..20).map(|id| Number { id }).collect::<Vec<_>>());
    assert_eq!(error.kind(), ErrorKind::Conversion);
    assert!(error.to_string().contains("row 21 (counting from 0)"), "{error}");
    for threads in [1, 4] {
        let (portions, same) = until_error(numbers.chunks().parallel(threads)).await;
        assert_eq!(portions.concat(), rows);
        assert_eq!(same.to_string(), error.to_string());
    }
    let same = numbers.collect_parallel(4).await.expect_err("a NULL");
    assert_eq!(same.to_string(), error.to_string());
    let (mut chunks, mut rows) = (numbers.chunks(), Vec::new());
    for _ in 0..2 {
        assert!(chunks.next_into(&mut rows).await.expect("a portion"));
    }
    chunks.next_into(&mut rows).await.expect_err("a NULL");
    assert!(!chunks.next_into(&mut rows).await.expect("the end"));
}

#[tokio::test]
async fn columns_are_compared_before_the_first_row() {
    let server = ScriptedServer::start(many()).await;
    let spark = connect(server.remote()).await;
    // The schema of the plan is right, that of the result is not.
    let ids = spark.create_dataset(&[true]);
    let (none, error) = until_error(ids.chunks()).await;
    assert_eq!((none.len(), error.kind()), (0, ErrorKind::Schema));
    let (none, error) = until_error(ids.chunks().parallel(2)).await;
    assert_eq!((none.len(), error.kind()), (0, ErrorKind::Schema));
}

/// Who does not want more rows does not leave the query running.
#[tokio::test]
async fn a_stream_that_is_dropped_stops_its_query() {
    let (server, numbers) = numbers(many()).await;
    let executed = |call: &Call| matches!(call, Call::Execute(_));
    let streams: [(&str, _); 4] = [
        ("stream", numbers.stream().map_ok(drop).boxed()),
        ("chunks", numbers.chunks().map_ok(drop).boxed()),
        ("parallel", numbers.chunks().parallel(2).map_ok(drop).boxed()),
        ("not polled", futures::stream::empty().chain(numbers.stream().map_ok(drop)).boxed()),
    ];
    for (index, (name, mut stream)) in streams.into_iter().enumerate() {
        if index < 3 {
            stream.next().await.expect("an item").expect("rows");
        }
        drop(stream);
        let released = async {
            while server.calls().iter().filter(|call| call.is_release_all()).count() < (index + 1).min(3) {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(10), released).await.expect(name);
    }
    assert_eq!(server.calls().iter().filter(|call| executed(call)).count(), 3);
}

/// A query that runs again is sent as it was, and compared with the source once.
#[tokio::test]
async fn a_dataset_that_runs_again() {
    let (server, numbers) = numbers(Script::new(three_batches())).await;
    let all: Vec<_> = (0..30).map(|id| Number { id }).collect();
    for _ in 0..3 {
        assert_eq!(numbers.collect().await.expect("a result"), all);
    }
    let calls = server.calls();
    let plans = calls.iter().filter_map(|call| match call {
        Call::Execute(request) => request.plan.as_ref(),
        _ => None,
    });
    let plans: Vec<_> = plans.collect();
    assert_eq!(plans.len(), 3);
    assert!(plans.iter().all(|plan| *plan == plans[0]));
    let asked = calls.iter().filter(|call| matches!(call, Call::Analyze(_))).count();
    assert_eq!(asked, 1, "the columns of the source");
}
