//! The catalog: each question and each order.

use spark_connect_core::{
    catalog::{DropDatabase, DropTable, Listing, NewDatabase, NewTable},
    dataframe::StorageLevel,
    types::{DataType, StructField, StructType},
};

requests! { (spark, df, other)
    "spark.catalog.currentCatalog()" => spark.catalog().current_catalog().await,
    "spark.catalog.setCurrentCatalog('c')" => spark.catalog().set_current_catalog("c").await,
    "spark.catalog.listCatalogs()" => spark.catalog().list_catalogs().await,
    "spark.catalog.listCatalogs('c*')" => spark.catalog().list_catalogs_like("c*").await,
    "spark.catalog.currentDatabase()" => spark.catalog().current_database().await,
    "spark.catalog.setCurrentDatabase('d')" => spark.catalog().set_current_database("d").await,
    "spark.catalog.listDatabases()" => spark.catalog().list_databases().await,
    "spark.catalog.listDatabases('d*')" => spark.catalog().list_databases_like("d*").await,
    "spark.catalog.getDatabase('d')" => spark.catalog().get_database("d").await,
    "spark.catalog.databaseExists('d')" => spark.catalog().database_exists("d").await,
    "spark.catalog.listTables()" => spark.catalog().list_tables().await,
    "spark.catalog.listTables('d')" => spark.catalog().list_tables_with(Listing::default().database("d")).await,
    "spark.catalog.listTables('d', 't*')" =>
        spark.catalog().list_tables_with(Listing::default().database("d").pattern("t*")).await,
    "spark.catalog.listTables(pattern='t*')" =>
        spark.catalog().list_tables_with(Listing::default().pattern("t*")).await,
    "spark.catalog.getTable('d.t')" => spark.catalog().get_table("d.t").await,
    "spark.catalog.tableExists('d.t')" => spark.catalog().table_exists("d.t").await,
    "spark.catalog.listFunctions()" => spark.catalog().list_functions().await,
    "spark.catalog.listFunctions('d', 'f*')" =>
        spark.catalog().list_functions_with(Listing::default().database("d").pattern("f*")).await,
    "spark.catalog.getFunction('d.f')" => spark.catalog().get_function("d.f").await,
    "spark.catalog.functionExists('f')" => spark.catalog().function_exists("f").await,
    "spark.catalog.listColumns('d.t')" => spark.catalog().list_columns("d.t").await,
    "spark.catalog.listPartitions('t')" => spark.catalog().list_partitions("t").await,
    "spark.catalog.listViews()" => spark.catalog().list_views().await,
    "spark.catalog.listViews('d', 'v*')" =>
        spark.catalog().list_views_with(Listing::default().database("d").pattern("v*")).await,
    "spark.catalog.listViews(pattern='v*')" =>
        spark.catalog().list_views_with(Listing::default().pattern("v*")).await,
    "spark.catalog.getTableProperties('t')" => spark.catalog().get_table_properties("t").await,
    "spark.catalog.getCreateTableString('t')" => spark.catalog().get_create_table_string("t").await,
    "spark.catalog.getCreateTableString('t', asSerde=True)" =>
        spark.catalog().get_create_table_string_for_hive("t").await,

    "spark.catalog.createTable('t')" => spark.catalog().create_table("t", NewTable::default()).await,
    "spark.catalog.createTable('t', '/p', 'csv', T.StructType([T.StructField('a', T.IntegerType(), False)]), 'why', header='true')" =>
        spark.catalog().create_table("t", NewTable::default()
            .path("/p")
            .source("csv")
            .schema(StructType::new([StructField::new("a", DataType::Integer, false)]))
            .description("why")
            .option("header", true)).await,
    "spark.catalog.createExternalTable('t', '/p', 'orc')" =>
        spark.catalog().create_table("t", NewTable::default().path("/p").source("orc")).await,
    "spark.catalog.dropTable('t')" => spark.catalog().drop_table("t").await,
    "spark.catalog.dropTable('t', ifExists=True, purge=True)" =>
        spark.catalog().drop_table_with("t", DropTable::default().if_exists().purge()).await,
    "spark.catalog.dropView('v')" => spark.catalog().drop_view("v").await,
    "spark.catalog.dropView('v', True)" => spark.catalog().drop_view_if_exists("v").await,
    "spark.catalog.dropTempView('v')" => spark.catalog().drop_temp_view("v").await,
    "spark.catalog.dropGlobalTempView('v')" => spark.catalog().drop_global_temp_view("v").await,
    "spark.catalog.createDatabase('d')" => spark.catalog().create_database("d").await,
    "spark.catalog.createDatabase('d', ifNotExists=True, properties={'comment': 'c', 'x': 'y'})" =>
        spark.catalog().create_database_with("d", NewDatabase::default()
            .if_not_exists()
            .property("comment", "c")
            .property("x", "y")).await,
    "spark.catalog.dropDatabase('d')" => spark.catalog().drop_database("d").await,
    "spark.catalog.dropDatabase('d', ifExists=True, cascade=True)" =>
        spark.catalog().drop_database_with("d", DropDatabase::default().if_exists().cascade()).await,
    "spark.catalog.truncateTable('t')" => spark.catalog().truncate_table("t").await,
    "spark.catalog.analyzeTable('t')" => spark.catalog().analyze_table("t").await,
    "spark.catalog.analyzeTable('t', noScan=True)" => spark.catalog().analyze_table_without_scan("t").await,
    "spark.catalog.recoverPartitions('t')" => spark.catalog().recover_partitions("t").await,

    "spark.catalog.isCached('t')" => spark.catalog().is_cached("t").await,
    "spark.catalog.cacheTable('t')" => spark.catalog().cache_table("t").await,
    "spark.catalog.cacheTable('t', StorageLevel.MEMORY_AND_DISK_2)" =>
        spark.catalog().cache_table_at("t", StorageLevel::MEMORY_AND_DISK.replicated(2)).await,
    "spark.catalog.uncacheTable('t')" => spark.catalog().uncache_table("t").await,
    "spark.catalog.clearCache()" => spark.catalog().clear_cache().await,
    "spark.catalog.refreshTable('t')" => spark.catalog().refresh_table("t").await,
    "spark.catalog.refreshByPath('/p')" => spark.catalog().refresh_by_path("/p").await,
}
