//! Which country a report, and each of its sentences, is about.

use std::collections::BTreeMap;

use tidings_text::Report;

use crate::fold::fold;
use crate::gazetteer::{Form, Gazetteer};
use crate::grammar::Tree;
use crate::hits::Hits;
use crate::places::in_sentence;
use crate::scene::{PlaceMention, PlacePrecision};

/// How much each country is talked about in a report.
#[derive(Debug, Default)]
pub(crate) struct Focus {
    weights: BTreeMap<String, f32>,
    pub(crate) dateline: Option<String>,
    /// For each sentence the country of its scene.
    scenes: Vec<Option<String>>,
}

impl Focus {
    /// Counts the countries named, those of organisations and leaders half.
    pub(crate) fn of(report: &Report, hits: &[Hits], gazetteer: &Gazetteer) -> Self {
        let mut focus = Self::default();
        let mut add = |country: &str, weight: f32| *focus.weights.entry(country.to_owned()).or_default() += weight;
        for hit in hits.iter().flat_map(|hits| &hits.all) {
            if let Some(row) = hit.country().and_then(|(country, _)| gazetteer.countries.get(country)) {
                add(&row.iso3, 1.0);
                continue;
            }
            if let Some(country) = hit.country_of_bearer(gazetteer) {
                add(country, 0.5);
            }
        }
        focus.dateline = report
            .dateline
            .as_ref()
            .and_then(|dateline| country_of_place(&dateline.place, gazetteer));
        focus
    }

    /// How often a country is named, the dateline counting as once more.
    pub(crate) fn weight(&self, country: &str) -> f32 {
        let dateline = if self.dateline.as_deref() == Some(country) {
            1.0
        } else {
            0.0
        };
        self.weights.get(country).copied().unwrap_or_default() + dateline
    }

    /// The country named most often; of equals the first by its code, so that the result is the same every time.
    pub(crate) fn dominating(&self) -> Option<&str> {
        self.weights
            .iter()
            .fold(None, |best: Option<(&str, f32)>, (country, weight)| match best {
                Some((_, most)) if most >= *weight => best,
                _ => Some((country, *weight)),
            })
            .map(|(country, _)| country)
            .or(self.dateline.as_deref())
    }

    /// The country that "the president" is of in a longer report: that of the dateline, else the one named clearly most
    /// often. `None` where the sentence itself has to tell.
    pub(crate) fn subject(&self) -> Option<&str> {
        if self.scenes.len() < 3 {
            return None;
        }
        let dateline = self.dateline.as_deref().filter(|country| self.weight(country) >= 2.0);
        dateline.or_else(|| self.dominating().filter(|country| self.weight(country) >= 2.0))
    }

    /// The country that domestic actors of a sentence belong to.
    pub(crate) fn scene(&self, sentence: usize) -> Option<&str> {
        self.scenes.get(sentence).and_then(Option::as_deref)
    }

    /// Sets the scenes: a place where something happens, else the first country named in the sentence, else the
    /// scene before, else the dateline, else the country that the report is about.
    pub(crate) fn set_scenes(&mut self, trees: &[Tree], hits: &[Hits], places: &[PlaceMention], gazetteer: &Gazetteer) {
        for place in places
            .iter()
            .filter(|place| matches!(place.precision, PlacePrecision::City | PlacePrecision::Region))
        {
            if let Some(country) = &place.country {
                *self.weights.entry(country.clone()).or_default() += 0.4;
            }
        }
        let long = trees.len() > 2;
        let mut before: Option<String> = None;
        let mut scenes = Vec::with_capacity(trees.len());
        for (sentence, (tree, hits)) in trees.iter().zip(hits).enumerate() {
            let places = in_sentence(places, sentence);
            let located = places
                .iter()
                .filter(|place| place.country.is_some() && is_located(tree, place, gazetteer))
                .min_by_key(|place| place.precision == PlacePrecision::Country)
                .and_then(|place| place.country.clone());
            let named = hits.all.iter().find_map(|hit| country_of_hit(hit, gazetteer));
            if located.is_some() {
                before.clone_from(&located);
            }
            let visited = || places.iter().find_map(|place| place.country.clone());
            // In a longer report the scene stays where it was; in a single sentence what is named has to do.
            let stays = || before.clone().or_else(|| self.dateline.clone());
            let scene = match located {
                Some(located) => Some(located),
                None if long => stays().or(named).or_else(visited),
                None => named.or_else(visited).or_else(stays),
            };
            scenes.push(scene.or_else(|| self.dominating().map(str::to_owned)));
        }
        self.scenes = scenes;
    }
}

fn country_of_hit(hit: &crate::hits::Hit, gazetteer: &Gazetteer) -> Option<String> {
    let country = hit
        .country()
        .and_then(|(country, _)| gazetteer.countries.get(country))
        .map(|row| row.iso3.clone());
    let organisation = || {
        hit.organisations()
            .find_map(|index| gazetteer.organisations.get(index)?.country.clone())
    };
    country.or_else(organisation)
}

/// Whether the sentence puts something at the place: "in Lagos", "Lagos, Nigeria".
pub(crate) fn is_located(tree: &Tree, place: &PlaceMention, gazetteer: &Gazetteer) -> bool {
    let head = tree.top_of(&place.words);
    if tree
        .preposition(head)
        .is_some_and(|preposition| gazetteer.words.is("locative", &preposition))
    {
        return true;
    }
    // "in northern Mali", "Mali's north": the noun that the place belongs to stands in the phrase of place.
    let governor = tree
        .head(head)
        .filter(|_| matches!(tree.relation(head), "nmod" | "compound" | "appos" | "flat" | "nsubj"));
    governor.is_some_and(|governor| {
        tree.is_noun(governor)
            && tree
                .preposition(governor)
                .is_some_and(|preposition| gazetteer.words.is("locative", &preposition))
    })
}

/// The country of a place by its name alone: a country, a capital, else the largest city of that name.
pub(crate) fn country_of_place(place: &str, gazetteer: &Gazetteer) -> Option<String> {
    let first = place.split([',', '/', ';']).next().unwrap_or(place).trim();
    // Datelines are in capitals, names are not.
    let name: String = if first.chars().any(char::is_lowercase) {
        first.to_owned()
    } else {
        capitalised(first)
    };
    for sense in gazetteer.senses(&name) {
        if let crate::gazetteer::Sense::Country(country, Form::Name | Form::Capital) = sense {
            return gazetteer.countries.get(country).map(|row| row.iso3.clone());
        }
    }
    gazetteer.cities(&fold(first)).first().map(|city| city.country.clone())
}

fn capitalised(words: &str) -> String {
    let mut at_start = true;
    words
        .chars()
        .flat_map(|letter| {
            let changed = if at_start {
                letter
            } else {
                letter.to_lowercase().next().unwrap_or(letter)
            };
            at_start = !letter.is_alphanumeric();
            [changed]
        })
        .collect()
}
