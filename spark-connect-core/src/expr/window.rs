//! Windows: the rows around a row that a function looks at.

use crate::{
    error::{Error, ErrorKind},
    expr::{Column, ColumnList, Literal, lit},
    proto::{
        field::expression::{
            WINDOW,
            window::{FRAME_SPEC, ORDER_SPEC, PARTITION_SPEC, WINDOW_FUNCTION, window_frame},
        },
        spark::connect::expression::window::window_frame::FrameType,
    },
    relation::{Message, Operation},
};

/// The rows that a window function or an aggregate looks at, for [`Column::over`].
///
/// Without `partition_by` all rows are one partition, computed by one task. Without a frame it is, as in SQL, the
/// whole partition, or with `order_by` the rows from the first one up to the current one and its equals.
///
/// Spark: `Window` and `WindowSpec`, 1.4.
///
/// ```
/// use spark_connect_core::{expr::{Window, FrameBound, col}, functions::{sum, row_number}};
///
/// let by_day = Window::new().partition_by("shop").order_by("day");
/// let rank = row_number().over(&by_day);
/// let week = sum("sales").over(&by_day.rows_between(FrameBound::Preceding(6), FrameBound::CurrentRow));
/// # let _ = (rank, week);
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "a window does nothing until a function looks `over` it"]
pub struct Window {
    partition: Vec<Message>,
    order: Vec<Message>,
    frame: Option<Message>,
}

/// One end of a window's frame.
#[derive(Debug, Clone)]
pub enum FrameBound {
    /// The first row of the partition; only as the lower end.
    UnboundedPreceding,
    /// So many rows, or so much less in the ordering column's value.
    Preceding(i64),
    /// The current row; in a range, also all rows that are equal in the ordering.
    CurrentRow,
    /// So many rows, or so much more in the ordering column's value.
    Following(i64),
    /// The last row of the partition; only as the upper end.
    UnboundedFollowing,
    /// A distance that is not an integer, such as an interval: negative before the current row, positive after it.
    Distance(Column),
}

impl FrameBound {
    /// A distance in the ordering column's value that is not an integer, such as `SignedDuration::from_hours(-1)`:
    /// negative before the current row, positive after it.
    pub fn distance(value: impl Into<Literal>) -> Self {
        Self::Distance(lit(value))
    }
}

impl Window {
    /// A window of all rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only rows that are equal in these columns are looked at together.
    #[track_caller]
    pub fn partition_by(mut self, columns: impl ColumnList) -> Self {
        self.partition = columns.into_columns().iter().map(|column| column.message().clone()).collect();
        self
    }

    /// The order of the rows of a partition; ascending with NULL first where a column does not say otherwise.
    #[track_caller]
    pub fn order_by(mut self, columns: impl ColumnList) -> Self {
        self.order = columns.into_columns().iter().map(Column::to_sort_order).collect();
        self
    }

    /// Looks at the rows between two positions counted from the current row. Distances are 32 bits wide in Spark.
    pub fn rows_between(mut self, lower: FrameBound, upper: FrameBound) -> Self {
        self.frame = Some(frame(FrameType::Row, lower, upper));
        self
    }

    /// Looks at the rows whose value in the ordering column is within two distances from the current row's.
    ///
    /// Any other distance than the current row and the unbounded ends needs exactly one ordering column.
    pub fn range_between(mut self, lower: FrameBound, upper: FrameBound) -> Self {
        self.frame = Some(frame(FrameType::Range, lower, upper));
        self
    }
}

impl Column {
    /// The window function or aggregate, computed for each row over its window.
    ///
    /// Spark: `Column.over`, 1.4.
    #[track_caller]
    pub fn over(&self, window: &Window) -> Self {
        let mut body = Message::builder()
            .child(WINDOW_FUNCTION, self.message())
            .children(PARTITION_SPEC, &window.partition)
            .children(ORDER_SPEC, &window.order);
        if let Some(frame) = &window.frame {
            body = body.child(FRAME_SPEC, frame);
        }
        Self::called(Operation::Over, WINDOW, body)
    }
}

fn frame(kind: FrameType, lower: FrameBound, upper: FrameBound) -> Message {
    // On the wire an unbounded end does not say in which direction: its place does.
    let mut message = Message::builder().int(window_frame::FRAME_TYPE, i32::from(kind));
    if matches!(lower, FrameBound::UnboundedFollowing) || matches!(upper, FrameBound::UnboundedPreceding) {
        message = message.error(Error::new(
            ErrorKind::InvalidPlan,
            "a window's frame cannot start after the last row of its partition or end before the first one",
        ));
    }
    message
        .child(window_frame::LOWER, &boundary(kind, lower))
        .child(window_frame::UPPER, &boundary(kind, upper))
        .build()
}

fn boundary(kind: FrameType, bound: FrameBound) -> Message {
    use window_frame::frame_boundary::{CURRENT_ROW, UNBOUNDED, VALUE};

    let distance = match bound {
        FrameBound::CurrentRow | FrameBound::Preceding(0) | FrameBound::Following(0) => {
            return Message::builder().int(CURRENT_ROW, true).build();
        }
        FrameBound::UnboundedPreceding | FrameBound::UnboundedFollowing => {
            return Message::builder().int(UNBOUNDED, true).build();
        }
        FrameBound::Distance(column) => column,
        FrameBound::Preceding(count) => distance(kind, count.checked_neg()),
        FrameBound::Following(count) => distance(kind, Some(count)),
    };
    Message::wrap(VALUE, distance.message())
}

fn distance(kind: FrameType, count: Option<i64>) -> Column {
    let literal = match (kind, count) {
        (FrameType::Range, Some(count)) => Some(lit(count)),
        (_, Some(count)) => i32::try_from(count).ok().map(lit),
        (_, None) => None,
    };
    literal.unwrap_or_else(|| {
        Column::invalid(Error::new(
            ErrorKind::InvalidPlan,
            "the distance of a window's frame does not fit: rows count in 32 bits, ranges in 64",
        ))
    })
}
