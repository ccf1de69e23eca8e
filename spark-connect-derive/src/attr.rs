//! The grammar of `#[spark(...)]`: what may be written on a struct and on a field, not yet what it means together.
//!
//! A mistake in one argument does not hide the arguments after it: reading goes on behind the next comma.

use proc_macro2::{Group, TokenTree};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Ident, LitInt, LitStr, Meta, Path, Token};

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
}

/// What `#[spark(...)]` on a field says.
#[derive(Default)]
pub(crate) struct FieldAttrs {
    /// `rename = "..."`
    pub(crate) rename: Option<LitStr>,
    /// `decimal(precision, scale)`
    pub(crate) decimal: Option<DecimalAttr>,
}

/// `decimal(precision, scale)`, within Spark's limits.
#[derive(Clone, Debug)]
pub(crate) struct DecimalAttr {
    /// Digits altogether: 1 to 38.
    pub(crate) precision: u8,
    /// Digits after the point: 0 to `precision`.
    pub(crate) scale: u8,
}

const ON_STRUCTS: &[&str] = &["rename_all", "from", "crate"];
const ON_FIELDS: &[&str] = &["rename", "decimal"];

/// What may be given more than once: it adds up.
const REPEATABLE: &[&str] = &["from"];

impl StructAttrs {
    /// Reads the attributes of a struct.
    pub(crate) fn read(attrs: &[Attribute], mistakes: &mut Mistakes) -> Self {
        let mut read = Self::default();
        let place = Place { is: "a struct", known: ON_STRUCTS, other: "a field", known_to_other: ON_FIELDS };
        arguments(attrs, &place, mistakes, |key, input| match key {
            "rename_all" => rename_rule(input).map(|rule| read.rename_all = Some(rule)),
            "from" => rows(input).and_then(|rows| add_rows(&mut read.from, rows)),
            _ => absolute_path(input).map(|path| read.library = Some(path)),
        });
        read
    }
}

impl FieldAttrs {
    /// Reads the attributes of a field.
    pub(crate) fn read(attrs: &[Attribute], mistakes: &mut Mistakes) -> Self {
        let mut read = Self::default();
        let place = Place { is: "a field", known: ON_FIELDS, other: "a struct", known_to_other: ON_STRUCTS };
        arguments(attrs, &place, mistakes, |key, input| match key {
            "rename" => column_name(input).map(|name| read.rename = Some(name)),
            _ => decimal(input).map(|digits| read.decimal = Some(digits)),
        });
        read
    }
}

/// Where an attribute stands, and what may stand there.
struct Place {
    is: &'static str,
    known: &'static [&'static str],
    other: &'static str,
    known_to_other: &'static [&'static str],
}

impl Place {
    /// The error for the key `key`, which does not belong here.
    fn unknown(&self, key: &Ident) -> Error {
        let name = key.unraw().to_string();
        let known = quoted(self.known);
        let hint = if self.known_to_other.contains(&name.as_str()) {
            format!("it belongs on {}", self.other)
        } else if let Some(near) = closest(&name, self.known) {
            format!("did you mean `{near}`?")
        } else {
            String::new()
        };
        let what = format!("`{name}` is not a `#[spark(...)]` attribute of {}", self.is);
        let separator = if hint.is_empty() { "" } else { "; " };
        Error::new_spanned(key, format!("{what}{separator}{hint}\nknown here: {known}"))
    }
}

