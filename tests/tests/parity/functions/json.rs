//! JSON.

use spark_connect_core::{
    functions::*,
    types::{DataType, StructField, StructType},
};

columns! {
    "F.from_json('json', 'a INT, b ARRAY<INT>')" => from_json("json", "a INT, b ARRAY<INT>"),
    "F.from_json('json', T.StructType([T.StructField('a', T.IntegerType())]))"
        => from_json("json", StructType::new([StructField::new("a", DataType::Integer, true)])),
    "F.from_json('json', T.MapType(T.StringType(), T.StringType()))"
        => from_json("json", DataType::from_json("{\"type\":\"map\",\"keyType\":\"string\",\"valueType\":\"string\",\
            \"valueContainsNull\":true}").expect("a type")),
    "F.from_json('json', F.schema_of_json(lit('{\"a\":1}')))" => from_json("json", schema_of_json("{\"a\":1}")),
    "F.from_json('json', 'a DATE', {'dateFormat': 'y', 'mode': 'PERMISSIVE'})"
        => from_json_with("json", "a DATE", [("mode", "PERMISSIVE"), ("dateFormat", "y")]),
    "F.to_json('st')" => to_json("st"),
    "F.to_json('st', {'ignoreNullFields': False})" => to_json_with("st", [("ignoreNullFields", "False")]),
    "F.to_json(F.struct('d'), {'dateFormat': 'dd/MM/yyyy'})"
        => to_json_with(r#struct("d"), [("dateFormat", "dd/MM/yyyy")]),
    "F.get_json_object('json', '$.b[1]')" => get_json_object("json", "$.b[1]"),
    "F.json_array_length(lit('[1, 2]'))" => json_array_length(lit("[1, 2]")),
    "F.json_object_keys('json')" => json_object_keys("json"),
    "F.json_tuple('json', 'a', 'b')" => json_tuple("json", ["a", "b"]),
    "F.json_tuple(col('json'), 'b')" => json_tuple(col("json"), ["b"]),
    "F.schema_of_json('{\"a\":01}', {'allowNumericLeadingZeros': 'true'})"
        => schema_of_json_with("{\"a\":01}", [("allowNumericLeadingZeros", true)]),
    "F.schema_of_json(lit('[1.5]'))" => schema_of_json(lit("[1.5]")),
}
