//! Which predicted event is which gold event.

use std::collections::{BTreeSet, HashSet};

use tidings_coder::{CodedReport, Event, ParticipantRecord};

use super::gold::{GoldEvent, GoldItem, GoldParticipant};
use super::words::{Words, overlap, sentence_at};

/// What stands for an unknown country or sector.
const UNKNOWN: &str = "---";
/// Share of the gold sentence's words that the predicted event's sentence must have.
const SAME_SENTENCE: f64 = 0.6;

/// Pairs of gold and predicted, the best first, each taken once; of equal ones the last.
pub(super) fn pair(mut scored: Vec<(f64, usize, usize)>) -> Vec<(usize, usize)> {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (b.1, b.2).cmp(&(a.1, a.2))));
    let (mut gold_taken, mut predicted_taken) = (HashSet::new(), HashSet::new());
    let mut pairs = Vec::new();
    for (_, gold, predicted) in scored {
        if !gold_taken.contains(&gold) && !predicted_taken.contains(&predicted) {
            gold_taken.insert(gold);
            predicted_taken.insert(predicted);
            pairs.push((gold, predicted));
        }
    }
    pairs
}

/// The events of an item and those predicted for it, in pairs of indexes.
pub(super) fn event_pairs(item: &GoldItem, coded: &CodedReport) -> Vec<(usize, usize)> {
    let gold_sentences: Vec<Words> = item
        .events
        .iter()
        .map(|event| {
            item.text
                .find(&event.trigger)
                .map_or_else(Words::default, |at| Words::of(sentence_at(&item.text, at)))
        })
        .collect();
    let starts: Vec<usize> = coded.text.char_indices().map(|(byte, _)| byte).collect();
    let told_in: Vec<Vec<Words>> = coded
        .events
        .iter()
        .map(|event| {
            let spans = std::iter::once(&event.trigger)
                .chain(&event.mentions)
                .filter(|span| !span.text.is_empty());
            let sentence =
                |point: usize| sentence_at(&coded.text, starts.get(point).copied().unwrap_or(coded.text.len()));
            spans.map(|span| Words::of(sentence(span.start))).collect()
        })
        .collect();
    let mut scored = Vec::new();
    for (g, (gold, sentence)) in item.events.iter().zip(&gold_sentences).enumerate() {
        for (p, (event, told_in)) in coded.events.iter().zip(&told_in).enumerate() {
            let near = told_in.iter().map(|words| sentence.share_in(words)).fold(0.0, f64::max);
            if is_class(gold, &event.event) && near >= SAME_SENTENCE {
                scored.push((agreement(gold, event, near), g, p));
            }
        }
    }
    pair(scored)
}

/// How well two events fit.
fn agreement(gold: &GoldEvent, event: &Event, near: f64) -> f64 {
    let counts = |holds: bool| f64::from(u8::from(holds));
    2.0 * counts(overlap(&event.trigger.text, &gold.trigger) > 0.0)
        + counts(countries(&gold.actor) == countries(&event.actor))
        + counts(countries(&gold.recipient) == countries(&event.recipient))
        + 0.5 * counts(event.cameo == gold.cameo)
        + 0.5 * near
}

/// Whether a class is the gold event's or an accepted alternative.
fn is_class(gold: &GoldEvent, class: &str) -> bool {
    gold.event == class || gold.event_alt.as_slice().iter().any(|other| other == class)
}

/// A participant, gold or predicted.
pub(super) trait Member {
    /// ISO 3166-1 alpha-3.
    fn country(&self) -> Option<&str>;
    /// The most specific PLOVER sector.
    fn sector(&self) -> Option<&str>;
}

impl Member for GoldParticipant {
    fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    fn sector(&self) -> Option<&str> {
        self.sector.as_deref()
    }
}

impl Member for ParticipantRecord {
    fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    fn sector(&self) -> Option<&str> {
        self.sectors.first().map(String::as_str)
    }
}

fn known(value: Option<&str>) -> &str {
    value.filter(|value| !value.is_empty()).unwrap_or(UNKNOWN)
}

/// The countries of participants, each once.
pub(super) fn countries<M: Member>(members: &[M]) -> BTreeSet<&str> {
    members.iter().map(|one| known(one.country())).collect()
}

/// Country and sector of participants, each pair once.
pub(super) fn roles<M: Member>(members: &[M]) -> BTreeSet<(&str, &str)> {
    members
        .iter()
        .map(|one| (known(one.country()), known(one.sector())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::pair;

    #[test]
    fn the_best_pairs_win_and_each_is_taken_once() {
        let scored = vec![(1.0, 0, 0), (3.0, 0, 1), (2.0, 1, 1), (0.5, 1, 0)];
        assert_eq!(pair(scored), [(0, 1), (1, 0)]);
        assert_eq!(pair(vec![(1.0, 0, 0), (1.0, 0, 1), (1.0, 1, 1)]), [(1, 1), (0, 0)]);
        assert_eq!(pair(Vec::new()), []);
    }
}
