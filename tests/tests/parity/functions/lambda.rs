//! Functions that take lambdas.

use spark_connect_core::functions::*;

columns! {
    "F.transform('xs', lambda x: x + 1)" => transform("xs", |x| x + 1),
    "F.transform('xs', lambda x, i: x * i)" => transform_with_index("xs", |x, i| x * i),
    "F.transform('xs', lambda x: F.transform('ys', lambda y: x * y))"
        => transform("xs", |x| transform("ys", |y| &x * y)),
    "F.transform('xs', lambda x: F.aggregate('ys', x, lambda s, y: s + y * x, lambda s: s + x))"
        => transform("xs", |x| aggregate_with_finish("ys", &x, |s, y| s + y * &x, |s| s + &x)),
    "F.filter('xs', lambda x: x > 1)" => filter("xs", |x| x.gt(1)),
    "F.filter('xs', lambda x, i: i % 2 == 0)" => filter_with_index("xs", |_, i| (i % 2).eq(0)),
    "F.filter('xs', lambda x: x > col('a'))" => filter("xs", |x| x.gt(col("a"))),
    "F.exists('xs', lambda x: x > 3)" => exists("xs", |x| x.gt(3)),
    "F.forall('xs', lambda x: x > 0)" => forall("xs", |x| x.gt(0)),
    "F.aggregate('xs', lit(0), lambda s, x: s + x)" => aggregate("xs", 0, |s, x| s + x),
    "F.aggregate('xs', 'a', lambda s, x: s + x, lambda s: s * 2)"
        => aggregate_with_finish("xs", col("a"), |s, x| s + x, |s| s * 2),
    "F.reduce('xs', lit(0), lambda s, x: s + x)" => reduce("xs", 0, |s, x| s + x),
    "F.reduce('xs', lit(0), lambda s, x: s + x, lambda s: s * 2)"
        => reduce_with_finish("xs", 0, |s, x| s + x, |s| s * 2),
    "F.array_sort('words', lambda l, r: F.ascii(r) - F.ascii(l))"
        => array_sort_by("words", |l, r| ascii(r) - ascii(l)),
    "F.zip_with('xs', 'ys', lambda x, y: F.coalesce(x, y))"
        => zip_with("xs", "ys", |x, y| coalesce((x, y))),
    "F.map_filter('m', lambda k, v: v > 1)" => map_filter("m", |_, v| v.gt(1)),
    "F.map_zip_with('m', 'm', lambda k, v, w: F.concat_ws('-', k, v.cast('string'), w.cast('string')))"
        => map_zip_with("m", "m", |k, v, w| concat_ws("-", (k, v.cast("string"), w.cast("string")))),
    "F.transform_keys('m', lambda k, v: F.upper(k))" => transform_keys("m", |k, _| upper(k)),
    "F.transform_values('m', lambda k, v: v + F.length(k))"
        => transform_values("m", |k, v| v + length(k)),
    "F.transform('xs', lambda x: F.filter('xs', lambda y: F.exists('ys', lambda z: z > x + y)))"
        => transform("xs", |x| filter("xs", |y| exists("ys", |z| z.gt(&x + y)))),
}
