use tidings_actors::{DateMention, EntityKind, Participant, PlaceMention};
use tidings_annotate::{Role, WordAt};
use tidings_codebook::{PredicateKind, Slot, Status};
use tidings_text::Span;

use crate::attribution::Attribution;
use crate::draft::Draft;
use crate::figures::{Count, chosen, size};
use crate::frames::fill;
use crate::status::{Judgement, judge};
use crate::view::View;
use crate::when_where::{date, place};

/// A draft with its participants, date, place and status resolved.
#[derive(Debug, Clone)]
pub(crate) struct Resolved<'a> {
    pub(crate) draft: Draft<'a>,
    pub(crate) trigger: Span,
    /// Other places that tell of the same act.
    pub(crate) mentions: Vec<Span>,
    pub(crate) actors: Vec<Participant>,
    pub(crate) recipients: Vec<Participant>,
    pub(crate) judgement: Judgement,
    pub(crate) said_by: Option<Participant>,
    pub(crate) date: Option<&'a DateMention>,
    pub(crate) place: Option<&'a PlaceMention>,
    pub(crate) dead: Option<Count>,
    pub(crate) injured: Option<Count>,
    pub(crate) size: Option<Count>,
}

/// Resolves a draft; `None` where nobody takes part in it.
pub(crate) fn resolve<'a>(
    view: &View<'a>,
    mut draft: Draft<'a>,
    said: &[Attribution],
    earlier: &[Resolved<'a>],
) -> Option<Resolved<'a>> {
    let mut actors = participants(view, &draft.actors, &draft);
    let mut recipients = participants(view, &draft.recipients, &draft);
    if draft.reciprocal {
        actors.append(&mut recipients);
    }
    unique(&mut actors);
    speaks_for(view, &mut actors);
    unique(&mut recipients);
    recipients.retain(|recipient| !actors.iter().any(|actor| actor.entity == recipient.entity));
    recipients.retain(|recipient| !is_own_state(view, recipient, &actors));
    if draft.class == "MOBILIZE" {
        // "moved troops to the border": the troops are not whom it is aimed at.
        let objects = view
            .clauses(draft.trigger)
            .map(|clauses| clauses.objects(draft.trigger.word))
            .unwrap_or_default();
        draft
            .recipients
            .retain(|at| at.sentence != draft.trigger.sentence || !objects.contains(&at.word));
        recipients = participants(view, &draft.recipients, &draft);
    }
    if recipients.is_empty() {
        recipients = participants(view, &whose_object(view, &draft), &draft);
        recipients.retain(|recipient| !actors.iter().any(|actor| actor.entity == recipient.entity));
    }
    if recipients.is_empty() && matches!(draft.class.as_str(), "REJECT" | "SUPPORT") {
        recipients = who_offered(view, &draft, &actors, earlier);
    }
    let sufferer = matches!(
        draft.class.as_str(),
        "ASSAULT" | "COERCE" | "SANCTION" | "RETREAT" | "MOBILIZE" | "ACCUSE" | "AID"
    );
    if actors.is_empty() && !(sufferer && (!recipients.is_empty() || draft.proposal.is_some())) {
        return None;
    }
    let date = date(view, &draft, said);
    let judgement = status(view, &draft, judge(view, &draft, date.map(|date| date.to)));
    if matches!(judgement.status, Status::Planned | Status::Conditional)
        && let Some((class, code)) = view.codebook.planned(&draft.class, &draft.cameo)
    {
        draft.class = class.to_owned();
        draft.cameo = code.to_owned();
        draft.mode = None;
    }
    if judgement.status == Status::Conditional && matches!(draft.class.as_str(), "AGREE" | "CONCEDE") {
        recipients = who_may_meet(view, &draft, &judgement, &actors, recipients);
    }
    let trigger = view.span(draft.trigger.sentence, draft.words.0, draft.words.1)?;
    Some(Resolved {
        trigger,
        mentions: Vec::new(),
        said_by: said_by(view, &draft, &actors, said, judgement.condition),
        judgement,
        date,
        place: place(view, &draft, said),
        dead: chosen(view, &draft, Role::Dead),
        injured: chosen(view, &draft, Role::Injured),
        size: size(view, &draft),
        actors,
        recipients,
        draft,
    })
}

