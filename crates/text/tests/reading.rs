//! Files, folders, patterns, formats and what goes wrong with them.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use tidings_text::{Limits, ReadError, Report, Source, read, read_from};

const SMALL: Limits = Limits {
    report_bytes: 1000,
    skipped_reports: 4,
};
const PAGE: &str = r#"<!doctype html><html><head><title>Two killed in market blast | The Ledger</title>
<meta property="og:site_name" content="The Ledger"><meta property="og:title" content="Two killed in market blast">
<meta property="article:published_time" content="2021-05-03T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>Two killed in market blast</h1>
<p>A bomb exploded at a crowded market in the north on Monday, killing two traders and wounding nine others, police said.</p>
<p>No group claimed responsibility for the attack, which came a day after the army began an offensive in the valley.</p>
<p>&ldquo;We won&rsquo;t be intimidated,&rdquo; the governor told reporters at the scene, where soldiers had sealed off the streets.</p>
<p>Read more: The war in the valley</p></article>
<footer><p>© 2021 The Ledger. All rights reserved.</p></footer></body></html>"#;

fn read_bytes(bytes: impl Into<Vec<u8>>, limits: Limits) -> Vec<Result<Report, ReadError>> {
    read_from("input", Cursor::new(bytes.into()), limits).collect()
}

/// Texts of the reports, messages of the errors.
fn summary(reports: impl IntoIterator<Item = Result<Report, ReadError>>) -> Vec<String> {
    reports
        .into_iter()
        .map(|report| report.map_or_else(|error| format!("error: {error}"), |report| report.text))
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

#[test]
fn reads_html_by_content() {
    let reports = read_bytes(PAGE, Limits::default());
    let report = reports[0].as_ref().expect("a page");
    assert_eq!(report.title.as_deref(), Some("Two killed in market blast"));
    assert_eq!(report.source.as_deref(), Some("The Ledger"));
    assert_eq!(
        report.published.map(|day| day.to_string()).as_deref(),
        Some("2021-05-03")
    );
    assert_eq!(report.paragraphs.len(), 3, "{}", report.text);
    assert!(
        report.text.starts_with("A bomb exploded") && report.text.ends_with("sealed off the streets."),
        "{}",
        report.text
    );
}

#[test]
fn reads_compressed_input() {
    for packed in [
        gzip(b"They met."),
        zstd::encode_all(&b"They met."[..], 3).expect("memory"),
    ] {
        assert_eq!(summary(read_bytes(packed, SMALL)), ["They met."]);
    }
    let lines = b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n";
    assert_eq!(summary(read_bytes(gzip(lines), SMALL)), ["One.", "Two."]);
}

#[test]
fn one_bad_line_costs_one_report() {
    let lines = "{\"text\":\"One.\"}\n\nnonsense\n{\"text\":1}\n{\"text\":\"Two.\"}";
    assert_eq!(
        summary(read_bytes(lines, SMALL)),
        [
            "One.",
            "error: input, line 3: not a JSON object (expected ident, column 2); write one object a line, `jq -c .` does that",
            "error: input, line 4: field `text` must be a string, but is a number; correct the field",
            "Two.",
        ]
    );
}

#[test]
fn limits_hold() {
    let long = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"Two.\"}}\n", "a".repeat(2000));
    let too_large =
        "error: input, line 1: larger than 1000 bytes; split it into one report a file or line, or raise the limit";
    assert_eq!(summary(read_bytes(long, SMALL)), [too_large, "Two."]);
    let endless = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"Two.\"}}\n", "a".repeat(20_000));
    assert_eq!(summary(read_bytes(gzip(endless.as_bytes()), SMALL)), [too_large]);
    let bomb = gzip(&vec![b'a'; 10_000_000]);
    assert_eq!(summary(read_bytes(bomb, SMALL)), [too_large.replace(", line 1", "")]);
}

