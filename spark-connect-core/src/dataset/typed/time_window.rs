//! Windows of time, to group by.

use arrow_array::ArrayRef;

use super::{
    super::{Columns, NotNull, Nullness, SparkRow, SparkType, arena, spark_type},
    Expr, Handle, Moment, Value, table,
};
use crate::{
    arrow::{
        decode::{Decode, Input, Unreadable},
        encode::{Encode, FinishedFields, Misfit, Refused, StructColumn, StructFields},
    },
    error::Result,
    expr::{Column, lit},
    functions,
    types::{DataType, StructType},
};

/// A span of time: what [`window`] and [`session_window`] group by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeWindow<T> {
    /// The first moment in it.
    pub start: T,
    /// The first moment after it.
    pub end: T,
}

/// Columns of a [`TimeWindow`], as closures see them.
#[derive(Debug)]
pub struct TimeWindowCols<S: 'static, T> {
    /// The first moment in the window.
    pub start: Expr<S, T>,
    /// The first moment after the window.
    pub end: Expr<S, T>,
}

impl<S: 'static, T> Clone for TimeWindowCols<S, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S: 'static, T> Copy for TimeWindowCols<S, T> {}

const FIELDS: [&str; 2] = ["start", "end"];

impl<S: 'static, T> TimeWindowCols<S, T> {
    fn of(window: Handle) -> Self {
        let [start, end] = FIELDS.map(|name| Expr::at(arena::field::<TimeWindow<()>>(window, name)));
        Self { start, end }
    }

    fn list(self) -> [(&'static str, Handle); 2] {
        let [start, end] = FIELDS;
        [(start, self.start.handle()), (end, self.end.handle())]
    }

    fn whole(self) -> Handle {
        arena::row::<TimeWindow<()>>(&self.list())
    }
}

impl<T: Moment + SparkType<Base = T, Null = NotNull>> SparkType for TimeWindow<T> {
    type Base = Self;
    type Null = NotNull;
    type Itself = Self;
    type Cols<S: 'static> = TimeWindowCols<S, T>;
    type OptCols<S: 'static> = TimeWindowCols<S, Option<T>>;
    fn bind<S: 'static>(at: Handle) -> Self::Cols<S> {
        TimeWindowCols::of(at)
    }
    fn bind_opt<S: 'static>(at: Handle) -> Self::OptCols<S> {
        TimeWindowCols::of(at)
    }
    fn unbind<S: 'static>(columns: Self::Cols<S>) -> Handle {
        columns.whole()
    }
    fn unbind_opt<S: 'static>(columns: Self::OptCols<S>) -> Handle {
        columns.whole()
    }
    fn data_type() -> DataType {
        DataType::Struct(Self::schema())
    }
}

impl<T: Moment + SparkType<Base = T, Null = NotNull>> SparkRow for TimeWindow<T> {
    const NAME: &'static str = "TimeWindow";
    fn schema() -> StructType {
        spark_type::schema(FIELDS.map(spark_type::column::<T>))
    }
    fn list(at: Handle) -> Vec<(&'static str, Handle)> {
        TimeWindowCols::<(), T>::of(at).list().into()
    }
}

#[diagnostic::do_not_recommend]
impl<S: 'static, T: Moment> Value<S> for TimeWindowCols<S, T>
where
    TimeWindow<T::Base>: SparkType,
{
    type Out = <T::Null as Nullness>::Of<TimeWindow<T::Base>>;
    fn handle(self) -> Handle {
        self.whole()
    }
}

#[diagnostic::do_not_recommend]
impl<S: 'static, T: Moment> Columns<S> for TimeWindowCols<S, T>
where
    TimeWindow<T>: SparkRow,
{
    type Row = TimeWindow<T>;
    fn list(self) -> Vec<(&'static str, Handle)> {
        Self::list(self).into()
    }
}

impl<T: Decode> Decode for TimeWindow<T> {
    type Column<'a> = [T::Column<'a>; 2];
    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        let (fields, [start, end]) = (input.fields("TimeWindow")?, FIELDS);
        Ok([fields.column::<T>(start, 0)?, fields.column::<T>(end, 1)?])
    }
    fn value([start, end]: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        Ok(Self { start: T::value(start, row)?, end: T::value(end, row)? })
    }
}

