//! The tables of names: who and what there is in the world.

mod check;
mod cities;
mod lines;
mod names;
mod tables;
mod words;

use std::collections::HashMap;
use std::path::Path;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::de::DeserializeOwned;

pub use check::TableProblem;
use cities::Cities;
pub(crate) use cities::City;
use lines::Table;
use names::Names;
pub(crate) use names::{Form, Sense};
pub(crate) use tables::{CountryRow, Gender, LeaderRow, OrganisationRow, RegionRow, RoleKind, RoleRow, UNKNOWN_OFFICE};
use tables::{GivenNameRow, fields, rows};
pub(crate) use words::PointsTo;
use words::WordLists;

use crate::GazetteerError;
use crate::fold::fold;
use crate::homeland::{WeightRow, Weights};
use crate::keys::keys;

/// Countries, offices and their holders, organisations, role nouns, places: read-only, shared by all threads.
pub struct Gazetteer {
    pub(crate) countries: Table<CountryRow>,
    pub(crate) organisations: Table<OrganisationRow>,
    pub(crate) leaders: Table<LeaderRow>,
    pub(crate) regions: Table<RegionRow>,
    pub(crate) words: WordLists,
    pub(crate) homeland: Weights,
    roles: Table<RoleRow>,
    names: Names,
    cities: Cities,
    given_names: HashMap<String, Gender>,
}

macro_rules! built_in {
    ($table:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $table, ".csv"))
    };
    ($table:literal, lines) => {
        Table::embedded(
            built_in!($table),
            include_bytes!(concat!(env!("OUT_DIR"), "/", $table, ".lines")),
        )
    };
}

/// The tables that a user's folder may hold.
const TABLES: [&str; 9] = [
    "countries.csv",
    "roles.csv",
    "organisations.csv",
    "leaders.csv",
    "regions.csv",
    "given_names.csv",
    "cities.csv",
    "mentions.toml",
    "homeland.csv",
];

/// No role phrase has more words.
const LONGEST_ROLE: usize = 7;

