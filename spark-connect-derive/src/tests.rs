//! What the derive prints: whole expansions, and every message.

use std::path::Path;

use proc_macro2::TokenStream;

use crate::{
    derive_spark_enum, derive_spark_row,
    model::{Derived, Enumeration},
};

/// Compares the expansion of `tests/expand/{name}.rs` with `tests/expand/{name}.expanded.rs`.
///
/// `UPDATE_SNAPSHOTS=1 cargo test -p spark-connect-derive` writes the latter anew.
fn check_expansion(name: &str) {
    check_expansion_of(name, derive_spark_row);
}

fn check_expansion_of(name: &str, derive: fn(TokenStream) -> TokenStream) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expand");
    let input = std::fs::read_to_string(folder.join(name).with_extension("rs")).unwrap();
    let expanded = derive(input.parse().unwrap());
    let expanded = prettyplease::unparse(&syn::parse2(expanded).unwrap());
    let file = folder.join(name).with_extension("expanded.rs");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&file, &expanded).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    let line = expected.lines().zip(expanded.lines()).take_while(|(a, b)| a == b).count() + 1;
    assert!(
        expected == expanded,
        "{}: the expansion is another from line {line} on:\n{expanded}",
        file.display()
    );
}

#[test]
fn expansion_of_an_order() {
    check_expansion("order");
}

#[test]
fn expansion_with_names_that_are_taken() {
    check_expansion("names");
}

#[test]
fn expansion_of_a_row_from_others() {
    check_expansion("from");
}

#[test]
fn expansion_of_a_refused_struct() {
    check_expansion("refused");
}

#[test]
fn expansion_of_newtypes() {
    check_expansion("newtype");
    check_expansion("typed_id");
}

#[test]
fn expansion_of_enums() {
    check_expansion_of("enumeration", derive_spark_enum);
    check_expansion_of("refused_enum", derive_spark_enum);
}

