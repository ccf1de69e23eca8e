//! Writes batches as messages.

use std::collections::HashMap;

use arrow_array::{Array, RecordBatch};
use arrow_buffer::{ArrowNativeType, Buffer};
use arrow_data::ArrayData;
use arrow_schema::{ArrowError, DataType as ArrowType, Schema, UnionMode};

use super::{
    fields,
    flatbuffer::{Fields, Value},
    messages::{self, ALIGNMENT, Kind},
};

type Result<T> = std::result::Result<T, ArrowError>;

/// How many bytes are reserved for a stream, which is enough for a few rows of a few columns.
const SMALL: usize = 4096;

/// Appends messages to a stream.
pub(super) struct Writer {
    stream: Vec<u8>,
    /// The values of dictionaries that the stream has already, by their number.
    written: HashMap<i64, ArrayData>,
}

impl Writer {
    /// Begins a stream.
    ///
    /// # Errors
    /// A type has no form in a stream.
    pub(super) fn new(schema: &Schema) -> Result<Self> {
        let mut stream = Vec::with_capacity(SMALL);
        messages::write(&mut stream, Kind::Schema, fields::write(schema)?, 0);
        Ok(Self { stream, written: HashMap::new() })
    }

    /// How many bytes the stream has so far.
    pub(super) fn len(&self) -> usize {
        self.stream.len()
    }

    /// Writes all dictionaries again from here on, so that a stream can begin here.
    pub(super) fn forget(&mut self) {
        self.written.clear();
    }

    /// Appends a batch, after the dictionaries that it needs.
    ///
    /// # Errors
    /// A column is not what its type says.
    pub(super) fn batch(&mut self, batch: &RecordBatch) -> Result<()> {
        let columns = batch.columns().iter().map(Array::to_data).collect::<Vec<_>>();
        let mut dictionary = 0;
        columns.iter().try_for_each(|column| self.dictionaries(column, &mut dictionary))?;
        // Most columns have two buffers, texts have three.
        let mut body = Body {
            buffers: Vec::with_capacity(3 * columns.len()),
            places: Vec::with_capacity(3 * columns.len()),
            nodes: Vec::with_capacity(columns.len()),
            ..Body::default()
        };
        columns.iter().try_for_each(|column| body.column(column))?;
        let header = body.header(batch.num_rows());
        write(&mut self.stream, Kind::Batch, header, &body);
        Ok(())
    }

    /// Appends the dictionaries of a column that are not written yet. `next` is the number of the next one.
    fn dictionaries(&mut self, column: &ArrayData, next: &mut i64) -> Result<()> {
        if !matches!(column.data_type(), ArrowType::Dictionary(..)) {
            return column.child_data().iter().try_for_each(|child| self.dictionaries(child, next));
        }
        let id = *next;
        *next += 1;
        let values = column.child_data().first().ok_or_else(|| invalid(column))?;
        // Those that its values need come first.
        values.child_data().iter().try_for_each(|child| self.dictionaries(child, next))?;
        if self.written.get(&id).is_some_and(|written| written.ptr_eq(values)) {
            return Ok(());
        }
        let mut body = Body::default();
        body.column(values)?;
        let header = vec![(0, Value::Long(id)), (1, Value::Table(body.header(values.len())))];
        write(&mut self.stream, Kind::Dictionary, header, &body);
        self.written.insert(id, values.clone());
        Ok(())
    }

    /// The whole stream.
    pub(super) fn finish(mut self) -> Vec<u8> {
        messages::write_end(&mut self.stream);
        self.stream
    }
}

fn write(stream: &mut Vec<u8>, kind: Kind, header: Fields<'_>, body: &Body) {
    messages::write(stream, kind, header, body.len);
    stream.reserve(body.len);
    for buffer in &body.buffers {
        stream.extend_from_slice(buffer);
        messages::pad(stream);
    }
}

fn invalid(column: &ArrayData) -> ArrowError {
    ArrowError::InvalidArgumentError(format!("a column of {} lacks a part", column.data_type()))
}

