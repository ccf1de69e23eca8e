//! Measures, and prints a table. See `README.md` of this package.
//!
//! ```text
//! cargo run --release --package spark-connect-benches [--no-peers] [NAME...]
//! ```
//!
//! A name is (the start of) that of a work, as `decode` or `collect`; without one there is everything but `build`. The other clients
//! are built and installed when this runs for the first time, unless they are to be left out.

use std::{env, io::Read, process::Command, thread};

use spark_connect_benches::{
    child::{self, Result, Setting},
    measure::measure,
    peers::Peers,
    process::Process,
    replay::{Recording, ReplayServer},
    table,
    work::{self, Server, Unit, Work},
};
use spark_connect_core::local::LocalServer;
use tokio::runtime::Runtime;

/// The Sail that is measured against.
const SAIL: &str = "0.7.2";

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["case", work, by] => child::run(work::find(work, by)?),
        ["replay", rows] => replay(rows.parse().ok()),
        ["--no-peers", names @ ..] => everything(names, None),
        names => everything(names, Some(&Peers::install()?)),
    }
}

fn everything(names: &[&str], peers: Option<&Peers>) -> Result<()> {
    let asked = |work: &Work| match names {
        [] => work.unit != Unit::Build,
        names => names.iter().any(|name| work.name.starts_with(name)),
    };
    println!("{}", table::head());
    for work in work::all().into_iter().filter(asked) {
        let server = Running::start(&work)?;
        let setting = Setting { remote: server.remote()?, size: work.size, pause: work.pause };
        for line in table::lines(&work, &measure(&work, &setting, peers)) {
            println!("{line}");
        }
    }
    Ok(())
}

/// A server in a process of its own, which ends with this.
enum Running {
    None,
    Replay(Process),
    Sail(LocalServer),
}

impl Running {
    fn start(work: &Work) -> Result<Self> {
        let replay = |rows: String| -> Result<Self> {
            let mut command = Command::new("/proc/self/exe");
            Ok(Self::Replay(Process::start(command.args(["replay", &rows]))?))
        };
        Ok(match work.server {
            Server::None => Self::None,
            Server::Replay => replay(work.size.to_string())?,
            Server::ReplayNumber => replay("number".to_owned())?,
            Server::Sail => Self::Sail(Runtime::new()?.block_on(LocalServer::sail().version(SAIL).start())?),
        })
    }

    fn remote(&self) -> Result<String> {
        match self {
            Self::None => Ok(String::new()),
            Self::Replay(process) => process.line(),
            Self::Sail(server) => Ok(server.connection_string().to_owned()),
        }
    }
}

/// Serves what Spark answers to a query for so many rows, until standard input ends.
fn replay(rows: Option<usize>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let server = runtime.block_on(async { ReplayServer::bind(Recording::of_spark(rows).await?).await })?;
    println!("sc://{}", server.address()?);
    thread::spawn(|| {
        // Whoever has started this process is gone.
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    runtime.block_on(server.serve())
}
