//! The language a text is written in.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::layout::head;
use crate::lists::lines;

/// So much of a text is looked at, in bytes.
const ENOUGH: usize = 4000;
/// Shorter texts can't be told, in bytes.
const TOO_SHORT: usize = 40;

/// ISO 639-1 codes by ISO 639-3 code.
static CODES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    lines(include_str!("../data/languages.tsv"))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The ISO 639-1 code of a text's language by its trigrams; `None` where it is too short or unclear.
pub(crate) fn language_of(text: &str) -> Option<String> {
    if text.len() < TOO_SHORT {
        return None;
    }
    let info = whatlang::detect(head(text, ENOUGH))?;
    let code = CODES.get(info.lang().code())?;
    info.is_reliable().then(|| (*code).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_code() {
        for language in whatlang::Lang::all() {
            assert!(CODES.contains_key(language.code()), "{}", language.code());
        }
    }

    #[test]
    fn tells_languages() {
        for (text, expected) in [
            (
                "The two governments agreed on Monday to reopen the border crossing.",
                Some("en"),
            ),
            (
                "Les deux gouvernements ont convenu lundi de rouvrir le poste frontière.",
                Some("fr"),
            ),
            ("OK", None),
        ] {
            assert_eq!(language_of(text).as_deref(), expected, "{text}");
        }
    }
}
