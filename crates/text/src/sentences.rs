//! Sentences: where one word's full stop, question mark or closing quotation mark ends a sentence.

use crate::lists::{Abbreviation, CLOCK, OPENERS, REPORTING, abbreviation};
use crate::words::words;
use crate::{Sentence, Span};

/// A speaker's name after a quotation is at most this long: "Foreign Minister Anna van der Berg said".
const LONGEST_SPEAKER: usize = 6;

/// The paragraphs of a canonical text: the pieces between blank lines.
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut paragraphs = Vec::new();
    for piece in text.split("\n\n") {
        if !piece.trim().is_empty() {
            paragraphs.push(Span::new(start, start + piece.len()));
        }
        start += piece.len() + 2;
    }
    paragraphs
}

/// Divides a canonical text into paragraphs, sentences and words.
///
/// Paragraphs are parted by blank lines; no sentence crosses them. Words are those of Universal Dependencies
/// for English. The text is taken as it is: nothing is cleaned.
pub fn divide(text: &str) -> (Vec<Span>, Vec<Sentence>) {
    let paragraphs = paragraphs(text);
    let mut sentences = Vec::new();
    for (index, &paragraph) in paragraphs.iter().enumerate() {
        let words = Words {
            text,
            spans: words(text, paragraph),
        };
        let mut start = 0;
        while let Some(end) = words.sentence_end(start) {
            let words = words.part_final_stop(start, end);
            if let (Some(first), Some(last)) = (words.first(), words.last()) {
                let span = first.join(*last);
                sentences.push(Sentence {
                    span,
                    words,
                    paragraph: index,
                });
            }
            start = end;
        }
    }
    (paragraphs, sentences)
}

/// The words of one paragraph.
struct Words<'a> {
    text: &'a str,
    spans: Vec<Span>,
}

/// What a word does to the sentence it stands in.
#[derive(PartialEq, Eq)]
enum Stop {
    None,
    /// A full stop.
    Full,
    /// A question or exclamation mark.
    Mark,
    Ellipsis,
    /// An initial: "J."
    Initial,
    /// A time of day or the like: "p.m.", "etc."
    LowerCase,
    /// "U.S.", "Inc."
    Abbreviation,
}

