//! Where somebody comes from: the country and the body that a phrase names for its head.

use std::ops::Range;

use super::{At, Resolver};
use crate::gazetteer::{Form, RoleKind, RoleRow};
use crate::hits::Hit;
use crate::homeland::{HomelandGuess, Kind, People};
use crate::scene::EntityKind;

/// What a phrase says of where its head belongs.
#[derive(Debug, Default)]
pub(super) struct Origin {
    /// All countries that the phrase names, the one nearest before the head first.
    pub(super) countries: Vec<String>,
    /// The states and bodies that the head belongs to.
    pub(super) owners: Vec<usize>,
    /// Whether a place and not an owner tells the country.
    pub(super) by_place: bool,
}

impl Origin {
    pub(super) fn country(&self) -> Option<String> {
        self.countries.first().cloned()
    }

    pub(super) fn owner(&self) -> Option<usize> {
        self.owners.first().copied()
    }

    fn add(&mut self, country: Option<String>, owner: Option<usize>) {
        if let Some(country) = country.filter(|country| !self.countries.contains(country)) {
            self.countries.push(country);
        }
        if let Some(owner) = owner.filter(|owner| !self.owners.contains(owner)) {
            self.owners.push(owner);
        }
    }
}

impl Resolver<'_> {
    /// The origin that the words before the head, its possessor and its "of", "for", "in", "from" phrases tell.
    pub(super) fn origin(&mut self, (sentence, head): At, words: &Range<usize>) -> Origin {
        let mut origin = Origin::default();
        let before = words.start..head;
        let hits: Vec<Hit> = self.hits_in(sentence, &before);
        for hit in hits.iter().rev() {
            self.add_hit(sentence, hit, &mut origin);
        }
        self.add_possessors(sentence, head, words, &mut origin);
        self.add_phrases(sentence, head, &mut origin);
        if origin.countries.is_empty()
            && origin.owners.is_empty()
            && let Some(country) = self.country_of_place_in(sentence, words)
        {
            origin.by_place = true;
            origin.add(Some(country), None);
        }
        origin
    }

    fn hits_in(&self, sentence: usize, words: &Range<usize>) -> Vec<Hit> {
        let hits = self
            .hits
            .get(sentence)
            .map(|hits| hits.all.as_slice())
            .unwrap_or_default();
        let first = hits.partition_point(|hit| hit.words.start < words.start);
        let inside = hits
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|hit| hit.words.end <= words.end);
        inside.cloned().collect()
    }

    fn add_hit(&mut self, sentence: usize, hit: &Hit, origin: &mut Origin) {
        if self.led_by(sentence, hit) {
            return;
        }
        if let Some(row) = hit
            .country()
            .and_then(|(country, _)| self.gazetteer.countries.get(country))
        {
            let state = self.state(&row.iso3.clone());
            let country = row.iso3.clone();
            // "Nairobi police" are the city's; the state is not their owner in the sense of the text.
            origin.add(Some(country), Some(state));
        } else if hit.organisations().next().is_some() {
            let body = self.listed_body(hit, origin.country().as_deref());
            let country = self.entity(body).and_then(|entity| entity.country.clone());
            origin.add(country, Some(body));
        } else if let Some(country) = hit
            .regions()
            .find_map(|region| self.gazetteer.regions.get(region)?.country.clone())
        {
            origin.by_place = true;
            origin.add(Some(country).filter(|country| !country.is_empty()), None);
        }
    }

    /// Whether a hyphen follows that gives the name another part than origin: "Saudi-led", but not "Doha-based".
    pub(super) fn led_by(&self, sentence: usize, hit: &Hit) -> bool {
        let tree = self.tree(sentence);
        let hyphen = matches!(tree.form(hit.words.end), "-" | "–" | "‑");
        if !hyphen {
            return false;
        }
        let next = tree.lower(hit.words.end + 1);
        // "Kenyan-born" and "the Russian-Ukrainian war" tell origin; "-backed", "-led", "-made" do not.
        (next.ends_with("ed") || matches!(tree.pos(hit.words.end + 1), "VERB"))
            && !self.gazetteer.words.is("seated", &next)
            || matches!(next.as_str(), "led" | "made" | "run" | "friendly" | "occupied")
    }

    fn add_possessors(&mut self, sentence: usize, head: usize, words: &Range<usize>, origin: &mut Origin) {
        let tree = self.tree(sentence);
        let owned = words
            .clone()
            .chain([head])
            .flat_map(|word| tree.children(word).iter().copied());
        let possessors: Vec<usize> = owned
            .filter(|child| tree.is_possessor(*child) && *child != head)
            .collect();
        for possessor in possessors {
            for member in tree.coordinated(possessor) {
                self.add_owner(sentence, member, origin);
            }
        }
    }

    fn add_phrases(&mut self, sentence: usize, head: usize, origin: &mut Origin) {
        let tree = self.tree(sentence);
        for child in tree.children(head).iter().copied() {
            if tree.relation(child) != "nmod" || tree.is_possessor(child) {
                continue;
            }
            let Some(preposition) = tree.preposition(child) else {
                continue;
            };
            match preposition.as_str() {
                "of" | "for" | "from" | "with" | "at" if !self.is_place_only(sentence, child) => {
                    for member in tree.coordinated(child) {
                        self.add_owner(sentence, member, origin);
                    }
                }
                "of" | "in" | "from" | "at" | "near" | "inside" | "across" | "around" => {
                    if origin.countries.is_empty()
                        && let Some(country) = self.country_of_place_in(sentence, &tree.phrase(child))
                    {
                        origin.by_place = true;
                        origin.add(Some(country), None);
                    }
                }
                _ => {}
            }
        }
    }

    /// A town or region, which owns nobody: "residents of Goma".
    fn is_place_only(&self, sentence: usize, word: usize) -> bool {
        match self.hit((sentence, word)) {
            Some(hit) => {
                hit.country().is_none_or(|(_, form)| form == Form::Capital) && hit.organisations().next().is_none()
            }
            None => self.places_in(sentence).any(|place| place.words.contains(&word)),
        }
    }

    fn add_owner(&mut self, sentence: usize, word: usize, origin: &mut Origin) {
        for owner in self.entities_at(sentence, word) {
            let country = self.entity(owner).and_then(|entity| entity.country.clone());
            origin.add(country, Some(owner));
        }
    }

    /// The country of a phrase: what it says, else that of what it is coordinated with ("the Malian army and the
    /// rebels"), else the one that the text gives for the scene.
    pub(super) fn country_or_scene(
        &mut self,
        at: At,
        origin: &Origin,
        sectors: &[String],
        unidentified: bool,
    ) -> Option<String> {
        let sector = sectors.first().map(String::as_str).unwrap_or_default();
        if matches!(sector, "IGO" | "NGO" | "MNC") {
            return None;
        }
        if origin.country().is_some() {
            return origin.country();
        }
        let owned_abroad = origin
            .owner()
            .and_then(|owner| self.entity(owner))
            .is_some_and(|owner| owner.kind == EntityKind::Organisation);
        if unidentified || owned_abroad {
            return None;
        }
        if let Some(country) = self.country_of_first_member(at) {
            return Some(country);
        }
        self.homeland(at, Some(sector))
    }

    /// The country that the text gives for people of a sector whose phrase names none; without a sector, for a person known by name only.
    pub(super) fn homeland(&mut self, (sentence, head): At, sector: Option<&str>) -> Option<String> {
        let tree = self.tree(sentence);
        let kind = sector.map_or(Kind::Person, Kind::of_sector);
        let kin = sector.and_then(|sector| {
            self.latest(|known| {
                known.entity.country.is_some() && known.entity.sectors.first().is_some_and(|first| first == sector)
            })
        });
        let people = People {
            sentence,
            head,
            phrase: tree.phrase(head),
            kin: kin.and_then(|kin| self.entity(kin)?.country.clone()),
        };
        let candidates = self.homelands.candidates(tree, self.focus, &people);
        let likeliest = self.gazetteer.homeland.likeliest(&candidates, kind);
        if let Some(guesses) = &mut self.guesses {
            guesses.push(HomelandGuess {
                span: tree.span(&(head..head + 1)),
                kind: kind.name(),
                candidates,
            });
        }
        likeliest
    }

    /// Whether the words before a role say that its country is not that of the scene: "unknown gunmen", "foreign fighters", but not
    /// "foreign minister".
    pub(super) fn is_from_elsewhere(&self, sentence: usize, words: Range<usize>, role: Option<&RoleRow>) -> bool {
        let tree = self.tree(sentence);
        let of_state = role.is_some_and(|role| matches!(role.kind, RoleKind::Office | RoleKind::Body));
        let says = |list: &str, word: usize| self.gazetteer.words.is(list, &tree.lower(word));
        words
            .into_iter()
            .any(|word| says("unidentified", word) || (!of_state && says("elsewhere", word)))
    }

    fn country_of_first_member(&mut self, (sentence, word): At) -> Option<String> {
        let tree = self.tree(sentence);
        let first = tree.head(word).filter(|_| tree.relation(word) == "conj")?;
        let entity = self.entities_at(sentence, first).first().copied()?;
        let entity = self.entity(entity)?;
        // "Kenya and the rebels" does not make them Kenyan; "the Kenyan army and the rebels" does.
        entity
            .country
            .clone()
            .filter(|_| entity.kind != EntityKind::Country || tree.lower(first) == "government")
    }

    /// The sectors of a role: those of its owner where the noun only says "one of them", else its own.
    pub(super) fn sectors_of(
        &self,
        sentence: usize,
        words: &Range<usize>,
        role_words: &Range<usize>,
        role: &RoleRow,
        origin: &Origin,
    ) -> Vec<String> {
        let last = role_words.end.saturating_sub(1);
        if origin.owners.is_empty() && self.gazetteer.words.is("international", &role.phrase) {
            return vec!["IGO".to_owned()];
        }
        if !self.is_relational(sentence, role_words) {
            return super::sectors(&role.sector);
        }
        // "rebel spokesman", "police sources": the word before tells.
        for word in (words.start..role_words.start).rev() {
            if let Some((_, modifier)) = self.role_ending_at(sentence, words.start, word) {
                return super::sectors(&modifier.sector);
            }
        }
        let owner = origin
            .owner()
            .and_then(|owner| self.entity(owner))
            .filter(|owner| !owner.sectors.is_empty());
        match owner {
            // "Israeli soldiers" are soldiers, "Israeli officials" the government.
            Some(owner) if owner.kind == EntityKind::Country && role.sector != "UNK" => super::sectors(&role.sector),
            Some(owner) => owner.sectors.clone(),
            None if self.tree(sentence).lemma(last) == "source" => vec!["UNK".to_owned()],
            None => super::sectors(&role.sector),
        }
    }

    /// Whether the role is a bare noun like "spokesman" that takes its side from elsewhere.
    pub(super) fn is_relational(&self, sentence: usize, role_words: &Range<usize>) -> bool {
        let tree = self.tree(sentence);
        let last = role_words.end.saturating_sub(1);
        let relational = |noun: &str| self.gazetteer.words.relational.contains(noun);
        let noun = relational(&tree.lemma(last)) || relational(&super::singular(&tree.lower(last)));
        noun && (role_words.len() == 1 || relational(&crate::fold::fold(self.written(sentence, role_words))))
    }
}
