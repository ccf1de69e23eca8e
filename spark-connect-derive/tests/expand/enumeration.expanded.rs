#[automatically_derived]
impl ::spark_connect_core::__private::SparkEnum for Status {
    const NAME: &'static ::core::primitive::str = "Status";
    const NAMES: &'static [&'static ::core::primitive::str] = &["open", "in_transit"];
    fn name(&self) -> &::core::primitive::str {
        match self {
            Self::Open => "open",
            Self::InTransit => "in_transit",
            Self::Other(name) => name,
        }
    }
    fn from_name(name: &::core::primitive::str) -> ::core::option::Option<Self> {
        match name {
            "open" => ::core::option::Option::Some(Self::Open),
            "in_transit" => ::core::option::Option::Some(Self::InTransit),
            other => {
                ::core::option::Option::Some(
                    Self::Other(
                        <::std::string::String as ::core::convert::From<_>>::from(other),
                    ),
                )
            }
        }
    }
}
::spark_connect_core::__private::stored_enum!(Status);
