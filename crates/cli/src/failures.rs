use std::fmt::Display;
use std::io::Write;

use anstyle::{AnsiColor, Style};

use crate::progress::Progress;

/// Counts what failed, and says it once on standard error.
#[derive(Default)]
pub(crate) struct Failures(usize);

impl Failures {
    /// Prints a failure without tearing the progress line.
    pub(crate) fn add(&mut self, failure: &impl Display, progress: &Progress) {
        self.0 += 1;
        progress.pause(|| print(&failure.to_string()));
    }

    /// How many there were.
    pub(crate) fn count(&self) -> usize {
        self.0
    }
}

/// Prints a message to standard error, marked as ours.
pub(crate) fn print(message: &str) {
    let mark: Style = AnsiColor::Red.on_default().bold();
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "{mark}tidings:{mark:#} {message}");
}
