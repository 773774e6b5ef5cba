//! Who is who, where and when in one report.
//!
//! In: a [`Report`](tidings_text::Report), its [`Annotation`](tidings_annotate::Annotation) and a [`Gazetteer`].
//! Out: a [`Scene`] of entities, mentions, places and dates.
//!
//! ```
//! use tidings_actors::{Gazetteer, resolve};
//! use tidings_annotate::Annotation;
//! use tidings_text::Report;
//!
//! let scene = resolve(&Report::default(), &Annotation::default(), Gazetteer::embedded()?);
//! assert!(scene.entities.is_empty());
//! # Ok::<(), tidings_actors::GazetteerError>(())
//! ```
//!
//! - `gazetteer`: the tables, packed by `build.rs` and read line by line as reports need them;
//! - `grammar`, `hits`: the dependency tree, and where the tables' names stand in it;
//! - `learned`: words that the model gives a part in an event;
//! - `focus`, `places`, `dates`: the country a report is about, where things happen, and when;
//! - `homeland`: the country of people whose phrase names none;
//! - `lookup`: the tables asked directly;
//! - `resolve`: from noun phrases to entities; `participants`: from a word back to them.

mod dates;
mod error;
mod focus;
mod fold;
mod gazetteer;
mod grammar;
mod hits;
mod homeland;
mod keys;
mod learned;
mod lookup;
mod participants;
mod places;
mod resolve;
mod scene;
#[cfg(test)]
mod testing;

pub use error::GazetteerError;
pub use gazetteer::{Gazetteer, TableProblem};
pub use homeland::{HomelandCandidate, HomelandGuess};
pub use lookup::{WhereCandidate, WhoCandidate};
pub use resolve::{homeland_guesses, resolve};
pub use scene::{
    DateMention, DatePrecision, Entity, EntityKind, HeldRole, Mention, Participant, PlaceMention, PlacePrecision, Scene,
};
