use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;
use tidings_actors::{Gazetteer, resolve};
use tidings_annotate::{Annotation, Annotator, to_conllu};
use tidings_text::{Limits, Report, Source, read};

use crate::arguments::{AnnotateArguments, AnnotateFormat};

pub(crate) fn run(arguments: &AnnotateArguments) -> Result<ExitCode> {
    let annotator = Annotator::embedded()?;
    let mut out = std::io::stdout().lock();
    let mut failed = false;
    for report in read(arguments.sources.iter().map(|source| source.parse::<Source>()).flatten(), Limits::default()) {
        match report {
            Ok(report) => {
                let annotation = annotator.annotate(&report)?;
                match arguments.format {
                    AnnotateFormat::Conllu => write!(out, "{}", to_conllu(&report, &annotation))?,
                    AnnotateFormat::Jsonl => writeln!(out, "{}", to_json(&report, &annotation)?)?,
                }
            }
            Err(error) => {
                eprintln!("tidings: {error}");
                failed = true;
            }
        }
    }
    Ok(ExitCode::from(u8::from(failed)))
}

/// Words and dates with offsets in code points into the canonical text, as `training/prepare.py` reads them.
fn to_json(report: &Report, annotation: &Annotation) -> Result<serde_json::Value> {
    let scene = resolve(report, annotation, Gazetteer::embedded()?);
    let point = |byte: usize| report.text.get(..byte).map_or(0, |before| before.chars().count());
    let sentences: Vec<_> = annotation
        .sentences
        .iter()
        .map(|sentence| {
            let words: Vec<_> = sentence
                .words
                .iter()
                .map(|word| json!({"form": word.form, "start": point(word.span.start), "end": point(word.span.end),
                                   "pos": &*word.pos, "lemma": word.lemma, "head": word.head, "relation": &*word.relation}))
                .collect();
            json!({ "words": words })
        })
        .collect();
    let dates: Vec<_> = scene
        .dates
        .iter()
        .map(|date| json!({"sentence": date.sentence, "first": date.words.start, "last": date.words.end - 1, "from": date.from, "to": date.to}))
        .collect();
    Ok(json!({"id": report.id, "text": report.text, "sentences": sentences, "dates": dates}))
}
