//! Tests that are true or false, and choices.

use spark_connect_core::functions::*;

columns! {
    "F.isnull('a')" => isnull("a"),
    "F.isnotnull('a')" => isnotnull("a"),
    "F.isnan('x')" => isnan("x"),
    "F.equal_null('a', lit(1))" => equal_null("a", 1),
    "F.equal_null('a', 'b')" => equal_null("a", col("b")),
    "F.like('s', lit('S%k%'))" => like("s", "S%k%"),
    "F.like('url', lit('%a/%20b%'), lit('/'))" => like_with_escape("url", "%a/%20b%", "/"),
    "F.ilike('s', lit('spark%'))" => ilike("s", "spark%"),
    "F.ilike('url', lit('%A|%20B%'), lit('|'))" => ilike_with_escape("url", "%A|%20B%", "|"),
    "F.rlike('s', lit('k'))" => rlike("s", "k"),
    "F.rlike('s', 't')" => rlike("s", col("t")),
    "F.regexp('s', lit('^S'))" => regexp("s", "^S"),
    "F.regexp_like('s', lit('^S'))" => regexp_like("s", "^S"),
    "F.coalesce('a', 'b', lit(0))" => coalesce(("a", "b", lit(0))),
    "F.ifnull('a', lit(9))" => ifnull("a", 9),
    "F.nvl('a', 'id')" => nvl("a", col("id")),
    "F.nvl2('a', 's', lit('none'))" => nvl2("a", col("s"), "none"),
    "F.nullif('a', lit(1))" => nullif("a", 1),
    "F.nanvl('x', 'y')" => nanvl("x", col("y")),
    "F.nullifzero('a')" => nullifzero("a"),
    "F.zeroifnull('a')" => zeroifnull("a"),
}
