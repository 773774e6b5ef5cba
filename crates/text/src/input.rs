//! One open file or stream: unpacked, its format told by its content, its reports read one by one.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use crate::decode::{binary_kind, decode};
use crate::html::{is_html, read_html};
use crate::jsonl::read_record;
use crate::{Location, ReadError, Report};

/// Enough bytes to tell a file's format.
const SNIFFED: u64 = 4096;
/// The window that `zstd --long` needs at most, as a power of two: 128 MB.
const ZSTD_WINDOW: u32 = 27;

/// How much of an input is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest report, in bytes after unpacking: a whole file, or a line of JSONL.
    pub report_bytes: u64,
    /// How often the largest report a line of JSONL may be before the rest of the file is given up.
    pub skipped_reports: u64,
}

impl Default for Limits {
    /// Reports of up to 64 MB; lines of more than 64 times that end the file.
    fn default() -> Self {
        Self {
            report_bytes: 64 << 20,
            skipped_reports: 64,
        }
    }
}

/// An open input.
pub(crate) struct Input {
    at: Location,
    limits: Limits,
    state: State,
}

enum State {
    /// Not yet looked at.
    New(Box<dyn Read + Send>),
    /// JSONL, from the line after `line`.
    Lines {
        bytes: Unpacked,
        line: usize,
    },
    Done,
}

/// Bytes after unpacking.
struct Unpacked {
    bytes: Box<dyn BufRead + Send>,
    /// The compression format, for errors.
    format: Option<&'static str>,
}

impl Input {
    pub(crate) fn new(at: Location, bytes: Box<dyn Read + Send>, limits: Limits) -> Self {
        Self {
            at,
            limits,
            state: State::New(bytes),
        }
    }

    /// The next report; `None` at the end.
    pub(crate) fn next(&mut self) -> Option<Result<Report, ReadError>> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Done => None,
            State::New(bytes) => self.open(bytes).transpose().or_else(|| self.next()),
            State::Lines { bytes, line } => self.next_line(bytes, line),
        }
    }

    /// Unpacks and tells the format: reads a document at once; `None` where lines are to be read.
    fn open(&mut self, bytes: Box<dyn Read + Send>) -> Result<Option<Report>, ReadError> {
        let (head, bytes) = sniff(bytes).map_err(|error| ReadError::io(self.at.clone(), error))?;
        let mut unpacked = self.unpack(&head, bytes)?;
        let (head, bytes) = sniff(unpacked.bytes).map_err(|error| unpack_error(&self.at, unpacked.format, error))?;
        unpacked.bytes = Box::new(BufReader::new(bytes));
        if unpacked.format.is_some() && compression(&head).is_some() {
            return Err(damaged(&self.at, unpacked.format, "it is compressed twice"));
        }
        if is_json_lines(&head) {
            self.state = State::Lines {
                bytes: unpacked,
                line: 0,
            };
            return Ok(None);
        }
        self.read_document(unpacked).map(Some)
    }

    fn unpack(&self, head: &[u8], bytes: Box<dyn Read + Send>) -> Result<Unpacked, ReadError> {
        let format = compression(head);
        let bytes = BufReader::new(bytes);
        let bytes: Box<dyn BufRead + Send> = match format {
            Some("gzip") => Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(bytes))),
            Some(_) => {
                let mut decoder = zstd::stream::read::Decoder::with_buffer(bytes)
                    .map_err(|error| unpack_error(&self.at, format, error))?;
                decoder
                    .window_log_max(ZSTD_WINDOW)
                    .map_err(|error| unpack_error(&self.at, format, error))?;
                Box::new(BufReader::new(decoder))
            }
            None => Box::new(bytes),
        };
        Ok(Unpacked { bytes, format })
    }

    /// Reads plain text or HTML.
    fn read_document(&self, unpacked: Unpacked) -> Result<Report, ReadError> {
        let mut bytes = Vec::new();
        let limit = self.limits.report_bytes;
        let read = unpacked.bytes.take(limit.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| unpack_error(&self.at, unpacked.format, error))?;
        if bytes.len() as u64 > limit {
            return Err(ReadError::TooLarge {
                at: self.at.clone(),
                limit,
            });
        }
        if let Some((kind, advice)) = binary_kind(&bytes) {
            return Err(ReadError::Binary {
                at: self.at.clone(),
                kind,
                advice,
            });
        }
        let decoded = decode(&bytes);
        drop(bytes);
        if decoded.text.trim().is_empty() {
            return Err(ReadError::Empty(self.at.clone()));
        }
        let mut report = if is_html(&decoded.text) {
            read_html(&decoded.text, &self.at)?
        } else {
            Report::from_text(&decoded.text, None)
        };
        report.warnings.splice(0..0, decoded.warning);
        Ok(report)
    }

    /// Reads the next line that is not blank.
    fn next_line(&mut self, mut unpacked: Unpacked, mut line: usize) -> Option<Result<Report, ReadError>> {
        loop {
            line += 1;
            let at = self.at.at_line(line);
            let mut bytes = Vec::new();
            match read_line(&mut unpacked.bytes, &mut bytes, self.limits) {
                Ok(Line::End) => return None,
                Ok(Line::Whole) if bytes.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => {
                    // An object over several lines: one error, not one a line.
                    if bytes.trim_ascii() != b"{" {
                        self.state = State::Lines { bytes: unpacked, line };
                    }
                    return Some(read_record(&bytes, &at));
                }
                Ok(Line::TooLong { ended }) => {
                    if ended {
                        self.state = State::Lines { bytes: unpacked, line };
                    }
                    return Some(Err(ReadError::TooLarge {
                        at,
                        limit: self.limits.report_bytes,
                    }));
                }
                Err(error) => return Some(Err(unpack_error(&at, unpacked.format, error))),
            }
        }
    }
}

