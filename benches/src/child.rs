//! The side of a process that does the work of one case.
//!
//! It says `ready` when everything is there that the work needs, and then does the work as often as each line of its input
//! says: `sample NANOSECONDS CHECK` for each time, or `failed REASON`. It ends with its input. What the work yields is
//! looked at, and given back, when the clock has stopped.
//!
//! The peers are in a package of their own, which has this file too: it needs nothing but the standard library.

use std::{
    env,
    error::Error,
    io::{self, BufRead, Write},
    thread,
    time::{Duration, Instant},
};

/// Why a case cannot do its work.
pub type Failure = Box<dyn Error + Send + Sync>;

/// The result of something that may fail in any way.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// Does the work once.
pub type Round = Box<dyn FnMut() -> Result<Check>>;

/// What the work yielded, and how to look at it: with a number that is the same for all who do the same work.
pub type Check = Box<dyn FnOnce() -> u64>;

/// Where and on how much a case works.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The server's connection string; empty if the work needs none.
    pub remote: String,
    /// How many rows, steps or queries the work is about.
    pub size: usize,
    /// What is waited for after each round, so that what goes on in the background is over before the next one.
    pub pause: Duration,
}

impl Setting {
    /// The setting as environment variables, for the process of a case.
    pub fn to_environment(&self) -> [(&'static str, String); 3] {
        [
            ("BENCH_REMOTE", self.remote.clone()),
            ("BENCH_SIZE", self.size.to_string()),
            ("BENCH_PAUSE", self.pause.as_secs_f64().to_string()),
        ]
    }

    /// The setting of this process.
    ///
    /// # Errors
    /// It has none.
    pub fn from_environment() -> Result<Self> {
        Ok(Self {
            remote: env::var("BENCH_REMOTE")?,
            size: env::var("BENCH_SIZE")?.parse()?,
            pause: Duration::from_secs_f64(env::var("BENCH_PAUSE")?.parse()?),
        })
    }
}

/// Does the work whenever the other side asks for it.
///
/// # Errors
/// The other side cannot be talked to.
pub fn run(start: impl FnOnce(&Setting) -> Result<Round>) -> Result<()> {
    let setting = Setting::from_environment()?;
    let mut round = match start(&setting) {
        Ok(round) => round,
        Err(failure) => return say(&format!("failed {failure}")),
    };
    say("ready")?;
    for line in io::stdin().lock().lines() {
        for _ in 0..line?.trim().parse::<usize>()? {
            let start = Instant::now();
            let outcome = round();
            let time = start.elapsed();
            match outcome {
                Ok(check) => say(&format!("sample {} {}", time.as_nanos(), check()))?,
                Err(failure) => return say(&format!("failed {failure}")),
            }
            thread::sleep(setting.pause);
        }
    }
    Ok(())
}

fn say(line: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", line.replace('\n', " "))?;
    out.flush()?;
    Ok(())
}
