//! Date expressions, resolved against the day of publication as section 6 of the coding guide says.

mod calendar;
mod expression;
mod tense;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use tidings_text::Report;

use crate::grammar::Tree;
use crate::scene::{DateMention, DatePrecision};
use expression::Reader;

/// Every date expression of a report that can be resolved; vague ones ("recently", "in the summer") are left out.
pub(crate) fn dates(report: &Report, trees: &[Tree]) -> Vec<DateMention> {
    let mut dates = Vec::new();
    // "two days later" counts from the day told last.
    let mut anchor: Option<Date> = None;
    for (sentence, tree) in trees.iter().enumerate() {
        let words: Vec<String> = (0..tree.len())
            .map(|word| tree.lower(word).trim_end_matches('.').to_owned())
            .collect();
        let mut anchor_here = None;
        let mut at = 0;
        while at < words.len() {
            let reader = Reader {
                words: &words,
                tree,
                published: report.published,
                anchor,
                anchor_here,
            };
            match reader.read(at) {
                Some((start, end, (from, to, precision))) if start < end && from <= to => {
                    let range = start..end;
                    if precision == DatePrecision::Day && from == to {
                        anchor = Some(from);
                        anchor_here = anchor;
                    }
                    dates.push(DateMention {
                        sentence,
                        span: tree.span(&range),
                        words: range,
                        from,
                        to,
                        precision,
                    });
                    at = end;
                }
                _ => at += 1,
            }
        }
    }
    dates
}
