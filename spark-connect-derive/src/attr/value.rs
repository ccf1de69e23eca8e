//! What stands behind the keys of `#[spark(...)]`.

use proc_macro2::Group;
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Error, Expr, Ident, Lit, LitInt, LitStr, Path, Token};

use super::{DecimalAttr, Key, quoted};
use crate::rename::RenameRule;

/// `= "..."`, as a value of `key`.
fn string(input: ParseStream<'_>, example: &str) -> syn::Result<LitStr> {
    if !input.peek(Token![=]) || !input.peek2(LitStr) {
        return Err(input.error(format!("expected a string: `{example}`")));
    }
    input.parse::<Token![=]>()?;
    input.parse()
}

pub(super) fn rename_rule(input: ParseStream<'_>) -> syn::Result<RenameRule> {
    let name = string(input, "rename_all = \"camelCase\"")?;
    RenameRule::named(&name.value()).ok_or_else(|| {
        let known = RenameRule::ALL.map(|(name, _)| name);
        Error::new_spanned(
            &name,
            format!("`{}` is not a naming rule; use one of {}", name.value(), quoted(&known)),
        )
    })
}

/// A key without a value.
pub(super) fn nothing(input: ParseStream<'_>, key: &Key) -> syn::Result<()> {
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(());
    }
    Err(input.error(format!("`{}` takes no value", key.name)))
}

/// `= value`, or nothing.
pub(super) fn default(input: ParseStream<'_>) -> syn::Result<Option<Expr>> {
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(None);
    }
    if !input.peek(Token![=]) {
        return Err(input.error("expected a value: `default = 0`, or nothing for `Default::default()`"));
    }
    input.parse::<Token![=]>()?;
    input.parse().map(Some)
}

/// `= module`
pub(super) fn module(input: ParseStream<'_>) -> syn::Result<Path> {
    const EXAMPLE: &str = "expected the module of the conversion: `with = money`";
    if !input.peek(Token![=]) || input.peek2(LitStr) {
        return Err(input.error(EXAMPLE));
    }
    input.parse::<Token![=]>()?;
    input.call(Path::parse_mod_style)
}

pub(super) fn comment(input: ParseStream<'_>) -> syn::Result<LitStr> {
    string(input, "comment = \"in cents\"")
}

/// `(key = literal, ...)`, the values in JSON.
pub(super) fn metadata(input: ParseStream<'_>) -> syn::Result<Vec<(String, String)>> {
    const EXAMPLE: &str = "expected keys and literals: `metadata(unit = \"EUR\", digits = 2)`";
    if !input.peek(syn::token::Paren) {
        return Err(input.error(EXAMPLE));
    }
    let group: Group = input.parse()?;
    let entry = |input: ParseStream<'_>| {
        let key = if input.peek(LitStr) {
            input.parse::<LitStr>()?.value()
        } else {
            input.call(Ident::parse_any)?.unraw().to_string()
        };
        input.parse::<Token![=]>()?;
        let minus = input.parse::<Option<Token![-]>>()?.map_or("", |_| "-");
        let value = match input.parse::<Lit>()? {
            Lit::Str(text) if minus.is_empty() => json(&text.value()),
            Lit::Bool(value) if minus.is_empty() => value.value.to_string(),
            Lit::Int(number) => format!("{minus}{}", number.base10_digits()),
            Lit::Float(number) => format!("{minus}{}", number.base10_digits()),
            other => return Err(Error::new_spanned(other, EXAMPLE)),
        };
        Ok((key, value))
    };
    let entries = Punctuated::<(String, String), Token![,]>::parse_terminated_with;
    match (|input: ParseStream<'_>| entries(input, entry)).parse2(group.stream()) {
        Ok(entries) if !entries.is_empty() => Ok(entries.into_iter().collect()),
        _ => Err(Error::new(group.span(), EXAMPLE)),
    }
}

/// `text` as a JSON string.
pub(crate) fn json(text: &str) -> String {
    let mut json = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            letter if letter.is_control() => json.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => json.push(letter),
        }
    }
    json.push('"');
    json
}

pub(super) fn variant_name(input: ParseStream<'_>) -> syn::Result<LitStr> {
    string(input, "rename = \"name\"")
}

pub(super) fn column_name(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let name = string(input, "rename = \"column name\"")?;
    if name.value().is_empty() {
        return Err(Error::new_spanned(name, "a column needs a name"));
    }
    Ok(name)
}

pub(super) fn absolute_path(input: ParseStream<'_>) -> syn::Result<Path> {
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
pub(super) fn rows(input: ParseStream<'_>) -> syn::Result<Vec<Path>> {
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
pub(super) fn add_rows(known: &mut Vec<Path>, rows: Vec<Path>) -> syn::Result<()> {
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

pub(super) fn decimal(input: ParseStream<'_>) -> syn::Result<DecimalAttr> {
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
