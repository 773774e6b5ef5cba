//! Canonical text: what a news site puts around a report is taken out and kept with its reason.

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;
use regex::Captures;

use crate::dates::{parse_date, parse_day_near};
use crate::layout::{head, lay_out};
use crate::lists::NOT_PLACES;
use crate::rules::{Place, RULES, Rule};
use crate::{Dateline, Removed};

/// Headers, bylines and datelines stand among this many paragraphs.
const TOP: usize = 8;
/// A dateline without day and agency has at most this many paragraphs before it: headline and summary.
const DATELINE_TOP: usize = 2;
/// No boilerplate paragraph is longer, in bytes.
const LONGEST_LINE: usize = 500;
/// Shorter paragraphs may repeat ("He declined."), in bytes.
const SHORTEST_REPEAT: usize = 40;
/// A header glued to the front of a repeated lead is at most this long, in bytes.
const LONGEST_HEADER: usize = 160;
/// More headers, bylines and boilerplate than that don't stand in one paragraph.
const MOST_PIECES: usize = 8;
/// What stands between a header and what follows it.
const SEPARATORS: [char; 7] = [' ', '|', '•', '·', '-', '–', '—'];
/// How much of two paragraphs is compared to find a repeated lead, in bytes.
const COMPARED: usize = 4096;

/// A cleaned report.
#[derive(Debug, Default)]
pub(crate) struct Cleaned {
    /// The canonical text.
    pub(crate) text: String,
    /// What was taken out, in its order in the input.
    pub(crate) removed: Vec<Removed>,
    /// Place and day of the dateline.
    pub(crate) dateline: Option<Dateline>,
    /// The day of publication, given or found in a header.
    pub(crate) published: Option<Date>,
}

/// Cleans raw text. `title` is taken out where the text repeats it; `published` is what the caller knows.
pub(crate) fn clean(raw: &str, title: Option<&str>, published: Option<Date>) -> Cleaned {
    let mut paragraphs: Vec<Paragraph> = lay_out(raw).into_iter().map(Paragraph::new).collect();
    let mut found = Found {
        raw,
        published: None,
        dateline: None,
    };
    let mut position = 0;
    for paragraph in &mut paragraphs {
        paragraph.apply_rules(position, &mut found);
        if !paragraph.rest().is_empty() {
            position += 1;
        }
    }
    cut_title(&mut paragraphs, title);
    cut_repeated_lead(&mut paragraphs);
    cut_repeats(&mut paragraphs);
    let published = published.or(found.published);
    let dateline = found.dateline.map(|(place, day)| {
        let near = || published.and_then(|near| parse_day_near(&day, near));
        Dateline {
            place,
            date: parse_date(&day).or_else(near),
        }
    });
    let published = published.or_else(|| dateline.as_ref().and_then(|dateline| dateline.date));
    let mut cleaned = Cleaned {
        dateline,
        published,
        ..Cleaned::default()
    };
    for paragraph in paragraphs {
        paragraph.finish(&mut cleaned);
    }
    cleaned
}

/// What the rules found out about the report.
struct Found<'a> {
    raw: &'a str,
    published: Option<Date>,
    /// Place and day as written.
    dateline: Option<(String, String)>,
}

/// A paragraph and what is cut from it.
struct Paragraph {
    text: String,
    /// Pieces taken out, in no order, never overlapping.
    cuts: Vec<(Range<usize>, &'static str)>,
    /// What is left but for cuts inside.
    kept: Range<usize>,
}

impl Paragraph {
    fn new(text: String) -> Self {
        let kept = 0..text.len();
        Self {
            text,
            cuts: Vec::new(),
            kept,
        }
    }

    /// What is left between the cuts at the start and at the end.
    fn rest(&self) -> &str {
        self.text.get(self.kept.clone()).unwrap_or_default()
    }

    /// Applies all rules; `position` counts the paragraphs before that have not been cut.
    fn apply_rules(&mut self, position: usize, found: &mut Found) {
        for rule in RULES.iter().filter(|rule| rule.place == Place::Inside) {
            self.cut_inside(rule);
        }
        for _ in 0..MOST_PIECES {
            if self.rest().is_empty() || !RULES.iter().any(|rule| self.apply(rule, position, found)) {
                return;
            }
        }
    }

