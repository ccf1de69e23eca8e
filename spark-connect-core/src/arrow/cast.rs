//! Columns of one Arrow type as columns of another.
//!
//! Only what [`normalize`](super::normalize) and the answers of servers need: Arrow's own kernels (`arrow-cast`) know
//! all pairs of types, and take longer to compile than everything else that a program has of Arrow.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BinaryArray, GenericListArray, GenericListViewArray, ListArray,
    MapArray, OffsetSizeTrait, StringArray, StructArray,
    cast::AsArray,
    make_array,
    types::{
        ArrowDictionaryKeyType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type,
        Decimal256Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
        IntervalDayTimeType, IntervalMonthDayNanoType, RunEndIndexType, UInt8Type, UInt16Type, UInt32Type,
        UInt64Type,
    },
};
use arrow_buffer::{ArrowNativeType, IntervalMonthDayNano, OffsetBuffer};
use arrow_data::transform::MutableArrayData;
use arrow_schema::{
    ArrowError, DataType as ArrowType, FieldRef, Fields, IntervalUnit as Interval, TimeUnit as Unit,
};

use super::take::take;

type Result<T> = std::result::Result<T, ArrowError>;

/// `array` as the type `to`, at any depth.
///
/// # Errors
/// A value that does not fit, which never becomes a NULL, or types of which one is never taken for the other.
pub(crate) fn cast(array: &ArrayRef, to: &ArrowType) -> Result<ArrayRef> {
    use ArrowType as T;
    let from = array.data_type();
    if from == to {
        return Ok(Arc::clone(array));
    }
    match (from, to) {
        (T::Dictionary(..), _) => cast(&plain(array)?, to),
        (T::RunEndEncoded(ends, _), _) => {
            let values = match ends.data_type() {
                T::Int16 => without_runs::<Int16Type>(array),
                T::Int32 => without_runs::<Int32Type>(array),
                _ => without_runs::<Int64Type>(array),
            };
            cast(&values?, to)
        }
        (T::Struct(_), T::Struct(fields)) => Ok(Arc::new(structure(array.as_struct(), fields)?)),
        (T::Map(..), T::Map(entries, sorted)) => {
            let (T::Struct(fields), map) = (entries.data_type(), array.as_map()) else {
                return Err(unknown(array, to));
            };
            let items = structure(map.entries(), fields)?;
            let (offsets, nulls) = (map.offsets().clone(), map.nulls().cloned());
            Ok(Arc::new(MapArray::try_new(Arc::clone(entries), offsets, items, nulls, *sorted)?))
        }
        (_, T::List(element)) => list(array, element),
        _ => leaf(array, to),
    }
}

fn unknown(array: &ArrayRef, to: &ArrowType) -> ArrowError {
    ArrowError::CastError(format!("a column of {} is not taken for one of {to}", array.data_type()))
}

fn unfit(to: &ArrowType) -> ArrowError {
    ArrowError::CastError(format!("a value does not fit into {to}"))
}

fn structure(array: &StructArray, fields: &Fields) -> Result<StructArray> {
    let columns = array.columns().iter().zip(fields).map(|(column, field)| cast(column, field.data_type()));
    StructArray::try_new(fields.clone(), columns.collect::<Result<_>>()?, array.nulls().cloned())
}

/// The values of a dictionary, one for each key.
fn plain(array: &ArrayRef) -> Result<ArrayRef> {
    fn of<K: ArrowDictionaryKeyType>(array: &ArrayRef) -> Result<ArrayRef> {
        let dictionary = array.as_dictionary::<K>();
        let keys = dictionary.keys();
        let places = keys.values().iter().map(|key| key.as_usize()).collect::<Vec<_>>();
        take(dictionary.values(), &places, keys.nulls())
    }
    match array.data_type() {
        ArrowType::Dictionary(key, _) => match **key {
            ArrowType::Int8 => of::<Int8Type>(array),
            ArrowType::Int16 => of::<Int16Type>(array),
            ArrowType::Int32 => of::<Int32Type>(array),
            ArrowType::Int64 => of::<Int64Type>(array),
            ArrowType::UInt8 => of::<UInt8Type>(array),
            ArrowType::UInt16 => of::<UInt16Type>(array),
            ArrowType::UInt32 => of::<UInt32Type>(array),
            _ => of::<UInt64Type>(array),
        },
        _ => Ok(Arc::clone(array)),
    }
}

