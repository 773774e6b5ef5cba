//! From noun phrases to real-world participants, in one pass over the report.

mod bodies;
mod leaders;
mod offices;
mod origin;
mod people;
mod pointers;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use tidings_annotate::{Annotation, NameKind, Role};
use tidings_text::Report;

use crate::focus::Focus;
use crate::fold::fold;
use crate::gazetteer::{Form, Gazetteer, Gender, RoleRow};
use crate::grammar::{EMPTY, Tree};
use crate::hits::{Hit, Hits};
use crate::homeland::{HomelandGuess, Homelands};
use crate::learned::heads;
use crate::places::in_sentence;
use crate::scene::{Entity, EntityKind, Mention, PlaceMention, Scene};

/// Who, where and when in a report.
///
/// Cost is linear in the length of the text. Never fails: what cannot be resolved is left out.
pub fn resolve(report: &Report, annotation: &Annotation, gazetteer: &Gazetteer) -> Scene {
    read(report, annotation, gazetteer, None).0
}

/// How [`resolve`] came to the countries of people whose phrases name none, for fitting `gazetteer/homeland.csv`.
pub fn homeland_guesses(report: &Report, annotation: &Annotation, gazetteer: &Gazetteer) -> Vec<HomelandGuess> {
    read(report, annotation, gazetteer, Some(Vec::new()))
        .1
        .unwrap_or_default()
}

fn read(
    report: &Report,
    annotation: &Annotation,
    gazetteer: &Gazetteer,
    guesses: Option<Vec<HomelandGuess>>,
) -> (Scene, Option<Vec<HomelandGuess>>) {
    let trees: Vec<Tree> = annotation.sentences.iter().map(Tree::new).collect();
    let hits: Vec<Hits> = trees
        .iter()
        .map(|tree| Hits::find(&report.text, tree, gazetteer))
        .collect();
    let mut focus = Focus::of(report, &hits, gazetteer);
    let mut places = crate::places::places(report, &trees, &hits, &focus, gazetteer);
    focus.set_scenes(&trees, &hits, &places, gazetteer);
    let dates = crate::dates::dates(report, &trees);
    crate::places::complete(&mut places, annotation, &trees, report, &focus, gazetteer);
    let homelands = Homelands::of(&trees, &hits, &places, gazetteer);
    let mut resolver = Resolver {
        report,
        gazetteer,
        trees: &trees,
        hits: &hits,
        places: &places,
        focus: &focus,
        homelands: &homelands,
        guesses,
        known: Vec::new(),
        by_key: HashMap::new(),
        mentions: Vec::new(),
        done: HashMap::new(),
        learned: heads(annotation, &[Role::Actor, Role::Recipient]),
        last_speaker: None,
        depth: 0,
    };
    for (sentence, tree) in trees.iter().enumerate() {
        for word in 0..tree.len() {
            if resolver.stands_alone(sentence, word) {
                resolver.mention(sentence, word);
            }
        }
        resolver.last_speaker = resolver.speaker_in(sentence).or(resolver.last_speaker);
    }
    resolver.give_persons_countries();
    let guesses = resolver.guesses.take();
    let (entities, mentions) = resolver.finish();
    let settings = (0..trees.len())
        .map(|sentence| focus.scene(sentence).map(str::to_owned))
        .collect();
    let scene = Scene {
        entities,
        mentions,
        places,
        dates,
        settings,
    };
    (scene, guesses)
}

/// A word of the report: sentence and word.
type At = (usize, usize);

/// An entity while the report is read, with what helps to recognise it again.
struct Known {
    entity: Entity,
    /// What it has been called: "foreign minister", "spokesman", "rebel group".
    nouns: Vec<String>,
    /// Folded words of a personal name.
    names: Vec<String>,
    gender: Option<Gender>,
    plural: bool,
    /// The state or body it belongs to.
    side: Option<usize>,
}

