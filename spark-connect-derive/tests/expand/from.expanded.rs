/// Columns of [`Slim`], as closures see them.
pub struct SlimCols<S_: 'static> {
    /// Column `id`.
    pub id: ::spark_connect_core::__private::Expr<S_, i64>,
    /// Column `deliver to`.
    pub ship_to: <Address as ::spark_connect_core::__private::SparkType>::Cols<S_>,
    /// Column `type`.
    r#type: <Option<String> as ::spark_connect_core::__private::SparkType>::Cols<S_>,
}
/// Columns of an optional [`Slim`], as closures see them.
pub struct SlimOptCols<S_: 'static> {
    /// Column `id`.
    pub id: ::spark_connect_core::__private::Expr<S_, ::core::option::Option<i64>>,
    /// Column `deliver to`.
    pub ship_to: <Address as ::spark_connect_core::__private::SparkType>::OptCols<S_>,
    /// Column `type`.
    r#type: <Option<String> as ::spark_connect_core::__private::SparkType>::OptCols<S_>,
}
const _: () = {
    #[automatically_derived]
    impl<S_: 'static> ::core::clone::Clone for SlimCols<S_> {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                id: self.id,
                ship_to: self.ship_to,
                r#type: self.r#type,
            }
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
    impl<S_: 'static> ::spark_connect_core::__private::Value<S_> for SlimCols<S_> {
        type Out = Slim;
        fn handle(self) -> ::spark_connect_core::__private::Handle {
            let _ = self.id;
            let _ = self.ship_to;
            let _ = self.r#type;
            <Slim as ::spark_connect_core::__private::SparkType>::unbind::<S_>(self)
        }
    }
    #[automatically_derived]
    impl<S_: 'static> ::core::clone::Clone for SlimOptCols<S_> {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                id: self.id,
                ship_to: self.ship_to,
                r#type: self.r#type,
            }
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
    impl<S_: 'static> ::spark_connect_core::__private::Value<S_> for SlimOptCols<S_> {
        type Out = ::core::option::Option<Slim>;
        fn handle(self) -> ::spark_connect_core::__private::Handle {
            let _ = self.id;
            let _ = self.ship_to;
            let _ = self.r#type;
            <Slim as ::spark_connect_core::__private::SparkType>::unbind_opt::<S_>(self)
        }
    }
    #[automatically_derived]
    impl<S_: 'static> ::spark_connect_core::__private::Columns<S_> for SlimCols<S_> {
        type Row = Slim;
        fn list(
            self,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            let _ = self.id;
            let _ = self.ship_to;
            let _ = self.r#type;
            <Slim as ::spark_connect_core::__private::StructRow>::columns::<S_>(self)
        }
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::SparkType for Slim {
        type Base = Self;
        type Null = ::spark_connect_core::__private::NotNull;
        type Itself = Self;
        type Cols<S_: 'static> = SlimCols<S_>;
        type OptCols<S_: 'static> = SlimOptCols<S_>;
        fn bind<S_: 'static>(
            __at: ::spark_connect_core::__private::Handle,
        ) -> SlimCols<S_> {
            SlimCols {
                id: <i64 as ::spark_connect_core::__private::SparkType>::bind::<
                    S_,
                >(::spark_connect_core::__private::field::<Self>(__at, "id")),
                ship_to: <Address as ::spark_connect_core::__private::SparkType>::bind::<
                    S_,
                >(::spark_connect_core::__private::field::<Self>(__at, "deliver to")),
                r#type: <Option<
                    String,
                > as ::spark_connect_core::__private::SparkType>::bind::<
                    S_,
                >(::spark_connect_core::__private::field::<Self>(__at, "type")),
            }
        }
        fn bind_opt<S_: 'static>(
            __at: ::spark_connect_core::__private::Handle,
        ) -> SlimOptCols<S_> {
            SlimOptCols {
                id: <i64 as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S_,
                >(::spark_connect_core::__private::field::<Self>(__at, "id")),
                ship_to: <Address as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S_,
                >(::spark_connect_core::__private::field::<Self>(__at, "deliver to")),
                r#type: <Option<
                    String,
                > as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S_,
                >(::spark_connect_core::__private::field::<Self>(__at, "type")),
            }
        }
        fn unbind<S_: 'static>(
            __cols: SlimCols<S_>,
        ) -> ::spark_connect_core::__private::Handle {
            let _ = __cols.id;
            let _ = __cols.ship_to;
            let _ = __cols.r#type;
            ::spark_connect_core::__private::row::<
                Self,
            >(
                &<Self as ::spark_connect_core::__private::StructRow>::columns::<
                    S_,
                >(__cols),
            )
        }
        fn unbind_opt<S_: 'static>(
            __cols: SlimOptCols<S_>,
        ) -> ::spark_connect_core::__private::Handle {
            let _ = __cols.id;
            let _ = __cols.ship_to;
            let _ = __cols.r#type;
            ::spark_connect_core::__private::row::<
                Self,
            >(
                &<Self as ::spark_connect_core::__private::StructRow>::opt_columns::<
                    S_,
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
    impl ::spark_connect_core::__private::SparkRow for Slim {
        const NAME: &'static ::core::primitive::str = "Slim";
        fn schema() -> ::spark_connect_core::__private::StructType {
            ::spark_connect_core::__private::schema(
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    ::spark_connect_core::__private::column::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >("id"),
                    ::spark_connect_core::__private::column::<
                        <Address as ::spark_connect_core::__private::SparkType>::Itself,
                    >("deliver to"),
                    ::spark_connect_core::__private::column::<
                        <Option<
                            String,
                        > as ::spark_connect_core::__private::SparkType>::Itself,
                    >("type"),
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
            >(__at, ["id", "deliver to", "type"])
        }
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::StructRow for Slim {
        fn columns<S_: 'static>(
            __cols: SlimCols<S_>,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                (
                    "id",
                    <i64 as ::spark_connect_core::__private::SparkType>::unbind::<
                        S_,
                    >(__cols.id),
                ),
                (
                    "deliver to",
                    <Address as ::spark_connect_core::__private::SparkType>::unbind::<
                        S_,
                    >(__cols.ship_to),
                ),
                (
                    "type",
                    <Option<
                        String,
                    > as ::spark_connect_core::__private::SparkType>::unbind::<
                        S_,
                    >(__cols.r#type),
                ),
            ])
        }
        fn opt_columns<S_: 'static>(
            __cols: SlimOptCols<S_>,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                (
                    "id",
                    <i64 as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                        S_,
                    >(__cols.id),
                ),
                (
                    "deliver to",
                    <Address as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                        S_,
                    >(__cols.ship_to),
                ),
                (
                    "type",
                    <Option<
                        String,
                    > as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                        S_,
                    >(__cols.r#type),
                ),
            ])
        }
    }
    pub struct Reader<'a> {
        id: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        ship_to: <<Address as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        r#type: <<Option<
            String,
        > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        _batch: ::core::marker::PhantomData<&'a ()>,
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::Decode for Slim {
        type Column<'a> = Reader<'a>;
        fn column<'a>(
            __input: ::spark_connect_core::__private::Input<'a>,
        ) -> ::core::result::Result<Reader<'a>, ::spark_connect_core::__private::Error> {
            let __fields = __input.fields("Slim")?;
            ::core::result::Result::Ok(Reader {
                id: __fields
                    .column::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >("id", 0)?,
                ship_to: __fields
                    .column::<
                        <Address as ::spark_connect_core::__private::SparkType>::Itself,
                    >("deliver to", 1)?,
                r#type: __fields
                    .column::<
                        <Option<
                            String,
                        > as ::spark_connect_core::__private::SparkType>::Itself,
                    >("type", 2)?,
                _batch: ::core::marker::PhantomData,
            })
        }
        #[inline]
        fn value(
            __column: &Reader<'_>,
            __row: ::core::primitive::usize,
        ) -> ::core::result::Result<Self, ::spark_connect_core::__private::Error> {
            ::core::result::Result::Ok(Self {
                id: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                    &__column.id,
                    __row,
                )?,
                ship_to: <<Address as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                    &__column.ship_to,
                    __row,
                )?,
                r#type: <<Option<
                    String,
                > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                    &__column.r#type,
                    __row,
                )?,
            })
        }
    }
    pub struct Builder {
        id: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        ship_to: <<Address as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        r#type: <<Option<
            String,
        > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        rows: ::spark_connect_core::__private::StructBuilder,
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::Encode for Slim {
        type Builder = Builder;
        fn builder(
            __data_type: &::spark_connect_core::__private::DataType,
            __capacity: ::core::primitive::usize,
        ) -> ::core::result::Result<Builder, ::spark_connect_core::__private::Error> {
            let __rows = ::spark_connect_core::__private::StructBuilder::new(
                __data_type,
                "Slim",
                &["id", "deliver to", "type"],
                __capacity,
            )?;
            ::core::result::Result::Ok(Builder {
                id: __rows
                    .field::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >(0)?,
                ship_to: __rows
                    .field::<
                        <Address as ::spark_connect_core::__private::SparkType>::Itself,
                    >(1)?,
                r#type: __rows
                    .field::<
                        <Option<
                            String,
                        > as ::spark_connect_core::__private::SparkType>::Itself,
                    >(2)?,
                rows: __rows,
            })
        }
        fn append(
            __builder: &mut Builder,
            __value: &Self,
        ) -> ::core::result::Result<(), ::spark_connect_core::__private::Error> {
            ::spark_connect_core::__private::append_field::<
                <i64 as ::spark_connect_core::__private::SparkType>::Itself,
            >(&mut __builder.id, &__value.id, "id")?;
            ::spark_connect_core::__private::append_field::<
                <Address as ::spark_connect_core::__private::SparkType>::Itself,
            >(&mut __builder.ship_to, &__value.ship_to, "deliver to")?;
            ::spark_connect_core::__private::append_field::<
                <Option<String> as ::spark_connect_core::__private::SparkType>::Itself,
            >(&mut __builder.r#type, &__value.r#type, "type")?;
            __builder.rows.append_valid();
            ::core::result::Result::Ok(())
        }
        fn append_null(__builder: &mut Builder) {
            <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.id,
            );
            <<Address as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.ship_to,
            );
            <<Option<
                String,
            > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.r#type,
            );
            __builder.rows.append_null();
        }
        fn finish(
            __builder: Builder,
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
                            __builder.id,
                        )?,
                        <<Address as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                            __builder.ship_to,
                        )?,
                        <<Option<
                            String,
                        > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                            __builder.r#type,
                        )?,
                    ]),
                )
        }
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::ProjectFrom<Order> for Slim {
        fn project<S_: 'static>(
            __cols: <Order as ::spark_connect_core::__private::SparkType>::Cols<S_>,
        ) -> SlimCols<S_> {
            SlimCols {
                id: __cols.id,
                ship_to: __cols.ship_to,
                r#type: __cols.r#type,
            }
        }
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::ProjectFrom<archive::S> for Slim {
        fn project<S_: 'static>(
            __cols: <archive::S as ::spark_connect_core::__private::SparkType>::Cols<S_>,
        ) -> SlimCols<S_> {
            SlimCols {
                id: __cols.id,
                ship_to: __cols.ship_to,
                r#type: __cols.r#type,
            }
        }
    }
};
