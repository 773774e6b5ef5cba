//! Words in the sense of Universal Dependencies for English: clitics, punctuation and most hyphens part
//! words; numbers, addresses and abbreviations with their full stop stay whole.
//!
//! After the treebanks EWT and GUM and their guidelines (<https://universaldependencies.org/en/>).

use crate::Span;
use crate::lists::{Abbreviation, CONTRACTIONS, ELISIONS, EMOTICONS, ENDINGS, PREFIXES, UNITS, abbreviation};

/// A longer run of letters, digits and dots is no web address; bounds the look-ahead of [`domain`].
const LONGEST_DOMAIN: usize = 128;

/// The words of one paragraph, as spans of the whole text.
///
/// Full stops of abbreviations are part of the word, at the end of the paragraph too.
pub(crate) fn words(text: &str, paragraph: Span) -> Vec<Span> {
    let body = paragraph.of(text);
    let mut words = Vec::with_capacity(body.len() / 5 + 1);
    let mut chunks = chunks(body).peekable();
    let mut before: Option<&str> = None;
    while let Some((start, chunk)) = chunks.next() {
        let next = chunks.peek().map(|&(_, next)| next);
        Chunk {
            text: chunk,
            before,
            next,
        }
        .split(paragraph.start + start, &mut words);
        before = Some(chunk);
    }
    words
}

/// The pieces between white space, with their offsets.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = end + text.get(end..)?.find(|c: char| !c.is_whitespace())?;
        let rest = &text[start..];
        end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
        Some((start, &text[start..end]))
    })
}

/// A piece of text without white space, between its neighbours.
struct Chunk<'a> {
    text: &'a str,
    before: Option<&'a str>,
    next: Option<&'a str>,
}

impl Chunk<'_> {
    /// Splits the chunk, which starts at byte `base` of the text, into words.
    fn split(&self, base: usize, words: &mut Vec<Span>) {
        let face = EMOTICONS.contains(self.text);
        let mut at = if face { self.text.len() } else { 0 };
        if face {
            words.push(Span::new(base, base + at));
        }
        while let Some(length) = self.next_word(at).filter(|&length| length > 0) {
            let word = self.text.get(at..at + length).unwrap_or_default();
            let mut start = at;
            for part in parts(word) {
                words.push(Span::new(base + start, base + start + part));
                start += part;
            }
            at += length;
        }
    }

    /// Bytes of the word, clitics not yet parted, that starts at byte `at`; `None` at the end.
    fn next_word(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let first = rest.chars().next()?;
        let before = self.text.get(..at)?.chars().next_back();
        let within = before.is_some_and(|before| is_word(before) || before == '.');
        if !within && let Some(length) = address(rest) {
            return Some(length);
        }
        let second = rest.chars().nth(1);
        Some(match first {
            _ if is_word(first) => self.word(at, rest),
            '+' | '.' if !within && second.is_some_and(|c| c.is_ascii_digit()) => 1 + number(&rest[1..]),
            '#' | '@' if !within && second.is_some_and(|c| c.is_alphabetic() || c == '_') => {
                1 + run(&rest[1..], is_word)
            }
            '\'' | '’' | '‘' if !within => elision(rest).unwrap_or_else(|| quotes(rest)),
            '\'' | '’' => clitic(rest).unwrap_or_else(|| quotes(rest)),
            '`' => quotes(rest),
            '!' | '?' => run(rest, |c| matches!(c, '!' | '?')),
            '.' | '…' => run(rest, |c| matches!(c, '.' | '…')),
            '-' | '*' | '=' | '_' | '~' | '<' | '>' | '|' | '^' | '$' | '+' | '—' | '–' => {
                run(rest, |c| c == first)
            }
            _ => symbol(rest),
        })
    }

    /// Bytes of a word that starts with a letter or digit.
    fn word(&self, at: usize, rest: &str) -> usize {
        let body = body(rest, self.text[..at].ends_with('-'));
        if let Some(length) = number_before_unit(&rest[..body]) {
            return length;
        }
        let after = &rest[body..];
        if after.starts_with('$') && is_country_of_dollar(&rest[..body]) {
            return body + 1;
        }
        if after.starts_with('.') && !after.starts_with("..") && self.keeps_stop(at, &rest[..body], &after[1..]) {
            return body + 1;
        }
        body
    }

    /// Whether the full stop after `word` belongs to it.
    fn keeps_stop(&self, at: usize, word: &str, after: &str) -> bool {
        let bare = !after.chars().any(char::is_alphanumeric);
        let next = if bare { self.next } else { Some(after) };
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            // Initials; "I." only inside a name, since the pronoun ends sentences.
            (Some('I'), None) => next.is_some_and(starts_upper) && self.before.is_some_and(starts_upper) && at == 0,
            (Some(letter), None) if letter.is_uppercase() => next.is_some(),
            (Some(_), Some('.')) => true,
            _ => match abbreviation(word) {
                Some(Abbreviation::Number) => {
                    next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit() || c == '#'))
                }
                Some(_) => true,
                None => is_list_number(word) && at == 0 && self.before.is_none() && bare && self.next.is_some(),
            },
        }
    }
}

