//! The figures of a score, for people and as JSON.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::score::{Counts, Score};

impl Score {
    /// The figures, by name: `{"precision", "recall", "f1"}` or `{"accuracy"}` for each field, and for each class.
    pub(crate) fn figures(&self) -> Map<String, Value> {
        let mut figures = Map::new();
        let mut add = |name: &str, value: Value| drop(figures.insert(name.to_owned(), value));
        add("reports", json!(self.reports));
        add("missing", json!(self.missing));
        let [precision, recall, f1] = measure(self.events);
        add(
            "event",
            json!({"precision": precision, "recall": recall, "f1": f1, "macro_f1": self.macro_f1()}),
        );
        let [precision, recall, f1] = measure(Counts {
            right: self.triples,
            ..self.events
        });
        add("triple", json!({"precision": precision, "recall": recall, "f1": f1}));
        for (name, counts) in [
            ("actor", self.actor),
            ("recipient", self.recipient),
            ("said_by", self.said_by),
            ("condition", self.condition),
            ("date", self.date),
            ("place_country", self.place_country),
            ("dead", self.dead),
            ("injured", self.injured),
            ("size", self.size),
            ("statement", self.statement),
        ] {
            add(name, with_gold(counts));
        }
        let found = self.events.right;
        for (name, right, of) in [
            ("cameo", self.cameo, found),
            ("cameo2", self.cameo2, found),
            ("trigger", self.trigger, found),
            ("status", self.status, found),
            ("stance", self.stance, self.statement.right),
        ] {
            add(name, json!({"accuracy": share(right, of)}));
        }
        add(
            "no_events",
            json!({"items": self.empty_items, "invented_per_item": share(self.invented_there, self.empty_items)}),
        );
        add("calibration", json!({"expected_error": self.calibration_error()}));
        let classes: Map<String, Value> = self
            .class_counts()
            .map(|(class, counts)| (class.clone(), with_gold(counts)))
            .collect();
        add("classes", Value::Object(classes));
        figures
    }

    /// The figures in lines, then the first `errors` events that were missed or invented.
    pub(crate) fn summary(&self, errors: usize) -> String {
        let mut page = String::new();
        let _ = writeln!(
            page,
            "{} items, {} missing from the prediction; {} gold events, {} predicted",
            self.reports, self.missing, self.events.gold, self.events.predicted
        );
        let figures = self.figures();
        for (name, values) in figures.iter().filter(|(name, _)| *name != "classes") {
            if let Value::Object(values) = values {
                let _ = writeln!(page, "{name:<14} {}", line(values));
            }
        }
        for (class, values) in figures.get("classes").and_then(Value::as_object).into_iter().flatten() {
            if let Value::Object(values) = values {
                let _ = writeln!(page, "  {class:<12} {}", line(values));
            }
        }
        page += &self.reliability_table();
        for error in self.errors.iter().take(errors) {
            let _ = writeln!(page, "{error}");
        }
        page
    }

    /// Expected calibration error: how far confidence is from the share that is right, over tenths of confidence weighted by their
    /// events (Naeini et al. 2015).
    fn calibration_error(&self) -> f64 {
        let apart: f64 = self
            .reliability
            .iter()
            .map(|bin| (bin.confidence - bin.right as f64).abs())
            .sum();
        if self.events.predicted == 0 {
            0.0
        } else {
            apart / self.events.predicted as f64
        }
    }

    /// A line for each tenth of confidence that has events.
    fn reliability_table(&self) -> String {
        let mut lines = String::new();
        for (tenth, bin) in self.reliability.iter().enumerate().filter(|(_, bin)| bin.events > 0) {
            let _ = writeln!(
                lines,
                "  confidence {:.1}-{:.1}  events {:<5} mean {:.3}  right {:.3}",
                tenth as f64 / 10.0,
                (tenth + 1) as f64 / 10.0,
                bin.events,
                bin.confidence / bin.events as f64,
                share(bin.right, bin.events)
            );
        }
        lines
    }

    fn class_counts(&self) -> impl Iterator<Item = (&String, Counts)> {
        let counts = |class: &super::score::ClassCounts| Counts {
            right: class.found,
            predicted: class.predicted,
            gold: class.gold,
        };
        self.classes.iter().map(move |(name, class)| (name, counts(class)))
    }

    /// The mean F1 of the classes that are in the gold set.
    fn macro_f1(&self) -> f64 {
        let f1: Vec<f64> = self
            .class_counts()
            .filter(|(_, counts)| counts.gold > 0)
            .map(|(_, counts)| measure(counts)[2])
            .collect();
        f1.iter().sum::<f64>() / f1.len().max(1) as f64
    }
}

fn share(right: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { right as f64 / of as f64 }
}

/// Precision, recall and F1.
fn measure(counts: Counts) -> [f64; 3] {
    let (precision, recall) = (share(counts.right, counts.predicted), share(counts.right, counts.gold));
    let f1 = if precision + recall > 0.0 {
        2.0 * precision * recall / (precision + recall)
    } else {
        0.0
    };
    [precision, recall, f1]
}

fn with_gold(counts: Counts) -> Value {
    let [precision, recall, f1] = measure(counts);
    json!({"precision": precision, "recall": recall, "f1": f1, "gold": counts.gold})
}

fn line(values: &Map<String, Value>) -> String {
    let shown = values
        .iter()
        .map(|(name, value)| match value.as_f64().filter(|_| value.is_f64()) {
            Some(number) => format!("{name} {number:.3}"),
            None => format!("{name} {value}"),
        });
    shown.collect::<Vec<_>>().join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_those_of_the_textbook() {
        for (right, predicted, gold, expected) in [
            (2, 4, 2, [0.5, 1.0, 2.0 / 3.0]),
            (0, 0, 0, [0.0; 3]),
            (0, 3, 3, [0.0; 3]),
            (3, 3, 3, [1.0; 3]),
        ] {
            let found = measure(Counts { right, predicted, gold });
            let near = found
                .iter()
                .zip(expected)
                .all(|(found, expected)| (found - expected).abs() < 1e-9);
            assert!(near, "{right} {predicted} {gold}: {found:?}");
        }
    }
}
