/// Columns of [`Slim`], as closures see them.
pub struct SlimCols<S_: 'static> {
    /// Column `id`.
    pub id: ::spark_connect_core::__private::Expr<S_, i64>,
    /// Column `deliver to`.
    pub ship_to: <Address as ::spark_connect_core::__private::SparkType>::Cols<S_>,
    /// Column `type`.
    r#type: ::spark_connect_core::__private::Expr<S_, Option<String>>,
}
/// Columns of an optional [`Slim`], as closures see them.
pub struct SlimOptCols<S_: 'static> {
    /// Column `id`.
    pub id: ::spark_connect_core::__private::Expr<S_, ::core::option::Option<i64>>,
    /// Column `deliver to`.
    pub ship_to: <Address as ::spark_connect_core::__private::SparkType>::OptCols<S_>,
    /// Column `type`.
    r#type: ::spark_connect_core::__private::Expr<S_, Option<String>>,
}
const _: () = {
    use ::spark_connect_core::__private as __spark;
    #[automatically_derived]
    impl<S_: 'static> ::core::clone::Clone for SlimCols<S_> {
        #[inline]
        fn clone(&self) -> Self {
            let _ = self.ship_to;
            *self
        }
    }
    #[automatically_derived]
    impl<S_: 'static> ::core::marker::Copy for SlimCols<S_> {}
    #[automatically_derived]
    impl<S_: 'static> ::core::fmt::Debug for SlimCols<S_> {
        fn fmt(
            &self,
            __formatter: &mut ::core::fmt::Formatter<'_>,
        ) -> ::core::fmt::Result {
            __formatter.write_str("SlimCols")
        }
    }
    #[automatically_derived]
    impl<S_: 'static> __spark::Value<S_> for SlimCols<S_> {
        type Out = Slim;
        fn handle(self) -> __spark::Handle {
            let _ = self.ship_to;
            <Slim as __spark::SparkType>::unbind::<S_>(self)
        }
    }
    #[automatically_derived]
    impl<S_: 'static> ::core::clone::Clone for SlimOptCols<S_> {
        #[inline]
        fn clone(&self) -> Self {
            let _ = self.ship_to;
            *self
        }
    }
    #[automatically_derived]
    impl<S_: 'static> ::core::marker::Copy for SlimOptCols<S_> {}
    #[automatically_derived]
    impl<S_: 'static> ::core::fmt::Debug for SlimOptCols<S_> {
        fn fmt(
            &self,
            __formatter: &mut ::core::fmt::Formatter<'_>,
        ) -> ::core::fmt::Result {
            __formatter.write_str("SlimOptCols")
        }
    }
    #[automatically_derived]
    impl<S_: 'static> __spark::Value<S_> for SlimOptCols<S_> {
        type Out = ::core::option::Option<Slim>;
        fn handle(self) -> __spark::Handle {
            let _ = self.ship_to;
            <Slim as __spark::SparkType>::unbind_opt::<S_>(self)
        }
    }
    #[automatically_derived]
    impl<S_: 'static> __spark::Columns<S_> for SlimCols<S_> {
        type Row = Slim;
        fn list(
            self,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            let _ = self.ship_to;
            <Slim as __spark::StructRow>::columns::<S_>(self)
        }
    }
    #[automatically_derived]
    impl __spark::SparkType for Slim {
        type Base = Self;
        type Null = __spark::NotNull;
        type Itself = Self;
        type Cols<S_: 'static> = SlimCols<S_>;
        type OptCols<S_: 'static> = SlimOptCols<S_>;
        fn bind<S_: 'static>(__at: __spark::Handle) -> SlimCols<S_> {
            SlimCols {
                id: __spark::expression::<Self, _, _>(__at, "id"),
                ship_to: <Address as __spark::SparkType>::bind::<
                    S_,
                >(__spark::field::<Self>(__at, "deliver to")),
                r#type: __spark::expression::<Self, _, _>(__at, "type"),
            }
        }
        fn bind_opt<S_: 'static>(__at: __spark::Handle) -> SlimOptCols<S_> {
            SlimOptCols {
                id: __spark::expression::<Self, _, _>(__at, "id"),
                ship_to: <Address as __spark::SparkType>::bind_opt::<
                    S_,
                >(__spark::field::<Self>(__at, "deliver to")),
                r#type: __spark::expression::<Self, _, _>(__at, "type"),
            }
        }
        fn unbind<S_: 'static>(__cols: SlimCols<S_>) -> __spark::Handle {
            let _ = __cols.ship_to;
            __spark::row::<Self>(&<Self as __spark::StructRow>::columns::<S_>(__cols))
        }
        fn unbind_opt<S_: 'static>(__cols: SlimOptCols<S_>) -> __spark::Handle {
            let _ = __cols.ship_to;
            __spark::row::<
                Self,
            >(&<Self as __spark::StructRow>::opt_columns::<S_>(__cols))
        }
        fn data_type() -> __spark::DataType {
            __spark::DataType::Struct(<Self as __spark::SparkRow>::schema())
        }
    }
    #[automatically_derived]
    impl __spark::SparkRow for Slim {
        const NAME: &'static ::core::primitive::str = "Slim";
        fn schema() -> __spark::StructType {
            __spark::schema(
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    __spark::column::<i64>("id"),
                    __spark::column::<
                        <Address as __spark::SparkType>::Itself,
                    >("deliver to"),
                    __spark::column::<Option<String>>("type"),
                ]),
            )
        }
        fn list(
            __at: __spark::Handle,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            __spark::fields::<Self, _>(__at, ["id", "deliver to", "type"])
        }
    }
    #[automatically_derived]
    impl __spark::StructRow for Slim {
        fn columns<S_: 'static>(
            __cols: SlimCols<S_>,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                ("id", __spark::unbind(__cols.id)),
                (
                    "deliver to",
                    <Address as __spark::SparkType>::unbind::<S_>(__cols.ship_to),
                ),
                ("type", __spark::unbind(__cols.r#type)),
            ])
        }
        fn opt_columns<S_: 'static>(
            __cols: SlimOptCols<S_>,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                ("id", __spark::unbind(__cols.id)),
                (
                    "deliver to",
                    <Address as __spark::SparkType>::unbind_opt::<S_>(__cols.ship_to),
                ),
                ("type", __spark::unbind(__cols.r#type)),
            ])
        }
    }
    pub struct Reader<'a> {
        id: <i64 as __spark::Decode>::Column<'a>,
        ship_to: <<Address as __spark::SparkType>::Itself as __spark::Decode>::Column<
            'a,
        >,
        r#type: <Option<String> as __spark::Decode>::Column<'a>,
        _batch: ::core::marker::PhantomData<&'a ()>,
    }
    #[automatically_derived]
    #[allow(clippy::question_mark)]
    impl __spark::Decode for Slim {
        type Column<'a> = Reader<'a>;
        fn column<'a>(
            __input: __spark::Input<'a>,
        ) -> ::core::result::Result<Reader<'a>, __spark::Error> {
            let __fields = __input.fields("Slim")?;
            ::core::result::Result::Ok(Reader {
                id: match __fields.column::<i64>("id", 0) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                ship_to: match __fields
                    .column::<<Address as __spark::SparkType>::Itself>("deliver to", 1)
                {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                r#type: match __fields.column::<Option<String>>("type", 2) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                _batch: ::core::marker::PhantomData,
            })
        }
        #[inline]
        fn value(
            __column: &Reader<'_>,
            __row: ::core::primitive::usize,
        ) -> ::core::result::Result<Self, __spark::Unreadable> {
            ::core::result::Result::Ok(Self {
                id: match <i64 as __spark::Decode>::value(&__column.id, __row) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                ship_to: match <<Address as __spark::SparkType>::Itself as __spark::Decode>::value(
                    &__column.ship_to,
                    __row,
                ) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                r#type: match <Option<
                    String,
                > as __spark::Decode>::value(&__column.r#type, __row) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
            })
        }
    }
    pub struct Writer {
        id: <i64 as __spark::Encode>::Column,
        ship_to: <<Address as __spark::SparkType>::Itself as __spark::Encode>::Column,
        r#type: <Option<String> as __spark::Encode>::Column,
        _batch: __spark::StructColumn<Slim>,
    }
    #[automatically_derived]
    impl __spark::Encode for Slim {
        type Column = Writer;
        fn column(
            __data_type: &__spark::DataType,
            __values: ::core::primitive::usize,
            __misfit: &mut __spark::Misfit,
        ) -> Writer {
            let mut __fields = __spark::StructFields::new(
                __data_type,
                "Slim",
                &["id", "deliver to", "type"],
                __values,
                __misfit,
            );
            Writer {
                id: __fields.column::<i64>(),
                ship_to: __fields.column::<<Address as __spark::SparkType>::Itself>(),
                r#type: __fields.column::<Option<String>>(),
                _batch: __fields.finish(),
            }
        }
        #[inline]
        fn append(__column: &mut Writer, __value: &Self) {
            <i64 as __spark::Encode>::append(&mut __column.id, &__value.id);
            <<Address as __spark::SparkType>::Itself as __spark::Encode>::append(
                &mut __column.ship_to,
                &__value.ship_to,
            );
            <Option<
                String,
            > as __spark::Encode>::append(&mut __column.r#type, &__value.r#type);
            __column._batch.append();
        }
        fn append_null(__column: &mut Writer) {
            <i64 as __spark::Encode>::append_null(&mut __column.id);
            <<Address as __spark::SparkType>::Itself as __spark::Encode>::append_null(
                &mut __column.ship_to,
            );
            <Option<String> as __spark::Encode>::append_null(&mut __column.r#type);
            __column._batch.append_null();
        }
        fn finish(
            __column: Writer,
        ) -> ::core::result::Result<__spark::ArrayRef, __spark::Refused> {
            let mut __finished = <__spark::FinishedFields as ::core::default::Default>::default();
            __finished.field::<i64>(__column.id);
            __finished
                .field::<<Address as __spark::SparkType>::Itself>(__column.ship_to);
            __finished.field::<Option<String>>(__column.r#type);
            __column._batch.finish(__finished)
        }
    }
    #[automatically_derived]
    impl __spark::ProjectFrom<Order> for Slim {
        fn project<S_: 'static>(
            __cols: <Order as __spark::SparkType>::Cols<S_>,
        ) -> SlimCols<S_> {
            SlimCols {
                id: __cols.id,
                ship_to: __cols.ship_to,
                r#type: __cols.r#type,
            }
        }
    }
    #[automatically_derived]
    impl __spark::ProjectFrom<archive::S> for Slim {
        fn project<S_: 'static>(
            __cols: <archive::S as __spark::SparkType>::Cols<S_>,
        ) -> SlimCols<S_> {
            SlimCols {
                id: __cols.id,
                ship_to: __cols.ship_to,
                r#type: __cols.r#type,
            }
        }
    }
};
