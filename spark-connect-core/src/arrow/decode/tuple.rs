//! Tuples: structs whose fields are `_1`, `_2`, and so on.

use super::{Decode, Input, Unreadable};
use crate::error::Result;

macro_rules! tuples {
    ($($types:ident = $name:literal $position:tt),+) => {
        impl<$($types: Decode),+> Decode for ($($types,)+) {
            type Column<'a> = ($($types::Column<'a>,)+);

            fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
                let fields = input.fields("a tuple")?;
                Ok(($(fields.column::<$types>($name, $position)?,)+))
            }

            #[inline]
            fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
                Ok(($($types::value(&column.$position, row)?,)+))
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
