//! Tests that need a process of their own.

use std::{env, process::Command};

/// Says in such a process that it is one.
const CASE: &str = "SPARK_CONNECT_TEST_ALONE";

/// Runs the test `name`, which this is called by, in a process of its own, in which it is `case`.
///
/// # Panics
/// If the test fails there.
pub fn alone(name: &str, case: impl FnOnce()) {
    if env::var_os(CASE).is_some() {
        return case();
    }
    let this = env::current_exe().expect("this program");
    let run = Command::new(this).args(["--exact", name, "--nocapture"]).env(CASE, name).output();
    let run = run.expect("the case runs");
    eprintln!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{name}");
}
