//! The tables of names: who and what there is in the world.

mod cities;
mod names;
mod tables;
mod words;

use std::collections::HashMap;
use std::path::Path;
use std::sync::OnceLock;

use jiff::civil::Date;

pub(crate) use cities::City;
use cities::Cities;
use names::Names;
pub(crate) use names::{Form, Sense};
pub(crate) use tables::{CountryRow, Gender, LeaderRow, OrganisationRow, RegionRow, RoleKind, RoleRow};
use tables::{CityRow, GivenNameRow, rows};
pub(crate) use words::PointsTo;
use words::WordLists;

use crate::GazetteerError;
use crate::fold::fold;

/// Countries, offices and their holders, organisations, role nouns, places: read-only, shared by all threads.
pub struct Gazetteer {
    pub(crate) countries: Vec<CountryRow>,
    pub(crate) organisations: Vec<OrganisationRow>,
    pub(crate) leaders: Vec<LeaderRow>,
    pub(crate) regions: Vec<RegionRow>,
    pub(crate) words: WordLists,
    names: Names,
    cities: Cities,
    roles: HashMap<String, RoleRow>,
    longest_role: usize,
    by_iso3: HashMap<String, usize>,
    /// Indexes of leaders by country; international bodies under the empty string.
    by_country: HashMap<String, Vec<usize>>,
    given_names: HashMap<String, Gender>,
}

/// The text of the tables that are read at start.
#[derive(Default)]
struct Tables {
    countries: Vec<CountryRow>,
    roles: Vec<RoleRow>,
    organisations: Vec<OrganisationRow>,
    leaders: Vec<LeaderRow>,
    regions: Vec<RegionRow>,
    given_names: Vec<GivenNameRow>,
    cities: Vec<CityRow>,
    words: WordLists,
}

macro_rules! built_in {
    ($table:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $table))
    };
}

impl Tables {
    fn embedded() -> Result<Self, GazetteerError> {
        let mut tables = Self::default();
        tables.add("countries.csv", built_in!("countries.csv"))?;
        tables.add("roles.csv", built_in!("roles.csv"))?;
        tables.add("organisations.csv", built_in!("organisations.csv"))?;
        tables.add("leaders.csv", built_in!("leaders.csv"))?;
        tables.add("regions.csv", built_in!("regions.csv"))?;
        tables.add("given_names.csv", built_in!("given_names.csv"))?;
        tables.add("mentions.toml", built_in!("mentions.toml"))?;
        Ok(tables)
    }

    /// Adds the lines of a table; a line about something that is there already replaces it.
    fn add(&mut self, table: &str, content: &str) -> Result<(), GazetteerError> {
        match table {
            "countries.csv" => merge(&mut self.countries, rows(table, content)?, |row| row.iso3.clone()),
            "roles.csv" => merge(&mut self.roles, rows(table, content)?, |row| row.phrase.clone()),
            "organisations.csv" => merge(&mut self.organisations, rows(table, content)?, |row| {
                (row.name.clone(), row.country.clone())
            }),
            "leaders.csv" => merge(&mut self.leaders, rows(table, content)?, |row| {
                (row.name.clone(), row.title.clone(), row.country.clone(), row.from)
            }),
            "regions.csv" => {
                merge(&mut self.regions, rows(table, content)?, |row| (row.name.clone(), row.country.clone()));
            }
            "given_names.csv" => merge(&mut self.given_names, rows(table, content)?, |row| row.name.clone()),
            "cities.csv" => self.cities.extend(rows(table, content)?),
            _ => self.words.add(table, content)?,
        }
        Ok(())
    }

    fn index(self) -> Result<Gazetteer, GazetteerError> {
        let mut by_country: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, leader) in self.leaders.iter().enumerate() {
            by_country.entry(leader.country.clone().unwrap_or_default()).or_default().push(index);
        }
        let mut cities = Cities::embedded()?;
        self.cities.into_iter().for_each(|city| cities.add(city));
        Ok(Gazetteer {
            names: Names::new(&self.countries, &self.organisations, &self.leaders, &self.regions),
            cities,
            longest_role: self.roles.iter().map(|role| role.phrase.split([' ', '-']).count()).max().unwrap_or(1),
            roles: self.roles.into_iter().map(|role| (fold(&role.phrase), role)).collect(),
            by_iso3: self.countries.iter().enumerate().map(|(index, row)| (row.iso3.clone(), index)).collect(),
            by_country,
            given_names: self.given_names.into_iter().map(|row| (fold(&row.name), row.gender)).collect(),
            countries: self.countries,
            organisations: self.organisations,
            leaders: self.leaders,
            regions: self.regions,
            words: self.words,
        })
    }
}

