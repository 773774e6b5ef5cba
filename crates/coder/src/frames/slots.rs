//! The slots of a frame in a sentence (`codebook/README.md` lists them).

use tidings_annotate::{NameKind, WordAt};
use tidings_codebook::{LightSubject, PredicateKind, Slot};

use crate::clause::Clauses;
use crate::view::View;

/// The verb that only carries a noun ("*hold* talks", "talks were *held*").
#[derive(Debug, Clone, Copy)]
pub(crate) struct Carrier {
    pub(crate) verb: usize,
    subject: LightSubject,
}

/// The light verb of a noun, if it has one.
pub(crate) fn carrier(view: &View<'_>, clauses: &Clauses<'_>, noun: usize) -> Option<Carrier> {
    let candidates = [
        clauses.head(noun),
        clauses.with(noun, &["acl"]).find(|&verb| clauses.is_passive(verb)),
    ];
    candidates
        .into_iter()
        .flatten()
        .filter(|&verb| clauses.is_verb(verb))
        .find_map(|verb| {
            let lemma = clauses.lemma(verb);
            view.codebook.light_verbs().iter().find_map(|light| {
                let (first, rest) = light.words.split_first()?;
                let particles = rest
                    .iter()
                    .all(|word| clauses.children(verb).iter().any(|&child| clauses.form(child) == *word));
                (*first == lemma && particles && carries(clauses, verb, noun, light.preposition.as_deref())).then_some(
                    Carrier {
                        verb,
                        subject: light.subject,
                    },
                )
            })
        })
}

fn carries(clauses: &Clauses<'_>, verb: usize, noun: usize, preposition: Option<&str>) -> bool {
    match preposition {
        Some(preposition) => {
            clauses.head(noun) == Some(verb) && clauses.prepositions(noun).iter().any(|found| found == preposition)
        }
        None => match clauses.relation(noun) {
            "obj" | "nsubj:pass" => clauses.head(noun) == Some(verb),
            _ => clauses.head(verb) == Some(noun) && clauses.relation(verb) == "acl",
        },
    }
}

/// The words that fill a slot of the predicate at `at`, conjuncts not yet split.
pub(crate) fn fill(view: &View<'_>, at: WordAt, kind: PredicateKind, slot: &Slot) -> Vec<usize> {
    let Some(clauses) = view.clauses(at) else {
        return Vec::new();
    };
    let word = at.word;
    match slot {
        Slot::Subject => subject(view, clauses, at, kind),
        Slot::Object => object(view, clauses, at, kind),
        Slot::OwnerOfObject => object(view, clauses, at, kind)
            .into_iter()
            .find_map(|object| {
                clauses
                    .owner(object)
                    .or_else(|| clauses.phrases(object, "of").next())
                    .or_else(|| modifier(view, clauses, at.sentence, object))
            })
            .into_iter()
            .collect(),
        Slot::ClauseSubject => clause_subject(clauses, word),
        Slot::Phrase(preposition) => phrase(view, clauses, at, preposition),
        Slot::Place => clauses
            .with(word, &["obl", "nmod"])
            .filter(|&child| {
                view.place(WordAt { word: child, ..at })
                    .is_some_and(|place| place.country.is_some())
            })
            .collect(),
    }
}

fn subject(view: &View<'_>, clauses: &Clauses<'_>, at: WordAt, kind: PredicateKind) -> Vec<usize> {
    let word = at.word;
    match kind {
        PredicateKind::Verb => clauses.subjects(word),
        PredicateKind::Adjective => {
            let own = clauses.subjects(word);
            if own.is_empty() && clauses.plain(word) == "amod" {
                clauses.head(word).into_iter().collect()
            } else {
                own
            }
        }
        PredicateKind::Noun => {
            let carried = carrier(view, clauses, word);
            carried
                .filter(|carrier| carrier.subject == LightSubject::Actor)
                .map(|carrier| clauses.subjects(carrier.verb))
                .filter(|found| !found.is_empty())
                .or_else(|| clauses.owner(word).map(|owner| vec![owner]))
                .or_else(|| modifier(view, clauses, at.sentence, word).map(|found| vec![found]))
                .unwrap_or_default()
        }
    }
}

/// A nationality or name before a noun: "*Turkish* shelling", "*Taliban* attack".
fn modifier(view: &View<'_>, clauses: &Clauses<'_>, sentence: usize, noun: usize) -> Option<usize> {
    clauses.with(noun, &["amod", "compound", "nmod"]).find(|&child| {
        let at = WordAt { sentence, word: child };
        child < noun
            && clauses.prepositions(child).is_empty()
            && (view.is_participant(at) || view.is_name(at, NameKind::Nationality))
    })
}

fn object(view: &View<'_>, clauses: &Clauses<'_>, at: WordAt, kind: PredicateKind) -> Vec<usize> {
    let word = at.word;
    match kind {
        PredicateKind::Verb => clauses.objects(word),
        PredicateKind::Adjective => Vec::new(),
        PredicateKind::Noun => {
            let carried = carrier(view, clauses, word);
            carried
                .filter(|carrier| carrier.subject == LightSubject::Recipient)
                .map(|carrier| clauses.subjects(carrier.verb))
                .filter(|found| !found.is_empty())
                .or_else(|| clauses.phrases(word, "of").next().map(|found| vec![found]))
                .unwrap_or_default()
        }
    }
}

fn clause_subject(clauses: &Clauses<'_>, word: usize) -> Vec<usize> {
    let complement = clauses.complement(word);
    let own = complement.and_then(|clause| {
        clauses
            .children(clause)
            .iter()
            .copied()
            .find(|&child| clauses.plain(child) == "nsubj")
    });
    let object = clauses
        .with(word, &["obj", "iobj"])
        .next()
        .filter(|_| !clauses.is_passive(word));
    let passive = clauses
        .is_passive(word)
        .then(|| clauses.objects(word).first().copied())
        .flatten();
    object.or(passive).or(own).into_iter().collect()
}

/// A phrase with the preposition on the predicate, its light verb, its object ("impose sanctions *on Mali*"), or what is offered or
/// asked for ("offer to be the mediator *between Mali and Niger*", "an offer of talks *with Mali*").
fn phrase(view: &View<'_>, clauses: &Clauses<'_>, at: WordAt, preposition: &str) -> Vec<usize> {
    let word = at.word;
    let carried = carrier(view, clauses, word).map(|carrier| carrier.verb);
    let objects = clauses.with(word, &["obj"]);
    let infinitive = clauses.with(word, &["xcomp"]);
    let within =
        infinitive.flat_map(|complement| std::iter::once(complement).chain(clauses.with(complement, &["obj"])));
    std::iter::once(word)
        .chain(carried)
        .chain(objects)
        .chain(within)
        .chain(clauses.phrases(word, "of"))
        .find_map(|from| clauses.phrases(from, preposition).next().filter(|&found| found != word))
        .into_iter()
        .collect()
}
