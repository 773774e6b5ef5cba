//! The grammar of date expressions, read word by word.

use jiff::civil::Date;
use tidings_annotate::NameKind;

use super::calendar::{
    Period, Unit, count, day, day_of_month, four_figures, month, month_number, period, shift, shift_by, unit, weekday,
    weekday_after, weekday_until, weekend, year,
};
use super::tense::is_future;
use crate::grammar::Tree;
use crate::scene::DatePrecision;

/// Reads expressions from the words (lower case, without full stops) of a sentence.
pub(super) struct Reader<'a> {
    pub(super) words: &'a [String],
    pub(super) tree: &'a Tree<'a>,
    pub(super) published: Option<Date>,
    /// The day told last in the report.
    pub(super) anchor: Option<Date>,
    /// The day told last in this sentence.
    pub(super) anchor_here: Option<Date>,
}

/// One past the last word, and the period.
type Found = Option<(usize, Period)>;

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map(String::as_str).unwrap_or_default()
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// The expression that starts at a word: its first word, one past its last, and the period.
    pub(super) fn read(&self, at: usize) -> Option<(usize, usize, Period)> {
        match self.word(at) {
            "since" => {
                let (end, (from, _, precision)) = self.single(self.skip(at + 1))?;
                let published = self.published?;
                Some((at, end, (from, published.max(from), precision)))
            }
            "from" | "between" => self.range(at),
            "for" => self.running(at),
            "on" if self.is(at + 1, &["the"]) && self.is(at + 2, &["eve"]) && self.is(at + 3, &["of"]) => {
                let (end, (from, _, _)) = self.single(self.skip(at + 4))?;
                Some((at + 1, end, day(shift(from, -1)?)))
            }
            _ => {
                let (end, found) = self.single(at)?;
                Some(self.up_to(at, end, found).unwrap_or((at, end, found)))
            }
        }
    }

    /// Past articles, "the night of", "early", "late".
    fn skip(&self, at: usize) -> usize {
        let mut at = at;
        while self.is(
            at,
            &[
                "the", "early", "late", "mid", "-", "on", "in", "night", "morning", "evening", "of",
            ],
        ) && at < self.words.len()
        {
            at += 1;
        }
        at
    }

    /// "for a third day", "for the fifth consecutive day": from then to the day of publication.
    fn running(&self, at: usize) -> Option<(usize, usize, Period)> {
        const ORDINALS: [&str; 9] = [
            "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        ];
        self.is(at + 1, &["a", "the"]).then_some(())?;
        let before = i64::try_from(ORDINALS.iter().position(|ordinal| *ordinal == self.word(at + 2))?).ok()? + 1;
        let end = at + 3 + usize::from(self.is(at + 3, &["straight", "consecutive", "successive", "running"]));
        let unit = unit(self.word(end))?;
        let published = self.published?;
        Some((
            at,
            end + 1,
            (shift_by(published, -before, unit)?, published, precision_of(unit)),
        ))
    }

    /// "from Monday to Wednesday", "between 3 and 7 May".
    fn range(&self, at: usize) -> Option<(usize, usize, Period)> {
        let start = self.skip(at + 1);
        if let Some((end, found)) = self.single(start) {
            return self.up_to(at, end, found);
        }
        // "from 3 to 5 May": the month is told once.
        let first = day_of_month(self.word(start))?;
        self.is(start + 1, &["to", "and", "-", "–", "until"]).then_some(())?;
        let (end, (last, _, precision)) = self.single(start + 2)?;
        (precision == DatePrecision::Day).then_some(())?;
        let from = Date::new(last.year(), last.month(), first)
            .ok()
            .filter(|from| *from <= last)?;
        Some((at, end, (from, last, DatePrecision::Day)))
    }

    /// The second half of a range: "… to Wednesday", "May 3-5".
    fn up_to(&self, start: usize, end: usize, (from, _, precision): Period) -> Option<(usize, usize, Period)> {
        let after_from = self.is(start, &["from", "between"]);
        let joins =
            self.is(end, &["to", "through", "until", "-", "–", "till"]) || (after_from && self.is(end, &["and"]));
        if !joins {
            return None;
        }
        if precision == DatePrecision::Day
            && self.word(end + 1).len() <= 4
            && let Some(last) =
                day_of_month(self.word(end + 1)).and_then(|last| Date::new(from.year(), from.month(), last).ok())
            && last > from
            && month_number(self.word(end + 2)).is_none()
        {
            let end = if four_figures(self.word(end + 3)).is_some() {
                end + 4
            } else {
                end + 2
            };
            return Some((start, end, (from, last, precision)));
        }
        let (last_end, (_, last, other)) = self.single(self.skip(end + 1))?;
        // "Monday to Wednesday": the second day follows the first, whatever the tense.
        let last = if last < from && other == DatePrecision::Day {
            shift(last, 7)?
        } else {
            last
        };
        let (from, last) = if last < from { return None } else { (from, last) };
        let from = if after_from || (last - from).get_days() < 7 {
            from
        } else {
            return None;
        };
        Some((start, last_end, (from, last, precision.max(other))))
    }

    /// An expression without "since", "from … to".
    fn single(&self, at: usize) -> Found {
        self.plain(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.with_unit(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.calendar_day(at))
            .or_else(|| self.month_or_year(at))
            .or_else(|| self.feast(at))
    }

    /// "yesterday", "overnight", "this morning", "the next day"…
    fn plain(&self, at: usize) -> Found {
        let (first, second, third) = (self.word(at), self.word(at + 1), self.word(at + 2));
        let part_of_day = |word: &str| matches!(word, "morning" | "afternoon" | "evening" | "night");
        let told = |days: i64| Some(day(shift(self.anchor.or(self.published)?, days)?));
        let near = |days: i64| Some(day(shift(self.published?, days)?));
        let (length, found) = match (first, second, third) {
            ("day", "before", "yesterday") => (3, near(-2)?),
            ("day", "after", "tomorrow") => (3, near(2)?),
            ("today" | "tonight", ..) => (1, near(0)?),
            ("this", part, _) if part_of_day(part) => (2, near(0)?),
            ("yesterday", part, _) => (1 + usize::from(part_of_day(part)), near(-1)?),
            ("tomorrow", part, _) => (1 + usize::from(part_of_day(part)), near(1)?),
            ("last", "night" | "evening", _) => (2, near(-1)?),
            ("overnight", ..) => {
                let published = self.published?;
                (1, (shift(published, -1)?, published, DatePrecision::Day))
            }
            ("same", "day", _) => (2, told(0)?),
            ("next" | "following", "day" | "morning", _) => (2, told(1)?),
            ("previous" | "preceding", "day" | "evening", _) => (2, told(-1)?),
            ("weekend", ..) => (1, self.weekend(at)?),
            _ => return None,
        };
        Some((at + length, found))
    }

    /// "over the weekend", "next weekend", "last weekend".
    fn weekend(&self, at: usize) -> Option<Period> {
        let published = self.published?;
        let this = weekend(published)?;
        let before = self.word(at.checked_sub(1)?);
        let future = before == "next" || before == "coming" || (before != "last" && is_future(self.tree, at));
        let before_it = || weekend(shift(published, -7)?);
        match (before, future) {
            ("next", _) if published < this.0 => weekend(shift(published, 7)?),
            ("the" | "this" | "last" | "coming" | "next" | "past", true) => Some(this),
            ("the" | "this", false) if published >= this.1 => Some(this),
            ("the" | "this" | "last" | "past", false) => before_it(),
            _ => None,
        }
    }

    /// "Monday", "last Monday", "next Monday", "Monday night", "Monday, 3 May".
    fn weekday(&self, at: usize) -> Found {
        let modifier = if self.is(at, &["last", "next", "this", "coming"]) {
            Some(self.word(at))
        } else {
            None
        };
        let place = at + usize::from(modifier.is_some());
        let name = weekday(self.word(place))?;
        if !self.tree.is_capitalised(place) {
            return None;
        }
        let mut end = place + 1;
        while self.is(end, &["morning", "afternoon", "evening", "night"]) {
            end += 1;
        }
        // "Monday, 3 May 2021" or "Monday (3 May)": the calendar day tells exactly.
        let next = end + usize::from(self.is(end, &[",", "("]));
        if let Some(found) = self.calendar_day(next + usize::from(self.is(next, &["the"]))) {
            return Some(found);
        }
        let published = self.published?;
        let date = match modifier {
            Some("last") => weekday_until(shift(published, -1)?, name)?,
            Some("next" | "coming") => weekday_after(published, name)?,
            _ if is_future(self.tree, place) => weekday_after(published, name)?,
            _ => weekday_until(published, name)?,
        };
        // "Monday last week", "Tuesday of next week".
        let unit_at = end + usize::from(self.is(end, &["of"]));
        if self.is(unit_at, &["last", "next", "this"]) && self.is(unit_at + 1, &["week"]) {
            let (monday, _, _) = self.unit_period(self.word(unit_at), Unit::Week)?;
            return Some((
                unit_at + 2,
                day(shift(monday, i64::from(name.to_monday_zero_offset()))?),
            ));
        }
        Some((end, day(date)))
    }

    fn unit_period(&self, which: &str, unit: Unit) -> Option<Period> {
        let published = self.published?;
        match which {
            "last" | "previous" => period(shift_by(period(published, unit)?.0, -1, unit)?, unit),
            "next" | "coming" => period(shift_by(period(published, unit)?.0, 1, unit)?, unit),
            "this" | "current" => period(published, unit),
            _ => None,
        }
    }

    /// "last week", "earlier this month", "later this year", "the past week", "in the last three days", "within two weeks".
    fn with_unit(&self, at: usize) -> Found {
        let published = self.published?;
        let part = self.is(at, &["earlier", "later"]).then(|| self.word(at));
        let place = at + usize::from(part.is_some());
        let which = self.word(place);
        if let Some(unit) = unit(self.word(place + 1)).filter(|unit| *unit != Unit::Day) {
            if matches!(which, "past") {
                return Some((place + 2, self.stretch(-1, unit)?));
            }
            let (from, to, precision) = self.unit_period(which, unit)?;
            let found = match part {
                Some("earlier") if which == "this" => (from, published, precision),
                Some("later") if which == "this" => (published, to, precision),
                // "has killed forty this month": until now.
                None if which == "this" && !is_future(self.tree, place + 1) => (from, published, precision),
                _ => (from, to, precision),
            };
            return Some((place + 2, found));
        }
        if !matches!(which, "past" | "last" | "previous" | "next" | "coming" | "within") || part.is_some() {
            return self.month_of(at);
        }
        let Some((number, unit)) =
            count(self.word(place + 1)).and_then(|number| Some((number, unit(self.word(place + 2))?)))
        else {
            return self.month_of(at);
        };
        let ahead = matches!(which, "next" | "coming" | "within");
        Some((place + 3, self.stretch(if ahead { number } else { -number }, unit)?))
    }

    /// From the day of publication so many units onwards or back.
    fn stretch(&self, number: i64, unit: Unit) -> Option<Period> {
        let published = self.published?;
        let other = shift_by(published, number, unit)?;
        Some((other.min(published), other.max(published), precision_of(unit)))
    }

    /// "last March", "next March".
    fn month_of(&self, at: usize) -> Found {
        let published = self.published?;
        let number = month_number(self.word(at + 1)).filter(|_| self.tree.is_capitalised(at + 1))?;
        if day_of_month(self.word(at + 2)).is_some() {
            return None;
        }
        let this = i16::from(published.month() <= number);
        let found = match self.word(at) {
            "last" | "previous" => month(published.year() - this, number)?,
            "next" | "coming" => month(published.year() + i16::from(number <= published.month()), number)?,
            _ => return None,
        };
        Some((at + 2, found))
    }

    /// "two days ago", "a week earlier", "three days later", "in two weeks", "two weeks from now".
    fn counted(&self, at: usize) -> Found {
        let number = count(self.word(at))?;
        let hours = self.is(at + 1, &["hour", "hours", "minutes", "minute"]);
        if hours && self.is(at + 2, &["ago", "earlier"]) && number < 12 {
            return Some((at + 3, day(self.published?)));
        }
        let unit = unit(self.word(at + 1))?;
        let (direction, end, from) = match (self.word(at + 2), self.word(at + 3)) {
            ("ago", _) => (-1, at + 3, self.published?),
            ("from", "now") => (1, at + 4, self.published?),
            // "on Thursday, three days after Manila appealed": the appeal was on Monday.
            ("after", next) if next != "that" => (-1, at + 3, self.anchor_here?),
            ("before", next) if !matches!(next, "" | "," | "." | "and") => (1, at + 3, self.anchor_here?),
            ("earlier" | "before" | "previously", _) => (-1, at + 3, self.anchor.or(self.published)?),
            ("later", _) | ("after", "that") => (1, at + 3, self.anchor.or(self.published)?),
            _ if at > 0 && self.word(at - 1) == "in" && is_future(self.tree, at + 1) => (1, at + 2, self.published?),
            _ => return None,
        };
        let date = shift_by(from, direction * number, unit)?;
        let found = match unit {
            Unit::Day | Unit::Week => (date, date, DatePrecision::Day),
            Unit::Month => period(date, Unit::Month)?,
            Unit::Year => period(date, Unit::Year)?,
        };
        Some((end, found))
    }

    /// "3 May", "May 3", "3rd of May 2021", "May 3, 2021", "2021-05-03".
    fn calendar_day(&self, at: usize) -> Found {
        let word = self.word(at);
        if word.len() == 10 && word.as_bytes().get(4) == Some(&b'-') {
            return Some((at + 1, day(word.parse().ok()?)));
        }
        let (number, of_month, end) = if let Some(number) = day_of_month(word) {
            let place = at + 1 + usize::from(self.is(at + 1, &["of"]));
            (number, self.month_at(place)?, place + 1)
        } else {
            let of_month = self.month_at(at)?;
            let place = at + 1 + usize::from(self.is(at + 1, &["the"]));
            (day_of_month(self.word(place))?, of_month, place + 1)
        };
        let after = end + usize::from(self.is(end, &[","]));
        if let Some(year) = four_figures(self.word(after)) {
            return Some((after + 1, day(Date::new(year, of_month, number).ok()?)));
        }
        let published = self.published?;
        let this_year = Date::new(published.year(), of_month, number).ok();
        let date = if is_future(self.tree, at) {
            this_year
                .filter(|date| *date >= published)
                .or_else(|| Date::new(published.year() + 1, of_month, number).ok())
        } else {
            this_year
                .filter(|date| *date <= published)
                .or_else(|| Date::new(published.year() - 1, of_month, number).ok())
        };
        Some((end, day(date?)))
    }

    /// The month named at a word, where it is no modal verb, person or verb.
    fn month_at(&self, at: usize) -> Option<i8> {
        let number = month_number(self.word(at))?;
        let is_name =
            self.tree.is_capitalised(at) && self.tree.pos(at) != "AUX" && !self.tree.is_named(at, NameKind::Person);
        is_name.then_some(number)
    }

    /// "March 2016", "in March", "in 2016", "the 1990s".
    fn month_or_year(&self, at: usize) -> Found {
        if let Some(number) = self.month_at(at) {
            let after = at + 1 + usize::from(self.is(at + 1, &[",", "of"]));
            if let Some(year) = four_figures(self.word(after)) {
                return Some((after + 1, month(year, number)?));
            }
            let published = self.published?;
            let led = at > 0
                && self.is(
                    at - 1,
                    &[
                        "in", "since", "of", "during", "early", "late", "mid", "-", "by", "until", "this", "for",
                        "from", "to", "and", "between",
                    ],
                );
            if !led && !self.tree.is_named(at, NameKind::Date) {
                return None;
            }
            let ahead = is_future(self.tree, at);
            let year = if ahead {
                published.year() + i16::from(number < published.month())
            } else {
                published.year() - i16::from(number > published.month())
            };
            return Some((at + 1, month(year, number)?));
        }
        let word = self.word(at);
        if let Some(decade) = word
            .strip_suffix('s')
            .and_then(four_figures)
            .filter(|decade| decade % 10 == 0)
        {
            return Some((
                at + 1,
                (
                    Date::new(decade, 1, 1).ok()?,
                    Date::new(decade + 9, 12, 31).ok()?,
                    DatePrecision::Year,
                ),
            ));
        }
        let number = four_figures(word)?;
        let led = at > 0
            && self.is(
                at - 1,
                &[
                    "in", "since", "of", "during", "early", "late", "mid", "-", "by", "until", "from", "to", "and",
                    "between", "the", "for", "before", "after",
                ],
            );
        let counted = self.tree.relation(at) == "nummod"
            && self
                .tree
                .head(at)
                .is_some_and(|head| head > at && self.tree.lower(head).ends_with('s'));
        ((led && !counted) || self.tree.is_named(at, NameKind::Date)).then_some(())?;
        Some((at + 1, year(number)?))
    }

    /// Feasts on a fixed day.
    fn feast(&self, at: usize) -> Found {
        let (of_month, number, length) = match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("christmas", "eve", _) => (12, 24, 2),
            ("christmas", "day", _) => (12, 25, 2),
            ("boxing", "day", _) => (12, 26, 2),
            ("new", "year", "'s" | "’s") if self.is(at + 3, &["day"]) => (1, 1, 4),
            ("new", "year", "'s" | "’s") if self.is(at + 3, &["eve"]) => (12, 31, 4),
            ("may", "day", _) if self.tree.is_capitalised(at) => (5, 1, 2),
            _ => return None,
        };
        let published = self.published?;
        let this_year = Date::new(published.year(), of_month, number).ok()?;
        let years = match (is_future(self.tree, at), this_year.cmp(&published)) {
            (true, std::cmp::Ordering::Less) => 1,
            (false, std::cmp::Ordering::Greater) => -1,
            _ => 0,
        };
        Some((at + length, day(shift_by(this_year, years, Unit::Year)?)))
    }
}

fn precision_of(unit: Unit) -> DatePrecision {
    match unit {
        Unit::Day => DatePrecision::Day,
        Unit::Week => DatePrecision::Week,
        Unit::Month => DatePrecision::Month,
        Unit::Year => DatePrecision::Year,
    }
}
