::core::compile_error! {
    "a view of a row has one lifetime and no other parameters"
}
#[allow(unused_variables, clippy::all)]
const _: () = {
    #[automatically_derived]
    impl<'a, T: Copy, const N: usize> ::spark_connect_core::__private::SparkType
    for Page<'a, T, N>
    where
        T: Send,
        'a: 'static,
        T: 'static,
    {
        type Base = Self;
        type Null = ::spark_connect_core::__private::NotNull;
        type Itself = Self;
        type Cols<__S: 'static> = ::spark_connect_core::__private::Expr<__S, Self>;
        type OptCols<__S: 'static> = ::spark_connect_core::__private::Expr<
            __S,
            ::core::option::Option<Self>,
        >;
        fn bind<__S: 'static>(
            at: ::spark_connect_core::__private::Handle,
        ) -> Self::Cols<__S> {
            loop {}
        }
        fn bind_opt<__S: 'static>(
            at: ::spark_connect_core::__private::Handle,
        ) -> Self::OptCols<__S> {
            loop {}
        }
        fn unbind<__S: 'static>(
            columns: Self::Cols<__S>,
        ) -> ::spark_connect_core::__private::Handle {
            loop {}
        }
        fn unbind_opt<__S: 'static>(
            columns: Self::OptCols<__S>,
        ) -> ::spark_connect_core::__private::Handle {
            loop {}
        }
        fn data_type() -> ::spark_connect_core::__private::DataType {
            loop {}
        }
    }
    #[automatically_derived]
    impl<'a, T: Copy, const N: usize> ::spark_connect_core::__private::SparkRow
    for Page<'a, T, N>
    where
        T: Send,
        'a: 'static,
        T: 'static,
    {
        const NAME: &'static ::core::primitive::str = "";
        fn schema() -> ::spark_connect_core::__private::StructType {
            loop {}
        }
        fn list(
            at: ::spark_connect_core::__private::Handle,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            loop {}
        }
    }
    #[automatically_derived]
    impl<'a, T: Copy, const N: usize> ::spark_connect_core::__private::Decode
    for Page<'a, T, N>
    where
        T: Send,
        'a: 'static,
        T: 'static,
    {
        type Column<'__a> = ();
        fn column(
            input: ::spark_connect_core::__private::Input<'_>,
        ) -> ::core::result::Result<(), ::spark_connect_core::__private::Error> {
            loop {}
        }
        fn value(
            column: &(),
            row: ::core::primitive::usize,
        ) -> ::core::result::Result<Self, ::spark_connect_core::__private::Unreadable> {
            loop {}
        }
    }
    #[automatically_derived]
    impl<'a, T: Copy, const N: usize> ::spark_connect_core::__private::Encode
    for Page<'a, T, N>
    where
        T: Send,
        'a: 'static,
        T: 'static,
    {
        type Column = ();
        fn column(
            data_type: &::spark_connect_core::__private::DataType,
            values: ::core::primitive::usize,
            misfit: &mut ::spark_connect_core::__private::Misfit,
        ) {
            loop {}
        }
        fn append(column: &mut (), value: &Self) {
            loop {}
        }
        fn append_null(column: &mut ()) {
            loop {}
        }
        fn finish(
            column: (),
        ) -> ::core::result::Result<
            ::spark_connect_core::__private::ArrayRef,
            ::spark_connect_core::__private::Refused,
        > {
            loop {}
        }
    }
    #[automatically_derived]
    impl<'a, T: Copy, const N: usize> ::spark_connect_core::__private::ProjectFrom<Book>
    for Page<'a, T, N>
    where
        T: Send,
        'a: 'static,
        T: 'static,
    {
        fn project<__S: 'static>(
            columns: <Book as ::spark_connect_core::__private::SparkType>::Cols<__S>,
        ) -> Self::Cols<__S> {
            loop {}
        }
    }
};
