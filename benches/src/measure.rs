//! Measuring a work: its cases have their turns one after the other, so that what else happens on the machine meets all
//! of them.

use std::{process::Command, time::Duration};

use crate::{
    child::{Result, Setting},
    peers::Peers,
    process::{Process, Sample},
    work::{Case, Code, Role, Unit, Work},
};

/// What was measured of a case.
#[derive(Debug)]
pub struct Measured {
    /// Who, and how.
    pub by: &'static str,
    /// What it is to the others.
    pub role: Role,
    /// The numbers, or why there are none.
    pub outcome: Result<Numbers>,
}

/// The numbers of a case.
#[derive(Debug, Default)]
pub struct Numbers {
    /// The median of each turn.
    pub turns: Vec<Duration>,
    /// The median of all samples.
    pub median: Duration,
    /// The time of processors for a sample, with giving back what it yielded.
    pub cpu: Duration,
    /// The most memory in bytes, above what the process had before its first sample; none of a build, which other
    /// processes do.
    pub memory: Option<u64>,
    /// What came out, in short.
    pub check: u64,
}

struct Player<'a> {
    case: &'a Case,
    state: Result<(Process, u64)>,
    samples: Vec<Vec<Duration>>,
    cpu: Duration,
    check: u64,
}

/// Measures all cases of a work, without those of the peers if they are not there.
pub fn measure(work: &Work, setting: &Setting, peers: Option<&Peers>) -> Vec<Measured> {
    let mut players = Vec::new();
    for case in &work.cases {
        let Some(mut command) = command(case, peers) else { continue };
        let state = start(command.args(["case", work.name, case.by]), setting);
        players.push(Player { case, state, samples: Vec::new(), cpu: Duration::ZERO, check: 0 });
    }
    let mut check = None;
    // The first turn fills caches, and is not counted.
    for turn in usize::from(work.unit == Unit::Build)..=work.turns {
        for player in players.iter_mut().filter(|player| turn <= player.case.most) {
            player.turn(work, turn > 0, &mut check);
        }
    }
    players.into_iter().map(|player| player.end(work)).collect()
}

fn command(case: &Case, peers: Option<&Peers>) -> Option<Command> {
    match case.code {
        // The name of this program in its own process, whatever the file is called by now.
        Code::Here(_) => Some(Command::new("/proc/self/exe")),
        Code::Peers => peers.map(Peers::rust),
        Code::Python => peers.map(Peers::python),
    }
}

/// A process that is ready for its first sample, and the memory that it has then.
fn start(command: &mut Command, setting: &Setting) -> Result<(Process, u64)> {
    let process = Process::start(command.envs(setting.to_environment()))?;
    process.ready()?;
    process.forget_peak()?;
    let memory = process.memory("VmRSS")?;
    Ok((process, memory))
}

impl Player<'_> {
    fn turn(&mut self, work: &Work, counts: bool, check: &mut Option<u64>) {
        let Ok((process, _)) = &mut self.state else { return };
        match play(process, work.samples.min(self.case.most)) {
            Ok((samples, cpu)) => {
                if counts {
                    self.samples.push(samples.iter().map(|sample| sample.time).collect());
                    self.cpu += cpu;
                }
                self.check = samples.last().map_or(0, |sample| sample.check);
                let expected = *check.get_or_insert(self.check);
                let is_other = samples.iter().any(|sample| sample.check != expected);
                // Builds are of other packages.
                if is_other && work.unit != Unit::Build {
                    let failure = format!("does other work: it comes to {}, not {expected}", self.check);
                    self.state = Err(failure.into());
                }
            }
            Err(failure) => self.state = Err(failure),
        }
    }

    fn end(self, work: &Work) -> Measured {
        let numbers = |(process, before): (Process, u64)| {
            let all = self.samples.concat();
            Ok(Numbers {
                turns: self.samples.iter().map(|turn| median(turn)).collect(),
                median: median(&all),
                cpu: self.cpu / all.len().max(1) as u32,
                memory: match work.unit {
                    Unit::Build => None,
                    _ => Some(process.memory("VmHWM")?.saturating_sub(before)),
                },
                check: self.check,
            })
        };
        Measured { by: self.case.by, role: self.case.role, outcome: self.state.and_then(numbers) }
    }
}

/// So many samples, and the time of processors for all of them.
fn play(process: &mut Process, count: usize) -> Result<(Vec<Sample>, Duration)> {
    let before = process.cpu()?;
    let samples = process.samples(count)?;
    Ok((samples, process.cpu()? - before))
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
