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
    fn append_stored(
        &self,
        builder: &mut <i64 as ::spark_connect_core::__private::Encode>::Builder,
    ) -> ::core::result::Result<(), ::spark_connect_core::__private::Error> {
        <i64 as ::spark_connect_core::__private::Encode>::append(builder, &self.0)
    }
}
::spark_connect_core::__private::stored_as!(@ impl [] OrderId[]);
