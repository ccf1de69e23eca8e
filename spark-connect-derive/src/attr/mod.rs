//! The grammar of `#[spark(...)]`: what may be written on a struct, a field, an enum and a variant, not yet what it means
//! together.
//!
//! A mistake in one argument does not hide the arguments after it: reading goes on behind the next comma.

mod similar;
mod value;

use proc_macro2::TokenTree;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Attribute, Error, Expr, Ident, LitStr, Meta, Path, Token};

use self::similar::closest;
pub(crate) use self::value::json;
use crate::mistakes::Mistakes;
use crate::rename::RenameRule;

/// What `#[spark(...)]` on a struct says.
#[derive(Default)]
pub(crate) struct StructAttrs {
    /// `rename_all = "..."`
    pub(crate) rename_all: Option<RenameRule>,
    /// `crate = ::path`
    pub(crate) library: Option<Path>,
    /// `from(Row, ...)`: the rows whose columns include those of this one.
    pub(crate) from: Vec<Path>,
    /// `strict`
    pub(crate) strict: bool,
    /// `transparent`, where it stands.
    pub(crate) transparent: Option<Ident>,
}

/// What `#[spark(...)]` on a field says.
#[derive(Default)]
pub(crate) struct FieldAttrs {
    /// `rename = "..."`
    pub(crate) rename: Option<LitStr>,
    /// `decimal(precision, scale)`
    pub(crate) decimal: Option<DecimalAttr>,
    /// `default`, where it stands, or `default = value`.
    pub(crate) default: Option<(Ident, Option<Expr>)>,
    /// `skip`, where it stands.
    pub(crate) skip: Option<Ident>,
    /// `flatten`, where it stands.
    pub(crate) flatten: Option<Ident>,
    /// `with = module`
    pub(crate) with: Option<Path>,
    /// `comment = "..."`
    pub(crate) comment: Option<LitStr>,
    /// `metadata(key = value, ...)`, the values in JSON.
    pub(crate) metadata: Vec<(String, String)>,
    /// The keys that are given.
    pub(crate) keys: Vec<Ident>,
}

/// What `#[spark(...)]` on an enum says.
#[derive(Default)]
pub(crate) struct EnumAttrs {
    /// `rename_all = "..."`
    pub(crate) rename_all: Option<RenameRule>,
    /// `crate = ::path`
    pub(crate) library: Option<Path>,
}

/// What `#[spark(...)]` on a variant says.
#[derive(Default)]
pub(crate) struct VariantAttrs {
    /// `rename = "..."`
    pub(crate) rename: Option<LitStr>,
    /// `other`, where it stands.
    pub(crate) other: Option<Ident>,
}

/// `decimal(precision, scale)`, within Spark's limits.
#[derive(Clone, Debug)]
pub(crate) struct DecimalAttr {
    /// Digits altogether: 1 to 38.
    pub(crate) precision: u8,
    /// Digits after the point: 0 to `precision`.
    pub(crate) scale: u8,
}

const ON_STRUCTS: Place =
    Place { is: "a struct", known: &["rename_all", "from", "strict", "transparent", "crate"] };
const ON_FIELDS: Place = Place {
    is: "a field",
    known: &["rename", "decimal", "default", "skip", "flatten", "with", "comment", "metadata"],
};
const ON_ENUMS: Place = Place { is: "an enum", known: &["rename_all", "crate"] };
const ON_VARIANTS: Place = Place { is: "a variant", known: &["rename", "other"] };

/// What may be given more than once: it adds up.
const REPEATABLE: &[&str] = &["from", "metadata"];

impl StructAttrs {
    /// Reads the attributes of a struct.
    pub(crate) fn read(attrs: &[Attribute], mistakes: &mut Mistakes) -> Self {
        let mut read = Self::default();
        arguments(attrs, &ON_STRUCTS, &ON_FIELDS, mistakes, |key, input| match key.name.as_str() {
            "rename_all" => value::rename_rule(input).map(|rule| read.rename_all = Some(rule)),
            "from" => value::rows(input).and_then(|rows| value::add_rows(&mut read.from, rows)),
            "strict" => value::nothing(input, key).map(|()| read.strict = true),
            "transparent" => value::nothing(input, key).map(|()| read.transparent = Some(key.ident.clone())),
            _ => value::absolute_path(input).map(|path| read.library = Some(path)),
        });
        read
    }
}

