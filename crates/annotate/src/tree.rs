//! Dependency trees from arc scores: the maximum spanning arborescence with a single root
//! (Chu and Liu 1965, Edmonds 1967).

/// The best tree over `size` words. `score(dependent, head)` rates an arc; `score(word, word)` rates the word as root.
/// Returns each word's head, `None` for the one root.
pub(crate) fn best_tree(size: usize, score: impl Fn(usize, usize) -> f32) -> Vec<Option<usize>> {
    if size == 0 {
        return Vec::new();
    }
    let root = (0..size)
        .max_by(|&a, &b| score(a, a).total_cmp(&score(b, b)))
        .unwrap_or(0);
    let greedy: Vec<usize> = (0..size)
        .map(|word| {
            (0..size)
                .max_by(|&a, &b| score(word, a).total_cmp(&score(word, b)))
                .unwrap_or(word)
        })
        .collect();
    let roots = (0..size).filter(|&word| greedy[word] == word).count();
    let heads = if roots == 1 && cycle(&greedy, None).is_none() {
        greedy
    } else {
        let scores: Vec<Vec<f32>> = (0..size)
            .map(|word| (0..size).map(|head| score(word, head)).collect())
            .collect();
        arborescence(&scores, root)
    };
    heads
        .iter()
        .enumerate()
        .map(|(word, &head)| (head != word).then_some(head))
        .collect()
}

/// A cycle of more than one word among the heads, if there is one.
fn cycle(heads: &[usize], root: Option<usize>) -> Option<Vec<usize>> {
    let mut seen = vec![0_usize; heads.len()];
    for start in 0..heads.len() {
        let mut word = start;
        while seen[word] == 0 && Some(word) != root && heads[word] != word {
            seen[word] = start + 1;
            word = heads[word];
        }
        if seen[word] == start + 1 && Some(word) != root && heads[word] != word {
            let mut found = vec![word];
            let mut next = heads[word];
            while next != word {
                found.push(next);
                next = heads[next];
            }
            return Some(found);
        }
    }
    None
}

/// Each word's head in the best tree with this root (the root heads itself). Cycles are contracted one after the other.
fn arborescence(scores: &[Vec<f32>], root: usize) -> Vec<usize> {
    let size = scores.len();
    let mut heads: Vec<usize> = (0..size)
        .map(|word| {
            if word == root {
                return root;
            }
            (0..size)
                .filter(|&head| head != word)
                .max_by(|&a, &b| scores[word][a].total_cmp(&scores[word][b]))
                .unwrap_or(root)
        })
        .collect();
    let Some(found) = cycle(&heads, Some(root)) else {
        return heads;
    };
    let mut inside = vec![false; size];
    for &word in &found {
        inside[word] = true;
    }
    let rest: Vec<usize> = (0..size).filter(|&word| !inside[word]).collect();
    let (contracted, entered, left) = contract(scores, &heads, &found, &rest);
    let node = rest.len();
    let smaller = arborescence(&contracted, rest.iter().position(|&word| word == root).unwrap_or(0));
    for (at, &word) in rest.iter().enumerate() {
        if word != root {
            heads[word] = if smaller[at] == node {
                left[at]
            } else {
                rest[smaller[at]]
            };
        }
    }
    let outside = smaller[node];
    heads[entered[outside]] = rest[outside];
    heads
}

/// The scores with the cycle as one last node; for each outside word, the cycle's word that it would enter at as head, and the
/// cycle's word that would be its head.
fn contract(
    scores: &[Vec<f32>],
    heads: &[usize],
    found: &[usize],
    rest: &[usize],
) -> (Vec<Vec<f32>>, Vec<usize>, Vec<usize>) {
    let node = rest.len();
    let mut contracted = vec![vec![f32::NEG_INFINITY; node + 1]; node + 1];
    let (mut entered, mut left) = (vec![found[0]; node], vec![found[0]; node]);
    for (a, &word) in rest.iter().enumerate() {
        for (b, &head) in rest.iter().enumerate() {
            contracted[a][b] = scores[word][head];
        }
        let gain = |inner: usize| scores[inner][word] - scores[inner][heads[inner]];
        let enter = found
            .iter()
            .copied()
            .max_by(|&x, &y| gain(x).total_cmp(&gain(y)))
            .unwrap_or(found[0]);
        contracted[node][a] = gain(enter);
        entered[a] = enter;
        let leave = found
            .iter()
            .copied()
            .max_by(|&x, &y| scores[word][x].total_cmp(&scores[word][y]))
            .unwrap_or(found[0]);
        contracted[a][node] = scores[word][leave];
        left[a] = leave;
    }
    (contracted, entered, left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_tree(heads: &[Option<usize>]) -> bool {
        heads.iter().filter(|head| head.is_none()).count() == 1
            && (0..heads.len()).all(|start| {
                let (mut word, mut steps) = (start, 0);
                while let Some(head) = heads[word] {
                    word = head;
                    steps += 1;
                    if steps > heads.len() {
                        return false;
                    }
                }
                true
            })
    }

    #[test]
    fn cycles_are_broken_at_the_cheapest_arc() {
        // 0 and 1 prefer each other; 2 is the root; entering the cycle at 1 costs least.
        let scores = [[-9.0, 9.0, 1.0], [8.0, -9.0, 5.0], [0.0, 0.0, 9.0]];
        assert_eq!(best_tree(3, |word, head| scores[word][head]), [Some(1), Some(2), None]);
    }

    proptest::proptest! {
        #[test]
        fn always_a_tree_and_the_best_one(scores in proptest::collection::vec(proptest::collection::vec(-9.0_f32..9.0, 5), 5)) {
            let heads = best_tree(5, |word, head| scores[word][head]);
            proptest::prop_assert!(is_tree(&heads), "{heads:?}");
            let root = heads.iter().position(Option::is_none).unwrap_or(0);
            let total = |heads: &[Option<usize>]| -> f32 { heads.iter().enumerate().map(|(w, h)| scores[w][h.unwrap_or(w)]).sum() };
            let best = (0..5_usize.pow(5)).map(|code| {
                (0..5).map(|word| { let head = code / 5_usize.pow(word as u32) % 5; (head != word).then_some(head) }).collect::<Vec<_>>()
            }).filter(|other| other[root].is_none() && is_tree(other)).map(|other| total(&other)).fold(f32::MIN, f32::max);
            proptest::prop_assert!((total(&heads) - best).abs() < 1e-3, "{heads:?}");
        }

        #[test]
        fn any_size_gives_a_tree(scores in proptest::collection::vec(-9.0_f32..9.0, 0..900)) {
            let size = scores.len().isqrt();
            let heads = best_tree(size, |word, head| scores[word * size + head]);
            proptest::prop_assert!(size == 0 || is_tree(&heads));
        }
    }
}
