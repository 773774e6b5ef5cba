//! The date and the place of an event: of the expressions in its sentence, the one that hangs on it.

use tidings_actors::{DateMention, PlaceMention};
use tidings_annotate::{Role, WordAt};

use crate::attribution::Attribution;
use crate::clause::Clauses;
use crate::draft::Draft;
use crate::status::above;
use crate::view::View;

/// Below these probabilities the model's choice of a date or place is not taken.
const LEAST_DATE: f32 = 0.5;
const LEAST_PLACE: f32 = 0.4;

/// The event's date: the model's choice where it is sure of one, else the expression nearest in the tree.
pub(crate) fn date<'a>(view: &View<'a>, draft: &Draft<'_>, said: &[Attribution]) -> Option<&'a DateMention> {
    let chosen = chosen(draft, Role::Date, LEAST_DATE)
        .into_iter()
        .filter(|&at| !dates_the_telling(view, draft, at, said))
        .find_map(|at| view.scene.date_at(at));
    if draft.proposal.is_some() && chosen.is_some() {
        return chosen;
    }
    let clauses = view.clauses(draft.trigger)?;
    view.dates_in(draft.trigger.sentence)
        .iter()
        .filter_map(|date| Some((distance(clauses, draft, date.words.clone(), said)?, date)))
        .min_by_key(|(distance, date)| (*distance, date.words.start.abs_diff(draft.trigger.word)))
        .map(|(_, date)| date)
}

/// Whether the expression hangs on the verb that reports the event: "an official said *Thursday*" dates what the official said.
fn dates_the_telling(view: &View<'_>, draft: &Draft<'_>, at: WordAt, said: &[Attribution]) -> bool {
    let Some(clauses) = view.clauses(at).filter(|_| at.sentence == draft.trigger.sentence) else {
        return false;
    };
    // "has urged both to talk, a spokesman said on Friday": the utterance is the act.
    let reported_act = clauses
        .with(draft.governor, &["aux"])
        .any(|aux| matches!(clauses.form(aux).as_str(), "has" | "have" | "'s" | "’ve"));
    let speech = matches!(
        draft.class.as_str(),
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "AGREE" | "SUPPORT" | "CONCEDE"
    );
    if speech && reported_act {
        return false;
    }
    let telling = |word: usize| {
        said.iter().any(|one| {
            (one.cue.0..=one.cue.1).contains(&word) && one.holds(draft.trigger) && word != draft.trigger.word
        })
    };
    clauses.head(at.word).is_some_and(telling)
}

/// The event's place.
pub(crate) fn place<'a>(view: &View<'a>, draft: &Draft<'_>, said: &[Attribution]) -> Option<&'a PlaceMention> {
    let chosen = chosen(draft, Role::Place, LEAST_PLACE)
        .into_iter()
        .find_map(|at| view.scene.place_at(at));
    if chosen.is_some() {
        return chosen;
    }
    let clauses = view.clauses(draft.trigger)?;
    // A place without a name is that of the event for which the model found it, of no other.
    let is_named = |place: &PlaceMention| place.name.chars().any(char::is_uppercase);
    let is_location = |head: usize| {
        clauses.prepositions(head).iter().any(|found| {
            matches!(
                found.as_str(),
                "in" | "at"
                    | "near"
                    | "outside"
                    | "inside"
                    | "on"
                    | "off"
                    | "around"
                    | "across"
                    | "over"
                    | "along"
                    | "throughout"
                    | "north of"
                    | "south of"
                    | "east of"
                    | "west of"
            )
        })
    };
    // "welcomed the arrival of ships in Da Nang": the place belongs to what is spoken about.
    let speaks = matches!(
        draft.class.as_str(),
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "AGREE" | "SUPPORT" | "SANCTION"
    );
    let is_own =
        |head: usize| !speaks || clauses.plain(head) != "nmod" || clauses.head(head) == Some(draft.trigger.word);
    view.places_in(draft.trigger.sentence)
        .iter()
        .filter(|place| {
            let head = head_of(clauses, place.words.clone());
            is_named(place) && is_own(head) && is_location(head)
        })
        .filter_map(|place| Some((distance(clauses, draft, place.words.clone(), said)?, place)))
        .min_by_key(|(distance, place)| (*distance, place.words.start.abs_diff(draft.trigger.word)))
        .map(|(_, place)| place)
}

fn chosen(draft: &Draft<'_>, role: Role, least: f32) -> Vec<WordAt> {
    let mut found: Vec<_> = draft
        .proposal
        .iter()
        .flat_map(|proposal| &proposal.arguments)
        .filter(|a| a.role == role && a.probability >= least)
        .collect();
    found.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    found.into_iter().map(|argument| argument.head).collect()
}

/// The word of a range whose head lies outside of it.
fn head_of(clauses: &Clauses<'_>, words: std::ops::Range<usize>) -> usize {
    words
        .clone()
        .find(|&word| clauses.head(word).is_none_or(|head| !words.contains(&head)))
        .unwrap_or(words.start)
}

/// How far up the tree the expression and the event are from a common word; `None` where the expression belongs to another
/// clause or to the act of speaking.
fn distance(
    clauses: &Clauses<'_>,
    draft: &Draft<'_>,
    words: std::ops::Range<usize>,
    said: &[Attribution],
) -> Option<usize> {
    let head = head_of(clauses, words);
    let mut chain = vec![draft.trigger.word];
    if draft.governor != draft.trigger.word {
        chain.push(draft.governor);
    }
    // An act of speaking passes its date on to what it governs only where the act is not reported by it.
    let near = without_circumstances(clauses, draft.governor);
    chain.extend(above(clauses, draft.governor).into_iter().take_while(|word| {
        near.contains(word)
            && !said
                .iter()
                .any(|one| (one.cue.0..=one.cue.1).contains(word) && one.holds(draft.trigger))
    }));
    clauses
        .upwards(head)
        .enumerate()
        .find_map(|(up, word)| chain.iter().position(|&own| own == word).map(|along| up + 2 * along))
        .filter(|_| !in_other_clause(clauses, head, &chain))
}

/// The words above one as far as it is no circumstance of theirs: of "quit over the shelling on Monday" the day is not the shelling's.
fn without_circumstances(clauses: &Clauses<'_>, word: usize) -> Vec<usize> {
    let links = clauses.upwards(word).zip(clauses.upwards(word).skip(1));
    links
        .take_while(|(below, _)| !matches!(clauses.plain(*below), "obl" | "nmod"))
        .map(|(_, above)| above)
        .collect()
}

/// Whether a finite clause lies between the expression and the chain.
fn in_other_clause(clauses: &Clauses<'_>, head: usize, chain: &[usize]) -> bool {
    clauses
        .upwards(head)
        .take_while(|word| !chain.contains(word))
        .any(|word| {
            matches!(clauses.plain(word), "ccomp" | "advcl" | "acl" | "conj" | "parataxis") && clauses.is_verb(word)
        })
}
