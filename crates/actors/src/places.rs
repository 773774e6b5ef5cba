//! Places named in a report.

use std::ops::Range;

use tidings_annotate::{Annotation, NameKind, Role};
use tidings_text::Report;

use crate::focus::Focus;
use crate::fold::fold;
use crate::gazetteer::{City, CountryRow, Form, Gazetteer, RegionRow};
use crate::grammar::Tree;
use crate::hits::Hits;
use crate::learned::heads;
use crate::scene::{PlaceMention, PlacePrecision};

/// The most words of a city's name.
const LONGEST_CITY: usize = 5;
/// A town of so many people is believed against the annotator after "of", "from", "to".
const LARGE: u32 = 100_000;
/// A smaller one is believed only in a country that the report talks about: nearly every word is a village somewhere.
const SMALL: u32 = 8_000;
/// How much being talked about counts for a town, in powers of ten of its population.
const TALKED_ABOUT: f32 = 1.8;

/// Every place of a report in text order: towns by population, the countries the report talks about and what stands
/// after a comma ("Paris, Texas").
pub(crate) fn places(
    report: &Report,
    trees: &[Tree],
    hits: &[Hits],
    focus: &Focus,
    gazetteer: &Gazetteer,
) -> Vec<PlaceMention> {
    let mut places = Vec::new();
    for (sentence, (tree, hits)) in trees.iter().zip(hits).enumerate() {
        let finder = Finder {
            report,
            sentence,
            tree,
            hits,
            focus,
            gazetteer,
        };
        let mut at = 0;
        while at < tree.len() {
            match finder.place(at) {
                Some(place) => {
                    // A name may begin before the word that it was found by; the search goes on behind that word.
                    at = place.words.end.max(at + 1);
                    places.push(place);
                }
                None => at += 1,
            }
        }
    }
    places
}

/// The places of one sentence of those of a report, which are in text order.
pub(crate) fn in_sentence(places: &[PlaceMention], sentence: usize) -> &[PlaceMention] {
    let start = places.partition_point(|place| place.sentence < sentence);
    let end = places.partition_point(|place| place.sentence <= sentence);
    places.get(start..end).unwrap_or_default()
}

/// Gives places that no table knows the country of the scene, and adds those that only the model takes for the place of an event.
pub(crate) fn complete(
    places: &mut Vec<PlaceMention>,
    annotation: &Annotation,
    trees: &[Tree],
    report: &Report,
    focus: &Focus,
    gazetteer: &Gazetteer,
) {
    for place in places
        .iter_mut()
        .filter(|place| place.precision == PlacePrecision::Unknown)
    {
        place.country = place
            .country
            .take()
            .or_else(|| focus.scene(place.sentence).map(str::to_owned));
    }
    let mut added: Vec<PlaceMention> = Vec::new();
    for (sentence, word) in heads(annotation, &[Role::Place]) {
        let Some(tree) = trees.get(sentence).filter(|tree| tree.is_noun(word)) else {
            continue;
        };
        let words = tree.phrase(word);
        let mut here = in_sentence(places, sentence)
            .iter()
            .chain(in_sentence(&added, sentence));
        if here.clone().any(|place| place.words.contains(&word)) {
            continue;
        }
        let inside = here
            .find(|place| words.contains(&place.words.start))
            .and_then(|place| place.country.clone());
        // A border lies in no country.
        let country = inside
            .or_else(|| focus.scene(sentence).map(str::to_owned))
            .filter(|_| !gazetteer.words.is("border", &tree.lemma(word)));
        let span = tree.span(&words);
        let name = span.of(&report.text);
        added.push(PlaceMention::new(
            (sentence, words),
            span,
            name,
            country,
            PlacePrecision::Unknown,
        ));
    }
    places.append(&mut added);
    places.sort_by_key(|place| (place.sentence, place.words.start));
}

struct Finder<'a> {
    report: &'a Report,
    sentence: usize,
    tree: &'a Tree<'a>,
    hits: &'a Hits,
    focus: &'a Focus,
    gazetteer: &'a Gazetteer,
}

