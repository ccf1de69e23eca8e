//! What must not compile, and what rustc says about it.
//!
//! One mistake a file, in a folder for its kind, and beside it what the compiler prints. To write these anew, after
//! looking at every change: `TRYBUILD=overwrite cargo test -p spark-connect-tests --test mistakes`.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The longest output that somebody still reads.
const LONGEST: usize = 40;

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn mistakes() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes")
}

#[test]
fn mistakes_do_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/mistakes/*/*.rs");
}

#[test]
fn each_mistake_has_one_short_output() {
    let sources = files(&mistakes(), "rs");
    let outputs = files(&mistakes(), "stderr");
    assert!(sources.len() > 50, "only {} mistakes were found", sources.len());
    let expected: Vec<_> = sources.iter().map(|source| source.with_extension("stderr")).collect();
    assert_eq!(outputs, expected, "each mistake has one output, and each output its mistake");
    for output in outputs {
        let lines = fs::read_to_string(&output).unwrap().lines().count();
        assert!(lines <= LONGEST, "{}: {lines} lines are more than {LONGEST}", output.display());
    }
}
