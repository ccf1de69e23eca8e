//! A column about to be read, and where in the result it is.

use std::sync::{Arc, OnceLock};

use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType as ArrowType, FieldRef};

use super::{Decode, Unreadable};
use crate::{
    arrow::schema,
    error::{Error, ErrorKind, Result},
    types::DataType,
};

/// A column about to be read: what [`Decode::column`] is given.
pub struct Input<'a> {
    source: Source<'a>,
    /// Whether an `Option` around the type takes care of NULLs.
    nullable: bool,
    place: Arc<Place<'a>>,
}

enum Source<'a> {
    /// Columns that are the fields of a row; where they are the whole result, its one column may be the row.
    Fields {
        columns: &'a [ArrayRef],
        fields: &'a [FieldRef],
        nulls: Option<&'a NullBuffer>,
    },
    Array(&'a dyn Array),
}

/// The fields of a struct about to be read: columns of the result, or children of a struct column.
pub struct Fields<'a> {
    columns: &'a [ArrayRef],
    fields: &'a [FieldRef],
    nulls: Option<&'a NullBuffer>,
    row_type: &'static str,
    place: Arc<Place<'a>>,
}

/// Where a column is: for messages, and to tell a NULL that is a value from one under a NULL parent.
pub(super) struct Place<'a> {
    step: Step<'a>,
    parent: Option<Arc<Place<'a>>>,
}

enum Step<'a> {
    Result {
        row_type: &'a str,
        first_row: u64,
        /// What was wrong with the first value that could not be read.
        mistake: OnceLock<Error>,
    },
    /// A field of a struct whose NULLs are `nulls`.
    Field { name: &'a str, nulls: Option<&'a NullBuffer> },
    /// The items of lists or maps whose NULLs are `nulls`.
    Items { name: &'static str, offsets: &'a [i32], nulls: Option<&'a NullBuffer> },
}

impl<'a> Input<'a> {
    /// The whole of `batch`.
    ///
    /// `row_type` is the Rust type of a row and `first_row` the number of the batch's first row in the result, both for
    /// messages. A struct binds to the batch's columns; any other type to its only column.
    #[must_use]
    pub fn of_batch(batch: &'a RecordBatch, row_type: &'a str, first_row: u64) -> Self {
        let step = Step::Result { row_type, first_row, mistake: OnceLock::new() };
        let place = Place { step, parent: None };
        let source =
            Source::Fields { columns: batch.columns(), fields: batch.schema_ref().fields(), nulls: None };
        Self { source, nullable: false, place: Arc::new(place) }
    }

    /// The column as a struct, for reading its fields one by one. `row_type` is the Rust type that they make up.
    ///
    /// # Errors
    /// [`ErrorKind::Schema`] if it is not a struct, [`ErrorKind::Conversion`] if it is NULL where no `Option` allows it.
    pub fn fields(self, row_type: &'static str) -> Result<Fields<'a>> {
        if let Source::Fields { columns, fields, nulls } = self.source {
            return Ok(Fields { columns, fields, nulls, row_type, place: self.place });
        }
        let (array, place) = self.typed::<arrow_array::StructArray>(row_type, "STRUCT")?;
        Ok(Fields { columns: array.columns(), fields: array.fields(), nulls: array.nulls(), row_type, place })
    }

    /// The column as an array of the type `A`, its NULLs checked; `rust` and `spark` name the type for messages.
    pub(super) fn typed<A: Array + 'static>(
        self,
        rust: &str,
        spark: &str,
    ) -> Result<(&'a A, Arc<Place<'a>>)> {
        let (array, place) = self.checked()?;
        match array.as_any().downcast_ref() {
            Some(array) => Ok((array, place)),
            None => Err(place.wrong_type(array.data_type(), rust, spark)),
        }
    }

    /// The column as an array of whatever type, its NULLs checked.
    pub(super) fn checked(self) -> Result<(&'a dyn Array, Arc<Place<'a>>)> {
        let (array, nullable, place) = self.single()?;
        if !nullable {
            place.refuse_nulls(array)?;
        }
        Ok((array, place))
    }

