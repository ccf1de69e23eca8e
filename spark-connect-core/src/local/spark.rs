//! The command line of a Spark Connect server.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{
    Command, Launch,
    abort::Abort,
    failure,
    find::{self, SparkHome},
    install,
};
use crate::error::Result;

/// The release that is installed unless another is asked for.
pub(super) const VERSION: &str = "4.3.0";

const SERVER: &str = "org.apache.spark.sql.connect.service.SparkConnectServer";

/// The JDK packages that Spark and its libraries look into, as Spark's own launcher opens them.
const OPENED: [&str; 15] = [
    "java.base/java.io",
    "java.base/java.lang",
    "java.base/java.lang.invoke",
    "java.base/java.lang.reflect",
    "java.base/java.net",
    "java.base/java.nio",
    "java.base/java.util",
    "java.base/java.util.concurrent",
    "java.base/java.util.concurrent.atomic",
    "java.base/jdk.internal.ref",
    "java.base/sun.nio.ch",
    "java.base/sun.nio.cs",
    "java.base/sun.security.action",
    "java.base/sun.util.calendar",
    "java.security.jgss/sun.security.krb5",
];

/// Only warnings, and the one line that names the port.
const LOG4J: &str = "\
rootLogger.level = warn
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %d{HH:mm:ss.SSS} %p %c{1}: %m%n%ex
logger.server.name = org.apache.spark.sql.connect.service.SparkConnectServer
logger.server.level = info
";

/// An installation and the Java to run it with.
pub(super) struct Spark {
    pub(super) home: PathBuf,
    pub(super) version: String,
    pub(super) java: PathBuf,
    /// The virtual environment that it was installed into for this; `None` if it is the user's own.
    pub(super) environment: Option<PathBuf>,
}

/// The installation of this release in the cache folder, or freshly installed.
///
/// Second is the virtual environment that it lies in.
pub(super) fn installed(version: &str, abort: &Abort) -> Result<(SparkHome, Option<PathBuf>)> {
    let package = install::Package {
        name: "pyspark",
        version,
        title: "Apache Spark",
        size: "about 450 MB",
        besides: &[],
        contains: home,
    };
    let home = install::ensure(&package, "or set SPARK_HOME to a Spark 4 installation", abort)?;
    // ENVIRONMENT/lib/python3.x/site-packages/pyspark
    let environment = home.ancestors().nth(4).map(Path::to_owned);
    Ok((find::spark_at(&home)?, environment))
}

fn home(environment: &Path) -> Option<PathBuf> {
    let home = install::site_packages(environment)?.join("pyspark");
    find::spark_at(&home).is_ok().then_some(home)
}

/// Whether this is one of Spark's masters with threads of one process: `local`, `local[*]`, `local[4]`, `local[4,2]`.
pub(super) fn is_local_master(master: &str) -> bool {
    let count = |text: &str| text.parse::<u32>().is_ok_and(|count| count > 0);
    let Some(threads) = master.strip_prefix("local[").and_then(|rest| rest.strip_suffix(']')) else {
        return master == "local";
    };
    match threads.split_once(',') {
        Some((threads, failures)) => (threads == "*" || count(threads)) && count(failures.trim()),
        None => threads == "*" || count(threads),
    }
}

/// How to start the server, with its files (configuration, log, temporary data) in `directory`.
///
/// `archiving` are the options of the Java machine about its class archive.
pub(super) fn launch(
    spark: &Spark,
    confs: &BTreeMap<String, String>,
    directory: &Path,
    archiving: Option<OsString>,
) -> Result<Launch> {
    let temporary = directory.join("tmp");
    let logging = directory.join("log4j2.properties");
    let properties = directory.join("spark.properties");
    let token = uuid::Uuid::new_v4().simple().to_string();

    fs::create_dir(&temporary).map_err(|error| unwritable(&temporary).with_source(error))?;
    fs::write(&logging, LOG4J).map_err(|error| unwritable(&logging).with_source(error))?;
    // In a file rather than on the command line, where every user of the machine could read the token.
    fs::File::create(&properties)
        .and_then(|mut file| file.write_all(properties_of(confs, directory, &token).as_bytes()))
        .map_err(|error| unwritable(&properties).with_source(error))?;

    let memory = confs.get("spark.driver.memory").map_or("1g", String::as_str);
    let options = confs.get("spark.driver.extraJavaOptions").map_or("", String::as_str);
    let command = Command::new(&spark.java)
        .arg(format!("-Xmx{memory}"))
        // No file outside of the server's own folder.
        .arg("-XX:-UsePerfData")
        .arg(property("java.io.tmpdir", &temporary))
        .arg(property("log4j2.configurationFile", &logging))
        .args(["-Djdk.reflect.useDirectMethodHandle=false", "-Dio.netty.tryReflectionSetAccessible=true"])
        .arg("-Dio.netty.allocator.type=pooled")
        .args(OPENED.map(|package| format!("--add-opens={package}=ALL-UNNAMED")))
        .args(archiving)
        .args(options.split_whitespace())
        .arg("-cp")
        .arg(class_path(&spark.home))
        .arg("org.apache.spark.deploy.SparkSubmit")
        .args(["--load-spark-defaults", "--properties-file"])
        .arg(&properties)
        .args(["--class", SERVER, "spark-internal"])
        .env("SPARK_HOME", &spark.home)
        .env("SPARK_LOCAL_IP", "127.0.0.1")
        // These would override, or contradict, what the server is told.
        .env_remove("SPARK_REMOTE")
        .env_remove("SPARK_CONNECT_MODE_ENABLED")
        .env_remove("SPARK_LOCAL_REMOTE")
        .env_remove("SPARK_LOCAL_DIRS")
        .env_remove("SPARK_CONNECT_AUTHENTICATE_TOKEN");
    Ok(Launch {
        command,
        announces: "Spark Connect server started at: ",
        patience: Duration::from_secs(180),
        token: Some(token),
    })
}

