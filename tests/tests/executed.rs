//! Every function and method of the untyped layer runs in some test against a real server: a test that only builds a plan
//! does not count. Looks at texts, so that what is called by another's name too is taken for called.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What the tables of plans are in, of which only a part runs.
const PARITY: &str = "tests/parity";

/// Tests without a real server.
const WITHOUT_SERVER: [&str; 6] = [
    "tests/scripted",
    "tests/mistakes",
    "secrets.rs",
    "call_sites.rs",
    "executed.rs",
    "connection_string.rs",
];

/// What no test calls by its name.
const EXCUSES: [(&str, &str); 3] = [
    ("answers", "the answers of commands, which the methods that run commands read"),
    ("into_relation", "what `sql` and `execute_command` make of an answer"),
    ("bytes_read", "a number of a progress report, which local rows leave at zero"),
];

fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).unwrap_or_else(|_| panic!("{} is no folder", path.display()));
    entries.flat_map(|entry| files(&entry.unwrap().path())).collect()
}

/// The names of public functions and methods.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let code = text.split("#[cfg(test)]\nmod").next().unwrap_or_default();
    code.lines().filter_map(|line| {
        let line = line.trim_start();
        let rest = ["pub fn ", "pub async fn "].iter().find_map(|start| line.strip_prefix(start))?;
        let rest = rest.strip_prefix("r#").unwrap_or(rest);
        rest.split(['(', '<']).next()
    })
}

/// The lines of a table of plans that run: not those of `requests!`, and none with the mark `#[plan]`.
fn running(text: &str) -> String {
    let (mut out, mut in_requests, mut in_plan) = (String::new(), false, false);
    for line in text.lines() {
        in_requests = (in_requests || line.starts_with("requests!")) && line != "}";
        // A snippet begins with the only indentation of its depth.
        if line.starts_with("    ") && !line.starts_with("     ") || line == "}" {
            in_plan = line.trim_start().starts_with("#[plan]");
        }
        if !in_requests && !in_plan {
            out += line;
            out.push('\n');
        }
    }
    out
}

fn is_called(name: &str, texts: &str) -> bool {
    texts.match_indices(name).any(|(start, _)| {
        let before = texts[..start].chars().next_back();
        let after = &texts[start + name.len()..];
        let whole = !before.is_some_and(|sign| sign.is_alphanumeric() || sign == '_');
        let is_path = texts[..start].ends_with("::")
            && !after.starts_with(|sign: char| sign.is_alphanumeric() || sign == '_');
        whole && (after.starts_with('(') || after.starts_with("::<") || is_path)
    })
}

#[test]
fn everything_runs_on_a_server() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts: String = [root.join("tests"), root.join("../examples")]
        .iter()
        .flat_map(|folder| files(folder))
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .filter(|file| !WITHOUT_SERVER.iter().any(|part| file.to_string_lossy().contains(part)))
        .map(|file| {
            let text = fs::read_to_string(&file).unwrap();
            if file.to_string_lossy().contains(PARITY) { running(&text) } else { text }
        })
        .collect();
    let source = root.join("../spark-connect-core/src");
    let (mut silent, mut count) = (Vec::new(), 0);
    for module in ["functions", "expr", "dataframe", "reader", "writer", "catalog", "session"] {
        for file in files(&source.join(module)) {
            for name in names(&fs::read_to_string(&file).unwrap()) {
                count += 1;
                let is_excused = EXCUSES.iter().any(|(excused, _)| *excused == name);
                if is_called(name, &texts) == is_excused {
                    silent.push(format!("{}: {name}", file.strip_prefix(&source).unwrap().display()));
                }
            }
        }
    }
    assert!(count > 1_000, "only {count} functions and methods were found");
    assert!(silent.is_empty(), "no test calls these, or they are excused although one does: {silent:#?}");
}
