//! Whether the columns of a result fit the Rust type that should hold them.

use std::fmt;

use super::{DataType, StructField, StructType};

/// One way in which the columns of a result do not fit the Rust type that should hold them.
///
/// `Display` is one line, with the path of the column, such as `ship_to.city` or `tags.element`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// A column that the Rust type has is not in the result.
    Missing {
        /// The column.
        path: String,
        /// What it should be.
        expected: DataType,
        /// A column beside it whose name is alike.
        closest: Option<String>,
    },
    /// A column has another type.
    Type {
        /// The column.
        path: String,
        /// What the Rust type holds.
        expected: DataType,
        /// What the result has.
        actual: DataType,
    },
    /// A column may be NULL, but its field is not an `Option`. Reading it works until a NULL arrives.
    Nullable {
        /// The column.
        path: String,
    },
}

impl Difference {
    /// Whether it is only that a NULL might arrive.
    #[must_use]
    pub fn is_nullability(&self) -> bool {
        matches!(self, Self::Nullable { .. })
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { path, expected, closest } => {
                write!(f, "column `{path}` ({}) is missing", expected.to_sql())?;
                match closest {
                    Some(closest) => write!(f, "; there is `{closest}`"),
                    None => Ok(()),
                }
            }
            Self::Type { path, expected, actual } if expected.is_any_decimal() => {
                write!(f, "column `{path}` is {}, but its field holds a DECIMAL", actual.to_sql())
            }
            Self::Type { path, expected, actual } => {
                write!(f, "column `{path}` is {}, but its field holds {}", actual.to_sql(), expected.to_sql())
            }
            Self::Nullable { path } => {
                write!(f, "column `{path}` may be NULL, but its field is not an Option")
            }
        }
    }
}

impl StructType {
    /// Every way in which a result of the schema `actual` does not fit this schema, which is that of a Rust type.
    ///
    /// Columns are found by name, and those that the Rust type does not have are no difference. Types must be the same,
    /// without any widening, except:
    /// * all strings are alike, of whatever length and collation, and so are intervals and times of whatever units and
    ///   precision;
    /// * a decimal may have fewer digits before and after the point than expected; [`DataType::ANY_DECIMAL`] takes all;
    /// * timestamps to the nanosecond fit where microseconds are expected (Rust's types hold them);
    /// * `VOID`, the type of a bare `NULL`, fits whatever may be NULL;
    /// * a user-defined type is what it is stored as.
    ///
    /// ```
    /// use spark_connect_core::types::StructType;
    ///
    /// let order: StructType = "id BIGINT NOT NULL, ship_to STRUCT<city: STRING>".parse()?;
    /// let actual: StructType = "id INT NOT NULL, ship_to STRUCT<City: STRING>".parse()?;
    /// let differences: Vec<String> = order.differences(&actual).iter().map(ToString::to_string).collect();
    /// assert_eq!(
    ///     differences,
    ///     [
    ///         "column `id` is INT, but its field holds BIGINT",
    ///         "column `ship_to.city` (STRING) is missing; there is `City`",
    ///     ]
    /// );
    /// # Ok::<(), spark_connect_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn differences(&self, actual: &Self) -> Vec<Difference> {
        let mut differences = Vec::new();
        compare_fields(self, actual, "", &mut differences);
        differences
    }
}

fn compare_fields(expected: &StructType, actual: &StructType, path: &str, differences: &mut Vec<Difference>) {
    for field in &expected.fields {
        let path = if path.is_empty() { field.name.clone() } else { format!("{path}.{}", field.name) };
        match actual.field(&field.name) {
            Some(found) => compare_field(field, found, path, differences),
            None => differences.push(Difference::Missing {
                path,
                expected: field.data_type.clone(),
                closest: closest(&field.name, actual).map(ToOwned::to_owned),
            }),
        }
    }
}

