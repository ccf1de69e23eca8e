::core::compile_error! {
    "a `SparkEnum` has no parameters: it is stored as the names of its variants"
}
::core::compile_error! {
    "a `SparkEnum` is stored as the names of its variants, which hold nothing; for variants with values write a struct with one `Option` field for each, for any other name `#[spark(other)]`"
}
#[allow(unused_variables, clippy::all)]
#[automatically_derived]
impl<T> ::spark_connect_core::__private::SparkEnum for Status<T>
where
    T: 'static,
{
    const NAME: &'static ::core::primitive::str = "";
    const NAMES: &'static [&'static ::core::primitive::str] = &[];
    fn name(&self) -> &::core::primitive::str {
        loop {}
    }
    fn from_name(name: &::core::primitive::str) -> ::core::option::Option<Self> {
        loop {}
    }
}
