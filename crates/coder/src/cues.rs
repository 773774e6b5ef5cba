//! Cues of the codebook in a sentence.

use tidings_codebook::{Cue, CueKind, CueTable};

use crate::clause::Clauses;

/// A cue that stands in a sentence: first and last word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CueAt<'a> {
    pub(crate) cue: &'a Cue,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// The cues that start at a word, longest first.
pub(crate) fn cues_at<'a>(table: &'a CueTable, clauses: &Clauses<'_>, word: usize) -> Vec<CueAt<'a>> {
    let (form, lemma) = (clauses.form(word), clauses.lemma(word));
    let mut found: Vec<CueAt<'a>> = Vec::new();
    for key in if form == lemma { vec![form] } else { vec![form, lemma] } {
        for (cue, phrase) in table.starting_with(&key) {
            let fits = phrase.iter().enumerate().all(|(offset, part)| {
                clauses.word(word + offset).is_some()
                    && (clauses.form(word + offset) == *part || clauses.lemma(word + offset) == *part)
            });
            if fits {
                found.push(CueAt {
                    cue,
                    first: word,
                    last: word + phrase.len() - 1,
                });
            }
        }
    }
    found.sort_by_key(|found| std::cmp::Reverse(found.last));
    found
}

/// The longest cue of these kinds that starts at a word.
pub(crate) fn cue_at<'a>(
    table: &'a CueTable,
    clauses: &Clauses<'_>,
    word: usize,
    kinds: &[CueKind],
) -> Option<CueAt<'a>> {
    cues_at(table, clauses, word)
        .into_iter()
        .find(|found| kinds.contains(&found.cue.kind))
}
