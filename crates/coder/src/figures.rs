//! Numbers of people: killed, injured, taking part or affected (coding guide, section 7).

use tidings_actors::EntityKind;
use tidings_annotate::{Role, WordAt};
use tidings_text::Span;

use crate::clause::Clauses;
use crate::draft::Draft;
use crate::numerals::value_of;
use crate::view::View;

/// A number with the words it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) value: u64,
    pub(crate) span: Span,
}

/// Killed or injured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Harm {
    Dead,
    Injured,
}

/// Below this probability the model's choice of a number is not taken.
const LEAST: f32 = 0.5;

/// A figure of killed or injured that a sentence gives, with the word that says so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Casualties {
    pub(crate) harm: Harm,
    pub(crate) at: WordAt,
    pub(crate) count: Count,
}

/// All casualty figures of a sentence: "killed 12 people", "12 dead", "the toll rose to 31".
pub(crate) fn casualties(view: &View<'_>, sentence: usize) -> Vec<Casualties> {
    let Some(clauses) = view.clauses.get(sentence) else {
        return Vec::new();
    };
    let lists = [
        (Harm::Dead, view.codebook.word_list("killed")),
        (Harm::Injured, view.codebook.word_list("injured")),
    ];
    let mut found: Vec<Casualties> = Vec::new();
    for word in 0..clauses.len() {
        let lemma = clauses.lemma(word);
        let form = clauses.form(word);
        for (harm, list) in lists {
            let lives = harm == Harm::Dead && lemma == "life";
            if !lives && !list.is_some_and(|list| list.contains(&lemma) || list.contains(&form)) {
                continue;
            }
            let at = WordAt { sentence, word };
            if let Some(count) = counted(clauses, word)
                .into_iter()
                .filter(|&head| !lives || head != word)
                .find_map(|head| count_of(view, clauses, WordAt { sentence, word: head }))
                // "the 1991 truce is dead" counts nobody.
                .filter(|count| {
                    view.dates_in(sentence)
                        .iter()
                        .all(|date| !date.span.contains(count.span))
                })
            {
                found.push(Casualties { harm, at, count });
            }
        }
    }
    found
}

/// Heads of the phrases that a casualty word may count, likeliest first.
fn counted(clauses: &Clauses<'_>, word: usize) -> Vec<usize> {
    let relation = clauses.plain(word);
    let mut heads = Vec::new();
    match clauses.pos(word) {
        "VERB" => {
            heads.extend(clauses.objects(word));
            // "eleven hurt", "leaving two soldiers wounded": who suffers stands where the subject does.
            if heads.is_empty() || matches!(clauses.lemma(word).as_str(), "die" | "perish") {
                heads.extend(clauses.subjects(word));
            }
            if matches!(relation, "amod" | "acl") {
                heads.extend(clauses.head(word));
            }
        }
        "ADJ" => {
            heads.push(word);
            heads.extend(clauses.head(word).filter(|_| relation == "amod"));
            heads.extend(clauses.with(word, &["nsubj"]));
            if let Some(verb) = clauses
                .head(word)
                .filter(|_| matches!(relation, "xcomp" | "obj" | "conj"))
            {
                heads.extend(clauses.with(verb, &["obj"]).filter(|&object| object < word));
            }
            heads.extend(given_as(clauses, word));
        }
        _ => {
            heads.push(word);
            heads.extend(given_as(clauses, word));
            heads.extend(clauses.phrases(word, "of"));
            // "hacked to death", "lost their lives": the idiom tells of the verb's object or subject.
            if let Some(verb) = clauses.head(word).filter(|&verb| clauses.is_verb(verb)) {
                let to_death = clauses.prepositions(word).iter().any(|found| found == "to");
                if to_death {
                    heads.extend(clauses.objects(verb));
                }
                if clauses.lemma(word) == "life" && clauses.lemma(verb) == "lose" {
                    heads.extend(clauses.subjects(verb));
                }
            }
        }
    }
    heads
}

/// "the toll rose *to 31*", "put the dead *at 183*".
fn given_as(clauses: &Clauses<'_>, word: usize) -> Vec<usize> {
    let verb = clauses
        .head(word)
        .filter(|_| matches!(clauses.plain(word), "nsubj" | "obj"));
    verb.map(|verb| clauses.phrases(verb, "to").chain(clauses.phrases(verb, "at")).collect())
        .unwrap_or_default()
}

/// The number of people that a phrase stands for, those joined to it taken in: "a woman and two children" are three.
pub(crate) fn count_of(view: &View<'_>, clauses: &Clauses<'_>, at: WordAt) -> Option<Count> {
    let mut total: Option<Count> = None;
    for head in clauses.conjuncts(at.word) {
        let one = single_count(view, clauses, WordAt { word: head, ..at });
        total = match (total, one) {
            (Some(sum), Some(one)) => Some(Count {
                value: sum.value.saturating_add(one.value),
                span: sum.span.join(one.span),
            }),
            (sum, one) => sum.or(one),
        };
    }
    total
}

