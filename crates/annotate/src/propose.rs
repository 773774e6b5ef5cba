//! Proposals of events and statements from scores.

use crate::annotation::{Argument, Proposal, Role, StatementProposal, WordAt, WordRange};
use crate::decode::{best, ranked, softmax};
use crate::labels::Labels;
use crate::model::Scores;
use crate::windows::Window;

/// Below this probability nothing is proposed; the decision proper is the coder's.
const LEAST_EVENT: f32 = 0.10;
const LEAST_STATEMENT: f32 = 0.20;
const LEAST_ARGUMENT: f32 = 0.15;

/// Events and statements that the window's own words propose.
pub(crate) fn propose(labels: &Labels, window: &Window, scores: &Scores) -> (Vec<Proposal>, Vec<StatementProposal>) {
    let mut events = Vec::new();
    let mut statements = Vec::new();
    for (number, &at) in window.words.iter().enumerate().skip(window.first_fresh()) {
        let classes = softmax(scores.trigger.row(number));
        let probability = 1.0 - classes.first().copied().unwrap_or(1.0);
        if probability >= LEAST_EVENT {
            events.push(Proposal {
                trigger: at,
                probability,
                classes: given_any(labels, &classes, probability, Kind::Event),
                codes: ranked(&labels.code, &softmax(scores.code.row(number)), 12),
                modes: ranked(&labels.mode, &softmax(scores.mode.row(number)), 6),
                statuses: ranked(&labels.status, &softmax(scores.status.row(number)), 6),
                arguments: arguments(labels, window, scores, number),
                condition: range(labels, window, scores, number, "condition"),
            });
        }
        let stances = softmax(scores.cue.row(number));
        let probability = 1.0 - stances.first().copied().unwrap_or(1.0);
        if probability >= LEAST_STATEMENT {
            statements.push(StatementProposal {
                cue: at,
                probability,
                stances: given_any(labels, &stances, probability, Kind::Statement),
                arguments: arguments(labels, window, scores, number),
                content: range(labels, window, scores, number, "content"),
            });
        }
    }
    (events, statements)
}

#[derive(Clone, Copy)]
enum Kind {
    Event,
    Statement,
}

/// The three likeliest labels but `none`, which is the first, their probabilities given that it is not `none`.
fn given_any(labels: &Labels, probabilities: &[f32], any: f32, kind: Kind) -> crate::annotation::Ranked {
    let names = match kind {
        Kind::Event => &labels.trigger,
        Kind::Statement => &labels.cue,
    };
    let given: Vec<f32> = probabilities
        .iter()
        .skip(1)
        .map(|probability| probability / any)
        .collect();
    ranked(names.get(1..).unwrap_or_default(), &given, 3)
}

fn arguments(labels: &Labels, window: &Window, scores: &Scores, from: usize) -> Vec<Argument> {
    let mut found = Vec::new();
    for (label, name) in labels.role.iter().enumerate() {
        let Some(role) = role_of(name) else { continue };
        for (number, score) in scores.role.pair_row(label, scores.words, from).iter().enumerate() {
            let probability = 1.0 / (1.0 + (-score).exp());
            if probability >= LEAST_ARGUMENT
                && let Some(&head) = window.words.get(number)
            {
                found.push(Argument {
                    role,
                    head,
                    probability,
                });
            }
        }
    }
    found
}

/// The span that `what` starts and ends with, both pointed at from the word; the word itself stands for none.
fn range(labels: &Labels, window: &Window, scores: &Scores, from: usize, what: &str) -> Option<WordRange> {
    let pointed = |end: &str| -> Option<usize> {
        let label = labels
            .link
            .iter()
            .position(|name| name.strip_prefix(what).is_some_and(|rest| rest.trim() == end))?;
        let at = best(scores.link.pair_row(label, scores.words, from));
        (at != from).then_some(at)
    };
    let (first, last) = (pointed("start")?, pointed("end")?);
    let word = |at: usize| -> Option<WordAt> { window.words.get(at).copied() };
    (first <= last).then_some(WordRange {
        first: word(first)?,
        last: word(last)?,
    })
}

fn role_of(name: &str) -> Option<Role> {
    Some(match name {
        "actor" => Role::Actor,
        "recipient" => Role::Recipient,
        "place" => Role::Place,
        "date" => Role::Date,
        "dead" => Role::Dead,
        "injured" => Role::Injured,
        "size" => Role::Size,
        "said_by" => Role::SaidBy,
        "speaker" => Role::Speaker,
        "target" => Role::Target,
        _ => return None,
    })
}
