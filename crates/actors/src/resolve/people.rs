//! Persons, offices and people without a name.

use std::ops::Range;

use tidings_annotate::NameKind;

use super::origin::Origin;
use super::{At, Found, Known, Resolver, sectors};
use crate::fold::fold;
use crate::gazetteer::{LeaderRow, RoleKind, RoleRow};
use crate::scene::{EntityKind, HeldRole};

/// What a phrase says of a person besides the name.
#[derive(Default)]
struct Description {
    role: Option<String>,
    office: bool,
    country: Option<String>,
    /// Whether the words name the country; else it is a guess from the scene.
    stated: bool,
    sectors: Vec<String>,
    former: bool,
    owner: Option<usize>,
    speaks: bool,
}

impl Description {
    /// A stated country comes before a guessed one.
    fn or_country_of(self, other: Self) -> Self {
        if self.stated || (self.country.is_some() && !other.stated) {
            return self;
        }
        Self { country: other.country, stated: other.stated, ..self }
    }
}

impl Resolver<'_> {
    /// The personal name within a phrase: where the annotator or the gazetteer sees one, or capitals after a title.
    pub(super) fn personal_name(&self, (sentence, head): At, phrase: &Range<usize>) -> Option<Range<usize>> {
        let tree = self.tree(sentence);
        let is_own = |words: &Range<usize>| {
            let top = tree.top_of(words);
            words.contains(&head) || (tree.head(top) == Some(head) && matches!(tree.relation(top), "flat" | "appos" | "compound" | "nmod") && top > head && !tree.is_possessor(top) && tree.preposition(top).is_none())
        };
        let annotated = phrase.clone().find_map(|word| {
            let name = tree.name_at(word).filter(|name| name.kind == NameKind::Person)?;
            // A country, town or body that the annotator takes for a person stays what the tables say.
            let otherwise = self.hit((sentence, word)).is_some_and(|hit| hit.leaders().next().is_none() && hit.words.start <= name.words.start && hit.words.end >= name.words.end);
            (is_own(&name.words) && !otherwise).then(|| name.words.clone())
        });
        let listed = || {
            let hit = phrase.clone().find_map(|word| self.hit((sentence, word)).filter(|hit| hit.leaders().next().is_some() && is_own(&hit.words)))?;
            (hit.country().is_none() && !tree.is_named(hit.words.start, NameKind::Place)).then(|| hit.words.clone())
        };
        let titled = || {
            if tree.pos(head) != "PROPN" || self.hit((sentence, head)).is_some() || tree.name_at(head).is_some() {
                return None;
            }
            let is_name = |word: usize| tree.pos(word) == "PROPN" && self.hit((sentence, word)).is_none();
            let run = |from: usize| from..(from..phrase.end).find(|word| !is_name(*word)).unwrap_or(phrase.end);
            (phrase.start + 1..=phrase.end.saturating_sub(1)).map(run).find(|name| {
                !name.is_empty() && self.role_ending_at(sentence, phrase.start, name.start - 1).is_some_and(|(_, role)| role.kind != RoleKind::Body) && self.role_ending_at(sentence, name.start, name.end - 1).is_none()
            })
        };
        let name = annotated.or_else(listed).or_else(titled)?;
        let end = name.end.min(tree.len());
        // The possessive mark and a title taken into the name are no part of it.
        let end = if matches!(tree.pos(end.saturating_sub(1)), "PART" | "PUNCT") { end - 1 } else { end };
        let title = (name.start..end).rev().skip(1).find(|word| self.role_ending_at(sentence, name.start, *word).is_some());
        let start = title.map_or(name.start, |title| title + 1);
        (start < end).then_some(start..end)
    }

    /// A person with a name.
    pub(super) fn person(&mut self, at: At, phrase: Range<usize>, name: Range<usize>) -> Found {
        let (sentence, head) = at;
        let written = self.written(sentence, &name).to_owned();
        let words = phrase.start..phrase.end.max(name.end);
        let description = self.describe(at, &words, &name);
        let tree = self.tree(sentence);
        let gender = (words.start..name.start)
            .find_map(|word| self.gazetteer.words.gender_of_noun(tree.lower(word).trim_end_matches('.')))
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
        Found { words, entities: vec![person], full: true }
    }

    /// The person of the report whom a full or short name names.
    fn known_person(&self, written: &str) -> Option<usize> {
        let key = fold(written);
        let parts: Vec<&str> = key.split(' ').collect();
        self.known.iter().rposition(|known| {
            let names = &known.names;
            if names.is_empty() {
                return false;
            }
            let shared = parts.iter().filter(|part| names.iter().any(|name| name == *part)).count();
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
            let key = format!("office:{country}:{}", self.gazetteer.words.office(role));
            let holder = self.by_key.get(&key).copied().filter(|holder| self.known.get(*holder).is_some_and(|known| known.names.is_empty()));
            if let Some(known) = holder.and_then(|holder| self.known.get_mut(holder)) {
                known.entity.kind = EntityKind::Person;
                known.entity.name = written.to_owned();
                known.names = fold(written).split(' ').map(str::to_owned).collect();
                return holder.unwrap_or_default();
            }
        }
        let mut known = Known::new(written, EntityKind::Person, None, Vec::new(), None);
        known.names = fold(written).split(' ').map(str::to_owned).collect();
        self.add(known)
    }

    /// The line of the table of leaders that a name means: by full name, or by a short one together with the office or
    /// with a country that the report talks about.
    fn leader(&self, written: &str, name: &Range<usize>, sentence: usize, description: &Description) -> Option<&LeaderRow> {
        let rows: Vec<&LeaderRow> = self.hit((sentence, name.start)).filter(|hit| hit.words.end >= name.end).into_iter()
            .flat_map(crate::hits::Hit::leaders).filter_map(|index| self.gazetteer.leaders.get(index)).collect();
        let weight = |row: &LeaderRow| row.country.as_deref().map_or(0.0, |country| self.focus.weight(country));
        let full = written.contains(' ');
        let listed = rows.into_iter().filter(|row| {
            let fits = !description.stated || description.country == row.country;
            let current = self.report.published.is_none_or(|day| row.from.is_none_or(|from| from <= day));
            fits && (full || (current && (weight(row) > 0.0 || row.country.is_none() || description.role.is_some() || row.name == written)))
        }).max_by(|a, b| {
            let holds = |row: &LeaderRow| self.report.published.is_none_or(|day| row.holds_on(day));
            (holds(a), a.from).cmp(&(holds(b), b.from)).then(weight(a).total_cmp(&weight(b)))
        });
        listed.or_else(|| {
            let holder = self.gazetteer.holder(description.role.as_deref()?, description.country.as_deref(), self.report.published)?;
            let key = fold(written);
            fold(&holder.name).split(' ').any(|part| part == key).then_some(holder)
        })
    }

    fn listed_person(&mut self, leader: &LeaderRow) -> usize {
        let day = self.report.published;
        let current = self.gazetteer.offices_of(leader).filter(|office| day.is_none_or(|day| office.holds_on(day))).max_by_key(|office| office.from).cloned();
        let ended = day.is_some_and(|day| leader.to.is_some_and(|to| to < day));
        let country = leader.country.clone().filter(|country| !country.is_empty());
        let sectors = match &current {
            Some(office) => sectors(&office.sector),
            None if ended => vec!["ELI".to_owned()],
            None => sectors(&leader.sector),
        };
        let country = country.filter(|_| sectors.first().is_none_or(|sector| sector != "IGO"));
        let code = self.code(country.as_deref(), &sectors);
        let office = current.as_ref().map(|office| format!("office:{}:{}", country.as_deref().unwrap_or_default(), self.gazetteer.words.office(&fold(&office.title))));
        if let Some(holder) = office.as_ref().and_then(|key| self.by_key.get(key)).copied() {
            if let Some(known) = self.known.get_mut(holder).filter(|known| known.names.is_empty()) {
                known.entity.kind = EntityKind::Person;
                known.entity.name.clone_from(&leader.name);
                known.names = fold(&leader.name).split(' ').map(str::to_owned).collect();
                return holder;
            }
        }
        let side = country.as_deref().filter(|_| current.is_some() && sectors.first().is_some_and(|sector| sector == "GOV")).map(|country| self.state(country));
        let mut known = Known::new(&leader.name, EntityKind::Person, country.clone(), sectors, code);
        known.names = fold(&leader.name).split(' ').map(str::to_owned).collect();
        known.gender = leader.name.split(' ').next().and_then(|given| self.gazetteer.gender(given));
        known.side = side;
        if let Some(office) = current {
            known.nouns.push(self.gazetteer.words.office(&fold(&office.title)).to_owned());
            known.entity.role = Some(HeldRole { title: fold(&office.title), country, from: office.from, to: office.to });
        }
        let person = self.add(known);
        if let Some(key) = office {
            self.by_key.entry(key).or_insert(person);
        }
        person
    }

    /// Title before the name, role in an apposition, adjectives and owners of both.
    fn describe(&mut self, at: At, words: &Range<usize>, name: &Range<usize>) -> Description {
        let (sentence, head) = at;
        let tree = self.tree(sentence);
        let title = name.start.checked_sub(1).filter(|word| *word >= words.start).and_then(|word| self.role_ending_at(sentence, words.start, word));
        let mut description = match title {
            Some((role_words, role)) => self.described(sentence, words.start..role_words.end, &role_words, role),
            None => Description::default(),
        };
        let apposition = tree.children(head).iter().copied().filter(|child| tree.relation(*child) == "appos");
        let governor = tree.head(head).filter(|_| tree.relation(head) == "appos");
        let noun = apposition.chain(governor).find(|noun| tree.is_noun(*noun) && !name.contains(noun) && !words.contains(noun));
        if let Some(noun) = noun {
            let phrase = tree.phrase(noun);
            if let Some((role_words, role)) = self.role_ending_at(sentence, phrase.start, noun) {
                let more = self.described(sentence, phrase, &role_words, role);
                description = if description.role.is_none() { more } else { description.or_country_of(more) };
            }
        }
        if description.country.is_none() {
            let before = words.start..name.start;
            description.country = self.origin((sentence, name.start), &before).country();
            description.stated = description.country.is_some();
        }
        description
    }

    fn described(&mut self, sentence: usize, phrase: Range<usize>, role_words: &Range<usize>, role: &RoleRow) -> Description {
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
            role: Some(role.phrase.clone()),
            office: role.kind == RoleKind::Office,
            speaks: self.gazetteer.words.speaking_for.contains(&role.phrase),
            owner: origin.owner(),
            sectors,
            former,
        }
    }

    fn is_former(&self, sentence: usize, phrase: &Range<usize>) -> bool {
        let tree = self.tree(sentence);
        phrase.clone().any(|word| {
            let form = tree.lower(word);
            self.gazetteer.words.is("former", form.split('-').next().unwrap_or(&form))
        })
    }

    /// Adds to a person what a phrase says of them; what is known already stays.
    fn learn(&mut self, person: usize, description: &Description) {
        let office = description.role.as_deref().map(|role| self.gazetteer.words.office(role).to_owned());
        let state = description.country.clone().filter(|_| description.sectors.first().is_some_and(|sector| sector == "GOV")).map(|country| self.state(&country));
        let Some(known) = self.known.get_mut(person) else { return };
        let entity = &mut known.entity;
        let international = entity.sectors.first().is_some_and(|sector| sector == "IGO");
        if entity.country.is_none() && !international {
            entity.country.clone_from(&description.country);
        }
        if entity.sectors.is_empty() {
            entity.sectors.clone_from(&description.sectors);
        }
        if description.speaks && entity.speaks_for.is_none() {
            entity.speaks_for = description.owner.filter(|owner| *owner != person).or(state);
        }
        known.side = known.side.or(description.owner).or(state).filter(|side| *side != person);
        let (Some(role), Some(office)) = (&description.role, office) else { return };
        known.nouns.push(role.clone());
        known.nouns.push(office.clone());
        let country = known.entity.country.clone();
        if description.office && !description.former {
            if known.entity.role.is_none() {
                known.entity.role = Some(HeldRole { title: office.clone(), country: country.clone(), from: None, to: None });
            }
            self.by_key.entry(format!("office:{}:{office}", country.as_deref().unwrap_or_default())).or_insert(person);
        }
        let sectors = self.entity(person).map(|entity| entity.sectors.clone()).unwrap_or_default();
        let code = self.code(country.as_deref(), &sectors);
        if let Some(known) = self.known.get_mut(person) {
            known.entity.code = code;
        }
    }

    /// "the Kenyan foreign minister", "a senior official", "protesters": a phrase headed by a role noun.
    pub(super) fn role_phrase(&mut self, at: At, phrase: Range<usize>, role_words: Range<usize>, role: &RoleRow) -> Option<Found> {
        let (sentence, word) = at;
        let tree = self.tree(sentence);
        // "the president, William Ruto": one and the same.
        let named = tree.children(word).iter().copied().chain(tree.head(word).filter(|_| tree.relation(word) == "appos"))
            .filter(|other| tree.is_noun(*other) && (tree.relation(*other) == "appos" || tree.head(word) == Some(*other)))
            .find(|other| self.personal_name((sentence, *other), &tree.phrase(*other)).is_some());
        if let Some(named) = named {
            let entities = self.entities_at(sentence, named);
            if !entities.is_empty() {
                return Some(Found { words: phrase, entities, full: true });
            }
        }
        let origin = self.origin(at, &phrase);
        let plural = tree.is_plural(word) && !matches!(tree.lower(word).as_str(), "police");
        let collective = matches!(role.kind, RoleKind::Group | RoleKind::Body);
        if role.kind == RoleKind::Office && plural && origin.countries.len() > 1 {
            let entities = origin.countries.iter().map(|country| self.office(role, Some(country.clone()), sectors(&role.sector), &phrase, sentence)).collect();
            return Some(Found { words: phrase, entities, full: true });
        }
        let former = self.is_former(sentence, &phrase);
        if collective || (plural && !former) {
            return self.group(at, phrase, &role_words, role, origin);
        }
        if let Some(before) = self.named_before(at, role, &origin) {
            return Some(Found { words: phrase, entities: vec![before], full: false });
        }
        let mut sectors = self.sectors_of(sentence, &phrase, &role_words, role, &origin);
        let unidentified = (phrase.start..word).any(|before| self.gazetteer.words.is("unidentified", &tree.lower(before)));
        let country = self.country_or_scene(at, &origin, &sectors, unidentified);
        if former {
            sectors.insert(0, "ELI".to_owned());
        }
        let indefinite = tree.is_indefinite(word);
        let entity = if role.kind == RoleKind::Office && !former && !indefinite && (country.is_some() || origin.owner().is_some()) {
            self.office(role, country, sectors, &phrase, sentence)
        } else {
            self.unnamed(role, country, sectors, &phrase, sentence)
        };
        self.belongs_to(entity, &origin, &role_words, sentence);
        Some(Found { words: phrase, entities: vec![entity], full: true })
    }

    fn office(&mut self, role: &RoleRow, country: Option<String>, sectors: Vec<String>, phrase: &Range<usize>, sentence: usize) -> usize {
        let title = self.gazetteer.words.office(&fold(&role.phrase)).to_owned();
        let key = format!("office:{}:{title}", country.as_deref().unwrap_or_default());
        let name = match country.as_deref().and_then(|country| self.gazetteer.country(country)) {
            Some(row) => format!("{} of {}", capitalised(&title), row.name),
            None => self.written(sentence, phrase).to_owned(),
        };
        let holder = self.gazetteer.holder(&title, country.as_deref(), self.report.published);
        let (from, to) = holder.map_or((None, None), |holder| (holder.from, holder.to));
        let gender = holder.and_then(|holder| self.gazetteer.gender(holder.name.split(' ').next()?));
        let code = self.code(country.as_deref(), &sectors);
        self.keyed(key, || {
            let mut known = Known::new(&name, EntityKind::Office, country.clone(), sectors, code);
            known.entity.role = Some(HeldRole { title: title.clone(), country, from, to });
            known.nouns = vec![role.phrase.clone(), title];
            known.gender = gender;
            known
        })
    }

    fn unnamed(&mut self, role: &RoleRow, country: Option<String>, sectors: Vec<String>, phrase: &Range<usize>, sentence: usize) -> usize {
        let code = self.code(country.as_deref(), &sectors);
        let mut known = Known::new(self.written(sentence, phrase), EntityKind::Unnamed, country, sectors, code);
        let noun = role.phrase.rsplit(' ').next().unwrap_or_default();
        known.entity.anonymous_source = self.gazetteer.words.anonymous.contains(noun) || self.gazetteer.words.anonymous.contains(&role.phrase) || self.keeps_name_back(sentence);
        known.gender = self.gazetteer.words.gender_of_noun(noun);
        known.nouns = vec![role.phrase.clone()];
        self.add(known)
    }

    fn keeps_name_back(&self, sentence: usize) -> bool {
        let Some(sentence) = self.report.sentences.get(sentence) else { return false };
        let text = sentence.span.of(&self.report.text).to_lowercase();
        self.gazetteer.words.anonymity.iter().any(|phrase| text.contains(phrase.as_str()))
    }

    /// Notes the side of an entity, and whom it speaks for.
    pub(super) fn belongs_to(&mut self, entity: usize, origin: &Origin, role_words: &Range<usize>, sentence: usize) {
        let noun = fold(self.written(sentence, role_words));
        let noun = super::singular(&noun);
        let speaks = self.gazetteer.words.speaking_for.contains(&noun) || noun.ends_with("minister") || noun.ends_with("ministry") || noun.ends_with("spokesman") || noun.ends_with("spokeswoman");
        let governmental = self.entity(entity).filter(|entity| entity.sectors.first().is_some_and(|sector| matches!(sector.as_str(), "GOV" | "MIL")));
        let country = governmental.and_then(|entity| entity.country.clone());
        let owner = origin.owner().or_else(|| country.map(|country| self.state(&country))).filter(|owner| *owner != entity);
        if let Some(known) = self.known.get_mut(entity) {
            known.side = known.side.or(owner);
            if speaks && known.entity.speaks_for.is_none() {
                known.entity.speaks_for = owner;
            }
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
            return Some(Found { words: phrase, entities: vec![body], full: true });
        }
        let known = self.known_person(self.written(sentence, &phrase));
        let speaks = tree.is_subject(word) && tree.head(word).is_some_and(|verb| self.gazetteer.words.is("saying", &tree.lemma(verb)));
        (known.is_some() || speaks).then(|| self.person(at, phrase.clone(), phrase))
    }
}

fn capitalised(words: &str) -> String {
    words.split(' ').map(|word| match word.split_at_checked(1) {
        Some((first, rest)) if !matches!(word, "of" | "and" | "the" | "for") => first.to_uppercase() + rest,
        _ => word.to_owned(),
    }).collect::<Vec<_>>().join(" ")
}
