use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use tidings_codebook::{
    CameoCode, Case, Codebook, Frame, PloverClass, Predicate, PredicateKind, Slot, Test, TestPlace, WordSet,
};

use super::compare::expected;
use crate::exit::Exit;
use crate::output::{BOLD, DIM, plain, terminal_width, wrap};
use crate::pipeline::UsedCodebook;

/// Words of a test that are shown; the file has the rest.
const SHOWN_WORDS: usize = 12;

/// Prints what a code, a class or a word means, and the frames that lead to it.
pub(crate) fn run(what: &str, folder: Option<&Path>) -> Result<Exit> {
    let used = UsedCodebook::of(folder)?;
    let codebook = used.get()?;
    let mut page = Page {
        text: String::new(),
        width: terminal_width(),
    };
    let (class, lemma) = (what.to_uppercase(), what.to_lowercase());
    let known = if let Some(code) = codebook.cameo(what) {
        page.code(code, codebook);
        true
    } else {
        let class = codebook.class(&class);
        if let Some(class) = class {
            page.class(class, codebook);
        }
        // A class may be a word too: "protest".
        page.word(&lemma, class.is_some(), codebook) || class.is_some()
    };
    if !known {
        bail!(
            "{what}: no such CAMEO code, PLOVER class or word in the codebook; codes have two to four digits (05, 1246), classes are {}, \
             words are in their dictionary form",
            codebook
                .classes()
                .iter()
                .map(|class| class.name.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        );
    }
    anstream::stdout().write_all(page.text.as_bytes())?;
    Ok(Exit::Done)
}

struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn code(&mut self, code: &CameoCode, codebook: &Codebook) {
        let _ = writeln!(self.text, "{BOLD}CAMEO {}{BOLD:#}  {}", code.code, code.name);
        self.line("Goldstein", &format!("{:.1}", code.goldstein));
        let mode = code.mode.as_ref().map_or_else(String::new, |mode| format!(" {mode}"));
        self.line(
            "PLOVER",
            &code
                .class
                .as_ref()
                .map_or_else(|| "none: plain comment".to_owned(), |class| format!("{class}{mode}")),
        );
        if !code.context.is_empty() {
            self.line("contexts", &code.context.join(", "));
        }
        let below: Vec<String> = codebook
            .cameo_codes()
            .iter()
            .filter(|other| other.code.len() == code.code.len() + 1 && other.code.starts_with(&code.code))
            .map(|other| format!("{} {}", other.code, other.name))
            .collect();
        if !below.is_empty() {
            self.line("finer", &below.join("; "));
        }
        let leads = |frame: &&Frame| frame.cameo == code.code || frame.cases.iter().any(|case| case.cameo == code.code);
        let frames: Vec<&Frame> = codebook.frames().iter().filter(leads).collect();
        self.frames(&frames, |expected| expected == code.code);
    }

    fn class(&mut self, class: &PloverClass, codebook: &Codebook) {
        let _ = writeln!(self.text, "{BOLD}PLOVER {}{BOLD:#}", class.name);
        self.line("definition", &class.definition);
        self.line(
            "score",
            &format!("{:.1}, quad {} ({})", class.score, class.quad, quad(class.quad)),
        );
        let modes: Vec<String> = class
            .modes
            .iter()
            .map(|mode| {
                mode.score
                    .map_or_else(|| mode.name.clone(), |score| format!("{} ({score:.1})", mode.name))
            })
            .collect();
        self.line(
            "modes",
            &if modes.is_empty() {
                "none".to_owned()
            } else {
                modes.join(", ")
            },
        );
        self.line(
            "recipient",
            if class.recipient_required {
                "always"
            } else {
                "where the text names one"
            },
        );
        let codes: Vec<String> = codebook
            .cameo_codes()
            .iter()
            .filter(|code| code.class.as_ref() == Some(&class.name))
            .map(|code| format!("{} {}", code.code, code.name))
            .collect();
        self.line("codes", &codes.join("; "));
        for frame in codebook.frames().iter().filter(|frame| frame.class == class.name) {
            self.line(
                &format!("frame {}", frame.cameo),
                &format!("{}: {}", frame.name, predicates(frame)),
            );
        }
    }

    /// The frames of a word; false where there is none.
    fn word(&mut self, lemma: &str, follows: bool, codebook: &Codebook) -> bool {
        let of_word = |predicate: &Predicate| predicate.head_word() == lemma || predicate.words.join(" ") == lemma;
        let frames: Vec<&Frame> = codebook
            .frames()
            .iter()
            .filter(|frame| frame.predicates.iter().any(of_word))
            .collect();
        if frames.is_empty() {
            return false;
        }
        let _ = writeln!(self.text, "{}{BOLD}{lemma}{BOLD:#}", if follows { "\n" } else { "" });
        self.frames(&frames, |_| true);
        true
    }

    /// Frames with the cases and examples that lead to the codes wanted.
    fn frames(&mut self, frames: &[&Frame], wanted: impl Fn(&str) -> bool) {
        for frame in frames {
            let _ = writeln!(
                self.text,
                "\n{BOLD}{}{BOLD:#}  {DIM}{}:{}{DIM:#}",
                frame.name, frame.file, frame.line
            );
            self.line("predicates", &predicates(frame));
            self.line("actor", &slots(&frame.actor));
            self.line("recipient", &slots(&frame.recipient));
            self.line("coded", &coding(frame));
            for test in &frame.tests {
                self.line(&place(test), &words(&test.words));
            }
            for case in frame.cases.iter().filter(|case| wanted(&case.cameo)) {
                let tests: Vec<String> = case
                    .tests
                    .iter()
                    .map(|test| format!("{} {}", place(test), words(&test.words)))
                    .collect();
                self.line("case", &format!("{} where {}", case_coding(case), tests.join("; ")));
            }
            for example in &frame.examples {
                if example.coded.is_empty() || example.coded.iter().any(|event| wanted(&event.cameo)) {
                    self.line("example", &example.text);
                    self.line("", &format!("= {}", expected(&example.coded)));
                }
            }
        }
    }

    /// A label and its text, wrapped beside it.
    fn line(&mut self, label: &str, text: &str) {
        const LABEL: usize = 12;
        let text = plain(text);
        for (at, (start, end)) in wrap(&text, self.width.saturating_sub(LABEL + 4))
            .into_iter()
            .enumerate()
        {
            let label = if at == 0 { label } else { "" };
            let _ = writeln!(
                self.text,
                "  {DIM}{label:<LABEL$}{DIM:#}  {}",
                text.get(start..end).unwrap_or_default()
            );
        }
    }
}

