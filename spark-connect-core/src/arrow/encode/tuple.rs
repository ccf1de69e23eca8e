//! Tuples: structs whose fields are `_1`, `_2`, and so on.

use arrow_array::ArrayRef;

use super::{Encode, Refused, StructColumns, Values};
use crate::types::DataType;

macro_rules! tuples {
    ($($types:ident = $name:literal $position:tt),+) => {
        impl<$($types: Encode),+> Encode for ($($types,)+) {
            fn encode<'a>(
                values: impl Values<'a, Self>,
                data_type: &DataType,
            ) -> Result<ArrayRef, Refused>
            where
                Self: 'a,
            {
                let mut columns = StructColumns::<Self, _>::new(values, data_type, "a tuple", &[$($name),+]);
                $(columns.field::<$types>(|value| &value.$position);)+
                columns.finish()
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
