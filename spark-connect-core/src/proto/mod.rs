//! The Spark Connect protocol: generated messages, and the numbers of their fields.
//!
//! This is the raw layer. It is public so that a plan can hold what this crate does not model yet; it follows the
//! protocol's version, not this crate's.

/// The numbers of the protocol's fields, by message.
pub mod field {
    include!("generated/field.rs");
}

/// Package `spark`.
pub mod spark {
    /// Package `spark.connect`: plans, requests and responses.
    #[allow(missing_docs, unused_qualifications, clippy::all, rustdoc::all)]
    pub mod connect {
        include!("generated/spark.connect.rs");
    }
}

/// Package `google`.
pub mod google {
    /// Package `google.rpc`: the details of a failed call.
    #[allow(missing_docs, clippy::all)]
    pub mod rpc {
        include!("generated/google.rpc.rs");
    }
}
