//! The word lists of `data/`: one or more words a line, `#` opens a comment.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A set of words compiled into the program.
pub(crate) type Words = LazyLock<HashSet<&'static str>>;

/// The lines of a list without comments and blank lines.
pub(crate) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// All words of a list.
pub(crate) fn words(list: &'static str) -> HashSet<&'static str> {
    lines(list).flat_map(str::split_whitespace).collect()
}

/// What an abbreviation's full stop may mean; see `data/abbreviations.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Stands before a name.
    Title,
    /// Keeps its stop only before a number.
    Number,
    /// A month or weekday.
    Month,
    /// May end a sentence.
    Ending,
}

/// What the full stop after `word` may mean; `None` where the word is no abbreviation. "ex-Gen" counts as "Gen".
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    let last = word.rsplit('-').next().unwrap_or_default();
    ABBREVIATIONS.get(word).or_else(|| ABBREVIATIONS.get(last)).copied()
}

/// Abbreviations, without their final stop.
static ABBREVIATIONS: LazyLock<HashMap<String, Abbreviation>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for line in lines(include_str!("../data/abbreviations.txt")) {
        let mut words = line.split_whitespace();
        let kind = match words.next() {
            Some("title") => Abbreviation::Title,
            Some("number") => Abbreviation::Number,
            Some("month") => Abbreviation::Month,
            _ => Abbreviation::Ending,
        };
        for word in words {
            table.insert(word.to_owned(), kind);
            // "GEN. SMITH", but not "NO." or "A.".
            if word.len() > 2 {
                table.insert(word.to_uppercase(), kind);
            }
        }
    }
    table
});

/// Contractions without an apostrophe, lower case, and the length of their first part.
pub(crate) static CONTRACTIONS: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    lines(include_str!("../data/contractions.txt"))
        .filter_map(|line| line.split_once(' '))
        .map(|(first, second)| (format!("{first}{second}"), first.len()))
        .collect()
});

/// Prefixes that keep their hyphen.
pub(crate) static PREFIXES: Words = LazyLock::new(|| words(include_str!("../data/prefixes.txt")));
/// Units that part from their number.
pub(crate) static UNITS: Words = LazyLock::new(|| words(include_str!("../data/units.txt")));
/// Words that begin with an apostrophe.
pub(crate) static ELISIONS: Words = LazyLock::new(|| words(include_str!("../data/elisions.txt")));
/// Endings of web addresses and file names.
pub(crate) static ENDINGS: Words = LazyLock::new(|| words(include_str!("../data/endings.txt")));
/// Words that open sentences.
pub(crate) static OPENERS: Words = LazyLock::new(|| words(include_str!("../data/openers.txt")));
/// Words that go on after a time of day.
pub(crate) static CLOCK: Words = LazyLock::new(|| words(include_str!("../data/clock.txt")));
/// Verbs that follow a quotation.
pub(crate) static REPORTING: Words = LazyLock::new(|| words(include_str!("../data/reporting.txt")));
/// Faces made of punctuation.
pub(crate) static EMOTICONS: Words = LazyLock::new(|| words(include_str!("../data/emoticons.txt")));
/// Labels that are no place of a dateline.
pub(crate) static NOT_PLACES: Words = LazyLock::new(|| words(include_str!("../data/not_places.txt")));
