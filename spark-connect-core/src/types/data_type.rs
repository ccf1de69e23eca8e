//! The types of Spark SQL.

use super::StructType;

/// A data type of Spark SQL (Spark: `org.apache.spark.sql.types.DataType`).
///
/// `Display` writes Spark's `simpleString`, such as `decimal(10,2)` or `array<struct<x:int>>`; `FromStr` reads SQL
/// type names in any case.
///
/// ```
/// use spark_connect_core::types::DataType;
///
/// let tags: DataType = "ARRAY<STRING>".parse()?;
/// assert_eq!(tags, DataType::array(DataType::String, true));
/// assert_eq!(tags.to_string(), "array<string>");
/// # Ok::<(), spark_connect_core::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DataType {
    /// `VOID`: the type of a bare `NULL`.
    Null,
    /// `BOOLEAN`.
    Boolean,
    /// `TINYINT`: 8 bits, signed.
    Byte,
    /// `SMALLINT`: 16 bits, signed.
    Short,
    /// `INT`: 32 bits, signed.
    Integer,
    /// `BIGINT`: 64 bits, signed.
    Long,
    /// `FLOAT`: IEEE 754, 32 bits.
    Float,
    /// `DOUBLE`: IEEE 754, 64 bits.
    Double,
    /// `DECIMAL(precision, scale)`: up to 38 digits, `scale` of them after the point. See [`DataType::ANY_DECIMAL`].
    Decimal {
        /// Digits in all, 1 to 38.
        precision: u8,
        /// Digits after the point, at most `precision`.
        scale: u8,
    },
    /// `STRING`, compared byte by byte (collation `UTF8_BINARY`).
    String,
    /// `STRING COLLATE name`: a string with rules of comparison of its own (Spark 4.0).
    CollatedString(String),
    /// `CHAR(length)`: a string padded to `length` characters.
    Char(u32),
    /// `VARCHAR(length)`: a string of at most `length` characters.
    VarChar(u32),
    /// `BINARY`: bytes.
    Binary,
    /// `DATE`: a day of the proleptic Gregorian calendar.
    Date,
    /// `TIMESTAMP`: an instant, to the microsecond.
    Timestamp,
    /// `TIMESTAMP_NTZ`: a date and a time of day without a zone, to the microsecond.
    TimestampNtz,
    /// `TIMESTAMP_LTZ(precision)`: an instant, to the nanosecond (Spark 4.3).
    TimestampLtzNanos {
        /// Digits of the fraction of a second, 7 to 9.
        precision: u8,
    },
    /// `TIMESTAMP_NTZ(precision)`: a date and a time of day, to the nanosecond (Spark 4.3).
    TimestampNtzNanos {
        /// Digits of the fraction of a second, 7 to 9.
        precision: u8,
    },
    /// `TIME(precision)`: a time of day (Spark 4.1).
    Time {
        /// Digits of the fraction of a second.
        precision: u8,
    },
    /// `INTERVAL`: months, days and microseconds side by side.
    CalendarInterval,
    /// `INTERVAL start TO end` of years and months.
    YearMonthInterval {
        /// The largest unit.
        start: YearMonthField,
        /// The smallest unit.
        end: YearMonthField,
    },
    /// `INTERVAL start TO end` of days to seconds: a duration, to the microsecond.
    DayTimeInterval {
        /// The largest unit.
        start: DayTimeField,
        /// The smallest unit.
        end: DayTimeField,
    },
    /// `ARRAY<element>`.
    Array {
        /// The type of the elements.
        element: Box<DataType>,
        /// Whether an element may be NULL.
        contains_null: bool,
    },
    /// `MAP<key, value>`. Keys are never NULL.
    Map {
        /// The type of the keys.
        key: Box<DataType>,
        /// The type of the values.
        value: Box<DataType>,
        /// Whether a value may be NULL.
        value_contains_null: bool,
    },
    /// `STRUCT<name: type, ...>`.
    Struct(StructType),
    /// `VARIANT`: semi-structured data (Spark 4.0).
    Variant,
    /// `GEOMETRY(srid)`: a shape in the plane (Spark 4.1).
    Geometry {
        /// The spatial reference system; [`DataType::MIXED_SRID`] where values differ.
        srid: i32,
    },
    /// `GEOGRAPHY(srid)`: a shape on the globe (Spark 4.1).
    Geography {
        /// The spatial reference system; [`DataType::MIXED_SRID`] where values differ.
        srid: i32,
    },
    /// A user-defined type: a class over another type.
    Udt(Box<Udt>),
}

