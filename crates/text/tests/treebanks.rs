//! Words and sentences measured against Universal Dependencies treebanks.
//!
//! The treebanks are not part of the repository: the test passes without them. Run it with
//! `TIDINGS_TREEBANKS=/folder/of/conllu.gz/files cargo test -p tidings-text --test treebanks -- --nocapture`.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

/// A sentence of a treebank: its text, its words as byte ranges of the text, whether it opens a paragraph.
struct Gold {
    text: String,
    words: Vec<(usize, usize)>,
    opens: bool,
    /// News or like news: weblogs of EWT (many quote news), the news of GUM.
    news: bool,
}

type Spans = HashSet<(usize, usize)>;

#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn add(&mut self, gold: &Spans, found: &Spans) {
        self.gold += gold.len();
        self.found += found.len();
        self.right += gold.intersection(found).count();
    }

    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

#[test]
fn agrees_with_treebanks() {
    let Some(folder) = std::env::var_os("TIDINGS_TREEBANKS") else {
        return;
    };
    for (name, least) in [("ud-english-ewt", 97.5), ("gum", 98.5)] {
        let file = Path::new(&folder).join(name).join("dev.conllu.gz");
        let Ok(compressed) = std::fs::File::open(file) else {
            continue;
        };
        let mut conllu = String::new();
        flate2::read::MultiGzDecoder::new(compressed)
            .read_to_string(&mut conllu)
            .expect("readable treebank");
        let gold = read(&conllu);
        let (words, sentences) = (score_words(&gold), score_sentences(&gold));
        let news: Vec<_> = gold.into_iter().filter(|sentence| sentence.news).collect();
        eprintln!(
            "{name} news: words {:.2}, sentences {:.2}",
            score_words(&news).f1(),
            score_sentences(&news).f1()
        );
        eprintln!("{name}: words {:.2}, sentences {:.2}", words.f1(), sentences.f1());
        assert!(words.f1() > least, "{name}: words {:.2}", words.f1());
    }
}

fn score_words(gold: &[Gold]) -> Score {
    let mut score = Score::default();
    for sentence in gold {
        let found: HashSet<_> = spans(&sentence.text).0;
        let expected: HashSet<_> = sentence.words.iter().copied().collect();
        if found != expected && std::env::var_os("TIDINGS_SHOW").is_some() {
            for (mark, left, right) in [("-", &expected, &found), ("+", &found, &expected)] {
                let mut only: Vec<_> = left.difference(right).collect();
                only.sort();
                let only: Vec<_> = only.iter().map(|&&(start, end)| &sentence.text[start..end]).collect();
                eprintln!("  {mark} {only:?} in {:.150}", sentence.text);
            }
        }
        score.add(&expected, &found);
    }
    score
}

/// Sentences joined with spaces into paragraphs, and found again.
fn score_sentences(gold: &[Gold]) -> Score {
    let mut score = Score::default();
    for paragraph in gold.chunk_by(|_, next| !next.opens) {
        let mut text = String::new();
        let mut expected = HashSet::new();
        for sentence in paragraph {
            if !text.is_empty() {
                text.push(' ');
            }
            expected.insert((text.len(), text.len() + sentence.text.len()));
            text.push_str(&sentence.text);
        }
        let found = spans(&text).1;
        if found != expected && std::env::var_os("TIDINGS_SHOW").is_some() {
            let missed: Vec<_> = expected
                .difference(&found)
                .map(|&(start, end)| &text[start..end])
                .collect();
            let wrong: Vec<_> = found
                .difference(&expected)
                .map(|&(start, end)| &text[start..end])
                .collect();
            eprintln!("  S- {missed:?}\n  S+ {wrong:?}");
        }
        score.add(&expected, &found);
    }
    score
}

/// Words and sentences of a text.
fn spans(text: &str) -> (Spans, Spans) {
    let (_, sentences) = tidings_text::divide(text);
    let words = sentences
        .iter()
        .flat_map(|sentence| &sentence.words)
        .map(|span| (span.start, span.end))
        .collect();
    (
        words,
        sentences
            .iter()
            .map(|sentence| (sentence.span.start, sentence.span.end))
            .collect(),
    )
}

/// Reads CoNLL-U; contracted forms ("1-2") are skipped, their words taken.
fn read(conllu: &str) -> Vec<Gold> {
    let mut sentences = Vec::new();
    for block in conllu.split("\n\n") {
        let Some(text) = block.lines().find_map(|line| line.strip_prefix("# text = ")) else {
            continue;
        };
        let opens = block
            .lines()
            .any(|line| line.starts_with("# newpar") || line.starts_with("# newdoc"));
        let id = block
            .lines()
            .find_map(|line| line.strip_prefix("# sent_id = "))
            .unwrap_or_default();
        let news = ["weblog", "GUM_news"].iter().any(|genre| id.starts_with(genre));
        let mut at = 0;
        let mut words = Vec::new();
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(id), Some(form)) = (columns.next(), columns.next()) else {
                continue;
            };
            if id.contains(['-', '.']) {
                continue;
            }
            if let Some(found) = text[at..].find(form) {
                words.push((at + found, at + found + form.len()));
                at += found + form.len();
            }
        }
        sentences.push(Gold {
            text: text.to_owned(),
            words,
            opens,
            news,
        });
    }
    sentences
}