impl Finder<'_> {
    fn place(&self, at: usize) -> Option<PlaceMention> {
        if !self.tree.is_capitalised(at) && !self.tree.is_named(at, NameKind::Place) {
            return None;
        }
        match self.hits.at(at) {
            Some(hit) if hit.words.start == at => {
                let words = hit.words.clone();
                let region = hit
                    .regions()
                    .filter_map(|region| self.gazetteer.regions.get(region))
                    .collect::<Vec<_>>();
                let country = hit
                    .country()
                    .and_then(|(index, form)| Some((self.gazetteer.countries.get(index)?, form)));
                match (country, region.as_slice()) {
                    (Some((row, Form::Name)), []) => Some(self.country(words, row)),
                    (Some((row, Form::Name)), regions) => match self.region_before_country(at, regions) {
                        Some(region) => Some(self.region(words, region)),
                        None => Some(self.country(words, row)),
                    },
                    (Some((row, Form::Capital)), _) => Some(self.capital(words, row)),
                    (Some((row, Form::Seat)), _) => self.seat(words, row),
                    (Some(_), _) => None,
                    (None, [first, ..]) => {
                        let best = regions_by_focus(&region, self.focus).unwrap_or(first);
                        Some(self.region(words, best))
                    }
                    (None, []) if hit.leaders().next().is_none() && hit.organisations().next().is_some() => None,
                    (None, []) => self.city_or_unknown(at),
                }
            }
            Some(_) => None,
            None => self.city_or_unknown(at),
        }
    }

    /// "Atlanta, Georgia": the name after the comma is the region where that holds such a town.
    fn region_before_country<'r>(&self, at: usize, regions: &[&'r RegionRow]) -> Option<&'r RegionRow> {
        let town = at.checked_sub(2).filter(|_| self.tree.form(at - 1) == ",")?;
        let cities = self.gazetteer.cities(&fold(self.tree.form(town)));
        regions.iter().copied().find(|region| {
            cities.iter().any(|city| {
                Some(&city.country) == region.country.as_ref() && region.admin1.as_ref() == Some(&city.admin1)
            })
        })
    }

    fn mention(
        &self,
        words: Range<usize>,
        name: &str,
        country: Option<String>,
        precision: PlacePrecision,
    ) -> PlaceMention {
        let span = self.tree.span(&words);
        PlaceMention::new((self.sentence, words), span, name, country, precision)
    }

    fn country(&self, words: Range<usize>, row: &CountryRow) -> PlaceMention {
        PlaceMention {
            lat: row.lat,
            lon: row.lon,
            ..self.mention(words, &row.name, Some(row.iso3.clone()), PlacePrecision::Country)
        }
    }

    fn capital(&self, words: Range<usize>, row: &CountryRow) -> PlaceMention {
        let written = self.tree.span(&words).of(&self.report.text);
        // A town of another country may be meant: "Georgetown, Texas".
        match self.city(&fold(written), &words, Some(&row.iso3)) {
            Some(city) => self.town(words, city),
            None => self.mention(words, written, Some(row.iso3.clone()), PlacePrecision::City),
        }
    }

    /// "at the White House": there, and not the government that sits there.
    fn seat(&self, words: Range<usize>, row: &CountryRow) -> Option<PlaceMention> {
        let preposition = self.tree.preposition(self.tree.top_of(&words))?;
        let written = self.tree.span(&words).of(&self.report.text);
        self.gazetteer
            .words
            .is("locative", &preposition)
            .then(|| self.mention(words, written, Some(row.iso3.clone()), PlacePrecision::Site))
    }

    fn region(&self, words: Range<usize>, row: &RegionRow) -> PlaceMention {
        let precision = match row.kind.as_str() {
            "camp" | "airport" | "base" | "crossing" | "site" | "port" | "square" | "border crossing"
            | "refugee camp" => PlacePrecision::Site,
            _ => PlacePrecision::Region,
        };
        PlaceMention {
            admin1: row.admin1.clone().filter(|admin1| !admin1.is_empty()),
            lat: row.lat,
            lon: row.lon,
            ..self.mention(
                words,
                &row.name,
                row.country.clone().filter(|country| !country.is_empty()),
                precision,
            )
        }
    }

    fn town(&self, words: Range<usize>, city: City) -> PlaceMention {
        PlaceMention {
            admin1: Some(city.admin1).filter(|admin1| !admin1.is_empty()),
            lat: Some(city.lat),
            lon: Some(city.lon),
            geonames_id: city.geonames_id,
            ..self.mention(words, &city.name, Some(city.country), PlacePrecision::City)
        }
    }

    /// A town known to the table, where annotator or preposition says that a place is meant; else a place without
    /// coordinates where the annotator says so.
    fn city_or_unknown(&self, at: usize) -> Option<PlaceMention> {
        let name = self.tree.name_at(at);
        let annotated = name.filter(|name| name.kind == NameKind::Place);
        if self.tree.pos(at) != "PROPN" && annotated.is_none() {
            return None;
        }
        let preposition = self.tree.preposition(self.tree.name_head(at)).unwrap_or_default();
        let located = self.gazetteer.words.is("locative", &preposition);
        let led = located || matches!(preposition.as_str(), "of" | "from" | "to" | "between" | "for");
        // A name of another kind may still be a place where it stands after "in" and fills the whole name.
        let other = name.filter(|name| !matches!(name.kind, NameKind::Place | NameKind::Other));
        if annotated.is_none() && !led {
            return None;
        }
        let longest = name
            .map_or(at + LONGEST_CITY, |name| name.words.end)
            .min(self.tree.len());
        for end in (at + 1..=longest).rev() {
            let words = at..end;
            let key = fold(self.tree.span(&words).of(&self.report.text));
            let whole = other.is_none_or(|name| name.words == words);
            if whole && self.tree.is_capitalised(end - 1) && self.gazetteer.has_city(&key) {
                let city = self.city(&key, &words, None);
                let plain = other.is_none() || located;
                if let Some(city) = city.filter(|city| plain || city.population >= LARGE) {
                    return Some(self.town(words, city));
                }
            }
        }
        self.unlisted(at, &preposition)
    }

    /// A place that no table has: one that the annotator sees, or capitals after "in", "at", "near".
    fn unlisted(&self, at: usize, preposition: &str) -> Option<PlaceMention> {
        let words = match self.tree.name_at(at) {
            Some(name) if name.kind == NameKind::Place && name.words.start == at => {
                name.words.start..name.words.end.min(self.tree.len())
            }
            // A body may be met "at" or named after "in"; a person is never.
            name if name.is_none_or(|name| name.kind == NameKind::Person)
                && matches!(preposition, "in" | "at" | "near" | "outside" | "inside") =>
            {
                let end =
                    (at..self.tree.len()).find(|word| self.tree.pos(*word) != "PROPN" || self.hits.at(*word).is_some());
                at..end.unwrap_or(self.tree.len())
            }
            _ => return None,
        };
        let written = self.tree.span(&words).of(&self.report.text);
        let country = self.container(&words).map(|(country, _)| country);
        Some(self.mention(
            words,
            written,
            country.or_else(|| self.focus.dominating().map(str::to_owned)),
            PlacePrecision::Unknown,
        ))
    }

    /// The most likely town of a name: inside what follows the comma, in a country the report talks about, populous.
    fn city(&self, key: &str, words: &Range<usize>, capital_of: Option<&str>) -> Option<City> {
        let container = self.container(words);
        let score = |city: &City| {
            let inside = container.as_ref().is_some_and(|(country, admin1)| {
                *country == city.country && admin1.as_ref().is_none_or(|admin1| *admin1 == city.admin1)
            });
            let talked_about = self.focus.weight(&city.country).min(TALKED_ABOUT);
            let capital = if capital_of == Some(city.country.as_str()) {
                4.0
            } else {
                0.0
            };
            f64::from(city.population.max(1)).log10()
                + if inside { 10.0 } else { 0.0 }
                + f64::from(talked_about)
                + capital
        };
        let credible = |city: &City| {
            city.population >= SMALL
                || container.is_some()
                || capital_of.is_some()
                || self.focus.weight(&city.country) > 0.0
        };
        self.gazetteer
            .cities(key)
            .into_iter()
            .filter(credible)
            .max_by(|a, b| score(a).total_cmp(&score(b)))
    }

    /// Country and first-level division named after a comma or in brackets: "Aleppo, Syria".
    fn container(&self, words: &Range<usize>) -> Option<(String, Option<String>)> {
        if !matches!(self.tree.form(words.end), "," | "(" | "in") {
            return None;
        }
        let hit = self.hits.at(words.end + 1)?;
        let region = hit.regions().find_map(|region| {
            let row = self.gazetteer.regions.get(region)?;
            Some((
                row.country.clone()?,
                row.admin1.clone().filter(|admin1| !admin1.is_empty()),
            ))
        });
        let country = hit.country().filter(|(_, form)| *form == Form::Name);
        let country =
            country.and_then(|(country, _)| Some((self.gazetteer.countries.get(country)?.iso3.clone(), None)));
        country.or(region)
    }
}

fn regions_by_focus<'r>(regions: &[&'r RegionRow], focus: &Focus) -> Option<&'r RegionRow> {
    regions.iter().copied().rev().max_by(|a, b| {
        let weight = |region: &RegionRow| region.country.as_deref().map_or(0.0, |country| focus.weight(country));
        weight(a).total_cmp(&weight(b))
    })
}
