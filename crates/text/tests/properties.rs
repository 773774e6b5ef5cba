//! What holds for every input.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use tidings_text::{Limits, Report, Span, read_from};

const LIMITS: Limits = Limits {
    report_bytes: 1 << 16,
    skipped_reports: 4,
};

/// How inputs of the formats begin.
const HEADS: &[&[u8]] = &[
    b"",
    b"{\"text\":\"a\"}\n",
    b"{\"",
    b"<html><body><p>",
    b"\x1F\x8B\x08\0\0\0\0\0\0\x03",
    b"\x28\xB5\x2F\xFD",
];

/// Pieces that the rules look for, between arbitrary text.
fn news() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => any::<String>(),
        3 => "[A-Za-z'’ .,!?\"“”()-]{0,60}",
        1 => Just("\n\n".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => Just("date 2019-08-01 ".to_owned()),
        1 => Just("Image Source : AFP ".to_owned()),
        1 => Just("(Photo: Jane Doe)".to_owned()),
        1 => Just("NAIROBI, 3 May (Agency) - ".to_owned()),
        1 => Just("By Jane Doe".to_owned()),
        1 => Just("The two governments agreed on Monday to meet again.".to_owned()),
        1 => Just(" Read more".to_owned()),
        1 => Just("U.S. Gen. J. Roe's 5km don't http://a.b/c (Reporting by Jane Doe)".to_owned()),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// The characters that count.
fn visible(text: &str) -> Vec<char> {
    text.chars()
        .filter(|&c| !c.is_whitespace() && !is_invisible(c))
        .collect()
}

fn is_subsequence(part: &[char], whole: &[char]) -> bool {
    let mut whole = whole.iter();
    part.iter().all(|c| whole.any(|other| other == c))
}

fn check_spans(report: &Report) {
    let text = &report.text;
    let fits = |span: &Span| text.get(span.start..span.end).is_some_and(|words| !words.is_empty());
    assert!(report.paragraphs.iter().all(fits));
    let mut end = 0;
    for sentence in &report.sentences {
        let paragraph = report.paragraphs[sentence.paragraph];
        assert!(fits(&sentence.span) && paragraph.contains(sentence.span) && sentence.span.start >= end);
        end = sentence.span.end;
        let mut at = sentence.span.start;
        assert!(!sentence.words.is_empty());
        for word in &sentence.words {
            assert!(
                fits(word) && sentence.span.contains(*word) && word.start >= at,
                "{word:?} in {sentence:?}"
            );
            assert!(text[at..word.start].trim().is_empty() && !word.of(text).contains(char::is_whitespace));
            at = word.end;
        }
        assert_eq!(at, sentence.span.end);
    }
    let words: String = report
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.words)
        .map(|word| word.of(text))
        .collect();
    assert_eq!(
        words,
        text.split_whitespace().collect::<String>(),
        "every character is in a word"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_or_made_up(raw in news()) {
        let report = Report::from_text(&raw, None);
        check_spans(&report);
        let (input, text) = (visible(&raw), visible(&report.text));
        let removed = visible(&report.removed.iter().map(|piece| piece.text.as_str()).collect::<String>());
        prop_assert!(is_subsequence(&text, &input));
        prop_assert!(is_subsequence(&removed, &input));
        let mut parts = [text, removed].concat();
        let mut whole = input;
        parts.sort_unstable();
        whole.sort_unstable();
        prop_assert_eq!(parts, whole);
    }

    #[test]
    fn text_is_canonical(raw in news()) {
        let text = Report::from_text(&raw, None).text;
        for paragraph in text.split("\n\n").filter(|_| !text.is_empty()) {
            prop_assert!(!paragraph.is_empty() && paragraph.trim() == paragraph);
            let other_space = paragraph.contains(|c: char| c.is_whitespace() && c != ' ');
            prop_assert!(!other_space && !paragraph.contains("  "));
        }
    }

    #[test]
    fn readers_take_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300), head in proptest::sample::select(HEADS)) {
        let input = [head, bytes.as_slice()].concat();
        for report in read_from("input", Cursor::new(input), LIMITS).flatten() {
            check_spans(&report);
        }
    }

    #[test]
    fn readers_take_any_html(pieces in proptest::collection::vec("(<[a-z/!]{1,6}( [a-z]{1,5}=\"[^\"]{0,9}\")?>|[A-Za-z ,.]{0,40}|&[a-z]{1,5};?)", 0..40)) {
        let input = format!("<html><body>{}", pieces.concat());
        for report in read_from("input", Cursor::new(input), LIMITS).flatten() {
            check_spans(&report);
        }
    }

    #[test]
    fn readers_take_damaged_gzip(text in news(), cut in any::<proptest::sample::Index>(), flip in any::<proptest::sample::Index>()) {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(text.as_bytes()).expect("memory");
        let mut packed = packer.finish().expect("memory");
        let at = flip.index(packed.len());
        packed[at] ^= 0x10;
        packed.truncate(cut.index(packed.len()));
        for report in read_from("input", Cursor::new(packed), LIMITS).flatten() {
            check_spans(&report);
        }
    }
}
