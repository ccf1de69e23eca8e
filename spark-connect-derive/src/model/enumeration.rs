//! `#[derive(SparkEnum)]`: an enum that is stored as the names of its variants.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{Data, DeriveInput, Fields, Generics, Ident, Type, Variant};

use super::library;
use crate::attr::{EnumAttrs, VariantAttrs};
use crate::mistakes::Mistakes;
use crate::rename::RenameRule;

/// An enum and what its variants are stored as.
pub(crate) struct Enumeration {
    /// Name of the enum.
    pub(crate) ident: Ident,
    /// Its parameters, which are a mistake.
    pub(crate) generics: Generics,
    /// Path of the module that generated code uses.
    pub(crate) library: TokenStream,
    /// Each variant without fields, and its name.
    pub(crate) variants: Vec<(Ident, String)>,
    /// The variant that holds every other name.
    pub(crate) other: Option<Ident>,
    /// What to complain about. If it is something, the variants may be incomplete.
    pub(crate) mistakes: Mistakes,
}

impl Enumeration {
    /// Checks the whole of `input`.
    pub(crate) fn new(input: &DeriveInput) -> Self {
        let mut mistakes = Mistakes::default();
        let attrs = EnumAttrs::read(&input.attrs, &mut mistakes);
        let mut read = Self {
            ident: input.ident.clone(),
            generics: input.generics.clone(),
            library: library(attrs.library.as_ref()),
            variants: Vec::new(),
            other: None,
            mistakes,
        };
        for parameter in &input.generics.params {
            read.mistakes
                .at(parameter, "a `SparkEnum` has no parameters: it is stored as the names of its variants");
        }
        match &input.data {
            Data::Enum(data) => read.read(data.variants.iter(), attrs.rename_all),
            Data::Struct(data) => read.mistakes.at(
                data.struct_token,
                "`SparkEnum` is for enums; for structs there is `#[derive(SparkRow)]`",
            ),
            Data::Union(data) => read.mistakes.at(data.union_token, "`SparkEnum` is for enums"),
        }
        read
    }

    fn read<'a>(&mut self, variants: impl Iterator<Item = &'a Variant>, rename_all: Option<RenameRule>) {
        let mut taken: HashMap<String, Ident> = HashMap::new();
        for variant in variants {
            let attrs = VariantAttrs::read(&variant.attrs, &mut self.mistakes);
            let ident = &variant.ident;
            if let Some(other) = &attrs.other {
                if attrs.rename.is_some() {
                    self.mistakes.at(other, "the `other` variant holds any name: it has none of its own");
                } else if self.other.is_some() {
                    self.mistakes
                        .at(other, "there is an `other` variant already: one holds every other name");
                } else if !holds_text(&variant.fields) {
                    let what =
                        format!("the `other` variant holds the name that was read: write `{ident}(String)`");
                    self.mistakes.at(ident, what);
                }
                self.other = Some(ident.clone());
                continue;
            }
            if !matches!(variant.fields, Fields::Unit) {
                self.mistakes.at(
                    &variant.fields,
                    "a `SparkEnum` is stored as the names of its variants, which hold nothing; for variants with values \
                     write a struct with one `Option` field for each, for any other name `#[spark(other)]`",
                );
                continue;
            }
            let own_name = ident.unraw().to_string();
            let (name, place) = match (&attrs.rename, rename_all) {
                (Some(rename), _) => (rename.value(), rename.to_token_stream()),
                (None, Some(rule)) => (rule.apply_to_variant(&own_name), ident.to_token_stream()),
                (None, None) => (own_name, ident.to_token_stream()),
            };
            match taken.get(&name) {
                Some(first) => {
                    self.mistakes.at(place, format!("variant `{first}` is stored as `{name}` already"));
                }
                None => drop(taken.insert(name.clone(), ident.clone())),
            }
            self.variants.push((ident.clone(), name));
        }
        if self.variants.is_empty() && self.mistakes.is_empty() {
            let what = format!("`{}` has no variants that could be stored", self.ident);
            self.mistakes.at(&self.ident, what);
        }
    }
}

/// Whether the fields are one `String`.
fn holds_text(fields: &Fields) -> bool {
    let Fields::Unnamed(fields) = fields else { return false };
    let mut types = fields.unnamed.iter().map(|field| &field.ty);
    match (types.next(), types.next()) {
        (Some(Type::Path(path)), None) => {
            path.path.segments.last().is_some_and(|last| last.ident == "String")
        }
        _ => false,
    }
}
