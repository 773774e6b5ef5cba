use tidings_annotate::{Proposal, WordAt};
use tidings_codebook::{Frame, Status};

/// An event in the making: words and labels, nothing resolved yet.
#[derive(Debug, Clone)]
pub(crate) struct Draft<'a> {
    /// The word that names the act.
    pub(crate) trigger: WordAt,
    /// First and last word of the trigger.
    pub(crate) words: (usize, usize),
    /// The trigger, or the light verb that carries it: what auxiliaries, adverbs and conditions hang on.
    pub(crate) governor: usize,
    pub(crate) class: String,
    pub(crate) cameo: String,
    pub(crate) mode: Option<String>,
    pub(crate) reciprocal: bool,
    /// What the frame says of the status.
    pub(crate) status: Option<Status>,
    /// Head words of the participants' phrases.
    pub(crate) actors: Vec<WordAt>,
    pub(crate) recipients: Vec<WordAt>,
    pub(crate) frame: Option<&'a Frame>,
    pub(crate) proposal: Option<&'a Proposal>,
    pub(crate) confidence: f64,
}
