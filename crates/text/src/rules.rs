//! The rules of `data/cleaning.tsv`.

use std::sync::LazyLock;

use regex::Regex;

use crate::dates::{MONTH, WEEKDAY};
use crate::lists::lines;

/// Where in a report a rule applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The start of one of the first paragraphs.
    Opening,
    /// A whole paragraph.
    Line,
    /// A whole paragraph among the first ones.
    Top,
    /// The end of a paragraph.
    Closing,
    /// Anywhere.
    Inside,
}

/// A rule: what to take out, where, and why.
pub(crate) struct Rule {
    /// Why it is taken out.
    pub(crate) reason: &'static str,
    /// Where it stands.
    pub(crate) place: Place,
    /// What it looks like.
    pub(crate) pattern: Regex,
}

/// All rules, in the order in which they are tried.
pub(crate) static RULES: LazyLock<Vec<Rule>> =
    LazyLock::new(|| lines(include_str!("../data/cleaning.tsv")).filter_map(rule).collect());

/// Reads a line of the file; a test holds that every line can be read.
fn rule(line: &'static str) -> Option<Rule> {
    let mut columns = line.splitn(3, '\t');
    let (reason, place, pattern) = (columns.next()?, columns.next()?, columns.next()?);
    let place = match place {
        "opening" => Place::Opening,
        "line" => Place::Line,
        "top" => Place::Top,
        "closing" => Place::Closing,
        "inside" => Place::Inside,
        _ => return None,
    };
    let pattern = Regex::new(&fill_in(pattern)).ok()?;
    Some(Rule { reason, place, pattern })
}

/// Puts the shared patterns in the place of their names.
fn fill_in(pattern: &str) -> String {
    let number = "[0-9]{1,2}(?:st|nd|rd|th)?";
    let day =
        format!("{WEEKDAY}|(?i:(?:{WEEKDAY},?\\s)?(?:{number}\\s{MONTH}|{MONTH}\\s{number})(?:,?\\s[0-9]{{4}})?)");
    let date = format!(
        "(?:{WEEKDAY},?\\s)?(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{number}\\s{MONTH},?\\s[0-9]{{4}}|{MONTH}\\s{number},?\\s[0-9]{{4}}|[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}})"
    );
    let time = "(?:T?[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?\\s?(?:am|pm|a\\.m\\.|p\\.m\\.|hrs|hours)?\\s?\\(?(?:Z|GMT|UTC|BST|CET|CEST|EST|EDT|ET|PST|PDT|PT|IST|EAT|WAT|CAT|SAST|AEST)?(?:[+-][0-9]{2}:?[0-9]{2})?\\)?)";
    let agencies: Vec<String> = lines(include_str!("../data/agencies.txt")).map(regex::escape).collect();
    let agency = format!("(?-i:(?:{})\\b)", agencies.join("|"));
    let name_word = "\\p{Lu}[\\p{L}.'’-]*";
    let particle = "(?:al|bin|da|de|del|der|di|el|ibn|la|le|van|von)[\\s-]";
    let name = format!("{name_word}(?:\\s(?:{particle})?{name_word}){{1,4}}");
    let credits = format!(
        "(?:(?:\\s?(?:{particle})?(?-i:{name_word})|\\s?(?:and|in|at|for|with|by|from|additional|reporting|writing|editing|edited|written|compiled|graphics)\\b|\\s?[,;/&]|\\p{{L}}+(?:,|;|\\s|[.)]|$)))+"
    );
    let capitals = "\\p{Lu}[\\p{Lu}'’.-]+(?:\\s\\p{Lu}[\\p{Lu}'’.-]*){0,3}";
    let title = "\\p{Lu}[\\p{L}.'’-]+(?:\\s\\p{Lu}[\\p{L}.'’-]+){0,2}";
    let picture = "(?:image|photo|picture|photograph|pic|video|illustration|graphic)s?";
    [
        ("{date}", date.as_str()),
        ("{time}", time),
        ("{day}", &day),
        ("{month}", MONTH),
        ("{weekday}", WEEKDAY),
        ("{agency}", &agency),
        ("{name}", &name),
        ("{credits}", &credits),
        ("{capitals}", capitals),
        ("{title}", title),
        ("{picture}", picture),
        ("{colon}", "[:：]"),
        ("{dash}", "(?:--|[-–—―])"),
    ]
    .iter()
    .fold(pattern.to_owned(), |pattern, (name, meaning)| {
        pattern.replace(name, meaning)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_rule() {
        for line in lines(include_str!("../data/cleaning.tsv")) {
            let pattern = line.splitn(3, '\t').nth(2).map(fill_in).unwrap_or_default();
            assert!(rule(line).is_some(), "{line}: {:?}", Regex::new(&pattern).err());
            assert!(!pattern.contains("{d") && !pattern.contains("{a"), "{pattern}");
        }
    }
}
