use std::cmp::Reverse;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use sha2::{Digest, Sha256};

use crate::cues::Cues;
use crate::document::{Document, SourceFile};
use crate::error::{CodebookError, ProblemKind, Problems};
use crate::frame::{Frame, Predicate, PredicateKind};
use crate::frame_reader::{FrameReader, merge};
use crate::light_verbs::{self, LightVerb};
use crate::ontology::{CameoCode, Ontology, PloverClass};
use crate::words::{WordLists, WordSet};

static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The folders and files that a user's codebook may hold.
const USERS_FILES: [&str; 4] = ["frames/CLASS.toml", "cues/KIND.toml", "words.toml", "light_verbs.toml"];

/// The two ontologies, and the frames, cues and word lists that lead to them.
#[derive(Debug)]
pub struct Codebook {
    ontology: Ontology,
    frames: Vec<Frame>,
    by_head: HashMap<String, Vec<(usize, usize)>>,
    cues: Cues,
    light_verbs: Vec<LightVerb>,
    lists: WordLists,
    version: String,
    hash: String,
}

impl Codebook {
    /// The codebook that is part of the program, read and checked on first use.
    ///
    /// # Errors
    /// [`CodebookError::Invalid`] where the program was built with a faulty codebook.
    pub fn embedded() -> Result<&'static Self, CodebookError> {
        static CODEBOOK: LazyLock<Result<Codebook, CodebookError>> =
            LazyLock::new(|| Codebook::read(&embedded_files()));
        CODEBOOK.as_ref().map_err(Clone::clone)
    }

    /// The program's codebook with a user's folder on top: its frames and word lists replace ours of the same name,
    /// the rest (frames, cues, light verbs) is added. The folder has the layout of the program's own `codebook/`.
    ///
    /// # Errors
    /// [`CodebookError::Read`] where the folder or a file in it cannot be read, [`CodebookError::Invalid`] with every
    /// problem found in its files.
    pub fn load(dir: impl AsRef<Path>) -> Result<Self, CodebookError> {
        let mut files = embedded_files();
        let mut problems = Problems::default();
        files.extend(users_files(dir.as_ref(), &mut problems)?);
        problems.or(())?;
        Self::read(&files)
    }

    pub(crate) fn read(files: &[SourceFile]) -> Result<Self, CodebookError> {
        let mut problems = Problems::default();
        let ontology = Ontology::read(&files.iter().collect::<Vec<_>>(), &mut problems);
        let toml = files.iter().filter(|file| file.is_toml());
        let documents: Vec<Document<'_>> = toml.map(|file| Document::parse(file, &mut problems)).collect();
        let named = |path: &'static str| documents.iter().filter(move |document| document.file.path == path);

        let word_files: Vec<_> = named("words.toml").map(Document::root).collect();
        let lists = WordLists::read(&word_files, &mut problems);
        let light_verbs = named("light_verbs.toml")
            .flat_map(|file| light_verbs::read(&file.root(), &mut problems))
            .collect();
        let mut cues = Cues::default();
        let mut layers = [Vec::new(), Vec::new()];
        let reader = FrameReader {
            ontology: &ontology,
            lists: &lists,
        };
        for document in &documents {
            let [ours, own] = &mut layers;
            let layer = if document.file.own { own } else { ours };
            if document.file.path.starts_with("cues/") {
                cues.read(document, &mut problems);
            } else if let Some(name) = document.file.path.strip_prefix("frames/") {
                layer.extend(read_frames(name, document, &reader, &mut problems));
            }
        }
        let frames = merge(layers, &mut problems);
        let version = files
            .iter()
            .find(|file| file.path == "VERSION")
            .map_or("", |file| file.text.trim())
            .to_owned();
        let (by_head, hash) = (index(&frames), hash(files));
        problems.or(Self {
            ontology,
            frames,
            by_head,
            cues,
            light_verbs,
            lists,
            version,
            hash,
        })
    }

    /// The CAMEO code, two to four digits.
    pub fn cameo(&self, code: &str) -> Option<&CameoCode> {
        self.ontology.cameo(code)
    }

    /// All CAMEO codes, in the manual's order.
    pub fn cameo_codes(&self) -> &[CameoCode] {
        &self.ontology.codes
    }

    /// The PLOVER class of this name, upper case.
    pub fn class(&self, name: &str) -> Option<&PloverClass> {
        self.ontology.class(name)
    }

    /// The 16 PLOVER classes, in the manual's order.
    pub fn classes(&self) -> &[PloverClass] {
        &self.ontology.classes
    }

    /// The conflict–cooperation score of a class in a mode, −10 to 10: the mode's own where the manual gives one, else
    /// the class's. `None` for an unknown class or a mode that the class does not have.
    pub fn score(&self, class: &str, mode: Option<&str>) -> Option<f64> {
        let class = self.class(class)?;
        match mode {
            None => Some(class.score),
            Some(mode) => {
                let mode = class.modes.iter().find(|known| known.name == mode)?;
                Some(mode.score.unwrap_or(class.score))
            }
        }
    }

    /// What an act of this class and code is coded as where it is only planned: a meeting to come is an agreement to meet
    /// (`codebook/planned.tsv`); `None` where it keeps its class.
    pub fn planned(&self, class: &str, code: &str) -> Option<(&str, &str)> {
        self.ontology.planned(class, code)
    }

    /// PLOVER sector codes with their meanings.
    pub fn sectors(&self) -> &[(String, String)] {
        &self.ontology.sectors
    }

    /// PLOVER contexts.
    pub fn contexts(&self) -> &[String] {
        &self.ontology.contexts
    }

    /// All frames, by file and line; a user's new frames last.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// The frames with a predicate whose head is `lemma` (dictionary form, lower case), each with that predicate, the most specific first:
    /// longer predicates before shorter ones, then more tests before fewer. The first whose words and tests fit wins.
    pub fn frames_for(&self, lemma: &str, kind: PredicateKind) -> impl Iterator<Item = (&Frame, &Predicate)> {
        let found = self.by_head.get(lemma).map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(move |(frame, predicate)| {
            let frame = self.frames.get(*frame)?;
            let predicate = frame.predicates.get(*predicate)?;
            (predicate.kind == kind).then_some((frame, predicate))
        })
    }

    /// The cues of status, attribution and condition.
    pub fn cues(&self) -> &Cues {
        &self.cues
    }

    /// The verbs that only carry a noun.
    pub fn light_verbs(&self) -> &[LightVerb] {
        &self.light_verbs
    }

    /// The word list of this name, without the `@`.
    pub fn word_list(&self, name: &str) -> Option<&WordSet> {
        self.lists.get(name)
    }

    /// The version of the program's codebook; a user's folder does not change it, but see [`Self::hash`].
    pub fn version(&self) -> &str {
        &self.version
    }

    /// SHA-256 of all files, the user's too, in 64 hexadecimal digits: two codebooks that code differently differ in it.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

