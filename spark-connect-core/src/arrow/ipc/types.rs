//! The types of columns in the metadata of a stream.

use std::sync::Arc;

use arrow_schema::{
    ArrowError, DataType as ArrowType, FieldRef, IntervalUnit as Interval, TimeUnit as Unit, UnionFields,
    UnionMode,
};

use super::flatbuffer::{Fields, Table, Value};

type Result<T> = std::result::Result<T, ArrowError>;

/// The numbers of the union `Type` in Arrow's `Schema.fbs`.
mod code {
    pub(super) const NULL: u8 = 1;
    pub(super) const INT: u8 = 2;
    pub(super) const FLOATING_POINT: u8 = 3;
    pub(super) const BINARY: u8 = 4;
    pub(super) const UTF8: u8 = 5;
    pub(super) const BOOL: u8 = 6;
    pub(super) const DECIMAL: u8 = 7;
    pub(super) const DATE: u8 = 8;
    pub(super) const TIME: u8 = 9;
    pub(super) const TIMESTAMP: u8 = 10;
    pub(super) const INTERVAL: u8 = 11;
    pub(super) const LIST: u8 = 12;
    pub(super) const STRUCT: u8 = 13;
    pub(super) const UNION: u8 = 14;
    pub(super) const FIXED_SIZE_BINARY: u8 = 15;
    pub(super) const FIXED_SIZE_LIST: u8 = 16;
    pub(super) const MAP: u8 = 17;
    pub(super) const DURATION: u8 = 18;
    pub(super) const LARGE_BINARY: u8 = 19;
    pub(super) const LARGE_UTF8: u8 = 20;
    pub(super) const LARGE_LIST: u8 = 21;
    pub(super) const RUN_END_ENCODED: u8 = 22;
    pub(super) const BINARY_VIEW: u8 = 23;
    pub(super) const UTF8_VIEW: u8 = 24;
    pub(super) const LIST_VIEW: u8 = 25;
    pub(super) const LARGE_LIST_VIEW: u8 = 26;
}

fn unknown(what: &str) -> ArrowError {
    ArrowError::IpcError(format!("a column has {what}, which Arrow does not know"))
}

/// The type of a field, from its number, what the type has of its own, and the fields inside of it.
///
/// # Errors
/// There is no such type, or not with these fields.
pub(super) fn read(number: u8, table: Option<Table<'_>>, children: Vec<FieldRef>) -> Result<ArrowType> {
    let table = || table.ok_or_else(|| unknown("a type without its parameters"));
    let (child, second) = (children.first().cloned(), children.get(1).cloned());
    let nested = matches!(number, code::STRUCT | code::UNION);
    let count = match number {
        code::RUN_END_ENCODED => 2,
        code::LIST
        | code::FIXED_SIZE_LIST
        | code::MAP
        | code::LARGE_LIST
        | code::LIST_VIEW
        | code::LARGE_LIST_VIEW => 1,
        _ => 0,
    };
    if !nested && children.len() != count {
        return Err(unknown("a type with too many or too few fields"));
    }
    let child = || child.ok_or_else(|| unknown("a list without elements"));
    Ok(match number {
        code::NULL => ArrowType::Null,
        code::BOOL => ArrowType::Boolean,
        code::BINARY => ArrowType::Binary,
        code::LARGE_BINARY => ArrowType::LargeBinary,
        code::BINARY_VIEW => ArrowType::BinaryView,
        code::UTF8 => ArrowType::Utf8,
        code::LARGE_UTF8 => ArrowType::LargeUtf8,
        code::UTF8_VIEW => ArrowType::Utf8View,
        code::FIXED_SIZE_BINARY => ArrowType::FixedSizeBinary(size(table()?.int(0, 0)?)?),
        code::INT => int(&table()?)?,
        code::FLOATING_POINT => match table()?.short(0, 0)? {
            0 => ArrowType::Float16,
            1 => ArrowType::Float32,
            2 => ArrowType::Float64,
            _ => return Err(unknown("a number of some precision")),
        },
        code::DECIMAL => decimal(&table()?)?,
        code::DATE => match table()?.short(0, 1)? {
            0 => ArrowType::Date32,
            1 => ArrowType::Date64,
            _ => return Err(unknown("a date of some unit")),
        },
        code::TIME => match (unit(table()?.short(0, 1)?)?, table()?.int(1, 32)?) {
            (unit @ (Unit::Second | Unit::Millisecond), 32) => ArrowType::Time32(unit),
            (unit @ (Unit::Microsecond | Unit::Nanosecond), 64) => ArrowType::Time64(unit),
            _ => return Err(unknown("a time of some width")),
        },
        code::TIMESTAMP => {
            ArrowType::Timestamp(unit(table()?.short(0, 0)?)?, table()?.text(1)?.map(Arc::from))
        }
        code::DURATION => ArrowType::Duration(unit(table()?.short(0, 1)?)?),
        code::INTERVAL => ArrowType::Interval(match table()?.short(0, 0)? {
            0 => Interval::YearMonth,
            1 => Interval::DayTime,
            2 => Interval::MonthDayNano,
            _ => return Err(unknown("an interval of some unit")),
        }),
        code::LIST => ArrowType::List(child()?),
        code::LARGE_LIST => ArrowType::LargeList(child()?),
        code::LIST_VIEW => ArrowType::ListView(child()?),
        code::LARGE_LIST_VIEW => ArrowType::LargeListView(child()?),
        code::FIXED_SIZE_LIST => ArrowType::FixedSizeList(child()?, size(table()?.int(0, 0)?)?),
        code::MAP => ArrowType::Map(child()?, table()?.flag(0)?),
        code::STRUCT => ArrowType::Struct(children.into()),
        code::RUN_END_ENCODED => {
            let (ends, values) = (child()?, second.ok_or_else(|| unknown("runs without values"))?);
            if !matches!(ends.data_type(), ArrowType::Int16 | ArrowType::Int32 | ArrowType::Int64) {
                return Err(unknown("runs that end at something else than numbers"));
            }
            ArrowType::RunEndEncoded(ends, values)
        }
        code::UNION => union(&table()?, children)?,
        _ => return Err(unknown("a type of another number")),
    })
}

