//! PySpark as an oracle: its client runs in a process of its own, beside the tests.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use serde_json::Value;
use tokio::{io::AsyncWriteExt, process::Command};

use crate::servers::Kind;

/// What PySpark's client needs besides PySpark, which the server of the tests brings. Pandas 3 is not supported by it.
const REQUIREMENTS: [&str; 7] = [
    "grpcio==1.76.0",
    "grpcio-status==1.76.0",
    "googleapis-common-protos==1.76.0",
    "numpy<3",
    "pandas<3",
    "pyarrow>=18",
    "zstandard==0.25.0",
];

/// Runs a program in Python, with the PySpark of [`Kind::Spark43`], on this input, and returns what it prints: one value
/// in JSON a line.
///
/// # Panics
/// If it ends with an error.
pub async fn run(program: &str, input: &Value) -> Vec<Value> {
    let home = Kind::Spark43.builder().install().await.expect("an installation of Spark");
    // ENVIRONMENT/lib/python3.x/site-packages/pyspark
    let [site, environment] =
        [1, 4].map(|level| home.ancestors().nth(level).expect("a package in an environment"));
    let python = environment.join("bin").join("python");
    let libraries = libraries(&python, environment.parent().expect("the folder of installations")).await;
    let path = std::env::join_paths([libraries.as_path(), site]).expect("paths without separators");
    let mut child = Command::new(&python)
        .args(["-c", program])
        .env("PYTHONPATH", path)
        .env("PYTHONWARNINGS", "ignore")
        .env("SPARK_HOME", &home)
        .env_remove("SPARK_REMOTE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("Python starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let text = input.to_string();
    let write = async move { stdin.write_all(text.as_bytes()).await };
    let (written, output) = tokio::join!(write, child.wait_with_output());
    let output = output.expect("the process ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "Python ended with {}:\n{errors}", output.status);
    written.expect("the program reads its input");
    let lines = String::from_utf8(output.stdout).expect("JSON");
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")))
        .collect()
}

/// The folder of the installed [`REQUIREMENTS`].
async fn libraries(python: &Path, cache: &Path) -> PathBuf {
    let names: String = REQUIREMENTS.concat();
    let folder = cache.join(format!("pyspark-client-{:08x}", crc32fast::hash(names.as_bytes())));
    if folder.is_dir() {
        return folder;
    }
    eprintln!("installing the libraries of PySpark's client (about 250 MB, once) into {}", folder.display());
    let staged = cache.join(format!("pyspark-client-staged-{}", std::process::id()));
    let pip = Command::new(python)
        .args(["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--target"])
        .arg(&staged)
        .args(REQUIREMENTS)
        .env_remove("PIP_USER")
        .env_remove("PIP_PREFIX")
        .kill_on_drop(true)
        .output()
        .await
        .expect("pip starts");
    assert!(pip.status.success(), "pip: {}", String::from_utf8_lossy(&pip.stderr));
    // Whoever is first wins; what another process has installed is the same.
    if fs::rename(&staged, &folder).is_err() {
        assert!(folder.is_dir(), "{} cannot be renamed", staged.display());
        let _ = fs::remove_dir_all(&staged);
    }
    folder
}
