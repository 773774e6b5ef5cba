use std::path::Path;

use rten::{Model, NodeId, RunOptions, Value};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use tokenizers::Tokenizer;

use crate::error::AnnotateError;
use crate::labels::Labels;
use crate::lemma::Lemmas;
use crate::windows::Window;

/// The weights and labels, ready to run.
pub(crate) struct Weights {
    graph: Model,
    relation: Model,
    inputs: [NodeId; 4],
    outputs: Vec<NodeId>,
    relation_ends: [NodeId; 3],
    pub(crate) tokenizer: Tokenizer,
    pub(crate) labels: Labels,
    pub(crate) lemmas: Lemmas,
}

/// A table of scores, a row a word.
#[derive(Debug, Default)]
pub(crate) struct Table {
    width: usize,
    data: Vec<f32>,
}

impl Table {
    pub(crate) fn row(&self, row: usize) -> &[f32] {
        self.data
            .get(row * self.width..(row + 1) * self.width)
            .unwrap_or_default()
    }

    /// The row of word pair scores: label `label`, from word `word`, in a table of `words` rows a label.
    pub(crate) fn pair_row(&self, label: usize, words: usize, word: usize) -> &[f32] {
        self.row(label * words + word)
    }
}

/// All scores of a window. Word tables have a row a word and a column a label; pair tables have words × labels rows (label by
/// label) and a column a word.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    pub(crate) words: usize,
    pub(crate) tag: Table,
    pub(crate) lemma: Table,
    pub(crate) name: Table,
    pub(crate) arc: Table,
    pub(crate) relation_source: Table,
    pub(crate) relation_target: Table,
    pub(crate) trigger: Table,
    pub(crate) code: Table,
    pub(crate) mode: Table,
    pub(crate) status: Table,
    pub(crate) cue: Table,
    pub(crate) role: Table,
    pub(crate) link: Table,
}

const OUTPUTS: [&str; 13] = [
    "tag",
    "lemma",
    "name",
    "arc",
    "relation_source",
    "relation_target",
    "trigger",
    "code",
    "mode",
    "status",
    "cue",
    "role",
    "link",
];

impl Weights {
    /// The dictionary form of a word of a part of speech, from the scores of the endings.
    pub(crate) fn lemma(&self, form: &str, pos: &str, scores: &[f32]) -> String {
        let is_word = |word: &str| word.len() > 2 && self.tokenizer.token_to_id(word).is_some();
        self.lemmas.lemma(form, pos, &self.labels.lemma, scores, &is_word)
    }

    pub(crate) fn embedded() -> Result<Self, AnnotateError> {
        Self::new(
            Model::load_static_slice(include_bytes!("../../../model/annotator.onnx")),
            Model::load_static_slice(include_bytes!("../../../model/relation.onnx")),
            include_str!("../../../model/tokenizer.json"),
            include_str!("../../../model/labels.json"),
            include_str!("../../../model/lemmas.tsv"),
        )
    }

