//! Text in columns and lines of a terminal, measured in terminal cells.

use std::fmt::Write as _;

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// No column is made narrower than this.
const SHORTEST: usize = 6;
/// The width where there is no terminal.
const PAGE: usize = 100;

/// Cells in a line of the terminal, or of a page where output goes elsewhere: so a pipe always gets the same bytes.
pub(crate) fn terminal_width() -> usize {
    let width = terminal_size::terminal_size_of(std::io::stdout()).map_or(PAGE, |(width, _)| usize::from(width.0));
    width.max(40)
}

/// `text` on one line: what moves the cursor or hides itself (a report may hold anything) becomes a space.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// The text, cut to `width` cells with a mark where it is longer.
pub(crate) fn cut(text: &str, width: usize) -> String {
    let text = plain(text);
    if text.width() <= width {
        return text;
    }
    let mut used = 1;
    let fits = |letter: &char| {
        used += letter.width().unwrap_or(0);
        used <= width
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// A cell of a column: its text and how it is painted.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) style: Style,
}

impl Cell {
    pub(crate) fn new(text: impl AsRef<str>, style: Style) -> Self {
        Self {
            text: plain(text.as_ref()),
            style,
        }
    }
}

/// Rows as lines of at most `width` cells, columns two apart. A column with a least width gives way where lines would get too
/// long; one without keeps its own.
pub(crate) fn aligned(rows: &[Vec<Cell>], least: &[Option<usize>], width: usize) -> Vec<String> {
    let mut widths: Vec<usize> = least
        .iter()
        .enumerate()
        .map(|(at, _)| {
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(|cell| cell.text.width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    narrow(&mut widths, least, width);
    rows.iter().map(|row| line(row, &widths)).collect()
}

/// Takes cells from the widest columns that may give way until the line fits.
fn narrow(widths: &mut [usize], least: &[Option<usize>], width: usize) {
    loop {
        let used: usize = widths.iter().filter(|width| **width > 0).map(|width| width + 2).sum();
        if used <= width + 2 {
            return;
        }
        let gives_way = |at: &usize| {
            least
                .get(*at)
                .copied()
                .flatten()
                .is_some_and(|least| widths.get(*at) > Some(&least))
        };
        let widest = (0..widths.len())
            .filter(gives_way)
            .max_by_key(|&at| widths.get(at).copied())
            // Where all stand at their least and the line is still too long, the others give way too.
            .or_else(|| {
                (0..widths.len())
                    .filter(|&at| widths[at] > SHORTEST)
                    .max_by_key(|&at| widths[at])
            });
        let Some(widest) = widest else { return };
        if let Some(column) = widths.get_mut(widest) {
            *column -= 1;
        }
    }
}

fn line(row: &[Cell], widths: &[usize]) -> String {
    let mut line = String::new();
    let mut gap = 0;
    for (cell, &width) in row.iter().zip(widths).filter(|(_, width)| **width > 0) {
        let text = cut(&cell.text, width);
        if !text.is_empty() {
            // Spaces are written before a text only, so that no line ends in them.
            line.extend(std::iter::repeat_n(' ', gap));
            let _ = write!(line, "{}{text}{:#}", cell.style, cell.style);
            gap = 0;
        }
        gap += width.saturating_sub(text.width()) + 2;
    }
    line
}

/// Where the lines of `text` start and end, in bytes, so that none is wider than `width` cells; spaces at the breaks belong to no
/// line. A word that is wider than a line is cut.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0);
    // Where the line could end, and where the next would then start.
    let mut breaking: Option<(usize, usize)> = None;
    for (at, letter) in text.char_indices() {
        let cells = letter.width().unwrap_or(0);
        if letter.is_whitespace() {
            breaking = match breaking {
                Some((end, next)) if next == at => Some((end, at + letter.len_utf8())),
                _ => Some((at, at + letter.len_utf8())),
            };
        } else if used + cells > width && at > start {
            let (end, next) = breaking.filter(|(end, _)| *end > start).unwrap_or((at, at));
            lines.push((start, end));
            (start, breaking) = (next, None);
            used = text.get(start..at).map_or(0, UnicodeWidthStr::width);
        }
        used += cells;
    }
    let end = text.trim_end().len();
    if start < end {
        lines.push((start, end));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_by_cells_at_spaces() {
        for (text, width, expected) in [
            ("one two three", 7, vec!["one two", "three"]),
            ("one two three", 100, vec!["one two three"]),
            ("one  two", 4, vec!["one", "two"]),
            ("abcdefgh ij", 4, vec!["abcd", "efgh", "ij"]),
            ("日本語 日本", 6, vec!["日本語", "日本"]),
            ("", 5, vec![]),
        ] {
            let lines: Vec<&str> = wrap(text, width)
                .iter()
                .map(|&(start, end)| &text[start..end])
                .collect();
            assert_eq!(lines, expected, "{text:?} at {width}");
        }
    }

    #[test]
    fn cuts_by_cells_and_takes_out_control_characters() {
        for (text, width, expected) in [
            ("four", 4, "four"),
            ("fives", 4, "fiv…"),
            ("日本語", 4, "日…"),
            ("a\u{1b}[31mb\n", 9, "a [31mb "),
            ("ab cd", 4, "ab…"),
        ] {
            assert_eq!(cut(text, width), expected, "{text:?} at {width}");
        }
    }

    #[test]
    fn wide_columns_give_way_and_empty_ones_take_no_room() {
        let row = |cells: [&str; 3]| {
            cells
                .iter()
                .map(|text| Cell::new(text, Style::new()))
                .collect::<Vec<_>>()
        };
        let rows = [row(["a rather long cell", "", "ok"]), row(["short", "", "fine"])];
        assert_eq!(
            aligned(&[row(["a", "b", ""]), row(["", "", "c"])], &[None; 3], 80),
            ["a  b", "      c"]
        );
        assert_eq!(
            aligned(&rows, &[Some(5), None, None], 14),
            ["a rathe…  ok", "short     fine"]
        );
        // Where all stand at their least, the others give way too.
        assert_eq!(aligned(&rows, &[None, None, None], 14)[1], "short     fine");
    }
}
