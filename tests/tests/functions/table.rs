//! The tables of functions.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch, StructArray, cast::AsArray};
use spark_connect_core::{
    arrow::decode::append_rows,
    dataset::{Nullness, Select},
    expr::Column,
    prelude::*,
};

use crate::rows::{Row, RowCols};

/// The cases of a table, over the columns of a row.
pub(crate) type Cases = fn(RowCols<Select<Row>>) -> Vec<Case>;

/// A function of columns.
pub(crate) struct Case {
    /// In SQL, of columns of `x` and `y`.
    pub(crate) sql: &'static str,
    /// The columns that `x` and `y` are.
    sides: Vec<(&'static str, &'static str)>,
    /// The typed expression.
    pub(crate) column: Column,
    /// Its type in Rust.
    pub(crate) data_type: DataType,
    /// Whether it is an `Option`.
    pub(crate) nullable: bool,
    /// Reads values as the type in Rust.
    pub(crate) read: fn(&ArrayRef) -> Result<()>,
    /// Why Spark's type or nullability is another one.
    pub(crate) differs: Option<&'static str>,
    /// Whether each call has another value.
    pub(crate) random: bool,
}

impl Case {
    pub(crate) fn new<S: 'static, T: SparkType>(
        sql: &'static str,
        sides: &[(&'static str, &'static str)],
        typed: Expr<S, T>,
        differs: Option<&'static str>,
        random: bool,
    ) -> Self {
        Self {
            sql,
            sides: sides.to_vec(),
            column: typed.untyped(),
            data_type: T::data_type(),
            nullable: <T::Null as Nullness>::NULLABLE,
            read: read::<T>,
            differs,
            random,
        }
    }

    /// In SQL, of the columns of the rows.
    pub(crate) fn of_columns(&self) -> String {
        let mut sql = self.sql.to_owned();
        for (variable, column) in &self.sides {
            let prefix = format!("{variable}.");
            let mut parts = sql.split(&prefix);
            let mut replaced = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                let is_end_of_a_name =
                    replaced.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
                replaced.push_str(if is_end_of_a_name { variable } else { column });
                replaced.push('.');
                replaced.push_str(part);
            }
            sql = replaced;
        }
        sql
    }
}

fn read<T: SparkType>(values: &ArrayRef) -> Result<()> {
    // A struct is read from a batch of its fields, anything else from the one column.
    let batch = match values.as_struct_opt() {
        Some(fields) if matches!(T::data_type(), DataType::Struct(_)) && fields.null_count() == 0 => {
            RecordBatch::from(fields)
        }
        _ => StructArray::try_from(vec![("value", Arc::clone(values))]).expect("a column").into(),
    };
    append_rows(&mut Vec::<T>::new(), &batch, "values", 0)
}

/// `"SQL of x and y" => |x, y| typed expression, "why Spark's type differs";` with one variable or `_`, and without the last
/// part as a rule. `random` before it: the values are not compared with those of the SQL.
macro_rules! cases {
    ($($($random:ident)? $sql:literal => |$x:tt $(, $y:ident)?| $typed:expr $(, $differs:expr)?;)*) => {
        pub(crate) fn cases(
            row: $crate::rows::RowCols<spark_connect_core::dataset::Select<$crate::rows::Row>>,
        ) -> Vec<$crate::table::Case> {
            let mut cases = Vec::new();
            $(cases!(@ cases row [$x $($y)?] $typed, {
                let differs: &[&'static str] = &[$($differs)?];
                let random: &[&str] = &[$(stringify!($random))?];
                ($sql, differs.first().copied(), !random.is_empty())
            });)*
            cases
        }
    };
    (@ $cases:ident $row:ident [_] $typed:expr, $about:expr) => {{
        let _ = $row;
        // Nothing else says over which rows it is.
        let typed: spark_connect_core::dataset::Expr<spark_connect_core::dataset::Select<$crate::rows::Row>, _> = $typed;
        cases!(# $cases [] typed, $about);
    }};
    (@ $cases:ident $row:ident [$x:ident] $typed:expr, $about:expr) => {{
        let about = $about;
        let $x = $row.plain;
        cases!(# $cases [(stringify!($x), "plain")] $typed, about);
        let $x = $row.opt;
        cases!(# $cases [(stringify!($x), "opt")] $typed, about);
    }};
    (@ $cases:ident $row:ident [$x:ident $y:ident] $typed:expr, $about:expr) => {{
        let about = $about;
        let ($x, $y) = ($row.plain, $row.plain);
        cases!(# $cases [(stringify!($x), "plain"), (stringify!($y), "plain")] $typed, about);
        let ($x, $y) = ($row.plain, $row.opt);
        cases!(# $cases [(stringify!($x), "plain"), (stringify!($y), "opt")] $typed, about);
        let ($x, $y) = ($row.opt, $row.plain);
        cases!(# $cases [(stringify!($x), "opt"), (stringify!($y), "plain")] $typed, about);
        let ($x, $y) = ($row.opt, $row.opt);
        cases!(# $cases [(stringify!($x), "opt"), (stringify!($y), "opt")] $typed, about);
    }};
    (# $cases:ident $sides:tt $typed:expr, $about:expr) => {{
        let (sql, differs, random) = $about;
        $cases.push($crate::table::Case::new(sql, &$sides, $typed, differs, random));
    }};
}

/// A type and its nullability as text, without what a Rust type does not say: how long a decimal is, which fields an
/// interval has, how texts are compared, in which reference system shapes are.
pub(crate) fn shown(data_type: &DataType, nullable: bool) -> String {
    format!("{}{}", plain(data_type), if nullable { "" } else { " NOT NULL" })
}

fn plain(data_type: &DataType) -> String {
    match data_type {
        DataType::Decimal { .. } => "DECIMAL".into(),
        DataType::DayTimeInterval { .. } => "DAY TIME".into(),
        DataType::YearMonthInterval { .. } => "YEAR MONTH".into(),
        DataType::Time { .. } => "TIME".into(),
        DataType::Geometry { .. } => "GEOMETRY".into(),
        DataType::Array { element, contains_null } => format!("ARRAY<{}>", shown(element, *contains_null)),
        DataType::Map { key, value, value_contains_null } => {
            format!("MAP<{}, {}>", plain(key), shown(value, *value_contains_null))
        }
        DataType::Struct(schema) => {
            let fields = schema.fields.iter();
            let fields = fields.map(|it| format!("{}: {}", it.name, shown(&it.data_type, it.nullable)));
            format!("STRUCT<{}>", fields.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string().split(" collate ").next().unwrap_or_default().to_owned(),
    }
}

/// The functions and operators that a text is made of, and more words.
pub(crate) fn functions_of(sql: &str) -> Vec<String> {
    let name = |text: &str| {
        let start = text.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
        text[start..].to_owned()
    };
    let called = sql.match_indices('(').map(|(at, _)| name(&sql[..at]));
    called.chain(sql.split_whitespace().map(str::to_owned)).map(|name| name.to_lowercase()).collect()
}
