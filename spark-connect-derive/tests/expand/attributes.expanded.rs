/// Columns of [`Item`], as closures see them.
pub struct ItemCols<S: 'static> {
    /// The number
    /// on its "box".
    ///
    /// Unique.
    ///
    /// Column `id`.
    pub id: ::spark_connect_core::__private::Expr<S, i64>,
    /// Column `stock`.
    pub stock: <::core::option::Option<
        i32,
    > as ::spark_connect_core::__private::SparkType>::Cols<S>,
    /// Column `note`.
    pub note: <::core::option::Option<
        String,
    > as ::spark_connect_core::__private::SparkType>::Cols<S>,
    /// Column `price`.
    pub price: <crate::money::Stored as ::spark_connect_core::__private::SparkType>::Cols<
        S,
    >,
    /// Column `size`.
    pub size: <Size as ::spark_connect_core::__private::SparkType>::Cols<S>,
    /// Column `last`.
    pub last: ::spark_connect_core::__private::Expr<S, bool>,
}
/// Columns of an optional [`Item`], as closures see them.
pub struct ItemOptCols<S: 'static> {
    /// The number
    /// on its "box".
    ///
    /// Unique.
    ///
    /// Column `id`.
    pub id: ::spark_connect_core::__private::Expr<S, ::core::option::Option<i64>>,
    /// Column `stock`.
    pub stock: <::core::option::Option<
        i32,
    > as ::spark_connect_core::__private::SparkType>::OptCols<S>,
    /// Column `note`.
    pub note: <::core::option::Option<
        String,
    > as ::spark_connect_core::__private::SparkType>::OptCols<S>,
    /// Column `price`.
    pub price: <crate::money::Stored as ::spark_connect_core::__private::SparkType>::OptCols<
        S,
    >,
    /// Column `size`.
    pub size: <Size as ::spark_connect_core::__private::SparkType>::OptCols<S>,
    /// Column `last`.
    pub last: ::spark_connect_core::__private::Expr<S, ::core::option::Option<bool>>,
}
const _: () = {
    use ::spark_connect_core::__private as __spark;
    #[automatically_derived]
    impl<S: 'static> ::core::clone::Clone for ItemCols<S> {
        #[inline]
        fn clone(&self) -> Self {
            let _ = self.price;
            let _ = self.size;
            *self
        }
    }
    #[automatically_derived]
    impl<S: 'static> ::core::marker::Copy for ItemCols<S> {}
    #[automatically_derived]
    impl<S: 'static> ::core::fmt::Debug for ItemCols<S> {
        fn fmt(
            &self,
            __formatter: &mut ::core::fmt::Formatter<'_>,
        ) -> ::core::fmt::Result {
            __formatter.write_str("ItemCols")
        }
    }
    #[automatically_derived]
    impl<S: 'static> __spark::Value<S> for ItemCols<S> {
        type Out = Item;
        fn handle(self) -> __spark::Handle {
            let _ = self.price;
            let _ = self.size;
            <Item as __spark::SparkType>::unbind::<S>(self)
        }
    }
    #[automatically_derived]
    impl<S: 'static> ::core::clone::Clone for ItemOptCols<S> {
        #[inline]
        fn clone(&self) -> Self {
            let _ = self.price;
            let _ = self.size;
            *self
        }
    }
    #[automatically_derived]
    impl<S: 'static> ::core::marker::Copy for ItemOptCols<S> {}
    #[automatically_derived]
    impl<S: 'static> ::core::fmt::Debug for ItemOptCols<S> {
        fn fmt(
            &self,
            __formatter: &mut ::core::fmt::Formatter<'_>,
        ) -> ::core::fmt::Result {
            __formatter.write_str("ItemOptCols")
        }
    }
    #[automatically_derived]
    impl<S: 'static> __spark::Value<S> for ItemOptCols<S> {
        type Out = ::core::option::Option<Item>;
        fn handle(self) -> __spark::Handle {
            let _ = self.price;
            let _ = self.size;
            <Item as __spark::SparkType>::unbind_opt::<S>(self)
        }
    }
    #[automatically_derived]
    impl<S: 'static> __spark::Columns<S> for ItemCols<S> {
        type Row = Item;
        fn list(
            self,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            let _ = self.price;
            let _ = self.size;
            <Item as __spark::StructRow>::columns::<S>(self)
        }
    }
    #[automatically_derived]
    impl __spark::SparkType for Item {
        type Base = Self;
        type Null = __spark::NotNull;
        type Itself = Self;
        type Cols<S: 'static> = ItemCols<S>;
        type OptCols<S: 'static> = ItemOptCols<S>;
        fn bind<S: 'static>(__at: __spark::Handle) -> ItemCols<S> {
            ItemCols {
                id: __spark::expression::<Self, _, _>(__at, "id"),
                stock: <::core::option::Option<
                    i32,
                > as __spark::SparkType>::bind::<
                    S,
                >(__spark::field::<Self>(__at, "stock")),
                note: <::core::option::Option<
                    String,
                > as __spark::SparkType>::bind::<
                    S,
                >(__spark::field::<Self>(__at, "note")),
                price: <crate::money::Stored as __spark::SparkType>::bind::<
                    S,
                >(__spark::field::<Self>(__at, "price")),
                size: <Size as __spark::SparkType>::bind::<S>(__at),
                last: __spark::expression::<Self, _, _>(__at, "last"),
            }
        }
        fn bind_opt<S: 'static>(__at: __spark::Handle) -> ItemOptCols<S> {
            ItemOptCols {
                id: __spark::expression::<Self, _, _>(__at, "id"),
                stock: <::core::option::Option<
                    i32,
                > as __spark::SparkType>::bind_opt::<
                    S,
                >(__spark::field::<Self>(__at, "stock")),
                note: <::core::option::Option<
                    String,
                > as __spark::SparkType>::bind_opt::<
                    S,
                >(__spark::field::<Self>(__at, "note")),
                price: <crate::money::Stored as __spark::SparkType>::bind_opt::<
                    S,
                >(__spark::field::<Self>(__at, "price")),
                size: <Size as __spark::SparkType>::bind_opt::<S>(__at),
                last: __spark::expression::<Self, _, _>(__at, "last"),
            }
        }
        fn unbind<S: 'static>(__cols: ItemCols<S>) -> __spark::Handle {
            let _ = __cols.price;
            let _ = __cols.size;
            __spark::row_of(
                &<Self as __spark::StructRow>::columns::<S>(__cols),
                &<Self as __spark::StructRow>::owners(),
            )
        }
        fn unbind_opt<S: 'static>(__cols: ItemOptCols<S>) -> __spark::Handle {
            let _ = __cols.price;
            let _ = __cols.size;
            __spark::row_of(
                &<Self as __spark::StructRow>::opt_columns::<S>(__cols),
                &<Self as __spark::StructRow>::owners(),
            )
        }
        fn data_type() -> __spark::DataType {
            __spark::DataType::Struct(<Self as __spark::SparkRow>::schema())
        }
    }
    #[automatically_derived]
    impl __spark::SparkRow for Item {
        const NAME: &'static ::core::primitive::str = "Item";
        const STRICT: ::core::primitive::bool = true;
        fn schema() -> __spark::StructType {
            __spark::schema(
                __spark::joined([
                    <::std::vec::Vec<
                        _,
                    > as ::core::convert::From<
                        _,
                    >>::from([
                        __spark::column::<i64>("id")
                            .metadata(
                                "{\"comment\":\"The number on its \\\"box\\\".\",\"unit\":\"piece\",\"digits\":2}",
                            ),
                        __spark::column::<
                            <::core::option::Option<i32> as __spark::SparkType>::Itself,
                        >("stock"),
                        __spark::column::<
                            <::core::option::Option<
                                String,
                            > as __spark::SparkType>::Itself,
                        >("note")
                            .metadata("{\"comment\":\"free text\"}"),
                        __spark::column::<
                            <crate::money::Stored as __spark::SparkType>::Itself,
                        >("price"),
                    ]),
                    <<Size as __spark::SparkType>::Itself as __spark::SparkRow>::schema()
                        .fields,
                    <::std::vec::Vec<
                        _,
                    > as ::core::convert::From<
                        _,
                    >>::from([__spark::column::<bool>("last")]),
                ]),
            )
        }
        fn list(
            __at: __spark::Handle,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            __spark::joined([
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    ("id", __spark::field::<Self>(__at, "id")),
                    ("stock", __spark::field::<Self>(__at, "stock")),
                    ("note", __spark::field::<Self>(__at, "note")),
                    ("price", __spark::field::<Self>(__at, "price")),
                ]),
                <<Size as __spark::SparkType>::Itself as __spark::SparkRow>::list(__at),
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([("last", __spark::field::<Self>(__at, "last"))]),
            ])
        }
    }
    #[automatically_derived]
    impl __spark::StructRow for Item {
        fn owners() -> ::std::vec::Vec<::core::any::TypeId> {
            __spark::joined([
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([::core::any::TypeId::of::<Self>()]),
                <<Size as __spark::SparkType>::Itself as __spark::StructRow>::owners(),
            ])
        }
        fn columns<S: 'static>(
            __cols: ItemCols<S>,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            __spark::joined([
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    ("id", __spark::unbind(__cols.id)),
                    (
                        "stock",
                        <::core::option::Option<
                            i32,
                        > as __spark::SparkType>::unbind::<S>(__cols.stock),
                    ),
                    (
                        "note",
                        <::core::option::Option<
                            String,
                        > as __spark::SparkType>::unbind::<S>(__cols.note),
                    ),
                    (
                        "price",
                        <crate::money::Stored as __spark::SparkType>::unbind::<
                            S,
                        >(__cols.price),
                    ),
                ]),
                <<Size as __spark::SparkType>::Itself as __spark::StructRow>::columns::<
                    S,
                >(__cols.size),
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([("last", __spark::unbind(__cols.last))]),
            ])
        }
        fn opt_columns<S: 'static>(
            __cols: ItemOptCols<S>,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            __spark::joined([
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    ("id", __spark::unbind(__cols.id)),
                    (
                        "stock",
                        <::core::option::Option<
                            i32,
                        > as __spark::SparkType>::unbind_opt::<S>(__cols.stock),
                    ),
                    (
                        "note",
                        <::core::option::Option<
                            String,
                        > as __spark::SparkType>::unbind_opt::<S>(__cols.note),
                    ),
                    (
                        "price",
                        <crate::money::Stored as __spark::SparkType>::unbind_opt::<
                            S,
                        >(__cols.price),
                    ),
                ]),
                <<Size as __spark::SparkType>::Itself as __spark::StructRow>::opt_columns::<
                    S,
                >(__cols.size),
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([("last", __spark::unbind(__cols.last))]),
            ])
        }
    }
    pub struct Reader<'a> {
        id: <i64 as __spark::Decode>::Column<'a>,
        stock: <<::core::option::Option<
            i32,
        > as __spark::SparkType>::Itself as __spark::Decode>::Column<'a>,
        note: <<::core::option::Option<
            String,
        > as __spark::SparkType>::Itself as __spark::Decode>::Column<'a>,
        price: __spark::Converted<
            'a,
            <<crate::money::Stored as __spark::SparkType>::Itself as __spark::Decode>::Column<
                'a,
            >,
        >,
        size: <<Size as __spark::SparkType>::Itself as __spark::Decode>::Column<'a>,
        last: <bool as __spark::Decode>::Column<'a>,
        _batch: ::core::marker::PhantomData<&'a ()>,
    }
    #[automatically_derived]
    #[allow(clippy::question_mark)]
    impl __spark::Decode for Item {
        type Column<'a> = Reader<'a>;
        fn column<'a>(
            __input: __spark::Input<'a>,
        ) -> ::core::result::Result<Reader<'a>, __spark::Error> {
            let __fields = __input.fields("Item")?;
            ::core::result::Result::Ok(Reader {
                id: match __fields.column::<i64>("id", 0) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                stock: match __fields
                    .column::<
                        <::core::option::Option<i32> as __spark::SparkType>::Itself,
                    >("stock", 1)
                {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                note: match __fields
                    .column::<
                        <::core::option::Option<String> as __spark::SparkType>::Itself,
                    >("note", 2)
                {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                price: match __fields
                    .converted::<
                        <crate::money::Stored as __spark::SparkType>::Itself,
                    >("price", 3)
                {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                size: match <<Size as __spark::SparkType>::Itself as __spark::Decode>::column(
                    __fields.flattened(),
                ) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                last: match __fields.column::<bool>("last", 5) {
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
                stock: ::core::option::Option::unwrap_or_default(
                    match <<::core::option::Option<
                        i32,
                    > as __spark::SparkType>::Itself as __spark::Decode>::value(
                        &__column.stock,
                        __row,
                    ) {
                        __spark::Ok(value) => value,
                        __spark::Err(error) => return __spark::Err(error),
                    },
                ),
                note: ::core::option::Option::unwrap_or_else(
                    match <<::core::option::Option<
                        String,
                    > as __spark::SparkType>::Itself as __spark::Decode>::value(
                        &__column.note,
                        __row,
                    ) {
                        __spark::Ok(value) => value,
                        __spark::Err(error) => return __spark::Err(error),
                    },
                    || "none".to_owned(),
                ),
                price: match __column
                    .price
                    .value(
                        __row,
                        |column, row| {
                            ::core::result::Result::map(
                                <<crate::money::Stored as __spark::SparkType>::Itself as __spark::Decode>::value(
                                    column,
                                    row,
                                ),
                                crate::money::from_stored,
                            )
                        },
                    )
                {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                size: match <<Size as __spark::SparkType>::Itself as __spark::Decode>::value(
                    &__column.size,
                    __row,
                ) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                last: match <bool as __spark::Decode>::value(&__column.last, __row) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                cached: ::core::default::Default::default(),
            })
        }
    }
    pub struct Writer {
        id: <i64 as __spark::Encode>::Column,
        stock: <i32 as __spark::Encode>::Column,
        note: <String as __spark::Encode>::Column,
        price: __spark::ConvertedColumn<
            <crate::money::Stored as __spark::SparkType>::Itself,
        >,
        size: <<Size as __spark::SparkType>::Itself as __spark::Encode>::Column,
        last: <bool as __spark::Encode>::Column,
        _batch: __spark::StructColumn<Item>,
    }
    #[automatically_derived]
    impl __spark::Encode for Item {
        type Column = Writer;
        fn column(
            __data_type: &__spark::DataType,
            __values: ::core::primitive::usize,
            __misfit: &mut __spark::Misfit,
        ) -> Writer {
            let mut __fields = __spark::StructFields::new(
                __data_type,
                "Item",
                &<::std::vec::Vec<
                    _,
                > as ::core::iter::FromIterator<
                    _,
                >>::from_iter(<Self as __spark::SparkRow>::schema().names()),
                __values,
                __misfit,
            );
            Writer {
                id: __fields.column::<i64>(),
                stock: __fields.column::<i32>(),
                note: __fields.column::<String>(),
                price: __fields
                    .converted::<<crate::money::Stored as __spark::SparkType>::Itself>(),
                size: __fields
                    .flattened::<
                        <Size as __spark::SparkType>::Itself,
                    >(
                        &<<Size as __spark::SparkType>::Itself as __spark::SparkRow>::schema(),
                    ),
                last: __fields.column::<bool>(),
                _batch: __fields.finish(),
            }
        }
        #[inline]
        fn append(__column: &mut Writer, __value: &Self) {
            <i64 as __spark::Encode>::append(&mut __column.id, &__value.id);
            <i32 as __spark::Encode>::append(&mut __column.stock, &__value.stock);
            <String as __spark::Encode>::append(&mut __column.note, &__value.note);
            __column.price.append(crate::money::to_stored(&__value.price));
            <<Size as __spark::SparkType>::Itself as __spark::Encode>::append(
                &mut __column.size,
                &__value.size,
            );
            <bool as __spark::Encode>::append(&mut __column.last, &__value.last);
            __column._batch.append();
        }
        fn append_null(__column: &mut Writer) {
            <i64 as __spark::Encode>::append_null(&mut __column.id);
            <i32 as __spark::Encode>::append_null(&mut __column.stock);
            <String as __spark::Encode>::append_null(&mut __column.note);
            __column.price.append_null();
            <<Size as __spark::SparkType>::Itself as __spark::Encode>::append_null(
                &mut __column.size,
            );
            <bool as __spark::Encode>::append_null(&mut __column.last);
            __column._batch.append_null();
        }
        fn finish(
            __column: Writer,
        ) -> ::core::result::Result<__spark::ArrayRef, __spark::Refused> {
            let mut __finished = <__spark::FinishedFields as ::core::default::Default>::default();
            __finished.field::<i64>(__column.id);
            __finished.field::<i32>(__column.stock);
            __finished.field::<String>(__column.note);
            __finished
                .converted::<
                    <crate::money::Stored as __spark::SparkType>::Itself,
                >(__column.price);
            __finished.flattened::<<Size as __spark::SparkType>::Itself>(__column.size);
            __finished.field::<bool>(__column.last);
            __column._batch.finish(__finished)
        }
    }
};
