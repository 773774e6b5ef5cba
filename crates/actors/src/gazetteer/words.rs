use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use super::tables::Gender;
use crate::GazetteerError;

/// `mentions.toml` as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Lists {
    relational: Vec<String>,
    speaking_for: Vec<String>,
    anonymous: Vec<String>,
    anonymity: Vec<String>,
    sides: BTreeMap<String, Vec<String>>,
    back: BTreeMap<String, Vec<String>>,
    offices: BTreeMap<String, Vec<String>>,
    halves: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
}

/// What a noun like "side" or "group" points back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PointsTo {
    Any,
    Country,
    Leader,
    Organisation,
    Person,
}

/// The word lists of `mentions.toml`, ready for look-up.
#[derive(Debug, Default)]
pub(crate) struct WordLists {
    pub(crate) relational: HashSet<String>,
    pub(crate) speaking_for: HashSet<String>,
    pub(crate) anonymous: HashSet<String>,
    /// Phrases, looked up as parts of a sentence.
    pub(crate) anonymity: Vec<String>,
    pub(crate) sides: HashMap<String, PointsTo>,
    pub(crate) back: HashMap<String, PointsTo>,
    offices: HashMap<String, String>,
    /// The state that "the North" is, and the states of which the report has to name one for it.
    pub(crate) halves: HashMap<String, Vec<String>>,
    words: HashMap<String, HashSet<String>>,
}

impl WordLists {
    /// Adds the lists of a file to those that are there.
    ///
    /// # Errors
    /// [`GazetteerError::Words`] where the file is no TOML or has a list of an unknown name.
    pub(crate) fn add(&mut self, table: &str, content: &str) -> Result<(), GazetteerError> {
        let lists: Lists = toml::from_str(content).map_err(|source| GazetteerError::Words {
            table: table.to_owned(),
            source,
        })?;
        self.relational.extend(lists.relational);
        self.speaking_for.extend(lists.speaking_for);
        self.anonymous.extend(lists.anonymous);
        self.anonymity.extend(lists.anonymity);
        for (target, lists) in [(&mut self.sides, lists.sides), (&mut self.back, lists.back)] {
            for (kind, nouns) in lists {
                let kind = match kind.as_str() {
                    "country" => PointsTo::Country,
                    "leader" => PointsTo::Leader,
                    "organisation" => PointsTo::Organisation,
                    "person" => PointsTo::Person,
                    _ => PointsTo::Any,
                };
                target.extend(nouns.into_iter().map(|noun| (noun, kind)));
            }
        }
        for (office, names) in lists.offices {
            self.offices
                .extend(names.into_iter().map(|name| (name, office.clone())));
        }
        self.halves.extend(lists.halves);
        for (list, words) in lists.words {
            self.words.entry(list).or_default().extend(words);
        }
        Ok(())
    }

    /// Whether `word` (lower case) is on the list `list` of the section `[words]`.
    pub(crate) fn is(&self, list: &str, word: &str) -> bool {
        self.words.get(list).is_some_and(|words| words.contains(word))
    }

    /// One name for an office: "premier" is "prime minister".
    pub(crate) fn office<'a>(&'a self, title: &'a str) -> &'a str {
        self.offices.get(title).map_or(title, String::as_str)
    }

    /// The gender that a noun or title tells.
    pub(crate) fn gender_of_noun(&self, noun: &str) -> Option<Gender> {
        if self.is("female", noun) {
            Some(Gender::Female)
        } else if self.is("male", noun) {
            Some(Gender::Male)
        } else {
            None
        }
    }
}
