#[derive(SparkRow)]
#[spark(from(Order), from(archive::S))]
pub struct Slim {
    pub id: i64,
    #[spark(rename = "deliver to")]
    pub ship_to: Address,
    r#type: Option<String>,
}
