//! Types that Arrow lays out as a struct of two fields: `VARIANT`, `GEOMETRY` and `GEOGRAPHY`.

use arrow_array::ArrayRef;
use arrow_schema::DataType as ArrowType;
use bytes::Bytes;

use super::{Encode, FinishedFields, Refused, StructColumn, wrong_type};
use crate::{
    arrow::schema,
    error::Result,
    row::Variant,
    types::{DataType, Geography, Geometry},
};

macro_rules! pairs {
    ($($rust:ident: |$value:ident| $first:expr, of $type:ty as $spark:ident, then $second:expr;)*) => { $(
        impl Encode for $rust {
            type Column = (StructColumn<Self>, <$type as Encode>::Column, <Bytes as Encode>::Column);

            fn column(data_type: &DataType, values: usize) -> Result<Self::Column> {
                let (DataType::$rust { .. }, ArrowType::Struct(fields)) =
                    (data_type, schema::arrow_type(data_type))
                else {
                    return Err(wrong_type(stringify!($rust), data_type));
                };
                Ok((
                    StructColumn::new(fields, values),
                    <$type>::column(&DataType::$spark, values)?,
                    Bytes::column(&DataType::Binary, values)?,
                ))
            }

            fn append((structs, first, second): &mut Self::Column, $value: &Self) {
                structs.append();
                <$type>::append(first, $first);
                Bytes::append(second, $second);
            }

            fn append_null((structs, first, second): &mut Self::Column) {
                structs.append_null();
                <$type>::append_null(first);
                Bytes::append_null(second);
            }

            fn finish((structs, first, second): Self::Column) -> Result<ArrayRef, Refused> {
                let mut finished = FinishedFields::default();
                finished.field::<$type>(first);
                finished.field::<Bytes>(second);
                structs.finish(finished)
            }
        }
    )* };
}
pairs! {
    Variant: |variant| variant.value(), of Bytes as Binary, then variant.metadata();
    Geometry: |shape| &shape.srid, of i32 as Integer, then &shape.wkb;
    Geography: |shape| &shape.srid, of i32 as Integer, then &shape.wkb;
}
