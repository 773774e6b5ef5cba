//! `tidings code` as a user runs it. What is found in a text may change with the model; its shape may not.

mod common;

use std::fs;

use common::{REPORT, examples, read, records, run, tidings};
use serde_json::Value;
use tempfile::TempDir;

const STATUSES: [&str; 6] = ["actual", "planned", "conditional", "denied", "alleged", "past"];

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

#[test]
fn codes_the_shipped_examples() {
    let here = folder();
    let (code, out, error) = run(here.path(), &["code", &examples()]);
    assert_eq!((code, error.as_str()), (Some(0), ""));
    let records = records(&out);
    let ids: Vec<&str> = records.iter().filter_map(|record| record["id"].as_str()).collect();
    assert_eq!(ids.len(), 7, "{ids:?}");
    assert_eq!(
        &ids[2..],
        ["week-1", "week-2", "week-3", "week-4", "week-5"],
        "input order"
    );
    assert!(
        records
            .iter()
            .any(|record| !record["events"].as_array().expect("a list").is_empty())
    );
    for record in &records {
        check_record(record);
    }
}

/// The output contract, as far as a program can check it.
fn check_record(record: &Value) {
    assert_eq!(record["schema"], "tidings.report/1");
    let text: Vec<char> = record["text"].as_str().expect("a text").chars().collect();
    let events = record["events"].as_array().expect("a list");
    let statements = record["statements"].as_array().expect("a list");
    check_spans(record, &text);
    for event in events {
        assert!(
            STATUSES.contains(&event["status"].as_str().expect("a status")),
            "{event}"
        );
        assert!(
            (0.0..=1.0).contains(&event["confidence"].as_f64().expect("a number")),
            "{event}"
        );
        assert!(event["why"].is_object());
        let sentence = event["sentence"].as_u64().expect("an index") as usize;
        assert!(sentence < record["sentences"].as_array().expect("a list").len());
    }
    let ids: Vec<&Value> = events.iter().map(|event| &event["id"]).collect();
    for statement in statements {
        assert!(
            statement["events"]
                .as_array()
                .expect("a list")
                .iter()
                .all(|id| ids.contains(&id)),
            "{statement}"
        );
    }
}

/// Every object with start, end and text anywhere in a record holds the words at that place.
fn check_spans(value: &Value, text: &[char]) {
    match value {
        Value::Object(fields) => {
            if let (Some(start), Some(end), Some(words)) = (fields.get("start"), fields.get("end"), fields.get("text"))
            {
                let (start, end) = (
                    start.as_u64().expect("a place") as usize,
                    end.as_u64().expect("a place") as usize,
                );
                let found: String = text[start..end].iter().collect();
                assert_eq!(words.as_str(), Some(found.as_str()), "{value}");
            }
            fields.values().for_each(|field| check_spans(field, text));
        }
        Value::Array(items) => items.iter().for_each(|item| check_spans(item, text)),
        _ => {}
    }
}

#[test]
fn csv_parses_back_to_the_same_events() {
    let here = folder();
    let (code, csv, _) = run(here.path(), &["code", &examples(), "--format", "csv"]);
    assert_eq!(code, Some(0));
    let (_, jsonl, _) = run(here.path(), &["code", &examples()]);
    let records = records(&jsonl);
    let events: Vec<(&Value, &Value)> = records
        .iter()
        .flat_map(|record| {
            record["events"]
                .as_array()
                .expect("a list")
                .iter()
                .map(move |event| (record, event))
        })
        .collect();

    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .collect::<Result<_, _>>()
        .expect("rows as long as the header");
    assert_eq!(rows.len(), events.len());
    for (row, (record, event)) in rows.iter().zip(events) {
        let cell = |name: &str| {
            header
                .iter()
                .position(|column| column == name)
                .and_then(|at| row.get(at))
                .expect(name)
        };
        assert_eq!(Some(cell("report")), record["id"].as_str());
        assert_eq!(Some(cell("event")), event["event"].as_str());
        assert_eq!(Some(cell("trigger")), event["trigger"]["text"].as_str());
        assert_eq!(cell("published"), record["published"].as_str().unwrap_or_default());
        assert_eq!(cell("confidence").parse().ok(), event["confidence"].as_f64());
        let actors = event["actor"].as_array().expect("a list").len();
        for column in ["actor", "actor_country", "actor_sector", "actor_code"] {
            assert_eq!(
                cell(column).split(';').count(),
                actors.max(1),
                "{column}: {}",
                cell(column)
            );
        }
    }
}

