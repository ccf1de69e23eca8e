//! Sort orders.

use crate::{
    expr::{Column, column::Form},
    proto::{
        field::expression::{self, sort_order},
        spark::connect::expression::{
            SortOrder,
            sort_order::{NullOrdering, SortDirection},
        },
    },
    relation::Message,
};

impl Column {
    /// Ascending, NULL first. Spark: `Column.asc`, 1.3.
    pub fn asc(&self) -> Self {
        self.asc_nulls_first()
    }

    /// Ascending, NULL first. Spark: `Column.asc_nulls_first`, 2.1.
    pub fn asc_nulls_first(&self) -> Self {
        self.ordered(SortDirection::Ascending, NullOrdering::SortNullsFirst)
    }

    /// Ascending, NULL last. Spark: `Column.asc_nulls_last`, 2.1.
    pub fn asc_nulls_last(&self) -> Self {
        self.ordered(SortDirection::Ascending, NullOrdering::SortNullsLast)
    }

    /// Descending, NULL last. Spark: `Column.desc`, 1.3.
    pub fn desc(&self) -> Self {
        self.desc_nulls_last()
    }

    /// Descending, NULL first. Spark: `Column.desc_nulls_first`, 2.1.
    pub fn desc_nulls_first(&self) -> Self {
        self.ordered(SortDirection::Descending, NullOrdering::SortNullsFirst)
    }

    /// Descending, NULL last. Spark: `Column.desc_nulls_last`, 2.1.
    pub fn desc_nulls_last(&self) -> Self {
        self.ordered(SortDirection::Descending, NullOrdering::SortNullsLast)
    }

    fn ordered(&self, direction: SortDirection, nulls: NullOrdering) -> Self {
        let order = self.sort_message(direction, nulls);
        Self::with_form(Message::wrap(expression::SORT_ORDER, &order), Form::Sort(order))
    }

    fn sort_message(&self, direction: SortDirection, nulls: NullOrdering) -> Message {
        let fields = SortOrder { child: None, direction: direction.into(), null_ordering: nulls.into() };
        Message::builder().child(sort_order::CHILD, self.message()).fields(&fields).build()
    }

    /// The column as a sort order: itself, or ascending.
    pub(crate) fn to_ordered(&self) -> Self {
        match self.form() {
            Form::Sort(_) => self.clone(),
            Form::Plain | Form::Case(_) => self.asc(),
        }
    }

    /// The `Expression.SortOrder` to sort by this column: its own, or ascending.
    pub(crate) fn to_sort_order(&self) -> Message {
        match self.form() {
            Form::Sort(order) => order.clone(),
            Form::Plain | Form::Case(_) => {
                self.sort_message(SortDirection::Ascending, NullOrdering::SortNullsFirst)
            }
        }
    }
}
