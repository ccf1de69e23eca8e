//! One server for all sessions of a program that ask for the same.

use std::{
    collections::BTreeMap,
    sync::{Arc, Weak},
};

use tokio::sync::Mutex;

use super::{LocalServer, LocalServerBuilder};
use crate::error::Result;

/// The servers that were started, by how. Held over a start, so that a server is not started twice.
static SERVERS: Mutex<BTreeMap<LocalServerBuilder, Weak<LocalServer>>> = Mutex::const_new(BTreeMap::new());

pub(super) async fn share(builder: LocalServerBuilder) -> Result<Arc<LocalServer>> {
    let mut servers = SERVERS.lock().await;
    let running = servers.get(&builder).and_then(Weak::upgrade).filter(|server| server.is_running());
    if let Some(server) = running {
        return Ok(server);
    }
    let server = Arc::new(builder.clone().start().await?);
    servers.retain(|_, server| server.strong_count() > 0);
    servers.insert(builder, Arc::downgrade(&server));
    Ok(server)
}