impl Gazetteer {
    /// The tables that are built into the program, opened once; their lines are read when a report needs them.
    ///
    /// # Errors
    /// [`GazetteerError`] where the program was built from broken tables.
    pub fn embedded() -> Result<&'static Self, GazetteerError> {
        static EMBEDDED: OnceLock<Gazetteer> = OnceLock::new();
        if let Some(gazetteer) = EMBEDDED.get() {
            return Ok(gazetteer);
        }
        let gazetteer = Self::built_in()?;
        Ok(EMBEDDED.get_or_init(|| gazetteer))
    }

    fn built_in() -> Result<Self, GazetteerError> {
        let mut gazetteer = Self {
            countries: built_in!("countries", lines),
            organisations: built_in!("organisations", lines),
            leaders: built_in!("leaders", lines),
            regions: built_in!("regions", lines),
            roles: built_in!("roles", lines),
            words: WordLists::default(),
            homeland: Weights::default(),
            names: Names::embedded()?,
            cities: Cities::embedded()?,
            given_names: HashMap::new(),
        };
        gazetteer.add("given_names.csv", built_in!("given_names"))?;
        gazetteer.add("homeland.csv", built_in!("homeland"))?;
        // Nouns so general that the context tells more than they do.
        gazetteer.add("roles.csv", built_in!("role_nouns"))?;
        gazetteer.add(
            "mentions.toml",
            include_str!(concat!(env!("OUT_DIR"), "/mentions.toml")),
        )?;
        Ok(gazetteer)
    }

    /// The built-in tables with those of a folder added: tables and columns have the names of the built-in ones, any
    /// may be missing; a line about something that the built-in tables have replaces theirs, and word lists grow.
    ///
    /// # Errors
    /// [`GazetteerError`] naming table and line where a table cannot be read or does not fit its columns.
    pub fn load(folder: &Path) -> Result<Self, GazetteerError> {
        let mut gazetteer = Self::built_in()?;
        for table in TABLES {
            let path = folder.join(table);
            match std::fs::read_to_string(&path) {
                Ok(content) => gazetteer.add(table, &content)?,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(source) => return Err(GazetteerError::Read { path, source }),
            }
        }
        Ok(gazetteer)
    }

    fn add(&mut self, table: &str, content: &str) -> Result<(), GazetteerError> {
        match table {
            "countries.csv" => add_lines(&mut self.countries, &mut self.names, table, content, |a, b| {
                a.iso3 == b.iso3
            }),
            "roles.csv" => add_lines(&mut self.roles, &mut self.names, table, content, |a, b| {
                a.phrase == b.phrase
            }),
            "organisations.csv" => add_lines(&mut self.organisations, &mut self.names, table, content, |a, b| {
                (&a.name, &a.country) == (&b.name, &b.country)
            }),
            "leaders.csv" => add_lines(&mut self.leaders, &mut self.names, table, content, |a, b| {
                (&a.name, &a.title, &a.country, a.from) == (&b.name, &b.title, &b.country, b.from)
            }),
            "regions.csv" => add_lines(&mut self.regions, &mut self.names, table, content, |a, b| {
                (&a.name, &a.country) == (&b.name, &b.country)
            }),
            "given_names.csv" => {
                let rows: Vec<GivenNameRow> = rows(table, content)?;
                self.given_names
                    .extend(rows.into_iter().map(|row| (fold(&row.name), row.gender)));
                Ok(())
            }
            "homeland.csv" => {
                for row in rows::<WeightRow>(table, content)? {
                    self.homeland.set(&row.feature, row.weights());
                }
                Ok(())
            }
            "cities.csv" => {
                rows(table, content)?.into_iter().for_each(|city| self.cities.add(city));
                Ok(())
            }
            _ => self.words.add(table, content),
        }
    }

    /// What the words of `text` may name; empty where they name nothing known.
    ///
    /// Short names in capitals ("US", "WHO") must be written so, and every name has a capital somewhere.
    pub(crate) fn senses(&self, text: &str) -> Vec<Sense> {
        self.names.senses(text)
    }

    /// The most words that a name has whose first word (folded) is `first`; 0 where there is none.
    pub(crate) fn longest_name(&self, first: &str) -> usize {
        self.names.longest(first)
    }

    /// The role that a phrase (folded, singular) names.
    pub(crate) fn role(&self, phrase: &str) -> Option<&RoleRow> {
        self.names
            .lines(&format!("role={phrase}"))
            .next()
            .and_then(|line| self.roles.get(line))
    }

    /// The most words that a role phrase may have.
    #[allow(clippy::unused_self, reason = "a property of the tables")]
    pub(crate) fn longest_role(&self) -> usize {
        LONGEST_ROLE
    }

    pub(crate) fn cities(&self, key: &str) -> Vec<City> {
        self.cities.named(key)
    }

    pub(crate) fn has_city(&self, key: &str) -> bool {
        self.cities.has(key)
    }

    pub(crate) fn country(&self, iso3: &str) -> Option<&CountryRow> {
        self.names
            .lines(&format!("iso3={iso3}"))
            .next()
            .and_then(|line| self.countries.get(line))
    }

    pub(crate) fn gender(&self, given_name: &str) -> Option<Gender> {
        self.given_names.get(&fold(given_name)).copied()
    }

    /// All lines of leaders of a country, or of international bodies.
    fn leaders_of(&self, country: Option<&str>) -> impl Iterator<Item = &LeaderRow> {
        let lines = self.names.lines(&format!("leaders={}", country.unwrap_or_default()));
        lines.filter_map(|line| self.leaders.get(line))
    }

    /// Who held an office of a country (`None`: of an international body) on a day; the day unknown, who held it last.
    pub(crate) fn holder(&self, title: &str, country: Option<&str>, day: Option<Date>) -> Option<&LeaderRow> {
        let mut holders = self.holders(title, country);
        match day {
            Some(day) => holders.find(|leader| leader.holds_on(day)),
            None => holders.max_by_key(|leader| leader.from),
        }
    }

    /// Everybody who held an office of a country.
    pub(crate) fn holders(&self, title: &str, country: Option<&str>) -> impl Iterator<Item = &LeaderRow> {
        let office = self.words.office(title).to_owned();
        self.leaders_of(country)
            .filter(move |leader| self.words.office(&fold(&leader.title)) == office)
    }

    /// All offices of the person whom `leader` names.
    pub(crate) fn offices_of<'a>(&'a self, leader: &'a LeaderRow) -> impl Iterator<Item = &'a LeaderRow> {
        self.names
            .lines(&fold(&leader.name))
            .filter_map(|line| self.leaders.get(line))
            .filter(|other| other.name == leader.name && other.country == leader.country)
    }
}