fn compare_field(
    expected: &StructField,
    actual: &StructField,
    path: String,
    differences: &mut Vec<Difference>,
) {
    compare(
        (&expected.data_type, expected.nullable),
        (&actual.data_type, actual.nullable),
        path,
        differences,
    );
}

/// Compares types, each with whether it may be NULL.
fn compare(
    expected: (&DataType, bool),
    actual: (&DataType, bool),
    path: String,
    differences: &mut Vec<Difference>,
) {
    let ((expected, expected_null), (actual, actual_null)) = (expected, actual);
    if actual == &DataType::Null && expected_null {
        return;
    }
    if actual_null && !expected_null {
        differences.push(Difference::Nullable { path: path.clone() });
    }
    let actual = match actual {
        DataType::Udt(udt) => udt.sql_type.as_ref().unwrap_or(actual),
        other => other,
    };
    match (expected, actual) {
        (DataType::Struct(expected), DataType::Struct(actual)) => {
            compare_fields(expected, actual, &path, differences);
        }
        (
            DataType::Array { element: expected, contains_null: expected_null },
            DataType::Array { element: actual, contains_null: actual_null },
        ) => {
            let path = format!("{path}.element");
            compare((expected, *expected_null), (actual, *actual_null), path, differences);
        }
        (
            DataType::Map { key: expected_key, value: expected, value_contains_null: expected_null },
            DataType::Map { key: actual_key, value: actual, value_contains_null: actual_null },
        ) => {
            compare((expected_key, false), (actual_key, false), format!("{path}.key"), differences);
            let path = format!("{path}.value");
            compare((expected, *expected_null), (actual, *actual_null), path, differences);
        }
        (expected, actual) if fits(expected, actual) => {}
        (expected, actual) => {
            differences.push(Difference::Type { path, expected: expected.clone(), actual: actual.clone() });
        }
    }
}

/// Whether a column of the type `actual`, which has no parts, can be read into a field of the type `expected`.
fn fits(expected: &DataType, actual: &DataType) -> bool {
    use DataType as T;
    match (expected, actual) {
        (
            T::Decimal { precision, scale },
            T::Decimal { precision: actual_precision, scale: actual_scale },
        ) => {
            let whole = |precision: u8, scale: u8| precision.saturating_sub(scale);
            expected.is_any_decimal()
                || actual_scale <= scale
                    && whole(*actual_precision, *actual_scale) <= whole(*precision, *scale)
        }
        (
            T::String | T::CollatedString(_) | T::Char(_) | T::VarChar(_),
            T::String | T::CollatedString(_) | T::Char(_) | T::VarChar(_),
        )
        | (T::Time { .. }, T::Time { .. })
        | (T::YearMonthInterval { .. }, T::YearMonthInterval { .. })
        | (T::DayTimeInterval { .. }, T::DayTimeInterval { .. })
        | (T::Geometry { srid: T::MIXED_SRID }, T::Geometry { .. })
        | (T::Timestamp, T::TimestampLtzNanos { .. })
        | (T::TimestampNtz, T::TimestampNtzNanos { .. }) => true,
        _ => expected == actual,
    }
}