fn unwritable(path: &Path) -> crate::error::Error {
    failure(format!("cannot write {}", path.display()))
}

fn property(name: &str, path: &Path) -> OsString {
    let mut option = OsString::from(format!("-D{name}="));
    option.push(path);
    option
}

/// The jars, preceded by the folder with the installation's configuration.
fn class_path(home: &Path) -> OsString {
    let configuration = find::variable("SPARK_CONF_DIR").unwrap_or_else(|| home.join("conf"));
    let mut path = configuration.into_os_string();
    path.push(":");
    path.push(home.join("jars").join("*"));
    path
}

/// The configuration, in the format of Java's property files.
fn properties_of(confs: &BTreeMap<String, String>, directory: &Path, token: &str) -> String {
    let in_directory = |name: &str| directory.join(name).to_string_lossy().into_owned();
    let defaults = [
        ("spark.master", "local[*]".to_owned()),
        ("spark.app.name", "spark-connect-rust".to_owned()),
        ("spark.ui.enabled", "false".to_owned()),
        // Like `spark.sql.warehouse.dir` in the server's own folder: nothing is left in the program's working directory.
        ("spark.sql.catalogImplementation", "in-memory".to_owned()),
        ("spark.sql.warehouse.dir", in_directory("warehouse")),
        ("spark.local.dir", in_directory("tmp")),
    ];
    // What a client's way in depends on is not open to change.
    let fixed = [
        ("spark.driver.host", "127.0.0.1"),
        ("spark.driver.bindAddress", "127.0.0.1"),
        ("spark.connect.grpc.binding.address", "127.0.0.1"),
        ("spark.connect.grpc.binding.port", "0"),
        ("spark.connect.authenticate.token", token),
    ];
    let mut all: BTreeMap<&str, &str> = defaults.iter().map(|(key, value)| (*key, value.as_str())).collect();
    all.extend(confs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    all.extend(fixed);

    let mut text = String::new();
    for (key, value) in all {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}={}", escaped(key), escaped(value));
    }
    text
}

/// `text` as a property file needs it: no line ends, and nothing that ends a key.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(plain) if plain.is_ascii_alphanumeric() || b"-_./*[],;@+".contains(&plain) => {
                out.push(char::from(plain));
            }
            // The format knows any UTF-16 unit by its number.
            _ => {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_masters() {
        for good in ["local", "local[1]", "local[16]", "local[*]", "local[*,4]", "local[2, 3]"] {
            assert!(is_local_master(good), "{good}");
        }
        for bad in [
            "",
            "local[]",
            "local[0]",
            "local[x]",
            "local[-1]",
            "local[4",
            "local[4,]",
            "local-cluster[1,1,1024]",
            "localhost",
        ] {
            assert!(!is_local_master(bad), "{bad}");
        }
    }

    #[test]
    fn a_conf_replaces_a_default_but_not_the_way_in() {
        let confs = BTreeMap::from([
            ("spark.master".to_owned(), "local[2]".to_owned()),
            ("spark.connect.grpc.binding.port".to_owned(), "15002".to_owned()),
        ]);
        let text = properties_of(&confs, Path::new("/d"), "secret");
        assert!(text.contains("spark.master=local[2]\n"), "{text}");
        assert!(text.contains("spark.connect.grpc.binding.port=0\n"), "{text}");
        assert!(text.contains("spark.connect.authenticate.token=secret\n"), "{text}");
        assert!(text.contains("spark.sql.warehouse.dir=/d/warehouse\n"), "{text}");
    }

    #[test]
    fn values_survive_the_property_file() {
        assert_eq!(escaped("a=b: c\\d\n"), r"a\u003db\u003a\u0020c\u005cd\u000a");
        assert_eq!(escaped("ü😀"), r"\u00fc\ud83d\ude00");
        assert_eq!(escaped("spark.sql.shuffle.partitions"), "spark.sql.shuffle.partitions");
    }
}
