//! Uploads: files and data that the server keeps for the session.

use std::{
    collections::{HashSet, VecDeque},
    fmt,
    path::{Path, PathBuf},
};

use bytes::{Bytes, BytesMut};
use futures::{Stream, future::BoxFuture, stream};
use tokio::{fs::File, io::AsyncReadExt};

use super::{
    Client,
    rpc::{ADD_ARTIFACTS, ARTIFACT_STATUS, Retry},
};
use crate::{
    error::{Error, ErrorKind, Result},
    proto::{
        field::add_artifacts_request::{
            self as request, artifact_chunk, begin_chunked_artifact, single_chunk_artifact,
        },
        spark::connect as proto,
    },
    relation::Message,
};

/// How much of a file is in memory at a time, and goes with one message. Spark's own clients send 32 KiB, which takes
/// much longer.
const CHUNK: usize = 1024 * 1024;

/// How often what arrived damaged is sent.
const TRIES: usize = 3;

/// Something that the server is to keep.
#[derive(Clone)]
pub(crate) struct Upload {
    /// What the server knows it by, such as `jars/a.jar`: it says what it is used for.
    pub(crate) name: String,
    pub(crate) content: Content,
}

/// What is uploaded.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// A file, which is read while it is sent.
    File(PathBuf),
    /// Parts that follow each other.
    Parts(Vec<Bytes>),
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Client {
    /// Uploads all of these; what the server says arrived damaged is sent again.
    ///
    /// # Errors
    /// A file cannot be read, the server refuses, or cannot be reached. What was stored before stays.
    pub(crate) fn add_artifacts(&self, mut uploads: Vec<Upload>) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move {
            let mut names = HashSet::new();
            if let Some(twice) = uploads.iter().find(|upload| !names.insert(upload.name.as_str())) {
                return Err(failed(format!("two artifacts have the name `{}`", twice.name)));
            }
            for _ in 0..TRIES {
                if uploads.is_empty() {
                    return Ok(());
                }
                let reply = self.upload(ADD_ARTIFACTS, || self.upload_requests(uploads.clone())).await;
                let summaries = reply.map_err(needs_artifacts)?.artifacts.into_iter();
                let stored: HashSet<_> = summaries
                    .filter(|summary| summary.is_crc_successful)
                    .map(|summary| summary.name)
                    .collect();
                uploads.retain(|upload| !stored.contains(&upload.name));
            }
            match uploads.first() {
                None => Ok(()),
                Some(Upload { name, .. }) => Err(failed(format!(
                    "`{name}` arrived damaged {TRIES} times: does something change what is sent?"
                ))),
            }
        })
    }

    /// Which of these names the server has. It only tells for the names of cached data, `cache/` and a hash.
    ///
    /// # Errors
    /// The server keeps no artifacts, or cannot be reached.
    pub(crate) async fn stored_artifacts(&self, names: Vec<String>) -> Result<HashSet<String>> {
        let identity = self.identity();
        let request = Message::of(&proto::ArtifactStatusesRequest {
            session_id: identity.session_id.clone(),
            client_observed_server_side_session_id: identity.observed(),
            user_context: Some(identity.user.clone()),
            client_type: Some(identity.client_type.clone()),
            names,
        });
        let reply = self.unary(ARTIFACT_STATUS, request, Retry::Always).await.map_err(needs_artifacts)?;
        Ok(reply.statuses.into_iter().filter(|(_, status)| status.exists).map(|(name, _)| name).collect())
    }

    /// The requests of one call, made while it runs: one chunk is in memory at a time.
    fn upload_requests(&self, uploads: Vec<Upload>) -> impl Stream<Item = Result<Message>> + Send + 'static {
        let identity = self.identity();
        let header = proto::AddArtifactsRequest {
            session_id: identity.session_id.clone(),
            client_observed_server_side_session_id: identity.observed(),
            user_context: Some(identity.user.clone()),
            client_type: Some(identity.client_type.clone()),
            payload: None,
        };
        let state = Requests { header, waiting: uploads.into(), open: None };
        stream::unfold(Some(state), async |state| {
            let mut state = state?;
            match state.next().await {
                Ok(None) => None,
                Ok(Some(message)) => Some((Ok(message), Some(state))),
                Err(error) => Some((Err(error), None)),
            }
        })
    }
}

/// Makes the requests of one upload.
struct Requests {
    /// The fields that each request begins with.
    header: proto::AddArtifactsRequest,
    waiting: VecDeque<Upload>,
    /// The upload of which some chunks are sent.
    open: Option<Reader>,
}