/// The memory of columns, as it goes into a message.
#[derive(Default)]
struct Body {
    buffers: Vec<Buffer>,
    /// How many bytes they take, padding included.
    len: usize,
    places: Vec<[i64; 2]>,
    nodes: Vec<[i64; 2]>,
    variadic: Vec<i64>,
}

impl Body {
    fn header(&self, rows: usize) -> Fields<'_> {
        let mut header = vec![
            (0, Value::Long(number(rows))),
            (1, Value::Pairs(&self.nodes)),
            (2, Value::Pairs(&self.places)),
        ];
        if !self.variadic.is_empty() {
            header.push((4, Value::Longs(&self.variadic)));
        }
        header
    }

    fn add(&mut self, buffer: Buffer) {
        self.places.push([number(self.len), number(buffer.len())]);
        self.len += buffer.len().next_multiple_of(ALIGNMENT);
        self.buffers.push(buffer);
    }

    /// Adds a column: the rows that it has, whatever memory it is a part of.
    fn column(&mut self, column: &ArrayData) -> Result<()> {
        use ArrowType as T;
        let data_type = column.data_type();
        let (offset, len) = (column.offset(), column.len());
        let nulls = if *data_type == T::Null { len } else { column.null_count() };
        self.nodes.push([number(len), number(nulls)]);
        if !matches!(data_type, T::Null | T::Union(..) | T::RunEndEncoded(..)) {
            let bits = column.nulls().filter(|_| nulls > 0).map(|nulls| nulls.inner().sliced());
            self.add(bits.unwrap_or_default());
        }
        match data_type {
            T::Null => {}
            T::Boolean => self.add(buffer(column, 0)?.bit_slice(offset, len)),
            T::Utf8 | T::Binary => self.bytes::<i32>(column)?,
            T::LargeUtf8 | T::LargeBinary => self.bytes::<i64>(column)?,
            T::Utf8View | T::BinaryView => {
                self.fixed(column, 0, 16)?;
                let values = column.buffers().get(1..).unwrap_or_default();
                self.variadic.push(number(values.len()));
                values.iter().for_each(|values| self.add(values.clone()));
            }
            T::List(_) | T::Map(..) => self.list::<i32>(column)?,
            T::LargeList(_) => self.list::<i64>(column)?,
            T::ListView(_) => self.list_view(column, 4)?,
            T::LargeListView(_) => self.list_view(column, 8)?,
            T::FixedSizeList(_, size) => {
                let size = usize::try_from(*size).map_err(|_| invalid(column))?;
                self.part(child(column, 0)?, offset * size, len * size)?;
            }
            T::Struct(_) => {
                column.child_data().iter().try_for_each(|child| self.part(child, offset, len))?;
            }
            T::Union(_, mode) => {
                self.fixed(column, 0, 1)?;
                if *mode == UnionMode::Dense {
                    self.fixed(column, 1, 4)?;
                    column.child_data().iter().try_for_each(|child| self.column(child))?;
                } else {
                    column.child_data().iter().try_for_each(|child| self.part(child, offset, len))?;
                }
            }
            T::RunEndEncoded(ends, _) => match ends.data_type() {
                T::Int16 => self.runs::<i16>(column)?,
                T::Int32 => self.runs::<i32>(column)?,
                _ => self.runs::<i64>(column)?,
            },
            T::Dictionary(key, _) => self.fixed(column, 0, key.primitive_width().unwrap_or(0))?,
            T::FixedSizeBinary(size) => {
                self.fixed(column, 0, usize::try_from(*size).map_err(|_| invalid(column))?)?;
            }
            other => self.fixed(column, 0, other.primitive_width().ok_or_else(|| invalid(column))?)?,
        }
        Ok(())
    }

    /// Adds some rows of a column.
    fn part(&mut self, column: &ArrayData, offset: usize, len: usize) -> Result<()> {
        if offset == 0 && len == column.len() {
            return self.column(column);
        }
        if offset.checked_add(len).is_none_or(|end| end > column.len()) {
            return Err(invalid(column));
        }
        self.column(&column.slice(offset, len))
    }

    /// Adds a buffer of values of `width` bytes each.
    fn fixed(&mut self, column: &ArrayData, index: usize, width: usize) -> Result<()> {
        let (offset, len) = (column.offset() * width, column.len() * width);
        let buffer = buffer(column, index)?;
        if offset.checked_add(len).is_none_or(|end| end > buffer.len()) {
            return Err(invalid(column));
        }
        self.add(buffer.slice_with_length(offset, len));
        Ok(())
    }

    /// Adds offsets that begin with zero, and says what part of the values they are about.
    fn offsets<O: ArrowNativeType>(&mut self, column: &ArrayData) -> Result<(usize, usize)> {
        let (first, count) = (column.offset(), column.len() + 1);
        let all: &[O] = buffer(column, 0)?.typed_data();
        let Some(offsets) = all.get(first..).and_then(|offsets| offsets.get(..count)) else {
            // A column without rows may have no offsets, but some readers want one.
            self.add(Buffer::from_slice_ref([O::default()]));
            return if column.is_empty() { Ok((0, 0)) } else { Err(invalid(column)) };
        };
        let start = offsets.first().map_or(0, |offset| offset.as_usize());
        let end = offsets.last().map_or(0, |offset| offset.as_usize());
        if start == 0 {
            let width = size_of::<O>();
            self.add(buffer(column, 0)?.slice_with_length(first * width, count * width));
        } else {
            let moved = offsets.iter().map(|offset| O::usize_as(offset.as_usize() - start));
            self.add(moved.collect::<Vec<_>>().into());
        }
        Ok((start, end - start))
    }

    fn bytes<O: ArrowNativeType>(&mut self, column: &ArrayData) -> Result<()> {
        let (start, len) = self.offsets::<O>(column)?;
        self.add(buffer(column, 1)?.slice_with_length(start, len));
        Ok(())
    }

    fn list<O: ArrowNativeType>(&mut self, column: &ArrayData) -> Result<()> {
        let (start, len) = self.offsets::<O>(column)?;
        self.part(child(column, 0)?, start, len)
    }

    /// Adds lists that stand anywhere in their values, which are all kept.
    fn list_view(&mut self, column: &ArrayData, width: usize) -> Result<()> {
        self.fixed(column, 0, width)?;
        self.fixed(column, 1, width)?;
        self.column(child(column, 0)?)
    }

    /// Adds runs that begin with the first row.
    fn runs<E: ArrowNativeType>(&mut self, column: &ArrayData) -> Result<()> {
        let (ends, values) = (child(column, 0)?, child(column, 1)?);
        let all: &[E] = buffer(ends, 0)?.typed_data();
        let all = all.get(ends.offset()..).and_then(|all| all.get(..ends.len()));
        let all = all.ok_or_else(|| invalid(column))?;
        let (first, last) = (column.offset(), column.offset() + column.len());
        let start = all.partition_point(|end| end.as_usize() <= first);
        let runs =
            if first == last { 0 } else { 1 + all.partition_point(|end| end.as_usize() < last) - start };
        let own = all.get(start..).unwrap_or_default().iter().take(runs);
        let own = own.map(|end| E::usize_as(end.as_usize().min(last) - first)).collect::<Vec<_>>();
        self.nodes.push([number(runs), 0]);
        self.add(Buffer::default());
        self.add(own.into());
        self.part(values, if runs == 0 { 0 } else { start }, runs)
    }
}

fn number(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

fn buffer(column: &ArrayData, index: usize) -> Result<&Buffer> {
    column.buffers().get(index).ok_or_else(|| invalid(column))
}

fn child(column: &ArrayData, index: usize) -> Result<&ArrayData> {
    column.child_data().get(index).ok_or_else(|| invalid(column))
}
