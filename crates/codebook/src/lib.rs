//! The codebook: what the coder knows of the two ontologies, CAMEO and PLOVER, and of the words that lead to them.
//!
//! Everything here is data in plain files (`codebook/`, described in its README); this crate reads and checks them and
//! knows no language processing. Unlike the pattern dictionaries of PETRARCH, an entry carries its own examples, so the
//! codebook is its own test suite, and everything wrong in it is an error with file, line and a suggestion.
//!
//! ```
//! use tidings_codebook::{Codebook, PredicateKind};
//!
//! let codebook = Codebook::embedded()?;
//! let aid = codebook.cameo("073").ok_or("no such code")?;
//! assert_eq!(aid.goldstein, 7.4);
//! assert!(codebook.frames_for("reject", PredicateKind::Verb).next().is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! * [`Codebook`]: the whole; [`Codebook::embedded`] is ours, [`Codebook::load`] puts a user's folder on top.
//! * [`Frame`]: how one sense of a predicate becomes a code.
//! * [`Cues`]: the words that tell status, attribution and conditions.
//! * [`LightVerb`], [`WordSet`]: what frames and the coder share.

mod codebook;
mod cues;
mod document;
mod error;
mod expected;
mod frame;
mod frame_reader;
mod light_verbs;
mod ontology;
#[cfg(test)]
mod test_support;
#[cfg(test)]
mod tests;
mod words;

pub use codebook::Codebook;
pub use cues::{Cue, CueExample, CueKind, CueTable, Cues, Stance};
pub use error::{CodebookError, Problem, ProblemKind};
pub use frame::{Case, Example, Expected, Frame, Predicate, PredicateKind, Slot, Status, Test, TestPlace};
pub use light_verbs::{LightSubject, LightVerb};
pub use ontology::{CameoCode, PloverClass, PloverMode};
pub use words::{ArgumentKind, WordSet};
