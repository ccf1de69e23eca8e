//! Where a `DataFrame` comes from: SQL, tables, numbers, Arrow.

use std::{iter, sync::Arc};

use arrow_array::RecordBatch;

use super::{
    DataFrame,
    upload::{CHUNK, Pieces},
};
use crate::{
    arrow::{ipc::ChunkWriter, normalize, schema},
    error::{Error, ErrorKind, Result},
    expr::ColumnOrLiteral,
    options::Options,
    plan::{self, Arguments},
    relation::{LocalData, Message, Relation},
    row::{Row, Value},
    session::SparkSession,
    types::StructType,
};

impl SparkSession {
    /// Runs a statement in SQL.
    ///
    /// A statement that changes something (`CREATE TABLE`, `INSERT`) runs once, now; its result can be read as often
    /// as wanted. A query is checked now, and runs with each action. Spark: `SparkSession.sql`, 2.0.
    ///
    /// # Errors
    /// The text does not parse or does not fit the data, or the statement failed.
    pub async fn sql(&self, query: &str) -> Result<DataFrame> {
        self.run_sql(query, &Arguments::None, &[]).await
    }

    /// Runs a statement in SQL with values for its `?` markers, in their order: values never become a part of the text,
    /// so they need no quoting. Spark: `SparkSession.sql` with `args`, 3.5.
    ///
    /// ```no_run
    /// use spark_connect_core::functions::lit;
    /// # async fn example(spark: spark_connect_core::session::SparkSession) -> spark_connect_core::error::Result<()> {
    /// let mine = spark.sql_with_args("select * from orders where id > ? and status = ?", [lit(10), lit("paid")]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`sql`](Self::sql), and if there are fewer values than markers.
    pub async fn sql_with_args<V: ColumnOrLiteral>(
        &self,
        query: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Result<DataFrame> {
        let values = values.into_iter().map(ColumnOrLiteral::into_operand).collect();
        self.run_sql(query, &Arguments::Positional(values), &[]).await
    }

    /// Runs a statement in SQL with values for its `:name` markers. Spark: `SparkSession.sql` with `args`, 3.4.
    ///
    /// ```no_run
    /// # async fn example(spark: spark_connect_core::session::SparkSession) -> spark_connect_core::error::Result<()> {
    /// let large = spark.sql_with_named_args("select * from orders where amount > :least", [("least", 100)]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`sql`](Self::sql), and if a marker has no value.
    pub async fn sql_with_named_args<S: Into<String>, V: ColumnOrLiteral>(
        &self,
        query: &str,
        values: impl IntoIterator<Item = (S, V)>,
    ) -> Result<DataFrame> {
        let values = values.into_iter().map(|(name, value)| (name.into(), value.into_operand())).collect();
        self.run_sql(query, &Arguments::Named(values), &[]).await
    }

    pub(super) async fn run_sql(
        &self,
        query: &str,
        arguments: &Arguments,
        views: &[Relation],
    ) -> Result<DataFrame> {
        let command = plan::sql_command(&plan::sql(query, arguments, views))?;
        self.result_of(&command, views).await
    }

    /// Has a data source run a command in its own language, such as a statement of a database, and returns what it
    /// answered as rows with the one column `value`.
    ///
    /// `runner` names the source: a class of the server that implements Spark's `ExternalCommandRunner`, or its short
    /// name. Spark: `SparkSession.executeCommand` of Scala, 3.0; in Connect 4.0.
    ///
    /// # Errors
    /// There is no such source, it runs no commands, or the command failed.
    pub async fn execute_command<K: Into<String>, V: ToString>(
        &self,
        runner: &str,
        command: &str,
        options: impl IntoIterator<Item = (K, V)>,
    ) -> Result<DataFrame> {
        let options = options.into_iter().collect();
        self.result_of(&plan::external_command(runner, command, &options), &[]).await
    }

    /// The rows that a command answers with.
    async fn result_of(&self, command: &Message, inside: &[Relation]) -> Result<DataFrame> {
        let relation = self.command(command).await?.into_relation_over(inside)?;
        let missing =
            || Error::new(ErrorKind::Protocol, "the server returned no result for a statement or command");
        Ok(DataFrame::new(self.clone(), relation.ok_or_else(missing)?))
    }

    /// The rows of a table or view, by its name in SQL's syntax: `"catalog.database.table"`. Whether there is such a
    /// table shows at an action. Spark: `SparkSession.table`, 2.0.
    pub fn table(&self, name: &str) -> DataFrame {
        DataFrame::new(self.clone(), plan::table(name, &Options::new()))
    }

    /// The numbers from `start` (included) to `end` (excluded) as BIGINT column `id`. Spark: `SparkSession.range`, 2.0.
    pub fn range(&self, start: i64, end: i64) -> DataFrame {
        self.range_by(start, end, 1)
    }

    /// The numbers from `start` (included) to `end` (excluded), `step` apart, as BIGINT column `id`; a negative step
    /// counts down. Spark: `SparkSession.range`, 2.0.
    pub fn range_by(&self, start: i64, end: i64, step: i64) -> DataFrame {
        DataFrame::new(self.clone(), plan::range(start, end, step, None))
    }

    /// As [`range_by`](Self::range_by), in so many partitions rather than as many as the server has cores.
    /// Spark: `SparkSession.range` with `numPartitions`, 2.0.
    pub fn range_into(&self, start: i64, end: i64, step: i64, partitions: u16) -> DataFrame {
        DataFrame::new(self.clone(), plan::range(start, end, step, Some(partitions.into())))
    }

    /// The rows of Arrow batches, which all have the same schema.
    ///
    /// A few rows are sent with every plan that uses them. Many (in Spark 1 MiB, by the setting
    /// `spark.sql.session.localRelationCacheThreshold`) are uploaded when the first of them is run, and kept by the
    /// server for the session. [`upload_dataframe`](Self::upload_dataframe) takes rows that are not in memory together.
    ///
    /// What Spark has no type for is converted: dictionaries, views, unsigned integers, other units of time. A batch of
    /// another schema, a type that Spark cannot hold, and no batch at all are mistakes that the action returns: a table
    /// without rows is made of one empty batch. Spark: `SparkSession.createDataFrame`, 2.0.
    ///
    /// ```no_run
    /// # use spark_connect_core::{dataframe::DataFrame, session::SparkSession};
    /// # fn example(spark: SparkSession, batch: arrow_array::RecordBatch) -> DataFrame {
    /// spark.create_dataframe([batch])
    /// # }
    /// ```
    pub fn create_dataframe(&self, batches: impl IntoIterator<Item = RecordBatch>) -> DataFrame {
        let mut batches = batches.into_iter().map(normalize::outgoing);
        let first = batches.next().unwrap_or_else(|| Err(no_batches()));
        let schema = first.as_ref().map_err(Error::clone).and_then(|it| schema::from_arrow(&it.schema()));
        match schema {
            Ok(schema) => self.local_rows(&mut iter::once(first).chain(batches), &schema),
            Err(error) => self.local_rows(&mut iter::once(Err(error)), &StructType::default()),
        }
    }

    /// Rows of values whose types are known only at run time, one for each column of `schema`.
    ///
    /// A value is of its column's type or fits into it: a smaller integer, a `FLOAT` where there are `DOUBLE`s. One that
    /// does not, a NULL where there are none, and a row that is too short or too long are mistakes that the action
    /// returns. Rows travel as those of [`create_dataframe`](Self::create_dataframe).
    /// Spark: `SparkSession.createDataFrame`, 2.0.
    ///
    /// ```no_run
    /// use spark_connect_core::row::Value;
    /// # use spark_connect_core::{dataframe::DataFrame, error::Result, session::SparkSession};
    /// # fn example(spark: SparkSession) -> Result<DataFrame> {
    /// let schema = "id BIGINT NOT NULL, name STRING".parse()?;
    /// let rows = [[Value::Long(1), "one".into()], [Value::Long(2), Value::Null]];
    /// Ok(spark.create_dataframe_from_rows(&schema, rows))
    /// # }
    /// ```
    pub fn create_dataframe_from_rows<R: Into<Vec<Value>>>(
        &self,
        schema: &StructType,
        rows: impl IntoIterator<Item = R>,
    ) -> DataFrame {
        let shared = Arc::new(schema.clone());
        let row = |values: R| Row::new(Arc::clone(&shared), values.into());
        let mut rows = rows.into_iter().map(row).peekable();
        if rows.peek().is_none() {
            return self.empty_dataframe(schema);
        }
        self.local_rows(&mut Pieces::of_known(schema, true).batches::<Row, _>(rows), schema)
    }

    /// No rows. Spark: `SparkSession.emptyDataFrame`, 2.0 without columns, with a schema 4.2.
    pub fn empty_dataframe(&self, schema: &StructType) -> DataFrame {
        DataFrame::new(self.clone(), plan::empty(schema))
    }

    /// Rows in the layout that Spark takes, read as `schema`.
    pub(crate) fn local_rows(
        &self,
        batches: &mut dyn Iterator<Item = Result<RecordBatch>>,
        schema: &StructType,
    ) -> DataFrame {
        let mut write = || {
            let mut batches = batches.peekable();
            let arrow = match batches.peek() {
                Some(Ok(batch)) => batch.schema(),
                Some(Err(error)) => return Err(error.clone()),
                None => schema::to_arrow(schema),
            };
            let mut writer = ChunkWriter::new(&arrow, CHUNK)?;
            batches.try_for_each(|batch| writer.write(&batch?))?;
            let (stream, chunks) = writer.finish();
            Ok(LocalData::new(stream, chunks, schema.to_json()))
        };
        DataFrame::new(self.clone(), plan::local(write().as_ref().map_err(Error::clone)))
    }
}

pub(super) fn no_batches() -> Error {
    Error::new(ErrorKind::InvalidPlan, "a DataFrame of no batches has no columns: pass an empty batch")
}
