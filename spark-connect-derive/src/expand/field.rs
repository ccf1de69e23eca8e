//! Code about one field, placed at the type of that field.
//!
//! A field whose type Spark does not have makes each mention of that type in the generated code an error. rustc prints
//! equal errors at equal places once. So every mention is made to cover the same place, from the first to the last token
//! of the type, and to fail for the same reason: `SparkType` is not implemented. The other traits are reached through
//! `SparkType::Itself`, and they are supertraits of `SparkType`, so that rustc does not report them beside it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{GenericArgument, PathArguments, Type};

use crate::model::{Column, Row};

/// A field, and where its type begins and ends.
pub(crate) struct Field<'a> {
    /// The column that the field is.
    pub(crate) column: &'a Column,
    /// Path of the module that generated code uses, beginning where the type does.
    library: TokenStream,
    start: Span,
    end: Span,
}

impl<'a> Field<'a> {
    /// Every field of `row`, for code in which the module that it uses is at `library`.
    pub(crate) fn all(row: &'a Row, library: &TokenStream) -> Vec<Self> {
        row.columns.iter().map(|column| Self::new(row, column, library)).collect()
    }

    /// The fields in the order in which `XCols` declares them: one whose type is certainly right is the last.
    ///
    /// The last field decides whether a struct has a size. Everything that needs it to have one, which is every impl, is
    /// reported if the type of that field is wrong, but not if another's is.
    pub(crate) fn declared(fields: &[Self]) -> impl Iterator<Item = &Self> {
        let last = fields.iter().rposition(|field| is_certain(&field.column.column_ty));
        let is_last = move |position: usize| Some(position) == last;
        let before = fields.iter().enumerate().filter(move |(position, _)| !is_last(*position));
        before.map(|(_, field)| field).chain(last.and_then(|last| fields.get(last)))
    }

