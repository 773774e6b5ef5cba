//! What is requested, offered, threatened or refused is not coded again (coding guide, section 3): "asked Rome to *withdraw*" is
//! a request and no withdrawal.

use crate::draft::Draft;
use crate::view::View;

/// The model's probability that keeps an act although it stands inside another's content.
const SURE: f32 = 0.6;

/// Drops the drafts of a sentence that are only the content of another one.
pub(crate) fn without_contents<'a>(view: &View<'_>, drafts: Vec<Draft<'a>>) -> Vec<Draft<'a>> {
    let dropped: Vec<bool> = drafts
        .iter()
        .map(|inner| {
            let sure = inner.proposal.is_some_and(|proposal| proposal.probability >= SURE);
            drafts.iter().any(|outer| {
                outer.trigger != inner.trigger
                    && (is_part(outer, inner)
                        || is_repeated(view, outer, inner)
                        || (!sure && holds(view, outer, inner)))
            })
        })
        .collect();
    drafts
        .into_iter()
        .zip(dropped)
        .filter(|(_, dropped)| !dropped)
        .map(|(draft, _)| draft)
        .collect()
}

/// Whether `inner` is only a word of what `outer` is told by: the noun of "broke off *negotiations*", or of a verb that carries it in
/// the same class ("filed a *complaint*").
fn is_part(outer: &Draft<'_>, inner: &Draft<'_>) -> bool {
    let covered = (outer.words.0..=outer.words.1).contains(&inner.trigger.word) && outer.words.1 > outer.words.0;
    let carried = inner.governor == outer.trigger.word && inner.class == outer.class;
    covered || carried
}

/// Whether the model alone proposes `inner` beside a frame's `outer` of the same class in one chain of verbs: "*stand ready*".
fn is_repeated(view: &View<'_>, outer: &Draft<'_>, inner: &Draft<'_>) -> bool {
    let chained = |above: usize, below: usize| {
        view.clauses(outer.trigger)
            .is_some_and(|clauses| clauses.head(below) == Some(above) && clauses.plain(below) == "xcomp")
    };
    let (a, b) = (outer.trigger.word, inner.trigger.word);
    outer.class == inner.class && outer.frame.is_some() && inner.frame.is_none() && (chained(a, b) || chained(b, a))
}

/// Whether `inner` is what `outer` says should, will or shall not be done.
fn holds(view: &View<'_>, outer: &Draft<'_>, inner: &Draft<'_>) -> bool {
    let verbal_only = match outer.class.as_str() {
        "AGREE" | "REQUEST" | "THREATEN" | "CONCEDE" => false,
        // "rejected Oslo's offer", "condemned the shelling": a noun there names an act that happened.
        "REJECT" if matches!(inner.class.as_str(), "CONSULT" | "COOPERATE" | "AID") => false,
        "REJECT" | "SUPPORT" | "ACCUSE" => true,
        // "suspended its mediation", "halted the offensive": what stops is told by its stopping.
        "SANCTION" | "RETREAT" if matches!(inner.class.as_str(), "CONSULT" | "COOPERATE" | "AID" | "ASSAULT") => false,
        _ => return false,
    };
    if outer.class == "ACCUSE" && outer.mode.as_deref() == Some("allege") {
        return false;
    }
    let Some(clauses) = view.clauses(outer.trigger) else {
        return false;
    };
    let mut contents: Vec<usize> = clauses.complement(outer.trigger.word).into_iter().collect();
    if !verbal_only {
        contents.extend(clauses.objects(outer.trigger.word));
        contents.extend(
            clauses
                .with(outer.trigger.word, &["obl", "nmod", "advcl", "acl"])
                .filter(|&child| {
                    clauses
                        .prepositions(child)
                        .iter()
                        .any(|found| matches!(found.as_str(), "for" | "of" | "to" | "on" | "with" | "against" | "in"))
                }),
        );
    }
    let inside = |word: usize, content: usize| {
        clauses.is_below(word, content)
            // A relative or temporal clause inside the content tells of what happened.
            && clauses.upwards(word).take_while(|&up| up != content).all(|up| !matches!(clauses.relation(up), "acl:relcl" | "advcl" | "parataxis"))
    };
    contents
        .into_iter()
        .filter(|&content| content != outer.trigger.word)
        .any(|content| inside(inner.trigger.word, content))
}
