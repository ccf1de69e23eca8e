//! Joins.

use spark_connect_core::{
    dataframe::{AsOf, AsOfDirection, JoinType, NearestBy},
    functions::*,
};

frames! { (spark, df, other)
    "df.select('id', 'a').join(other, df.id == other.id)"
        => df.select(("id", "a")).join(other, df.col("id").eq(other.col("id")), JoinType::Inner),
    "df.select('id', 'a').join(other, df.id == other.id, 'inner')"
        => df.select(("id", "a")).join(other, df.col("id").eq(other.col("id")), JoinType::Inner),
    "df.select('id', 'a').join(other, df.id == other.id, 'left')"
        => df.select(("id", "a")).join(other, df.col("id").eq(other.col("id")), JoinType::Left),
    "df.select('id', 'a').join(other, df.id == other.id, 'right_outer')"
        => df.select(("id", "a")).join(other, df.col("id").eq(other.col("id")), JoinType::Right),
    "df.select('id', 'a').join(other, df.id == other.id, 'full')"
        => df.select(("id", "a")).join(other, df.col("id").eq(other.col("id")), JoinType::Full),
    "df.select('id', 'a').join(other, df.id == other.id, 'left_semi')"
        => df.select(("id", "a")).join(other, df.col("id").eq(other.col("id")), JoinType::LeftSemi),
    "df.select('id', 'a').join(other, df.id == other.id, 'anti')"
        => df.select(("id", "a")).join(other, df.col("id").eq(other.col("id")), JoinType::LeftAnti),
    "df.select('id').join(other, [df.id == other.id, other.a > 0])"
        => df.select("id").join(other, df.col("id").eq(other.col("id")) & other.col("a").gt(0), JoinType::Inner),
    "df.select('id', 's').join(other, 'id')" => df.select(("id", "s")).join_using(other, ["id"], JoinType::Inner),
    "df.select('id', 'a', 's').join(other, ['id', 'a'], 'outer')"
        => df.select(("id", "a", "s")).join_using(other, ["id", "a"], JoinType::Full),
    "df.select('id').crossJoin(other)" => df.select("id").cross_join(other),
    "df.select('id', 'words').alias('l').lateralJoin(spark.tvf.explode(F.col('l.words').outer()))"
        => df.select(("id", "words")).alias("l")
            .lateral_join(&spark.tvf().explode(col("l.words").outer()), JoinType::Inner),
    "df.select('id').lateralJoin(other.select('z'), how='left')"
        => df.select("id").lateral_join(&other.select("z"), JoinType::Left),
    "df.select('id').lateralJoin(other.select('z'), how='cross')"
        => df.select("id").lateral_join(&other.select("z"), JoinType::Cross),
    "df.select('id').lateralJoin(other.select('z'), F.col('z') == 'one', 'inner')"
        => df.select("id").lateral_join_on(&other.select("z"), col("z").eq("one"), JoinType::Inner),
    "df.select('id')._joinAsOf(other, 'id', 'id')" => df.select("id").join_as_of(other, AsOf::new("id", "id")),
    "df.select('id', 'a')._joinAsOf(other, 'id', 'id', on='a', how='left', tolerance=lit(1), allowExactMatches=False, \
     direction='forward')"
        => df.select(("id", "a")).join_as_of(
            other,
            AsOf::new("id", "id").using(["a"]).how(JoinType::Left).tolerance(1).without_exact_matches()
                .direction(AsOfDirection::Forward),
        ),
    "df.select('id')._joinAsOf(other, df.id + 1, other.id, on=other.a > 0, direction='nearest')"
        => df.select("id").join_as_of(
            other,
            AsOf::columns(df.col("id") + 1, other.col("id")).on(other.col("a").gt(0)).direction(AsOfDirection::Nearest),
        ),
    "df.select('id').nearestByJoin(other, F.abs(df.id - other.id), 1, 'exact', 'distance')"
        => df.select("id")
            .nearest_by_join(other, NearestBy::distance(abs(df.col("id") - other.col("id")), 1)),
    "df.select('id').nearestByJoin(other, F.abs(df.id - other.id), 2, 'approx', 'similarity', joinType='left')"
        => df.select("id").nearest_by_join(
            other,
            NearestBy::similarity(abs(df.col("id") - other.col("id")), 2).approximate().how(JoinType::Left),
        ),
}