/// Calls `accept` with each known key of `#[spark(key, key, ...)]`, and the tokens behind that key.
fn arguments(
    attrs: &[Attribute],
    place: &Place,
    mistakes: &mut Mistakes,
    mut accept: impl FnMut(&str, ParseStream<'_>) -> syn::Result<()>,
) {
    let mut seen = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("spark")) {
        let Meta::List(list) = &attr.meta else {
            mistakes.at(&attr.meta, format!("write `#[spark(...)]` with one of {}", quoted(place.known)));
            continue;
        };
        let read = list.parse_args_with(|input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(mistake) = argument(input, place, &mut seen, &mut accept) {
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
    seen: &mut Vec<String>,
    accept: &mut impl FnMut(&str, ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let key = input.call(Ident::parse_any)?;
    let name = key.unraw().to_string();
    if !place.known.contains(&name.as_str()) {
        return Err(place.unknown(&key));
    }
    if seen.contains(&name) && !REPEATABLE.contains(&name.as_str()) {
        return Err(Error::new_spanned(&key, format!("`{name}` is given twice: keep one of them")));
    }
    seen.push(name.clone());
    accept(&name, input).map_err(|error| within(&key, error))?;
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

/// `= "..."`, as a value of `key`.
fn string(input: ParseStream<'_>, example: &str) -> syn::Result<LitStr> {
    if !input.peek(Token![=]) || !input.peek2(LitStr) {
        return Err(input.error(format!("expected a string: `{example}`")));
    }
    input.parse::<Token![=]>()?;
    input.parse()
}

fn rename_rule(input: ParseStream<'_>) -> syn::Result<RenameRule> {
    let name = string(input, "rename_all = \"camelCase\"")?;
    RenameRule::named(&name.value()).ok_or_else(|| {
        let known = RenameRule::ALL.map(|(name, _)| name);
        Error::new_spanned(
            &name,
            format!("`{}` is not a naming rule; use one of {}", name.value(), quoted(&known)),
        )
    })
}

fn column_name(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let name = string(input, "rename = \"column name\"")?;
    if name.value().is_empty() {
        return Err(Error::new_spanned(name, "a column needs a name"));
    }
    Ok(name)
}

fn absolute_path(input: ParseStream<'_>) -> syn::Result<Path> {
    const EXAMPLE: &str = "`crate = ::path::to::spark_connect_core`";
    if !input.peek(Token![=]) {
        return Err(input.error(format!("expected a path: {EXAMPLE}")));
    }
    input.parse::<Token![=]>()?;
    if input.peek(LitStr) {
        return Err(input.error(format!("expected a path without quotes: {EXAMPLE}")));
    }
    let path = input.call(Path::parse_mod_style)?;
    // `$crate` is what a macro by example writes for `crate`.
    let rooted = |first: &Ident| first == "crate" || first == "$crate";
    if path.leading_colon.is_none() && !path.segments.first().is_some_and(|first| rooted(&first.ident)) {
        return Err(Error::new_spanned(
            &path,
            format!("expected an absolute path, starting with `::` or `crate`: {EXAMPLE}"),
        ));
    }
    Ok(path)
}

/// `(Row, ...)`
fn rows(input: ParseStream<'_>) -> syn::Result<Vec<Path>> {
    const EXAMPLE: &str = "expected row types: `from(Order)`";
    if !input.peek(syn::token::Paren) {
        return Err(input.error(EXAMPLE));
    }
    // Taken out whole, so that no token of it is left over for the arguments behind it.
    let group: Group = input.parse()?;
    let paths = Punctuated::<Path, Token![,]>::parse_terminated_with;
    match (|input: ParseStream<'_>| paths(input, Path::parse_mod_style)).parse2(group.stream()) {
        Ok(paths) if !paths.is_empty() => Ok(paths.into_iter().collect()),
        _ => Err(Error::new(group.span(), EXAMPLE)),
    }
}

/// Adds `rows` to those that were given before.
fn add_rows(known: &mut Vec<Path>, rows: Vec<Path>) -> syn::Result<()> {
    let text = |row: &Path| row.to_token_stream().to_string().replace(' ', "");
    for row in rows {
        let name = text(&row);
        if known.iter().any(|known| text(known) == name) {
            return Err(Error::new_spanned(&row, format!("`from({name})` is given twice: keep one of them")));
        }
        known.push(row);
    }
    Ok(())
}

fn decimal(input: ParseStream<'_>) -> syn::Result<DecimalAttr> {
    const EXAMPLE: &str = "expected precision and scale: `decimal(15, 2)`";
    if !input.peek(syn::token::Paren) {
        return Err(input.error(EXAMPLE));
    }
    // Taken out whole, so that no token of it is left over for the arguments behind it.
    let group: Group = input.parse()?;
    let numbers =
        Punctuated::<LitInt, Token![,]>::parse_terminated.parse2(group.stream()).unwrap_or_default();
    let mut numbers = numbers.iter();
    let (Some(precision), Some(scale), None) = (numbers.next(), numbers.next(), numbers.next()) else {
        return Err(Error::new(group.span(), EXAMPLE));
    };
    let Some(digits) = precision.base10_parse().ok().filter(|digits| (1..=38).contains(digits)) else {
        return Err(Error::new_spanned(precision, "a decimal has a precision of 1 to 38 digits"));
    };
    let Some(after_point) = scale.base10_parse().ok().filter(|scale| *scale <= digits) else {
        let limits = format!("the scale counts the digits after the point: 0 to {digits} here");
        return Err(Error::new_spanned(scale, limits));
    };
    Ok(DecimalAttr { precision: digits, scale: after_point })
}

/// `` `a`, `b` ``
fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The name in `known` that `typed` was probably meant to be.
fn closest<'a>(typed: &str, known: &[&'a str]) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let near = known.iter().map(|name| (edits(&typed, name), *name)).min()?;
    (near.0 <= 1 + typed.chars().count() / 3).then_some(near.1)
}

/// How many letters must be added, removed or replaced to make `b` of `a`.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    // For the letters of `a` seen so far: the edits to each beginning of `b`.
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (seen, x) in a.chars().enumerate() {
        let mut left = seen + 1;
        let mut next = vec![left];
        for (y, (diagonal, above)) in b.iter().zip(row.iter().zip(row.iter().skip(1))) {
            left = (left + 1).min(above + 1).min(diagonal + usize::from(x != *y));
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
