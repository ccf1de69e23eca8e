//! A Spark Connect server on this machine, started and stopped by the program that uses it.
//!
//! [`LocalServer::builder`] takes what it finds: a Spark 4 installation (`SPARK_HOME`, else the `pyspark` package
//! of the `python3` on the `PATH`), else [Sail](https://lakesail.com) (`sail` on the `PATH`). Where there is neither,
//! it installs Sail from the Python package index into a private virtual environment, and says so on standard error.
//! [`LocalServer::spark`] and [`LocalServer::sail`] ask for one of the two.
//!
//! What is installed goes into the user's cache folder, or the folder that `SPARK_CONNECT_CACHE` names: nothing else
//! on the machine is changed. The server is a child process that listens on a free port of 127.0.0.1. It stops when the
//! [`LocalServer`] is dropped, and also when the program ends in any other way, be it `exit`, a panic or a kill signal.
//!
//! Tables that are saved in the server's catalog live in a temporary folder of the server and are gone when it stops;
//! files written to a path of your own stay. Relative paths are relative to the program's working directory.

mod abort;
mod archive;
mod find;
mod install;
mod java;
mod notice;
mod sail;
mod share;
mod spark;
mod supervise;

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    fmt,
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use self::{abort::Abort, supervise::Supervised};
use crate::error::{Error, ErrorKind, Result};

/// A Spark Connect server that this program started and that ends with it.
///
/// The server runs in a process of its own, without ties to an async runtime: it may be started on one runtime and
/// used from others. Dropping it stops the server and waits until its port is free again, which takes up to a second;
/// [`LocalServer::stop`] does the same without blocking the thread.
///
/// ```no_run
/// use spark_connect_core::local::LocalServer;
///
/// # async fn example() -> spark_connect_core::error::Result<()> {
/// let server = LocalServer::spark().conf("spark.driver.memory", "4g").start().await?;
/// println!("{}", server.engine());
/// # Ok(())
/// # }
/// ```
pub struct LocalServer {
    process: Supervised,
    connection_string: String,
    engine: String,
    session_configs: Vec<(String, String)>,
}

impl LocalServer {
    /// A server of the kind that is at hand: Spark if there is an installation, else Sail, which is installed if needed.
    pub fn builder() -> LocalServerBuilder {
        LocalServerBuilder::new(Engine::Any)
    }

    /// A Spark server: that of `SPARK_HOME`, else of the installed `pyspark`, else of one that is installed for it
    /// (about 450 MB). Needs Java 17 or 21, and installs a runtime of its own where there is none.
    pub fn spark() -> LocalServerBuilder {
        LocalServerBuilder::new(Engine::Spark)
    }

    /// A Sail server: that of the `PATH`, else one that is installed for it (about 190 MB).
    pub fn sail() -> LocalServerBuilder {
        LocalServerBuilder::new(Engine::Sail)
    }

    /// The server that a short remote name asks for, or `None` if `remote` is no such name but an address.
    ///
    /// `"sail"` is [`LocalServer::sail`]; `"local"`, `"local[4]"`, `"local[*]"` and Spark's other `local` masters are
    /// [`LocalServer::spark`] with that number of threads (`"local"`: one for each processor).
    ///
    /// # Errors
    /// [`ErrorKind::InvalidConfig`] for a name that starts with `local[` and is no master of Spark's.
    pub fn from_remote(remote: &str) -> Result<Option<LocalServerBuilder>> {
        if remote == "sail" {
            return Ok(Some(Self::sail()));
        }
        if remote == "local" {
            return Ok(Some(Self::spark()));
        }
        if !remote.starts_with("local[") {
            return Ok(None);
        }
        if !spark::is_local_master(remote) {
            return Err(Error::new(
                ErrorKind::InvalidConfig,
                format!(
                    "`{remote}` is not a local master: write `local`, `local[*]` or, with a number of threads, `local[4]`"
                ),
            ));
        }
        Ok(Some(Self::spark().conf("spark.master", remote)))
    }

    /// The address for clients, such as `sc://localhost:41165/;token=...`.
    ///
    /// It holds the token that lets a client in (Spark only; Sail lets in every program of this machine): it is a
    /// secret, not for logs.
    #[must_use]
    pub fn connection_string(&self) -> &str {
        &self.connection_string
    }

    /// What a session sets before the user's own settings, so that tables are saved in the server's folder.
    ///
    /// `SparkSession::builder` does so for the servers that it starts. Empty for Spark, which is started with its settings.
    #[must_use]
    pub fn session_configs(&self) -> &[(String, String)] {
        &self.session_configs
    }

