//! The decision: frames and the learned model propose, and what is likely enough to be right is taken (`confidence`).

use tidings_annotate::{Proposal, Role, WordAt};

use crate::code::Settings;
use crate::confidence::{confidence, logit};
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

/// Probabilities of the learned model that decide on participants. The defaults were chosen on the development set;
/// `docs/accuracy.md` has the figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Enough for an actor or a recipient.
    pub participant: f32,
    /// Enough for the likeliest one where no other is likely.
    pub only_participant: f32,
    /// What standing in a frame's slot for the actor adds to the logit of the probability.
    pub slot_actor: f32,
    /// The same for the recipient.
    pub slot_recipient: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            participant: 0.6,
            only_participant: 0.2,
            slot_actor: 1.5,
            slot_recipient: 2.0,
        }
    }
}

/// So sure of another class, the model overrules the frame's.
const OVERRULES: f32 = 0.7;
/// The probability that a head which the model doesn't name takes part after all.
const UNSEEN: f64 = 0.1;
/// What the model sees no event in at all is none, whatever frame fits.
const SEEN: f32 = 0.1;

/// The drafts of a sentence that are taken, in text order: those that are at least as sure as `settings` ask.
pub(crate) fn drafts<'a>(
    view: &View<'a>,
    sentence: usize,
    frames: Vec<FrameMatch<'a>>,
    settings: &Settings,
) -> Vec<Draft<'a>> {
    let with = settings.proposers;
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
            if !has_model || proposal.is_some_and(|proposal| proposal.probability >= SEEN) {
                taken.extend(from_frame(view, found, proposal, settings));
            }
        }
    }
    if has_model {
        for (number, proposal) in proposals.iter().enumerate() {
            if !used[number] {
                taken.extend(from_proposal(view, proposal, settings));
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
    settings: &Settings,
) -> Option<Draft<'a>> {
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
        confidence: 0.0,
    };
    if let Some(proposal) = proposal
        && let Some((class, probability)) = proposal.classes.first()
        && **class != *draft.class
        && *probability * proposal.probability >= OVERRULES
    {
        draft.class = class.to_string();
        label(view, &mut draft, proposal);
    }
    // Participants are looked for only in what is taken.
    draft.confidence = confidence(&draft.class, true, proposal);
    if draft.confidence < settings.min_confidence {
        return None;
    }
    if let Some(proposal) = proposal {
        let at = &settings.thresholds;
        let (actors, recipients) = (draft.actors.clone(), draft.recipients.clone());
        // "We" in a quotation is the speaker's side, which the scene knows and the model has to guess.
        let speaks = draft.actors.iter().any(|&at| {
            view.clauses(at)
                .is_some_and(|clauses| matches!(clauses.form(at.word).as_str(), "we" | "i"))
        });
        if !speaks {
            draft.actors = side(view, proposal, Role::Actor, &draft.actors, at);
        }
        draft.recipients = side(view, proposal, Role::Recipient, &draft.recipients, at);
        if draft.reciprocal && draft.actors.len() + draft.recipients.len() < 2 {
            // Nobody meets alone: "*his* meeting with Khan".
            add(&mut draft.actors, actors);
            add(&mut draft.recipients, recipients);
        }
        let actors = &draft.actors;
        draft.recipients.retain(|recipient| !actors.contains(recipient));
    }
    Some(draft)
}

fn add(words: &mut Vec<WordAt>, more: Vec<WordAt>) {
    for word in more {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.sort_unstable();
}

fn from_proposal<'a>(view: &View<'a>, proposal: &'a Proposal, settings: &Settings) -> Option<Draft<'a>> {
    let class = proposal.classes.first()?.0.to_string();
    let confidence = confidence(&class, false, Some(proposal));
    if confidence < settings.min_confidence {
        return None;
    }
    let at = &settings.thresholds;
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
        actors: side(view, proposal, Role::Actor, &[], at),
        recipients: side(view, proposal, Role::Recipient, &[], at),
        frame: None,
        proposal: Some(proposal),
        confidence,
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

/// The participants of a side: of the model's and of those in the frame's slot all that are likely enough, else the likeliest one. What
/// stands for nobody is no participant.
fn side(view: &View<'_>, proposal: &Proposal, role: Role, slot: &[WordAt], at: &Thresholds) -> Vec<WordAt> {
    let bonus = if role == Role::Actor {
        f64::from(at.slot_actor)
    } else {
        f64::from(at.slot_recipient)
    };
    let arguments = || proposal.arguments.iter().filter(|argument| argument.role == role);
    let unseen = slot
        .iter()
        .filter(|&&head| arguments().all(|argument| argument.head != head))
        .map(|&head| (logit(UNSEEN) + bonus, head));
    let mut scored: Vec<(f64, WordAt)> = arguments()
        .map(|argument| {
            let in_slot = if slot.contains(&argument.head) { bonus } else { 0.0 };
            (logit(f64::from(argument.probability)) + in_slot, argument.head)
        })
        .chain(unseen)
        .filter(|(_, head)| !view.scene.participants(view.report, view.annotation, *head).is_empty())
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let likely = scored
        .iter()
        .take_while(|(score, _)| *score >= logit(f64::from(at.participant)))
        .count();
    let only = scored
        .first()
        .is_some_and(|(score, _)| *score >= logit(f64::from(at.only_participant)));
    let mut taken: Vec<WordAt> = scored
        .into_iter()
        .take(likely.max(usize::from(only)))
        .map(|(_, head)| head)
        .collect();
    taken.sort_unstable();
    taken
}
