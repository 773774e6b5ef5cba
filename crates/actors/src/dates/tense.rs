//! Whether a date expression belongs to something that is still to come.

use crate::grammar::Tree;

/// Adjectives that put the noun they modify into the future: "the planned talks".
const AHEAD: [&str; 10] = [
    "upcoming",
    "next",
    "coming",
    "future",
    "forthcoming",
    "planned",
    "scheduled",
    "expected",
    "proposed",
    "postponed",
];

/// Participles that do so after "is" or "are": "talks are due on Friday".
const ARRANGED: [&str; 10] = [
    "planned",
    "scheduled",
    "due",
    "set",
    "expected",
    "slated",
    "postponed",
    "supposed",
    "meant",
    "poised",
];

/// Whether the clause that governs `word` is in the future: "will meet on Friday", "agreed to meet on Friday",
/// "are due on Friday", "the planned talks on Friday", "visits Paris on Monday".
pub(super) fn is_future(tree: &Tree, word: usize) -> bool {
    if word > 0
        && matches!(
            tree.lower(word - 1).as_str(),
            "by" | "until" | "till" | "next" | "coming"
        )
    {
        return !had_happened(tree, word);
    }
    if word
        .checked_sub(2)
        .map_or(0..word, |start| start..word)
        .any(|before| tree.lower(before) == "since")
    {
        return false;
    }
    if let Some(verb) = verb_just_before(tree, word) {
        return verb_is_future(tree, verb);
    }
    // "the July riots", "Tuesday's attack", "blames him for the murder on Saturday": only an outright future counts there.
    let modifies = matches!(tree.relation(word), "compound" | "amod" | "nmod" | "nmod:tmod") || tree.is_possessor(word);
    let mut at = word;
    for _ in 0..24 {
        let Some(head) = tree.head(at) else { return false };
        at = head;
        let modified = tree
            .children(at)
            .iter()
            .any(|child| tree.relation(*child) == "amod" && AHEAD.contains(&tree.lower(*child).as_str()));
        if modified || is_arranged(tree, at) {
            return true;
        }
        if matches!(tree.pos(at), "VERB" | "AUX") || tree.subject_of(at).is_some() {
            return verb_is_future(tree, at) && !(modifies && is_plain_present(tree, at));
        }
    }
    false
}

/// "had by Friday pulled back": the verb above is in the past perfect.
fn had_happened(tree: &Tree, word: usize) -> bool {
    let mut at = word;
    for _ in 0..24 {
        let Some(head) = tree.head(at) else { return false };
        at = head;
        if tree.pos(at) == "VERB" {
            return tree.has_child(at, &["had"]);
        }
    }
    false
}

/// "said on Thursday they would lift…": the day belongs to the verb that it follows directly, whatever the parse.
fn verb_just_before(tree: &Tree, word: usize) -> Option<usize> {
    let before = word.checked_sub(1)?;
    let verb = if tree.lower(before) == "on" {
        before.checked_sub(1)?
    } else {
        before
    };
    (tree.pos(verb) == "VERB").then_some(verb)
}

fn is_arranged(tree: &Tree, word: usize) -> bool {
    ARRANGED.contains(&tree.lower(word).as_str())
        && tree.has_child(word, &["is", "are", "was", "were", "be", "been", "being"])
}

fn verb_is_future(tree: &Tree, verb: usize) -> bool {
    let perfect = has_auxiliary(tree, verb, &["have"]);
    if has_auxiliary(
        tree,
        verb,
        &[
            "will", "'ll", "’ll", "shall", "would", "wo", "may", "might", "could", "must", "should",
        ],
    ) {
        return !perfect;
    }
    if has_auxiliary(tree, verb, &["to"]) && !perfect {
        // "had to leave on Monday", "began to leave on Monday", "gathered to protest on Monday" are past.
        let governor = tree.head(verb).filter(|_| {
            matches!(
                tree.relation(verb),
                "xcomp" | "advcl" | "acl" | "ccomp" | "csubj" | "obj"
            )
        });
        let done = governor.is_some_and(|governor| {
            tree.relation(verb) == "advcl" && is_past(tree, governor)
                || matches!(
                    tree.lemma(governor).as_str(),
                    "begin"
                        | "start"
                        | "have"
                        | "manage"
                        | "continue"
                        | "fail"
                        | "use"
                        | "seem"
                        | "appear"
                        | "allege"
                        | "force"
                        | "claim"
                        | "try"
                        | "attempt"
                        | "decline"
                        | "refuse"
                )
        });
        return !done;
    }
    if tree.relation(verb) == "conj"
        && let Some(first) = tree
            .head(verb)
            .filter(|first| tree.pos(*first) == "VERB" && tree.subject_of(verb).is_none())
    {
        return !is_past(tree, verb) && verb_is_future(tree, first);
    }
    let auxiliary = tree
        .children(verb)
        .iter()
        .copied()
        .find(|child| matches!(tree.relation(*child), "aux" | "cop"));
    match auxiliary {
        // "is meeting on Friday", "are leaving on Monday", but "is in Paris on Monday" is not told apart from today.
        Some(auxiliary) => {
            matches!(tree.lower(auxiliary).as_str(), "is" | "are" | "'s" | "am") && tree.lower(verb).ends_with("ing")
        }
        None => is_plain_present(tree, verb),
    }
}

fn is_plain_present(tree: &Tree, verb: usize) -> bool {
    let bare =
        !tree.children(verb).iter().any(|child| tree.relation(*child) == "aux") && !has_auxiliary(tree, verb, &["to"]);
    bare && tree.pos(verb) == "VERB" && is_present(tree, verb)
}

fn has_auxiliary(tree: &Tree, verb: usize, words: &[&str]) -> bool {
    let auxiliaries = tree
        .children(verb)
        .iter()
        .filter(|child| matches!(tree.relation(**child), "aux" | "mark"));
    auxiliaries
        .into_iter()
        .any(|child| words.contains(&tree.lower(*child).as_str()))
}

/// "visits", "meet": the finite present, which with a date tells a programme.
fn is_present(tree: &Tree, verb: usize) -> bool {
    let (form, lemma) = (tree.lower(verb), tree.lemma(verb));
    let same_in_past = matches!(
        lemma.as_str(),
        "put"
            | "cut"
            | "hit"
            | "set"
            | "shut"
            | "hurt"
            | "cost"
            | "let"
            | "quit"
            | "spread"
            | "split"
            | "read"
            | "beat"
            | "bid"
            | "burst"
            | "cast"
            | "shed"
    );
    // An unknown past form may have been left as it is.
    let past = form.ends_with("ed") && !form.ends_with("eed");
    let present = !past && form == lemma || form == format!("{lemma}s") || form == format!("{lemma}es");
    present && !same_in_past && tree.subject_of(verb).is_some() && !matches!(lemma.as_str(), "say" | "be" | "have")
}

fn is_past(tree: &Tree, verb: usize) -> bool {
    tree.pos(verb) == "VERB" && tree.lower(verb).ends_with("ed") && !tree.has_child(verb, &["will", "is", "are", "be"])
}
