use std::collections::HashMap;

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use crate::GazetteerError;

/// A line of `countries.csv`; its names are read by [`keys`](crate::keys::keys) only.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct CountryRow {
    pub(crate) iso3: String,
    #[serde(default)]
    pub(crate) cameo: String,
    pub(crate) name: String,
    /// A point that stands for the country, in degrees.
    #[serde(default)]
    pub(crate) lat: Option<f64>,
    #[serde(default)]
    pub(crate) lon: Option<f64>,
}

/// A line of `roles.csv`: a noun that says what somebody is.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct RoleRow {
    pub(crate) phrase: String,
    pub(crate) sector: String,
    pub(crate) kind: RoleKind,
}

/// What sort of participant a role noun makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RoleKind {
    /// One holder in a country.
    Office,
    Person,
    Group,
    Body,
}

/// A line of `organisations.csv`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct OrganisationRow {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) country: Option<String>,
    pub(crate) sector: String,
    pub(crate) code: Option<String>,
}

/// A line of `leaders.csv`: who held what office when.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct LeaderRow {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) country: Option<String>,
    pub(crate) sector: String,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
}

/// The title of those of whom only is known that they held some office.
pub(crate) const UNKNOWN_OFFICE: &str = "official";

impl LeaderRow {
    /// Whether the office was held on `day`; an unknown end or beginning counts as open.
    pub(crate) fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A line of `regions.csv`: a place that is no city.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct RegionRow {
    pub(crate) name: String,
    pub(crate) country: Option<String>,
    pub(crate) admin1: Option<String>,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
    #[serde(default)]
    pub(crate) kind: String,
}

/// A line of a user's `cities.csv`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct CityRow {
    pub(crate) name: String,
    #[serde(default, deserialize_with = "list")]
    pub(crate) aliases: Vec<String>,
    pub(crate) country: String,
    #[serde(default)]
    pub(crate) admin1: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    #[serde(default)]
    pub(crate) population: u32,
    #[serde(default)]
    pub(crate) geonames_id: Option<u32>,
}

/// A line of `given_names.csv`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct GivenNameRow {
    pub(crate) name: String,
    pub(crate) gender: Gender,
}

/// Grammatical gender of a person, for "he" and "she".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Gender {
    Female,
    Male,
}

/// The lines of a CSV table with a header.
///
/// # Errors
/// [`GazetteerError::Line`] where a line does not fit the columns.
pub(crate) fn rows<Row: DeserializeOwned>(table: &str, content: &str) -> Result<Vec<Row>, GazetteerError> {
    csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(content.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|source| GazetteerError::Line {
            table: table.to_owned(),
            source,
        })
}

/// The lines once more, by column name.
///
/// # Errors
/// As [`rows`].
pub(crate) fn fields(table: &str, content: &str) -> Result<Vec<HashMap<String, String>>, GazetteerError> {
    rows(table, content)
}

fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let field = String::deserialize(deserializer)?;
    Ok(field
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect())
}
