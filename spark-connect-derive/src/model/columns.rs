//! From fields to columns.

use std::collections::HashMap;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{Attribute, Field, GenericArgument, Generics, Ident, Meta, PathArguments, Type, parse_quote};

use super::Column;
use crate::attr::FieldAttrs;
use crate::mistakes::Mistakes;
use crate::rename::RenameRule;

/// The checked columns, or `None` if the type of a field cannot be repeated in generated code.
pub(super) fn columns<'a>(
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
pub(super) fn allowed(attrs: &[Attribute]) -> Vec<Attribute> {
    let lints = attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::List(list) if list.path.is_ident("allow") || list.path.is_ident("expect") => Some(&list.tokens),
        _ => None,
    });
    lints.map(|lints| parse_quote!(#[allow(#lints)])).collect()
}

/// Complains about types that mean something else, or nothing, where the derive repeats them.
///
/// Whether Spark has the type is not decided here: that is for the trait `SparkType`.
pub(super) fn check_type(ty: &Type, row: &Ident, mistakes: &mut Mistakes) -> bool {
    for token in flatten(ty.to_token_stream()) {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '&' => {
                let fix = "a row owns its values: use `String` for text, `Vec<u8>` for binary data";
                mistakes.at(ty, format!("a column cannot be a reference; {fix}"));
                return false;
            }
            TokenTree::Ident(ident) if ident == "Self" => return refuse_recursion(ty, row, mistakes),
            _ => {}
        }
    }
    if contains(ty, row) { refuse_recursion(ty, row, mistakes) } else { true }
}

fn refuse_recursion(ty: &Type, row: &Ident, mistakes: &mut Mistakes) -> bool {
    mistakes.at(ty, format!("`{row}` contains itself, but Spark has no recursive types"));
    false
}

/// Whether values of `ty` have parts of the type `row`: what other types do with their parameters, such as `Id<Order>`, is
/// not known here.
fn contains(ty: &Type, row: &Ident) -> bool {
    const CONTAINERS: &[&str] = &["Option", "Vec", "Box", "Arc", "Rc", "HashMap", "BTreeMap"];
    match ty {
        Type::Path(path) if path.qself.is_none() => {
            if path.path.is_ident(row) {
                return true;
            }
            let Some(last) = path.path.segments.last() else { return false };
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return false };
            CONTAINERS.contains(&last.ident.to_string().as_str())
                && arguments
                    .args
                    .iter()
                    .any(|it| matches!(it, GenericArgument::Type(ty) if contains(ty, row)))
        }
        Type::Tuple(tuple) => tuple.elems.iter().any(|ty| contains(ty, row)),
        Type::Paren(inner) => contains(&inner.elem, row),
        Type::Group(inner) => contains(&inner.elem, row),
        _ => false,
    }
}

/// The tokens of `stream`, those in parentheses and brackets too.
pub(super) fn flatten(stream: TokenStream) -> Vec<TokenTree> {
    let mut tokens = Vec::new();
    for token in stream {
        match token {
            TokenTree::Group(group) => tokens.extend(flatten(group.stream())),
            token => tokens.push(token),
        }
    }
    tokens
}

/// Whether a parameter of `generics` is part of `ty`.
pub(super) fn mentions(ty: &Type, generics: &Generics) -> bool {
    let parameters: Vec<_> = generics.type_params().map(|parameter| &parameter.ident).collect();
    flatten(ty.to_token_stream())
        .iter()
        .any(|token| matches!(token, TokenTree::Ident(ident) if parameters.contains(&ident)))
}
