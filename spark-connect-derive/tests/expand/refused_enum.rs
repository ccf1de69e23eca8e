#[derive(SparkEnum)]
pub enum Status<T> {
    Open,
    Paid(T),
}
