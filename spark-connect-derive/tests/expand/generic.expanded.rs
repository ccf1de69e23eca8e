/// Columns of [`Page`], as closures see them.
pub struct PageCols<S: 'static, T, U>
where
    T: 'static,
    U: 'static,
    Vec<T>: ::spark_connect_core::__private::SparkType,
    Option<U>: ::spark_connect_core::__private::SparkType,
{
    /// Column `content`.
    pub content: <Vec<T> as ::spark_connect_core::__private::SparkType>::Cols<S>,
    /// Column `rest`.
    rest: <Option<U> as ::spark_connect_core::__private::SparkType>::Cols<S>,
    /// Column `number`.
    pub number: ::spark_connect_core::__private::Expr<S, i64>,
}
/// Columns of an optional [`Page`], as closures see them.
pub struct PageOptCols<S: 'static, T, U>
where
    T: 'static,
    U: 'static,
    Vec<T>: ::spark_connect_core::__private::SparkType,
    Option<U>: ::spark_connect_core::__private::SparkType,
{
    /// Column `content`.
    pub content: <Vec<T> as ::spark_connect_core::__private::SparkType>::OptCols<S>,
    /// Column `rest`.
    rest: <Option<U> as ::spark_connect_core::__private::SparkType>::OptCols<S>,
    /// Column `number`.
    pub number: ::spark_connect_core::__private::Expr<S, ::core::option::Option<i64>>,
}
const _: () = {
    use ::spark_connect_core::__private as __spark;
    #[automatically_derived]
    impl<S: 'static, T, U> ::core::clone::Clone for PageCols<S, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        #[inline]
        fn clone(&self) -> Self {
            let _ = self.content;
            let _ = self.rest;
            *self
        }
    }
    #[automatically_derived]
    impl<S: 'static, T, U> ::core::marker::Copy for PageCols<S, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {}
    #[automatically_derived]
    impl<S: 'static, T, U> ::core::fmt::Debug for PageCols<S, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        fn fmt(
            &self,
            __formatter: &mut ::core::fmt::Formatter<'_>,
        ) -> ::core::fmt::Result {
            __formatter.write_str("PageCols")
        }
    }
    #[automatically_derived]
    impl<S: 'static, T, U> __spark::Value<S> for PageCols<S, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        type Out = Page<T, U>;
        fn handle(self) -> __spark::Handle {
            let _ = self.content;
            let _ = self.rest;
            <Page<T, U> as __spark::SparkType>::unbind::<S>(self)
        }
    }
    #[automatically_derived]
    impl<S: 'static, T, U> ::core::clone::Clone for PageOptCols<S, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        #[inline]
        fn clone(&self) -> Self {
            let _ = self.content;
            let _ = self.rest;
            *self
        }
    }
    #[automatically_derived]
    impl<S: 'static, T, U> ::core::marker::Copy for PageOptCols<S, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {}
    #[automatically_derived]
    impl<S: 'static, T, U> ::core::fmt::Debug for PageOptCols<S, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        fn fmt(
            &self,
            __formatter: &mut ::core::fmt::Formatter<'_>,
        ) -> ::core::fmt::Result {
            __formatter.write_str("PageOptCols")
        }
    }
    #[automatically_derived]
    impl<S: 'static, T, U> __spark::Value<S> for PageOptCols<S, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        type Out = ::core::option::Option<Page<T, U>>;
        fn handle(self) -> __spark::Handle {
            let _ = self.content;
            let _ = self.rest;
            <Page<T, U> as __spark::SparkType>::unbind_opt::<S>(self)
        }
    }
    #[automatically_derived]
    impl<S: 'static, T, U> __spark::Columns<S> for PageCols<S, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        type Row = Page<T, U>;
        fn list(
            self,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            let _ = self.content;
            let _ = self.rest;
            <Page<T, U> as __spark::StructRow>::columns::<S>(self)
        }
    }
    #[automatically_derived]
    impl<T, U> __spark::SparkType for Page<T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        type Base = Self;
        type Null = __spark::NotNull;
        type Itself = Self;
        type Cols<S: 'static> = PageCols<S, T, U>;
        type OptCols<S: 'static> = PageOptCols<S, T, U>;
        fn bind<S: 'static>(__at: __spark::Handle) -> PageCols<S, T, U> {
            PageCols {
                number: __spark::expression::<Self, _, _>(__at, "number"),
                content: <Vec<
                    T,
                > as __spark::SparkType>::bind::<
                    S,
                >(__spark::field::<Self>(__at, "content")),
                rest: <Option<
                    U,
                > as __spark::SparkType>::bind::<S>(__spark::field::<Self>(__at, "rest")),
            }
        }
        fn bind_opt<S: 'static>(__at: __spark::Handle) -> PageOptCols<S, T, U> {
            PageOptCols {
                number: __spark::expression::<Self, _, _>(__at, "number"),
                content: <Vec<
                    T,
                > as __spark::SparkType>::bind_opt::<
                    S,
                >(__spark::field::<Self>(__at, "content")),
                rest: <Option<
                    U,
                > as __spark::SparkType>::bind_opt::<
                    S,
                >(__spark::field::<Self>(__at, "rest")),
            }
        }
        fn unbind<S: 'static>(__cols: PageCols<S, T, U>) -> __spark::Handle {
            let _ = __cols.content;
            let _ = __cols.rest;
            __spark::row::<Self>(&<Self as __spark::StructRow>::columns::<S>(__cols))
        }
        fn unbind_opt<S: 'static>(__cols: PageOptCols<S, T, U>) -> __spark::Handle {
            let _ = __cols.content;
            let _ = __cols.rest;
            __spark::row::<Self>(&<Self as __spark::StructRow>::opt_columns::<S>(__cols))
        }
        fn data_type() -> __spark::DataType {
            __spark::DataType::Struct(<Self as __spark::SparkRow>::schema())
        }
    }
    #[automatically_derived]
    impl<T, U> __spark::SparkRow for Page<T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        const NAME: &'static ::core::primitive::str = "Page";
        fn schema() -> __spark::StructType {
            __spark::schema(
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    __spark::column::<i64>("number"),
                    __spark::column::<Vec<T>>("content"),
                    __spark::column::<Option<U>>("rest"),
                ]),
            )
        }
        fn list(
            __at: __spark::Handle,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            __spark::fields::<Self, _>(__at, ["number", "content", "rest"])
        }
    }
    #[automatically_derived]
    impl<T, U> __spark::StructRow for Page<T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        fn columns<S: 'static>(
            __cols: PageCols<S, T, U>,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                ("number", __spark::unbind(__cols.number)),
                ("content", <Vec<T> as __spark::SparkType>::unbind::<S>(__cols.content)),
                ("rest", <Option<U> as __spark::SparkType>::unbind::<S>(__cols.rest)),
            ])
        }
        fn opt_columns<S: 'static>(
            __cols: PageOptCols<S, T, U>,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                ("number", __spark::unbind(__cols.number)),
                (
                    "content",
                    <Vec<T> as __spark::SparkType>::unbind_opt::<S>(__cols.content),
                ),
                ("rest", <Option<U> as __spark::SparkType>::unbind_opt::<S>(__cols.rest)),
            ])
        }
    }
    pub struct Reader<'a, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        number: <i64 as __spark::Decode>::Column<'a>,
        content: <Vec<T> as __spark::Decode>::Column<'a>,
        rest: <Option<U> as __spark::Decode>::Column<'a>,
        _batch: ::core::marker::PhantomData<&'a ()>,
    }
    #[automatically_derived]
    #[allow(clippy::question_mark)]
    impl<T, U> __spark::Decode for Page<T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        type Column<'a> = Reader<'a, T, U>;
        fn column<'a>(
            __input: __spark::Input<'a>,
        ) -> ::core::result::Result<Reader<'a, T, U>, __spark::Error> {
            let __fields = __input.fields("Page")?;
            ::core::result::Result::Ok(Reader {
                number: match __fields.column::<i64>("number", 0) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                content: match __fields.column::<Vec<T>>("content", 1) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                rest: match __fields.column::<Option<U>>("rest", 2) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                _batch: ::core::marker::PhantomData,
            })
        }
        #[inline]
        fn value(
            __column: &Reader<'_, T, U>,
            __row: ::core::primitive::usize,
        ) -> ::core::result::Result<Self, __spark::Unreadable> {
            ::core::result::Result::Ok(Self {
                number: match <i64 as __spark::Decode>::value(&__column.number, __row) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                content: match <Vec<
                    T,
                > as __spark::Decode>::value(&__column.content, __row) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                rest: match <Option<
                    U,
                > as __spark::Decode>::value(&__column.rest, __row) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
            })
        }
    }
    pub struct Writer<T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        number: <i64 as __spark::Encode>::Column,
        content: <Vec<T> as __spark::Encode>::Column,
        rest: <Option<U> as __spark::Encode>::Column,
        _batch: __spark::StructColumn<Page<T, U>>,
    }
    #[automatically_derived]
    impl<T, U> __spark::Encode for Page<T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        type Column = Writer<T, U>;
        fn column(
            __data_type: &__spark::DataType,
            __values: ::core::primitive::usize,
            __misfit: &mut __spark::Misfit,
        ) -> Writer<T, U> {
            let mut __fields = __spark::StructFields::new(
                __data_type,
                "Page",
                &["number", "content", "rest"],
                __values,
                __misfit,
            );
            Writer {
                number: __fields.column::<i64>(),
                content: __fields.column::<Vec<T>>(),
                rest: __fields.column::<Option<U>>(),
                _batch: __fields.finish(),
            }
        }
        #[inline]
        fn append(__column: &mut Writer<T, U>, __value: &Self) {
            <i64 as __spark::Encode>::append(&mut __column.number, &__value.number);
            <Vec<T> as __spark::Encode>::append(&mut __column.content, &__value.content);
            <Option<U> as __spark::Encode>::append(&mut __column.rest, &__value.rest);
            __column._batch.append();
        }
        fn append_null(__column: &mut Writer<T, U>) {
            <i64 as __spark::Encode>::append_null(&mut __column.number);
            <Vec<T> as __spark::Encode>::append_null(&mut __column.content);
            <Option<U> as __spark::Encode>::append_null(&mut __column.rest);
            __column._batch.append_null();
        }
        fn finish(
            __column: Writer<T, U>,
        ) -> ::core::result::Result<__spark::ArrayRef, __spark::Refused> {
            let mut __finished = <__spark::FinishedFields as ::core::default::Default>::default();
            __finished.field::<i64>(__column.number);
            __finished.field::<Vec<T>>(__column.content);
            __finished.field::<Option<U>>(__column.rest);
            __column._batch.finish(__finished)
        }
    }
};