/// The values of runs, one for each row.
fn without_runs<R: RunEndIndexType>(array: &ArrayRef) -> Result<ArrayRef> {
    let runs = array.as_run_opt::<R>().ok_or_else(|| unknown(array, array.data_type()))?;
    let (ends, first) = (runs.run_ends(), runs.offset());
    let mut run = ends.get_start_physical_index();
    let rows = (first..first + runs.len()).map(|row| {
        while ends.values().get(run).is_some_and(|end| end.as_usize() <= row) {
            run += 1;
        }
        run
    });
    take(runs.values(), &rows.collect::<Vec<_>>(), None)
}

/// Lists of any layout with 32-bit offsets.
fn list(array: &ArrayRef, element: &FieldRef) -> Result<ArrayRef> {
    let to = || ArrowType::List(Arc::clone(element));
    let (offsets, values): (OffsetBuffer<i32>, ArrayRef) = match array.data_type() {
        ArrowType::List(_) => {
            let lists: &GenericListArray<i32> = array.as_list();
            (lists.offsets().clone(), Arc::clone(lists.values()))
        }
        ArrowType::LargeList(_) => {
            let lists: &GenericListArray<i64> = array.as_list();
            let offsets = lists.offsets().iter().map(|offset| i32::try_from(*offset));
            let offsets = offsets.collect::<std::result::Result<Vec<_>, _>>().map_err(|_| unfit(&to()))?;
            (OffsetBuffer::new(offsets.into()), Arc::clone(lists.values()))
        }
        ArrowType::FixedSizeList(_, size) => {
            let lists = array.as_fixed_size_list();
            let (size, count) = (usize::try_from(*size).unwrap_or(0), lists.len());
            i32::try_from(size.saturating_mul(count)).map_err(|_| unfit(&to()))?;
            (OffsetBuffer::from_repeated_length(size, count), Arc::clone(lists.values()))
        }
        ArrowType::ListView(_) => viewed(array.as_list_view::<i32>(), &to())?,
        ArrowType::LargeListView(_) => viewed(array.as_list_view::<i64>(), &to())?,
        _ => return Err(unknown(array, &to())),
    };
    let values = cast(&values, element.data_type())?;
    Ok(Arc::new(ListArray::try_new(Arc::clone(element), offsets, values, array.nulls().cloned())?))
}

/// The lists that stand anywhere in their values, one after the other.
fn viewed<O: OffsetSizeTrait>(
    lists: &GenericListViewArray<O>,
    to: &ArrowType,
) -> Result<(OffsetBuffer<i32>, ArrayRef)> {
    let size = |(row, size): (usize, &O)| if lists.is_null(row) { 0 } else { size.as_usize() };
    let lengths = lists.sizes().iter().enumerate().map(size).collect::<Vec<_>>();
    let count = lengths.iter().fold(0_usize, |count, len| count.saturating_add(*len));
    i32::try_from(count).map_err(|_| unfit(to))?;
    let values = lists.values().to_data();
    let mut taken = MutableArrayData::try_new(vec![&values], false, 0)?;
    for (offset, len) in lists.offsets().iter().zip(&lengths).filter(|(_, len)| **len > 0) {
        taken.try_extend(0, offset.as_usize(), offset.as_usize() + len)?;
    }
    Ok((OffsetBuffer::from_lengths(lengths), make_array(taken.freeze())))
}

/// Each value that is not NULL as one of another type; an error where `value` says `None`.
fn each<F: ArrowPrimitiveType, T: ArrowPrimitiveType>(
    array: &ArrayRef,
    to: &ArrowType,
    value: impl Fn(F::Native) -> Option<T::Native>,
) -> Result<ArrayRef> {
    let values = array.as_primitive_opt::<F>().ok_or_else(|| unknown(array, to))?;
    retyped(&values.try_unary::<_, T, _>(|from| value(from).ok_or_else(|| unfit(to)))?, to)
}

/// The same values as another type that lays them out in the same way.
fn retyped(array: &dyn Array, to: &ArrowType) -> Result<ArrayRef> {
    Ok(make_array(array.to_data().into_builder().data_type(to.clone()).build()?))
}

