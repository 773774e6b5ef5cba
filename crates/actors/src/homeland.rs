//! Which country people are of whose phrase does not say: the police, nurses, "the junta".
//!
//! The coding guide gives them "the country the text gives for the scene". Every country that the text names near them is a candidate;
//! a linear model scores the candidates by how each is named, and the likeliest is taken, or none. The weights are data,
//! `gazetteer/homeland.csv`, fitted by `training/homeland.py` on the corpus.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use tidings_text::Span;

use crate::focus::{Focus, is_located};
use crate::gazetteer::{Form, Gazetteer};
use crate::grammar::Tree;
use crate::hits::Hits;
use crate::places::in_sentence;
use crate::scene::{PlaceMention, PlacePrecision};

/// Kinds of people that behave alike: the columns of `gazetteer/homeland.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Civilians of any sector.
    People,
    /// Powers and parties of a state.
    State,
    /// Whoever carries arms.
    Armed,
    /// A person known by name only.
    Person,
}

/// The names of the kinds, as the table's columns have them.
pub(crate) const KINDS: [&str; 4] = ["people", "state", "armed", "person"];

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        KINDS[self as usize]
    }

    pub(crate) fn of_sector(sector: &str) -> Self {
        match sector {
            "GOV" | "LEG" | "JUD" | "OPP" | "PTY" | "SPY" | "ELI" => Self::State,
            "MIL" | "COP" | "REB" | "PRM" | "UAF" | "CRM" => Self::Armed,
            _ => Self::People,
        }
    }
}

/// One way in which the text names a country.
#[derive(Debug)]
struct Named {
    country: String,
    word: usize,
    clause: usize,
    subject: bool,
    how: How,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Located,
    Place,
    State,
    Adjective,
    Body,
}

/// The countries that a report names, sentence by sentence.
#[derive(Debug)]
pub(crate) struct Homelands {
    sentences: Vec<Vec<Named>>,
}

/// A country that some people may be of.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct HomelandCandidate {
    /// ISO 3166-1 alpha-3; `None` for no country, which is a candidate, too.
    pub country: Option<String>,
    /// How the text names it, and how strongly: lines of `gazetteer/homeland.csv`.
    pub features: Vec<(&'static str, f32)>,
}

impl HomelandCandidate {
    fn say(&mut self, feature: &'static str, holds: bool) {
        self.weigh(feature, f32::from(u8::from(holds)));
    }

    fn weigh(&mut self, feature: &'static str, value: f32) {
        if value != 0.0 && self.features.iter().all(|(name, _)| *name != feature) {
            self.features.push((feature, value));
        }
    }
}

/// The people asked for.
#[derive(Debug, Clone)]
pub(crate) struct People {
    pub(crate) sentence: usize,
    pub(crate) head: usize,
    pub(crate) phrase: Range<usize>,
    /// The country of those of the same sector that were named before.
    pub(crate) kin: Option<String>,
}

impl Homelands {
    pub(crate) fn of(trees: &[Tree], hits: &[Hits], places: &[PlaceMention], gazetteer: &Gazetteer) -> Self {
        let mut sentences: Vec<Vec<Named>> = Vec::with_capacity(trees.len());
        for (sentence, (tree, hits)) in trees.iter().zip(hits).enumerate() {
            let mut named = Vec::new();
            let mut add = |country: String, words: &Range<usize>, how: How| {
                let word = tree.top_of(words);
                let clause = clause_of(tree, word);
                named.push(Named {
                    country,
                    word,
                    clause,
                    subject: in_subject(tree, word, clause),
                    how,
                });
            };
            for place in in_sentence(places, sentence) {
                let Some(country) = place.country.clone() else { continue };
                if is_located(tree, place, gazetteer) {
                    add(country, &place.words, How::Located);
                } else if place.precision != PlacePrecision::Country {
                    add(country, &place.words, How::Place);
                }
            }
            for hit in &hits.all {
                if let Some((row, form)) = hit
                    .country()
                    .and_then(|(country, form)| Some((gazetteer.countries.get(country)?, form)))
                {
                    let how = if matches!(form, Form::Adjective | Form::Demonym) {
                        How::Adjective
                    } else {
                        How::State
                    };
                    add(row.iso3.clone(), &hit.words, how);
                } else if let Some(country) = hit.country_of_bearer(gazetteer) {
                    add(country.to_owned(), &hit.words, How::Body);
                }
            }
            named.sort_by_key(|named| named.word);
            sentences.push(named);
        }
        Self { sentences }
    }

