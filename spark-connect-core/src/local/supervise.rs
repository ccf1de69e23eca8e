//! Child processes that end with this program, however it ends.
//!
//! A child is not run directly but by a small shell script (`supervise.sh`) that holds the other end of a pipe. The
//! system closes that pipe when this program drops the handle, exits, panics or is killed, and the script then stops the
//! child and removes its folder.

use std::{
    fs::{self, File},
    io,
    net::{Ipv4Addr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ExitStatus, Stdio},
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use super::{Command, abort::Abort, failure};
use crate::error::Result;

const SCRIPT: &str = include_str!("supervise.sh");

/// How often a child is looked at.
const TICK: Duration = Duration::from_millis(20);
/// How long a child that was asked to end may take before it is killed.
const PATIENCE: Duration = Duration::from_secs(5);
/// How much longer than that dropping waits for the script, in case it does not get to run.
const GRACE: Duration = Duration::from_secs(10);
/// How much of a log goes into an error.
const TAIL_LINES: usize = 30;

/// A folder that is removed with its contents when dropped, unless the script has taken that over.
#[derive(Debug)]
pub(super) struct Directory {
    path: PathBuf,
    owned: bool,
}

impl Directory {
    /// Creates a folder of that name that only this user can read.
    pub(super) fn create(path: PathBuf) -> Result<Self> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(&path) {
            Ok(()) => Ok(Self { path, owned: true }),
            Err(error) => {
                Err(failure(format!("cannot create the folder {}", path.display())).with_source(error))
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Leaves the folder where it is.
    pub(super) fn keep(mut self) {
        self.owned = false;
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        if self.owned {
            // Best effort: it lies among temporary files.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// A new folder for a server's files, among the system's temporary ones.
pub(super) fn server_directory() -> Result<Directory> {
    Directory::create(std::env::temp_dir().join(format!("spark-connect-{}", uuid::Uuid::new_v4().simple())))
}

/// A child process that ends when this is dropped or this program ends.
pub(super) struct Supervised {
    /// The script. Behind a lock because asking for its state needs `&mut`.
    script: Mutex<Child>,
    /// The pipe that keeps the child alive; `None` once it is told to stop.
    lifeline: Option<ChildStdin>,
    patience: Duration,
    /// What the child printed. Kept open: the file's name goes away with the folder when the child ends.
    log: File,
}

impl Supervised {
    /// Starts `command`, which keeps its files in `directory`.
    pub(super) fn spawn(command: &Command, directory: Directory) -> Result<Self> {
        Self::spawn_patiently(command, directory, PATIENCE)
    }

    /// The same, for a child that needs this long to end.
    #[cfg(unix)]
    pub(super) fn spawn_patiently(
        command: &Command,
        mut directory: Directory,
        patience: Duration,
    ) -> Result<Self> {
        use std::os::unix::process::CommandExt;

        let path = directory.path.join("log");
        let unwritable =
            |error: io::Error| failure(format!("cannot write {}", path.display())).with_source(error);
        let output = File::options().append(true).create(true).open(&path).map_err(unwritable)?;
        let errors = output.try_clone().map_err(unwritable)?;
        let log = File::open(&path).map_err(unwritable)?;

        let mut script = std::process::Command::new("/bin/sh");
        script
            .args(["-c", SCRIPT, "supervise.sh"])
            .arg(&directory.path)
            .arg(patience.as_secs().to_string())
            .arg(&command.program)
            .args(&command.arguments);
        for (name, value) in &command.environment {
            match value {
                Some(value) => script.env(name, value),
                None => script.env_remove(name),
            };
        }
        let mut child =
            script.stdin(Stdio::piped()).stdout(output).stderr(errors).process_group(0).spawn().map_err(
                |error| failure("cannot start a local server: /bin/sh does not run").with_source(error),
            )?;
        directory.owned = false;
        Ok(Self { lifeline: child.stdin.take(), script: Mutex::new(child), patience, log })
    }

    /// Servers are supervised by a POSIX shell, which this system lacks.
    #[cfg(not(unix))]
    pub(super) fn spawn_patiently(
        _command: &Command,
        _directory: Directory,
        _patience: Duration,
    ) -> Result<Self> {
        Err(failure(
            "a local server can be started on Linux and macOS only: start one by hand (for instance in WSL or a container) and set \
             SPARK_REMOTE to its address",
        ))
    }

    /// The script leads the group, so its number is the group's.
    pub(super) fn group(&self) -> u32 {
        self.script.lock().unwrap_or_else(std::sync::PoisonError::into_inner).id()
    }

    fn exit_status(&self) -> Option<ExitStatus> {
        let mut script = self.script.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        script.try_wait().ok().flatten()
    }

    pub(super) fn is_running(&self) -> bool {
        self.exit_status().is_none()
    }

    /// Waits until the child ends by itself.
    pub(super) fn wait(&self, abort: &Abort) -> Result<ExitStatus> {
        loop {
            if let Some(status) = self.exit_status() {
                return Ok(status);
            }
            abort.check()?;
            thread::sleep(TICK);
        }
    }

    /// Waits until the child's log says on which port it listens, and the port takes connections.
    pub(super) fn wait_for_port(
        &mut self,
        name: &str,
        announces: &str,
        patience: Duration,
        abort: &Abort,
    ) -> Result<u16> {
        let started = Instant::now();
        loop {
            abort.check()?;
            let ended = self.exit_status();
            let port = announced_port(&self.log(), announces);
            if let Some(port) = port
                && ended.is_none()
                && TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
            {
                return Ok(port);
            }
            if let Some(status) = ended {
                return Err(failure(format!(
                    "{name} ended while it started ({status}). Its log ends with:\n{}",
                    self.log_tail()
                )));
            }
            if started.elapsed() > patience {
                let seconds = patience.as_secs();
                return Err(failure(format!(
                    "{name} did not start within {seconds} seconds. Its log ends with:\n{}",
                    self.log_tail()
                )));
            }
            thread::sleep(TICK);
        }
    }

    /// All that the child printed.
    fn log(&self) -> String {
        String::from_utf8_lossy(&self.log_from(0)).into_owned()
    }

    /// The last lines that the child printed.
    pub(super) fn log_tail(&self) -> String {
        const MOST: u64 = 16 * 1024;
        let length = self.log.metadata().map_or(0, |data| data.len());
        let end = self.log_from(length.saturating_sub(MOST));
        let text = String::from_utf8_lossy(&end);
        let lines: Vec<&str> = text.lines().collect();
        lines.get(lines.len().saturating_sub(TAIL_LINES)..).unwrap_or_default().join("\n")
    }

    /// The log from this byte on.
    fn log_from(&self, start: u64) -> Vec<u8> {
        use std::io::{Read, Seek, SeekFrom};
        let mut bytes = Vec::new();
        let mut file = &self.log;
        // A log that cannot be read is an empty one: it only adds to a message.
        let _ = file.seek(SeekFrom::Start(start)).and_then(|_| file.read_to_end(&mut bytes));
        bytes
    }
}

impl Drop for Supervised {
    fn drop(&mut self) {
        self.lifeline = None;
        let started = Instant::now();
        while self.is_running() && started.elapsed() < self.patience + GRACE {
            thread::sleep(TICK);
        }
    }
}

/// The port in `ADDRESS:PORT` after `announces`, once its line is complete.
fn announced_port(log: &str, announces: &str) -> Option<u16> {
    let (_, rest) = log.split_once(announces)?;
    let (line, _) = rest.split_once('\n')?;
    let address = line.split_whitespace().next()?.trim_end_matches('.');
    let (_, port) = address.rsplit_once(':')?;
    port.parse().ok().filter(|port| *port != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_a_complete_line() {
        let spark = "04:15:35.079 INFO SparkConnectServer: Spark Connect server started at: 127.0.0.1:37833";
        assert_eq!(announced_port(spark, "started at: "), None);
        assert_eq!(announced_port(&format!("WARN x\n{spark}\n"), "started at: "), Some(37833));
        assert_eq!(
            announced_port("INFO Starting the server on 127.0.0.1:36043...\n", "server on "),
            Some(36043)
        );
        assert_eq!(announced_port("server on [::1]:80\n", "server on "), Some(80));
        assert_eq!(announced_port("server on 127.0.0.1:0\n", "server on "), None);
        assert_eq!(announced_port("server on \n", "server on "), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_child_is_stopped_and_its_folder_removed() {
        let directory = server_directory().unwrap();
        let path = directory.path().to_owned();
        let command = Command::new("/bin/sh").args(["-c", "echo started; exec sleep 600"]);
        let child = Supervised::spawn(&command, directory).unwrap();
        while child.log() != "started\n" {
            thread::sleep(TICK);
        }
        assert!(path.exists() && child.is_running());
        let started = Instant::now();
        drop(child);
        assert!(!path.exists());
        assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    }

    #[cfg(unix)]
    #[test]
    fn a_child_that_ignores_the_request_is_killed() {
        let directory = server_directory().unwrap();
        let path = directory.path().to_owned();
        let command =
            Command::new("/bin/sh").args(["-c", "trap '' TERM; echo started; while :; do sleep 1; done"]);
        let child = Supervised::spawn(&command, directory).unwrap();
        while child.log() != "started\n" {
            thread::sleep(TICK);
        }
        drop(child);
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_child_that_ends_by_itself_leaves_its_log() {
        let directory = server_directory().unwrap();
        let path = directory.path().to_owned();
        let command = Command::new("/bin/sh").args(["-c", "echo no memory >&2; exit 3"]);
        let mut child = Supervised::spawn(&command, directory).unwrap();
        let error = child
            .wait_for_port("The server", "listens on ", Duration::from_secs(30), &Abort::default())
            .unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("The server ended while it started (exit status: 3)")
                && text.ends_with("no memory"),
            "{text}"
        );
        assert!(!path.exists());
    }
}
