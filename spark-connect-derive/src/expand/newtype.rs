//! `impl StoredAs` of a newtype.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse_quote;

use crate::model::Newtype;

/// All code for one `#[derive(SparkRow)] #[spark(transparent)]`.
pub(crate) fn expand(newtype: &Newtype) -> TokenStream {
    let Newtype { ident, generics, library, value, ty, is_generic, markers } = newtype;
    let mut generics = generics.clone();
    for parameter in generics.type_params_mut() {
        parameter.default = None;
    }
    super::unusable::outlive(&mut generics);
    if *is_generic {
        let bounds = generics.make_where_clause();
        bounds.predicates.push(parse_quote! {
            #ty: #library::SparkType<Base = #ty, Null = #library::NotNull> + ::core::clone::Clone
        });
    }
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let all: Vec<_> = generics.params.iter().collect();
    let conditions = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let itself = quote!(@impl [#(#all),*] #ident #arguments [#(#conditions,)*]);
    let name = ident.unraw().to_string();
    quote! {
        #[automatically_derived]
        impl #parameters #library::StoredAs for #ident #arguments #bounds {
            const NAME: &'static ::core::primitive::str = #name;
            type Stored = #ty;
            fn to_stored(&self) -> ::core::result::Result<#ty, #library::BoxError> {
                ::core::result::Result::Ok(::core::clone::Clone::clone(&self.#value))
            }
            fn from_stored(stored: #ty) -> ::core::result::Result<Self, #library::BoxError> {
                ::core::result::Result::Ok(Self {
                    #value: stored,
                    #(#markers: ::core::marker::PhantomData,)*
                })
            }
            fn append_stored(
                &self,
                column: &mut <#ty as #library::Encode>::Column,
            ) -> ::core::result::Result<(), #library::BoxError> {
                <#ty as #library::Encode>::append(column, &self.#value);
                ::core::result::Result::Ok(())
            }
        }
        #library::stored_as!(#itself);
    }
}
