//! VARIANT.

use spark_connect_core::functions::*;

columns! {
    "F.parse_json('json')" => parse_json("json"),
    "F.try_parse_json('s')" => try_parse_json("s"),
    "F.to_variant_object('st')" => to_variant_object("st"),
    "F.is_variant_null(F.variant_get('v', '$.a', 'variant'))" => is_variant_null(variant_get("v", "$.a", "variant")),
    "F.is_valid_variant('v')" => is_valid_variant("v"),
    "F.variant_get('v', '$.b[1]', 'int')" => variant_get("v", "$.b[1]", "int"),
    "F.variant_get('v', F.concat(lit('$.'), lit('a')), 'int')" => variant_get("v", concat((lit("$."), lit("a"))), "int"),
    "F.try_variant_get('v', '$.b', 'int')" => try_variant_get("v", "$.b", "int"),
    "F.schema_of_variant('v')" => schema_of_variant("v"),
    "F.schema_of_variant_agg('v')" => schema_of_variant_agg("v"),
    "F.variant_insert('v', '$.c', 'a')" => variant_insert("v", "$.c", col("a")),
    "F.variant_insert('v', '$.c', lit(5))" => variant_insert("v", "$.c", 5),
    "F.try_variant_insert('v', '$.a', 'a')" => try_variant_insert("v", "$.a", col("a")),
    "F.variant_set('v', '$.a', lit('x'))" => variant_set("v", "$.a", "x"),
    "F.variant_set('v', lit('$.c.d'), lit('x'))" => variant_set("v", lit("$.c.d"), "x"),
    "F.variant_set('v', '$.c', lit('x'), False)" => variant_set_existing("v", "$.c", "x"),
    "F.try_variant_set('v', '$.a[0]', lit('x'))" => try_variant_set("v", "$.a[0]", "x"),
    "F.try_variant_set('v', '$.c', lit('x'), False)" => try_variant_set_existing("v", "$.c", "x"),
    "F.variant_array_append('v', '$.b', lit(4))" => variant_array_append("v", "$.b", 4),
    "F.try_variant_array_append('v', '$.a', lit(4))" => try_variant_array_append("v", "$.a", 4),
    "F.variant_delete('v', '$.a')" => variant_delete("v", ["$.a"]),
    "F.variant_delete('v', '$.b[0]', lit('$.b[0]'))" => variant_delete("v", [lit("$.b[0]"), lit("$.b[0]")]),
    "F.variant_strip_nulls('v')" => variant_strip_nulls("v"),
    "F.variant_strip_nulls(F.parse_json(lit('[null]')), False)"
        => variant_strip_nulls_of_objects(parse_json(lit("[null]"))),
}
