//! The floor: a client written by hand on tonic for the queries of the benches alone, and loops written by hand over
//! their columns. It sends `ExecutePlan` and reads Arrow data: no retries, no reattachment, no checks.

use arrow_array::{
    Array, RecordBatch,
    cast::AsArray,
    types::{Float64Type, Int64Type, TimestampMicrosecondType},
};
use arrow_ipc::reader::StreamReader;
use bytes::{Buf, Bytes};
use http::{HeaderMap, HeaderName, HeaderValue, uri::PathAndQuery};
use jiff::Timestamp;
use spark_connect_core::proto::spark::connect::{
    ExecutePlanRequest, ExecutePlanResponse, LocalRelation, Plan, Range, ReattachOptions, Relation,
    ReleaseExecuteRequest, ReleaseExecuteResponse, Sql, UserContext,
    execute_plan_request::{RequestOption, request_option},
    execute_plan_response::ResponseType,
    plan::OpType,
    relation::RelType,
    release_execute_request::{Release, ReleaseAll},
};
use tonic::{Request, Streaming, client::Grpc, metadata::MetadataMap, transport::Channel};
use tonic_prost::ProstCodec;
use uuid::Uuid;

use crate::{
    child::Result,
    sample::{Mixed, digest},
};

/// The client.
#[derive(Debug, Clone)]
pub struct Bare {
    channel: Channel,
    headers: HeaderMap,
    session_id: String,
}

impl Bare {
    /// Connects to a server without TLS.
    ///
    /// # Errors
    /// There is none.
    pub async fn connect(connection_string: &str) -> Result<Self> {
        let rest = connection_string.strip_prefix("sc://").ok_or("no connection string")?;
        let (address, parameters) = rest.split_once("/;").unwrap_or((rest, ""));
        let mut headers = HeaderMap::new();
        if let Some(token) = parameters.split(';').find_map(|parameter| parameter.strip_prefix("token=")) {
            let name = HeaderName::from_static("authorization");
            headers.insert(name, HeaderValue::from_str(&format!("Bearer {token}"))?);
        }
        let endpoint = Channel::from_shared(format!("http://{}", address.trim_end_matches('/')))?;
        let channel = endpoint.tcp_nodelay(true).connect().await?;
        Ok(Self { channel, headers, session_id: Uuid::new_v4().to_string() })
    }

    /// The smallest query: one number.
    pub fn number() -> Relation {
        let range = Range { start: Some(0), end: 1, step: 1, num_partitions: None };
        Relation { common: None, rel_type: Some(RelType::Range(range)) }
    }

    /// The rows of an SQL query.
    pub fn sql(query: &str) -> Relation {
        let sql = Sql { query: query.to_owned(), ..Default::default() };
        Relation { common: None, rel_type: Some(RelType::Sql(sql)) }
    }

    /// The rows of an Arrow IPC stream.
    pub fn rows(stream: Vec<u8>) -> Relation {
        let local = LocalRelation { data: Some(stream.into()), schema: None };
        Relation { common: None, rel_type: Some(RelType::LocalRelation(local)) }
    }

    /// Runs a query that can be reattached to.
    ///
    /// # Errors
    /// It fails.
    pub async fn execute(&self, plan: Relation) -> Result<Streaming<ExecutePlanResponse>> {
        self.execute_as(plan, Uuid::new_v4().to_string()).await
    }

    /// The batches of a query, one after the other.
    ///
    /// # Errors
    /// It fails.
    pub async fn for_each_batch(
        &self,
        plan: Relation,
        mut visit: impl FnMut(&RecordBatch) -> Result<()>,
    ) -> Result<()> {
        let mut responses = self.execute(plan).await?;
        while let Some(response) = responses.message().await? {
            if let Some(ResponseType::ArrowBatch(batch)) = response.response_type {
                for batch in StreamReader::try_new(batch.data.reader(), None)? {
                    visit(&batch?)?;
                }
            }
        }
        Ok(())
    }

    /// The number of rows of the smallest query. If `releases`, the server is told in the background that the operation
    /// is over, as a client has to that does not want to fill the server up.
    ///
    /// # Errors
    /// It fails.
    pub async fn count(&self, releases: bool) -> Result<u64> {
        let operation_id = Uuid::new_v4().to_string();
        let mut responses = self.execute_as(Self::number(), operation_id.clone()).await?;
        let mut rows = 0;
        while let Some(response) = responses.message().await? {
            if let Some(ResponseType::ArrowBatch(batch)) = response.response_type {
                rows += count(batch.data)?;
            }
        }
        if releases {
            let this = self.clone();
            tokio::spawn(async move { this.release(operation_id).await });
        }
        Ok(rows)
    }