/// What is known of a user-defined type (Spark: `UserDefinedType`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Udt {
    /// The class on the JVM.
    pub jvm_class: Option<String>,
    /// The class in Python.
    pub python_class: Option<String>,
    /// The pickled Python class, in Base64.
    pub serialized_python_class: Option<String>,
    /// The type its values are stored as; servers do not say it of classes on the JVM.
    pub sql_type: Option<DataType>,
}

/// A unit of a year-month interval, largest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum YearMonthField {
    /// `YEAR`.
    Year,
    /// `MONTH`.
    Month,
}

/// A unit of a day-time interval, largest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayTimeField {
    /// `DAY`.
    Day,
    /// `HOUR`.
    Hour,
    /// `MINUTE`.
    Minute,
    /// `SECOND`.
    Second,
}

impl YearMonthField {
    pub(crate) const ALL: [Self; 2] = [Self::Year, Self::Month];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
        }
    }
}

impl DayTimeField {
    pub(crate) const ALL: [Self; 4] = [Self::Day, Self::Hour, Self::Minute, Self::Second];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
        }
    }
}

impl DataType {
    /// A decimal of whatever size: the type of a [`Decimal`](super::Decimal) field that names no precision.
    ///
    /// [`StructType::differences`] lets every decimal column fit it. Everywhere else (SQL, JSON, protocol, Arrow) it
    /// is `DECIMAL(38,18)`, the size that Spark gives to a decimal about which nothing is known.
    pub const ANY_DECIMAL: Self = Self::Decimal { precision: 0, scale: 0 };

    /// `INTERVAL YEAR TO MONTH`: the type of a [`YearMonthInterval`](super::YearMonthInterval).
    pub const YEAR_MONTH_INTERVAL: Self =
        Self::YearMonthInterval { start: YearMonthField::Year, end: YearMonthField::Month };

    /// `INTERVAL DAY TO SECOND`: the type of a `jiff::SignedDuration`.
    pub const DAY_TIME_INTERVAL: Self =
        Self::DayTimeInterval { start: DayTimeField::Day, end: DayTimeField::Second };

    /// `TIME(6)`: microseconds, Spark's default.
    pub const TIME: Self = Self::Time { precision: 6 };

    /// The `srid` of a geometry or geography whose values have different ones: `GEOMETRY(ANY)`.
    pub const MIXED_SRID: i32 = -1;

    /// `ARRAY<element>` (Spark: `ArrayType(elementType, containsNull)`).
    #[must_use]
    pub fn array(element: Self, contains_null: bool) -> Self {
        Self::Array { element: Box::new(element), contains_null }
    }

    /// `MAP<key, value>` (Spark: `MapType(keyType, valueType, valueContainsNull)`).
    #[must_use]
    pub fn map(key: Self, value: Self, value_contains_null: bool) -> Self {
        Self::Map { key: Box::new(key), value: Box::new(value), value_contains_null }
    }

    /// `STRING COLLATE collation`; plain [`DataType::String`] for `UTF8_BINARY` and for an empty name.
    #[must_use]
    pub fn string(collation: impl Into<String>) -> Self {
        let collation = collation.into();
        if collation.is_empty() || collation.eq_ignore_ascii_case("UTF8_BINARY") {
            Self::String
        } else {
            Self::CollatedString(collation)
        }
    }

    /// Whether it is a decimal of whatever size, [`DataType::ANY_DECIMAL`].
    #[must_use]
    pub fn is_any_decimal(&self) -> bool {
        *self == Self::ANY_DECIMAL
    }

    /// Precision and scale as others are told them: those of [`DataType::ANY_DECIMAL`] are `(38, 18)`.
    pub(crate) fn decimal_size(precision: u8, scale: u8) -> (u8, u8) {
        if precision == 0 { (38, 18) } else { (precision, scale) }
    }
}
