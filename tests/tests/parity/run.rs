//! Runs both clients, and compares what they did.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use futures::{StreamExt, stream};
use prost::Message as _;
use serde_json::{Value, json};
use spark_connect_core::{dataframe::DataFrame, error::Result, row, session::SparkSession};
use spark_connect_tests::{
    oracle,
    scripted::{Call, Script, ScriptedServer, complete},
    servers::{Kind, TestServer},
};

use crate::snippets::{Mark, Run, Rust, Snippet};

const VIEWS: &str = include_str!("views.sql");
const ORACLE: &str = include_str!("oracle.py");

/// What came of it.
pub(crate) struct Outcome {
    /// For each snippet, why it failed, if it did.
    pub(crate) failures: Vec<Option<String>>,
    /// The public names of PySpark's classes.
    pub(crate) names: BTreeMap<String, BTreeSet<String>>,
    /// How many snippets were run on both clients.
    pub(crate) ran: usize,
    /// The rows of those that run.
    pub(crate) rows: Vec<Option<Result<Vec<Texts>>>>,
}

/// What the sessions of both clients are told.
const CONFS: [(&str, &str); 3] = [
    ("spark.sql.session.timeZone", "UTC"),
    ("spark.sql.timeType.enabled", "true"),
    ("spark.sql.geospatial.enabled", "true"),
];

/// A session that has the views of the tables.
pub(crate) async fn session(server: &TestServer) -> SparkSession {
    let spark = server.session().await;
    for (key, value) in CONFS {
        spark.conf().set(key, value).await.expect("a setting");
    }
    for view in views() {
        // Spark 4.0 has no TIME.
        let view = match server.kind() {
            Kind::Spark40 => view.replace("cast(tm as time(6))", "tm"),
            Kind::Spark43 | Kind::Sail => view.to_owned(),
        };
        let _done = spark.sql(&view).await.expect("a view");
    }
    spark
}

fn views() -> impl Iterator<Item = &'static str> {
    VIEWS.split(";\n").map(str::trim).filter(|view| !view.is_empty())
}

/// A server that takes every request down.
pub(crate) struct Recorder {
    server: ScriptedServer,
    spark: SparkSession,
}

impl Recorder {
    pub(crate) async fn start() -> Self {
        let server = ScriptedServer::start(Script::new([complete()])).await;
        let spark = SparkSession::builder().remote(server.remote()).connect().await.expect("a session");
        Self { server, spark }
    }

    /// The first request of an action that is no question about the configuration, else the last of those.
    async fn request(&self, run: Run) -> std::result::Result<Vec<u8>, String> {
        let before = self.server.calls().len();
        let (df, other) = (self.spark.table("base"), self.spark.table("other"));
        let action = run(self.spark.clone(), df, other);
        tokio::time::timeout(Duration::from_secs(10), action)
            .await
            .map_err(|_| "it does not end".to_owned())?;
        let calls = self.server.calls().split_off(before);
        let mut config = None;
        for call in calls {
            match call {
                Call::Execute(request) => return Ok(request.encode_to_vec()),
                Call::Analyze(request) => return Ok(request.encode_to_vec()),
                Call::Interrupt(request) => return Ok(request.encode_to_vec()),
                Call::Status(request) => return Ok(request.encode_to_vec()),
                Call::CloneSession(request) => return Ok(request.encode_to_vec()),
                Call::ReleaseSession(request) => return Ok(request.encode_to_vec()),
                Call::Config(request) => config = Some(request.encode_to_vec()),
                Call::Reattach(_) | Call::Release(_) | Call::ErrorDetails(_) => {}
                Call::AddArtifacts | Call::ArtifactStatus(_) => {}
            }
        }
        config.ok_or_else(|| "it sent no request".to_owned())
    }
}

/// What this client makes of a snippet, encoded.
async fn encode(recorder: &Recorder, snippet: &Snippet) -> std::result::Result<Vec<u8>, String> {
    let message = match &snippet.rust {
        Rust::Column(column) => column.message(),
        Rust::Frame(frame) => frame.relation().message(),
        Rust::Request(run) => return recorder.request(*run).await,
    };
    match message.error() {
        Some(error) => Err(error.to_string()),
        None => Ok(message.to_bytes().to_vec()),
    }
}

