//! News reports as text.
//!
//! In: the bytes of a file (plain text, HTML or JSONL, plain or compressed). Out: [`Report`]s, whose
//! canonical `text` every later offset points into, divided into paragraphs, sentences and words.
//!
//! ```
//! use tidings_text::Report;
//!
//! let report = Report::from_text("OSLO, 3 May 2021 (Agency) - Norway didn't sign. It will meet Chad on Friday.", None);
//! assert_eq!(report.text, "Norway didn't sign. It will meet Chad on Friday.");
//! assert_eq!(report.published.map(|day| day.to_string()).as_deref(), Some("2021-05-03"));
//! let words: Vec<_> = report.sentences[0].words.iter().map(|word| word.of(&report.text)).collect();
//! assert_eq!(words, ["Norway", "did", "n't", "sign", "."]);
//! ```
//!
//! | module | what |
//! |---|---|
//! | `source`, `input` | files, folders, patterns, standard input; compression; formats |
//! | `decode`, `html`, `jsonl` | the formats |
//! | `layout`, `clean`, `rules`, `dates` | canonical text; the rules are `data/cleaning.tsv` |
//! | `sentences`, `words` | divisions, as in Universal Dependencies for English |
//!
//! Unlike general sentence splitters and tokenizers it keeps byte offsets into one text, splits as the
//! treebanks do that the annotator learned from, and says of every character left out why.

mod clean;
mod dates;
mod decode;
mod error;
mod html;
mod input;
mod jsonl;
mod language;
mod layout;
mod lists;
mod report;
mod rules;
mod sentences;
mod source;
mod words;

pub use error::{Location, ReadError};
pub use input::Limits;
pub use report::{Dateline, Removed, Report, Sentence, Span};
pub use sentences::divide;
pub use source::{Reports, Source, read, read_from};
