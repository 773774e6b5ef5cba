//! The annotator: a report's words with part of speech, lemma, dependency arc and names, and the
//! events that the learned model proposes.
//!
//! In: a [`Report`](tidings_text::Report) divided into sentences and words. Out: an [`Annotation`].
//! One small transformer encoder reads the report in windows of whole sentences; its heads say everything
//! in the same pass (`model/CARD.md` describes them, `training/` makes them).
//!
//! ```no_run
//! use tidings_annotate::Annotator;
//! use tidings_text::Report;
//!
//! let report = Report::from_text("Kenya urged both sides to talk.", None);
//! let annotation = Annotator::embedded()?.annotate(&report)?;
//! for word in &annotation.sentences[0].words {
//!     println!("{} {} {}", word.form, word.pos, word.lemma);
//! }
//! # Ok::<(), tidings_annotate::AnnotateError>(())
//! ```
//!
//! - `annotation`: the types that come out
//! - `model`: the weights and one run of them
//! - `windows`: sentences into windows of pieces
//! - `tree`: dependency trees from arc scores
//! - `lemma`: dictionary forms
//! - `decode`, `propose`: labels from scores
//! - `conllu`: CoNLL-U out

mod annotation;
mod annotator;
mod conllu;
mod decode;
mod error;
mod labels;
mod lemma;
mod model;
mod propose;
mod tree;
mod windows;

pub use annotation::{
    AnnotatedSentence, Annotation, Argument, Name, NameKind, Proposal, Ranked, Role, StatementProposal, Word, WordAt,
    WordRange,
};
pub use annotator::Annotator;
pub use conllu::to_conllu;
pub use error::AnnotateError;
