//! A network that fails: on demand, after so many bytes, or again and again at random.
//!
//! A [`Proxy`] stands between clients and any server, the scripted one or a real one.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use spark_connect_core::client::Connection;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
};

/// What may happen to a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Both directions are closed as by a program that ends.
    Close,
    /// Both directions are reset, and what was on the way is lost.
    Reset,
    /// Nothing comes from the server any more; what the client sends still arrives.
    HalfClose,
    /// Nothing passes for a while, and then goes on.
    Delay(Duration),
}

/// Passes bytes between clients and a server, and lets connections fail.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    /// Counts the cuts of all connections: each ends when it changes.
    cuts: watch::Sender<u32>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    server: SocketAddr,
    next: Option<Next>,
    random: Option<Random>,
    happened: u32,
}

/// The next fault.
#[derive(Debug)]
struct Next {
    /// How many bytes pass before it.
    left: usize,
    /// Whether those to the server count too.
    upstream: bool,
    fault: Fault,
}

/// Faults without end, which are the same for the same seed (when they happen also depends on who sends first).
#[derive(Debug)]
struct Random {
    state: u64,
    mean: usize,
    left: u32,
}

impl Proxy {
    /// A proxy in front of the server at `server`.
    ///
    /// # Panics
    /// If there is no free port.
    pub async fn start(server: SocketAddr) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound address");
        let state = State { server, next: None, random: None, happened: 0 };
        let proxy = Arc::new(Self { address, cuts: watch::Sender::new(0), state: Mutex::new(state) });
        let accepting = Arc::downgrade(&proxy);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let Some(proxy) = accepting.upgrade() else { return };
                tokio::spawn(async move { proxy.pass(client).await });
            }
        });
        proxy
    }

    /// A proxy in front of the server that a connection string names.
    ///
    /// # Panics
    /// If it names none on this machine.
    pub async fn before(remote: &str) -> Arc<Self> {
        Self::start(address_of(remote)).await
    }

    /// The connection string for clients.
    pub fn remote(&self) -> String {
        format!("sc://{}", self.address)
    }

    /// The connection string `remote` with the proxy in place of the server.
    ///
    /// # Panics
    /// If it is not one.
    pub fn instead_of(&self, remote: &str) -> String {
        let connection: Connection = remote.parse().expect("a connection string");
        // The host stays what it is called: a token for another one than `localhost` asks for TLS.
        remote.replacen(&format!(":{}", connection.port()), &format!(":{}", self.address.port()), 1)
    }

    /// Passes new connections on to another server.
    ///
    /// # Panics
    /// If `remote` names none on this machine.
    pub fn redirect(&self, remote: &str) {
        self.state().server = address_of(remote);
    }

    /// Closes all connections; new ones work.
    pub fn cut(&self) {
        self.cuts.send_modify(|cuts| *cuts += 1);
    }

    /// Closes a connection once, after `bytes` more have gone to clients.
    pub fn cut_after(&self, bytes: u32) {
        let (left, fault) = (bytes as usize, Fault::Close);
        self.state().next = Some(Next { left, upstream: false, fault });
    }

    /// Lets `count` faults of all kinds happen, about one in every `mean` bytes, in both directions.
    pub fn at_random(&self, seed: u64, mean: usize, count: u32) {
        let mut state = self.state();
        state.random = Some(Random { state: seed, mean, left: count });
        state.next = None;
        state.draw();
    }

    /// How many faults there were.
    pub fn happened(&self) -> u32 {
        self.state().happened
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn pass(&self, client: TcpStream) {
        let mut cut = self.cuts.subscribe();
        let server = self.state().server;
        let Ok(server) = TcpStream::connect(server).await else { return };
        // A test measures the client, not the delays of this machine's network.
        let _ = (client.set_nodelay(true), server.set_nodelay(true));
        let (from_client, to_client) = client.into_split();
        let (from_server, to_server) = server.into_split();
        let mut up = Pump { from: from_client, to: to_server, upstream: true };
        let mut down = Pump { from: from_server, to: to_client, upstream: false };
        let fault = tokio::select! {
            fault = up.run(self) => fault,
            fault = down.run(self) => fault,
            _ = cut.changed() => Some(Fault::Close),
        };
        match fault {
            Some(Fault::HalfClose) => {
                let _ = down.to.shutdown().await;
                // Until the client has had enough.
                tokio::select! {
                    _ = up.run(self) => {}
                    _ = cut.changed() => {}
                    () = tokio::time::sleep(Duration::from_secs(5)) => {}
                }
            }
            Some(Fault::Reset) => {
                for half in [&up.to, &down.to] {
                    let _ = half.as_ref().set_zero_linger();
                }
            }
            _ => {}
        }
    }

    /// How many of `count` bytes may pass before a fault, and which one.
    fn allowance(&self, count: usize, upstream: bool) -> (usize, Option<Fault>) {
        let mut state = self.state();
        let Some(next) = state.next.as_mut().filter(|next| next.upstream || !upstream) else {
            return (count, None);
        };
        if next.left >= count {
            next.left -= count;
            return (count, None);
        }
        let allowed = (next.left, Some(next.fault));
        state.next = None;
        state.happened += 1;
        state.draw();
        allowed
    }
}

/// One direction of a connection.
struct Pump {
    from: OwnedReadHalf,
    to: OwnedWriteHalf,
    upstream: bool,
}

impl Pump {
    /// Passes bytes on until the connection ends or fails.
    async fn run(&mut self, proxy: &Proxy) -> Option<Fault> {
        let mut buffer = vec![0; 16 * 1024];
        while let Ok(count @ 1..) = self.from.read(&mut buffer).await {
            let mut bytes = &buffer[..count];
            loop {
                let (allowed, fault) = proxy.allowance(bytes.len(), self.upstream);
                if self.to.write_all(&bytes[..allowed]).await.is_err() {
                    return None;
                }
                match fault {
                    None => break,
                    Some(Fault::Delay(delay)) => {
                        tokio::time::sleep(delay).await;
                        bytes = &bytes[allowed..];
                    }
                    fault => return fault,
                }
            }
        }
        None
    }
}

impl State {
    /// Chooses the next fault, if there are to be more.
    fn draw(&mut self) {
        let Some(random) = self.random.as_mut().filter(|random| random.left > 0) else { return };
        random.left -= 1;
        let left = random.below(2 * random.mean);
        let fault = match random.below(8) {
            0 => Fault::Delay(Duration::from_millis(random.below(50) as u64)),
            1 => Fault::HalfClose,
            2..5 => Fault::Reset,
            _ => Fault::Close,
        };
        self.next = Some(Next { left, upstream: true, fault });
    }
}

impl Random {
    /// A number below `limit` (`SplitMix64`).
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

fn address_of(remote: &str) -> SocketAddr {
    let connection: Connection = remote.parse().expect("a connection string");
    let port = connection.port();
    SocketAddr::from(([127, 0, 0, 1], port))
}
