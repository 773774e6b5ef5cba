//! What an example of the codebook expects, against what the coder found.

use tidings_codebook::Expected;
use tidings_coder::{Event, ParticipantRecord};

/// Whether an expected event is missing or an unexpected one was found.
pub(super) fn differs(expected: &[Expected], found: &[Event]) -> bool {
    expected.len() != found.len() || !all_paired(expected, found, fits)
}

/// Whether an event is what the example expects.
fn fits(expected: &Expected, event: &Event) -> bool {
    expected.class == event.event
        && expected.cameo == event.cameo
        && expected
            .mode
            .as_ref()
            .is_none_or(|mode| event.mode.as_ref() == Some(mode))
        && expected.status.name() == event.status
        && same(&expected.actors, &event.actor)
        && same(&expected.recipients, &event.recipient)
}

/// Whether these are the participants that the names stand for, in any order.
fn same(names: &[String], participants: &[ParticipantRecord]) -> bool {
    names.len() == participants.len() && all_paired(names, participants, |name, one| is_called(name, one))
}

/// Whether a name is a participant's, by its words in the text or by its canonical name.
fn is_called(name: &str, participant: &ParticipantRecord) -> bool {
    [&participant.text, &participant.name]
        .into_iter()
        .any(|known| bare(known) == bare(name))
}

/// Lower case, without a leading article.
fn bare(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let article = ["the ", "a ", "an "]
        .into_iter()
        .find_map(|article| name.strip_prefix(article));
    article.map(str::to_owned).unwrap_or(name)
}

/// Whether each of `left` can be given a partner of its own in `right`. Both are short: every way is tried.
fn all_paired<L, R>(left: &[L], right: &[R], fits: impl Fn(&L, &R) -> bool + Copy) -> bool {
    fn pair<L, R>(left: &[L], right: &[R], taken: &mut [bool], fits: impl Fn(&L, &R) -> bool + Copy) -> bool {
        let Some((first, rest)) = left.split_first() else {
            return true;
        };
        for (at, candidate) in right.iter().enumerate() {
            if !taken.get(at).is_none_or(|taken| *taken) && fits(first, candidate) {
                taken[at] = true;
                if pair(rest, right, taken, fits) {
                    return true;
                }
                taken[at] = false;
            }
        }
        false
    }
    pair(left, right, &mut vec![false; right.len()], fits)
}

/// Expected events in the codebook's notation.
pub(super) fn expected(events: &[Expected]) -> String {
    let written = events.iter().map(|event| {
        notation(
            &event.class,
            event.mode.as_deref(),
            &event.cameo,
            &event.actors,
            &event.recipients,
            event.status.name(),
        )
    });
    or_nothing(&written.collect::<Vec<_>>())
}

/// Events that were found, in the codebook's notation.
pub(super) fn found(events: &[Event]) -> String {
    let names = |members: &[ParticipantRecord]| members.iter().map(shown).collect::<Vec<_>>();
    let written = events.iter().map(|event| {
        let (actors, recipients) = (names(&event.actor), names(&event.recipient));
        notation(
            &event.event,
            event.mode.as_deref(),
            &event.cameo,
            &actors,
            &recipients,
            &event.status,
        )
    });
    or_nothing(&written.collect::<Vec<_>>())
}

/// The participant's words, and the name where it says more.
fn shown(participant: &ParticipantRecord) -> String {
    if bare(&participant.text) == bare(&participant.name) {
        participant.text.clone()
    } else {
        format!("{} [{}]", participant.text, participant.name)
    }
}

fn notation(
    class: &str,
    mode: Option<&str>,
    cameo: &str,
    actors: &[String],
    recipients: &[String],
    status: &str,
) -> String {
    let mode = mode.map_or_else(String::new, |mode| format!(".{mode}"));
    format!(
        "{class}{mode} {cameo}: {} -> {}, {status}",
        actors.join(" + "),
        recipients.join(" + ")
    )
}

fn or_nothing(events: &[String]) -> String {
    if events.is_empty() {
        "nothing".to_owned()
    } else {
        events.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn participant(text: &str, name: &str) -> ParticipantRecord {
        ParticipantRecord {
            start: 0,
            end: 1,
            text: text.to_owned(),
            entity: "n1".to_owned(),
            name: name.to_owned(),
            country: None,
            sectors: Vec::new(),
            code: None,
            named: true,
        }
    }

    #[test]
    fn participants_are_known_by_words_or_name() {
        let oslo = participant("the Oslo government", "Norway");
        let union = participant("AU", "African Union");
        for (names, expected) in [
            (vec!["Norway", "the African Union"], true),
            (vec!["AU", "Oslo government"], true),
            (vec!["Norway", "Norway"], false),
            (vec!["Norway"], false),
            (vec!["Norway", "AU", "Mali"], false),
            (vec!["Norwegian", "AU"], false),
        ] {
            let written: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(same(&written, &[oslo.clone(), union.clone()]), expected, "{names:?}");
        }
    }

    #[test]
    fn pairing_takes_back_a_choice_that_leads_nowhere() {
        let may = |left: &u8, right: &u8| (*left, *right) != (2, 20);
        assert!(all_paired(&[1, 2], &[10, 20], may));
        assert!(all_paired(&[2, 1], &[20, 10], may));
        assert!(!all_paired(&[2, 2], &[10, 20], may));
        assert!(all_paired::<u8, u8>(&[], &[], may));
    }
}
