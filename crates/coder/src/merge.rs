//! One record for each act: mentions of the same act joined, later details taken in (coding guide, section 3).

use tidings_actors::Participant;
use tidings_codebook::Status;

use crate::resolved::Resolved;
use crate::view::View;

/// Joins the mentions of each act, in text order.
pub(crate) fn merge<'a>(view: &View<'a>, events: Vec<Resolved<'a>>) -> Vec<Resolved<'a>> {
    let mut kept: Vec<Resolved<'a>> = Vec::new();
    for event in events {
        // An act is told again soon or by name; looking back is bounded so that cost stays linear in the report's length.
        let same = kept
            .iter()
            .rposition(|earlier| same_act(view, earlier, &event))
            .filter(|at| kept.len() - at <= LOOK_BACK);
        match same.and_then(|at| kept.get_mut(at)) {
            Some(earlier) => take_in(earlier, event),
            None => kept.push(event),
        }
    }
    kept
}

const LOOK_BACK: usize = 40;

/// Whether both tell of the same act: same class and root code, participants, dates and statuses that agree, and the later
/// mention either names the act as known ("the offer", "his visit", "that attack") or repeats its verb.
fn same_act(view: &View<'_>, earlier: &Resolved<'_>, later: &Resolved<'_>) -> bool {
    let root = |event: &Resolved<'_>| event.draft.cameo.get(..2).map(str::to_owned);
    let same_sentence = earlier.draft.trigger.sentence == later.draft.trigger.sentence;
    earlier.draft.class == later.draft.class
        && (root(earlier) == root(later) || earlier.draft.class == "ASSAULT" || earlier.draft.class == "CONSULT")
        && status_agrees(earlier.judgement.status, later.judgement.status)
        && dates_agree(earlier, later)
        && participants_agree(earlier, later)
        && if same_sentence {
            is_apposed(view, earlier, later)
        } else {
            is_known(view, later) || same_lemma(view, earlier, later)
        }
}

/// A restated condition is an event of its own; what is told as past or actual may be the same.
fn status_agrees(a: Status, b: Status) -> bool {
    a == b || matches!((a, b), (Status::Actual, Status::Past) | (Status::Past, Status::Actual))
}

fn dates_agree(a: &Resolved<'_>, b: &Resolved<'_>) -> bool {
    match (a.date, b.date) {
        (Some(a), Some(b)) => a.from <= b.to && b.from <= a.to,
        _ => true,
    }
}

fn participants_agree(a: &Resolved<'_>, b: &Resolved<'_>) -> bool {
    side_agrees(&a.actors, &b.actors) && side_agrees(&a.recipients, &b.recipients)
        || (a.draft.class == "CONSULT" && side_agrees(&all(a), &all(b)))
}

fn all(event: &Resolved<'_>) -> Vec<Participant> {
    event.actors.iter().chain(&event.recipients).cloned().collect()
}

/// Nobody on one side, or one side's all found on the other by entity or by country and sector.
fn side_agrees(a: &[Participant], b: &[Participant]) -> bool {
    let same = |x: &Participant, y: &Participant| {
        x.entity == y.entity
            || (x.country.is_some() && x.country == y.country && x.sectors.first() == y.sectors.first())
    };
    let within =
        |few: &[Participant], many: &[Participant]| few.iter().all(|one| many.iter().any(|other| same(one, other)));
    a.is_empty() || b.is_empty() || within(a, b) || within(b, a)
}

/// The later mention's noun is marked as known: "the", "this", "that", or an owner.
fn is_known(view: &View<'_>, later: &Resolved<'_>) -> bool {
    let Some(clauses) = view.clauses(later.draft.trigger) else {
        return false;
    };
    let word = later.draft.trigger.word;
    clauses.pos(word) == "NOUN"
        && clauses.children(word).iter().any(|&child| {
            matches!(
                clauses.form(child).as_str(),
                "the" | "this" | "that" | "these" | "those"
            ) || clauses.relation(child) == "nmod:poss"
        })
}

fn same_lemma(view: &View<'_>, earlier: &Resolved<'_>, later: &Resolved<'_>) -> bool {
    let (a, b) = (view.lemma(earlier.draft.trigger), view.lemma(later.draft.trigger));
    let shorter = a.len().min(b.len());
    // "visit" and "visited" share a lemma; "offer" and "offered", "reject" and "rejection" share a stem.
    a == b || (shorter >= 5 && a.get(..shorter.saturating_sub(1)) == b.get(..shorter.saturating_sub(1)))
}

/// In one sentence two mentions are one act only where a clause explains the noun ("an attack that killed…" stays two verbs of
/// one class): the later hangs on the earlier.
fn is_apposed(view: &View<'_>, earlier: &Resolved<'_>, later: &Resolved<'_>) -> bool {
    let Some(clauses) = view.clauses(later.draft.trigger) else {
        return false;
    };
    let (a, b) = (earlier.draft.trigger.word, later.draft.trigger.word);
    let linked = |inner: usize, outer: usize| {
        clauses.is_below(inner, outer)
            && matches!(
                clauses.plain(inner),
                "acl" | "advcl" | "appos" | "obj" | "obl" | "xcomp" | "nsubj"
            )
    };
    earlier.draft.class == "ASSAULT" && (linked(b, a) || linked(a, b))
}

/// Takes the later mention's details in where the earlier has none; a later figure replaces an earlier one.
fn take_in<'a>(earlier: &mut Resolved<'a>, later: Resolved<'a>) {
    earlier.mentions.push(later.trigger);
    earlier.mentions.extend(later.mentions);
    if later.actors.len() > earlier.actors.len() {
        earlier.actors = later.actors;
    }
    if later.recipients.len() > earlier.recipients.len() {
        earlier.recipients = later.recipients;
    }
    if later.draft.cameo.len() > earlier.draft.cameo.len() {
        earlier.draft.cameo = later.draft.cameo;
        earlier.draft.mode = later.draft.mode;
    }
    earlier.date = earlier.date.or(later.date);
    earlier.place = earlier.place.or(later.place);
    earlier.dead = later.dead.or(earlier.dead);
    earlier.injured = later.injured.or(earlier.injured);
    earlier.size = later.size.or(earlier.size);
    earlier.said_by = earlier.said_by.take().or(later.said_by);
    // Told twice, it is wrong only where both mentions are.
    earlier.draft.confidence = 1.0 - (1.0 - earlier.draft.confidence) * (1.0 - later.draft.confidence);
}
