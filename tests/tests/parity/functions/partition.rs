//! Partition transforms: they only mean something to a writer.

use spark_connect_core::functions::*;

columns! {
    #[plan] "F.years('d')" => years("d"),
    #[plan] "F.months('d')" => months("d"),
    #[plan] "F.days('d')" => days("d"),
    #[plan] "F.hours(col('ts'))" => hours(col("ts")),
    #[plan] "F.bucket(16, 'id')" => bucket(16, "id"),
    #[plan] "F.bucket(lit(8), 'id')" => bucket(8, "id"),
}
