//! The benches: what this client costs, beside what the same work costs when written by hand, and with other clients.
//! `README.md` of this package says how to run them and how they measure.

pub mod bare;
pub mod by_hand;
pub mod cases;
pub mod child;
pub mod hello;
pub mod measure;
pub mod peers;
pub mod process;
pub mod replay;
pub mod sample;
pub mod table;
pub mod work;