/// Reads `frames/assault.toml` or `frames/assault.sea.toml`: the name's first part says the class.
fn read_frames(name: &str, document: &Document<'_>, reader: &FrameReader<'_>, problems: &mut Problems) -> Vec<Frame> {
    let class = name.split('.').next().unwrap_or_default().to_uppercase();
    let root = document.root();
    if let Some(class) = reader.ontology.class(&class) {
        return reader.read(&root, class, problems);
    }
    let known = reader.ontology.classes.iter().map(|class| class.name.as_str());
    root.report(1, ProblemKind::unknown("PLOVER class", &class, known), problems);
    Vec::new()
}

/// By head word the places of frames and of their predicates, the most specific first.
fn index(frames: &[Frame]) -> HashMap<String, Vec<(usize, usize)>> {
    let mut by_head: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (place, frame) in frames.iter().enumerate() {
        for (number, predicate) in frame.predicates.iter().enumerate() {
            by_head
                .entry(predicate.head_word().to_owned())
                .or_default()
                .push((place, number));
        }
    }
    let rank = |&(place, number): &(usize, usize)| {
        let frame = frames.get(place);
        let words = frame
            .and_then(|frame| frame.predicates.get(number))
            .map_or(0, |predicate| predicate.words.len());
        let tests = frame.map_or((0, 0), |frame| {
            (
                frame.tests.iter().filter(|test| !test.negated).count(),
                frame.tests.len(),
            )
        });
        (Reverse(words), Reverse(tests), place, number)
    };
    for found in by_head.values_mut() {
        found.sort_by_key(rank);
    }
    by_head
}

fn hash(files: &[SourceFile]) -> String {
    let mut hasher = Sha256::new();
    for file in files {
        // Lengths keep the end of a name or text from running into what follows.
        for part in [&file.path, &file.text] {
            hasher.update(part.len().to_le_bytes());
            hasher.update(part);
        }
    }
    format!("{:x}", hasher.finalize())
}

pub(crate) fn embedded_files() -> Vec<SourceFile> {
    let file = |(path, text): &(&str, &str)| SourceFile {
        path: (*path).to_owned(),
        shown: format!("codebook/{path}"),
        text: (*text).to_owned(),
        own: false,
    };
    EMBEDDED.iter().map(file).collect()
}

/// The TOML files of a user's folder, in sorted order.
fn users_files(dir: &Path, problems: &mut Problems) -> Result<Vec<SourceFile>, CodebookError> {
    let mut files = Vec::new();
    for path in toml_files(dir)? {
        let name = path
            .strip_prefix(dir)
            .unwrap_or(&path)
            .to_string_lossy()
            .replace('\\', "/");
        let shown = path.display().to_string();
        let known = ["words.toml", "light_verbs.toml"].contains(&name.as_str());
        if !known && !name.starts_with("frames/") && !name.starts_with("cues/") {
            problems.add(
                &shown,
                1,
                ProblemKind::unknown("file of a codebook", &name, USERS_FILES),
            );
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
        files.push(SourceFile {
            path: name,
            shown,
            text,
            own: true,
        });
    }
    Ok(files)
}

/// The TOML files in `dir` and in its folders, one level deep.
fn toml_files(dir: &Path) -> Result<Vec<PathBuf>, CodebookError> {
    let list = |dir: &Path| -> Result<Vec<PathBuf>, CodebookError> {
        let entries = fs::read_dir(dir).map_err(|error| unreadable(dir, error))?;
        entries
            .map(|entry| entry.map(|entry| entry.path()).map_err(|error| unreadable(dir, error)))
            .collect()
    };
    let mut paths = Vec::new();
    for path in list(dir)? {
        if path.is_dir() {
            paths.extend(list(&path)?);
        } else {
            paths.push(path);
        }
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    Ok(paths)
}

fn unreadable(path: &Path, error: io::Error) -> CodebookError {
    CodebookError::Read {
        path: path.to_owned(),
        source: Arc::new(error),
    }
}
