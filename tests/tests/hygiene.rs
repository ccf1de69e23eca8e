//! `#[derive(SparkRow)]` where the names of the prelude, of the library and of generated code mean something else.
#![no_implicit_prelude]
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications,
    single_use_lifetimes,
    elided_lifetimes_in_paths,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
// Where a lint is forbidden, code that allows it does not compile. So generated code allows nothing.
#![forbid(unsafe_code, private_interfaces, private_bounds)]
// What these say is about the rows that are written here.
#![allow(clippy::redundant_pub_crate, clippy::struct_field_names)]

use ::spark_connect_core::{
    arrow::{
        decode::{Decode, DecodeRef, Input, Places, append_rows},
        encode::{Encode, struct_batch},
    },
    dataset::{SparkEnum, SparkRow, SparkType},
};
use ::std::assert_eq;

/// Rows among distractions.
#[forbid(clippy::unwrap_used, clippy::panic)]
mod models {
    use ::spark_connect_core::SparkRow;

    /// Types with the names of others, which no row here means.
    #[allow(dead_code)]
    mod distractions {
        macro_rules! distractions {
            ($($name:ident),*) => { $(
                #[derive(Debug)]
                pub(super) struct $name;
            )* };
        }
        distractions!(
            Box, Clone, Copy, Debug, Decode, Encode, Err, Expr, From, None, Ok, Option, Result, Some, String
        );
        distractions!(
            Column,
            DataType,
            Dataset,
            Handle,
            Input,
            SparkType,
            StructColumn,
            StructFields,
            Unreadable,
            Vec
        );
    }
    #[allow(unused_imports, clippy::wildcard_imports)]
    use distractions::*;

    /// A row with the name of the parameter of `XCols`.
    #[derive(SparkRow, Debug, PartialEq)]
    pub(super) struct S {
        pub(super) s: i64,
    }

    /// A row with the name of the struct that reads it.
    #[derive(SparkRow, Debug, PartialEq)]
    pub(super) struct Reader {
        pub(super) builder: ::std::vec::Vec<i64>,
        pub(super) reader: ::std::option::Option<S>,
        pub(in crate::models) inner: i64,
        private: f64,
    }

    impl Reader {
        pub(super) const fn new(builder: ::std::vec::Vec<i64>, reader: ::std::option::Option<S>) -> Self {
            Self { builder, reader, inner: 1, private: 2.5 }
        }
    }

    /// A row with the name of the struct that builds it, and fields with the names of variables.
    #[derive(SparkRow, Debug, PartialEq)]
    #[allow(clippy::pub_underscore_fields)]
    pub(super) struct Builder {
        pub(super) s: S,
        pub(super) rows: Reader,
        pub(super) __at: i64,
        pub(super) __cols: bool,
        pub(super) __rows: f64,
        pub(super) self_: ::std::string::String,
    }

    /// Names that are keywords, and names that SQL would have to quote.
    #[derive(SparkRow, Debug, PartialEq)]
    #[spark(rename_all = "camelCase")]
    #[allow(non_camel_case_types, non_snake_case)]
    pub(super) struct r#struct {
        pub(super) r#type: ::std::string::String,
        pub(super) ship_to: i64,
        pub(super) Mixed: i64,
        #[spark(rename = "a.b")]
        pub(super) dotted: i64,
        #[spark(rename = "order id")]
        pub(super) spaced: i64,
        #[spark(rename = "`back` \"ticks\" {} [x](y)")]
        pub(super) quoted: i64,
    }

    /// Every kind of field that is not its column.
    #[derive(SparkRow, Debug, PartialEq)]
    pub(super) struct Fields<T> {
        #[spark(default)]
        pub(super) number: i64,
        #[spark(default = 1 + 1)]
        pub(super) other: i64,
        #[spark(with = flags)]
        pub(super) flag: bool,
        #[spark(flatten)]
        pub(super) s: S,
        #[spark(skip)]
        pub(super) skipped: ::std::option::Option<u8>,
        pub(super) status: Status,
        pub(super) t: ::std::vec::Vec<T>,
    }

    #[derive(::spark_connect_core::SparkEnum, Debug, PartialEq)]
    pub(super) enum Status {
        None,
        #[spark(other)]
        Some(::std::string::String),
    }

    #[derive(SparkRow, Debug, PartialEq)]
    #[spark(transparent)]
    pub(super) struct Id<T>(pub(super) i64, pub(super) ::std::marker::PhantomData<T>);

    #[derive(SparkRow, Debug, PartialEq)]
    pub(super) struct Text {
        pub(super) text: ::std::string::String,
    }

    #[derive(SparkRow)]
    #[spark(from(Text))]
    pub(super) struct View<'batch> {
        pub(super) text: &'batch str,
    }

    /// A `with` module; its functions have the signatures that the attribute wants.
    #[allow(clippy::missing_const_for_fn, clippy::trivially_copy_pass_by_ref, clippy::unnecessary_wraps)]
    mod flags {
        pub(super) type Stored = i32;
        pub(super) fn to_stored(flag: &bool) -> ::std::result::Result<Stored, ::std::convert::Infallible> {
            ::std::result::Result::Ok(::std::convert::From::from(*flag))
        }
        pub(super) fn from_stored(stored: Stored) -> ::std::result::Result<bool, ::std::convert::Infallible> {
            ::std::result::Result::Ok(stored == 1)
        }
    }

    /// Rows that a macro declares, for which `$crate` says where the library is.
    macro_rules! declared {
        ($vis:vis $row:ident { $($field:ident: $ty:ty = $column:literal,)* }) => {
            #[derive(SparkRow, Debug, PartialEq)]
            #[spark(crate = $crate::library::spark)]
            $vis struct $row {
                $(#[spark(rename = $column)] $vis $field: $ty,)*
                $vis at: i64,
            }
        };
    }
    declared!(pub(super) Declared { number: i32 = "no.", next: ::std::option::Option<S> = "the next", });
}

