//! The record that `tidings code` writes: one [`CodedReport`] for each report. Offsets count Unicode code points into
//! [`CodedReport::text`], start inclusive, end exclusive. Unknown is `None`, lists are empty rather than absent.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tidings_actors::{DatePrecision, EntityKind, HeldRole, PlacePrecision};
use tidings_text::Removed;

/// The schema's name, in every record.
pub const SCHEMA: &str = "tidings.report/1";

/// A piece of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSpan {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// A coded report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CodedReport {
    /// [`SCHEMA`].
    pub schema: String,
    /// Version and first digits of the hash of the codebook.
    pub codebook: String,
    /// The caller's id.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// The canonical text that all offsets point into.
    pub text: String,
    /// What was taken out of the input, and why.
    pub removed: Vec<Removed>,
    /// Start and end of each sentence.
    pub sentences: Vec<[usize; 2]>,
    /// The real-world participants.
    pub entities: Vec<EntityRecord>,
    /// What happened, in text order.
    pub events: Vec<Event>,
    /// Positions taken, in text order.
    pub statements: Vec<Statement>,
    /// What the reader should know.
    pub warnings: Vec<String>,
    /// Fields of the input that tidings does not know.
    pub extra: Map<String, Value>,
}

/// One real-world participant, however often it is mentioned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntityRecord {
    /// `n1`, `n2`…
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sectors, most specific first.
    pub sectors: Vec<String>,
    /// CAMEO actor code.
    pub code: Option<String>,
    /// The office held on the report's date.
    pub role: Option<HeldRole>,
    /// Where it is mentioned.
    pub mentions: Vec<TextSpan>,
}

/// Somebody who takes part in an event or speaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParticipantRecord {
    /// First code point of the fullest mention.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// The entity's id.
    pub entity: String,
    /// Canonical name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sectors, most specific first.
    pub sectors: Vec<String>,
    /// CAMEO actor code.
    pub code: Option<String>,
    /// Whether it identifies one person or body; false for "a senior official".
    pub named: bool,
}

/// When it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDate {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How exact the expression is.
    pub precision: DatePrecision,
    /// The expression.
    pub span: Option<TextSpan>,
}

/// Where it happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventPlace {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// As written.
    pub text: String,
    /// Canonical name.
    pub name: String,
    /// ISO 3166-1 alpha-3 of where it is.
    pub country: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// Degrees.
    pub lat: Option<f64>,
    /// Degrees.
    pub lon: Option<f64>,
    /// Its id in the `GeoNames` gazetteer.
    pub geonames_id: Option<u32>,
    /// How exact it is.
    pub precision: PlacePrecision,
}

/// A number of people, as a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// At least.
    pub low: u64,
    /// At most.
    pub high: u64,
    /// The words it was read from.
    pub span: TextSpan,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Stable: the same input and version give the same id.
    pub id: String,
    /// Every other place that tells of the same act.
    pub mentions: Vec<TextSpan>,
    /// Index into [`CodedReport::sentences`].
    pub sentence: usize,
    /// PLOVER class.
    pub event: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Goldstein's scale of the code, −10 to 10.
    pub goldstein: f64,
    /// PLOVER's conflict–cooperation score, −10 to 10.
    pub score: f64,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: u8,
    /// The word or words that name the act.
    pub trigger: TextSpan,
    /// Who did it.
    pub actor: Vec<ParticipantRecord>,
    /// To or with whom.
    pub recipient: Vec<ParticipantRecord>,
    /// `actual`, `planned`, `conditional`, `denied`, `alleged` or `past`.
    pub status: String,
    /// The source that the report gives for it; `None` for the report's own voice.
    pub said_by: Option<ParticipantRecord>,
    /// What it depends on.
    pub condition: Option<TextSpan>,
    /// When.
    pub date: Option<EventDate>,
    /// Where.
    pub place: Option<EventPlace>,
    /// Killed.
    pub dead: Option<Figure>,
    /// Injured.
    pub injured: Option<Figure>,
    /// Took part or were affected.
    pub size: Option<Figure>,
    /// How sure the coder is that this is an event of this class, 0 to 1.
    pub confidence: f64,
    /// What decided.
    pub why: Why,
}

/// What decided on an event.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Why {
    /// The codebook's frame that fired, with its file and line.
    pub frame: Option<String>,
    /// The learned model's three likeliest classes with their probabilities, that of there being any event taken in.
    pub scores: Vec<(String, f64)>,
    /// The words that tell the status.
    pub status: Option<TextSpan>,
    /// Why a field that users look for is empty: field and reason.
    pub empty: Map<String, Value>,
}

/// A position taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Stable.
    pub id: String,
    /// Index into [`CodedReport::sentences`].
    pub sentence: usize,
    /// Who speaks.
    pub speaker: ParticipantRecord,
    /// The reporting verb or phrase.
    pub cue: TextSpan,
    /// What is said.
    pub content: TextSpan,
    /// Whether the content stands in quotation marks.
    pub direct: bool,
    /// `support`, `oppose`, `welcome`, `condition`, `commit`, `deny` or `neutral`.
    pub stance: String,
    /// Whom it is about.
    pub toward: Option<ParticipantRecord>,
    /// What it is about.
    pub about: Option<TextSpan>,
    /// What it depends on.
    pub condition: Option<TextSpan>,
    /// Events inside it.
    pub events: Vec<String>,
}
