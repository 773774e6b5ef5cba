//! From resolved events and statements to the record.

use std::collections::HashMap;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use tidings_actors::Participant;
use tidings_text::Span;

use crate::figures::Count;
use crate::offsets::Offsets;
use crate::record::{
    CodedReport, EntityRecord, Event, EventDate, EventPlace, Figure, ParticipantRecord, SCHEMA, Statement, Why,
};
use crate::resolved::Resolved;
use crate::statements::Said;
use crate::view::View;

/// The record of a report.
pub(crate) fn write(view: &View<'_>, events: &[Resolved<'_>], statements: &[Said]) -> CodedReport {
    let report = view.report;
    let offsets = Offsets::new(&report.text);
    let writer = Writer {
        view,
        offsets: &offsets,
    };
    let mut ids = Ids {
        report: &report.id,
        seen: HashMap::new(),
    };
    let events: Vec<Event> = events.iter().map(|event| writer.event(event, &mut ids)).collect();
    let statements = statements
        .iter()
        .map(|said| writer.statement(said, &events, &mut ids))
        .collect();
    CodedReport {
        schema: SCHEMA.to_owned(),
        codebook: format!(
            "{}+{}",
            view.codebook.version(),
            view.codebook.hash().get(..8).unwrap_or_default()
        ),
        id: report.id.clone(),
        title: report.title.clone(),
        source: report.source.clone(),
        url: report.url.clone(),
        published: report.published,
        language: report.language.clone(),
        text: report.text.clone(),
        removed: report.removed.clone(),
        sentences: report
            .sentences
            .iter()
            .map(|one| [offsets.point(one.span.start), offsets.point(one.span.end)])
            .collect(),
        entities: writer.entities(),
        events,
        statements,
        warnings: report.warnings.clone(),
        extra: report.extra.clone(),
    }
}

/// Ids that depend on the report and on what is told, not on what else is found in it.
struct Ids<'a> {
    report: &'a str,
    seen: HashMap<String, usize>,
}

impl Ids<'_> {
    fn make(&mut self, prefix: char, parts: &[&str]) -> String {
        let mut hash = Sha256::new();
        hash.update(self.report.as_bytes());
        for part in parts {
            hash.update([0]);
            hash.update(part.as_bytes());
        }
        let digest = hash.finalize();
        let digits = digest
            .iter()
            .take(6)
            .fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"));
        let count = self.seen.entry(digits.clone()).or_default();
        *count += 1;
        if *count == 1 {
            format!("{prefix}{digits}")
        } else {
            format!("{prefix}{digits}-{count}")
        }
    }
}

struct Writer<'a, 'b> {
    view: &'a View<'b>,
    offsets: &'a Offsets<'b>,
}

impl Writer<'_, '_> {
    fn event(&self, event: &Resolved<'_>, ids: &mut Ids<'_>) -> Event {
        let draft = &event.draft;
        let codebook = self.view.codebook;
        let mode = draft.mode.clone();
        let trigger = self.offsets.text_span(event.trigger);
        Event {
            id: ids.make('e', &[&draft.class, &trigger.text, &event.trigger.start.to_string()]),
            mentions: event
                .mentions
                .iter()
                .map(|&span| self.offsets.text_span(span))
                .collect(),
            sentence: draft.trigger.sentence,
            contexts: codebook
                .cameo(&draft.cameo)
                .map(|code| code.context.clone())
                .unwrap_or_default(),
            goldstein: codebook.cameo(&draft.cameo).map_or(0.0, |code| code.goldstein),
            score: codebook
                .score(&draft.class, mode.as_deref())
                .or_else(|| codebook.score(&draft.class, None))
                .unwrap_or(0.0),
            quad: codebook.class(&draft.class).map_or(0, |class| class.quad),
            event: draft.class.clone(),
            cameo: draft.cameo.clone(),
            mode,
            trigger,
            actor: event.actors.iter().map(|one| self.participant(one)).collect(),
            recipient: event.recipients.iter().map(|one| self.participant(one)).collect(),
            status: event.judgement.status.name().to_owned(),
            said_by: event.said_by.as_ref().map(|one| self.participant(one)),
            condition: event.judgement.condition.map(|span| self.offsets.text_span(span)),
            date: event.date.map(|date| EventDate {
                from: date.from,
                to: date.to,
                precision: date.precision,
                span: Some(self.offsets.text_span(date.span)),
            }),
            place: event.place.map(|place| {
                let span = self.offsets.text_span(place.span);
                EventPlace {
                    start: span.start,
                    end: span.end,
                    text: span.text,
                    name: place.name.clone(),
                    country: place.country.clone(),
                    admin1: place.admin1.clone(),
                    lat: place.lat,
                    lon: place.lon,
                    geonames_id: place.geonames_id,
                    precision: place.precision,
                }
            }),
            dead: event.dead.map(|count| self.figure(count)),
            injured: event.injured.map(|count| self.figure(count)),
            size: event.size.map(|count| self.figure(count)),
            confidence: (draft.confidence * 1000.0).round() / 1000.0,
            why: self.why(event),
        }
    }

