//! The command line of a Sail server.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{Command, Launch, abort::Abort, failure, find, install};
use crate::error::Result;

/// The release that is installed unless another is asked for.
pub(super) const VERSION: &str = "0.7.2";

/// The `sail` program at this path.
///
/// # Errors
/// If there is none.
pub(super) fn at(path: &Path) -> Result<PathBuf> {
    if find::is_program(path) {
        return Ok(path.to_owned());
    }
    Err(failure(format!("{} is no program: it should be the path of `sail`", path.display())))
}

/// The `sail` program of this release, from the cache folder or freshly installed.
pub(super) fn installed(version: &str, abort: &Abort) -> Result<PathBuf> {
    let package = install::Package {
        name: "pysail",
        version,
        title: "the Sail server",
        size: "about 190 MB",
        // The version that Sail reports is that of the PySpark beside it. Nothing of what that depends on is needed.
        besides: &["--no-deps", "pyspark-client==4.2.0"],
        contains: program,
    };
    install::ensure(&package, "or set SPARK_REMOTE to the address of a Spark Connect server", abort)
}

fn program(environment: &Path) -> Option<PathBuf> {
    let sail = environment.join("bin").join("sail");
    let complete = install::site_packages(environment)?.join("pyspark").is_dir() && find::is_program(&sail);
    complete.then_some(sail)
}

pub(super) fn launch(sail: &Path, confs: &BTreeMap<String, String>) -> Launch {
    let command = Command::new(sail)
        .args(["spark", "server", "--ip", "127.0.0.1", "--port", "0"])
        // The port is read from the log, whatever the user wants to see of this program's own.
        .env("RUST_LOG", "warn,sail_cli=info");
    let command = confs.iter().fold(command, |command, (key, value)| command.env(variable(key), value));
    Launch { command, announces: "Spark Connect server on ", patience: Duration::from_secs(60), token: None }
}

/// Sail takes the folder of its tables from the session, and else makes one in the working directory.
pub(super) fn session_configs(directory: &Path) -> Vec<(String, String)> {
    vec![("spark.sql.warehouse.dir".to_owned(), directory.join("warehouse").to_string_lossy().into_owned())]
}

/// The environment variable of a configuration key: `execution.batch_size` is `SAIL_EXECUTION__BATCH_SIZE`.
fn variable(key: &str) -> String {
    format!("SAIL_{}", key.replace('.', "__").to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::variable;

    #[test]
    fn configuration_keys_become_environment_variables() {
        assert_eq!(variable("execution.batch_size"), "SAIL_EXECUTION__BATCH_SIZE");
    }
}