/// Appends `added` to `rows`; a row of the same key takes the place of the earlier one.
fn merge<Row, Key: std::hash::Hash + Eq>(rows: &mut Vec<Row>, added: Vec<Row>, key: impl Fn(&Row) -> Key) {
    let mut places: HashMap<Key, usize> = rows.iter().enumerate().map(|(index, row)| (key(row), index)).collect();
    for row in added {
        match places.get(&key(&row)).and_then(|index| rows.get_mut(*index)) {
            Some(place) => *place = row,
            None => {
                places.insert(key(&row), rows.len());
                rows.push(row);
            }
        }
    }
}

impl Gazetteer {
    /// The tables that are built into the program, read once.
    ///
    /// # Errors
    /// [`GazetteerError`] where the program was built from broken tables.
    pub fn embedded() -> Result<&'static Self, GazetteerError> {
        static EMBEDDED: OnceLock<Gazetteer> = OnceLock::new();
        if let Some(gazetteer) = EMBEDDED.get() {
            return Ok(gazetteer);
        }
        let gazetteer = Tables::embedded()?.index()?;
        Ok(EMBEDDED.get_or_init(|| gazetteer))
    }

    /// The built-in tables with those of a folder added: tables and columns have the names of the built-in ones, any
    /// may be missing; a line about something that the built-in tables have replaces theirs, and word lists grow.
    ///
    /// # Errors
    /// [`GazetteerError`] naming table and line where a table cannot be read or does not fit its columns.
    pub fn load(folder: &Path) -> Result<Self, GazetteerError> {
        let mut tables = Tables::embedded()?;
        for table in [
            "countries.csv",
            "roles.csv",
            "organisations.csv",
            "leaders.csv",
            "regions.csv",
            "given_names.csv",
            "cities.csv",
            "mentions.toml",
        ] {
            let path = folder.join(table);
            match std::fs::read_to_string(&path) {
                Ok(content) => tables.add(table, &content)?,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(source) => return Err(GazetteerError::Read { path, source }),
            }
        }
        tables.index()
    }

    /// What the words of `text` may name; empty where they name nothing known.
    ///
    /// Short names in capitals ("US", "WHO") must be written so, and every name has a capital somewhere.
    pub(crate) fn senses(&self, text: &str) -> &[Sense] {
        self.names.senses(text)
    }

    /// The most words that a name has whose first word (folded) is `first`; 0 where there is none.
    pub(crate) fn longest_name(&self, first: &str) -> usize {
        self.names.longest(first)
    }

    /// The role that a phrase (folded, singular) names.
    pub(crate) fn role(&self, phrase: &str) -> Option<&RoleRow> {
        self.roles.get(phrase)
    }

    /// The most words that a role phrase has.
    pub(crate) fn longest_role(&self) -> usize {
        self.longest_role
    }

    pub(crate) fn cities(&self, key: &str) -> Vec<City> {
        self.cities.named(key)
    }

    pub(crate) fn has_city(&self, key: &str) -> bool {
        self.cities.has(key)
    }

    /// Canonical name and CAMEO code of a country.
    pub(crate) fn country(&self, iso3: &str) -> Option<&CountryRow> {
        self.by_iso3.get(iso3).and_then(|index| self.countries.get(*index))
    }

    pub(crate) fn gender(&self, given_name: &str) -> Option<Gender> {
        self.given_names.get(&fold(given_name)).copied()
    }

    /// Who held an office of a country (`None`: of an international body) on a day; the day unknown, who holds it last.
    pub(crate) fn holder(&self, title: &str, country: Option<&str>, day: Option<Date>) -> Option<&LeaderRow> {
        let office = self.words.office(title);
        let mut holders = self
            .by_country
            .get(country.unwrap_or_default())?
            .iter()
            .filter_map(|index| self.leaders.get(*index))
            .filter(|leader| self.words.office(&fold(&leader.title)) == office);
        match day {
            Some(day) => holders.find(|leader| leader.holds_on(day)),
            None => holders.max_by_key(|leader| leader.from),
        }
    }

    /// All offices of the person whom `leader` names.
    pub(crate) fn offices_of<'a>(&'a self, leader: &'a LeaderRow) -> impl Iterator<Item = &'a LeaderRow> {
        self.by_country
            .get(leader.country.as_deref().unwrap_or_default())
            .into_iter()
            .flatten()
            .filter_map(|index| self.leaders.get(*index))
            .filter(|other| other.name == leader.name)
    }
}
