#[automatically_derived]
impl<T, V> ::spark_connect_core::__private::StoredAs for Id<T, V>
where
    T: 'static,
    V: 'static,
    V: ::spark_connect_core::__private::SparkType<
            Base = V,
            Null = ::spark_connect_core::__private::NotNull,
        > + ::core::clone::Clone,
{
    const NAME: &'static ::core::primitive::str = "Id";
    type Stored = V;
    fn to_stored(
        &self,
    ) -> ::core::result::Result<V, ::spark_connect_core::__private::BoxError> {
        ::core::result::Result::Ok(::core::clone::Clone::clone(&self.value))
    }
    fn from_stored(
        stored: V,
    ) -> ::core::result::Result<Self, ::spark_connect_core::__private::BoxError> {
        ::core::result::Result::Ok(Self {
            value: stored,
            of: ::core::marker::PhantomData,
        })
    }
    fn append_stored(
        &self,
        column: &mut <V as ::spark_connect_core::__private::Encode>::Column,
    ) -> ::core::result::Result<(), ::spark_connect_core::__private::BoxError> {
        <V as ::spark_connect_core::__private::Encode>::append(column, &self.value);
        ::core::result::Result::Ok(())
    }
}
::spark_connect_core::__private::stored_as!(
    @ impl [T, V] Id < T, V > [T : 'static, V : 'static, V :
    ::spark_connect_core::__private::SparkType < Base = V, Null =
    ::spark_connect_core::__private::NotNull > + ::core::clone::Clone,]
);
