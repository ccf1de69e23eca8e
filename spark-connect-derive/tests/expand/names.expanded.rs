/// Columns of [`type`], as closures see them.
#[allow(non_snake_case)]
#[allow(deprecated, non_snake_case)]
pub(crate) struct typeCols<S_: 'static> {
    /// Column `fn`.
    pub(super) r#fn: <S as ::my::spark::__private::SparkType>::Cols<S_>,
    /// Column `rows`.
    pub rows: <Reader as ::my::spark::__private::SparkType>::Cols<S_>,
    #[deprecated = "use `rows`"]
    /// Column `oldRows`.
    #[allow(dead_code, reason = "it is old")]
    old_rows: <::std::vec::Vec<Builder> as ::my::spark::__private::SparkType>::Cols<S_>,
    /// Column `` a.b `c` "d" e ``.
    pub(in crate::models) Odd: <Option<
        Vec<Option<i64>>,
    > as ::my::spark::__private::SparkType>::Cols<S_>,
}
/// Columns of an optional [`type`], as closures see them.
#[allow(non_snake_case)]
#[allow(deprecated, non_snake_case)]
pub(crate) struct typeOptCols<S_: 'static> {
    /// Column `fn`.
    pub(super) r#fn: <S as ::my::spark::__private::SparkType>::OptCols<S_>,
    /// Column `rows`.
    pub rows: <Reader as ::my::spark::__private::SparkType>::OptCols<S_>,
    #[deprecated = "use `rows`"]
    /// Column `oldRows`.
    #[allow(dead_code, reason = "it is old")]
    old_rows: <::std::vec::Vec<
        Builder,
    > as ::my::spark::__private::SparkType>::OptCols<S_>,
    /// Column `` a.b `c` "d" e ``.
    pub(in crate::models) Odd: <Option<
        Vec<Option<i64>>,
    > as ::my::spark::__private::SparkType>::OptCols<S_>,
}
#[allow(non_snake_case)]
#[allow(dead_code, reason = "it is old")]
#[allow(deprecated, non_snake_case)]
const _: () = {
    #[automatically_derived]
    impl<S_: 'static> ::core::clone::Clone for typeCols<S_> {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                r#fn: self.r#fn,
                rows: self.rows,
                old_rows: self.old_rows,
                Odd: self.Odd,
            }
        }
    }
    #[automatically_derived]
    impl<S_: 'static> ::core::marker::Copy for typeCols<S_> {}
    #[automatically_derived]
    impl<S_: 'static> ::core::fmt::Debug for typeCols<S_> {
        fn fmt(
            &self,
            __formatter: &mut ::core::fmt::Formatter<'_>,
        ) -> ::core::fmt::Result {
            __formatter.write_str("typeCols")
        }
    }
    #[automatically_derived]
    impl<S_: 'static> ::my::spark::__private::Value<S_> for typeCols<S_> {
        type Out = r#type;
        fn handle(self) -> ::my::spark::__private::Handle {
            let _ = self.r#fn;
            let _ = self.rows;
            let _ = self.old_rows;
            let _ = self.Odd;
            <r#type as ::my::spark::__private::SparkType>::unbind::<S_>(self)
        }
    }
    #[automatically_derived]
    impl<S_: 'static> ::core::clone::Clone for typeOptCols<S_> {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                r#fn: self.r#fn,
                rows: self.rows,
                old_rows: self.old_rows,
                Odd: self.Odd,
            }
        }
    }
    #[automatically_derived]
    impl<S_: 'static> ::core::marker::Copy for typeOptCols<S_> {}
    #[automatically_derived]
    impl<S_: 'static> ::core::fmt::Debug for typeOptCols<S_> {
        fn fmt(
            &self,
            __formatter: &mut ::core::fmt::Formatter<'_>,
        ) -> ::core::fmt::Result {
            __formatter.write_str("typeOptCols")
        }
    }
    #[automatically_derived]
    impl<S_: 'static> ::my::spark::__private::Value<S_> for typeOptCols<S_> {
        type Out = ::core::option::Option<r#type>;
        fn handle(self) -> ::my::spark::__private::Handle {
            let _ = self.r#fn;
            let _ = self.rows;
            let _ = self.old_rows;
            let _ = self.Odd;
            <r#type as ::my::spark::__private::SparkType>::unbind_opt::<S_>(self)
        }
    }
    #[automatically_derived]
    impl<S_: 'static> ::my::spark::__private::Columns<S_> for typeCols<S_> {
        type Row = r#type;
        fn list(
            self,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::my::spark::__private::Handle),
        > {
            let _ = self.r#fn;
            let _ = self.rows;
            let _ = self.old_rows;
            let _ = self.Odd;
            <r#type as ::my::spark::__private::StructRow>::columns::<S_>(self)
        }
    }
    #[automatically_derived]
    impl ::my::spark::__private::SparkType for r#type {
        type Base = Self;
        type Null = ::my::spark::__private::NotNull;
        type Itself = Self;
        type Cols<S_: 'static> = typeCols<S_>;
        type OptCols<S_: 'static> = typeOptCols<S_>;
        fn bind<S_: 'static>(__at: ::my::spark::__private::Handle) -> typeCols<S_> {
            typeCols {
                r#fn: <S as ::my::spark::__private::SparkType>::bind::<
                    S_,
                >(::my::spark::__private::field::<Self>(__at, "fn")),
                rows: <Reader as ::my::spark::__private::SparkType>::bind::<
                    S_,
                >(::my::spark::__private::field::<Self>(__at, "rows")),
                old_rows: <::std::vec::Vec<
                    Builder,
                > as ::my::spark::__private::SparkType>::bind::<
                    S_,
                >(::my::spark::__private::field::<Self>(__at, "oldRows")),
                Odd: <Option<
                    Vec<Option<i64>>,
                > as ::my::spark::__private::SparkType>::bind::<
                    S_,
                >(::my::spark::__private::field::<Self>(__at, "a.b `c` \"d\" e")),
            }
        }
        fn bind_opt<S_: 'static>(
            __at: ::my::spark::__private::Handle,
        ) -> typeOptCols<S_> {
            typeOptCols {
                r#fn: <S as ::my::spark::__private::SparkType>::bind_opt::<
                    S_,
                >(::my::spark::__private::field::<Self>(__at, "fn")),
                rows: <Reader as ::my::spark::__private::SparkType>::bind_opt::<
                    S_,
                >(::my::spark::__private::field::<Self>(__at, "rows")),
                old_rows: <::std::vec::Vec<
                    Builder,
                > as ::my::spark::__private::SparkType>::bind_opt::<
                    S_,
                >(::my::spark::__private::field::<Self>(__at, "oldRows")),
                Odd: <Option<
                    Vec<Option<i64>>,
                > as ::my::spark::__private::SparkType>::bind_opt::<
                    S_,
                >(::my::spark::__private::field::<Self>(__at, "a.b `c` \"d\" e")),
            }
        }
        fn unbind<S_: 'static>(__cols: typeCols<S_>) -> ::my::spark::__private::Handle {
            let _ = __cols.r#fn;
            let _ = __cols.rows;
            let _ = __cols.old_rows;
            let _ = __cols.Odd;
            ::my::spark::__private::row::<
                Self,
            >(&<Self as ::my::spark::__private::StructRow>::columns::<S_>(__cols))
        }
        fn unbind_opt<S_: 'static>(
            __cols: typeOptCols<S_>,
        ) -> ::my::spark::__private::Handle {
            let _ = __cols.r#fn;
            let _ = __cols.rows;
            let _ = __cols.old_rows;
            let _ = __cols.Odd;
            ::my::spark::__private::row::<
                Self,
            >(&<Self as ::my::spark::__private::StructRow>::opt_columns::<S_>(__cols))
        }
        fn data_type() -> ::my::spark::__private::DataType {
            ::my::spark::__private::DataType::Struct(
                <Self as ::my::spark::__private::SparkRow>::schema(),
            )
        }
    }
    #[automatically_derived]
    impl ::my::spark::__private::SparkRow for r#type {
        const NAME: &'static ::core::primitive::str = "type";
        fn schema() -> ::my::spark::__private::StructType {
            ::my::spark::__private::schema(
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    ::my::spark::__private::column::<
                        <S as ::my::spark::__private::SparkType>::Itself,
                    >("fn"),
                    ::my::spark::__private::column::<
                        <Reader as ::my::spark::__private::SparkType>::Itself,
                    >("rows"),
                    ::my::spark::__private::column::<
                        <::std::vec::Vec<
                            Builder,
                        > as ::my::spark::__private::SparkType>::Itself,
                    >("oldRows"),
                    ::my::spark::__private::column::<
                        <Option<
                            Vec<Option<i64>>,
                        > as ::my::spark::__private::SparkType>::Itself,
                    >("a.b `c` \"d\" e"),
                ]),
            )
        }
        fn list(
            __at: ::my::spark::__private::Handle,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::my::spark::__private::Handle),
        > {
            ::my::spark::__private::fields::<
                Self,
                _,
            >(__at, ["fn", "rows", "oldRows", "a.b `c` \"d\" e"])
        }
    }
    #[automatically_derived]
    impl ::my::spark::__private::StructRow for r#type {
        fn columns<S_: 'static>(
            __cols: typeCols<S_>,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::my::spark::__private::Handle),
        > {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                (
                    "fn",
                    <S as ::my::spark::__private::SparkType>::unbind::<S_>(__cols.r#fn),
                ),
                (
                    "rows",
                    <Reader as ::my::spark::__private::SparkType>::unbind::<
                        S_,
                    >(__cols.rows),
                ),
                (
                    "oldRows",
                    <::std::vec::Vec<
                        Builder,
                    > as ::my::spark::__private::SparkType>::unbind::<
                        S_,
                    >(__cols.old_rows),
                ),
                (
                    "a.b `c` \"d\" e",
                    <Option<
                        Vec<Option<i64>>,
                    > as ::my::spark::__private::SparkType>::unbind::<S_>(__cols.Odd),
                ),
            ])
        }
        fn opt_columns<S_: 'static>(
            __cols: typeOptCols<S_>,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::my::spark::__private::Handle),
        > {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                (
                    "fn",
                    <S as ::my::spark::__private::SparkType>::unbind_opt::<
                        S_,
                    >(__cols.r#fn),
                ),
                (
                    "rows",
                    <Reader as ::my::spark::__private::SparkType>::unbind_opt::<
                        S_,
                    >(__cols.rows),
                ),
                (
                    "oldRows",
                    <::std::vec::Vec<
                        Builder,
                    > as ::my::spark::__private::SparkType>::unbind_opt::<
                        S_,
                    >(__cols.old_rows),
                ),
                (
                    "a.b `c` \"d\" e",
                    <Option<
                        Vec<Option<i64>>,
                    > as ::my::spark::__private::SparkType>::unbind_opt::<S_>(__cols.Odd),
                ),
            ])
        }
    }
    pub struct Reader_<'a> {
        r#fn: <<S as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Decode>::Column<
            'a,
        >,
        rows: <<Reader as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Decode>::Column<
            'a,
        >,
        old_rows: <<::std::vec::Vec<
            Builder,
        > as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Decode>::Column<
            'a,
        >,
        Odd: <<Option<
            Vec<Option<i64>>,
        > as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Decode>::Column<
            'a,
        >,
        _batch: ::core::marker::PhantomData<&'a ()>,
    }
    #[automatically_derived]
    impl ::my::spark::__private::Decode for r#type {
        type Column<'a> = Reader_<'a>;
        fn column<'a>(
            __input: ::my::spark::__private::Input<'a>,
        ) -> ::core::result::Result<Reader_<'a>, ::my::spark::__private::Error> {
            let __fields = __input.fields("type")?;
            ::core::result::Result::Ok(Reader_ {
                r#fn: __fields
                    .column::<
                        <S as ::my::spark::__private::SparkType>::Itself,
                    >("fn", 0)?,
                rows: __fields
                    .column::<
                        <Reader as ::my::spark::__private::SparkType>::Itself,
                    >("rows", 1)?,
                old_rows: __fields
                    .column::<
                        <::std::vec::Vec<
                            Builder,
                        > as ::my::spark::__private::SparkType>::Itself,
                    >("oldRows", 2)?,
                Odd: __fields
                    .column::<
                        <Option<
                            Vec<Option<i64>>,
                        > as ::my::spark::__private::SparkType>::Itself,
                    >("a.b `c` \"d\" e", 3)?,
                _batch: ::core::marker::PhantomData,
            })
        }
        #[inline]
        fn value(
            __column: &Reader_<'_>,
            __row: ::core::primitive::usize,
        ) -> ::core::result::Result<Self, ::my::spark::__private::Error> {
            ::core::result::Result::Ok(Self {
                r#fn: <<S as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Decode>::value(
                    &__column.r#fn,
                    __row,
                )?,
                rows: <<Reader as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Decode>::value(
                    &__column.rows,
                    __row,
                )?,
                old_rows: <<::std::vec::Vec<
                    Builder,
                > as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Decode>::value(
                    &__column.old_rows,
                    __row,
                )?,
                Odd: <<Option<
                    Vec<Option<i64>>,
                > as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Decode>::value(
                    &__column.Odd,
                    __row,
                )?,
            })
        }
    }
    pub struct Builder_ {
        r#fn: <<S as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Encode>::Builder,
        rows: <<Reader as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Encode>::Builder,
        old_rows: <<::std::vec::Vec<
            Builder,
        > as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Encode>::Builder,
        Odd: <<Option<
            Vec<Option<i64>>,
        > as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Encode>::Builder,
        rows_: ::my::spark::__private::StructBuilder,
    }
    #[automatically_derived]
    impl ::my::spark::__private::Encode for r#type {
        type Builder = Builder_;
        fn builder(
            __data_type: &::my::spark::__private::DataType,
            __capacity: ::core::primitive::usize,
        ) -> ::core::result::Result<Builder_, ::my::spark::__private::Error> {
            let __rows = ::my::spark::__private::StructBuilder::new(
                __data_type,
                "type",
                &["fn", "rows", "oldRows", "a.b `c` \"d\" e"],
                __capacity,
            )?;
            ::core::result::Result::Ok(Builder_ {
                r#fn: __rows
                    .field::<<S as ::my::spark::__private::SparkType>::Itself>(0)?,
                rows: __rows
                    .field::<<Reader as ::my::spark::__private::SparkType>::Itself>(1)?,
                old_rows: __rows
                    .field::<
                        <::std::vec::Vec<
                            Builder,
                        > as ::my::spark::__private::SparkType>::Itself,
                    >(2)?,
                Odd: __rows
                    .field::<
                        <Option<
                            Vec<Option<i64>>,
                        > as ::my::spark::__private::SparkType>::Itself,
                    >(3)?,
                rows_: __rows,
            })
        }
        fn append(
            __builder: &mut Builder_,
            __value: &Self,
        ) -> ::core::result::Result<(), ::my::spark::__private::Error> {
            ::my::spark::__private::append_field::<
                <S as ::my::spark::__private::SparkType>::Itself,
            >(&mut __builder.r#fn, &__value.r#fn, "fn")?;
            ::my::spark::__private::append_field::<
                <Reader as ::my::spark::__private::SparkType>::Itself,
            >(&mut __builder.rows, &__value.rows, "rows")?;
            ::my::spark::__private::append_field::<
                <::std::vec::Vec<Builder> as ::my::spark::__private::SparkType>::Itself,
            >(&mut __builder.old_rows, &__value.old_rows, "oldRows")?;
            ::my::spark::__private::append_field::<
                <Option<Vec<Option<i64>>> as ::my::spark::__private::SparkType>::Itself,
            >(&mut __builder.Odd, &__value.Odd, "a.b `c` \"d\" e")?;
            __builder.rows_.append_valid();
            ::core::result::Result::Ok(())
        }
        fn append_null(__builder: &mut Builder_) {
            <<S as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Encode>::append_null(
                &mut __builder.r#fn,
            );
            <<Reader as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Encode>::append_null(
                &mut __builder.rows,
            );
            <<::std::vec::Vec<
                Builder,
            > as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Encode>::append_null(
                &mut __builder.old_rows,
            );
            <<Option<
                Vec<Option<i64>>,
            > as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Encode>::append_null(
                &mut __builder.Odd,
            );
            __builder.rows_.append_null();
        }
        fn finish(
            __builder: Builder_,
        ) -> ::core::result::Result<
            ::my::spark::__private::ArrayRef,
            ::my::spark::__private::Error,
        > {
            __builder
                .rows_
                .finish(
                    <::std::vec::Vec<
                        _,
                    > as ::core::convert::From<
                        _,
                    >>::from([
                        <<S as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Encode>::finish(
                            __builder.r#fn,
                        )?,
                        <<Reader as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Encode>::finish(
                            __builder.rows,
                        )?,
                        <<::std::vec::Vec<
                            Builder,
                        > as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Encode>::finish(
                            __builder.old_rows,
                        )?,
                        <<Option<
                            Vec<Option<i64>>,
                        > as ::my::spark::__private::SparkType>::Itself as ::my::spark::__private::Encode>::finish(
                            __builder.Odd,
                        )?,
                    ]),
                )
        }
    }
};
