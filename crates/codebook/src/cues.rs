use std::collections::HashMap;

use crate::document::{Document, Section};
use crate::error::{ProblemKind, Problems};
use crate::words::spellings;

/// The words that tell status, attribution and conditions: one table for each file of `cues/`.
#[derive(Debug, Clone, Default)]
pub struct Cues {
    /// What opens a condition: "provided that", "unless".
    pub condition: CueTable,
    /// What says that a thing did not happen: "not", "deny", "without".
    pub negation: CueTable,
    /// What says that only a party stands for it: "allegedly", "claim".
    pub allegation: CueTable,
    /// What puts an act into the background: "earlier", "last year".
    pub past: CueTable,
    /// What puts an act into the future: "plan", "be set to", "upcoming".
    pub intention: CueTable,
    /// What attributes a statement to a speaker: "say", "according to".
    pub attribution: CueTable,
}

impl Cues {
    const NAMES: [&'static str; 6] = [
        "allegation",
        "attribution",
        "condition",
        "intention",
        "negation",
        "past",
    ];

    fn table(&mut self, name: &str) -> Option<&mut CueTable> {
        Some(match name {
            "condition" => &mut self.condition,
            "negation" => &mut self.negation,
            "allegation" => &mut self.allegation,
            "past" => &mut self.past,
            "intention" => &mut self.intention,
            "attribution" => &mut self.attribution,
            _ => return None,
        })
    }

    /// Adds the cues of one file, whose name says what they tell.
    pub(crate) fn read(&mut self, document: &Document<'_>, problems: &mut Problems) {
        let root = document.root();
        let name = document.file.path.trim_start_matches("cues/").trim_end_matches(".toml");
        let Some(table) = self.table(name) else {
            root.report(1, ProblemKind::unknown("cue file", name, Self::NAMES), problems);
            return;
        };
        root.check_keys(&["cue"], problems);
        for section in root.sections("cue", problems) {
            if let Some(cue) = cue(&section, name == "attribution", problems) {
                table.add(cue);
            }
        }
    }
}

/// The cues of one file, found by the first word of each phrase.
#[derive(Debug, Clone, Default)]
pub struct CueTable {
    cues: Vec<Cue>,
    by_first_word: HashMap<String, Vec<(usize, usize)>>,
}

impl CueTable {
    /// All cues, in the file's order.
    pub fn iter(&self) -> impl Iterator<Item = &Cue> {
        self.cues.iter()
    }

    /// The cues with a phrase that starts with `word` (a dictionary form or a word as written, lower case), with that
    /// phrase; longer phrases first.
    pub fn starting_with(&self, word: &str) -> impl Iterator<Item = (&Cue, &[String])> {
        let places = self.by_first_word.get(word).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|(cue, phrase)| {
            let cue = self.cues.get(*cue)?;
            Some((cue, cue.phrases.get(*phrase)?.as_slice()))
        })
    }

    fn add(&mut self, cue: Cue) {
        for (index, phrase) in cue.phrases.iter().enumerate() {
            let Some(first) = phrase.first() else { continue };
            let places = self.by_first_word.entry(first.clone()).or_default();
            let length = |(cue, phrase): &(usize, usize)| {
                self.cues
                    .get(*cue)
                    .and_then(|cue| cue.phrases.get(*phrase))
                    .map_or(0, Vec::len)
            };
            let at = places
                .iter()
                .position(|place| length(place) < phrase.len())
                .unwrap_or(places.len());
            places.insert(at, (self.cues.len(), index));
        }
        self.cues.push(cue);
    }
}

/// Words that tell one thing about the part of a sentence that they govern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// The phrases, each a sequence of lower-case words; verbs and nouns in their dictionary form, other words as
    /// they are written.
    pub phrases: Vec<Vec<String>>,
    /// What sort of words they are, which says what they govern.
    pub kind: CueKind,
    /// Attribution only: the stance of a statement with this cue, where it has one.
    pub stance: Option<Stance>,
    /// Sentences with what should be found in them.
    pub examples: Vec<CueExample>,
    /// Line in the file, from 1.
    pub line: usize,
}

