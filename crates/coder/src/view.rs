use tidings_actors::{DateMention, EntityKind, Mention, PlaceMention, Scene};
use tidings_annotate::{Annotation, NameKind, Proposal, StatementProposal, WordAt};
use tidings_codebook::Codebook;
use tidings_text::{Report, Span};

use crate::clause::Clauses;

/// All that is known of a report, as the steps of the coder look at it.
pub(crate) struct View<'a> {
    pub(crate) report: &'a Report,
    pub(crate) annotation: &'a Annotation,
    pub(crate) scene: &'a Scene,
    pub(crate) codebook: &'a Codebook,
    pub(crate) clauses: Vec<Clauses<'a>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(
        report: &'a Report,
        annotation: &'a Annotation,
        scene: &'a Scene,
        codebook: &'a Codebook,
    ) -> Self {
        let clauses = annotation
            .sentences
            .iter()
            .map(|sentence| Clauses::new(&sentence.words))
            .collect();
        Self {
            report,
            annotation,
            scene,
            codebook,
            clauses,
        }
    }

    /// Whether the annotator has heads for events at all: without them, frames decide alone.
    pub(crate) fn model_proposes(&self) -> bool {
        self.annotation.learned_events
    }

    pub(crate) fn clauses(&self, at: WordAt) -> Option<&Clauses<'a>> {
        self.clauses.get(at.sentence)
    }

    pub(crate) fn lemma(&self, at: WordAt) -> String {
        self.clauses(at)
            .map(|clauses| clauses.lemma(at.word))
            .unwrap_or_default()
    }

    /// The span of words `first` to `last` of a sentence.
    pub(crate) fn span(&self, sentence: usize, first: usize, last: usize) -> Option<Span> {
        let words = &self.annotation.sentences.get(sentence)?.words;
        Some(words.get(first)?.span.join(words.get(last)?.span))
    }

    pub(crate) fn mention(&self, at: WordAt) -> Option<&'a Mention> {
        self.scene.mention_at(at).filter(|mention| mention.head == at.word)
    }

    pub(crate) fn place(&self, at: WordAt) -> Option<&'a PlaceMention> {
        self.scene.place_at(at)
    }

    /// The events that the learned model proposes in a sentence.
    pub(crate) fn proposals_in(&self, sentence: usize) -> &'a [Proposal] {
        let all = &self.annotation.proposals;
        let from = all.partition_point(|proposal| proposal.trigger.sentence < sentence);
        let to = all.partition_point(|proposal| proposal.trigger.sentence <= sentence);
        all.get(from..to).unwrap_or_default()
    }

    /// The statements that the learned model proposes in a sentence.
    pub(crate) fn statements_in(&self, sentence: usize) -> &'a [StatementProposal] {
        let all = &self.annotation.statements;
        let from = all.partition_point(|proposal| proposal.cue.sentence < sentence);
        let to = all.partition_point(|proposal| proposal.cue.sentence <= sentence);
        all.get(from..to).unwrap_or_default()
    }

    /// The date expressions of a sentence.
    pub(crate) fn dates_in(&self, sentence: usize) -> &'a [DateMention] {
        let dates = &self.scene.dates;
        let (from, to) = (
            dates.partition_point(|date| date.sentence < sentence),
            dates.partition_point(|date| date.sentence <= sentence),
        );
        dates.get(from..to).unwrap_or_default()
    }

    /// The places of a sentence.
    pub(crate) fn places_in(&self, sentence: usize) -> &'a [PlaceMention] {
        let places = &self.scene.places;
        let (from, to) = (
            places.partition_point(|place| place.sentence < sentence),
            places.partition_point(|place| place.sentence <= sentence),
        );
        places.get(from..to).unwrap_or_default()
    }

    /// Whether the phrase headed by the word stands for somebody with a country or a sector.
    pub(crate) fn is_participant(&self, at: WordAt) -> bool {
        self.mention(at).is_some_and(|mention| {
            mention
                .entities
                .iter()
                .filter_map(|&entity| self.scene.entities.get(entity))
                .any(|entity| entity.country.is_some() || entity.sectors.first().is_some_and(|sector| sector != "UNK"))
        })
    }

    /// Whether the phrase stands for an entity of one of these kinds.
    pub(crate) fn is_entity(&self, at: WordAt, kinds: &[EntityKind]) -> bool {
        self.mention(at).is_some_and(|mention| {
            mention
                .entities
                .iter()
                .filter_map(|&entity| self.scene.entities.get(entity))
                .any(|entity| kinds.contains(&entity.kind))
        })
    }

    /// Whether the word lies in a name of this kind.
    pub(crate) fn is_name(&self, at: WordAt, kind: NameKind) -> bool {
        self.annotation.sentences.get(at.sentence).is_some_and(|sentence| {
            sentence
                .names
                .iter()
                .any(|name| name.kind == kind && name.words.contains(&at.word))
        })
    }
}
