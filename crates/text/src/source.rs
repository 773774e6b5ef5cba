//! Where reports come from: files, folders, path patterns, standard input.

use std::convert::Infallible;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::input::{Input, Limits};
use crate::{Location, ReadError, Report};

/// Where to read reports from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file: one report, or in JSONL one a line.
    File(PathBuf),
    /// All files of a folder and the folders in it, by name; hidden ones and links to folders are left out.
    Folder(PathBuf),
    /// All files whose path fits a pattern with `*`, `**`, `?` or `[…]`, by name.
    Pattern(String),
    /// Standard input.
    StandardInput,
}

impl FromStr for Source {
    type Err = Infallible;

    /// "-" is standard input, an existing path a file or folder, and what else holds `*`, `?` or `[` a pattern.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        let path = Path::new(text);
        Ok(match text {
            "-" => Self::StandardInput,
            _ if path.is_dir() => Self::Folder(path.to_owned()),
            _ if !path.exists() && text.contains(['*', '?', '[']) => Self::Pattern(text.to_owned()),
            _ => Self::File(path.to_owned()),
        })
    }
}

/// Reads all reports of all sources, in order.
///
/// Files may be plain text, HTML or JSONL, told apart by their content, and compressed by gzip or zstd. An input
/// that can't be read gives an error and costs that report only; the iterator goes on with the next.
pub fn read(sources: impl IntoIterator<Item = Source>, limits: Limits) -> Reports {
    let mut waiting: Vec<Entry> = sources.into_iter().map(Entry::Source).collect();
    waiting.reverse();
    Reports {
        waiting,
        open: None,
        limits,
    }
}

/// Reads the reports of one open file or stream; `name` stands for it in errors.
pub fn read_from(name: &str, bytes: impl Read + Send + 'static, limits: Limits) -> Reports {
    Reports {
        waiting: Vec::new(),
        open: Some(Input::new(Location::file(name), Box::new(bytes), limits)),
        limits,
    }
}

/// The reports of some sources, in order; see [`read`].
pub struct Reports {
    /// What is still to be read, the next one last.
    waiting: Vec<Entry>,
    open: Option<Input>,
    limits: Limits,
}

/// Something to be read.
enum Entry {
    Source(Source),
    Path(PathBuf),
    Failed(ReadError),
}

impl Iterator for Reports {
    type Item = Result<Report, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(input) = &mut self.open {
                if let Some(report) = input.next() {
                    return Some(report);
                }
                self.open = None;
            }
            let next = self.waiting.pop()?;
            if let Err(error) = self.advance(next) {
                return Some(Err(error));
            }
        }
    }
}

impl Reports {
    /// Opens a file, or puts what a folder or pattern holds before what is waiting.
    fn advance(&mut self, entry: Entry) -> Result<(), ReadError> {
        match entry {
            Entry::Failed(error) => return Err(error),
            Entry::Source(Source::StandardInput) => {
                self.open = Some(Input::new(
                    Location::file("standard input"),
                    Box::new(io::stdin()),
                    self.limits,
                ));
            }
            Entry::Source(Source::File(path)) | Entry::Path(path) if !path.is_dir() => {
                let at = Location::file(path.display().to_string());
                let file = fs::File::open(&path).map_err(|error| ReadError::io(at.clone(), error))?;
                self.open = Some(Input::new(at, Box::new(file), self.limits));
            }
            Entry::Source(Source::File(path) | Source::Folder(path)) => {
                let entries = folder(&path)?;
                if entries.is_empty() {
                    return Err(ReadError::NoFiles(Location::file(path.display().to_string())));
                }
                self.put_first(entries);
            }
            Entry::Path(path) => {
                let entries = folder(&path)?;
                self.put_first(entries);
            }
            Entry::Source(Source::Pattern(pattern)) => {
                let entries = matches(&pattern)?;
                self.put_first(entries);
            }
        }
        Ok(())
    }

    fn put_first(&mut self, entries: Vec<Entry>) {
        self.waiting.extend(entries.into_iter().rev());
    }
}

/// What a folder holds, by name.
fn folder(path: &Path) -> Result<Vec<Entry>, ReadError> {
    let failed = |error| ReadError::io(Location::file(path.display().to_string()), error);
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        // A link to a folder may lead back up and never end.
        let link_to_folder = entry.file_type().is_ok_and(|kind| kind.is_symlink()) && entry.path().is_dir();
        if !hidden && !link_to_folder {
            entries.push(entry.path());
        }
    }
    entries.sort();
    Ok(entries.into_iter().map(Entry::Path).collect())
}

/// The files that fit a pattern, by name.
fn matches(pattern: &str) -> Result<Vec<Entry>, ReadError> {
    let at = Location::file(pattern);
    let paths = glob::glob(pattern).map_err(|error| ReadError::Pattern(at.clone(), error.to_string()))?;
    let entries: Vec<Entry> = paths
        .filter_map(|path| match path {
            Ok(path) => (!path.is_dir()).then_some(Entry::Path(path)),
            Err(error) => {
                let at = Location::file(error.path().display().to_string());
                Some(Entry::Failed(ReadError::io(at, error.into())))
            }
        })
        .collect();
    if entries.is_empty() {
        Err(ReadError::NoFiles(at))
    } else {
        Ok(entries)
    }
}
