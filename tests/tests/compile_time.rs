//! What the compiler needs for a program that uses the typed API much: rows with many columns, and many queries.
//!
//! The programs are made here and checked, as `cargo check` does it, against the library that this test was built with.
//! `cargo test --package spark-connect-tests --test compile_time -- --nocapture` prints what they took.

use std::{
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use tempfile::TempDir;

/// Rows with columns of several types.
fn rows(structs: usize, columns: usize) -> String {
    let types = ["i64", "String", "f64", "Option<i32>", "bool", "Option<String>"];
    let mut code = String::from("use spark_connect_core::prelude::*;\n");
    for number in 0..structs {
        write!(code, "#[derive(SparkRow)]\npub struct Row{number} {{\n    pub id: i64,\n").unwrap();
        for (column, kind) in (1..columns).zip(types.iter().cycle()) {
            writeln!(code, "    pub c{column}: {kind},").unwrap();
        }
        code += "}\n";
    }
    code
}

/// Queries of six steps over two of the rows each.
fn queries(queries: usize, structs: usize) -> String {
    let mut code = String::from(
        "#[derive(SparkRow)]\npub struct Total { pub name: String, pub total: Option<f64>, pub rows: i64 }\n",
    );
    for number in 0..queries {
        let (left, right) = (number % structs, (number * 7 + 1) % structs);
        write!(
            code,
            r#"
pub fn query{number}(left: &Dataset<Row{left}>, right: &Dataset<Row{right}>) -> Dataset<Total> {{
    left.filter(|l| l.c3.gt({number}.0) & l.c2.starts_with("a") & l.c4.is_not_null())
        .left_join(right, |l, r| l.id.eq(r.c1))
        .select(|(l, r)| Row{left}Cols {{ c2: l.c2.concat("!"), c3: l.c3 * 2.0 + r.c3.unwrap_or(0.0), ..l }})
        .group_by(|l| l.c2)
        .agg(|name, l| TotalCols {{ name, total: l.c3.sum(), rows: count() }})
        .order_by(|t| (t.total.desc(), t.name))
}}
"#
        )
        .unwrap();
    }
    code
}

/// The folder that this test's dependencies lie in.
fn dependencies() -> PathBuf {
    env::current_exe().unwrap().parent().unwrap().to_owned()
}

/// The library that was built last: this test's.
fn library() -> PathBuf {
    let libraries = fs::read_dir(dependencies()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| {
        let name = path.file_name().unwrap().to_str().unwrap_or_default();
        name.starts_with("libspark_connect_core-") && name.ends_with(".rlib")
    });
    libraries.max_by_key(|path| path.metadata().unwrap().modified().unwrap()).expect("a library")
}

/// How much time of a processor the compiler takes to check a program.
fn check(folder: &Path, name: &str, code: &str) -> Duration {
    let source = folder.join(name).with_extension("rs");
    fs::write(&source, code).unwrap();
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    // The shell's `times` says in its second line what its children took, for computing and for the system.
    let output = Command::new("sh")
        .args(["-c", "\"$@\" && times", "sh"])
        .arg(rustc)
        .args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--cap-lints=allow"])
        .arg(format!("--extern=spark_connect_core={}", library().display()))
        .arg(format!("-Ldependency={}", dependencies().display()))
        .arg(format!("--out-dir={}", folder.display()))
        .arg(&source)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let times = String::from_utf8(output.stdout).unwrap();
    let children = times.lines().nth(1).expect("the times of the children");
    children.split_whitespace().map(duration).sum()
}

/// `0m1.5s`
fn duration(text: &str) -> Duration {
    let (minutes, seconds) = text.strip_suffix('s').and_then(|text| text.split_once('m')).expect("a time");
    let minutes: f64 = minutes.parse().unwrap();
    Duration::from_secs_f64(minutes * 60.0 + seconds.parse::<f64>().unwrap())
}

#[test]
fn many_rows_and_queries_are_checked_in_seconds() {
    const STRUCTS: usize = 100;
    const QUERIES: u32 = 300;
    let folder = TempDir::new().unwrap();
    // The better of two: the machine may be busy with something else.
    let best = |name: &str, code: &str| (0..2).map(|_| check(folder.path(), name, code)).min().unwrap();
    let rows = rows(STRUCTS, 30);
    let structs = best("structs", &rows);
    let both = best("both", &(rows + &queries(QUERIES as usize, STRUCTS)));
    let each = both.saturating_sub(structs) / QUERIES;
    println!(
        "{STRUCTS} structs of 30 fields: {structs:?}; with {QUERIES} queries: {both:?}, {each:?} for each"
    );
    // Twice what it is on a quiet machine with two cores: this finds what makes it worse, not how good it is.
    assert!(both < Duration::from_secs(10), "{both:?}");
    assert!(each < Duration::from_millis(10), "{each:?}");
}

#[test]
fn a_row_of_300_columns_compiles() {
    let folder = TempDir::new().unwrap();
    let code = rows(1, 300)
        + "pub fn query(rows: &Dataset<Row0>) -> Dataset<Row0> {
               rows.filter(|r| r.c299.is_not_null()).select(|r| Row0Cols { c2: r.c2.upper(), ..r })
           }";
    println!("a struct of 300 fields and a query: {:?}", check(folder.path(), "wide", &code));
}