/// Lengths of the words that `word` is made of: "don't" is `do` and `n't`, "cannot" `can` and `not`.
fn parts(word: &str) -> Vec<usize> {
    let mut ends = vec![word.len()];
    let mut end = word.len();
    while let Some(start) = clitic_start(&word[..end]) {
        ends.push(start);
        end = start;
    }
    if end <= 7
        && let Some(&first) = CONTRACTIONS.get(word[..end].to_ascii_lowercase().as_str())
    {
        ends.push(first);
    }
    ends.reverse();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends).map(|(start, end)| end - start).collect()
}

/// Where the last clitic of a word starts: "n't", "'s", "'ll"…
fn clitic_start(word: &str) -> Option<usize> {
    let mark = word.rfind(['\'', '’'])?;
    let (host, tail) = word.split_at(mark);
    let tail = tail.trim_start_matches(['\'', '’']);
    let negated = tail.eq_ignore_ascii_case("t") && host.ends_with(['n', 'N']) && host.len() > 1;
    if negated {
        return Some(mark - 1);
    }
    (is_clitic(tail) && !host.is_empty()).then_some(mark)
}

fn is_clitic(letters: &str) -> bool {
    ["s", "m", "d", "re", "ve", "ll"]
        .iter()
        .any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

/// Bytes of a clitic that stands after something that is no letter: "U.S.'s", "(UN)'s".
fn clitic(rest: &str) -> Option<usize> {
    let mark = rest.chars().next()?.len_utf8();
    let letters = run(&rest[mark..], is_word);
    is_clitic(&rest[mark..mark + letters]).then_some(mark + letters)
}

/// Bytes of a word that begins with an apostrophe: "'em", "'05".
fn elision(rest: &str) -> Option<usize> {
    let mark = rest.chars().next()?.len_utf8();
    let letters = run(&rest[mark..], is_word);
    let word = &rest[mark..mark + letters];
    let closed = rest[mark + letters..].starts_with(['\'', '’']);
    let year = matches!(word.trim_end_matches('s').as_bytes(), [b'0'..=b'9', b'0'..=b'9']);
    ((year || ELISIONS.contains(word)) && !closed).then_some(mark + letters)
}

/// Bytes of a web or e-mail address.
fn address(rest: &str) -> Option<usize> {
    let head = rest
        .get(..8)
        .or_else(|| rest.get(..4))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let web = ["http://", "https://", "ftp://", "www."]
        .iter()
        .any(|scheme| head.starts_with(scheme));
    if web {
        let end = rest.find(['<', '>', '"', '”', '“']).unwrap_or(rest.len());
        return Some(trimmed(&rest[..end]));
    }
    mail(rest).or_else(|| domain(rest))
}

/// Length without the punctuation that closes the sentence rather than the address.
fn trimmed(address: &str) -> usize {
    let kept = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', ')', ']']);
    // A bracket opened inside the address is closed inside it.
    if address[kept.len()..].starts_with(')') && kept.contains('(') {
        kept.len() + 1
    } else {
        kept.len()
    }
}

