//! From annotation, codebook and actors to events and statements: the only place where language meets ontology.
//!
//! In: a report with its annotation, scene and codebook. Out: the [`CodedReport`] that `tidings code` writes, its fields
//! described in the coding guide and the output contract. [`code`] is the one way in.
//!
//! - `clause`: the dependency tree as clauses; `view`: all that is known of a report
//! - `frames`: the codebook's frames on the text; `decide`: frames and model together
//! - `status`, `attribution`, `when_where`, `figures`: the fields of an event
//! - `resolved`, `merge`: one record for each act
//! - `statements`: positions taken; `record`, `write`: what comes out

mod attribution;
mod clause;
mod code;
mod confidence;
mod content;
mod cues;
mod decide;
mod draft;
mod figures;
mod frames;
mod merge;
mod numerals;
mod offsets;
mod record;
mod resolved;
mod statements;
mod status;
mod view;
mod when_where;
mod write;

pub use code::{LEAST_CONFIDENCE, Settings, code};
pub use decide::{Proposers, Thresholds};
pub use record::{
    CodedReport, EntityRecord, Event, EventDate, EventPlace, Figure, ParticipantRecord, SCHEMA, Statement, TextSpan,
    Why,
};