    /// Applies a rule for the start, the end or the whole and returns whether it cut something.
    fn apply(&mut self, rule: &Rule, position: usize, found: &mut Found) -> bool {
        let rest = self.rest();
        let top = position < TOP;
        let applies = match rule.place {
            Place::Opening => top,
            Place::Top => top && rest.len() <= LONGEST_LINE,
            Place::Line => rest.len() <= LONGEST_LINE,
            Place::Closing => true,
            Place::Inside => false,
        };
        if !applies {
            return false;
        }
        let Some(captures) = rule.pattern.captures(rest) else {
            return false;
        };
        let Some(mut piece) = captures
            .name("cut")
            .or_else(|| captures.get(0))
            .map(|found| found.range())
        else {
            return false;
        };
        let after = rest.get(piece.end..).unwrap_or_default();
        let fits = match rule.place {
            Place::Opening => {
                let separator = after.len() - after.trim_start_matches(SEPARATORS).len();
                piece.end += separator;
                begins_anew(&after[separator..]) && !found.is_label(&captures, position)
            }
            Place::Closing => after.is_empty(),
            _ => after.is_empty() && piece.start == 0,
        };
        if !fits || piece.is_empty() {
            return false;
        }
        found.note(&captures);
        let start = self.kept.start;
        self.cut(start + piece.start..start + piece.end, rule.reason);
        true
    }

    /// Applies a rule for pieces inside; these come before all others.
    fn cut_inside(&mut self, rule: &Rule) {
        let pieces: Vec<Range<usize>> = rule.pattern.find_iter(&self.text).map(|found| found.range()).collect();
        if let (Some(first), Some(last)) = (pieces.first().cloned(), pieces.last().cloned()) {
            self.cuts.extend(pieces.into_iter().map(|piece| (piece, rule.reason)));
            self.narrow(&first);
            self.narrow(&last);
        }
    }

    /// Takes out a piece; pieces cut before that lie within it become part of it.
    fn cut(&mut self, piece: Range<usize>, reason: &'static str) {
        if piece.is_empty() {
            return;
        }
        self.cuts
            .retain(|(cut, _)| !(piece.start <= cut.start && cut.end <= piece.end));
        self.narrow(&piece);
        self.cuts.push((piece, reason));
    }

    /// Leaves a piece out of what is kept where it stands at its start or end.
    fn narrow(&mut self, piece: &Range<usize>) {
        if self.is_blank(self.kept.start..piece.start) {
            self.kept.start = self.skip_space(piece.end.max(self.kept.start));
        }
        if self.is_blank(piece.end..self.kept.end) {
            self.kept.end = piece.start.max(self.kept.start);
        }
    }

    fn cut_rest(&mut self, reason: &'static str) {
        self.cut(self.kept.clone(), reason);
    }

    fn is_blank(&self, range: Range<usize>) -> bool {
        range.is_empty() || self.text.get(range).is_none_or(|text| text.trim().is_empty())
    }

    fn skip_space(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.len() - rest.trim_start().len()
    }

    /// Adds what is left to the canonical text and what was cut to the removed pieces.
    fn finish(mut self, cleaned: &mut Cleaned) {
        self.cuts.sort_by_key(|(cut, _)| cut.start);
        let mut left = String::with_capacity(self.text.len());
        let mut at = 0;
        for (cut, reason) in &self.cuts {
            append(&mut left, self.text.get(at..cut.start).unwrap_or_default());
            let text = self.text.get(cut.clone()).unwrap_or_default().trim().to_owned();
            cleaned.removed.push(Removed {
                reason: (*reason).to_owned(),
                text,
            });
            at = cut.end;
        }
        append(&mut left, self.text.get(at..).unwrap_or_default());
        if left.is_empty() {
            return;
        }
        if !cleaned.text.is_empty() {
            cleaned.text.push_str("\n\n");
        }
        cleaned.text.push_str(&left);
    }
}

impl Found<'_> {
    /// Takes over what the groups of a rule's pattern say.
    fn note(&mut self, captures: &Captures) {
        let group = |name| captures.name(name).map(|found| found.as_str());
        if self.published.is_none() {
            self.published = group("date").and_then(parse_date);
        }
        if self.dateline.is_none()
            && let Some(place) = group("place").or_else(|| group("unsure"))
        {
            self.dateline = Some((place.to_owned(), group("day").unwrap_or_default().to_owned()));
        }
    }

    /// Whether the capitals before a dash or colon are no place: "EXCLUSIVE:", the speakers of an interview, or
    /// anything after the first dateline or further down.
    fn is_label(&self, captures: &Captures, position: usize) -> bool {
        let Some(place) = captures.name("unsure").map(|place| place.as_str()) else {
            return false;
        };
        position > DATELINE_TOP
            || self.dateline.is_some()
            || place.chars().count() < 4
            || place.split([' ', '-', ',']).any(|word| NOT_PLACES.contains(word))
            || self.raw.matches(&format!("{place}:")).nth(1).is_some()
    }
}

/// Adds a piece of a paragraph with a space between, unless punctuation follows the cut.
fn append(text: &mut String, piece: &str) {
    let piece = piece.trim();
    let closes = piece.starts_with(['.', ',', ';', ':', '!', '?', '…']);
    if !text.is_empty() && !piece.is_empty() && !closes {
        text.push(' ');
    }
    text.push_str(piece);
}

