use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::document::{Item, Section};
use crate::error::{ProblemKind, Problems};

/// A kind of phrase that a test can ask for instead of words: `<country>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ArgumentKind {
    /// `<person>`: a person.
    Person,
    /// `<country>`: a country, or a place or office that stands for one.
    Country,
    /// `<group>`: an armed group, organisation or party.
    Group,
    /// `<place>`: a place.
    Place,
    /// `<participant>`: anybody with a country or a sector.
    Participant,
    /// `<number>`: a number or quantity.
    Number,
    /// `<none>`: there is no such phrase.
    Absent,
    /// `<some>`: there is such a phrase, whatever it is.
    Present,
}

impl ArgumentKind {
    const NAMED: [(&'static str, Self); 8] = [
        ("<person>", Self::Person),
        ("<country>", Self::Country),
        ("<group>", Self::Group),
        ("<place>", Self::Place),
        ("<participant>", Self::Participant),
        ("<number>", Self::Number),
        ("<none>", Self::Absent),
        ("<some>", Self::Present),
    ];
}

/// Words by dictionary form, lower case; a phrase is a sequence of them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Phrases {
    /// Phrases of one word, sorted.
    single: Vec<String>,
    longer: Vec<Vec<String>>,
}

impl Phrases {
    fn add(&mut self, phrase: &str) {
        // Nearly all entries are one word; loading is quick where those need no list of their own.
        if !phrase.contains([' ', '-', '\t']) {
            self.single.push(phrase.to_lowercase());
            return;
        }
        for words in spellings(phrase) {
            match <[String; 1]>::try_from(words) {
                Ok([word]) => self.single.push(word),
                Err(words) => self.longer.push(words),
            }
        }
    }

    /// Whether `word`, lower case, is one of the single words.
    fn has(&self, word: &str) -> bool {
        self.single.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }
}

/// Words and kinds of phrases, with word lists (`@weapon`) taken in. Words compare without regard to case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordSet {
    // Lists are shared between the many sets that name them.
    parts: Vec<Arc<Phrases>>,
    kinds: Vec<ArgumentKind>,
}

impl WordSet {
    /// Whether there is a phrase of the set in `words` (dictionary forms, in text order) that takes in the word at
    /// `head`: with "offer to mediate" in the set, the head "offer" of "an offer to mediate" is in it.
    pub fn matches<S: AsRef<str>>(&self, words: &[S], head: usize) -> bool {
        let Some(word) = words.get(head).map(AsRef::as_ref) else {
            return false;
        };
        self.contains(word) || self.longer().any(|phrase| takes_in(phrase, words, head))
    }

    /// Whether `word` alone is in the set.
    pub fn contains(&self, word: &str) -> bool {
        self.parts
            .iter()
            .any(|part| part.single.binary_search_by(|known| compare(known, word)).is_ok())
    }

    /// The kinds of phrases that are in the set.
    pub fn kinds(&self) -> &[ArgumentKind] {
        &self.kinds
    }

    /// Whether the set asks for a kind only, not for words.
    pub fn has_words(&self) -> bool {
        !self.parts.is_empty()
    }

    /// All words and phrases, each as the sequence of its dictionary forms.
    pub fn phrases(&self) -> impl Iterator<Item = &[String]> {
        let single = self
            .parts
            .iter()
            .flat_map(|part| part.single.iter().map(std::slice::from_ref));
        single.chain(self.longer())
    }

    fn longer(&self) -> impl Iterator<Item = &[String]> {
        self.parts.iter().flat_map(|part| part.longer.iter().map(Vec::as_slice))
    }

    /// Whether every phrase and kind of this set is also in `other`.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        let known = |phrase: &[String]| match phrase {
            [word] => other.parts.iter().any(|part| part.has(word)),
            phrase => other.longer().any(|longer| longer == phrase),
        };
        self.kinds.iter().all(|kind| other.kinds.contains(kind)) && self.phrases().all(known)
    }

    fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.kinds.is_empty()
    }

    fn take_in(&mut self, other: &Self) {
        self.parts.extend(other.parts.iter().cloned());
        self.kinds.extend(&other.kinds);
    }
}

fn compare(known: &str, word: &str) -> std::cmp::Ordering {
    known.chars().cmp(word.chars().flat_map(char::to_lowercase))
}

