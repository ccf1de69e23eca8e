//! What is generated for a type that the derive refuses.
//!
//! Without any impl, each use of the type would be reported as "not a row type; add the derive", which is there. So the
//! impls exist, with functions that do nothing, and what rustc prints is the mistake alone.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericParam, Generics, parse_quote};

use crate::mistakes::Mistakes;
use crate::model::Unusable;

pub(crate) fn expand(unusable: &Unusable, mistakes: &Mistakes) -> TokenStream {
    let Unusable { ident, generics, library, from } = unusable;
    let errors = mistakes.compile_errors();
    let mut generics = generics.clone();
    outlive(&mut generics);
    let (parameters, arguments, bounds) = generics.split_for_impl();
    quote! {
        #(#errors)*
        #[allow(unused_variables, clippy::all)]
        const _: () = {
            #[automatically_derived]
            impl #parameters #library::SparkType for #ident #arguments #bounds {
                type Base = Self;
                type Null = #library::NotNull;
                type Itself = Self;
                type Cols<__S: 'static> = #library::Expr<__S, Self>;
                type OptCols<__S: 'static> = #library::Expr<__S, ::core::option::Option<Self>>;
                fn bind<__S: 'static>(at: #library::Handle) -> Self::Cols<__S> {
                    loop {}
                }
                fn bind_opt<__S: 'static>(at: #library::Handle) -> Self::OptCols<__S> {
                    loop {}
                }
                fn unbind<__S: 'static>(columns: Self::Cols<__S>) -> #library::Handle {
                    loop {}
                }
                fn unbind_opt<__S: 'static>(columns: Self::OptCols<__S>) -> #library::Handle {
                    loop {}
                }
                fn data_type() -> #library::DataType {
                    loop {}
                }
            }
            #[automatically_derived]
            impl #parameters #library::SparkRow for #ident #arguments #bounds {
                const NAME: &'static ::core::primitive::str = "";
                fn schema() -> #library::StructType {
                    loop {}
                }
                fn list(
                    at: #library::Handle,
                ) -> ::std::vec::Vec<(&'static ::core::primitive::str, #library::Handle)> {
                    loop {}
                }
            }
            #[automatically_derived]
            impl #parameters #library::Decode for #ident #arguments #bounds {
                type Column<'__a> = ();
                fn column(input: #library::Input<'_>) -> ::core::result::Result<(), #library::Error> {
                    loop {}
                }
                fn value(
                    column: &(),
                    row: ::core::primitive::usize,
                ) -> ::core::result::Result<Self, #library::Unreadable> {
                    loop {}
                }
            }
            #[automatically_derived]
            impl #parameters #library::Encode for #ident #arguments #bounds {
                type Column = ();
                fn column(
                    data_type: &#library::DataType,
                    values: ::core::primitive::usize,
                    misfit: &mut #library::Misfit,
                ) {
                    loop {}
                }
                fn append(column: &mut (), value: &Self) {
                    loop {}
                }
                fn append_null(column: &mut ()) {
                    loop {}
                }
                fn finish(
                    column: (),
                ) -> ::core::result::Result<#library::ArrayRef, #library::Refused> {
                    loop {}
                }
            }
            #(
                #[automatically_derived]
                impl #parameters #library::ProjectFrom<#from> for #ident #arguments #bounds {
                    fn project<__S: 'static>(
                        columns: <#from as #library::SparkType>::Cols<__S>,
                    ) -> Self::Cols<__S> {
                        loop {}
                    }
                }
            )*
        };
    }
}

/// Bounds every parameter by `'static`.
pub(super) fn outlive(generics: &mut Generics) {
    if generics.params.is_empty() {
        return;
    }
    let parameters: Vec<_> = generics.params.iter().cloned().collect();
    let bounds = &mut generics.make_where_clause().predicates;
    for parameter in parameters {
        match parameter {
            GenericParam::Lifetime(lifetime) => {
                let lifetime = lifetime.lifetime;
                bounds.push(parse_quote!(#lifetime: 'static));
            }
            GenericParam::Type(ty) => {
                let ty = ty.ident;
                bounds.push(parse_quote!(#ty: 'static));
            }
            GenericParam::Const(_) => {}
        }
    }
}
