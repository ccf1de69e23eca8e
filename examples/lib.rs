//! What the examples share: the TPC-H tables as row types, and a generator of their data.

pub mod tpch;
