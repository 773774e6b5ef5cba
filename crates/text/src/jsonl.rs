//! JSON Lines: one report a line.

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::dates::parse_date;
use crate::decode::decode;
use crate::{Location, ReadError, Report};

/// The report of one line: the fields `text` (required), `id`, `published`, `title`, `source`, `url` and `language`;
/// all others go to [`Report::extra`].
///
/// Errors: [`ReadError::Json`] for what is no JSON object, [`ReadError::Field`] for a field of the wrong type,
/// [`ReadError::Empty`] where the text is empty.
pub(crate) fn read_record(line: &[u8], at: &Location) -> Result<Report, ReadError> {
    let decoded = decode(line);
    let mut fields: Map<String, Value> = serde_json::from_str(decoded.text.trim()).map_err(|error| {
        let reason = error.to_string();
        // The parser knows one line only; the location names the real one.
        let reason = reason.replace(" at line 1 column ", ", column ");
        ReadError::Json { at: at.clone(), reason }
    })?;
    let mut take = |field| take_string(&mut fields, field, at);
    let text = take("text")?.ok_or_else(|| wrong_type(at, "text", "a string", "missing"))?;
    let (id, published) = (take("id")?, take("published")?);
    let (title, source, url, language) = (take("title")?, take("source")?, take("url")?, take("language")?);
    if text.trim().is_empty() {
        return Err(ReadError::Empty(at.clone()));
    }
    let mut warnings: Vec<String> = decoded.warning.into_iter().collect();
    let published = published.and_then(|day| {
        let date = day_of(&day);
        if date.is_none() {
            warnings.push(format!(
                "`published` is no date and was left out: {day:?}; write 2021-05-03"
            ));
        }
        date
    });
    let id = id.unwrap_or_default();
    let report = Report {
        id,
        title,
        source,
        url,
        published,
        language,
        warnings,
        extra: fields,
        ..Report::default()
    };
    Ok(report.with_body(&text))
}

/// Takes a string out of the fields; `null` and the empty string count as absent, but for `text`.
fn take_string(
    fields: &mut Map<String, Value>,
    field: &'static str,
    at: &Location,
) -> Result<Option<String>, ReadError> {
    match fields.shift_remove(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text).filter(|text| field == "text" || !text.trim().is_empty())),
        Some(other) => Err(wrong_type(at, field, "a string", kind(&other))),
    }
}

fn wrong_type(at: &Location, field: &'static str, expected: &'static str, found: &'static str) -> ReadError {
    ReadError::Field {
        at: at.clone(),
        field,
        expected,
        found,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A date, or the date of a date-time.
fn day_of(text: &str) -> Option<Date> {
    let text = text.trim();
    text.get(..10)
        .and_then(|day| day.parse().ok())
        .or_else(|| parse_date(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Report, ReadError> {
        read_record(line.as_bytes(), &Location::file("reports.jsonl").at_line(7))
    }

    #[test]
    fn reads_all_fields() {
        let line = r#"{"id":"a1","published":"2021-05-03T10:00:00Z","source":"The Ledger","title":"Talks","desk":4,"text":"They met."}"#;
        let report = read(line).expect("a good record");
        assert_eq!((report.id.as_str(), report.text.as_str()), ("a1", "They met."));
        assert_eq!(
            report.published.map(|day| day.to_string()).as_deref(),
            Some("2021-05-03")
        );
        assert_eq!(report.extra.get("desk"), Some(&Value::from(4)));
        assert_eq!(report.warnings, Vec::<String>::new());
    }

    #[test]
    fn names_what_is_wrong() {
        for (line, message) in [
            (
                r#"{"id":"a1"}"#,
                "reports.jsonl, line 7: field `text` must be a string, but is missing; correct the field",
            ),
            (
                r#"{"text":["a"]}"#,
                "reports.jsonl, line 7: field `text` must be a string, but is a list; correct the field",
            ),
            (
                r#"{"text":"a","id":4}"#,
                "reports.jsonl, line 7: field `id` must be a string, but is a number; correct the field",
            ),
            (
                r#"{"text":"  "}"#,
                "reports.jsonl, line 7: empty; give a report with at least one sentence or leave it out",
            ),
        ] {
            assert_eq!(read(line).expect_err("a bad record").to_string(), message);
        }
        assert!(
            read(r#"{"text":"a""#)
                .expect_err("cut off")
                .to_string()
                .contains("line 7: not a JSON object")
        );
    }

    #[test]
    fn a_bad_date_is_a_warning() {
        let report = read(r#"{"text":"They met.","published":"soon"}"#).expect("a good record");
        assert!(
            report.published.is_none() && report.warnings.len() == 1,
            "{:?}",
            report.warnings
        );
    }
}