/// Adds a user's lines; one that is about the `same` thing as a built-in line of the same key replaces that.
fn add_lines<Row: DeserializeOwned>(
    lines: &mut Table<Row>,
    names: &mut Names,
    table: &str,
    content: &str,
    same: impl Fn(&Row, &Row) -> bool,
) -> Result<(), GazetteerError> {
    let rows: Vec<Row> = rows(table, content)?;
    for (row, fields) in rows.into_iter().zip(fields(table, content)?) {
        let keys = keys(table, &|column| fields.get(column).cloned().unwrap_or_default());
        let replaced = keys
            .iter()
            .flat_map(|(key, _)| names.lines(key))
            .find(|line| lines.get(*line).is_some_and(|old| same(old, &row)));
        let line = lines.put(row, replaced);
        for (key, way) in keys {
            names.add(key, way, line);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_line_reads<Row: DeserializeOwned>(name: &str, table: &Table<Row>) {
        let broken: Vec<usize> = (0..table.len())
            .filter(|line| table.get(*line).is_none())
            .map(|line| line + 2)
            .collect();
        assert!(
            broken.is_empty(),
            "{name}: lines that do not fit the columns: {broken:?}"
        );
        assert!(table.len() > 200, "{name} has {} lines only", table.len());
    }

    #[test]
    fn built_in_tables_read() {
        let gazetteer = Gazetteer::embedded().expect("sound tables");
        every_line_reads("countries", &gazetteer.countries);
        every_line_reads("organisations", &gazetteer.organisations);
        every_line_reads("leaders", &gazetteer.leaders);
        every_line_reads("regions", &gazetteer.regions);
        every_line_reads("roles", &gazetteer.roles);
        let longest = (0..gazetteer.roles.len())
            .filter_map(|line| gazetteer.roles.get(line))
            .map(|role| fold(&role.phrase).split(' ').count())
            .max();
        assert!(
            longest <= Some(LONGEST_ROLE),
            "a role phrase of {longest:?} words is never found"
        );
    }

    #[test]
    fn own_lines_replace_and_add() {
        let mut gazetteer = Gazetteer::built_in().expect("sound tables");
        gazetteer
            .add(
                "roles.csv",
                "phrase,sector,kind\npresident,XYZ,office\ngrand mugwump,GOV,office\n",
            )
            .expect("two roles");
        assert_eq!(
            gazetteer.role("president").map(|role| role.sector.as_str()),
            Some("XYZ")
        );
        assert_eq!(
            gazetteer.role("grand mugwump").map(|role| role.sector.as_str()),
            Some("GOV")
        );
        gazetteer
            .add(
                "organisations.csv",
                "name,aliases,kind,country,sector,code\nOrder of Teal,Tealists,party,KEN,PTY,\n",
            )
            .expect("a party");
        assert!(
            matches!(gazetteer.senses("Tealists").as_slice(), [Sense::Organisation(line)] if gazetteer.organisations.get(*line).is_some_and(|row| row.name == "Order of Teal"))
        );
        gazetteer
            .add("cities.csv", "name,country,lat,lon\nQuxbury,KEN,1.5,36\n")
            .expect("a town");
        assert_eq!(
            gazetteer.cities("quxbury").first().map(|city| city.country.clone()),
            Some("KEN".to_owned())
        );
    }

    #[test]
    fn broken_lines_are_named() {
        let mut gazetteer = Gazetteer::built_in().expect("sound tables");
        let error = gazetteer
            .add("roles.csv", "phrase,sector,kind\nfoo,GOV,office\nbar,GOV,king\n")
            .expect_err("no such kind");
        let told = error.to_string();
        assert!(told.contains("roles.csv") && told.contains("line: 3"), "{told}");
    }
}
