//! How much memory results take, whatever their size and however slow their consumer. Each case has a process of its own, so that no other
//! one's memory counts; the server is in it too.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use arrow_array::{Int64Array, RecordBatch, StringArray};
use arrow_ipc::writer::IpcWriteOptions;
use futures::{StreamExt, TryStreamExt, stream};
use spark_connect_core::{
    error::BoxError,
    prelude::*,
    proto::spark::connect::{self as proto, execute_plan_response::ResponseType},
};
use spark_connect_tests::{
    alone,
    scripted::{self, Script, ScriptedServer, complete},
};

const MIB: u64 = 1024 * 1024;

/// Runs the test `name` in a process of its own.
fn alone(name: &str, case: impl AsyncFnOnce()) {
    alone::alone(name, || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(2).build();
        runtime.expect("a runtime").block_on(case());
    });
}

/// How much more memory this process had at a time than it has now, in MiB.
struct Growth(u64);

impl Growth {
    fn start() -> Self {
        // Linux then counts the peak anew.
        std::fs::write("/proc/self/clear_refs", "5").expect("the own process");
        Self(memory("VmRSS:"))
    }

    fn end(&self, what: &str, most: u64) {
        let grown = (memory("VmHWM:") - self.0) / MIB;
        eprintln!("{what}: {grown} MiB more");
        assert!(grown < most, "{what}: {grown} MiB more, where {most} are the limit");
    }
}

fn memory(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix(key)).expect("a size");
    1024 * line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number")
}

/// Counts the pieces of memory that are as large as a large batch: how many there are, and how many there were at most.
struct Counting;

static LARGE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

/// Whether a batch of 64 MiB can be in so many bytes.
fn is_large(size: usize) -> bool {
    size > 48 * 1024 * 1024
}

fn gone(size: usize) {
    if is_large(size) {
        LARGE.fetch_sub(1, SeqCst);
    }
}

fn made(size: usize) {
    if is_large(size) {
        MOST.fetch_max(LARGE.fetch_add(1, SeqCst) + 1, SeqCst);
    }
}

