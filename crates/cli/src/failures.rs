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

/// An error with its causes; a cause that the error has already told of is not told again.
pub(crate) fn message(error: &anyhow::Error) -> String {
    error
        .chain()
        .skip(1)
        .map(ToString::to_string)
        .fold(error.to_string(), |told, cause| {
            if told.contains(&cause) {
                told
            } else {
                format!("{told}: {cause}")
            }
        })
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::message;

    #[test]
    fn causes_are_told_once() {
        for (error, expected) in [
            (anyhow!("disk full"), "disk full"),
            (
                anyhow!("disk full").context("a.csv can't be written"),
                "a.csv can't be written: disk full",
            ),
            (
                anyhow!("disk full").context("a.csv: disk full; make room"),
                "a.csv: disk full; make room",
            ),
        ] {
            assert_eq!(message(&error), expected);
        }
    }
}
