//! Spark's JSON form of types, which it keeps in Parquet files and table properties.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::{DataType, StructField, StructType, Udt};
use crate::error::{Error, ErrorKind, Result};

/// Where a field's metadata keeps the collations of the strings in its type, by path.
const COLLATIONS: &str = "__COLLATIONS";

impl DataType {
    /// Spark's JSON form: `"long"`, or `{"type":"struct","fields":[...]}` (Spark: `DataType.json`).
    ///
    /// A collation of a string that is in no struct is written as `"string collate NAME"`. Metadata that is not a JSON
    /// object is left out.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = String::new();
        write_type(self, Collations::Kept, &mut json);
        json
    }

    /// Reads Spark's JSON form.
    ///
    /// # Errors
    /// [`ErrorKind::Parse`] if it is not JSON, or not that of a type.
    pub fn from_json(json: &str) -> Result<Self> {
        let value = serde_json::from_str(json).map_err(|error| {
            Error::new(ErrorKind::Parse, "a data type is not valid JSON").with_source(error)
        })?;
        read_type(&value, "", None)
    }
}

impl StructType {
    /// Spark's JSON form: `{"type":"struct","fields":[...]}` (Spark: `StructType.json`).
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = String::new();
        write_struct(self, &mut json);
        json
    }

    /// Reads Spark's JSON form.
    ///
    /// # Errors
    /// [`ErrorKind::Parse`] if it is not JSON, or not that of a struct.
    pub fn from_json(json: &str) -> Result<Self> {
        match DataType::from_json(json)? {
            DataType::Struct(schema) => Ok(schema),
            other => Err(Error::new(
                ErrorKind::Parse,
                format!("a schema is a struct, but this JSON is of {other}"),
            )),
        }
    }
}

impl StructField {
    /// The column's comment, which its metadata holds.
    #[must_use]
    pub fn comment(&self) -> Option<String> {
        match self.metadata_object().remove("comment") {
            Some(Value::String(comment)) => Some(comment),
            _ => None,
        }
    }

    fn metadata_object(&self) -> Map<String, Value> {
        self.metadata.as_deref().and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
    }
}

/// Whether a collation is written with its string, or with the field that the string belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Collations {
    Kept,
    OfField,
}

