//! Measures who, where and when against files of our corpus (`training/corpus/written/*.txt`): of the participants,
//! places and dates written there, how many does the scene give the same country, sector and day?
//!
//! `cargo run -p tidings-actors --example participants -- FILE…` prints every miss and the shares.

use std::error::Error;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use tidings_actors::{Gazetteer, Scene, resolve};
use tidings_annotate::{AnnotatedSentence, Annotation, Annotator, WordAt};
use tidings_text::{Report, Span};

#[derive(Default)]
struct Count {
    right: usize,
    all: usize,
}

impl Count {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }
}

#[derive(Default)]
struct Measure {
    found: Count,
    country: Count,
    sector: Count,
    place: Count,
    date: Count,
    words: usize,
    spent: Duration,
}

#[allow(clippy::print_stdout, reason = "a tool to be read by people")]
fn main() -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let gazetteer = Gazetteer::embedded()?;
    let loaded = start.elapsed();
    let mut measure = Measure::default();
    for path in std::env::args().skip(1) {
        let content = std::fs::read_to_string(&path)?;
        for item in content.split("\n### ").map(|item| item.trim_start_matches("### ")) {
            item_of(item, gazetteer, &mut measure)?;
        }
    }
    for (what, count) in [
        ("participant found", &measure.found),
        ("country right", &measure.country),
        ("country and sector right", &measure.sector),
        ("country of the place", &measure.place),
        ("date", &measure.date),
    ] {
        println!(
            "{what:<26} {:>5} of {:>5}  {:.3}",
            count.right,
            count.all,
            count.right as f64 / count.all.max(1) as f64
        );
    }
    println!("gazetteer {loaded:?}; {} words in {:?}", measure.words, measure.spent);
    Ok(())
}

fn item_of(item: &str, gazetteer: &Gazetteer, measure: &mut Measure) -> Result<(), Box<dyn Error>> {
    let (header, body) = item.split_once('\n').unwrap_or((item, ""));
    let Some(published) = header.split(' ').nth(1).and_then(|day| day.parse::<Date>().ok()) else {
        return Ok(());
    };
    let is_note = |line: &&str| line.starts_with("= ") || line.starts_with("# ") || line.starts_with("\" ");
    let text = body
        .lines()
        .take_while(|line| !is_note(line))
        .collect::<Vec<_>>()
        .join("\n");
    let report = Report::from_text(text.trim(), Some(published));
    let annotation = Annotator::embedded()?.annotate(&report)?;
    if std::env::var_os("SHOW").is_some() {
        eprintln!("{}", tidings_annotate::to_conllu(&report, &annotation));
    }
    let begin = Instant::now();
    let scene = resolve(&report, &annotation, gazetteer);
    measure.spent += begin.elapsed();
    measure.words += report
        .sentences
        .iter()
        .map(|sentence| sentence.words.len())
        .sum::<usize>();
    for line in body.lines().filter(|line| line.starts_with("= ")) {
        for field in line.split(" | ").skip(2) {
            let Some((name, value)) = field.split_once(": ") else {
                continue;
            };
            match name {
                "actor" | "recipient" => {
                    value
                        .split("; ")
                        .for_each(|member| participant(member, &report, &annotation, &scene, measure));
                }
                "place" => place(value, &report, &annotation, &scene, measure),
                "date" => date(value, &report, &scene, measure),
                _ => {}
            }
        }
    }
    Ok(())
}

/// The word that heads a piece of the text.
fn head_of(piece: &str, report: &Report, annotation: &Annotation) -> Option<WordAt> {
    let start = report.text.find(piece)?;
    let span = Span::new(start, start + piece.len());
    annotation
        .sentences
        .iter()
        .enumerate()
        .find_map(|(sentence, AnnotatedSentence { words, .. })| {
            let inside: Vec<usize> = (0..words.len())
                .filter(|word| span.contains(words[*word].span))
                .collect();
            let top = inside
                .iter()
                .copied()
                .find(|word| words[*word].head.is_none_or(|head| !inside.contains(&head)))?;
            Some(WordAt { sentence, word: top })
        })
}

#[allow(clippy::print_stdout, reason = "a tool to be read by people")]
fn participant(member: &str, report: &Report, annotation: &Annotation, scene: &Scene, measure: &mut Measure) {
    let Some((piece, rest)) = member.trim().split_once(" [") else {
        return;
    };
    let mut wanted = rest.trim_end_matches(']').split(' ');
    let (country, sector) = (wanted.next().unwrap_or("-"), wanted.next().unwrap_or("-"));
    let Some(at) = head_of(piece, report, annotation) else {
        return;
    };
    let found = scene.participants(report, annotation, at);
    let same_country = found.iter().any(|one| one.country.as_deref().unwrap_or("-") == country);
    let same_sector = found.iter().any(|one| {
        one.country.as_deref().unwrap_or("-") == country && one.sectors.first().map_or("-", String::as_str) == sector
    });
    measure.found.add(!found.is_empty());
    measure.country.add(same_country);
    measure.sector.add(same_sector);
    if !same_sector {
        let written: Vec<String> = found
            .iter()
            .map(|one| {
                format!(
                    "{} [{} {:?} {}]",
                    one.span.of(&report.text),
                    one.country.as_deref().unwrap_or("-"),
                    one.sectors,
                    one.name
                )
            })
            .collect();
        println!("{member}\n    found {}", written.join("; "));
    }
}

#[allow(clippy::print_stdout, reason = "a tool to be read by people")]
fn place(value: &str, report: &Report, annotation: &Annotation, scene: &Scene, measure: &mut Measure) {
    let Some((piece, country)) = value.trim().split_once(" [") else {
        return;
    };
    let Some(start) = report.text.find(piece) else { return };
    let span = Span::new(start, start + piece.len());
    let country = country.trim_end_matches(']');
    let inside = scene
        .places
        .iter()
        .filter(|place| span.contains(place.span) || place.span.contains(span));
    let found: Vec<&str> = inside.map(|place| place.country.as_deref().unwrap_or("-")).collect();
    let right = found.contains(&country) || (found.is_empty() && country == "-");
    measure.place.add(right);
    let _ = annotation;
    if !right {
        println!("place {value}: found {found:?}");
    }
}

#[allow(clippy::print_stdout, reason = "a tool to be read by people")]
fn date(value: &str, report: &Report, scene: &Scene, measure: &mut Measure) {
    let (from, to) = value.trim().split_once('/').unwrap_or((value.trim(), value.trim()));
    let right = scene
        .dates
        .iter()
        .any(|date| date.from.to_string() == from && date.to.to_string() == to);
    measure.date.add(right);
    if !right {
        let found: Vec<String> = scene
            .dates
            .iter()
            .map(|date| format!("{} {}/{}", date.span.of(&report.text), date.from, date.to))
            .collect();
        println!("date {value} (published {:?}): found {found:?}", report.published);
    }
}
