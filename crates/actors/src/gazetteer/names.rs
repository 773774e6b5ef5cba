use std::collections::HashMap;

use super::tables::{CountryRow, LeaderRow, OrganisationRow, RegionRow};
use crate::fold::fold;

/// What a name names: indexes into the tables.
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

/// The index of all names of countries, organisations, leaders and regions.
pub(crate) struct Names {
    senses: HashMap<String, Vec<Sense>>,
    /// Names that count only where written in capitals, as "WHO": key → senses.
    capitals: HashMap<String, Vec<Sense>>,
    longest: HashMap<String, usize>,
}

impl Names {
    pub(crate) fn new(
        countries: &[CountryRow],
        organisations: &[OrganisationRow],
        leaders: &[LeaderRow],
        regions: &[RegionRow],
    ) -> Self {
        let mut names = Self { senses: HashMap::new(), capitals: HashMap::new(), longest: HashMap::new() };
        // Belgrade is Serbia's before it is Yugoslavia's.
        let by_status = |former: bool| countries.iter().enumerate().filter(move |(_, row)| (row.status == "former") == former);
        for (index, row) in by_status(false).chain(by_status(true)) {
            let mut add = |list: &[String], form| list.iter().for_each(|name| names.add(name, Sense::Country(index, form)));
            add(std::slice::from_ref(&row.name), Form::Name);
            add(&row.aliases, Form::Name);
            add(&row.adjectives, Form::Adjective);
            add(&row.demonyms, Form::Demonym);
            add(&row.seats, Form::Seat);
            add(&row.capital, Form::Capital);
            for name in &row.former_names {
                // "Swaziland<2018": the old name is still used, whatever the year.
                let name = name.split('<').next().unwrap_or(name);
                names.add(name, Sense::Country(index, Form::Name));
            }
        }
        for (index, row) in organisations.iter().enumerate() {
            std::iter::once(&row.name).chain(&row.aliases).for_each(|name| names.add(name, Sense::Organisation(index)));
        }
        for (index, row) in leaders.iter().enumerate() {
            std::iter::once(&row.name).chain(&row.aliases).for_each(|name| names.add(name, Sense::Leader(index)));
        }
        for (index, row) in regions.iter().enumerate() {
            std::iter::once(&row.name).chain(&row.aliases).for_each(|name| names.add(name, Sense::Region(index)));
        }
        names
    }

    fn add(&mut self, name: &str, sense: Sense) {
        let key = fold(name);
        if key.is_empty() || name.ends_with('-') {
            return;
        }
        let mut words = key.split(' ');
        let first = words.next().unwrap_or_default().to_owned();
        let length = self.longest.entry(first).or_default();
        *length = (*length).max(1 + words.count());
        let table = if is_short_capitals(name) { &mut self.capitals } else { &mut self.senses };
        let senses = table.entry(key).or_default();
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    pub(crate) fn longest(&self, first: &str) -> usize {
        self.longest.get(first).copied().unwrap_or_default()
    }

    pub(crate) fn senses(&self, text: &str) -> &[Sense] {
        if !text.chars().any(char::is_uppercase) {
            return &[];
        }
        let key = fold(text);
        let in_capitals = if text.chars().any(char::is_lowercase) { None } else { self.capitals.get(&key) };
        in_capitals.or_else(|| self.senses.get(&key)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// "US", "WHO", "U.N.": written otherwise these are words of the language.
fn is_short_capitals(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    letters <= 4 && !name.contains(' ') && !name.chars().any(char::is_lowercase)
}
