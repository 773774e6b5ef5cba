use std::collections::HashMap;

use crate::document::{Item, Section};
use crate::error::{ProblemKind, Problems};
use crate::expected;
use crate::frame::{Case, Example, Frame, Predicate, PredicateKind, Slot, Status, Test, TestPlace};
use crate::ontology::{Ontology, PloverClass};
use crate::words::{WordLists, spellings};

const TEST_KEYS: [&str; 9] = [
    "subject",
    "object",
    "clause",
    "any",
    "not_subject",
    "not_object",
    "not_clause",
    "not_any",
    "phrases",
];
const FRAME_KEYS: [&str; 11] = [
    "name",
    "predicates",
    "actor",
    "recipient",
    "cameo",
    "mode",
    "reciprocal",
    "status",
    "case",
    "example",
    "cases_of",
];
const CASE_KEYS: [&str; 4] = ["cameo", "mode", "status", "recipient"];

/// Reads frames; knows the tables and lists that they refer to.
pub(crate) struct FrameReader<'a> {
    pub(crate) ontology: &'a Ontology,
    pub(crate) lists: &'a WordLists,
}

impl FrameReader<'_> {
    /// The frames of a file of the given class; what cannot be read is reported and left out.
    pub(crate) fn read(&self, file: &Section<'_>, class: &PloverClass, problems: &mut Problems) -> Vec<Frame> {
        file.check_keys(&["frame"], problems);
        let sections = file.sections("frame", problems);
        sections
            .iter()
            .filter_map(|section| self.frame(section, &sections, class, problems))
            .collect()
    }

    fn frame(
        &self,
        section: &Section<'_>,
        siblings: &[Section<'_>],
        class: &PloverClass,
        problems: &mut Problems,
    ) -> Option<Frame> {
        section.check_keys(&[&FRAME_KEYS[..], &TEST_KEYS[..]].concat(), problems);
        let name = section.required("a frame", "name", problems);
        let cameo = section
            .required("a frame", "cameo", problems)
            .and_then(|code| self.code(section, code, problems));
        let predicates = self.predicates(section, problems);
        let actor = self
            .slots(section, "actor", problems)
            .unwrap_or_else(|| vec![Slot::Subject]);
        let recipient = self.slots(section, "recipient", problems).unwrap_or_default();
        let mode = mode(section, class, problems);
        let status = status(section, problems);
        let mut frame = Frame {
            name: name?.text.to_owned(),
            file: section.file.shown.clone(),
            line: section.line,
            class: class.name.clone(),
            predicates,
            actor,
            recipient,
            tests: self.tests(section, problems),
            cameo: cameo?,
            mode,
            reciprocal: section.flag("reciprocal", problems),
            status,
            cases: Vec::new(),
            examples: self.examples(section, problems),
        };
        let mut cases = section.sections("case", problems);
        if let Some(other) = section.text("cases_of", problems) {
            cases.extend(cases_of(section, other, siblings, problems));
        }
        for case in cases {
            let case = self.case(&case, &frame, class, problems);
            frame.cases.push(case);
        }
        report_unreachable(section, &frame.cases, problems);
        Some(frame)
    }

    fn case(&self, section: &Section<'_>, frame: &Frame, class: &PloverClass, problems: &mut Problems) -> Case {
        section.check_keys(&[&CASE_KEYS[..], &TEST_KEYS[..]].concat(), problems);
        let code = section
            .text("cameo", problems)
            .and_then(|code| self.code(section, code, problems));
        let tests = self.tests(section, problems);
        if tests.is_empty() {
            section.report(section.line, ProblemKind::Empty("case"), problems);
        }
        Case {
            line: section.line,
            tests,
            cameo: code.unwrap_or_else(|| frame.cameo.clone()),
            mode: mode(section, class, problems).or_else(|| frame.mode.clone()),
            status: status(section, problems).or(frame.status),
            recipient: self
                .slots(section, "recipient", problems)
                .unwrap_or_else(|| frame.recipient.clone()),
        }
    }

    fn code(&self, section: &Section<'_>, code: Item<'_>, problems: &mut Problems) -> Option<String> {
        if self.ontology.cameo(code.text).is_some() {
            return Some(code.text.to_owned());
        }
        let known = self.ontology.codes.iter().map(|known| known.code.as_str());
        section.report(
            code.line,
            ProblemKind::unknown("CAMEO code", code.text, known),
            problems,
        );
        None
    }

    fn predicates(&self, section: &Section<'_>, problems: &mut Problems) -> Vec<Predicate> {
        let items = section.texts("predicates", problems);
        if items.as_ref().is_none_or(Vec::is_empty) {
            section.report(
                section.line,
                ProblemKind::Missing {
                    entry: "a frame",
                    key: "predicates",
                },
                problems,
            );
        }
        let mut predicates = Vec::new();
        for item in items.unwrap_or_default() {
            let (words, mark) = item.text.split_once('(').unwrap_or((item.text, "verb)"));
            let mark = Item {
                text: mark.trim_end().trim_end_matches(')'),
                line: item.line,
            };
            let Some(kind) = section.named("part of speech", mark, &PredicateKind::MARKED, problems) else {
                continue;
            };
            if words.trim().is_empty() {
                section.report(item.line, ProblemKind::Empty("predicate"), problems);
                continue;
            }
            predicates.extend(spellings(words).into_iter().map(|words| {
                let head = self.head(&words, kind);
                Predicate { words, head, kind }
            }));
        }
        predicates
    }

    fn head(&self, words: &[String], kind: PredicateKind) -> usize {
        let last = words.len().saturating_sub(1);
        match kind {
            PredicateKind::Verb => 0,
            PredicateKind::Noun => words
                .iter()
                .skip(1)
                .position(|word| self.is_preposition(word))
                .unwrap_or(last),
            PredicateKind::Adjective => last,
        }
    }

    fn is_preposition(&self, word: &str) -> bool {
        self.lists.get("preposition").is_some_and(|list| list.contains(word))
    }

    /// The prepositions there are, those of several words too.
    fn check_preposition(&self, section: &Section<'_>, written: &str, line: usize, problems: &mut Problems) {
        let words: Vec<&str> = written.split(' ').collect();
        let list = self.lists.get("preposition");
        if list.is_some_and(|list| list.phrases().any(|known| known == words.as_slice())) {
            return;
        }
        let known: Vec<String> = list
            .iter()
            .flat_map(|list| list.phrases())
            .map(|words| words.join(" "))
            .collect();
        let kind = ProblemKind::unknown(
            "slot or preposition",
            written,
            known.iter().map(String::as_str).chain(SLOTS),
        );
        section.report(line, kind, problems);
    }

    fn slots(&self, section: &Section<'_>, key: &str, problems: &mut Problems) -> Option<Vec<Slot>> {
        let mut slots = Vec::new();
        for item in section.texts(key, problems)? {
            slots.push(match item.text {
                "none" => continue,
                "subject" => Slot::Subject,
                "object" => Slot::Object,
                "owner of object" => Slot::OwnerOfObject,
                "clause subject" => Slot::ClauseSubject,
                "place" => Slot::Place,
                preposition => {
                    self.check_preposition(section, preposition, item.line, problems);
                    Slot::Phrase(preposition.to_owned())
                }
            });
        }
        Some(slots)
    }

    /// The tests of a frame or case, positive ones first.
    fn tests(&self, section: &Section<'_>, problems: &mut Problems) -> Vec<Test> {
        let mut tests = Vec::new();
        for key in TEST_KEYS.into_iter().filter(|key| *key != "phrases") {
            let name = key.trim_start_matches("not_");
            let place = match name {
                "subject" => TestPlace::Subject,
                "object" => TestPlace::Object,
                "clause" => TestPlace::Clause,
                _ => TestPlace::Any,
            };
            if let Some(items) = section.texts(key, problems) {
                let words = self.lists.set(section, &items, problems);
                tests.push(Test {
                    place,
                    negated: name != key,
                    words,
                });
            }
        }
        if let Some(phrases) = section.section("phrases", problems) {
            for key in phrases.keys() {
                let preposition = key.text.trim_start_matches("not_").replace('_', " ");
                self.check_preposition(section, &preposition, key.line, problems);
                let items = phrases.texts(key.text, problems).unwrap_or_default();
                let words = self.lists.set(&phrases, &items, problems);
                let negated = key.text.starts_with("not_");
                tests.push(Test {
                    place: TestPlace::Phrase(preposition),
                    negated,
                    words,
                });
            }
        }
        tests.sort_by_key(|test| test.negated);
        tests
    }

    fn examples(&self, section: &Section<'_>, problems: &mut Problems) -> Vec<Example> {
        let mut examples = Vec::new();
        for example in section.sections("example", problems) {
            example.check_keys(&["text", "coded"], problems);
            let text = example.required("an example", "text", problems);
            let coded = example.required("an example", "coded", problems);
            let (Some(text), Some(coded)) = (text, coded) else {
                continue;
            };
            match expected::parse(coded.text, self.ontology) {
                Ok(events) => {
                    examples.push(Example {
                        text: text.text.to_owned(),
                        coded: events,
                        line: example.line,
                    });
                }
                Err(reason) => {
                    let kind = ProblemKind::Coding {
                        coded: coded.text.to_owned(),
                        reason,
                    };
                    example.report(coded.line, kind, problems);
                }
            }
        }
        examples
    }
}

