//! Python packages in virtual environments of their own, in the user's cache folder.
//!
//! An installation lies in a folder with a random name, `pysail-0.7.2-5e0f12ab`, and counts only once the small file
//! `pysail-0.7.2.ready` names that folder; the file is moved into place when everything else is done. So an installation
//! that was interrupted is never taken for a finished one, and the next attempt removes it and starts afresh.
//! `pysail-0.7.2.lock` is locked meanwhile: of several processes that need a package, one installs it and the others wait.

use std::{
    env,
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use super::{
    Command,
    abort::Abort,
    failure, find, notice,
    supervise::{Directory, Supervised},
};
use crate::error::Result;

/// A package of the Python package index.
pub(super) struct Package<'a> {
    pub(super) name: &'a str,
    pub(super) version: &'a str,
    /// What it is, for people.
    pub(super) title: &'a str,
    pub(super) size: &'a str,
    /// What `pip install` is told besides the package.
    pub(super) besides: &'a [&'a str],
    /// Finds what is wanted of it in its virtual environment; `None` if it is not there or broken.
    pub(super) contains: fn(&Path) -> Option<PathBuf>,
}

impl Package<'_> {
    fn id(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    /// What the finished installation in this cache folder has, if there is one.
    fn installed(&self, cache: &Path) -> Option<PathBuf> {
        let folder = fs::read_to_string(cache.join(format!("{}.ready", self.id()))).ok()?;
        (self.contains)(&cache.join(folder.trim()))
    }
}

/// What is wanted of `package`, which is installed first if it is not there.
///
/// `otherwise` tells the user what else would do, for the error.
///
/// # Errors
/// If there is no Python, or the installation fails.
pub(super) fn ensure(package: &Package<'_>, otherwise: &str, abort: &Abort) -> Result<PathBuf> {
    let cache = cache()?;
    if let Some(found) = package.installed(&cache) {
        return Ok(found);
    }
    let python = find::python(&format!("Installing {}", package.title))?;
    fs::create_dir_all(&cache).map_err(|error| unwritable(&cache).with_source(error))?;
    // Released when it is closed, also by the end of this process.
    let _lock = lock(&cache, package, abort)?;
    if let Some(found) = package.installed(&cache) {
        return Ok(found);
    }
    sweep(&cache, package);
    notice::say(format_args!(
        "installing {} ({} {}, {}, once) into {}",
        package.title,
        package.name,
        package.version,
        package.size,
        cache.display()
    ));
    install(package, &python, &cache, otherwise, abort)
}

fn install(
    package: &Package<'_>,
    python: &Path,
    cache: &Path,
    otherwise: &str,
    abort: &Abort,
) -> Result<PathBuf> {
    let id = package.id();
    // Short, because the first line of a script in there holds the path of the interpreter.
    let folder = format!("{id}-{:08x}", uuid::Uuid::new_v4().as_fields().0);
    let environment = Directory::create(cache.join(&folder))?;

    run(Command::new(python).args(["-m", "venv"]).arg(environment.path()), cache, abort).map_err(|failed| match failed {
        Failed::Error(error) => error,
        Failed::Ended(output) => failure(format!(
            "cannot make a Python virtual environment for {id}. If Python's `venv` module is missing, install it (on Debian and \
             Ubuntu: `apt install python3-venv`), {otherwise}. Python said:\n{output}"
        )),
    })?;
    let pip = Command::new(environment.path().join("bin").join("python"))
        .args(["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"])
        .arg(format!("{}=={}", package.name, package.version))
        .args(package.besides)
        // These would send the package elsewhere.
        .env_remove("PIP_USER")
        .env_remove("PIP_TARGET")
        .env_remove("PIP_PREFIX")
        .env_remove("PYTHONHOME");
    run(pip, cache, abort).map_err(|failed| match failed {
        Failed::Error(error) => error,
        Failed::Ended(output) => failure(format!(
            "cannot install {id} from the Python package index. Check the network (pip reads its settings from the environment, such \
             as HTTPS_PROXY and PIP_INDEX_URL), {otherwise}. pip said:\n{output}"
        )),
    })?;
    let found = (package.contains)(environment.path()).ok_or_else(|| {
        failure(format!(
            "{id} was installed into {} but is not usable on this system",
            environment.path().display()
        ))
    })?;

    let ready = cache.join(format!("{id}.ready"));
    let staged = cache.join(format!("{folder}.staged"));
    fs::write(&staged, &folder)
        .and_then(|()| fs::rename(&staged, &ready))
        .map_err(|error| unwritable(&ready).with_source(error))?;
    environment.keep();
    Ok(found)
}

