//! Values of a column, at places in any order.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, GenericByteArray, cast::AsArray, make_array, types::ByteArrayType};
use arrow_buffer::{ArrowNativeType, BooleanBuffer, Buffer, NullBuffer, OffsetBuffer};
use arrow_data::{ArrayData, transform::MutableArrayData};
use arrow_schema::{ArrowError, DataType as ArrowType};

type Result<T> = std::result::Result<T, ArrowError>;

/// How many bytes the NULLs of a column may take that took none before.
const MOST_NULLS: usize = 1 << 28;

/// The values at these places, one for each row, and NULL for rows that are NULL, whose places mean nothing.
///
/// # Errors
/// They are too many for the type, or there is no such place.
pub(super) fn take(values: &ArrayRef, places: &[usize], nulls: Option<&NullBuffer>) -> Result<ArrayRef> {
    let data_type = values.data_type();
    if let Some(texts) = values.as_string_opt::<i32>() {
        return take_bytes(texts, places, valid(values, places, nulls));
    }
    if let Some(bytes) = values.as_binary_opt::<i32>() {
        return take_bytes(bytes, places, valid(values, places, nulls));
    }
    let data = values.to_data();
    match data_type.primitive_width() {
        // Those are aligned otherwise.
        _ if matches!(data_type, ArrowType::Interval(_)) => take_any(&data, places, nulls),
        Some(4) => take_numbers::<i32>(&data, places, valid(values, places, nulls)),
        Some(8) => take_numbers::<i64>(&data, places, valid(values, places, nulls)),
        Some(16) => take_numbers::<i128>(&data, places, valid(values, places, nulls)),
        _ => take_any(&data, places, nulls),
    }
}

/// Which rows have a value.
fn valid(values: &ArrayRef, places: &[usize], nulls: Option<&NullBuffer>) -> Option<NullBuffer> {
    let Some(of_values) = values.nulls() else { return nulls.cloned() };
    let valid = BooleanBuffer::collect_bool(places.len(), |row| {
        let place = places.get(row).copied().unwrap_or(usize::MAX);
        nulls.is_none_or(|nulls| nulls.is_valid(row)) && place < of_values.len() && of_values.is_valid(place)
    });
    Some(NullBuffer::new(valid))
}

fn take_bytes<T: ByteArrayType<Offset = i32>>(
    values: &GenericByteArray<T>,
    places: &[usize],
    nulls: Option<NullBuffer>,
) -> Result<ArrayRef> {
    let (offsets, bytes) = (values.value_offsets(), values.value_data());
    let mut taken = Vec::new();
    let mut ends = Vec::with_capacity(places.len() + 1);
    ends.push(0);
    for (row, place) in places.iter().enumerate() {
        if nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row)) {
            let ends = offsets.get(*place..).and_then(<[i32]>::first_chunk::<2>);
            let value = ends.and_then(|[start, end]| bytes.get(start.as_usize()..end.as_usize()));
            taken.extend_from_slice(value.ok_or_else(outside)?);
        }
        let end = i32::try_from(taken.len());
        ends.push(
            end.map_err(|_| ArrowError::CastError(format!("values do not fit into {}", T::DATA_TYPE)))?,
        );
    }
    let (offsets, taken) = (OffsetBuffer::new(ends.into()), Buffer::from_vec(taken));
    Ok(Arc::new(GenericByteArray::<T>::try_new(offsets, taken, nulls)?))
}

fn outside() -> ArrowError {
    ArrowError::CastError("a value is not there".to_owned())
}

fn take_numbers<N: ArrowNativeType>(
    values: &ArrayData,
    places: &[usize],
    nulls: Option<NullBuffer>,
) -> Result<ArrayRef> {
    let numbers: &[N] = values.buffer(0);
    let taken = places.iter().map(|place| numbers.get(*place).copied().unwrap_or_default());
    let taken = Buffer::from_vec(taken.collect::<Vec<_>>());
    let column = ArrayData::builder(values.data_type().clone()).len(places.len()).nulls(nulls);
    Ok(make_array(column.add_buffer(taken).build()?))
}

/// Values of any type, one after the other.
fn take_any(values: &ArrayData, places: &[usize], nulls: Option<&NullBuffer>) -> Result<ArrayRef> {
    let size = null_size(values.data_type()).saturating_mul(nulls.map_or(0, NullBuffer::null_count));
    if size > MOST_NULLS {
        return Err(ArrowError::CastError("the NULLs of a dictionary take too much memory".to_owned()));
    }
    let mut taken = MutableArrayData::try_new(vec![values], nulls.is_some(), 0)?;
    for (row, place) in places.iter().enumerate() {
        if nulls.is_some_and(|nulls| nulls.is_null(row)) {
            taken.try_extend_nulls(1)?;
        } else {
            taken.try_extend(0, *place, place.checked_add(1).ok_or_else(outside)?)?;
        }
    }
    Ok(make_array(taken.freeze()))
}

/// How many bytes a NULL takes, about.
fn null_size(of: &ArrowType) -> usize {
    match of {
        ArrowType::FixedSizeBinary(size) => usize::try_from(*size).unwrap_or(0),
        ArrowType::FixedSizeList(element, size) => {
            usize::try_from(*size).unwrap_or(0).saturating_mul(null_size(element.data_type()))
        }
        ArrowType::Struct(fields) => {
            fields.iter().fold(0, |sum, field| null_size(field.data_type()).saturating_add(sum))
        }
        _ => 8,
    }
}
