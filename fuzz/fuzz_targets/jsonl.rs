//! JSON Lines: reading never panics and always ends.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use tidings_text::{Limits, read_from};

/// What the input begins with.
const HEAD: &[u8] = b"{\"text\":\"";

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { report_bytes: 1 << 16, skipped_reports: 4 };
    let input = [HEAD, bytes].concat();
    for report in read_from("input", Cursor::new(input), limits).flatten() {
        for word in report.sentences.iter().flat_map(|sentence| &sentence.words) {
            assert!(!word.of(&report.text).is_empty());
        }
    }
});
