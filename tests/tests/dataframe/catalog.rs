//! The catalog: what it lists and changes, decoded into structs.

use spark_connect_core::{
    catalog::{DropDatabase, DropTable, Listing, NewDatabase, NewTable},
    error::{ErrorKind, Result},
    functions::*,
    session::SparkSession,
    types::DataType,
};
use spark_connect_tests::{on_every_server, servers::Kind};

use crate::connect;

/// A database of the test's own.
async fn database(spark: &SparkSession, name: &str) -> Result<()> {
    let _ = spark.sql(&format!("create database {name}")).await?;
    spark.catalog().set_current_database(name).await
}

on_every_server! {
    async fn databases_are_found_and_used(server) -> Result<()> {
        let spark = connect(server).await?;
        let catalog = spark.catalog();
        let name = catalog.current_catalog().await?;
        assert_eq!(name, if server.kind().is_spark() { "spark_catalog" } else { "sail" });
        assert!(catalog.list_catalogs().await?.iter().any(|catalog| catalog.name == name));
        assert!(catalog.list_catalogs_like("no*").await?.is_empty());
        catalog.set_current_catalog(&name).await?;

        assert_eq!(catalog.current_database().await?, "default");
        database(&spark, "found_and_used").await?;
        assert_eq!(catalog.current_database().await?, "found_and_used");
        let found = catalog.list_databases_like("found_and*").await?;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0], catalog.get_database("found_and_used").await?);
        assert_eq!((found[0].name.as_str(), found[0].catalog.as_deref()), ("found_and_used", Some(name.as_str())));
        if server.kind().is_spark() {
            assert!(found[0].location_uri.as_ref().is_some_and(|uri| uri.ends_with("found_and_used.db")));
        }
        assert!(catalog.list_databases().await?.iter().any(|database| database.name == "default"));
        assert!(catalog.database_exists("found_and_used").await?);
        assert!(!catalog.database_exists("not_found").await?);
        assert!(catalog.get_database("not_found").await.is_err());
        assert!(catalog.set_current_database("not_found").await.is_err());
        Ok(())
    }

    async fn tables_views_and_columns_are_described(server) -> Result<()> {
        let spark = connect(server).await?;
        let catalog = spark.catalog();
        database(&spark, "described").await?;
        let _ = spark.sql(
            "create table orders (id bigint, day date comment 'when', note string) using parquet
                 partitioned by (day) comment 'what is ordered'",
        ).await?;
        spark.range(0, 3).create_or_replace_temp_view("three").await?;

        let names: Vec<_> = catalog.list_tables().await?.into_iter().map(|table| table.name).collect();
        assert_eq!(names, ["orders", "three"]);
        let orders = catalog.list_tables_with(Listing::default().database("described").pattern("ord*")).await?;
        assert_eq!(orders.len(), 1);
        assert_eq!(orders[0], catalog.get_table("orders").await?);
        assert_eq!((orders[0].database(), orders[0].is_temporary), (Some("described"), false));
        assert_eq!(orders[0].description.as_deref(), Some("what is ordered"));
        let three = catalog.get_table("three").await?;
        assert_eq!((three.table_type.as_str(), three.is_temporary, three.database()), ("TEMPORARY", true, None));
        assert!(catalog.table_exists("described.orders").await? && catalog.table_exists("three").await?);
        assert!(!catalog.table_exists("bills").await?);
        assert!(catalog.get_table("bills").await.is_err());

        let columns = catalog.list_columns("orders").await?;
        let day = columns.iter().find(|column| column.name == "day").expect("the column");
        assert_eq!((day.description.as_deref(), day.data_type.as_str()), (Some("when"), "date"));
        assert_eq!((day.nullable, day.is_partition, day.is_bucket), (true, true, false));
        assert_eq!(columns.len(), 3);
        assert_eq!(columns[0].data_type.parse::<DataType>()?, DataType::Long);

        assert!(catalog.drop_temp_view("three").await?);
        match server.kind().is_spark() {
            true => assert!(!catalog.drop_temp_view("three").await?),
            false => assert!(catalog.drop_temp_view("three").await.is_err()),
        }
        let view = format!("described_{:?}", server.kind()).to_lowercase();
        spark.range(0, 3).create_or_replace_global_temp_view(&view).await?;
        assert!(catalog.drop_global_temp_view(&view).await?);
        Ok(())
    }

    async fn functions_are_described(server) -> Result<()> {
        let spark = connect(server).await?;
        let catalog = spark.catalog();
        let found = catalog.list_functions_with(Listing::default().pattern("uppe*")).await?;
        assert_eq!(found.iter().map(|function| function.name.as_str()).collect::<Vec<_>>(), ["upper"]);
        assert!(catalog.list_functions().await?.len() > 300);
        if server.kind() == Kind::Sail {
            return Ok(());
        }
        let upper = catalog.get_function("upper").await?;
        assert!(upper.is_temporary && upper.class_name.is_some_and(|class| class.ends_with("Upper")));
        assert!(upper.description.is_some_and(|text| text.contains("uppercase")));
        assert!(catalog.function_exists("upper").await?);
        assert!(!catalog.function_exists("no_such_function").await?);
        assert!(catalog.get_function("no_such_function").await.is_err());
        Ok(())
    }

    async fn tables_are_made_once(server) -> Result<()> {
        let spark = connect(server).await?;
        let catalog = spark.catalog();
        if server.kind() == Kind::Sail {
            let refused = catalog.create_table("any", NewTable::default()).await;
            assert_ne!(refused.expect_err("Sail makes none").kind(), ErrorKind::Protocol);
            return Ok(());
        }
        database(&spark, "made_once").await?;
        let table = NewTable::default()
            .source("csv")
            .schema("id INT, name STRING".parse()?)
            .description("made by a program")
            .option("header", true);
        let made = catalog.create_table("made", table.clone()).await?;
        assert_eq!(made.columns().await?, ["id", "name"]);
        assert_eq!(made.count().await?, 0);
        assert_eq!(catalog.get_table("made").await?.description.as_deref(), Some("made by a program"));
        assert!(catalog.create_table("made", table).await.is_err());
        Ok(())
    }
}