    fn figure(&self, count: Count) -> Figure {
        Figure {
            low: count.value,
            high: count.value,
            span: self.offsets.text_span(count.span),
        }
    }

    fn why(&self, event: &Resolved<'_>) -> Why {
        let draft = &event.draft;
        let scores = draft.proposal.map_or_else(Vec::new, |proposal| {
            let rounded = |value: f32| f64::from((value * 1000.0).round() / 1000.0);
            proposal
                .classes
                .iter()
                .map(|(class, probability)| (class.to_string(), rounded(probability * proposal.probability)))
                .collect()
        });
        let mut empty = Map::new();
        let mut reason = |field: &str, missing: bool, why: &str| {
            if missing {
                empty.insert(field.to_owned(), Value::String(why.to_owned()));
            }
        };
        reason("actor", event.actors.is_empty(), "the text names no doer");
        reason(
            "place",
            event.place.is_none(),
            "no place hangs on the event in its sentence",
        );
        reason(
            "date",
            event.date.is_none(),
            "no date expression hangs on the event in its sentence",
        );
        Why {
            frame: draft
                .frame
                .map(|frame| format!("{} ({}:{})", frame.name, frame.file, frame.line)),
            scores,
            status: event.judgement.evidence.map(|span| self.offsets.text_span(span)),
            empty,
        }
    }

    fn participant(&self, one: &Participant) -> ParticipantRecord {
        let TextParts { start, end, text } = self.parts(one.span);
        ParticipantRecord {
            start,
            end,
            text,
            entity: entity_id(one.entity),
            name: one.name.clone(),
            country: one.country.clone(),
            sectors: one.sectors.clone(),
            code: one.code.clone(),
            named: one.named,
        }
    }

    fn parts(&self, span: Span) -> TextParts {
        let found = self.offsets.text_span(span);
        TextParts {
            start: found.start,
            end: found.end,
            text: found.text,
        }
    }

    fn entities(&self) -> Vec<EntityRecord> {
        let scene = self.view.scene;
        scene
            .entities
            .iter()
            .enumerate()
            .map(|(number, entity)| EntityRecord {
                id: entity_id(number),
                name: entity.name.clone(),
                kind: entity.kind,
                country: entity.country.clone(),
                sectors: entity.sectors.clone(),
                code: entity.code.clone(),
                role: entity.role.clone(),
                mentions: entity
                    .mentions
                    .iter()
                    .filter_map(|&mention| scene.mentions.get(mention))
                    .map(|mention| self.offsets.text_span(mention.span))
                    .collect(),
            })
            .collect()
    }

    fn statement(&self, said: &Said, events: &[Event], ids: &mut Ids<'_>) -> Statement {
        let (cue, content) = (self.offsets.text_span(said.cue), self.offsets.text_span(said.content));
        let inside = |event: &&Event| {
            std::iter::once(&event.trigger)
                .chain(&event.mentions)
                .any(|span| content.start <= span.start && span.end <= content.end)
        };
        Statement {
            id: ids.make('s', &[&cue.text, &content.text, &content.start.to_string()]),
            sentence: said.sentence,
            speaker: self.participant(&said.speaker),
            direct: said.direct,
            stance: said.stance.clone(),
            toward: said.toward.as_ref().map(|one| self.participant(one)),
            about: said.about.map(|span| self.offsets.text_span(span)),
            condition: said.condition.map(|span| self.offsets.text_span(span)),
            events: events.iter().filter(inside).map(|event| event.id.clone()).collect(),
            cue,
            content,
        }
    }
}

struct TextParts {
    start: usize,
    end: usize,
    text: String,
}

fn entity_id(number: usize) -> String {
    format!("n{}", number + 1)
}
