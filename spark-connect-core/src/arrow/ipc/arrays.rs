//! Columns from the buffers of a batch.

use std::{collections::HashMap, slice};

use arrow_buffer::Buffer;
use arrow_data::{ArrayData, ArrayDataBuilder};
use arrow_schema::{ArrowError, DataType as ArrowType, FieldRef, UnionMode};

use super::{
    buffers::{Buffers, numbers},
    fields::Dictionary,
    flatbuffer::Table,
};

type Result<T> = std::result::Result<T, ArrowError>;

/// How many rows a column has at most whose rows take no memory in the stream. They may once they are read.
const MOST_WEIGHTLESS: usize = 1 << 24;

/// The values of dictionaries, by their number.
pub(super) type Values = HashMap<i64, ArrayData>;

/// Reads the columns of a batch, in their order.
pub(super) struct Columns<'s> {
    buffers: Buffers<'s>,
    /// For each column, at any depth, how many rows it has, and how many of them are NULL.
    nodes: slice::Iter<'s, [u8; 16]>,
    /// For each column of views, how many buffers they look into.
    variadic: slice::Iter<'s, [u8; 8]>,
    dictionaries: slice::Iter<'s, Dictionary>,
    values: &'s Values,
    /// Whether unions have validity.
    valid_unions: bool,
}

fn mismatch(what: &str) -> ArrowError {
    ArrowError::IpcError(format!("a column {what}"))
}

impl<'s> Columns<'s> {
    /// The columns of the batch with the header `batch`, whose types have the dictionaries `dictionaries`.
    ///
    /// # Errors
    /// The header is not readable.
    pub(super) fn new(
        batch: &Table<'s>,
        buffers: Buffers<'s>,
        dictionaries: &'s [Dictionary],
        values: &'s Values,
        valid_unions: bool,
    ) -> Result<Self> {
        Ok(Self {
            buffers,
            nodes: batch.elements(1)?.iter(),
            variadic: batch.elements(4)?.iter(),
            dictionaries: dictionaries.iter(),
            values,
            valid_unions,
        })
    }

    /// Whether nothing is left that should have been read.
    pub(super) fn finish(self) -> Result<()> {
        if self.variadic.len() > 0 {
            return Err(ArrowError::IpcError("a batch has more columns of views than its schema".to_owned()));
        }
        Ok(())
    }

    fn node(&mut self) -> Result<(usize, usize)> {
        let node = self.nodes.next().ok_or_else(|| mismatch("is missing in a batch"))?;
        let [len, nulls] = numbers(node);
        let negative = |_| mismatch("has a negative length");
        Ok((usize::try_from(len).map_err(negative)?, usize::try_from(nulls).map_err(negative)?))
    }

    /// The next column, of this type.
    ///
    /// # Errors
    /// It is not there, or not valid.
    pub(super) fn next(&mut self, data_type: &ArrowType) -> Result<ArrayData> {
        use ArrowType as T;
        let (len, nulls) = self.node()?;
        if len > MOST_WEIGHTLESS && is_weightless(data_type) {
            return Err(ArrowError::IpcError(format!(
                "a column of {data_type} has {len} rows in one batch, at most {MOST_WEIGHTLESS} are read"
            )));
        }
        let column = ArrayData::builder(data_type.clone()).len(len);
        let column = match data_type {
            T::Null => column,
            T::RunEndEncoded(ends, values) => column
                .add_child_data(self.next(ends.data_type())?)
                .add_child_data(self.next(values.data_type())?),
            T::Union(fields, mode) => {
                if self.valid_unions {
                    self.buffers.skip()?;
                }
                let column = column.add_buffer(self.buffers.exactly(Some(len))?);
                let (column, of_len) = match mode {
                    UnionMode::Sparse => (column, Some(len)),
                    UnionMode::Dense => (column.add_buffer(self.fixed(len, 4)?), None),
                };
                self.children(column, fields.iter().map(|(_, field)| field), of_len)?
            }
            _ => {
                let column = self.validity(column, len, nulls)?;
                self.contents(column, len, data_type)?
            }
        };
        // It is validated; what is not aligned is copied.
        column.align_buffers(true).build()
    }

    fn validity(&mut self, column: ArrayDataBuilder, len: usize, nulls: usize) -> Result<ArrayDataBuilder> {
        if nulls == 0 {
            self.buffers.skip()?;
            return Ok(column);
        }
        let bits = self.buffers.exactly(Some(len.div_ceil(8)))?;
        Ok(column.null_bit_buffer(Some(bits)).null_count(nulls))
    }

