//! What a derive is about, after every check: names decided, attributes gone.

use std::collections::{HashMap, HashSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote};
use syn::ext::IdentExt as _;
use syn::{
    Attribute, Data, DataEnum, DeriveInput, Field, Fields, GenericParam, Generics, Ident, Meta, Path, Type,
    Visibility, parse_quote,
};

use crate::attr::{DecimalAttr, FieldAttrs, StructAttrs};
use crate::mistakes::Mistakes;
use crate::rename::RenameRule;

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
        let library = match &attrs.library {
            Some(path) => quote!(#path::__private),
            None => quote!(::spark_connect_core::__private),
        };
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
            _ => Shape::Unusable(Unusable {
                ident,
                generics: input.generics.clone(),
                library,
                from: attrs.from,
            }),
        };
        Self { shape, mistakes }
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
         Spark has no enums: keep the name of the variant in a `String` column"
    } else {
        "`SparkRow` is for structs with named fields; \
         Spark has no enums: write a struct with one `Option` field for each variant"
    }
}

/// The checked columns, or `None` if the type of a field cannot be repeated in generated code.
fn columns<'a>(
    fields: impl Iterator<Item = &'a Field>,
    row: &Ident,
    rename_all: Option<RenameRule>,
    mistakes: &mut Mistakes,
) -> Option<Vec<Column>> {
    let mut columns = Vec::new();
    let mut usable = true;
    // By lower-case name: Spark's names differ by more than case.
    let mut taken: HashMap<String, (String, Ident)> = HashMap::new();
    for field in fields {
        let attrs = FieldAttrs::read(&field.attrs, mistakes);
        let Some(ident) = field.ident.clone() else { continue };
        usable &= check_type(&field.ty, row, mistakes);

        let own_name = ident.unraw().to_string();
        let name = match (&attrs.rename, rename_all) {
            (Some(rename), _) => rename.value(),
            (None, Some(rule)) => rule.apply(&own_name),
            (None, None) => own_name,
        };
        let place = match &attrs.rename {
            Some(rename) => rename.to_token_stream(),
            None => ident.to_token_stream(),
        };
        if name.is_empty() {
            mistakes.at(&place, format!("`rename_all` leaves no name for `{ident}`: give one with `rename`"));
        } else if let Some((other_name, other)) = taken.get(&name.to_lowercase()) {
            mistakes.at(&place, duplicate_message(&name, other_name, other));
        } else {
            taken.insert(name.to_lowercase(), (name.clone(), ident.clone()));
        }
        columns.push(Column {
            docs: field.attrs.iter().filter(|attr| is_doc(attr)).cloned().collect(),
            allowed: allowed(&field.attrs),
            vis: field.vis.clone(),
            ident,
            ty: field.ty.clone(),
            name,
            decimal: attrs.decimal,
        });
    }
    usable.then_some(columns)
}

fn duplicate_message(name: &str, other_name: &str, other: &Ident) -> String {
    let what = format!("field `{other}` is the column `{other_name}` already");
    if name == other_name {
        what
    } else {
        format!("{what}, and Spark does not tell `{name}` from `{other_name}`")
    }
}

/// Whether `attr` is to be repeated where the column is declared again.
fn is_doc(attr: &Attribute) -> bool {
    attr.path().is_ident("doc") || attr.path().is_ident("deprecated")
}

/// The attributes that allow lints. What is expected to be found at one place is allowed at others.
fn allowed(attrs: &[Attribute]) -> Vec<Attribute> {
    let lints = attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::List(list) if list.path.is_ident("allow") || list.path.is_ident("expect") => Some(&list.tokens),
        _ => None,
    });
    lints.map(|lints| parse_quote!(#[allow(#lints)])).collect()
}

/// Complains about types that mean something else, or nothing, where the derive repeats them.
///
/// Whether Spark has the type is not decided here: that is for the trait `SparkType`.
fn check_type(ty: &Type, row: &Ident, mistakes: &mut Mistakes) -> bool {
    let mut usable = true;
    let mut behind_path = false;
    for token in flatten(ty.to_token_stream()) {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '&' => {
                let fix = "a row owns its values: use `String` for text, `Vec<u8>` for binary data";
                mistakes.at(ty, format!("a column cannot be a reference; {fix}"));
                return false;
            }
            TokenTree::Ident(ident) if ident == "Self" || (ident == row && !behind_path) => {
                mistakes.at(ty, format!("`{row}` contains itself, but Spark has no recursive types"));
                usable = false;
            }
            _ => {}
        }
        behind_path = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':');
    }
    usable
}

/// The tokens of `stream`, those in parentheses and brackets too.
fn flatten(stream: TokenStream) -> Vec<TokenTree> {
    let mut tokens = Vec::new();
    for token in stream {
        match token {
            TokenTree::Group(group) => tokens.extend(flatten(group.stream())),
            token => tokens.push(token),
        }
    }
    tokens
}

impl Row {
    /// A variable of generated code, with the place of the struct's name.
    pub(crate) fn variable(&self, name: &str) -> Ident {
        Ident::new(name, self.ident.span())
    }
}

impl FreshNames {
    /// Names that occur neither in the types of the columns and in `from` nor elsewhere in the generated code.
    fn beside(row: &Ident, library: &TokenStream, columns: &[Column], from: &[Path]) -> Self {
        let types = columns.iter().map(|column| column.ty.to_token_stream());
        let taken: HashSet<String> = types
            .chain(from.iter().map(Path::to_token_stream))
            .chain([library.clone(), row.to_token_stream()])
            .flat_map(flatten)
            .filter_map(|token| if let TokenTree::Ident(ident) = token { Some(ident) } else { None })
            .map(|ident| ident.unraw().to_string())
            .collect();
        let fields: HashSet<String> = columns.iter().map(|column| column.ident.unraw().to_string()).collect();
        Self {
            scope: fresh("S", &taken),
            reader: fresh("Reader", &taken),
            batch: fresh("_batch", &fields),
            builder: fresh("Builder", &taken),
            rows: fresh("rows", &fields),
        }
    }
}

/// `name`, with as many underscores behind it as it takes not to be `taken`.
fn fresh(name: &str, taken: &HashSet<String>) -> Ident {
    let mut name = name.to_owned();
    while taken.contains(&name) {
        name.push('_');
    }
    Ident::new(&name, proc_macro2::Span::call_site())
}