/// What sort of words a cue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CueKind {
    /// Opens a dependent clause: "if".
    Clause,
    /// A preposition with a noun: "in the event of".
    Phrase,
    /// A verb, which governs its complement.
    Verb,
    /// A noun, which governs its complement.
    Noun,
    /// An adjective, which governs its noun or complement.
    Adjective,
    /// An adverb or other word that stands with the verb or noun it governs.
    Adverb,
    /// A name or fixed expression of time: "last year".
    Name,
}

impl CueKind {
    const NAMED: [(&'static str, Self); 7] = [
        ("clause", Self::Clause),
        ("phrase", Self::Phrase),
        ("verb", Self::Verb),
        ("noun", Self::Noun),
        ("adjective", Self::Adjective),
        ("adverb", Self::Adverb),
        ("name", Self::Name),
    ];
}

/// What a statement does with its content (SPEC section 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    /// Approves of a proposal or party.
    Support,
    /// Speaks against it.
    Oppose,
    /// Approves of a happening.
    Welcome,
    /// Makes something hang on something else.
    Condition,
    /// Binds the speaker.
    Commit,
    /// Says that it is not so.
    Deny,
    /// Reports a fact.
    Neutral,
}

impl Stance {
    const NAMED: [(&'static str, Self); 7] = [
        ("support", Self::Support),
        ("oppose", Self::Oppose),
        ("welcome", Self::Welcome),
        ("condition", Self::Condition),
        ("commit", Self::Commit),
        ("deny", Self::Deny),
        ("neutral", Self::Neutral),
    ];

    /// The word for it in records and codebooks.
    pub fn name(self) -> &'static str {
        Self::NAMED
            .iter()
            .find(|(_, stance)| *stance == self)
            .map_or("", |(name, _)| name)
    }
}

/// A sentence with what a cue should find in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueExample {
    /// The sentence.
    pub text: String,
    /// The words that the cue governs, with the cue; `None` where nothing is to be found ("nothing").
    pub found: Option<String>,
    /// Line in the file, from 1.
    pub line: usize,
}

fn cue(section: &Section<'_>, has_stance: bool, problems: &mut Problems) -> Option<Cue> {
    let keys = ["words", "kind", "example", "stance"];
    section.check_keys(if has_stance { &keys } else { &keys[..3] }, problems);
    let words = section.texts("words", problems).unwrap_or_default();
    if words.is_empty() {
        section.report(
            section.line,
            ProblemKind::Missing {
                entry: "a cue",
                key: "words",
            },
            problems,
        );
    }
    for word in words.iter().filter(|word| word.text.trim().is_empty()) {
        section.report(word.line, ProblemKind::Empty("word"), problems);
    }
    let kind = section.required("a cue", "kind", problems);
    let kind = kind.and_then(|kind| section.named("kind of cue", kind, &CueKind::NAMED, problems));
    let stance = section.text("stance", problems);
    let stance = stance.and_then(|stance| section.named("stance", stance, &Stance::NAMED, problems));
    Some(Cue {
        phrases: words.iter().flat_map(|word| spellings(word.text)).collect(),
        kind: kind?,
        stance,
        examples: examples(section, problems),
        line: section.line,
    })
}

fn examples(section: &Section<'_>, problems: &mut Problems) -> Vec<CueExample> {
    let mut examples = Vec::new();
    for example in section.sections("example", problems) {
        example.check_keys(&["text", "found"], problems);
        let text = example.required("an example", "text", problems);
        let found = example.required("an example", "found", problems);
        let (Some(text), Some(found)) = (text, found) else {
            continue;
        };
        if found.text != "nothing" && !text.text.contains(found.text) {
            let reason = "these words are not in the example's text".to_owned();
            example.report(
                found.line,
                ProblemKind::Coding {
                    coded: found.text.to_owned(),
                    reason,
                },
                problems,
            );
        }
        let found = (found.text != "nothing").then(|| found.text.to_owned());
        examples.push(CueExample {
            text: text.text.to_owned(),
            found,
            line: example.line,
        });
    }
    examples
}
