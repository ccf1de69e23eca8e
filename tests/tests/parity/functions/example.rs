//! Replaced by the tables of the groups.

use spark_connect_core::functions::*;

columns! {
    "F.upper('s')" => upper("s"),
    "F.lpad('s', 5, 'x')" => lpad("s", 5, "x"),
}

frames! { (spark, df, other)
    "df.limit(3)" => df.limit(3),
}

requests! { (spark, df, other)
    "df.count()" => df.count().await,
}
