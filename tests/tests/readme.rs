//! The tables of what does not compile, in the README and in the guide, against the mistakes that the tests compile.

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

/// Each row of the table has a mistake with this code and this message.
fn check(table: &str, at_least: usize) {
    let mistakes = mistakes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes"));
    let (table, mut rows) = (table.replace("\\|", "\0"), 0);
    for row in table.lines().skip(2) {
        let cells: Vec<_> = row.split('|').collect();
        // The code and the message follow each other; the README says before them what kind of mistake it is.
        let pair = cells.windows(2).find(|pair| pair.iter().all(|cell| cell.trim().starts_with('`')));
        let [query, message] = pair.expect("code and a message") else { unreachable!() };
        let (query, message) = (code(query), code(message));
        let told = mistakes.iter().any(|(code, output)| code.contains(&query) && output.contains(&message));
        assert!(told, "no mistake has `{query}` and the message `{message}`");
        rows += 1;
    }
    assert!(rows >= at_least, "only {rows} rows were found");
}

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)).unwrap()
}

#[test]
fn the_table_of_the_readme_is_what_the_compiler_says() {
    let readme = read("README.md");
    let (_, table) = readme.split_once("## What does not compile\n\n").unwrap();
    check(table.split_once("\n\n").unwrap().0, 15);
}

#[test]
fn the_table_of_the_guide_is_what_the_compiler_says() {
    let chapter = read("spark-connect-core/guide/10_reading_the_errors.md");
    check(&chapter[chapter.find("| mistake").unwrap()..], 10);
}
