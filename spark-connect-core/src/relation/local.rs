//! Local data in a plan: rows that are sent with it, or uploaded beforehand and named by their hashes.

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::{Message, MessageBuilder};
use crate::proto::field::local_relation;

/// Rows as one Arrow IPC stream, and the schema that the server reads them as. Cheap to clone.
///
/// It remembers where the record batches of the stream begin, so that each can be sent as a stream of its own: a
/// *chunk*. Neither form copies the rows.
#[derive(Clone)]
pub(crate) struct LocalData(Arc<Inner>);

struct Inner {
    stream: Bytes,
    schema: String,
    /// Where each record batch begins in the stream, and where the last one ends.
    cuts: Vec<usize>,
    chunk_hashes: OnceLock<Vec<String>>,
    schema_hash: OnceLock<String>,
    whole_hash: OnceLock<String>,
}

/// Bytes under their SHA-256 in lower-case hexadecimal digits: parts that follow each other.
#[derive(Clone)]
pub(crate) struct Blob {
    pub(crate) hash: String,
    pub(crate) parts: Vec<Bytes>,
}

impl Blob {
    /// Computes the hash, which takes a while.
    pub(crate) fn new(parts: Vec<Bytes>) -> Self {
        Self { hash: hash(&parts), parts }
    }

    pub(crate) fn len(&self) -> usize {
        self.parts.iter().map(Bytes::len).sum()
    }
}

impl LocalData {
    /// Rows that are `stream`, read as `schema` (JSON or DDL). `cuts` says where each record batch begins in the stream,
    /// and where the last one ends; none of them is longer than the stream.
    pub(crate) fn new(stream: Bytes, cuts: Vec<usize>, schema: impl Into<String>) -> Self {
        Self(Arc::new(Inner {
            stream,
            schema: schema.into(),
            cuts,
            chunk_hashes: OnceLock::new(),
            schema_hash: OnceLock::new(),
            whole_hash: OnceLock::new(),
        }))
    }

    /// The length of the rows in bytes.
    pub(crate) fn len(&self) -> usize {
        self.0.stream.len()
    }

    /// Whether both are the same rows in memory.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The `LocalRelation` that holds the rows themselves.
    pub(super) fn inline(&self) -> MessageBuilder {
        Message::builder()
            .bytes(local_relation::DATA, self.0.stream.clone())
            .string(local_relation::SCHEMA, &self.0.schema)
            .local(self.clone())
    }

    /// The hashes of the chunks. Computed once, which takes a while.
    pub(crate) fn chunk_hashes(&self) -> &[String] {
        self.0.chunk_hashes.get_or_init(|| self.chunks().map(|parts| hash(&parts)).collect())
    }

    /// The chunks, each a whole Arrow IPC stream.
    pub(crate) fn chunk_blobs(&self) -> impl Iterator<Item = Blob> {
        let hashes = self.chunk_hashes().iter();
        hashes.zip(self.chunks()).map(|(hash, parts)| Blob { hash: hash.clone(), parts: parts.into() })
    }

    fn chunks(&self) -> impl Iterator<Item = [Bytes; 3]> {
        let (stream, cuts) = (&self.0.stream, &self.0.cuts);
        let (first, last) = (cuts.first().copied().unwrap_or(0), cuts.last().copied().unwrap_or(0));
        let (schema, end) = (stream.slice(..first), stream.slice(last..));
        cuts.iter()
            .zip(cuts.iter().skip(1))
            .map(move |(from, to)| [schema.clone(), stream.slice(*from..*to), end.clone()])
    }

    /// The schema as a blob.
    pub(crate) fn schema_blob(&self) -> Blob {
        let parts = [Bytes::copy_from_slice(self.0.schema.as_bytes())];
        let hash = self.0.schema_hash.get_or_init(|| hash(&parts)).clone();
        Blob { hash, parts: parts.into() }
    }

    /// The encoded `LocalRelation` as a blob, which Spark before 4.1 takes.
    pub(crate) fn whole_blob(&self) -> Blob {
        let parts = self.inline().build().to_parts();
        let hash = self.0.whole_hash.get_or_init(|| hash(&parts)).clone();
        Blob { hash, parts }
    }
}

impl fmt::Debug for LocalData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LocalData({} bytes)", self.0.stream.len())
    }
}

fn hash(parts: &[Bytes]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hex(&hasher.finalize())
}

/// Bytes in lower-case hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
