//! The shop that the chapters of the guide are about.

pub use spark_connect_core::prelude::*;

/// What somebody ordered.
#[derive(SparkRow, Clone, Debug, PartialEq)]
pub struct Order {
    /// Primary key.
    pub id: i64,
    /// The [`Customer`].
    pub customer_id: i64,
    /// `open` or `paid`.
    pub status: String,
    /// What it costs.
    pub amount: f64,
    /// Free text.
    pub note: Option<String>,
    /// Any number of words.
    pub tags: Vec<String>,
    /// Where it goes.
    pub ship_to: Address,
}

/// Where somebody lives.
#[derive(SparkRow, Clone, Debug, PartialEq)]
pub struct Address {
    /// Name of the city.
    pub city: String,
    /// Postal code.
    pub zip: Option<String>,
}

/// Who ordered.
#[derive(SparkRow, Clone, Debug, PartialEq)]
pub struct Customer {
    /// Primary key.
    pub id: i64,
    /// First name.
    pub name: String,
}

/// The shop's tables.
#[derive(Clone, Debug)]
pub struct Shop {
    /// A session on a server that ends with the program.
    pub spark: SparkSession,
    /// Four orders: two of Ada's, one of Grace's, one of a customer who is not known.
    pub orders: Dataset<Order>,
    /// Ada, Grace, and Linus, who ordered nothing.
    pub customers: Dataset<Customer>,
}

/// A shop with a few orders and customers.
///
/// # Errors
/// The server does not start.
pub async fn shop() -> Result<Shop> {
    let spark = SparkSession::builder().remote("sail").connect().await?;
    let order =
        |id, customer_id, status: &str, amount, note: Option<&str>, tags: &[&str], city: &str| Order {
            id,
            customer_id,
            status: status.into(),
            amount,
            note: note.map(Into::into),
            tags: tags.iter().map(|&tag| tag.into()).collect(),
            ship_to: Address { city: city.into(), zip: None },
        };
    let orders = spark.create_dataset(&[
        order(1, 1, "paid", 120.0, Some("urgent"), &["new", "gift"], "London"),
        order(2, 1, "open", 30.0, None, &[], "London"),
        order(3, 2, "paid", 250.0, None, &["gift"], "Arlington"),
        order(4, 9, "open", 75.0, Some("call first"), &["new"], "Oslo"),
    ]);
    let customer = |id, name: &str| Customer { id, name: name.into() };
    let customers = spark.create_dataset(&[customer(1, "Ada"), customer(2, "Grace"), customer(3, "Linus")]);
    Ok(Shop { spark, orders, customers })
}