/// The field whose name is most like `name`, if one is alike at all: no more than a third of it is different.
fn closest<'a>(name: &str, among: &'a StructType) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    among
        .names()
        .map(|candidate| (distance(&name.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many characters to insert, remove or replace to make one name of the other.
fn distance(from: &str, to: &str) -> usize {
    // The distances from the characters of `from` so far to each start of `to`.
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (removed, left) in from.chars().enumerate() {
        let mut diagonal = removed;
        let mut last = removed + 1;
        let mut next = vec![last];
        for (above, right) in row.iter().skip(1).zip(to.chars()) {
            last = (diagonal + usize::from(left != right)).min(above + 1).min(last + 1);
            diagonal = *above;
            next.push(last);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differences(expected: &str, actual: &str) -> Vec<String> {
        let schema = |text: &str| text.parse::<StructType>().unwrap();
        schema(expected).differences(&schema(actual)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn distances() {
        for (from, to, expected) in [
            ("", "", 0),
            ("a", "", 1),
            ("", "ab", 2),
            ("kitten", "sitting", 3),
            ("city", "city", 0),
            ("ab", "ba", 2),
        ] {
            assert_eq!(distance(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn every_difference_is_listed() {
        let expected = "id bigint not null, name string, ship_to struct<city: string not null, zip: string>, \
                        tags array<string>, prices map<string, double>, gone date";
        let actual = "NAME string, id int, ship_to struct<citty: int, zip: int>, tags array<int>, \
                      prices map<int, float>, other int";
        assert_eq!(
            differences(expected, actual),
            [
                "column `id` may be NULL, but its field is not an Option",
                "column `id` is INT, but its field holds BIGINT",
                "column `name` (STRING) is missing; there is `NAME`",
                "column `ship_to.city` (STRING) is missing; there is `citty`",
                "column `ship_to.zip` is INT, but its field holds STRING",
                "column `tags.element` is INT, but its field holds STRING",
                "column `prices.key` is INT, but its field holds STRING",
                "column `prices.value` is FLOAT, but its field holds DOUBLE",
                "column `gone` (DATE) is missing",
            ]
        );
    }

    #[test]
    fn types_that_fit() {
        for (expected, actual) in [
            ("a string", "b int, a varchar(3)"),
            ("a string", "a string collate UNICODE"),
            ("a decimal(15,2)", "a decimal(15,2)"),
            ("a decimal(15,2)", "a decimal(13,0)"),
            ("a decimal(15,2)", "a decimal(5,1)"),
            ("a interval day to second", "a interval hour"),
            ("a interval year to month", "a interval month"),
            ("a time", "a time(9)"),
            ("a timestamp", "a timestamp(9)"),
            ("a int, b array<int>", "a void, b array<void>"),
            ("a struct<x: int>", "a struct<y: int, x: int not null> not null"),
        ] {
            assert_eq!(differences(expected, actual), [""; 0], "{expected} <- {actual}");
        }
    }

    #[test]
    fn types_that_do_not_fit() {
        for (expected, actual) in [
            ("a bigint", "a int"),
            ("a double", "a float"),
            ("a decimal(15,2)", "a decimal(15,3)"),
            ("a decimal(15,2)", "a decimal(15,1)"),
            ("a timestamp", "a timestamp_ntz"),
            ("a string", "a binary"),
            ("a array<int>", "a int"),
            ("a struct<x: int>", "a map<string, int>"),
            ("a interval", "a interval day to second"),
        ] {
            assert_eq!(differences(expected, actual).len(), 1, "{expected} <- {actual}");
        }
        // A NULL that cannot be, and a type that is none.
        assert_eq!(differences("a int not null", "a void").len(), 2);
    }

    #[test]
    fn any_decimal_takes_every_decimal() {
        let expected = StructType::new([StructField::new("a", DataType::ANY_DECIMAL, true)]);
        let actual = |text: &str| text.parse::<StructType>().unwrap();
        assert_eq!(expected.differences(&actual("a decimal(38,0)")), []);
        assert_eq!(expected.differences(&actual("a decimal(38,38)")), []);
        let wrong = expected.differences(&actual("a double"));
        assert_eq!(wrong[0].to_string(), "column `a` is DOUBLE, but its field holds a DECIMAL");
    }

    #[test]
    fn possible_nulls_can_be_told_from_the_rest() {
        let expected: StructType = "a int not null, b array<int>".parse().unwrap();
        let mut expected = expected;
        expected.fields[1].data_type = DataType::array(DataType::Integer, false);
        let found = expected.differences(&"a int, b array<int>".parse().unwrap());
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(Difference::is_nullability));
        assert_eq!(found[1].to_string(), "column `b.element` may be NULL, but its field is not an Option");
    }
}
