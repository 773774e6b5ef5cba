//! The decision: frames and the learned model propose, one rule takes. A frame alone is precise; the model alone is
//! taken where it is sure; where both propose, either needs less.

use tidings_annotate::{Proposal, Role, WordAt};

use crate::draft::Draft;
use crate::frames::{FrameMatch, carrier};
use crate::view::View;

/// What may propose events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposers {
    /// Frames and model.
    Both,
    /// Only the codebook's frames.
    Frames,
    /// Only the learned model.
    Model,
}

/// Probabilities of the learned model that decide. The defaults were chosen on the development set; `docs/accuracy.md` has the
/// figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Enough for an event without a frame.
    pub model_alone: f32,
    /// Below it even a frame is not believed.
    pub frame_needs: f32,
    /// Enough for an actor or a recipient.
    pub participant: f32,
    /// Enough for the likeliest one where no other is likely.
    pub only_participant: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            model_alone: 0.7,
            frame_needs: 0.2,
            participant: 0.6,
            only_participant: 0.3,
        }
    }
}

/// The drafts of a sentence that are taken, in text order.
pub(crate) fn drafts<'a>(
    view: &View<'a>,
    sentence: usize,
    frames: Vec<FrameMatch<'a>>,
    with: Proposers,
    at: &Thresholds,
) -> Vec<Draft<'a>> {
    let proposals: Vec<&Proposal> = view.proposals_in(sentence).iter().collect();
    let has_model = with != Proposers::Frames && view.model_proposes();
    let mut taken = Vec::new();
    let mut used = vec![false; proposals.len()];
    if with != Proposers::Model {
        for found in frames {
            let same = same_trigger(&proposals, &used, &found, view);
            let proposal = same.filter(|_| has_model).map(|same| {
                used[same] = true;
                proposals[same]
            });
            let probability = proposal.map_or(0.0, |proposal| proposal.probability);
            if !has_model || probability >= at.frame_needs {
                taken.push(from_frame(view, found, proposal, at));
            }
        }
    }
    if has_model {
        for (number, proposal) in proposals.iter().enumerate() {
            if !used[number] && proposal.probability >= at.model_alone {
                taken.extend(from_proposal(view, proposal, at));
            }
        }
    }
    taken.sort_by_key(|draft| draft.trigger);
    taken
}

/// The proposal whose trigger is the frame's predicate or the light verb that carries it.
fn same_trigger(proposals: &[&Proposal], used: &[bool], found: &FrameMatch<'_>, view: &View<'_>) -> Option<usize> {
    let governor = found.governor(view);
    let near = |proposal: &Proposal| {
        let word = proposal.trigger.word;
        if word == found.at.word {
            0
        } else if (found.words.0..=found.words.1).contains(&word) || word == governor {
            1
        } else {
            9
        }
    };
    (0..proposals.len())
        .filter(|&at| !used[at] && near(proposals[at]) < 9)
        .min_by_key(|&at| near(proposals[at]))
}

fn from_frame<'a>(
    view: &View<'a>,
    found: FrameMatch<'a>,
    proposal: Option<&'a Proposal>,
    at: &Thresholds,
) -> Draft<'a> {
    let governor = found.governor(view);
    let mut draft = Draft {
        trigger: found.at,
        words: found.words,
        governor,
        class: found.frame.class.clone(),
        cameo: found.cameo.to_owned(),
        mode: found.mode.map(str::to_owned),
        reciprocal: found.frame.reciprocal,
        status: found.status,
        actors: found.actors,
        recipients: found.recipients,
        frame: Some(found.frame),
        proposal,
        confidence: 0.75,
    };
    if let Some(proposal) = proposal {
        draft.confidence = f64::from(0.5 + proposal.probability * 0.5);
        if let Some((class, probability)) = proposal.classes.first()
            && **class != *draft.class
            && *probability * proposal.probability >= at.model_alone
        {
            draft.class = class.to_string();
            label(view, &mut draft, proposal);
        }
        let (actors, recipients) = (chosen(proposal, Role::Actor, at), chosen(proposal, Role::Recipient, at));
        // The model sees more actors than the frames' slots do; a slot that is filled is the surer recipient.
        // "We" in a quotation is the speaker's side, which the scene knows and the model has to guess.
        let speaks = draft.actors.iter().any(|&at| {
            view.clauses(at)
                .is_some_and(|clauses| matches!(clauses.form(at.word).as_str(), "we" | "i"))
        });
        if !actors.is_empty() && !speaks {
            draft.actors = actors;
        }
        if draft.recipients.is_empty() {
            draft.recipients = recipients;
        }
        let actors = &draft.actors;
        draft.recipients.retain(|recipient| !actors.contains(recipient));
    }
    draft
}

fn from_proposal<'a>(view: &View<'a>, proposal: &'a Proposal, at: &Thresholds) -> Option<Draft<'a>> {
    let class = proposal.classes.first()?.0.to_string();
    let clauses = view.clauses(proposal.trigger)?;
    let word = proposal.trigger.word;
    let mut draft = Draft {
        trigger: proposal.trigger,
        words: (word, word),
        governor: carrier(view, clauses, word).map_or(word, |carrier| carrier.verb),
        class,
        cameo: String::new(),
        mode: None,
        reciprocal: false,
        status: None,
        actors: chosen(proposal, Role::Actor, at),
        recipients: chosen(proposal, Role::Recipient, at),
        frame: None,
        proposal: Some(proposal),
        confidence: f64::from(proposal.probability),
    };
    label(view, &mut draft, proposal);
    Some(draft)
}

/// The model's likeliest code and mode that fit the class.
fn label(view: &View<'_>, draft: &mut Draft<'_>, proposal: &Proposal) {
    let fits = |code: &str| {
        let known = view.codebook.cameo(code);
        known.is_some_and(|code| code.class.as_deref() == Some(draft.class.as_str()))
    };
    let code = proposal
        .codes
        .iter()
        .find(|(code, _)| fits(code))
        .or_else(|| proposal.codes.first())
        .map_or_else(String::new, |(code, _)| code.to_string());
    draft.cameo = code;
    draft.mode = mode(&draft.class, proposal);
}

fn mode(class: &str, proposal: &Proposal) -> Option<String> {
    proposal.modes.iter().find_map(|(label, _)| {
        if **label == *"none" {
            return Some(None);
        }
        label
            .strip_prefix(class)
            .and_then(|rest| rest.strip_prefix(' '))
            .map(|mode| Some(mode.to_owned()))
    })?
}

fn chosen(proposal: &Proposal, role: Role, at: &Thresholds) -> Vec<WordAt> {
    let mut found: Vec<WordAt> = proposal
        .arguments
        .iter()
        .filter(|argument| argument.role == role && argument.probability >= at.participant)
        .map(|argument| argument.head)
        .collect();
    if found.is_empty() {
        let likeliest = proposal
            .arguments
            .iter()
            .filter(|argument| argument.role == role && argument.probability >= at.only_participant)
            .max_by(|a, b| a.probability.total_cmp(&b.probability));
        found.extend(likeliest.map(|argument| argument.head));
    }
    found.sort_unstable();
    found
}
