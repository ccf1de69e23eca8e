//! `MERGE INTO`.

use spark_connect_core::expr::{col, lit};

requests! { (spark, df, other)
    "df.mergeInto('c.db.t', F.expr('t.id = id')).merge()" => df.merge_into("c.db.t", "t.id = id").merge().await,
    "df.mergeInto('t', F.expr('true')).whenMatched().updateAll().whenNotMatched().insertAll().merge()" =>
        df.merge_into("t", "true").when_matched().update_all().when_not_matched().insert_all().merge().await,
    "df.alias('n').mergeInto('t', F.col('t.id') == F.col('n.id')).whenMatched(F.col('n.flag')).delete()\
        .whenMatched().update({'a': F.col('n.a'), 't.`s`': F.lit('x')}).merge()" =>
        df.alias("n").merge_into("t", col("t.id").eq(col("n.id"))).when_matched_and(col("n.flag")).delete()
            .when_matched().update([("a", col("n.a")), ("t.`s`", lit("x"))]).merge().await,
    "df.alias('n').mergeInto('t', F.expr('t.id = n.id')).whenNotMatched(F.col('n.a') > 1).insertAll()\
        .whenNotMatched().insert({'id': F.col('n.id'), 'b': F.lit(1)}).merge()" =>
        df.alias("n").merge_into("t", "t.id = n.id").when_not_matched_and(col("n.a").gt(1)).insert_all()
            .when_not_matched().insert([("id", col("n.id")), ("b", lit(1))]).merge().await,
    "df.mergeInto('t', F.expr('true')).whenNotMatchedBySource(F.col('t.a') > 1).update({'a': F.lit(0)})\
        .whenNotMatchedBySource(F.expr('t.b > 1')).updateAll().whenNotMatchedBySource().delete().merge()" =>
        df.merge_into("t", "true").when_not_matched_by_source_and(col("t.a").gt(1)).update([("a", 0)])
            .when_not_matched_by_source_and("t.b > 1").update_all().when_not_matched_by_source().delete()
            .merge().await,
    "df.mergeInto('t', F.expr('true')).withSchemaEvolution().whenMatched().updateAll().merge()" =>
        df.merge_into("t", "true").with_schema_evolution().when_matched().update_all().merge().await,
}
