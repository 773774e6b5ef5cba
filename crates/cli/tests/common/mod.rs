//! What the tests of the program share.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

/// A text with at least one event, whatever the model.
pub(crate) const REPORT: &str =
    "Kenya rejected Norway's offer to mediate on Monday. \"We will not talk,\" President Okello told reporters.\n";

/// The program, with nothing of the user's environment that changes what it prints.
pub(crate) fn tidings(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tidings"));
    command.current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command.env("COLUMNS", "100");
    command
}

/// Runs the program and gives exit code, standard output and standard error.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    read(&tidings(folder).args(arguments).output().expect("the program starts"))
}

/// Exit code, standard output and standard error as text.
pub(crate) fn read(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// The JSON objects of a JSONL text.
pub(crate) fn records(jsonl: &str) -> Vec<Value> {
    jsonl
        .lines()
        .map(|line| serde_json::from_str(line).expect("a JSON object a line"))
        .collect()
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The shipped examples.
pub(crate) fn examples() -> String {
    root().join("examples").display().to_string()
}