#[expect(unsafe_code, reason = "an allocator is unsafe by its nature; all of it is done by the system's")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        made(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        gone(layout.size());
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        gone(layout.size());
        made(size);
        unsafe { System.realloc(block, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Event {
    id: i64,
    text: String,
}

#[derive(SparkRow)]
#[spark(from(Event))]
struct EventRef<'a> {
    id: i64,
    text: &'a str,
}

/// Rows of about `size` bytes.
fn events(rows: i64, size: usize) -> RecordBatch {
    let text = "x".repeat(size);
    let ids: Int64Array = (0..rows).collect();
    let texts: StringArray = (0..rows).map(|_| Some(text.as_str())).collect();
    RecordBatch::try_from_iter([("id", Arc::new(ids) as _), ("text", Arc::new(texts) as _)])
        .expect("two columns")
}

fn schema() -> proto::ExecutePlanResponse {
    let schema = DataType::Struct(Event::schema()).to_proto();
    proto::ExecutePlanResponse { schema: Some(schema), ..Default::default() }
}

/// Batches of 256 rows and a megabyte, which the server has in memory once.
fn megabytes(count: usize) -> Vec<proto::ExecutePlanResponse> {
    let mut batch = scripted::batch(&events(256, 4096), 0, IpcWriteOptions::default());
    if let Some(ResponseType::ArrowBatch(batch)) = &mut batch.response_type {
        batch.start_offset = None;
    }
    let batches = std::iter::repeat_n(batch, count);
    [schema()].into_iter().chain(batches).chain([complete()]).collect()
}

/// What this server answers, whatever it is asked.
async fn result(responses: Vec<proto::ExecutePlanResponse>) -> (ScriptedServer, Dataset<Event>) {
    let script = Script::new(responses).schema(DataType::Struct(Event::schema()).to_proto());
    let server = ScriptedServer::start(script).await;
    let spark = SparkSession::builder().remote(server.remote()).connect().await.expect("the server is there");
    (server, spark.range(0, 1).dataset::<Event>())
}

#[test]
fn a_stream_of_a_gigabyte() {
    alone("a_stream_of_a_gigabyte", async || {
        let (_server, events) = result(megabytes(1024)).await;
        let growth = Growth::start();
        let (mut stream, mut rows) = (events.stream(), 0);
        while let Some(event) = stream.try_next().await.expect("rows") {
            assert_eq!((event.id, event.text.len()), (rows % 256, 4096));
            rows += 1;
        }
        assert_eq!(rows, 256 * 1024);
        growth.end("a stream", 48);
    });
}

#[test]
fn views_of_a_gigabyte() {
    alone("views_of_a_gigabyte", async || {
        let (_server, events) = result(megabytes(1024)).await;
        let growth = Growth::start();
        let mut rows = 0;
        let visited = events.for_each_ref::<EventRef>(|event| {
            assert_eq!((event.id, event.text.len()), (rows % 256, 4096));
            rows += 1;
        });
        visited.await.expect("rows");
        assert_eq!(rows, 256 * 1024);
        growth.end("views", 48);
    });
}

#[test]
fn chunks_on_threads() {
    alone("chunks_on_threads", async || {
        let (_server, events) = result(megabytes(256)).await;
        let growth = Growth::start();
        let (mut chunks, mut rows) = (events.chunks().parallel(2), 0);
        while let Some(events) = chunks.try_next().await.expect("rows") {
            for event in &events {
                assert_eq!((event.id, event.text.len()), (rows % 256, 4096));
                rows += 1;
            }
        }
        assert_eq!(rows, 256 * 256);
        growth.end("chunks on two threads", 48);
    });
}

/// The server sends as much as the client lets it, which is what its buffers hold.
#[test]
fn a_consumer_that_pauses() {
    alone("a_consumer_that_pauses", async || {
        let (_server, events) = result(megabytes(256)).await;
        let growth = Growth::start();
        let (mut chunks, mut events, mut rows) = (events.chunks(), Vec::new(), 0);
        while chunks.next_into(&mut events).await.expect("rows") {
            if rows % (64 * 256) == 0 {
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
            rows += events.len();
        }
        assert_eq!(rows, 256 * 256);
        growth.end("a slow consumer", 64);
    });
}

/// A batch is in memory as a whole, but not twice.
#[test]
fn one_large_batch_in_chunks() {
    alone("one_large_batch_in_chunks", async || {
        let chunks = scripted::chunks(&events(50_000, 4096), 0, 13);
        let responses = [schema()].into_iter().chain(chunks).chain([complete()]);
        let (_server, events) = result(responses.collect()).await;
        let growth = Growth::start();
        let mut rows = 0;
        events
            .for_each_ref::<EventRef>(|event| rows += (event.text.len() / 4096) as i64)
            .await
            .expect("rows");
        assert_eq!(rows, 50_000);
        growth.end("a batch of 200 MiB", 200 + 128);
    });
}

/// The length of a text, which itself is gone when it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Length(usize);

impl StoredAs for Length {
    const NAME: &'static str = "Length";
    type Stored = String;

    fn to_stored(&self) -> Result<String, BoxError> {
        Ok("x".repeat(self.0))
    }

    fn from_stored(text: String) -> Result<Self, BoxError> {
        Ok(Self(text.len()))
    }
}

spark_connect_core::stored_as!(Length);

#[derive(SparkRow)]
struct Measured {
    text: Length,
}

/// Large batches become rows one after the other: never are two of them in memory as a whole.
#[test]
fn large_batches_become_small_rows() {
    alone("large_batches_become_small_rows", async || {
        // 64 MiB each.
        let batch = scripted::chunks(&events(16 * 1024, 4096), 0, 5);
        let batches = (0..8).flat_map(|index| {
            batch.iter().cloned().map(move |mut chunk| {
                if let Some(ResponseType::ArrowBatch(chunk)) = &mut chunk.response_type {
                    chunk.start_offset = Some(index * 16 * 1024);
                }
                chunk
            })
        });
        let responses = [schema()].into_iter().chain(batches).chain([complete()]).collect();
        let (_server, events) = result(responses).await;
        let sizes = events.to_df().dataset::<Measured>();
        for threads in [0, 1] {
            // The server has one.
            let before = LARGE.load(SeqCst);
            MOST.store(before, SeqCst);
            let rows = match threads {
                0 => sizes.collect().await,
                threads => sizes.collect_parallel(threads).await,
            };
            let rows = rows.expect("rows");
            assert_eq!(rows.len(), 8 * 16 * 1024);
            assert!(rows.iter().all(|row| row.text == Length(4096)));
            assert_eq!((before, MOST.load(SeqCst)), (1, 2), "{threads} threads");
        }
    });
}

/// Rows that are made while they are sent, 256 MiB of them each time; the server holds as much as one call brings.
#[test]
fn an_upload() {
    alone("an_upload", async || {
        let script = Script::new([schema(), complete()]).forgetful();
        let chunks = "spark.sql.session.localRelationChunkSizeBytes";
        let server = ScriptedServer::start(script.option(chunks, "16777216")).await;
        let spark =
            SparkSession::builder().remote(server.remote()).connect().await.expect("the server is there");
        // Small rows, and such that only a few of them fit into a chunk.
        for (rows, size) in [(512 * 1024, 512), (64, 4 * 1024 * 1024)] {
            let growth = Growth::start();
            let text = "x".repeat(size);
            let events = (0..rows).map(|id| Event { id, text: text.clone() });
            let sent = spark.upload_dataset(events).await.expect("all rows");
            growth.end("an upload of 256 MiB", 144);
            let (none, text) = (sent.collect().await.expect("a result"), &text);
            assert!(none.is_empty());
            let events = stream::iter(0..rows).map(|id| Ok::<_, Error>(Event { id, text: text.clone() }));
            spark.upload_dataset(events).await.expect("all rows");
            growth.end("the same again", 144);
        }
        assert!(server.artifacts().len() > 32, "{}", server.artifacts().len());
    });
}

/// The batches are gone when their rows are there.
#[test]
fn all_rows() {
    alone("all_rows", async || {
        let (_server, events) = result(megabytes(256)).await;
        for threads in [0, 2] {
            let growth = Growth::start();
            let rows = match threads {
                0 => events.collect().await,
                threads => events.collect_parallel(threads).await,
            };
            let rows = rows.expect("rows");
            assert_eq!(rows.len(), 256 * 256);
            assert!(rows.iter().enumerate().all(|(index, event)| event.id == index as i64 % 256));
            growth.end("256 MiB of rows", 256 + 64);
        }
    });
}