    /// What a column has beside its validity.
    fn contents(
        &mut self,
        column: ArrayDataBuilder,
        len: usize,
        data_type: &ArrowType,
    ) -> Result<ArrayDataBuilder> {
        use ArrowType as T;
        Ok(match data_type {
            T::Boolean => column.add_buffer(self.buffers.exactly(Some(len.div_ceil(8)))?),
            T::Utf8 | T::Binary => column.add_buffer(self.offsets(len, 4)?).add_buffer(self.buffers.next()?),
            T::LargeUtf8 | T::LargeBinary => {
                column.add_buffer(self.offsets(len, 8)?).add_buffer(self.buffers.next()?)
            }
            T::Utf8View | T::BinaryView => self.views(column, len)?,
            T::FixedSizeBinary(size) => {
                column.add_buffer(self.fixed(len, usize::try_from(*size).unwrap_or(0))?)
            }
            T::List(element) | T::Map(element, _) => {
                column.add_buffer(self.offsets(len, 4)?).add_child_data(self.next(element.data_type())?)
            }
            T::LargeList(element) => {
                column.add_buffer(self.offsets(len, 8)?).add_child_data(self.next(element.data_type())?)
            }
            T::ListView(element) => column
                .add_buffer(self.fixed(len, 4)?)
                .add_buffer(self.fixed(len, 4)?)
                .add_child_data(self.next(element.data_type())?),
            T::LargeListView(element) => column
                .add_buffer(self.fixed(len, 8)?)
                .add_buffer(self.fixed(len, 8)?)
                .add_child_data(self.next(element.data_type())?),
            T::FixedSizeList(element, size) => {
                let elements = usize::try_from(*size).ok().and_then(|size| len.checked_mul(size));
                let values = self.next(element.data_type())?;
                if elements.is_none_or(|elements| elements > values.len()) {
                    return Err(mismatch("of lists has too few elements"));
                }
                column.add_child_data(values)
            }
            T::Struct(fields) => self.children(column, fields.iter(), Some(len))?,
            T::Dictionary(key, _) => {
                let keys = self.fixed(len, key.primitive_width().unwrap_or(0))?;
                column.add_buffer(keys).add_child_data(self.dictionary()?)
            }
            other => {
                let width = other.primitive_width().ok_or_else(|| mismatch("has a type that is not read"))?;
                column.add_buffer(self.fixed(len, width)?)
            }
        })
    }

    /// `len` values of `width` bytes each.
    fn fixed(&mut self, len: usize, width: usize) -> Result<Buffer> {
        self.buffers.exactly(len.checked_mul(width))
    }

    /// Where each of `len` values begins, and where the last one ends.
    fn offsets(&mut self, len: usize, width: usize) -> Result<Buffer> {
        if len == 0 {
            // It may be empty then.
            let offsets = self.buffers.next()?;
            return Ok(offsets.slice_with_length(0, if offsets.len() < width { 0 } else { width }));
        }
        self.buffers.exactly(len.checked_add(1).and_then(|count| count.checked_mul(width)))
    }

    fn views(&mut self, column: ArrayDataBuilder, len: usize) -> Result<ArrayDataBuilder> {
        let count = self.variadic.next().map(|count| i64::from_le_bytes(*count));
        let mut column = column.add_buffer(self.fixed(len, 16)?);
        let count = count.and_then(|count| usize::try_from(count).ok());
        let count = count.filter(|count| *count <= self.buffers.len());
        for _ in 0..count.ok_or_else(|| mismatch("of views has too few buffers"))? {
            column = column.add_buffer(self.buffers.next()?);
        }
        Ok(column)
    }

    /// The columns inside of one, of so many rows each if that is given.
    fn children<'a>(
        &mut self,
        mut column: ArrayDataBuilder,
        fields: impl Iterator<Item = &'a FieldRef>,
        len: Option<usize>,
    ) -> Result<ArrayDataBuilder> {
        for field in fields {
            let child = self.next(field.data_type())?;
            if len.is_some_and(|len| len != child.len()) {
                return Err(mismatch("has fields of different lengths"));
            }
            column = column.add_child_data(child);
        }
        Ok(column)
    }

    /// The values of the next dictionary.
    fn dictionary(&mut self) -> Result<ArrayData> {
        let dictionary = self.dictionaries.next().ok_or_else(|| mismatch("has a dictionary too many"))?;
        // Those inside of its values were read with them.
        if let Some(last) = dictionary.inside.checked_sub(1) {
            self.dictionaries.nth(last);
        }
        let values = self.values.get(&dictionary.id).cloned();
        // It need not be sent if all rows are NULL.
        Ok(values.unwrap_or_else(|| ArrayData::new_empty(&dictionary.values)))
    }
}

/// Whether rows of a type take no memory in a stream.
fn is_weightless(data_type: &ArrowType) -> bool {
    match data_type {
        ArrowType::Null
        | ArrowType::RunEndEncoded(..)
        | ArrowType::FixedSizeList(_, 0)
        | ArrowType::FixedSizeBinary(0) => true,
        ArrowType::Struct(fields) => fields.is_empty(),
        _ => false,
    }
}