#[test]
fn tables_are_aligned_and_have_a_row_an_event() {
    let here = folder();
    let (code, table, _) = run(here.path(), &["code", &examples(), "--format", "table"]);
    let (_, jsonl, _) = run(here.path(), &["code", &examples()]);
    let events: usize = records(&jsonl)
        .iter()
        .map(|record| record["events"].as_array().expect("a list").len())
        .sum();
    assert_eq!((code, table.lines().count()), (Some(0), events + 1));
    let mut lines = table.lines();
    let header = lines.next().expect("a header");
    let column = header.find("published").expect("the second column");
    for line in lines {
        let cells: Vec<char> = line.chars().collect();
        assert_eq!(cells[column - 1], ' ', "{line}");
        assert_ne!(cells[column], ' ', "{line}");
    }
}

#[test]
fn text_names_each_report_and_explains() {
    let here = folder();
    let (code, text, _) = run(here.path(), &["code", &examples(), "--explain"]);
    assert_eq!(code, Some(0));
    for title in [
        "Gunmen kill seven at cattle market",
        "Peru recalls ambassador",
        "week-3",
    ] {
        assert!(text.contains(title), "{title}");
    }
    for part in ["━", "confidence", "status:", "frame:"] {
        assert!(text.contains(part), "{part}");
    }
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "no line is wider than the page"
    );
    let (code, _, error) = run(here.path(), &["code", &examples(), "--explain", "--format", "csv"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("--format text"), "{error}");
}

#[test]
fn bad_reports_are_named_and_never_stop_the_others() {
    let here = folder();
    let path = here.path();
    let gzip = {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut encoder, REPORT.repeat(50).as_bytes()).expect("into memory");
        encoder.finish().expect("into memory")
    };
    let one_line = "word ".repeat(1 << 20).into_bytes();
    fs::write(path.join("a-good.txt"), REPORT).expect("written");
    let broken = "<html><title>Kenya rejects offer</title><body><div><p>Kenya rejected the offer.<p>It <b>said so <<";
    fs::write(path.join("b-broken.html"), broken).expect("written");
    fs::write(path.join("b-cut.html"), "<html").expect("written");
    fs::write(path.join("c-cut.txt.gz"), &gzip[..gzip.len() / 2]).expect("written");
    fs::write(path.join("d-empty.txt"), "").expect("written");
    let mut huge = fs::File::create(path.join("e-huge.txt")).expect("created");
    for _ in 0..40 {
        std::io::Write::write_all(&mut huge, &one_line).expect("200 MB");
    }
    drop(huge);
    fs::write(
        path.join("f-lines.jsonl"),
        format!("{{\"text\": {REPORT:?}}}\n{{\"text\": 7}}\n{{\"text\": \n{{\"text\": {REPORT:?}}}\n"),
    )
    .expect("written");
    fs::write(
        path.join("g-latin.txt"),
        b"Per\xFA recalled its ambassador from Bolivia on Tuesday.\n",
    )
    .expect("written");
    fs::write(path.join("h-picture.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0").expect("written");
    fs::write(path.join("z-good.txt"), REPORT).expect("written");

    let (code, out, error) = run(path, &["code", ".", "missing.txt", "none*.txt"]);
    fs::remove_file(path.join("e-huge.txt")).expect("removed");
    assert_eq!(code, Some(1), "{error}");
    let records = records(&out);
    assert_eq!(records.len(), 6, "{error}");
    assert_eq!(records[0]["id"], records[5]["id"], "the same text has the same id");
    assert_eq!(records[1]["title"], "Kenya rejects offer");
    assert_eq!(
        records[4]["text"], "Perú recalled its ambassador from Bolivia on Tuesday.",
        "{}",
        records[4]["warnings"]
    );
    for (file, reason) in [
        ("b-cut.html", "no main text"),
        ("c-cut.txt.gz", "cut off"),
        ("d-empty.txt", "empty"),
        ("e-huge.txt", "larger than"),
        ("f-lines.jsonl, line 2", "field `text`"),
        ("f-lines.jsonl, line 3", "not a JSON object"),
        ("h-picture.txt", "no text but"),
        ("missing.txt", "no such file"),
        ("none*.txt", "no files found"),
    ] {
        let lines: Vec<&str> = error.lines().filter(|line| line.contains(file)).collect();
        assert_eq!(lines.len(), 1, "{file} is named once:\n{error}");
        assert!(
            lines[0].starts_with("tidings: ") && lines[0].contains(reason),
            "{}",
            lines[0]
        );
    }
    assert_eq!(error.lines().count(), 9, "{error}");
}

