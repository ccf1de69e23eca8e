//! `#[spark(transparent)]`: a struct around one value, which is stored as that value.

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput, Field, Generics, Ident, Member, Type};

use super::columns::{check_type, is_option, mentions};
use crate::attr::{FieldAttrs, StructAttrs};
use crate::mistakes::Mistakes;

/// A struct around one value.
pub(crate) struct Newtype {
    /// Name of the struct.
    pub(crate) ident: Ident,
    /// Its parameters.
    pub(crate) generics: Generics,
    /// Path of the module that generated code uses.
    pub(crate) library: TokenStream,
    /// The field with the value.
    pub(crate) value: Member,
    /// The type of the value.
    pub(crate) ty: Type,
    /// Whether the type has to be bound to be stored, because a parameter is part of it.
    pub(crate) is_generic: bool,
    /// The other fields, which are `PhantomData`.
    pub(crate) markers: Vec<Member>,
}

/// The newtype, or complaints.
pub(super) fn check(
    input: &DeriveInput,
    transparent: &Ident,
    attrs: &StructAttrs,
    library: &TokenStream,
    mistakes: &mut Mistakes,
) -> Option<Newtype> {
    if attrs.rename_all.is_some() || attrs.strict || !attrs.from.is_empty() {
        mistakes
            .at(transparent, "a `transparent` struct has no columns of its own: nothing else is said of it");
    }
    let Data::Struct(data) = &input.data else {
        mistakes.at(transparent, "`transparent` is for structs with one field");
        return None;
    };
    for parameter in input.generics.lifetimes().map(|parameter| &parameter.lifetime) {
        mistakes.at(parameter, "a `transparent` struct owns its value: it has no lifetimes");
    }
    let mut values = Vec::new();
    let mut markers = Vec::new();
    for (field, member) in data.fields.iter().zip(data.fields.members()) {
        if is_marker(field) {
            markers.push(member);
        } else {
            values.push((field, member));
        }
        for attr in field.attrs.iter().filter(|attr| attr.path().is_ident("spark")) {
            let FieldAttrs { .. } = FieldAttrs::read(std::slice::from_ref(attr), mistakes);
            mistakes.at(attr, "the field of a `transparent` struct is no column that could have attributes");
        }
    }
    let found = values.len();
    let (Some((field, value)), 1) = (values.pop(), found) else {
        mistakes.at(
            transparent,
            format!("a `transparent` struct has one field beside `PhantomData`s, but this one has {found}"),
        );
        return None;
    };
    if is_option(&field.ty) {
        let ident = &input.ident;
        mistakes.at(
            &field.ty,
            format!("a `transparent` struct holds a value that is never NULL: write `Option<{ident}>` where it may be"),
        );
        return None;
    }
    let usable = check_type(&field.ty, &input.ident, mistakes) && input.generics.lifetimes().next().is_none();
    usable.then(|| Newtype {
        ident: input.ident.clone(),
        generics: input.generics.clone(),
        library: library.clone(),
        value,
        ty: field.ty.clone(),
        is_generic: mentions(&field.ty, &input.generics),
        markers,
    })
}

fn is_marker(field: &Field) -> bool {
    matches!(&field.ty, Type::Path(path)
        if path.path.segments.last().is_some_and(|last| last.ident == "PhantomData"))
}
