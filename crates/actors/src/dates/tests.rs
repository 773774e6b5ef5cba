use crate::dates::dates;
use crate::grammar::Tree;
use crate::testing::read;

/// Published on Wednesday, 16 June 2021.
const PUBLISHED: &str = "2021-06-16";

/// Expressions after "Troops attacked".
const PAST: &[(&str, &str)] = &[
    ("on Monday", "2021-06-14"),
    ("on Wednesday", "2021-06-16"),
    ("on Thursday", "2021-06-10"),
    ("Monday morning", "2021-06-14"),
    ("late on Sunday", "2021-06-13"),
    ("last Wednesday", "2021-06-09"),
    ("last Tuesday", "2021-06-15"),
    ("on Monday night", "2021-06-14"),
    ("on Monday , 7 June", "2021-06-07"),
    ("on Friday , June 4 , 2021", "2021-06-04"),
    ("on Monday of last week", "2021-06-07"),
    ("on Tuesday last week", "2021-06-08"),
    ("today", "2021-06-16"),
    ("this morning", "2021-06-16"),
    ("yesterday", "2021-06-15"),
    ("yesterday evening", "2021-06-15"),
    ("the day before yesterday", "2021-06-14"),
    ("last night", "2021-06-15"),
    ("overnight", "2021-06-15/2021-06-16"),
    ("over the weekend", "2021-06-12/2021-06-13"),
    ("last weekend", "2021-06-12/2021-06-13"),
    ("this week", "2021-06-14/2021-06-16"),
    ("earlier this week", "2021-06-14/2021-06-16"),
    ("last week", "2021-06-07/2021-06-13"),
    ("last month", "2021-05-01/2021-05-31"),
    ("earlier this month", "2021-06-01/2021-06-16"),
    ("this month", "2021-06-01/2021-06-16"),
    ("last year", "2020-01-01/2020-12-31"),
    ("earlier this year", "2021-01-01/2021-06-16"),
    ("this year", "2021-01-01/2021-06-16"),
    ("for a third day", "2021-06-14/2021-06-16"),
    ("for the fifth consecutive day", "2021-06-12/2021-06-16"),
    ("the previous week", "2021-06-07/2021-06-13"),
    ("in the past week", "2021-06-09/2021-06-16"),
    ("in the last three days", "2021-06-13/2021-06-16"),
    ("over the past two months", "2021-04-16/2021-06-16"),
    ("in March", "2021-03-01/2021-03-31"),
    ("in June", "2021-06-01/2021-06-30"),
    ("in November", "2020-11-01/2020-11-30"),
    ("in early May", "2021-05-01/2021-05-31"),
    ("in mid - May", "2021-05-01/2021-05-31"),
    ("last March", "2021-03-01/2021-03-31"),
    ("last October", "2020-10-01/2020-10-31"),
    ("in March 2016", "2016-03-01/2016-03-31"),
    ("in 2016", "2016-01-01/2016-12-31"),
    ("since 2016", "2016-01-01/2021-06-16"),
    ("since Monday", "2021-06-14/2021-06-16"),
    ("since last week", "2021-06-07/2021-06-16"),
    ("since 3 May", "2021-05-03/2021-06-16"),
    ("since early March", "2021-03-01/2021-06-16"),
    ("in the 1990s", "1990-01-01/1999-12-31"),
    ("on 3 May", "2021-05-03"),
    ("on May 3", "2021-05-03"),
    ("on May 3rd", "2021-05-03"),
    ("on the 3rd of May", "2021-05-03"),
    ("on 3 September", "2020-09-03"),
    ("on May 3 , 2019", "2019-05-03"),
    ("on 3 May 2019", "2019-05-03"),
    ("on 2019-05-03", "2019-05-03"),
    ("on Sept. 3 , 2019", "2019-09-03"),
    ("on 31 February 2019", "2019-02-01/2019-02-28"),
    ("from 3 to 5 May", "2021-05-03/2021-05-05"),
    ("between 3 and 5 May 2019", "2019-05-03/2019-05-05"),
    ("from 3 May to 7 June", "2021-05-03/2021-06-07"),
    ("on May 3 - 5", "2021-05-03/2021-05-05"),
    ("from Saturday to Monday", "2021-06-12/2021-06-14"),
    ("between Saturday and Monday", "2021-06-12/2021-06-14"),
    ("two days ago", "2021-06-14"),
    ("a week ago", "2021-06-09"),
    ("three weeks ago", "2021-05-26"),
    ("two months ago", "2021-04-01/2021-04-30"),
    ("five years ago", "2016-01-01/2016-12-31"),
    ("two hours ago", "2021-06-16"),
    ("on the eve of 3 May", "2021-05-02"),
    ("on the eve of the summit", ""),
    ("on Christmas Day", "2020-12-25"),
    ("on New Year 's Eve", "2020-12-31"),
    ("recently", ""),
    ("in the summer", ""),
    ("several days ago", ""),
    ("for three days", ""),
    ("about 2000 times", ""),
    ("in recent weeks", ""),
    ("in may", ""),
];

