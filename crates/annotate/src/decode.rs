//! Labels from scores: words, trees, names.

use std::sync::Arc;

use rten::RunOptions;
use tidings_text::Span;

use crate::annotation::{AnnotatedSentence, Name, NameKind, Ranked, Word};
use crate::error::AnnotateError;
use crate::model::{Scores, Weights};
use crate::tree::best_tree;
use crate::windows::Window;

/// Index of the highest score.
pub(crate) fn best(scores: &[f32]) -> usize {
    scores
        .iter()
        .enumerate()
        .max_by(|a, b| a.1.total_cmp(b.1))
        .map_or(0, |(index, _)| index)
}

/// Probabilities that sum to one.
pub(crate) fn softmax(scores: &[f32]) -> Vec<f32> {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let raised: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
    let sum: f32 = raised.iter().sum();
    raised.into_iter().map(|value| value / sum).collect()
}

/// The likeliest `count` labels.
pub(crate) fn ranked(labels: &[Arc<str>], probabilities: &[f32], count: usize) -> Ranked {
    let mut order: Vec<usize> = (0..probabilities.len().min(labels.len())).collect();
    order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]));
    order
        .into_iter()
        .take(count)
        .map(|index| (Arc::clone(&labels[index]), probabilities[index]))
        .collect()
}

/// Adds the window's own sentences to `sentences`. A sentence that was read in parts gets one tree: the later parts hang on the
/// first one's root.
pub(crate) fn read_sentences(
    weights: &Weights,
    window: &Window,
    scores: &Scores,
    text: &str,
    spans: &[Vec<Span>],
    options: &RunOptions,
    sentences: &mut [AnnotatedSentence],
) -> Result<(), AnnotateError> {
    let trees: Vec<_> = window
        .fresh()
        .map(|(_, range)| {
            let begin = range.start;
            best_tree(range.len(), |word, head| {
                scores
                    .arc
                    .row(begin + word)
                    .get(begin + head)
                    .copied()
                    .unwrap_or(f32::MIN)
            })
        })
        .collect();
    let arcs: Vec<(usize, usize)> = window
        .fresh()
        .zip(&trees)
        .flat_map(|((_, range), tree)| {
            let begin = range.start;
            tree.iter()
                .enumerate()
                .map(move |(word, head)| (begin + word, begin + head.unwrap_or(word)))
        })
        .collect();
    let relations = weights.relations(scores, &arcs, options)?;
    let labels = &weights.labels;
    let mut arc = 0;
    for ((chunk, range), tree) in window.fresh().zip(&trees) {
        let Some(sentence) = sentences.get_mut(chunk.sentence) else {
            continue;
        };
        let offset = sentence.words.len();
        let earlier_root = sentence.words.iter().position(|word| word.head.is_none());
        for (word, head) in tree.iter().enumerate() {
            let at = range.start + word;
            let span = spans[chunk.sentence][chunk.words.start + word];
            let form = span.of(text).to_owned();
            let pos = labels
                .tag
                .get(best(scores.tag.row(at)))
                .cloned()
                .unwrap_or_else(|| "X".into());
            let relation = labels.relation.get(best(relations.row(arc))).cloned();
            arc += 1;
            let (head, relation) = match (head, earlier_root) {
                (Some(head), _) => (Some(offset + head), relation.unwrap_or_else(|| "dep".into())),
                (None, Some(root)) => (Some(root), "parataxis".into()),
                (None, None) => (None, "root".into()),
            };
            sentence.words.push(Word {
                span,
                lemma: weights.lemma(&form, &pos, scores.lemma.row(at)),
                pos,
                form,
                head,
                relation,
            });
        }
        let rows: Vec<&[f32]> = range.map(|at| scores.name.row(at)).collect();
        let tags: Vec<&str> = consistent(&labels.name, &rows)
            .into_iter()
            .map(|tag| labels.name.get(tag).map_or("O", AsRef::as_ref))
            .collect();
        sentence.names.extend(names(&tags, offset));
    }
    Ok(())
}