/// Where the library is, for somebody who does not depend on it directly.
mod library {
    pub(crate) use ::spark_connect_core as spark;
}

/// The row, after it was written to Arrow columns and read from them.
fn round_trip<T: SparkRow + Encode + Decode>(row: T) -> T {
    let batch = struct_batch(&[row], &T::schema()).unwrap();
    let mut rows = ::std::vec::Vec::new();
    append_rows::<T>(&mut rows, &batch, T::NAME, 0).unwrap();
    rows.pop().unwrap()
}

#[test]
fn rows_with_names_that_are_taken() {
    use ::std::{convert::From, option::Option::Some, string::String, vec};

    let row = || models::Builder {
        s: models::S { s: 7 },
        rows: models::Reader::new(vec![1, 2], Some(models::S { s: 8 })),
        __at: 3,
        __cols: true,
        __rows: 4.5,
        self_: String::from("me"),
    };
    assert_eq!(round_trip(row()), row());
    assert_eq!(
        models::Builder::schema().to_ddl(),
        "s STRUCT<s: BIGINT NOT NULL> NOT NULL,\
         rows STRUCT<builder: ARRAY<BIGINT> NOT NULL, reader: STRUCT<s: BIGINT NOT NULL>, inner: BIGINT NOT NULL, \
         private: DOUBLE NOT NULL> NOT NULL,\
         __at BIGINT NOT NULL,__cols BOOLEAN NOT NULL,__rows DOUBLE NOT NULL,self_ STRING NOT NULL"
    );
}

#[test]
fn columns_with_names_that_sql_quotes() {
    use ::std::{convert::From, string::String};

    let row = || models::r#struct {
        r#type: String::from("x"),
        ship_to: 1,
        Mixed: 2,
        dotted: 3,
        spaced: 4,
        quoted: 5,
    };
    assert_eq!(round_trip(row()), row());
    let schema = models::r#struct::schema();
    let names: ::std::vec::Vec<_> = ::std::iter::Iterator::collect(schema.names());
    assert_eq!(names, ["type", "shipTo", "mixed", "a.b", "order id", "`back` \"ticks\" {} [x](y)"]);
}

#[test]
fn fields_that_are_not_their_columns() {
    use ::std::{convert::From, marker::PhantomData, option::Option::None, string::String, vec};

    let row = || models::Fields {
        number: 1,
        other: 2,
        flag: true,
        s: models::S { s: 3 },
        skipped: None,
        status: models::Status::Some(String::from("x")),
        t: vec![models::Id::<String>(4, PhantomData)],
    };
    assert_eq!(round_trip(row()), row());
    assert_eq!(models::Status::None, <models::Status as SparkEnum>::from_name("None").unwrap());
    assert_eq!(
        models::Fields::<i64>::ddl(),
        "number BIGINT,other BIGINT,flag INT NOT NULL,s BIGINT NOT NULL,status STRING NOT NULL,t ARRAY<BIGINT> NOT NULL"
    );
    let text = models::Text { text: String::from("y") };
    let batch = struct_batch(&[text], &models::Text::schema()).unwrap();
    let places = Places::new("View", 0);
    let column = <models::View<'_> as DecodeRef>::column(Input::of_batch(&batch, &places)).unwrap();
    assert_eq!(<models::View<'_> as DecodeRef>::value(&column, 0).unwrap().text, "y");
}

#[test]
fn rows_that_macros_declare() {
    use ::std::option::Option::None;

    let row = || models::Declared { number: 1, next: None, at: 2 };
    assert_eq!(round_trip(row()), row());
    assert_eq!(
        ::std::string::ToString::to_string(&models::Declared::data_type()),
        "struct<no.:int,the next:struct<s:bigint>,at:bigint>"
    );
}

#[test]
fn rows_inside_of_a_function() {
    use ::spark_connect_core::SparkRow as Row;
    use ::std::{
        convert::Into,
        option::Option::{self, Some},
    };

    #[derive(Row, Debug, PartialEq)]
    struct Outer {
        inner: Option<Inner>,
    }
    #[derive(Row, Debug, PartialEq)]
    struct Inner {
        #[spark(decimal(15, 2))]
        price: ::spark_connect_core::types::Decimal,
    }
    let row = || Outer { inner: Some(Inner { price: 5.into() }) };
    assert_eq!(round_trip(row()), row());
}