#[test]
fn says_what_is_wrong() {
    let cut: Vec<u8> = gzip("They met in Oslo. ".repeat(30).as_bytes())[..30].to_vec();
    for (bytes, message) in [
        (
            Vec::new(),
            "input: empty; give a report with at least one sentence or leave it out",
        ),
        (
            b" \n\n".to_vec(),
            "input: empty; give a report with at least one sentence or leave it out",
        ),
        (
            cut,
            "input: the gzip data can't be unpacked: it ends too early, the file is cut off; copy or compress the file again",
        ),
        (
            gzip(&gzip(b"They met.")),
            "input: the gzip data can't be unpacked: it is compressed twice; copy or compress the file again",
        ),
        (
            b"%PDF-1.7".to_vec(),
            "input: no text but a PDF; give plain text, HTML or JSONL (`pdftotext` extracts the text)",
        ),
        (
            b"ab\0\x01".to_vec(),
            "input: no text but binary data; give plain text, HTML or JSONL (is it the right file?)",
        ),
        (
            b"<html><body></body></html>".to_vec(),
            "input: no main text found in the HTML; save the article's own page, or give its text",
        ),
        (
            b"{\n \"text\": \"a\"\n}\n".to_vec(),
            "input, line 1: not a JSON object (EOF while parsing an object, column 1); write one object a line, `jq -c .` does that",
        ),
    ] {
        assert_eq!(summary(read_bytes(bytes, SMALL)), [format!("error: {message}")]);
    }
}

#[test]
fn guesses_encodings() {
    let reports = read_bytes(
        &b"The caf\xE9 in Saint-\xC9tienne was attacked on Monday, the pr\xE9fet said."[..],
        SMALL,
    );
    let report = reports[0].as_ref().expect("Latin-1");
    assert_eq!(
        report.text,
        "The café in Saint-Étienne was attacked on Monday, the préfet said."
    );
    assert_eq!(report.warnings.len(), 1, "{:?}", report.warnings);
}

#[test]
fn walks_folders_and_patterns() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("sub")).expect("a folder");
    for (name, text) in [
        ("b.txt", "Second."),
        ("a.txt", "First."),
        ("sub/c.txt", "Third."),
        (".hidden", "Not me."),
        ("d.pdf", "%PDF"),
    ] {
        fs::write(path(name), text).expect("a file");
    }
    let all = |name: &str| {
        let source: Source = path(name).display().to_string().parse().expect("any text is a source");
        summary(read([source], SMALL))
    };
    let found = all("");
    assert_eq!(found[..2], ["First.", "Second."]);
    assert!(
        found[2].starts_with("error: ") && found[2].contains("d.pdf"),
        "{found:?}"
    );
    assert_eq!(found[3..], ["Third."]);
    assert_eq!(all("*.txt"), ["First.", "Second."]);
    assert_eq!(all("**/c.txt"), ["Third."]);
    assert!(all("*.html")[0].ends_with("no files found; check the path"));
    assert!(all("gone.txt")[0].ends_with("gone.txt: no such file or folder; check the path"));
    fs::create_dir(path("sub/none")).expect("a folder");
    assert!(all("sub/none")[0].ends_with("no files found; check the path"));
}

#[cfg(unix)]
#[test]
fn says_that_rights_are_missing() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("secret.txt");
    fs::write(&file, "They met.").expect("a file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).expect("rights");
    // The superuser may read everything.
    if fs::read(&file).is_ok() {
        return;
    }
    assert!(summary(read([Source::File(file)], SMALL))[0].contains("no permission to read it"));
}

#[test]
fn reads_the_examples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let reports: Vec<_> = read([Source::Folder(folder)], Limits::default()).collect();
    for report in &reports {
        let report = report.as_ref().expect("a good example");
        assert!(report.published.is_some() && !report.sentences.is_empty(), "{report:?}");
        assert_eq!(report.warnings, Vec::<String>::new(), "{}", report.text);
    }
    assert!(reports.len() >= 7);
}