/// The model's status where it is surer than the rules: explicit cues win, plain `actual` yields.
fn status(view: &View<'_>, draft: &Draft<'_>, rules: Judgement) -> Judgement {
    let Some(proposal) = draft.proposal else { return rules };
    let Some((label, probability)) = proposal.statuses.first() else {
        return rules;
    };
    let Some(learned) = Status::named(label) else {
        return rules;
    };
    let condition = rules.condition.or_else(|| {
        let range = proposal.condition?;
        (range.first.sentence == range.last.sentence)
            .then(|| view.span(range.first.sentence, range.first.word, range.last.word))
            .flatten()
    });
    let told = rules.evidence.is_some() || rules.status == Status::Past || rules.status == Status::Conditional;
    let status = if told && *probability < 0.9 {
        rules.status
    } else {
        learned
    };
    let status = if status == Status::Conditional && condition.is_none() {
        rules.status
    } else {
        status
    };
    Judgement {
        status,
        condition: condition.filter(|_| status == Status::Conditional),
        evidence: rules.evidence,
    }
}

/// Whether somebody acts for the very state that would be acted upon: a president makes no offer to his own country.
fn is_own_state(view: &View<'_>, recipient: &Participant, actors: &[Participant]) -> bool {
    let state = view
        .scene
        .entities
        .get(recipient.entity)
        .is_some_and(|entity| entity.kind == EntityKind::Country);
    state
        && actors.iter().any(|actor| {
            actor.country == recipient.country && actor.sectors.first().is_some_and(|sector| sector == "GOV")
        })
}

/// Participants of phrases, but none for a phrase that is the event's own word.
fn participants(view: &View<'_>, heads: &[WordAt], draft: &Draft<'_>) -> Vec<Participant> {
    heads
        .iter()
        .filter(|head| **head != draft.trigger)
        .flat_map(|&head| view.scene.participants(view.report, view.annotation, head))
        .collect()
}

fn unique(participants: &mut Vec<Participant>) {
    let mut seen = Vec::new();
    participants.retain(|participant| {
        let new = !seen.contains(&participant.entity);
        seen.push(participant.entity);
        new
    });
}

/// An unnamed official or a spokesman who acts, acts for the state or body he speaks for (coding guide, section 8).
fn speaks_for(view: &View<'_>, actors: &mut [Participant]) {
    for actor in actors {
        let Some(entity) = view.scene.entities.get(actor.entity) else {
            continue;
        };
        let Some((index, acting)) = entity
            .speaks_for
            .and_then(|index| Some((index, view.scene.entities.get(index)?)))
        else {
            continue;
        };
        if entity.anonymous_source || !entity.named {
            actor.entity = index;
            actor.name.clone_from(&acting.name);
            actor.country.clone_from(&acting.country);
            actor.sectors.clone_from(&acting.sectors);
            actor.code.clone_from(&acting.code);
            actor.named = acting.named;
            if let Some(mention) = acting
                .mentions
                .first()
                .and_then(|&mention| view.scene.mentions.get(mention))
            {
                actor.span = mention.span;
            }
        }
    }
}

/// Whom an act reaches through what is theirs: "hailed *Japan's* decision", "rebuffed a *Western* bid". Only for classes whose object
/// is somebody's words or doings.
fn whose_object(view: &View<'_>, draft: &Draft<'_>) -> Vec<WordAt> {
    let through = matches!(draft.class.as_str(), "SUPPORT" | "REJECT" | "ACCUSE");
    if !through
        || view
            .clauses(draft.trigger)
            .is_none_or(|clauses| !clauses.is_verb(draft.trigger.word))
    {
        return Vec::new();
    }
    fill(view, draft.trigger, PredicateKind::Verb, &Slot::OwnerOfObject)
        .into_iter()
        .map(|word| WordAt { word, ..draft.trigger })
        .filter(|owner| view.is_participant(*owner) && !draft.actors.contains(owner))
        .collect()
}