/// What [`read_line`] found.
enum Line {
    /// The end of the file.
    End,
    /// A line within the limit.
    Whole,
    /// A line over the limit, not kept; `ended` where its end was reached.
    TooLong { ended: bool },
}

/// Reads a line without keeping more than the limit allows.
fn read_line(bytes: &mut dyn BufRead, line: &mut Vec<u8>, limits: Limits) -> io::Result<Line> {
    let limit = limits.report_bytes;
    let read = bytes.take(limit.saturating_add(1)).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if read as u64 <= limit || line.ends_with(b"\n") {
        return Ok(Line::Whole);
    }
    line.clear();
    line.shrink_to_fit();
    let mut left = limit.saturating_mul(limits.skipped_reports);
    loop {
        let buffer = bytes.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let skipped = end.map_or(buffer.len(), |end| end + 1);
        bytes.consume(skipped);
        left = left.saturating_sub(skipped as u64);
        if end.is_some() || skipped == 0 {
            return Ok(Line::TooLong { ended: true });
        }
        if left == 0 {
            return Ok(Line::TooLong { ended: false });
        }
    }
}

/// The first bytes, and all bytes from the start.
fn sniff<'a>(mut bytes: impl Read + Send + 'a) -> io::Result<(Vec<u8>, Box<dyn Read + Send + 'a>)> {
    let mut head = Vec::new();
    (&mut bytes).take(SNIFFED).read_to_end(&mut head)?;
    Ok((head.clone(), Box::new(Cursor::new(head).chain(bytes))))
}

fn compression(head: &[u8]) -> Option<&'static str> {
    match head {
        [0x1F, 0x8B, ..] => Some("gzip"),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some("zstd"),
        _ => None,
    }
}

/// Whether a file opens with a JSON object: a brace and a key.
fn is_json_lines(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let Some(object) = head.strip_prefix(b"{") else {
        return false;
    };
    matches!(object.trim_ascii_start().first(), Some(b'"' | b'}') | None)
}

fn damaged(at: &Location, format: Option<&'static str>, reason: &str) -> ReadError {
    ReadError::Compressed {
        at: at.clone(),
        format: format.unwrap_or_default(),
        reason: reason.to_owned(),
    }
}

/// An error while reading: of the compressed data where there is compression.
fn unpack_error(at: &Location, format: Option<&'static str>, error: io::Error) -> ReadError {
    match (format, error.kind()) {
        (Some(_), io::ErrorKind::UnexpectedEof) => damaged(at, format, "it ends too early, the file is cut off"),
        (Some(_), _) => damaged(at, format, &error.to_string()),
        (None, _) => ReadError::io(at.clone(), error),
    }
}
