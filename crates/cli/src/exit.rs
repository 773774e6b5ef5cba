use std::io;
use std::process::{ExitCode, Termination};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All that was asked is done: 0.
    Done,
    /// Some reports, or some checks, failed; the others are done: 1.
    SomeFailed,
    /// Nothing could be done: 2.
    CouldNotRun,
}

impl Exit {
    /// Done, unless something failed.
    pub(crate) fn after(failures: usize) -> Self {
        if failures == 0 { Self::Done } else { Self::SomeFailed }
    }
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::SomeFailed => 1,
            Self::CouldNotRun => 2,
        })
    }
}

/// Whether the reader of our output has gone (`tidings code … | head`): by custom that is no failure.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let causes = error.chain();
    causes
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_pipe_is_found_below_other_errors() {
        for (kind, expected) in [(io::ErrorKind::BrokenPipe, true), (io::ErrorKind::StorageFull, false)] {
            let error = anyhow::Error::from(io::Error::from(kind)).context("writing the records");
            assert_eq!(is_broken_pipe(&error), expected, "{kind:?}");
        }
    }
}
