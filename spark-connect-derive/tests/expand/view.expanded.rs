const _: () = {
    pub struct Reader<'a> {
        id: <i64 as ::spark_connect_core::__private::DecodeRef>::Column<'a>,
        note: <Option<
            &'a str,
        > as ::spark_connect_core::__private::DecodeRef>::Column<'a>,
        ship_to: <AddressRef<
            'a,
        > as ::spark_connect_core::__private::DecodeRef>::Column<'a>,
        _batch: ::core::marker::PhantomData<&'a ()>,
    }
    #[automatically_derived]
    impl ::spark_connect_core::__private::DecodeRef for OrderRef<'_> {
        type Owned = Order;
        type Ref<'a> = OrderRef<'a>;
        type Column<'a> = Reader<'a>;
        fn column<'a>(
            input: ::spark_connect_core::__private::Input<'a>,
        ) -> ::core::result::Result<Reader<'a>, ::spark_connect_core::__private::Error> {
            let fields = input.fields("OrderRef")?;
            ::core::result::Result::Ok(Reader {
                id: fields.viewed::<i64>("id", 0)?,
                note: fields.viewed::<Option<&'a str>>("its note", 1)?,
                ship_to: fields.viewed::<AddressRef<'a>>("ship_to", 2)?,
                _batch: ::core::marker::PhantomData,
            })
        }
        #[inline(always)]
        fn value<'a>(
            column: &Self::Column<'a>,
            row: ::core::primitive::usize,
        ) -> ::core::result::Result<
            Self::Ref<'a>,
            ::spark_connect_core::__private::Unreadable,
        > {
            ::core::result::Result::Ok(OrderRef {
                id: <i64 as ::spark_connect_core::__private::DecodeRef>::value(
                    &column.id,
                    row,
                )?,
                note: <Option<
                    &'a str,
                > as ::spark_connect_core::__private::DecodeRef>::value(
                    &column.note,
                    row,
                )?,
                ship_to: <AddressRef<
                    'a,
                > as ::spark_connect_core::__private::DecodeRef>::value(
                    &column.ship_to,
                    row,
                )?,
            })
        }
        #[inline(always)]
        fn cut<'a>(
            column: Self::Column<'a>,
            rows: ::core::primitive::usize,
        ) -> ::core::option::Option<Self::Column<'a>> {
            ::core::option::Option::Some(Reader {
                id: <i64 as ::spark_connect_core::__private::DecodeRef>::cut(
                    column.id,
                    rows,
                )?,
                note: <Option<
                    &'a str,
                > as ::spark_connect_core::__private::DecodeRef>::cut(
                    column.note,
                    rows,
                )?,
                ship_to: <AddressRef<
                    'a,
                > as ::spark_connect_core::__private::DecodeRef>::cut(
                    column.ship_to,
                    rows,
                )?,
                _batch: ::core::marker::PhantomData,
            })
        }
        #[inline(always)]
        fn quick<'a>(
            column: &Self::Column<'a>,
            row: ::core::primitive::usize,
        ) -> ::core::option::Option<Self::Ref<'a>> {
            ::core::option::Option::Some(OrderRef {
                id: <i64 as ::spark_connect_core::__private::DecodeRef>::quick(
                    &column.id,
                    row,
                )?,
                note: <Option<
                    &'a str,
                > as ::spark_connect_core::__private::DecodeRef>::quick(
                    &column.note,
                    row,
                )?,
                ship_to: <AddressRef<
                    'a,
                > as ::spark_connect_core::__private::DecodeRef>::quick(
                    &column.ship_to,
                    row,
                )?,
            })
        }
    }
    #[automatically_derived]
    impl<'a> ::spark_connect_core::__private::SparkRowRef for OrderRef<'a> {
        const NAME: &'static ::core::primitive::str = "OrderRef";
        fn schema() -> ::spark_connect_core::__private::StructType {
            ::spark_connect_core::__private::schema([
                ::spark_connect_core::__private::column::<
                    <i64 as ::spark_connect_core::__private::DecodeRef>::Owned,
                >("id"),
                ::spark_connect_core::__private::column::<
                    <Option<
                        &'a str,
                    > as ::spark_connect_core::__private::DecodeRef>::Owned,
                >("its note"),
                ::spark_connect_core::__private::column::<
                    <AddressRef<'a> as ::spark_connect_core::__private::DecodeRef>::Owned,
                >("ship_to"),
            ])
        }
        fn list<__S: 'static>(
            columns: <Order as ::spark_connect_core::__private::SparkType>::Cols<__S>,
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
                    <<i64 as ::spark_connect_core::__private::DecodeRef>::Owned as ::spark_connect_core::__private::SparkType>::unbind::<
                        __S,
                    >(columns.id),
                ),
                (
                    "its note",
                    <<Option<
                        &'a str,
                    > as ::spark_connect_core::__private::DecodeRef>::Owned as ::spark_connect_core::__private::SparkType>::unbind::<
                        __S,
                    >(columns.note),
                ),
                (
                    "ship_to",
                    <<AddressRef<
                        'a,
                    > as ::spark_connect_core::__private::DecodeRef>::Owned as ::spark_connect_core::__private::SparkType>::unbind::<
                        __S,
                    >(columns.ship_to),
                ),
            ])
        }
    }
};