    /// Names the fields of `variable`, the columns of a row, whose types can be mistakes: rustc reports such a field where it
    /// is named. If a function does not name it, the report is at the derive.
    pub(crate) fn named(fields: &[Self], variable: &str) -> TokenStream {
        let uncertain = fields.iter().filter(|field| !is_certain(&field.column.column_ty));
        let named = uncertain.map(|field| field.get(variable));
        quote!(#(let _ = #named;)*)
    }

    fn new(row: &Row, column: &'a Column, library: &TokenStream) -> Self {
        let mut tokens = column.ty.to_token_stream().into_iter();
        let start = tokens.next().map_or_else(Span::call_site, |first| first.span());
        let end = tokens.last().map_or(start, |last| last.span());
        // Names resolve as the name of the struct does: the variables of generated functions do so too.
        let at = |span: Span| row.ident.span().located_at(span);
        let (start, end) = (at(start), at(end));
        let mut library: Vec<_> = library.clone().into_iter().collect();
        if let Some(first) = library.first_mut() {
            first.set_span(first.span().located_at(start));
        }
        Self { column, library: library.into_iter().collect(), start, end }
    }

    /// What the type of the column is, if that is certain.
    pub(crate) fn plain(&self) -> Option<Plain> {
        Plain::of(&self.column.column_ty)
    }

    /// `<i64 as SparkType>::#item`, of the type of the column.
    pub(crate) fn spark_type(&self, item: &str) -> TokenStream {
        self.qualified(&self.column.column_ty, "SparkType", item)
    }

    /// The type of the column, in a form that is no further mistake if the type is one.
    pub(crate) fn itself(&self) -> TokenStream {
        self.itself_of(&self.column.column_ty)
    }

    /// The type of the field's value, in such a form.
    pub(crate) fn value_itself(&self) -> TokenStream {
        self.itself_of(&self.column.ty)
    }

    fn itself_of(&self, ty: &Type) -> TokenStream {
        // Nothing is known of a parameter's `Itself`, and a plain type is no mistake.
        if self.column.is_generic || Plain::of(ty).is_some() {
            ty.to_token_stream()
        } else {
            self.qualified(ty, "SparkType", "Itself")
        }
    }

    /// `<i64 as #of>::#item` for another trait than `SparkType`.
    pub(crate) fn of(&self, of: &str, item: &str) -> TokenStream {
        self.qualified(&self.itself(), of, item)
    }

    /// The same of the type of the field's value.
    pub(crate) fn value_of(&self, of: &str, item: &str) -> TokenStream {
        self.qualified(&self.value_itself(), of, item)
    }

    fn qualified(&self, ty: &impl ToTokens, of: &str, item: &str) -> TokenStream {
        let library = &self.library;
        let (of, item) = (Ident::new(of, self.end), Ident::new(item, self.end));
        let open = quote_spanned!(self.start=> <);
        let path = quote_spanned!(self.end=> #of>::#item);
        quote!(#open #ty as #library::#path)
    }

    /// The function `name` of the library.
    pub(crate) fn function(&self, name: &str) -> TokenStream {
        let (library, name) = (&self.library, Ident::new(name, self.end));
        quote!(#library::#name)
    }

    /// `#variable.#name`, a method.
    pub(crate) fn method(&self, variable: &str, name: &str) -> TokenStream {
        let (variable, name) = (Ident::new(variable, self.start), Ident::new(name, self.end));
        quote_spanned!(self.end=> #variable.#name)
    }

    /// The type of the field in `XCols<#scope>`.
    pub(crate) fn cols(&self, scope: &Ident) -> TokenStream {
        let ty = &self.column.column_ty;
        match self.plain() {
            Some(_) => self.expression(scope, &quote!(#ty)),
            None if is_primitive(ty) => self.expression(scope, &quote!(#ty)),
            None => self.typed(&self.spark_type("Cols"), scope),
        }
    }

    /// The type of the field in `XOptCols<#scope>`.
    pub(crate) fn opt_cols(&self, scope: &Ident) -> TokenStream {
        let ty = &self.column.column_ty;
        match self.plain() {
            Some(Plain::Nullable) => self.expression(scope, &quote!(#ty)),
            Some(Plain::NotNull) => self.expression(scope, &quote!(::core::option::Option<#ty>)),
            None if is_primitive(ty) => self.expression(scope, &quote!(::core::option::Option<#ty>)),
            None => self.typed(&self.spark_type("OptCols"), scope),
        }
    }

    fn expression(&self, scope: &Ident, ty: &TokenStream) -> TokenStream {
        let expr = self.function("Expr");
        self.typed(&expr, &quote!(#scope, #ty))
    }

    /// `#path<#parameter>`, in a type.
    pub(crate) fn typed(&self, path: &TokenStream, parameter: &impl ToTokens) -> TokenStream {
        let parameter = quote_spanned!(self.end=> <#parameter>);
        quote!(#path #parameter)
    }

    /// `#path::<#parameter>(#arguments)`
    pub(crate) fn call_with(
        &self,
        path: &TokenStream,
        parameter: &impl ToTokens,
        arguments: &TokenStream,
    ) -> TokenStream {
        let parameter = quote_spanned!(self.end=> ::<#parameter>);
        self.call(&quote!(#path #parameter), arguments)
    }

    /// `#function(#arguments)`
    pub(crate) fn call(&self, function: &TokenStream, arguments: &TokenStream) -> TokenStream {
        let arguments = quote_spanned!(self.end=> (#arguments));
        quote!(#function #arguments)
    }

    /// What `#call?` is, without its conversion of the error: that is two calls and more to check.
    pub(crate) fn tried(&self, call: &TokenStream) -> TokenStream {
        let library = &self.library;
        quote_spanned! {self.end=>
            match #call {
                #library::Ok(value) => value,
                #library::Err(error) => return #library::Err(error),
            }
        }
    }

    /// `#variable.id`
    pub(crate) fn get(&self, variable: &str) -> TokenStream {
        let (variable, field) = (Ident::new(variable, self.start), self.name(self.end));
        quote_spanned!(self.end=> #variable.#field)
    }

    /// `& #place`
    pub(crate) fn borrow(&self, place: &TokenStream) -> TokenStream {
        quote_spanned!(self.start=> &#place)
    }

    /// `&mut #place`
    pub(crate) fn borrow_mut(&self, place: &TokenStream) -> TokenStream {
        quote_spanned!(self.start=> &mut #place)
    }

    /// `id: #value` in a struct expression.
    pub(crate) fn set(&self, value: &TokenStream) -> TokenStream {
        let field = self.name(self.start);
        quote_spanned!(self.start=> #field: #value)
    }

    /// The name of the field, at `span`.
    fn name(&self, span: Span) -> Ident {
        let mut name = self.column.ident.clone();
        name.set_span(name.span().located_at(span));
        name
    }
}

/// The type of a column for which the code can do without asking the compiler for its traits, which costs it time.
#[derive(Clone, Copy)]
pub(crate) enum Plain {
    /// `i64`, `String`, and so on.
    NotNull,
    /// An `Option` of such a type.
    Nullable,
}

impl Plain {
    /// The one that `ty` is, by its name.
    fn of(ty: &Type) -> Option<Self> {
        const NAMES: &[&str] = &["bool", "i8", "i16", "i32", "i64", "f32", "f64", "String"];
        let Type::Path(path) = ty else { return None };
        if path.qself.is_some() || path.path.segments.len() != 1 {
            return None;
        }
        let only = path.path.segments.first()?;
        match &only.arguments {
            PathArguments::None => NAMES.contains(&only.ident.to_string().as_str()).then_some(Self::NotNull),
            PathArguments::AngleBracketed(arguments) if only.ident == "Option" => {
                match (arguments.args.first(), arguments.args.len()) {
                    (Some(GenericArgument::Type(ty)), 1) => {
                        matches!(Self::of(ty), Some(Self::NotNull)).then_some(Self::Nullable)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// Whether `ty` is a primitive type: one column, or no type of Spark at all.
fn is_primitive(ty: &Type) -> bool {
    const PRIMITIVES: &[&str] = &[
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64",
        "u128", "usize",
    ];
    match ty {
        Type::Path(path) if path.qself.is_none() => {
            path.path.get_ident().is_some_and(|name| PRIMITIVES.contains(&name.to_string().as_str()))
        }
        _ => false,
    }
}

/// Whether `XCols` surely has an expression for `ty`. It is a guess by the name, good enough for the order of fields.
fn is_certain(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    match (last.ident.to_string().as_str(), &last.arguments) {
        (
            "String" | "Bytes" | "Decimal" | "Date" | "DateTime" | "Time" | "Timestamp" | "SignedDuration",
            PathArguments::None,
        ) => true,
        ("Option" | "Vec", PathArguments::AngleBracketed(arguments)) => arguments
            .args
            .iter()
            .all(|argument| matches!(argument, GenericArgument::Type(ty) if is_certain(ty))),
        _ => is_primitive(ty),
    }
}