#[test]
#[cfg(unix)]
fn a_folder_without_rights_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let here = folder();
    let closed = here.path().join("closed");
    fs::create_dir(&closed).expect("created");
    fs::write(closed.join("a.txt"), REPORT).expect("written");
    fs::write(here.path().join("open.txt"), REPORT).expect("written");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("closed");
    if fs::read_dir(&closed).is_ok() {
        eprintln!("skipped: this user (root?) may read every folder");
        return;
    }
    let (code, out, error) = run(here.path(), &["code", "closed", "open.txt"]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).expect("opened");
    assert_eq!((code, out.lines().count()), (Some(1), 1), "{error}");
    assert!(error.contains("closed: no permission"), "{error}");
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    let here = folder();
    let lines: Vec<String> = (0..16)
        .map(|number| {
            let text = REPORT.repeat(1 + number % 4).replace('\n', " ");
            serde_json::json!({"id": number.to_string(), "published": "2024-02-05", "text": text}).to_string()
        })
        .collect();
    fs::write(here.path().join("many.jsonl"), lines.join("\n")).expect("written");
    for format in ["jsonl", "csv", "text"] {
        let one = run(here.path(), &["code", "many.jsonl", "--jobs", "1", "--format", format]);
        let four = run(here.path(), &["code", "many.jsonl", "--jobs", "4", "--format", format]);
        assert_eq!(one.0, Some(0));
        assert!(one == four, "{format} differs");
    }
}

#[test]
fn settings_are_heard() {
    let here = folder();
    fs::write(here.path().join("a.txt"), REPORT).expect("written");
    let coded = |arguments: &[&str]| {
        let (code, out, error) = run(here.path(), &[&["code", "a.txt"], arguments].concat());
        assert_eq!(code, Some(0), "{error}");
        records(&out).remove(0)
    };
    let dated = coded(&["--published", "2024-02-07"]);
    assert_eq!(dated["published"], "2024-02-07");
    assert_eq!(coded(&[])["published"], Value::Null);
    let events = |arguments: &[&str]| {
        let (_, csv, _) = run(
            here.path(),
            &[&["code", &examples(), "--format", "csv"], arguments].concat(),
        );
        csv.lines().count() - 1
    };
    assert!(events(&["--proposers", "frames"]) > 0);
    assert_eq!(events(&["--proposers", "frames", "--min-confidence", "1"]), 0);
    for (argument, value) in [
        ("--jobs", "0"),
        ("--min-confidence", "2"),
        ("--published", "soon"),
        ("--format", "xml"),
    ] {
        let (code, _, error) = run(here.path(), &["code", "a.txt", argument, value]);
        assert_eq!(code, Some(2));
        assert!(error.contains(argument), "{error}");
    }
}

