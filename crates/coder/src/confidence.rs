//! How sure a draft is: a logistic function of what frames and model say. The proportions of the coefficients were chosen by the event F1 on
//! the development set, their scale is fitted on documents that the model was not trained on (Platt 1999); `training/confidence.py`
//! prints the scale, and for comparison coefficients fitted freely on the same documents, which do worse on news.

use tidings_annotate::Proposal;

/// The share of right events among those that frames propose where no model is there to judge them, as measured on held-back documents.
const FRAME_ALONE: f64 = 0.73;

/// Coefficients; each of the model's probabilities counts as its logit.
struct Weights {
    bias: f64,
    /// That the word names an event of any class.
    event: f64,
    /// That an event here is of the draft's class.
    class: f64,
    /// A frame fits.
    frame: f64,
    /// A frame fits and gives a class that is not the model's first.
    disagree: f64,
}

const WEIGHTS: Weights = Weights {
    bias: -0.45,
    event: 0.3,
    class: 0.2,
    frame: 0.5,
    disagree: -0.25,
};

/// Probabilities nearer to 0 or 1 than this count as this.
const EDGE: f64 = 0.001;

/// The probability that a draft of `class` is an event that a careful coder would code.
pub(crate) fn confidence(class: &str, frame: bool, proposal: Option<&Proposal>) -> f64 {
    let Some(proposal) = proposal else { return FRAME_ALONE };
    let given = |wanted: &str| {
        proposal
            .classes
            .iter()
            .find(|(label, _)| **label == *wanted)
            .map_or(0.0, |(_, probability)| f64::from(*probability))
    };
    let agrees = proposal.classes.first().is_some_and(|(label, _)| **label == *class);
    let score = WEIGHTS.bias
        + WEIGHTS.event * logit(f64::from(proposal.probability))
        + WEIGHTS.class * logit(given(class))
        + if frame { WEIGHTS.frame } else { 0.0 }
        + if frame && !agrees { WEIGHTS.disagree } else { 0.0 };
    1.0 / (1.0 + (-score).exp())
}

pub(crate) fn logit(probability: f64) -> f64 {
    let probability = probability.clamp(EDGE, 1.0 - EDGE);
    (probability / (1.0 - probability)).ln()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tidings_annotate::WordAt;

    use super::*;

    fn proposal(probability: f32) -> Proposal {
        Proposal {
            trigger: WordAt { sentence: 0, word: 0 },
            probability,
            classes: vec![(Arc::from("AID"), 0.8), (Arc::from("AGREE"), 0.2)],
            codes: Vec::new(),
            modes: Vec::new(),
            statuses: Vec::new(),
            arguments: Vec::new(),
            condition: None,
        }
    }

    #[test]
    fn more_evidence_is_more_confidence() {
        let sure = proposal(0.95);
        let unsure = proposal(0.3);
        assert!(confidence("AID", false, Some(&sure)) > confidence("AID", false, Some(&unsure)));
        assert!(confidence("AID", true, Some(&unsure)) > confidence("AID", false, Some(&unsure)));
        assert!(confidence("AID", true, Some(&sure)) > confidence("AGREE", true, Some(&sure)));
        assert!(confidence("AID", true, Some(&proposal(1.0))) < 1.0);
    }
}