fn single_count(view: &View<'_>, clauses: &Clauses<'_>, at: WordAt) -> Option<Count> {
    let head = at.word;
    let count = |value: u64, word: usize| {
        Some(Count {
            value,
            span: clauses.word(word)?.span,
        })
    };
    if let Some((value, word)) = clauses
        .with(head, &["nummod"])
        .find_map(|word| Some((number(clauses, word)?, word)))
    {
        let dozens = if clauses.form(head) == "dozen" { 12 } else { 1 };
        return count(value * dozens, word);
    }
    if clauses.pos(head) == "NUM"
        && let Some(value) = number(clauses, head)
    {
        return count(value, head);
    }
    if clauses.form(head) == "another" {
        return count(1, head);
    }
    let determiner = clauses.with(head, &["det"]).map(|word| clauses.form(word)).next();
    if clauses.form(head) == "dozen" && determiner.as_deref() == Some("a") {
        return count(12, head);
    }
    if clauses.form(head) == "nobody"
        || determiner.as_deref() == Some("no")
        || (clauses.form(head) == "one" && determiner.is_some())
    {
        return count(0, head);
    }
    let singular = matches!(determiner.as_deref(), Some("a" | "an" | "another")) && clauses.pos(head) == "NOUN";
    let person = view.is_entity(at, &[EntityKind::Person, EntityKind::Office, EntityKind::Unnamed]);
    let collective = view.codebook.word_list("collective");
    let unnamed = singular && !collective.is_some_and(|list| list.contains(&clauses.lemma(head)));
    (unnamed || person).then(|| count(1, head)).flatten()
}

/// The value of a numeral with the words that multiply it: "2", "twelve", "2.5 million".
fn number(clauses: &Clauses<'_>, word: usize) -> Option<u64> {
    let mut words: Vec<usize> = clauses
        .with(word, &["compound", "nummod", "flat"])
        .filter(|&child| clauses.pos(child) == "NUM")
        .collect();
    words.push(word);
    words.sort_unstable();
    value_of(words.iter().map(|&word| clauses.form(word)))
}

/// Those who took part or were affected.
pub(crate) fn size(view: &View<'_>, draft: &Draft<'_>) -> Option<Count> {
    let chosen = chosen(view, draft, Role::Size);
    if chosen.is_some() {
        return chosen;
    }
    let clauses = view.clauses(draft.trigger)?;
    let mode = draft.mode.as_deref();
    let one_counts = matches!(
        mode,
        Some("arrest" | "convict" | "expel" | "release" | "abduct" | "deport")
    );
    let heads: Vec<WordAt> = match (draft.class.as_str(), mode) {
        ("PROTEST", _) => draft.actors.clone(),
        ("MOBILIZE", _) | ("RETREAT", Some("withdraw" | "disarm")) => {
            let objects = clauses
                .objects(draft.trigger.word)
                .into_iter()
                .map(|word| WordAt { word, ..draft.trigger });
            objects.chain(draft.actors.iter().copied()).collect()
        }
        (_, _) if one_counts => {
            let objects = clauses
                .objects(draft.trigger.word)
                .into_iter()
                .map(|word| WordAt { word, ..draft.trigger });
            draft.recipients.iter().copied().chain(objects).collect()
        }
        _ => return None,
    };
    heads
        .into_iter()
        .find_map(|at| count_of(view, view.clauses(at)?, at))
        .filter(|count| count.value > 1 || one_counts)
}

/// The model's choice of a number.
pub(crate) fn chosen(view: &View<'_>, draft: &Draft<'_>, role: Role) -> Option<Count> {
    let best = draft
        .proposal?
        .arguments
        .iter()
        .filter(|argument| argument.role == role && argument.probability >= LEAST)
        .max_by(|a, b| a.probability.total_cmp(&b.probability))?;
    let clauses = view.clauses(best.head)?;
    let told_by = match role {
        Role::Dead => view.codebook.word_list("killed"),
        Role::Injured => view.codebook.word_list("injured"),
        _ => None,
    };
    let told = told_by.is_none_or(|list| {
        (0..clauses.len()).any(|word| list.contains(&clauses.lemma(word)) || list.contains(&clauses.form(word)))
    });
    if !told {
        return None;
    }
    let counted = clauses
        .head(best.head.word)
        .filter(|_| clauses.plain(best.head.word) == "nummod" && role != Role::Size);
    if let Some(all) = counted.and_then(|word| count_of(view, clauses, WordAt { word, ..best.head })) {
        return Some(all);
    }
    number(clauses, best.head.word)
        .and_then(|value| {
            Some(Count {
                value,
                span: clauses.word(best.head.word)?.span,
            })
        })
        .or_else(|| single_count(view, clauses, best.head))
}
