//! The tables asked directly: who bears a name or holds an office, and what places a name may mean.

use jiff::civil::Date;
use serde::Serialize;

use crate::focus::country_of_place;
use crate::fold::fold;
use crate::gazetteer::{Form, Gazetteer, LeaderRow, Sense};
use crate::resolve::sectors;
use crate::scene::{EntityKind, PlacePrecision};

/// Somebody whom a name may mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhoCandidate {
    /// Canonical name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The office or kind of body: "president", "armed group".
    pub title: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Sectors of PLOVER, most specific first.
    pub sectors: Vec<String>,
    /// First day in office.
    pub from: Option<Date>,
    /// Last day in office.
    pub to: Option<Date>,
    /// The table that knows it.
    pub table: &'static str,
    /// 0 to 1: how well name, office and day fit.
    pub score: f64,
}

/// A place that a name may mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhereCandidate {
    /// Canonical name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// People who live there; 0 where unknown or no town.
    pub population: u32,
    /// `GeoNames` id.
    pub geonames_id: Option<u32>,
    /// How exact it is.
    pub precision: PlacePrecision,
    /// The table that knows it.
    pub table: &'static str,
    /// Powers of ten of the population, 10 more inside the country asked for; a country counts 9, a region 5.
    pub score: f64,
}

/// Towns of one name that are listed.
const TOWNS: usize = 20;
/// What lying in the country asked for adds.
const NEAR: f64 = 10.0;

impl Gazetteer {
    /// Who bears the name, or holds the office ("Kenyan president", "prime minister of Nepal"), best first. With a day, those in office
    /// on it come first; without, those who came last.
    pub fn who(&self, name: &str, on: Option<Date>) -> Vec<WhoCandidate> {
        let mut found: Vec<WhoCandidate> = Vec::new();
        for sense in self.senses(name.trim()) {
            match sense {
                Sense::Country(row, _) => found.extend(self.countries.get(row).map(|row| WhoCandidate {
                    name: row.name.clone(),
                    kind: EntityKind::Country,
                    title: None,
                    country: Some(row.iso3.clone()),
                    sectors: vec!["GOV".to_owned()],
                    from: None,
                    to: None,
                    table: "countries.csv",
                    score: 1.0,
                })),
                Sense::Organisation(row) => found.extend(self.organisations.get(row).map(|row| WhoCandidate {
                    name: row.name.clone(),
                    kind: EntityKind::Organisation,
                    title: Some(row.kind.clone()).filter(|kind| !kind.is_empty()),
                    country: row.country.clone().filter(|country| !country.is_empty()),
                    sectors: sectors(&row.sector),
                    from: None,
                    to: None,
                    table: "organisations.csv",
                    score: if fold(&row.name) == fold(name) { 1.0 } else { 0.9 },
                })),
                Sense::Leader(row) => {
                    let Some(row) = self.leaders.get(row) else { continue };
                    let full = fold(&row.name) == fold(name);
                    found.extend(self.offices_of(row).map(|office| person(office, full, on)));
                }
                Sense::Region(_) => {}
            }
        }
        if let Some((title, country)) = self.office_named(name) {
            found.extend(self.holders(&title, Some(&country)).map(|row| person(row, true, on)));
        }
        // "foreign minister" before those whose title only amounts to it: "top diplomat".
        let asked = fold(name);
        let titled = |one: &WhoCandidate| one.title.as_deref().is_some_and(|title| asked.contains(title));
        found.sort_by(|a, b| {
            let order = b.score.total_cmp(&a.score).then(titled(b).cmp(&titled(a)));
            order.then(b.from.cmp(&a.from))
        });
        found.dedup();
        found
    }

