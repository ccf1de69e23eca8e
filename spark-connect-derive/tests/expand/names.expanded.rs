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
    use ::my::spark::__private as __spark;
    #[automatically_derived]
    impl<S_: 'static> ::core::clone::Clone for typeCols<S_> {
        #[inline]
        fn clone(&self) -> Self {
            let _ = self.r#fn;
            let _ = self.rows;
            let _ = self.old_rows;
            *self
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
    impl<S_: 'static> __spark::Value<S_> for typeCols<S_> {
        type Out = r#type;
        fn handle(self) -> __spark::Handle {
            let _ = self.r#fn;
            let _ = self.rows;
            let _ = self.old_rows;
            <r#type as __spark::SparkType>::unbind::<S_>(self)
        }
    }
    #[automatically_derived]
    impl<S_: 'static> ::core::clone::Clone for typeOptCols<S_> {
        #[inline]
        fn clone(&self) -> Self {
            let _ = self.r#fn;
            let _ = self.rows;
            let _ = self.old_rows;
            *self
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
    impl<S_: 'static> __spark::Value<S_> for typeOptCols<S_> {
        type Out = ::core::option::Option<r#type>;
        fn handle(self) -> __spark::Handle {
            let _ = self.r#fn;
            let _ = self.rows;
            let _ = self.old_rows;
            <r#type as __spark::SparkType>::unbind_opt::<S_>(self)
        }
    }
    #[automatically_derived]
    impl<S_: 'static> __spark::Columns<S_> for typeCols<S_> {
        type Row = r#type;
        fn list(
            self,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            let _ = self.r#fn;
            let _ = self.rows;
            let _ = self.old_rows;
            <r#type as __spark::StructRow>::columns::<S_>(self)
        }
    }
    #[automatically_derived]
    impl __spark::SparkType for r#type {
        type Base = Self;
        type Null = __spark::NotNull;
        type Itself = Self;
        type Cols<S_: 'static> = typeCols<S_>;
        type OptCols<S_: 'static> = typeOptCols<S_>;
        fn bind<S_: 'static>(__at: __spark::Handle) -> typeCols<S_> {
            typeCols {
                r#fn: <S as __spark::SparkType>::bind::<
                    S_,
                >(__spark::field::<Self>(__at, "fn")),
                rows: <Reader as __spark::SparkType>::bind::<
                    S_,
                >(__spark::field::<Self>(__at, "rows")),
                old_rows: <::std::vec::Vec<
                    Builder,
                > as __spark::SparkType>::bind::<
                    S_,
                >(__spark::field::<Self>(__at, "oldRows")),
                Odd: <Option<
                    Vec<Option<i64>>,
                > as __spark::SparkType>::bind::<
                    S_,
                >(__spark::field::<Self>(__at, "a.b `c` \"d\" e")),
            }
        }
        fn bind_opt<S_: 'static>(__at: __spark::Handle) -> typeOptCols<S_> {
            typeOptCols {
                r#fn: <S as __spark::SparkType>::bind_opt::<
                    S_,
                >(__spark::field::<Self>(__at, "fn")),
                rows: <Reader as __spark::SparkType>::bind_opt::<
                    S_,
                >(__spark::field::<Self>(__at, "rows")),
                old_rows: <::std::vec::Vec<
                    Builder,
                > as __spark::SparkType>::bind_opt::<
                    S_,
                >(__spark::field::<Self>(__at, "oldRows")),
                Odd: <Option<
                    Vec<Option<i64>>,
                > as __spark::SparkType>::bind_opt::<
                    S_,
                >(__spark::field::<Self>(__at, "a.b `c` \"d\" e")),
            }
        }
        fn unbind<S_: 'static>(__cols: typeCols<S_>) -> __spark::Handle {
            let _ = __cols.r#fn;
            let _ = __cols.rows;
            let _ = __cols.old_rows;
            __spark::row::<Self>(&<Self as __spark::StructRow>::columns::<S_>(__cols))
        }
        fn unbind_opt<S_: 'static>(__cols: typeOptCols<S_>) -> __spark::Handle {
            let _ = __cols.r#fn;
            let _ = __cols.rows;
            let _ = __cols.old_rows;
            __spark::row::<
                Self,
            >(&<Self as __spark::StructRow>::opt_columns::<S_>(__cols))
        }
        fn data_type() -> __spark::DataType {
            __spark::DataType::Struct(<Self as __spark::SparkRow>::schema())
        }
    }
    #[automatically_derived]
    impl __spark::SparkRow for r#type {
        const NAME: &'static ::core::primitive::str = "type";
        fn schema() -> __spark::StructType {
            __spark::schema(
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    __spark::column::<<S as __spark::SparkType>::Itself>("fn"),
                    __spark::column::<<Reader as __spark::SparkType>::Itself>("rows"),
                    __spark::column::<
                        <::std::vec::Vec<Builder> as __spark::SparkType>::Itself,
                    >("oldRows"),
                    __spark::column::<
                        <Option<Vec<Option<i64>>> as __spark::SparkType>::Itself,
                    >("a.b `c` \"d\" e"),
                ]),
            )
        }
        fn list(
            __at: __spark::Handle,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            __spark::fields::<
                Self,
                _,
            >(__at, ["fn", "rows", "oldRows", "a.b `c` \"d\" e"])
        }
    }
    #[automatically_derived]
    impl __spark::StructRow for r#type {
        fn columns<S_: 'static>(
            __cols: typeCols<S_>,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                ("fn", <S as __spark::SparkType>::unbind::<S_>(__cols.r#fn)),
                ("rows", <Reader as __spark::SparkType>::unbind::<S_>(__cols.rows)),
                (
                    "oldRows",
                    <::std::vec::Vec<
                        Builder,
                    > as __spark::SparkType>::unbind::<S_>(__cols.old_rows),
                ),
                (
                    "a.b `c` \"d\" e",
                    <Option<
                        Vec<Option<i64>>,
                    > as __spark::SparkType>::unbind::<S_>(__cols.Odd),
                ),
            ])
        }
        fn opt_columns<S_: 'static>(
            __cols: typeOptCols<S_>,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                ("fn", <S as __spark::SparkType>::unbind_opt::<S_>(__cols.r#fn)),
                ("rows", <Reader as __spark::SparkType>::unbind_opt::<S_>(__cols.rows)),
                (
                    "oldRows",
                    <::std::vec::Vec<
                        Builder,
                    > as __spark::SparkType>::unbind_opt::<S_>(__cols.old_rows),
                ),
                (
                    "a.b `c` \"d\" e",
                    <Option<
                        Vec<Option<i64>>,
                    > as __spark::SparkType>::unbind_opt::<S_>(__cols.Odd),
                ),
            ])
        }
    }
    pub struct Reader_<'a> {
        r#fn: <<S as __spark::SparkType>::Itself as __spark::Decode>::Column<'a>,
        rows: <<Reader as __spark::SparkType>::Itself as __spark::Decode>::Column<'a>,
        old_rows: <<::std::vec::Vec<
            Builder,
        > as __spark::SparkType>::Itself as __spark::Decode>::Column<'a>,
        Odd: <<Option<
            Vec<Option<i64>>,
        > as __spark::SparkType>::Itself as __spark::Decode>::Column<'a>,
        _batch: ::core::marker::PhantomData<&'a ()>,
    }
    #[automatically_derived]
    #[allow(clippy::question_mark)]
    impl __spark::Decode for r#type {
        type Column<'a> = Reader_<'a>;
        fn column<'a>(
            __input: __spark::Input<'a>,
        ) -> ::core::result::Result<Reader_<'a>, __spark::Error> {
            let __fields = __input.fields("type")?;
            ::core::result::Result::Ok(Reader_ {
                r#fn: match __fields.column::<<S as __spark::SparkType>::Itself>("fn", 0)
                {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                rows: match __fields
                    .column::<<Reader as __spark::SparkType>::Itself>("rows", 1)
                {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                old_rows: match __fields
                    .column::<
                        <::std::vec::Vec<Builder> as __spark::SparkType>::Itself,
                    >("oldRows", 2)
                {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                Odd: match __fields
                    .column::<
                        <Option<Vec<Option<i64>>> as __spark::SparkType>::Itself,
                    >("a.b `c` \"d\" e", 3)
                {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                _batch: ::core::marker::PhantomData,
            })
        }
        #[inline]
        fn value(
            __column: &Reader_<'_>,
            __row: ::core::primitive::usize,
        ) -> ::core::result::Result<Self, __spark::Unreadable> {
            ::core::result::Result::Ok(Self {
                r#fn: match <<S as __spark::SparkType>::Itself as __spark::Decode>::value(
                    &__column.r#fn,
                    __row,
                ) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                rows: match <<Reader as __spark::SparkType>::Itself as __spark::Decode>::value(
                    &__column.rows,
                    __row,
                ) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                old_rows: match <<::std::vec::Vec<
                    Builder,
                > as __spark::SparkType>::Itself as __spark::Decode>::value(
                    &__column.old_rows,
                    __row,
                ) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                Odd: match <<Option<
                    Vec<Option<i64>>,
                > as __spark::SparkType>::Itself as __spark::Decode>::value(
                    &__column.Odd,
                    __row,
                ) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
            })
        }
    }
    pub struct Writer {
        r#fn: <<S as __spark::SparkType>::Itself as __spark::Encode>::Column,
        rows: <<Reader as __spark::SparkType>::Itself as __spark::Encode>::Column,
        old_rows: <<::std::vec::Vec<
            Builder,
        > as __spark::SparkType>::Itself as __spark::Encode>::Column,
        Odd: <<Option<
            Vec<Option<i64>>,
        > as __spark::SparkType>::Itself as __spark::Encode>::Column,
        _batch: __spark::StructColumn<r#type>,
    }
    #[automatically_derived]
    impl __spark::Encode for r#type {
        type Column = Writer;
        fn column(
            __data_type: &__spark::DataType,
            __values: ::core::primitive::usize,
            __misfit: &mut __spark::Misfit,
        ) -> Writer {
            let mut __fields = __spark::StructFields::new(
                __data_type,
                "type",
                &["fn", "rows", "oldRows", "a.b `c` \"d\" e"],
                __values,
                __misfit,
            );
            Writer {
                r#fn: __fields.column::<<S as __spark::SparkType>::Itself>(),
                rows: __fields.column::<<Reader as __spark::SparkType>::Itself>(),
                old_rows: __fields
                    .column::<
                        <::std::vec::Vec<Builder> as __spark::SparkType>::Itself,
                    >(),
                Odd: __fields
                    .column::<
                        <Option<Vec<Option<i64>>> as __spark::SparkType>::Itself,
                    >(),
                _batch: __fields.finish(),
            }
        }
        #[inline]
        fn append(__column: &mut Writer, __value: &Self) {
            <<S as __spark::SparkType>::Itself as __spark::Encode>::append(
                &mut __column.r#fn,
                &__value.r#fn,
            );
            <<Reader as __spark::SparkType>::Itself as __spark::Encode>::append(
                &mut __column.rows,
                &__value.rows,
            );
            <<::std::vec::Vec<
                Builder,
            > as __spark::SparkType>::Itself as __spark::Encode>::append(
                &mut __column.old_rows,
                &__value.old_rows,
            );
            <<Option<
                Vec<Option<i64>>,
            > as __spark::SparkType>::Itself as __spark::Encode>::append(
                &mut __column.Odd,
                &__value.Odd,
            );
            __column._batch.append();
        }
        fn append_null(__column: &mut Writer) {
            <<S as __spark::SparkType>::Itself as __spark::Encode>::append_null(
                &mut __column.r#fn,
            );
            <<Reader as __spark::SparkType>::Itself as __spark::Encode>::append_null(
                &mut __column.rows,
            );
            <<::std::vec::Vec<
                Builder,
            > as __spark::SparkType>::Itself as __spark::Encode>::append_null(
                &mut __column.old_rows,
            );
            <<Option<
                Vec<Option<i64>>,
            > as __spark::SparkType>::Itself as __spark::Encode>::append_null(
                &mut __column.Odd,
            );
            __column._batch.append_null();
        }
        fn finish(
            __column: Writer,
        ) -> ::core::result::Result<__spark::ArrayRef, __spark::Refused> {
            let mut __finished = <__spark::FinishedFields as ::core::default::Default>::default();
            __finished.field::<<S as __spark::SparkType>::Itself>(__column.r#fn);
            __finished.field::<<Reader as __spark::SparkType>::Itself>(__column.rows);
            __finished
                .field::<
                    <::std::vec::Vec<Builder> as __spark::SparkType>::Itself,
                >(__column.old_rows);
            __finished
                .field::<
                    <Option<Vec<Option<i64>>> as __spark::SparkType>::Itself,
                >(__column.Odd);
            __column._batch.finish(__finished)
        }
    }
};