/// Times or spans that are counted in 64 bits, in another unit: so many of which make one that is there, or the other way
/// round.
fn scaled(array: &ArrayRef, to: &ArrowType, factor: i64, divisor: i64) -> Result<ArrayRef> {
    let counts = retyped(array, &ArrowType::Int64)?;
    each::<Int64Type, Int64Type>(&counts, to, |count| Some(count.checked_mul(factor)? / divisor))
}

/// Values without parts.
fn leaf(array: &ArrayRef, to: &ArrowType) -> Result<ArrayRef> {
    use ArrowType as T;
    match (array.data_type(), to) {
        (T::Utf8View | T::LargeUtf8, T::Utf8) => text(array, to),
        (T::BinaryView | T::FixedSizeBinary(_), T::Binary) => bytes(array, to),
        (T::Timestamp(from, _), T::Timestamp(into, _)) if from == into => retyped(array, to),
        (T::Timestamp(unit, _), T::Timestamp(Unit::Microsecond, _))
        | (T::Duration(unit), T::Duration(Unit::Microsecond)) => match unit {
            Unit::Second => scaled(array, to, 1_000_000, 1),
            Unit::Millisecond => scaled(array, to, 1_000, 1),
            Unit::Microsecond => Err(unknown(array, to)),
            Unit::Nanosecond => scaled(array, to, 1, 1_000),
        },
        (T::Time32(unit), T::Time64(into)) => {
            let factor = if *into == Unit::Nanosecond { 1_000_000 } else { 1_000 };
            let factor = if *unit == Unit::Second { factor * 1_000 } else { factor };
            let counts = number(&retyped(array, &T::Int32)?, &T::Int64)?;
            scaled(&counts, to, factor, 1)
        }
        (T::Time64(Unit::Microsecond), T::Time64(Unit::Nanosecond)) => scaled(array, to, 1_000, 1),
        (T::Date64, T::Date32) => {
            each::<Date64Type, Date32Type>(array, to, |date| i32::try_from(date / 86_400_000).ok())
        }
        (T::Interval(Interval::DayTime), T::Interval(Interval::MonthDayNano)) => {
            each::<IntervalDayTimeType, IntervalMonthDayNanoType>(array, to, |span| {
                let nanoseconds = i64::from(span.milliseconds) * 1_000_000;
                Some(IntervalMonthDayNano::new(0, span.days, nanoseconds))
            })
        }
        (_, T::Decimal128(precision, scale)) => decimal(array, to, *precision, *scale),
        _ => number(array, to),
    }
}

/// Numbers that are not decimals.
fn number(array: &ArrayRef, to: &ArrowType) -> Result<ArrayRef> {
    use ArrowType as T;
    match (array.data_type(), to) {
        (T::UInt8, T::Int16) => each::<UInt8Type, Int16Type>(array, to, |number| Some(number.into())),
        (T::UInt16, T::Int32) => each::<UInt16Type, Int32Type>(array, to, |number| Some(number.into())),
        (T::Int8, T::Int64) => each::<Int8Type, Int64Type>(array, to, |number| Some(number.into())),
        (T::Int16, T::Int64) => each::<Int16Type, Int64Type>(array, to, |number| Some(number.into())),
        (T::Int32, T::Int64) => each::<Int32Type, Int64Type>(array, to, |number| Some(number.into())),
        (T::UInt32, T::Int64) => each::<UInt32Type, Int64Type>(array, to, |number| Some(number.into())),
        (T::UInt64, T::Int64) => each::<UInt64Type, Int64Type>(array, to, |number| number.try_into().ok()),
        (T::Float16, T::Float32) => each::<Float16Type, Float32Type>(array, to, |number| Some(number.into())),
        (T::Float32, T::Float64) => each::<Float32Type, Float64Type>(array, to, |number| Some(number.into())),
        _ => Err(unknown(array, to)),
    }
}