/// Compares all of them.
pub(crate) async fn compare(
    server: &TestServer,
    spark: &SparkSession,
    recorder: &Recorder,
    snippets: impl Iterator<Item = &Snippet>,
) -> Outcome {
    let snippets: Vec<&Snippet> = snippets.collect();
    let (mut failures, mut asked) = (Vec::new(), Vec::new());
    for snippet in &snippets {
        let encoded = encode(recorder, snippet).await;
        let kind = match snippet.rust {
            Rust::Column(_) => "column",
            Rust::Frame(_) => "frame",
            Rust::Request(_) => "request",
        };
        asked.push(json!({
            "kind": kind,
            "python": snippet.python,
            "encoded": hex(encoded.as_deref().unwrap_or_default()),
            "run": snippet.mark != Mark::Plan,
            "compare": snippet.mark != Mark::Volatile,
        }));
        failures.push(encoded.err());
    }
    // PySpark's default for addresses other than this one is TLS.
    let remote = server.connection_string().replace("127.0.0.1", "localhost");
    let input =
        json!({ "remote": remote, "confs": CONFS, "views": views().collect::<Vec<_>>(), "snippets": asked });
    let (mut answers, ours) = tokio::join!(oracle::run(ORACLE, &input), run(spark, &snippets));
    let names = answers.pop().expect("the names");
    assert_eq!(answers.len(), snippets.len());

    let mut ran = 0;
    for (((failure, answer), ours), snippet) in failures.iter_mut().zip(&answers).zip(&ours).zip(&snippets) {
        let text = |key: &str| answer.get(key).and_then(Value::as_str).map(str::to_owned);
        let values = || match ours.as_ref()? {
            Err(error) => Some(format!("it fails: {error}")),
            Ok(_) if snippet.mark == Mark::Volatile => None,
            Ok(ours) => {
                ran += 1;
                let theirs = answer.get("values").cloned().unwrap_or_default();
                let mut theirs: Vec<Texts> = serde_json::from_value(theirs).expect("texts");
                theirs.sort();
                (*ours != theirs).then(|| format!("PySpark's values: {theirs:?}\nthis client's:    {ours:?}"))
            }
        };
        *failure = failure
            .take()
            .or_else(|| text("error").map(|error| format!("PySpark: {error}")))
            .or_else(|| text("difference"))
            .or_else(values);
    }
    Outcome { failures, names: serde_json::from_value(names).expect("names of classes"), ran, rows: ours }
}

/// A row: the texts of its values, `None` for NULL.
pub(crate) type Texts = Vec<Option<String>>;

/// The rows of each snippet that runs, sorted.
pub(crate) async fn run(spark: &SparkSession, snippets: &[&Snippet]) -> Vec<Option<Result<Vec<Texts>>>> {
    let base = spark.table("base");
    let runs = snippets.iter().map(|snippet| {
        let frame = match (&snippet.rust, snippet.mark) {
            (_, Mark::Plan) | (Rust::Request(_), _) => None,
            (Rust::Column(column), _) => Some(base.select(column)),
            (Rust::Frame(frame), _) => Some(frame.clone()),
        };
        async move {
            match frame {
                Some(frame) => Some(texts(&frame).await),
                None => None,
            }
        }
    });
    stream::iter(runs).buffered(2).collect().await
}

async fn texts(frame: &DataFrame) -> Result<Vec<Texts>> {
    let rows = frame.collect().await?;
    let mut texts: Vec<Texts> = rows.iter().map(|row| row.values().iter().map(text).collect()).collect();
    texts.sort();
    Ok(texts)
}

fn text(value: &row::Value) -> Option<String> {
    match value {
        row::Value::Null => None,
        row::Value::Binary(bytes) => Some(hex(bytes).to_uppercase()),
        value => Some(value.to_string()),
    }
}

/// Bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
