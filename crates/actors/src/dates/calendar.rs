//! Days, weeks, months and years as ranges.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::scene::DatePrecision;

/// First day, last day, precision.
pub(super) type Period = (Date, Date, DatePrecision);

/// The units that "two … ago" counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

pub(super) fn day(date: Date) -> Period {
    (date, date, DatePrecision::Day)
}

/// The day `days` later; earlier where negative. `None` beyond the calendar.
pub(super) fn shift(date: Date, days: i64) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

/// The day `count` units later or earlier.
pub(super) fn shift_by(date: Date, count: i64, unit: Unit) -> Option<Date> {
    match unit {
        Unit::Day => shift(date, count),
        Unit::Week => shift(date, count.checked_mul(7)?),
        Unit::Month => date.checked_add(i32::try_from(count).ok()?.months()).ok(),
        Unit::Year => date.checked_add(i16::try_from(count).ok()?.years()).ok(),
    }
}

/// The period of `unit` that holds `date`: Monday to Sunday, the month, the year.
pub(super) fn period(date: Date, unit: Unit) -> Option<Period> {
    match unit {
        Unit::Day => Some(day(date)),
        Unit::Week => {
            let monday = shift(date, -i64::from(date.weekday().to_monday_zero_offset()))?;
            Some((monday, shift(monday, 6)?, DatePrecision::Week))
        }
        Unit::Month => month(date.year(), date.month()),
        Unit::Year => year(date.year()),
    }
}

pub(super) fn month(year: i16, month: i8) -> Option<Period> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month(), DatePrecision::Month))
}

pub(super) fn year(year: i16) -> Option<Period> {
    Some((
        Date::new(year, 1, 1).ok()?,
        Date::new(year, 12, 31).ok()?,
        DatePrecision::Year,
    ))
}

/// Saturday and Sunday of the week that holds `date`.
pub(super) fn weekend(date: Date) -> Option<Period> {
    let (_, sunday, _) = period(date, Unit::Week)?;
    Some((shift(sunday, -1)?, sunday, DatePrecision::Day))
}

/// The last such weekday on or before `date`.
pub(super) fn weekday_until(date: Date, weekday: Weekday) -> Option<Date> {
    shift(date, -i64::from(date.weekday().since(weekday)))
}

/// The next such weekday after `date`.
pub(super) fn weekday_after(date: Date, weekday: Weekday) -> Option<Date> {
    match i64::from(weekday.since(date.weekday())) {
        0 => shift(date, 7),
        days => shift(date, days),
    }
}

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// The number of a month, 1 to 12.
pub(super) fn month_number(word: &str) -> Option<i8> {
    const MONTHS: [(&str, &str); 12] = [
        ("january", "jan"),
        ("february", "feb"),
        ("march", "mar"),
        ("april", "apr"),
        ("may", "may"),
        ("june", "jun"),
        ("july", "jul"),
        ("august", "aug"),
        ("september", "sep"),
        ("october", "oct"),
        ("november", "nov"),
        ("december", "dec"),
    ];
    let word = if word == "sept" { "sep" } else { word };
    let at = MONTHS
        .iter()
        .position(|(long, short)| word == *long || word == *short)?;
    i8::try_from(at + 1).ok()
}

pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// A small number in words or figures; vague ones ("several") are none.
pub(super) fn count(word: &str) -> Option<i64> {
    const WORDS: [&str; 13] = [
        "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    if word == "an" {
        return Some(1);
    }
    if let Some(at) = WORDS.iter().position(|known| *known == word) {
        return i64::try_from(at.max(1)).ok();
    }
    word.parse().ok().filter(|count| (1..=999).contains(count))
}

/// A day of the month: "3", "3rd", "third" is none.
pub(super) fn day_of_month(word: &str) -> Option<i8> {
    let figures = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let ending = word.get(figures.len()..)?;
    matches!(ending, "" | "st" | "nd" | "rd" | "th").then_some(())?;
    figures.parse().ok().filter(|day| (1..=31).contains(day))
}

pub(super) fn four_figures(word: &str) -> Option<i16> {
    (word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1800..=2100).contains(year))
}
