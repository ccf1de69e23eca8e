//! What a derive is about, after every check: names decided, attributes gone.

mod columns;
mod enumeration;
mod names;
mod newtype;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;
use syn::{
    Attribute, Data, DataEnum, DeriveInput, Field, Fields, GenericParam, Generics, Ident, Path, Type,
    Visibility,
};

use self::columns::{allowed, columns};
pub(crate) use self::{enumeration::Enumeration, newtype::Newtype};
use crate::attr::{DecimalAttr, StructAttrs};
use crate::mistakes::Mistakes;

/// The outcome of the checks.
pub(crate) struct Derived {
    /// What to generate.
    pub(crate) shape: Shape,
    /// What to complain about.
    pub(crate) mistakes: Mistakes,
}

/// What can be generated.
pub(crate) enum Shape {
    /// Everything. There can be mistakes nevertheless, such as an unknown attribute.
    Row(Row),
    /// A newtype, stored as what it is around.
    Newtype(Newtype),
    /// No row: the columns cannot be known. There is at least one mistake.
    Unusable(Unusable),
}

/// A struct that is a row.
pub(crate) struct Row {
    /// Visibility of the struct.
    pub(crate) vis: Visibility,
    /// The lints that the user allows for the struct.
    pub(crate) allowed: Vec<Attribute>,
    /// Name of the struct.
    pub(crate) ident: Ident,
    /// Name of the struct of its columns: `OrderCols`.
    pub(crate) cols: Ident,
    /// Name of the struct of its columns where the row can be absent: `OrderOptCols`.
    pub(crate) opt_cols: Ident,
    /// Names for what the generated code defines beside the user's types.
    pub(crate) fresh: FreshNames,
    /// Path of the module that generated code uses.
    pub(crate) library: TokenStream,
    /// One for each field, in their order.
    pub(crate) columns: Vec<Column>,
    /// The rows that this one can be selected from, field by field.
    pub(crate) from: Vec<Path>,
}

/// A field that is a column.
pub(crate) struct Column {
    /// The user's documentation, or a deprecation.
    pub(crate) docs: Vec<Attribute>,
    /// The lints that the user allows for the field.
    pub(crate) allowed: Vec<Attribute>,
    /// Visibility of the field.
    pub(crate) vis: Visibility,
    /// Name of the field.
    pub(crate) ident: Ident,
    /// Type of the field.
    pub(crate) ty: Type,
    /// Name of the column, without any quoting.
    pub(crate) name: String,
    /// Precision and scale, if they are given.
    pub(crate) decimal: Option<DecimalAttr>,
}

/// Names that hide nothing of what the user's types refer to.
pub(crate) struct FreshNames {
    /// Type parameter: the scope of expressions.
    pub(crate) scope: Ident,
    /// Struct: the Arrow columns of the row, ready to be read.
    pub(crate) reader: Ident,
    /// Field of that struct, the last: gives it a size, whatever the types of the others are.
    pub(crate) batch: Ident,
    /// Struct: the builders of Arrow columns.
    pub(crate) builder: Ident,
    /// Field of that struct, the last: the builder of the rows around the fields.
    pub(crate) rows: Ident,
}

/// A type that the derive refuses.
pub(crate) struct Unusable {
    /// Name of the type.
    pub(crate) ident: Ident,
    /// Its parameters.
    pub(crate) generics: Generics,
    /// Path of the module that generated code uses.
    pub(crate) library: TokenStream,
    /// The rows that it would be selected from.
    pub(crate) from: Vec<Path>,
}

