use std::io::{IsTerminal, stderr, stdout};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

/// The line that counts reports while a run goes on.
///
/// It is shown only where standard error is a terminal and standard output is not, so that it never mixes with results.
pub(crate) struct Progress {
    line: ProgressBar,
    started: Instant,
    reports: u64,
    words: u64,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let line = if stderr().is_terminal() && !stdout().is_terminal() {
            ProgressBar::new_spinner()
        } else {
            ProgressBar::hidden()
        };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {msg}") {
            line.set_style(style);
        }
        if !line.is_hidden() {
            line.enable_steady_tick(Duration::from_millis(200));
        }
        Self {
            line,
            started: Instant::now(),
            reports: 0,
            words: 0,
        }
    }

    /// Counts a report.
    pub(crate) fn count(&mut self, words: usize) {
        self.reports += 1;
        self.words += words as u64;
        if !self.line.is_hidden() {
            let speed = self.words as f64 / self.started.elapsed().as_secs_f64().max(0.001);
            self.line
                .set_message(format!("{} reports, {speed:.0} words/s", HumanCount(self.reports)));
        }
    }

    /// Does something else with the terminal, the line taken away meanwhile.
    pub(crate) fn pause(&self, action: impl FnOnce()) {
        self.line.suspend(action);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.line.finish_and_clear();
    }
}
