//! Offices and people without a name.

use std::ops::Range;

use super::origin::Origin;
use super::{At, Found, Known, Resolver, sectors};
use crate::fold::fold;
use crate::gazetteer::{RoleKind, RoleRow};
use crate::scene::{EntityKind, HeldRole};

impl Resolver<'_> {
    /// "the Kenyan foreign minister", "a senior official", "protesters": a phrase headed by a role noun.
    pub(super) fn role_phrase(
        &mut self,
        at: At,
        phrase: Range<usize>,
        role_words: Range<usize>,
        role: &RoleRow,
    ) -> Found {
        let (sentence, word) = at;
        let tree = self.tree(sentence);
        // "the president, William Ruto": one and the same.
        let named = tree
            .children(word)
            .iter()
            .copied()
            .chain(tree.head(word).filter(|_| tree.relation(word) == "appos"))
            .filter(|other| {
                tree.is_noun(*other) && (tree.relation(*other) == "appos" || tree.head(word) == Some(*other))
            })
            .find(|other| self.personal_name((sentence, *other), &tree.phrase(*other)).is_some());
        if let Some(named) = named {
            let entities = self.entities_at(sentence, named);
            if !entities.is_empty() {
                return Found {
                    words: phrase,
                    entities,
                    full: true,
                };
            }
        }
        let origin = self.origin(at, &phrase);
        let plural = tree.is_plural(word) && !matches!(tree.lower(word).as_str(), "police");
        let collective = matches!(role.kind, RoleKind::Group | RoleKind::Body);
        if role.kind == RoleKind::Office && plural && origin.countries.len() > 1 {
            let entities = origin
                .countries
                .iter()
                .map(|country| self.office(role, Some(country.clone()), sectors(&role.sector), &phrase, sentence))
                .collect();
            return Found {
                words: phrase,
                entities,
                full: true,
            };
        }
        let former = self.is_former(sentence, &phrase);
        if collective || (plural && !former) {
            return self.group(at, phrase, &role_words, role, &origin);
        }
        if let Some(before) = self.named_before(at, role, &origin) {
            return Found {
                words: phrase,
                entities: vec![before],
                full: false,
            };
        }
        let mut sectors = self.sectors_of(sentence, &phrase, &role_words, role, &origin);
        let unidentified = self.is_from_elsewhere(sentence, phrase.start..word, Some(role));
        let country = self.country_or_scene(at, &origin, &sectors, unidentified);
        if former {
            sectors.insert(0, "ELI".to_owned());
        }
        let indefinite = tree.is_indefinite(word);
        let entity = if role.kind == RoleKind::Office
            && !former
            && !indefinite
            && (country.is_some() || origin.owner().is_some())
        {
            self.office(role, country, sectors, &phrase, sentence)
        } else {
            self.unnamed(role, country, sectors, &phrase, sentence)
        };
        self.belongs_to(entity, &origin, &role_words, sentence);
        Found {
            words: phrase,
            entities: vec![entity],
            full: true,
        }
    }

    fn office(
        &mut self,
        role: &RoleRow,
        country: Option<String>,
        sectors: Vec<String>,
        phrase: &Range<usize>,
        sentence: usize,
    ) -> usize {
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
            known.entity.role = Some(HeldRole {
                title: title.clone(),
                country,
                from,
                to,
            });
            known.nouns = vec![role.phrase.clone(), title];
            known.gender = gender;
            known
        })
    }

    fn unnamed(
        &mut self,
        role: &RoleRow,
        country: Option<String>,
        sectors: Vec<String>,
        phrase: &Range<usize>,
        sentence: usize,
    ) -> usize {
        let code = self.code(country.as_deref(), &sectors);
        let mut known = Known::new(
            self.written(sentence, phrase),
            EntityKind::Unnamed,
            country,
            sectors,
            code,
        );
        let noun = role.phrase.rsplit(' ').next().unwrap_or_default();
        known.entity.anonymous_source = self.gazetteer.words.anonymous.contains(noun)
            || self.gazetteer.words.anonymous.contains(&role.phrase)
            || self.keeps_name_back(sentence);
        known.gender = self.gazetteer.words.gender_of_noun(noun);
        known.nouns = vec![role.phrase.clone()];
        self.add(known)
    }

    fn keeps_name_back(&self, sentence: usize) -> bool {
        let Some(sentence) = self.report.sentences.get(sentence) else {
            return false;
        };
        let text = sentence.span.of(&self.report.text).to_lowercase();
        self.gazetteer
            .words
            .anonymity
            .iter()
            .any(|phrase| text.contains(phrase.as_str()))
    }

    /// Notes the side of an entity, and whom it speaks for.
    pub(super) fn belongs_to(&mut self, entity: usize, origin: &Origin, role_words: &Range<usize>, sentence: usize) {
        let noun = fold(self.written(sentence, role_words));
        let noun = super::singular(&noun);
        let speaks = self.gazetteer.words.speaking_for.contains(&noun)
            || noun.ends_with("minister")
            || noun.ends_with("ministry")
            || noun.ends_with("spokesman")
            || noun.ends_with("spokeswoman");
        let governmental = self.entity(entity).filter(|entity| {
            entity
                .sectors
                .first()
                .is_some_and(|sector| matches!(sector.as_str(), "GOV" | "MIL"))
        });
        let country = governmental.and_then(|entity| entity.country.clone());
        let owner = origin
            .owner()
            .or_else(|| country.map(|country| self.state(&country)))
            .filter(|owner| *owner != entity);
        if let Some(known) = self.known.get_mut(entity) {
            known.side = known.side.or(owner);
            if speaks && known.entity.speaks_for.is_none() {
                known.entity.speaks_for = owner;
            }
        }
    }

    /// Whether the office is no longer held: "the former minister", "ex-president".
    pub(super) fn is_former(&self, sentence: usize, phrase: &Range<usize>) -> bool {
        let tree = self.tree(sentence);
        phrase.clone().any(|word| {
            let form = tree.lower(word);
            self.gazetteer
                .words
                .is("former", form.split('-').next().unwrap_or(&form))
        })
    }
}

fn capitalised(words: &str) -> String {
    words
        .split(' ')
        .map(|word| match word.split_at_checked(1) {
            Some((first, rest)) if !matches!(word, "of" | "and" | "the" | "for") => first.to_uppercase() + rest,
            _ => word.to_owned(),
        })
        .collect::<Vec<_>>()
        .join(" ")
}
