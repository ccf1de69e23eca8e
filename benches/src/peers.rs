//! The programs of the other clients: built and installed when they are asked for.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::child::Result;

/// PySpark's client; and a compiler of protocol buffers, which the builds of the peers in Rust call.
const PACKAGES: [&str; 3] = ["pyspark-client==4.2.0", "pandas<3", "grpcio-tools==1.76.0"];

type Environment = [(&'static str, PathBuf); 2];

/// The programs.
#[derive(Debug)]
pub struct Peers {
    /// Those in Rust.
    rust: PathBuf,
    /// Where builds of peers find the compiler of protocol buffers.
    protoc: Environment,
    /// Of a virtual environment with PySpark.
    python: PathBuf,
}

impl Peers {
    /// Builds and installs them into the folder `peers` beside the one of this program, unless they are there.
    ///
    /// # Errors
    /// A build or an installation fails.
    pub fn install() -> Result<Self> {
        let program = env::current_exe()?;
        let folder = program.ancestors().nth(2).ok_or("this program lies in no target folder")?.join("peers");
        let python = python(&folder.join("python"))?;
        let protoc = protoc(&folder, &python)?;
        let rust = rust(&folder, &protoc)?;
        Ok(Self { rust, protoc, python })
    }

    /// The command for cases in Rust.
    pub fn rust(&self) -> Command {
        let mut command = Command::new(&self.rust);
        // One of them is a build.
        command.envs(self.protoc.clone());
        command
    }

    /// The command for cases in Python.
    pub fn python(&self) -> Command {
        let mut command = Command::new(&self.python);
        command
            .arg(source().join("pyspark_cases.py"))
            .env("PYTHONWARNINGS", "ignore")
            .env_remove("SPARK_HOME");
        command
    }
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers")
}

fn python(environment: &Path) -> Result<PathBuf> {
    let python = environment.join("bin").join("python");
    let ready = environment.join(".ready");
    if !ready.is_file() {
        eprintln!("installing PySpark into {}", environment.display());
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(environment))?;
        let pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
        run(Command::new(&python).args(pip).args(PACKAGES))?;
        fs::write(ready, "")?;
    }
    Ok(python)
}

/// The compiler of protocol buffers that is installed with `python`, as one program.
fn protoc(folder: &Path, python: &Path) -> Result<Environment> {
    let program = folder.join("protoc");
    fs::write(&program, format!("#!/bin/sh\nexec '{}' -m grpc_tools.protoc \"$@\"\n", python.display()))?;
    run(Command::new("chmod").arg("+x").arg(&program))?;
    let tools = "import grpc_tools; print(grpc_tools.__path__[0])";
    let tools = Command::new(python).args(["-c", tools]).output()?.stdout;
    let include = Path::new(String::from_utf8(tools)?.trim()).join("_proto");
    Ok([("PROTOC", program), ("PROTOC_INCLUDE", include)])
}

fn rust(folder: &Path, protoc: &Environment) -> Result<PathBuf> {
    run(Command::new("cargo")
        .args(["build", "--quiet", "--release", "--locked", "--manifest-path"])
        .arg(source().join("Cargo.toml"))
        .arg("--target-dir")
        .arg(folder)
        .envs(protoc.clone()))?;
    Ok(folder.join("release").join("spark-connect-peers"))
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} ended with {status}").into()) }
}
