//! Tables of other databases, by JDBC.

use std::ops::Range;

use super::DataFrameReader;
use crate::dataframe::DataFrame;

/// # Databases
impl DataFrameReader {
    /// A table of another database, or a query in parentheses with an alias, read as one partition.
    ///
    /// The server needs the database's JDBC driver (see [`add_artifacts`](crate::session::SparkSession::add_artifacts)
    /// and option `driver`); `user`, `password` and what else the driver knows are options. Spark:
    /// `DataFrameReader.jdbc`, 1.4.
    pub fn jdbc(self, url: &str, table: &str) -> DataFrame {
        self.database(url, table).load()
    }

    /// As [`jdbc`](Self::jdbc), by several connections at a time: a partition for each of the conditions, which are in
    /// the database's SQL. A row for which none of them is true is not read, one for which two are true is read twice.
    pub fn jdbc_with_predicates<P: Into<String>>(
        self,
        url: &str,
        table: &str,
        predicates: impl IntoIterator<Item = P>,
    ) -> DataFrame {
        let predicates = predicates.into_iter().map(Into::into).collect();
        self.database(url, table).source(Vec::new(), predicates)
    }

    /// As [`jdbc`](Self::jdbc), by several connections at a time: the rows are divided by a column of numbers, dates or
    /// timestamps. All rows are read: the bounds only say how wide each partition is, and the first and the last one
    /// have what is beyond them.
    ///
    /// ```no_run
    /// # fn example(spark: spark_connect_core::session::SparkSession) {
    /// let orders = spark.read().jdbc_by_range("jdbc:postgresql://db/shop", "orders", "id", 0..1_000_000, 8);
    /// let days = spark.read().jdbc_by_range("jdbc:postgresql://db/shop", "visits", "day", "2025-01-01".."2026-01-01", 12);
    /// # }
    /// ```
    pub fn jdbc_by_range<B: ToString>(
        self,
        url: &str,
        table: &str,
        column: &str,
        bounds: Range<B>,
        partitions: u32,
    ) -> DataFrame {
        self.option("partitionColumn", column)
            .option("lowerBound", bounds.start.to_string())
            .option("upperBound", bounds.end.to_string())
            .option("numPartitions", partitions)
            .jdbc(url, table)
    }

    fn database(self, url: &str, table: &str) -> Self {
        self.format("jdbc").option("url", url).option("dbtable", table)
    }
}