enum Failed {
    /// It ended with an error, having said this.
    Ended(String),
    /// It did not run, or the result is not wanted any more.
    Error(crate::error::Error),
}

impl From<crate::error::Error> for Failed {
    fn from(error: crate::error::Error) -> Self {
        Self::Error(error)
    }
}

/// Runs a program to its end; it is stopped if this process ends first.
fn run(command: Command, cache: &Path, abort: &Abort) -> std::result::Result<(), Failed> {
    let work = Directory::create(cache.join(format!("work-{}", uuid::Uuid::new_v4().simple())))?;
    // Downloads and builds may not fit the system's folder for temporary files.
    let command = command.env("TMPDIR", work.path());
    let child = Supervised::spawn(&command, work)?;
    let status = child.wait(abort)?;
    if status.success() { Ok(()) } else { Err(Failed::Ended(format!("{}\n({status})", child.log_tail()))) }
}

/// Removes what interrupted installations of this package have left.
fn sweep(cache: &Path, package: &Package<'_>) {
    let prefix = format!("{}-", package.id());
    let Ok(entries) = fs::read_dir(cache) else { return };
    for entry in entries.filter_map(std::result::Result::ok) {
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(&prefix)) {
            let path = entry.path();
            // What cannot be removed is in nobody's way: each attempt has a name of its own.
            let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }
}

fn lock(cache: &Path, package: &Package<'_>, abort: &Abort) -> Result<File> {
    let path = cache.join(format!("{}.lock", package.id()));
    let file = File::options()
        .append(true)
        .create(true)
        .open(&path)
        .map_err(|error| unwritable(&path).with_source(error))?;
    let mut told = false;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => {
                if !told {
                    notice::say(format_args!(
                        "waiting for another process, which installs {}",
                        package.title
                    ));
                    told = true;
                }
                abort.check()?;
                thread::sleep(Duration::from_millis(100));
            }
            Err(TryLockError::Error(error)) => return Err(unwritable(&path).with_source(error)),
        }
    }
}

/// The folder for packages in a virtual environment.
pub(super) fn site_packages(environment: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(environment.join("lib")).ok()?;
    entries
        .filter_map(std::result::Result::ok)
        .map(|entry| entry.path().join("site-packages"))
        .find(|path| path.is_dir())
}

/// The folder that installations go into.
fn cache() -> Result<PathBuf> {
    let home = || env::home_dir().filter(|home| !home.as_os_str().is_empty());
    let path = if let Some(own) = find::variable("SPARK_CONNECT_CACHE") {
        Some(own)
    } else if let Some(folder) = find::variable("XDG_CACHE_HOME") {
        Some(folder.join("spark-connect-rust"))
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library").join("Caches").join("spark-connect-rust"))
    } else {
        home().map(|home| home.join(".cache").join("spark-connect-rust"))
    };
    // Virtual environments hold their own path, so it has to be absolute.
    path.and_then(|path| std::path::absolute(path).ok()).ok_or_else(|| {
        failure("there is no folder to install a server into: set SPARK_CONNECT_CACHE to one (HOME is not set either)")
    })
}

fn unwritable(path: &Path) -> crate::error::Error {
    failure(format!(
        "cannot write {}: set SPARK_CONNECT_CACHE to a folder that can be written",
        path.display()
    ))
}
