use std::collections::HashMap;

use fst::Map;

use crate::GazetteerError;
use crate::fold::fold;
use crate::keys::{self, LINE_BITS};

/// What a name names: line numbers of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    Country(usize, Form),
    Organisation(usize),
    Leader(usize),
    Region(usize),
}

/// In which way a country is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// "Kenya", "U.K."
    Name,
    /// "Kenyans"
    Demonym,
    /// "Kenyan"
    Adjective,
    /// "the Kremlin"
    Seat,
    /// "Nairobi"
    Capital,
}

static KEYS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.fst"));
static POSTINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.postings"));

/// The index of all tables but the cities: the packed one that `build.rs` writes, and that of the user's own lines.
pub(super) struct Names {
    map: Map<&'static [u8]>,
    own: HashMap<String, Vec<u32>>,
    own_longest: HashMap<String, usize>,
}

impl Names {
    pub(super) fn embedded() -> Result<Self, GazetteerError> {
        Ok(Self {
            map: Map::new(KEYS)?,
            own: HashMap::new(),
            own_longest: HashMap::new(),
        })
    }

    /// Enters a line of the user's.
    pub(super) fn add(&mut self, key: String, way: u32, line: usize) {
        if let Some((first, words)) = keys::first_word(&key) {
            let longest = self.own_longest.entry(first.to_owned()).or_default();
            *longest = (*longest).max(words as usize);
        }
        // No table has sixteen million lines.
        self.own.entry(key).or_default().push(way << LINE_BITS | line as u32);
    }

    pub(super) fn longest(&self, first: &str) -> usize {
        let built_in = self.map.get(format!("first={first}")).unwrap_or_default() as usize;
        built_in.max(self.own_longest.get(first).copied().unwrap_or_default())
    }

    /// The lines that a key leads to, the user's own first.
    pub(super) fn lines(&self, key: &str) -> impl Iterator<Item = usize> + use<'_> {
        self.postings(key)
            .map(|posting| (posting & ((1 << LINE_BITS) - 1)) as usize)
    }

    fn postings(&self, key: &str) -> impl Iterator<Item = u32> + use<'_> {
        let found = self.map.get(key).unwrap_or_default();
        let (start, count) = ((found >> 16) as usize, (found & 0xffff) as usize);
        let packed = POSTINGS.get(start * 4..(start + count) * 4).unwrap_or_default();
        let built_in = packed
            .chunks_exact(4)
            .filter_map(|bytes| Some(u32::from_le_bytes(bytes.try_into().ok()?)));
        self.own.get(key).into_iter().flatten().copied().chain(built_in)
    }

    pub(super) fn senses(&self, text: &str) -> Vec<Sense> {
        if !text.chars().any(char::is_uppercase) {
            return Vec::new();
        }
        let key = fold(text);
        let mut senses = Vec::new();
        if !text.chars().any(char::is_lowercase) {
            senses.extend(self.postings(&format!("caps={key}")).filter_map(sense));
        }
        if senses.is_empty() {
            senses.extend(self.postings(&key).filter_map(sense));
        }
        senses
    }
}

fn sense(posting: u32) -> Option<Sense> {
    let line = (posting & ((1 << LINE_BITS) - 1)) as usize;
    Some(match posting >> LINE_BITS {
        keys::NAME => Sense::Country(line, Form::Name),
        keys::DEMONYM => Sense::Country(line, Form::Demonym),
        keys::ADJECTIVE => Sense::Country(line, Form::Adjective),
        keys::SEAT => Sense::Country(line, Form::Seat),
        keys::CAPITAL => Sense::Country(line, Form::Capital),
        keys::ORGANISATION => Sense::Organisation(line),
        keys::LEADER => Sense::Leader(line),
        keys::REGION => Sense::Region(line),
        _ => return None,
    })
}
