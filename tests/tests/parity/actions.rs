//! Actions of a `DataFrame`, and what is asked of its plan.

use spark_connect_core::{
    dataframe::{Checkpoint, Show, StorageLevel},
    functions::*,
    session::ExplainMode,
};

frames! { (spark, df, other)
    "df.observe('m', F.max('a').alias('largest'), F.count('b').alias('bs'))" =>
        df.observe_as("m", (max("a").alias("largest"), count("b").alias("bs"))),
}

requests! { (spark, df, other)
    "df.collect()" => df.collect().await,
    "next(df.toLocalIterator())" => df.rows().schema().await.is_ok(),
    "df.take(3)" => df.take(3).await,
    "df.head(3)" => df.take(3).await,
    "df.head()" => df.first().await,
    "df.first()" => df.first().await,
    "df.tail(4)" => df.tail(4).await,
    "df.count()" => df.count().await,
    "df.isEmpty()" => df.is_empty().await,
    "df.show()" => df.show_string(Show::default()).await,
    "df.show(7)" => df.show_string(7).await,
    "df.show(7, truncate=False)" => df.show_string(Show::default().rows(7).whole_values()).await,
    "df.show(truncate=5)" => df.show_string(Show::default().truncate(5)).await,
    "df.show(vertical=True)" => df.show_string(Show::default().vertical()).await,

    "df.select('a').schema" => df.select("a").schema().await,
    "df.select('b').columns" => df.select("b").columns().await,
    "df.select('x').dtypes" => df.select("x").dtypes().await,
    "df.select('y').printSchema()" => df.select("y").print_schema().await,
    "df.select('sts').printSchema(2)" => df.select("sts").print_schema_to(2).await,
    "df.explain()" => df.explain(ExplainMode::Simple).await,
    "df.explain(True)" => df.explain(ExplainMode::Extended).await,
    "df.explain('codegen')" => df.explain(ExplainMode::Codegen).await,
    "df.explain(mode='cost')" => df.explain(ExplainMode::Cost).await,
    "df.explain(mode='formatted')" => df.explain(ExplainMode::Formatted).await,
    "df.limit(1).isLocal()" => df.limit(1).is_local().await,
    "df.limit(2).isStreaming" => df.limit(2).is_streaming().await,
    "df.limit(3).inputFiles()" => df.limit(3).input_files().await,
    "df.sameSemantics(other)" => df.same_semantics(&other).await,
    "df.limit(4).semanticHash()" => df.limit(4).semantic_hash().await,

    "df.cache()" => df.cache().await,
    "df.persist()" => df.persist().await,
    "df.persist(StorageLevel.DISK_ONLY_2)" => df.persist_at(StorageLevel::DISK_ONLY.replicated(2)).await,
    "df.persist(StorageLevel.OFF_HEAP)" => df.persist_at(StorageLevel::OFF_HEAP).await,
    "df.persist(StorageLevel.NONE)" => df.persist_at(StorageLevel::NONE).await,
    "df.unpersist()" => df.unpersist().await,
    "df.unpersist(True)" => df.unpersist_and_wait().await,
    "df.storageLevel" => df.storage_level().await,
    "df.is_cached" => df.is_cached().await,
    "df.checkpoint()" => df.checkpoint().await,
    "df.checkpoint(eager=False)" => df.checkpoint_as(Checkpoint::reliable().lazy()).await,
    "df.localCheckpoint()" => df.local_checkpoint().await,
    "df.localCheckpoint(False)" => df.checkpoint_as(Checkpoint::local().lazy()).await,
    "df.localCheckpoint(storageLevel=StorageLevel.MEMORY_ONLY)" =>
        df.checkpoint_as(Checkpoint::local_at(StorageLevel::MEMORY_ONLY)).await,

    "df.createTempView('v')" => df.create_temp_view("v").await,
    "df.createOrReplaceTempView('v')" => df.create_or_replace_temp_view("v").await,
    "df.createGlobalTempView('v')" => df.create_global_temp_view("v").await,
    "df.createOrReplaceGlobalTempView('v')" => df.create_or_replace_global_temp_view("v").await,
}
