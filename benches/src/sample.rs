//! The rows of the benches.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use spark_connect_core::{arrow::decode::Texts, prelude::*};

/// A row type of which any number of rows can be made.
pub trait Sample: SparkRow + Serialize + DeserializeOwned + 'static {
    /// The row of this number.
    fn row(number: i64) -> Self;

    /// A number that depends on every field.
    fn digest(&self) -> u64;
}

/// A flat row: what most results are like.
#[derive(Debug, Clone, SparkRow, Serialize, Deserialize)]
pub struct Mixed {
    /// From 0.
    pub id: i64,
    /// A hundredth of `id`.
    pub price: f64,
    /// 10,000 different ones.
    pub name: String,
    /// Less than 1,000.
    pub quantity: i64,
    /// In every fourth row.
    pub discount: Option<i64>,
    /// One a second.
    #[serde(with = "jiff::fmt::serde::timestamp::microsecond::required")]
    pub at: Timestamp,
}

/// [`Mixed`] as the rows of a query of Spark.
pub fn mixed_sql(rows: usize) -> String {
    format!(
        "SELECT id, id / 100D AS price, concat('customer ', id % 10000) AS name, id % 1000 AS quantity, \
         if(id % 4 = 0, id, NULL) AS discount, timestamp_seconds(1700000000 + id) AS at FROM range(0, {rows}, 1, 2)"
    )
}

impl Sample for Mixed {
    fn row(number: i64) -> Self {
        Self {
            id: number,
            price: number as f64 / 100.0,
            name: format!("customer {}", number % 10_000),
            quantity: number % 1_000,
            discount: (number % 4 == 0).then_some(number),
            at: Timestamp::from_second(1_700_000_000 + number).expect("a time of this century"),
        }
    }

    fn digest(&self) -> u64 {
        digest(self.id, self.price, &self.name, self.quantity, self.discount, self.at.as_second())
    }
}

/// A view of [`Mixed`] with all of its columns.
#[derive(Debug, SparkRow, Deserialize)]
#[spark(from(Mixed))]
pub struct MixedRef<'a> {
    /// As in [`Mixed`].
    pub id: i64,
    /// As in [`Mixed`].
    pub price: f64,
    /// As in [`Mixed`].
    pub name: &'a str,
    /// As in [`Mixed`].
    pub quantity: i64,
    /// As in [`Mixed`].
    pub discount: Option<i64>,
    /// As in [`Mixed`].
    #[serde(with = "jiff::fmt::serde::timestamp::microsecond::required")]
    pub at: Timestamp,
}

impl MixedRef<'_> {
    /// That of the row.
    pub fn digest(&self) -> u64 {
        digest(self.id, self.price, self.name, self.quantity, self.discount, self.at.as_second())
    }
}

/// A number that depends on every field of a [`Mixed`].
pub fn digest(id: i64, price: f64, name: &str, quantity: i64, discount: Option<i64>, seconds: i64) -> u64 {
    (id + price as i64 + name.len() as i64 + quantity + discount.unwrap_or_default() + seconds) as u64
}

/// A row with a list, a map and a struct.
#[derive(Debug, Clone, SparkRow, Serialize, Deserialize)]
pub struct Nested {
    /// From 0.
    pub id: i64,
    /// None to four.
    pub tags: Vec<String>,
    /// One or two.
    pub scores: HashMap<String, i64>,
    /// One of 100 cities.
    pub ship_to: Address,
}

/// Where something goes.
#[derive(Debug, Clone, SparkRow, Serialize, Deserialize)]
pub struct Address {
    /// Its name.
    pub city: String,
    /// In every fourth row.
    pub zip: Option<i32>,
}

impl Sample for Nested {
    fn row(number: i64) -> Self {
        let scores = (0..1 + number % 2).map(|score| (format!("score {score}"), number + score));
        Self {
            id: number,
            tags: (0..number % 5).map(|tag| format!("tag {tag}")).collect(),
            scores: scores.collect(),
            ship_to: Address {
                city: format!("city {}", number % 100),
                zip: (number % 4 == 0).then_some((number % 100_000) as i32),
            },
        }
    }

    fn digest(&self) -> u64 {
        let tags: usize = self.tags.iter().map(String::len).sum();
        let scores: i64 = self.scores.iter().map(|(name, score)| name.len() as i64 + score).sum();
        let zip = i64::from(self.ship_to.zip.unwrap_or_default());
        (self.id + tags as i64 + scores + self.ship_to.city.len() as i64 + zip) as u64
    }
}

/// A view of a part of [`Nested`].
#[derive(SparkRow)]
#[spark(from(Nested))]
pub struct NestedRef<'a> {
    /// As in [`Nested`].
    pub id: i64,
    /// As in [`Nested`].
    pub tags: Texts<'a>,
}

impl NestedRef<'_> {
    /// A number that depends on both fields.
    pub fn digest(&self) -> u64 {
        Self::digest_of(self.id, self.tags.clone().map(str::len).sum())
    }

    /// The same of an id and the length of all tags.
    pub fn digest_of(id: i64, tags: usize) -> u64 {
        (id + tags as i64 + 1) as u64
    }
}

/// What [`NestedRef`] has, as serde reads it.
#[derive(Debug, Deserialize)]
pub struct NestedTexts<'a> {
    /// As in [`Nested`].
    pub id: i64,
    /// As in [`Nested`].
    #[serde(borrow)]
    pub tags: Vec<&'a str>,
}

impl NestedTexts<'_> {
    /// That of the view.
    pub fn digest(&self) -> u64 {
        NestedRef::digest_of(self.id, self.tags.iter().map(|tag| tag.len()).sum())
    }
}

/// The sum of what [`Sample::digest`] says of rows.
pub fn digests<T: Sample>(rows: &[T]) -> u64 {
    rows.iter().map(T::digest).fold(0, u64::wrapping_add)
}
