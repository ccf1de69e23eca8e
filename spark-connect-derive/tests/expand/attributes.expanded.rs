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
    #[automatically_derived]
    impl<S: 'static> ::core::clone::Clone for ItemCols<S> {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                id: self.id,
                stock: self.stock,
                note: self.note,
                price: self.price,
                size: self.size,
                last: self.last,
            }
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
    impl<S: 'static> ::spark_connect_core::__private::Value<S> for ItemCols<S> {
        type Out = Item;
        fn handle(self) -> ::spark_connect_core::__private::Handle {
            let _ = self.id;
            let _ = self.stock;
            let _ = self.note;
            let _ = self.price;
            let _ = self.size;
            let _ = self.last;
            <Item as ::spark_connect_core::__private::SparkType>::unbind::<S>(self)
        }
    }
    #[automatically_derived]
    impl<S: 'static> ::core::clone::Clone for ItemOptCols<S> {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                id: self.id,
                stock: self.stock,
                note: self.note,
                price: self.price,
                size: self.size,
                last: self.last,
            }
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
    impl<S: 'static> ::spark_connect_core::__private::Value<S> for ItemOptCols<S> {
        type Out = ::core::option::Option<Item>;
        fn handle(self) -> ::spark_connect_core::__private::Handle {
            let _ = self.id;
            let _ = self.stock;
            let _ = self.note;
            let _ = self.price;
            let _ = self.size;
            let _ = self.last;
            <Item as ::spark_connect_core::__private::SparkType>::unbind_opt::<S>(self)
        }
    }
    #[automatically_derived]
    impl<S: 'static> ::spark_connect_core::__private::Columns<S> for ItemCols<S> {
        type Row = Item;
        fn list(
            self,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            let _ = self.id;
            let _ = self.stock;
            let _ = self.note;
            let _ = self.price;
            let _ = self.size;
            let _ = self.last;
            <Item as ::spark_connect_core::__private::StructRow>::columns::<S>(self)
        }
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::SparkType for Item {
        type Base = Self;
        type Null = ::spark_connect_core::__private::NotNull;
        type Itself = Self;
        type Cols<S: 'static> = ItemCols<S>;
        type OptCols<S: 'static> = ItemOptCols<S>;
        fn bind<S: 'static>(
            __at: ::spark_connect_core::__private::Handle,
        ) -> ItemCols<S> {
            ItemCols {
                id: <i64 as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "id")),
                stock: <::core::option::Option<
                    i32,
                > as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "stock")),
                note: <::core::option::Option<
                    String,
                > as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "note")),
                price: <crate::money::Stored as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "price")),
                size: <Size as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(__at),
                last: <bool as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "last")),
            }
        }
        fn bind_opt<S: 'static>(
            __at: ::spark_connect_core::__private::Handle,
        ) -> ItemOptCols<S> {
            ItemOptCols {
                id: <i64 as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "id")),
                stock: <::core::option::Option<
                    i32,
                > as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "stock")),
                note: <::core::option::Option<
                    String,
                > as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "note")),
                price: <crate::money::Stored as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "price")),
                size: <Size as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(__at),
                last: <bool as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "last")),
            }
        }
        fn unbind<S: 'static>(
            __cols: ItemCols<S>,
        ) -> ::spark_connect_core::__private::Handle {
            let _ = __cols.id;
            let _ = __cols.stock;
            let _ = __cols.note;
            let _ = __cols.price;
            let _ = __cols.size;
            let _ = __cols.last;
            ::spark_connect_core::__private::row_of(
                &<Self as ::spark_connect_core::__private::StructRow>::columns::<
                    S,
                >(__cols),
                &<Self as ::spark_connect_core::__private::StructRow>::owners(),
            )
        }
        fn unbind_opt<S: 'static>(
            __cols: ItemOptCols<S>,
        ) -> ::spark_connect_core::__private::Handle {
            let _ = __cols.id;
            let _ = __cols.stock;
            let _ = __cols.note;
            let _ = __cols.price;
            let _ = __cols.size;
            let _ = __cols.last;
            ::spark_connect_core::__private::row_of(
                &<Self as ::spark_connect_core::__private::StructRow>::opt_columns::<
                    S,
                >(__cols),
                &<Self as ::spark_connect_core::__private::StructRow>::owners(),
            )
        }
        fn data_type() -> ::spark_connect_core::__private::DataType {
            ::spark_connect_core::__private::DataType::Struct(
                <Self as ::spark_connect_core::__private::SparkRow>::schema(),
            )
        }
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::SparkRow for Item {
        const NAME: &'static ::core::primitive::str = "Item";
        const STRICT: ::core::primitive::bool = true;
        fn schema() -> ::spark_connect_core::__private::StructType {
            ::spark_connect_core::__private::schema(
                ::spark_connect_core::__private::joined([
                    <::std::vec::Vec<
                        _,
                    > as ::core::convert::From<
                        _,
                    >>::from([
                        ::spark_connect_core::__private::column::<
                            <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                        >("id")
                            .metadata(
                                "{\"comment\":\"The number on its \\\"box\\\".\",\"unit\":\"piece\",\"digits\":2}",
                            ),
                        ::spark_connect_core::__private::column::<
                            <::core::option::Option<
                                i32,
                            > as ::spark_connect_core::__private::SparkType>::Itself,
                        >("stock"),
                        ::spark_connect_core::__private::column::<
                            <::core::option::Option<
                                String,
                            > as ::spark_connect_core::__private::SparkType>::Itself,
                        >("note")
                            .metadata("{\"comment\":\"free text\"}"),
                        ::spark_connect_core::__private::column::<
                            <crate::money::Stored as ::spark_connect_core::__private::SparkType>::Itself,
                        >("price"),
                    ]),
                    <<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::SparkRow>::schema()
                        .fields,
                    <::std::vec::Vec<
                        _,
                    > as ::core::convert::From<
                        _,
                    >>::from([
                        ::spark_connect_core::__private::column::<
                            <bool as ::spark_connect_core::__private::SparkType>::Itself,
                        >("last"),
                    ]),
                ]),
            )
        }
        fn list(
            __at: ::spark_connect_core::__private::Handle,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            ::spark_connect_core::__private::joined([
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    ("id", ::spark_connect_core::__private::field::<Self>(__at, "id")),
                    (
                        "stock",
                        ::spark_connect_core::__private::field::<Self>(__at, "stock"),
                    ),
                    (
                        "note",
                        ::spark_connect_core::__private::field::<Self>(__at, "note"),
                    ),
                    (
                        "price",
                        ::spark_connect_core::__private::field::<Self>(__at, "price"),
                    ),
                ]),
                <<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::SparkRow>::list(
                    __at,
                ),
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    (
                        "last",
                        ::spark_connect_core::__private::field::<Self>(__at, "last"),
                    ),
                ]),
            ])
        }
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::StructRow for Item {
        fn owners() -> ::std::vec::Vec<::core::any::TypeId> {
            ::spark_connect_core::__private::joined([
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([::core::any::TypeId::of::<Self>()]),
                <<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::StructRow>::owners(),
            ])
        }
        fn columns<S: 'static>(
            __cols: ItemCols<S>,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            ::spark_connect_core::__private::joined([
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    (
                        "id",
                        <i64 as ::spark_connect_core::__private::SparkType>::unbind::<
                            S,
                        >(__cols.id),
                    ),
                    (
                        "stock",
                        <::core::option::Option<
                            i32,
                        > as ::spark_connect_core::__private::SparkType>::unbind::<
                            S,
                        >(__cols.stock),
                    ),
                    (
                        "note",
                        <::core::option::Option<
                            String,
                        > as ::spark_connect_core::__private::SparkType>::unbind::<
                            S,
                        >(__cols.note),
                    ),
                    (
                        "price",
                        <crate::money::Stored as ::spark_connect_core::__private::SparkType>::unbind::<
                            S,
                        >(__cols.price),
                    ),
                ]),
                <<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::StructRow>::columns::<
                    S,
                >(__cols.size),
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    (
                        "last",
                        <bool as ::spark_connect_core::__private::SparkType>::unbind::<
                            S,
                        >(__cols.last),
                    ),
                ]),
            ])
        }
        fn opt_columns<S: 'static>(
            __cols: ItemOptCols<S>,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            ::spark_connect_core::__private::joined([
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    (
                        "id",
                        <i64 as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                            S,
                        >(__cols.id),
                    ),
                    (
                        "stock",
                        <::core::option::Option<
                            i32,
                        > as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                            S,
                        >(__cols.stock),
                    ),
                    (
                        "note",
                        <::core::option::Option<
                            String,
                        > as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                            S,
                        >(__cols.note),
                    ),
                    (
                        "price",
                        <crate::money::Stored as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                            S,
                        >(__cols.price),
                    ),
                ]),
                <<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::StructRow>::opt_columns::<
                    S,
                >(__cols.size),
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    (
                        "last",
                        <bool as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                            S,
                        >(__cols.last),
                    ),
                ]),
            ])
        }
    }
    pub struct Reader<'a> {
        id: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        stock: <<::core::option::Option<
            i32,
        > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        note: <<::core::option::Option<
            String,
        > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        price: ::spark_connect_core::__private::Converted<
            'a,
            <<crate::money::Stored as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
                'a,
            >,
        >,
        size: <<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        last: <<bool as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        _batch: ::core::marker::PhantomData<&'a ()>,
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::Decode for Item {
        type Column<'a> = Reader<'a>;
        fn column<'a>(
            __input: ::spark_connect_core::__private::Input<'a>,
        ) -> ::core::result::Result<Reader<'a>, ::spark_connect_core::__private::Error> {
            let __fields = __input.fields("Item")?;
            ::core::result::Result::Ok(Reader {
                id: __fields
                    .column::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >("id", 0)?,
                stock: __fields
                    .column::<
                        <::core::option::Option<
                            i32,
                        > as ::spark_connect_core::__private::SparkType>::Itself,
                    >("stock", 1)?,
                note: __fields
                    .column::<
                        <::core::option::Option<
                            String,
                        > as ::spark_connect_core::__private::SparkType>::Itself,
                    >("note", 2)?,
                price: __fields
                    .converted::<
                        <crate::money::Stored as ::spark_connect_core::__private::SparkType>::Itself,
                    >("price", 3)?,
                size: <<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::column(
                    __fields.flattened(),
                )?,
                last: __fields
                    .column::<
                        <bool as ::spark_connect_core::__private::SparkType>::Itself,
                    >("last", 5)?,
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
                stock: ::core::option::Option::unwrap_or_default(
                    <<::core::option::Option<
                        i32,
                    > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                        &__column.stock,
                        __row,
                    )?,
                ),
                note: ::core::option::Option::unwrap_or_else(
                    <<::core::option::Option<
                        String,
                    > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                        &__column.note,
                        __row,
                    )?,
                    || "none".to_owned(),
                ),
                price: __column
                    .price
                    .value(
                        __row,
                        |column, row| {
                            ::core::result::Result::map(
                                <<crate::money::Stored as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                                    column,
                                    row,
                                ),
                                crate::money::from_stored,
                            )
                        },
                    )?,
                size: <<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                    &__column.size,
                    __row,
                )?,
                last: <<bool as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                    &__column.last,
                    __row,
                )?,
                cached: ::core::default::Default::default(),
            })
        }
    }
    pub struct Builder {
        id: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        stock: <<::core::option::Option<
            i32,
        > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        note: <<::core::option::Option<
            String,
        > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        price: <<crate::money::Stored as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        size: <<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        last: <<bool as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        rows: ::spark_connect_core::__private::StructBuilder,
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::Encode for Item {
        type Builder = Builder;
        fn builder(
            __data_type: &::spark_connect_core::__private::DataType,
            __capacity: ::core::primitive::usize,
        ) -> ::core::result::Result<Builder, ::spark_connect_core::__private::Error> {
            let __rows = ::spark_connect_core::__private::StructBuilder::new(
                __data_type,
                "Item",
                &<::std::vec::Vec<
                    _,
                > as ::core::iter::FromIterator<
                    _,
                >>::from_iter(
                    <Self as ::spark_connect_core::__private::SparkRow>::schema().names(),
                ),
                __capacity,
            )?;
            ::core::result::Result::Ok(Builder {
                id: __rows
                    .named::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >("id")?,
                stock: __rows
                    .named::<
                        <::core::option::Option<
                            i32,
                        > as ::spark_connect_core::__private::SparkType>::Itself,
                    >("stock")?,
                note: __rows
                    .named::<
                        <::core::option::Option<
                            String,
                        > as ::spark_connect_core::__private::SparkType>::Itself,
                    >("note")?,
                price: __rows
                    .named::<
                        <crate::money::Stored as ::spark_connect_core::__private::SparkType>::Itself,
                    >("price")?,
                size: __rows
                    .flattened::<
                        <Size as ::spark_connect_core::__private::SparkType>::Itself,
                    >(
                        &<<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::SparkRow>::schema(),
                    )?,
                last: __rows
                    .named::<
                        <bool as ::spark_connect_core::__private::SparkType>::Itself,
                    >("last")?,
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
                <i32 as ::spark_connect_core::__private::SparkType>::Itself,
            >(&mut __builder.stock, &__value.stock, "stock")?;
            ::spark_connect_core::__private::append_field::<
                <String as ::spark_connect_core::__private::SparkType>::Itself,
            >(&mut __builder.note, &__value.note, "note")?;
            ::spark_connect_core::__private::append_converted::<
                <crate::money::Stored as ::spark_connect_core::__private::SparkType>::Itself,
                _,
            >(&mut __builder.price, crate::money::to_stored(&__value.price), "price")?;
            <<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append(
                &mut __builder.size,
                &__value.size,
            )?;
            ::spark_connect_core::__private::append_field::<
                <bool as ::spark_connect_core::__private::SparkType>::Itself,
            >(&mut __builder.last, &__value.last, "last")?;
            __builder.rows.append_valid();
            ::core::result::Result::Ok(())
        }
        fn append_null(__builder: &mut Builder) {
            <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.id,
            );
            <<::core::option::Option<
                i32,
            > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.stock,
            );
            <<::core::option::Option<
                String,
            > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.note,
            );
            <<crate::money::Stored as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.price,
            );
            <<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.size,
            );
            <<bool as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.last,
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
                    ::spark_connect_core::__private::joined([
                        <::std::vec::Vec<
                            _,
                        > as ::core::convert::From<
                            _,
                        >>::from([
                            <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                                __builder.id,
                            )?,
                            <<::core::option::Option<
                                i32,
                            > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                                __builder.stock,
                            )?,
                            <<::core::option::Option<
                                String,
                            > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                                __builder.note,
                            )?,
                            <<crate::money::Stored as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                                __builder.price,
                            )?,
                        ]),
                        ::spark_connect_core::__private::fields_of(
                            &<<Size as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                                __builder.size,
                            )?,
                        )?,
                        <::std::vec::Vec<
                            _,
                        > as ::core::convert::From<
                            _,
                        >>::from([
                            <<bool as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                                __builder.last,
                            )?,
                        ]),
                    ]),
                )
        }
    }
};
