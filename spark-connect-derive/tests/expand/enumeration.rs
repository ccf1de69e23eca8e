#[derive(SparkEnum)]
#[spark(rename_all = "snake_case")]
pub enum Status {
    Open,
    InTransit,
    #[spark(other)]
    Other(String),
}
