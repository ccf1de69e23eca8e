//! Looks for what the machine has: programs on the `PATH`, Spark installations.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::{failure, notice};
use crate::error::Result;

/// A Spark installation with a Connect server.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SparkHome {
    pub(super) path: PathBuf,
    pub(super) version: String,
}

/// An environment variable; one that is empty counts as not set.
pub(super) fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The program of this name that a shell would run.
pub(super) fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| is_program(file))
}

/// Whether this is a file that can be run.
pub(super) fn is_program(path: &Path) -> bool {
    let Ok(data) = path.metadata() else { return false };
    #[cfg(unix)]
    let runs = std::os::unix::fs::PermissionsExt::mode(&data.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let runs = true;
    data.is_file() && runs
}

/// The Python interpreter.
///
/// # Errors
/// If there is none on the `PATH`, saying how to go on without it.
pub(super) fn python(purpose: &str) -> Result<PathBuf> {
    on_path("python3").or_else(|| on_path("python")).ok_or_else(|| {
        failure(format!(
            "{purpose} needs Python 3, and there is no `python3` on the PATH: install Python 3, or set SPARK_HOME to a Spark 4 \
             installation, or SPARK_REMOTE to the address of a Spark Connect server"
        ))
    })
}

/// The Spark that this machine has: that of `SPARK_HOME`, else the `pyspark` package of its Python.
///
/// An installation that cannot serve (older than 4.0, or without the Connect server) is passed over, with a notice.
pub(super) fn spark() -> Option<SparkHome> {
    if let Some(home) = variable("SPARK_HOME") {
        match spark_at(&home) {
            Ok(found) => return Some(found),
            Err(error) => notice::say(format_args!("SPARK_HOME is not used: {error}")),
        }
    }
    spark_at(&pyspark(&on_path("python3")?)?).ok()
}

/// The Spark installation in this folder.
///
/// # Errors
/// If it is none, or has no Connect server.
pub(super) fn spark_at(home: &Path) -> Result<SparkHome> {
    let missing = || {
        failure(format!(
            "{} holds no Spark with a Connect server (jars/spark-connect_*.jar), which Spark has from 4.0 on",
            home.display()
        ))
    };
    let jars = fs::read_dir(home.join("jars")).map_err(|error| missing().with_source(error))?;
    let version = jars
        .filter_map(std::result::Result::ok)
        .find_map(|jar| connect_version(jar.file_name().to_str()?))
        .ok_or_else(missing)?;
    let path = std::path::absolute(home).unwrap_or_else(|_| home.to_owned());
    Ok(SparkHome { path, version })
}

/// The version of Spark from the name of the Connect server's jar, such as `spark-connect_2.13-4.3.0.jar`.
fn connect_version(jar: &str) -> Option<String> {
    let (_scala, version) = jar.strip_prefix("spark-connect_")?.strip_suffix(".jar")?.split_once('-')?;
    let major: u32 = version.split('.').next()?.parse().ok()?;
    (major >= 4).then(|| version.to_owned())
}

/// The folder of the `pyspark` package, if this Python has one.
fn pyspark(python: &Path) -> Option<PathBuf> {
    // Without the working directory, where a folder of that name need not be the package.
    let code = "import sys, importlib.util as u\n\
                sys.path = [p for p in sys.path if p]\n\
                s = u.find_spec('pyspark')\n\
                print(s.submodule_search_locations[0] if s and s.submodule_search_locations else '')";
    let output =
        Command::new(python).args(["-c", code]).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let path = String::from_utf8(output.stdout).ok()?;
    let path = path.trim();
    (!path.is_empty()).then(|| PathBuf::from(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_the_connect_jar() {
        assert_eq!(connect_version("spark-connect_2.13-4.3.0.jar").as_deref(), Some("4.3.0"));
        assert_eq!(
            connect_version("spark-connect_2.13-4.1.0-preview1.jar").as_deref(),
            Some("4.1.0-preview1")
        );
        assert_eq!(connect_version("spark-connect_2.12-3.5.6.jar"), None);
        assert_eq!(connect_version("spark-connect-common_2.13-4.3.0.jar"), None);
        assert_eq!(connect_version("spark-launcher_2.13-4.3.0.jar"), None);
    }

    #[test]
    fn a_folder_without_spark_is_refused_with_the_reason() {
        let error = spark_at(Path::new("/nonexistent")).unwrap_err();
        assert!(error.to_string().contains("/nonexistent holds no Spark with a Connect server"), "{error}");
    }
}
