use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// Why a codebook cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum CodebookError {
    /// A file or folder of the user's codebook cannot be read.
    #[error("cannot read {}: {source}; check that it exists and is UTF-8 text", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: Arc<io::Error>,
    },
    /// The files can be read, but what they say is wrong; every problem found is listed.
    #[error("{}", list(.0))]
    Invalid(Vec<Problem>),
}

fn list(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    lines.join("\n")
}

/// One thing that is wrong in a codebook, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as the user knows it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.kind)
    }
}

/// What can be wrong in a codebook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The file is not TOML, or a table's line has not the columns it should have.
    #[error("{0}")]
    Syntax(String),
    /// A key, class, code, mode, slot, list… that does not exist.
    #[error("unknown {what} `{name}`{}", hint(.suggestion.as_ref()))]
    Unknown {
        /// What sort of word it should have been.
        what: &'static str,
        /// The word as written.
        name: String,
        /// The nearest word that exists, if any is near.
        suggestion: Option<String>,
    },
    /// A key that every such entry needs.
    #[error("{entry} needs `{key}`; add a line `{key} = …`")]
    Missing {
        /// The kind of entry.
        entry: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A key with a value of another type.
    #[error("`{key}` must be {expected}")]
    WrongType {
        /// The key.
        key: String,
        /// What it must be.
        expected: &'static str,
    },
    /// A predicate, word, list or test without any word in it.
    #[error("empty {0}; give it at least one word or take it out")]
    Empty(&'static str),
    /// Two entries of one name.
    #[error("{what} `{name}` is already defined at {first}; rename one of them")]
    Duplicate {
        /// The kind of entry.
        what: &'static str,
        /// Its name.
        name: String,
        /// File and line of the first.
        first: String,
    },
    /// A mode that the frame's class does not have.
    #[error("class {class} has no mode `{mode}`; its modes are: {}", if .modes.is_empty() { "none".into() } else { .modes.join(", ") })]
    ModeOfClass {
        /// The class.
        class: String,
        /// The mode as written.
        mode: String,
        /// The modes that the class has.
        modes: Vec<String>,
    },
    /// A case that no sentence can reach.
    #[error(
        "this case can never be reached: the case at line {earlier} fits whenever this one does; put this one before it"
    )]
    Unreachable {
        /// Line of the earlier case.
        earlier: usize,
    },
    /// An example's expected coding that cannot be read.
    #[error(
        "cannot read the coding `{coded}`: {reason}; write `CLASS.mode CODE: actors -> recipients, status` or `nothing`"
    )]
    Coding {
        /// The coding as written.
        coded: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A word list that contains itself.
    #[error("the word list `{0}` contains itself; take the circle out")]
    Circular(String),
}

fn hint(suggestion: Option<&String>) -> String {
    suggestion.map_or_else(String::new, |word| format!("; did you mean `{word}`?"))
}

impl ProblemKind {
    /// An unknown word, with the nearest of `known` as a suggestion.
    pub(crate) fn unknown<'a>(what: &'static str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        Self::Unknown {
            what,
            name: name.to_owned(),
            suggestion: nearest(name, known).map(str::to_owned),
        }
    }
}

/// The word of `known` nearest to `name` by edits, where no more than a third of it has to change.
fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = name.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(&written, &word.to_lowercase()), word))
        .filter(|(edits, word)| *edits <= (word.chars().count() / 3).max(1))
        .min()
        .map(|(_, word)| word)
}

/// The problems found so far: loading goes on after a problem, so that a user sees all of them at once.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn add(&mut self, file: &str, line: usize, kind: ProblemKind) {
        self.0.push(Problem {
            file: file.to_owned(),
            line,
            kind,
        });
    }

    /// `value`, unless a problem was found.
    pub(crate) fn or<T>(self, value: T) -> Result<T, CodebookError> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(CodebookError::Invalid(self.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn suggests_a_near_word_and_nothing_far() {
        let known = ["subject", "object", "clause"];
        for (written, expected) in [
            ("subjetc", Some("subject")),
            ("Object", Some("object")),
            ("claus", Some("clause")),
            ("weather", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, known), expected, "{written}");
        }
    }
}