#[tokio::test]
async fn databases_and_tables_are_made_and_dropped() -> Result<()> {
    let spark = connect(spark_connect_tests::servers::spark43().await).await?;
    let catalog = spark.catalog();
    let database =
        NewDatabase::default().if_not_exists().property("comment", "for a test").property("owner", "me");
    catalog.create_database_with("made_and_dropped", database).await?;
    assert!(catalog.create_database("made_and_dropped").await.is_err());
    assert_eq!(catalog.get_database("made_and_dropped").await?.description.as_deref(), Some("for a test"));
    catalog.set_current_database("made_and_dropped").await?;

    let _ = spark
        .sql("create table t (id int, year int) using parquet partitioned by (year) tblproperties (a = 'b')")
        .await?;
    let _ = spark.sql("insert into t values (1, 2025), (2, 2026)").await?;
    let partitions: Vec<_> =
        catalog.list_partitions("t").await?.into_iter().map(|partition| partition.partition).collect();
    assert_eq!(partitions, ["year=2025", "year=2026"]);
    assert_eq!(catalog.get_table_properties("t").await?.get("a").map(String::as_str), Some("b"));
    let text = catalog.get_create_table_string("t").await?;
    assert!(text.starts_with("CREATE TABLE spark_catalog.made_and_dropped.t ("), "{text}");
    assert!(catalog.get_create_table_string_for_hive("t").await.is_err());
    catalog.analyze_table_without_scan("t").await?;
    catalog.analyze_table("t").await?;
    let described = spark.sql("describe extended t").await?.filter(col("col_name").eq("Statistics"));
    let statistics: Vec<(String, String, Option<String>)> = described.collect_as().await?;
    assert!(statistics[0].1.ends_with("2 rows"), "{statistics:?}");
    catalog.truncate_table("t").await?;
    assert_eq!(spark.table("t").count().await?, 0);
    catalog.recover_partitions("t").await?;

    let _ = spark.sql("create view v as select * from t").await?;
    spark.range(0, 1).create_or_replace_temp_view("w").await?;
    let names = |tables: Vec<spark_connect_core::catalog::Table>| {
        tables.into_iter().map(|table| table.name).collect::<Vec<_>>()
    };
    assert_eq!(names(catalog.list_views().await?), ["v", "w"]);
    assert_eq!(names(catalog.list_views_with(Listing::default().pattern("v*")).await?), ["v"]);
    catalog.drop_view("v").await?;
    assert!(catalog.drop_view("v").await.is_err());
    catalog.drop_view_if_exists("v").await?;

    assert!(catalog.drop_database("made_and_dropped").await.is_err());
    catalog.drop_table("t").await?;
    assert!(catalog.drop_table("t").await.is_err());
    catalog.drop_table_with("t", DropTable::default().if_exists().purge()).await?;
    let _ = spark.sql("create table u (id int) using parquet").await?;
    catalog.drop_database_with("made_and_dropped", DropDatabase::default().cascade()).await?;
    assert!(catalog.drop_database("made_and_dropped").await.is_err());
    catalog.drop_database_with("made_and_dropped", DropDatabase::default().if_exists()).await
}

/// What an older server does not have is an error, not an empty answer.
#[tokio::test]
async fn an_older_server_refuses_what_it_does_not_have() -> Result<()> {
    let spark = connect(spark_connect_tests::servers::spark40().await).await?;
    assert!(spark.catalog().list_views().await.is_err());
    assert!(spark.catalog().drop_table_with("t", DropTable::default().if_exists()).await.is_err());
    Ok(())
}