fn write_type(data_type: &DataType, collations: Collations, json: &mut String) {
    match data_type {
        DataType::Array { element, contains_null } => {
            json.push_str(r#"{"type":"array","elementType":"#);
            write_type(element, collations, json);
            push(json, format_args!(r#","containsNull":{contains_null}}}"#));
        }
        DataType::Map { key, value, value_contains_null } => {
            json.push_str(r#"{"type":"map","keyType":"#);
            write_type(key, collations, json);
            json.push_str(r#","valueType":"#);
            write_type(value, collations, json);
            push(json, format_args!(r#","valueContainsNull":{value_contains_null}}}"#));
        }
        DataType::Struct(schema) => write_struct(schema, json),
        DataType::Udt(udt) => {
            json.push_str(r#"{"type":"udt""#);
            let names = [
                ("class", &udt.jvm_class),
                ("pyClass", &udt.python_class),
                ("serializedClass", &udt.serialized_python_class),
            ];
            for (key, name) in names {
                if let Some(name) = name {
                    push(json, format_args!(r#","{key}":{}"#, Value::from(name.as_str())));
                }
            }
            if let Some(stored) = &udt.sql_type {
                json.push_str(r#","sqlType":"#);
                // A field keeps no collations for what is inside of a user-defined type.
                write_type(stored, Collations::Kept, json);
            }
            json.push('}');
        }
        atomic => push(json, format_args!("{}", Value::from(atomic_name(atomic, collations)))),
    }
}

fn write_struct(schema: &StructType, json: &mut String) {
    json.push_str(r#"{"type":"struct","fields":["#);
    for (position, field) in schema.fields.iter().enumerate() {
        if position > 0 {
            json.push(',');
        }
        push(json, format_args!(r#"{{"name":{},"type":"#, Value::from(field.name.as_str())));
        write_type(&field.data_type, Collations::OfField, json);
        let mut metadata = field.metadata_object();
        let mut collations = Map::new();
        collect_collations(&field.data_type, &field.name, &mut collations);
        if !collations.is_empty() {
            metadata.insert(COLLATIONS.to_owned(), Value::Object(collations));
        }
        push(
            json,
            format_args!(r#","nullable":{},"metadata":{}}}"#, field.nullable, Value::Object(metadata)),
        );
    }
    json.push_str("]}");
}

fn push(json: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = json.write_fmt(text);
}

/// The collations of the strings in a field's type, down to structs, which keep their own.
fn collect_collations(data_type: &DataType, path: &str, collations: &mut Map<String, Value>) {
    match data_type {
        DataType::CollatedString(name) => {
            let provider = if name.starts_with("UTF8") { "spark" } else { "icu" };
            collations.insert(path.to_owned(), Value::from(format!("{provider}.{name}")));
        }
        DataType::Array { element, .. } => {
            collect_collations(element, &format!("{path}.element"), collations);
        }
        DataType::Map { key, value, .. } => {
            collect_collations(key, &format!("{path}.key"), collations);
            collect_collations(value, &format!("{path}.value"), collations);
        }
        _ => {}
    }
}

/// The name of a type without parts. It is `simpleString` except where SQL and Java name a type differently.
fn atomic_name(data_type: &DataType, collations: Collations) -> String {
    match data_type {
        DataType::CollatedString(_) if collations == Collations::OfField => "string".to_owned(),
        DataType::Geometry { srid } => format!("geometry({})", reference_system(*srid)),
        DataType::Geography { srid } => format!("geography({}, SPHERICAL)", reference_system(*srid)),
        other => other.type_name(),
    }
}

/// The name of a spatial reference system.
fn reference_system(srid: i32) -> String {
    match srid {
        DataType::MIXED_SRID => "SRID:ANY".to_owned(),
        0 => "SRID:0".to_owned(),
        4326 => "OGC:CRS84".to_owned(),
        other => format!("EPSG:{other}"),
    }
}

fn srid(system: &str) -> Option<i32> {
    let (authority, code) = system.trim().split_once(':')?;
    match (authority, code) {
        (_, any) if any.eq_ignore_ascii_case("any") => Some(DataType::MIXED_SRID),
        ("OGC", "CRS84") => Some(4326),
        ("SRID" | "EPSG", code) => code.parse().ok(),
        _ => None,
    }
}

fn invalid(value: &Value) -> Error {
    Error::new(ErrorKind::Parse, format!("{value} is not the JSON of a data type"))
}

/// `path` and `collations` are those of the field that the type is of.
fn read_type(value: &Value, path: &str, collations: Option<&Map<String, Value>>) -> Result<DataType> {
    if let Some(name) = value.as_str() {
        return match collations.and_then(|collations| collations.get(path)).and_then(Value::as_str) {
            Some(collation) if name == "string" => {
                Ok(DataType::string(collation.split_once('.').map_or(collation, |(_provider, name)| name)))
            }
            _ => read_atomic(name).ok_or_else(|| invalid(value)),
        };
    }
    let part = |key: &str| value.get(key).ok_or_else(|| invalid(value));
    let flag = |key: &str| part(key)?.as_bool().ok_or_else(|| invalid(value));
    let name = |key: &str| value.get(key).and_then(Value::as_str).map(ToOwned::to_owned);
    Ok(match part("type")?.as_str() {
        Some("array") => DataType::array(
            read_type(part("elementType")?, &format!("{path}.element"), collations)?,
            flag("containsNull")?,
        ),
        Some("map") => DataType::map(
            read_type(part("keyType")?, &format!("{path}.key"), collations)?,
            read_type(part("valueType")?, &format!("{path}.value"), collations)?,
            flag("valueContainsNull")?,
        ),
        Some("struct") => {
            let fields = part("fields")?.as_array().ok_or_else(|| invalid(value))?;
            DataType::Struct(fields.iter().map(read_field).collect::<Result<_>>()?)
        }
        Some("udt") => DataType::Udt(Box::new(Udt {
            jvm_class: name("class"),
            python_class: name("pyClass"),
            serialized_python_class: name("serializedClass"),
            sql_type: value.get("sqlType").map(|stored| read_type(stored, path, None)).transpose()?,
        })),
        _ => return Err(invalid(value)),
    })
}

fn read_field(value: &Value) -> Result<StructField> {
    let name = value.get("name").and_then(Value::as_str).ok_or_else(|| invalid(value))?;
    let mut metadata = value.get("metadata").and_then(Value::as_object).cloned().unwrap_or_default();
    let collations = metadata.remove(COLLATIONS);
    let data_type = value.get("type").ok_or_else(|| invalid(value))?;
    Ok(StructField {
        name: name.to_owned(),
        data_type: read_type(data_type, name, collations.as_ref().and_then(Value::as_object))?,
        nullable: value.get("nullable").and_then(Value::as_bool).unwrap_or(true),
        metadata: (!metadata.is_empty()).then(|| Value::Object(metadata).to_string()),
    })
}

fn read_atomic(name: &str) -> Option<DataType> {
    Some(match name {
        // In JSON these are Java's names.
        "byte" => DataType::Byte,
        "short" => DataType::Short,
        "integer" => DataType::Integer,
        "long" => DataType::Long,
        // Before Spark 3 it was written so.
        "null" => DataType::Null,
        "geometry" => DataType::Geometry { srid: 4326 },
        "geography" => DataType::Geography { srid: 4326 },
        // The names that SQL has beside these are not JSON's.
        "tinyint" | "smallint" | "int" | "bigint" | "real" | "dec" | "numeric" => return None,
        _ => {
            if let Some(system) = parameter(name, "geometry") {
                DataType::Geometry { srid: srid(system)? }
            } else if let Some(system) = parameter(name, "geography") {
                // An algorithm may follow; there is but one.
                DataType::Geography { srid: srid(system.split(',').next()?)? }
            } else {
                match name.parse().ok()? {
                    DataType::Struct(_) | DataType::Array { .. } | DataType::Map { .. } => return None,
                    atomic => atomic,
                }
            }
        }
    })
}

fn parameter<'a>(name: &'a str, of: &str) -> Option<&'a str> {
    name.strip_prefix(of)?.strip_prefix('(')?.strip_suffix(')')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Spark 4.3 writes them.
    const SPARK: &[(&str, &str)] = &[
        (
            "a int, b bigint not null comment 'it''s', c string",
            r#"{"type":"struct","fields":[{"name":"a","type":"integer","nullable":true,"metadata":{}},{"name":"b","type":"long","nullable":false,"metadata":{"comment":"it's"}},{"name":"c","type":"string","nullable":true,"metadata":{}}]}"#,
        ),
        (
            "a decimal, b tinyint, c smallint, d float, e void, f timestamp, g timestamp_ntz, h interval",
            r#"{"type":"struct","fields":[{"name":"a","type":"decimal(10,0)","nullable":true,"metadata":{}},{"name":"b","type":"byte","nullable":true,"metadata":{}},{"name":"c","type":"short","nullable":true,"metadata":{}},{"name":"d","type":"float","nullable":true,"metadata":{}},{"name":"e","type":"void","nullable":true,"metadata":{}},{"name":"f","type":"timestamp","nullable":true,"metadata":{}},{"name":"g","type":"timestamp_ntz","nullable":true,"metadata":{}},{"name":"h","type":"interval","nullable":true,"metadata":{}}]}"#,
        ),
        (
            "a char(3), b varchar(5), d string collate UNICODE_CI, e array<string collate UTF8_LCASE>, f variant, h time(3), i geometry(4326), j geography(4326), k geometry(any), l timestamp_ntz(9), m interval hour to second",
            r#"{"type":"struct","fields":[{"name":"a","type":"char(3)","nullable":true,"metadata":{}},{"name":"b","type":"varchar(5)","nullable":true,"metadata":{}},{"name":"d","type":"string","nullable":true,"metadata":{"__COLLATIONS":{"d":"icu.UNICODE_CI"}}},{"name":"e","type":{"type":"array","elementType":"string","containsNull":true},"nullable":true,"metadata":{"__COLLATIONS":{"e.element":"spark.UTF8_LCASE"}}},{"name":"f","type":"variant","nullable":true,"metadata":{}},{"name":"h","type":"time(3)","nullable":true,"metadata":{}},{"name":"i","type":"geometry(OGC:CRS84)","nullable":true,"metadata":{}},{"name":"j","type":"geography(OGC:CRS84, SPHERICAL)","nullable":true,"metadata":{}},{"name":"k","type":"geometry(SRID:ANY)","nullable":true,"metadata":{}},{"name":"l","type":"timestamp_ntz(9)","nullable":true,"metadata":{}},{"name":"m","type":"interval hour to second","nullable":true,"metadata":{}}]}"#,
        ),
        (
            "a map<int, struct<x: int>>, b struct<>",
            r#"{"type":"struct","fields":[{"name":"a","type":{"type":"map","keyType":"integer","valueType":{"type":"struct","fields":[{"name":"x","type":"integer","nullable":true,"metadata":{}}]},"valueContainsNull":true},"nullable":true,"metadata":{}},{"name":"b","type":{"type":"struct","fields":[]},"nullable":true,"metadata":{}}]}"#,
        ),
    ];

    #[test]
    fn texts_are_sparks() {
        for (ddl, json) in SPARK {
            let schema: StructType = ddl.parse().unwrap();
            assert_eq!(schema.to_json(), *json);
            assert_eq!(StructType::from_json(json).unwrap(), schema);
        }
    }

    #[test]
    fn types_that_are_no_schema() {
        for (data_type, json) in [
            (DataType::Integer, r#""integer""#),
            (
                DataType::array(DataType::Long, false),
                r#"{"type":"array","elementType":"long","containsNull":false}"#,
            ),
            (DataType::CollatedString("UNICODE".into()), r#""string collate UNICODE""#),
        ] {
            assert_eq!(data_type.to_json(), json);
            assert_eq!(DataType::from_json(json).unwrap(), data_type);
        }
        let udt = DataType::Udt(Box::new(Udt {
            jvm_class: Some("org.apache.spark.ml.linalg.VectorUDT".into()),
            python_class: Some("pyspark.ml.linalg.VectorUDT".into()),
            serialized_python_class: None,
            sql_type: Some("struct<type: tinyint not null>".parse().unwrap()),
        }));
        assert_eq!(DataType::from_json(&udt.to_json()).unwrap(), udt);

        let collated = DataType::Udt(Box::new(Udt {
            jvm_class: None,
            python_class: Some("a.B".into()),
            serialized_python_class: None,
            sql_type: Some(DataType::array(DataType::CollatedString("UNICODE_CI_AI".into()), true)),
        }));
        let schema = StructType::new([StructField::new("f", collated, false)]);
        assert_eq!(DataType::from_json(&schema.to_json()).unwrap(), DataType::Struct(schema));
    }

    #[test]
    fn what_is_not_a_type_is_refused() {
        for json in
            ["", "{", "1", "null", "\"int\"", "\"a int\"", "\"array<int>\"", "{}", r#"{"type":"array"}"#]
        {
            assert_eq!(DataType::from_json(json).unwrap_err().kind(), ErrorKind::Parse, "{json}");
        }
        assert!(StructType::from_json("\"long\"").is_err());
    }
}
