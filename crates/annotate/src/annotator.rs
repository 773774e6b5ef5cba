use std::path::Path;
use std::sync::{Arc, OnceLock};

use rten::{RunOptions, ThreadPool};
use tidings_text::{Report, Span};

use crate::annotation::{AnnotatedSentence, Annotation};
use crate::decode::read_sentences;
use crate::error::AnnotateError;
use crate::model::Weights;
use crate::propose::propose;
use crate::windows::{Pieces, windows};

/// The model, ready to annotate reports. It may be shared between threads; each report is annotated on one thread, so that
/// many reports keep all cores busy.
pub struct Annotator {
    weights: Weights,
}

thread_local! {
    /// One thread for the runtime's operators, made once for each of ours.
    static OPTIONS: RunOptions = {
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::new(ThreadPool::with_num_threads(1)));
        options
    };
}

impl Annotator {
    /// The annotator with the model that is part of the program, loaded at the first call.
    ///
    /// # Errors
    /// Where the model files do not fit the program; no input causes this.
    pub fn embedded() -> Result<&'static Self, AnnotateError> {
        static EMBEDDED: OnceLock<Annotator> = OnceLock::new();
        if let Some(ready) = EMBEDDED.get() {
            return Ok(ready);
        }
        let made = Self {
            weights: Weights::embedded()?,
        };
        Ok(EMBEDDED.get_or_init(|| made))
    }

    /// The annotator with the model files of a folder, as `training/export.py` writes them.
    ///
    /// # Errors
    /// Where a file is missing or does not fit the program.
    pub fn load(folder: &Path) -> Result<Self, AnnotateError> {
        Ok(Self {
            weights: Weights::load(folder)?,
        })
    }

    /// Annotates a report. The result has one sentence for each of the report's.
    ///
    /// # Errors
    /// Where the runtime fails (out of memory); no text causes this.
    pub fn annotate(&self, report: &Report) -> Result<Annotation, AnnotateError> {
        let spans: Vec<Vec<Span>> = report.sentences.iter().map(|sentence| sentence.words.clone()).collect();
        let words: Vec<Vec<&str>> = spans
            .iter()
            .map(|spans| spans.iter().map(|span| span.of(&report.text)).collect())
            .collect();
        let mut pieces = Pieces::new(&self.weights.tokenizer);
        let mut annotation = Annotation {
            sentences: vec![AnnotatedSentence::default(); words.len()],
            ..Annotation::default()
        };
        let options = OPTIONS.with(RunOptions::clone);
        annotation.learned_events = self.weights.labels.learned_events;
        for window in windows(&words, &mut pieces) {
            let scores = self.weights.run(&window, &options)?;
            read_sentences(
                &self.weights,
                &window,
                &scores,
                &report.text,
                &spans,
                &options,
                &mut annotation.sentences,
            )?;
            if self.weights.labels.learned_events {
                let (events, statements) = propose(&self.weights.labels, &window, &scores);
                annotation.proposals.extend(events);
                annotation.statements.extend(statements);
            }
        }
        Ok(annotation)
    }
}
