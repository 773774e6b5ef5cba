use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tidings_annotate::WordAt;
use tidings_text::Span;

/// Who, where and when in one report: what [`resolve`](crate::resolve) finds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scene {
    /// The real-world participants, in order of first mention.
    pub entities: Vec<Entity>,
    /// Every noun phrase that stands for one or several of them, in text order.
    pub mentions: Vec<Mention>,
    /// Every place named, in text order.
    pub places: Vec<PlaceMention>,
    /// Every date expression that can be resolved, in text order.
    pub dates: Vec<DateMention>,
    /// For each sentence the country where its happenings take place: that of a place named, else of the scene before,
    /// the dateline, the country that the report is about.
    pub settings: Vec<Option<String>>,
}

/// What kind of participant an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum EntityKind {
    /// A person known by name.
    Person,
    /// Whoever holds an office: "the Kenyan foreign minister".
    Office,
    /// A named body: "the African Union", "Hezbollah".
    Organisation,
    /// A state, standing for its government.
    Country,
    /// Several people or a collective known by what they are: "Turkish police", "protesters".
    Group,
    /// One person without name or office: "a senior official", "a gunman".
    Unnamed,
}

/// The office an entity held on the report's date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRole {
    /// "president", "foreign minister".
    pub title: String,
    /// ISO 3166-1 alpha-3; `None` for the offices of international bodies.
    pub country: Option<String>,
    /// First day in office, where the tables know it.
    pub from: Option<Date>,
    /// Last day in office; `None` while in office or unknown.
    pub to: Option<Date>,
}

/// One real-world participant, however often it is mentioned.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Canonical name: the country, the person's full name, the body's usual name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// ISO 3166-1 alpha-3; `None` for international bodies and where unknown.
    pub country: Option<String>,
    /// Sectors of PLOVER, most specific first.
    pub sectors: Vec<String>,
    /// CAMEO actor code: `USAGOV`, `IGOUNO`.
    pub code: Option<String>,
    /// The office held on the report's date.
    pub role: Option<HeldRole>,
    /// Whether it identifies one person or body (`speaker_named` of the coding guide).
    pub named: bool,
    /// Whether it is a source that keeps its name back.
    pub anonymous_source: bool,
    /// Whom a spokesman, official or diplomat speaks for: an index into [`Scene::entities`].
    pub speaks_for: Option<usize>,
    /// Indexes into [`Scene::mentions`].
    pub mentions: Vec<usize>,
}

/// A noun phrase that stands for one or several entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Index of the sentence.
    pub sentence: usize,
    /// The phrase without leading article and relative clause, with title and name together.
    pub words: Range<usize>,
    /// The word that heads it in the dependency tree.
    pub head: usize,
    /// The same in bytes of the report's text.
    pub span: Span,
    /// Indexes into [`Scene::entities`]; several for "both sides".
    pub entities: Vec<usize>,
    /// Whether the phrase itself says who is meant; false for pronouns and "both sides".
    pub full: bool,
}

/// How exactly a place or a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum PlacePrecision {
    /// A city, town or village.
    City,
    /// A named spot: an airport, a camp, a crossing.
    Site,
    /// A province, a region, a river, a sea.
    Region,
    /// A country.
    Country,
    /// Known as a place by its context only: no coordinates.
    Unknown,
}

/// A place named in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// Index of the sentence.
    pub sentence: usize,
    /// Its words.
    pub words: Range<usize>,
    /// The same in bytes of the report's text.
    pub span: Span,
    /// Canonical name.
    pub name: String,
    /// ISO 3166-1 alpha-3 of where it is; `None` where disputed, at sea or unknown.
    pub country: Option<String>,
    /// First-level division, as the tables call it.
    pub admin1: Option<String>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// `GeoNames` id.
    pub geonames_id: Option<u32>,
    /// How exact it is.
    pub precision: PlacePrecision,
}

/// How exact a date expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum DatePrecision {
    /// One day or two ("overnight").
    Day,
    /// A week or part of one.
    Week,
    /// A month or part of one.
    Month,
    /// A year or more.
    Year,
}

impl PlaceMention {
    /// A place (sentence, words) of which no more is known.
    pub(crate) fn new(
        (sentence, words): (usize, Range<usize>),
        span: Span,
        name: &str,
        country: Option<String>,
        precision: PlacePrecision,
    ) -> Self {
        Self {
            sentence,
            words,
            span,
            name: name.to_owned(),
            country,
            admin1: None,
            lat: None,
            lon: None,
            geonames_id: None,
            precision,
        }
    }
}

/// A date expression, resolved against the day of publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Index of the sentence.
    pub sentence: usize,
    /// Its words, without a leading preposition.
    pub words: Range<usize>,
    /// The same in bytes of the report's text.
    pub span: Span,
    /// First day.
    pub from: Date,
    /// Last day; the same as `from` for a single day.
    pub to: Date,
    /// How exact the expression is.
    pub precision: DatePrecision,
}

/// One of those who take part in an event, as a phrase of the text stands for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// The fullest mention in the same sentence, else the antecedent's.
    pub span: Span,
    /// Index into [`Scene::entities`].
    pub entity: usize,
    /// Canonical name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Sectors of PLOVER, most specific first.
    pub sectors: Vec<String>,
    /// CAMEO actor code.
    pub code: Option<String>,
    /// Whether it identifies one person or body.
    pub named: bool,
}

impl Scene {
    /// The mention that `at` heads, else the shortest one that covers it.
    pub fn mention_at(&self, at: WordAt) -> Option<&Mention> {
        let in_sentence = self.mentions_in(at.sentence);
        in_sentence.iter().find(|mention| mention.head == at.word).or_else(|| {
            in_sentence
                .iter()
                .filter(|mention| mention.words.contains(&at.word))
                .min_by_key(|mention| mention.words.len())
        })
    }

    /// The place whose words cover `at`.
    pub fn place_at(&self, at: WordAt) -> Option<&PlaceMention> {
        self.places
            .iter()
            .find(|place| place.sentence == at.sentence && place.words.contains(&at.word))
    }

    /// The date expression whose words cover `at`.
    pub fn date_at(&self, at: WordAt) -> Option<&DateMention> {
        self.dates
            .iter()
            .find(|date| date.sentence == at.sentence && date.words.contains(&at.word))
    }

    /// The mentions of one sentence: they are kept in text order.
    pub(crate) fn mentions_in(&self, sentence: usize) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.sentence < sentence);
        let end = self.mentions.partition_point(|mention| mention.sentence <= sentence);
        self.mentions.get(start..end).unwrap_or_default()
    }
}
