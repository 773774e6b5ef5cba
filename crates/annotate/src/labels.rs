use std::sync::Arc;

use serde_json::{Map, Value};

use crate::error::AnnotateError;

/// The labels of each head, by number, from `labels.json`.
#[derive(Debug)]
pub(crate) struct Labels {
    pub(crate) tag: Vec<Arc<str>>,
    pub(crate) relation: Vec<Arc<str>>,
    pub(crate) lemma: Vec<LemmaScript>,
    pub(crate) name: Vec<Arc<str>>,
    pub(crate) trigger: Vec<Arc<str>>,
    pub(crate) code: Vec<Arc<str>>,
    pub(crate) mode: Vec<Arc<str>>,
    pub(crate) status: Vec<Arc<str>>,
    pub(crate) cue: Vec<Arc<str>>,
    pub(crate) role: Vec<Arc<str>>,
    pub(crate) link: Vec<Arc<str>>,
    /// Whether the heads of events were trained.
    pub(crate) learned_events: bool,
}

/// How to make a lemma from a word (edit-script classes, Straka 2018): keep or lower the case, cut
/// characters off the end, put others on.
#[derive(Debug)]
pub(crate) struct LemmaScript {
    keep_case: bool,
    cut: usize,
    add: String,
}

impl LemmaScript {
    pub(crate) fn parse(script: &str) -> Option<Self> {
        let mut parts = script.splitn(3, '|');
        let (case, cut, add) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            keep_case: case == "=",
            cut: cut.parse().ok()?,
            add: add.to_owned(),
        })
    }

    pub(crate) fn apply(&self, word: &str) -> String {
        let mut lemma = if self.keep_case {
            word.to_owned()
        } else {
            word.to_lowercase()
        };
        let length = lemma.chars().count();
        if self.cut < length || (self.cut == length && !self.add.is_empty()) {
            let keep = lemma
                .char_indices()
                .nth(length - self.cut)
                .map_or(lemma.len(), |(at, _)| at);
            lemma.truncate(keep);
            lemma.push_str(&self.add);
        }
        lemma
    }
}

impl Labels {
    pub(crate) fn parse(json: &str) -> Result<Self, AnnotateError> {
        let bad = |problem: String| AnnotateError::File {
            file: "labels.json".into(),
            problem,
        };
        let lists: Map<String, Value> = serde_json::from_str(json).map_err(|error| bad(error.to_string()))?;
        let list = |name: &str| -> Result<Vec<Arc<str>>, AnnotateError> {
            let values = lists
                .get(name)
                .and_then(Value::as_array)
                .ok_or_else(|| bad(format!("no list `{name}`")))?;
            Ok(values
                .iter()
                .map(|value| Arc::from(value.as_str().unwrap_or_default()))
                .collect())
        };
        let lemma = list("lemma")?;
        let lemma = lemma
            .iter()
            .map(|script| LemmaScript::parse(script).ok_or_else(|| bad(format!("`{script}` is no lemma script"))))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            tag: list("tag")?,
            relation: list("relation")?,
            lemma,
            name: list("name")?,
            trigger: list("trigger")?,
            code: list("code")?,
            mode: list("mode")?,
            status: list("status")?,
            cue: list("cue")?,
            role: list("role")?,
            link: list("link")?,
            learned_events: list("trained").is_ok_and(|heads| heads.iter().any(|head| **head == *"trigger")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lemma_scripts_make_lemmas() {
        for (script, word, lemma) in [
            ("l|2|un", "Ran", "run"),
            ("=|1|", "Kenyans", "Kenyan"),
            ("l|0|", "TALKS", "talks"),
            ("l|9|x", "am", "am"),
        ] {
            assert_eq!(
                LemmaScript::parse(script).map(|script| script.apply(word)).as_deref(),
                Some(lemma),
                "{script} {word}"
            );
        }
        assert!(LemmaScript::parse("l|two|").is_none());
    }
}
