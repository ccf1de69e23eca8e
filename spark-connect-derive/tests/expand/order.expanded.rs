/// Columns of [`Order`], as closures see them.
pub struct OrderCols<S: 'static> {
    /// Its number.
    ///
    /// Column `id`.
    pub id: ::spark_connect_core::__private::Expr<S, i64>,
    /// Column `cust`.
    pub customer_id: ::spark_connect_core::__private::Expr<S, i64>,
    /// Column `note`.
    pub note: <Option<String> as ::spark_connect_core::__private::SparkType>::Cols<S>,
    /// Column `ship_to`.
    pub ship_to: <Address as ::spark_connect_core::__private::SparkType>::Cols<S>,
    /// Column `price`.
    price: <Decimal as ::spark_connect_core::__private::SparkType>::Cols<S>,
}
/// Columns of an optional [`Order`], as closures see them.
pub struct OrderOptCols<S: 'static> {
    /// Its number.
    ///
    /// Column `id`.
    pub id: ::spark_connect_core::__private::Expr<S, ::core::option::Option<i64>>,
    /// Column `cust`.
    pub customer_id: ::spark_connect_core::__private::Expr<
        S,
        ::core::option::Option<i64>,
    >,
    /// Column `note`.
    pub note: <Option<String> as ::spark_connect_core::__private::SparkType>::OptCols<S>,
    /// Column `ship_to`.
    pub ship_to: <Address as ::spark_connect_core::__private::SparkType>::OptCols<S>,
    /// Column `price`.
    price: <Decimal as ::spark_connect_core::__private::SparkType>::OptCols<S>,
}
const _: () = {
    #[automatically_derived]
    impl<S: 'static> ::core::clone::Clone for OrderCols<S> {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                id: self.id,
                customer_id: self.customer_id,
                note: self.note,
                ship_to: self.ship_to,
                price: self.price,
            }
        }
    }
    #[automatically_derived]
    impl<S: 'static> ::core::marker::Copy for OrderCols<S> {}
    #[automatically_derived]
    impl<S: 'static> ::core::fmt::Debug for OrderCols<S> {
        fn fmt(
            &self,
            __formatter: &mut ::core::fmt::Formatter<'_>,
        ) -> ::core::fmt::Result {
            __formatter.write_str("OrderCols")
        }
    }
    #[automatically_derived]
    impl<S: 'static> ::spark_connect_core::__private::Value<S> for OrderCols<S> {
        type Out = Order;
        fn handle(self) -> ::spark_connect_core::__private::Handle {
            let _ = self.id;
            let _ = self.customer_id;
            let _ = self.note;
            let _ = self.ship_to;
            let _ = self.price;
            <Order as ::spark_connect_core::__private::SparkType>::unbind::<S>(self)
        }
    }
    #[automatically_derived]
    impl<S: 'static> ::core::clone::Clone for OrderOptCols<S> {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                id: self.id,
                customer_id: self.customer_id,
                note: self.note,
                ship_to: self.ship_to,
                price: self.price,
            }
        }
    }
    #[automatically_derived]
    impl<S: 'static> ::core::marker::Copy for OrderOptCols<S> {}
    #[automatically_derived]
    impl<S: 'static> ::core::fmt::Debug for OrderOptCols<S> {
        fn fmt(
            &self,
            __formatter: &mut ::core::fmt::Formatter<'_>,
        ) -> ::core::fmt::Result {
            __formatter.write_str("OrderOptCols")
        }
    }
    #[automatically_derived]
    impl<S: 'static> ::spark_connect_core::__private::Value<S> for OrderOptCols<S> {
        type Out = ::core::option::Option<Order>;
        fn handle(self) -> ::spark_connect_core::__private::Handle {
            let _ = self.id;
            let _ = self.customer_id;
            let _ = self.note;
            let _ = self.ship_to;
            let _ = self.price;
            <Order as ::spark_connect_core::__private::SparkType>::unbind_opt::<S>(self)
        }
    }
    #[automatically_derived]
    impl<S: 'static> ::spark_connect_core::__private::Columns<S> for OrderCols<S> {
        type Row = Order;
        fn list(
            self,
        ) -> ::std::vec::Vec<
            (&'static ::core::primitive::str, ::spark_connect_core::__private::Handle),
        > {
            let _ = self.id;
            let _ = self.customer_id;
            let _ = self.note;
            let _ = self.ship_to;
            let _ = self.price;
            <Order as ::spark_connect_core::__private::StructRow>::columns::<S>(self)
        }
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::SparkType for Order {
        type Base = Self;
        type Null = ::spark_connect_core::__private::NotNull;
        type Itself = Self;
        type Cols<S: 'static> = OrderCols<S>;
        type OptCols<S: 'static> = OrderOptCols<S>;
        fn bind<S: 'static>(
            __at: ::spark_connect_core::__private::Handle,
        ) -> OrderCols<S> {
            OrderCols {
                id: <i64 as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "id")),
                customer_id: <i64 as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "cust")),
                note: <Option<
                    String,
                > as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "note")),
                ship_to: <Address as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "ship_to")),
                price: <Decimal as ::spark_connect_core::__private::SparkType>::bind::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "price")),
            }
        }
        fn bind_opt<S: 'static>(
            __at: ::spark_connect_core::__private::Handle,
        ) -> OrderOptCols<S> {
            OrderOptCols {
                id: <i64 as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "id")),
                customer_id: <i64 as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "cust")),
                note: <Option<
                    String,
                > as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "note")),
                ship_to: <Address as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "ship_to")),
                price: <Decimal as ::spark_connect_core::__private::SparkType>::bind_opt::<
                    S,
                >(::spark_connect_core::__private::field::<Self>(__at, "price")),
            }
        }
        fn unbind<S: 'static>(
            __cols: OrderCols<S>,
        ) -> ::spark_connect_core::__private::Handle {
            let _ = __cols.id;
            let _ = __cols.customer_id;
            let _ = __cols.note;
            let _ = __cols.ship_to;
            let _ = __cols.price;
            ::spark_connect_core::__private::row::<
                Self,
            >(
                &<Self as ::spark_connect_core::__private::StructRow>::columns::<
                    S,
                >(__cols),
            )
        }
        fn unbind_opt<S: 'static>(
            __cols: OrderOptCols<S>,
        ) -> ::spark_connect_core::__private::Handle {
            let _ = __cols.id;
            let _ = __cols.customer_id;
            let _ = __cols.note;
            let _ = __cols.ship_to;
            let _ = __cols.price;
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
    impl ::spark_connect_core::__private::SparkRow for Order {
        const NAME: &'static ::core::primitive::str = "Order";
        fn schema() -> ::spark_connect_core::__private::StructType {
            ::spark_connect_core::__private::schema(
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    ::spark_connect_core::__private::column::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >("id")
                        .metadata("{\"comment\":\"Its number.\"}"),
                    ::spark_connect_core::__private::column::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >("cust"),
                    ::spark_connect_core::__private::column::<
                        <Option<
                            String,
                        > as ::spark_connect_core::__private::SparkType>::Itself,
                    >("note"),
                    ::spark_connect_core::__private::column::<
                        <Address as ::spark_connect_core::__private::SparkType>::Itself,
                    >("ship_to"),
                    ::spark_connect_core::__private::decimal_column::<
                        <Decimal as ::spark_connect_core::__private::SparkType>::Itself,
                    >("price", 15, 2),
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
            >(__at, ["id", "cust", "note", "ship_to", "price"])
        }
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::StructRow for Order {
        fn columns<S: 'static>(
            __cols: OrderCols<S>,
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
                        S,
                    >(__cols.id),
                ),
                (
                    "cust",
                    <i64 as ::spark_connect_core::__private::SparkType>::unbind::<
                        S,
                    >(__cols.customer_id),
                ),
                (
                    "note",
                    <Option<
                        String,
                    > as ::spark_connect_core::__private::SparkType>::unbind::<
                        S,
                    >(__cols.note),
                ),
                (
                    "ship_to",
                    <Address as ::spark_connect_core::__private::SparkType>::unbind::<
                        S,
                    >(__cols.ship_to),
                ),
                (
                    "price",
                    <Decimal as ::spark_connect_core::__private::SparkType>::unbind::<
                        S,
                    >(__cols.price),
                ),
            ])
        }
        fn opt_columns<S: 'static>(
            __cols: OrderOptCols<S>,
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
                        S,
                    >(__cols.id),
                ),
                (
                    "cust",
                    <i64 as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                        S,
                    >(__cols.customer_id),
                ),
                (
                    "note",
                    <Option<
                        String,
                    > as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                        S,
                    >(__cols.note),
                ),
                (
                    "ship_to",
                    <Address as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                        S,
                    >(__cols.ship_to),
                ),
                (
                    "price",
                    <Decimal as ::spark_connect_core::__private::SparkType>::unbind_opt::<
                        S,
                    >(__cols.price),
                ),
            ])
        }
    }
    pub struct Reader<'a> {
        id: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        customer_id: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        note: <<Option<
            String,
        > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        ship_to: <<Address as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        price: <<Decimal as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::Column<
            'a,
        >,
        _batch: ::core::marker::PhantomData<&'a ()>,
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::Decode for Order {
        type Column<'a> = Reader<'a>;
        fn column<'a>(
            __input: ::spark_connect_core::__private::Input<'a>,
        ) -> ::core::result::Result<Reader<'a>, ::spark_connect_core::__private::Error> {
            let __fields = __input.fields("Order")?;
            ::core::result::Result::Ok(Reader {
                id: __fields
                    .column::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >("id", 0)?,
                customer_id: __fields
                    .column::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >("cust", 1)?,
                note: __fields
                    .column::<
                        <Option<
                            String,
                        > as ::spark_connect_core::__private::SparkType>::Itself,
                    >("note", 2)?,
                ship_to: __fields
                    .column::<
                        <Address as ::spark_connect_core::__private::SparkType>::Itself,
                    >("ship_to", 3)?,
                price: __fields
                    .column::<
                        <Decimal as ::spark_connect_core::__private::SparkType>::Itself,
                    >("price", 4)?,
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
                customer_id: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                    &__column.customer_id,
                    __row,
                )?,
                note: <<Option<
                    String,
                > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                    &__column.note,
                    __row,
                )?,
                ship_to: <<Address as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                    &__column.ship_to,
                    __row,
                )?,
                price: <<Decimal as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Decode>::value(
                    &__column.price,
                    __row,
                )?,
            })
        }
    }
    pub struct Builder {
        id: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        customer_id: <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        note: <<Option<
            String,
        > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        ship_to: <<Address as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        price: <<Decimal as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::Builder,
        rows: ::spark_connect_core::__private::StructBuilder,
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::Encode for Order {
        type Builder = Builder;
        fn builder(
            __data_type: &::spark_connect_core::__private::DataType,
            __capacity: ::core::primitive::usize,
        ) -> ::core::result::Result<Builder, ::spark_connect_core::__private::Error> {
            let __rows = ::spark_connect_core::__private::StructBuilder::new(
                __data_type,
                "Order",
                &["id", "cust", "note", "ship_to", "price"],
                __capacity,
            )?;
            ::core::result::Result::Ok(Builder {
                id: __rows
                    .field::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >(0)?,
                customer_id: __rows
                    .field::<
                        <i64 as ::spark_connect_core::__private::SparkType>::Itself,
                    >(1)?,
                note: __rows
                    .field::<
                        <Option<
                            String,
                        > as ::spark_connect_core::__private::SparkType>::Itself,
                    >(2)?,
                ship_to: __rows
                    .field::<
                        <Address as ::spark_connect_core::__private::SparkType>::Itself,
                    >(3)?,
                price: __rows
                    .field::<
                        <Decimal as ::spark_connect_core::__private::SparkType>::Itself,
                    >(4)?,
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
                <i64 as ::spark_connect_core::__private::SparkType>::Itself,
            >(&mut __builder.customer_id, &__value.customer_id, "cust")?;
            ::spark_connect_core::__private::append_field::<
                <Option<String> as ::spark_connect_core::__private::SparkType>::Itself,
            >(&mut __builder.note, &__value.note, "note")?;
            ::spark_connect_core::__private::append_field::<
                <Address as ::spark_connect_core::__private::SparkType>::Itself,
            >(&mut __builder.ship_to, &__value.ship_to, "ship_to")?;
            ::spark_connect_core::__private::append_field::<
                <Decimal as ::spark_connect_core::__private::SparkType>::Itself,
            >(&mut __builder.price, &__value.price, "price")?;
            __builder.rows.append_valid();
            ::core::result::Result::Ok(())
        }
        fn append_null(__builder: &mut Builder) {
            <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.id,
            );
            <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.customer_id,
            );
            <<Option<
                String,
            > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.note,
            );
            <<Address as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.ship_to,
            );
            <<Decimal as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::append_null(
                &mut __builder.price,
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
                        <<i64 as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                            __builder.customer_id,
                        )?,
                        <<Option<
                            String,
                        > as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                            __builder.note,
                        )?,
                        <<Address as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                            __builder.ship_to,
                        )?,
                        <<Decimal as ::spark_connect_core::__private::SparkType>::Itself as ::spark_connect_core::__private::Encode>::finish(
                            __builder.price,
                        )?,
                    ]),
                )
        }
    }
};
