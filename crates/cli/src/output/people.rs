//! A report for people: its title, a line for each event, the statements below.

use std::fmt::Write as _;
use std::io::{self, Write};

use tidings_codebook::Codebook;
use tidings_coder::{CodedReport, Event, EventDate, ParticipantRecord, Statement};

use super::ReportWriter;
use super::evidence::underlined;
use super::flat::figure;
use super::layout::{Cell, aligned, cut, plain, wrap};
use super::style::{BOLD, DIM, PART, PLAIN, STATUS, of_quad};

/// Least widths of the columns that give way in a narrow terminal: who, class, code, status, date, place, harm, source.
const LEAST: [Option<usize>; 8] = [Some(16), None, Some(10), None, None, Some(6), None, Some(8)];

/// Writes reports for people to read.
pub(super) struct PeopleWriter<'a, W: Write> {
    out: W,
    width: usize,
    explain: bool,
    codebook: &'a Codebook,
    is_first: bool,
}

impl<'a, W: Write> PeopleWriter<'a, W> {
    pub(super) fn new(out: W, width: usize, explain: bool, codebook: &'a Codebook) -> Self {
        Self {
            out,
            width,
            explain,
            codebook,
            is_first: true,
        }
    }

    /// The whole report as text; a string, so that it reaches the terminal in one piece.
    fn page(&self, report: &CodedReport) -> String {
        let mut page = String::new();
        if !self.is_first {
            page.push('\n');
        }
        let _ = writeln!(page, "{}", heading(report, self.width));
        for warning in &report.warnings {
            let _ = writeln!(page, "  {STATUS}warning:{STATUS:#} {}", plain(warning));
        }
        if report.events.is_empty() && report.statements.is_empty() {
            let _ = writeln!(page, "  {DIM}no events{DIM:#}");
        }
        let rows: Vec<Vec<Cell>> = report.events.iter().map(|event| self.row(event)).collect();
        for (event, line) in report
            .events
            .iter()
            .zip(aligned(&rows, &LEAST, self.width.saturating_sub(2)))
        {
            let _ = writeln!(page, "  {line}");
            if self.explain {
                self.explain(&mut page, report, event);
            }
        }
        for statement in &report.statements {
            self.statement(&mut page, statement);
        }
        page
    }

    fn row(&self, event: &Event) -> Vec<Cell> {
        let name = self.codebook.cameo(&event.cameo).map_or("", |code| code.name.as_str());
        let mode = event.mode.as_ref().map_or_else(String::new, |mode| format!(" {mode}"));
        let source = event
            .said_by
            .as_ref()
            .map_or_else(String::new, |one| format!("says {}", one.name));
        vec![
            Cell::new(who(event), BOLD),
            Cell::new(format!("{}{mode}", event.event), of_quad(event.quad)),
            Cell::new(format!("{} {name}", event.cameo), PLAIN),
            Cell::new(&event.status, if event.status == "actual" { DIM } else { STATUS }),
            Cell::new(event.date.as_ref().map_or_else(String::new, days), PLAIN),
            Cell::new(event.place.as_ref().map_or("", |place| &place.name), PLAIN),
            Cell::new(harm(event), PLAIN),
            Cell::new(source, DIM),
        ]
    }

    fn explain(&self, page: &mut String, report: &CodedReport, event: &Event) {
        page.push('\n');
        for line in underlined(report, event, self.width.saturating_sub(6)) {
            let _ = writeln!(page, "      {line}");
        }
        for reason in reasons(event) {
            for (start, end) in wrap(&reason, self.width.saturating_sub(8)) {
                let indent = if start == 0 { "      " } else { "        " };
                let _ = writeln!(
                    page,
                    "{indent}{DIM}{}{DIM:#}",
                    reason.get(start..end).unwrap_or_default()
                );
            }
        }
        page.push('\n');
    }

    fn statement(&self, page: &mut String, statement: &Statement) {
        let toward = statement
            .toward
            .as_ref()
            .map_or_else(String::new, |one| format!(" · toward {}", one.name));
        let (open, close) = if statement.direct { ("“", "”") } else { ("", "") };
        let said = plain(&format!("{open}{}{close}", statement.content.text));
        let (speaker, cue) = (plain(&statement.speaker.name), plain(&statement.cue.text));
        let stance = plain(&format!("{}{toward}", statement.stance));
        let _ = writeln!(page, "  {PART}{speaker}{PART:#} {cue} {DIM}· {stance}{DIM:#}");
        for (start, end) in wrap(&said, self.width.saturating_sub(6)) {
            let _ = writeln!(page, "      {}", said.get(start..end).unwrap_or_default());
        }
    }
}

impl<W: Write> ReportWriter for PeopleWriter<'_, W> {
    fn write(&mut self, report: &CodedReport) -> io::Result<()> {
        let page = self.page(report);
        self.is_first = false;
        self.out.write_all(page.as_bytes())?;
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Title (or else id), then what else is known of the report.
fn heading(report: &CodedReport, width: usize) -> String {
    let title = cut(report.title.as_deref().unwrap_or(&report.id), width);
    let known = [
        report.title.is_some().then(|| report.id.clone()),
        report.source.clone(),
        report.published.map(|day| day.to_string()),
    ];
    let rest: Vec<String> = known.into_iter().flatten().map(|text| plain(&text)).collect();
    let line = format!("{BOLD}{title}{BOLD:#}");
    if rest.is_empty() {
        line
    } else {
        format!("{line}  {DIM}{}{DIM:#}", rest.join(" · "))
    }
}

/// "Zambia → Mali + Chad"; "?" where the text names no doer.
fn who(event: &Event) -> String {
    let names = |members: &[ParticipantRecord]| {
        members
            .iter()
            .map(|one| one.name.as_str())
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let actor = if event.actor.is_empty() {
        "?".to_owned()
    } else {
        names(&event.actor)
    };
    if event.recipient.is_empty() {
        actor
    } else {
        format!("{actor} → {}", names(&event.recipient))
    }
}

/// One day, or the first and the last.
fn days(date: &EventDate) -> String {
    if date.from == date.to {
        date.from.to_string()
    } else {
        format!("{}…{}", date.from, date.to)
    }
}

fn harm(event: &Event) -> String {
    let figures = [
        ("dead", &event.dead),
        ("injured", &event.injured),
        ("people", &event.size),
    ];
    let told: Vec<String> = figures
        .iter()
        .filter_map(|(what, count)| count.as_ref().map(|count| format!("{} {what}", figure(count))))
        .collect();
    told.join(", ")
}

/// What decided, in sentences.
fn reasons(event: &Event) -> Vec<String> {
    let why = &event.why;
    let mut reasons = Vec::new();
    match &why.frame {
        Some(frame) => reasons.push(format!("frame: {frame}")),
        None => reasons.push("frame: none, the learned model alone".to_owned()),
    }
    if !why.scores.is_empty() {
        let scores: Vec<String> = why
            .scores
            .iter()
            .map(|(class, score)| format!("{class} {score:.2}"))
            .collect();
        reasons.push(format!("model: {}", scores.join(", ")));
    }
    let cue = why
        .status
        .as_ref()
        .map_or_else(|| "no cue".to_owned(), |cue| format!("“{}”", plain(&cue.text)));
    reasons.push(format!(
        "status: {} ({cue}); confidence {:.2}",
        event.status, event.confidence
    ));
    if !event.mentions.is_empty() {
        let mentions: Vec<String> = event
            .mentions
            .iter()
            .map(|span| format!("“{}”", plain(&span.text)))
            .collect();
        reasons.push(format!("also told of by: {}", mentions.join(", ")));
    }
    reasons
}
