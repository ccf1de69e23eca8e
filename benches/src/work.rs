//! What is measured: works, and who does them.

use std::time::Duration;

use crate::{
    cases,
    child::{Result, Round, Setting},
};

/// Something that several clients can do.
#[derive(Debug)]
pub struct Work {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its name in the table.
    pub title: &'static str,
    /// What it talks to.
    pub server: Server,
    /// How much there is of it.
    pub size: usize,
    /// What its time is given for.
    pub unit: Unit,
    /// How often each case does it before it is the turn of the next one.
    pub samples: usize,
    /// How often each case has its turn.
    pub turns: usize,
    /// Between two samples.
    pub pause: Duration,
    /// Who does it: the floor first, then ours, then the others.
    pub cases: Vec<Case>,
}

/// What a work talks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// Nothing.
    None,
    /// What Spark answered once, replayed: as many rows of [`Mixed`](crate::sample::Mixed) as the work is large.
    Replay,
    /// What Spark answered once to the smallest query, replayed.
    ReplayNumber,
    /// Sail, on this machine.
    Sail,
}

/// What the time of a work is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// All of it.
    Whole,
    /// A second of it: how many queries are done in that.
    Rate,
    /// All of it, which is a build: done once, without a turn before that, and only when it is asked for by name.
    Build,
}

/// How somebody does a work.
#[derive(Debug)]
pub struct Case {
    /// Who, and how.
    pub by: &'static str,
    /// What it is to the others.
    pub role: Role,
    /// Where its code is.
    pub code: Code,
    /// The most turns that count for it, and the most samples of a turn.
    pub most: usize,
}

/// How often a case has its turn that takes a thousand times as long as ours.
const RARELY: usize = 2;

/// What a case is to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Written by hand for this work alone: about the best that there can be.
    Floor,
    /// This client.
    Ours,
    /// Another client or library.
    Peer,
}

/// Where the code of a case is.
#[derive(Debug, Clone, Copy)]
pub enum Code {
    /// In this package: what gets it ready.
    Here(fn(&Setting) -> Result<Round>),
    /// In `benches/peers`.
    Peers,
    /// In `benches/peers/pyspark_cases.py`.
    Python,
}

impl Case {
    /// Written by hand for this work alone.
    pub fn floor(by: &'static str, start: fn(&Setting) -> Result<Round>) -> Self {
        Self::new(by, Role::Floor, Code::Here(start))
    }

    /// This client.
    pub fn ours(by: &'static str, start: fn(&Setting) -> Result<Round>) -> Self {
        Self::new(by, Role::Ours, Code::Here(start))
    }

    /// Another library, which this package depends on.
    pub fn library(by: &'static str, start: fn(&Setting) -> Result<Round>) -> Self {
        Self::new(by, Role::Peer, Code::Here(start))
    }

    /// Another client in Rust.
    pub fn peer(by: &'static str) -> Self {
        Self::new(by, Role::Peer, Code::Peers)
    }

    /// PySpark.
    pub fn python(by: &'static str) -> Self {
        Self::new(by, Role::Peer, Code::Python)
    }

    /// The same in two turns of two samples at most: for what takes seconds where ours takes milliseconds.
    #[must_use]
    pub fn rarely(self) -> Self {
        Self { most: RARELY, ..self }
    }

    fn new(by: &'static str, role: Role, code: Code) -> Self {
        Self { by, role, code, most: usize::MAX }
    }
}

/// Everything that is measured.
pub fn all() -> Vec<Work> {
    [
        cases::decode::works(),
        cases::collect::works(),
        cases::upload::works(),
        cases::query::works(),
        cases::plan::works(),
        cases::build::works(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A case of this package, by its work's name and its own.
///
/// # Errors
/// There is none.
pub fn find(work: &str, by: &str) -> Result<fn(&Setting) -> Result<Round>> {
    let works = all();
    let case = works.iter().filter(|candidate| candidate.name == work).flat_map(|work| &work.cases);
    match case.into_iter().find(|case| case.by == by).map(|case| case.code) {
        Some(Code::Here(start)) => Ok(start),
        _ => Err(format!("this package has no case `{by}` of `{work}`").into()),
    }
}
