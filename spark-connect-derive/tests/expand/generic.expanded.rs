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
            Self {
                number: self.number,
                content: self.content,
                rest: self.rest,
            }
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
    impl<S: 'static, T, U> ::spark_connect_core::__private::Value<S>
    for PageCols<S, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        type Out = Page<T, U>;
        fn handle(self) -> ::spark_connect_core::__private::Handle {
            let _ = self.number;
            let _ = self.content;
            let _ = self.rest;
            <Page<T, U> as ::spark_connect_core::__private::SparkType>::unbind::<S>(self)
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
            Self {
                number: self.number,
                content: self.content,
                rest: self.rest,
            }
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
    impl<S: 'static, T, U> ::spark_connect_core::__private::Value<S>
    for PageOptCols<S, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        type Out = ::core::option::Option<Page<T, U>>;
        fn handle(self) -> ::spark_connect_core::__private::Handle {
            let _ = self.number;
            let _ = self.content;
            let _ = self.rest;
            <Page<
                T,
                U,
            > as ::spark_connect_core::__private::SparkType>::unbind_opt::<S>(self)
        }
    }
    #[automatically_derived]
    impl<S: 'static, T, U> ::spark_connect_core::__private::Columns<S>
    for PageCols<S, T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        type Row = Page<T, U>;
        fn list(
            self,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            let _ = self.number;
            let _ = self.content;
            let _ = self.rest;
            <Page<
                T,
                U,
            > as ::spark_connect_core::__private::StructRow>::columns::<S>(self)
        }
    }
    #[automatically_derived]
    impl<T, U> ::spark_connect_core::__private::SparkType for Page<T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        type Base = Self;
        type Null = ::spark_connect_core::__private::NotNull;
        type Itself = Self;
        type Cols<S: 'static> = PageCols<S, T, U>;
        type OptCols<S: 'static> = PageOptCols<S, T, U>;
        fn bind<S: 'static>(
            __at: ::spark_connect_core::__private::Handle,
        ) -> PageCols<S, T, U> {
            PageCols {
                number: <i64 as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "number")),
                content: <Vec<
                    T,
                > as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "content")),
                rest: <Option<
                    U,
                > as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "rest")),
            }
        }
        fn bind_opt<S: 'static>(
            __at: ::spark_connect_core::__private::Handle,
        ) -> PageOptCols<S, T, U> {
            PageOptCols {
                number: <i64 as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "number")),
                content: <Vec<
                    T,
                > as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "content")),
                rest: <Option<
                    U,
                > as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "rest")),
            }
        }
        fn unbind<S: 'static>(
            __cols: PageCols<S, T, U>,
        ) -> ::spark_connect_core::__private::Handle {
            let _ = __cols.number;
            let _ = __cols.content;
            let _ = __cols.rest;
            ::spark_connect_core::__private::row::<
                Self,
            >(
                &<Self as ::spark_connect_core::__private::StructRow>::columns::<
                    S,
                >(__cols),
            )
        }
        fn unbind_opt<S: 'static>(
            __cols: PageOptCols<S, T, U>,
        ) -> ::spark_connect_core::__private::Handle {
            let _ = __cols.number;
            let _ = __cols.content;
            let _ = __cols.rest;
            ::spark_connect_core::__private::row::<
                Self,
            >(
                &<Self as ::spark_connect_core::__private::StructRow>::opt_columns::<
                    S,
                >(__cols),
            )
        }
        fn data_type() -> ::spark_connect_core::__private::DataType {
            ::spark_connect_core::__private::DataType::Struct(
                <Self as ::spark_connect_core::__private::SparkRow>::schema(),
            )
        }
    }
    #[automatically_derived]
    impl<T, U> ::spark_connect_core::__private::SparkRow for Page<T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        const NAME: &'static ::core::primitive::str = "Page";
        fn schema() -> ::spark_connect_core::__private::StructType {
            ::spark_connect_core::__private::schema(
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    ::spark_connect_core::__private::column::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >("number"),
                    ::spark_connect_core::__private::column::<Vec<T>>("content"),
                    ::spark_connect_core::__private::column::<Option<U>>("rest"),
                ]),
            )
        }
        fn list(
            __at: ::spark_connect_core::__private::Handle,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            ::spark_connect_core::__private::fields::<
                Self,
                _,
            >(__at, ["number", "content", "rest"])
        }
    }
    #[automatically_derived]
    impl<T, U> ::spark_connect_core::__private::StructRow for Page<T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        fn columns<S: 'static>(
            __cols: PageCols<S, T, U>,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                (
                    "number",
                    <i64 as ::spark_connect_core::__private::SparkType>::unbind::<
                        S,
                    >(__cols.number),
                ),
                (
                    "content",
                    <Vec<
                        T,
                    > as ::spark_connect_core::__private::SparkType>::unbind::<
                        S,
                    >(__cols.content),
                ),
                (
                    "rest",
                    <Option<
                        U,
                    > as ::spark_connect_core::__private::SparkType>::unbind::<
                        S,
                    >(__cols.rest),
                ),
            ])
        }
        fn opt_columns<S: 'static>(
            __cols: PageOptCols<S, T, U>,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                (
                    "number",
                    <i64 as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                        S,
                    >(__cols.number),
                ),
                (
                    "content",
                    <Vec<
                        T,
                    > as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                        S,
                    >(__cols.content),
                ),
                (
                    "rest",
                    <Option<
                        U,
                    > as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                        S,
                    >(__cols.rest),
                ),
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
        number: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        content: <Vec<T> as ::spark_connect_core::__private::Decode>::Column<'a>,
        rest: <Option<U> as ::spark_connect_core::__private::Decode>::Column<'a>,
        _batch: ::core::marker::PhantomData<&'a ()>,
    }
    #[automatically_derived]
    impl<T, U> ::spark_connect_core::__private::Decode for Page<T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        type Column<'a> = Reader<'a, T, U>;
        fn column<'a>(
            __input: ::spark_connect_core::__private::Input<'a>,
        ) -> ::core::result::Result<
            Reader<'a, T, U>,
            ::spark_connect_core::__private::Error,
        > {
            let __fields = __input.fields("Page")?;
            ::core::result::Result::Ok(Reader {
                number: __fields
                    .column::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >("number", 0)?,
                content: __fields.column::<Vec<T>>("content", 1)?,
                rest: __fields.column::<Option<U>>("rest", 2)?,
                _batch: ::core::marker::PhantomData,
            })
        }
        #[inline]
        fn value(
            __column: &Reader<'_, T, U>,
            __row: ::core::primitive::usize,
        ) -> ::core::result::Result<Self, ::spark_connect_core::__private::Error> {
            ::core::result::Result::Ok(Self {
                number: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                    &__column.number,
                    __row,
                )?,
                content: <Vec<
                    T,
                > as ::spark_connect_core::__private::Decode>::value(
                    &__column.content,
                    __row,
                )?,
                rest: <Option<
                    U,
                > as ::spark_connect_core::__private::Decode>::value(
                    &__column.rest,
                    __row,
                )?,
            })
        }
    }
    pub struct Builder<T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        number: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        content: <Vec<T> as ::spark_connect_core::__private::Encode>::Builder,
        rest: <Option<U> as ::spark_connect_core::__private::Encode>::Builder,
        rows: ::spark_connect_core::__private::StructBuilder,
    }
    #[automatically_derived]
    impl<T, U> ::spark_connect_core::__private::Encode for Page<T, U>
    where
        T: 'static,
        U: 'static,
        Vec<T>: ::spark_connect_core::__private::SparkType,
        Option<U>: ::spark_connect_core::__private::SparkType,
    {
        type Builder = Builder<T, U>;
        fn builder(
            __data_type: &::spark_connect_core::__private::DataType,
            __capacity: ::core::primitive::usize,
        ) -> ::core::result::Result<
            Builder<T, U>,
            ::spark_connect_core::__private::Error,
        > {
            let __rows = ::spark_connect_core::__private::StructBuilder::new(
                __data_type,
                "Page",
                &["number", "content", "rest"],
                __capacity,
            )?;
            ::core::result::Result::Ok(Builder {
                number: __rows
                    .field::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >(0)?,
                content: __rows.field::<Vec<T>>(1)?,
                rest: __rows.field::<Option<U>>(2)?,
                rows: __rows,
            })
        }
        fn append(
            __builder: &mut Builder<T, U>,
            __value: &Self,
        ) -> ::core::result::Result<(), ::spark_connect_core::__private::Error> {
            ::spark_connect_core::__private::append_field::<
                <i64 as ::spark_connect_core::__private::SparkType>::Itself,
            >(&mut __builder.number, &__value.number, "number")?;
            ::spark_connect_core::__private::append_field::<
                Vec<T>,
            >(&mut __builder.content, &__value.content, "content")?;
            ::spark_connect_core::__private::append_field::<
                Option<U>,
            >(&mut __builder.rest, &__value.rest, "rest")?;
            __builder.rows.append_valid();
            ::core::result::Result::Ok(())
        }
        fn append_null(__builder: &mut Builder<T, U>) {
            <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.number,
            );
            <Vec<
                T,
            > as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.content,
            );
            <Option<
                U,
            > as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.rest,
            );
            __builder.rows.append_null();
        }
        fn finish(
            __builder: Builder<T, U>,
        ) -> ::core::result::Result<
            ::spark_connect_core::__private::ArrayRef,
            ::spark_connect_core::__private::Error,
        > {
            __builder
                .rows
                .finish(
                    <::std::vec::Vec<
                        _,
                    > as ::core::convert::From<
                        _,
                    >>::from([
                        <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                            __builder.number,
                        )?,
                        <Vec<
                            T,
                        > as ::spark_connect_core::__private::Encode>::finish(
                            __builder.content,
                        )?,
                        <Option<
                            U,
                        > as ::spark_connect_core::__private::Encode>::finish(
                            __builder.rest,
                        )?,
                    ]),
                )
        }
    }
};
