//! A network that fails on demand.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicI64, Ordering},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// Passes bytes between clients and a server until it is told to close the connections.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    /// Counts the cuts: a connection ends when it changes.
    cuts: watch::Sender<u32>,
    /// How many more bytes go to clients before the next cut; negative for no limit.
    left: AtomicI64,
}

impl Proxy {
    /// A proxy in front of the server at `server`.
    pub async fn start(server: SocketAddr) -> std::sync::Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound address");
        let proxy =
            std::sync::Arc::new(Self { address, cuts: watch::Sender::new(0), left: AtomicI64::new(-1) });
        let accepting = std::sync::Arc::downgrade(&proxy);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let Some(proxy) = accepting.upgrade() else { return };
                tokio::spawn(async move { proxy.pass(client, server).await });
            }
        });
        proxy
    }

    /// The connection string for clients.
    pub fn remote(&self) -> String {
        format!("sc://{}", self.address)
    }

    /// Closes all connections; new ones work.
    pub fn cut(&self) {
        self.cuts.send_modify(|cuts| *cuts += 1);
    }

    /// Closes all connections once, after `bytes` more have gone to clients.
    pub fn cut_after(&self, bytes: u32) {
        self.left.store(i64::from(bytes), Ordering::SeqCst);
    }

    async fn pass(&self, mut client: TcpStream, server: SocketAddr) {
        let mut cut = self.cuts.subscribe();
        let Ok(mut server) = TcpStream::connect(server).await else { return };
        let (mut from_client, mut to_client) = client.split();
        let (mut from_server, mut to_server) = server.split();
        let upstream = async {
            let _ = tokio::io::copy(&mut from_client, &mut to_server).await;
        };
        let downstream = async {
            let mut buffer = vec![0; 16 * 1024];
            while let Ok(count @ 1..) = from_server.read(&mut buffer).await {
                let bytes = &buffer[..self.allowance(count)];
                let cut = bytes.len() < count;
                if to_client.write_all(bytes).await.is_err() || cut {
                    break;
                }
            }
        };
        tokio::select! {
            () = upstream => {}
            () = downstream => {}
            _ = cut.changed() => {}
        }
    }

    /// How many of `count` bytes may pass; fewer, once, where the connection is to be cut.
    fn allowance(&self, count: usize) -> usize {
        let left = self.left.load(Ordering::SeqCst);
        let Ok(room) = usize::try_from(left) else { return count };
        if room < count {
            self.left.store(-1, Ordering::SeqCst);
            return room;
        }
        self.left.store(left - count as i64, Ordering::SeqCst);
        count
    }
}