impl Requests {
    async fn next(&mut self) -> Result<Option<Message>> {
        if let Some(reader) = &mut self.open {
            let data = chunk(reader.read().await?);
            if reader.left == 0 {
                self.open = None;
            }
            return Ok(Some(self.request(request::CHUNK, &data)));
        }
        let (mut batch, mut room) = (Message::builder(), CHUNK as u64);
        let mut filled = false;
        while let Some(upload) = self.waiting.pop_front() {
            let mut reader = Reader::open(&upload).await?;
            if reader.left <= room {
                room -= reader.left;
                let data = chunk(reader.read().await?);
                let artifact = Message::builder()
                    .string(single_chunk_artifact::NAME, &upload.name)
                    .child(single_chunk_artifact::DATA, &data)
                    .build();
                batch = batch.child(request::batch::ARTIFACTS, &artifact);
                filled = true;
            } else if filled {
                // First what fits together.
                self.waiting.push_front(upload);
                break;
            } else {
                return Ok(Some(self.begin(&upload.name, reader).await?));
            }
        }
        Ok(filled.then(|| self.request(request::BATCH, &batch.build())))
    }

    /// The first request of an upload that takes several.
    async fn begin(&mut self, name: &str, mut reader: Reader) -> Result<Message> {
        let total = reader.left;
        let fields = proto::add_artifacts_request::BeginChunkedArtifact {
            name: name.to_owned(),
            total_bytes: total.cast_signed(),
            num_chunks: total.div_ceil(CHUNK as u64).cast_signed(),
            initial_chunk: None,
        };
        let data = chunk(reader.read().await?);
        let begin =
            Message::builder().fields(&fields).child(begin_chunked_artifact::INITIAL_CHUNK, &data).build();
        self.open = Some(reader);
        Ok(self.request(request::BEGIN_CHUNK, &begin))
    }

    fn request(&self, payload: u32, body: &Message) -> Message {
        Message::builder().fields(&self.header).child(payload, body).build()
    }
}

/// An upload that is being read.
struct Reader {
    source: Source,
    /// How many bytes are still to be read.
    left: u64,
}

enum Source {
    File { file: File, path: PathBuf },
    Parts(VecDeque<Bytes>),
}

impl Reader {
    async fn open(upload: &Upload) -> Result<Self> {
        match &upload.content {
            Content::Parts(parts) => {
                let left = parts.iter().map(|part| part.len() as u64).sum();
                Ok(Self { source: Source::Parts(parts.iter().cloned().collect()), left })
            }
            Content::File(path) => {
                let opened = async {
                    let file = File::open(path).await?;
                    let left = file.metadata().await?.len();
                    std::io::Result::Ok((file, left))
                };
                let (file, left) = opened.await.map_err(|error| unreadable(path, error))?;
                Ok(Self { source: Source::File { file, path: path.clone() }, left })
            }
        }
    }

    /// The next chunk; an empty one at the end.
    async fn read(&mut self) -> Result<Bytes> {
        let size = usize::try_from(self.left).map_or(CHUNK, |left| left.min(CHUNK));
        let chunk = match &mut self.source {
            Source::Parts(parts) => take(parts, size),
            Source::File { file, path } => {
                let mut chunk = BytesMut::zeroed(size);
                file.read_exact(&mut chunk).await.map_err(|error| match error.kind() {
                    std::io::ErrorKind::UnexpectedEof => {
                        failed(format!("{} became shorter while it was uploaded", path.display()))
                    }
                    _ => unreadable(path, error),
                })?;
                chunk.freeze()
            }
        };
        self.left -= size as u64;
        Ok(chunk)
    }
}

/// The next `size` bytes, copied only if they lie in several parts.
fn take(parts: &mut VecDeque<Bytes>, size: usize) -> Bytes {
    let mut taken = BytesMut::new();
    while let Some(part) = parts.front_mut() {
        let wanted = size - taken.len();
        if taken.is_empty() && part.len() >= wanted {
            return part.split_to(wanted);
        }
        taken.extend_from_slice(&part.split_to(wanted.min(part.len())));
        if !part.is_empty() {
            break;
        }
        parts.pop_front();
    }
    taken.freeze()
}

/// A piece of an upload, with its checksum.
fn chunk(data: Bytes) -> Message {
    let crc = crc32fast::hash(&data);
    Message::builder().bytes(artifact_chunk::DATA, data).int(artifact_chunk::CRC, crc).build()
}

fn failed(message: String) -> Error {
    Error::new(ErrorKind::Artifact, message)
}

