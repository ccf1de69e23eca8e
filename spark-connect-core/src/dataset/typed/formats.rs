//! JSON, CSV and XML as texts, and what is inside of them.

use super::{
    super::{NotNull, arena},
    Expr, Null1, SparkType, Text, Value,
};
use crate::{expr::Column, functions, types::DataType};

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

/// Options of a format by name, which is the same in upper and lower case.
fn options_of(
    options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
) -> Vec<(String, String)> {
    options.into_iter().map(|(name, value)| (name.into(), value.to_string())).collect()
}

/// The type of an example, with options.
macro_rules! schemas_with {
    ($($(#[$meta:meta])* $name:ident;)*) => { $(
        $(#[$meta])*
        #[must_use]
        #[track_caller]
        pub fn $name<S: 'static>(
            example: &str,
            options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
        ) -> Expr<S, String> {
            let options = options_of(options);
            Expr::at(arena::apply([super::table::literal(example)], move |[example]| {
                functions::$name(example.clone(), options.clone())
            }))
        }
    )* };
}
schemas_with! {
    /// As [`schema_of_json`], with options of Spark's JSON data source, such as `allowSingleQuotes`.
    schema_of_json_with;
    /// As [`schema_of_csv`], with options of Spark's CSV data source, such as `sep`.
    schema_of_csv_with;
    /// As [`schema_of_xml`], with options of Spark's XML data source, such as `attributePrefix`.
    schema_of_xml_with;
}

/// The columns of a `U` that a text is read as.
#[track_caller]
fn parsed<S: 'static, T: SparkType, U: SparkType>(
    text: Expr<S, T>,
    schema: String,
    options: Vec<(String, String)>,
    build: fn(&Column, Column, Vec<(String, String)>) -> Column,
) -> U::OptCols<S> {
    let schema = crate::expr::lit(schema);
    U::bind_opt::<S>(arena::apply([text.handle], move |[text]| build(text, schema.clone(), options.clone())))
}

/// A text as a `U`, with and without options.
macro_rules! readers {
    ($(
        $(#[$meta:meta])* $name:ident,
        $(#[$with_meta:meta])* $with:ident: $schema:path;
    )*) => {
        impl<S: 'static, T: SparkType> Expr<S, T> { $(
            $(#[$meta])*
            #[must_use]
            #[track_caller]
            pub fn $name<U: SparkType<Base = U, Null = NotNull>>(self) -> U::OptCols<S>
            where
                T: Text,
            {
                parsed::<S, T, U>(self, $schema(&U::data_type()), Vec::new(), |text, schema, _| {
                    functions::$name(text, schema)
                })
            }

            $(#[$with_meta])*
            #[must_use]
            #[track_caller]
            pub fn $with<U: SparkType<Base = U, Null = NotNull>>(
                self,
                options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
            ) -> U::OptCols<S>
            where
                T: Text,
            {
                parsed::<S, T, U>(self, $schema(&U::data_type()), options_of(options), |text, schema, options| {
                    functions::$with(text, schema, options)
                })
            }
        )* }
    };
}
readers! {
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
    from_json,
    /// As [`from_json`](Self::from_json), with options of Spark's JSON data source by name, such as `timestampFormat`, or
    /// `mode`: with `FAILFAST`, what is not JSON fails the query.
    ///
    /// ```
    /// use jiff::civil::Date;
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Event { body: String }
    /// #[derive(SparkRow)]
    /// struct Visit { day: Option<Date> }
    ///
    /// fn days(events: &Dataset<Event>) -> Dataset<Option<Date>> {
    ///     events.select(|e| e.body.from_json_with::<Visit>([("dateFormat", "dd.MM.yyyy")]).day)
    /// }
    /// ```
    from_json_with: DataType::to_json;

    /// A line of CSV as a row of `U`, field by field. Spark: `from_csv`.
    ///
    /// What the line does not have is NULL: see [`from_json`](Self::from_json).
    from_csv,
    /// As [`from_csv`](Self::from_csv), with options of Spark's CSV data source by name, such as `sep` or `mode`.
    from_csv_with: fields_of;

    /// An element of XML as a row of `U`. Spark: `from_xml`, 4.0.
    ///
    /// What the element does not have is NULL: see [`from_json`](Self::from_json).
    from_xml,
    /// As [`from_xml`](Self::from_xml), with options of Spark's XML data source by name, such as `attributePrefix` or
    /// `mode`.
    from_xml_with: DataType::to_json;
}

/// The fields of a struct as those of a table; anything else as its type, which the server refuses.
fn fields_of(data_type: &DataType) -> String {
    match data_type {
        DataType::Struct(schema) => schema.to_ddl(),
        other => other.to_string(),
    }
}

/// What [`functions`] make of one value of any type.
#[track_caller]
fn of_value<S: 'static, V: Value<S>, O>(value: V, build: fn(Column) -> Column) -> Expr<S, O> {
    Expr::at(super::table::call([value.handle()], build))
}

/// A value as a text, with and without options.
macro_rules! writers {
    ($(
        $(#[$meta:meta])* $name:ident,
        $(#[$with_meta:meta])* $with:ident;
    )*) => { $(
        $(#[$meta])*
        #[must_use]
        #[track_caller]
        pub fn $name<S: 'static, V: Value<S>>(value: V) -> Expr<S, Null1<V::Out, String>> {
            of_value(value, functions::$name)
        }

        $(#[$with_meta])*
        #[must_use]
        #[track_caller]
        pub fn $with<S: 'static, V: Value<S>>(
            value: V,
            options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
        ) -> Expr<S, Null1<V::Out, String>> {
            let options = options_of(options);
            Expr::at(arena::apply([value.handle()], move |[value]| functions::$with(value, options.clone())))
        }
    )* };
}
writers! {
    /// A struct, array or map as a string of JSON. Spark: `to_json`.
    to_json,
    /// As [`to_json`], with options of Spark's JSON data source by name, such as `ignoreNullFields`.
    to_json_with;

    /// A struct as a line of CSV. Spark: `to_csv`.
    to_csv,
    /// As [`to_csv`], with options of Spark's CSV data source by name, such as `sep`.
    to_csv_with;

    /// A struct as an element of XML. Spark: `to_xml`, 4.0.
    to_xml,
    /// As [`to_xml`], with options of Spark's XML data source by name, such as `rowTag`.
    to_xml_with;
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