impl Derived {
    /// Checks the whole of `input`.
    pub(crate) fn new(input: &DeriveInput) -> Self {
        let mut mistakes = Mistakes::default();
        let attrs = StructAttrs::read(&input.attrs, &mut mistakes);
        let library = library(attrs.library.as_ref());
        if let Some(transparent) = &attrs.transparent {
            let shape = match newtype::check(input, transparent, &attrs, &library, &mut mistakes) {
                Some(newtype) => Shape::Newtype(newtype),
                None => Shape::Unusable(Unusable::of(input, library, attrs.from)),
            };
            return Self { shape, mistakes };
        }
        let generic = refuse_generics(&input.generics, &mut mistakes);
        let columns = match named_fields(input, &mut mistakes) {
            Some(fields) => columns(fields, &input.ident, attrs.rename_all, &mut mistakes),
            None => None,
        };
        let ident = input.ident.clone();
        let shape = match columns {
            Some(columns) if !generic => Shape::Row(Row {
                vis: input.vis.clone(),
                allowed: allowed(&input.attrs),
                cols: format_ident!("{}Cols", ident.unraw()),
                opt_cols: format_ident!("{}OptCols", ident.unraw()),
                fresh: FreshNames::beside(&ident, &library, &columns, &attrs.from),
                ident,
                library,
                columns,
                from: attrs.from,
            }),
            _ => Shape::Unusable(Unusable::of(input, library, attrs.from)),
        };
        Self { shape, mistakes }
    }
}

impl Unusable {
    fn of(input: &DeriveInput, library: TokenStream, from: Vec<Path>) -> Self {
        Self { ident: input.ident.clone(), generics: input.generics.clone(), library, from }
    }
}

/// The module that generated code uses, of the library at `path`.
fn library(path: Option<&Path>) -> TokenStream {
    match path {
        Some(path) => quote!(#path::__private),
        None => quote!(::spark_connect_core::__private),
    }
}

/// Complains about every parameter; returns whether there is any.
fn refuse_generics(generics: &Generics, mistakes: &mut Mistakes) -> bool {
    for parameter in &generics.params {
        let fix = match parameter {
            GenericParam::Lifetime(_) => {
                "a row owns its values: use `String` for text, `Vec<u8>` for binary data"
            }
            GenericParam::Type(_) => "a row has the same columns everywhere: write one struct for each type",
            GenericParam::Const(_) => {
                "a row has the same columns everywhere: use `Vec<T>` for arrays of any length"
            }
        };
        mistakes.at(parameter, format!("`SparkRow` structs have no parameters; {fix}"));
    }
    if let Some(clause) = generics.where_clause.as_ref().filter(|_| generics.params.is_empty()) {
        mistakes.at(clause, "`SparkRow` structs have no parameters, so they need no `where` clause");
    }
    !generics.params.is_empty() || generics.where_clause.is_some()
}

/// The fields of a struct with named fields, or a complaint.
fn named_fields<'a>(
    input: &'a DeriveInput,
    mistakes: &mut Mistakes,
) -> Option<impl Iterator<Item = &'a Field> + use<'a>> {
    let ident = &input.ident;
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) if !fields.named.is_empty() => return Some(fields.named.iter()),
            Fields::Unnamed(fields) if !fields.unnamed.is_empty() => mistakes.at(
                fields,
                format!(
                    "`SparkRow` needs named fields: the columns take their names; \
                     write `struct {ident} {{ name: type, ... }}`"
                ),
            ),
            _ => mistakes.at(ident, format!("`{ident}` has no fields, but a row has at least one column")),
        },
        Data::Enum(data) => mistakes.at(data.enum_token, enum_message(data)),
        Data::Union(data) => mistakes.at(
            data.union_token,
            "`SparkRow` is for structs with named fields; nothing tells which field of a union is in use",
        ),
    }
    None
}

fn enum_message(data: &DataEnum) -> &'static str {
    if data.variants.iter().all(|variant| variant.fields.is_empty()) {
        "`SparkRow` is for structs with named fields; \
         `#[derive(SparkEnum)]` stores an enum as the names of its variants"
    } else {
        "`SparkRow` is for structs with named fields; \
         Spark has no enums: write a struct with one `Option` field for each variant"
    }
}

impl Row {
    /// A variable of generated code, with the place of the struct's name.
    pub(crate) fn variable(&self, name: &str) -> Ident {
        Ident::new(name, self.ident.span())
    }
}
