//! What a server keeps of a relation: in its cache, or as a checkpoint.

use std::fmt;

use crate::{
    error::{Error, ErrorKind, Result},
    proto::{
        field::{checkpoint_command as field, command, relation},
        spark::connect::{
            self as proto, CachedRemoteRelation, CheckpointCommand, RemoveCachedRemoteRelationCommand,
        },
    },
    relation::{Guard, Message, Relation},
};

/// Where the rows of a cached plan are kept, and in how many copies (Spark: `StorageLevel`).
///
/// The constants are the levels that Spark has names for. Rows that do not fit a level without disk are computed again.
///
/// ```
/// use spark_connect_core::dataframe::StorageLevel;
///
/// let level = StorageLevel::DISK_ONLY.replicated(3);
/// assert!(level.uses_disk() && !level.uses_memory());
/// assert_eq!(level.replication(), 3);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StorageLevel {
    disk: bool,
    memory: bool,
    off_heap: bool,
    deserialized: bool,
    replication: u16,
}

impl StorageLevel {
    /// Nowhere: not cached.
    pub const NONE: Self = Self::new(false, false, false, false);
    /// On disk.
    pub const DISK_ONLY: Self = Self::new(true, false, false, false);
    /// In memory as bytes.
    pub const MEMORY_ONLY: Self = Self::new(false, true, false, false);
    /// In memory as objects.
    pub const MEMORY_ONLY_DESER: Self = Self::new(false, true, false, true);
    /// In memory as bytes, and on disk what does not fit.
    pub const MEMORY_AND_DISK: Self = Self::new(true, true, false, false);
    /// In memory as objects, and on disk what does not fit: what `persist` and `cache` take.
    pub const MEMORY_AND_DISK_DESER: Self = Self::new(true, true, false, true);
    /// In memory outside of Java's heap, and on disk what does not fit.
    pub const OFF_HEAP: Self = Self::new(true, true, true, false);

    const fn new(disk: bool, memory: bool, off_heap: bool, deserialized: bool) -> Self {
        Self { disk, memory, off_heap, deserialized, replication: 1 }
    }

    /// The same level with copies on so many nodes. Spark takes 1 to 39.
    #[must_use]
    pub const fn replicated(self, copies: u16) -> Self {
        Self { replication: copies, ..self }
    }

    /// Whether rows may be on disk.
    #[must_use]
    pub const fn uses_disk(&self) -> bool {
        self.disk
    }

    /// Whether rows may be in memory.
    #[must_use]
    pub const fn uses_memory(&self) -> bool {
        self.memory
    }

    /// Whether the memory is outside of Java's heap.
    #[must_use]
    pub const fn uses_off_heap(&self) -> bool {
        self.off_heap
    }

    /// Whether rows in memory are objects rather than bytes.
    #[must_use]
    pub const fn is_deserialized(&self) -> bool {
        self.deserialized
    }

    /// On how many nodes the rows are.
    #[must_use]
    pub const fn replication(&self) -> u16 {
        self.replication
    }

    pub(crate) fn to_proto(self) -> proto::StorageLevel {
        proto::StorageLevel {
            use_disk: self.disk,
            use_memory: self.memory,
            use_off_heap: self.off_heap,
            deserialized: self.deserialized,
            replication: self.replication.into(),
        }
    }

    /// # Errors
    /// A number of copies that is none.
    pub(crate) fn from_proto(level: &proto::StorageLevel) -> Result<Self> {
        let replication = u16::try_from(level.replication).map_err(|_| {
            let message = format!("the server told a storage level of {} copies", level.replication);
            Error::new(ErrorKind::Protocol, message)
        })?;
        Ok(Self {
            disk: level.use_disk,
            memory: level.use_memory,
            off_heap: level.use_off_heap,
            deserialized: level.deserialized,
            replication,
        })
    }
}

impl fmt::Display for StorageLevel {
    /// As Spark prints it: `Disk Memory Deserialized 1x Replicated`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [(self.disk, "Disk "), (self.memory, "Memory "), (self.off_heap, "OffHeap ")];
        parts.iter().filter(|(used, _)| *used).try_for_each(|(_, name)| f.write_str(name))?;
        let form = if self.deserialized { "Deserialized" } else { "Serialized" };
        write!(f, "{form} {}x Replicated", self.replication)
    }
}

/// How a checkpoint is made.
///
/// ```
/// use spark_connect_core::dataframe::{Checkpoint, StorageLevel};
///
/// let on_disk = Checkpoint::local_at(StorageLevel::DISK_ONLY).lazy();
/// # let _ = on_disk;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[must_use]
pub struct Checkpoint {
    local: bool,
    lazy: bool,
    storage_level: Option<StorageLevel>,
}

impl Checkpoint {
    /// Files in the folder that the server's `spark.checkpoint.dir` names, which outlive the executors.
    pub const fn reliable() -> Self {
        Self { local: false, lazy: false, storage_level: None }
    }

    /// Kept by the executors, at the level `MEMORY_AND_DISK`: quicker, and lost with an executor.
    pub const fn local() -> Self {
        Self { local: true, lazy: false, storage_level: None }
    }

    /// Kept by the executors at a level of choice. Needs Spark 4.0.
    pub const fn local_at(level: StorageLevel) -> Self {
        Self { local: true, lazy: false, storage_level: Some(level) }
    }

    /// Computes the rows with the first action on them, not at once.
    pub const fn lazy(self) -> Self {
        Self { lazy: true, ..self }
    }
}

/// Computes the rows of a relation and keeps them on the server.
///
/// # Errors
/// If the relation cannot be sent.
pub(crate) fn checkpoint(input: &Relation, how: Checkpoint) -> Result<Message> {
    input.check()?;
    let fields = CheckpointCommand {
        relation: None,
        local: how.local,
        eager: !how.lazy,
        storage_level: how.storage_level.map(StorageLevel::to_proto),
    };
    let body = Message::builder().child(field::RELATION, input.message()).fields(&fields).build();
    Ok(Message::wrap(command::CHECKPOINT_COMMAND, &body))
}

/// Rows that the server keeps under an id, until the last plan on them is dropped, and `guard` with it.
pub(crate) fn remote(relation_id: String, guard: Guard) -> Relation {
    Relation::builder(relation::CACHED_REMOTE_RELATION)
        .fields(&CachedRemoteRelation { relation_id })
        .guard(guard)
        .build()
}

/// Lets the server forget rows that it keeps under an id.
pub(crate) fn remove_remote(relation_id: String) -> Message {
    let relation = Some(CachedRemoteRelation { relation_id });
    let body = Message::of(&RemoveCachedRemoteRelationCommand { relation });
    Message::wrap(command::REMOVE_CACHED_REMOTE_RELATION_COMMAND, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_print_as_spark_prints_them() {
        assert_eq!(StorageLevel::NONE.to_string(), "Serialized 1x Replicated");
        assert_eq!(StorageLevel::MEMORY_AND_DISK_DESER.to_string(), "Disk Memory Deserialized 1x Replicated");
        assert_eq!(
            StorageLevel::OFF_HEAP.replicated(2).to_string(),
            "Disk Memory OffHeap Serialized 2x Replicated"
        );
    }

    #[test]
    fn a_level_survives_the_protocol() {
        let level = StorageLevel::OFF_HEAP.replicated(7);
        assert_eq!(StorageLevel::from_proto(&level.to_proto()).unwrap(), level);
        let broken = proto::StorageLevel { replication: -1, ..level.to_proto() };
        assert_eq!(StorageLevel::from_proto(&broken).unwrap_err().kind(), ErrorKind::Protocol);
    }
}
