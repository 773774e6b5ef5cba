//! Annotated reports for tests, written down by hand: one word a line as in CoNLL-U, cut down to what is needed.
//!
//! `form lemma POS head relation [P|O|L|N|D]`, head from 1, 0 for the root; the last column opens a name of that kind
//! (person, organisation, location, nationality, date), `+` continues it. An empty line ends the sentence.

use jiff::civil::Date;
use tidings_annotate::{AnnotatedSentence, Annotation, Name, NameKind, Word, WordAt};
use tidings_text::{Report, Sentence, Span};

use crate::{Gazetteer, Participant, Scene, resolve};

pub(crate) struct Told {
    pub(crate) report: Report,
    pub(crate) annotation: Annotation,
    pub(crate) scene: Scene,
}

/// Reads the lines and resolves them.
pub(crate) fn told(published: &str, lines: &str) -> Told {
    let (report, annotation) = read(published, lines);
    let gazetteer = Gazetteer::embedded().expect("the built-in tables are sound");
    let scene = resolve(&report, &annotation, gazetteer);
    Told {
        report,
        annotation,
        scene,
    }
}

pub(crate) fn read(published: &str, lines: &str) -> (Report, Annotation) {
    let published: Date = published.parse().expect("a date");
    let mut report = Report {
        published: Some(published),
        ..Report::default()
    };
    let mut annotation = Annotation::default();
    for block in lines.trim().split("\n\n") {
        let mut words = Vec::new();
        let mut names: Vec<Name> = Vec::new();
        if !report.text.is_empty() {
            report.text.push(' ');
        }
        let begin = report.text.len();
        for line in block.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let columns: Vec<&str> = line.split_whitespace().collect();
            let [form, lemma, pos, head, relation, rest @ ..] = columns.as_slice() else {
                panic!("five columns: {line}")
            };
            let glued = matches!(*form, "." | "," | "'s" | "’s" | ")" | "-") || report.text.ends_with(['(', '-']);
            if report.text.len() > begin && !glued {
                report.text.push(' ');
            }
            let start = report.text.len();
            report.text.push_str(form);
            let head: usize = head.parse().expect("a head");
            match rest.first() {
                Some(&"+") => names.last_mut().expect("a name to go on with").words.end += 1,
                Some(kind) => names.push(Name {
                    kind: kind_of(kind),
                    words: words.len()..words.len() + 1,
                }),
                None => {}
            }
            words.push(Word {
                span: Span::new(start, report.text.len()),
                form: (*form).to_owned(),
                pos: (*pos).into(),
                lemma: (*lemma).to_owned(),
                head: head.checked_sub(1),
                relation: (*relation).into(),
            });
        }
        let span = Span::new(begin, report.text.len());
        let spans = words.iter().map(|word| word.span).collect();
        report.sentences.push(Sentence {
            span,
            words: spans,
            paragraph: 0,
        });
        annotation.sentences.push(AnnotatedSentence { words, names });
    }
    (report, annotation)
}

fn kind_of(letter: &str) -> NameKind {
    match letter {
        "P" => NameKind::Person,
        "O" => NameKind::Organisation,
        "L" => NameKind::Place,
        "N" => NameKind::Nationality,
        "D" => NameKind::Date,
        _ => NameKind::Other,
    }
}

impl Told {
    /// The word of that form, counted from the sentence's beginning.
    pub(crate) fn at(&self, sentence: usize, form: &str) -> WordAt {
        let words = &self.annotation.sentences[sentence].words;
        let word = words
            .iter()
            .position(|word| word.form == form)
            .unwrap_or_else(|| panic!("no word {form}"));
        WordAt { sentence, word }
    }

    pub(crate) fn participants(&self, sentence: usize, form: &str) -> Vec<Participant> {
        self.scene
            .participants(&self.report, &self.annotation, self.at(sentence, form))
    }

    /// `words [COUNTRY SECTOR Name]` of each participant, as the corpus notation writes them.
    pub(crate) fn written(&self, sentence: usize, form: &str) -> String {
        let participants = self.participants(sentence, form);
        let written = participants.iter().map(|participant| {
            let country = participant.country.as_deref().unwrap_or("-");
            let sector = participant.sectors.first().map_or("-", String::as_str);
            format!(
                "{} [{country} {sector} {}]",
                participant.span.of(&self.report.text),
                participant.name
            )
        });
        written.collect::<Vec<_>>().join("; ")
    }
}