    async fn execute_as(
        &self,
        plan: Relation,
        operation_id: String,
    ) -> Result<Streaming<ExecutePlanResponse>> {
        let reattach = ReattachOptions { reattachable: true };
        let option = request_option::RequestOption::ReattachOptions(reattach);
        let request = ExecutePlanRequest {
            session_id: self.session_id.clone(),
            user_context: Some(user()),
            operation_id: Some(operation_id),
            plan: Some(Plan { op_type: Some(OpType::Root(plan)) }),
            request_options: vec![RequestOption { request_option: Some(option) }],
            ..Default::default()
        };
        let path = PathAndQuery::from_static("/spark.connect.SparkConnectService/ExecutePlan");
        let codec = ProstCodec::<ExecutePlanRequest, ExecutePlanResponse>::default();
        let response = self.grpc().await?.server_streaming(self.request(request), path, codec).await?;
        Ok(response.into_inner())
    }

    async fn release(self, operation_id: String) -> Result<()> {
        let request = ReleaseExecuteRequest {
            session_id: self.session_id.clone(),
            user_context: Some(user()),
            operation_id,
            release: Some(Release::ReleaseAll(ReleaseAll {})),
            ..Default::default()
        };
        let path = PathAndQuery::from_static("/spark.connect.SparkConnectService/ReleaseExecute");
        let codec = ProstCodec::<ReleaseExecuteRequest, ReleaseExecuteResponse>::default();
        self.grpc().await?.unary(self.request(request), path, codec).await?;
        Ok(())
    }

    async fn grpc(&self) -> Result<Grpc<Channel>> {
        let mut grpc = Grpc::new(self.channel.clone()).max_decoding_message_size(128 << 20);
        grpc.ready().await?;
        Ok(grpc)
    }

    fn request<T>(&self, message: T) -> Request<T> {
        let mut request = Request::new(message);
        *request.metadata_mut() = MetadataMap::from_headers(self.headers.clone());
        request
    }
}

fn user() -> UserContext {
    UserContext { user_id: "bench".into(), ..Default::default() }
}

fn count(data: Bytes) -> Result<u64> {
    let reader = StreamReader::try_new(data.reader(), None)?;
    reader.map(|batch| Ok(batch?.num_rows() as u64)).sum()
}

/// The columns of a batch of [`Mixed`], read by loops written by hand.
macro_rules! columns {
    ($batch:expr, |$id:ident, $price:ident, $name:ident, $quantity:ident, $discount:ident, $at:ident| $row:expr) => {{
        let batch: &RecordBatch = $batch;
        let ids = batch.column(0).as_primitive::<Int64Type>().values();
        let prices = batch.column(1).as_primitive::<Float64Type>().values();
        let names = batch.column(2).as_string::<i32>();
        let quantities = batch.column(3).as_primitive::<Int64Type>().values();
        let discounts = batch.column(4).as_primitive::<Int64Type>();
        let times = batch.column(5).as_primitive::<TimestampMicrosecondType>().values();
        let numbers = ids.iter().zip(prices).zip(quantities).zip(times).enumerate();
        for (row, ((($id, $price), $quantity), micros)) in numbers {
            let ($id, $price, $quantity) = (*$id, *$price, *$quantity);
            let $name = names.value(row);
            let $discount = discounts.is_valid(row).then(|| discounts.value(row));
            let $at = Timestamp::from_microsecond(*micros)?;
            $row;
        }
    }};
}

/// Appends the rows of a batch.
///
/// # Errors
/// A time is out of range.
pub fn append(rows: &mut Vec<Mixed>, batch: &RecordBatch) -> Result<()> {
    rows.reserve(batch.num_rows());
    columns!(batch, |id, price, name, quantity, discount, at| rows.push(Mixed {
        id,
        price,
        name: name.to_owned(),
        quantity,
        discount,
        at
    }));
    Ok(())
}

/// The sum of the digests of the rows of a batch, none of which is made.
///
/// # Errors
/// A time is out of range.
pub fn visit(batch: &RecordBatch) -> Result<u64> {
    let mut sum = 0_u64;
    columns!(batch, |id, price, name, quantity, discount, at| sum =
        sum.wrapping_add(digest(id, price, name, quantity, discount, at.as_second())));
    Ok(sum)
}
