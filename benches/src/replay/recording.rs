//! What a server answered, in a file.

use std::{fs, path::PathBuf};

use bytes::{Buf, BufMut, Bytes, BytesMut};
use prost::Message;
use spark_connect_core::{
    local::LocalServer,
    proto::spark::connect::{DataType, ExecutePlanResponse, execute_plan_response::ResponseType},
};

use crate::{bare::Bare, child::Result, sample};

/// The Spark whose answers are recorded.
const SPARK: &str = "4.3.0";
/// Spark ends streams after two minutes otherwise, or after a gigabyte, and this client does not attach again.
const ONE_STREAM: [(&str, &str); 2] = [
    ("spark.connect.execute.reattachable.senderMaxStreamDuration", "1h"),
    ("spark.connect.execute.reattachable.senderMaxStreamSize", "16g"),
];

/// The responses to a query, without the ids of session and operation.
#[derive(Debug, Clone)]
pub struct Recording {
    /// Each as a message `ExecutePlanResponse`.
    pub responses: Vec<Bytes>,
    /// The id of each.
    pub ids: Vec<String>,
    /// The schema of the result.
    pub schema: DataType,
    /// The id of the server's session.
    pub server_session: String,
}

impl Recording {
    /// What Spark answers to a query for so many rows of [`Mixed`](sample::Mixed), or to the smallest query if there is
    /// no number. It is asked if the cache has no file with that.
    ///
    /// # Errors
    /// Spark cannot be installed or asked, or the cache not be written to.
    pub async fn of_spark(rows: Option<usize>) -> Result<Self> {
        let sql = rows.map_or_else(|| "SELECT id FROM range(1)".to_owned(), sample::mixed_sql);
        let path = path(&sql).await?;
        if !path.is_file() {
            eprintln!("recording what Spark answers into {}", path.display());
            let staged = path.with_extension(format!("staged-{}", std::process::id()));
            fs::write(&staged, ask_spark(&sql).await?)?;
            fs::rename(&staged, &path)?;
        }
        Self::of_file(fs::read(&path)?.into())
    }

    /// The responses of a file: each after its length.
    fn of_file(mut file: Bytes) -> Result<Self> {
        let mut responses = Vec::new();
        while file.has_remaining() {
            let length = file.try_get_u32_le()? as usize;
            if length > file.len() {
                return Err("the recording is damaged: remove it".into());
            }
            responses.push(ExecutePlanResponse::decode(file.split_to(length))?);
        }
        Self::new(responses)
    }

    /// These responses, as a server sends them for an operation that can be reattached to.
    ///
    /// # Errors
    /// No response has a schema.
    pub fn new(responses: Vec<ExecutePlanResponse>) -> Result<Self> {
        let schema = responses.iter().find_map(|response| response.schema.clone());
        let server_session = responses.first().map(|response| response.server_side_session_id.clone());
        let ids = responses.iter().map(|response| response.response_id.clone()).collect();
        let encoded =
            responses.into_iter().map(|response| Bytes::from(without_ids(response).encode_to_vec()));
        Ok(Self {
            responses: encoded.collect(),
            ids,
            schema: schema.ok_or("no response has a schema")?,
            server_session: server_session.unwrap_or_default(),
        })
    }
}

fn without_ids(response: ExecutePlanResponse) -> ExecutePlanResponse {
    ExecutePlanResponse { session_id: String::new(), operation_id: String::new(), ..response }
}

/// The file for a query, among what is installed for this library.
async fn path(sql: &str) -> Result<PathBuf> {
    let home = LocalServer::spark().version(SPARK).install().await?;
    // CACHE/ENVIRONMENT/lib/python3.x/site-packages/pyspark
    let cache = home.ancestors().nth(5).ok_or("Spark is not where it is installed")?;
    Ok(cache.join(format!("recorded-{SPARK}-{:08x}", crc32fast::hash(sql.as_bytes()))))
}

async fn ask_spark(sql: &str) -> Result<Bytes> {
    let server = LocalServer::spark()
        .version(SPARK)
        .conf("spark.master", "local[2]")
        .conf("spark.sql.session.timeZone", "UTC");
    let server = ONE_STREAM.into_iter().fold(server, |server, (key, value)| server.conf(key, value));
    let server = server.start().await?;
    let client = Bare::connect(server.connection_string()).await?;
    let (mut file, mut is_complete) = (BytesMut::new(), false);
    let mut responses = client.execute(Bare::sql(sql)).await?;
    while let Some(response) = responses.message().await? {
        is_complete = matches!(response.response_type, Some(ResponseType::ResultComplete(_)));
        let message = response.encode_to_vec();
        file.put_u32_le(message.len().try_into()?);
        file.put_slice(&message);
    }
    if !is_complete {
        return Err("Spark has not sent the whole answer".into());
    }
    Ok(file.freeze())
}
