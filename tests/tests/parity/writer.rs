//! Writers: files, tables, databases; tables of catalogs.

use spark_connect_core::{expr::col, functions::*, writer::SaveMode};

requests! { (spark, df, other)
    "df.write.save()" => df.write().save().await,
    "df.write.save('/p')" => df.write().save_path("/p").await,
    "df.write.save('/p', format='csv', mode='overwrite', partitionBy=['a', 'b'], header=True)" =>
        df.write().header().partition_by(["a", "b"]).mode(SaveMode::Overwrite).format("csv").save_path("/p").await,
    "df.write.format('x').option('a', 1).options(b=True, c='2').save()" =>
        df.write().format("x").option("a", 1).option("b", true).options([("c", "2")]).save().await,
    "df.write.mode('append').save('/p')" => df.write().mode(SaveMode::Append).save_path("/p").await,
    "df.write.mode('overwrite').save('/p')" => df.write().mode(SaveMode::Overwrite).save_path("/p").await,
    "df.write.mode('ignore').save('/p')" => df.write().mode(SaveMode::Ignore).save_path("/p").await,
    "df.write.mode('error').save('/p')" => df.write().mode(SaveMode::ErrorIfExists).save_path("/p").await,
    "df.write.partitionBy('a', 'b').save('/p')" => df.write().partition_by(["a", "b"]).save_path("/p").await,
    "df.write.bucketBy(4, 'a').sortBy('b').saveAsTable('t')" =>
        df.write().bucket_by(4, ["a"]).sort_by(["b"]).save_as_table("t").await,
    "df.write.bucketBy(8, 'a', 'b').sortBy('x', 'y').partitionBy('s').saveAsTable('t')" =>
        df.write().bucket_by(8, ["a", "b"]).sort_by(["x", "y"]).partition_by(["s"]).save_as_table("t").await,
    "df.write.clusterBy('a', 'b').saveAsTable('t')" => df.write().cluster_by(["a", "b"]).save_as_table("t").await,
    "df.write.saveAsTable('db.t', format='orc', mode='append', partitionBy='a', compression='zlib')" =>
        df.write().format("orc").mode(SaveMode::Append).partition_by(["a"]).compression("zlib").save_as_table("db.t")
            .await,
    "df.write.insertInto('t')" => df.write().insert_into("t").await,
    "df.write.insertInto('t', overwrite=True)" => df.write().mode(SaveMode::Overwrite).insert_into("t").await,
    "df.write.insertInto('t', overwrite=False)" => df.write().mode(SaveMode::Append).insert_into("t").await,

    "df.write.parquet('/p')" => df.write().parquet("/p").await,
    "df.write.parquet('/p', mode='append', partitionBy='a', compression='zstd')" =>
        df.write().mode(SaveMode::Append).partition_by(["a"]).compression("zstd").parquet("/p").await,
    "df.write.orc('/p')" => df.write().orc("/p").await,
    "df.write.orc('/p', mode='ignore', partitionBy=['a', 'b'], compression='snappy')" =>
        df.write().mode(SaveMode::Ignore).partition_by(["a", "b"]).compression("snappy").orc("/p").await,
    "df.write.text('/p')" => df.write().text("/p").await,
    "df.write.text('/p', compression='gzip', lineSep='~')" =>
        df.write().compression("gzip").line_separator("~").text("/p").await,
    "df.write.json('/p')" => df.write().json("/p").await,
    "df.write.json('/p', mode='append', compression='gzip', dateFormat='dd', timestampFormat='HH')" =>
        df.write().mode(SaveMode::Append).compression("gzip").date_format("dd").timestamp_format("HH").json("/p").await,
    "df.write.json('/p', lineSep='~', encoding='UTF-16LE', ignoreNullFields=False)" =>
        df.write().line_separator("~").encoding("UTF-16LE").keep_null_fields().json("/p").await,
    "df.write.options(timestampNTZFormat='yyyy', timeZone='Asia/Tokyo').json('/p')" =>
        df.write().timestamp_ntz_format("yyyy").time_zone("Asia/Tokyo").json("/p").await,
    "df.write.csv('/p')" => df.write().csv("/p").await,
    "df.write.csv('/p', mode='overwrite', compression='gzip', sep=';', quote='|', escape='!', header=True)" =>
        df.write().mode(SaveMode::Overwrite).compression("gzip").separator(";").quote("|").escape("!").header()
            .csv("/p").await,
    "df.write.csv('/p', nullValue='-', escapeQuotes=False, quoteAll=True, dateFormat='dd', timestampFormat='HH')" =>
        df.write().null_value("-").leave_quotes().quote_all().date_format("dd").timestamp_format("HH").csv("/p").await,
    "df.write.csv('/p', ignoreLeadingWhiteSpace=False, ignoreTrailingWhiteSpace=False, charToEscapeQuoteEscaping='%')" =>
        df.write().keep_leading_spaces().keep_trailing_spaces().escape_of_escape("%").csv("/p").await,
    "df.write.csv('/p', encoding='UTF-16', emptyValue='e', lineSep='~')" =>
        df.write().encoding("UTF-16").empty_value("e").line_separator("~").csv("/p").await,
    "df.write.xml('/p', rowTag='r')" => df.write().row_tag("r").xml("/p").await,
    "df.write.xml('/p', 'r', mode='append', attributePrefix='@', valueTag='text', rootTag='all', declaration='x')" =>
        df.write().row_tag("r").mode(SaveMode::Append).attribute_prefix("@").value_tag("text").root_tag("all")
            .declaration("x").xml("/p").await,
    "df.write.xml('/p', 'r', arrayElementName='e', nullValue='-', dateFormat='dd', timestampFormat='HH')" =>
        df.write().row_tag("r").array_element_name("e").null_value("-").date_format("dd").timestamp_format("HH")
            .xml("/p").await,
    "df.write.xml('/p', 'r', compression='gzip', encoding='UTF-16', validateName=False)" =>
        df.write().row_tag("r").compression("gzip").encoding("UTF-16").allow_any_name().xml("/p").await,
    "df.write.jdbc('jdbc:x:y', 't')" => df.write().jdbc("jdbc:x:y", "t").await,
    "df.write.jdbc('jdbc:x:y', 't', mode='append', properties={'user': 'u', 'password': 'p'})" =>
        df.write().mode(SaveMode::Append).option("user", "u").option("password", "p").jdbc("jdbc:x:y", "t").await,

    "df.writeTo('c.db.t').create()" => df.write_to("c.db.t").create().await,
    "df.writeTo('c.db.t').using('iceberg').option('a', 1).options(b=True, c='2').tableProperty('p', 'q').create()" =>
        df.write_to("c.db.t").using("iceberg").option("a", 1).option("b", true).options([("c", "2")])
            .table_property("p", "q").create().await,
    "df.writeTo('t').partitionedBy('a').create()" => df.write_to("t").partitioned_by("a").create().await,
    "df.writeTo('t').partitionedBy(F.col('s'), F.years('ts'), F.partitioning.bucket(4, 'a')).create()" =>
        df.write_to("t").partitioned_by((col("s"), years("ts"), bucket(4, "a"))).create().await,
    "df.writeTo('t').clusterBy('a', 'b').create()" => df.write_to("t").cluster_by(["a", "b"]).create().await,
    "df.writeTo('t').replace()" => df.write_to("t").replace().await,
    "df.writeTo('t').createOrReplace()" => df.write_to("t").create_or_replace().await,
    "df.writeTo('t').append()" => df.write_to("t").append().await,
    "df.writeTo('t').overwrite(F.col('a') > 1)" => df.write_to("t").overwrite(col("a").gt(1)).await,
    "df.writeTo('t').overwrite(F.expr('a > 1'))" => df.write_to("t").overwrite("a > 1").await,
    "df.writeTo('t').overwritePartitions()" => df.write_to("t").overwrite_partitions().await,
}
