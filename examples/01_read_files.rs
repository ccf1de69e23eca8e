//! Reading files: CSV with options and a schema, JSON, Parquet and text; what happens when a file is not what the
//! row type says.

use std::{error::Error, fs};

use spark_connect_core::prelude::*;

/// A weather station. Its schema is also what the CSV file is read with.
#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Station {
    id: i64,
    name: String,
    /// In metres; nothing in the file if it is unknown.
    height: Option<i32>,
}

/// What a station measured at some hour of a day.
#[derive(Debug, PartialEq, SparkRow)]
struct Reading {
    station: i64,
    sensor: Sensor,
    celsius: Vec<f64>,
}

#[derive(Debug, PartialEq, SparkRow)]
struct Sensor {
    model: String,
    serial: Option<String>,
}

/// A row type that does not fit the stations.
#[derive(Debug, SparkRow)]
struct Wrong {
    #[allow(dead_code)]
    id: String,
    #[allow(dead_code)]
    elevation: Option<i32>,
}

const STATIONS: &str = r#"id;name;height
# The heights are above sea level.
1;Zugspitze;2962
2;Sylt;
3;"Halle; Saale";93
"#;
const READINGS: &str = r#"{"station": 1, "sensor": {"model": "T1", "serial": "a-17"}, "celsius": [-3.5, -1.0]}
{"station": 2, "sensor": {"model": "T2"}, "celsius": []}
"#;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let spark = SparkSession::builder().app_name("read_files").connect().await?;
    // Paths are the server's: this folder is one that a server on this machine can read.
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("stations.csv"), STATIONS)?;
    fs::write(path("readings.json"), READINGS)?;

    // CSV has no types. With a schema, the file is read just once. Options that have no method are given by name.
    let csv = spark.read().header().separator(";").comment("#");
    let stations: Dataset<Station> =
        csv.clone().schema(Station::schema()).csv(path("stations.csv")).dataset();
    let rows = stations.order_by(|s| s.id).collect().await?;
    println!("{rows:#?}");
    assert_eq!(rows.get(2).map(|s| s.name.as_str()), Some("Halle; Saale"));
    assert_eq!(stations.filter(|s| s.height.is_null()).count().await?, 1);

    // Or the server finds the types out, by reading the file once more.
    csv.infer_schema().csv(path("stations.csv")).print_schema().await?;

    // JSON has an object per line. What a line does not have is NULL. A schema can also be written as DDL.
    let ddl = "station BIGINT, sensor STRUCT<model: STRING, serial: STRING>, celsius ARRAY<DOUBLE>";
    let readings: Dataset<Reading> = spark.read().schema(ddl).json(path("readings.json")).dataset();
    let unnumbered = readings.filter(|r| r.sensor.serial.is_null()).select(|r| (r.station, r.sensor.model));
    assert_eq!(unnumbered.collect().await?, [(2, "T2".to_owned())]);

    // Parquet has a schema of its own. A path may be a folder, as what Spark writes is one.
    stations.write().parquet(path("stations.parquet")).await?;
    let parquet = spark.read().parquet(path("stations.parquet"));
    assert_eq!(parquet.dataset::<Station>().order_by(|s| s.id).collect().await?, rows);

    // A text file is a dataset of lines.
    let lines: Dataset<String> = spark.read().text(path("stations.csv")).dataset();
    assert_eq!(lines.filter(|line| line.starts_with("id")).collect().await?, ["id;name;height"]);

    // The first action compares the columns with the row type, and tells every difference at once.
    match parquet.dataset::<Wrong>().collect().await {
        Err(error) if error.kind() == ErrorKind::Schema => println!("{error}"),
        other => return Err(format!("expected an error of the schema, not {other:?}").into()),
    }
    spark.stop().await?;
    Ok(())
}