/// What a noun phrase was found to be.
struct Found {
    words: Range<usize>,
    entities: Vec<usize>,
    full: bool,
}

struct Resolver<'a> {
    report: &'a Report,
    gazetteer: &'a Gazetteer,
    trees: &'a [Tree<'a>],
    hits: &'a [Hits],
    places: &'a [PlaceMention],
    focus: &'a Focus,
    homelands: &'a Homelands,
    /// Filled where somebody wants to know how countries were found.
    guesses: Option<Vec<HomelandGuess>>,
    known: Vec<Known>,
    /// Entities by what identifies them: `country:KEN`, `office:KEN:president`, `name:african union`.
    by_key: HashMap<String, usize>,
    mentions: Vec<Mention>,
    /// The mention that a word heads, if any; set while it is being found, too, so that cycles end.
    done: HashMap<At, Option<usize>>,
    /// Words that the annotator's model takes for who did something or to whom it was done.
    learned: BTreeSet<At>,
    last_speaker: Option<usize>,
    /// How many mentions are being found, each for the sake of the one before.
    depth: usize,
}

/// Owners of owners of owners are followed so far.
const DEEPEST: usize = 24;
/// How many entities back a name or an office is looked for, so that the cost of long reports stays linear.
const KNOWN: usize = 1_000;

impl<'a> Resolver<'a> {
    fn tree(&self, sentence: usize) -> &'a Tree<'a> {
        self.trees.get(sentence).unwrap_or(&EMPTY)
    }

