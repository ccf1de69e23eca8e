//! JSON, CSV, XML, variants.

use std::collections::BTreeMap;

use spark_connect_core::{
    dataset::{functions::*, lit},
    row::Variant,
};

use crate::rows::Parsed;

const PATH: &str = "Spark calls every XPath nullable, but this one finds a number in any document";

const NAMES: &str = "Spark calls the names nullable, but every field of JSON has one";

const TEXT: &str =
    "with options, Spark calls the text of any struct nullable, but it has one unless it is NULL";

cases! {
    "get_json_object(x.json, '$.a')" => |x| x.json.get_json_object("$.a");
    "get_json_object(x.json, y.s)" => |x, y| x.json.get_json_object(y.s);
    "json_array_length(x.json)" => |x| x.json.json_array_length();
    "json_object_keys(x.json)" => |x| x.json.json_object_keys(), NAMES;
    "from_json(x.json, 'a INT, b ARRAY<INT>').a" => |x| x.json.from_json::<Parsed>().a;
    "from_json(x.json, 'a INT, b ARRAY<INT>').b" => |x| x.json.from_json::<Parsed>().b;
    "from_json('[1, null]', 'ARRAY<INT>')" => |_| lit("[1, null]").from_json::<Vec<Option<i32>>>();
    "from_json(x.json, 'MAP<STRING, STRING>')" => |x| x.json.from_json::<BTreeMap<String, Option<String>>>();
    "from_csv(x.csv, 'a INT, b STRING').a" => |x| x.csv.from_csv::<crate::rows::Line>().a;
    "from_xml(x.xml, 'a INT, b STRING').b" => |x| x.xml.from_xml::<crate::rows::Line>().b;
    "from_json(x.json, 'a INT', map('mode', 'FAILFAST')).a" =>
        |x| x.json.from_json_with::<Parsed>([("mode", "FAILFAST")]).a;
    "from_csv(x.csv, 'a INT, b STRING', map('sep', 'x')).a" =>
        |x| x.csv.from_csv_with::<crate::rows::Line>([("sep", "x")]).a;
    "from_xml(x.xml, 'a INT, b STRING', map('mode', 'PERMISSIVE')).b" =>
        |x| x.xml.from_xml_with::<crate::rows::Line>([("mode", "PERMISSIVE")]).b;
    "to_json(x.inner, map('ignoreNullFields', 'false'))" =>
        |x| to_json_with(x.inner, [("ignoreNullFields", false)]), TEXT;
    "to_csv(x.inner, map('sep', ';'))" => |x| to_csv_with(x.inner, [("sep", ';')]), TEXT;
    "to_xml(x.inner, map('rowTag', 'one'))" => |x| to_xml_with(x.inner, [("rowTag", "one")]), TEXT;
    "schema_of_json('{''a'': 01}', map('allowNumericLeadingZeros', 'true'))" =>
        |_| schema_of_json_with("{'a': 01}", [("allowNumericLeadingZeros", true)]);
    "schema_of_csv('1;x', map('sep', ';'))" => |_| schema_of_csv_with("1;x", [("sep", ";")]);
    "schema_of_xml('<r a=\"1\"><b>1</b></r>', map('excludeAttribute', 'true'))" =>
        |_| schema_of_xml_with("<r a=\"1\"><b>1</b></r>", [("excludeAttribute", true)]);
    "schema_of_json('[{\"a\": 1}]')" => |_| schema_of_json("[{\"a\": 1}]");
    "schema_of_csv('1,x')" => |_| schema_of_csv("1,x");
    "schema_of_xml('<r><a>1</a></r>')" => |_| schema_of_xml("<r><a>1</a></r>");

    "xpath(x.xml, 'r/a/text()')" => |x| x.xml.xpath("r/a/text()");
    "xpath_boolean(x.xml, 'r/a')" => |x| x.xml.xpath_boolean("r/a"), PATH;
    "xpath_double(x.xml, 'r/a')" => |x| x.xml.xpath_double("r/a"), PATH;
    "xpath_number(x.xml, 'r/b')" => |x| x.xml.xpath_double("r/b"), PATH;
    "xpath_float(x.xml, 'r/c')" => |x| x.xml.xpath_float("r/c"), PATH;
    "xpath_int(x.xml, 'r/a')" => |x| x.xml.xpath_int("r/a"), PATH;
    "xpath_long(x.xml, 'r/b')" => |x| x.xml.xpath_long("r/b"), PATH;
    "xpath_short(x.xml, 'r/c')" => |x| x.xml.xpath_short("r/c"), PATH;
    "xpath_string(x.xml, 'r/b')" => |x| x.xml.xpath_string("r/b");

    "parse_json(x.json)" => |x| x.json.parse_json();
    "try_parse_json(x.s)" => |x| x.s.try_parse_json();
    "is_variant_null(parse_json(x.json))" => |x| x.json.parse_json().is_variant_null();
    "is_valid_variant(parse_json(x.json))" => |x| x.json.parse_json().is_valid_variant();
    "schema_of_variant(parse_json(x.json))" => |x| x.json.parse_json().schema_of_variant();
    "variant_strip_nulls(parse_json(x.json))" => |x| x.json.parse_json().variant_strip_nulls();
    "variant_strip_nulls(parse_json(x.json), false)" => |x| x.json.parse_json().variant_strip_nulls_of_objects();
    "variant_delete(parse_json(x.json), '$.a')" => |x| x.json.parse_json().variant_delete("$.a");
    "variant_get(parse_json(x.json), '$.a', 'int')" => |x| x.json.parse_json().variant_get::<i32>("$.a");
    "variant_get(parse_json(x.json), '$', 'variant')" => |x| x.json.parse_json().variant_get::<Variant>("$");
    "try_variant_get(parse_json(x.json), '$.b', 'int')" => |x| x.json.parse_json().try_variant_get::<i32>("$.b");
    "variant_insert(parse_json(x.json), '$.c', y.i32)" => |x, y| x.json.parse_json().variant_insert("$.c", y.i32);
    "try_variant_insert(parse_json(x.json), '$.a', y.i32)" =>
        |x, y| x.json.parse_json().try_variant_insert("$.a", y.i32);
    "variant_set(parse_json(x.json), '$.a', y.s)" => |x, y| x.json.parse_json().variant_set("$.a", y.s);
    "try_variant_set(parse_json(x.json), '$.a', y.s)" => |x, y| x.json.parse_json().try_variant_set("$.a", y.s);
    "variant_array_append(parse_json(x.json), '$.b', y.i32)" =>
        |x, y| x.json.parse_json().variant_array_append("$.b", y.i32);
    "try_variant_array_append(parse_json(x.json), '$.a', y.i32)" =>
        |x, y| x.json.parse_json().try_variant_array_append("$.a", y.i32);
    "to_variant_object(x.inner)" => |x| to_variant_object(x.inner);
}