/// The cases of the frame of the same file that is called `other`.
fn cases_of<'a>(
    section: &Section<'_>,
    other: Item<'_>,
    siblings: &[Section<'a>],
    problems: &mut Problems,
) -> Vec<Section<'a>> {
    let name = |sibling: &Section<'a>| sibling.text("name", &mut Problems::default()).map(|name| name.text);
    if let Some(sibling) = siblings.iter().find(|sibling| name(sibling) == Some(other.text)) {
        return sibling.sections("case", problems);
    }
    let kind = ProblemKind::unknown("frame of this file", other.text, siblings.iter().filter_map(name));
    section.report(other.line, kind, problems);
    Vec::new()
}

const SLOTS: [&str; 6] = [
    "none",
    "subject",
    "object",
    "owner of object",
    "clause subject",
    "place",
];

fn mode(section: &Section<'_>, class: &PloverClass, problems: &mut Problems) -> Option<String> {
    let mode = section.text("mode", problems)?;
    if class.has_mode(mode.text) {
        return Some(mode.text.to_owned());
    }
    let modes = class.modes.iter().map(|mode| mode.name.clone()).collect();
    let kind = ProblemKind::ModeOfClass {
        class: class.name.clone(),
        mode: mode.text.to_owned(),
        modes,
    };
    section.report(mode.line, kind, problems);
    None
}

