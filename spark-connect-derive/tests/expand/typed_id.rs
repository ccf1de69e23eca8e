#[derive(SparkRow)]
#[spark(transparent)]
pub struct Id<T, V = i64> {
    value: V,
    of: PhantomData<T>,
}
