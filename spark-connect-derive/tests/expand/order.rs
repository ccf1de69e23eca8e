/// An order of a customer.
#[derive(SparkRow)]
pub struct Order {
    /// Its number.
    pub id: i64,
    #[spark(rename = "cust")]
    pub customer_id: i64,
    pub note: Option<String>,
    pub ship_to: Address,
    #[spark(decimal(15, 2))]
    price: Decimal,
}
