//! A struct with a lifetime: a view of a row.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{DeriveInput, Field, Ident, Lifetime, Path, Type};

use super::{FreshNames, library};
use crate::attr::{FieldAttrs, StructAttrs};
use crate::mistakes::Mistakes;

/// A view of a row.
pub(crate) struct Borrowed {
    /// Name of the struct.
    pub(crate) ident: Ident,
    /// Its lifetime.
    pub(crate) lifetime: Lifetime,
    /// Path of the module that generated code uses.
    pub(crate) library: TokenStream,
    /// The row that it is a view of.
    pub(crate) from: Path,
    /// Name of the struct that reads it.
    pub(crate) reader: Ident,
    /// Name of that struct's field beside those of the view.
    pub(crate) batch: Ident,
    /// One for each column that it looks at.
    pub(crate) fields: Vec<View>,
}

/// A field of a view.
pub(crate) struct View {
    /// Name of the field.
    pub(crate) ident: Ident,
    /// Type of the field.
    pub(crate) ty: Type,
    /// Name of the column.
    pub(crate) name: String,
}

/// The view, or complaints.
pub(super) fn check<'a>(
    input: &DeriveInput,
    fields: impl Iterator<Item = &'a Field>,
    attrs: &StructAttrs,
    mistakes: &mut Mistakes,
) -> Option<Borrowed> {
    let ident = &input.ident;
    let mut lifetimes = input.generics.lifetimes().map(|parameter| parameter.lifetime.clone());
    let (Some(lifetime), None, 1) = (lifetimes.next(), lifetimes.next(), input.generics.params.len()) else {
        mistakes.at(&input.generics, "a view of a row has one lifetime and no other parameters");
        return None;
    };
    let [from] = attrs.from.as_slice() else {
        let example = if attrs.from.is_empty() { "" } else { ", once" };
        mistakes.at(
            ident,
            format!("a struct with a lifetime is a view of a row: say of which, with `#[spark(from(Order))]`{example}"),
        );
        return None;
    };
    let mut views = Vec::new();
    for field in fields {
        let read = FieldAttrs::read(&field.attrs, mistakes);
        for key in read.keys.iter().filter(|key| *key != "rename") {
            mistakes.at(key, format!("`{key}` in a view of a row: it has only `rename`"));
        }
        let Some(name) = &field.ident else { continue };
        let own_name = name.unraw().to_string();
        views.push(View {
            ident: name.clone(),
            ty: field.ty.clone(),
            name: match (&read.rename, attrs.rename_all) {
                (Some(rename), _) => rename.value(),
                (None, Some(rule)) => rule.apply(&own_name),
                (None, None) => own_name,
            },
        });
    }
    let library = library(attrs.library.as_ref());
    let types = views.iter().map(|view| view.ty.to_token_stream());
    let names = views.iter().map(|view| view.ident.clone());
    let (reader, batch) = FreshNames::of_view(ident, &library, types, names, from);
    Some(Borrowed {
        ident: ident.clone(),
        lifetime,
        library,
        from: from.clone(),
        reader,
        batch,
        fields: views,
    })
}
