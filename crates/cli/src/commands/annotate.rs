use std::fmt::Write as _;
use std::io::{IsTerminal, Write, stdout};

use anyhow::Result;
use serde_json::{Value, json};
use tidings_annotate::{AnnotatedSentence, Annotation, to_conllu};
use tidings_text::{ReadError, Report};

use super::reports;
use crate::arguments::{AnnotateArguments, AnnotateFormat};
use crate::exit::Exit;
use crate::failures::Failures;
use crate::output::{BOLD, Cell, DIM, FOUND, PLAIN, aligned, plain, terminal_width};
use crate::parallel::{in_order, jobs};
use crate::pipeline::{Failure, Pipeline, UsedCodebook, UsedTables};
use crate::progress::Progress;

/// Annotates all reports and writes what is found, in input order.
pub(crate) fn run(arguments: &AnnotateArguments) -> Result<Exit> {
    let in_terminal = stdout().is_terminal();
    let format = arguments.format.unwrap_or(if in_terminal {
        AnnotateFormat::Text
    } else {
        AnnotateFormat::Conllu
    });
    let reports = reports(&arguments.sources)?;
    let codebook = UsedCodebook::Ours;
    let tables = UsedTables::Ours;
    let pipeline = Pipeline::load(&codebook, &tables)?;
    let width = terminal_width();

    let work = |report: Result<Report, ReadError>| {
        let report = report?;
        let annotation = pipeline.annotate(&report)?;
        let written = match format {
            AnnotateFormat::Text => for_people(&report, &annotation, width),
            AnnotateFormat::Conllu => to_conllu(&report, &annotation),
            AnnotateFormat::Jsonl => format!("{}\n", to_json(&pipeline, &report, &annotation)?),
        };
        let words: usize = report.sentences.iter().map(|sentence| sentence.words.len()).sum();
        Ok::<_, Failure>((words, written))
    };
    let mut out = anstream::stdout();
    let (mut failures, mut progress) = (Failures::default(), Progress::new());
    in_order(reports, jobs(arguments.sources.jobs), work, |outcome| {
        match outcome {
            Ok((words, written)) => {
                out.write_all(written.as_bytes())?;
                out.flush()?;
                progress.count(words);
            }
            Err(failure) => failures.add(&failure, &progress),
        }
        Ok(())
    })?;
    Ok(Exit::after(failures.count()))
}

/// A word a line: number, word, part of speech, lemma, the arc to its head, and the name it belongs to.
fn for_people(report: &Report, annotation: &Annotation, width: usize) -> String {
    let mut page = format!(
        "{BOLD}{}{BOLD:#}\n",
        plain(report.title.as_deref().unwrap_or(&report.id))
    );
    for (sentence, annotated) in report.sentences.iter().zip(&annotation.sentences) {
        let _ = writeln!(page, "\n{DIM}{}{DIM:#}", plain(sentence.span.of(&report.text)));
        let rows: Vec<Vec<Cell>> = (0..annotated.words.len()).filter_map(|at| row(annotated, at)).collect();
        for line in aligned(
            &rows,
            &[None, Some(12), None, Some(8), Some(16), None],
            width.saturating_sub(2),
        ) {
            let _ = writeln!(page, "  {}", line.trim_end());
        }
    }
    page
}

fn row(sentence: &AnnotatedSentence, at: usize) -> Option<Vec<Cell>> {
    let word = sentence.words.get(at)?;
    let arc = match word.head.and_then(|head| Some((head, sentence.words.get(head)?))) {
        Some((number, head)) => format!("{} ← {} {}", word.relation, number + 1, head.form),
        None => word.relation.to_string(),
    };
    let name = sentence
        .names
        .iter()
        .find(|name| name.words.contains(&at))
        .map_or_else(String::new, |name| {
            let bracket = match (name.words.start == at, name.words.end == at + 1) {
                (true, true) => "[",
                (true, false) => "┌",
                (false, true) => "└",
                (false, false) => "│",
            };
            if name.words.start == at {
                format!("{bracket} {}", name.kind.name())
            } else {
                bracket.to_owned()
            }
        });
    Some(vec![
        Cell::new((at + 1).to_string(), DIM),
        Cell::new(&word.form, BOLD),
        Cell::new(&*word.pos, PLAIN),
        Cell::new(&word.lemma, PLAIN),
        Cell::new(arc, DIM),
        Cell::new(name, FOUND),
    ])
}

/// Words, dates and places with offsets in code points into the canonical text, as `training/prepare.py` reads them.
fn to_json(pipeline: &Pipeline<'_>, report: &Report, annotation: &Annotation) -> Result<Value, Failure> {
    let scene = pipeline.scene(report, annotation)?;
    let points = points(&report.text);
    let point = |byte: usize| points.get(byte).copied().unwrap_or(0);
    let sentences: Vec<_> = annotation
        .sentences
        .iter()
        .map(|sentence| {
            let words: Vec<_> = sentence
                .words
                .iter()
                .map(|word| {
                    json!({"form": word.form, "start": point(word.span.start), "end": point(word.span.end),
                           "pos": &*word.pos, "lemma": word.lemma, "head": word.head, "relation": &*word.relation})
                })
                .collect();
            json!({ "words": words })
        })
        .collect();
    let dates: Vec<_> = scene
        .dates
        .iter()
        .map(|date| {
            json!({"sentence": date.sentence, "first": date.words.start, "last": date.words.end.saturating_sub(1),
                   "from": date.from, "to": date.to})
        })
        .collect();
    let places: Vec<_> = scene
        .places
        .iter()
        .map(|place| {
            json!({"start": point(place.span.start), "end": point(place.span.end), "name": place.name,
                   "country": place.country, "admin1": place.admin1, "lat": place.lat, "lon": place.lon,
                   "geonames_id": place.geonames_id, "precision": place.precision})
        })
        .collect();
    Ok(json!({"id": report.id, "text": report.text, "sentences": sentences, "dates": dates, "places": places}))
}

/// For each byte of the text, and for its end, how many code points start before it.
fn points(text: &str) -> Vec<usize> {
    let mut points = vec![0; text.len() + 1];
    let mut count = 0;
    for (byte, point) in points.iter_mut().enumerate() {
        *point = count;
        count += usize::from(text.is_char_boundary(byte + 1) && byte < text.len());
    }
    points
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn bytes_become_code_points() {
        let text = "é日x";
        let points = points(text);
        let starts: Vec<usize> = text.char_indices().map(|(byte, _)| points[byte]).collect();
        assert_eq!((starts, points[text.len()]), (vec![0, 1, 2], 3));
    }
}