fn decimal(array: &ArrayRef, to: &ArrowType, precision: u8, scale: i8) -> Result<ArrayRef> {
    use ArrowType as T;
    type To = Decimal128Type;
    let scales = match array.data_type() {
        T::Decimal32(_, from) | T::Decimal64(_, from) | T::Decimal128(_, from) | T::Decimal256(_, from) => {
            i16::from(scale) - i16::from(*from)
        }
        _ => i16::from(scale),
    };
    // No digits are cut off.
    let zeros = u32::try_from(scales).map_err(|_| unknown(array, to))?;
    let limit = 10_i128.checked_pow(precision.into()).ok_or_else(|| unknown(array, to))?;
    let fitting = |value: i128| {
        let value = if value == 0 { 0 } else { value.checked_mul(10_i128.checked_pow(zeros)?)? };
        Some(value).filter(|value| -limit < *value && *value < limit)
    };
    match array.data_type() {
        T::Decimal32(..) => each::<Decimal32Type, To>(array, to, |value| fitting(value.into())),
        T::Decimal64(..) => each::<Decimal64Type, To>(array, to, |value| fitting(value.into())),
        T::Decimal128(..) => each::<Decimal128Type, To>(array, to, fitting),
        T::Decimal256(..) => each::<Decimal256Type, To>(array, to, |value| fitting(value.to_i128()?)),
        T::UInt64 => each::<UInt64Type, To>(array, to, |value| fitting(value.into())),
        _ => Err(unknown(array, to)),
    }
}

/// Whether so many bytes have offsets of 32 bits.
fn check_len<'a>(values: impl Iterator<Item = Option<&'a [u8]>>, to: &ArrowType) -> Result<()> {
    let len = values.flatten().fold(0_usize, |len, value| len.saturating_add(value.len()));
    i32::try_from(len).map(|_| ()).map_err(|_| unfit(to))
}

fn text(array: &ArrayRef, to: &ArrowType) -> Result<ArrayRef> {
    if let Some(large) = array.as_string_opt::<i64>() {
        check_len(large.iter().map(|text| text.map(str::as_bytes)), to)?;
        return Ok(Arc::new(large.iter().collect::<StringArray>()));
    }
    let views = array.as_string_view_opt().ok_or_else(|| unknown(array, to))?;
    check_len(views.iter().map(|text| text.map(str::as_bytes)), to)?;
    Ok(Arc::new(views.iter().collect::<StringArray>()))
}

fn bytes(array: &ArrayRef, to: &ArrowType) -> Result<ArrayRef> {
    if let Some(fixed) = array.as_fixed_size_binary_opt() {
        check_len(fixed.iter(), to)?;
        return Ok(Arc::new(fixed.iter().collect::<BinaryArray>()));
    }
    let views = array.as_binary_view_opt().ok_or_else(|| unknown(array, to))?;
    check_len(views.iter(), to)?;
    Ok(Arc::new(views.iter().collect::<BinaryArray>()))
}

#[cfg(test)]
mod tests {
    use arrow_array::{
        BinaryViewArray, Date64Array, Decimal32Array, Decimal64Array, Decimal128Array, Decimal256Array,
        DictionaryArray, DurationMillisecondArray, DurationNanosecondArray, DurationSecondArray,
        FixedSizeBinaryArray, FixedSizeListArray, Float16Array, Float32Array, Int8Array, Int16Array,
        Int32Array, IntervalDayTimeArray, LargeListArray, LargeListViewArray, LargeStringArray,
        ListViewArray, NullArray, PrimitiveArray, RunArray, StringViewArray, Time32MillisecondArray,
        Time32SecondArray, Time64MicrosecondArray, TimestampMicrosecondArray, TimestampMillisecondArray,
        TimestampNanosecondArray, TimestampSecondArray, UInt8Array, UInt16Array, UInt32Array, UInt64Array,
        builder::MapBuilder,
        builder::{Int32Builder, StringBuilder},
    };
    use arrow_buffer::{IntervalDayTime, NullBuffer, i256};
    use arrow_cast::cast::{CastOptions, cast_with_options};
    use arrow_schema::Field;

    use super::*;

    fn to_list(element: ArrowType) -> ArrowType {
        ArrowType::List(Arc::new(Field::new("of", element, true)))
    }

    fn dictionary<K: ArrowDictionaryKeyType>(keys: PrimitiveArray<K>) -> ArrayRef {
        let values = Arc::new(StringArray::from(vec![Some("zero"), None, Some("two")]));
        Arc::new(DictionaryArray::try_new(keys, values).unwrap())
    }

