//! Texts compared by their words, so that spans need not agree to the letter.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

/// The words of a text, lower case.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(HashSet<String>);

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words = lower.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        Self(words.filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }

    /// Share of the shorter text's words that the other has too; 0 where either has none.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        let shorter = self.0.len().min(other.0.len());
        if shorter == 0 {
            0.0
        } else {
            self.shared(other) / shorter as f64
        }
    }

    /// Share of these words that the other text has too.
    pub(super) fn share_in(&self, other: &Self) -> f64 {
        self.shared(other) / self.0.len().max(1) as f64
    }

    fn shared(&self, other: &Self) -> f64 {
        self.0.intersection(&other.0).count() as f64
    }
}

/// See [`Words::overlap`].
pub(super) fn overlap(left: &str, right: &str) -> f64 {
    Words::of(left).overlap(&Words::of(right))
}

/// The sentence, roughly, that holds the byte `at`.
pub(super) fn sentence_at(text: &str, at: usize) -> &str {
    #[expect(clippy::unwrap_used, reason = "the patterns are constant and tested")]
    static ENDS: LazyLock<[Regex; 2]> = LazyLock::new(|| {
        [r#"[.!?]["”’']?\s+|\n+"#, r#"[.!?]["”’']?(\s+|$)|\n+"#].map(|pattern| Regex::new(pattern).unwrap())
    });
    let [before, after] = &*ENDS;
    let (Some(left), Some(right)) = (text.get(..at), text.get(at..)) else {
        return "";
    };
    let start = before.find_iter(left).last().map_or(0, |end| end.end());
    let end = after.find(right).map_or(text.len(), |end| at + end.end());
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_counts_the_shorter_texts_words() {
        for (left, right, expected) in [
            ("the Kenyan army", "army", 1.0),
            ("A b", "b C", 0.5),
            ("", "b", 0.0),
            ("state-run", "State run", 1.0),
            ("!", "?", 0.0),
        ] {
            assert!((overlap(left, right) - expected).abs() < 1e-9, "{left} / {right}");
        }
    }

    #[test]
    fn sentences_end_at_marks_quotes_and_line_ends() {
        let text = "It met. \"They left.\" Rain fell\nSnow too";
        for (piece, expected) in [
            ("met", "It met. "),
            ("left", "\"They left.\" "),
            ("fell", "Rain fell\n"),
            ("too", "Snow too"),
        ] {
            assert_eq!(sentence_at(text, text.find(piece).unwrap_or_default()), expected);
        }
        assert_eq!(sentence_at("é", 1), "");
    }
}
