//! What happens to a large plan before it is sent.
//!
//! A server reads the plan anew with each action, so rows do not belong into it if they are many: they are uploaded
//! once, and the plan names them by their hashes. From which size on, and in which form, the server's settings say.

use std::{io::Write, sync::atomic::Ordering};

use bytes::Bytes;
use futures::future::BoxFuture;

use super::{Client, Content, Upload};
use crate::{
    error::{Error, ErrorKind, Result},
    proto::{
        field::{self, relation},
        spark::connect::{
            CachedLocalRelation, ChunkedCachedLocalRelation, CompressionCodec, config_request as config,
            plan::{CompressedOperation, compressed_operation::OpType},
        },
    },
    relation::{Blob, LocalData, Message},
};

/// A plan with less local data is sent as it is, without asking for the server's settings.
const SMALL: usize = 64 * 1024;

/// How much is uploaded with one call, which is repeated as a whole if the connection breaks.
const CALL: usize = 256 * 1024 * 1024;

/// A smaller plan is never compressed.
const COMPRESSIBLE: usize = 1024 * 1024;

const COMPRESSION_THRESHOLD_KEY: &str = "spark.connect.session.planCompression.threshold";
const COMPRESSION_KEY: &str = "spark.connect.session.planCompression.defaultAlgorithm";
const CACHE_THRESHOLD_KEY: &str = "spark.sql.session.localRelationCacheThreshold";
/// Only servers that take rows in chunks know it.
const CHUNK_SIZE_KEY: &str = "spark.sql.session.localRelationChunkSizeBytes";

/// What the server's settings say of large plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sizes {
    /// From how many bytes on rows are uploaded; `None` if never.
    cache_threshold: Option<usize>,
    /// How uploaded rows are named.
    form: Form,
    /// From how many bytes on plans are compressed; `None` if never.
    compression_threshold: Option<usize>,
}

/// How a plan names rows that were uploaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// By one hash of all. Spark: `CachedLocalRelation`, 4.0.
    Whole,
    /// By a hash for each chunk and one for the schema. Spark: `ChunkedCachedLocalRelation`, 4.1.
    Chunks,
}

impl Client {
    /// Whether a message is sent as it is: it is small, or wrong.
    pub(super) fn is_prepared(&self, message: &Message) -> bool {
        message.local_bytes() < SMALL && message.encoded_len() < COMPRESSIBLE || message.error().is_some()
    }

    /// The same message with its large local data uploaded and named by hashes.
    ///
    /// # Errors
    /// The server refuses the upload, or cannot be reached.
    pub(super) async fn place_local_data(&self, message: &Message) -> Result<Message> {
        if message.local_bytes() < SMALL || message.error().is_some() {
            return Ok(message.clone());
        }
        let Sizes { cache_threshold: Some(threshold), form, .. } = self.sizes().await? else {
            return Ok(message.clone());
        };
        let large = message.local_data().into_iter().filter(move |data| data.len() >= threshold);
        // Hashing takes a while, once for each data.
        let hashing =
            tokio::task::spawn_blocking(move || large.map(|data| Placed::new(data, form)).collect());
        let placed: Vec<Placed> = hashing.await.map_err(|error| {
            Error::new(ErrorKind::Internal, "the hashes of local data were not computed").with_source(error)
        })?;
        let blobs = placed.iter().flat_map(|placed| placed.blobs.iter().cloned()).collect();
        match self.cache(blobs).await {
            Ok(()) => {}
            // A server that has the setting, but keeps nothing: then the rows go with the plan.
            Err(error) if error.kind() == ErrorKind::Unsupported => return Ok(message.clone()),
            Err(error) => return Err(error),
        }
        Ok(message.replace_local(|data| {
            let placed = placed.iter().find(|placed| placed.data.is(data))?;
            Some((placed.field, placed.relation.clone()))
        }))
    }