    /// What was started, for people: `Spark 4.3.0 (/opt/spark)`.
    #[must_use]
    pub fn engine(&self) -> &str {
        &self.engine
    }

    /// The process group (Unix) that the server and its helpers run in, for those who watch processes.
    #[must_use]
    pub fn process_group(&self) -> u32 {
        self.process.group()
    }

    /// Whether the server is still running; `false` once it has ended by itself.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.process.is_running()
    }

    /// The last lines of the server's log, which is empty as long as nothing went wrong.
    #[must_use]
    pub fn log_tail(&self) -> String {
        self.process.log_tail()
    }

    /// Stops the server and waits until it is gone and its port is free.
    pub async fn stop(self) {
        // Fails only if the runtime shuts down, and then the server is dropped, and so stopped, with the closure.
        let _ = tokio::task::spawn_blocking(move || drop(self)).await;
    }
}

impl fmt::Debug for LocalServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without the connection string, which holds the token.
        f.debug_struct("LocalServer")
            .field("engine", &self.engine)
            .field("running", &self.is_running())
            .finish()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Engine {
    Any,
    Spark,
    Sail,
}

/// What server to start, and how: made by [`LocalServer::builder`], [`LocalServer::spark`] and [`LocalServer::sail`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
#[must_use = "nothing is started before `start`"]
pub struct LocalServerBuilder {
    engine: Engine,
    home: Option<PathBuf>,
    version: Option<String>,
    java: Option<PathBuf>,
    confs: BTreeMap<String, String>,
}

impl LocalServerBuilder {
    fn new(engine: Engine) -> Self {
        Self { engine, home: None, version: None, java: None, confs: BTreeMap::new() }
    }

    /// Uses the Spark installation in this folder (one with a `jars` folder), or the `sail` program at this path.
    pub fn home(mut self, home: impl Into<PathBuf>) -> Self {
        self.home = Some(home.into());
        self
    }

