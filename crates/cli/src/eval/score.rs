use std::collections::{BTreeMap, HashSet};

use tidings_coder::{CodedReport, Event};

use super::agreement::{countries, event_pairs, pair, roles};
use super::gold::{GoldEvent, GoldItem};
use super::words::overlap;

/// How many are right, predicted and in the gold set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) right: usize,
    pub(super) predicted: usize,
    pub(super) gold: usize,
}

impl Counts {
    /// Counts a field of a pair: right where both are filled and the same.
    fn field<G, P>(&mut self, gold: Option<G>, predicted: Option<P>, same: impl FnOnce(G, P) -> bool) {
        self.gold += usize::from(gold.is_some());
        self.predicted += usize::from(predicted.is_some());
        if let (Some(gold), Some(predicted)) = (gold, predicted) {
            self.right += usize::from(same(gold, predicted));
        }
    }
}

/// A PLOVER class: gold events found, and predicted events that are right, differ where an alternative was accepted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ClassCounts {
    pub(super) gold: usize,
    pub(super) found: usize,
    pub(super) predicted: usize,
}

/// Events of like confidence: how many, their summed confidence, and how many are right.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ConfidenceBin {
    pub(super) events: usize,
    pub(super) confidence: f64,
    pub(super) right: usize,
}

/// The tally over all items; see the module's description for what is counted.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(super) reports: usize,
    pub(super) missing: usize,
    pub(super) events: Counts,
    pub(super) triples: usize,
    pub(super) cameo: usize,
    pub(super) cameo2: usize,
    pub(super) trigger: usize,
    pub(super) status: usize,
    pub(super) actor: Counts,
    pub(super) recipient: Counts,
    pub(super) said_by: Counts,
    pub(super) condition: Counts,
    pub(super) date: Counts,
    pub(super) place_country: Counts,
    pub(super) dead: Counts,
    pub(super) injured: Counts,
    pub(super) size: Counts,
    pub(super) statement: Counts,
    pub(super) stance: usize,
    pub(super) classes: BTreeMap<String, ClassCounts>,
    /// Tenths of confidence.
    pub(super) reliability: [ConfidenceBin; 10],
    /// Items without events in the gold set, and the events predicted in them.
    pub(super) empty_items: usize,
    pub(super) invented_there: usize,
    pub(super) errors: Vec<String>,
}

impl Score {
    /// Counts an item; `coded` is `None` where no record came out.
    pub(crate) fn add(&mut self, item: &GoldItem, coded: Option<&CodedReport>) {
        self.reports += 1;
        let Some(coded) = coded else {
            self.missing += 1;
            self.add_events(item, &[], &[]);
            self.statement.gold += item.statements.len();
            return;
        };
        let pairs = event_pairs(item, coded);
        self.add_events(item, &coded.events, &pairs);
        for &(g, p) in &pairs {
            if let (Some(gold), Some(event)) = (item.events.get(g), coded.events.get(p)) {
                self.add_pair(gold, event);
            }
        }
        self.add_statements(item, coded);
    }

    fn add_events(&mut self, item: &GoldItem, predicted: &[Event], pairs: &[(usize, usize)]) {
        self.events.gold += item.events.len();
        self.events.predicted += predicted.len();
        self.events.right += pairs.len();
        if item.events.is_empty() {
            self.empty_items += 1;
            self.invented_there += predicted.len();
        }
        let found: HashSet<usize> = pairs.iter().map(|pair| pair.0).collect();
        let right: HashSet<usize> = pairs.iter().map(|pair| pair.1).collect();
        for (at, event) in item.events.iter().enumerate() {
            let class = self.classes.entry(event.event.clone()).or_default();
            class.gold += 1;
            if found.contains(&at) {
                class.found += 1;
            } else {
                self.errors
                    .push(format!("{} missed   {:<9} {:?}", item.id, event.event, event.trigger));
            }
        }
        for (at, event) in predicted.iter().enumerate() {
            self.classes.entry(event.event.clone()).or_default().predicted += 1;
            self.add_confidence(event.confidence, right.contains(&at));
            if !right.contains(&at) {
                self.errors.push(format!(
                    "{} invented {:<9} {:?}",
                    item.id, event.event, event.trigger.text
                ));
            }
        }
    }

