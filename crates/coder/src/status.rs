//! Whether it happened: denied, alleged, conditional, past, planned or actual, in this order of precedence (coding guide,
//! section 4).

use jiff::ToSpan;
use jiff::civil::Date;
use tidings_codebook::{CueKind, CueTable, Status};
use tidings_text::Span;

use crate::clause::Clauses;
use crate::cues::{CueAt, cue_at};
use crate::draft::Draft;
use crate::view::View;

/// A status with the words that tell it.
#[derive(Debug, Clone)]
pub(crate) struct Judgement {
    pub(crate) status: Status,
    /// The condition that the event depends on.
    pub(crate) condition: Option<Span>,
    /// The words that tell the status.
    pub(crate) evidence: Option<Span>,
}

/// Days after which what happened is background.
const RECENT_DAYS: i64 = 7;

/// Judges a draft; `last_day` is the last day that its date may mean.
pub(crate) fn judge(view: &View<'_>, draft: &Draft<'_>, last_day: Option<Date>) -> Judgement {
    let sentence = draft.trigger.sentence;
    let Some(clauses) = view.clauses.get(sentence) else {
        return Judgement {
            status: Status::Actual,
            condition: None,
            evidence: None,
        };
    };
    let cues = view.codebook.cues();
    let span = |found: CueAt<'_>| view.span(sentence, found.first, found.last);
    let condition = condition(view, clauses, draft);
    let told = |status, evidence| Judgement {
        status,
        condition,
        evidence,
    };
    if let Some(found) = governed_by(clauses, draft, &cues.negation) {
        return told(Status::Denied, span(found));
    }
    if let Some(found) = governed_by(clauses, draft, &cues.allegation) {
        return told(Status::Alleged, span(found));
    }
    if condition.is_some() {
        return told(Status::Conditional, condition);
    }
    if let Some(published) = view.report.published
        && last_day.is_some_and(|day| published.checked_sub(RECENT_DAYS.days()).is_ok_and(|limit| day < limit))
    {
        return told(Status::Past, None);
    }
    if let Some(found) = governed_by(clauses, draft, &cues.past).filter(|found| !is_this_week(clauses, *found)) {
        return told(Status::Past, span(found));
    }
    if let Some(status) = draft.status {
        return told(status, None);
    }
    if let Some(future) = future(clauses, draft) {
        return told(Status::Planned, view.span(sentence, future, future));
    }
    if let Some(found) = governed_by(clauses, draft, &cues.intention) {
        return told(Status::Planned, span(found));
    }
    told(Status::Actual, None)
}

/// A cue that governs the draft: an adverb, determiner or adjective on the trigger or its light verb, or a verb, noun or
/// adjective above it.
fn governed_by<'a>(clauses: &Clauses<'_>, draft: &Draft<'_>, table: &'a CueTable) -> Option<CueAt<'a>> {
    let beside = [draft.trigger.word, draft.governor]
        .into_iter()
        .flat_map(|word| clauses.children(word).iter().copied())
        .filter(|&child| {
            matches!(
                clauses.plain(child),
                "advmod" | "det" | "amod" | "aux" | "mark" | "obl" | "case" | "cc" | "compound"
            )
        })
        .find_map(|child| {
            cue_at(
                table,
                clauses,
                child,
                &[CueKind::Adverb, CueKind::Adjective, CueKind::Name, CueKind::Phrase],
            )
        });
    beside.or_else(|| {
        above(clauses, draft.governor)
            .into_iter()
            .filter(|&word| word < draft.words.0 || word > draft.words.1)
            .find_map(|word| {
                cue_at(
                    table,
                    clauses,
                    word,
                    &[CueKind::Verb, CueKind::Noun, CueKind::Adjective],
                )
            })
    })
}

/// What governs a word as its complement: the verbs, nouns and adjectives above it, as far as no clause of its own begins
/// (relative, temporal, conditional) and the word is not their subject.
pub(crate) fn above(clauses: &Clauses<'_>, word: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for at in clauses.upwards(word) {
        let independent = match clauses.plain(at) {
            "nsubj" | "csubj" | "parataxis" | "root" | "appos" => true,
            "acl" => clauses.relation(at) == "acl:relcl",
            // "will meet after the attack", "denied it during the talks": what an act is set against is taken as given.
            "obl" | "nmod" => clauses.prepositions(at).iter().any(|found| {
                matches!(
                    found.as_str(),
                    "during" | "after" | "following" | "since" | "amid" | "despite" | "because of" | "over"
                )
            }),
            "advcl" => !clauses
                .with(at, &["mark"])
                .any(|mark| matches!(clauses.form(mark).as_str(), "to" | "of" | "from" | "for" | "in")),
            _ => false,
        };
        let Some(head) = clauses.head(at).filter(|_| !independent) else {
            break;
        };
        if clauses.plain(at) != "conj" {
            found.push(head);
        }
    }
    found
}

