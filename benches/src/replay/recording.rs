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
const CONF: [(&str, &str); 5] = [
    ("spark.master", "local[2]"),
    ("spark.sql.session.timeZone", "UTC"),
    // A result is in memory as a whole until it is sent, and a gigabyte is too little for five million rows.
    ("spark.driver.memory", "6g"),
    // Spark ends streams after two minutes otherwise, or after a gigabyte, and this client does not attach again.
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
        if path.is_file() {
            let recording = Self::of_file(fs::read(&path)?.into());
            return recording.map_err(|error| format!("{error}: remove {}", path.display()).into());
        }
        eprintln!("recording what Spark answers into {}", path.display());
        let file = ask_spark(&sql).await?;
        let recording = Self::of_file(file.clone())?;
        let staged = path.with_extension(format!("staged-{}", std::process::id()));
        fs::write(&staged, file)?;
        fs::rename(&staged, &path)?;
        Ok(recording)
    }

    /// The responses of a file: each after its length. The last one says that the result is complete.
    fn of_file(mut file: Bytes) -> Result<Self> {
        let mut responses = Vec::new();
        while file.has_remaining() {
            let length = file.try_get_u32_le()? as usize;
            if length > file.len() {
                return Err("the recording is damaged".into());
            }
            responses.push(ExecutePlanResponse::decode(file.split_to(length))?);
        }
        match responses.last().and_then(|last| last.response_type.as_ref()) {
            Some(ResponseType::ResultComplete(_)) => Self::new(responses),
            _ => Err("the recording is cut off".into()),
        }
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
    let server = LocalServer::spark().version(SPARK);
    let server =
        CONF.into_iter().fold(server, |server, (key, value)| server.conf(key, value)).start().await?;
    let client = Bare::connect(server.connection_string()).await?;
    let mut file = BytesMut::new();
    let mut responses = client.execute(Bare::sql(sql)).await?;
    while let Some(response) = responses.message().await? {
        let message = response.encode_to_vec();
        file.put_u32_le(message.len().try_into()?);
        file.put_slice(&message);
    }
    Ok(file.freeze())
}
