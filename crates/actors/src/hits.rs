//! Where the names of the gazetteer stand in a sentence.

use std::ops::Range;

use tidings_annotate::NameKind;

use crate::fold::fold;
use crate::gazetteer::{Form, Gazetteer, Sense};
use crate::grammar::Tree;

/// A name of the gazetteer in a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) words: Range<usize>,
    pub(crate) senses: Vec<Sense>,
}

impl Hit {
    pub(crate) fn country(&self) -> Option<(usize, Form)> {
        self.senses.iter().find_map(|sense| match sense {
            Sense::Country(country, form) => Some((*country, *form)),
            _ => None,
        })
    }

    pub(crate) fn has_form(&self, wanted: Form) -> bool {
        self.senses
            .iter()
            .any(|sense| matches!(sense, Sense::Country(_, form) if *form == wanted))
    }

    pub(crate) fn leaders(&self) -> impl Iterator<Item = usize> + '_ {
        self.senses.iter().filter_map(|sense| match sense {
            Sense::Leader(leader) => Some(*leader),
            _ => None,
        })
    }

    pub(crate) fn organisations(&self) -> impl Iterator<Item = usize> + '_ {
        self.senses.iter().filter_map(|sense| match sense {
            Sense::Organisation(organisation) => Some(*organisation),
            _ => None,
        })
    }

    /// The country of the first organisation, else leader, else region of that name that has one.
    pub(crate) fn country_of_bearer<'g>(&self, gazetteer: &'g Gazetteer) -> Option<&'g str> {
        let organisations = self
            .organisations()
            .filter_map(|index| gazetteer.organisations.get(index)?.country.as_deref());
        let leaders = self
            .leaders()
            .filter_map(|index| gazetteer.leaders.get(index)?.country.as_deref());
        let regions = self
            .regions()
            .filter_map(|index| gazetteer.regions.get(index)?.country.as_deref());
        organisations.chain(leaders).chain(regions).next()
    }

    pub(crate) fn regions(&self) -> impl Iterator<Item = usize> + '_ {
        self.senses.iter().filter_map(|sense| match sense {
            Sense::Region(region) => Some(*region),
            _ => None,
        })
    }
}

/// The hits of a sentence in text order, never overlapping, with the hit that covers each word.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    pub(crate) all: Vec<Hit>,
    covering: Vec<Option<usize>>,
}

impl Hits {
    pub(crate) fn at(&self, word: usize) -> Option<&Hit> {
        self.covering
            .get(word)
            .copied()
            .flatten()
            .and_then(|hit| self.all.get(hit))
    }

    /// Finds the longest names from left to right.
    pub(crate) fn find(text: &str, tree: &Tree, gazetteer: &Gazetteer) -> Self {
        let mut hits = Self {
            all: Vec::new(),
            covering: vec![None; tree.len()],
        };
        let mut at = 0;
        while at < tree.len() {
            match longest(text, tree, gazetteer, at) {
                Some(hit) if !is_part_of_person(tree, &hit) => {
                    at = hit.words.end;
                    if let Some(slots) = hits.covering.get_mut(hit.words.clone()) {
                        slots.fill(Some(hits.all.len()));
                    }
                    hits.all.push(hit);
                }
                _ => at += 1,
            }
        }
        hits
    }
}

/// A word list in the gazetteer may count a name's words otherwise than the tokeniser: "al-Shabaab" is one to three.
const EXTRA_WORDS: usize = 3;

fn longest(text: &str, tree: &Tree, gazetteer: &Gazetteer, start: usize) -> Option<Hit> {
    let first = tree.form(start);
    if !first.chars().next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let key = fold(first);
    let words = gazetteer.longest_name(key.split(' ').next()?);
    if words == 0 {
        return None;
    }
    let furthest = (start + words + EXTRA_WORDS).min(tree.len());
    (start + 1..=furthest).rev().find_map(|end| {
        // A full stop or comma at the end is folded away and would be taken for a part of the name.
        if end > start + 1 && matches!(tree.pos(end - 1), "PUNCT" | "PART") {
            return None;
        }
        let senses = gazetteer.senses(tree.span(&(start..end)).of(text));
        (!senses.is_empty()).then_some(Hit {
            words: start..end,
            senses,
        })
    })
}

/// Whether the annotator sees a longer personal name here: "Jordan" in "Jordan Smith" is no country.
fn is_part_of_person(tree: &Tree, hit: &Hit) -> bool {
    tree.name_at(hit.words.start).is_some_and(|name| {
        name.kind == NameKind::Person && name.words.len() > hit.words.len() && hit.leaders().next().is_none()
    })
}
