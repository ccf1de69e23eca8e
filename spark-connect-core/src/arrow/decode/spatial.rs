//! `GEOMETRY` and `GEOGRAPHY`: a struct of a number and the bytes of a shape.

use bytes::Bytes;

use super::{BytesColumn, Decode, Input, Unreadable};
use crate::{
    error::Result,
    types::{Geography, Geometry},
};

macro_rules! shapes {
    ($($shape:ident $name:literal;)*) => { $(
        impl Decode for $shape {
            type Column<'a> = (<i32 as Decode>::Column<'a>, BytesColumn<'a>);

            fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
                let fields = input.one_column()?.fields($name)?;
                Ok((fields.column::<i32>("srid", 0)?, fields.column::<Bytes>("wkb", 1)?))
            }

            #[inline]
            fn value((srid, wkb): &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
                Ok(Self { wkb: Bytes::value(wkb, row)?, srid: i32::value(srid, row)? })
            }
        }
    )* };
}
shapes! {
    Geometry "Geometry";
    Geography "Geography";
}
