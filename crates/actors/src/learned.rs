//! Words that the annotator's model gives a part in an event.

use std::collections::BTreeSet;

use tidings_annotate::{Annotation, Role};

/// How sure the model has to be of an event and of a word's part in it for the word to count: a noun that no table lists stands for
/// somebody then ("comrades"), or for a place ("in the capital").
const LEARNED: f32 = 0.5;

/// The words (sentence, word) that play one of the `roles`, in text order.
pub(crate) fn heads(annotation: &Annotation, roles: &[Role]) -> BTreeSet<(usize, usize)> {
    let sure = annotation
        .proposals
        .iter()
        .filter(|proposal| proposal.probability >= LEARNED);
    sure.flat_map(|proposal| &proposal.arguments)
        .filter(|argument| roles.contains(&argument.role) && argument.probability >= LEARNED)
        .map(|argument| (argument.head.sentence, argument.head.word))
        .collect()
}