/// The likeliest row of BIO tags that is consistent (Viterbi 1967): inside a name only after its own beginning.
fn consistent(tags: &[Arc<str>], rows: &[&[f32]]) -> Vec<usize> {
    let may_follow = |left: Option<&str>, right: &str| {
        right
            .strip_prefix("I-")
            .is_none_or(|kind| left.and_then(|left| left.get(2..)) == Some(kind))
    };
    let mut best: Vec<f32> = Vec::new();
    let mut came: Vec<Vec<usize>> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let scores = softmax(row);
        let mut next = Vec::with_capacity(tags.len());
        let mut from = Vec::with_capacity(tags.len());
        for (tag, score) in tags.iter().zip(&scores) {
            let before = best
                .iter()
                .enumerate()
                .filter(|(left, _)| may_follow(tags.get(*left).map(AsRef::as_ref), tag))
                .fold(None, |top: Option<(usize, f32)>, (left, sum)| match top {
                    Some((_, most)) if most >= *sum => top,
                    _ => Some((left, *sum)),
                });
            let first = if may_follow(None, tag) { 0.0 } else { f32::NEG_INFINITY };
            let (left, sum) = if number == 0 {
                (0, first)
            } else {
                before.unwrap_or((0, f32::NEG_INFINITY))
            };
            next.push(sum + score.max(f32::MIN_POSITIVE).ln());
            from.push(left);
        }
        best = next;
        came.push(from);
    }
    let mut at = self::best(&best);
    let mut found = Vec::with_capacity(rows.len());
    for from in came.iter().rev() {
        found.push(at);
        at = from.get(at).copied().unwrap_or_default();
    }
    found.reverse();
    found
}

/// Names of BIO tags; an `I` without a `B` before it begins a name.
fn names(tags: &[&str], offset: usize) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for (number, tag) in tags.iter().enumerate() {
        let Some((prefix, kind)) = tag.split_once('-') else {
            continue;
        };
        let Some(kind) = NameKind::named(kind) else { continue };
        let at = offset + number;
        match found.last_mut() {
            Some(name) if prefix == "I" && name.kind == kind && name.words.end == at => name.words.end = at + 1,
            _ => found.push(Name {
                kind,
                words: at..at + 1,
            }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tags() {
        let tags = ["I-person", "I-person", "O", "B-place", "B-place", "I-person"];
        let found: Vec<_> = names(&tags, 10)
            .into_iter()
            .map(|name| (name.kind, name.words))
            .collect();
        assert_eq!(
            found,
            [
                (NameKind::Person, 10..12),
                (NameKind::Place, 13..14),
                (NameKind::Place, 14..15),
                (NameKind::Person, 15..16)
            ]
        );
    }

    #[test]
    fn tags_inside_a_name_follow_its_beginning() {
        let tags: Vec<Arc<str>> = ["O", "B-person", "I-person", "B-place", "I-place"]
            .map(Arc::from)
            .to_vec();
        // Each word by itself would be `B-person I-place`: the whole is likelier one place.
        let rows: [&[f32]; 2] = [&[0.0, 2.0, 0.0, 1.9, 0.0], &[0.0, 0.0, 0.5, 0.0, 3.0]];
        assert_eq!(consistent(&tags, &rows), [3, 4]);
        let alone: [&[f32]; 1] = [&[0.0, 0.0, 5.0, 0.0, 0.0]];
        assert_ne!(consistent(&tags, &alone), [2]);
        assert!(consistent(&tags, &[]).is_empty());
    }

    #[test]
    fn softmax_sums_to_one() {
        let found = softmax(&[1000.0, 999.0, -1000.0]);
        assert!((found.iter().sum::<f32>() - 1.0).abs() < 1e-6 && found[0] > found[1]);
    }
}
