//! English numerals.

/// The value of a numeral given as words: "12", "1,200", "twenty-three", "two hundred", "2.5 million".
pub(crate) fn value_of(words: impl IntoIterator<Item = String>) -> Option<u64> {
    let mut total = 0.0_f64;
    let mut current: Option<f64> = None;
    for word in words {
        for part in word
            .split(['-', '\u{2011}', '–'])
            .filter(|part| !part.is_empty() && *part != "and")
        {
            if let Some(factor) = factor(part) {
                let held = current.unwrap_or(1.0) * factor;
                if factor >= 1000.0 {
                    total += held;
                    current = Some(0.0);
                } else {
                    current = Some(held);
                }
            } else {
                current = Some(current.unwrap_or(0.0) + small(part)?);
            }
        }
    }
    let value = total + current?;
    // Head counts of news reports; what is larger is money or an error.
    #[expect(clippy::cast_sign_loss, reason = "the range begins at zero")]
    (0.0..1e10).contains(&value).then_some(value.round() as u64)
}

fn factor(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "dozen" => 12.0,
        _ => return None,
    })
}

fn small(word: &str) -> Option<f64> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    if let Some(unit) = UNITS.iter().position(|unit| *unit == word) {
        return Some(unit as f64);
    }
    if let Some(ten) = TENS.iter().position(|ten| *ten == word) {
        return Some((ten as f64 + 2.0) * 10.0);
    }
    let digits: String = word.chars().filter(|c| *c != ',').collect();
    digits.chars().next().filter(char::is_ascii_digit)?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        for (words, value) in [
            ("12", Some(12)),
            ("1,200", Some(1200)),
            ("twenty-three", Some(23)),
            ("two hundred and five", Some(205)),
            ("2.5 million", Some(2_500_000)),
            ("three thousand four hundred", Some(3400)),
            ("dozen", Some(12)),
            ("several", None),
            ("", None),
        ] {
            assert_eq!(value_of(words.split(' ').map(str::to_owned)), value, "{words}");
        }
    }
}
