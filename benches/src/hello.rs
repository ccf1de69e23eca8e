//! The release build of a small program with a client, as its users have it for the first time.
//!
//! The peers share this file, as they share `child.rs`: it needs nothing but the standard library.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::child::{Result, Round};

/// A program and what it is built of.
#[derive(Debug)]
pub struct Hello {
    /// A name for its folder.
    pub name: &'static str,
    /// The lines of its `Cargo.toml` below `[dependencies]`.
    pub dependencies: String,
    /// Its `main.rs`.
    pub program: &'static str,
    /// The versions of everything, as in this file.
    pub lock: PathBuf,
}

/// Builds the program in an empty target folder each time. What has to be downloaded is there before. The check is
/// the number of packages that were compiled, the program itself aside.
///
/// # Errors
/// A file cannot be written, or a package is not to be had.
pub fn build(hello: &Hello) -> Result<Round> {
    let program = env::current_exe()?;
    let folder = program.ancestors().nth(2).ok_or("this program lies in no target folder")?;
    let folder = folder.join("hello").join(hello.name);
    let target = folder.join("target");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src").join("main.rs"), hello.program)?;
    // A workspace of its own, although it lies in one.
    let head =
        "[package]\nname = \"hello\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n";
    fs::write(folder.join("Cargo.toml"), format!("{head}{}", hello.dependencies))?;
    fs::copy(&hello.lock, folder.join("Cargo.lock"))?;
    remove(&target)?;
    cargo(&folder, &["fetch"])?;
    Ok(Box::new(move || {
        let output = cargo(&folder, &["build", "--release", "--offline", "--target-dir", "target"])?;
        let lines = String::from_utf8(output.stderr)?;
        let compiled = lines.lines().filter(|line| line.trim_start().starts_with("Compiling ")).count();
        remove(&target)?;
        Ok(Box::new(move || compiled.saturating_sub(1) as u64))
    }))
}

fn cargo(folder: &Path, arguments: &[&str]) -> Result<Output> {
    let output = Command::new("cargo").args(arguments).current_dir(folder).output()?;
    if output.status.success() {
        return Ok(output);
    }
    Err(format!("cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.is_dir() { Ok(fs::remove_dir_all(folder)?) } else { Ok(()) }
}
