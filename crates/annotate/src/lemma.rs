//! Dictionary forms: looked up where the word is known, else made by the likeliest learned ending that gives a known form.

use std::collections::HashMap;

use crate::labels::LemmaScript;

/// The learned endings that are tried before the likeliest one is trusted.
const TRIED: usize = 6;

/// Known words with their dictionary forms (`model/lemmas.tsv`), by part of speech.
#[derive(Debug, Default)]
pub(crate) struct Lemmas {
    known: HashMap<Box<str>, HashMap<Box<str>, Box<str>>>,
}

impl Lemmas {
    /// Reads lines of part of speech, word, dictionary form; other lines are left out.
    pub(crate) fn parse(table: &str) -> Self {
        let mut known: HashMap<Box<str>, HashMap<Box<str>, Box<str>>> = HashMap::new();
        for line in table.lines() {
            let mut cells = line.split('\t');
            if let (Some(pos), Some(form), Some(lemma)) = (cells.next(), cells.next(), cells.next()) {
                if !known.contains_key(pos) {
                    known.insert(pos.into(), HashMap::new());
                }
                if let Some(forms) = known.get_mut(pos) {
                    forms.insert(form.into(), lemma.into());
                }
            }
        }
        Self { known }
    }

    /// The dictionary form of a word; `scores` rates the scripts, `is_word` knows more words than the table, without their parts of speech.
    pub(crate) fn lemma(
        &self,
        form: &str,
        pos: &str,
        scripts: &[LemmaScript],
        scores: &[f32],
        is_word: &dyn Fn(&str) -> bool,
    ) -> String {
        let lower = form.to_lowercase();
        let forms = self.known.get(pos);
        if let Some(lemma) = forms.and_then(|forms| forms.get(lower.as_str())) {
            return lemma.to_string();
        }
        let all = 0..scores.len().min(scripts.len());
        // Without a table no ending can be told from another: the likeliest is enough, and sorting is for the rest.
        if forms.is_none() {
            let likeliest = all.rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
            let made = likeliest
                .and_then(|script| scripts.get(script))
                .map(|script| script.apply(form));
            return made.unwrap_or(lower);
        }
        let mut order: Vec<usize> = all.collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        let made = || {
            order
                .iter()
                .take(TRIED)
                .filter_map(|&script| scripts.get(script))
                .map(|script| script.apply(form))
        };
        let exists = |lemma: &String| {
            forms
                .and_then(|forms| forms.get(lemma.as_str()))
                .is_some_and(|own| **own == **lemma)
        };
        // "paraded" is no dictionary form, though it is a word.
        let inflected = pos == "VERB" && (lower.ends_with("ed") || lower.ends_with("ing")) && !lower.ends_with("eed");
        let is_base = |lemma: &String| !(inflected && *lemma == lower) && is_word(lemma);
        made()
            .find(exists)
            .or_else(|| made().find(is_base))
            .or_else(|| made().find(|lemma| !(inflected && *lemma == lower)))
            .unwrap_or(lower.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_forms_win_over_the_likeliest_ending() {
        let lemmas = Lemmas::parse("VERB\tfire\tfire\nVERB\tran\trun\nbad line\n");
        let scripts: Vec<LemmaScript> = ["l|2|", "l|1|", "l|0|"]
            .iter()
            .filter_map(|script| LemmaScript::parse(script))
            .collect();
        let is_word = |word: &str| matches!(word, "parade" | "paraded" | "heckled");
        for (form, lemma) in [
            ("Ran", "run"),
            ("fired", "fire"),
            ("gored", "gor"),
            ("paraded", "parade"),
            ("heckled", "heckl"),
        ] {
            assert_eq!(
                lemmas.lemma(form, "VERB", &scripts, &[3.0, 2.0, 1.0], &is_word),
                lemma,
                "{form}"
            );
        }
    }
}
