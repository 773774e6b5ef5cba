use std::sync::OnceLock;

use csv::{ReaderBuilder, StringRecord, Trim};
use serde::de::DeserializeOwned;

/// A table whose lines are read when they are first asked for: start-up does not wait for what no report names.
pub(crate) struct Table<Row> {
    content: &'static str,
    /// Where each line begins and the last one ends, 4 bytes each.
    starts: &'static [u8],
    columns: StringRecord,
    read: Box<[OnceLock<Option<Row>>]>,
    /// The user's lines, numbered on from the built-in ones.
    own: Vec<Row>,
}

impl<Row: DeserializeOwned> Table<Row> {
    /// The built-in table: its text, and the beginnings of its lines as `build.rs` writes them.
    pub(super) fn embedded(content: &'static str, starts: &'static [u8]) -> Self {
        let lines = (starts.len() / 4).saturating_sub(1);
        let header = content.lines().next().unwrap_or_default();
        let columns = record(header).unwrap_or_default();
        Self {
            content,
            starts,
            columns,
            read: (0..lines).map(|_| OnceLock::new()).collect(),
            own: Vec::new(),
        }
    }

    pub(crate) fn get(&self, line: usize) -> Option<&Row> {
        match self.read.get(line) {
            Some(cell) => cell.get_or_init(|| self.parse(line)).as_ref(),
            None => self.own.get(line.checked_sub(self.read.len())?),
        }
    }

    fn parse(&self, line: usize) -> Option<Row> {
        let start = |line: usize| {
            self.starts
                .get(line * 4..line * 4 + 4)
                .and_then(|bytes| Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize))
        };
        let written = self.content.get(start(line)?..start(line + 1)?)?;
        record(written)?.deserialize(Some(&self.columns)).ok()
    }

    pub(super) fn len(&self) -> usize {
        self.read.len() + self.own.len()
    }

    /// Adds a line of the user's, or puts it in the place of an earlier one; returns its number.
    pub(super) fn put(&mut self, row: Row, replaced: Option<usize>) -> usize {
        let built_in = self.read.len();
        match replaced {
            Some(line) if line < built_in => {
                if let Some(cell) = self.read.get_mut(line) {
                    *cell = OnceLock::from(Some(row));
                }
                line
            }
            Some(line) if line < self.len() => {
                if let Some(old) = self.own.get_mut(line - built_in) {
                    *old = row;
                }
                line
            }
            _ => {
                self.own.push(row);
                self.len() - 1
            }
        }
    }
}

fn record(line: &str) -> Option<StringRecord> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .trim(Trim::All)
        .from_reader(line.as_bytes());
    reader.records().next()?.ok()
}