    /// The same column for the type inside of an `Option`, with its NULLs; no column if all it holds is NULL.
    pub(super) fn optional(self) -> Result<(Option<&'a NullBuffer>, Option<Self>)> {
        let (array, _, place) = self.single()?;
        if array.data_type() == &ArrowType::Null {
            return Ok((None, None));
        }
        let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0);
        Ok((nulls, Some(Self { source: Source::Array(array), nullable: true, place })))
    }

    /// The same column; of a whole batch, its only one.
    pub(super) fn one_column(self) -> Result<Self> {
        let (array, nullable, place) = self.single()?;
        Ok(Self { source: Source::Array(array), nullable, place })
    }

    /// Where the column is.
    pub(super) fn place(&self) -> Arc<Place<'a>> {
        Arc::clone(&self.place)
    }

    /// Spark's type of what the array holds, as far as Arrow tells.
    pub(super) fn spark_type(&self) -> Option<DataType> {
        match self.source {
            Source::Array(array) => schema::spark_type(array.data_type()),
            Source::Fields { .. } => None,
        }
    }

    /// The array; of a whole batch, its only column.
    fn single(self) -> Result<(&'a dyn Array, bool, Arc<Place<'a>>)> {
        let (columns, fields, nulls) = match self.source {
            Source::Array(array) => return Ok((array, self.nullable, self.place)),
            Source::Fields { columns, fields, nulls } => (columns, fields, nulls),
        };
        let ([column], [field]) = (columns, fields) else {
            return Err(Error::new(
                ErrorKind::Schema,
                format!(
                    "a row of type {} is read from a result of one column, but this result has {}",
                    self.place.row_type(),
                    columns.len(),
                ),
            ));
        };
        let step = Step::Field { name: field.name(), nulls };
        Ok((column, self.nullable, Arc::new(Place { step, parent: Some(self.place) })))
    }

    /// The items of the lists at `place`, which `offsets` and `nulls` describe.
    pub(super) fn items(
        name: &'static str,
        items: &'a dyn Array,
        offsets: &'a [i32],
        nulls: Option<&'a NullBuffer>,
        place: &Arc<Place<'a>>,
    ) -> Self {
        let step = Step::Items { name, offsets, nulls };
        let place = Place { step, parent: Some(Arc::clone(place)) };
        Self { source: Source::Array(items), nullable: false, place: Arc::new(place) }
    }
}

impl<'a> Fields<'a> {
    /// The column of the field `name`, which is `T`'s and at `position` among the fields of the Rust struct.
    ///
    /// It is found by its name; by its position only where Spark had to rename it, because Arrow structs cannot hold
    /// one name twice.
    ///
    /// # Errors
    /// [`ErrorKind::Schema`] if there is no such field, and what [`Decode::column`] returns.
    pub fn column<T: Decode>(&self, name: &'static str, position: usize) -> Result<T::Column<'a>> {
        T::column(self.input(name, position)?)
    }

    /// The same, before anything is known of its type.
    pub(super) fn input(&self, name: &'static str, position: usize) -> Result<Input<'a>> {
        let array = self.find(name, position).ok_or_else(|| self.missing(name))?;
        let step = Step::Field { name, nulls: self.nulls };
        let place = Place { step, parent: Some(Arc::clone(&self.place)) };
        Ok(Input { source: Source::Array(array), nullable: false, place: Arc::new(place) })
    }

    /// The same columns, as the fields of a row that is a part of this one.
    #[must_use]
    pub fn flattened(&self) -> Input<'a> {
        let source = Source::Fields { columns: self.columns, fields: self.fields, nulls: self.nulls };
        Input { source, nullable: false, place: Arc::clone(&self.place) }
    }

    /// The column at a position, whatever its name.
    pub(super) fn at(&self, position: usize) -> Option<Input<'a>> {
        let (field, array) = (self.fields.get(position)?, self.columns.get(position)?);
        let step = Step::Field { name: field.name(), nulls: self.nulls };
        let place = Place { step, parent: Some(Arc::clone(&self.place)) };
        Some(Input { source: Source::Array(array), nullable: false, place: Arc::new(place) })
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    fn find(&self, name: &str, position: usize) -> Option<&'a dyn Array> {
        let at =
            |position: usize| Some((self.fields.get(position)?.name().as_str(), self.columns.get(position)?));
        let hit = match at(position) {
            Some((found, column)) if found == name => column,
            candidate => match self.fields.iter().position(|field| field.name() == name) {
                Some(position) => self.columns.get(position)?,
                None => candidate.filter(|(found, _)| renamed(found, name))?.1,
            },
        };
        Some(hit.as_ref())
    }

    #[cold]
    fn missing(&self, name: &str) -> Error {
        let names = self.fields.iter().map(|field| format!("`{}`", field.name())).collect::<Vec<_>>();
        let path = self.place.path();
        let owner = if path.is_empty() { "the result".to_owned() } else { format!("column `{path}`") };
        Error::new(
            ErrorKind::Schema,
            format!("{owner} has no field `{name}` for {}: it has {}", self.row_type, names.join(", ")),
        )
    }
}

/// Whether `found` is `name` with the number that tells it from others of that name, as in `name_1`.
fn renamed(found: &str, name: &str) -> bool {
    found
        .strip_prefix(name)
        .and_then(|rest| rest.strip_prefix('_'))
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()))
}

