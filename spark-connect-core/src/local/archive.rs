//! A class archive for Spark, with which it starts in a third of the time.
//!
//! Most of Spark's start is the loading of some ten thousand classes. Java can write them to a file in loaded form when
//! it ends, and map that file the next time (class data sharing). The archive fits one Java and one set of jars, which
//! Java checks. It is made once, by a server that is started and stopped for it, and only for a Spark that was installed
//! by this module: nothing is added to an installation of the user's.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs::{self, File},
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    time::Duration,
};

use super::{
    abort::Abort,
    notice,
    spark::{self, Spark},
    supervise::{self, Supervised},
};
use crate::error::{ErrorKind, Result};

/// Writing the archive takes 7 seconds, on a machine that has nothing else to do.
const LONGEST_WRITE: Duration = Duration::from_secs(90);

/// The Java option for a quick start of this Spark, if there is or can be an archive for it.
///
/// # Errors
/// Only if the start is cancelled: without an archive, Spark starts as well.
pub(super) fn option(spark: &Spark, abort: &Abort) -> Result<Option<OsString>> {
    let Some(archive) = place(spark) else { return Ok(None) };
    if !archive.exists() {
        match make(spark, &archive, abort) {
            Err(error) if error.kind() == ErrorKind::Cancelled => return Err(error),
            // The empty file says that there is no use in trying again.
            Err(_) => drop(File::create(&archive)),
            Ok(()) => {}
        }
    }
    let usable = archive.metadata().is_ok_and(|data| data.len() > 0);
    Ok(usable.then(|| prefixed("-XX:SharedArchiveFile=", &archive)))
}

/// Where the archive for this Spark and this Java is kept.
fn place(spark: &Spark) -> Option<PathBuf> {
    let environment = spark.environment.as_ref()?;
    let java = spark.java.canonicalize().ok()?;
    // The archive builds on the one of the Java installation, which not every Java has, and changes with it.
    let base = java.ancestors().nth(2)?.join("lib").join("server").join("classes.jsa");
    let mut hasher = DefaultHasher::new();
    base.hash(&mut hasher);
    base.metadata().ok()?.modified().ok()?.hash(&mut hasher);
    Some(environment.join(format!("classes-{:016x}.jsa", hasher.finish())))
}

/// Starts a server and stops it, so that Java writes the archive; does nothing if another process is at it.
fn make(spark: &Spark, archive: &Path, abort: &Abort) -> Result<()> {
    let unwritable =
        |error: std::io::Error| super::failure("cannot write the class archive").with_source(error);
    let lock = File::create(archive.with_extension("lock")).map_err(unwritable)?;
    if lock.try_lock().is_err() || archive.exists() {
        return Ok(());
    }
    notice::say(format_args!("preparing Spark {} for quick starts (once, some 15 seconds)", spark.version));
    let staged = archive.with_extension("staged");
    let directory = supervise::server_directory()?;
    let options = prefixed("-XX:ArchiveClassesAtExit=", &staged);
    let launch = spark::launch(spark, &BTreeMap::new(), directory.path(), Some(options))?;
    let mut server = Supervised::spawn_patiently(&launch.command, directory, LONGEST_WRITE)?;
    server.wait_for_port("Spark", launch.announces, launch.patience, abort)?;
    // Waits until Java has written the file and ended.
    drop(server);
    fs::rename(&staged, archive).map_err(unwritable)
}

fn prefixed(option: &str, path: &Path) -> OsString {
    let mut text = OsString::from(option);
    text.push(path);
    text
}