    /// A dictionary of three values, with a NULL among its keys whose place is none.
    fn of(values: ArrayRef) -> ArrayRef {
        let keys = Int32Array::new(vec![2, -7, 0, 1].into(), Some(vec![true, false, true, true].into()));
        Arc::new(DictionaryArray::try_new(keys, values).unwrap())
    }

    fn runs<R: RunEndIndexType>(ends: &PrimitiveArray<R>) -> ArrayRef {
        let values = StringArray::from(vec![Some("a"), None, Some("c"), Some("d")]);
        Arc::new(RunArray::try_new(ends, &values).unwrap())
    }

    /// Each array, and the type that it is taken for.
    fn cases() -> Vec<(ArrayRef, ArrowType)> {
        let text = || ArrowType::Utf8;
        let micros = |zone: Option<&str>| ArrowType::Timestamp(Unit::Microsecond, zone.map(Into::into));
        let span = || ArrowType::Duration(Unit::Microsecond);
        let element = || Arc::new(Field::new("item", ArrowType::Utf8View, true));
        let elements = || Arc::new(StringViewArray::from(vec![Some("a"), None, Some("c"), Some("d")]));
        let nulls = || Some(NullBuffer::from(vec![true, false, true]));
        let binary = || FixedSizeBinaryArray::try_from_iter([[1, 2], [3, 4], [5, 6]].iter()).unwrap();
        let mut maps = MapBuilder::new(None, StringBuilder::new(), Int32Builder::new());
        for (key, value) in [("a", Some(1)), ("b", None), ("c", Some(3))] {
            maps.keys().append_value(key);
            maps.values().append_option(value);
            maps.append(key != "b").unwrap();
        }
        let entries = Field::new_struct(
            "kv",
            vec![Field::new("k", text(), false), Field::new("v", ArrowType::Int64, true)],
            false,
        );
        let (names, numbers) = (elements().slice(0, 3), Arc::new(UInt8Array::from(vec![1, 2, 255])));
        let fields = [Field::new("s", ArrowType::Utf8View, true), Field::new("u", ArrowType::UInt8, true)];
        let rows = StructArray::new(fields.to_vec().into(), vec![Arc::new(names), numbers], nulls());
        let plain = vec![Field::new("s", text(), true), Field::new("u", ArrowType::Int16, true)];
        vec![
            (dictionary(Int8Array::from(vec![Some(2), None, Some(1)])), text()),
            (dictionary(Int16Array::from(vec![2, 0, 1])), text()),
            (dictionary(Int32Array::from(vec![2, 0, 1])), text()),
            (dictionary(arrow_array::Int64Array::from(vec![2, 0, 1])), text()),
            (dictionary(UInt8Array::from(vec![2, 0, 1])), text()),
            (dictionary(UInt16Array::from(vec![2, 0, 1])), text()),
            (dictionary(UInt32Array::from(vec![2, 0, 1])), text()),
            (dictionary(UInt64Array::from(vec![2, 0, 1])), text()),
            (of(Arc::new(Int32Array::from(vec![Some(7), None, Some(9)]))), ArrowType::Int32),
            (of(Arc::new(arrow_array::Int64Array::from(vec![7, 8, 9]))), ArrowType::Int64),
            (of(Arc::new(Float32Array::from(vec![7.5, 8.5, 9.5]))), ArrowType::Float32),
            (of(Arc::new(Int8Array::from(vec![Some(7), None, Some(9)]))), ArrowType::Int8),
            (of(Arc::new(arrow_array::BooleanArray::from(vec![true, false, true]))), ArrowType::Boolean),
            (of(Arc::new(BinaryArray::from(vec![Some(&b"a"[..]), None, Some(b"cd")]))), ArrowType::Binary),
            (of(Arc::new(LargeStringArray::from(vec!["a", "b", "cd"]))), text()),
            (
                of(Arc::new(Decimal128Array::from(vec![7, 8, 9]).with_precision_and_scale(5, 2).unwrap())),
                ArrowType::Decimal128(5, 2),
            ),
            (runs(&Int16Array::from(vec![2, 3, 5, 9])), text()),
            (runs(&Int32Array::from(vec![2, 3, 5, 9])), text()),
            (runs(&arrow_array::Int64Array::from(vec![2, 3, 5, 9])), text()),
            (
                Arc::new(LargeListArray::new(
                    element(),
                    OffsetBuffer::from_lengths([2, 1, 1]),
                    elements(),
                    nulls(),
                )),
                to_list(text()),
            ),
            (Arc::new(FixedSizeListArray::new(element(), 2, elements(), None)), to_list(text())),
            (
                Arc::new(ListViewArray::new(
                    element(),
                    vec![2, 0, 0].into(),
                    vec![2, 3, 3].into(),
                    elements(),
                    nulls(),
                )),
                to_list(text()),
            ),
            (
                Arc::new(LargeListViewArray::new(
                    element(),
                    vec![2, 0, 0].into(),
                    vec![2, 3, 3].into(),
                    elements(),
                    nulls(),
                )),
                to_list(text()),
            ),
            (
                Arc::new(ListArray::new(
                    element(),
                    OffsetBuffer::from_lengths([2, 0, 2]),
                    elements(),
                    nulls(),
                )),
                to_list(text()),
            ),
            (Arc::new(maps.finish()), ArrowType::Map(Arc::new(entries), false)),
            (Arc::new(rows), ArrowType::Struct(plain.into())),
            (elements(), text()),
            (Arc::new(LargeStringArray::from(vec![Some("a"), None, Some("é")])), text()),
            (Arc::new(BinaryViewArray::from(vec![Some(&b"a"[..]), None, Some(b"cd")])), ArrowType::Binary),
            (Arc::new(binary()), ArrowType::Binary),
            (Arc::new(TimestampSecondArray::from(vec![Some(-1), None, Some(7)])), micros(None)),
            (
                Arc::new(TimestampMillisecondArray::from(vec![-1, 0, 7]).with_timezone("+01:00")),
                micros(Some("UTC")),
            ),
            (Arc::new(TimestampNanosecondArray::from(vec![-1_999, 0, 1_999])), micros(None)),
            (
                Arc::new(TimestampMicrosecondArray::from(vec![-1, 0, 7]).with_timezone("Asia/Tokyo")),
                micros(Some("UTC")),
            ),
            (
                Arc::new(TimestampNanosecondArray::from(vec![-1, 0, 7]).with_timezone("Asia/Tokyo")),
                ArrowType::Timestamp(Unit::Nanosecond, Some("UTC".into())),
            ),
            (
                Arc::new(TimestampMillisecondArray::from(vec![-1, 0, 7]).with_timezone("Asia/Tokyo")),
                ArrowType::Timestamp(Unit::Millisecond, Some("UTC".into())),
            ),
            (
                Arc::new(TimestampSecondArray::from(vec![-1, 0, 7]).with_timezone("Asia/Tokyo")),
                ArrowType::Timestamp(Unit::Second, Some("UTC".into())),
            ),
            (Arc::new(DurationSecondArray::from(vec![Some(-1), None, Some(7)])), span()),
            (Arc::new(DurationMillisecondArray::from(vec![-1, 0, 7])), span()),
            (Arc::new(DurationNanosecondArray::from(vec![-1_999, 0, 7_999])), span()),
            (
                Arc::new(Time32SecondArray::from(vec![Some(1), None, Some(86_399)])),
                ArrowType::Time64(Unit::Microsecond),
            ),
            (Arc::new(Time32SecondArray::from(vec![1, 0, 86_399])), ArrowType::Time64(Unit::Nanosecond)),
            (
                Arc::new(Time32MillisecondArray::from(vec![1, 0, 86_399_999])),
                ArrowType::Time64(Unit::Microsecond),
            ),
            (
                Arc::new(Time32MillisecondArray::from(vec![1, 0, 86_399_999])),
                ArrowType::Time64(Unit::Nanosecond),
            ),
            (
                Arc::new(Time64MicrosecondArray::from(vec![1, 0, 86_399_999_999])),
                ArrowType::Time64(Unit::Nanosecond),
            ),
            (Arc::new(Date64Array::from(vec![Some(-86_400_000), None, Some(86_400_000)])), ArrowType::Date32),
            (
                Arc::new(IntervalDayTimeArray::from(vec![
                    IntervalDayTime::new(-3, 7),
                    IntervalDayTime::new(3, -7),
                ])),
                ArrowType::Interval(Interval::MonthDayNano),
            ),
            (
                Arc::new(
                    Decimal32Array::from(vec![Some(-123), None]).with_precision_and_scale(5, 2).unwrap(),
                ),
                ArrowType::Decimal128(5, 2),
            ),
            (
                Arc::new(Decimal64Array::from(vec![-123, 7]).with_precision_and_scale(5, -2).unwrap()),
                ArrowType::Decimal128(7, 0),
            ),
            (
                Arc::new(Decimal128Array::from(vec![-123, 7]).with_precision_and_scale(5, -2).unwrap()),
                ArrowType::Decimal128(7, 0),
            ),
            (
                Arc::new(Decimal256Array::from(vec![
                    i256::from_i128(-123),
                    i256::from_i128(i128::pow(10, 37)),
                ])),
                ArrowType::Decimal128(38, 10),
            ),
            (Arc::new(UInt8Array::from(vec![Some(255), None])), ArrowType::Int16),
            (Arc::new(UInt16Array::from(vec![u16::MAX, 0])), ArrowType::Int32),
            (Arc::new(UInt32Array::from(vec![u32::MAX, 0])), ArrowType::Int64),
            (Arc::new(UInt64Array::from(vec![u64::MAX, 0])), ArrowType::Decimal128(20, 0)),
            (Arc::new(UInt64Array::from(vec![7, 0])), ArrowType::Int64),
            (Arc::new(Int8Array::from(vec![-7, 0])), ArrowType::Int64),
            (Arc::new(Int16Array::from(vec![-7, 0])), ArrowType::Int64),
            (Arc::new(Int32Array::from(vec![-7, 0])), ArrowType::Int64),
            (Arc::new(Float16Array::from_iter_values([half(1.5), half(-2.0)])), ArrowType::Float32),
            (Arc::new(Float32Array::from(vec![Some(1.5), None])), ArrowType::Float64),
        ]
    }

