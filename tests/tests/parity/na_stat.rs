//! Missing values and statistics.

use spark_connect_core::{
    dataframe::{DropWhen, NaValue},
    functions::*,
};

frames! { (spark, df, other)
    "df.select('id', 'a', 'x').na.fill(7)" => df.select(("id", "a", "x")).na().fill(7),
    "df.select('id', 'x').na.fill(0.5)" => df.select(("id", "x")).na().fill(0.5),
    "df.select('id', 's').na.fill('none', ['s'])" => df.select(("id", "s")).na().fill_in("none", ["s"]),
    "df.select('id', 's').na.fill('none', 's')" => df.select(("id", "s")).na().fill_in("none", ["s"]),
    "df.select('id', 'flag').fillna(True)" => df.select(("id", "flag")).na().fill(true),
    "df.select('id', 'a', 's', 'flag', 'x').na.fill({'a': 1, 's': '-', 'flag': False, 'x': 1.5})"
        => df.select(("id", "a", "s", "flag", "x")).na().fill_each([
            ("a", NaValue::from(1)), ("s", "-".into()), ("flag", false.into()), ("x", 1.5.into()),
        ]),
    "df.select('id', 'a').na.drop()" => df.select(("id", "a")).na().drop(DropWhen::AnyNull),
    "df.select('id', 'a').dropna('all')" => df.select(("id", "a")).na().drop(DropWhen::AllNull),
    "df.select('id', 'a', 'b').na.drop('all', subset=['a', 'b'])"
        => df.select(("id", "a", "b")).na().drop_in(DropWhen::AllNull, ["a", "b"]),
    "df.select('id', 'a', 'b').na.drop(thresh=2)" => df.select(("id", "a", "b")).na().drop(DropWhen::FewerValuesThan(2)),
    "df.select('id', 'a', 'b').na.drop('any', 2, ['a', 'b'])"
        => df.select(("id", "a", "b")).na().drop_in(DropWhen::FewerValuesThan(2), ["a", "b"]),
    "df.select('id', 's').na.replace('SQL', 'x')" => df.select(("id", "s")).na().replace([("SQL", "x")]),
    "df.select('id', 's').replace('SQL', None)" => df.select(("id", "s")).na().replace([("SQL", None::<&str>)]),
    "df.select('id', 'a', 'x').na.replace([1, 2], [10, 20], ['a'])"
        => df.select(("id", "a", "x")).na().replace_in([(1, 10), (2, 20)], ["a"]),
    "df.select('id', 'x').na.replace({0.5: 1.5, 1.0: 2.0})"
        => df.select(("id", "x")).na().replace([(0.5, 1.5), (1.0, 2.0)]),
    "df.select('id', 'flag').na.replace(True, False)" => df.select(("id", "flag")).na().replace([(true, false)]),
    "df.select('id', 'a', 's').describe()" => df.select(("id", "a", "s")).describe([] as [&str; 0]),
    "df.describe('a', 's')" => df.describe(["a", "s"]),
    "df.describe(['x'])" => df.describe(["x"]),
    "df.select('id', 'x').summary()" => df.select(("id", "x")).summary([] as [&str; 0]),
    "df.select('id', 's').summary('count', '50%', 'max')" => df.select(("id", "s")).summary(["count", "50%", "max"]),
    "df.stat.crosstab('a', 'b')" => df.stat().crosstab("a", "b"),
    "df.crosstab('a', 'b')" => df.stat().crosstab("a", "b"),
    "df.stat.freqItems(['a', 's'])" => df.stat().freq_items(["a", "s"]),
    "df.freqItems(('a',), 0.5)" => df.stat().freq_items_with_support(["a"], 0.5),
    "df.select('id', 'a').stat.sampleBy('a', {1: 0.5, 2: 1.0}, 7)"
        => df.select(("id", "a")).stat().sample_by_with_seed("a", [(1, 0.5), (2, 1.0)], 7),
    "df.select('id', 's').sampleBy(F.upper('s'), {'SQL': 1.0}, 7)"
        => df.select(("id", "s")).stat().sample_by_with_seed(upper("s"), [("SQL", 1.0)], 7),
    #[volatile] "df.select('id', 'a').sampleBy('a', {1: 0.5})"
        => df.select(("id", "a")).stat().sample_by("a", [(1, 0.5)]),
}

requests! { (spark, df, other)
    "df.stat.corr('x', 'y')" => df.stat().corr("x", "y").await,
    "df.stat.corr('x', 'y', 'pearson')" => df.stat().corr("x", "y").await,
    "df.corr('x', 'y')" => df.stat().corr("x", "y").await,
    "df.stat.cov('x', 'y')" => df.stat().cov("x", "y").await,
    "df.cov('x', 'y')" => df.stat().cov("x", "y").await,
    "df.stat.approxQuantile(['x', 'y'], [0.25, 0.5], 0.1)"
        => df.stat().approx_quantile(["x", "y"], &[0.25, 0.5], 0.1).await,
    "df.approxQuantile('x', [0.5], 0.0)" => df.stat().approx_quantile(["x"], &[0.5], 0.0).await,
}