fn mail(rest: &str) -> Option<usize> {
    let name = run_at_most(rest, |c| c.is_ascii_alphanumeric() || "._%+-".contains(c));
    let host = rest.get(name..)?.strip_prefix('@')?;
    let length = run_at_most(host, |c| c.is_ascii_alphanumeric() || ".-".contains(c));
    let host = host.get(..length)?.trim_end_matches(['.', '-']);
    (name > 0 && !host.is_empty() && rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        .then_some(name + 1 + host.len())
}

/// Bytes of a web address without scheme, or of a file name: "example.org", "terms.pdf".
fn domain(rest: &str) -> Option<usize> {
    let length = run_at_most(rest, |c| c.is_ascii_alphanumeric() || "._-".contains(c));
    let name = rest.get(..length)?.trim_end_matches(['.', '-', '_']);
    let (host, ending) = name.rsplit_once('.')?;
    let plausible = host.len() > 2 && !host.ends_with('.') && host.bytes().any(|byte| byte.is_ascii_alphabetic());
    (plausible && ENDINGS.contains(ending.to_ascii_lowercase().as_str()) && !starts_upper(ending))
        .then(|| name.len() + path(&rest[name.len()..]))
}

/// Bytes of the path after a domain.
fn path(rest: &str) -> usize {
    if !rest.starts_with('/') {
        return 0;
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || "<>\"”“".contains(c))
        .unwrap_or(rest.len());
    trimmed(&rest[..end])
}

/// Bytes of letters and digits with the marks that join them: "O'Rourke", "U.S", "3,000", "9/11", "AT&T", "co-host".
fn body(rest: &str, follows_hyphen: bool) -> usize {
    if let Some(length) = digits_with_hyphens(rest) {
        return length;
    }
    let mut segment = 0;
    let mut at = run(rest, is_word);
    while let Some(mark) = rest[at..].chars().next() {
        let after = &rest[at + mark.len_utf8()..];
        let Some(next) = after.chars().next().filter(|&next| is_word(next)) else {
            break;
        };
        let last = rest[..at].chars().next_back().unwrap_or(' ');
        let digits = last.is_ascii_digit() && next.is_ascii_digit();
        let joins = match mark {
            '\'' | '’' => next.is_alphabetic(),
            '.' => digits || is_acronym(&rest[segment..at], after),
            ',' | ':' | '/' => digits,
            '&' => last.is_uppercase() && next.is_uppercase(),
            '-' => segment == 0 && !follows_hyphen && PREFIXES.contains(rest[..at].to_lowercase().as_str()),
            _ => false,
        };
        if !joins {
            break;
        }
        segment = at + mark.len_utf8();
        at = segment + run(after, is_word);
    }
    at
}

/// Whether the stop between `segment` and `after` stands inside an acronym: "U.S", "p.m", "Ph.D".
fn is_acronym(segment: &str, after: &str) -> bool {
    let letters = |part: &str| part.chars().all(char::is_alphabetic);
    let next = &after[..run(after, is_word)];
    letters(segment)
        && letters(next)
        && (segment.chars().count() == 1 || matches!(segment, "Ph" | "Sc" | "Lt"))
        && (next.chars().count() == 1 || matches!(next, "Ph" | "Sc" | "Ds"))
}

/// Bytes of a telephone number or a date in digits: "555-0199", "212-555-0199", "2019-08-01".
fn digits_with_hyphens(rest: &str) -> Option<usize> {
    let length = run_at_most(rest, |c| c.is_ascii_digit() || c == '-');
    let number = rest.get(..length)?.trim_end_matches('-');
    let groups: Vec<usize> = number.split('-').map(str::len).collect();
    let known = matches!(
        groups.as_slice(),
        [3 | 5, 4] | [3, 3, 4] | [1, 3, 3, 4] | [4, 2, 2] | [1 | 2, 1 | 2, 4]
    );
    let ends = !rest[number.len()..].starts_with(is_word);
    (known && ends).then_some(number.len())
}

/// Bytes of the number where a unit is written on to it.
fn number_before_unit(word: &str) -> Option<usize> {
    let length = number(word);
    let unit = word.get(length..)?;
    (length > 0 && UNITS.contains(unit)).then_some(length)
}

fn number(rest: &str) -> usize {
    let length = run(rest, |c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '-'));
    rest[..length].trim_end_matches(|c: char| !c.is_ascii_digit()).len()
}

/// "US$", "A$", "HK$".
fn is_country_of_dollar(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// "1." at the start of a paragraph.
fn is_list_number(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Bytes of one quotation mark, or of two apostrophes that stand for one.
fn quotes(rest: &str) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if rest.starts_with("''") || rest.starts_with("``") {
        2
    } else {
        first
    }
}

/// Bytes of a symbol with the marks and joiners that combine with it.
fn symbol(rest: &str) -> usize {
    let mut length = 0;
    let mut joined = true;
    for c in rest.chars() {
        let combines = is_mark(c) || c == '\u{200D}';
        if !joined && !combines {
            break;
        }
        joined = c == '\u{200D}';
        length += c.len_utf8();
    }
    length
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// [`run`] that gives up on long runs, so that looking ahead from every word stays linear.
fn run_at_most(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    let length: usize = text
        .chars()
        .take(LONGEST_DOMAIN)
        .take_while(|&c| belongs(c))
        .map(char::len_utf8)
        .sum();
    if length >= LONGEST_DOMAIN { 0 } else { length }
}

/// Letters, digits, the underscore and combining marks.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_mark(c)
}

/// Combining marks and variation selectors, which never stand alone.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
