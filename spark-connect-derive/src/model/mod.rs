//! What a derive is about, after every check: names decided, attributes gone.

mod borrowed;
mod columns;
mod enumeration;
mod names;
mod newtype;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;
use syn::{
    Attribute, Data, DataEnum, DeriveInput, Expr, Field, Fields, GenericParam, Generics, Ident, Path, Type,
    Visibility, parse_quote,
};

use self::columns::{allowed, columns};
pub(crate) use self::{
    borrowed::{Borrowed, View},
    enumeration::Enumeration,
    newtype::Newtype,
};
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
    /// A view of a row.
    Borrowed(Borrowed),
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
    /// Its parameters, without defaults, and bounds under which it is a row.
    pub(crate) generics: Generics,
    /// Name of the struct of its columns: `OrderCols`.
    pub(crate) cols: Ident,
    /// Name of the struct of its columns where the row can be absent: `OrderOptCols`.
    pub(crate) opt_cols: Ident,
    /// Names for what the generated code defines beside the user's types.
    pub(crate) fresh: FreshNames,
    /// Path of the module that generated code uses; inside of its block there is `fresh.library` for it.
    pub(crate) library: TokenStream,
    /// One for each field that is not skipped, in their order.
    pub(crate) columns: Vec<Column>,
    /// The fields that are no columns.
    pub(crate) skipped: Vec<Ident>,
    /// Whether columns that may be NULL are refused for fields that are no `Option`.
    pub(crate) strict: bool,
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
    /// Type that the column has in Rust: that of the field, unless the field is converted.
    pub(crate) column_ty: Type,
    /// Whether a parameter of the struct is part of the type.
    pub(crate) is_generic: bool,
    /// How the field and the column differ.
    pub(crate) kind: Kind,
    /// Name of the column, without any quoting.
    pub(crate) name: String,
    /// Precision and scale, if they are given.
    pub(crate) decimal: Option<DecimalAttr>,
    /// The comment and what else is said of the column, as a JSON object.
    pub(crate) metadata: Option<String>,
}

/// What a field is to the columns of a row.
pub(crate) enum Kind {
    /// The column.
    Plain,
    /// The column, or a value where that is NULL: the given one, or the type's default.
    Default(Option<Box<Expr>>),
    /// What the functions of a module make of the column.
    With(Path),
    /// A row whose columns are among those of this one.
    Flatten,
}

/// Names that hide nothing of what the user's types refer to.
pub(crate) struct FreshNames {
    /// Type parameter: the scope of expressions.
    pub(crate) scope: Ident,
    /// Struct: the Arrow columns of the row, ready to be read.
    pub(crate) reader: Ident,
    /// Struct: the Arrow columns that rows are added to.
    pub(crate) writer: Ident,
    /// Field of both structs, the last: gives them a size, whatever the types of the others are.
    pub(crate) batch: Ident,
    /// Module: the one that generated code uses, under a short name. A path of many segments costs the compiler more.
    pub(crate) library: Ident,
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
        if input.generics.lifetimes().next().is_some() {
            let fields = named_fields(input, &mut mistakes);
            let view = fields.and_then(|fields| borrowed::check(input, fields, &attrs, &mut mistakes));
            let shape = match view {
                Some(view) => Shape::Borrowed(view),
                None => Shape::Unusable(Unusable::of(input, library, attrs.from)),
            };
            return Self { shape, mistakes };
        }
        let usable = refuse_parameters(&input.generics, &mut mistakes);
        let checked = match named_fields(input, &mut mistakes) {
            Some(fields) => columns(fields, input, attrs.rename_all, &mut mistakes),
            None => None,
        };
        let ident = input.ident.clone();
        let shape = match checked {
            Some((columns, skipped)) if usable => Shape::Row(Row {
                vis: input.vis.clone(),
                allowed: allowed(&input.attrs),
                cols: format_ident!("{}Cols", ident.unraw()),
                opt_cols: format_ident!("{}OptCols", ident.unraw()),
                fresh: FreshNames::beside(&ident, &library, &columns, &input.generics, &attrs.from),
                generics: bounded(&input.generics, &columns, &library),
                ident,
                library,
                columns,
                skipped,
                strict: attrs.strict,
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

/// Complains about parameters that are no types; returns whether there are none.
fn refuse_parameters(generics: &Generics, mistakes: &mut Mistakes) -> bool {
    let mut usable = true;
    for parameter in &generics.params {
        let fix = match parameter {
            // A struct with lifetimes is a view.
            GenericParam::Type(_) | GenericParam::Lifetime(_) => continue,
            GenericParam::Const(_) => {
                "no constants as parameters; a row has the same columns everywhere: use `Vec<T>` for arrays of any length"
            }
        };
        mistakes.at(parameter, format!("`SparkRow` structs have {fix}"));
        usable = false;
    }
    usable
}

/// The parameters, and that the types of all columns that they are part of are types of columns.
fn bounded(generics: &Generics, columns: &[Column], library: &TokenStream) -> Generics {
    let mut bounded = generics.clone();
    for parameter in bounded.type_params_mut() {
        parameter.default = None;
    }
    let generic: Vec<_> = columns.iter().filter(|column| column.is_generic).collect();
    if generic.is_empty() {
        return bounded;
    }
    let clause = bounded.make_where_clause();
    for parameter in generics.type_params() {
        let ident = &parameter.ident;
        clause.predicates.push(parse_quote!(#ident: 'static));
    }
    for Column { column_ty, kind, .. } in generic {
        clause.predicates.push(match kind {
            Kind::Flatten => parse_quote!(#column_ty: #library::StructRow),
            _ => parse_quote!(#column_ty: #library::SparkType),
        });
    }
    bounded
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

    /// Whether the fields of another row are among its columns.
    pub(crate) fn has_flattened(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.kind, Kind::Flatten))
    }
}
