use std::io::{self, BufWriter, Write};

use tidings_codebook::Codebook;
use tidings_coder::CodedReport;
use unicode_width::UnicodeWidthStr;

use super::ReportWriter;
use super::flat::{COLUMNS, row};
use super::layout::cut;

/// Rows that the widths of the columns are taken from: the rest of any number of rows follows them, so memory stays bounded.
const MEASURED: usize = 500;
/// The widest that a column gets.
const WIDEST: usize = 40;

type Row = [String; COLUMNS.len()];

/// Aligned columns; a cell that is longer than its column is cut. "-" stands for what is not known.
pub(super) struct TableWriter<'a, W: Write> {
    out: BufWriter<W>,
    codebook: &'a Codebook,
    /// Rows not yet written, until the widths are known.
    held: Vec<Row>,
    widths: Option<Vec<usize>>,
}

impl<'a, W: Write> TableWriter<'a, W> {
    pub(super) fn new(out: W, codebook: &'a Codebook) -> Self {
        Self {
            out: BufWriter::new(out),
            codebook,
            held: vec![COLUMNS.map(str::to_owned)],
            widths: None,
        }
    }

    /// Writes the rows that are held, in columns as wide as the first rows need.
    fn release(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        let widths = self.widths.get_or_insert_with(|| {
            let cells = |column: usize| held.iter().filter_map(move |row| row.get(column));
            (0..COLUMNS.len())
                .map(|column| cells(column).map(|cell| cell.width()).max().unwrap_or(0).min(WIDEST))
                .collect()
        });
        for row in held {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(widths.iter()) {
                let cell = cut(if cell.is_empty() { "-" } else { cell }, *width);
                line.push_str(&cell);
                line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
            }
            writeln!(self.out, "{}", line.trim_end())?;
        }
        self.out.flush()
    }
}

impl<W: Write> ReportWriter for TableWriter<'_, W> {
    fn write(&mut self, report: &CodedReport) -> io::Result<()> {
        self.held
            .extend(report.events.iter().map(|event| row(report, event, self.codebook)));
        if self.widths.is_some() || self.held.len() > MEASURED {
            self.release()
        } else {
            Ok(())
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.release()
    }
}