    fn named_in(&self, sentence: Option<usize>) -> &[Named] {
        sentence
            .and_then(|sentence| self.sentences.get(sentence))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The candidates for some people: no country first, then those of the report's most named countries and of the sentence.
    pub(crate) fn candidates(&self, tree: &Tree, focus: &Focus, people: &People) -> Vec<HomelandCandidate> {
        let here = self.named_in(Some(people.sentence));
        let before = self.named_in(people.sentence.checked_sub(1));
        let start = self.named_in((people.sentence > 0).then_some(0));
        let (scene, about) = (focus.scene(people.sentence), focus.subject());
        let mut countries: Vec<&str> = Vec::new();
        let all = here
            .iter()
            .chain(before)
            .chain(start)
            .map(|named| named.country.as_str());
        for country in all
            .chain(scene)
            .chain(about)
            .chain(focus.dominating())
            .chain(people.kin.as_deref())
        {
            if !countries.contains(&country) && countries.len() < MOST {
                countries.push(country);
            }
        }
        let mut none = HomelandCandidate::default();
        none.say("none", true);
        none.say("none_in_empty_sentence", here.is_empty());
        none.say("none_in_report_of_one", self.sentences.len() == 1);
        let clause = clause_of(tree, people.head);
        let is_subject = in_subject(tree, people.head, clause);
        let nearest = here
            .iter()
            .min_by_key(|named| named.word.abs_diff(people.head))
            .map(|named| named.country.as_str());
        let total: f32 = countries.iter().map(|country| focus.weight(country)).sum();
        let mut candidates = vec![none];
        for country in countries {
            let mut found = HomelandCandidate {
                country: Some(country.to_owned()),
                ..HomelandCandidate::default()
            };
            for named in here.iter().filter(|named| named.country == country) {
                let together = named.clause == clause;
                let (close, far) = match named.how {
                    How::Located => ("located_in_clause", "located_in_sentence"),
                    How::Place => ("place_in_clause", "place_in_sentence"),
                    How::State => ("state_in_clause", "state_in_sentence"),
                    How::Adjective => ("adjective_in_clause", "adjective_in_sentence"),
                    How::Body => ("body_in_clause", "body_in_sentence"),
                };
                found.say(if together { close } else { far }, true);
                found.say("as_subject", together && named.subject && !is_subject);
                found.say(
                    "as_object",
                    together && !named.subject && is_subject && named.how != How::Located,
                );
                found.say("before", named.word < people.head);
                found.say("inside_phrase", people.phrase.contains(&named.word));
            }
            found.say("nearest", nearest == Some(country));
            found.say("first", here.first().is_some_and(|named| named.country == country));
            found.say(
                "alone",
                !here.is_empty() && here.iter().all(|named| named.country == country),
            );
            let in_one = |list: &[Named], located: bool| {
                list.iter()
                    .any(|named| named.country == country && (named.how == How::Located) == located)
            };
            found.say("sentence_before_located", in_one(before, true));
            found.say("sentence_before_named", in_one(before, false));
            found.say("named_at_start", in_one(start, true) || in_one(start, false));
            found.say("dateline", focus.dateline.as_deref() == Some(country));
            found.say("scene", scene == Some(country));
            found.say("about", about == Some(country));
            found.say("kin", people.kin.as_deref() == Some(country));
            if total > 0.0 {
                found.weigh("share", focus.weight(country) / total);
            }
            candidates.push(found);
        }
        candidates
    }
}

/// No more candidates are weighed, so that the cost stays linear.
const MOST: usize = 10;

/// The verb whose clause a word stands in, else the top of the sentence.
fn clause_of(tree: &Tree, word: usize) -> usize {
    let mut at = word;
    for _ in 0..tree.len() {
        match tree.head(at) {
            Some(head) => {
                at = head;
                if matches!(tree.pos(at), "VERB" | "AUX") {
                    break;
                }
            }
            None => break,
        }
    }
    at
}

/// Whether a word stands in the subject of its clause.
fn in_subject(tree: &Tree, word: usize, clause: usize) -> bool {
    let mut at = word;
    for _ in 0..tree.len() {
        match tree.head(at) {
            Some(head) if head == clause => return tree.relation(at) == "nsubj",
            Some(head) => at = head,
            None => break,
        }
    }
    false
}

/// People whose phrase names no country, and the candidates for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HomelandGuess {
    /// The noun, in bytes of the report's text.
    pub span: Span,
    /// The kind of people: a column of `gazetteer/homeland.csv`.
    pub kind: &'static str,
    /// No country first.
    pub candidates: Vec<HomelandCandidate>,
}

/// A line of `gazetteer/homeland.csv`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WeightRow {
    pub(crate) feature: String,
    people: f32,
    state: f32,
    armed: f32,
    person: f32,
}

impl WeightRow {
    pub(crate) fn weights(&self) -> [f32; KINDS.len()] {
        [self.people, self.state, self.armed, self.person]
    }
}

/// How much each feature counts, by kind of people.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    rows: HashMap<String, [f32; KINDS.len()]>,
}

impl Weights {
    pub(crate) fn set(&mut self, feature: &str, weights: [f32; KINDS.len()]) {
        self.rows.insert(feature.to_owned(), weights);
    }

    /// The likeliest candidate's country.
    pub(crate) fn likeliest(&self, candidates: &[HomelandCandidate], kind: Kind) -> Option<String> {
        let weight = |feature: &str| self.rows.get(feature).map_or(0.0, |row| row[kind as usize]);
        let mut best: Option<(f32, &HomelandCandidate)> = None;
        for candidate in candidates {
            let score = candidate
                .features
                .iter()
                .map(|(feature, value)| value * weight(feature))
                .sum();
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, candidate));
            }
        }
        best.and_then(|(_, candidate)| candidate.country.clone())
    }
}
