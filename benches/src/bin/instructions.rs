//! How many instructions it takes to decode and encode a row, held against what it took when somebody last looked.
//!
//! ```text
//! cargo run --release --package spark-connect-benches --bin instructions [update]
//! ```
//!
//! Time is noisy where others work too, so this counts: with callgrind, which needs `valgrind`. Each case runs twice, with
//! one round and with several, and the difference is what the rounds took. `benches/instructions.txt` has the budgets; a
//! case that takes 5 % more or less fails, and `update` writes the file anew.

use std::{collections::BTreeMap, env, fmt::Write, fs, path::PathBuf, process::Command, time::Duration};

use spark_connect_benches::{
    child::{Result, Setting},
    work::{self, Role, Work},
};

/// Rows of a round.
const ROWS: usize = 20_000;
/// Rounds of the longer run; the shorter has one.
const ROUNDS: usize = 3;
/// What a case may differ from its budget: the hashes of maps are random, and compilers are not all the same.
const TOLERANCE: f64 = 0.05;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["rounds", work, by, rounds] => run(work, by, rounds.parse()?),
        [] => compare(&budgets()?),
        ["update"] => update(),
        _ => Err("usage: instructions [update]".into()),
    }
}

/// Does a work so often; this is what is counted.
fn run(work: &str, by: &str, rounds: usize) -> Result<()> {
    let setting = Setting { remote: String::new(), size: ROWS, pause: Duration::ZERO };
    let mut round = work::find(work, by)?(&setting)?;
    for _ in 0..rounds {
        // What the work yielded is not looked at, but given back.
        drop(round()?);
    }
    Ok(())
}

/// The works that are counted.
fn counted() -> impl Iterator<Item = Work> {
    work::all().into_iter().filter(|work| work.name.starts_with("decode") || work.name.starts_with("encode"))
}

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("instructions.txt")
}

/// The instructions for a row, by the name of the work.
fn budgets() -> Result<BTreeMap<String, f64>> {
    let text = fs::read_to_string(file())?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let budget = |line: &str| -> Result<(String, f64)> {
        let (name, number) = line.split_once(' ').ok_or("a line without a number")?;
        Ok((name.to_owned(), number.parse()?))
    };
    lines.map(budget).collect()
}

fn compare(budgets: &BTreeMap<String, f64>) -> Result<()> {
    let mut others = Vec::new();
    println!("| instructions for a row | by hand | generated | ratio | budget |");
    println!("|---|---|---|---|---|");
    for work in counted() {
        let (floor, ours) = (instructions(&work, Role::Floor)?, instructions(&work, Role::Ours)?);
        let budget = budgets.get(work.name).copied().unwrap_or_default();
        println!("| {} | {floor:.1} | {ours:.1} | {:.2} | {budget:.1} |", work.name, ours / floor);
        if (ours / budget - 1.0).abs() > TOLERANCE {
            others.push(format!(
                "{}: {ours:.1} instructions for a row, and the budget is {budget:.1}",
                work.name
            ));
        }
    }
    if others.is_empty() {
        return Ok(());
    }
    let file = file();
    let update = "cargo run --release --package spark-connect-benches --bin instructions update";
    Err(format!("{}\nIf that is meant, write {} anew: {update}", others.join("\n"), file.display()).into())
}

fn update() -> Result<()> {
    let mut text = String::from(
        "# Instructions for a row of the cases of this client: `cargo run --release --package spark-connect-benches\n\
         # --bin instructions` compares, and writes this file with `update` behind.\n",
    );
    for work in counted() {
        writeln!(text, "{} {:.1}", work.name, instructions(&work, Role::Ours)?)?;
    }
    fs::write(file(), text)?;
    Ok(())
}

/// How many instructions a case of a work takes for a row.
fn instructions(work: &Work, role: Role) -> Result<f64> {
    let case = work.cases.iter().find(|case| case.role == role).ok_or("a work without such a case")?;
    let count = |rounds: usize| collected(work.name, case.by, rounds);
    let (once, often) = (count(1)?, count(ROUNDS)?);
    Ok(often.saturating_sub(once) as f64 / ((ROUNDS - 1) * ROWS) as f64)
}

/// The instructions of a process that does a work so often.
fn collected(work: &str, by: &str, rounds: usize) -> Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(["rounds", work, by, &rounds.to_string()])
        .output()
        .map_err(|error| format!("valgrind cannot be started (`apt-get install valgrind`): {error}"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let collected =
        text.lines().find_map(|line| line.split_once("Collected : ")).map(|(_, count)| count.trim());
    match collected {
        Some(count) if output.status.success() => Ok(count.parse()?),
        _ => Err(format!("valgrind counted nothing: {text}").into()),
    }
}
