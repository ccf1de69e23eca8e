//! The layers of the library: a module names only modules of lower layers, and files stay short.
//!
//! The order is that of the modules in `lib.rs`; the table in `ARCHITECTURE.md` has to have the same.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The longest file that is still one concern.
const LONGEST: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn tokens(code: TokenStream) -> Vec<TokenTree> {
    code.into_iter().collect()
}

fn is_punct(token: Option<&TokenTree>, punct: char) -> bool {
    matches!(token, Some(TokenTree::Punct(it)) if it.as_char() == punct)
}

fn ident(token: Option<&TokenTree>) -> Option<String> {
    match token {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    }
}

fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<Vec<TokenTree>> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(tokens(group.stream())),
        _ => None,
    }
}

/// Whether `#[cfg(test)]` stands at the beginning.
fn is_test(code: &[TokenTree]) -> bool {
    is_punct(code.first(), '#')
        && group(code.get(1), Delimiter::Bracket).is_some_and(|attribute| {
            ident(attribute.first()).as_deref() == Some("cfg")
                && group(attribute.get(1), Delimiter::Parenthesis).is_some_and(|condition| {
                    condition.len() == 1 && ident(condition.first()).as_deref() == Some("test")
                })
        })
}

/// The name of the macro for other crates that begins here.
fn exported_macro(code: &[TokenTree]) -> Option<String> {
    let attribute = group(code.get(1), Delimiter::Bracket).filter(|_| is_punct(code.first(), '#'))?;
    let is_exported = ident(attribute.first()).as_deref() == Some("macro_export");
    // Other attributes may stand before it.
    let start = code.iter().take(12).position(|token| ident(Some(token)).as_deref() == Some("macro_rules"));
    ident(code.get(start.filter(|_| is_exported)? + 2))
}

/// What one file says about modules.
#[derive(Debug, Default, PartialEq)]
struct Names {
    /// The modules of the crate's root that it names, with the path as it is written.
    crate_modules: Vec<String>,
    /// The modules that it has in files of their own, in order; those of the tests are left out.
    files: Vec<String>,
    /// The macros that it has for other crates.
    macros: Vec<String>,
}

/// Collects what `code`, which lies `depth` modules below the crate's root, names.
fn collect(code: &[TokenTree], depth: usize, names: &mut Names) {
    let mut at = 0;
    while let Some(token) = code.get(at) {
        if is_test(&code[at..]) {
            // An item ends with a semicolon or with its block.
            let end = code[at..].iter().position(|token| {
                is_punct(Some(token), ';') || group(Some(token), Delimiter::Brace).is_some()
            });
            at += end.map_or(code.len(), |end| end + 1);
            continue;
        }
        if let Some(name) = exported_macro(&code[at..]) {
            // What it expands to is another crate's code.
            names.macros.push(name);
            let end = code[at..].iter().position(|token| group(Some(token), Delimiter::Brace).is_some());
            at += end.map_or(code.len(), |end| end + 1);
            continue;
        }
        let is_path = is_punct(code.get(at + 1), ':') && is_punct(code.get(at + 2), ':');
        let word = ident(Some(token));
        match word.as_deref() {
            Some("crate") if is_path => names.crate_modules.extend(first_names(&code[at + 3..])),
            Some("super") if is_path => {
                let ups = 1 + code[at + 3..]
                    .chunks(3)
                    .take_while(|part| {
                        ident(part.first()).as_deref() == Some("super") && is_punct(part.get(1), ':')
                    })
                    .count();
                if ups >= depth {
                    names.crate_modules.extend(first_names(&code[at + 3 * ups..]));
                }
                at += 3 * ups;
                continue;
            }
            Some("mod") => {
                if let Some(name) = ident(code.get(at + 1)) {
                    if is_punct(code.get(at + 2), ';') {
                        names.files.push(name);
                    } else if let Some(inner) = group(code.get(at + 2), Delimiter::Brace) {
                        collect(&inner, depth + 1, names);
                        at += 3;
                        continue;
                    }
                }
            }
            _ => {}
        }
        if let TokenTree::Group(inner) = token {
            collect(&tokens(inner.stream()), depth, names);
        }
        at += 1;
    }
}

/// The first name of a path, or of each path in braces.
fn first_names(rest: &[TokenTree]) -> Vec<String> {
    match group(rest.first(), Delimiter::Brace) {
        None => ident(rest.first()).into_iter().collect(),
        Some(list) => {
            list.split(|token| is_punct(Some(token), ',')).filter_map(|path| ident(path.first())).collect()
        }
    }
}

fn names(source: &str, depth: usize) -> Names {
    let mut names = Names::default();
    collect(&tokens(source.parse().unwrap()), depth, &mut names);
    names
}

/// What `module` may not name, of what `names` has; `macros` are those of lower modules.
fn violations<'a>(
    order: &'a [String],
    macros: &'a [String],
    module: &str,
    names: &'a Names,
) -> impl Iterator<Item = &'a String> {
    let own = order.iter().position(|it| it == module).unwrap();
    names.crate_modules.iter().filter(move |name| match order.iter().position(|it| it == *name) {
        Some(place) => place > own,
        // What the root exports is made of the modules, and so above them all; macros lie there by necessity.
        None => !macros.contains(name),
    })
}

/// The file of module `name`, which `folder` holds.
fn file(folder: &Path, name: &str) -> PathBuf {
    let file = folder.join(format!("{name}.rs"));
    if file.exists() { file } else { folder.join(name).join("mod.rs") }
}