    fn hit(&self, (sentence, word): At) -> Option<&'a Hit> {
        self.hits.get(sentence).and_then(|hits| hits.at(word))
    }

    /// The report's words at `words` of a sentence.
    fn written(&self, sentence: usize, words: &Range<usize>) -> &'a str {
        self.tree(sentence).span(words).of(&self.report.text)
    }

    fn entity(&self, index: usize) -> Option<&Entity> {
        self.known.get(index).map(|known| &known.entity)
    }

    /// Whether a word can head a mention of its own and is not merely part of a longer name or title.
    fn stands_alone(&self, sentence: usize, word: usize) -> bool {
        let tree = self.tree(sentence);
        let heads_name = |hit: &Hit| tree.top_of(&hit.words) == word && hit.words.len() > 1;
        if self.hit((sentence, word)).is_some_and(heads_name) {
            // "Save the Children" is a name, whatever the annotator makes of its words.
            return true;
        }
        match tree.relation(word) {
            "flat" | "fixed" | "goeswith" | "punct" | "case" | "det" | "nummod" | "cc" | "mark"
                if tree.full_relation(word) != "nmod:poss" =>
            {
                // "their" and "its" are possessors; "both" may stand alone.
                matches!(tree.pos(word), "PRON") && is_pronoun(tree, word)
            }
            "compound" | "amod" => match self.hit((sentence, word)) {
                Some(hit) => {
                    tree.top_of(&hit.words) == word
                        && (hit.country().is_some() || hit.organisations().next().is_some())
                        && (!self.led_by(sentence, hit) || self.learned.contains(&(sentence, word)))
                }
                None => {
                    tree.is_named(word, NameKind::Person)
                        && tree.relation(word) == "compound"
                        && is_own_name(tree, word)
                }
            },
            _ => matches!(
                tree.pos(word),
                "NOUN" | "PROPN" | "PRON" | "ADJ" | "DET" | "NUM" | "X" | "SYM"
            ),
        }
    }

    /// The mention that a word heads; found now if it has not been yet.
    fn mention(&mut self, sentence: usize, word: usize) -> Option<usize> {
        let at = (sentence, word);
        if let Some(done) = self.done.get(&at) {
            return *done;
        }
        if self.depth == DEEPEST {
            return None;
        }
        self.done.insert(at, None);
        self.depth += 1;
        let found = self.find(at);
        self.depth -= 1;
        let found = found?;
        let entities: Vec<usize> = found
            .entities
            .into_iter()
            .filter(|entity| *entity < self.known.len())
            .collect();
        if entities.is_empty() || found.words.is_empty() {
            return None;
        }
        let span = self.tree(sentence).span(&found.words);
        let index = self.mentions.len();
        self.mentions.push(Mention {
            sentence,
            words: found.words,
            head: word,
            span,
            entities,
            full: found.full,
        });
        self.done.insert(at, Some(index));
        Some(index)
    }

    /// The entities that a word stands for.
    fn entities_at(&mut self, sentence: usize, word: usize) -> Vec<usize> {
        self.mention(sentence, word)
            .and_then(|mention| self.mentions.get(mention))
            .map(|mention| mention.entities.clone())
            .unwrap_or_default()
    }

    fn find(&mut self, at: At) -> Option<Found> {
        let (sentence, word) = at;
        let tree = self.tree(sentence);
        if matches!(tree.pos(word), "PRON" | "DET" | "NUM") {
            return self.pointer(at);
        }
        if matches!(tree.relation(word), "nmod" | "obl" | "compound") && tree.is_named(word, NameKind::Date) {
            return None;
        }
        let phrase = tree.phrase(word);
        if let Some(name) = self.personal_name(at, &phrase) {
            return Some(self.person(at, phrase, name));
        }
        if let Some(hit) = self.hit(at)
            && let Some(found) = self.country_or_body(at, &phrase, hit)
        {
            return Some(found);
        }
        if let Some(found) = self.half(at, &phrase) {
            return Some(found);
        }
        if tree.is_named(word, NameKind::Organisation) && self.hit(at).is_none() {
            return self.unlisted_body(at, phrase);
        }
        if tree.pos(word) == "ADJ" {
            return None;
        }
        if let Some(found) = self.points_back(at, &phrase) {
            return Some(found);
        }
        if let Some((words, role)) = self.role_ending_at(sentence, phrase.start, word) {
            return Some(self.role_phrase(at, phrase, words, role));
        }
        if let Some(found) = self.belonging(at, phrase.clone()) {
            return Some(found);
        }
        if let Some(found) = self.capitalised_speaker(at, phrase.clone()) {
            return Some(found);
        }
        self.learned.contains(&at).then(|| self.unlisted_people(at, phrase))
    }

    /// The longest role phrase whose last word is `word`, its first at or after `from`.
    fn role_ending_at(&self, sentence: usize, from: usize, word: usize) -> Option<(Range<usize>, &'a RoleRow)> {
        let tree = self.tree(sentence);
        if !tree.is_noun(word) && !matches!(tree.pos(word), "ADJ" | "X") {
            return None;
        }
        let lemma = fold(&tree.lemma(word));
        let form = fold(tree.form(word));
        let lasts = [form.as_str(), lemma.as_str(), &singular(&form)].map(str::to_owned);
        let earliest = from.max((word + 1).saturating_sub(self.gazetteer.longest_role()));
        (earliest..=word).find_map(|start| {
            let before = if start < word {
                fold(self.written(sentence, &(start..word))) + " "
            } else {
                String::new()
            };
            lasts
                .iter()
                .find_map(|last| self.gazetteer.role(&format!("{before}{last}")))
                .map(|role| (start..word + 1, role))
        })
    }

    /// The entity of that key, or the one that `make` makes.
    fn keyed(&mut self, key: String, make: impl FnOnce() -> Known) -> usize {
        if let Some(index) = self.by_key.get(&key) {
            return *index;
        }
        let index = self.add(make());
        self.by_key.insert(key, index);
        index
    }

    /// The entity found last that fits.
    fn latest(&self, fits: impl Fn(&Known) -> bool) -> Option<usize> {
        let recent = self.known.iter().enumerate().rev().take(KNOWN);
        recent
            .into_iter()
            .find(|(_, known)| fits(known))
            .map(|(index, _)| index)
    }

    fn add(&mut self, known: Known) -> usize {
        self.known.push(known);
        self.known.len() - 1
    }

    /// The CAMEO actor code of a country and a sector.
    fn code(&self, country: Option<&str>, sectors: &[String]) -> Option<String> {
        let country = country.map(|iso3| match self.gazetteer.country(iso3) {
            Some(row) if !row.cameo.is_empty() => row.cameo.clone(),
            _ => iso3.to_owned(),
        });
        let sector = sectors
            .first()
            .filter(|sector| sector.as_str() != "UNK")
            .map(String::as_str)
            .unwrap_or_default();
        Some(country.unwrap_or_default() + sector).filter(|code| !code.is_empty())
    }

    fn places_in(&self, sentence: usize) -> impl Iterator<Item = &'a PlaceMention> {
        in_sentence(self.places, sentence).iter()
    }

    fn country_of_place_in(&self, sentence: usize, words: &Range<usize>) -> Option<String> {
        let inside = self
            .places_in(sentence)
            .filter(|place| words.contains(&place.words.start));
        inside.into_iter().find_map(|place| place.country.clone())
    }

    fn form_of(&self, sentence: usize, word: usize, hit: &Hit) -> Option<Form> {
        let tree = self.tree(sentence);
        let modifies = matches!(tree.relation(word), "amod" | "compound");
        if hit.has_form(Form::Adjective) && (modifies || !hit.has_form(Form::Demonym)) {
            return Some(Form::Adjective);
        }
        if hit.has_form(Form::Demonym) {
            return Some(Form::Demonym);
        }
        hit.country().map(|(_, form)| form)
    }

    /// Mentions in text order, and each entity's list of them.
    fn finish(self) -> (Vec<Entity>, Vec<Mention>) {
        let mut mentions = self.mentions;
        mentions.sort_by_key(|mention| (mention.sentence, mention.words.start, mention.words.end, mention.head));
        let mut entities: Vec<Entity> = self.known.into_iter().map(|known| known.entity).collect();
        for (index, mention) in mentions.iter().enumerate() {
            for entity in &mention.entities {
                if let Some(entity) = entities.get_mut(*entity) {
                    entity.mentions.push(index);
                }
            }
        }
        (entities, mentions)
    }
}