    /// Title and country of a phrase like "president of Kenya", "Kenya's president", "Kenyan president".
    fn office_named(&self, phrase: &str) -> Option<(String, String)> {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        (1..words.len()).find_map(|cut| {
            let (left, right) = words.split_at(cut);
            [(left, right), (right, left)].into_iter().find_map(|(title, country)| {
                let role = self.role(&fold(&bare(title)))?;
                let country = bare(country);
                let senses = self.senses(&country);
                let row = senses.iter().find_map(|sense| match sense {
                    Sense::Country(row, form) if *form != Form::Seat => self.countries.get(*row),
                    _ => None,
                });
                let iso3 = row
                    .map(|row| row.iso3.clone())
                    .or_else(|| country_of_place(&country, self))?;
                Some((role.phrase.clone(), iso3))
            })
        })
    }

    /// What places the name may mean, the likeliest first. `near`: a country, by name or ISO 3166-1 alpha-3, whose places come first.
    pub fn places_named(&self, name: &str, near: Option<&str>) -> Vec<WhereCandidate> {
        let near = near.map(|near| match self.country(&near.to_uppercase()) {
            Some(row) => row.iso3.clone(),
            None => country_of_place(near, self).unwrap_or_else(|| near.to_uppercase()),
        });
        let bonus = |country: Option<&str>| {
            if near.is_some() && country == near.as_deref() {
                NEAR
            } else {
                0.0
            }
        };
        let mut found: Vec<WhereCandidate> = self
            .senses(name.trim())
            .into_iter()
            .filter_map(|sense| match sense {
                Sense::Country(row, Form::Name) => self.countries.get(row).map(|row| WhereCandidate {
                    name: row.name.clone(),
                    country: Some(row.iso3.clone()),
                    admin1: None,
                    lat: row.lat,
                    lon: row.lon,
                    population: 0,
                    geonames_id: None,
                    precision: PlacePrecision::Country,
                    table: "countries.csv",
                    score: 9.0 + bonus(Some(&row.iso3)),
                }),
                Sense::Region(row) => self.regions.get(row).map(|row| WhereCandidate {
                    name: row.name.clone(),
                    country: row.country.clone().filter(|country| !country.is_empty()),
                    admin1: row.admin1.clone().filter(|admin1| !admin1.is_empty()),
                    lat: row.lat,
                    lon: row.lon,
                    population: 0,
                    geonames_id: None,
                    precision: PlacePrecision::Region,
                    table: "regions.csv",
                    score: 5.0 + bonus(row.country.as_deref()),
                }),
                _ => None,
            })
            .collect();
        found.extend(self.cities(&fold(name.trim())).into_iter().map(|city| WhereCandidate {
            score: f64::from(city.population.max(1)).log10() + bonus(Some(&city.country)),
            name: city.name,
            country: Some(city.country),
            admin1: Some(city.admin1).filter(|admin1| !admin1.is_empty()),
            lat: Some(city.lat),
            lon: Some(city.lon),
            population: city.population,
            geonames_id: city.geonames_id,
            precision: PlacePrecision::City,
            table: "cities.csv",
        }));
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        found.truncate(TOWNS);
        found
    }
}

/// The words without what only joins them: "of", "the", "'s", "former".
fn bare(words: &[&str]) -> String {
    let joins = |word: &&str| matches!(word.to_lowercase().as_str(), "the" | "of" | "former" | "then");
    let start = words.iter().position(|word| !joins(word)).unwrap_or(words.len());
    let end = words
        .iter()
        .rposition(|word| !joins(word))
        .map_or(start, |last| last + 1);
    let joined = words.get(start..end).unwrap_or_default().join(" ");
    joined.trim_end_matches("'s").trim_end_matches("’s").to_owned()
}

/// An office and its holder; in office on the day counts most, then the full name.
fn person(row: &LeaderRow, full: bool, on: Option<Date>) -> WhoCandidate {
    let fits = match on {
        Some(day) if row.holds_on(day) => 1.0,
        Some(_) => 0.3,
        None => 0.8,
    };
    WhoCandidate {
        name: row.name.clone(),
        kind: EntityKind::Person,
        title: Some(fold(&row.title)),
        country: row.country.clone().filter(|country| !country.is_empty()),
        sectors: sectors(&row.sector),
        from: row.from,
        to: row.to,
        table: "leaders.csv",
        score: if full { fits } else { fits * 0.8 },
    }
}