#[test]
fn a_codebook_of_ones_own_is_used() {
    let here = folder();
    let frames = here.path().join("mine/frames");
    fs::create_dir_all(&frames).expect("created");
    let frame = "[[frame]]\nname = \"glorb\"\npredicates = [\"visit\"]\nrecipient = \"object\"\ncameo = \"042\"\n";
    fs::write(frames.join("consult.toml"), frame).expect("written");
    fs::write(here.path().join("a.txt"), REPORT).expect("written");
    let hash = |arguments: &[&str]| {
        let (code, out, error) = run(here.path(), &[&["code", "a.txt"], arguments].concat());
        assert_eq!(code, Some(0), "{error}");
        records(&out).remove(0)["codebook"].clone()
    };
    assert_ne!(hash(&[]), hash(&["--codebook", "mine"]));
    fs::write(frames.join("consult.toml"), frame.replace("042", "9999")).expect("written");
    let (code, out, error) = run(here.path(), &["code", "a.txt", "--codebook", "mine"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(error.contains("consult.toml:5"), "{error}");
}

#[test]
fn standard_input_is_read() {
    let here = folder();
    for arguments in [vec!["code"], vec!["code", "-"]] {
        let output = tidings(here.path())
            .args(&arguments)
            .write_stdin(REPORT)
            .output()
            .expect("the program starts");
        let (code, out, error) = read(&output);
        assert_eq!((code, out.lines().count(), error.as_str()), (Some(0), 1, ""));
    }
    let output = tidings(here.path())
        .arg("code")
        .write_stdin("")
        .output()
        .expect("the program starts");
    let (code, out, error) = read(&output);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(error.contains("standard input: empty"), "{error}");
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};

    let mut program = Command::new(env!("CARGO_BIN_EXE_tidings"))
        .args(["code", "-", "--jobs", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = program.stdin.take().expect("a pipe");
    let mut out = BufReader::new(program.stdout.take().expect("a pipe"));
    let line = format!("{}\n", serde_json::json!({"text": REPORT}));
    // The reader looks at the first 4,096 bytes to tell the format. After that a record comes while the input is still open.
    input
        .write_all(line.repeat(1 + 4096 / line.len()).as_bytes())
        .expect("written");
    let mut first = String::new();
    out.read_line(&mut first).expect("a record");
    assert!(first.starts_with('{') && first.ends_with("}\n"));
    drop(out);
    for _ in 0..40 {
        // The program may end before it has read all.
        if input.write_all(line.as_bytes()).is_err() {
            break;
        }
    }
    drop(input);
    let output = program.wait_with_output().expect("the program ends");
    assert_eq!(
        (output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()),
        (Some(0), "")
    );
}

#[test]
fn colour_is_used_where_it_is_wanted() {
    let here = folder();
    fs::write(here.path().join("a.txt"), REPORT).expect("written");
    for (arguments, variable, coloured) in [
        (vec!["--color", "always"], None, true),
        (vec!["--color", "never"], Some("CLICOLOR_FORCE"), false),
        (vec![], None, false),
        (vec![], Some("CLICOLOR_FORCE"), true),
        (vec![], Some("NO_COLOR"), false),
        (vec!["--color", "always"], Some("NO_COLOR"), true),
    ] {
        let mut command = tidings(here.path());
        command
            .args(["code", "a.txt", "missing.txt", "--format", "text", "--explain"])
            .args(&arguments);
        if let Some(variable) = variable {
            command.env(variable, "1");
        }
        let (_, out, error) = read(&command.output().expect("the program starts"));
        assert_eq!(out.contains('\u{1b}'), coloured, "{arguments:?} {variable:?}");
        assert_eq!(error.contains('\u{1b}'), coloured, "{arguments:?} {variable:?}");
    }
    let (_, out, _) = run(here.path(), &["code", "a.txt", "--color", "always"]);
    assert!(!out.contains('\u{1b}'), "records are never coloured");
}
