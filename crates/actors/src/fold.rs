// Shared with `build.rs`: the built-in table of cities is sorted by the same keys that look it up.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The key of a name: lower case, without accents, full stops, apostrophes and leading "the", words parted by one blank.
///
/// "Côte d’Ivoire" and "Cote d'Ivoire", "al-Shabaab" and "Al Shabaab", "U.S." and "US" have the same key.
pub(crate) fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    if text.is_ascii() {
        text.chars().for_each(|letter| push_folded(&mut key, letter));
    } else {
        text.nfd()
            .filter(|letter| !is_combining_mark(*letter))
            .for_each(|letter| push_folded(&mut key, letter));
    }
    let kept = key.trim_end().len();
    key.truncate(kept);
    match key.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => key,
    }
}

fn push_folded(key: &mut String, letter: char) {
    match letter {
        '.' | '\'' | '’' | '‘' | 'ʼ' | '`' | '"' | '“' | '”' => {}
        'ı' => key.push('i'),
        'ø' | 'Ø' => key.push('o'),
        'ł' | 'Ł' => key.push('l'),
        'đ' | 'Đ' => key.push('d'),
        'ß' => key.push_str("ss"),
        'æ' | 'Æ' => key.push_str("ae"),
        'œ' | 'Œ' => key.push_str("oe"),
        letter if letter.is_alphanumeric() || letter == '&' => key.extend(letter.to_lowercase()),
        _ if key.is_empty() || key.ends_with(' ') => {}
        _ => key.push(' '),
    }
}
