//! A column about to be read, and where in the result it is.

use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType as ArrowType, FieldRef};

use super::{
    Decode, Places,
    place::{Name, Place},
};
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
    place: Place<'a>,
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
    place: Place<'a>,
}

impl<'a> Input<'a> {
    /// The whole of `batch`.
    ///
    /// `places` is where messages say from where in it they are. A struct binds to the batch's columns; any other type to
    /// its only column.
    #[must_use]
    pub fn of_batch(batch: &'a RecordBatch, places: &'a Places) -> Self {
        let source =
            Source::Fields { columns: batch.columns(), fields: batch.schema_ref().fields(), nulls: None };
        Self { source, nullable: false, place: places.root() }
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
    pub(super) fn typed<A: Array + 'static>(self, rust: &str, spark: &str) -> Result<(&'a A, Place<'a>)> {
        let (array, place) = self.checked()?;
        match array.as_any().downcast_ref() {
            Some(array) => Ok((array, place)),
            None => Err(place.wrong_type(array.data_type(), rust, spark)),
        }
    }

    /// The column as an array of whatever type, its NULLs checked.
    pub(super) fn checked(self) -> Result<(&'a dyn Array, Place<'a>)> {
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
    pub(super) fn place(&self) -> Place<'a> {
        self.place
    }

    /// Spark's type of what the array holds, as far as Arrow tells.
    pub(super) fn spark_type(&self) -> Option<DataType> {
        match self.source {
            Source::Array(array) => schema::spark_type(array.data_type()),
            Source::Fields { .. } => None,
        }
    }

    /// The array; of a whole batch, its only column.
    fn single(self) -> Result<(&'a dyn Array, bool, Place<'a>)> {
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
        let place = self.place.field(Name::Found(field.clone()), nulls);
        Ok((column, self.nullable, place))
    }

    /// The items of the lists at `place`, which `offsets` and `nulls` describe.
    pub(super) fn items(
        name: &'static str,
        items: &'a dyn Array,
        offsets: &OffsetBuffer<i32>,
        nulls: Option<&NullBuffer>,
        place: Place<'a>,
    ) -> Self {
        Self { source: Source::Array(items), nullable: false, place: place.items(name, offsets, nulls) }
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
        let place = self.place.field(Name::Asked(name), self.nulls);
        Ok(Input { source: Source::Array(array), nullable: false, place })
    }

    /// The same columns, as the fields of a row that is a part of this one.
    #[must_use]
    pub fn flattened(&self) -> Input<'a> {
        let source = Source::Fields { columns: self.columns, fields: self.fields, nulls: self.nulls };
        Input { source, nullable: false, place: self.place }
    }

    /// The column at a position, whatever its name.
    pub(super) fn at(&self, position: usize) -> Option<Input<'a>> {
        let (field, array) = (self.fields.get(position)?, self.columns.get(position)?);
        let place = self.place.field(Name::Found(field.clone()), self.nulls);
        Some(Input { source: Source::Array(array), nullable: false, place })
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