    /// Uses exactly this release (of `pyspark` or `pysail`), installed in the cache folder, rather than what the machine has.
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }

    /// Runs Spark with this `java` program (17 or 21) rather than that of `JAVA_HOME` or the `PATH`.
    pub fn java(mut self, java: impl Into<PathBuf>) -> Self {
        self.java = Some(java.into());
        self
    }

    /// Sets a configuration value that the server starts with.
    ///
    /// Spark: any key of `spark-defaults.conf`; `spark.driver.memory` (1 GB unless told) and
    /// `spark.driver.extraJavaOptions` are given to the Java machine. Sail: a key of its configuration file, such as `execution.batch_size`.
    pub fn conf(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.confs.insert(key.into(), value.into());
        self
    }

    /// Installs what is missing, starts the server and waits until it takes connections.
    ///
    /// Spark takes some seconds to start, Sail a fraction of one; an installation, done once, takes as long as its
    /// download. If the future is dropped, what it has started is stopped.
    ///
    /// # Errors
    /// [`ErrorKind::LocalServer`] if there is no server and none can be installed (the message says what to do), or if it
    /// does not start (the message ends with the last lines of its log).
    pub async fn start(self) -> Result<LocalServer> {
        let abort = Abort::default();
        let _dropped = abort.on_drop();
        // Installing and starting is waiting for child processes, minutes of it: not on a thread of the async runtime.
        tokio::task::spawn_blocking(move || self.launch(&abort)).await.map_err(|error| {
            Error::new(
                ErrorKind::LocalServer,
                "the local server was not started: the async runtime shut down",
            )
            .with_source(error)
        })?
    }

    /// The running server of this program that was started with the same settings, or a new one.
    ///
    /// It stops when the last handle is dropped.
    ///
    /// # Errors
    /// Those of [`start`](Self::start).
    pub async fn share(self) -> Result<Arc<LocalServer>> {
        share::share(self).await
    }

    /// Installs what is missing without starting the server, and returns the folder of the Spark installation or the
    /// path of the `sail` program that [`start`](Self::start) would use.
    ///
    /// # Errors
    /// Those of the installation, as in [`start`](Self::start).
    pub async fn install(self) -> Result<PathBuf> {
        let abort = Abort::default();
        let _dropped = abort.on_drop();
        tokio::task::spawn_blocking(move || match self.resolve(&abort)? {
            Program::Spark(spark) => Ok(spark.home),
            Program::Sail(sail) => Ok(sail),
        })
        .await
        .map_err(|error| {
            Error::new(ErrorKind::LocalServer, "nothing was installed: the async runtime shut down")
                .with_source(error)
        })?
    }

    fn launch(&self, abort: &Abort) -> Result<LocalServer> {
        let program = self.resolve(abort)?;
        if self.engine == Engine::Any {
            notice::say(format_args!("no remote is given: starting {program} on this machine"));
        }
        let directory = supervise::server_directory()?;
        let launch = match &program {
            Program::Spark(spark) => {
                spark::launch(spark, &self.confs, directory.path(), archive::option(spark, abort)?)?
            }
            Program::Sail(sail) => sail::launch(sail, &self.confs),
        };
        let session_configs = match &program {
            Program::Spark(_) => Vec::new(),
            Program::Sail(_) => sail::session_configs(directory.path()),
        };
        let engine = program.to_string();
        let mut process = Supervised::spawn(&launch.command, directory)?;
        let port = process.wait_for_port(&engine, launch.announces, launch.patience, abort)?;
        let connection_string = match launch.token {
            // The host is spelled `localhost` because a token elsewhere asks for TLS.
            Some(token) => format!("sc://localhost:{port}/;token={token}"),
            None => format!("sc://127.0.0.1:{port}"),
        };
        Ok(LocalServer { process, connection_string, engine, session_configs })
    }

    /// The program to run, found or installed.
    fn resolve(&self, abort: &Abort) -> Result<Program> {
        match (self.engine, &self.home, &self.version) {
            (Engine::Sail, Some(path), _) => sail::at(path).map(Program::Sail),
            (Engine::Sail, None, Some(version)) => sail::installed(version, abort).map(Program::Sail),
            (Engine::Sail, None, None) => match find::on_path("sail") {
                Some(sail) => Ok(Program::Sail(sail)),
                None => sail::installed(sail::VERSION, abort).map(Program::Sail),
            },
            (Engine::Any | Engine::Spark, Some(home), _) => {
                self.with_java((find::spark_at(home)?, None), abort)
            }
            (Engine::Any | Engine::Spark, None, Some(version)) => {
                self.with_java(spark::installed(version, abort)?, abort)
            }
            (Engine::Any | Engine::Spark, None, None) => match (find::spark(), self.engine) {
                (Some(home), _) => self.with_java((home, None), abort),
                (None, Engine::Spark) => self.with_java(spark::installed(spark::VERSION, abort)?, abort),
                (None, _) => Self { engine: Engine::Sail, ..self.clone() }.resolve(abort),
            },
        }
    }

    fn with_java(
        &self,
        (found, environment): (find::SparkHome, Option<PathBuf>),
        abort: &Abort,
    ) -> Result<Program> {
        let java = match &self.java {
            Some(java) => java::at(java)?,
            None => java::find_or_install(abort)?,
        };
        Ok(Program::Spark(spark::Spark { home: found.path, version: found.version, java, environment }))
    }
}

impl fmt::Debug for LocalServerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values may be secrets (keys of an object store), so only the keys are shown.
        f.debug_struct("LocalServerBuilder")
            .field("engine", &self.engine)
            .field("home", &self.home)
            .field("version", &self.version)
            .field("java", &self.java)
            .field("confs", &self.confs.keys().collect::<Vec<_>>())
            .finish()
    }
}

/// What will be run.
enum Program {
    Spark(spark::Spark),
    Sail(PathBuf),
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spark(spark) => write!(f, "Spark {} ({})", spark.version, spark.home.display()),
            Self::Sail(sail) => write!(f, "Sail ({})", sail.display()),
        }
    }
}

/// A server's command line, and how to see that it is ready.
struct Launch {
    command: Command,
    /// What precedes `ADDRESS:PORT` in the log line that the server writes once it listens.
    announces: &'static str,
    /// How long a start may take, on a slow machine under load.
    patience: Duration,
    token: Option<String>,
}

/// A program with its arguments and its changes to the environment.
struct Command {
    program: OsString,
    arguments: Vec<OsString>,
    /// Variables to set, or (`None`) to remove.
    environment: Vec<(OsString, Option<OsString>)>,
}

impl Command {
    fn new(program: impl Into<OsString>) -> Self {
        Self { program: program.into(), arguments: Vec::new(), environment: Vec::new() }
    }

    fn arg(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.environment.push((name.into(), Some(value.into())));
        self
    }

    fn env_remove(mut self, name: impl Into<OsString>) -> Self {
        self.environment.push((name.into(), None));
        self
    }
}

/// An error of this module: `message` says what is wrong and what to do about it.
fn failure(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::LocalServer, message)
}
