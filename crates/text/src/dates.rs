//! Days as news sites and agencies write them: "3 May 2021", "May 3rd, 2021", "2021-05-03", "13/05/2021".

use jiff::civil::Date;

/// A month's name or abbreviation, as a regular expression.
pub(crate) const MONTH: &str = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

/// A weekday's name or abbreviation, as a regular expression.
pub(crate) const WEEKDAY: &str = "(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\\.?)";

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day that `text` gives in full, its year included; `None` where it gives none, or where day and month
/// can't be told apart ("03/05/2021").
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let month = parts.iter().position(|part| month(part).is_some());
    let numbers: Vec<i16> = parts
        .iter()
        .map_while(|part| part.get(..2.min(part.len())).map(|_| leading_number(part)))
        .collect();
    if let Some(at) = month {
        let month = month_at(&parts, at)?;
        let before = at
            .checked_sub(1)
            .and_then(|before| numbers.get(before))
            .copied()
            .filter(|&day| is_day(day));
        let (day, year) = match before {
            Some(day) => (day, *numbers.get(at + 1)?),
            None => (*numbers.get(at + 1)?, *numbers.get(at + 2)?),
        };
        return in_full(year, i16::from(month), day);
    }
    match numbers.as_slice() {
        [year, month, day, ..] if *year >= 1000 => in_full(*year, *month, *day),
        [day, month, year, ..] if *year >= 1000 && *day > 12 => in_full(*year, *month, *day),
        [month, day, year, ..] if *year >= 1000 && (*day > 12 || day == month) => in_full(*year, *month, *day),
        _ => None,
    }
}

/// The day that `text` gives without a year, "3 May" or "May 3", in the year that brings it nearest to `near`.
pub(crate) fn parse_day_near(text: &str, near: Date) -> Option<Date> {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let at = parts.iter().position(|part| month(part).is_some())?;
    let month = month_at(&parts, at)?;
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    let day = neighbours.into_iter().flatten().find_map(|at| {
        parts
            .get(at)
            .map(|part| leading_number(part))
            .filter(|&day| is_day(day))
    })?;
    let years = [near.year() - 1, near.year(), near.year() + 1];
    let dates = years
        .into_iter()
        .filter_map(|year| in_full(year, i16::from(month), day));
    dates.min_by_key(|date| (*date - near).get_days().abs())
}

fn in_full(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    if !(1800..=2200).contains(&year) {
        return None;
    }
    Date::new(year, month, day).ok()
}

fn is_day(number: i16) -> bool {
    (1..=31).contains(&number)
}

fn month_at(parts: &[&str], at: usize) -> Option<i8> {
    parts.get(at).and_then(|part| month(part))
}

/// The number of a month's name.
fn month(name: &str) -> Option<i8> {
    let lower = name.to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| lower.starts_with(month))?;
    let plausible = lower.len() <= 9 && lower.bytes().all(|byte| byte.is_ascii_alphabetic());
    plausible.then(|| i8::try_from(index + 1).ok()).flatten()
}

/// The number a word starts with: 3 for "3rd", 0 where it starts with none.
fn leading_number(word: &str) -> i16 {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    word.get(..digits).and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days() {
        for (text, expected) in [
            ("2019-08-01", Some("2019-08-01")),
            ("2019-08-01T23:10:00Z", Some("2019-08-01")),
            ("3 May 2021", Some("2021-05-03")),
            ("Monday, May 3rd, 2021 10:15 GMT", Some("2021-05-03")),
            ("Sept. 12, 2020", Some("2020-09-12")),
            ("13/05/2021", Some("2021-05-13")),
            ("05/13/2021", Some("2021-05-13")),
            ("03/05/2021", None),
            ("31 February 2021", None),
            ("yesterday", None),
        ] {
            assert_eq!(
                parse_date(text).map(|date| date.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn takes_the_nearest_year() {
        let near = Date::constant(2021, 1, 3);
        for (text, expected) in [
            ("30 December", Some("2020-12-30")),
            ("Jan 2", Some("2021-01-02")),
            ("Monday", None),
        ] {
            assert_eq!(
                parse_day_near(text, near).map(|date| date.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
    }
}
