//! Sentences into windows: runs of whole sentences short enough for the encoder, each piece of text read once, with the
//! sentences just before it as context so that "the offer" sees who offered.

use std::collections::HashMap;
use std::ops::Range;

use tokenizers::Tokenizer;

use crate::annotation::WordAt;

/// Pieces that the encoder reads at once; as in training (`windows.py`).
const LONGEST: usize = 250;
/// Pieces of earlier sentences that are read again as context.
const CONTEXT: usize = 60;
/// Pieces of one word that are read; what comes after adds nothing to a word.
const WORD_PIECES: usize = 12;

/// A sentence, or a part of one that is too long to be read at once.
#[derive(Debug, Clone)]
pub(crate) struct Chunk {
    pub(crate) sentence: usize,
    pub(crate) words: Range<usize>,
}

/// What the encoder reads in one run.
#[derive(Debug, Default)]
pub(crate) struct Window {
    pub(crate) chunks: Vec<Chunk>,
    /// How many of the first chunks are only context.
    pub(crate) context: usize,
    pub(crate) pieces: Vec<i32>,
    pub(crate) shapes: Vec<i32>,
    /// Index of each word's first piece.
    pub(crate) first: Vec<i32>,
    /// The words, in order.
    pub(crate) words: Vec<WordAt>,
}

/// Words into pieces.
pub(crate) struct Pieces<'a> {
    tokenizer: &'a Tokenizer,
    start: i32,
    end: i32,
    unknown: i32,
    seen: HashMap<String, Vec<i32>>,
}

impl<'a> Pieces<'a> {
    pub(crate) fn new(tokenizer: &'a Tokenizer) -> Self {
        let id = |token| tokenizer.token_to_id(token).map_or(0, u32::cast_signed);
        Self {
            tokenizer,
            start: id("[CLS]"),
            end: id("[SEP]"),
            unknown: id("[UNK]"),
            seen: HashMap::new(),
        }
    }

    fn of(&mut self, word: &str) -> &[i32] {
        if !self.seen.contains_key(word) {
            let mut ids: Vec<i32> = self.tokenizer.encode(word, false).map_or_else(
                |_| Vec::new(),
                |encoded| {
                    encoded
                        .get_ids()
                        .iter()
                        .take(WORD_PIECES)
                        .map(|&id| id.cast_signed())
                        .collect()
                },
            );
            if ids.is_empty() {
                ids.push(self.unknown);
            }
            self.seen.insert(word.to_owned(), ids);
        }
        self.seen.get(word).map_or(&[], Vec::as_slice)
    }
}

/// The shape of a word as the encoder was trained with it (`shape_of` in `encoder.py`).
fn shape_of(word: &str) -> i32 {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let mut characters = word.chars();
    let first_upper = characters.next().is_some_and(char::is_uppercase);
    let rest = characters.as_str();
    let rest_lower = rest.chars().any(char::is_lowercase) && !rest.chars().any(char::is_uppercase);
    if word.chars().any(char::is_numeric) {
        1
    } else if letters().next().is_none() {
        2
    } else if !letters().any(char::is_uppercase) {
        3
    } else if word.chars().nth(1).is_some() && !letters().any(char::is_lowercase) {
        4
    } else if first_upper && rest_lower {
        5
    } else if first_upper {
        6
    } else {
        7
    }
}

/// Cuts sentences (their words) into windows.
pub(crate) fn windows(sentences: &[Vec<&str>], pieces: &mut Pieces<'_>) -> Vec<Window> {
    let chunks = chunks(sentences, pieces);
    let mut made = Vec::new();
    let mut next = 0;
    while next < chunks.len() {
        let begin = next;
        let mut size = 0;
        let mut context_from = begin;
        let mut context = 0;
        while context_from > 0 && context + chunks[context_from - 1].1 <= CONTEXT {
            context_from -= 1;
            context += chunks[context_from].1;
        }
        while next < chunks.len() && (next == begin || context + size + chunks[next].1 <= LONGEST) {
            size += chunks[next].1;
            next += 1;
        }
        if context + size > LONGEST {
            context_from = begin;
        }
        let mut window = Window {
            context: begin - context_from,
            ..Window::default()
        };
        window.read(
            chunks[context_from..next].iter().map(|(chunk, _)| chunk.clone()),
            sentences,
            pieces,
        );
        made.push(window);
    }
    made
}

/// Sentences with their number of pieces, those that are too long in parts.
fn chunks(sentences: &[Vec<&str>], pieces: &mut Pieces<'_>) -> Vec<(Chunk, usize)> {
    let mut made = Vec::new();
    for (sentence, words) in sentences.iter().enumerate() {
        let (mut begin, mut size) = (0, 0);
        for (number, word) in words.iter().enumerate() {
            let more = pieces.of(word).len();
            if size + more > LONGEST {
                made.push((
                    Chunk {
                        sentence,
                        words: begin..number,
                    },
                    size,
                ));
                (begin, size) = (number, 0);
            }
            size += more;
        }
        if begin < words.len() {
            made.push((
                Chunk {
                    sentence,
                    words: begin..words.len(),
                },
                size,
            ));
        }
    }
    made
}

impl Window {
    fn read(&mut self, chunks: impl Iterator<Item = Chunk>, sentences: &[Vec<&str>], pieces: &mut Pieces<'_>) {
        self.pieces.push(pieces.start);
        self.shapes.push(0);
        for chunk in chunks {
            for word in chunk.words.clone() {
                let form = sentences[chunk.sentence][word];
                let found = pieces.of(form);
                // A window holds a few hundred pieces.
                self.first.push(i32::try_from(self.pieces.len()).unwrap_or(i32::MAX));
                self.shapes.extend(std::iter::repeat_n(shape_of(form), found.len()));
                self.pieces.extend_from_slice(found);
                self.words.push(WordAt {
                    sentence: chunk.sentence,
                    word,
                });
            }
            self.chunks.push(chunk);
        }
        self.pieces.push(pieces.end);
        self.shapes.push(0);
    }

    /// Each chunk that is not context, with the range of its words among the window's.
    pub(crate) fn fresh(&self) -> impl Iterator<Item = (&Chunk, Range<usize>)> {
        let mut at = 0;
        self.chunks
            .iter()
            .map(move |chunk| {
                let range = at..at + chunk.words.len();
                at = range.end;
                (chunk, range)
            })
            .skip(self.context)
    }

    /// Index of the first word that is not context.
    pub(crate) fn first_fresh(&self) -> usize {
        self.chunks
            .iter()
            .take(self.context)
            .map(|chunk| chunk.words.len())
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_as_in_training() {
        for (word, shape) in [
            ("2019", 1),
            ("F-16", 1),
            ("--", 2),
            ("talks", 3),
            ("UN", 4),
            ("Kenya", 5),
            ("A", 6),
            ("McCain", 6),
            ("eBay", 7),
        ] {
            assert_eq!(shape_of(word), shape, "{word}");
        }
    }
}
