use tidings_actors::Scene;
use tidings_annotate::Annotation;
use tidings_codebook::Codebook;
use tidings_text::Report;

use crate::attribution::{Attribution, attributions};
use crate::content::without_contents;
use crate::decide::{Proposers, Thresholds, drafts};
use crate::figures::{Harm, casualties};
use crate::frames::frame_matches;
use crate::merge::merge;
use crate::record::CodedReport;
use crate::resolved::{Resolved, resolve};
use crate::statements::{Said, proposed, said};
use crate::view::View;
use crate::write::write;

/// The confidence that an event needs unless told otherwise: the least at which the development set's texts without events stay all but
/// empty, at no cost in F1.
pub const LEAST_CONFIDENCE: f64 = 0.5;

/// How to code.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// What proposes events; frames decide alone where the annotator has no heads for events.
    pub proposers: Proposers,
    /// Events below this confidence are left out, 0 to 1.
    pub min_confidence: f64,
    /// Probabilities of the learned model that decide on participants.
    pub thresholds: Thresholds,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            proposers: Proposers::Both,
            min_confidence: LEAST_CONFIDENCE,
            thresholds: Thresholds::default(),
        }
    }
}

/// Codes a report: its events and statements with the evidence for every field.
///
/// In: the report, its annotation, its scene of participants, places and dates, and the codebook. Out: the record. Cost is
/// linear in the report's length; the same input gives the same record.
pub fn code(
    report: &Report,
    annotation: &Annotation,
    scene: &Scene,
    codebook: &Codebook,
    settings: &Settings,
) -> CodedReport {
    let view = View::new(report, annotation, scene, codebook);
    let mut events: Vec<Resolved<'_>> = Vec::new();
    let mut statements: Vec<Said> = Vec::new();
    for sentence in 0..view.clauses.len() {
        let mut attributed = attributions(&view, sentence);
        let frames = if settings.proposers == Proposers::Model {
            Vec::new()
        } else {
            frame_matches(&view, sentence)
        };
        let from = events.len();
        for draft in without_contents(&view, drafts(&view, sentence, frames, settings)) {
            if let Some(event) = resolve(&view, draft, &attributed, &events) {
                events.push(event);
            }
        }
        drop_conditions(&mut events, from);
        count_casualties(&view, sentence, &mut events, from);
        statements.extend(statements_of(&view, sentence, &mut attributed, settings.proposers));
    }
    let events = merge(&view, events);
    write(&view, &events, &statements)
}

/// What is only named as a condition of another event did not happen: of the events from `from` on, those inside another's
/// condition go.
fn drop_conditions(events: &mut Vec<Resolved<'_>>, from: usize) {
    let conditions: Vec<_> = events
        .iter()
        .skip(from)
        .filter_map(|event| event.judgement.condition)
        .collect();
    let mut number = 0;
    events.retain(|event| {
        number += 1;
        number <= from || !conditions.iter().any(|condition| condition.contains(event.trigger))
    });
}

/// Gives the sentence's figures of killed and injured to its nearest attack, else to the last one told of. What the words say goes before
/// the model's choice, a figure told later before an earlier one.
fn count_casualties(view: &View<'_>, sentence: usize, events: &mut [Resolved<'_>], from: usize) {
    for found in casualties(view, sentence) {
        let violent = |event: &Resolved<'_>| matches!(event.draft.class.as_str(), "ASSAULT");
        let here = (from..events.len())
            .filter(|&at| violent(&events[at]))
            .min_by_key(|&at| events[at].draft.trigger.word.abs_diff(found.at.word));
        let owner = here.or_else(|| (0..from).rev().find(|&at| violent(&events[at])));
        let Some(event) = owner.and_then(|at| events.get_mut(at)) else {
            continue;
        };
        let held = match found.harm {
            Harm::Dead => &mut event.dead,
            Harm::Injured => &mut event.injured,
        };
        if here.is_none() || held.is_none() {
            *held = Some(found.count);
        }
    }
}

/// The sentence's statements: those of the codebook's cues and those that only the model proposes. Where the model has heads for
/// statements, a cue needs its word.
fn statements_of(
    view: &View<'_>,
    sentence: usize,
    attributed: &mut Vec<Attribution>,
    proposers: Proposers,
) -> Vec<Said> {
    let learned = view.model_proposes() && proposers != Proposers::Frames;
    let proposals = view.statements_in(sentence);
    if learned {
        for proposal in proposals.iter().filter(|proposal| proposal.probability >= 0.5) {
            let known = attributed
                .iter()
                .any(|one| (one.cue.0..=one.cue.1).contains(&proposal.cue.word));
            attributed.extend((!known).then(|| proposed(proposal)).flatten());
        }
        attributed.sort_by_key(|one| one.cue);
    }
    attributed
        .iter()
        .filter_map(|one| {
            let proposal = proposals
                .iter()
                .find(|proposal| (one.cue.0..=one.cue.1).contains(&proposal.cue.word))
                .filter(|_| learned);
            if learned && proposal.is_none() {
                return None;
            }
            said(view, one, proposal)
        })
        .collect()
}
