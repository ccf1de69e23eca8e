//! Types that Arrow lays out as a struct of two fields: `VARIANT`, `GEOMETRY` and `GEOGRAPHY`.

use arrow_array::ArrayRef;
use arrow_schema::{DataType as ArrowType, Fields};
use bytes::Bytes;

use super::{Encode, FinishedFields, Misfit, Refused, StructColumn};
use crate::{
    arrow::schema,
    row::Variant,
    types::{DataType, Geography, Geometry},
};

macro_rules! pairs {
    ($($rust:ident: |$value:ident| $first:expr, of $type:ty as $spark:ident, then $second:expr;)*) => { $(
        impl Encode for $rust {
            type Column = (StructColumn<Self>, <$type as Encode>::Column, <Bytes as Encode>::Column);

            fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
                let fields = match (data_type, schema::arrow_type(data_type)) {
                    (DataType::$rust { .. }, ArrowType::Struct(fields)) => fields,
                    _ => {
                        misfit.note(stringify!($rust), data_type);
                        Fields::empty()
                    }
                };
                (
                    StructColumn::new(fields, values),
                    <$type>::column(&DataType::$spark, values, misfit),
                    Bytes::column(&DataType::Binary, values, misfit),
                )
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
