//! Tuples: structs whose fields are `_1`, `_2`, and so on.

use arrow_array::ArrayRef;

use super::{Encode, StructBuilder, append_field};
use crate::{error::Result, types::DataType};

macro_rules! tuples {
    ($($types:ident = $name:literal $position:tt),+) => {
        impl<$($types: Encode),+> Encode for ($($types,)+) {
            type Builder = (StructBuilder, ($($types::Builder,)+));

            fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
                let rows = StructBuilder::new(data_type, "a tuple", &[$($name),+], capacity)?;
                let fields = ($(rows.field::<$types>($position)?,)+);
                Ok((rows, fields))
            }

            fn append((rows, fields): &mut Self::Builder, value: &Self) -> Result<()> {
                $(append_field::<$types>(&mut fields.$position, &value.$position, $name)?;)+
                rows.append_valid();
                Ok(())
            }

            fn append_null((rows, fields): &mut Self::Builder) {
                $($types::append_null(&mut fields.$position);)+
                rows.append_null();
            }

            fn finish((rows, fields): Self::Builder) -> Result<ArrayRef> {
                rows.finish(vec![$($types::finish(fields.$position)?),+])
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
