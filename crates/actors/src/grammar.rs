//! Questions to a dependency tree: what belongs to a phrase, who governs whom, in which tense.

use std::ops::Range;

use tidings_annotate::{AnnotatedSentence, Name, NameKind, Word};
use tidings_text::Span;

/// A sentence's tree with its children at hand. Every look-up tolerates indexes and heads that do not fit.
pub(crate) struct Tree<'a> {
    pub(crate) words: &'a [Word],
    pub(crate) names: &'a [Name],
    children: Vec<Vec<usize>>,
    /// The name that covers a word.
    covering: Vec<Option<usize>>,
}

/// Relations of dependents that are no part of the noun phrase itself: relative clauses, apposition, coordination…
const OUTSIDE: [&str; 17] = [
    "acl",
    "conj",
    "cc",
    "appos",
    "punct",
    "parataxis",
    "case",
    "cop",
    "nsubj",
    "aux",
    "mark",
    "advcl",
    "discourse",
    "ccomp",
    "csubj",
    "obl",
    "vocative",
];

/// Relations that make several words one name.
const WITHIN_NAME: [&str; 4] = ["flat", "compound", "fixed", "goeswith"];

/// The tree of no words.
pub(crate) static EMPTY: Tree<'static> = Tree {
    words: &[],
    names: &[],
    children: Vec::new(),
    covering: Vec::new(),
};

impl<'a> Tree<'a> {
    pub(crate) fn new(sentence: &'a AnnotatedSentence) -> Self {
        let words = &sentence.words;
        let mut children = vec![Vec::new(); words.len()];
        for (index, word) in words.iter().enumerate() {
            if let Some(list) = word
                .head
                .filter(|head| *head != index)
                .and_then(|head| children.get_mut(head))
            {
                list.push(index);
            }
        }
        let mut covering = vec![None; words.len()];
        for (number, name) in sentence.names.iter().enumerate() {
            if let Some(slots) = covering.get_mut(name.words.start..name.words.end.min(words.len())) {
                slots.fill(Some(number));
            }
        }
        Self {
            words,
            names: &sentence.names,
            children,
            covering,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn children(&self, index: usize) -> &[usize] {
        self.children.get(index).map(Vec::as_slice).unwrap_or_default()
    }

    pub(crate) fn head(&self, index: usize) -> Option<usize> {
        self.words
            .get(index)
            .and_then(|word| word.head)
            .filter(|head| *head != index && *head < self.len())
    }

    /// The relation to the head without its subtype.
    pub(crate) fn relation(&self, index: usize) -> &'a str {
        let full = self.full_relation(index);
        full.split(':').next().unwrap_or(full)
    }

    pub(crate) fn full_relation(&self, index: usize) -> &'a str {
        self.words
            .get(index)
            .map(|word| word.relation.as_ref())
            .unwrap_or_default()
    }

