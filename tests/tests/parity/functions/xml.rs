//! XML.

use spark_connect_core::{
    functions::*,
    types::{DataType, StructField, StructType},
};

columns! {
    "F.from_xml('xml', 'a INT')" => from_xml("xml", "a INT"),
    "F.from_xml('xml', T.StructType([T.StructField('a', T.IntegerType())]))"
        => from_xml("xml", StructType::new([StructField::new("a", DataType::Integer, true)])),
    "F.from_xml('xml', F.schema_of_xml('<p><a>1</a></p>'))"
        => from_xml("xml", schema_of_xml("<p><a>1</a></p>")),
    "F.from_xml(lit('<p a=\"5\"/>'), 'at_a INT', {'attributePrefix': 'at_'})"
        => from_xml_with(lit("<p a=\"5\"/>"), "at_a INT", [("attributePrefix", "at_")]),
    "F.schema_of_xml(lit('<p><a>01</a></p>'), {'inferSchema': 'false'})"
        => schema_of_xml_with("<p><a>01</a></p>", [("inferSchema", false)]),
    "F.to_xml('st')" => to_xml("st"),
    "F.to_xml('st', {'rowTag': 'person'})" => to_xml_with("st", [("rowTag", "person")]),
    "F.xpath('xml', lit('p/a/text()'))" => xpath("xml", "p/a/text()"),
    "F.xpath_boolean('xml', lit('p/a = 1'))" => xpath_boolean("xml", "p/a = 1"),
    "F.xpath_double('xml', lit('p/a'))" => xpath_double("xml", "p/a"),
    "F.xpath_number('xml', lit('p/a'))" => xpath_number("xml", "p/a"),
    "F.xpath_float('xml', lit('p/a'))" => xpath_float("xml", "p/a"),
    "F.xpath_int('xml', lit('p/a'))" => xpath_int("xml", "p/a"),
    "F.xpath_long('xml', lit('p/a'))" => xpath_long("xml", "p/a"),
    "F.xpath_short('xml', lit('p/a'))" => xpath_short("xml", "p/a"),
    "F.xpath_string('xml', lit('p/b'))" => xpath_string("xml", "p/b"),
}
