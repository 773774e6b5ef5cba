use tidings_annotate::WordAt;
use tidings_codebook::{Frame, Predicate, PredicateKind, Slot, Status};

use super::slots::{carrier, fill};
use super::tests_of::hold;
use crate::clause::Clauses;
use crate::view::View;

/// A frame that fits the words at a place.
#[derive(Debug, Clone)]
pub(crate) struct FrameMatch<'a> {
    pub(crate) frame: &'a Frame,
    /// The predicate's head.
    pub(crate) at: WordAt,
    /// First and last word of the predicate.
    pub(crate) words: (usize, usize),
    pub(crate) cameo: &'a str,
    pub(crate) mode: Option<&'a str>,
    pub(crate) status: Option<Status>,
    /// Head words of the actor's and the recipient's phrases.
    pub(crate) actors: Vec<WordAt>,
    pub(crate) recipients: Vec<WordAt>,
}

/// How far from its head a word of a predicate may stand ("*turned* the offer *down*").
const REACH: usize = 6;

/// The frames that fit in a sentence: at most one for each word, the most specific.
pub(crate) fn frame_matches<'a>(view: &View<'a>, sentence: usize) -> Vec<FrameMatch<'a>> {
    let Some(clauses) = view.clauses.get(sentence) else {
        return Vec::new();
    };
    (0..clauses.len())
        .filter_map(|word| match_at(view, clauses, WordAt { sentence, word }))
        .collect()
}

fn match_at<'a>(view: &View<'a>, clauses: &Clauses<'_>, at: WordAt) -> Option<FrameMatch<'a>> {
    let lemma = clauses.lemma(at.word);
    kinds(clauses.pos(at.word)).iter().find_map(|&kind| {
        view.codebook.frames_for(&lemma, kind).find_map(|(frame, predicate)| {
            let words = predicate_words(clauses, at.word, predicate)?;
            hold(view, at, kind, &frame.tests).then(|| made(view, at, kind, frame, words))
        })
    })
}

/// What a part of speech may be in a codebook; participles are tagged now as verbs, now as adjectives or nouns.
fn kinds(pos: &str) -> &'static [PredicateKind] {
    match pos {
        "VERB" => &[PredicateKind::Verb, PredicateKind::Noun, PredicateKind::Adjective],
        "NOUN" | "PROPN" => &[PredicateKind::Noun],
        "ADJ" => &[PredicateKind::Adjective, PredicateKind::Verb],
        _ => &[],
    }
}

/// First and last word of the predicate where all its words stand around its head.
fn predicate_words(clauses: &Clauses<'_>, head: usize, predicate: &Predicate) -> Option<(usize, usize)> {
    let (mut first, mut last) = (head, head);
    for word in predicate.words.iter().take(predicate.head).rev() {
        let from = first.saturating_sub(3);
        first = (from..first).rev().find(|&at| is_word(clauses, at, word))?;
    }
    let mut found = vec![head];
    for word in predicate.words.iter().skip(predicate.head + 1) {
        let until = (last + 1 + REACH).min(clauses.len());
        last = (last + 1..until)
            .find(|&at| is_word(clauses, at, word) && (at == last + 1 || belongs(clauses, at, &found)))?;
        found.push(last);
    }
    (!has_other_particle(clauses, head, predicate)).then_some((first, last))
}

/// Whether a later word of a predicate belongs to those found, its head first: a noun or verb anywhere below the head, a particle or
/// preposition only as their own or of their own phrase ("called off a strike *on* Iran" is no "call on").
fn belongs(clauses: &Clauses<'_>, at: usize, found: &[usize]) -> bool {
    match clauses.pos(at) {
        "ADP" | "ADV" | "PART" | "SCONJ" => clauses.upwards(at).skip(1).take(2).any(|up| found.contains(&up)),
        _ => found.first().is_some_and(|&head| clauses.is_below(at, head)),
    }
}

/// Whether the head of a predicate of several words has a particle that is none of them: "called *off*" is no "call on".
fn has_other_particle(clauses: &Clauses<'_>, head: usize, predicate: &Predicate) -> bool {
    predicate.words.len() > 1
        && clauses
            .with(head, &["compound"])
            .filter(|&child| clauses.relation(child) == "compound:prt")
            .any(|particle| !predicate.words.contains(&clauses.form(particle)))
}

fn is_word(clauses: &Clauses<'_>, at: usize, word: &str) -> bool {
    clauses.lemma(at) == word || clauses.form(at) == word
}

fn made<'a>(
    view: &View<'a>,
    at: WordAt,
    kind: PredicateKind,
    frame: &'a Frame,
    words: (usize, usize),
) -> FrameMatch<'a> {
    let case = frame.cases.iter().find(|case| hold(view, at, kind, &case.tests));
    let recipient = case
        .map(|case| &case.recipient)
        .filter(|slots| !slots.is_empty())
        .unwrap_or(&frame.recipient);
    let actors = slot(view, at, kind, &frame.actor);
    let recipients = slot(view, at, kind, recipient)
        .into_iter()
        .filter(|found| !actors.contains(found))
        .collect();
    FrameMatch {
        frame,
        at,
        words,
        cameo: case.map_or(&frame.cameo, |case| &case.cameo),
        mode: case.map_or(frame.mode.as_deref(), |case| case.mode.as_deref()),
        status: case.map_or(frame.status, |case| case.status),
        actors,
        recipients,
    }
}

fn slot(view: &View<'_>, at: WordAt, kind: PredicateKind, slots: &[Slot]) -> Vec<WordAt> {
    slots
        .iter()
        .map(|slot| fill(view, at, kind, slot))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
        .into_iter()
        .map(|word| WordAt { word, ..at })
        .collect()
}

/// The light verb of a matched noun, for those who ask what governs it.
impl FrameMatch<'_> {
    pub(crate) fn governor(&self, view: &View<'_>) -> usize {
        view.clauses(self.at)
            .and_then(|clauses| carrier(view, clauses, self.at.word))
            .map_or(self.at.word, |carrier| carrier.verb)
    }
}
