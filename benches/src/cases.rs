//! The works, one file for each kind.

use std::future::Future;

use tokio::runtime::Runtime;

use crate::child::{Check, Result, Round};

pub mod build;
pub mod collect;
pub mod decode;
pub mod plan;
pub mod query;
pub mod upload;

/// A round of a client that is asynchronous: `connect` makes the client, on which `work` is then done.
fn asynchronous<C, W>(
    connect: impl AsyncFnOnce() -> Result<C>,
    mut work: impl FnMut(&C) -> W + 'static,
) -> Result<Round>
where
    C: 'static,
    W: Future<Output = Result<Check>>,
{
    let runtime = Runtime::new()?;
    let client = runtime.block_on(connect())?;
    Ok(Box::new(move || runtime.block_on(work(&client))))
}