/// The type of a number without a fraction.
///
/// # Errors
/// There is no such type.
pub(super) fn int(table: &Table<'_>) -> Result<ArrowType> {
    Ok(match (table.int(0, 0)?, table.flag(1)?) {
        (8, true) => ArrowType::Int8,
        (16, true) => ArrowType::Int16,
        (32, true) => ArrowType::Int32,
        (64, true) => ArrowType::Int64,
        (8, false) => ArrowType::UInt8,
        (16, false) => ArrowType::UInt16,
        (32, false) => ArrowType::UInt32,
        (64, false) => ArrowType::UInt64,
        _ => return Err(unknown("a number of some width")),
    })
}

fn decimal(table: &Table<'_>) -> Result<ArrowType> {
    let wrong = || unknown("a decimal of some precision");
    let precision = u8::try_from(table.int(0, 0)?).map_err(|_| wrong())?;
    let scale = i8::try_from(table.int(1, 0)?).map_err(|_| wrong())?;
    Ok(match (table.int(2, 128)?, precision) {
        (32, ..=9) => ArrowType::Decimal32(precision, scale),
        (64, ..=18) => ArrowType::Decimal64(precision, scale),
        (128, ..=38) => ArrowType::Decimal128(precision, scale),
        (256, ..=76) => ArrowType::Decimal256(precision, scale),
        _ => return Err(wrong()),
    })
}

fn union(table: &Table<'_>, children: Vec<FieldRef>) -> Result<ArrowType> {
    let mode = match table.short(0, 0)? {
        0 => UnionMode::Sparse,
        1 => UnionMode::Dense,
        _ => return Err(unknown("a union of some mode")),
    };
    let ids = table.elements(1)?;
    let ids = match ids.is_empty() {
        // They are numbered then.
        true => (0..children.len()).map(|id| i8::try_from(id).ok()).collect::<Option<Vec<_>>>(),
        false => ids.iter().map(|id| i8::try_from(i32::from_le_bytes(*id)).ok()).collect(),
    };
    let ids = ids.ok_or_else(|| unknown("a union of some type ids"))?;
    Ok(ArrowType::Union(UnionFields::try_new(ids, children)?, mode))
}

fn size(size: i32) -> Result<i32> {
    if size < 0 { Err(unknown("values of a negative size")) } else { Ok(size) }
}

fn unit(number: i16) -> Result<Unit> {
    match number {
        0 => Ok(Unit::Second),
        1 => Ok(Unit::Millisecond),
        2 => Ok(Unit::Microsecond),
        3 => Ok(Unit::Nanosecond),
        _ => Err(unknown("a time of some unit")),
    }
}

fn unit_number(unit: Unit) -> Value<'static> {
    Value::Short(match unit {
        Unit::Second => 0,
        Unit::Millisecond => 1,
        Unit::Microsecond => 2,
        Unit::Nanosecond => 3,
    })
}

/// The fields inside of a type.
pub(super) fn children(of: &ArrowType) -> Vec<&FieldRef> {
    match of {
        ArrowType::List(field)
        | ArrowType::LargeList(field)
        | ArrowType::ListView(field)
        | ArrowType::LargeListView(field)
        | ArrowType::FixedSizeList(field, _)
        | ArrowType::Map(field, _) => vec![field],
        ArrowType::RunEndEncoded(ends, values) => vec![ends, values],
        ArrowType::Struct(fields) => fields.iter().collect(),
        ArrowType::Union(fields, _) => fields.iter().map(|(_, field)| field).collect(),
        _ => Vec::new(),
    }
}

