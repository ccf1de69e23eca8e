//! The configuration of a session.

requests! { (spark, df, other)
    "spark.conf.get('spark.app.name')" => spark.conf().get("spark.app.name").await,
    "spark.conf.get('a.b', 'c')" => spark.conf().get_or("a.b", "c").await,
    "spark.conf.getAll" => spark.conf().get_all().await,
    "spark.conf.set('a.b', 'c')" => spark.conf().set("a.b", "c").await,
    "spark.conf.set('a.b', 7)" => spark.conf().set("a.b", 7).await,
    "spark.conf.set('a.b', True)" => spark.conf().set("a.b", true).await,
    "spark.conf.unset('a.b')" => spark.conf().unset("a.b").await,
    "spark.conf.isModifiable('a.b')" => spark.conf().is_modifiable("a.b").await,
}