fn unreadable(path: &Path, error: std::io::Error) -> Error {
    failed(format!("{} cannot be read", path.display())).with_source(error)
}

/// Says it in the user's words if the server keeps no artifacts at all.
fn needs_artifacts(error: Error) -> Error {
    match error.kind() {
        // Spark names a condition: it keeps artifacts, but not this one.
        ErrorKind::Unsupported if error.error_class().is_none() => {
            error.reword(ErrorKind::Unsupported, "the server keeps no artifacts: Spark does, Sail does not")
        }
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use prost::Message as _;
    use proto::{AddArtifactsRequest, add_artifacts_request::Payload};

    use super::*;

    fn requests(uploads: Vec<Upload>) -> Requests {
        Requests { header: AddArtifactsRequest::default(), waiting: uploads.into(), open: None }
    }

    fn bytes(name: &str, length: usize) -> Upload {
        let content: Vec<u8> = (0..length).map(|index| (index % 251) as u8).collect();
        Upload { name: name.into(), content: Content::Parts(vec![content.into()]) }
    }

    /// The payloads in short: names and lengths; every checksum is checked.
    async fn payloads(uploads: Vec<Upload>) -> Vec<String> {
        let (mut requests, mut payloads) = (requests(uploads), Vec::new());
        while let Some(message) = requests.next().await.unwrap() {
            let length = |chunk: &proto::add_artifacts_request::ArtifactChunk| {
                assert_eq!(chunk.crc, i64::from(crc32fast::hash(&chunk.data)));
                chunk.data.len()
            };
            let request = AddArtifactsRequest::decode(message.to_bytes()).unwrap();
            payloads.push(match request.payload.unwrap() {
                Payload::Batch(batch) => {
                    let artifact = |artifact: proto::add_artifacts_request::SingleChunkArtifact| {
                        format!("{}:{}", artifact.name, length(&artifact.data.unwrap()))
                    };
                    batch.artifacts.into_iter().map(artifact).collect::<Vec<_>>().join(" ")
                }
                Payload::BeginChunk(begin) => {
                    let (total, chunks) = (begin.total_bytes, begin.num_chunks);
                    format!("{} {total} in {chunks}: {}", begin.name, length(&begin.initial_chunk.unwrap()))
                }
                Payload::Chunk(chunk) => length(&chunk).to_string(),
            });
        }
        payloads
    }

    #[tokio::test]
    async fn small_ones_go_together_and_large_ones_in_chunks() {
        let half = CHUNK / 2;
        let uploads =
            [("a", 0), ("b", half), ("c", half), ("d", 1), ("e", CHUNK + 1), ("f", 7), ("g", CHUNK)];
        let payloads = payloads(uploads.map(|(name, length)| bytes(name, length)).into()).await;
        let expected = ["a:0 b:524288 c:524288", "d:1", "e 1048577 in 2: 1048576", "1", "f:7", "g:1048576"];
        assert_eq!(payloads, expected);
    }

    #[test]
    fn parts_are_cut_anywhere() {
        let whole: Vec<u8> = (0..100).collect();
        for size in 1..=100 {
            let mut parts: VecDeque<_> = [0..0, 0..7, 7..7, 7..8, 8..60, 60..100]
                .map(|range| Bytes::copy_from_slice(&whole[range]))
                .into();
            for chunk in whole.chunks(size) {
                assert_eq!(take(&mut parts, chunk.len()), chunk, "{size}");
            }
        }
    }

    #[tokio::test]
    async fn a_file_is_read_in_chunks() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&vec![7; 2 * CHUNK + 5]).unwrap();
        let upload = Upload { name: "files/f".into(), content: Content::File(file.path().into()) };
        let expected = ["files/f 2097157 in 3: 1048576", "1048576", "5"];
        assert_eq!(payloads(vec![upload.clone()]).await, expected);

        // Less than was announced is no file.
        let mut requests = requests(vec![upload]);
        requests.next().await.unwrap().unwrap();
        file.as_file().set_len(CHUNK as u64 + 3).unwrap();
        let error = requests.next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Artifact);
        assert!(error.to_string().ends_with("became shorter while it was uploaded"), "{error}");
    }

    #[tokio::test]
    async fn a_file_that_cannot_be_read() {
        for path in ["no/such/file", "/"] {
            let upload = Upload { name: "files/f".into(), content: Content::File(path.into()) };
            let error = requests(vec![upload]).next().await.unwrap_err();
            assert_eq!(error.to_string(), format!("{path} cannot be read"));
            assert!(std::error::Error::source(&error).is_some());
        }
    }
}
