//! Who is who, where and when in one report.
//!
//! In: a [`Report`](tidings_text::Report), its [`Annotation`](tidings_annotate::Annotation) and a [`Gazetteer`].
//! Out: a [`Scene`] of entities, mentions, places and dates.

mod error;
mod focus;
mod fold;
mod gazetteer;
mod grammar;
mod hits;
mod places;
mod scene;

pub use error::GazetteerError;
pub use gazetteer::Gazetteer;
pub use scene::{
    DateMention, DatePrecision, Entity, EntityKind, HeldRole, Mention, Participant, PlaceMention, PlacePrecision, Scene,
};
