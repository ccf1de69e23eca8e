//! The configuration of sessions, on real servers.

use spark_connect_core::{
    error::{ErrorKind, Result},
    prelude::*,
};
use spark_connect_tests::on_every_server;

const PARTITIONS: &str = "spark.sql.shuffle.partitions";
const ANSI: &str = "spark.sql.ansi.enabled";

on_every_server! {
    async fn several_keys_at_once(server) -> Result<()> {
        let conf = server.session().await.conf();
        conf.set_many([(PARTITIONS, "3"), ("application.key", "value")]).await?;
        let read = conf.get_many([PARTITIONS, "application.key", "no.such.key"]).await?;
        let pairs = read.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        assert_eq!(pairs.collect::<Vec<_>>(), [("application.key", "value"), (PARTITIONS, "3")]);
        assert!(conf.get_many([""; 0]).await?.is_empty());
        conf.set_many([("", ""); 0]).await?;
        let all = conf.get_all().await?;
        assert!(read.iter().all(|(key, value)| all.get(key) == Some(value)), "{all:?}");
        Ok(())
    }

    async fn a_default_of_one_s_own(server) -> Result<()> {
        let conf = server.session().await.conf();
        assert_eq!(conf.get_or("application.key", 5).await?, "5");
        conf.set("application.key", true).await?;
        assert_eq!(conf.get_or("application.key", 5).await?, "true");
        conf.unset("application.key").await?;
        assert_eq!(conf.get_option("application.key").await?, None);
        // Not the key's own default.
        assert_eq!(conf.get_or("spark.sql.session.localRelationChunkSizeRows", 7).await?, "7");
        Ok(())
    }

    async fn what_may_not_be_set(server) -> Result<()> {
        const STATIC: &str = "spark.sql.warehouse.dir";
        let spark = server.session().await;
        let conf = spark.conf();
        assert!(conf.is_modifiable(ANSI).await?);
        if !server.kind().is_spark() {
            // Sail takes whatever it is given.
            conf.set(ANSI, "maybe").await?;
            return Ok(());
        }
        assert!(!conf.is_modifiable(STATIC).await?);
        assert!(!conf.is_modifiable("no.such.key").await?);
        assert!(conf.set(ANSI, "maybe").await.expect_err("no flag").to_string().contains("boolean"));
        assert!(conf.get_or(ANSI, "maybe").await.expect_err("no flag").to_string().contains("boolean"));
        // What comes before the key that is refused is set.
        let error = conf.set_many([("a", "1"), (STATIC, "x"), ("b", "2")]).await.expect_err("static");
        assert_eq!(error.kind(), ErrorKind::Analysis);
        assert_eq!(error.sql_state(), Some("46110"));
        assert_eq!(conf.get_many(["a", "b"]).await?.into_keys().collect::<Vec<_>>(), ["a"]);
        // A builder only warns, once for each key, and sets the rest.
        let builder = SparkSession::builder().remote(server.connection_string());
        let spark = builder.config(STATIC, "x").config(ANSI, "maybe").config(PARTITIONS, 4).connect().await?;
        let [warehouse, ansi] = spark.warnings() else { panic!("{:?}", spark.warnings()) };
        assert!(warehouse.contains(STATIC) && ansi.contains(ANSI), "{warehouse} {ansi}");
        assert_eq!(spark.conf().get(PARTITIONS).await?, "4");
        Ok(())
    }
}