    /// An `ExecutePlanRequest` with its plan compressed, if that is large and the server wants it.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub(super) async fn compress(&self, request: &Message) -> Result<Option<Message>> {
        let off = self.0.sends_plain_plans.load(Ordering::Relaxed);
        if off || request.encoded_len() < COMPRESSIBLE || request.error().is_some() {
            return Ok(None);
        }
        let Some(threshold) = self.sizes().await?.compression_threshold else { return Ok(None) };
        let Some(plan) = request.child_at(field::execute_plan_request::PLAN) else { return Ok(None) };
        let root = plan.child_at(field::plan::ROOT).map(|root| (OpType::Relation, root));
        let command = || Some((OpType::Command, plan.child_at(field::plan::COMMAND)?));
        let Some((kind, operation)) = root.or_else(command) else { return Ok(None) };
        let size = operation.encoded_len();
        if size <= threshold {
            return Ok(None);
        }
        let Some(data) = aside(move || zstd(&operation)).await? else { return Ok(None) };
        if data.len() >= size {
            return Ok(None);
        }
        let compressed = CompressedOperation {
            data,
            op_type: kind.into(),
            compression_codec: CompressionCodec::Zstd.into(),
        };
        let plan = Message::wrap(field::plan::COMPRESSED_OPERATION, &Message::of(&compressed));
        Ok(Some(request.with_child(field::execute_plan_request::PLAN, &plan)))
    }

    /// Compresses no more plans of this session: the server could not read one.
    pub(super) fn send_plain_plans(&self) {
        self.0.sends_plain_plans.store(true, Ordering::Relaxed);
    }

    /// Uploads what of this the server does not have.
    ///
    /// The server is asked each time: only it knows what it has kept.
    ///
    /// # Errors
    /// The server keeps no artifacts, refuses, or cannot be reached.
    fn cache(&self, blobs: Vec<Blob>) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move {
            if blobs.is_empty() {
                return Ok(());
            }
            let name = |blob: &Blob| format!("cache/{}", blob.hash);
            let mut seen = self.stored_artifacts(blobs.iter().map(name).collect()).await?;
            let (mut uploads, mut size) = (Vec::new(), 0);
            for blob in blobs {
                let name = name(&blob);
                if !seen.insert(name.clone()) {
                    continue;
                }
                size += blob.len();
                uploads.push(Upload { name, content: Content::Parts(blob.parts) });
                if size >= CALL {
                    self.add_artifacts(std::mem::take(&mut uploads)).await?;
                    size = 0;
                }
            }
            self.add_artifacts(uploads).await
        })
    }

    /// Uploads data, if the server does not have it, and returns its hash.
    ///
    /// # Errors
    /// The server keeps no artifacts, refuses, or cannot be reached.
    pub(crate) async fn cache_bytes(&self, data: Bytes) -> Result<String> {
        let blob = aside(|| Blob::new(vec![data])).await?;
        let hash = blob.hash.clone();
        self.cache(vec![blob]).await?;
        Ok(hash)
    }

    /// Whether plans can name uploaded rows by the hashes of their chunks.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub(crate) async fn caches_chunks(&self) -> Result<bool> {
        if self.sizes().await?.form != Form::Chunks {
            return Ok(false);
        }
        // Sail has the setting, but keeps nothing.
        match self.stored_artifacts(Vec::new()).await {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::Unsupported => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The server's settings, which are asked for once for each session, when they are first needed.
    async fn sizes(&self) -> Result<Sizes> {
        let ask = async || {
            let keys = [CACHE_THRESHOLD_KEY, CHUNK_SIZE_KEY, COMPRESSION_THRESHOLD_KEY, COMPRESSION_KEY];
            let keys = keys.map(str::to_owned).into();
            // Unlike `Get`, this is no error for keys that the server does not know.
            let question = config::operation::OpType::GetOption(config::GetOption { keys });
            let answer = self.config(question).await?;
            let value =
                |key| answer.pairs.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.as_deref());
            let compresses = value(COMPRESSION_KEY).is_some_and(|codec| codec.eq_ignore_ascii_case("zstd"));
            Ok(Sizes {
                compression_threshold: value(COMPRESSION_THRESHOLD_KEY)
                    .and_then(bytes)
                    .filter(|_| compresses),
                cache_threshold: value(CACHE_THRESHOLD_KEY).and_then(bytes),
                form: if value(CHUNK_SIZE_KEY).is_some() { Form::Chunks } else { Form::Whole },
            })
        };
        self.0.sizes.get_or_try_init(ask).await.copied()
    }
}

/// A message, compressed; `None` if that fails, which it does for lack of memory only.
fn zstd(message: &Message) -> Option<Bytes> {
    let mut encoder = zstd::Encoder::new(Vec::new(), zstd::DEFAULT_COMPRESSION_LEVEL).ok()?;
    for part in message.to_parts() {
        encoder.write_all(&part).ok()?;
    }
    encoder.finish().ok().map(Bytes::from)
}

/// Computes something that takes a while, without holding up other tasks.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Error::new(ErrorKind::Internal, "the plan was not made ready").with_source(error))
}

/// Local data, and what stands for it in a plan.
struct Placed {
    data: LocalData,
    blobs: Vec<Blob>,
    /// Which kind of relation it is.
    field: u32,
    relation: Message,
}

impl Placed {
    fn new(data: LocalData, form: Form) -> Self {
        match form {
            Form::Whole => {
                let blob = data.whole_blob();
                let relation = Message::of(&CachedLocalRelation { hash: blob.hash.clone() });
                Self { data, blobs: vec![blob], field: relation::CACHED_LOCAL_RELATION, relation }
            }
            Form::Chunks => {
                let schema = data.schema_blob();
                let relation = Message::of(&ChunkedCachedLocalRelation {
                    data_hashes: data.chunk_hashes().to_vec(),
                    schema_hash: Some(schema.hash.clone()),
                });
                let blobs = data.chunk_blobs().chain([schema]).collect();
                Self { data, blobs, field: relation::CHUNKED_CACHED_LOCAL_RELATION, relation }
            }
        }
    }
}

/// Reads a size as Spark writes it: `1048576`, `1048576b`; `None` for a negative one, which stands for none.
fn bytes(text: &str) -> Option<usize> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let (_, unit) = text.split_at(digits.len());
    let unit = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1 << 10,
        "m" | "mb" => 1 << 20,
        "g" | "gb" => 1 << 30,
        _ => return None,
    };
    digits.parse::<usize>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_as_spark_writes_them() {
        let sizes =
            [("1048576", 1 << 20), ("2097152000b", 2_097_152_000), ("16m", 16 << 20), ("0", 0), ("3 GB", 0)];
        for (text, size) in &sizes[..4] {
            assert_eq!(bytes(text), Some(*size), "{text}");
        }
        for text in ["-1", "", "b", "3 GB", "1.5m", "99999999999999999999"] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }
}
