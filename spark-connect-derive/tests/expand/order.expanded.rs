/// Columns of [`Order`], as closures see them.
pub struct OrderCols<S: 'static> {
    /// Its number.
    ///
    /// Column `id`.
    pub id: ::spark_connect_core::__private::Expr<S, i64>,
    /// Column `cust`.
    pub customer_id: ::spark_connect_core::__private::Expr<S, i64>,
    /// Column `note`.
    pub note: ::spark_connect_core::__private::Expr<S, Option<String>>,
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
    pub note: ::spark_connect_core::__private::Expr<S, Option<String>>,
    /// Column `ship_to`.
    pub ship_to: <Address as ::spark_connect_core::__private::SparkType>::OptCols<S>,
    /// Column `price`.
    price: <Decimal as ::spark_connect_core::__private::SparkType>::OptCols<S>,
}
const _: () = {
    use ::spark_connect_core::__private as __spark;
    #[automatically_derived]
    impl<S: 'static> ::core::clone::Clone for OrderCols<S> {
        #[inline]
        fn clone(&self) -> Self {
            let _ = self.ship_to;
            *self
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
    impl<S: 'static> __spark::Value<S> for OrderCols<S> {
        type Out = Order;
        fn handle(self) -> __spark::Handle {
            let _ = self.ship_to;
            <Order as __spark::SparkType>::unbind::<S>(self)
        }
    }
    #[automatically_derived]
    impl<S: 'static> ::core::clone::Clone for OrderOptCols<S> {
        #[inline]
        fn clone(&self) -> Self {
            let _ = self.ship_to;
            *self
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
    impl<S: 'static> __spark::Value<S> for OrderOptCols<S> {
        type Out = ::core::option::Option<Order>;
        fn handle(self) -> __spark::Handle {
            let _ = self.ship_to;
            <Order as __spark::SparkType>::unbind_opt::<S>(self)
        }
    }
    #[automatically_derived]
    impl<S: 'static> __spark::Columns<S> for OrderCols<S> {
        type Row = Order;
        fn list(
            self,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            let _ = self.ship_to;
            <Order as __spark::StructRow>::columns::<S>(self)
        }
    }
    #[automatically_derived]
    impl __spark::SparkType for Order {
        type Base = Self;
        type Null = __spark::NotNull;
        type Itself = Self;
        type Cols<S: 'static> = OrderCols<S>;
        type OptCols<S: 'static> = OrderOptCols<S>;
        fn bind<S: 'static>(__at: __spark::Handle) -> OrderCols<S> {
            OrderCols {
                id: __spark::expression::<Self, _, _>(__at, "id"),
                customer_id: __spark::expression::<Self, _, _>(__at, "cust"),
                note: __spark::expression::<Self, _, _>(__at, "note"),
                ship_to: <Address as __spark::SparkType>::bind::<
                    S,
                >(__spark::field::<Self>(__at, "ship_to")),
                price: <Decimal as __spark::SparkType>::bind::<
                    S,
                >(__spark::field::<Self>(__at, "price")),
            }
        }
        fn bind_opt<S: 'static>(__at: __spark::Handle) -> OrderOptCols<S> {
            OrderOptCols {
                id: __spark::expression::<Self, _, _>(__at, "id"),
                customer_id: __spark::expression::<Self, _, _>(__at, "cust"),
                note: __spark::expression::<Self, _, _>(__at, "note"),
                ship_to: <Address as __spark::SparkType>::bind_opt::<
                    S,
                >(__spark::field::<Self>(__at, "ship_to")),
                price: <Decimal as __spark::SparkType>::bind_opt::<
                    S,
                >(__spark::field::<Self>(__at, "price")),
            }
        }
        fn unbind<S: 'static>(__cols: OrderCols<S>) -> __spark::Handle {
            let _ = __cols.ship_to;
            __spark::row::<Self>(&<Self as __spark::StructRow>::columns::<S>(__cols))
        }
        fn unbind_opt<S: 'static>(__cols: OrderOptCols<S>) -> __spark::Handle {
            let _ = __cols.ship_to;
            __spark::row::<Self>(&<Self as __spark::StructRow>::opt_columns::<S>(__cols))
        }
        fn data_type() -> __spark::DataType {
            __spark::DataType::Struct(<Self as __spark::SparkRow>::schema())
        }
    }
    #[automatically_derived]
    impl __spark::SparkRow for Order {
        const NAME: &'static ::core::primitive::str = "Order";
        fn schema() -> __spark::StructType {
            __spark::schema(
                <::std::vec::Vec<
                    _,
                > as ::core::convert::From<
                    _,
                >>::from([
                    __spark::column::<i64>("id")
                        .metadata("{\"comment\":\"Its number.\"}"),
                    __spark::column::<i64>("cust"),
                    __spark::column::<Option<String>>("note"),
                    __spark::column::<
                        <Address as __spark::SparkType>::Itself,
                    >("ship_to"),
                    __spark::decimal_column::<
                        <Decimal as __spark::SparkType>::Itself,
                    >("price", 15, 2),
                ]),
            )
        }
        fn list(
            __at: __spark::Handle,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            __spark::fields::<Self, _>(__at, ["id", "cust", "note", "ship_to", "price"])
        }
    }
    #[automatically_derived]
    impl __spark::StructRow for Order {
        fn columns<S: 'static>(
            __cols: OrderCols<S>,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                ("id", __spark::unbind(__cols.id)),
                ("cust", __spark::unbind(__cols.customer_id)),
                ("note", __spark::unbind(__cols.note)),
                (
                    "ship_to",
                    <Address as __spark::SparkType>::unbind::<S>(__cols.ship_to),
                ),
                ("price", <Decimal as __spark::SparkType>::unbind::<S>(__cols.price)),
            ])
        }
        fn opt_columns<S: 'static>(
            __cols: OrderOptCols<S>,
        ) -> ::std::vec::Vec<(&'static ::core::primitive::str, __spark::Handle)> {
            <::std::vec::Vec<
                _,
            > as ::core::convert::From<
                _,
            >>::from([
                ("id", __spark::unbind(__cols.id)),
                ("cust", __spark::unbind(__cols.customer_id)),
                ("note", __spark::unbind(__cols.note)),
                (
                    "ship_to",
                    <Address as __spark::SparkType>::unbind_opt::<S>(__cols.ship_to),
                ),
                ("price", <Decimal as __spark::SparkType>::unbind_opt::<S>(__cols.price)),
            ])
        }
    }
    pub struct Reader<'a> {
        id: <i64 as __spark::Decode>::Column<'a>,
        customer_id: <i64 as __spark::Decode>::Column<'a>,
        note: <Option<String> as __spark::Decode>::Column<'a>,
        ship_to: <<Address as __spark::SparkType>::Itself as __spark::Decode>::Column<
            'a,
        >,
        price: <<Decimal as __spark::SparkType>::Itself as __spark::Decode>::Column<'a>,
        _batch: ::core::marker::PhantomData<&'a ()>,
    }
    #[automatically_derived]
    #[allow(clippy::question_mark)]
    impl __spark::Decode for Order {
        type Column<'a> = Reader<'a>;
        fn column<'a>(
            __input: __spark::Input<'a>,
        ) -> ::core::result::Result<Reader<'a>, __spark::Error> {
            let __fields = __input.fields("Order")?;
            ::core::result::Result::Ok(Reader {
                id: match __fields.column::<i64>("id", 0) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                customer_id: match __fields.column::<i64>("cust", 1) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                note: match __fields.column::<Option<String>>("note", 2) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                ship_to: match __fields
                    .column::<<Address as __spark::SparkType>::Itself>("ship_to", 3)
                {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                price: match __fields
                    .column::<<Decimal as __spark::SparkType>::Itself>("price", 4)
                {
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
                customer_id: match <i64 as __spark::Decode>::value(
                    &__column.customer_id,
                    __row,
                ) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
                note: match <Option<
                    String,
                > as __spark::Decode>::value(&__column.note, __row) {
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
                price: match <<Decimal as __spark::SparkType>::Itself as __spark::Decode>::value(
                    &__column.price,
                    __row,
                ) {
                    __spark::Ok(value) => value,
                    __spark::Err(error) => return __spark::Err(error),
                },
            })
        }
    }
    pub struct Writer {
        id: <i64 as __spark::Encode>::Column,
        customer_id: <i64 as __spark::Encode>::Column,
        note: <Option<String> as __spark::Encode>::Column,
        ship_to: <<Address as __spark::SparkType>::Itself as __spark::Encode>::Column,
        price: <<Decimal as __spark::SparkType>::Itself as __spark::Encode>::Column,
        _batch: __spark::StructColumn<Order>,
    }
    #[automatically_derived]
    impl __spark::Encode for Order {
        type Column = Writer;
        fn column(
            __data_type: &__spark::DataType,
            __values: ::core::primitive::usize,
            __misfit: &mut __spark::Misfit,
        ) -> Writer {
            let mut __fields = __spark::StructFields::new(
                __data_type,
                "Order",
                &["id", "cust", "note", "ship_to", "price"],
                __values,
                __misfit,
            );
            Writer {
                id: __fields.column::<i64>(),
                customer_id: __fields.column::<i64>(),
                note: __fields.column::<Option<String>>(),
                ship_to: __fields.column::<<Address as __spark::SparkType>::Itself>(),
                price: __fields.column::<<Decimal as __spark::SparkType>::Itself>(),
                _batch: __fields.finish(),
            }
        }
        #[inline]
        fn append(__column: &mut Writer, __value: &Self) {
            <i64 as __spark::Encode>::append(&mut __column.id, &__value.id);
            <i64 as __spark::Encode>::append(
                &mut __column.customer_id,
                &__value.customer_id,
            );
            <Option<
                String,
            > as __spark::Encode>::append(&mut __column.note, &__value.note);
            <<Address as __spark::SparkType>::Itself as __spark::Encode>::append(
                &mut __column.ship_to,
                &__value.ship_to,
            );
            <<Decimal as __spark::SparkType>::Itself as __spark::Encode>::append(
                &mut __column.price,
                &__value.price,
            );
            __column._batch.append();
        }
        fn append_null(__column: &mut Writer) {
            <i64 as __spark::Encode>::append_null(&mut __column.id);
            <i64 as __spark::Encode>::append_null(&mut __column.customer_id);
            <Option<String> as __spark::Encode>::append_null(&mut __column.note);
            <<Address as __spark::SparkType>::Itself as __spark::Encode>::append_null(
                &mut __column.ship_to,
            );
            <<Decimal as __spark::SparkType>::Itself as __spark::Encode>::append_null(
                &mut __column.price,
            );
            __column._batch.append_null();
        }
        fn finish(
            __column: Writer,
        ) -> ::core::result::Result<__spark::ArrayRef, __spark::Refused> {
            let mut __finished = <__spark::FinishedFields as ::core::default::Default>::default();
            __finished.field::<i64>(__column.id);
            __finished.field::<i64>(__column.customer_id);
            __finished.field::<Option<String>>(__column.note);
            __finished
                .field::<<Address as __spark::SparkType>::Itself>(__column.ship_to);
            __finished.field::<<Decimal as __spark::SparkType>::Itself>(__column.price);
            __column._batch.finish(__finished)
        }
    }
};
