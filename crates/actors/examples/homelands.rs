//! What `training/homeland.py` learns from: for every participant of a coded corpus whose phrase names no country, the candidates with
//! their features, and the country that the coder gave.
//!
//! `cargo run --release -p tidings-actors --example homelands -- CORPUS.jsonl` prints one JSON line each.

use std::error::Error;
use std::io::{BufWriter, Write};

use serde_json::{Value, json};
use tidings_actors::{Gazetteer, homeland_guesses};
use tidings_annotate::Annotator;
use tidings_text::{Report, Span};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("name a coded corpus (JSON lines)")?;
    let (annotator, gazetteer) = (Annotator::embedded()?, Gazetteer::embedded()?);
    let mut out = BufWriter::new(std::io::stdout());
    for line in std::fs::read_to_string(path)?.lines() {
        let item: Value = serde_json::from_str(line)?;
        let text = |field: &str| item[field].as_str().unwrap_or_default();
        let report = Report::from_text(text("text"), text("published").parse().ok());
        let annotation = annotator.annotate(&report)?;
        let coded = participants(&item);
        for guess in homeland_guesses(&report, &annotation, gazetteer) {
            let mut countries = coded.iter().filter(|(text, _)| covers(&report.text, text, guess.span));
            let Some((_, country)) = countries.next() else { continue };
            // "Mali and Niger's ministers": a phrase of several countries has no single answer.
            if countries.all(|(_, other)| other == country) {
                serde_json::to_writer(
                    &mut out,
                    &json!({"item": text("id"), "kind": guess.kind, "country": country, "candidates": guess.candidates}),
                )?;
                writeln!(out)?;
            }
        }
    }
    Ok(())
}

/// Phrase and country of every participant of the item's events.
fn participants(item: &Value) -> Vec<(&str, Option<&str>)> {
    let events = item["events"].as_array().map(Vec::as_slice).unwrap_or_default();
    events
        .iter()
        .flat_map(|event| [&event["actor"], &event["recipient"]])
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(|participant| Some((participant["text"].as_str()?, participant["country"].as_str())))
        .collect()
}

/// Whether `phrase` stands in the text with `span` inside it.
fn covers(text: &str, phrase: &str, span: Span) -> bool {
    !phrase.is_empty()
        && text
            .match_indices(phrase)
            .any(|(at, _)| at <= span.start && span.end <= at + phrase.len())
}
