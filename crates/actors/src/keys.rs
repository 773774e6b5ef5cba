// Shared with `build.rs`, as `fold.rs` is: under which keys a line of a table is found.

use crate::fold::fold;

/// In which way a key leads to a line: the upper byte of a posting, the line's number being the lower three.
pub(crate) const NAME: u32 = 0;
pub(crate) const DEMONYM: u32 = 1;
pub(crate) const ADJECTIVE: u32 = 2;
pub(crate) const SEAT: u32 = 3;
pub(crate) const CAPITAL: u32 = 4;
pub(crate) const ORGANISATION: u32 = 5;
pub(crate) const LEADER: u32 = 6;
pub(crate) const REGION: u32 = 7;
/// Not by a name in the text: a country by its code, a leader by his country, a role by its phrase.
pub(crate) const OTHER: u32 = 8;

/// The number of bits of a posting that hold the line's number.
pub(crate) const LINE_BITS: u32 = 24;

/// The keys of a line with the way each leads to it. `field` gives a column's content, empty where there is none.
///
/// Names in short capitals ("US", "WHO") have keys of their own, `caps=us`, since written otherwise they are words of
/// the language.
pub(crate) fn keys(table: &str, field: &dyn Fn(&str) -> String) -> Vec<(String, u32)> {
    let columns: &[(&str, u32)] = match table {
        "countries.csv" => &[
            ("name", NAME),
            ("aliases", NAME),
            ("adjectives", ADJECTIVE),
            ("demonyms", DEMONYM),
            ("seats", SEAT),
            ("capital", CAPITAL),
            ("former_names", NAME),
        ],
        "organisations.csv" => &[("name", ORGANISATION), ("aliases", ORGANISATION)],
        "leaders.csv" => &[("name", LEADER), ("aliases", LEADER)],
        "regions.csv" => &[("name", REGION), ("aliases", REGION)],
        "roles.csv" => return vec![(format!("role={}", fold(&field("phrase"))), OTHER)],
        _ => &[],
    };
    let mut keys = Vec::new();
    for (column, way) in columns {
        let content = field(column);
        for name in content.split(';').map(str::trim) {
            // "Swaziland<2018": the old name is still used, whatever the year. "Anglo-" is no name.
            let name = name.split('<').next().unwrap_or(name);
            let key = fold(name);
            if !key.is_empty() && !name.ends_with('-') {
                keys.push((
                    if is_short_capitals(name) {
                        format!("caps={key}")
                    } else {
                        key
                    },
                    *way,
                ));
            }
        }
    }
    match table {
        "countries.csv" => keys.push((format!("iso3={}", field("iso3")), OTHER)),
        "leaders.csv" => keys.push((format!("leaders={}", field("country")), OTHER)),
        _ => {}
    }
    keys
}

fn is_short_capitals(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    letters <= 4 && !name.contains(' ') && !name.chars().any(char::is_lowercase)
}

/// The first word of a key that a name of the text can have, and the number of its words.
pub(crate) fn first_word(key: &str) -> Option<(&str, u64)> {
    let name = key.strip_prefix("caps=").unwrap_or(key);
    let first = name.split(' ').next().filter(|first| !first.contains('='))?;
    Some((first, name.split(' ').count() as u64))
}