/// Who made the offer that is rejected or welcomed without saying whose it is: the actor of the last one told of before.
fn who_offered(
    view: &View<'_>,
    draft: &Draft<'_>,
    actors: &[Participant],
    earlier: &[Resolved<'_>],
) -> Vec<Participant> {
    let Some(clauses) = view.clauses(draft.trigger) else {
        return Vec::new();
    };
    let mut objects = clauses.objects(draft.trigger.word);
    objects.extend(clauses.phrases(draft.trigger.word, "of"));
    let proposed = view.codebook.word_list("proposed");
    if !objects
        .iter()
        .any(|&object| proposed.is_some_and(|list| list.contains(&clauses.lemma(object))))
    {
        return Vec::new();
    }
    earlier
        .iter()
        .rev()
        .filter(|event| matches!(event.draft.class.as_str(), "AGREE" | "REQUEST" | "CONSULT"))
        .map(|event| &event.actors)
        .find(|offering| {
            !offering.is_empty()
                && !offering
                    .iter()
                    .any(|one| actors.iter().any(|actor| actor.entity == one.entity))
        })
        .cloned()
        .unwrap_or_default()
}

/// Whom a conditional offer is made to where nothing else says so, or only one of them: those on whom the condition depends ("ready to
/// help if asked by *both sides*", "will disarm if *the president* guarantees their safety").
fn who_may_meet(
    view: &View<'_>,
    draft: &Draft<'_>,
    judgement: &Judgement,
    actors: &[Participant],
    recipients: Vec<Participant>,
) -> Vec<Participant> {
    let (Some(condition), Some(clauses)) = (judgement.condition, view.clauses(draft.trigger)) else {
        return recipients;
    };
    let at = |word: usize| WordAt { word, ..draft.trigger };
    let words = || (0..clauses.len()).filter(|&word| is_within(view, at(word), condition));
    let agent = words().find(|&word| clauses.relation(word) == "obl:agent");
    let subject = || words().find(|&word| clauses.plain(word) == "nsubj");
    let Some(word) = agent.or_else(subject) else {
        return recipients;
    };
    let mut found = view.scene.participants(view.report, view.annotation, at(word));
    found.retain(|one| {
        !actors
            .iter()
            .any(|actor| actor.entity == one.entity || actor.country == one.country)
    });
    let covers = |known: &Participant| {
        found
            .iter()
            .any(|one| one.country.is_some() && one.country == known.country)
    };
    if recipients.iter().all(covers) && !found.is_empty() {
        found
    } else {
        recipients
    }
}

fn is_within(view: &View<'_>, at: WordAt, span: Span) -> bool {
    let own = view.span(at.sentence, at.word, at.word);
    own.is_some_and(|own| span.contains(own))
}

/// The innermost source that the report gives for the event, unless it is the actor's own voice.
fn said_by(
    view: &View<'_>,
    draft: &Draft<'_>,
    actors: &[Participant],
    said: &[Attribution],
    condition: Option<Span>,
) -> Option<Participant> {
    // Who may ask, on a condition, does not report: "ready to help if asked by the parties".
    let reports = |speaker: WordAt| condition.is_none_or(|condition| !is_within(view, speaker, condition));
    let innermost = said
        .iter()
        .filter(|one| one.holds(draft.trigger) && !(one.cue.0..=one.cue.1).contains(&draft.trigger.word))
        .filter(|one| {
            one.speaker
                .is_some_and(|speaker| speaker != draft.trigger && reports(speaker))
        })
        .min_by_key(|one| one.content.1 - one.content.0);
    let learned = draft.proposal.and_then(|proposal| {
        proposal
            .arguments
            .iter()
            .filter(|argument| argument.role == Role::SaidBy && argument.probability >= 0.5 && reports(argument.head))
            .max_by(|a, b| a.probability.total_cmp(&b.probability))
            .map(|argument| argument.head)
    });
    let speaker = innermost.and_then(|one| one.speaker).or(learned)?;
    let source = view
        .scene
        .participants(view.report, view.annotation, speaker)
        .into_iter()
        .next()?;
    let same = actors.iter().any(|actor| actor.entity == source.entity);
    (!same).then_some(source)
}