/// Whether something new begins behind a header: nothing, a capital, a number, a quotation.
fn begins_anew(rest: &str) -> bool {
    let is_new = |first: char| {
        (first.is_alphabetic() && !first.is_lowercase()) || first.is_numeric() || "\"“'‘«([".contains(first)
    };
    rest.trim_start().chars().next().is_none_or(is_new)
}

/// Letters and digits of a text in lower case: what counts when two paragraphs are compared.
fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Cuts the paragraph at the top that repeats the headline.
fn cut_title(paragraphs: &mut [Paragraph], title: Option<&str>) {
    let Some(title) = title.map(key).filter(|title| !title.is_empty()) else {
        return;
    };
    let first = paragraphs
        .iter_mut()
        .filter(|paragraph| !paragraph.rest().is_empty())
        .take(2);
    for paragraph in first {
        if key(paragraph.rest()) == title {
            paragraph.cut_rest("repeated headline");
            return;
        }
    }
}

/// Finds a teaser at the top that one of the next paragraphs repeats and goes on with, also with a header glued
/// to its front, and cuts the teaser.
fn cut_repeated_lead(paragraphs: &mut [Paragraph]) {
    let at: Vec<usize> = (0..paragraphs.len())
        .filter(|&at| !paragraphs[at].rest().is_empty())
        .take(5)
        .collect();
    for (first, &teaser) in at.iter().enumerate().take(3) {
        for &lead in at.iter().skip(first + 1).take(3) {
            let (Some(a), Some(b)) = (paragraphs.get(teaser), paragraphs.get(lead)) else {
                continue;
            };
            if b.rest().is_empty() || a.rest().is_empty() || !a.cuts_are_outside() {
                continue;
            }
            let body = a.rest().trim_end_matches(['.', '…', ' ']);
            let repeated = overlap(tail(body), head(b.rest(), COMPARED));
            let before = &a.rest()[..body.len() - repeated];
            let whole = repeated == b.rest().trim_end_matches(['.', '…', ' ']).len();
            // Two equal paragraphs are found by `cut_repeats`, which keeps the first.
            if repeated < SHORTEST_REPEAT || (whole && before.is_empty()) {
                continue;
            }
            let start = a.kept.start;
            let header = before.trim();
            if header.is_empty() || is_header(header) {
                let glued = start..start + before.trim_end().len();
                let a = &mut paragraphs[teaser];
                a.cut(glued, "header");
                a.cut_rest("repeated paragraph");
            } else if whole {
                paragraphs[lead].cut_rest("repeated paragraph");
            }
            break;
        }
    }
}

impl Paragraph {
    /// Whether nothing was cut from the middle of what is left.
    fn cuts_are_outside(&self) -> bool {
        self.cuts
            .iter()
            .all(|(cut, _)| cut.end <= self.kept.start || self.kept.end <= cut.start)
    }
}

/// Whether a short piece before a repeated lead is no sentence.
fn is_header(text: &str) -> bool {
    text.len() <= LONGEST_HEADER && !text.ends_with(['.', '!', '?', '"', '”', '…'])
}

/// Cuts paragraphs that repeat an earlier one.
fn cut_repeats(paragraphs: &mut [Paragraph]) {
    let mut seen = HashSet::new();
    for paragraph in paragraphs {
        let key = key(paragraph.rest());
        if key.len() >= SHORTEST_REPEAT && !seen.insert(key) {
            paragraph.cut_rest("repeated paragraph");
        }
    }
}

/// The last [`COMPARED`] bytes of a text.
fn tail(text: &str) -> &str {
    let from = text.len().saturating_sub(COMPARED);
    (from..text.len()).find_map(|at| text.get(at..)).unwrap_or_default()
}

/// Bytes of the longest end of `text` that `other` starts with, found in linear time by the failure function of
/// Knuth, Morris and Pratt.
fn overlap(text: &str, other: &str) -> usize {
    let pattern = other.as_bytes();
    let mut failure = vec![0; pattern.len()];
    let mut matched = 0;
    for at in 1..pattern.len() {
        while matched > 0 && pattern[at] != pattern[matched] {
            matched = failure[matched - 1];
        }
        if pattern[at] == pattern[matched] {
            matched += 1;
        }
        failure[at] = matched;
    }
    matched = 0;
    for &byte in text.as_bytes() {
        while matched > 0 && (matched == pattern.len() || byte != pattern[matched]) {
            matched = failure[matched - 1];
        }
        if pattern.get(matched) == Some(&byte) {
            matched += 1;
        }
    }
    // An end that starts within a word is no repetition.
    let start = text.len() - matched;
    let opens = text.is_char_boundary(start) && !text[..start].ends_with(char::is_alphanumeric);
    if opens { matched } else { 0 }
}