/// An auxiliary of the future on the trigger or its light verb.
fn future(clauses: &Clauses<'_>, draft: &Draft<'_>) -> Option<usize> {
    [draft.governor, draft.trigger.word]
        .into_iter()
        .flat_map(|word| clauses.with(word, &["aux"]).collect::<Vec<_>>())
        .find(|&aux| {
            matches!(
                clauses.form(aux).as_str(),
                "will" | "would" | "shall" | "'ll" | "’ll" | "wo" | "may" | "might" | "could"
            )
        })
}

/// "earlier this week", "earlier on Tuesday", "earlier in the day": recent, not background.
fn is_this_week(clauses: &Clauses<'_>, cue: CueAt<'_>) -> bool {
    clauses.form(cue.last) == "earlier" && {
        let next = clauses.form(cue.last + 1);
        matches!(next.as_str(), "this" | "on" | "in" | "today" | "yesterday") || clauses.pos(cue.last + 1) == "PROPN"
    }
}

/// The condition that the draft or its content hangs on.
fn condition(view: &View<'_>, clauses: &Clauses<'_>, draft: &Draft<'_>) -> Option<Span> {
    let table = &view.codebook.cues().condition;
    let within = hangs_on(clauses, draft);
    (0..clauses.len()).find_map(|word| {
        let cue = cue_at(table, clauses, word, &[CueKind::Clause, CueKind::Phrase])?;
        let (head, first, last) = dependent(clauses, cue)?;
        if is_uninverted(clauses, cue, head) {
            return None;
        }
        let governs = clauses.head(head)?;
        let outside = draft.trigger.word < first || draft.trigger.word > last;
        (outside && within.contains(&governs))
            .then(|| view.span(draft.trigger.sentence, first, trimmed(clauses, last)))?
    })
}

/// The words whose conditions are the draft's: itself, what carries it, what governs it, and what it says will be done.
fn hangs_on(clauses: &Clauses<'_>, draft: &Draft<'_>) -> Vec<usize> {
    let mut found = vec![draft.trigger.word, draft.governor];
    found.extend(above(clauses, draft.governor));
    let mut content = clauses.complement(draft.trigger.word);
    while let Some(word) = content.filter(|word| !found.contains(word)) {
        found.push(word);
        found.extend(clauses.with(word, &["conj", "obj"]));
        content = clauses.complement(word);
    }
    found.extend(clauses.with(draft.trigger.word, &["obj"]));
    found
}

/// The clause or phrase that a cue opens: its head, first and last word.
fn dependent(clauses: &Clauses<'_>, cue: CueAt<'_>) -> Option<(usize, usize, usize)> {
    let opens = |word: usize| matches!(clauses.plain(word), "mark" | "case" | "advmod" | "fixed" | "cc");
    let mut head = cue.first;
    for _ in 0..3 {
        if !opens(head) {
            break;
        }
        head = clauses.head(head)?;
    }
    if head <= cue.last && head >= cue.first && clauses.plain(head) != "advcl" {
        // "provided that", "subject to": the cue is itself the head, or hangs beside it.
        head = clauses
            .upwards(head)
            .find(|&up| matches!(clauses.plain(up), "advcl" | "obl" | "nmod" | "acl"))
            .unwrap_or(head);
    }
    let (_, last) = clauses.extent(head);
    (last > cue.last).then_some((head, cue.first, last))
}

/// "should", "were" and "had" open a condition only before their subject: "should Rome agree", not "Rome should agree".
fn is_uninverted(clauses: &Clauses<'_>, cue: CueAt<'_>, head: usize) -> bool {
    cue.first == cue.last
        && matches!(clauses.form(cue.first).as_str(), "should" | "were" | "had")
        && clauses
            .with(head, &["nsubj", "expl"])
            .any(|subject| subject < cue.first)
}

/// Without closing punctuation.
fn trimmed(clauses: &Clauses<'_>, last: usize) -> usize {
    (0..=last)
        .rev()
        .find(|&word| clauses.pos(word) != "PUNCT")
        .unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clause::tests::words;

    #[test]
    fn complements_are_governed_and_temporal_clauses_are_not() {
        let lines = "Oslo Oslo PROPN 2 nsubj\ndenied deny VERB 0 root\nshelling shell VERB 2 xcomp\nHoms Homs PROPN 3 obj\n\
                     after after ADP 6 mark\nmeeting meet VERB 2 advcl\nrebels rebel NOUN 6 obj";
        let words = words(lines);
        let clauses = Clauses::new(&words);
        assert_eq!(above(&clauses, 2), [1]);
        assert!(above(&clauses, 5).is_empty());
    }
}
