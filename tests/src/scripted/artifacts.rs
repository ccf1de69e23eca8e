//! Artifacts, as Spark keeps them: by name, told of by hash, and not kept if a checksum is wrong.

use spark_connect_core::proto::spark::connect::{
    self as proto,
    add_artifacts_request::{ArtifactChunk, Payload},
    add_artifacts_response::ArtifactSummary,
    artifact_statuses_response::ArtifactStatus,
};
use tonic::{Status, Streaming};

use super::{State, lock};

impl State {
    /// Takes an upload in, and says of each artifact whether it is stored.
    pub(super) async fn store(
        &self,
        mut requests: Streaming<proto::AddArtifactsRequest>,
    ) -> Result<proto::AddArtifactsResponse, Status> {
        let mut received: Vec<(String, Vec<u8>)> = Vec::new();
        let mut response = proto::AddArtifactsResponse::default();
        let mut expected = 0;
        while let Some(request) = requests.message().await? {
            response.session_id = request.session_id;
            match request.payload {
                Some(Payload::Batch(batch)) => {
                    for artifact in batch.artifacts {
                        received.push((artifact.name, content(artifact.data)?));
                    }
                }
                Some(Payload::BeginChunk(begin)) => {
                    expected = begin.num_chunks - 1;
                    received.push((begin.name, content(begin.initial_chunk)?));
                }
                Some(Payload::Chunk(chunk)) => {
                    let (_, data) =
                        received.last_mut().ok_or_else(|| Status::internal("a chunk of nothing"))?;
                    data.extend(content(Some(chunk))?);
                    expected -= 1;
                }
                None => return Err(Status::internal("a request without a payload")),
            }
        }
        if expected != 0 {
            return Err(Status::internal(format!("{expected} chunks are missing")));
        }
        let mut script = lock(&self.script);
        for (name, data) in received {
            let damaged = script.damaged.iter().position(|damaged| *damaged == name);
            if let Some(index) = damaged {
                script.damaged.remove(index);
            } else {
                let kept = if script.forgetful { Vec::new() } else { data };
                lock(&self.artifacts).insert(name.clone(), kept);
            }
            response.artifacts.push(ArtifactSummary { name, is_crc_successful: damaged.is_none() });
        }
        Ok(response)
    }

    /// Which of these artifacts are stored.
    pub(super) fn statuses(&self, names: Vec<String>) -> proto::ArtifactStatusesResponse {
        let artifacts = lock(&self.artifacts);
        let status = |name: String| {
            let exists = artifacts.contains_key(&name);
            (name, ArtifactStatus { exists })
        };
        let statuses = names.into_iter().map(status).collect();
        proto::ArtifactStatusesResponse { statuses, ..Default::default() }
    }
}

/// The data of a chunk whose checksum is right: a wrong one is a mistake of the client.
fn content(chunk: Option<ArtifactChunk>) -> Result<Vec<u8>, Status> {
    let chunk = chunk.ok_or_else(|| Status::internal("an artifact without data"))?;
    let crc = i64::from(crc32fast::hash(&chunk.data));
    if crc != chunk.crc {
        return Err(Status::internal(format!("the checksum is {} where {crc} is right", chunk.crc)));
    }
    Ok(chunk.data.into())
}
