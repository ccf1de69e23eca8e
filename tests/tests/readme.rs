//! The README's table of what does not compile, against the mistakes that the tests compile.

use std::{fs, path::Path};

/// Every mistake: its code, and what the compiler says, with types named as in a program of one crate.
fn mistakes(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(mistakes(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let mut output = fs::read_to_string(path.with_extension("stderr")).unwrap();
            for module in ["spark_connect_tests::models::", "spark_connect_core::dataset::", "std::string::"]
            {
                output = output.replace(module, "");
            }
            found.push((fs::read_to_string(path).unwrap(), output));
        }
    }
    found
}

/// The text of a code span, in single or in double backticks, in a Markdown table.
fn code(cell: &str) -> String {
    let cell = cell.trim();
    let text = cell.strip_prefix("``").and_then(|text| text.strip_suffix("``"));
    let text = text.or_else(|| cell.strip_prefix('`')?.strip_suffix('`')).expect("a code span");
    text.trim().replace('\0', "|")
}

#[test]
fn the_table_of_mistakes_is_what_the_compiler_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mistakes = mistakes(&root.join("tests/mistakes"));
    let readme = fs::read_to_string(root.join("../README.md")).unwrap().replace("\\|", "\0");
    let (_, table) = readme.split_once("## What does not compile\n\n").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let mut rows = 0;
    for row in table.lines().skip(2) {
        let cells: Vec<_> = row.split('|').collect();
        let (query, message) = (code(cells[2]), code(cells[3]));
        let told = mistakes.iter().any(|(code, output)| code.contains(&query) && output.contains(&message));
        assert!(told, "no mistake has `{query}` and the message `{message}`");
        rows += 1;
    }
    assert!(rows > 10, "only {rows} rows were found");
}