    fn add_confidence(&mut self, confidence: f64, right: bool) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 and 9")]
        let tenth = (confidence * 10.0).clamp(0.0, 9.0) as usize;
        if let Some(bin) = self.reliability.get_mut(tenth) {
            bin.events += 1;
            bin.confidence += confidence;
            bin.right += usize::from(right);
        }
    }

    fn add_pair(&mut self, gold: &GoldEvent, event: &Event) {
        let same_actors = countries(&gold.actor) == countries(&event.actor);
        let same_recipients = countries(&gold.recipient) == countries(&event.recipient);
        self.triples += usize::from(same_actors && same_recipients);
        let codes = || std::iter::once(&gold.cameo).chain(gold.cameo_alt.as_slice());
        self.cameo += usize::from(codes().any(|code| *code == event.cameo));
        self.cameo2 += usize::from(codes().any(|code| root(code) == root(&event.cameo)));
        self.trigger += usize::from(overlap(&event.trigger.text, &gold.trigger) > 0.0);
        let mut statuses = std::iter::once(&gold.status).chain(gold.status_alt.as_slice());
        self.status += usize::from(statuses.any(|status| *status == event.status));
        for (counts, gold, predicted) in [
            (&mut self.actor, &gold.actor, &event.actor),
            (&mut self.recipient, &gold.recipient, &event.recipient),
        ] {
            let (gold, predicted) = (roles(gold), roles(predicted));
            counts.right += gold.intersection(&predicted).count();
            counts.gold += gold.len();
            counts.predicted += predicted.len();
        }
        let half = |gold: &String, predicted: &String| overlap(gold, predicted) >= 0.5;
        self.said_by
            .field(gold.said_by.as_ref(), event.said_by.as_ref().map(|one| &one.text), half);
        self.condition.field(
            gold.condition.as_ref(),
            event.condition.as_ref().map(|span| &span.text),
            half,
        );
        self.date
            .field(gold.date.as_deref(), event.date.as_ref(), |gold, date| {
                let (from, to) = gold.split_once('/').unwrap_or((gold, gold));
                let to = if to.is_empty() { from } else { to };
                date.from.to_string() == from && date.to.to_string() == to
            });
        let country = event.place.as_ref().and_then(|place| place.country.as_ref());
        self.place_country
            .field(gold.place_country.as_ref(), country, |gold, country| gold == country);
        for (counts, gold, figure) in [
            (&mut self.dead, gold.dead, &event.dead),
            (&mut self.injured, gold.injured, &event.injured),
            (&mut self.size, gold.size, &event.size),
        ] {
            counts.field(gold, figure.as_ref(), |gold, figure| gold == figure.low);
        }
    }

    fn add_statements(&mut self, item: &GoldItem, coded: &CodedReport) {
        let mut scored = Vec::new();
        for (g, gold) in item.statements.iter().enumerate() {
            for (p, statement) in coded.statements.iter().enumerate() {
                let content = overlap(&gold.content, &statement.content.text);
                if content >= 0.5 && overlap(&gold.speaker, &statement.speaker.text) > 0.0 {
                    scored.push((content, g, p));
                }
            }
        }
        let pairs = pair(scored);
        self.statement.gold += item.statements.len();
        self.statement.predicted += coded.statements.len();
        self.statement.right += pairs.len();
        let stances = pairs
            .iter()
            .filter_map(|&(g, p)| Some((item.statements.get(g)?, coded.statements.get(p)?)));
        self.stance += stances
            .filter(|(gold, statement)| gold.stance == statement.stance)
            .count();
    }
}

/// A CAMEO code's first two digits.
fn root(code: &str) -> &str {
    code.get(..2).unwrap_or(code)
}
