use crate::words::WordSet;

/// How one sense of a predicate becomes a code.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Unique in the codebook: "reject an offer".
    pub name: String,
    /// The file it stands in.
    pub file: String,
    /// Its line there, from 1.
    pub line: usize,
    /// PLOVER class.
    pub class: String,
    /// The words that express the act; any one of them will do.
    pub predicates: Vec<Predicate>,
    /// Where the actor is found: the first slot that is filled wins; empty for nobody.
    pub actor: Vec<Slot>,
    /// Where the recipient is found, the same way.
    pub recipient: Vec<Slot>,
    /// What must hold for the frame to apply; all of them.
    pub tests: Vec<Test>,
    /// CAMEO code where no case fits.
    pub cameo: String,
    /// PLOVER mode where no case fits.
    pub mode: Option<String>,
    /// Whether all participants are actors ("met", "signed").
    pub reciprocal: bool,
    /// What the words themselves say of the status, before any cue.
    pub status: Option<Status>,
    /// The first case whose tests hold decides code and mode.
    pub cases: Vec<Case>,
    /// Sentences with the coding they should get.
    pub examples: Vec<Example>,
}

/// Words that express an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predicate {
    /// Dictionary forms, lower case, in text order: "turn", "down".
    pub words: Vec<String>,
    /// Index of the head in `words`: the verb; of a noun the last word before any preposition ("missile *strike*",
    /// "*state* of emergency"); of an adjective its last word.
    pub head: usize,
    /// Verb, noun or adjective.
    pub kind: PredicateKind,
}

impl Predicate {
    /// The head word's dictionary form.
    pub fn head_word(&self) -> &str {
        self.words.get(self.head).map_or("", String::as_str)
    }
}

/// Part of speech of a predicate's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PredicateKind {
    /// "reject", "turn down".
    Verb,
    /// "rejection (noun)".
    Noun,
    /// "opposed (adjective)".
    Adjective,
}

impl PredicateKind {
    /// All kinds with the mark that a codebook puts after the words; a verb has none.
    pub(crate) const MARKED: [(&'static str, Self); 3] = [
        ("verb", Self::Verb),
        ("noun", Self::Noun),
        ("adjective", Self::Adjective),
    ];
}

/// Where a participant is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Who does it: the subject, the "by" phrase of a passive, the owner of a noun…
    Subject,
    /// To whom it is done: the object, the subject of a passive, the "of" phrase of a noun.
    Object,
    /// Whose the object is: "rejected *Trump's* offer".
    OwnerOfObject,
    /// The subject of the complement clause: "urged *Hanoi* to withdraw".
    ClauseSubject,
    /// The noun of the phrase with this preposition: "talks with *Hanoi*".
    Phrase(String),
    /// The place that the predicate's phrases name, as a country: "an attack in *Mali*".
    Place,
}

/// Something that must hold of the words around a predicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// Which phrase is looked at.
    pub place: TestPlace,
    /// Whether the test holds where the words are *not* there.
    pub negated: bool,
    /// The words and kinds.
    pub words: WordSet,
}

/// Which phrase a test looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestPlace {
    /// The subject slot.
    Subject,
    /// The object slot.
    Object,
    /// The verb of the complement clause: "threatened to *attack*".
    Clause,
    /// Any word of the part of the sentence that the predicate governs.
    Any,
    /// The noun of the phrase with this preposition.
    Phrase(String),
}

/// A more specific code for a frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Line in the frame's file.
    pub line: usize,
    /// What must hold, besides the frame's own tests.
    pub tests: Vec<Test>,
    /// CAMEO code; the frame's where the case gives none.
    pub cameo: String,
    /// PLOVER mode; the frame's where the case gives none.
    pub mode: Option<String>,
    /// Status; the frame's where the case gives none.
    pub status: Option<Status>,
    /// Slots of the recipient; the frame's where the case gives none.
    pub recipient: Vec<Slot>,
}

/// Whether an act happened (SPEC section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// The text vouches for it.
    Actual,
    /// Scheduled or announced.
    Planned,
    /// Hangs on a condition.
    Conditional,
    /// Said not to have happened.
    Denied,
    /// Only a party or a suspicion stands for it.
    Alleged,
    /// Background of more than a week ago.
    Past,
}

impl Status {
    pub(crate) const NAMED: [(&'static str, Self); 6] = [
        ("actual", Self::Actual),
        ("planned", Self::Planned),
        ("conditional", Self::Conditional),
        ("denied", Self::Denied),
        ("alleged", Self::Alleged),
        ("past", Self::Past),
    ];

    /// The status of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED
            .iter()
            .find(|(own, _)| *own == name)
            .map(|(_, status)| *status)
    }

    /// The word for it in records and codebooks.
    pub fn name(self) -> &'static str {
        Self::NAMED
            .iter()
            .find(|(_, status)| *status == self)
            .map_or("", |(name, _)| name)
    }
}

/// A sentence with the coding it should get: the codebook's own test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The events that should be found; none for a counter-example.
    pub coded: Vec<Expected>,
    /// Line in the frame's file.
    pub line: usize,
}

/// An event that an example expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// PLOVER class.
    pub class: String,
    /// PLOVER mode; `None` where the example leaves it open.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: String,
    /// The actors, by their words or canonical names.
    pub actors: Vec<String>,
    /// The recipients, the same way.
    pub recipients: Vec<String>,
    /// The status; actual where the example gives none.
    pub status: Status,
}