fn takes_in<S: AsRef<str>>(phrase: &[String], words: &[S], head: usize) -> bool {
    (0..phrase.len()).any(|before| {
        let found = head
            .checked_sub(before)
            .and_then(|start| words.get(start..start + phrase.len()));
        found.is_some_and(|found| {
            phrase
                .iter()
                .zip(found)
                .all(|(known, word)| compare(known, word.as_ref()).is_eq())
        })
    })
}

/// The ways in which a phrase may have been cut into words: "cease-fire" is one word or three.
pub(crate) fn spellings(phrase: &str) -> Vec<Vec<String>> {
    let phrase = phrase.to_lowercase();
    let whole: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
    if !phrase.contains('-') {
        return vec![whole];
    }
    let cut = phrase
        .replace('-', " - ")
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    vec![whole, cut]
}

/// The word lists of `words.toml`.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordLists {
    lists: HashMap<String, WordSet>,
}

impl WordLists {
    /// Reads the lists of `sections`, one section a file; a later file's list replaces an earlier one of its name.
    pub(crate) fn read(sections: &[Section<'_>], problems: &mut Problems) -> Self {
        let mut written = BTreeMap::new();
        for section in sections {
            for key in section.keys() {
                if let Some(items) = section.texts(key.text, problems) {
                    written.insert(
                        key.text,
                        Written {
                            section: *section,
                            line: key.line,
                            items,
                        },
                    );
                }
            }
        }
        let mut reader = ListReader {
            written,
            lists: HashMap::new(),
            open: Vec::new(),
        };
        let names: Vec<&str> = reader.written.keys().copied().collect();
        for name in names {
            reader.read(name, problems);
        }
        Self { lists: reader.lists }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&WordSet> {
        self.lists.get(name)
    }

    /// Builds the set that `items` of `section` spell out.
    pub(crate) fn set(&self, section: &Section<'_>, items: &[Item<'_>], problems: &mut Problems) -> WordSet {
        build(section, items, problems, &mut |item, problems| {
            let list = self.lists.get(item.text.trim_start_matches('@')).cloned();
            if list.is_none() {
                let known = self.lists.keys().map(String::as_str);
                let kind = ProblemKind::unknown("word list", item.text.trim_start_matches('@'), known);
                section.report(item.line, kind, problems);
            }
            list
        })
    }
}

struct Written<'a> {
    section: Section<'a>,
    line: usize,
    items: Vec<Item<'a>>,
}

/// Reads each list after the lists it names.
struct ListReader<'a> {
    written: BTreeMap<&'a str, Written<'a>>,
    lists: HashMap<String, WordSet>,
    open: Vec<&'a str>,
}

impl<'a> ListReader<'a> {
    fn read(&mut self, name: &'a str, problems: &mut Problems) {
        let Some(Written { section, line, items }) = self.written.remove(name) else {
            return;
        };
        self.open.push(name);
        for item in &items {
            if let Some(inner) = item.text.strip_prefix('@') {
                self.read(inner, problems);
                if self.open.contains(&inner) {
                    section.report(item.line, ProblemKind::Circular(name.to_owned()), problems);
                    self.lists.entry(inner.to_owned()).or_default();
                }
            }
        }
        let read = WordLists {
            lists: std::mem::take(&mut self.lists),
        };
        let set = read.set(&section, &items, problems);
        self.lists = read.lists;
        if items.is_empty() {
            section.report(line, ProblemKind::Empty("word list"), problems);
        }
        self.lists.insert(name.to_owned(), set);
        self.open.pop();
    }
}

fn build(
    section: &Section<'_>,
    items: &[Item<'_>],
    problems: &mut Problems,
    list: &mut dyn FnMut(&Item<'_>, &mut Problems) -> Option<WordSet>,
) -> WordSet {
    let mut set = WordSet::default();
    let mut own = Phrases::default();
    for item in items {
        if item.text.starts_with('@') {
            if let Some(list) = list(item, problems) {
                set.take_in(&list);
            }
        } else if item.text.starts_with('<') {
            set.kinds
                .extend(section.named("kind of phrase", *item, &ArgumentKind::NAMED, problems));
        } else if item.text.trim().is_empty() {
            section.report(item.line, ProblemKind::Empty("word"), problems);
        } else {
            own.add(item.text);
        }
    }
    own.single.sort_unstable();
    own.single.dedup();
    if own != Phrases::default() {
        set.parts.push(Arc::new(own));
    }
    if set.is_empty() && items.is_empty() {
        section.report(section.line, ProblemKind::Empty("list of words"), problems);
    }
    set
}
