//! Tuples: structs whose fields are `_1`, `_2`, and so on.

use arrow_array::ArrayRef;

use super::{Encode, FinishedFields, Misfit, Refused, StructColumn, StructFields};
use crate::types::DataType;

macro_rules! tuples {
    ($($types:ident = $name:literal $position:tt),+) => {
        impl<$($types: Encode),+> Encode for ($($types,)+) {
            type Column = (StructColumn<Self>, ($($types::Column,)+));

            fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
                let mut fields = StructFields::new(data_type, "a tuple", &[$($name),+], values, misfit);
                let columns = ($(fields.column::<$types>(),)+);
                (fields.finish(), columns)
            }

            #[inline]
            fn append((structs, columns): &mut Self::Column, value: &Self) {
                structs.append();
                $($types::append(&mut columns.$position, &value.$position);)+
            }

            fn append_null((structs, columns): &mut Self::Column) {
                structs.append_null();
                $($types::append_null(&mut columns.$position);)+
            }

            fn finish((structs, columns): Self::Column) -> Result<ArrayRef, Refused> {
                let mut finished = FinishedFields::default();
                $(finished.field::<$types>(columns.$position);)+
                structs.finish(finished)
            }
        }
    };
}

tuples!(A = "_1" 0);
tuples!(A = "_1" 0, B = "_2" 1);
tuples!(A = "_1" 0, B = "_2" 1, C = "_3" 2);
tuples!(A = "_1" 0, B = "_2" 1, C = "_3" 2, D = "_4" 3);
tuples!(A = "_1" 0, B = "_2" 1, C = "_3" 2, D = "_4" 3, E = "_5" 4);
tuples!(A = "_1" 0, B = "_2" 1, C = "_3" 2, D = "_4" 3, E = "_5" 4, F = "_6" 5);
tuples!(A = "_1" 0, B = "_2" 1, C = "_3" 2, D = "_4" 3, E = "_5" 4, F = "_6" 5, G = "_7" 6);
tuples!(A = "_1" 0, B = "_2" 1, C = "_3" 2, D = "_4" 3, E = "_5" 4, F = "_6" 5, G = "_7" 6, H = "_8" 7);
