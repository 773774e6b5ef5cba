use tidings_text::Span;

use crate::record::TextSpan;

/// Byte offsets into code points.
pub(crate) struct Offsets<'a> {
    text: &'a str,
    /// Where the text is all ASCII the two are the same, and nothing is kept.
    points: Option<Vec<u32>>,
}

impl<'a> Offsets<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, points: None };
        }
        let mut points = vec![0; text.len() + 1];
        let mut count = 0;
        for (at, character) in text.char_indices() {
            points[at..at + character.len_utf8()].fill(count);
            count += 1;
        }
        points[text.len()] = count;
        Self {
            text,
            points: Some(points),
        }
    }

    pub(crate) fn point(&self, byte: usize) -> usize {
        match &self.points {
            None => byte,
            Some(points) => points.get(byte).map_or(0, |&point| point as usize),
        }
    }

    pub(crate) fn text_span(&self, span: Span) -> TextSpan {
        TextSpan {
            start: self.point(span.start),
            end: self.point(span.end),
            text: span.of(self.text).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn code_points_index_the_same_words(text in ".{0,40}", from in 0_usize..40, length in 0_usize..20) {
            let characters: Vec<char> = text.chars().collect();
            let start = text.char_indices().nth(from).map_or(text.len(), |(at, _)| at);
            let end = text.char_indices().nth(from + length).map_or(text.len(), |(at, _)| at);
            let found = Offsets::new(&text).text_span(Span::new(start, end));
            let same: String = characters.get(found.start..found.end).unwrap_or_default().iter().collect();
            proptest::prop_assert_eq!(same, found.text);
        }
    }
}
