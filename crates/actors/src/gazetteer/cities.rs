use std::collections::HashMap;

use fst::Map;

use super::tables::CityRow;
use crate::GazetteerError;
use crate::fold::fold;

/// A populated place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct City {
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) admin1: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) population: u32,
    pub(crate) geonames_id: Option<u32>,
}

/// The packed table that `build.rs` writes, used in place, and the user's own cities.
pub(crate) struct Cities {
    map: Map<&'static [u8]>,
    own: HashMap<String, Vec<City>>,
}

static KEYS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/cities.fst"));
static POSTINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/cities.postings"));
static RECORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/cities.records"));
static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/cities.text"));

/// Latitude, longitude, population, `GeoNames` id, start of name, start of admin1 (4 bytes each), lengths of name and
/// admin1 (1 each), country (6, filled up with zeros).
const RECORD: usize = 32;

impl Cities {
    pub(crate) fn embedded() -> Result<Self, GazetteerError> {
        Ok(Self {
            map: Map::new(KEYS)?,
            own: HashMap::new(),
        })
    }

    /// The user's own cities come before the built-in ones of the same name.
    pub(crate) fn add(&mut self, row: CityRow) {
        let keys: Vec<String> = std::iter::once(&row.name)
            .chain(&row.aliases)
            .map(|name| fold(name))
            .collect();
        let city = City {
            name: row.name,
            country: row.country,
            admin1: row.admin1,
            lat: row.lat,
            lon: row.lon,
            population: row.population,
            geonames_id: row.geonames_id,
        };
        for key in keys {
            self.own.entry(key).or_default().push(city.clone());
        }
    }

    /// All cities of that key, the most populous first.
    pub(crate) fn named(&self, key: &str) -> Vec<City> {
        let own = self.own.get(key).cloned().unwrap_or_default();
        let found = self.map.get(key).unwrap_or_default();
        let (start, count) = ((found >> 8) as usize, (found & 255) as usize);
        let built_in = (start..start + count).filter_map(|posting| record(number(POSTINGS, posting * 4)? as usize));
        own.into_iter().chain(built_in).collect()
    }

    /// Whether there is a city of that key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.map.contains_key(key) || self.own.contains_key(key)
    }
}

fn bytes(table: &[u8], at: usize) -> Option<[u8; 4]> {
    table.get(at..at + 4)?.try_into().ok()
}

fn number(table: &[u8], at: usize) -> Option<u32> {
    bytes(table, at).map(u32::from_le_bytes)
}

fn record(index: usize) -> Option<City> {
    let packed = RECORDS.get(index * RECORD..(index + 1) * RECORD)?;
    let words = |start: usize, length: usize| {
        let start = number(packed, start)? as usize;
        TEXT.get(start..start + usize::from(*packed.get(length)?))
            .map(str::to_owned)
    };
    let country = packed
        .get(26..)?
        .iter()
        .take_while(|byte| **byte != 0)
        .map(|byte| char::from(*byte))
        .collect();
    Some(City {
        name: words(16, 24)?,
        country,
        admin1: words(20, 25)?,
        lat: f64::from(f32::from_le_bytes(bytes(packed, 0)?)),
        lon: f64::from(f32::from_le_bytes(bytes(packed, 4)?)),
        population: number(packed, 8)?,
        geonames_id: number(packed, 12).filter(|id| *id != 0),
    })
}
