//! Paragraphs of raw text: one kind of white space, line breaks of hard-wrapped text undone.

/// Longer lines aren't the work of a program that wraps at a fixed width.
const WIDEST_WRAP: usize = 132;
/// Shorter lines aren't wrapped text but verse, tables or lists.
const NARROWEST_WRAP: usize = 40;

/// The paragraphs of `raw`, in order, none empty: words parted by single spaces, no line breaks, no control
/// characters, soft hyphens or zero-width characters.
///
/// Blank lines part paragraphs. A line break within a block is undone where the next line's first word would not
/// have fitted on the line before, as hard-wrapped text has it, or where the sentence goes on in lower case.
pub(crate) fn lay_out(raw: &str) -> Vec<String> {
    let raw = raw.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = raw.split(is_line_break).map(one_line).collect();
    let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let width = (NARROWEST_WRAP..=WIDEST_WRAP).contains(&width).then_some(width);
    let mut paragraphs: Vec<String> = Vec::new();
    // Characters of the last line of the last paragraph; `None` after a blank line.
    let mut last_line: Option<usize> = None;
    for line in lines {
        if line.is_empty() {
            last_line = None;
            continue;
        }
        let length = line.chars().count();
        match (paragraphs.last_mut(), last_line) {
            (Some(paragraph), Some(last)) if continues(paragraph, last, &line, width) => {
                if !ends_in_hyphenated_word(paragraph) {
                    paragraph.push(' ');
                }
                paragraph.push_str(&line);
            }
            _ => paragraphs.push(line),
        }
        last_line = Some(length);
    }
    paragraphs
}

/// Whether a line goes on with the paragraph before it, whose last line has `last` characters.
fn continues(paragraph: &str, last: usize, line: &str, width: Option<usize>) -> bool {
    if is_item(line) {
        return false;
    }
    let first_word = line.split(' ').next().unwrap_or_default().chars().count();
    let wrapped = width.is_some_and(|width| last + 1 + first_word > width);
    let open = !paragraph.ends_with(['.', '!', '?', ':', ';', '"', '”', '’', ')', ']', '…']);
    wrapped || (open && line.starts_with(char::is_lowercase))
}

/// A line that opens with a bullet.
fn is_item(line: &str) -> bool {
    let mut characters = line.chars();
    characters
        .next()
        .is_some_and(|first| "-–—*•·‣▪●◦○■□►▶✓".contains(first))
        && characters.next() == Some(' ')
}

/// "…the civilian-" before "military…": the hyphen stays and no space comes after it.
fn ends_in_hyphenated_word(paragraph: &str) -> bool {
    let mut end = paragraph.chars().rev();
    end.next() == Some('-') && end.next().is_some_and(char::is_alphabetic)
}

/// At most the first `bytes` bytes of a text, cut between characters.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    (0..=bytes.min(text.len()))
        .rev()
        .find_map(|end| text.get(..end))
        .unwrap_or_default()
}

/// A line without needless white space and invisible characters.
fn one_line(line: &str) -> String {
    let mut clean = String::with_capacity(line.len());
    for word in line.split(|c: char| c.is_whitespace() || (c.is_control() && !is_invisible(c))) {
        let parted = clean.is_empty() || clean.ends_with(' ');
        if !parted {
            clean.push(' ');
        }
        clean.extend(word.chars().filter(|&c| !is_invisible(c)));
    }
    if clean.ends_with(' ') {
        clean.pop();
    }
    clean
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Soft hyphens, zero-width and direction marks, which stand within words and are not seen.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lays_out_paragraphs() {
        let cases: &[(&str, &[&str])] = &[
            ("One.\r\n\r\nTwo.", &["One.", "Two."]),
            ("One\u{A0}two\t three.\rFour.", &["One two three.", "Four."]),
            ("co\u{AD}operate\u{200B}d \u{FEFF} now", &["cooperated now"]),
            ("The two sides met\nin Oslo.", &["The two sides met in Oslo."]),
            (
                "Talks in Oslo\nThe two sides met.",
                &["Talks in Oslo", "The two sides met."],
            ),
            ("- one thing\n- another", &["- one thing", "- another"]),
            (
                "The delegations of the two neighbours met for the\nCommission's second round and agreed on a joint civilian-\nmilitary committee.",
                &[
                    "The delegations of the two neighbours met for the Commission's second round and agreed on a joint civilian-military committee.",
                ],
            ),
            ("", &[]),
            (" \n\u{200B}\n ", &[]),
        ];
        for (raw, expected) in cases {
            assert_eq!(lay_out(raw), *expected, "{raw:?}");
        }
    }
}
