//! Positions taken: who says what, with which stance (coding guide, section 8).

use tidings_actors::Participant;
use tidings_annotate::{Role, StatementProposal, WordAt};
use tidings_codebook::{CueKind, Stance};
use tidings_text::Span;

use crate::attribution::Attribution;
use crate::clause::Clauses;
use crate::cues::cue_at;
use crate::view::View;

/// A statement, resolved.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) sentence: usize,
    pub(crate) speaker: Participant,
    pub(crate) cue: Span,
    pub(crate) content: Span,
    pub(crate) direct: bool,
    pub(crate) stance: String,
    pub(crate) toward: Option<Participant>,
    pub(crate) about: Option<Span>,
    pub(crate) condition: Option<Span>,
}

/// The statement that an attribution makes; `None` where nobody is known to speak.
pub(crate) fn said(view: &View<'_>, one: &Attribution, proposal: Option<&StatementProposal>) -> Option<Said> {
    let clauses = view.clauses.get(one.sentence)?;
    let speaker = one
        .speaker
        .or_else(|| proposal.and_then(|proposal| best(proposal, Role::Speaker)))?;
    let speaker = view
        .scene
        .participants(view.report, view.annotation, speaker)
        .into_iter()
        .next()?;
    let condition = condition_of(view, clauses, one, &[CueKind::Clause, CueKind::Phrase]);
    let by_rule = stance(view, clauses, one, condition.is_some());
    // Any "if" or "unless" makes it a condition (coding guide, section 8).
    let conditional = condition_of(view, clauses, one, &[CueKind::Clause]).is_some();
    let learned = proposal
        .and_then(|proposal| proposal.stances.first())
        .filter(|_| !conditional);
    let stance = learned.map_or_else(|| by_rule.name().to_owned(), |(label, _)| label.to_string());
    let target = proposal.and_then(|proposal| best(proposal, Role::Target));
    let content = view.span(one.sentence, one.content.0, one.content.1)?;
    Some(Said {
        sentence: one.sentence,
        cue: view.span(one.sentence, one.cue.0, one.cue.1)?,
        direct: is_quoted(clauses, one.content.0),
        stance,
        toward: target.filter(|&at| view.is_participant(at)).and_then(|at| {
            view.scene
                .participants(view.report, view.annotation, at)
                .into_iter()
                .next()
        }),
        about: target.and_then(|at| {
            let (first, last) = view.clauses(at)?.extent(at.word);
            view.span(at.sentence, first, last)
        }),
        speaker,
        content,
        condition,
    })
}

fn best(proposal: &StatementProposal, role: Role) -> Option<WordAt> {
    proposal
        .arguments
        .iter()
        .filter(|argument| argument.role == role && argument.probability >= 0.4)
        .max_by(|a, b| a.probability.total_cmp(&b.probability))
        .map(|argument| argument.head)
}

/// The statement that only the model proposes: a cue that no list knows, with speaker and content in the cue's sentence.
pub(crate) fn proposed(proposal: &StatementProposal) -> Option<Attribution> {
    let content = proposal.content?;
    let sentence = proposal.cue.sentence;
    let speaker = best(proposal, Role::Speaker)?;
    (content.first.sentence == content.last.sentence)
        .then_some(Attribution {
            sentence: content.first.sentence,
            cue: (proposal.cue.word, proposal.cue.word),
            speaker: Some(speaker),
            content: (content.first.word, content.last.word),
            stance: None,
        })
        .filter(|one| one.sentence == sentence)
}

fn condition_of(view: &View<'_>, clauses: &Clauses<'_>, one: &Attribution, kinds: &[CueKind]) -> Option<Span> {
    let table = &view.codebook.cues().condition;
    (one.content.0..=one.content.1).find_map(|word| {
        let cue = cue_at(table, clauses, word, kinds)?;
        let (_, last) = clauses.extent(clauses.head(word)?);
        (last > cue.last).then(|| view.span(one.sentence, word, last.min(one.content.1)))?
    })
}

/// The stance by rule: the cue's own, else what the content's words tell.
fn stance(view: &View<'_>, clauses: &Clauses<'_>, one: &Attribution, conditional: bool) -> Stance {
    if conditional {
        return Stance::Condition;
    }
    if let Some(stance) = one.stance.filter(|stance| *stance != Stance::Neutral) {
        return stance;
    }
    let root = (one.content.0..=one.content.1)
        .find(|&word| {
            clauses
                .head(word)
                .is_none_or(|head| head < one.content.0 || head > one.content.1)
        })
        .unwrap_or(one.content.0);
    let own = clauses.subjects(root).first().is_none_or(|&subject| {
        matches!(
            clauses.form(subject).as_str(),
            "we" | "i" | "he" | "she" | "it" | "they"
        ) || is_speaker(view, one, subject)
    });
    for word in std::iter::once(root).chain(clauses.with(root, &["xcomp", "conj"])) {
        let lemma = clauses.lemma(word);
        for (list, stance) in [
            ("opposing", Stance::Oppose),
            ("welcoming", Stance::Welcome),
            ("supporting", Stance::Support),
        ] {
            if own && view.codebook.word_list(list).is_some_and(|list| list.contains(&lemma)) {
                return stance;
            }
        }
    }
    let future = clauses.with(root, &["aux"]).any(|aux| {
        matches!(
            clauses.form(aux).as_str(),
            "will" | "would" | "shall" | "'ll" | "’ll" | "wo"
        )
    });
    let denied = clauses
        .with(root, &["advmod"])
        .any(|word| matches!(clauses.form(word).as_str(), "not" | "n't" | "n’t" | "never"));
    if own && future {
        return if denied { Stance::Oppose } else { Stance::Commit };
    }
    Stance::Neutral
}

fn is_speaker(view: &View<'_>, one: &Attribution, subject: usize) -> bool {
    let entity = |at: WordAt| view.scene.mention_at(at).map(|mention| mention.entities.clone());
    let speaker = one.speaker.and_then(entity);
    speaker.is_some()
        && speaker
            == entity(WordAt {
                sentence: one.sentence,
                word: subject,
            })
}

/// Whether the word stands after an opening quotation mark of its sentence that is not closed before it.
fn is_quoted(clauses: &Clauses<'_>, word: usize) -> bool {
    let mut open = false;
    for at in 0..word {
        match clauses.form(at).as_str() {
            "\"" => open = !open,
            "“" | "``" => open = true,
            "”" | "''" => open = false,
            _ => {}
        }
    }
    open
}
