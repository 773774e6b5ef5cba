use std::collections::HashMap;

use crate::document::SourceFile;
use crate::error::{ProblemKind, Problems};

/// A line of `cameo.tsv`: a code of the CAMEO manual (Schrodt 2012) with its Goldstein value and what the PLOVER
/// crosswalk makes of it. A frame's class may differ: the class follows the PLOVER manual, the code its name.
#[derive(Debug, Clone, PartialEq)]
pub struct CameoCode {
    /// Two to four digits, leading zero kept.
    pub code: String,
    /// What it means.
    pub name: String,
    /// Conflict to cooperation, −10 to 10 (Goldstein 1992).
    pub goldstein: f64,
    /// PLOVER class of the crosswalk; none for plain comment (01x).
    pub class: Option<String>,
    /// PLOVER mode of the crosswalk, as printed there.
    pub mode: Option<String>,
    /// PLOVER contexts of the crosswalk.
    pub context: Vec<String>,
}

/// One of the 16 event classes of the PLOVER manual.
#[derive(Debug, Clone, PartialEq)]
pub struct PloverClass {
    /// Upper case: "ASSAULT".
    pub name: String,
    /// Its modes, in the manual's order.
    pub modes: Vec<PloverMode>,
    /// Conflict to cooperation of the bare class, −10 to 10.
    pub score: f64,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: u8,
    /// Whether such an event always has a recipient.
    pub recipient_required: bool,
    /// The manual's definition in a line.
    pub definition: String,
}

impl PloverClass {
    /// Whether the class has a mode of this name.
    pub fn has_mode(&self, mode: &str) -> bool {
        self.modes.iter().any(|known| known.name == mode)
    }
}

/// A mode of a PLOVER class.
#[derive(Debug, Clone, PartialEq)]
pub struct PloverMode {
    /// Lower case: "suicide-attack".
    pub name: String,
    /// Its own score, where the manual gives one.
    pub score: Option<f64>,
}

/// The CAMEO and PLOVER tables.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ontology {
    pub(crate) codes: Vec<CameoCode>,
    code_index: HashMap<String, usize>,
    pub(crate) classes: Vec<PloverClass>,
    pub(crate) sectors: Vec<(String, String)>,
    pub(crate) contexts: Vec<String>,
    planned: Vec<Planned>,
}

/// What an act that is only planned is coded as.
#[derive(Debug, Clone)]
struct Planned {
    class: String,
    code: String,
    becomes: (String, String),
}

impl Ontology {
    /// Reads the four tables out of `files`.
    pub(crate) fn read(files: &[&SourceFile], problems: &mut Problems) -> Self {
        let mut ontology = Self::default();
        for file in files {
            match file.path.as_str() {
                "cameo.tsv" => ontology.read_codes(file, problems),
                "plover.tsv" => ontology.read_classes(file, problems),
                "planned.tsv" => ontology.read_planned(file, problems),
                "plover_sectors.tsv" => ontology.read_sectors(file, problems),
                "plover_contexts.txt" => {
                    ontology.contexts = file
                        .text
                        .lines()
                        .filter(|line| !line.is_empty())
                        .map(str::to_owned)
                        .collect();
                }
                _ => {}
            }
        }
        ontology
    }

    pub(crate) fn cameo(&self, code: &str) -> Option<&CameoCode> {
        self.codes.get(*self.code_index.get(code)?)
    }

    pub(crate) fn class(&self, name: &str) -> Option<&PloverClass> {
        self.classes.iter().find(|class| class.name == name)
    }

    fn read_codes(&mut self, file: &SourceFile, problems: &mut Problems) {
        for row in rows(file, 6, problems) {
            let [code, name, goldstein, class, mode, context] = row.cells.as_slice() else {
                continue;
            };
            let goldstein = row.number(goldstein, problems);
            self.code_index.insert((*code).to_owned(), self.codes.len());
            self.codes.push(CameoCode {
                code: (*code).to_owned(),
                name: (*name).to_owned(),
                goldstein,
                class: some(class),
                mode: some(mode),
                context: context.split(';').filter_map(some).collect(),
            });
        }
    }

    fn read_classes(&mut self, file: &SourceFile, problems: &mut Problems) {
        for row in rows(file, 6, problems) {
            let [name, mode, score, quad, recipient, definition] = row.cells.as_slice() else {
                continue;
            };
            if mode.is_empty() {
                let quad = row.number(quad, problems);
                self.classes.push(PloverClass {
                    name: (*name).to_owned(),
                    modes: Vec::new(),
                    score: row.number(score, problems),
                    // The table's numbers are 1 to 4; anything else is caught by the test of the embedded tables.
                    #[expect(clippy::cast_sign_loss, reason = "1 to 4")]
                    quad: quad as u8,
                    recipient_required: *recipient == "yes",
                    definition: (*definition).to_owned(),
                });
                continue;
            }
            let score = if score.is_empty() {
                None
            } else {
                Some(row.number(score, problems))
            };
            let mode = PloverMode {
                name: (*mode).to_owned(),
                score,
            };
            match self.classes.iter_mut().find(|class| class.name == *name) {
                Some(class) => class.modes.push(mode),
                None => row.report(ProblemKind::unknown("PLOVER class", name, []), problems),
            }
        }
    }

    /// Class and code of an act of this class and code that is only planned; the longest code that fits decides.
    pub(crate) fn planned(&self, class: &str, code: &str) -> Option<(&str, &str)> {
        self.planned
            .iter()
            .filter(|planned| planned.class == class && code.starts_with(&planned.code))
            .max_by_key(|planned| planned.code.len())
            .map(|planned| (planned.becomes.0.as_str(), planned.becomes.1.as_str()))
    }

    fn read_planned(&mut self, file: &SourceFile, problems: &mut Problems) {
        for row in rows(file, 4, problems) {
            let [class, code, becomes_class, becomes_code] = row.cells.as_slice() else {
                continue;
            };
            self.planned.push(Planned {
                class: (*class).to_owned(),
                code: (*code).to_owned(),
                becomes: ((*becomes_class).to_owned(), (*becomes_code).to_owned()),
            });
        }
    }

    fn read_sectors(&mut self, file: &SourceFile, problems: &mut Problems) {
        for row in rows(file, 2, problems) {
            let [code, meaning] = row.cells.as_slice() else {
                continue;
            };
            self.sectors.push(((*code).to_owned(), (*meaning).to_owned()));
        }
    }
}

fn some(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

struct Row<'a> {
    file: &'a SourceFile,
    line: usize,
    cells: Vec<&'a str>,
}

impl Row<'_> {
    fn report(&self, kind: ProblemKind, problems: &mut Problems) {
        problems.add(&self.file.shown, self.line, kind);
    }

    fn number(&self, cell: &str, problems: &mut Problems) -> f64 {
        cell.parse().unwrap_or_else(|_| {
            self.report(ProblemKind::Syntax(format!("`{cell}` must be a number")), problems);
            0.0
        })
    }
}

/// The lines of a tab-separated file below its header; a line of another width is reported and left out.
fn rows<'a>(file: &'a SourceFile, width: usize, problems: &mut Problems) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for (index, line) in file
        .text
        .lines()
        .enumerate()
        .skip(1)
        .filter(|(_, line)| !line.is_empty())
    {
        let row = Row {
            file,
            line: index + 1,
            cells: line.split('\t').collect(),
        };
        if row.cells.len() == width {
            rows.push(row);
        } else {
            let found = row.cells.len();
            row.report(
                ProblemKind::Syntax(format!("expected {width} columns parted by tabs, found {found}")),
                problems,
            );
        }
    }
    rows
}
