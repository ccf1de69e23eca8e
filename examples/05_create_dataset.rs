//! From structs to a dataset and back: nested rows, options, lists, maps, decimals, dates and times, through Parquet.

use std::{collections::BTreeMap, error::Error};

use jiff::{
    Timestamp,
    civil::{Date, DateTime, date},
};
use spark_connect_core::prelude::*;

/// Columns have the names of the fields, here in camel case. An `Option` is a column that may be NULL.
#[derive(Debug, Clone, PartialEq, SparkRow)]
#[spark(rename_all = "camelCase")]
struct Parcel {
    parcel_id: i64,
    /// Any name is a column name.
    #[spark(rename = "to whom")]
    recipient: Recipient,
    return_to: Option<Recipient>,
    items: Vec<Item>,
    labels: BTreeMap<String, Option<String>>,
    /// DATE.
    sent: Date,
    /// TIMESTAMP: an instant.
    scanned_at: Option<Timestamp>,
    /// TIMESTAMP_NTZ: what a clock showed.
    local_time: DateTime,
    /// BINARY.
    barcode: Vec<u8>,
    route: String,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Recipient {
    name: String,
    city: String,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Item {
    product: String,
    #[spark(decimal(8, 2))]
    price: Decimal,
    kilograms: Option<f32>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let spark = SparkSession::builder().app_name("create_dataset").connect().await?;
    let parcels = parcels()?;

    let dataset = spark.create_dataset(&parcels);
    dataset.print_schema().await?;

    // To Parquet, a folder for each route. Without a mode, a folder that exists is an error.
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("parcels").display().to_string();
    dataset.write().mode(SaveMode::Overwrite).partition_by(["route"]).parquet(&path).await?;

    // Back again: columns are found by name, and every value is as it was.
    let read: Dataset<Parcel> = spark.read().parquet(&path).dataset();
    assert_eq!(read.order_by(|p| p.parcel_id).collect().await?, parcels);

    // The fields of nested rows are columns too; those of one that may be missing may be NULL.
    let far = read
        .filter(|p| p.recipient.city.ne(p.return_to.city.unwrap_or("Porto")) & p.items.array_size().gt(0))
        .select(|p| (p.parcel_id, p.recipient.name.upper(), p.return_to.name, p.items));
    for (parcel, name, back, items) in far.collect().await? {
        let worth = items.iter().map(|item| item.price.to_f64()).sum::<f64>();
        println!("Parcel {parcel} to {name}, back to {back:?}: {} items, worth {worth:.2}", items.len());
        assert_eq!(name, "AÏSHA");
    }

    // A dataset of tuples or of single values needs no struct.
    let pairs = spark.create_dataset(&[(1_i64, "one".to_owned()), (2, "two".to_owned())]);
    let words = pairs.filter(|(number, _)| number.gt(1)).select(|(_, word)| word);
    assert_eq!(words.collect().await?, ["two"]);

    // A value that its column cannot hold is an error, not another value.
    let item = Item { product: "diamond".to_owned(), price: "123456789.00".parse()?, kilograms: None };
    match spark.create_dataset(&[item]).count().await {
        Err(error) => println!("{error}"),
        Ok(_) => return Err("a price of 11 digits in DECIMAL(8, 2)".into()),
    }
    spark.stop().await?;
    Ok(())
}

fn parcels() -> Result<Vec<Parcel>, Box<dyn Error>> {
    let recipient = |name: &str, city: &str| Recipient { name: name.to_owned(), city: city.to_owned() };
    let first = Parcel {
        parcel_id: 1,
        recipient: recipient("Aïsha", "Zürich"),
        return_to: Some(recipient("Rui", "Porto")),
        items: vec![
            Item { product: "cork".to_owned(), price: "12.50".parse()?, kilograms: Some(0.25) },
            Item { product: "tile".to_owned(), price: "7.00".parse()?, kilograms: None },
        ],
        labels: BTreeMap::from([("way up".to_owned(), None), ("room".to_owned(), Some("2b".to_owned()))]),
        sent: date(2024, 2, 29),
        scanned_at: Some("2024-02-29T23:30:00.123456Z".parse()?),
        local_time: date(2024, 3, 1).at(0, 30, 0, 123_456_000),
        barcode: vec![0, 255, 16],
        route: "alps".to_owned(),
    };
    let second = Parcel {
        parcel_id: 2,
        return_to: None,
        items: Vec::new(),
        labels: BTreeMap::new(),
        sent: date(1969, 7, 20),
        scanned_at: None,
        barcode: Vec::new(),
        route: "coast".to_owned(),
        ..first.clone()
    };
    Ok(vec![first, second])
}
