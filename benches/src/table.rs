//! The table of what was measured, in Markdown.

use std::time::Duration;

use crate::{
    measure::{Measured, Numbers},
    work::{Role, Unit, Work},
};

/// The first lines.
pub fn head() -> String {
    "| work | by | median | to the floor | to ours | CPU | to the floor | peak memory |\n|---|---|--:|--:|--:|--:|--:|--:|"
        .to_owned()
}

/// The lines of a work. Ratios are medians over the turns, in which all cases met the same machine.
pub fn lines(work: &Work, measured: &[Measured]) -> Vec<String> {
    let numbers = |role| {
        let best =
            measured.iter().filter(|case| case.role == role).filter_map(|case| case.outcome.as_ref().ok());
        best.min_by_key(|numbers| numbers.median)
    };
    let (floor, ours) = (numbers(Role::Floor), numbers(Role::Ours));
    let line = |(index, case): (usize, &Measured)| {
        let title = if index == 0 { work.title } else { "" };
        let by = if case.role == Role::Ours { format!("**{}**", case.by) } else { case.by.to_owned() };
        match &case.outcome {
            Ok(numbers) => format!(
                "| {title} | {by} | {} | {} | {} | {} | {} | {} |",
                median(work, numbers),
                ratio(numbers, floor),
                ratio(numbers, ours),
                time(numbers.cpu),
                floor.map_or_else(String::new, |floor| quotient(numbers.cpu, floor.cpu)),
                numbers.memory.map_or_else(String::new, memory),
            ),
            Err(failure) => format!("| {title} | {by} | failed: {failure} | | | | | |"),
        }
    };
    measured.iter().enumerate().map(line).collect()
}

fn median(work: &Work, numbers: &Numbers) -> String {
    match work.unit {
        Unit::Whole => time(numbers.median),
        Unit::Build => format!("{}, {} packages", time(numbers.median), numbers.check),
        Unit::Rate => format!("{:.0} per s", work.size as f64 / numbers.median.as_secs_f64()),
    }
}

/// How many times as long as the other one it took.
fn ratio(numbers: &Numbers, other: Option<&Numbers>) -> String {
    let Some(other) = other else { return String::new() };
    let turns = numbers.turns.iter().zip(&other.turns);
    let mut ratios: Vec<f64> = turns.map(|(one, other)| one.as_secs_f64() / other.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).map_or_else(String::new, |ratio| format!("{ratio:.2}"))
}

fn quotient(one: Duration, other: Duration) -> String {
    format!("{:.2}", one.as_secs_f64() / other.as_secs_f64())
}

/// With three digits.
fn time(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        0.1.. => format!("{seconds:.3} s"),
        1e-4.. => format!("{} ms", digits(seconds * 1e3)),
        _ => format!("{} µs", digits(seconds * 1e6)),
    }
}

fn memory(bytes: u64) -> String {
    format!("{} MB", digits(bytes as f64 / 1e6))
}

fn digits(value: f64) -> String {
    match value {
        100.0.. => format!("{value:.0}"),
        10.0.. => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
