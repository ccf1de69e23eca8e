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
fn expansion_of_fields_with_attributes() {
    check_expansion("attributes");
}

#[test]
fn expansion_of_a_row_with_parameters() {
    check_expansion("generic");
}

#[test]
fn expansion_of_a_view() {
    check_expansion("view");
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
        "struct Row<T, U: Clone = i64> where T: Copy { a: T, b: Vec<U> }",
        "#[spark(strict)] struct Row { #[spark(default)] a: i64, #[spark(default = vec![1, 2])] b: Vec<i64> }",
        "struct Row { #[spark(skip)] a: &'static str, #[spark(flatten)] b: B, #[spark(with = super::money)] c: C }",
        "struct Row { #[spark(comment = \"x\", metadata(a = 1, type = \"b\"), metadata(\"c d\" = -1.5))] a: i64 }",
        "#[spark(from(Order))] struct Row<'a> { #[spark(rename = \"b c\")] a: &'a str, b: Option<Inner<'a>> }",
        "#[spark(transparent)] struct Row<T>(i64, PhantomData<T>);",
        "#[spark(transparent, crate = ::a)] struct Row { a: Vec<i64> }",
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
            "`default` is not a `#[spark(...)]` attribute of a struct; it belongs on a field",
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
    let input: TokenStream = "enum Status { #[spark(alias = \"x\")] A }".parse().unwrap();
    let read = Enumeration::new(&syn::parse2(input).unwrap());
    assert_eq!(
        read.mistakes.messages(),
        ["`alias` is not a `#[spark(...)]` attribute of a variant\nknown here: `rename`, `other`"]
    );
}

const WITH_ONE_OF: &str = "write `#[spark(...)]` with one of `rename`, `decimal`, `default`, `skip`, `flatten`, \
                           `with`, `comment`, `metadata`";

#[test]
fn malformed_attributes() {
    let cases = [
        ("#[spark]", WITH_ONE_OF),
        ("#[spark = \"x\"]", WITH_ONE_OF),
        ("#[spark(rename)]", "expected a string: `rename = \"column name\"`"),
        ("#[spark(rename = x)]", "expected a string: `rename = \"column name\"`"),
        ("#[spark(rename(\"x\"))]", "expected a string: `rename = \"column name\"`"),
        ("#[spark(rename = \"\")]", "a column needs a name"),
        ("#[spark(rename = \"x\" decimal(5, 2))]", "expected a comma after `rename`"),
        ("#[spark(rename = \"x\", rename = \"y\")]", "`rename` is given twice: keep one of them"),
        ("#[spark(rename = \"x\")] #[spark(rename = \"y\")]", "`rename` is given twice: keep one of them"),
        ("#[spark(default(5))]", "expected a value: `default = 0`, or nothing for `Default::default()`"),
        ("#[spark(skip = true)]", "`skip` takes no value"),
        ("#[spark(skip, rename = \"x\")]", "`rename` beside `skip`: a field that is skipped is no column"),
        (
            "#[spark(default, flatten)]",
            "`default` beside `flatten`: the columns of a flattened row have their own names and attributes",
        ),
        ("#[spark(with = \"money\")]", "expected the module of the conversion: `with = money`"),
        (
            "#[spark(with = money, default)]",
            "`default` beside `with`: make `money::from_stored` take an `Option`",
        ),
        ("#[spark(comment)]", "expected a string: `comment = \"in cents\"`"),
        ("#[spark(metadata(unit))]", "expected keys and literals: `metadata(unit = \"EUR\", digits = 2)`"),
        ("#[spark(metadata = 5)]", "expected keys and literals: `metadata(unit = \"EUR\", digits = 2)`"),
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
            "struct Row<const N: usize> { a: i64 }",
            "`SparkRow` structs have no constants as parameters; a row has the same columns everywhere: use `Vec<T>` \
             for arrays of any length",
        ),
        (
            "struct Row<'a> { a: &'a str }",
            "a struct with a lifetime is a view of a row: say of which, with `#[spark(from(Order))]`",
        ),
        (
            "#[spark(from(A, B))] struct Row<'a> { a: &'a str }",
            "a struct with a lifetime is a view of a row: say of which, with `#[spark(from(Order))]`, once",
        ),
        (
            "#[spark(from(A))] struct Row<'a, T> { a: &'a T }",
            "a view of a row has one lifetime and no other parameters",
        ),
        (
            "#[spark(from(A))] struct Row<'a> { #[spark(default)] a: &'a str }",
            "`default` in a view of a row: it has only `rename`",
        ),
        ("struct Row { a: &'static str }", &format!("a column cannot be a reference; {owned}")),
        (
            "struct Row { a: Option<(i64, &'static str)> }",
            &format!("a column cannot be a reference; {owned}"),
        ),
        ("struct Row { a: Vec<Row> }", "`Row` contains itself, but Spark has no recursive types"),
        (
            "struct Row { #[spark(default)] a: Option<i64> }",
            "where the column is NULL, an `Option` is `None`: leave out `default`, or the `Option`",
        ),
        (
            "struct Row { #[spark(flatten)] a: Option<Address> }",
            "the columns of a flattened row are always there: it cannot be an `Option`",
        ),
        ("struct Row { #[spark(skip)] a: i64 }", "every field is skipped, but a row has at least one column"),
        ("struct Row { a: Option<Box<Self>> }", "`Row` contains itself, but Spark has no recursive types"),
    ];
    for (row, message) in cases {
        assert_eq!(mistakes(row), [message], "{row}");
    }
}

