#[automatically_derived]
impl ::spark_connect_core::__private::StoredAs for OrderId {
    const NAME: &'static ::core::primitive::str = "OrderId";
    type Stored = i64;
    fn to_stored(
        &self,
    ) -> ::core::result::Result<i64, ::spark_connect_core::__private::BoxError> {
        ::core::result::Result::Ok(::core::clone::Clone::clone(&self.0))
    }
    fn from_stored(
        stored: i64,
    ) -> ::core::result::Result<Self, ::spark_connect_core::__private::BoxError> {
        ::core::result::Result::Ok(Self { 0: stored })
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
            i64,
        >(values, |value| &value.0, data_type)
    }
}
::spark_connect_core::__private::stored_as!(@ impl [] OrderId[]);
