//! `impl SparkEnum`: the names of the variants.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;

use crate::model::Enumeration;

/// All code for one `#[derive(SparkEnum)]`.
pub(crate) fn spark_enum(read: &Enumeration) -> TokenStream {
    let Enumeration { ident, generics, library, variants, other, mistakes } = read;
    let errors = mistakes.compile_errors();
    if !errors.is_empty() {
        return refused(read, &errors);
    }
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let enum_name = ident.unraw().to_string();
    let (idents, names): (Vec<_>, Vec<_>) = variants.iter().map(|(ident, name)| (ident, name)).unzip();
    let other_name = other.iter().map(|other| quote!(Self::#other(name) => name));
    let other_value = match other {
        Some(other) => {
            quote!(::core::option::Option::Some(Self::#other(<::std::string::String as ::core::convert::From<_>>::from(other))))
        }
        None => quote!(::core::option::Option::None),
    };
    let wildcard = if other.is_some() { quote!(other) } else { quote!(_) };
    quote! {
        #[automatically_derived]
        impl #parameters #library::SparkEnum for #ident #arguments #bounds {
            const NAME: &'static ::core::primitive::str = #enum_name;
            const NAMES: &'static [&'static ::core::primitive::str] = &[#(#names),*];
            fn name(&self) -> &::core::primitive::str {
                match self {
                    #(Self::#idents => #names,)*
                    #(#other_name,)*
                }
            }
            fn from_name(name: &::core::primitive::str) -> ::core::option::Option<Self> {
                match name {
                    #(#names => ::core::option::Option::Some(Self::#idents),)*
                    #wildcard => #other_value,
                }
            }
        }
        #library::stored_enum!(#ident);
    }
}

/// The mistakes, and an impl without which each use of the enum would be one more.
fn refused(read: &Enumeration, errors: &[TokenStream]) -> TokenStream {
    let Enumeration { ident, generics, library, .. } = read;
    let mut generics = generics.clone();
    super::unusable::outlive(&mut generics);
    // Only a macro without parameters makes a column type of it, so one with parameters stays without.
    let stored = generics.params.is_empty().then(|| quote!(#library::stored_enum!(#ident);));
    let (parameters, arguments, bounds) = generics.split_for_impl();
    quote! {
        #(#errors)*
        #[allow(unused_variables, clippy::all)]
        #[automatically_derived]
        impl #parameters #library::SparkEnum for #ident #arguments #bounds {
            const NAME: &'static ::core::primitive::str = "";
            const NAMES: &'static [&'static ::core::primitive::str] = &[];
            fn name(&self) -> &::core::primitive::str {
                loop {}
            }
            fn from_name(name: &::core::primitive::str) -> ::core::option::Option<Self> {
                loop {}
            }
        }
        #stored
    }
}
