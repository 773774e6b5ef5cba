//! Bytes to characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// The character set that an HTML page names stands in its first bytes.
const HTML_HEAD: usize = 2048;
/// So much of a file is looked at to tell text from other data.
const LOOKED_AT: usize = 64 * 1024;

/// Known formats that are no text: first bytes, name, what to do.
const FORMATS: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "a PDF", "`pdftotext` extracts the text"),
    (
        b"PK\x03\x04",
        "a ZIP archive or an office document",
        "unpack it, or save it as plain text",
    ),
    (b"\xD0\xCF\x11\xE0", "an office document", "save it as plain text"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"BZh", "bzip2 data", "unpack it with `bunzip2`"),
    (b"\xFD7zXZ", "xz data", "unpack it with `unxz`"),
    (b"\x89PNG", "an image", "images can't be read"),
    (b"\xFF\xD8\xFF", "an image", "images can't be read"),
    (b"SQLite format 3", "a database", "export its reports as JSONL"),
    (b"PAR1", "a Parquet file", "export its reports as JSONL"),
];

/// Decoded text, with a warning where the encoding had to be guessed.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) warning: Option<String>,
}

/// What a file that is no text seems to be, and what to do with it; `None` for text.
pub(crate) fn binary_kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if let Some((_, kind, advice)) = FORMATS.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Some((kind, advice));
    }
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let control = head
        .iter()
        .filter(|&&byte| byte < 32 && !matches!(byte, b'\t'..=b'\r' | 0x1B))
        .count();
    let binary = head.contains(&0) || control * 20 > head.len();
    binary.then_some(("binary data", "is it the right file?"))
}

/// Decodes text: by its byte order mark, else as UTF-8, else as its HTML head says, else by a guess from its bytes.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(mark..).unwrap_or_default(), false);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: text.to_owned(),
            warning: None,
        };
    }
    if let Some(encoding) = html_encoding(bytes) {
        return decode_as(encoding, bytes, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    decode_as(detector.guess(None, Utf8Detection::Deny), bytes, true)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name();
    let warning = match (guessed, damaged) {
        (true, _) => Some(format!("not valid UTF-8; read as {name}, which is a guess")),
        (false, true) => Some(format!("some bytes are not valid {name} and were replaced")),
        (false, false) => None,
    };
    Decoded {
        text: text.into_owned(),
        warning,
    }
}

/// The encoding named by `<meta charset=…>`, but not UTF-8, which was tried.
fn html_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HTML_HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    if !head.contains("<meta") {
        return None;
    }
    let (_, value) = head.split_once("charset=")?;
    let label: String = value
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
        .collect();
    Encoding::for_label(label.as_bytes()).filter(|&encoding| encoding != UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes() {
        for (bytes, text, warns) in [
            (&b"caf\xC3\xA9"[..], "café", false),
            (b"\xEF\xBB\xBFcaf\xC3\xA9", "café", false),
            (b"\xFF\xFEc\0a\0", "ca", false),
            (
                b"Le pr\xE9sident a d\xE9clar\xE9 que le caf\xE9 est ferm\xE9",
                "Le président a déclaré que le café est fermé",
                true,
            ),
            (
                b"<html><meta charset=\"windows-1251\">\xCC\xE8\xF0",
                "<html><meta charset=\"windows-1251\">Мир",
                false,
            ),
        ] {
            let decoded = decode(bytes);
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.warning.is_some(), warns, "{:?}", decoded.warning);
        }
    }

    #[test]
    fn tells_text_from_data() {
        for (bytes, binary) in [
            (&b"plain text\n"[..], false),
            (b"\xFF\xFEc\0a\0", false),
            (b"%PDF-1.7", true),
            (b"ab\0cd", true),
            (b"\x01\x02\x03abc", true),
        ] {
            assert_eq!(binary_kind(bytes).is_some(), binary, "{bytes:?}");
        }
    }
}
