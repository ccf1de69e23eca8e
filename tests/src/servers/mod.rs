//! The servers that the tests run against: the newest Spark, the oldest supported one, and Sail.
//!
//! A server is installed if need be (into the cache folder of `spark_connect_core::local`), and started when the first
//! test of a binary asks for it; all tests of the binary share it. It ends with the binary.

use spark_connect_core::{
    error::Error,
    local::{LocalServer, LocalServerBuilder},
    session::SparkSession,
};
use tokio::sync::OnceCell;

use crate::catalog;

/// A kind of server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The newest Spark.
    Spark43,
    /// The oldest Spark that is supported.
    Spark40,
    /// Sail.
    Sail,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Spark43, Self::Spark40, Self::Sail];

    /// Its name and version.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spark43 => "Spark 4.3.0",
            Self::Spark40 => "Spark 4.0.5",
            Self::Sail => "Sail 0.7.2",
        }
    }

    /// The version of Spark that it says it is.
    pub fn spark_version(self) -> &'static str {
        match self {
            Self::Spark43 => "4.3.0",
            Self::Spark40 => "4.0.5",
            Self::Sail => "4.2.0",
        }
    }

    /// Whether it is Apache Spark.
    pub fn is_spark(self) -> bool {
        self != Self::Sail
    }

    /// For a server of a test's own, with its own configuration.
    pub fn builder(self) -> LocalServerBuilder {
        match self {
            Self::Spark43 => spark("4.3.0"),
            Self::Spark40 => spark("4.0.5"),
            Self::Sail => LocalServer::sail().version("0.7.2"),
        }
    }

    /// The server that all tests of this binary share. The newest Spark has the catalog of the tests ([`crate::catalog`]).
    ///
    /// # Panics
    /// If it does not start.
    pub async fn server(self) -> &'static TestServer {
        static SERVERS: [OnceCell<Result<TestServer, Error>>; 3] = [const { OnceCell::const_new() }; 3];
        // The outcome is kept, also a bad one: it would be no better, and take as long, for the next test.
        let start = async || {
            let builder = match self {
                Self::Spark43 => self
                    .builder()
                    .conf("spark.jars", catalog::jar().await.display().to_string())
                    .conf(format!("spark.sql.catalog.{}", catalog::NAME), catalog::CLASS),
                Self::Spark40 | Self::Sail => self.builder(),
            };
            Ok(TestServer { kind: self, local: builder.start().await? })
        };
        match SERVERS[self as usize].get_or_init(start).await {
            Ok(server) => server,
            Err(error) => panic!("{} did not start: {error}", self.name()),
        }
    }
}

/// Tests are many small queries: a quick start counts, not the throughput of compiled code. Derby, which Spark brings
/// along, logs to where the server logs instead of a file in the working folder. With one compiler alone, Java keeps only
/// 48 MB for what it compiles, which the parity test fills.
fn spark(version: &str) -> LocalServerBuilder {
    const OPTIONS: &str = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:+UseSerialGC -Xss4m \
                           -Dderby.stream.error.field=java.lang.System.err";
    LocalServer::spark()
        .version(version)
        .conf("spark.master", "local[2]")
        .conf("spark.driver.memory", "1g")
        .conf("spark.driver.extraJavaOptions", OPTIONS)
        .conf("spark.sql.shuffle.partitions", "2")
}

/// A running server.
#[derive(Debug)]
pub struct TestServer {
    kind: Kind,
    local: LocalServer,
}

impl TestServer {
    /// What it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its address, with the token.
    pub fn connection_string(&self) -> &str {
        self.local.connection_string()
    }

    /// A new session with it.
    ///
    /// # Panics
    /// If the server does not answer.
    pub async fn session(&self) -> SparkSession {
        let builder = SparkSession::builder().remote(self.connection_string());
        let configs = self.local.session_configs().iter();
        match configs.fold(builder, |builder, (key, value)| builder.config(key, value)).connect().await {
            Ok(session) => session,
            Err(error) => panic!("{} makes no session: {error}", self.kind.name()),
        }
    }
}

/// The newest Spark.
pub async fn spark43() -> &'static TestServer {
    Kind::Spark43.server().await
}

/// The oldest supported Spark.
pub async fn spark40() -> &'static TestServer {
    Kind::Spark40.server().await
}

/// Sail.
pub async fn sail() -> &'static TestServer {
    Kind::Sail.server().await
}

/// Makes tests of one body: one for each server, with the server's name in the test's.
///
/// The body may return a `Result`; the test then fails with its error.
#[macro_export]
macro_rules! on_every_server {
    ($($(#[$meta:meta])* async fn $name:ident($server:ident) $(-> $output:ty)? $body:block)+) => { $(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn body($server: &'static $crate::servers::TestServer) $(-> $output)? $body

            #[tokio::test]
            async fn spark43() $(-> $output)? {
                body($crate::servers::spark43().await).await
            }

            #[tokio::test]
            async fn spark40() $(-> $output)? {
                body($crate::servers::spark40().await).await
            }

            #[tokio::test]
            async fn sail() $(-> $output)? {
                body($crate::servers::sail().await).await
            }
        }
    )+ };
}
