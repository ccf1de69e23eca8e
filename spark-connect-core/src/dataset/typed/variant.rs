//! `VARIANT`: values that bring their type along. Since Spark 4.0.

use super::{
    super::{NotNull, arena},
    Expr, Is, Null1, Null3, Operand, SparkType, Text, Value,
};
use crate::{functions, row::Variant};

methods! {
    /// A JSON text as a variant; another text fails the query. Spark: `parse_json`, 4.0.
    strict parse_json(self: Text) -> Variant = functions::parse_json;
    /// A JSON text as a variant; NULL for another text. Spark: `try_parse_json`, 4.0.
    exact try_parse_json(self: Text) -> Option<Variant> = functions::try_parse_json;
    /// Whether the variant is JSON's `null`. Never NULL: false where the variant is. Spark: `is_variant_null`, 4.0.
    exact is_variant_null(self: Is[<Variant>]) -> bool = functions::is_variant_null;
    /// Whether the variant's bytes are one. Spark: `is_valid_variant`, 4.3.
    strict is_valid_variant(self: Is[<Variant>]) -> bool = functions::is_valid_variant;
    /// The type of the variant's value in SQL. Spark: `schema_of_variant`, 4.0.
    strict schema_of_variant(self: Is[<Variant>]) -> String = functions::schema_of_variant;
    /// The variant without the fields and elements that are `null`. Spark: `variant_strip_nulls`, 4.3.
    strict variant_strip_nulls(self: Is[<Variant>]) -> Variant = functions::variant_strip_nulls;
    /// The variant without the fields that are `null`; the elements of arrays stay. Spark: `variant_strip_nulls`, 4.3.
    strict variant_strip_nulls_of_objects(self: Is[<Variant>]) -> Variant = functions::variant_strip_nulls_of_objects;
    /// The variant without what is at a path. Spark: `variant_delete`, 4.3.
    strict variant_delete(self: Is[<Variant>], path: String as R) -> Variant =
        |this, path| functions::variant_delete(this, [path]);
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// What is at a path (`"$.a[0]"`) of the variant, as a `U`; NULL if nothing is there. What cannot be cast to it fails the
    /// query. Spark: `variant_get`, 4.0.
    #[must_use]
    #[track_caller]
    pub fn variant_get<U: SparkType<Base = U, Null = NotNull>>(
        self,
        path: impl Operand<S, String>,
    ) -> U::OptCols<S>
    where
        T: Is<Variant>,
    {
        let to = U::data_type().to_string();
        U::bind_opt::<S>(arena::apply([self.handle, path.handle()], move |[this, path]| {
            functions::variant_get(this, path, to.as_str())
        }))
    }

    /// As [`variant_get`](Self::variant_get), NULL for what cannot be cast. Spark: `try_variant_get`, 4.0.
    #[must_use]
    #[track_caller]
    pub fn try_variant_get<U: SparkType<Base = U, Null = NotNull>>(
        self,
        path: impl Operand<S, String>,
    ) -> U::OptCols<S>
    where
        T: Is<Variant>,
    {
        let to = U::data_type().to_string();
        U::bind_opt::<S>(arena::apply([self.handle, path.handle()], move |[this, path]| {
            functions::try_variant_get(this, path, to.as_str())
        }))
    }
}

/// `name -> type of the result = function`, of a path and a value of any type.
macro_rules! changes {
    ($($(#[$meta:meta])* $name:ident -> $out:ty = $function:path;)*) => {
        impl<S: 'static, T: SparkType> Expr<S, T> { $(
            $(#[$meta])*
            #[must_use]
            #[track_caller]
            pub fn $name<P: Operand<S, String>, V: Value<S>>(self, path: P, value: V) -> Expr<S, $out>
            where
                T: Is<Variant>,
            {
                let args = [self.handle, path.handle(), value.handle()];
                Expr::at(arena::apply(args, |[this, path, value]| $function(this, path, value)))
            }
        )* }
    };
}
changes! {
    /// The variant with one more field or element at a path; one that is there already fails the query. Spark:
    /// `variant_insert`, 4.3.
    variant_insert -> Inserted<T, P::Ty, V::Out> = functions::variant_insert;
    /// As [`variant_insert`](Self::variant_insert), NULL where that fails. Spark: `try_variant_insert`, 4.3.
    try_variant_insert -> Option<Variant> = functions::try_variant_insert;
    /// The variant with what is at a path replaced, or added. Spark: `variant_set`, 4.3.
    variant_set -> Inserted<T, P::Ty, V::Out> = functions::variant_set;
    /// As [`variant_set`](Self::variant_set), NULL where that fails. Spark: `try_variant_set`, 4.3.
    try_variant_set -> Option<Variant> = functions::try_variant_set;
    /// The variant with one more element at the end of the array at a path. Spark: `variant_array_append`, 4.3.
    variant_array_append -> Inserted<T, P::Ty, V::Out> = functions::variant_array_append;
    /// As [`variant_array_append`](Self::variant_array_append), NULL where that fails. Spark: `try_variant_array_append`,
    /// 4.3.
    try_variant_array_append -> Option<Variant> = functions::try_variant_array_append;
}

/// NULL if the variant or the path is; a value that is NULL becomes JSON's `null`.
type Inserted<T, P, V> = Null3<T, P, Null1<T, V>, Variant>;
