//! Who is who, where and when in one report.
//!
//! In: a [`Report`](tidings_text::Report), its [`Annotation`](tidings_annotate::Annotation) and a [`Gazetteer`].
//! Out: a [`Scene`] of entities, mentions, places and dates.

mod dates;
mod error;
mod focus;
mod fold;
mod gazetteer;
mod grammar;
mod hits;
mod participants;
mod places;
mod resolve;
mod scene;
#[cfg(test)]
mod testing;

pub use error::GazetteerError;
pub use gazetteer::Gazetteer;
pub use resolve::resolve;
pub use scene::{
    DateMention, DatePrecision, Entity, EntityKind, HeldRole, Mention, Participant, PlaceMention, PlacePrecision, Scene,
};
