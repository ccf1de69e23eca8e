#[derive(SparkRow)]
#[spark(from(Order))]
pub struct OrderRef<'a> {
    pub id: i64,
    #[spark(rename = "its note")]
    pub note: Option<&'a str>,
    ship_to: AddressRef<'a>,
}
