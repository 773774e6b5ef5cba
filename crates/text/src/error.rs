//! What can go wrong with one input; it costs that report only.

use std::fmt;

use thiserror::Error;

/// Where in the input: a file, and in JSONL a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The path as given, or "standard input".
    pub file: String,
    /// The line, from 1, where a file holds one report a line.
    pub line: Option<usize>,
}

impl Location {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: None,
        }
    }

    /// The same file at a line, from 1.
    #[must_use]
    pub fn at_line(&self, line: usize) -> Self {
        Self {
            file: self.file.clone(),
            line: Some(line),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}, line {line}", self.file),
            None => out.write_str(&self.file),
        }
    }
}

/// Why an input gave no report.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is nothing at a path.
    #[error("{0}: no such file or folder; check the path")]
    Missing(Location),
    /// The operating system denies reading.
    #[error("{0}: no permission to read it; change its rights or run as a user who may read it")]
    Denied(Location),
    /// Reading failed otherwise.
    #[error("{at}: can't be read ({source}); check the disk or the network drive and try again")]
    Io {
        /// Where.
        at: Location,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A path pattern can't be understood.
    #[error("{0}: not a valid path pattern ({1}); use *, ** and ? and put it in quotation marks")]
    Pattern(Location, String),
    /// A path pattern or folder holds no files.
    #[error("{0}: no files found; check the path")]
    NoFiles(Location),
    /// There is no text in a file, a line or a record.
    #[error("{0}: empty; give a report with at least one sentence or leave it out")]
    Empty(Location),
    /// A report or line is larger than [`Limits::report_bytes`](crate::Limits::report_bytes).
    #[error("{at}: larger than {limit} bytes; split it into one report a file or line, or raise the limit")]
    TooLarge {
        /// Where.
        at: Location,
        /// The limit in bytes.
        limit: u64,
    },
    /// Compressed data is cut off or damaged, or unpacks to far more than any report.
    #[error("{at}: the {format} data can't be unpacked: {reason}; copy or compress the file again")]
    Compressed {
        /// Where.
        at: Location,
        /// `gzip` or `zstd`.
        format: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// A file is no text.
    #[error("{at}: no text but {kind}; give plain text, HTML or JSONL ({advice})")]
    Binary {
        /// Where.
        at: Location,
        /// What it seems to be.
        kind: &'static str,
        /// How to get text out of it.
        advice: &'static str,
    },
    /// An HTML page without an article.
    #[error("{0}: no main text found in the HTML; save the article's own page, or give its text")]
    NoMainText(Location),
    /// A line is not a JSON object.
    #[error("{at}: not a JSON object ({reason}); write one object a line, `jq -c .` does that")]
    Json {
        /// Where.
        at: Location,
        /// What the parser says.
        reason: String,
    },
    /// A field of a JSON object is missing or of the wrong type.
    #[error("{at}: field `{field}` must be {expected}, but is {found}; correct the field")]
    Field {
        /// Where.
        at: Location,
        /// The field.
        field: &'static str,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
}

impl ReadError {
    /// Where it happened.
    pub fn location(&self) -> &Location {
        match self {
            Self::Missing(at)
            | Self::Denied(at)
            | Self::Pattern(at, _)
            | Self::NoFiles(at)
            | Self::Empty(at)
            | Self::NoMainText(at)
            | Self::Io { at, .. }
            | Self::TooLarge { at, .. }
            | Self::Compressed { at, .. }
            | Self::Binary { at, .. }
            | Self::Json { at, .. }
            | Self::Field { at, .. } => at,
        }
    }

    /// An error of the operating system, by its kind.
    pub(crate) fn io(at: Location, source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::NotFound => Self::Missing(at),
            std::io::ErrorKind::PermissionDenied => Self::Denied(at),
            _ => Self::Io { at, source },
        }
    }
}
