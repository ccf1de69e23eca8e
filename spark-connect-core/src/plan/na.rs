//! Missing values: filled, dropped, replaced.

use crate::{
    error::{Error, ErrorKind},
    expr::Literal,
    proto::{
        field::{
            na_drop as drop_field, na_fill as fill_field,
            na_replace::{self as replace_field, replacement},
            relation,
        },
        spark::connect::{NaDrop, NaFill, NaReplace},
    },
    relation::{Message, Relation},
    types::DataType,
};

/// A value that stands in for others: text, a boolean, or a number of any type, as the columns are of any type too.
///
/// Made `from` such a value, or from an `Option`, of which `None` is NULL.
#[derive(Clone, PartialEq)]
pub struct NaValue(Kind);

#[derive(Clone, PartialEq)]
enum Kind {
    Null,
    Boolean(bool),
    Integer(i64),
    Double(f64),
    Text(String),
}

impl std::fmt::Debug for NaValue {
    /// Not the value, which must not reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NaValue(..)")
    }
}

macro_rules! values {
    ($($rust:ty => $kind:ident,)+) => { $(
        impl From<$rust> for NaValue {
            fn from(value: $rust) -> Self {
                Self(Kind::$kind(value.into()))
            }
        }
    )+ };
}

values! {
    bool => Boolean,
    i8 => Integer,
    i16 => Integer,
    i32 => Integer,
    i64 => Integer,
    f32 => Double,
    f64 => Double,
    &str => Text,
    String => Text,
}

impl<T: Into<Self>> From<Option<T>> for NaValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self(Kind::Null), Into::into)
    }
}

impl NaValue {
    /// The literal that fills gaps: an integer stays one.
    fn filling(&self) -> Result<Message, Error> {
        let literal = match &self.0 {
            Kind::Null => {
                return Err(Error::new(ErrorKind::InvalidPlan, "NULL cannot be filled with NULL"));
            }
            Kind::Boolean(value) => Literal::from(*value),
            Kind::Integer(value) => Literal::from(*value),
            Kind::Double(value) => Literal::from(*value),
            Kind::Text(value) => Literal::from(value.as_str()),
        };
        Ok(literal.message().clone())
    }

    /// The literal that is replaced or replaces: numbers are doubles, which Spark compares with columns of any type.
    fn replacing(&self) -> Message {
        let literal = match &self.0 {
            Kind::Null => Literal::null(DataType::Null),
            Kind::Boolean(value) => Literal::from(*value),
            #[expect(
                clippy::cast_precision_loss,
                reason = "Spark compares doubles here, whatever the column's type"
            )]
            Kind::Integer(value) => Literal::from(*value as f64),
            Kind::Double(value) => Literal::from(*value),
            Kind::Text(value) => Literal::from(value.as_str()),
        };
        literal.message().clone()
    }

    /// What must be the same in all replacements; NULL goes with anything.
    fn family(&self) -> Option<&'static str> {
        match self.0 {
            Kind::Null => None,
            Kind::Boolean(_) => Some("booleans"),
            Kind::Integer(_) | Kind::Double(_) => Some("numbers"),
            Kind::Text(_) => Some("texts"),
        }
    }
}

/// Which rows are dropped for their NULLs (and NaNs).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DropWhen {
    /// Rows with a NULL.
    #[default]
    AnyNull,
    /// Rows with nothing but NULLs.
    AllNull,
    /// Rows with fewer values than this that are not NULL.
    FewerValuesThan(usize),
}

/// The rows with NULL (and NaN) replaced by a value in these columns, or in all that have its type; or by one value for
/// each column.
pub(crate) fn fill(input: &Relation, columns: Vec<String>, values: &[NaValue]) -> Relation {
    let mut builder = Relation::builder(relation::FILL_NA)
        .input(fill_field::INPUT, input)
        .fields(&NaFill { cols: columns, ..Default::default() });
    if values.is_empty() {
        builder = builder
            .error(Error::new(ErrorKind::InvalidPlan, "filling needs a value for one column at least"));
    }
    for value in values {
        builder = match value.filling() {
            Ok(literal) => builder.child(fill_field::VALUES, &literal),
            Err(mistake) => builder.error(mistake),
        };
    }
    builder.build()
}

/// The rows without those that have too many NULLs in these columns, or in all.
pub(crate) fn drop_nulls(input: &Relation, when: DropWhen, columns: Vec<String>) -> Relation {
    let min_non_nulls = match when {
        DropWhen::AnyNull => None,
        DropWhen::AllNull => Some(1),
        // No row has more columns than that.
        DropWhen::FewerValuesThan(count) => Some(i32::try_from(count).unwrap_or(i32::MAX)),
    };
    Relation::builder(relation::DROP_NA)
        .input(drop_field::INPUT, input)
        .fields(&NaDrop { input: None, cols: columns, min_non_nulls })
        .build()
}

/// The rows with values replaced by others in these columns, or in all that have their type.
pub(crate) fn replace(
    input: &Relation,
    columns: Vec<String>,
    replacements: &[(NaValue, NaValue)],
) -> Relation {
    let mut builder = Relation::builder(relation::REPLACE)
        .input(replace_field::INPUT, input)
        .fields(&NaReplace { cols: columns, ..Default::default() });
    let mut families = replacements.iter().flat_map(|(old, new)| [old.family(), new.family()]).flatten();
    if let Some(first) = families.next()
        && let Some(other) = families.find(|family| *family != first)
    {
        builder = builder.error(Error::new(
            ErrorKind::InvalidPlan,
            format!("one call replaces {first} or {other}, not both: call `replace` for each"),
        ));
    }
    for (old, new) in replacements {
        let body = Message::builder()
            .child(replacement::OLD_VALUE, &old.replacing())
            .child(replacement::NEW_VALUE, &new.replacing())
            .build();
        builder = builder.child(replace_field::REPLACEMENTS, &body);
    }
    builder.build()
}
