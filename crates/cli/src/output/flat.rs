//! One row an event.

use std::io::{self, Write};

use tidings_codebook::Codebook;
use tidings_coder::{CodedReport, Event, Figure, ParticipantRecord};

use super::ReportWriter;

/// The columns, in order.
pub(super) const COLUMNS: [&str; 30] = [
    "report",
    "published",
    "sentence",
    "event",
    "mode",
    "cameo",
    "cameo_name",
    "actor",
    "actor_country",
    "actor_sector",
    "actor_code",
    "recipient",
    "recipient_country",
    "recipient_sector",
    "recipient_code",
    "status",
    "said_by",
    "condition",
    "date_from",
    "date_to",
    "place",
    "place_country",
    "lat",
    "lon",
    "dead",
    "injured",
    "size",
    "confidence",
    "trigger",
    "id",
];

/// The cells of an event, one for each of [`COLUMNS`]; empty where nothing is known.
///
/// Several participants stand in one cell parted by ";", the first of each cell being the same participant.
pub(super) fn row(report: &CodedReport, event: &Event, codebook: &Codebook) -> [String; COLUMNS.len()] {
    let place = event.place.as_ref();
    let [actor, actor_country, actor_sector, actor_code] = participants(&event.actor);
    let [recipient, recipient_country, recipient_sector, recipient_code] = participants(&event.recipient);
    [
        report.id.clone(),
        text(report.published),
        event.sentence.to_string(),
        event.event.clone(),
        text(event.mode.as_ref()),
        event.cameo.clone(),
        codebook
            .cameo(&event.cameo)
            .map_or_else(String::new, |code| code.name.clone()),
        actor,
        actor_country,
        actor_sector,
        actor_code,
        recipient,
        recipient_country,
        recipient_sector,
        recipient_code,
        event.status.clone(),
        event.said_by.as_ref().map_or_else(String::new, |one| one.name.clone()),
        event
            .condition
            .as_ref()
            .map_or_else(String::new, |span| span.text.clone()),
        text(event.date.as_ref().map(|date| date.from)),
        text(event.date.as_ref().map(|date| date.to)),
        place.map_or_else(String::new, |place| place.name.clone()),
        text(place.and_then(|place| place.country.as_ref())),
        text(place.and_then(|place| place.lat)),
        text(place.and_then(|place| place.lon)),
        text(event.dead.as_ref().map(figure)),
        text(event.injured.as_ref().map(figure)),
        text(event.size.as_ref().map(figure)),
        event.confidence.to_string(),
        event.trigger.text.clone(),
        event.id.clone(),
    ]
}

fn text(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A number, or the least and the most.
pub(super) fn figure(figure: &Figure) -> String {
    if figure.low == figure.high {
        figure.low.to_string()
    } else {
        format!("{}-{}", figure.low, figure.high)
    }
}

/// Names, countries, first sectors and codes.
fn participants(members: &[ParticipantRecord]) -> [String; 4] {
    let joined = |field: fn(&ParticipantRecord) -> &str| {
        // A separator inside a name would make two participants of one.
        let fields: Vec<String> = members.iter().map(|one| field(one).replace(';', ",")).collect();
        fields.join(";")
    };
    [
        joined(|one| &one.name),
        joined(|one| one.country.as_deref().unwrap_or_default()),
        joined(|one| one.sectors.first().map_or("", String::as_str)),
        joined(|one| one.code.as_deref().unwrap_or_default()),
    ]
}

/// Comma-separated values (RFC 4180) with a header.
pub(super) struct CsvWriter<'a, W: Write> {
    out: csv::Writer<W>,
    codebook: &'a Codebook,
    has_header: bool,
}

impl<'a, W: Write> CsvWriter<'a, W> {
    pub(super) fn new(out: W, codebook: &'a Codebook) -> Self {
        Self {
            out: csv::Writer::from_writer(out),
            codebook,
            has_header: false,
        }
    }

    fn header(&mut self) -> io::Result<()> {
        if !self.has_header {
            self.out.write_record(COLUMNS)?;
            self.has_header = true;
        }
        Ok(())
    }
}

impl<W: Write> ReportWriter for CsvWriter<'_, W> {
    fn write(&mut self, report: &CodedReport) -> io::Result<()> {
        self.header()?;
        for event in &report.events {
            self.out.write_record(row(report, event, self.codebook))?;
        }
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.header()?;
        self.out.flush()
    }
}
