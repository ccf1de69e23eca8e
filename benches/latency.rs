//! What this client adds to a query: the smallest one, and 64 at once, against minimal clients that are written by hand
//! on tonic. They send one `ExecutePlan` and decode its Arrow data, without retries, reattachment or checks; one of them
//! never tells the server that it is done with the operation, the other one releases it in the background, as a client
//! has to that does not want to fill the server up.
//!
//! All talk to the same Sail in turns, each over one connection, so that the ratios do not depend on how busy the
//! machine is.
//!
//! ```text
//! cargo bench --package spark-connect-tests --bench latency
//! ```

use std::time::{Duration, Instant};

use arrow_ipc::reader::StreamReader;
use bytes::{Buf, Bytes};
use futures::{StreamExt, future::join_all};
use spark_connect_core::{
    prelude::*,
    proto::{
        field,
        spark::connect::{
            ExecutePlanRequest, ExecutePlanResponse, Plan, Range, ReattachOptions, Relation as Node,
            ReleaseExecuteRequest, ReleaseExecuteResponse, UserContext,
            execute_plan_request::{RequestOption, request_option},
            execute_plan_response::ResponseType,
            plan::OpType,
            relation::RelType,
            release_execute_request::{Release, ReleaseAll},
        },
    },
    relation::{Message, Relation},
};
use spark_connect_tests::servers::sail;
use tonic::{Request, client::Grpc, codegen::http::uri::PathAndQuery, transport::Channel};
use tonic_prost::ProstCodec;
use uuid::Uuid;

/// How often each client has its turn.
const ROUNDS: usize = 500;
const CONCURRENT: usize = 64;
/// Between two turns.
const PAUSE: Duration = Duration::from_millis(20);
const CONCURRENT_ROUNDS: usize = 50;

fn range() -> Range {
    Range { start: Some(0), end: 1, step: 1, num_partitions: None }
}

/// A client to compare with.
#[derive(Clone)]
struct Minimal {
    channel: Channel,
    session_id: String,
    releases: bool,
}

impl Minimal {
    async fn connect(connection: &str, releases: bool) -> Self {
        let address = connection.strip_prefix("sc://").and_then(|rest| rest.split('/').next());
        let address = format!("http://{}", address.expect("an address"));
        let endpoint = Channel::from_shared(address).expect("an address").tcp_nodelay(true);
        let channel = endpoint.connect().await.expect("the server is there");
        Self { channel, session_id: Uuid::new_v4().to_string(), releases }
    }

    async fn rows(&self) -> usize {
        let operation_id = Uuid::new_v4().to_string();
        let node = Node { common: None, rel_type: Some(RelType::Range(range())) };
        let reattach = ReattachOptions { reattachable: self.releases };
        let option = request_option::RequestOption::ReattachOptions(reattach);
        let request = ExecutePlanRequest {
            session_id: self.session_id.clone(),
            user_context: Some(user()),
            operation_id: Some(operation_id.clone()),
            plan: Some(Plan { op_type: Some(OpType::Root(node)) }),
            request_options: vec![RequestOption { request_option: Some(option) }],
            ..Default::default()
        };
        let mut grpc = Grpc::new(self.channel.clone());
        grpc.ready().await.expect("the server is there");
        let path = PathAndQuery::from_static("/spark.connect.SparkConnectService/ExecutePlan");
        let codec = ProstCodec::<ExecutePlanRequest, ExecutePlanResponse>::default();
        let response = grpc.server_streaming(Request::new(request), path, codec).await;
        let mut responses = response.expect("a result").into_inner();
        let mut rows = 0;
        while let Some(response) = responses.message().await.expect("a response") {
            if let Some(ResponseType::ArrowBatch(batch)) = response.response_type {
                rows += decode(batch.data);
            }
        }
        if self.releases {
            tokio::spawn(self.clone().release(operation_id));
        }
        rows
    }

    async fn release(self, operation_id: String) {
        let request = ReleaseExecuteRequest {
            session_id: self.session_id,
            user_context: Some(user()),
            operation_id,
            release: Some(Release::ReleaseAll(ReleaseAll {})),
            ..Default::default()
        };
        let mut grpc = Grpc::new(self.channel);
        grpc.ready().await.expect("the server is there");
        let path = PathAndQuery::from_static("/spark.connect.SparkConnectService/ReleaseExecute");
        let codec = ProstCodec::<ReleaseExecuteRequest, ReleaseExecuteResponse>::default();
        grpc.unary(Request::new(request), path, codec).await.expect("the operation is known");
    }
}

fn user() -> UserContext {
    UserContext { user_id: "bench".into(), ..Default::default() }
}

fn decode(data: Bytes) -> usize {
    let reader = StreamReader::try_new(data.reader(), None).expect("a stream");
    reader.map(|batch| batch.expect("a batch").num_rows()).sum()
}

async fn rows(spark: &SparkSession, plan: &Message) -> usize {
    let mut rows = 0;
    let mut results = spark.run(plan);
    while let Some(batch) = results.next().await {
        rows += batch.expect("a batch").num_rows();
    }
    rows
}

/// The times of the three, turn by turn.
#[derive(Default)]
struct Turns([Vec<Duration>; 3]);

impl Turns {
    async fn take(&mut self, client: usize, count: usize, query: impl Future<Output = usize>) {
        let start = Instant::now();
        assert_eq!(query.await, count);
        self.0[client].push(start.elapsed());
        // What goes on in the background, such as releases, must not fall into the turn of the next client.
        tokio::time::sleep(PAUSE).await;
    }

    /// Ratios of the medians, without the first tenth of the turns, which warm the server up.
    fn report(self, name: &str) {
        let median = |mut times: Vec<Duration>| {
            times.drain(..times.len() / 10);
            times.sort();
            times[times.len() / 2].as_secs_f64()
        };
        let [ours, minimal, releasing] = self.0.map(median);
        println!(
            "{name}: {:.2} times a minimal client, {:.2} times one that releases its operations",
            ours / minimal,
            ours / releasing
        );
    }
}

#[tokio::main]
async fn main() {
    let server = sail().await;
    let spark = server.session().await;
    let minimal = Minimal::connect(server.connection_string(), false).await;
    let releasing = Minimal::connect(server.connection_string(), true).await;
    let plan = Relation::builder(field::relation::RANGE).fields(&range()).build();
    let plan = plan.to_plan().expect("a valid plan");

    let mut turns = Turns::default();
    for round in 0..ROUNDS * 3 {
        match round % 3 {
            0 => turns.take(0, 1, rows(&spark, &plan)).await,
            1 => turns.take(1, 1, minimal.rows()).await,
            _ => turns.take(2, 1, releasing.rows()).await,
        }
    }
    turns.report("one query");

    let mut turns = Turns::default();
    for round in 0..CONCURRENT_ROUNDS * 3 {
        let all = 0..CONCURRENT;
        match round % 3 {
            0 => {
                turns
                    .take(0, CONCURRENT, async { sum(join_all(all.map(|_| rows(&spark, &plan))).await) })
                    .await
            }
            1 => turns.take(1, CONCURRENT, async { sum(join_all(all.map(|_| minimal.rows())).await) }).await,
            _ => {
                turns.take(2, CONCURRENT, async { sum(join_all(all.map(|_| releasing.rows())).await) }).await
            }
        }
    }
    turns.report("64 queries at once");
}

fn sum(rows: Vec<usize>) -> usize {
    rows.into_iter().sum()
}