    fn half(number: f32) -> <Float16Type as ArrowPrimitiveType>::Native {
        <Float16Type as ArrowPrimitiveType>::Native::from_f32(number)
    }

    #[test]
    fn columns_become_what_arrow_makes_of_them() {
        let options = CastOptions { safe: false, ..CastOptions::default() };
        for (array, to) in cases() {
            // Also a part of it, which begins elsewhere.
            for array in [Arc::clone(&array), array.slice(1, array.len() - 1), array.slice(0, 0)] {
                let expected = cast_with_options(&array, &to, &options).unwrap();
                let found = cast(&array, &to).unwrap();
                assert_eq!(&found, &expected, "{} to {to}", array.data_type());
                found.to_data().validate_full().unwrap();
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let cases: Vec<(ArrayRef, ArrowType)> = vec![
            (
                Arc::new(TimestampSecondArray::from(vec![i64::MAX])),
                ArrowType::Timestamp(Unit::Microsecond, None),
            ),
            (
                Arc::new(DurationMillisecondArray::from(vec![i64::MIN])),
                ArrowType::Duration(Unit::Microsecond),
            ),
            (Arc::new(Date64Array::from(vec![i64::MAX])), ArrowType::Date32),
            (Arc::new(UInt64Array::from(vec![u64::MAX])), ArrowType::Int64),
            (Arc::new(Decimal256Array::from(vec![i256::MAX])), ArrowType::Decimal128(38, 10)),
            (
                Arc::new(
                    Decimal128Array::from(vec![i128::pow(10, 37)]).with_precision_and_scale(38, -2).unwrap(),
                ),
                ArrowType::Decimal128(38, 0),
            ),
            (Arc::new(NullArray::new(1)), ArrowType::Int64),
            (Arc::new(NullArray::new(1)), to_list(ArrowType::Int64)),
            (Arc::new(StringArray::from(vec!["1"])), ArrowType::Int64),
            (Arc::new(StringArray::from(vec!["1"])), ArrowType::Decimal128(1, 0)),
        ];
        for (array, to) in cases {
            assert!(cast(&array, &to).is_err(), "{} to {to}", array.data_type());
        }
    }
}
