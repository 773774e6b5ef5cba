//! A sentence with the words that each field of an event came from underlined.

use std::fmt::Write as _;

use anstyle::Style;
use tidings_coder::{CodedReport, Event, TextSpan};
use unicode_width::UnicodeWidthStr;

use super::layout::{plain, wrap};
use super::style::{BOLD, PART, STATUS};

/// Words of the text that a field came from: code points, start inclusive, end exclusive.
#[derive(Debug, Clone)]
struct Mark {
    start: usize,
    end: usize,
    label: &'static str,
    line: char,
    style: Style,
}

/// The event's sentence in lines of at most `width` cells, its evidence underlined with the names of the fields below.
pub(super) fn underlined(report: &CodedReport, event: &Event, width: usize) -> Vec<String> {
    let Some(&[from, to]) = report.sentences.get(event.sentence) else {
        return Vec::new();
    };
    let sentence: String = report.text.chars().skip(from).take(to.saturating_sub(from)).collect();
    // Control characters become spaces one by one: places stay the same.
    let sentence = plain(&sentence);
    let mut marks = marks(event);
    marks.retain(|mark| from <= mark.start && mark.end <= to && mark.start < mark.end);
    for mark in &mut marks {
        (mark.start, mark.end) = (mark.start - from, mark.end - from);
    }
    let mut lines = Vec::new();
    for (start, end) in wrap(&sentence, width) {
        let Some(text) = sentence.get(start..end) else { continue };
        lines.push(text.to_owned());
        let first = sentence.get(..start).map_or(0, |before| before.chars().count());
        lines.extend(below(text, first, &marks));
    }
    lines
}

/// All evidence of an event, the longest first, so that a span inside another stays visible.
fn marks(event: &Event) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |label, start, end, line, style| {
        marks.push(Mark {
            start,
            end,
            label,
            line,
            style,
        });
    };
    let mut span = |label, span: Option<&TextSpan>, style| {
        if let Some(span) = span {
            add(label, span.start, span.end, '─', style);
        }
    };
    span("condition", event.condition.as_ref(), STATUS);
    span("status", event.why.status.as_ref(), STATUS);
    span("date", event.date.as_ref().and_then(|date| date.span.as_ref()), PART);
    for (label, figure) in [
        ("dead", &event.dead),
        ("injured", &event.injured),
        ("size", &event.size),
    ] {
        span(label, figure.as_ref().map(|figure| &figure.span), PART);
    }
    for (label, members) in [("actor", &event.actor), ("recipient", &event.recipient)] {
        for one in members {
            add(label, one.start, one.end, '─', PART);
        }
    }
    if let Some(one) = &event.said_by {
        add("source", one.start, one.end, '─', PART);
    }
    if let Some(place) = &event.place {
        add("place", place.start, place.end, '─', PART);
    }
    add("act", event.trigger.start, event.trigger.end, '━', BOLD);
    // "both sides" are two participants with one mention.
    marks.sort_by_key(|mark| {
        (
            std::cmp::Reverse(mark.end.saturating_sub(mark.start)),
            mark.start,
            mark.label,
        )
    });
    marks.dedup_by_key(|mark| (mark.start, mark.end, mark.label));
    marks
}

/// Lines of so many columns may end at the page's edge.
const FULL: usize = 40;

/// The underline of a line of the sentence that starts at code point `first` of it, and the labels below it.
fn below(text: &str, first: usize, marks: &[Mark]) -> Vec<String> {
    let length = text.chars().count();
    let column = |point: usize| {
        let before: String = text.chars().take(point.saturating_sub(first)).collect();
        before.width()
    };
    let here: Vec<&Mark> = marks
        .iter()
        .filter(|mark| mark.start < first + length && mark.end > first)
        .collect();
    if here.is_empty() {
        return Vec::new();
    }
    let mut drawn: Vec<Option<(char, Style)>> = vec![None; text.width()];
    for mark in &here {
        for cell in drawn.iter_mut().take(column(mark.end)).skip(column(mark.start)) {
            *cell = Some((mark.line, mark.style));
        }
    }
    let mut lines = vec![paint(&drawn)];
    // A label at the end of a line that fills the page would stand out of it.
    let full = text.width() >= FULL;
    let place = |mark: &Mark| {
        let last = text.width().saturating_sub(mark.label.len());
        if full {
            column(mark.start).min(last)
        } else {
            column(mark.start)
        }
    };
    let mut labels: Vec<(usize, &Mark)> = here
        .iter()
        .filter(|mark| mark.start >= first)
        .map(|mark| (place(mark), *mark))
        .collect();
    labels.sort_by_key(|(at, _)| *at);
    lines.extend(stacked(&labels));
    lines
}

fn paint(cells: &[Option<(char, Style)>]) -> String {
    let mut line = String::new();
    for run in cells.chunk_by(|a, b| a == b) {
        match run.first().copied().flatten() {
            None => line.extend(run.iter().map(|_| ' ')),
            Some((letter, style)) => {
                let drawn: String = run.iter().map(|_| letter).collect();
                let _ = write!(line, "{style}{drawn}{style:#}");
            }
        }
    }
    line.trim_end().to_owned()
}

/// Labels at their columns, in as many rows as they need so as not to touch.
fn stacked(labels: &[(usize, &Mark)]) -> Vec<String> {
    let mut rows: Vec<(usize, String)> = Vec::new();
    for (column, mark) in labels {
        let at = rows
            .iter()
            .position(|(used, _)| *used == 0 || used < column)
            .unwrap_or_else(|| {
                rows.push((0, String::new()));
                rows.len() - 1
            });
        if let Some((used, row)) = rows.get_mut(at) {
            row.extend(std::iter::repeat_n(' ', column.saturating_sub(*used)));
            let _ = write!(row, "{}{}{:#}", mark.style, mark.label, mark.style);
            *used = column + mark.label.len();
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, label: &'static str) -> Mark {
        Mark {
            start,
            end,
            label,
            line: if label == "act" { '=' } else { '-' },
            style: Style::new(),
        }
    }

    #[test]
    fn underlines_and_labels_stand_below_their_words() {
        let text = "Mali met Chad.";
        let marks = [mark(0, 4, "actor"), mark(9, 13, "recipient"), mark(5, 8, "act")];
        assert_eq!(
            below(text, 0, &marks),
            ["---- === ----", "actor    recipient", "     act"]
        );
        assert_eq!(below(text, 100, &marks), Vec::<String>::new());
    }

    #[test]
    fn a_mark_over_a_line_end_is_drawn_on_both_and_named_once() {
        let marks = [mark(2, 12, "condition")];
        assert_eq!(below("to go on", 0, &marks), ["  ------", "  condition"]);
        assert_eq!(below("if asked", 9, &marks), ["---"]);
    }

    #[test]
    fn labels_stay_on_the_page() {
        let text = "The ministers of both countries agreed to meet in Mali";
        let lines = below(text, 0, &[mark(50, 54, "recipient")]);
        assert!(lines.iter().all(|line| line.len() <= text.len()), "{lines:?}");
    }

    #[test]
    fn wide_letters_take_two_cells() {
        assert_eq!(
            below("日本 met", 0, &[mark(0, 2, "actor"), mark(3, 6, "act")]),
            ["---- ===", "actor", "     act"]
        );
    }
}
