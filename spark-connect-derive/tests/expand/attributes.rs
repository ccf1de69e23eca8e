#[derive(SparkRow)]
#[spark(strict)]
pub struct Item {
    /// The number
    /// on its "box".
    ///
    /// Unique.
    #[spark(metadata(unit = "piece", digits = 2))]
    pub id: i64,
    #[spark(default)]
    pub stock: i32,
    #[spark(default = "none".to_owned(), comment = "free text")]
    pub note: String,
    #[spark(with = crate::money)]
    pub price: Money,
    #[spark(flatten)]
    pub size: Size,
    #[spark(skip)]
    pub cached: Option<String>,
    pub last: bool,
}
