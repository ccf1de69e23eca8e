//! From a gRPC status to an [`Error`](super::Error): the only place that reads one.
