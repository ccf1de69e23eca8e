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
    fn encode_stored<'__a>(
        values: impl ::spark_connect_core::__private::Values<'__a, Self>,
        data_type: &::spark_connect_core::__private::DataType,
    ) -> ::core::result::Result<
        ::spark_connect_core::__private::ArrayRef,
        ::spark_connect_core::__private::Refused,
    > {
        ::spark_connect_core::__private::parts::<
            Self,
            V,
        >(values, |value| &value.value, data_type)
    }
}
::spark_connect_core::__private::stored_as!(
    @ impl [T, V] Id < T, V > [T : 'static, V : 'static, V :
    ::spark_connect_core::__private::SparkType < Base = V, Null =
    ::spark_connect_core::__private::NotNull > + ::core::clone::Clone,]
);
