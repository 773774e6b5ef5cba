//! Frames on annotated text: where the words of a frame's predicate stand, its tests hold, and its slots are filled.

mod matching;
mod slots;
mod tests_of;

pub(crate) use matching::{FrameMatch, frame_matches};
pub(crate) use slots::{carrier, fill};
