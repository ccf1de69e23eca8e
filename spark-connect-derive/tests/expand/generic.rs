#[derive(SparkRow)]
pub struct Page<T, U = i64> {
    pub number: i64,
    pub content: Vec<T>,
    rest: Option<U>,
}
