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
        column: &mut <i64 as ::spark_connect_core::__private::Encode>::Column,
    ) -> ::core::result::Result<(), ::spark_connect_core::__private::BoxError> {
        <i64 as ::spark_connect_core::__private::Encode>::append(column, &self.0);
        ::core::result::Result::Ok(())
    }
}
::spark_connect_core::__private::stored_as!(@ impl [] OrderId[]);
