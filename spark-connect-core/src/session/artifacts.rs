//! Files that the server needs: jars, classes, Python code, archives, data.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use bytes::Bytes;

use super::SparkSession;
use crate::{
    client::{Content, Upload},
    error::{Error, ErrorKind, Result},
};

/// What Spark takes as Python code.
const PYTHON: [&str; 4] = [".py", ".zip", ".egg", ".jar"];

/// What Spark unpacks.
const ARCHIVES: [&str; 5] = [".zip", ".jar", ".tar.gz", ".tgz", ".tar"];

/// Whether Spark lets clients write to its local disk.
const LOCAL_DISK: &str = "spark.sql.artifact.copyFromLocalToFs.allowDestLocal";

/// A file for the session on the server, for [`SparkSession::add_artifacts`].
///
/// It is a file of this machine, read when it is uploaded, or bytes that the program has ([`content`](Self::content)).
/// A path that has no file name and an ending that does not fit are errors of the upload.
///
/// ```no_run
/// use spark_connect_core::session::Artifact;
///
/// # async fn example(spark: spark_connect_core::session::SparkSession) -> spark_connect_core::error::Result<()> {
/// spark
///     .add_artifacts([
///         Artifact::jar("target/udfs.jar"),
///         Artifact::file("model.bin"),
///         Artifact::pyfile("helpers.py").content("def twice(x):\n    return 2 * x\n"),
///     ])
///     .await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "an artifact is uploaded by `add_artifacts`"]
pub struct Artifact {
    name: Result<String>,
    content: Content,
}

impl Artifact {
    /// A jar: its classes can be used by name in this session, for example by the SQL
    /// function `reflect('com.example.Tools', 'method', argument)`.
    /// Spark: `addArtifact`, 3.5.
    pub fn jar(path: impl AsRef<Path>) -> Self {
        Self::named("jars", path.as_ref(), &[".jar"])
    }

    /// One compiled class, `name` being its full name as Java prints it: `com.example.Udf`, `com.example.Udf$Inner`.
    /// Spark: `addArtifact`, 3.5.
    pub fn class(name: &str, path: impl AsRef<Path>) -> Self {
        let sound =
            !name.is_empty() && name.split('.').all(|part| !part.is_empty() && !part.contains(['/', '\\']));
        let name = match sound {
            true => Ok(format!("classes/{}.class", name.replace('.', "/"))),
            false => Err(invalid(format!("`{name}` is no name of a class: write it as `com.example.Udf`"))),
        };
        Self { name, content: Content::File(path.as_ref().to_owned()) }
    }

    /// Python code for functions in Python: a `.py` file or a package as `.zip`, `.egg` or `.jar`.
    /// Spark: `addArtifact(pyfile=True)`, 3.5.
    pub fn pyfile(path: impl AsRef<Path>) -> Self {
        Self::named("pyfiles", path.as_ref(), &PYTHON)
    }

    /// An archive that is unpacked for functions on the server: `.zip`, `.jar`, `.tar`, `.tar.gz` or `.tgz`.
    /// Spark: `addArtifact(archive=True)`, 3.5.
    pub fn archive(path: impl AsRef<Path>) -> Self {
        Self::named("archives", path.as_ref(), &ARCHIVES)
    }

    /// An archive that is unpacked into the folder `folder`. Spark writes this as `path#folder`.
    pub fn archive_as(path: impl AsRef<Path>, folder: &str) -> Self {
        let mut artifact = Self::archive(path);
        artifact.name = artifact.name.and_then(|name| match sound(folder) {
            true => Ok(format!("{name}#{folder}")),
            false => Err(invalid(format!("`{folder}` is no name of a folder"))),
        });
        artifact
    }

    /// Any file that functions on the server read (`SparkFiles.get(name)`). Spark: `addArtifact(file=True)`, 3.5.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self::named("files", path.as_ref(), &[""])
    }

    /// Uploads these bytes in place of the file's: its path then only gives the name.
    pub fn content(mut self, bytes: impl Into<Bytes>) -> Self {
        self.content = Content::Parts(vec![bytes.into()]);
        self
    }

    /// A file that keeps its name, below `folder`, and has one of these endings.
    fn named(folder: &str, path: &Path, endings: &[&str]) -> Self {
        let name = match path.file_name().and_then(|name| name.to_str()) {
            Some(name) if !sound(name) => Err(invalid(format!("`{name}` cannot be the name of an artifact"))),
            Some(name) if endings.iter().any(|ending| name.ends_with(ending)) => {
                Ok(format!("{folder}/{name}"))
            }
            Some(name) => Err(invalid(format!(
                "`{name}` does not end in {}, as what goes to {folder} does",
                endings.join(" or ")
            ))),
            None => Err(invalid(format!("`{}` has no file name, or one that is not UTF-8", path.display()))),
        };
        Self { name, content: Content::File(path.to_owned()) }
    }

    fn into_upload(self) -> Result<Upload> {
        Ok(Upload { name: self.name?, content: self.content })
    }
}

impl fmt::Debug for Artifact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Artifact");
        match &self.name {
            Ok(name) => out.field("name", name),
            Err(error) => out.field("error", error),
        };
        out.finish_non_exhaustive()
    }
}