/// Checks the module at `path`, which belongs to the top-level module `top`, and those below it.
fn check(
    order: &[String],
    macros: &mut Vec<String>,
    top: &str,
    path: &Path,
    depth: usize,
    report: &mut String,
) -> usize {
    let names = names(&read(path), depth);
    macros.extend_from_slice(&names.macros);
    for name in violations(order, macros, top, &names) {
        writeln!(report, "{}: `{top}` names `{name}`", path.display()).unwrap();
    }
    let folder = match path.file_stem() {
        Some(stem) if stem != "mod" => path.with_file_name(stem),
        _ => path.parent().unwrap().to_owned(),
    };
    1 + names
        .files
        .iter()
        .map(|name| check(order, macros, top, &file(&folder, name), depth + 1, report))
        .sum::<usize>()
}

/// The modules of the library, lowest first.
fn order() -> Vec<String> {
    names(&read(&root().join("spark-connect-core/src/lib.rs")), 0).files
}

#[test]
fn a_module_names_only_modules_of_lower_layers() {
    let (source, order) = (root().join("spark-connect-core/src"), order());
    let (mut report, mut macros) = (String::new(), Vec::new());
    let mut checked = 0;
    for top in &order {
        let path = file(&source, top);
        // Twice: the first time finds the macros that the files of one module have for each other.
        check(&order, &mut macros, top, &path, 1, &mut String::new());
        checked += check(&order, &mut macros, top, &path, 1, &mut report);
    }
    assert!(checked > 100, "only {checked} files were found");
    assert!(report.is_empty(), "the order is that of lib.rs\n{report}");
}

#[test]
fn the_map_has_the_modules_of_the_library_in_order() {
    let map = read(&root().join("ARCHITECTURE.md"));
    let (_, map) = map.split_once("\n| module |").expect("the table of the modules");
    let (map, _) = map.split_once("\n\n").unwrap();
    let rows = map.lines().skip(2).map(|row| row.split('`').nth(1).unwrap().to_owned());
    assert_eq!(rows.collect::<Vec<_>>(), order());
}

#[test]
fn files_are_short() {
    fn walk(folder: &Path, long: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // Generated code and tables of functions are as long as what they list.
                if !path.ends_with("generated") && !path.ends_with("functions") {
                    walk(&path, long);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let lines = read(&path).lines().count();
                if lines > LONGEST {
                    long.push(format!("{}: {lines} lines", path.display()));
                }
            }
        }
    }
    let mut long = Vec::new();
    for folder in ["spark-connect-core/src", "spark-connect-derive/src", "proto/src", "examples", "tests/src"]
    {
        walk(&root().join(folder), &mut long);
    }
    assert!(long.is_empty(), "more than {LONGEST} lines:\n{}", long.join("\n"));
}

#[test]
fn every_way_to_name_a_module_is_seen() {
    let named = |source: &str, depth| names(source, depth).crate_modules;
    assert_eq!(named("use crate::plan::Write;", 1), ["plan"]);
    assert_eq!(
        named("use crate::{error::{Error, Result}, plan, dataset::*};", 1),
        ["error", "plan", "dataset"]
    );
    assert_eq!(named("fn f() -> crate::error::Result<()> { g(|| crate::plan::h()) }", 1), ["error", "plan"]);
    assert_eq!(named("macro_rules! m { () => { $crate::plan::f() } }", 1), ["plan"]);
    assert_eq!(named("pub(crate) fn f() {} pub(in crate::client) fn g() {}", 1), ["client"]);
    // `super` counts where it leads to the root.
    assert_eq!(named("use super::plan::f;", 1), ["plan"]);
    assert_eq!(named("use super::plan::f;", 2), [""; 0]);
    assert_eq!(named("use super::super::plan::f;", 2), ["plan"]);
    assert_eq!(named("mod inner { use super::plan::f; }", 1), [""; 0]);
    assert_eq!(named("mod inner { use super::super::{plan, error}; }", 1), ["plan", "error"]);
    // Text is no code, and tests may name anything.
    assert_eq!(
        named("/// See [`f`](crate::plan::f).\nconst A: &str = \"crate::plan\"; // crate::plan", 1),
        [""; 0]
    );
    assert_eq!(named("#[cfg(test)] mod tests { use crate::plan::f; } use crate::error;", 1), ["error"]);
    let exported =
        names("#[macro_export] macro_rules! m { () => { $crate::plan::f() } } use crate::error;", 1);
    assert_eq!((exported.macros, exported.crate_modules), (vec!["m".to_owned()], vec!["error".to_owned()]));
    assert_eq!(
        names("mod a; #[cfg(test)] mod b; #[cfg(feature = \"local\")] pub mod c;", 1).files,
        ["a", "c"]
    );
}

#[test]
fn naming_upwards_is_refused() {
    let order = ["error", "plan", "dataset"].map(str::to_owned);
    let names = names("use crate::{error::Error, plan::f, dataset::Dataset, SparkRow};", 1);
    let refused = |module| violations(&order, &[], module, &names).collect::<Vec<_>>();
    assert_eq!(refused("plan"), ["dataset", "SparkRow"]);
    assert_eq!(refused("dataset"), ["SparkRow"]);
    assert_eq!(violations(&order, &["SparkRow".to_owned()], "dataset", &names).count(), 0);
}
