//! Persons, offices and people without a name.

use std::collections::HashSet;
use std::ops::Range;

use tidings_annotate::NameKind;

use super::{At, Found, Known, Resolver};
use crate::fold::fold;
use crate::gazetteer::{RoleKind, RoleRow};
use crate::scene::{EntityKind, HeldRole};

/// What a phrase says of a person besides the name.
#[derive(Default)]
pub(super) struct Description {
    pub(super) role: Option<RoleRow>,
    pub(super) country: Option<String>,
    /// Whether the words name the country; else it is a guess from the scene.
    pub(super) stated: bool,
    pub(super) sectors: Vec<String>,
    pub(super) former: bool,
    pub(super) owner: Option<usize>,
}

impl Description {
    /// A stated country comes before a guessed one.
    fn or_country_of(self, other: Self) -> Self {
        if self.stated || (self.country.is_some() && !other.stated) {
            return self;
        }
        Self {
            country: other.country,
            stated: other.stated,
            ..self
        }
    }
}

impl Resolver<'_> {
    /// The personal name within a phrase: where the annotator or the gazetteer sees one, or capitals after a title.
    pub(super) fn personal_name(&self, (sentence, head): At, phrase: &Range<usize>) -> Option<Range<usize>> {
        let tree = self.tree(sentence);
        let is_own = |words: &Range<usize>| {
            let top = tree.top_of(words);
            words.contains(&head)
                || (tree.head(top) == Some(head)
                    && matches!(tree.relation(top), "flat" | "appos" | "compound" | "nmod")
                    && top > head
                    && !tree.is_possessor(top)
                    && tree.preposition(top).is_none())
        };
        let annotated = phrase.clone().find_map(|word| {
            let name = tree.name_at(word).filter(|name| name.kind == NameKind::Person)?;
            // A country, town or body that the annotator takes for a person stays what the tables say.
            let otherwise = self.hit((sentence, word)).is_some_and(|hit| {
                hit.leaders().next().is_none() && hit.words.start <= name.words.start && hit.words.end >= name.words.end
            });
            (is_own(&name.words) && !otherwise).then(|| name.words.clone())
        });
        let listed = || {
            let hit = phrase.clone().find_map(|word| {
                self.hit((sentence, word))
                    .filter(|hit| hit.leaders().next().is_some() && is_own(&hit.words))
            })?;
            (hit.country().is_none() && !tree.is_named(hit.words.start, NameKind::Place)).then(|| hit.words.clone())
        };
        let titled = || {
            if tree.pos(head) != "PROPN" || self.hit((sentence, head)).is_some() || tree.name_at(head).is_some() {
                return None;
            }
            let is_name = |word: usize| tree.pos(word) == "PROPN" && self.hit((sentence, word)).is_none();
            let run = |from: usize| from..(from..phrase.end).find(|word| !is_name(*word)).unwrap_or(phrase.end);
            (phrase.start + 1..=phrase.end.saturating_sub(1)).map(run).find(|name| {
                !name.is_empty()
                    && self
                        .role_ending_at(sentence, phrase.start, name.start - 1)
                        .is_some_and(|(_, role)| role.kind != RoleKind::Body)
                    && self.role_ending_at(sentence, name.start, name.end - 1).is_none()
            })
        };
        let name = annotated.or_else(listed).or_else(titled)?;
        let end = name.end.min(tree.len());
        // The possessive mark and a title taken into the name are no part of it.
        let end = if matches!(tree.pos(end.saturating_sub(1)), "PART" | "PUNCT") {
            end - 1
        } else {
            end
        };
        let title = (name.start..end)
            .rev()
            .skip(1)
            .find(|word| self.role_ending_at(sentence, name.start, *word).is_some());
        let start = title.map_or(name.start, |title| title + 1);
        (start < end).then_some(start..end)
    }

    /// People, or what is theirs, known by a noun that no table lists, where the model says that they take part: "comrades", "a mill".
    pub(super) fn unlisted_people(&mut self, at: At, phrase: Range<usize>) -> Found {
        let (sentence, word) = at;
        let origin = self.origin(at, &phrase);
        let sectors = vec!["CVL".to_owned()];
        let elsewhere = self.is_from_elsewhere(sentence, phrase.start..word, None);
        let country = self.country_or_scene(at, &origin, &sectors, elsewhere);
        let code = self.code(country.as_deref(), &sectors);
        let plural = self.tree(sentence).is_plural(word);
        let kind = if plural { EntityKind::Group } else { EntityKind::Unnamed };
        let name = self.written(sentence, &phrase).to_owned();
        let mut known = Known::new(&name, kind, country, sectors, code);
        known.plural = plural;
        known.nouns.push(self.tree(sentence).lemma(word));
        let entity = self.add(known);
        Found {
            words: phrase,
            entities: vec![entity],
            full: true,
        }
    }

    /// A person with a name.
    pub(super) fn person(&mut self, at: At, phrase: Range<usize>, name: Range<usize>) -> Found {
        let (sentence, head) = at;
        let written = self.written(sentence, &name).to_owned();
        let words = phrase.start..phrase.end.max(name.end);
        let description = self.describe(at, &words, &name);
        let tree = self.tree(sentence);
        let gender = (words.start..name.start)
            .find_map(|word| {
                self.gazetteer
                    .words
                    .gender_of_noun(tree.lower(word).trim_end_matches('.'))
            })
            .or_else(|| self.gazetteer.gender(tree.form(name.start)));
        let person = match self.known_person(&written) {
            Some(person) => person,
            None => self.new_person(&written, &name, sentence, &description),
        };
        let longer = fold(&written).split(' ').count() > self.known.get(person).map_or(0, |known| known.names.len());
        if let Some(known) = self.known.get_mut(person) {
            known.gender = known.gender.or(gender);
            if longer {
                known.entity.name.clone_from(&written);
                known.names = fold(&written).split(' ').map(str::to_owned).collect();
            }
        }
        self.learn(person, &description);
        let _ = head;
        Found {
            words,
            entities: vec![person],
            full: true,
        }
    }

    /// The person of the report whom a full or short name names.
    fn known_person(&self, written: &str) -> Option<usize> {
        let key = fold(written);
        let parts: Vec<&str> = key.split(' ').collect();
        self.latest(|known| {
            let names = &known.names;
            if names.is_empty() {
                return false;
            }
            let shared = parts
                .iter()
                .filter(|part| names.iter().any(|name| name == *part))
                .count();
            // "Khan" is Imran Khan, "Imran Khan" is Khan; "Jemima Khan" is somebody else.
            shared == parts.len() || shared == names.len()
        })
    }

    fn new_person(&mut self, written: &str, name: &Range<usize>, sentence: usize, description: &Description) -> usize {
        if let Some(leader) = self.leader(written, name, sentence, description).cloned() {
            return self.listed_person(&leader);
        }
        // "The foreign minister … Rosa Quispe": an office named before becomes a person when the name is told.
        if let (Some(role), Some(country), false) = (&description.role, &description.country, description.former) {
            let key = format!("office:{country}:{}", self.gazetteer.words.office(&role.phrase));
            let holder = self
                .by_key
                .get(&key)
                .copied()
                .filter(|holder| self.known.get(*holder).is_some_and(|known| known.names.is_empty()));
            if let Some(known) = holder.and_then(|holder| self.known.get_mut(holder)) {
                known.entity.kind = EntityKind::Person;
                written.clone_into(&mut known.entity.name);
                known.names = fold(written).split(' ').map(str::to_owned).collect();
                return holder.unwrap_or_default();
            }
        }
        let mut known = Known::new(written, EntityKind::Person, None, Vec::new(), None);
        known.names = fold(written).split(' ').map(str::to_owned).collect();
        self.add(known)
    }

    /// Title before the name, role in an apposition, adjectives and owners of both.
    fn describe(&mut self, at: At, words: &Range<usize>, name: &Range<usize>) -> Description {
        let (sentence, head) = at;
        let tree = self.tree(sentence);
        let title = name
            .start
            .checked_sub(1)
            .filter(|word| *word >= words.start)
            .and_then(|word| self.role_ending_at(sentence, words.start, word));
        let mut description = match title {
            Some((role_words, role)) => self.described(sentence, words.start..role_words.end, &role_words, role),
            None => Description::default(),
        };
        let apposition = tree
            .children(head)
            .iter()
            .copied()
            .filter(|child| tree.relation(*child) == "appos");
        let governor = tree.head(head).filter(|_| tree.relation(head) == "appos");
        let noun = apposition
            .chain(governor)
            .find(|noun| tree.is_noun(*noun) && !name.contains(noun) && !words.contains(noun));
        if let Some(noun) = noun {
            let phrase = tree.phrase(noun);
            if let Some((role_words, role)) = self.role_ending_at(sentence, phrase.start, noun) {
                let more = self.described(sentence, phrase, &role_words, role);
                description = if description.role.is_none() {
                    more
                } else {
                    description.or_country_of(more)
                };
            }
        }
        if description.country.is_none() {
            let before = words.start..name.start;
            description.country = self.origin((sentence, name.start), &before).country();
            description.stated = description.country.is_some();
        }
        description
    }

    fn described(
        &mut self,
        sentence: usize,
        phrase: Range<usize>,
        role_words: &Range<usize>,
        role: &RoleRow,
    ) -> Description {
        let tree = self.tree(sentence);
        let head = role_words.end.saturating_sub(1);
        let mut origin = self.origin((sentence, head), &phrase);
        if origin.owners.is_empty() {
            // With the name as head of the phrase the possessor hangs on the name.
            let named = tree.name_head(tree.head(head).unwrap_or(head));
            if tree.is_noun(named) && named > head {
                origin = self.origin((sentence, named), &(phrase.start..named.max(phrase.end)));
            }
        }
        let mut sectors = self.sectors_of(sentence, &phrase, role_words, role, &origin);
        let former = self.is_former(sentence, &phrase);
        if former && sectors.first().is_none_or(|sector| sector != "ELI") {
            sectors.insert(0, "ELI".to_owned());
        }
        Description {
            stated: origin.country().is_some(),
            country: self.country_or_scene((sentence, head), &origin, &sectors, false),
            role: Some(role.clone()),
            owner: origin.owner(),
            sectors,
            former,
        }
    }

    /// Gives persons of whom nothing is told but the name the country that the text gives for the scene.
    pub(super) fn give_persons_countries(&mut self) {
        let mut seen = HashSet::new();
        let first: Vec<(usize, At)> = self
            .mentions
            .iter()
            .filter_map(|mention| match mention.entities.as_slice() {
                [entity] => Some((*entity, (mention.sentence, mention.head))),
                _ => None,
            })
            .filter(|(entity, _)| seen.insert(*entity))
            .collect();
        for (index, at) in first {
            let unknown = self.entity(index).is_some_and(|entity| {
                entity.kind == EntityKind::Person && entity.country.is_none() && entity.sectors.is_empty()
            });
            if unknown {
                let country = self.homeland(at, None);
                if let Some(known) = self.known.get_mut(index) {
                    known.entity.country = country;
                }
            }
        }
    }

    /// Adds to a person what a phrase says of them; what is known already stays.
    fn learn(&mut self, person: usize, description: &Description) {
        let office = description
            .role
            .as_ref()
            .map(|role| self.gazetteer.words.office(&role.phrase).to_owned());
        let speaks = description
            .role
            .as_ref()
            .is_some_and(|role| self.gazetteer.words.speaking_for.contains(&role.phrase));
        let state = description
            .country
            .clone()
            .filter(|_| description.sectors.first().is_some_and(|sector| sector == "GOV"))
            .map(|country| self.state(&country));
        let Some(known) = self.known.get_mut(person) else {
            return;
        };
        let entity = &mut known.entity;
        let international = entity.sectors.first().is_some_and(|sector| sector == "IGO");
        if entity.country.is_none() && !international {
            entity.country.clone_from(&description.country);
        }
        if entity.sectors.is_empty() {
            entity.sectors.clone_from(&description.sectors);
        }
        if speaks && entity.speaks_for.is_none() {
            entity.speaks_for = description.owner.filter(|owner| *owner != person).or(state);
        }
        known.side = known
            .side
            .or(description.owner)
            .or(state)
            .filter(|side| *side != person);
        let (Some(role), Some(office)) = (&description.role, office) else {
            return;
        };
        known.nouns.push(role.phrase.clone());
        known.nouns.push(office.clone());
        let country = known.entity.country.clone();
        if role.kind == RoleKind::Office && !description.former {
            if known.entity.role.is_none() {
                known.entity.role = Some(HeldRole {
                    title: office.clone(),
                    country: country.clone(),
                    from: None,
                    to: None,
                });
            }
            self.by_key
                .entry(format!("office:{}:{office}", country.as_deref().unwrap_or_default()))
                .or_insert(person);
        }
        let sectors = self
            .entity(person)
            .map(|entity| entity.sectors.clone())
            .unwrap_or_default();
        let code = self.code(country.as_deref(), &sectors);
        if let Some(known) = self.known.get_mut(person) {
            known.entity.code = code;
        }
    }

    /// A capitalised subject that nobody knows: "Okello said".
    pub(super) fn capitalised_speaker(&mut self, at: At, phrase: Range<usize>) -> Option<Found> {
        let (sentence, word) = at;
        let tree = self.tree(sentence);
        if tree.pos(word) != "PROPN" || tree.name_at(word).is_some() || !tree.is_capitalised(word) {
            return None;
        }
        if let Some(body) = self.defined(tree.form(word)) {
            return Some(Found {
                words: phrase,
                entities: vec![body],
                full: true,
            });
        }
        let known = self.known_person(self.written(sentence, &phrase));
        let speaks = tree.is_subject(word)
            && tree
                .head(word)
                .is_some_and(|verb| self.gazetteer.words.is("saying", &tree.lemma(verb)));
        (known.is_some() || speaks).then(|| self.person(at, phrase.clone(), phrase))
    }
}
