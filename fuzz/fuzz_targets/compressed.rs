//! Compressed input: gzip and zstd by their first bytes: reading never panics and always ends.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use tidings_text::{Limits, read_from};

/// What gzip and zstd data begin with.
const HEADS: [&[u8]; 2] = [b"\x1F\x8B\x08", b"\x28\xB5\x2F\xFD"];

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { report_bytes: 1 << 16, skipped_reports: 4 };
    for head in HEADS {
        let input = [head, bytes].concat();
        for report in read_from("input", Cursor::new(input), limits).flatten() {
            for word in report.sentences.iter().flat_map(|sentence| &sentence.words) {
                assert!(!word.of(&report.text).is_empty());
            }
        }
    }
});