#[test]
fn newtypes_that_are_none() {
    let cases = [
        (
            "#[spark(transparent)] struct Row;",
            "a `transparent` struct has one field beside `PhantomData`s, but this one has 0",
        ),
        (
            "#[spark(transparent)] struct Row(i64, i32);",
            "a `transparent` struct has one field beside `PhantomData`s, but this one has 2",
        ),
        (
            "#[spark(transparent)] struct Row(Option<i64>);",
            "a `transparent` struct holds a value that is never NULL: write `Option<Row>` where it may be",
        ),
        (
            "#[spark(transparent, rename_all = \"lowercase\")] struct Row(i64);",
            "a `transparent` struct has no columns of its own: nothing else is said of it",
        ),
        (
            "#[spark(transparent)] struct Row(#[spark(rename = \"x\")] i64);",
            "the field of a `transparent` struct is no column that could have attributes",
        ),
        ("#[spark(transparent)] enum Row { A }", "`transparent` is for structs with one field"),
        (
            "#[spark(transparent)] struct Row<'a>(Cow<'a, str>);",
            "a `transparent` struct owns its value: it has no lifetimes",
        ),
    ];
    for (row, message) in cases {
        assert_eq!(mistakes(row), [message], "{row}");
    }
}

#[test]
fn enums_that_cannot_be_stored() {
    let cases = [
        ("struct Status { a: i64 }", "`SparkEnum` is for enums; for structs there is `#[derive(SparkRow)]`"),
        ("enum Status {}", "`Status` has no variants that could be stored"),
        (
            "enum Status<T> { A }",
            "a `SparkEnum` has no parameters: it is stored as the names of its variants",
        ),
        ("enum Status { A, #[spark(rename = \"A\")] B }", "variant `A` is stored as `A` already"),
        (
            "enum Status { A, #[spark(other)] B }",
            "the `other` variant holds the name that was read: write `B(String)`",
        ),
        (
            "enum Status { A, #[spark(other, rename = \"b\")] B(String) }",
            "the `other` variant holds any name: it has none of its own",
        ),
        (
            "enum Status { A, #[spark(other)] B(String), #[spark(other)] C(String) }",
            "there is an `other` variant already: one holds every other name",
        ),
    ];
    for (input, message) in cases {
        let tokens: TokenStream = input.parse().unwrap();
        let read = Enumeration::new(&syn::parse2(tokens).unwrap());
        assert_eq!(read.mistakes.messages(), [message], "{input}");
    }
}

#[test]
fn all_mistakes_of_a_struct_are_reported() {
    let row = "#[spark(rename_al = \"camelCase\")] struct Row<const N: usize> {
        #[spark(decimal(50, 2), renam = \"x\")] a: Decimal,
        b: &'static str,
        #[spark(rename = \"A\")] c: i64,
        d: Vec<Row>,
    }";
    assert_eq!(mistakes(row).len(), 7, "{:#?}", mistakes(row));
}