impl SparkSession {
    /// Uploads files for this session: other sessions do not see them, and they go with it.
    ///
    /// Files are streamed from disk. Each piece has a checksum; what the server says arrived damaged is sent again.
    /// The same file may be added again, another one under the same name may not. Spark: `addArtifacts`, 3.5; Sail has
    /// none.
    ///
    /// # Errors
    /// - [`ErrorKind::Artifact`]: a file cannot be read, has a name that servers do not take, or arrived damaged again and
    ///   again. What else was given is not uploaded then, or was.
    /// - [`ErrorKind::Unsupported`]: the server keeps no artifacts.
    /// - The server has another file of that name (error class `ARTIFACT_ALREADY_EXISTS`), or cannot be reached.
    pub async fn add_artifacts(&self, artifacts: impl IntoIterator<Item = Artifact>) -> Result<()> {
        let uploads = artifacts.into_iter().map(Artifact::into_upload).collect::<Result<_>>()?;
        self.client().add_artifacts(uploads).await
    }

    /// Copies a file of this machine to the server's file system (its `fs.defaultFS`), such as HDFS, where all sessions
    /// can read it. `destination` is an absolute path there; a file that it names is replaced. Spark:
    /// `copyFromLocalToFs`, 3.5; Sail has none.
    ///
    /// # Errors
    /// - [`ErrorKind::Artifact`]: the file cannot be read, or `destination` is not absolute.
    /// - [`ErrorKind::Unsupported`]: the server keeps no artifacts, or does not let clients write to its local disk, for
    ///   which `spark.sql.artifact.copyFromLocalToFs.allowDestLocal` has to be `true`.
    /// - The server may not write there, or cannot be reached.
    pub async fn copy_from_local_to_fs(&self, source: impl AsRef<Path>, destination: &str) -> Result<()> {
        let up = destination.split('/').any(|part| part == "..");
        if !destination.starts_with('/') || destination.ends_with('/') || up {
            let message =
                format!("`{destination}` is no absolute path of a file: write it as `/folder/file`");
            return Err(invalid(message));
        }
        let name = format!("forward_to_fs{destination}");
        let content = Content::File(PathBuf::from(source.as_ref()));
        let copied = self.client().add_artifacts(vec![Upload { name, content }]).await;
        copied.map_err(|error| match error.kind() {
            ErrorKind::Unsupported if error.error_class().is_some() => {
                let text = format!("{error} A server that is started with {LOCAL_DISK}=true does it");
                error.reword(ErrorKind::Unsupported, text)
            }
            _ => error,
        })
    }
}

impl SparkSession {
    /// Whether the server keeps rows in chunks, for plans that name them by their hashes.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub(crate) async fn caches_chunks(&self) -> Result<bool> {
        self.client().caches_chunks().await
    }

    /// Uploads data under its hash, which it returns.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub(crate) async fn cache(&self, data: Bytes) -> Result<String> {
        self.client().cache_bytes(data).await
    }
}

/// Whether the server takes it as the name of a file: `#` would begin the name of a folder.
fn sound(name: &str) -> bool {
    !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', '#', '\0'])
}

fn invalid(message: String) -> Error {
    Error::new(ErrorKind::Artifact, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_they_are_for() {
        let names = [
            (Artifact::jar("/a/b.jar"), "jars/b.jar"),
            (
                Artifact::class("org.example.Udf$Inner", "Udf$Inner.class"),
                "classes/org/example/Udf$Inner.class",
            ),
            (Artifact::class("Udf", "Udf.class"), "classes/Udf.class"),
            (Artifact::pyfile("x/helpers.py"), "pyfiles/helpers.py"),
            (Artifact::pyfile("package.egg"), "pyfiles/package.egg"),
            (Artifact::archive("a.tar.gz"), "archives/a.tar.gz"),
            (Artifact::archive_as("a.zip", "env"), "archives/a.zip#env"),
            (Artifact::file("weird name.bin"), "files/weird name.bin"),
        ];
        for (artifact, name) in names {
            assert_eq!(artifact.name.unwrap(), name);
        }
    }

    #[test]
    fn names_that_servers_do_not_take() {
        let mistakes = [
            (Artifact::jar("b.zip"), "`b.zip` does not end in .jar, as what goes to jars does"),
            (Artifact::jar(".."), "`..` has no file name, or one that is not UTF-8"),
            (Artifact::file("a#b"), "`a#b` cannot be the name of an artifact"),
            (
                Artifact::class("org/example/Udf", "x"),
                "`org/example/Udf` is no name of a class: write it as `com.example.Udf`",
            ),
            (Artifact::class("a..b", "x"), "`a..b` is no name of a class: write it as `com.example.Udf`"),
            (Artifact::archive_as("a.zip", "../x"), "`../x` is no name of a folder"),
            (
                Artifact::archive("a.rar"),
                "`a.rar` does not end in .zip or .jar or .tar.gz or .tgz or .tar, as what goes to archives does",
            ),
        ];
        for (artifact, message) in mistakes {
            let error = artifact.name.unwrap_err();
            assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Artifact, message));
        }
    }
}