fn quad(quad: u8) -> &'static str {
    match quad {
        1 => "verbal cooperation",
        2 => "material cooperation",
        3 => "verbal conflict",
        _ => "material conflict",
    }
}

fn predicates(frame: &Frame) -> String {
    let one = |predicate: &Predicate| {
        let kind = match predicate.kind {
            PredicateKind::Verb => "",
            PredicateKind::Noun => " (noun)",
            PredicateKind::Adjective => " (adjective)",
        };
        format!("{}{kind}", predicate.words.join(" "))
    };
    frame.predicates.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn slots(slots: &[Slot]) -> String {
    let one = |slot: &Slot| match slot {
        Slot::Subject => "subject".to_owned(),
        Slot::Object => "object".to_owned(),
        Slot::OwnerOfObject => "owner of object".to_owned(),
        Slot::ClauseSubject => "clause subject".to_owned(),
        Slot::Phrase(preposition) => preposition.clone(),
        Slot::Place => "place".to_owned(),
    };
    if slots.is_empty() {
        "none".to_owned()
    } else {
        slots.iter().map(one).collect::<Vec<_>>().join(", else ")
    }
}

fn coding(frame: &Frame) -> String {
    let mode = frame.mode.as_ref().map_or_else(String::new, |mode| format!(".{mode}"));
    let status = frame
        .status
        .map_or_else(String::new, |status| format!(", {}", status.name()));
    let reciprocal = if frame.reciprocal { ", reciprocal" } else { "" };
    format!("{}{mode} {}{status}{reciprocal}", frame.class, frame.cameo)
}

fn case_coding(case: &Case) -> String {
    let mode = case.mode.as_ref().map_or_else(String::new, |mode| format!(" {mode}"));
    let status = case
        .status
        .map_or_else(String::new, |status| format!(" {}", status.name()));
    format!("{}{mode}{status}", case.cameo)
}

fn place(test: &Test) -> String {
    let place = match &test.place {
        TestPlace::Subject => "subject",
        TestPlace::Object => "object",
        TestPlace::Clause => "clause",
        TestPlace::Any => "any",
        TestPlace::Phrase(preposition) => preposition,
    };
    if test.negated {
        format!("not {place}")
    } else {
        place.to_owned()
    }
}

fn words(set: &WordSet) -> String {
    let kinds = set
        .kinds()
        .iter()
        .map(|kind| format!("<{}>", format!("{kind:?}").to_lowercase()));
    let mut shown: Vec<String> = kinds.chain(set.phrases().map(|phrase| phrase.join(" "))).collect();
    let more = shown.len().saturating_sub(SHOWN_WORDS);
    shown.truncate(SHOWN_WORDS);
    if more > 0 {
        shown.push(format!("… and {more} more"));
    }
    shown.join(", ")
}
