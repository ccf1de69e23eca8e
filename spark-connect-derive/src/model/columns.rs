//! From fields to columns.

use std::collections::HashMap;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{
    Attribute, DeriveInput, Expr, ExprLit, Field, GenericArgument, Generics, Ident, Lit, Meta, Path,
    PathArguments, Type, parse_quote,
};

use super::{Column, Kind};
use crate::attr::{FieldAttrs, json};
use crate::mistakes::Mistakes;
use crate::rename::RenameRule;

/// The checked columns and the fields that are none, or `None` if the type of a field cannot be repeated in generated code.
pub(super) fn columns<'a>(
    fields: impl Iterator<Item = &'a Field>,
    input: &DeriveInput,
    rename_all: Option<RenameRule>,
    mistakes: &mut Mistakes,
) -> Option<(Vec<Column>, Vec<Ident>)> {
    let mut columns = Vec::new();
    let mut skipped = Vec::new();
    let mut usable = true;
    // By lower-case name: Spark's names differ by more than case.
    let mut taken: HashMap<String, (String, Ident)> = HashMap::new();
    for field in fields {
        let mut attrs = FieldAttrs::read(&field.attrs, mistakes);
        let Some(ident) = field.ident.clone() else { continue };
        refuse_combinations(&attrs, mistakes);
        if is_option(&field.ty) {
            usable &= refuse_option(field, &attrs, mistakes);
        }
        if attrs.skip.is_some() {
            skipped.push(ident);
            continue;
        }
        usable &= attrs.with.is_some() || check_type(&field.ty, &input.ident, mistakes);

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
        if attrs.flatten.is_some() {
            // Its columns have names of their own.
        } else if name.is_empty() {
            mistakes.at(&place, format!("`rename_all` leaves no name for `{ident}`: give one with `rename`"));
        } else if let Some((other_name, other)) = taken.get(&name.to_lowercase()) {
            mistakes.at(&place, duplicate_message(&name, other_name, other));
        } else {
            taken.insert(name.to_lowercase(), (name.clone(), ident.clone()));
        }
        let metadata = metadata(field, &mut attrs);
        let (kind, column_ty) = kind(&field.ty, attrs.default, attrs.with, attrs.flatten.is_some());
        columns.push(Column {
            docs: field.attrs.iter().filter(|attr| is_doc(attr)).cloned().collect(),
            allowed: allowed(&field.attrs),
            vis: field.vis.clone(),
            ident,
            is_generic: mentions(&column_ty, &input.generics),
            ty: field.ty.clone(),
            column_ty,
            kind,
            name,
            decimal: attrs.decimal,
            metadata,
        });
    }
    if columns.is_empty() && mistakes.is_empty() {
        mistakes.at(&input.ident, "every field is skipped, but a row has at least one column");
        usable = false;
    }
    usable.then_some((columns, skipped))
}

/// Complains about attributes that a field which may be NULL cannot have; returns whether there are none.
fn refuse_option(field: &Field, attrs: &FieldAttrs, mistakes: &mut Mistakes) -> bool {
    if attrs.flatten.is_some() {
        let why = "the columns of a flattened row are always there: it cannot be an `Option`";
        mistakes.at(&field.ty, why);
    } else if let Some((default, _)) = &attrs.default {
        let why = "where the column is NULL, an `Option` is `None`: leave out `default`, or the `Option`";
        mistakes.at(default, why);
    } else {
        return true;
    }
    false
}

/// Whether `ty` is spelt `Option<..>`.
pub(super) fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
}

/// Complains about attributes that mean nothing beside others.
fn refuse_combinations(attrs: &FieldAttrs, mistakes: &mut Mistakes) {
    let mut alone = |key: &Option<Ident>, why: &str, allowed: &[&str]| {
        let Some(key) = key else { return };
        for other in attrs.keys.iter().filter(|other| *other != key && !allowed.iter().any(|it| *other == it))
        {
            mistakes.at(other, format!("`{other}` beside `{key}`: {why}"));
        }
    };
    alone(&attrs.skip, "a field that is skipped is no column", &[]);
    alone(&attrs.flatten, "the columns of a flattened row have their own names and attributes", &[]);
    if let (Some(path), Some((default, _))) = (&attrs.with, &attrs.default) {
        let module = path.to_token_stream().to_string().replace(' ', "");
        mistakes
            .at(default, format!("`default` beside `with`: make `{module}::from_stored` take an `Option`"));
    }
}

/// How a field and its column differ, and the column's type.
fn kind(
    ty: &Type,
    default: Option<(Ident, Option<Expr>)>,
    with: Option<Path>,
    flatten: bool,
) -> (Kind, Type) {
    if flatten {
        return (Kind::Flatten, ty.clone());
    }
    match (with, default) {
        (Some(module), _) => {
            let stored = parse_quote!(#module::Stored);
            (Kind::With(module), stored)
        }
        (None, Some((_, value))) => {
            (Kind::Default(value.map(Box::new)), parse_quote!(::core::option::Option<#ty>))
        }
        (None, None) => (Kind::Plain, ty.clone()),
    }
}

/// The metadata of a column in JSON: its comment, which is the first paragraph of its documentation unless another is
/// given, and what else is said.
fn metadata(field: &Field, attrs: &mut FieldAttrs) -> Option<String> {
    let comment = match attrs.comment.take() {
        Some(comment) => Some(comment.value()),
        None => first_paragraph(&field.attrs),
    };
    let comment = comment.filter(|text| !text.is_empty()).map(|text| ("comment".to_owned(), json(&text)));
    let entries: Vec<_> = comment
        .into_iter()
        .chain(attrs.metadata.drain(..))
        .map(|(key, value)| format!("{}:{value}", json(&key)))
        .collect();
    (!entries.is_empty()).then(|| format!("{{{}}}", entries.join(",")))
}

fn first_paragraph(attrs: &[Attribute]) -> Option<String> {
    let lines = attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let lines = text.trim().lines().map(str::trim).take_while(|line| !line.is_empty());
    let paragraph = lines.collect::<Vec<_>>().join(" ");
    (!paragraph.is_empty()).then_some(paragraph)
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
