//! `impl DecodeRef` and `impl SparkRowRef` of a view of a row.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;

use crate::model::{Borrowed, View};

/// All code for one `#[derive(SparkRow)]` of a struct with a lifetime.
pub(crate) fn expand(view: &Borrowed) -> TokenStream {
    let Borrowed { ident, lifetime, library, from, reader, batch, fields } = view;
    let name = ident.unraw().to_string();
    let declared = fields
        .iter()
        .map(|View { ident, ty, .. }| quote!(#ident: <#ty as #library::DecodeRef>::Column<#lifetime>));
    let columns = fields.iter().enumerate().map(|(position, View { ident, ty, name, .. })| {
        let position = Literal::usize_unsuffixed(position);
        quote!(#ident: fields.viewed::<#ty>(#name, #position)?)
    });
    let values = fields.iter().map(
        |View { ident, ty, .. }| quote!(#ident: <#ty as #library::DecodeRef>::value(&column.#ident, row)?),
    );
    let cut = fields.iter().map(
        |View { ident, ty, .. }| quote!(#ident: <#ty as #library::DecodeRef>::cut(column.#ident, rows)?),
    );
    let quick = fields.iter().map(
        |View { ident, ty, .. }| quote!(#ident: <#ty as #library::DecodeRef>::quick(&column.#ident, row)?),
    );
    let schema = fields
        .iter()
        .map(|View { ty, name, .. }| quote!(#library::column::<<#ty as #library::DecodeRef>::Owned>(#name)));
    // At the name of the field: that is where rustc then reports that the row has no such field, or one of another type.
    let listed = fields.iter().map(|View { ident: field, ty, name, .. }| {
        let place = ident.span().located_at(field.span());
        let columns = Ident::new("columns", place);
        let mut field = field.clone();
        field.set_span(place);
        let column = quote_spanned!(place=> #columns.#field);
        quote!((#name, <<#ty as #library::DecodeRef>::Owned as #library::SparkType>::unbind::<__S>(#column)))
    });
    let columns_name = Ident::new("columns", ident.span());
    quote! {
        const _: () = {
            pub struct #reader<#lifetime> {
                #(#declared,)*
                #batch: ::core::marker::PhantomData<&#lifetime ()>,
            }
            #[automatically_derived]
            impl #library::DecodeRef for #ident<'_> {
                type Owned = #from;
                type Ref<#lifetime> = #ident<#lifetime>;
                type Column<#lifetime> = #reader<#lifetime>;
                fn column<#lifetime>(
                    input: #library::Input<#lifetime>,
                ) -> ::core::result::Result<#reader<#lifetime>, #library::Error> {
                    let fields = input.fields(#name)?;
                    ::core::result::Result::Ok(#reader { #(#columns,)* #batch: ::core::marker::PhantomData })
                }
                // In the loop over the rows, which then does for a view what a loop written by hand does.
                #[inline(always)]
                fn value<#lifetime>(
                    column: &Self::Column<#lifetime>,
                    row: ::core::primitive::usize,
                ) -> ::core::result::Result<Self::Ref<#lifetime>, #library::Unreadable> {
                    ::core::result::Result::Ok(#ident { #(#values,)* })
                }
                #[inline(always)]
                fn cut<#lifetime>(
                    column: Self::Column<#lifetime>,
                    rows: ::core::primitive::usize,
                ) -> ::core::option::Option<Self::Column<#lifetime>> {
                    ::core::option::Option::Some(#reader { #(#cut,)* #batch: ::core::marker::PhantomData })
                }
                #[inline(always)]
                fn quick<#lifetime>(
                    column: &Self::Column<#lifetime>,
                    row: ::core::primitive::usize,
                ) -> ::core::option::Option<Self::Ref<#lifetime>> {
                    ::core::option::Option::Some(#ident { #(#quick,)* })
                }
            }
            #[automatically_derived]
            impl<#lifetime> #library::SparkRowRef for #ident<#lifetime> {
                const NAME: &'static ::core::primitive::str = #name;
                fn schema() -> #library::StructType {
                    #library::schema([#(#schema),*])
                }
                fn list<__S: 'static>(
                    #columns_name: <#from as #library::SparkType>::Cols<__S>,
                ) -> ::std::vec::Vec<(&'static ::core::primitive::str, #library::Handle)> {
                    <::std::vec::Vec<_> as ::core::convert::From<_>>::from([#(#listed),*])
                }
            }
        };
    }
}
