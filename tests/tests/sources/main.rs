//! Readers and writers on real servers: what options do, other databases, tables of both versions.

mod connectors;
mod databases;
mod files;
mod memory;
mod options;
mod python;
mod tables;
mod texts;

use std::{fs, path::Path};

use arrow_array::cast::AsArray;
use spark_connect_core::{
    dataframe::DataFrame,
    error::Result,
    functions::{r#struct, to_json},
};

/// The rows as JSON objects (without the columns that are NULL), sorted.
async fn rows(frame: &DataFrame) -> Result<Vec<String>> {
    let batches = frame.select(to_json(r#struct("*"))).collect_batches().await?;
    let texts = batches.iter().flat_map(|batch| batch.column(0).as_string::<i32>().iter());
    let mut rows: Vec<_> = texts.map(|text| text.unwrap_or("null").to_owned()).collect();
    rows.sort();
    Ok(rows)
}

/// The bytes of all files of data in a folder that was written, without the folders in it.
fn written(folder: impl AsRef<Path>) -> Vec<u8> {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let is_data = |path: &std::path::PathBuf| {
        path.is_file() && !path.file_name().expect("a name").to_string_lossy().starts_with(['.', '_'])
    };
    let mut data: Vec<_> = files.filter(is_data).collect();
    data.sort();
    data.iter().flat_map(|path| fs::read(path).expect("a file")).collect()
}

/// Makes two tests of one body: one for each version of Spark.
macro_rules! on_every_spark {
    ($($(#[$meta:meta])* async fn $name:ident($server:ident) $body:block)+) => { $(
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn body($server: &'static spark_connect_tests::servers::TestServer) -> Result<()> $body

            #[tokio::test]
            async fn spark43() -> Result<()> {
                body(spark_connect_tests::servers::spark43().await).await
            }

            #[tokio::test]
            async fn spark40() -> Result<()> {
                body(spark_connect_tests::servers::spark40().await).await
            }
        }
    )+ };
}
use on_every_spark;
