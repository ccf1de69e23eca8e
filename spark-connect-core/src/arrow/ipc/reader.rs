//! Reads a stream.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchOptions, make_array};
use arrow_buffer::Buffer;
use arrow_data::{ArrayData, transform::MutableArrayData};
use arrow_schema::ArrowError;

use super::{
    arrays::{Columns, Values},
    buffers::Buffers,
    fields::{self, Dictionary, Layout},
    flatbuffer::Table,
    messages::{Kind, Message, Messages},
};

type Result<T> = std::result::Result<T, ArrowError>;

/// The batches of a stream; `None` if it has no schema.
///
/// # Errors
/// It is no whole stream.
pub(super) fn read(stream: &Buffer) -> Result<Option<Vec<RecordBatch>>> {
    let mut messages = Messages::new(stream);
    let Some(first) = messages.next()? else { return Ok(None) };
    if first.kind != Kind::Schema {
        return Ok(None);
    }
    let layout = fields::read(&first.header, first.len)?;
    // What grows a hundred times and is read each time is taken for an attack.
    let mut reader = Reader { layout, values: Values::new(), left: stream.len().saturating_mul(64) };
    let mut batches = Vec::new();
    while let Some(message) = messages.next()? {
        match message.kind {
            Kind::Schema => return Err(ArrowError::IpcError("the stream has two schemas".to_owned())),
            Kind::Dictionary => reader.dictionary(&message)?,
            Kind::Batch => batches.push(reader.batch(&message)?),
        }
    }
    Ok(Some(batches))
}

struct Reader {
    layout: Layout,
    /// The values of dictionaries, as they are at this point of the stream.
    values: Values,
    /// How many bytes may be copied to put dictionaries together.
    left: usize,
}

impl Reader {
    fn columns<'s>(
        &'s self,
        batch: &Table<'s>,
        message: &Message<'s>,
        dictionaries: &'s [Dictionary],
    ) -> Result<Columns<'s>> {
        let buffers = Buffers::new(batch, message.body.clone())?;
        Columns::new(batch, buffers, dictionaries, &self.values, message.valid_unions)
    }

    fn batch(&self, message: &Message<'_>) -> Result<RecordBatch> {
        let schema = &self.layout.schema;
        let rows = usize::try_from(message.header.long(0)?)
            .map_err(|_| ArrowError::IpcError("a batch has a negative number of rows".to_owned()))?;
        let mut columns = self.columns(&message.header, message, &self.layout.dictionaries)?;
        let arrays = schema.fields().iter().map(|field| columns.next(field.data_type()).map(make_array));
        let arrays = arrays.collect::<Result<_>>()?;
        columns.finish()?;
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(Arc::clone(schema), arrays, &options)
    }

    /// Takes in the values of a dictionary, or more of them.
    fn dictionary(&mut self, message: &Message<'_>) -> Result<()> {
        let wrong = || ArrowError::IpcError("a dictionary has no values, or no column".to_owned());
        let id = message.header.long(0)?;
        let batch = message.header.table(1)?.ok_or_else(wrong)?;
        let index = self.layout.positions.get(&id).copied().ok_or_else(wrong)?;
        let dictionaries = self.layout.dictionaries.get(index..);
        let (dictionary, inside) = dictionaries.and_then(<[_]>::split_first).ok_or_else(wrong)?;
        let mut columns = self.columns(&batch, message, inside)?;
        let mut values = columns.next(&dictionary.values)?;
        columns.finish()?;
        if message.header.flag(2)? {
            let before = self.values.get(&id).ok_or_else(wrong)?;
            if dictionary.inside > 0 {
                // Arrow's code may panic.
                let what = "a dictionary grows whose values have dictionaries themselves";
                return Err(ArrowError::IpcError(what.to_owned()));
            }
            let size = before.get_slice_memory_size()?.saturating_add(values.get_slice_memory_size()?);
            let often = || ArrowError::IpcError("a dictionary grows too often".to_owned());
            self.left = self.left.checked_sub(size).ok_or_else(often)?;
            values = joined(before, &values)?;
        }
        self.values.insert(id, values);
        Ok(())
    }
}

/// The elements of two arrays of one type.
fn joined(first: &ArrayData, second: &ArrayData) -> Result<ArrayData> {
    let len = first.len().saturating_add(second.len());
    let mut all = MutableArrayData::try_new(vec![first, second], false, len)?;
    all.try_extend(0, 0, first.len())?;
    all.try_extend(1, 0, second.len())?;
    Ok(all.freeze())
}