impl Place<'_> {
    /// The number in the result of the row that index `index` of this column belongs to; `None` if it belongs to none,
    /// because a parent is NULL there or no list holds it.
    fn row(&self, index: usize) -> Option<u64> {
        let valid = |nulls: Option<&NullBuffer>, index| nulls.is_none_or(|nulls| is_valid(nulls, index));
        let (outer, nulls) = match self.step {
            Step::Result { first_row, .. } => return Some(first_row + u64::try_from(index).ok()?),
            Step::Field { nulls, .. } => (index, nulls),
            Step::Items { offsets, nulls, .. } => {
                let item = i32::try_from(index).ok()?;
                let list = offsets.partition_point(|offset| *offset <= item).checked_sub(1)?;
                // Beyond the last offset there are items of no list.
                (list + 1 < offsets.len()).then_some((list, nulls))?
            }
        };
        if valid(nulls, outer) { self.parent.as_ref()?.row(outer) } else { None }
    }

    /// The path of the column, such as `ship_to.city` or `tags.element`; empty for the whole result.
    fn path(&self) -> String {
        let mut names = Vec::new();
        let mut place = Some(self);
        while let Some(here) = place {
            match here.step {
                Step::Result { .. } => {}
                Step::Field { name, .. } => names.push(name),
                Step::Items { name, .. } => names.push(name),
            }
            place = here.parent.as_deref();
        }
        names.reverse();
        names.join(".")
    }

    fn row_type(&self) -> &str {
        match (&self.step, &self.parent) {
            (Step::Result { row_type, .. }, _) => row_type,
            (_, Some(parent)) => parent.row_type(),
            (_, None) => "",
        }
    }

    fn refuse_nulls(&self, array: &dyn Array) -> Result<()> {
        let null = if array.data_type() == &ArrowType::Null {
            (0..array.len()).find_map(|index| self.row(index))
        } else {
            match array.nulls() {
                Some(nulls) if nulls.null_count() > 0 && !self.all_under_null_parent(nulls) => {
                    (!nulls.inner()).set_indices().find_map(|index| self.row(index))
                }
                _ => None,
            }
        };
        match null {
            Some(row) => Err(self.unexpected_null(row)),
            None => Ok(()),
        }
    }

    /// The quick answer for a field of an optional struct, which is NULL exactly where the struct is.
    fn all_under_null_parent(&self, nulls: &NullBuffer) -> bool {
        match self.step {
            Step::Field { nulls: Some(parent), .. } => parent.len() == nulls.len() && parent.contains(nulls),
            _ => false,
        }
    }

    #[cold]
    fn unexpected_null(&self, row: u64) -> Error {
        Error::new(
            ErrorKind::Conversion,
            format!(
                "column `{}` of {} is NULL in row {row} (counting from 0), but its field is not an Option",
                self.path(),
                self.row_type(),
            ),
        )
    }

    /// The column's type is not the one to read.
    #[cold]
    pub(super) fn wrong_type(&self, found: &ArrowType, rust: &str, spark: &str) -> Error {
        Error::new(
            ErrorKind::Schema,
            format!(
                "column `{}` of {} is {}, which cannot be read into {rust} ({spark})",
                self.path(),
                self.row_type(),
                schema::describe(found),
            ),
        )
    }

    /// The value at `index` of this column does not fit its Rust type; `problem` says why.
    #[cold]
    pub(super) fn bad_value(&self, index: usize, problem: &str) -> Unreadable {
        let row = self.row(index).map_or_else(String::new, |row| format!(" in row {row} (counting from 0)"));
        if let Some(mistake) = self.kept() {
            mistake.get_or_init(|| {
                Error::new(
                    ErrorKind::Conversion,
                    format!("column `{}` of {}{row}: {problem}", self.path(), self.row_type()),
                )
            });
        }
        Unreadable(())
    }

    /// What was wrong with the value that could not be read.
    #[cold]
    pub(super) fn mistake(&self) -> Error {
        let kept = self.kept().and_then(OnceLock::get).cloned();
        kept.unwrap_or_else(|| Error::new(ErrorKind::Conversion, "a batch has fewer rows than it says"))
    }

    fn kept(&self) -> Option<&OnceLock<Error>> {
        match (&self.step, &self.parent) {
            (Step::Result { mistake, .. }, _) => Some(mistake),
            (_, Some(parent)) => parent.kept(),
            (_, None) => None,
        }
    }
}

/// Whether there is a value at `index`; a wrong `index` is left to the read that follows.
#[inline]
pub(super) fn is_valid(nulls: &NullBuffer, index: usize) -> bool {
    index >= nulls.len() || nulls.is_valid(index)
}
