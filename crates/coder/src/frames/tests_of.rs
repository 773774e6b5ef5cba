//! The tests of a frame: words and kinds that a phrase must be.

use tidings_actors::EntityKind;
use tidings_annotate::{NameKind, WordAt};
use tidings_codebook::{ArgumentKind, PredicateKind, Slot, Test, TestPlace, WordSet};

use super::slots::fill;
use crate::clause::Clauses;
use crate::view::View;

/// Whether all tests hold of the predicate at `at`.
pub(crate) fn hold(view: &View<'_>, at: WordAt, kind: PredicateKind, tests: &[Test]) -> bool {
    tests.iter().all(|test| holds(view, at, kind, test) != test.negated)
}

fn holds(view: &View<'_>, at: WordAt, kind: PredicateKind, test: &Test) -> bool {
    let Some(clauses) = view.clauses(at) else { return false };
    let heads = match &test.place {
        TestPlace::Subject => fill(view, at, kind, &Slot::Subject),
        TestPlace::Object => fill(view, at, kind, &Slot::Object),
        TestPlace::Phrase(preposition) => fill(view, at, kind, &Slot::Phrase(preposition.clone())),
        TestPlace::Clause => clauses.complement(at.word).into_iter().collect(),
        TestPlace::Any => return holds_anywhere(clauses, at, &test.words),
    };
    if test.words.kinds().contains(&ArgumentKind::Absent) && heads.is_empty() {
        return true;
    }
    let whole = test.place != TestPlace::Clause;
    heads.into_iter().flat_map(|head| clauses.conjuncts(head)).any(|head| {
        words_match(clauses, head, &test.words, whole)
            || test
                .words
                .kinds()
                .iter()
                .any(|&kind| is_kind(view, WordAt { word: head, ..at }, kind))
    })
}

/// Any word that the predicate governs, or that stands with its noun.
fn holds_anywhere(clauses: &Clauses<'_>, at: WordAt, words: &WordSet) -> bool {
    let (first, last) = clauses.extent(at.word);
    let lemmas: Vec<String> = (first..=last).map(|word| clauses.lemma(word)).collect();
    (first..=last).any(|word| word != at.word && words.matches(&lemmas, word - first))
}

/// Whether the phrase's head is one of the words, with the words around it in the phrase where the set has longer ones. A
/// phrase headed by a quantity ("dozens of protesters") is also tried by what it counts.
fn words_match(clauses: &Clauses<'_>, head: usize, words: &WordSet, whole: bool) -> bool {
    let (first, last) = if whole {
        clauses.extent(head)
    } else {
        (head, (head + 4).min(clauses.len().saturating_sub(1)))
    };
    let lemmas: Vec<String> = (first..=last).map(|word| clauses.lemma(word)).collect();
    words.matches(&lemmas, head - first)
        || clauses
            .phrases(head, "of")
            .next()
            .is_some_and(|counted| is_quantity(&clauses.lemma(head)) && words.matches(&lemmas, counted - first))
}

fn is_quantity(lemma: &str) -> bool {
    matches!(
        lemma,
        "dozen"
            | "score"
            | "hundred"
            | "thousand"
            | "number"
            | "group"
            | "majority"
            | "member"
            | "series"
            | "round"
            | "million"
            | "some"
            | "many"
            | "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "several"
            | "type"
            | "kind"
            | "part"
            | "all"
            | "most"
    )
}

fn is_kind(view: &View<'_>, at: WordAt, kind: ArgumentKind) -> bool {
    match kind {
        ArgumentKind::Person => {
            view.is_entity(at, &[EntityKind::Person, EntityKind::Office, EntityKind::Unnamed])
                || view.is_name(at, NameKind::Person)
        }
        ArgumentKind::Country => {
            view.is_entity(at, &[EntityKind::Country, EntityKind::Office])
                || view.place(at).is_some_and(|place| place.country.is_some())
        }
        ArgumentKind::Group => {
            view.is_entity(at, &[EntityKind::Organisation, EntityKind::Group])
                || view.is_name(at, NameKind::Organisation)
        }
        ArgumentKind::Place => view.place(at).is_some() || view.is_name(at, NameKind::Place),
        ArgumentKind::Participant => view.is_participant(at),
        ArgumentKind::Number => {
            view.is_name(at, NameKind::Number)
                || view.clauses(at).is_some_and(|clauses| {
                    clauses.pos(at.word) == "NUM" || clauses.with(at.word, &["nummod"]).next().is_some()
                })
        }
        ArgumentKind::Present => true,
        // Absence is looked at before any phrase is.
        ArgumentKind::Absent => false,
    }
}