impl Words<'_> {
    fn word(&self, index: usize) -> &str {
        self.spans.get(index).map(|span| span.of(self.text)).unwrap_or_default()
    }

    /// Whether nothing stands between word `index` and the one before it.
    fn attached(&self, index: usize) -> bool {
        index > 0
            && matches!((self.spans.get(index - 1), self.spans.get(index)), (Some(before), Some(word)) if before.end == word.start)
    }

    /// One past the last word of the sentence that starts at word `start`; `None` at the paragraph's end.
    fn sentence_end(&self, start: usize) -> Option<usize> {
        if start >= self.spans.len() {
            return None;
        }
        let mut index = start;
        while index < self.spans.len() {
            let stop = self.stop(start, index);
            let mut end = index + 1;
            if stop != Stop::None {
                while self.attached(end) && is_closer(self.word(end)) {
                    end += 1;
                }
                end += self.note(end);
                if end >= self.spans.len() || self.ends(&stop, start, index, end) {
                    return Some(end);
                }
            }
            index = end;
        }
        Some(self.spans.len())
    }

    /// Words of a note mark, "[17]", at `index`.
    fn note(&self, index: usize) -> usize {
        let number = self.word(index + 1);
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        if self.word(index) == "[" && is_number && self.word(index + 2) == "]" {
            3
        } else {
            0
        }
    }

    /// What kind of stop the word at `index` is.
    fn stop(&self, start: usize, index: usize) -> Stop {
        let word = self.word(index);
        let Some(bare) = word.strip_suffix(['.', '!', '?', '…']) else {
            return Stop::None;
        };
        if bare.is_empty() || !bare.contains(char::is_alphanumeric) {
            return match word {
                "." => Stop::Full,
                _ if word.contains(['!', '?']) => Stop::Mark,
                _ => Stop::Ellipsis,
            };
        }
        if bare.bytes().all(|byte| byte.is_ascii_digit()) && index == start {
            return Stop::None;
        }
        if bare.chars().count() == 1 {
            return Stop::Initial;
        }
        let lower = !bare.contains(char::is_uppercase);
        match abbreviation(bare) {
            Some(Abbreviation::Title | Abbreviation::Number) => Stop::None,
            Some(Abbreviation::Ending | Abbreviation::Month) if !lower => Stop::Abbreviation,
            _ if lower => Stop::LowerCase,
            _ => Stop::Abbreviation,
        }
    }

    /// Whether the sentence ends after the stop at `index` and the closers up to `end`.
    fn ends(&self, stop: &Stop, start: usize, index: usize, end: usize) -> bool {
        let next = self.word(end);
        let closed = end > index + 1;
        if self.attached(end) {
            // A space left out, "…was here.Then…", but not "a.b" or "?)".
            let before = self.word(index.saturating_sub(1));
            return *stop == Stop::Full
                && is_capitalised(next)
                && before.len() > 2
                && before.chars().all(char::is_lowercase);
        }
        let opens = opens_sentence(next);
        match stop {
            Stop::None => false,
            // Writers who open one sentence in lower case open the next one so too.
            Stop::Full => opens || (is_lower(next) && is_lower(self.word(start))),
            Stop::Mark if closed => opens && !self.is_speaker(end),
            // Names that end in a mark, "Yahoo! and", go on in lower case.
            Stop::Mark => {
                opens || (next.starts_with(char::is_lowercase) && !is_capitalised(self.word(index.saturating_sub(1))))
            }
            Stop::Ellipsis => is_capitalised(next) && next != "I",
            Stop::Initial => {
                let before = self.word(index.saturating_sub(1));
                index > 0 && before.starts_with(char::is_lowercase) && OPENERS.contains(next)
            }
            Stop::LowerCase => {
                (is_capitalised(next) && !CLOCK.contains(next.trim_end_matches('.')))
                    || (is_opening(next) && next != "(")
            }
            Stop::Abbreviation => OPENERS.contains(next) || (is_opening(next) && next != "("),
        }
    }

    /// Whether the words from `start` name who spoke: '"Stop!" Smith said.'
    fn is_speaker(&self, start: usize) -> bool {
        (start..start + LONGEST_SPEAKER)
            .map(|index| self.word(index))
            .take_while(|word| word.starts_with(char::is_alphanumeric))
            .any(|word| REPORTING.contains(word))
    }

    /// The words from `start` to `end`; the last full stop parts from an abbreviation in lower case
    /// ("etc" "."), as in EWT, but not from "U.S.".
    fn part_final_stop(&self, start: usize, end: usize) -> Vec<Span> {
        let mut words = self.spans.get(start..end).unwrap_or_default().to_vec();
        let Some(&last) = words.last() else { return words };
        let word = last.of(self.text);
        let Some(bare) = word.strip_suffix('.') else {
            return words;
        };
        let acronym = bare.contains('.') && bare.contains(char::is_uppercase);
        let splits = bare.contains(char::is_alphanumeric) && !acronym && words.len() > 1;
        if splits && let Some(span) = words.last_mut() {
            span.end -= 1;
            words.push(Span::new(last.end - 1, last.end));
        }
        words
    }
}

fn is_closer(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "»")
}

fn is_opening(word: &str) -> bool {
    matches!(word, "\"" | "“" | "‘" | "'" | "``" | "(" | "[" | "«")
}

fn is_lower(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word can be a sentence's first, by its first letter.
fn opens_sentence(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    let goes_on = matches!(
        first,
        '”' | '»' | '.' | '…' | '-' | '–' | '—' | ',' | ';' | ':' | '/' | ')' | ']'
    );
    !first.is_lowercase() && !goes_on
}
