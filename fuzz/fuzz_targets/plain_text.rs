//! Plain text: cleaning and division never panic, and every span lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tidings_text::Report;

fuzz_target!(|text: &str| {
    let report = Report::from_text(text, None);
    for word in report.sentences.iter().flat_map(|sentence| &sentence.words) {
        assert!(!word.of(&report.text).is_empty());
    }
});
