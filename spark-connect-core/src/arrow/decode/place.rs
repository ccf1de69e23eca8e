//! Where columns are in a result: for messages, and to tell a NULL that is a value from one under a NULL parent.

use std::cell::{OnceCell, RefCell};

use arrow_array::Array;
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType as ArrowType, FieldRef};

use super::{Bits, Unreadable};
use crate::{
    arrow::schema,
    error::{Error, ErrorKind, Result},
};

/// The columns of a batch that is being read, each with where it is; and what was wrong with the first value that could
/// not be read.
///
/// Columns name their place by its number in here. So they have nothing to give back, and can be copied into the
/// registers of a loop.
pub struct Places {
    row_type: String,
    first_row: u64,
    steps: RefCell<Vec<Step>>,
    mistake: OnceCell<Error>,
}

/// How a column is reached from another.
struct Step {
    kind: Kind,
    /// The place of the column around this one; `None` is the whole result.
    parent: Option<usize>,
}

enum Kind {
    /// A field of a struct whose NULLs are `nulls`.
    Field { name: Name, nulls: Option<NullBuffer> },
    /// The items of lists or maps whose NULLs are `nulls`.
    Items { name: &'static str, offsets: OffsetBuffer<i32>, nulls: Option<NullBuffer> },
}

/// The name of a field.
pub(super) enum Name {
    /// The one that is read.
    Asked(&'static str),
    /// That of whichever field there is.
    Found(FieldRef),
}

/// Where a column is.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    places: &'a Places,
    /// Its step; `None` is the whole result.
    step: Option<usize>,
}

impl Places {
    /// Those of a batch, before anything of it is read.
    ///
    /// `row_type` is the Rust type of a row and `first_row` the number of the batch's first row in the result, both for
    /// messages.
    #[must_use]
    pub fn new(row_type: &str, first_row: u64) -> Self {
        Self { row_type: row_type.to_owned(), first_row, steps: RefCell::default(), mistake: OnceCell::new() }
    }

    /// That of the whole result.
    pub(super) fn root(&self) -> Place<'_> {
        Place { places: self, step: None }
    }

    /// What was wrong with the value that could not be read.
    #[cold]
    pub(super) fn mistake(&self) -> Error {
        let kept = self.mistake.get().cloned();
        kept.unwrap_or_else(|| Error::new(ErrorKind::Conversion, "a batch has fewer rows than it says"))
    }
}

impl<'a> Place<'a> {
    /// That of a field of this struct, whose NULLs are `nulls`.
    pub(super) fn field(self, name: Name, nulls: Option<&NullBuffer>) -> Self {
        self.step(Kind::Field { name, nulls: nulls.cloned() })
    }

    /// That of the items of these lists or maps, whose NULLs are `nulls`.
    pub(super) fn items(
        self,
        name: &'static str,
        offsets: &OffsetBuffer<i32>,
        nulls: Option<&NullBuffer>,
    ) -> Self {
        self.step(Kind::Items { name, offsets: offsets.clone(), nulls: nulls.cloned() })
    }

    fn step(self, kind: Kind) -> Self {
        let mut steps = self.places.steps.borrow_mut();
        steps.push(Step { kind, parent: self.step });
        Self { places: self.places, step: Some(steps.len() - 1) }
    }

    /// The number in the result of the row that index `index` of this column belongs to; `None` if it belongs to none,
    /// because a parent is NULL there or no list holds it.
    fn row(self, mut index: usize) -> Option<u64> {
        let steps = self.places.steps.borrow();
        let mut step = self.step;
        while let Some(Step { kind, parent }) = step.and_then(|step| steps.get(step)) {
            let nulls = match kind {
                Kind::Field { nulls, .. } => nulls,
                Kind::Items { offsets, nulls, .. } => {
                    let item = i32::try_from(index).ok()?;
                    index = offsets.partition_point(|offset| *offset <= item).checked_sub(1)?;
                    // Beyond the last offset there are items of no list.
                    (index + 1 < offsets.len()).then_some(nulls)?
                }
            };
            if !Bits::validity(nulls.as_ref()).is_valid(index) {
                return None;
            }
            step = *parent;
        }
        Some(self.places.first_row + u64::try_from(index).ok()?)
    }

    /// The path of the column, such as `ship_to.city` or `tags.element`; empty for the whole result.
    pub(super) fn path(self) -> String {
        let steps = self.places.steps.borrow();
        let mut names = Vec::new();
        let mut step = self.step;
        while let Some(Step { kind, parent }) = step.and_then(|step| steps.get(step)) {
            names.push(match kind {
                Kind::Field { name: Name::Found(field), .. } => field.name(),
                Kind::Field { name: Name::Asked(name), .. } | Kind::Items { name, .. } => *name,
            });
            step = *parent;
        }
        names.reverse();
        names.join(".")
    }

    /// The Rust type of a row of the result.
    pub(super) fn row_type(self) -> &'a str {
        &self.places.row_type
    }

    /// Refuses a NULL in `array`, which is this column, unless it is under a NULL.
    pub(super) fn refuse_nulls(self, array: &dyn Array) -> Result<()> {
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
    fn all_under_null_parent(self, nulls: &NullBuffer) -> bool {
        let steps = self.places.steps.borrow();
        match self.step.and_then(|step| steps.get(step)) {
            Some(Step { kind: Kind::Field { nulls: Some(parent), .. }, .. }) => {
                parent.len() == nulls.len() && parent.contains(nulls)
            }
            _ => false,
        }
    }

    #[cold]
    fn unexpected_null(self, row: u64) -> Error {
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
    pub(super) fn wrong_type(self, found: &ArrowType, rust: &str, spark: &str) -> Error {
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
    pub(super) fn bad_value(self, index: usize, problem: &str) -> Unreadable {
        self.places.mistake.get_or_init(|| {
            let row =
                self.row(index).map_or_else(String::new, |row| format!(" in row {row} (counting from 0)"));
            Error::new(
                ErrorKind::Conversion,
                format!("column `{}` of {}{row}: {problem}", self.path(), self.row_type()),
            )
        });
        Unreadable(())
    }
}
