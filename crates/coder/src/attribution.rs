//! Who says so: reporting verbs and phrases with their speakers and what they report (Pareti 2016 calls the three parts
//! source, cue and content).

use tidings_annotate::WordAt;
use tidings_codebook::{CueKind, Stance};

use crate::clause::Clauses;
use crate::cues::{CueAt, cue_at};
use crate::view::View;

/// A speaker, a cue and the words reported, all in one sentence.
#[derive(Debug, Clone)]
pub(crate) struct Attribution {
    pub(crate) sentence: usize,
    /// First and last word of the cue.
    pub(crate) cue: (usize, usize),
    /// Head word of the speaker's phrase.
    pub(crate) speaker: Option<WordAt>,
    /// First and last word of what is said.
    pub(crate) content: (usize, usize),
    /// The stance that the cue itself tells.
    pub(crate) stance: Option<Stance>,
}

impl Attribution {
    pub(crate) fn holds(&self, at: WordAt) -> bool {
        at.sentence == self.sentence && (self.content.0..=self.content.1).contains(&at.word)
    }
}

/// All attributions of a sentence, in text order.
pub(crate) fn attributions(view: &View<'_>, sentence: usize) -> Vec<Attribution> {
    let Some(clauses) = view.clauses.get(sentence) else {
        return Vec::new();
    };
    let table = &view.codebook.cues().attribution;
    let kinds = [CueKind::Verb, CueKind::Phrase, CueKind::Noun, CueKind::Adjective];
    let mut found = Vec::new();
    let mut word = 0;
    while word < clauses.len() {
        let Some(cue) = cue_at(table, clauses, word, &kinds) else {
            word += 1;
            continue;
        };
        let made = if cue.cue.kind == CueKind::Phrase {
            by_phrase(clauses, cue)
        } else {
            by_verb(clauses, cue)
        };
        if let Some((speaker, content)) =
            made.and_then(|(speaker, content)| Some((speaker, trimmed(clauses, content)?)))
        {
            found.push(Attribution {
                sentence,
                cue: (cue.first, cue.last),
                speaker: speaker.map(|word| WordAt { sentence, word }),
                content,
                stance: cue.cue.stance,
            });
        }
        word = cue.last + 1;
    }
    found
}

type Parts = (Option<usize>, (usize, usize));

/// "according to police": the speaker is the phrase's noun, the content the rest of the clause. A phrase that opens the sentence
/// ends at the first comma, whatever the tree says.
fn by_phrase(clauses: &Clauses<'_>, cue: CueAt<'_>) -> Option<Parts> {
    let opens = (0..cue.first).all(|word| clauses.pos(word) == "PUNCT");
    let comma = (cue.last + 2..clauses.len().saturating_sub(1)).find(|&word| clauses.form(word) == ",");
    if let Some(comma) = comma.filter(|_| opens) {
        let inside = cue.last + 1..comma;
        let head = inside.clone().rev().find(|&word| {
            clauses.is_noun(word)
                && clauses
                    .head(word)
                    .is_none_or(|head| !inside.contains(&head) || !clauses.is_noun(head))
        });
        return Some((head.or(Some(comma - 1)), (comma + 1, clauses.len() - 1)));
    }
    let speaker = (cue.last + 1..clauses.len()).find(|&word| {
        clauses.is_noun(word)
            && clauses.plain(word) != "compound"
            && clauses.relation(word) != "nmod:poss"
            && clauses.upwards(cue.first).any(|up| up == word)
    });
    let speaker = speaker.or_else(|| {
        clauses
            .upwards(cue.first)
            .skip(1)
            .find(|&up| clauses.is_noun(up) && up > cue.last)
    })?;
    let governor = clauses.head(speaker)?;
    Some((
        Some(speaker),
        without(clauses, clauses.extent(governor), clauses.extent(speaker)),
    ))
}

/// A reporting verb, or noun or adjective, with its clause, infinitive or quotation.
fn by_verb(clauses: &Clauses<'_>, cue: CueAt<'_>) -> Option<Parts> {
    let verb = (cue.first..=cue.last)
        .find(|&word| clauses.is_verb(word))
        .unwrap_or(cue.first);
    if cue.cue.kind == CueKind::Verb && !clauses.is_verb(verb) {
        return None;
    }
    let speaker = clauses
        .subjects(verb)
        .first()
        .copied()
        .or_else(|| clauses.owner(verb))
        .filter(|&speaker| !clauses.is_passive(verb) || Some(speaker) == clauses.agent(verb));
    if clauses.plain(verb) == "parataxis" {
        let content = clauses.head(verb)?;
        return Some((speaker, without(clauses, clauses.extent(content), clauses.extent(verb))));
    }
    let complement = clauses
        .with(verb, &["ccomp"])
        .next()
        .or_else(|| clauses.complement(verb));
    if let Some(content) = complement {
        let (first, last) = clauses.extent(content);
        return Some((speaker, (first, last)));
    }
    quoted(clauses, verb).map(|content| (speaker, content))
}

/// The longest quotation of a sentence whose root is the verb.
fn quoted(clauses: &Clauses<'_>, verb: usize) -> Option<(usize, usize)> {
    let (first, last) = clauses.extent(verb);
    let is_quote = |word: usize| matches!(clauses.form(word).as_str(), "\"" | "“" | "”" | "``" | "''");
    let marks: Vec<usize> = (first..=last).filter(|&word| is_quote(word)).collect();
    marks
        .windows(2)
        .filter(|pair| pair[1] > pair[0] + 2 && !(pair[0]..pair[1]).contains(&verb))
        .map(|pair| (pair[0] + 1, pair[1] - 1))
        .max_by_key(|(start, end)| end - start)
}

/// A range without a part of it at its edge; of a part in the middle the longer side stays.
fn without(clauses: &Clauses<'_>, whole: (usize, usize), part: (usize, usize)) -> (usize, usize) {
    let before = (part.0 > whole.0).then(|| (whole.0, part.0 - 1));
    let after = (part.1 < whole.1).then(|| (part.1 + 1, whole.1));
    let size = |range: Option<(usize, usize)>| {
        range.map_or(0, |(first, last)| {
            (first..=last).filter(|&word| clauses.pos(word) != "PUNCT").count()
        })
    };
    if size(before) >= size(after) {
        before.unwrap_or(whole)
    } else {
        after.unwrap_or(whole)
    }
}

/// Without quotation marks, commas and "that" at the edges; `None` where no word is left.
fn trimmed(clauses: &Clauses<'_>, (first, last): (usize, usize)) -> Option<(usize, usize)> {
    let content = |word: &usize| clauses.pos(*word) != "PUNCT";
    let first = (first..=last)
        .find(|word| content(word) && !(clauses.form(*word) == "that" && clauses.plain(*word) == "mark"))?;
    let last = (first..=last).rev().find(content)?;
    (last > first).then_some((first, last))
}
