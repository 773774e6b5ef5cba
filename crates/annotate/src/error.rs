/// What can go wrong with the model; a report as such is never wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnnotateError {
    /// A model file cannot be read.
    #[error("{file}: {problem}; make the model files anew with training/export.py")]
    File {
        /// The file.
        file: String,
        /// Why.
        problem: String,
    },
    /// The model ran into an error of its own.
    #[error("the annotator failed on a window of {words} words: {problem}")]
    Run {
        /// Words in the window.
        words: usize,
        /// What the runtime says.
        problem: String,
    },
}
