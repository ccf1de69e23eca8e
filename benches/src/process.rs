//! The processes of the cases: how they are talked to, and what the system knows of them.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use crate::child::Result;

/// The longest that a case may take for a sample, or to get ready.
const PATIENCE: Duration = Duration::from_secs(1800);
/// What the system counts the time of processors in.
const TICK: Duration = Duration::from_millis(10);

/// A process that prints lines. It ends when this is dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
    stdin: ChildStdin,
    lines: Receiver<String>,
}

/// A time, and a number that is the same for all who do the same work.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// How long the work took.
    pub time: Duration,
    /// What came out, in short.
    pub check: u64,
}

impl Process {
    /// Starts a process.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("the process has no pipes".into());
        };
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            BufReader::new(stdout).lines().map_while(|line| line.ok()).try_for_each(|line| sender.send(line))
        });
        Ok(Self { child, stdin, lines })
    }

    /// The next line that it prints.
    ///
    /// # Errors
    /// It ends, or takes too long.
    pub fn line(&self) -> Result<String> {
        self.lines.recv_timeout(PATIENCE).map_err(|_| "the process has ended, or takes too long".into())
    }

    /// Waits until the case says that it is ready.
    ///
    /// # Errors
    /// It is not.
    pub fn ready(&self) -> Result<()> {
        match self.line()?.as_str() {
            "ready" => Ok(()),
            line => Err(line.trim_start_matches("failed ").into()),
        }
    }

    /// Has the case do its work so many times.
    ///
    /// # Errors
    /// The case fails, or takes too long.
    pub fn samples(&mut self, count: usize) -> Result<Vec<Sample>> {
        writeln!(self.stdin, "{count}")?;
        self.stdin.flush()?;
        (0..count).map(|_| sample(&self.line()?)).collect()
    }

    /// The time that processors have spent on it, and on the processes that it has started and waited for.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn cpu(&self) -> Result<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name of the program, in parentheses, may have anything inside; 11 fields later come the four times.
        let fields = stat.rsplit(')').next().unwrap_or_default().split_ascii_whitespace();
        let ticks = fields.skip(11).take(4).map(|field| Ok(field.parse::<u32>()?)).sum::<Result<u32>>()?;
        Ok(TICK * ticks)
    }

    /// Its memory in bytes: `VmRSS` now, or `VmHWM` at most so far.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn memory(&self, what: &str) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'));
        let kibibytes = line.and_then(|line| line.split_ascii_whitespace().next());
        Ok(kibibytes.ok_or("the system does not tell")?.parse::<u64>()? * 1024)
    }

    /// Forgets how much memory it had at most so far.
    ///
    /// # Errors
    /// The system does not do that.
    pub fn forget_peak(&self) -> Result<()> {
        Ok(fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5")?)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn sample(line: &str) -> Result<Sample> {
    let mut words = line.split(' ');
    match (words.next(), words.next(), words.next()) {
        (Some("sample"), Some(nanos), Some(check)) => {
            Ok(Sample { time: Duration::from_nanos(nanos.parse()?), check: check.parse()? })
        }
        _ => Err(line.trim_start_matches("failed ").into()),
    }
}