/// The number of a type, and what it has of its own.
///
/// # Errors
/// It is a dictionary, which is no type in a stream.
pub(super) fn write(of: &ArrowType) -> Result<(u8, Fields<'_>)> {
    use ArrowType as T;
    let int = |width, signed: bool| vec![(0, Value::Int(width)), (1, Value::Byte(signed.into()))];
    let decimal = |width, precision: &u8, scale: &i8| {
        let (precision, scale) = (i32::from(*precision), i32::from(*scale));
        vec![(0, Value::Int(precision)), (1, Value::Int(scale)), (2, Value::Int(width))]
    };
    let short = |number| vec![(0, Value::Short(number))];
    Ok(match of {
        T::Null => (code::NULL, vec![]),
        T::Boolean => (code::BOOL, vec![]),
        T::Binary => (code::BINARY, vec![]),
        T::LargeBinary => (code::LARGE_BINARY, vec![]),
        T::BinaryView => (code::BINARY_VIEW, vec![]),
        T::Utf8 => (code::UTF8, vec![]),
        T::LargeUtf8 => (code::LARGE_UTF8, vec![]),
        T::Utf8View => (code::UTF8_VIEW, vec![]),
        T::FixedSizeBinary(size) => (code::FIXED_SIZE_BINARY, vec![(0, Value::Int(*size))]),
        T::Int8 => (code::INT, int(8, true)),
        T::Int16 => (code::INT, int(16, true)),
        T::Int32 => (code::INT, int(32, true)),
        T::Int64 => (code::INT, int(64, true)),
        T::UInt8 => (code::INT, int(8, false)),
        T::UInt16 => (code::INT, int(16, false)),
        T::UInt32 => (code::INT, int(32, false)),
        T::UInt64 => (code::INT, int(64, false)),
        T::Float16 => (code::FLOATING_POINT, short(0)),
        T::Float32 => (code::FLOATING_POINT, short(1)),
        T::Float64 => (code::FLOATING_POINT, short(2)),
        T::Decimal32(precision, scale) => (code::DECIMAL, decimal(32, precision, scale)),
        T::Decimal64(precision, scale) => (code::DECIMAL, decimal(64, precision, scale)),
        T::Decimal128(precision, scale) => (code::DECIMAL, decimal(128, precision, scale)),
        T::Decimal256(precision, scale) => (code::DECIMAL, decimal(256, precision, scale)),
        T::Date32 => (code::DATE, short(0)),
        T::Date64 => (code::DATE, short(1)),
        T::Time32(unit) => (code::TIME, vec![(0, unit_number(*unit)), (1, Value::Int(32))]),
        T::Time64(unit) => (code::TIME, vec![(0, unit_number(*unit)), (1, Value::Int(64))]),
        T::Timestamp(unit, zone) => {
            let zone = zone.as_deref().map(|zone| (1, Value::Text(zone)));
            (code::TIMESTAMP, [(0, unit_number(*unit))].into_iter().chain(zone).collect())
        }
        T::Duration(unit) => (code::DURATION, vec![(0, unit_number(*unit))]),
        T::Interval(Interval::YearMonth) => (code::INTERVAL, short(0)),
        T::Interval(Interval::DayTime) => (code::INTERVAL, short(1)),
        T::Interval(Interval::MonthDayNano) => (code::INTERVAL, short(2)),
        T::List(_) => (code::LIST, vec![]),
        T::LargeList(_) => (code::LARGE_LIST, vec![]),
        T::ListView(_) => (code::LIST_VIEW, vec![]),
        T::LargeListView(_) => (code::LARGE_LIST_VIEW, vec![]),
        T::FixedSizeList(_, size) => (code::FIXED_SIZE_LIST, vec![(0, Value::Int(*size))]),
        T::Map(_, sorted) => (code::MAP, vec![(0, Value::Byte((*sorted).into()))]),
        T::Struct(_) => (code::STRUCT, vec![]),
        T::RunEndEncoded(..) => (code::RUN_END_ENCODED, vec![]),
        T::Union(fields, mode) => {
            let mode = if *mode == UnionMode::Dense { 1 } else { 0 };
            let ids = fields.iter().map(|(id, _)| i32::from(id)).collect();
            (code::UNION, vec![(0, Value::Short(mode)), (1, Value::Ints(ids))])
        }
        T::Dictionary(..) => {
            return Err(ArrowError::IpcError(
                "a dictionary of dictionaries has no form in a stream".to_owned(),
            ));
        }
    })
}
