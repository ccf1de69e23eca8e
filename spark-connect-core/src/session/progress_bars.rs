//! Progress on a terminal.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use indicatif::{HumanBytes, MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Progress, ProgressGuard, SparkSession};

const LAYOUT: &str = "[{elapsed_precise}] [{bar:32}] {pos} of {len} tasks{msg}";

impl SparkSession {
    /// Shows a bar on the terminal for every operation of this session while it runs, until the guard is dropped.
    ///
    /// Bars are drawn on the standard error, below each other where operations run side by side, and vanish when their
    /// operations end. If that is not a terminal, nothing is drawn. What an operation has to report is said at
    /// [`on_progress`](Self::on_progress).
    ///
    /// ```no_run
    /// # async fn example(spark: spark_connect_core::session::SparkSession) -> spark_connect_core::error::Result<()> {
    /// let bars = spark.show_progress();
    /// spark.table("orders").count().await?;
    /// drop(bars);
    /// # Ok(())
    /// # }
    /// ```
    pub fn show_progress(&self) -> ProgressGuard {
        let bars = Bars::on(ProgressDrawTarget::stderr());
        self.on_progress(move |progress| bars.show(progress))
    }
}

/// A bar for each operation that runs, by its id.
struct Bars {
    lines: MultiProgress,
    running: Mutex<HashMap<String, ProgressBar>>,
}

impl Bars {
    fn on(target: ProgressDrawTarget) -> Self {
        Self { lines: MultiProgress::with_draw_target(target), running: Mutex::default() }
    }

    fn show(&self, progress: &Progress) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if progress.is_done() {
            if let Some(bar) = running.remove(progress.operation_id()) {
                bar.finish_and_clear();
                self.lines.remove(&bar);
            }
            return;
        }
        let bar = running.entry(progress.operation_id().to_owned()).or_insert_with(|| self.begin());
        bar.set_length(progress.tasks());
        bar.set_message(message(progress));
        bar.set_position(progress.completed_tasks());
    }

    fn begin(&self) -> ProgressBar {
        let style = ProgressStyle::with_template(LAYOUT).unwrap_or_else(|_| ProgressStyle::default_bar());
        self.lines.add(ProgressBar::no_length().with_style(style.progress_chars("=> ")))
    }
}

impl Drop for Bars {
    fn drop(&mut self) {
        // The guard was dropped while operations run: nobody else would take their bars away.
        for bar in self.running.get_mut().unwrap_or_else(PoisonError::into_inner).values() {
            bar.finish_and_clear();
        }
    }
}

fn message(progress: &Progress) -> String {
    let running = match progress.inflight_tasks() {
        0 => String::new(),
        tasks => format!(", {tasks} running"),
    };
    let read = match progress.bytes_read() {
        0 => String::new(),
        bytes => format!(", {} read", HumanBytes(bytes)),
    };
    running + &read
}

#[cfg(test)]
mod tests {
    use indicatif::InMemoryTerm;

    use super::*;
    use crate::{
        proto::spark::connect::execute_plan_response::{ExecutionProgress, execution_progress::StageInfo},
        session::progress::{ProgressHandlers, Reporter},
    };

    /// Two operations that are shown on a terminal.
    fn shown() -> (InMemoryTerm, ProgressGuard, [Reporter; 2]) {
        let terminal = InMemoryTerm::new(10, 100);
        // Drawn each time: the test does not wait.
        let bars = Bars::on(ProgressDrawTarget::term_like_with_hz(Box::new(terminal.clone()), 255));
        let handlers = ProgressHandlers::default();
        let guard = handlers.add(std::sync::Arc::new(move |progress: &Progress| bars.show(progress)));
        let reporters = ["one", "two"].map(|id| Reporter::new(handlers.clone(), id));
        (terminal, guard, reporters)
    }

    fn news(tasks: i64, completed: i64, running: i64, bytes: i64) -> ExecutionProgress {
        let stage = StageInfo {
            num_tasks: tasks,
            num_completed_tasks: completed,
            input_bytes_read: bytes,
            ..StageInfo::default()
        };
        ExecutionProgress { stages: vec![stage], num_inflight_tasks: running }
    }

    #[test]
    fn a_bar_for_each_operation() {
        let (terminal, _guard, [mut one, mut two]) = shown();
        one.update(&news(8, 2, 4, 3 * 1024 * 1024));
        two.update(&news(100, 50, 0, 0));
        let lines: Vec<String> = terminal.contents().lines().map(str::to_owned).collect();
        assert_eq!(
            lines,
            [
                "[00:00:00] [========>                       ] 2 of 8 tasks, 4 running, 3.00 MiB read",
                "[00:00:00] [================>               ] 50 of 100 tasks"
            ]
        );
        one.end();
        assert_eq!(terminal.contents().lines().count(), 1, "{}", terminal.contents());
        drop(two);
        assert_eq!(terminal.contents(), "");
    }

    #[test]
    fn no_bar_for_what_is_over_at_once_nor_after_the_guard() {
        let (terminal, guard, [mut one, mut two]) = shown();
        one.end();
        assert_eq!(terminal.contents(), "");
        two.update(&news(100, 50, 0, 0));
        assert_ne!(terminal.contents(), "");
        drop(guard);
        assert_eq!(terminal.contents(), "");
        two.update(&news(100, 60, 0, 0));
        assert_eq!(terminal.contents(), "");
    }
}
