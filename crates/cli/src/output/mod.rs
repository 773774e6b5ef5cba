//! The formats that `tidings code` writes.

mod evidence;
mod flat;
mod layout;
mod people;
mod style;
mod table;

use std::io::{self, BufWriter, Write, stdout};

use tidings_codebook::Codebook;
use tidings_coder::CodedReport;

use crate::arguments::CodeFormat;

pub(crate) use layout::{Cell, aligned, plain, terminal_width, wrap};
pub(crate) use style::{BOLD, DIM, FOUND, MISSED, PLAIN};

/// Writes coded reports one after the other.
pub(crate) trait ReportWriter {
    /// Writes a report so that a reader at the other end of a pipe has it at once.
    fn write(&mut self, report: &CodedReport) -> io::Result<()>;

    /// Writes what is still held back.
    fn finish(&mut self) -> io::Result<()>;
}

/// The writer of a format to standard output.
pub(crate) fn writer<'a>(format: CodeFormat, explain: bool, codebook: &'a Codebook) -> Box<dyn ReportWriter + 'a> {
    match format {
        CodeFormat::Jsonl => Box::new(Jsonl(BufWriter::new(stdout()))),
        CodeFormat::Csv => Box::new(flat::CsvWriter::new(stdout(), codebook)),
        CodeFormat::Table => Box::new(table::TableWriter::new(stdout(), codebook)),
        CodeFormat::Text => Box::new(people::PeopleWriter::new(
            anstream::stdout(),
            terminal_width(),
            explain,
            codebook,
        )),
    }
}

/// One JSON object a report.
struct Jsonl<W: Write>(BufWriter<W>);

impl<W: Write> ReportWriter for Jsonl<W> {
    fn write(&mut self, report: &CodedReport) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, report)?;
        self.0.write_all(b"\n")?;
        self.0.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
