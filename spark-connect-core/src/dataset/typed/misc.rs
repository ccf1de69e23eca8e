//! What a query knows of itself and of its surroundings.

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
    /// Spark's version and revision. Spark: `version`.
    exact version() -> String = functions::version;
}
