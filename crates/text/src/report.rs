use std::fmt::Write;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::clean::clean;
use crate::language::language_of;
use crate::sentences::divide;

/// A piece of a report: byte offsets into [`Report::text`], start inclusive, end exclusive,
/// always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words of the span in `text`; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A piece of the input that is not part of the canonical text, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// `date header`, `image credit`, `byline`, `dateline`, `boilerplate`, `repeated paragraph`…
    pub reason: String,
    /// The words taken out, as they stood.
    pub text: String,
}

/// Where and when a report was filed: "NAIROBI, 3 May (Agency) -".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The place as written, "NAIROBI".
    pub place: String,
    /// The day, where the dateline gives one and the year is known.
    pub date: Option<Date>,
}

/// A sentence of the canonical text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its words in the sense of Universal Dependencies for English ("don't" is `do` + `n't`), in order.
    pub words: Vec<Span>,
    /// Index into [`Report::paragraphs`].
    pub paragraph: usize,
}

/// One news report: its canonical text, its parts, and what is known about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The caller's id, or one made from the content's hash.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// The day of publication: relative dates are resolved against it.
    pub published: Option<Date>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// The canonical text: paragraphs parted by a blank line, nothing of [`Report::removed`] in it.
    pub text: String,
    /// What was taken out of the input, in its order there.
    pub removed: Vec<Removed>,
    /// Where and when it was filed.
    pub dateline: Option<Dateline>,
    /// The paragraphs of `text`.
    pub paragraphs: Vec<Span>,
    /// The sentences of `text`, in order.
    pub sentences: Vec<Sentence>,
    /// What the reader should know: undecodable bytes, text cut off…
    pub warnings: Vec<String>,
    /// Fields of the input that tidings does not know, carried through.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Report {
    /// The report in `text`, cleaned and divided into paragraphs, sentences and words.
    ///
    /// `published` is the day of publication where the caller knows it; else it is taken from a date header or a
    /// dateline in the text. The id is made from the content. A text of which nothing is left gives an empty report
    /// with a warning.
    pub fn from_text(text: &str, published: Option<Date>) -> Self {
        Self {
            published,
            ..Self::default()
        }
        .with_body(text)
    }

    /// Fills in what follows from the raw text; what the reader of the input knows stays as it is.
    pub(crate) fn with_body(mut self, raw: &str) -> Self {
        let cleaned = clean(raw, self.title.as_deref(), self.published);
        self.published = cleaned.published;
        self.dateline = cleaned.dateline;
        self.removed.extend(cleaned.removed);
        self.text = cleaned.text;
        (self.paragraphs, self.sentences) = divide(&self.text);
        if self.text.is_empty() {
            self.warnings
                .push("no text is left after header and boilerplate were taken out".to_owned());
        }
        self.language = self.language.take().or_else(|| language_of(&self.text));
        if let Some(language) = self.language.as_deref().filter(|language| !is_english(language)) {
            self.warnings.push(format!(
                "the language seems to be `{language}`; only English is understood"
            ));
        }
        if self.id.is_empty() {
            self.id = content_id(&self.text, self.published);
        }
        self
    }
}

fn is_english(language: &str) -> bool {
    let language = language.to_ascii_lowercase();
    matches!(language.split(['-', '_']).next(), Some("en" | "eng" | "english"))
}

/// The first 16 hexadecimal digits of the SHA-256 of text and day: the same report always has the same id.
fn content_id(text: &str, published: Option<Date>) -> String {
    let day = published.map(|day| day.to_string()).unwrap_or_default();
    let hash = Sha256::digest(format!("{day}\n{text}"));
    hash.iter().take(8).fold(String::with_capacity(16), |mut id, byte| {
        // Writing to a string can't fail.
        let _ = write!(id, "{byte:02x}");
        id
    })
}
