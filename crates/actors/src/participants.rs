//! Who takes part, asked for by the head word of a phrase.

use tidings_annotate::{Annotation, WordAt};
use tidings_text::{Report, Span};

use crate::grammar::Tree;
use crate::scene::{EntityKind, Mention, Participant, Scene};

impl Scene {
    /// Who the noun phrase headed by `at` stands for: its coordination split, pronouns and "both sides" resolved.
    ///
    /// The span of each is the phrase, for persons and for pronouns the fullest mention in the same sentence, else the
    /// fullest of the report (coding guide, section 5). Empty where the word stands for no participant.
    pub fn participants(&self, _report: &Report, annotation: &Annotation, at: WordAt) -> Vec<Participant> {
        let Some(sentence) = annotation.sentences.get(at.sentence) else {
            return Vec::new();
        };
        let tree = Tree::new(sentence);
        let at = self.counted(&tree, at);
        let mut found: Vec<Participant> = Vec::new();
        let members = tree.coordinated(tree.name_head(at.word));
        for member in members.into_iter().filter(|member| {
            *member == at.word || tree.relation(*member) == "conj" || *member == tree.name_head(at.word)
        }) {
            let Some(mention) = self.headed(WordAt {
                sentence: at.sentence,
                word: member,
            }) else {
                continue;
            };
            for entity in mention.entities.iter().copied() {
                if let Some(participant) = self.participant(mention, entity)
                    && !found.iter().any(|other| other.entity == entity)
                {
                    found.push(participant);
                }
            }
        }
        found
    }

    /// "thousands of farmers" are the farmers: what a word counts, where it is no mention itself.
    fn counted(&self, tree: &Tree<'_>, at: WordAt) -> WordAt {
        let what = tree
            .children(at.word)
            .iter()
            .copied()
            .find(|child| tree.relation(*child) == "nmod" && tree.has_child(*child, &["of"]));
        match what {
            Some(word) if self.headed(at).is_none() => WordAt { word, ..at },
            _ => at,
        }
    }

    /// The mention that a word heads, or whose name the word belongs to.
    fn headed(&self, at: WordAt) -> Option<&Mention> {
        let mentions = self.mentions_in(at.sentence);
        mentions.iter().find(|mention| mention.head == at.word).or_else(|| {
            // A title or a later word of a name heads the phrase in some trees.
            mentions
                .iter()
                .filter(|mention| mention.full && mention.words.contains(&at.word))
                .min_by_key(|mention| mention.words.len())
                .filter(|mention| {
                    mention.entities.iter().any(|entity| {
                        self.entities
                            .get(*entity)
                            .is_some_and(|entity| entity.kind == EntityKind::Person)
                    })
                })
        })
    }

    fn participant(&self, mention: &Mention, index: usize) -> Option<Participant> {
        let entity = self.entities.get(index)?;
        let wants_fuller = !mention.full || entity.kind == EntityKind::Person;
        // "both sides" keeps its own words for each of the two.
        let span = if wants_fuller && mention.entities.len() == 1 {
            self.fullest(mention, index)
        } else {
            mention.span
        };
        Some(Participant {
            span,
            entity: index,
            name: entity.name.clone(),
            country: entity.country.clone(),
            sectors: entity.sectors.clone(),
            code: entity.code.clone(),
            named: entity.named,
        })
    }

    fn fullest(&self, mention: &Mention, entity: usize) -> Span {
        let length = |mention: &&Mention| mention.span.end - mention.span.start;
        let all = || {
            self.entities
                .get(entity)
                .into_iter()
                .flat_map(|entity| &entity.mentions)
                .filter_map(|index| self.mentions.get(*index))
        };
        let full = || all().filter(|other| other.full && other.entities.len() == 1);
        let here = full()
            .filter(|other| other.sentence == mention.sentence)
            .max_by_key(length);
        here.or_else(|| full().max_by_key(length))
            .map_or(mention.span, |other| other.span)
    }
}