fn status(section: &Section<'_>, problems: &mut Problems) -> Option<Status> {
    let status = section.text("status", problems)?;
    section.named("status", status, &Status::NAMED, problems)
}

/// Reports each case whose tests hold only where those of an earlier case hold.
fn report_unreachable(section: &Section<'_>, cases: &[Case], problems: &mut Problems) {
    for (index, case) in cases.iter().enumerate() {
        let earlier = cases.iter().take(index).find(|earlier| {
            !earlier.tests.is_empty()
                && earlier
                    .tests
                    .iter()
                    .all(|wide| case.tests.iter().any(|narrow| implies(narrow, wide)))
        });
        if let Some(earlier) = earlier {
            section.report(case.line, ProblemKind::Unreachable { earlier: earlier.line }, problems);
        }
    }
}

/// Whether `wide` holds wherever `narrow` does.
fn implies(narrow: &Test, wide: &Test) -> bool {
    narrow.place == wide.place
        && narrow.negated == wide.negated
        && if narrow.negated {
            wide.words.is_within(&narrow.words)
        } else {
            narrow.words.is_within(&wide.words)
        }
}

/// Frames by name: a user's own replaces ours, two of one layer are reported.
pub(crate) fn merge(layers: [Vec<Frame>; 2], problems: &mut Problems) -> Vec<Frame> {
    let mut merged: Vec<Frame> = Vec::new();
    let mut places: HashMap<String, (usize, usize)> = HashMap::new();
    for (layer, frames) in layers.into_iter().enumerate() {
        for frame in frames {
            let (place, of_layer) = *places.entry(frame.name.clone()).or_insert((merged.len(), layer));
            match merged.get_mut(place) {
                None => merged.push(frame),
                Some(known) if of_layer < layer => {
                    *known = frame;
                    places.insert(known.name.clone(), (place, layer));
                }
                Some(known) => {
                    let first = format!("{}:{}", known.file, known.line);
                    let kind = ProblemKind::Duplicate {
                        what: "frame",
                        name: frame.name,
                        first,
                    };
                    problems.add(&frame.file, frame.line, kind);
                }
            }
        }
    }
    merged
}