impl FieldAttrs {
    /// Reads the attributes of a field.
    pub(crate) fn read(attrs: &[Attribute], mistakes: &mut Mistakes) -> Self {
        let mut read = Self::default();
        arguments(attrs, &ON_FIELDS, &ON_STRUCTS, mistakes, |key, input| {
            read.keys.push(key.ident.clone());
            match key.name.as_str() {
                "rename" => value::column_name(input).map(|name| read.rename = Some(name)),
                "default" => {
                    value::default(input).map(|value| read.default = Some((key.ident.clone(), value)))
                }
                "skip" => value::nothing(input, key).map(|()| read.skip = Some(key.ident.clone())),
                "flatten" => value::nothing(input, key).map(|()| read.flatten = Some(key.ident.clone())),
                "with" => value::module(input).map(|path| read.with = Some(path)),
                "comment" => value::comment(input).map(|text| read.comment = Some(text)),
                "metadata" => value::metadata(input).map(|entries| read.metadata.extend(entries)),
                _ => value::decimal(input).map(|digits| read.decimal = Some(digits)),
            }
        });
        read
    }
}

impl EnumAttrs {
    /// Reads the attributes of an enum.
    pub(crate) fn read(attrs: &[Attribute], mistakes: &mut Mistakes) -> Self {
        let mut read = Self::default();
        arguments(attrs, &ON_ENUMS, &ON_VARIANTS, mistakes, |key, input| match key.name.as_str() {
            "rename_all" => value::rename_rule(input).map(|rule| read.rename_all = Some(rule)),
            _ => value::absolute_path(input).map(|path| read.library = Some(path)),
        });
        read
    }
}

impl VariantAttrs {
    /// Reads the attributes of a variant.
    pub(crate) fn read(attrs: &[Attribute], mistakes: &mut Mistakes) -> Self {
        let mut read = Self::default();
        arguments(attrs, &ON_VARIANTS, &ON_ENUMS, mistakes, |key, input| match key.name.as_str() {
            "rename" => value::variant_name(input).map(|name| read.rename = Some(name)),
            _ => value::nothing(input, key).map(|()| read.other = Some(key.ident.clone())),
        });
        read
    }
}

/// Where an attribute stands, and what may stand there.
struct Place {
    is: &'static str,
    known: &'static [&'static str],
}

/// The key of an argument.
struct Key {
    ident: Ident,
    name: String,
}

impl Place {
    /// The error for the key `key`, which does not belong here.
    fn unknown(&self, key: &Key, other: &Self) -> Error {
        let name = &key.name;
        let known = quoted(self.known);
        let hint = if other.known.contains(&name.as_str()) {
            format!("it belongs on {}", other.is)
        } else if let Some(near) = closest(name, self.known) {
            format!("did you mean `{near}`?")
        } else {
            String::new()
        };
        let what = format!("`{name}` is not a `#[spark(...)]` attribute of {}", self.is);
        let separator = if hint.is_empty() { "" } else { "; " };
        Error::new_spanned(&key.ident, format!("{what}{separator}{hint}\nknown here: {known}"))
    }
}

/// Calls `accept` with each known key of `#[spark(key, key, ...)]`, and the tokens behind that key.
fn arguments(
    attrs: &[Attribute],
    place: &Place,
    other: &Place,
    mistakes: &mut Mistakes,
    mut accept: impl FnMut(&Key, ParseStream<'_>) -> syn::Result<()>,
) {
    let mut seen = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("spark")) {
        let Meta::List(list) = &attr.meta else {
            mistakes.at(&attr.meta, format!("write `#[spark(...)]` with one of {}", quoted(place.known)));
            continue;
        };
        let read = list.parse_args_with(|input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(mistake) = argument(input, place, other, &mut seen, &mut accept) {
                    mistakes.push(mistake);
                    while !input.is_empty() && !input.peek(Token![,]) {
                        input.parse::<TokenTree>()?;
                    }
                }
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        });
        if let Err(mistake) = read {
            mistakes.push(mistake);
        }
    }
}

/// Reads one argument, up to the comma behind it.
fn argument(
    input: ParseStream<'_>,
    place: &Place,
    other: &Place,
    seen: &mut Vec<String>,
    accept: &mut impl FnMut(&Key, ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let ident = input.call(Ident::parse_any)?;
    let key = Key { name: ident.unraw().to_string(), ident };
    let Key { ident, name } = &key;
    if !place.known.contains(&name.as_str()) {
        return Err(place.unknown(&key, other));
    }
    if seen.contains(name) && !REPEATABLE.contains(&name.as_str()) {
        return Err(Error::new_spanned(ident, format!("`{name}` is given twice: keep one of them")));
    }
    seen.push(name.clone());
    accept(&key, input).map_err(|error| within(ident, error))?;
    if input.is_empty() || input.peek(Token![,]) {
        Ok(())
    } else {
        Err(input.error(format!("expected a comma after `{name}`")))
    }
}

/// Moves an error "at the end of the attribute", which rustc shows at the closing bracket, to the key.
fn within(key: &Ident, error: Error) -> Error {
    match error.to_string().strip_prefix("unexpected end of input, ") {
        Some(expected) => Error::new_spanned(key, expected),
        None => error,
    }
}

/// `` `a`, `b` ``
fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