    pub(crate) fn pos(&self, index: usize) -> &'a str {
        self.words.get(index).map(|word| word.pos.as_ref()).unwrap_or_default()
    }

    pub(crate) fn form(&self, index: usize) -> &'a str {
        self.words.get(index).map(|word| word.form.as_str()).unwrap_or_default()
    }

    pub(crate) fn lower(&self, index: usize) -> String {
        self.form(index).to_lowercase()
    }

    pub(crate) fn lemma(&self, index: usize) -> String {
        self.words
            .get(index)
            .map(|word| word.lemma.to_lowercase())
            .unwrap_or_default()
    }

    pub(crate) fn is_noun(&self, index: usize) -> bool {
        matches!(self.pos(index), "NOUN" | "PROPN")
    }

    pub(crate) fn is_capitalised(&self, index: usize) -> bool {
        self.form(index).chars().next().is_some_and(char::is_uppercase)
    }

    /// The bytes that the words stand at; empty for an empty range.
    pub(crate) fn span(&self, words: &Range<usize>) -> Span {
        let first = self.words.get(words.start);
        let last = words.end.checked_sub(1).and_then(|last| self.words.get(last));
        match (first, last) {
            (Some(first), Some(last)) if words.start < words.end => first.span.join(last.span),
            _ => Span::new(0, 0),
        }
    }

    pub(crate) fn name_at(&self, index: usize) -> Option<&'a Name> {
        self.covering
            .get(index)
            .copied()
            .flatten()
            .and_then(|number| self.names.get(number))
    }

    pub(crate) fn is_named(&self, index: usize, kind: NameKind) -> bool {
        self.name_at(index).is_some_and(|name| name.kind == kind)
    }

    /// The word among `words` that governs the others: the one whose head lies outside.
    pub(crate) fn top_of(&self, words: &Range<usize>) -> usize {
        words
            .clone()
            .find(|index| self.head(*index).is_none_or(|head| !words.contains(&head)))
            .unwrap_or(words.start)
    }

    /// The word that heads the name of which `index` is a part.
    pub(crate) fn name_head(&self, index: usize) -> usize {
        let mut at = index;
        for _ in 0..self.len().min(12) {
            match self.head(at) {
                Some(head) if matches!(self.relation(at), "flat" | "fixed" | "goeswith") => at = head,
                _ => break,
            }
        }
        at
    }

    /// `index` and the words coordinated with it, in text order: "A, B and C".
    pub(crate) fn coordinated(&self, index: usize) -> Vec<usize> {
        let mut members = vec![index];
        let mut next = 0;
        while let Some(member) = members.get(next).copied() {
            let more = self
                .children(member)
                .iter()
                .filter(|child| self.relation(**child) == "conj");
            let more: Vec<usize> = more.copied().filter(|child| !members.contains(child)).collect();
            members.extend(more);
            next += 1;
        }
        members.sort_unstable();
        members
    }

    /// The preposition of a phrase, lower case; that of the first member for later members of a coordination. Where the
    /// tree has none, the one that stands right before the phrase's adjectives and articles.
    pub(crate) fn preposition(&self, index: usize) -> Option<String> {
        let mut at = index;
        for _ in 0..8 {
            let case = self
                .children(at)
                .iter()
                .find(|child| self.relation(**child) == "case" && **child < at);
            if let Some(case) = case {
                return Some(self.lower(*case));
            }
            match self.head(at) {
                Some(head) if matches!(self.relation(at), "conj" | "flat" | "compound" | "appos") => at = head,
                _ => break,
            }
        }
        let before = (0..index)
            .rev()
            .take(3)
            .find(|before| !matches!(self.pos(*before), "DET" | "ADJ" | "PROPN"))?;
        (self.pos(before) == "ADP").then(|| self.lower(before))
    }

    /// Whether it is the possessor of what follows: "Kenya's", "his".
    pub(crate) fn is_possessor(&self, index: usize) -> bool {
        self.full_relation(index) == "nmod:poss"
    }

    pub(crate) fn is_subject(&self, index: usize) -> bool {
        self.relation(index) == "nsubj"
            || self.full_relation(index) == "obl:agent"
            || (self.relation(index) == "conj" && self.head(index).is_some_and(|head| self.relation(head) == "nsubj"))
    }

    /// The subject of a clause's governing word.
    pub(crate) fn subject_of(&self, clause: usize) -> Option<usize> {
        self.children(clause)
            .iter()
            .copied()
            .find(|child| self.relation(*child) == "nsubj")
    }

    /// The noun phrase that `head` heads, as section 5 of the coding guide wants it: with title, name, adjectives and
    /// "of" phrase; without leading article, preposition, relative clause, apposition after a comma, and coordination.
    pub(crate) fn phrase(&self, head: usize) -> Range<usize> {
        let mut inside = vec![false; self.len()];
        self.mark(head, &mut inside);
        let is_inside = |index: usize| inside.get(index).copied().unwrap_or_default();
        // Hyphens and quotation marks between two words of the phrase belong to it.
        let bridges =
            |index: usize, beyond: usize| self.pos(index) == "PUNCT" && self.form(index) != "," && is_inside(beyond);
        let mut start = head;
        while start > 0 && (is_inside(start - 1) || (start > 1 && bridges(start - 1, start - 2))) {
            start -= 1;
        }
        let mut end = head + 1;
        while is_inside(end) || bridges(end, end + 1) {
            end += 1;
        }
        while start < head
            && (self.is_article(start) || matches!(self.pos(start), "PUNCT" | "ADP" | "SCONJ" | "CCONJ" | "ADV"))
        {
            start += 1;
        }
        while end > head + 1 && matches!(self.pos(end - 1), "PUNCT" | "PART" | "ADP") {
            end -= 1;
        }
        start..end
    }

    fn is_article(&self, index: usize) -> bool {
        matches!(
            self.lower(index).as_str(),
            "a" | "an" | "the" | "this" | "that" | "these" | "those"
        )
    }

    /// Marks what belongs to the phrase; a list of words to do instead of recursion, since trees may be deep.
    fn mark(&self, head: usize, inside: &mut [bool]) {
        let mut waiting = vec![head];
        while let Some(word) = waiting.pop() {
            match inside.get_mut(word) {
                Some(slot) if !*slot => *slot = true,
                _ => continue,
            }
            let children = self.children(word).iter().copied();
            waiting.extend(children.filter(|child| self.belongs(*child, word, head)));
        }
    }

    fn belongs(&self, child: usize, parent: usize, head: usize) -> bool {
        let relation = self.relation(child);
        if relation == "appos" || relation == "parataxis" {
            // "President Idriss Deby" read as an apposition is still one phrase; one after a comma is not.
            return parent == head && child > head && self.follows_directly(head, child);
        }
        // A verb inside is a clause, whatever the relation says; participles before the noun are no clauses.
        let clause = matches!(self.pos(child), "VERB" | "AUX") && !matches!(relation, "amod" | "compound");
        if clause || relation == "acl" || relation == "advcl" {
            return false;
        }
        if relation == "nmod" && parent == head && !self.is_possessor(child) {
            let preposition = self
                .children(child)
                .iter()
                .find(|grandchild| self.relation(**grandchild) == "case");
            return preposition
                .is_none_or(|case| matches!(self.lower(*case).as_str(), "of" | "for" | "'s" | "’s" | "'" | "’"));
        }
        // Inside a modifier case marks, coordination and punctuation belong to it: "ministers of Mali and Niger".
        parent != head || !OUTSIDE.contains(&relation)
    }

    /// Whether nothing but the words of a name lies between the two.
    fn follows_directly(&self, head: usize, child: usize) -> bool {
        (head + 1..child).all(|between| WITHIN_NAME.contains(&self.relation(between)) && self.is_capitalised(between))
    }

    /// Whether a phrase is plural by its form, a number or a coordination.
    pub(crate) fn is_plural(&self, head: usize) -> bool {
        let form = self.lower(head);
        let lemma = self.lemma(head);
        (form != lemma && !form.ends_with("'s"))
            || self.children(head).iter().any(|child| {
                self.relation(*child) == "nummod" && !matches!(self.lower(*child).as_str(), "one" | "1")
                    || matches!(
                        self.lower(*child).as_str(),
                        "both" | "these" | "those" | "many" | "several" | "some"
                    )
            })
    }

    /// Whether the phrase has an indefinite article, or "one", "another", "some".
    pub(crate) fn is_indefinite(&self, head: usize) -> bool {
        self.children(head).iter().any(|child| {
            matches!(
                self.lower(*child).as_str(),
                "a" | "an" | "one" | "another" | "some" | "several" | "two" | "three" | "many" | "few"
            )
        })
    }

    /// Whether the phrase has "the", "this", "that".
    pub(crate) fn is_definite(&self, head: usize) -> bool {
        self.children(head).iter().any(|child| {
            matches!(
                self.lower(*child).as_str(),
                "the" | "this" | "that" | "these" | "those" | "both"
            )
        })
    }

    /// Whether a word has any of these determiners or modifiers directly.
    pub(crate) fn has_child(&self, head: usize, any: &[&str]) -> bool {
        self.children(head)
            .iter()
            .any(|child| any.contains(&self.lower(*child).as_str()))
    }
}
