//! Words that point back: pronouns, "both sides", "the minister", "the rebel group".

use std::ops::Range;

use super::origin::Origin;
use super::{At, Found, Known, Resolver};
use crate::gazetteer::{Gender, PointsTo, RoleRow};
use crate::scene::{Entity, EntityKind, Mention};

/// How many sentences back an antecedent may stand.
const REACH: usize = 4;
/// How many mentions back are looked at, so that the cost stays linear.
const CANDIDATES: usize = 60;

impl Resolver<'_> {
    /// What a pronoun stands for.
    pub(super) fn pointer(&mut self, at: At) -> Option<Found> {
        let (sentence, word) = at;
        let tree = self.tree(sentence);
        if tree.relation(word) == "expl" || tree.relation(word) == "det" && tree.pos(word) != "PRON" {
            return None;
        }
        let words = word..word + 1;
        let entities = match tree.lower(word).as_str() {
            "he" | "him" | "his" | "himself" => self.he_or_she(at, Gender::Male)?,
            "she" | "her" | "hers" | "herself" => self.he_or_she(at, Gender::Female)?,
            "it" | "its" | "itself" => self.antecedent(at, &is_body)?,
            "they" | "them" | "their" | "theirs" | "themselves" => self
                .antecedent(at, &is_plural)
                .or_else(|| self.antecedent(at, &is_body))
                .or_else(|| self.antecedent(at, &|_| true))?,
            "who" | "which" | "that" | "whose" => self.relative(at)?,
            "we" | "us" | "our" | "ours" | "ourselves" => vec![self.speakers_side(at)?],
            "i" | "me" | "my" | "mine" | "myself" => vec![self.speaker(at)?],
            "both" => self.pair(at, PointsTo::Any)?,
            _ => return None,
        };
        Some(Found {
            words,
            entities,
            full: false,
        })
    }

    /// Whom "he" or "she" is. Who goes on speaking (", he said") is who spoke last, whoever is named in what he says.
    fn he_or_she(&self, at: At, gender: Gender) -> Option<Vec<usize>> {
        let goes_on = self
            .last_speaker
            .filter(|speaker| self.says(at) && self.known.get(*speaker).is_some_and(|known| is_person(known, gender)));
        match goes_on {
            Some(speaker) => Some(vec![speaker]),
            None => self.antecedent(at, &|known| is_person(known, gender)),
        }
    }

    /// Whether the word is the subject of a verb of saying.
    fn says(&self, (sentence, word): At) -> bool {
        let tree = self.tree(sentence);
        let verb = tree.head(word).filter(|_| tree.is_subject(word));
        verb.is_some_and(|verb| tree.pos(verb) == "VERB" && self.gazetteer.words.is("saying", &tree.lemma(verb)))
    }

    /// The noun that a relative clause hangs on.
    fn relative(&mut self, (sentence, word): At) -> Option<Vec<usize>> {
        let tree = self.tree(sentence);
        let mut at = word;
        for _ in 0..8 {
            let relation = tree.relation(at);
            let head = tree.head(at)?;
            if relation == "acl" {
                return Some(self.entities_at(sentence, head)).filter(|entities| !entities.is_empty());
            }
            at = head;
        }
        None
    }

    /// Mentions before a word, the nearest first.
    fn before(&self, (sentence, word): At) -> impl Iterator<Item = &Mention> {
        // Owners are found ahead of their turn, so the list is nearly, not strictly, in text order.
        self.mentions.iter().rev().take(CANDIDATES).filter(move |mention| {
            (mention.sentence, mention.head) < (sentence, word) && mention.sentence + REACH > sentence
        })
    }

    /// The most likely antecedent: near, a subject, and not another argument of the same verb.
    fn antecedent(&self, at: At, fits: &dyn Fn(&Known) -> bool) -> Option<Vec<usize>> {
        let (sentence, word) = at;
        let tree = self.tree(sentence);
        let possessive = tree.is_possessor(word);
        let own_clause = tree.head(word);
        let mut best: Option<(f32, &Mention)> = None;
        for (rank, mention) in self.before(at).enumerate() {
            let plural = mention.entities.len() > 1;
            let matches = if plural {
                is_plural_pronoun(&tree.lower(word))
            } else {
                mention
                    .entities
                    .first()
                    .and_then(|entity| self.known.get(*entity))
                    .is_some_and(fits)
            };
            let other = self.tree(mention.sentence);
            let same_verb = mention.sentence == sentence && other.head(mention.head) == own_clause && !possessive;
            let holds_pronoun = mention.sentence == sentence && mention.words.contains(&word);
            if !matches || same_verb || holds_pronoun || matches!(other.relation(mention.head), "amod") {
                continue;
            }
            let named = mention
                .entities
                .first()
                .and_then(|entity| self.entity(*entity))
                .is_some_and(|entity| entity.named);
            let distance = (sentence - mention.sentence) as f32;
            let score =
                2.0 * f32::from(other.is_subject(mention.head)) + 0.7 * f32::from(named) + 0.4 * f32::from(plural)
                    - 1.6 * distance
                    - 0.08 * rank as f32
                    - 0.9 * f32::from(other.is_possessor(mention.head) || other.relation(mention.head) == "compound");
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, mention));
            }
        }
        best.map(|(_, mention)| mention.entities.clone())
    }

    /// "both sides", "the two countries", "the rebel group", "the country": nouns that only point.
    pub(super) fn points_back(&mut self, at: At, phrase: &Range<usize>) -> Option<Found> {
        let (sentence, word) = at;
        let tree = self.tree(sentence);
        let found = |entities| Found {
            words: phrase.clone(),
            entities,
            full: false,
        };
        let names = |noun: &str| {
            crate::fold::fold(self.written(sentence, &(phrase.start..word)))
                .split(' ')
                .any(|part| part == noun)
        };
        let lemma = tree.lemma(word);
        let noun = if self.gazetteer.words.sides.contains_key(&lemma) {
            lemma
        } else {
            super::singular(&tree.lower(word))
        };
        let pair = names("two") || names("both") || tree.has_child(word, &["two", "both"]);
        let says_which = tree
            .children(word)
            .iter()
            .any(|child| tree.relation(*child) == "nmod" && self.hit((sentence, *child)).is_some())
            || phrase
                .clone()
                .any(|inside| inside != word && self.hit((sentence, inside)).is_some());
        if says_which {
            return None;
        }
        if let Some(kind) = self.gazetteer.words.sides.get(&noun).copied() {
            let plain = tree.is_definite(word)
                && tree.is_plural(word)
                && matches!(
                    noun.as_str(),
                    "side" | "party" | "country" | "nation" | "neighbour" | "neighbor" | "rival" | "leader" | "foe"
                )
                && phrase.len() <= 2;
            if pair || plain {
                return self.pair(at, kind).map(found);
            }
        }
        let kind = self.gazetteer.words.back.get(&noun).copied().or_else(|| {
            self.gazetteer
                .words
                .back
                .get(&crate::fold::fold(self.written(sentence, phrase)))
                .copied()
        })?;
        if !tree.is_definite(word)
            || tree.is_plural(word)
            || phrase.len() > 2
            || tree
                .children(word)
                .iter()
                .any(|child| matches!(tree.relation(*child), "nmod"))
        {
            return None;
        }
        // "the police" may be named in this sentence later on; what a noun points to stands before.
        let entities = match kind {
            PointsTo::Organisation => self.antecedent(at, &|known| {
                known.entity.kind == EntityKind::Organisation || known.nouns.contains(&noun)
            }),
            PointsTo::Country => self.antecedent(at, &|known| known.entity.kind == EntityKind::Country),
            // Rather the one who was called so before than whoever was named last.
            _ => {
                let called = |known: &Known| {
                    known
                        .nouns
                        .iter()
                        .any(|other| *other == noun || other.ends_with(&format!(" {noun}")))
                };
                self.antecedent(at, &|known| is_single_person(&known.entity) && called(known))
                    .or_else(|| self.antecedent(at, &|known| is_single_person(&known.entity)))
            }
        };
        entities.map(found)
    }

    /// Two states or bodies named together before, the nearest such two: "between Mali and Niger".
    fn named_together(&self, at: At, kind: PointsTo) -> Option<Vec<usize>> {
        let single = |mention: &Mention| match mention.entities.as_slice() {
            [entity] => self.entity(*entity).filter(|entity| entity.named).map(|_| *entity),
            _ => None,
        };
        self.before_in_report(at).find_map(|second| {
            let tree = self.tree(second.sentence);
            let first = tree
                .head(second.head)
                .filter(|_| tree.relation(second.head) == "conj")?;
            let first = self
                .before_in_report((second.sentence, second.head))
                .find(|mention| (mention.sentence, mention.head) == (second.sentence, first))?;
            let pair = [single(first)?, single(second)?].map(|entity| self.member(entity, kind));
            match pair {
                [Some(one), Some(other)] if one != other && tree.coordinated(first.head).len() == 2 => {
                    Some(vec![one, other])
                }
                _ => None,
            }
        })
    }

    /// The two participants named last that are of a kind; rather two that were named together, rather two of one sentence than of two.
    fn pair(&mut self, at: At, kind: PointsTo) -> Option<Vec<usize>> {
        if let Some(pair) = self.named_together(at, kind) {
            return Some(pair);
        }
        let mut found: Vec<usize> = Vec::new();
        let candidates: Vec<Vec<usize>> = self
            .before_in_report(at)
            .map(|mention| mention.entities.clone())
            .collect();
        for entities in candidates {
            if entities.len() == 2 && entities.iter().all(|entity| self.can_be(*entity, kind)) {
                return Some(entities);
            }
            for entity in entities {
                let Some(member) = self.member(entity, kind) else {
                    continue;
                };
                if !found.contains(&member) {
                    found.push(member);
                }
                if found.len() == 2 {
                    found.reverse();
                    return Some(found);
                }
            }
        }
        None
    }

    fn before_in_report(&self, (sentence, word): At) -> impl Iterator<Item = &Mention> {
        self.mentions
            .iter()
            .rev()
            .take(4 * CANDIDATES)
            .filter(move |mention| (mention.sentence, mention.head) < (sentence, word))
    }

    fn can_be(&self, entity: usize, kind: PointsTo) -> bool {
        let Some(entity) = self.entity(entity) else {
            return false;
        };
        match kind {
            PointsTo::Country => entity.kind == EntityKind::Country,
            PointsTo::Leader | PointsTo::Person => is_single_person(entity),
            PointsTo::Organisation => entity.kind == EntityKind::Organisation,
            PointsTo::Any => true,
        }
    }

    /// What an entity counts as among "sides": a foreign minister is his country's.
    fn member(&self, entity: usize, kind: PointsTo) -> Option<usize> {
        let known = self.known.get(entity)?;
        let state = |country: &str| self.by_key.get(&format!("country:{country}")).copied();
        match kind {
            PointsTo::Leader | PointsTo::Person => {
                (matches!(known.entity.kind, EntityKind::Person | EntityKind::Office)
                    && known.entity.sectors.first().is_some_and(|sector| sector != "CVL"))
                .then_some(entity)
            }
            PointsTo::Country => known.entity.country.as_deref().and_then(state),
            PointsTo::Organisation => (known.entity.kind == EntityKind::Organisation).then_some(entity),
            PointsTo::Any => match known.entity.kind {
                EntityKind::Country => Some(entity),
                EntityKind::Organisation | EntityKind::Group => {
                    let sector = known.entity.sectors.first().map(String::as_str).unwrap_or_default();
                    match sector {
                        "CVL" | "IGO" | "NGO" | "JRN" | "UNK" | "MNC" | "" => None,
                        "MIL" | "GOV" => known.entity.country.as_deref().and_then(state).or(Some(entity)),
                        _ => Some(entity),
                    }
                }
                _ => known.side.filter(|side| {
                    self.entity(*side)
                        .is_some_and(|side| side.sectors.first().is_none_or(|sector| sector != "IGO"))
                }),
            },
        }
    }

    /// "the minister", "the official", "the president" without a country: the one who was called so before.
    pub(super) fn named_before(&mut self, (sentence, word): At, role: &RoleRow, origin: &Origin) -> Option<usize> {
        let tree = self.tree(sentence);
        if tree.is_indefinite(word) {
            return None;
        }
        let office = self.gazetteer.words.office(&role.phrase);
        let last = role.phrase.rsplit(' ').next().unwrap_or_default();
        let country = origin.country();
        let owner = origin.owner();
        self.latest(|known| {
            let called = known.nouns.iter().any(|noun| {
                noun == &role.phrase || noun == office || (role.phrase == last && noun.ends_with(&format!(" {last}")))
            });
            let same_country = country.is_none() || known.entity.country == country;
            let same_owner = owner.is_none()
                || known.side == owner
                || known.entity.speaks_for == owner
                || known.entity.country.is_some();
            called && same_country && same_owner && is_single_person(&known.entity)
        })
    }

    /// The speaker of the quotation that a word stands in.
    fn speaker(&mut self, (sentence, word): At) -> Option<usize> {
        let tree = self.tree(sentence);
        let saying = (0..tree.len())
            .filter(|verb| tree.pos(*verb) == "VERB" && self.gazetteer.words.is("saying", &tree.lemma(*verb)));
        let subject = saying
            .filter_map(|verb| tree.subject_of(verb))
            .find(|subject| *subject != word && !matches!(tree.lower(*subject).as_str(), "we" | "i"));
        match subject {
            Some(subject) => self
                .entities_at(sentence, subject)
                .first()
                .copied()
                .or(self.last_speaker),
            None => self.last_speaker,
        }
    }

    fn speakers_side(&mut self, at: At) -> Option<usize> {
        let speaker = self.speaker(at)?;
        let known = self.known.get(speaker)?;
        let side = known.entity.speaks_for.or(known.side).unwrap_or(speaker);
        // Who speaks for a ministry says "we" of the state.
        let ministry = self.entity(side).filter(|side| {
            side.kind == EntityKind::Organisation && side.sectors.first().is_some_and(|sector| sector == "GOV")
        });
        let state = ministry.and_then(|ministry| ministry.country.clone());
        Some(state.map_or(side, |state| self.state(&state)))
    }

    /// Who speaks in a sentence, for quotations that go on in the next.
    pub(super) fn speaker_in(&mut self, sentence: usize) -> Option<usize> {
        let tree = self.tree(sentence);
        let saying = (0..tree.len())
            .filter(|verb| tree.pos(*verb) == "VERB" && self.gazetteer.words.is("saying", &tree.lemma(*verb)));
        let subjects: Vec<usize> = saying.filter_map(|verb| tree.subject_of(verb)).collect();
        subjects
            .into_iter()
            .find_map(|subject| self.entities_at(sentence, subject).first().copied())
    }
}

fn is_plural_pronoun(pronoun: &str) -> bool {
    matches!(pronoun, "they" | "them" | "their" | "theirs" | "themselves")
}

fn is_single_person(entity: &Entity) -> bool {
    matches!(
        entity.kind,
        EntityKind::Person | EntityKind::Office | EntityKind::Unnamed
    )
}

fn is_person(known: &Known, gender: Gender) -> bool {
    is_single_person(&known.entity) && known.gender.is_none_or(|known| known == gender)
}

fn is_body(known: &Known) -> bool {
    matches!(known.entity.kind, EntityKind::Country | EntityKind::Organisation)
        || (known.entity.kind == EntityKind::Group && known.entity.named)
}

fn is_plural(known: &Known) -> bool {
    known.plural && known.entity.kind == EntityKind::Group
}
