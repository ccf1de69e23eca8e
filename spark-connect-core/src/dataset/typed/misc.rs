//! What a query knows of itself and of its surroundings.

use super::{
    super::{NotNull, arena},
    Columns, Expr, Handle, Literal, Numeric, Operand, SparkType,
};
use crate::functions;

functions! {
    /// A random UUID, another one in each row. Spark: `uuid`.
    exact uuid() -> String = functions::uuid;
    /// As [`uuid()`]; the same seed gives the same ones to the same rows in the same partitions. Spark: `uuid`, 4.1.
    exact uuid_with_seed(seed: i64) -> String = functions::uuid_with_seed;
    /// A number that no other row of this result has, larger in each row of a partition. Spark:
    /// `monotonically_increasing_id`.
    exact monotonically_increasing_id() -> i64 = functions::monotonically_increasing_id;
    /// The number of the partition. Spark: `spark_partition_id`.
    exact spark_partition_id() -> i32 = functions::spark_partition_id;
    /// The file that the row was read from, empty if it was from none. Spark: `input_file_name`.
    exact input_file_name() -> String = functions::input_file_name;
    /// Where the block that is read begins in its file, -1 if there is none. Spark: `input_file_block_start`.
    exact input_file_block_start() -> i64 = functions::input_file_block_start;
    /// How long the block is that is read, -1 if there is none. Spark: `input_file_block_length`.
    exact input_file_block_length() -> i64 = functions::input_file_block_length;
    /// The user who runs the query. Spark: `current_user`.
    exact current_user() -> String = functions::current_user;
    /// The catalog in which names are looked up. Spark: `current_catalog`.
    exact current_catalog() -> String = functions::current_catalog;
    /// The database in which names are looked up. Spark: `current_database`.
    exact current_database() -> String = functions::current_database;
    /// Where names of tables and functions are looked up, in order, with commas. Spark: `current_path`, 4.2.
    exact current_path() -> String = functions::current_path;
    /// Spark's version and revision. Spark: `version`.
    exact version() -> String = functions::version;
}

/// A random number from `min` (included) to `max`, another one in each row: an integer if both are. Spark: `uniform`, 4.0.
#[must_use]
#[track_caller]
pub fn uniform<S: 'static, L: Literal<Out: Numeric>>(min: L, max: L) -> Expr<S, L::Out> {
    let bounds = [super::table::literal(min), super::table::literal(max)];
    Expr::at(arena::apply(bounds, |[min, max]| functions::uniform(min, max)))
}

/// No value: an error with this message, for a branch that must not be reached. Spark: `raise_error`.
///
/// ```
/// use spark_connect_core::{dataset::functions::raise_error, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Order { amount: f64 }
///
/// fn checked(orders: &Dataset<Order>) -> Dataset<f64> {
///     orders.select(|o| when(o.amount.ge(0.0), o.amount).otherwise(raise_error("a negative amount")))
/// }
/// ```
#[must_use]
#[track_caller]
pub fn raise_error(message: &str) -> RaiseError {
    RaiseError(super::table::call([super::table::literal(message)], functions::raise_error as fn(_) -> _))
}

/// No value of any type: see [`raise_error`].
#[derive(Debug, Clone, Copy)]
pub struct RaiseError(Handle);

#[diagnostic::do_not_recommend]
impl<S, B: SparkType<Base = B, Null = NotNull>> Operand<S, B> for RaiseError {
    type Ty = B;
    fn handle(self) -> Handle {
        self.0
    }
}

/// What a static method of a class of the server's returns, as text; what it throws fails the query. `values` (a tuple, or
/// the columns of a row) are its arguments. Spark: `reflect`.
#[must_use]
#[track_caller]
pub fn reflect<S: 'static, V: Columns<S>>(class: &str, method: &str, values: V) -> Expr<S, Option<String>> {
    let mut args = vec![super::table::literal(class), super::table::literal(method)];
    args.extend(values.list().into_iter().map(|(_, handle)| handle));
    Expr::at(arena::apply_all(args, |args| functions::reflect(args)))
}

/// As [`reflect`], NULL where the method throws. Spark: `try_reflect`, 4.0.
#[must_use]
#[track_caller]
pub fn try_reflect<S: 'static, V: Columns<S>>(
    class: &str,
    method: &str,
    values: V,
) -> Expr<S, Option<String>> {
    let mut args = vec![super::table::literal(class), super::table::literal(method)];
    args.extend(values.list().into_iter().map(|(_, handle)| handle));
    Expr::at(arena::apply_all(args, |args| functions::try_reflect(args)))
}
