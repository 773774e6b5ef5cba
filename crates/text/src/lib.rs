//! News reports as text.
//!
//! In: the bytes of a file (plain text, HTML or JSONL, plain or compressed). Out: [`Report`]s, whose
//! canonical `text` every later offset points into, divided into paragraphs, sentences and words.

mod lists;
mod report;
mod sentences;
mod words;

pub use report::{Dateline, Removed, Report, Sentence, Span};
pub use sentences::divide;