/// Expressions after "Troops will attack".
const FUTURE: &[(&str, &str)] = &[
    ("on Monday", "2021-06-21"),
    ("on Wednesday", "2021-06-23"),
    ("on Thursday", "2021-06-17"),
    ("by Friday", "2021-06-18"),
    ("next Thursday", "2021-06-17"),
    ("tomorrow", "2021-06-17"),
    ("tomorrow morning", "2021-06-17"),
    ("the day after tomorrow", "2021-06-18"),
    ("tonight", "2021-06-16"),
    ("this weekend", "2021-06-19/2021-06-20"),
    ("this week", "2021-06-14/2021-06-20"),
    ("next week", "2021-06-21/2021-06-27"),
    ("next month", "2021-07-01/2021-07-31"),
    ("next year", "2022-01-01/2022-12-31"),
    ("later this week", "2021-06-16/2021-06-20"),
    ("later this month", "2021-06-16/2021-06-30"),
    ("later this year", "2021-06-16/2021-12-31"),
    ("in March", "2022-03-01/2022-03-31"),
    ("in November", "2021-11-01/2021-11-30"),
    ("on 3 May", "2022-05-03"),
    ("on 3 September", "2021-09-03"),
    ("in two weeks", "2021-06-30"),
    ("in three days", "2021-06-19"),
    ("within two weeks", "2021-06-16/2021-06-30"),
    ("from Monday to Wednesday", "2021-06-21/2021-06-23"),
    ("two weeks from now", "2021-06-30"),
    ("in 2025", "2025-01-01/2025-12-31"),
];

/// "Troops attacked …" or "Troops will attack …", every word of the expression hanging on the verb.
fn sentence(verb: &str, expression: &str) -> String {
    let (lead, root) = match verb {
        "will attack" => (
            "Troops troop NOUN 3 nsubj\nwill will AUX 3 aux\nattack attack VERB 0 root\n",
            3,
        ),
        _ => ("Troops troop NOUN 2 nsubj\nattacked attack VERB 0 root\n", 2),
    };
    let words = expression.split(' ').map(|word| {
        let pos = match word {
            word if word.chars().next().is_some_and(char::is_uppercase) => "PROPN",
            "on" | "in" | "of" | "from" | "by" | "since" | "over" | "between" => "ADP",
            word if word.chars().all(|letter| letter.is_ascii_digit()) => "NUM",
            _ => "NOUN",
        };
        format!("{word} {} {pos} {root} obl\n", word.to_lowercase())
    });
    lead.to_owned() + &words.collect::<String>()
}

fn resolved(lines: &str) -> String {
    let (report, annotation) = read(PUBLISHED, lines);
    let trees: Vec<Tree> = annotation.sentences.iter().map(Tree::new).collect();
    let found = dates(&report, &trees);
    let written = found.iter().map(|date| {
        if date.from == date.to {
            date.from.to_string()
        } else {
            format!("{}/{}", date.from, date.to)
        }
    });
    written.collect::<Vec<_>>().join(" ")
}

#[test]
fn expressions_resolve() {
    let mut wrong = Vec::new();
    for (verb, cases) in [("attacked", PAST), ("will attack", FUTURE)] {
        for (expression, expected) in cases {
            let found = resolved(&sentence(verb, expression));
            if found != *expected {
                wrong.push(format!("{verb} {expression}: wanted {expected:?}, found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn later_days_count_from_the_day_told_before() {
    let lines = format!(
        "{}\n{}\n{}\n{}",
        sentence("attacked", "on 3 May"),
        sentence("attacked", "two days later"),
        sentence("attacked", "a week earlier"),
        sentence("attacked", "the next day")
    );
    assert_eq!(resolved(&lines), "2021-05-03 2021-05-05 2021-04-28 2021-04-29");
}

#[test]
fn the_cause_lies_before_the_day_of_its_effect() {
    let lines = sentence("attacked", "on Monday , three days after Manila appealed");
    assert_eq!(resolved(&lines), "2021-06-14 2021-06-11");
}

#[test]
fn modal_may_and_persons_are_no_month() {
    assert_eq!(
        resolved("Troops troop NOUN 3 nsubj\nMay may AUX 3 aux\nattack attack VERB 0 root"),
        ""
    );
    assert_eq!(
        resolved("in in ADP 3 case\nTheresa Theresa PROPN 3 flat P\nMay May PROPN 0 root +"),
        ""
    );
}
