use std::ops::Range;
use std::sync::Arc;

use tidings_text::Span;

/// All that the annotator knows of one report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotation {
    /// One for each sentence of the report, in the same order.
    pub sentences: Vec<AnnotatedSentence>,
    /// Events that the learned model proposes, in text order; empty where the model has no event heads.
    pub proposals: Vec<Proposal>,
    /// Statements that the learned model proposes, in text order.
    pub statements: Vec<StatementProposal>,
    /// Whether the model was trained to propose events at all.
    pub learned_events: bool,
}

impl Annotation {
    /// The word at a place, if there is one.
    pub fn word(&self, at: WordAt) -> Option<&Word> {
        self.sentences.get(at.sentence)?.words.get(at.word)
    }
}

/// A sentence's words and names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnnotatedSentence {
    /// The words, one for each of `Sentence::words`.
    pub words: Vec<Word>,
    /// Names, dates and numbers, in text order, never overlapping.
    pub names: Vec<Name>,
}

/// A word with its morphology and its place in the sentence's dependency tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Where it stands in the report's text.
    pub span: Span,
    /// The word as written.
    pub form: String,
    /// Universal part of speech: `NOUN`, `PROPN`, `VERB`, `AUX`…
    pub pos: Arc<str>,
    /// Dictionary form, lower case but for names.
    pub lemma: String,
    /// Index of the governing word in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Universal Dependencies relation to the head, with subtype: `nsubj`, `nsubj:pass`, `obl:agent`…
    pub relation: Arc<str>,
}

/// What kind of thing a name or expression names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A country, city, region, facility…
    Place,
    /// Nationality, religious or political group: "Kenyan", "Sunni".
    Nationality,
    /// A named work, law, event, product…
    Other,
    /// A date or time expression.
    Date,
    /// A cardinal number or quantity.
    Number,
}

impl NameKind {
    const NAMED: [(&'static str, Self); 7] = [
        ("person", Self::Person),
        ("organisation", Self::Organisation),
        ("place", Self::Place),
        ("nationality", Self::Nationality),
        ("other", Self::Other),
        ("date", Self::Date),
        ("number", Self::Number),
    ];

    /// The word for it, in the model's labels and wherever names are printed.
    pub fn name(self) -> &'static str {
        Self::NAMED
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
    }

    /// The kind of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(own, _)| *own == name).map(|(_, kind)| *kind)
    }
}

/// A name or a date or number expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// What it names.
    pub kind: NameKind,
    /// Its words.
    pub words: Range<usize>,
}

/// A word of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordAt {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the word in the sentence.
    pub word: usize,
}

/// What an argument is to its event or statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who did it.
    Actor,
    /// To or with whom.
    Recipient,
    /// Where.
    Place,
    /// When.
    Date,
    /// The number killed.
    Dead,
    /// The number injured.
    Injured,
    /// How many took part or were affected.
    Size,
    /// Who vouches for it.
    SaidBy,
    /// Who makes the statement.
    Speaker,
    /// What or whom the statement is about.
    Target,
}

/// An argument of a proposed event or statement: the head word of its phrase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Argument {
    /// What it is to the event.
    pub role: Role,
    /// The head word.
    pub head: WordAt,
    /// The model's probability.
    pub probability: f32,
}

/// A run of words, first and last inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordRange {
    /// The first word.
    pub first: WordAt,
    /// The last word.
    pub last: WordAt,
}

/// Labels with their probabilities, best first.
pub type Ranked = Vec<(Arc<str>, f32)>;

/// An event that the learned model proposes. Labels are the strings of the training corpus; the
/// annotator does not know the codebook.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The word that names the act.
    pub trigger: WordAt,
    /// Probability that the word names an event at all.
    pub probability: f32,
    /// The three likeliest PLOVER classes, their probabilities given that it is an event.
    pub classes: Ranked,
    /// The likeliest CAMEO codes.
    pub codes: Ranked,
    /// The likeliest modes, as `CLASS mode`, or `none`.
    pub modes: Ranked,
    /// The likeliest statuses.
    pub statuses: Ranked,
    /// Participants, place, date, numbers, source.
    pub arguments: Vec<Argument>,
    /// What the event depends on.
    pub condition: Option<WordRange>,
}

/// A statement that the learned model proposes.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementProposal {
    /// The reporting verb or phrase's head word.
    pub cue: WordAt,
    /// Probability that it reports a statement.
    pub probability: f32,
    /// The likeliest stances.
    pub stances: Ranked,
    /// Speakers and targets.
    pub arguments: Vec<Argument>,
    /// What is said.
    pub content: Option<WordRange>,
}
