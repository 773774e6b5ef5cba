//! The dependency tree of a sentence as clauses: who is the subject of what, also where the subject stands elsewhere
//! ("vowed to *leave*", "troops *withdrawing*", "met and *signed*").

use tidings_annotate::Word;

/// A sentence's tree.
pub(crate) struct Clauses<'a> {
    pub(crate) words: &'a [Word],
    children: Vec<Vec<usize>>,
    /// First and last word of each word's subtree.
    extent: Vec<(usize, usize)>,
}

/// How far up a chain of verbs a subject is looked for.
const CHAIN: usize = 6;

impl<'a> Clauses<'a> {
    pub(crate) fn new(words: &'a [Word]) -> Self {
        let mut children = vec![Vec::new(); words.len()];
        for (number, word) in words.iter().enumerate() {
            if let Some(of) = word.head.and_then(|head| children.get_mut(head)) {
                of.push(number);
            }
        }
        let mut extent: Vec<(usize, usize)> = (0..words.len()).map(|word| (word, word)).collect();
        // Each word widens its ancestors; a tree's depth is small beside its length.
        for number in 0..words.len() {
            let mut up = words[number].head;
            let mut steps = 0;
            while let Some(head) = up {
                let Some(wide) = extent.get_mut(head) else { break };
                *wide = (wide.0.min(number), wide.1.max(number));
                up = words.get(head).and_then(|word| word.head);
                steps += 1;
                if steps > words.len() {
                    break;
                }
            }
        }
        Self {
            words,
            children,
            extent,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn word(&self, at: usize) -> Option<&'a Word> {
        self.words.get(at)
    }

    pub(crate) fn lemma(&self, at: usize) -> String {
        self.words
            .get(at)
            .map(|word| word.lemma.to_lowercase())
            .unwrap_or_default()
    }

    pub(crate) fn form(&self, at: usize) -> String {
        self.words
            .get(at)
            .map(|word| word.form.to_lowercase())
            .unwrap_or_default()
    }

    pub(crate) fn pos(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.pos)
    }

