//! States, organisations and groups.

use std::ops::Range;

use super::origin::Origin;
use super::{At, Found, Known, Resolver, sectors};
use crate::fold::fold;
use crate::gazetteer::{Form, OrganisationRow, RoleKind, RoleRow};
use crate::hits::Hit;
use crate::scene::EntityKind;

/// Role nouns that stand for the state itself: "the Kenyan government" is Kenya.
const STATE_NOUNS: [&str; 6] = [
    "government",
    "authorities",
    "authority",
    "administration",
    "regime",
    "state",
];

impl Resolver<'_> {
    /// The state of that code, standing for its government.
    pub(super) fn state(&mut self, iso3: &str) -> usize {
        let name = self
            .gazetteer
            .country(iso3)
            .map_or(iso3, |row| row.name.as_str())
            .to_owned();
        let sectors = vec!["GOV".to_owned()];
        let code = self.code(Some(iso3), &sectors);
        let iso3 = iso3.to_owned();
        self.keyed(format!("country:{iso3}"), || {
            Known::new(&name, EntityKind::Country, Some(iso3), sectors, code)
        })
    }

    /// A country, its people or an organisation of the gazetteer at a word: `None` where the hit is something else;
    /// without entities where it is one of these but stands for no participant.
    pub(super) fn country_or_body(&mut self, at: At, phrase: &Range<usize>, hit: &Hit) -> Option<Found> {
        let (sentence, word) = at;
        let tree = self.tree(sentence);
        // The hit is a modifier inside the phrase of another noun, or the phrase itself.
        let words = if tree.top_of(&hit.words) == word && matches!(tree.relation(word), "amod" | "compound") {
            hit.words.clone()
        } else {
            phrase.clone()
        };
        let Some((country, _)) = hit.country().filter(|_| !self.is_seat_of_body(at, hit)) else {
            hit.organisations().next()?;
            let country = self.country_before(sentence, phrase.start, hit);
            let body = self.listed_body(hit, country.as_deref());
            self.define_abbreviation(sentence, words.end, body);
            return Some(Found {
                words,
                entities: vec![body],
                full: true,
            });
        };
        let iso3 = self.gazetteer.countries.get(country)?.iso3.clone();
        let found = match self.form_of(sentence, word, hit)? {
            Form::Capital | Form::Seat if self.is_located(sentence, word) => Vec::new(),
            Form::Adjective if tree.is_noun(word) && hit.words.end <= word => return None,
            Form::Demonym => {
                // "the British said": the state; "two Britons", "a Briton": people.
                let state = tree.is_definite(word)
                    && !tree.has_child(word, &["two", "three"])
                    && tree.is_subject(word)
                    && phrase.len() == 1;
                if state {
                    vec![self.state(&iso3)]
                } else {
                    vec![self.people(at, phrase, &iso3)]
                }
            }
            _ => vec![self.state(&iso3)],
        };
        Some(Found {
            words,
            entities: found,
            full: true,
        })
    }

    /// "the North": the state that it is in a report on Korea.
    pub(super) fn half(&mut self, (sentence, word): At, phrase: &Range<usize>) -> Option<Found> {
        let tree = self.tree(sentence);
        let states = self.gazetteer.words.halves.get(&tree.lower(word))?;
        let named = states.iter().any(|state| self.focus.weight(state) > 0.0);
        if !named || !tree.is_capitalised(word) || !tree.is_definite(word) || phrase.len() > 2 {
            return None;
        }
        let state = states.first()?.clone();
        Some(Found {
            words: phrase.clone(),
            entities: vec![self.state(&state)],
            full: true,
        })
    }

    /// Whether a capital stands for the body that sits there and not for the state: "Brussels" for the European Union, unless the report
    /// talks of Belgium.
    fn is_seat_of_body(&self, (sentence, word): At, hit: &Hit) -> bool {
        let Some((country, Form::Capital)) = hit.country() else {
            return false;
        };
        let names_state = |other: &Hit| {
            other
                .country()
                .is_some_and(|(named, form)| named == country && form != Form::Capital)
        };
        hit.organisations().next().is_some()
            && !self.is_located(sentence, word)
            && !self.hits.iter().flat_map(|hits| &hits.all).any(names_state)
    }

    /// Whether a capital or palace is only where something happens: "in Nairobi", "at the White House".
    fn is_located(&self, sentence: usize, word: usize) -> bool {
        let tree = self.tree(sentence);
        matches!(tree.relation(word), "obl" | "nmod" | "conj" | "appos")
            && tree.preposition(word).is_some_and(|preposition| {
                self.gazetteer.words.is("locative", &preposition) && !matches!(preposition.as_str(), "over" | "across")
            })
    }

    fn people(&mut self, (sentence, word): At, phrase: &Range<usize>, iso3: &str) -> usize {
        let plural = self.tree(sentence).is_plural(word) || self.tree(sentence).lower(word).ends_with('s');
        let sectors = vec!["CVL".to_owned()];
        let code = self.code(Some(iso3), &sectors);
        let kind = if plural { EntityKind::Group } else { EntityKind::Unnamed };
        let name = self.written(sentence, phrase).to_owned();
        let mut known = Known::new(&name, kind, Some(iso3.to_owned()), sectors, code);
        known.plural = plural;
        if plural {
            self.keyed(format!("people:{iso3}"), || known)
        } else {
            self.add(known)
        }
    }

    fn country_before(&self, sentence: usize, start: usize, hit: &Hit) -> Option<String> {
        (start..hit.words.start).rev().find_map(|word| {
            let (country, _) = self.hit((sentence, word))?.country()?;
            self.gazetteer.countries.get(country).map(|row| row.iso3.clone())
        })
    }

    /// The organisation that a hit names: of several of one name that of `country`, else the one whose country the
    /// report talks about most.
    pub(super) fn listed_body(&mut self, hit: &Hit, country: Option<&str>) -> usize {
        let rows: Vec<&OrganisationRow> = hit
            .organisations()
            .filter_map(|index| self.gazetteer.organisations.get(index))
            .collect();
        let of_country = rows
            .iter()
            .copied()
            .find(|row| country.is_some() && row.country.as_deref() == country);
        let weight = |row: &OrganisationRow| row.country.as_deref().map_or(0.0, |country| self.focus.weight(country));
        let talked_about = || {
            rows.iter()
                .copied()
                .rev()
                .max_by(|a, b| weight(a).total_cmp(&weight(b)))
        };
        let Some(row) = of_country.or_else(talked_about) else {
            return usize::MAX;
        };
        let sectors = sectors(&row.sector);
        let international = sectors
            .first()
            .is_some_and(|sector| matches!(sector.as_str(), "IGO" | "NGO" | "MNC"));
        let country = row
            .country
            .clone()
            .filter(|country| !country.is_empty() && !international);
        let code = row
            .code
            .clone()
            .filter(|code| !code.is_empty())
            .or_else(|| self.code(country.as_deref(), &sectors));
        let key = format!("name:{}:{}", fold(&row.name), country.as_deref().unwrap_or_default());
        let (name, kind) = (row.name.clone(), row.kind.clone());
        self.keyed(key, || {
            let mut known = Known::new(&name, EntityKind::Organisation, country, sectors, code);
            known.nouns.push(kind);
            known
        })
    }

    /// An organisation that only the annotator knows as one.
    pub(super) fn unlisted_body(&mut self, at: At, phrase: Range<usize>) -> Option<Found> {
        let (sentence, word) = at;
        let name = self.tree(sentence).name_at(word)?.words.clone();
        let words = phrase.start.min(name.start)..phrase.end.max(name.end);
        let words = if words.len() > name.len() + 6 {
            phrase.clone()
        } else {
            words
        };
        let written = self
            .written(sentence, &name)
            .trim_start_matches("the ")
            .trim_start_matches("The ")
            .trim_end_matches("'s")
            .to_owned();
        let key = fold(&written);
        if let Some(body) = self.by_key.get(&format!("body:{key}")).copied() {
            return Some(Found {
                words,
                entities: vec![body],
                full: true,
            });
        }
        let origin = self.origin(at, &words);
        let role = self
            .role_ending_at(sentence, name.start, name.end.saturating_sub(1))
            .or_else(|| self.role_ending_at(sentence, name.start, word));
        if let Some((role_words, role)) = role
            .clone()
            .filter(|(_, role)| role.kind == RoleKind::Body || STATE_NOUNS.contains(&role.phrase.as_str()))
        {
            // "Turkish Foreign Ministry": a body of the state, not a name of its own.
            return Some(self.group(at, words, &role_words, role, &origin));
        }
        let sectors = role.map(|(_, role)| sectors(&role.sector)).unwrap_or_default();
        let country = if sectors.is_empty() {
            origin.country()
        } else {
            self.country_or_scene(at, &origin, &sectors, false)
        };
        let code = self.code(country.as_deref(), &sectors).filter(|_| !sectors.is_empty());
        let body = self.keyed(format!("body:{key}"), || {
            Known::new(&written, EntityKind::Organisation, country, sectors, code)
        });
        self.define_abbreviation(sentence, words.end, body);
        Some(Found {
            words,
            entities: vec![body],
            full: true,
        })
    }

    /// "the African Union (AU)": the abbreviation stands for the body from here on.
    fn define_abbreviation(&mut self, sentence: usize, end: usize, body: usize) {
        let tree = self.tree(sentence);
        let short = tree.form(end + 1);
        let capitals = short.chars().filter(|letter| letter.is_uppercase()).count();
        if tree.form(end) == "(" && tree.form(end + 2) == ")" && capitals >= 2 {
            self.by_key.insert(format!("body:{}", fold(short)), body);
        }
    }

    /// The body that an abbreviation defined in the report stands for.
    pub(super) fn defined(&self, word: &str) -> Option<usize> {
        self.by_key.get(&format!("body:{}", fold(word))).copied()
    }

    /// A collective or several people known by what they are.
    pub(super) fn group(
        &mut self,
        at: At,
        phrase: Range<usize>,
        role_words: &Range<usize>,
        role: &RoleRow,
        origin: &Origin,
    ) -> Found {
        let (sentence, word) = at;
        let sectors = self.sectors_of(sentence, &phrase, role_words, role, origin);
        let unidentified = self.is_from_elsewhere(sentence, phrase.start..word, Some(role));
        let country = self.country_or_scene(at, origin, &sectors, unidentified);
        if let Some(owner) = self.stands_for_owner(role, role_words, sentence, origin) {
            return Found {
                words: phrase,
                entities: vec![owner],
                full: true,
            };
        }
        if STATE_NOUNS.contains(&role.phrase.as_str()) && sectors.first().is_some_and(|sector| sector == "GOV") {
            let states: Vec<usize> = match (origin.countries.as_slice(), &country) {
                ([], Some(country)) => vec![self.state(&country.clone())],
                (countries, _) => countries.to_vec().iter().map(|country| self.state(country)).collect(),
            };
            if !states.is_empty() {
                return Found {
                    words: phrase,
                    entities: states,
                    full: true,
                };
            }
        }
        if origin.countries.len() > 1 && !origin.by_place {
            // "the armies of Mali and Niger": one participant a country.
            let entities = origin
                .countries
                .iter()
                .map(|country| self.group_of(&phrase, sentence, role, Some(country.clone()), sectors.clone()))
                .collect();
            return Found {
                words: phrase,
                entities,
                full: true,
            };
        }
        let entity = self.group_of(&phrase, sentence, role, country, sectors);
        self.belongs_to(entity, origin, role_words, sentence);
        Found {
            words: phrase,
            entities: vec![entity],
            full: true,
        }
    }

    /// "Taliban fighters", "the Kenyan delegation": the body or state itself.
    fn stands_for_owner(
        &self,
        role: &RoleRow,
        role_words: &Range<usize>,
        sentence: usize,
        origin: &Origin,
    ) -> Option<usize> {
        let owner = origin.owner()?;
        let kind = self.entity(owner)?.kind;
        let relational = self.is_relational(sentence, role_words);
        let delegation = matches!(
            role.phrase.as_str(),
            "delegation" | "negotiator" | "negotiators" | "side" | "team" | "negotiating team" | "leadership"
        );
        let members = relational && kind == EntityKind::Organisation && role.kind != RoleKind::Office;
        (members || (relational && delegation && kind == EntityKind::Country)).then_some(owner)
    }

    fn group_of(
        &mut self,
        phrase: &Range<usize>,
        sentence: usize,
        role: &RoleRow,
        country: Option<String>,
        sectors: Vec<String>,
    ) -> usize {
        let tree = self.tree(sentence);
        let mut start = phrase.start;
        while start + 1 < phrase.end
            && (matches!(
                tree.pos(start),
                "NUM" | "DET" | "ADV" | "ADP" | "PRON" | "PUNCT" | "PART" | "SYM"
            ) || tree.is_possessor(start))
        {
            start += 1;
        }
        let name = self.written(sentence, &(start..phrase.end)).to_owned();
        let code = self.code(country.as_deref(), &sectors);
        let key = format!("group:{}:{}", country.as_deref().unwrap_or_default(), role.phrase);
        let body = role.kind == RoleKind::Body;
        // "police", "the army" are one body; "troops", "officials" are not.
        let collective = body
            || (role.kind == RoleKind::Group
                && !role.phrase.ends_with('s')
                && matches!(role.sector.as_str(), "GOV" | "COP" | "MIL" | "LEG" | "JUD"));
        let noun = role.phrase.clone();
        let anonymous = self.gazetteer.words.anonymous.contains(&super::singular(&noun));
        let kind = if body {
            EntityKind::Organisation
        } else {
            EntityKind::Group
        };
        self.keyed(key, || {
            let mut known = Known::new(&name, kind, country, sectors, code);
            known.entity.named = collective;
            known.entity.anonymous_source = anonymous;
            known.nouns.push(noun);
            known.plural = !body;
            known
        })
    }

    /// "Israeli gunboats", "army helicopters", "Russia's reconciliation centre": a noun that is no role, with the state
    /// or body it belongs to.
    pub(super) fn belonging(&mut self, at: At, phrase: Range<usize>) -> Option<Found> {
        let (sentence, word) = at;
        let tree = self.tree(sentence);
        let lemma = tree.lemma(word);
        let materiel = self.gazetteer.words.is("materiel", &lemma)
            || self.gazetteer.words.is("materiel", &super::singular(&tree.lower(word)));
        if !materiel && !self.gazetteer.words.is("office", &lemma) {
            return None;
        }
        let modifier = (phrase.start..word)
            .rev()
            .find_map(|before| self.role_ending_at(sentence, phrase.start, before));
        let origin = self.origin(at, &phrase);
        let own = if materiel { "troops" } else { "government" };
        let (role_words, role) = match modifier {
            Some((_, role)) => (word..word + 1, role),
            None if origin.by_place || origin.owner().is_none() => return None,
            None => (word..word + 1, self.gazetteer.role(own)?),
        };
        let owner = origin.owner().filter(|owner| {
            self.entity(*owner)
                .is_some_and(|entity| entity.kind != EntityKind::Country)
        });
        if let Some(owner) = owner {
            return Some(Found {
                words: phrase,
                entities: vec![owner],
                full: true,
            });
        }
        let sectors = sectors(&role.sector);
        let countries: Vec<Option<String>> = if origin.countries.is_empty() {
            vec![self.country_or_scene(at, &origin, &sectors, false)]
        } else {
            origin.countries.iter().cloned().map(Some).collect()
        };
        let role = RoleRow {
            phrase: lemma,
            ..role.clone()
        };
        let entities: Vec<usize> = countries
            .into_iter()
            .map(|country| self.group_of(&phrase, sentence, &role, country, sectors.clone()))
            .collect();
        for entity in &entities {
            self.belongs_to(*entity, &origin, &role_words, sentence);
        }
        Some(Found {
            words: phrase,
            entities,
            full: true,
        })
    }
}
