//! Windows of time.

use spark_connect_core::functions::*;

columns! {
    "F.window('ts', '10 minutes')" => window("ts", "10 minutes"),
    "F.window('ts', '10 minutes', '5 minutes')" => window_sliding("ts", "10 minutes", "5 minutes"),
    "F.window('ts', '10 minutes', startTime='3 minutes')"
        => window_with_start("ts", "10 minutes", "3 minutes"),
    "F.window('ts', '10 minutes', '5 minutes', '3 minutes')"
        => window_sliding_with_start("ts", "10 minutes", "5 minutes", "3 minutes"),
}

frames! { (spark, df, other)
    "df.groupBy(F.window('ts', '1 day')).count().select(F.window_time('window'))"
        => df.group_by(window("ts", "1 day")).count().select(window_time("window")),
    "df.groupBy(F.session_window('ts', '5 minutes')).count()"
        => df.group_by(session_window("ts", "5 minutes")).count(),
    "df.groupBy(F.session_window('ts', F.when(col('a') > 1, '5 minutes').otherwise('1 hour'))).count()"
        => df.group_by(session_window("ts", when(col("a").gt(1), "5 minutes").otherwise("1 hour"))).count(),
}