/// The messages for a struct, one a mistake; of each only the first line.
fn mistakes(input: &str) -> Vec<String> {
    let tokens: TokenStream = input.parse().unwrap();
    let derived = Derived::new(&syn::parse2(tokens).unwrap());
    let messages = derived.mistakes.messages();
    messages.iter().map(|message| message.lines().next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn structs_without_mistakes() {
    let fine = [
        "struct Row { a: i64 }",
        "struct Row<> { a: i64, b: Option<Vec<u8>>, }",
        "#[spark()] struct Row { #[spark()] a: i64 }",
        "#[spark(rename_all = \"kebab-case\",)] #[spark(crate = crate::spark)] struct Row { a: i64 }",
        "#[spark(crate = ::a::b)] struct Row { #[spark(rename = \"a\")] b: i64, #[spark(rename = \"b\")] a: i64 }",
        "struct Row { #[spark(decimal(1, 0), rename = \"p q\")] p: Decimal, #[spark(decimal(38, 38))] q: Decimal }",
        "struct Row { #[spark(decimal(38, 2,),)] p: Decimal, #[serde(rename = 5)] q: i64 }",
        "#[spark(from(Order))] #[spark(from(super::S, ::a::Sale,), from(Other))] struct Row { a: i64 }",
        // Another type of the same name.
        "struct Row { row: v1::Row, rows: Vec<super::Row> }",
        // What a type does with its parameters is its own business.
        "struct Row { id: Id<Row>, ids: Vec<Id<Row>> }",
        "struct Row { _a: i64, b: i64 }",
    ];
    for row in fine {
        assert_eq!(mistakes(row), [""; 0], "{row}");
    }
}

#[test]
fn unknown_attributes() {
    assert_eq!(
        mistakes(
            "#[spark(renam_all = \"x\", default, rename = \"x\", SCHEMA(a, b) = 5)] struct Row { a: i64 }"
        ),
        [
            "`renam_all` is not a `#[spark(...)]` attribute of a struct; did you mean `rename_all`?",
            "`default` is not a `#[spark(...)]` attribute of a struct",
            "`rename` is not a `#[spark(...)]` attribute of a struct; it belongs on a field",
            "`SCHEMA` is not a `#[spark(...)]` attribute of a struct",
        ]
    );
    assert_eq!(
        mistakes(
            "struct Row { #[spark(Rename = \"x\", decimals(5, 2))] a: i64, #[spark(crate = ::x)] b: i64 }"
        ),
        [
            "`Rename` is not a `#[spark(...)]` attribute of a field; did you mean `rename`?",
            "`decimals` is not a `#[spark(...)]` attribute of a field; did you mean `decimal`?",
            "`crate` is not a `#[spark(...)]` attribute of a field; it belongs on a struct",
        ]
    );
}

#[test]
fn unknown_attributes_name_the_known_ones() {
    let input: TokenStream = "struct Row { #[spark(with = \"x\")] a: i64 }".parse().unwrap();
    let derived = Derived::new(&syn::parse2(input).unwrap());
    assert_eq!(
        derived.mistakes.messages(),
        ["`with` is not a `#[spark(...)]` attribute of a field\nknown here: `rename`, `decimal`"]
    );
}

#[test]
fn malformed_attributes() {
    let cases = [
        ("#[spark]", "write `#[spark(...)]` with one of `rename`, `decimal`"),
        ("#[spark = \"x\"]", "write `#[spark(...)]` with one of `rename`, `decimal`"),
        ("#[spark(rename)]", "expected a string: `rename = \"column name\"`"),
        ("#[spark(rename = x)]", "expected a string: `rename = \"column name\"`"),
        ("#[spark(rename(\"x\"))]", "expected a string: `rename = \"column name\"`"),
        ("#[spark(rename = \"\")]", "a column needs a name"),
        ("#[spark(rename = \"x\" decimal(5, 2))]", "expected a comma after `rename`"),
        ("#[spark(rename = \"x\", rename = \"y\")]", "`rename` is given twice: keep one of them"),
        ("#[spark(rename = \"x\")] #[spark(rename = \"y\")]", "`rename` is given twice: keep one of them"),
        ("#[spark(decimal)]", "expected precision and scale: `decimal(15, 2)`"),
        ("#[spark(decimal = \"15, 2\")]", "expected precision and scale: `decimal(15, 2)`"),
        ("#[spark(decimal[15, 2])]", "expected precision and scale: `decimal(15, 2)`"),
        ("#[spark(decimal(15))]", "expected precision and scale: `decimal(15, 2)`"),
        ("#[spark(decimal(15, 2, 1))]", "expected precision and scale: `decimal(15, 2)`"),
        ("#[spark(decimal(15, x))]", "expected precision and scale: `decimal(15, 2)`"),
        ("#[spark(decimal(0, 0))]", "a decimal has a precision of 1 to 38 digits"),
        ("#[spark(decimal(39, 2))]", "a decimal has a precision of 1 to 38 digits"),
        ("#[spark(decimal(300, 2))]", "a decimal has a precision of 1 to 38 digits"),
        ("#[spark(decimal(5, 6))]", "the scale counts the digits after the point: 0 to 5 here"),
        ("#[spark(decimal(5, -1))]", "the scale counts the digits after the point: 0 to 5 here"),
    ];
    for (attribute, message) in cases {
        assert_eq!(
            mistakes(&format!("struct Row {{ {attribute} a: Decimal, b: i64 }}")),
            [message],
            "{attribute}"
        );
    }
    let cases = [
        (
            "rename_all = \"camel\"",
            "`camel` is not a naming rule; use one of `lowercase`, `UPPERCASE`, `PascalCase`, `camelCase`, \
             `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `SCREAMING-KEBAB-CASE`",
        ),
        ("rename_all", "expected a string: `rename_all = \"camelCase\"`"),
        ("from", "expected row types: `from(Order)`"),
        ("from = Order", "expected row types: `from(Order)`"),
        ("from()", "expected row types: `from(Order)`"),
        ("from(\"Order\")", "expected row types: `from(Order)`"),
        ("from(Order Sale)", "expected row types: `from(Order)`"),
        ("from(a::Order, Sale, a::Order)", "`from(a::Order)` is given twice: keep one of them"),
        ("from(Order), from(Order)", "`from(Order)` is given twice: keep one of them"),
        (
            "from(Order), rename_all = \"lowercase\", rename_all = \"lowercase\"",
            "`rename_all` is given twice: keep one of them",
        ),
        ("crate", "expected a path: `crate = ::path::to::spark_connect_core`"),
        ("crate = \"x\"", "expected a path without quotes: `crate = ::path::to::spark_connect_core`"),
        (
            "crate = x::y",
            "expected an absolute path, starting with `::` or `crate`: `crate = ::path::to::spark_connect_core`",
        ),
    ];
    for (attribute, message) in cases {
        assert_eq!(
            mistakes(&format!("#[spark({attribute})] struct Row {{ a: i64 }}")),
            [message],
            "{attribute}"
        );
    }
}

#[test]
fn names_of_columns() {
    let cases = [
        ("a: i64, #[spark(rename = \"a\")] b: i64", "field `a` is the column `a` already"),
        (
            "#[spark(rename = \"Größe\")] a: i64, #[spark(rename = \"GRÖßE\")] b: i64",
            "field `a` is the column `Größe` already, and Spark does not tell `GRÖßE` from `Größe`",
        ),
        ("r#type: i64, #[spark(rename = \"type\")] b: i64", "field `r#type` is the column `type` already"),
        ("id: i64, ID: i64", "field `id` is the column `id` already, and Spark does not tell `ID` from `id`"),
    ];
    for (fields, message) in cases {
        assert_eq!(mistakes(&format!("struct Row {{ {fields} }}")), [message], "{fields}");
    }
    assert_eq!(
        mistakes("#[spark(rename_all = \"camelCase\")] struct Row { a_b: i64, aB: i64, __: i64 }"),
        [
            "field `a_b` is the column `aB` already",
            "`rename_all` leaves no name for `__`: give one with `rename`"
        ]
    );
}

#[test]
fn shapes_that_are_no_rows() {
    let owned = "a row owns its values: use `String` for text, `Vec<u8>` for binary data";
    let cases = [
        (
            "struct Row(i64, String);",
            "`SparkRow` needs named fields: the columns take their names; write `struct Row { name: type, ... }`",
        ),
        ("struct Row();", "`Row` has no fields, but a row has at least one column"),
        ("struct Row;", "`Row` has no fields, but a row has at least one column"),
        ("struct Row {}", "`Row` has no fields, but a row has at least one column"),
        (
            "enum Row { A, B }",
            "`SparkRow` is for structs with named fields; `#[derive(SparkEnum)]` stores an enum as the names of its \
             variants",
        ),
        (
            "enum Row { A, B(i64) }",
            "`SparkRow` is for structs with named fields; Spark has no enums: write a struct with one `Option` field \
             for each variant",
        ),
        (
            "union Row { a: i64 }",
            "`SparkRow` is for structs with named fields; nothing tells which field of a union is in use",
        ),
        (
            "struct Row<T> { a: T }",
            "`SparkRow` structs have no parameters; a row has the same columns everywhere: write one struct for each \
             type",
        ),
        (
            "struct Row<const N: usize> { a: i64 }",
            "`SparkRow` structs have no parameters; a row has the same columns everywhere: use `Vec<T>` for arrays of \
             any length",
        ),
        ("struct Row<'a> { a: i64 }", &format!("`SparkRow` structs have no parameters; {owned}")),
        (
            "struct Row where i64: Copy { a: i64 }",
            "`SparkRow` structs have no parameters, so they need no `where` clause",
        ),
        ("struct Row { a: &'static str }", &format!("a column cannot be a reference; {owned}")),
        (
            "struct Row { a: Option<(i64, &'static str)> }",
            &format!("a column cannot be a reference; {owned}"),
        ),
        ("struct Row { a: Vec<Row> }", "`Row` contains itself, but Spark has no recursive types"),
        ("struct Row { a: Option<Box<Self>> }", "`Row` contains itself, but Spark has no recursive types"),
    ];
    for (row, message) in cases {
        assert_eq!(mistakes(row), [message], "{row}");
    }
}

#[test]
fn all_mistakes_of_a_struct_are_reported() {
    let row = "#[spark(rename_al = \"camelCase\")] struct Row<T> {
        #[spark(decimal(50, 2), renam = \"x\")] a: Decimal,
        b: &'static str,
        #[spark(rename = \"A\")] c: T,
        d: Vec<Row>,
    }";
    assert_eq!(mistakes(row).len(), 7, "{:#?}", mistakes(row));
}
