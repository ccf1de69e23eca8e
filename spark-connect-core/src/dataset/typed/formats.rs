//! JSON, CSV and XML as texts, and what is inside of them.

use super::{
    super::{NotNull, arena},
    Expr, Null1, SparkType, Text, Value,
};
use crate::{expr::Column, functions};

methods! {
    /// The part of a JSON text at a path such as `"$.a[0].b"`, as text; NULL if there is none. Spark: `get_json_object`.
    exact get_json_object(self: Text, path: String as R) -> Option<String> = functions::get_json_object;
    /// The number of elements of a JSON array; NULL for other texts. Spark: `json_array_length`.
    exact json_array_length(self: Text) -> Option<i32> = functions::json_array_length;
    /// The names of the fields of a JSON object; NULL for other texts. Spark: `json_object_keys`.
    exact json_object_keys(self: Text) -> Option<Vec<String>> = functions::json_object_keys;

    /// The texts that an XPath finds in XML; NULL only if one of both is. Spark: `xpath`.
    exact xpath(self: Text, path: &str) -> Option<Vec<Option<String>>> = functions::xpath;
    /// Whether an XPath finds something in XML, or what it computes is true. Spark: `xpath_boolean`.
    strict xpath_boolean(self: Text, path: &str) -> bool = functions::xpath_boolean;
    /// The number that an XPath finds in XML: 0 if it finds nothing, NaN if it is no number. Spark: `xpath_double`.
    strict xpath_double(self: Text, path: &str) -> f64 = functions::xpath_double;
    /// As [`xpath_double`](Self::xpath_double), as an `f32`. Spark: `xpath_float`.
    strict xpath_float(self: Text, path: &str) -> f32 = functions::xpath_float;
    /// The whole number that an XPath finds in XML, 0 if it finds none. Spark: `xpath_int`.
    strict xpath_int(self: Text, path: &str) -> i32 = functions::xpath_int;
    /// As [`xpath_int`](Self::xpath_int), as an `i64`. Spark: `xpath_long`.
    strict xpath_long(self: Text, path: &str) -> i64 = functions::xpath_long;
    /// As [`xpath_int`](Self::xpath_int), as an `i16`. Spark: `xpath_short`.
    strict xpath_short(self: Text, path: &str) -> i16 = functions::xpath_short;
    /// The text that an XPath finds first in XML; NULL if it finds none. Spark: `xpath_string`.
    exact xpath_string(self: Text, path: &str) -> Option<String> = functions::xpath_string;
}

functions! {
    /// The type of the values of an example in JSON, in SQL. Never NULL. Spark: `schema_of_json`.
    exact schema_of_json(example: &str) -> String = functions::schema_of_json;
    /// The type of a line of CSV, in SQL. Never NULL. Spark: `schema_of_csv`.
    exact schema_of_csv(example: &str) -> String = functions::schema_of_csv;
    /// The type of an example in XML, in SQL. Never NULL. Spark: `schema_of_xml`, 4.0.
    exact schema_of_xml(example: &str) -> String = functions::schema_of_xml;
}

/// The columns of a `U` that a text is read as.
#[track_caller]
fn parsed<S: 'static, T: SparkType, U: SparkType>(
    text: Expr<S, T>,
    build: fn(&Column, Column) -> Column,
) -> U::OptCols<S> {
    let schema = crate::expr::lit(U::data_type().to_json());
    U::bind_opt::<S>(arena::apply([text.handle], move |[text]| build(text, schema.clone())))
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// A JSON text as a `U`: a row type, whose fields are then those of the result, a `Vec` or a map. NULL for what is not
    /// JSON. Spark: `from_json`.
    ///
    /// What the text does not have is NULL, so the fields of `U` should be `Option`s: where one is not, a NULL is an error
    /// when the result is read.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Event { body: String }
    /// #[derive(SparkRow)]
    /// struct Click { page: Option<String>, x: Option<i32> }
    ///
    /// fn pages(events: &Dataset<Event>) -> Dataset<Option<String>> {
    ///     events.select(|e| e.body.from_json::<Click>().page)
    /// }
    /// ```
    #[must_use]
    #[track_caller]
    pub fn from_json<U: SparkType<Base = U, Null = NotNull>>(self) -> U::OptCols<S>
    where
        T: Text,
    {
        parsed::<S, T, U>(self, |text, schema| functions::from_json(text, schema))
    }

    /// A line of CSV as a row of `U`, field by field. Spark: `from_csv`.
    ///
    /// What the line does not have is NULL: see [`from_json`](Self::from_json).
    #[must_use]
    #[track_caller]
    pub fn from_csv<U: SparkType<Base = U, Null = NotNull>>(self) -> U::OptCols<S>
    where
        T: Text,
    {
        let ddl = crate::expr::lit(fields_of(&U::data_type()));
        U::bind_opt::<S>(arena::apply([self.handle], move |[text]| functions::from_csv(text, ddl.clone())))
    }

    /// An element of XML as a row of `U`. Spark: `from_xml`, 4.0.
    ///
    /// What the element does not have is NULL: see [`from_json`](Self::from_json).
    #[must_use]
    #[track_caller]
    pub fn from_xml<U: SparkType<Base = U, Null = NotNull>>(self) -> U::OptCols<S>
    where
        T: Text,
    {
        parsed::<S, T, U>(self, |text, schema| functions::from_xml(text, schema))
    }
}

/// The fields of a struct as those of a table; anything else as its type, which the server refuses.
fn fields_of(data_type: &crate::types::DataType) -> String {
    match data_type {
        crate::types::DataType::Struct(schema) => schema.to_ddl(),
        other => other.to_string(),
    }
}

/// What [`functions`] make of one value of any type.
#[track_caller]
fn of_value<S: 'static, V: Value<S>, O>(value: V, build: fn(Column) -> Column) -> Expr<S, O> {
    Expr::at(super::table::call([value.handle()], build))
}

/// A struct, array or map as a string of JSON. Spark: `to_json`.
#[must_use]
#[track_caller]
pub fn to_json<S: 'static, V: Value<S>>(value: V) -> Expr<S, Null1<V::Out, String>> {
    of_value(value, functions::to_json)
}

/// A struct as a line of CSV. Spark: `to_csv`.
#[must_use]
#[track_caller]
pub fn to_csv<S: 'static, V: Value<S>>(value: V) -> Expr<S, Null1<V::Out, String>> {
    of_value(value, functions::to_csv)
}

/// A struct as an element of XML. Spark: `to_xml`, 4.0.
#[must_use]
#[track_caller]
pub fn to_xml<S: 'static, V: Value<S>>(value: V) -> Expr<S, Null1<V::Out, String>> {
    of_value(value, functions::to_xml)
}

/// The name of the type of a value in SQL. Never NULL. Spark: `typeof`.
#[must_use]
#[track_caller]
pub fn type_of<S: 'static, V: Value<S>>(value: V) -> Expr<S, String> {
    of_value(value, functions::type_of)
}

/// A struct, array or map as a variant. Spark: `to_variant_object`, 4.0.
#[must_use]
#[track_caller]
pub fn to_variant_object<S: 'static, V: Value<S>>(value: V) -> Expr<S, Null1<V::Out, crate::row::Variant>> {
    of_value(value, functions::to_variant_object)
}