impl<T: Encode> Encode for TimeWindow<T> {
    type Column = (StructColumn<Self>, [T::Column; 2]);
    fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
        let mut fields = StructFields::new(data_type, "TimeWindow", &FIELDS, values, misfit);
        let columns = [fields.column::<T>(), fields.column::<T>()];
        (fields.finish(), columns)
    }
    #[inline]
    fn append((windows, [start, end]): &mut Self::Column, value: &Self) {
        windows.append();
        T::append(start, &value.start);
        T::append(end, &value.end);
    }
    fn append_null((windows, columns): &mut Self::Column) {
        windows.append_null();
        columns.iter_mut().for_each(T::append_null);
    }
    fn finish((windows, columns): Self::Column) -> Result<ArrayRef, Refused> {
        let mut finished = FinishedFields::default();
        columns.into_iter().for_each(|column| finished.field::<T>(column));
        windows.finish(finished)
    }
}

/// The window of a fixed length, such as `"10 minutes"`, that a timestamp falls into, counted from 1970-01-01 00:00 UTC. A
/// row whose timestamp is NULL is left out. Spark: `window`.
///
/// ```
/// use spark_connect_core::{
///     dataset::{TimeWindow, functions::window},
///     prelude::*,
/// };
///
/// #[derive(SparkRow)]
/// struct Event { at: jiff::Timestamp, bytes: i64 }
///
/// fn traffic(events: &Dataset<Event>) -> Dataset<(TimeWindow<jiff::Timestamp>, Option<i64>)> {
///     events.group_by(|e| window(e.at, "10 minutes")).agg(|window, e| (window, e.bytes.sum()))
/// }
/// ```
#[must_use]
#[track_caller]
pub fn window<S: 'static, T: Moment>(at: Expr<S, T>, length: &str) -> TimeWindowCols<S, T::Base> {
    made([at.handle(), text(length)], functions::window as fn(Column, Column) -> Column)
}

/// The windows of a fixed length that a timestamp falls into, where a new one begins every `slide`: a row is in each of
/// them. Spark: `window`.
#[must_use]
#[track_caller]
pub fn window_sliding<S: 'static, T: Moment>(
    at: Expr<S, T>,
    length: &str,
    slide: &str,
) -> TimeWindowCols<S, T::Base> {
    let build = functions::window_sliding as fn(Column, Column, Column) -> Column;
    made([at.handle(), text(length), text(slide)], build)
}

/// As [`window`], counted from `start` after 1970-01-01 00:00 UTC. Spark: `window`.
#[must_use]
#[track_caller]
pub fn window_with_start<S: 'static, T: Moment>(
    at: Expr<S, T>,
    length: &str,
    start: &str,
) -> TimeWindowCols<S, T::Base> {
    let build = functions::window_with_start as fn(Column, Column, Column) -> Column;
    made([at.handle(), text(length), text(start)], build)
}

/// The session that a timestamp belongs to, to group by: it ends when no row comes for `gap`, such as `"5 minutes"`. A row
/// whose timestamp is NULL is left out. Spark: `session_window`.
#[must_use]
#[track_caller]
pub fn session_window<S: 'static, T: Moment>(at: Expr<S, T>, gap: &str) -> TimeWindowCols<S, T::Base> {
    made([at.handle(), text(gap)], functions::session_window as fn(Column, Column) -> Column)
}

/// The last microsecond of a window by which rows were grouped. Spark: `window_time`, 3.4.
#[must_use]
#[track_caller]
pub fn window_time<S: 'static, T: Moment>(window: TimeWindowCols<S, T>) -> Expr<S, T> {
    Expr::at(table::call([window.whole()], functions::window_time as fn(Column) -> Column))
}

#[track_caller]
fn made<S: 'static, T, const N: usize>(
    args: [Handle; N],
    build: impl table::Build<N>,
) -> TimeWindowCols<S, T> {
    TimeWindowCols::of(table::call(args, build))
}

fn text(text: &str) -> Handle {
    arena::leaf(lit(text))
}