    /// The relation with its subtype.
    pub(crate) fn relation(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.relation)
    }

    /// The relation without its subtype.
    pub(crate) fn plain(&self, at: usize) -> &str {
        self.relation(at).split(':').next().unwrap_or_default()
    }

    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        self.words.get(at)?.head
    }

    pub(crate) fn children(&self, at: usize) -> &[usize] {
        self.children.get(at).map_or(&[], Vec::as_slice)
    }

    /// Children with one of these relations (without subtype).
    pub(crate) fn with(&self, at: usize, relations: &'static [&'static str]) -> impl Iterator<Item = usize> + '_ {
        self.children(at)
            .iter()
            .copied()
            .filter(move |&child| relations.contains(&self.plain(child)))
    }

    /// First and last word of the subtree.
    pub(crate) fn extent(&self, at: usize) -> (usize, usize) {
        self.extent.get(at).copied().unwrap_or((at, at))
    }

    /// The word, then its head, its head's head, up to the root.
    pub(crate) fn upwards(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |&word| self.head(word)).take(self.len())
    }

    pub(crate) fn is_below(&self, at: usize, ancestor: usize) -> bool {
        self.upwards(at).any(|word| word == ancestor)
    }

    pub(crate) fn is_verb(&self, at: usize) -> bool {
        matches!(self.pos(at), "VERB" | "AUX")
    }

    /// The word and all that are joined to it by "and", "or" or a comma.
    pub(crate) fn conjuncts(&self, at: usize) -> Vec<usize> {
        let mut found = vec![at];
        found.extend(self.with(at, &["conj"]));
        found
    }

    /// The prepositions of a phrase: "on", "in front of", "because of".
    pub(crate) fn prepositions(&self, at: usize) -> Vec<String> {
        self.with(at, &["case", "mark"])
            .map(|case| {
                let mut words = vec![case];
                words.extend(self.with(case, &["fixed"]));
                words.iter().map(|&word| self.form(word)).collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    /// Heads of the phrases with this preposition that hang on the word.
    pub(crate) fn phrases<'b>(&'b self, at: usize, preposition: &'b str) -> impl Iterator<Item = usize> + 'b {
        self.with(at, &["obl", "nmod", "advcl", "acl"])
            .filter(move |&child| self.prepositions(child).iter().any(|found| found == preposition))
    }

    /// Whether a participle or finite verb is passive.
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        let marked = self
            .children(verb)
            .iter()
            .any(|&child| matches!(self.relation(child), "nsubj:pass" | "aux:pass" | "csubj:pass"));
        marked || (self.is_reduced_participle(verb) && !self.form(verb).ends_with("ing"))
    }

    /// "the man *arrested* on Monday": a participle that hangs on its noun without subject or "to".
    fn is_reduced_participle(&self, verb: usize) -> bool {
        self.relation(verb) == "acl"
            && self.is_verb(verb)
            && self.with(verb, &["nsubj", "mark", "aux", "cop"]).next().is_none()
    }

    /// Who does what the verb says.
    pub(crate) fn subjects(&self, verb: usize) -> Vec<usize> {
        self.subject(verb, CHAIN).map_or_else(Vec::new, |subject| vec![subject])
    }

    fn subject(&self, verb: usize, steps: usize) -> Option<usize> {
        if steps == 0 {
            return None;
        }
        if self.is_passive(verb) {
            return self.agent(verb).or_else(|| {
                self.joined(verb)
                    .filter(|&other| self.is_passive(other))
                    .and_then(|other| self.agent(other))
            });
        }
        let own = self
            .children(verb)
            .iter()
            .copied()
            .find(|&child| self.plain(child) == "nsubj" && self.relation(child) != "nsubj:pass");
        if let Some(own) = own {
            return Some(self.antecedent(own, verb));
        }
        let above = self.head(verb)?;
        match self.relation(verb) {
            "conj" if self.is_passive(above) => self.undergoer(above, steps - 1),
            "conj" | "advcl" | "parataxis" if self.is_verb(above) || self.pos(above) == "ADJ" => {
                self.subject_of_clause(above, steps - 1)
            }
            "xcomp" => self.controller(above, steps - 1),
            "acl" if self.form(verb).ends_with("ing") || self.pos(above) == "PROPN" => Some(above),
            "acl" => self.owner(above).or_else(|| self.carrier(above, steps - 1)),
            "acl:relcl" => Some(above),
            "advcl" if self.is_noun(above) => Some(above),
            _ => None,
        }
    }

    /// The subject of the clause whose predicate is `word`, whatever its part of speech.
    fn subject_of_clause(&self, word: usize, steps: usize) -> Option<usize> {
        if self.is_passive(word) {
            self.undergoer(word, steps)
        } else {
            self.subject(word, steps)
        }
    }

    /// Who is the subject of a complement without one: the object ("urged *Hanoi* to leave"), else the subject.
    fn controller(&self, above: usize, steps: usize) -> Option<usize> {
        if self.is_passive(above) {
            return self.undergoer(above, steps);
        }
        self.with(above, &["obj", "iobj"])
            .next()
            .or_else(|| self.subject(above, steps))
    }

    /// The subject of the verb that carries a noun: "*Oslo* made an offer to mediate".
    fn carrier(&self, noun: usize, steps: usize) -> Option<usize> {
        let verb = self.head(noun)?;
        (matches!(self.plain(noun), "obj" | "obl") && self.is_verb(verb))
            .then(|| self.subject(verb, steps))
            .flatten()
    }

    fn joined(&self, verb: usize) -> Option<usize> {
        (self.relation(verb) == "conj").then(|| self.head(verb)).flatten()
    }

    /// The "by" phrase of a passive.
    pub(crate) fn agent(&self, verb: usize) -> Option<usize> {
        self.children(verb)
            .iter()
            .copied()
            .find(|&child| self.relation(child) == "obl:agent")
            .or_else(|| self.phrases(verb, "by").find(|&child| self.plain(child) == "obl"))
    }

    /// To whom the verb is done.
    pub(crate) fn objects(&self, verb: usize) -> Vec<usize> {
        if self.is_passive(verb) {
            return self.undergoer(verb, CHAIN).map_or_else(Vec::new, |found| vec![found]);
        }
        let own: Vec<usize> = self
            .with(verb, &["obj", "iobj"])
            .map(|child| self.antecedent(child, verb))
            .collect();
        if own.is_empty() && self.relation(verb) == "acl:relcl" && self.with(verb, &["nsubj"]).next().is_some() {
            return self.head(verb).into_iter().collect();
        }
        own
    }

    fn undergoer(&self, verb: usize, steps: usize) -> Option<usize> {
        if steps == 0 {
            return None;
        }
        let own = self
            .children(verb)
            .iter()
            .copied()
            .find(|&child| self.relation(child) == "nsubj:pass");
        if let Some(own) = own {
            return Some(self.antecedent(own, verb));
        }
        let above = self.head(verb)?;
        match self.relation(verb) {
            "acl" | "acl:relcl" => Some(above),
            "conj" if self.is_passive(above) => self.undergoer(above, steps - 1),
            "conj" | "xcomp" | "advcl" => self.subject_of_clause(above, steps - 1),
            _ => None,
        }
    }

    /// What a relative pronoun stands for: the noun that the clause hangs on.
    fn antecedent(&self, word: usize, verb: usize) -> usize {
        let relative = matches!(self.form(word).as_str(), "who" | "which" | "that" | "whom");
        let noun = self
            .upwards(verb)
            .take(3)
            .find(|&up| self.relation(up) == "acl:relcl")
            .and_then(|up| self.head(up));
        match noun {
            Some(noun) if relative && self.pos(word) == "PRON" => noun,
            _ => word,
        }
    }

    pub(crate) fn is_noun(&self, at: usize) -> bool {
        matches!(self.pos(at), "NOUN" | "PROPN" | "PRON")
    }

    /// Whose the noun is: "*Oslo's* offer", "the offer *of/by/from Oslo*".
    pub(crate) fn owner(&self, noun: usize) -> Option<usize> {
        self.children(noun)
            .iter()
            .copied()
            .find(|&child| self.relation(child) == "nmod:poss")
            .or_else(|| {
                ["by", "from"]
                    .iter()
                    .find_map(|preposition| self.phrases(noun, preposition).next())
            })
    }

    /// The complement clause of a verb, noun or adjective: what is said, urged, threatened.
    pub(crate) fn complement(&self, at: usize) -> Option<usize> {
        let own = self
            .with(at, &["ccomp", "xcomp"])
            .find(|&child| self.pos(child) != "ADJ" || self.relation(child) == "ccomp");
        own.or_else(|| {
            self.children(at).iter().copied().find(|&child| {
                matches!(self.relation(child), "acl" | "advcl")
                    && self
                        .with(child, &["mark"])
                        .any(|mark| matches!(self.form(mark).as_str(), "to" | "that" | "for"))
            })
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use tidings_text::Span;

    /// Words from "form lemma POS head relation" lines, heads counted from 1, 0 for the root.
    pub(crate) fn words(lines: &str) -> Vec<Word> {
        lines
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| {
                let parts: Vec<&str> = line.split_whitespace().collect();
                let head: usize = parts[3].parse().unwrap_or_default();
                Word {
                    span: Span::new(0, 0),
                    form: parts[0].into(),
                    lemma: parts[1].into(),
                    pos: parts[2].into(),
                    head: head.checked_sub(1),
                    relation: parts[4].into(),
                }
            })
            .collect()
    }

    #[test]
    fn subjects_and_objects_where_they_are_not_written() {
        let cases = [
            (
                "controlled",
                "Oslo Oslo PROPN 2 nsubj\nurged urge VERB 0 root\nHanoi Hanoi PROPN 2 obj\nto to PART 5 mark\nleave leave VERB 2 xcomp",
                4,
                "Hanoi",
                "",
            ),
            (
                "raised",
                "Oslo Oslo PROPN 2 nsubj\nvowed vow VERB 0 root\nto to PART 4 mark\nleave leave VERB 2 xcomp\nMali Mali PROPN 4 obj",
                3,
                "Oslo",
                "Mali",
            ),
            (
                "passive",
                "Envoys envoy NOUN 3 nsubj:pass\nwere be AUX 3 aux:pass\nheld hold VERB 0 root\nby by ADP 5 case\nrebels rebel NOUN 3 obl:agent",
                2,
                "rebels",
                "Envoys",
            ),
            (
                "relative",
                "rebels rebel NOUN 0 root\nwho who PRON 3 nsubj\nshelled shell VERB 1 acl:relcl\nHoms Homs PROPN 3 obj",
                2,
                "rebels",
                "Homs",
            ),
            (
                "reduced",
                "men man NOUN 0 root\narrested arrest VERB 1 acl\nby by ADP 4 case\npolice police NOUN 2 obl:agent",
                1,
                "police",
                "men",
            ),
            (
                "joined",
                "They they PRON 2 nsubj\nmet meet VERB 0 root\nand and CCONJ 4 cc\nsigned sign VERB 2 conj\npacts pact NOUN 4 obj",
                3,
                "They",
                "pacts",
            ),
        ];
        for (name, lines, verb, subject, object) in cases {
            let words = words(lines);
            let clauses = Clauses::new(&words);
            let form = |found: Vec<usize>| found.first().map_or(String::new(), |&at| words[at].form.clone());
            assert_eq!(form(clauses.subjects(verb)), subject, "{name}");
            assert_eq!(form(clauses.objects(verb)), object, "{name}");
        }
    }
}
