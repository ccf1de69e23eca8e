//! `VARIANT`: a struct of two binary columns.

use bytes::Bytes;

use super::{BytesColumn, Decode, Input, Unreadable};
use crate::{error::Result, row::Variant};

impl Decode for Variant {
    type Column<'a> = (BytesColumn<'a>, BytesColumn<'a>);

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        let fields = input.one_column()?.fields("Variant")?;
        Ok((fields.column::<Bytes>("value", 0)?, fields.column::<Bytes>("metadata", 1)?))
    }

    #[inline]
    fn value((value, metadata): &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        Ok(Self::new(Bytes::value(value, row)?, Bytes::value(metadata, row)?))
    }
}
