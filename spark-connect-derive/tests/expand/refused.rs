#[derive(SparkRow)]
#[spark(from(Book))]
struct Page<'a, T: Copy = i64, const N: usize = 4>
where
    T: Send,
{
    title: &'a str,
    items: [T; N],
}
