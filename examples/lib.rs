//! What the examples share: the TPC-H tables as row types, and a generator of their data; the shop of the guide.

pub mod guide;
pub mod tpch;