impl Known {
    fn new(name: &str, kind: EntityKind, country: Option<String>, sectors: Vec<String>, code: Option<String>) -> Self {
        Self {
            entity: Entity {
                name: name.to_owned(),
                kind,
                country,
                sectors,
                code,
                role: None,
                named: matches!(
                    kind,
                    EntityKind::Person | EntityKind::Organisation | EntityKind::Country | EntityKind::Office
                ),
                anonymous_source: false,
                speaks_for: None,
                mentions: Vec::new(),
            },
            nouns: Vec::new(),
            names: Vec::new(),
            gender: None,
            plural: false,
            side: None,
        }
    }
}

fn is_pronoun(tree: &Tree, word: usize) -> bool {
    matches!(
        tree.lower(word).as_str(),
        "he" | "she" | "it" | "they" | "his" | "her" | "its" | "their" | "our" | "we" | "both"
    )
}

/// A personal name that modifies a noun and is no part of a longer name: "the Khan government".
fn is_own_name(tree: &Tree, word: usize) -> bool {
    let name = tree.name_at(word).map(|name| name.words.clone()).unwrap_or_default();
    tree.top_of(&name) == word && tree.head(word).is_some_and(|head| !tree.is_capitalised(head))
}

/// The sectors of a table's field, most specific first.
pub(crate) fn sectors(field: &str) -> Vec<String> {
    field
        .split([';', '/', ' '])
        .filter(|sector| !sector.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A simple singular for plurals that the lemmatiser left as they are.
fn singular(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = noun.strip_suffix("ies") {
        return format!("{stem}y");
    }
    noun.strip_suffix('s')
        .filter(|stem| !stem.ends_with('s'))
        .unwrap_or(noun)
        .to_owned()
}