    pub(crate) fn load(folder: &Path) -> Result<Self, AnnotateError> {
        let text = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).map_err(|error| AnnotateError::File {
                file: path.display().to_string(),
                problem: error.to_string(),
            })
        };
        Self::new(
            Model::load_file(folder.join("annotator.onnx")),
            Model::load_file(folder.join("relation.onnx")),
            &text("tokenizer.json")?,
            &text("labels.json")?,
            &text("lemmas.tsv")?,
        )
    }

    fn new(
        graph: Result<Model, rten::LoadError>,
        relation: Result<Model, rten::LoadError>,
        tokenizer: &str,
        labels: &str,
        lemmas: &str,
    ) -> Result<Self, AnnotateError> {
        let bad = |file: &str, problem: String| AnnotateError::File {
            file: file.into(),
            problem,
        };
        let graph = graph.map_err(|error| bad("annotator.onnx", error.to_string()))?;
        let relation = relation.map_err(|error| bad("relation.onnx", error.to_string()))?;
        let node = |model: &Model, file: &str, name: &str| {
            model
                .node_id(name)
                .map_err(|error| bad(file, format!("{name}: {error}")))
        };
        let input = |name| node(&graph, "annotator.onnx", name);
        let inputs = [input("pieces")?, input("shapes")?, input("mask")?, input("first")?];
        let outputs = OUTPUTS.iter().map(|name| input(name)).collect::<Result<_, _>>()?;
        let end = |name| node(&relation, "relation.onnx", name);
        let relation_ends = [end("source")?, end("target")?, end("relation")?];
        let mut tokenizer =
            Tokenizer::from_bytes(tokenizer).map_err(|error| bad("tokenizer.json", error.to_string()))?;
        // The published file pads and cuts for sentence embeddings; here words are encoded one by one.
        tokenizer.with_padding(None);
        tokenizer
            .with_truncation(None)
            .map_err(|error| bad("tokenizer.json", error.to_string()))?;
        Ok(Self {
            graph,
            relation,
            inputs,
            outputs,
            relation_ends,
            tokenizer,
            labels: Labels::parse(labels)?,
            lemmas: Lemmas::parse(lemmas),
        })
    }

    /// One pass over a window.
    pub(crate) fn run(&self, window: &Window, options: &RunOptions) -> Result<Scores, AnnotateError> {
        let failed = |problem: String| AnnotateError::Run {
            words: window.words.len(),
            problem,
        };
        let length = window.pieces.len();
        let mask = vec![1_i32; length];
        let row = |data: &[i32]| NdTensor::from_data([1, data.len()], data.to_vec());
        let inputs = self.inputs.iter().copied().zip([
            row(&window.pieces).into(),
            row(&window.shapes).into(),
            row(&mask).into(),
            row(&window.first).into(),
        ]);
        let found = self
            .graph
            .run(inputs.collect(), &self.outputs, Some(options.clone()))
            .map_err(|error| failed(error.to_string()))?;
        let mut tables = found.into_iter().map(table);
        let mut next = || {
            tables
                .next()
                .flatten()
                .ok_or_else(|| failed("an output is missing or of another type".into()))
        };
        Ok(Scores {
            words: window.words.len(),
            tag: next()?,
            lemma: next()?,
            name: next()?,
            arc: next()?,
            relation_source: next()?,
            relation_target: next()?,
            trigger: next()?,
            code: next()?,
            mode: next()?,
            status: next()?,
            cue: next()?,
            role: next()?,
            link: next()?,
        })
    }

    /// Scores of the relation labels of arcs `(dependent, head)`, a row an arc.
    pub(crate) fn relations(
        &self,
        scores: &Scores,
        arcs: &[(usize, usize)],
        options: &RunOptions,
    ) -> Result<Table, AnnotateError> {
        let failed = |problem: String| AnnotateError::Run {
            words: arcs.len(),
            problem,
        };
        if arcs.is_empty() {
            return Ok(Table::default());
        }
        let side = |table: &Table, pick: fn(&(usize, usize)) -> usize| -> Vec<f32> {
            arcs.iter()
                .flat_map(|arc| table.row(pick(arc)).iter().copied())
                .collect()
        };
        let width = scores.relation_source.width;
        let source = side(&scores.relation_source, |arc| arc.0);
        let target = side(&scores.relation_target, |arc| arc.1);
        let [source_id, target_id, relation_id] = self.relation_ends;
        let tensor = |data| NdTensor::from_data([arcs.len(), width], data);
        let inputs = vec![(source_id, tensor(source).into()), (target_id, tensor(target).into())];
        let [found] = self
            .relation
            .run_n(inputs, [relation_id], Some(options.clone()))
            .map_err(|error| failed(error.to_string()))?;
        table(found).ok_or_else(|| failed("the relation labels are of another type".into()))
    }
}

fn table(value: Value) -> Option<Table> {
    let Value::FloatTensor(tensor) = value else { return None };
    let width = tensor.shape().last().copied()?;
    Some(Table {
        width,
        data: tensor.to_vec(),
    })
}
