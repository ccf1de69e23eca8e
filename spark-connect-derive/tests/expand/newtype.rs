#[derive(SparkRow)]
#[spark(transparent)]
pub struct OrderId(i64);
