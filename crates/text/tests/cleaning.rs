//! What is taken out of a report, and what is not.

use tidings_text::{Report, Span};

/// Removed pieces as "reason: text".
fn removed(report: &Report) -> Vec<String> {
    report
        .removed
        .iter()
        .map(|piece| format!("{}: {}", piece.reason, piece.text))
        .collect()
}

/// Input, canonical text, removed pieces; LEAD and MORE stand for the two sentences.
const CASES: &[(&str, &str, &[&str])] = &[
    (
        "Published: 3 May 2021\nLEAD",
        "LEAD",
        &["date header: Published: 3 May 2021"],
    ),
    ("date 2021-05-03 LEAD", "LEAD", &["date header: date 2021-05-03"]),
    (
        "Updated: 10:30 IST, May 3, 2021 | LEAD",
        "LEAD",
        &["date header: Updated: 10:30 IST, May 3, 2021 |"],
    ),
    (
        "date 2021-05-03 Image Source : AFP LEAD\n\nLEAD MORE",
        "LEAD MORE",
        &[
            "date header: date 2021-05-03",
            "image credit: Image Source : AFP",
            "repeated paragraph: LEAD",
        ],
    ),
    (
        "Image Source : Lakeside Times Daily LEAD\n\nLEAD\n\nMORE",
        "LEAD\n\nMORE",
        &[
            "image credit: Image Source : Lakeside",
            "header: Times Daily",
            "repeated paragraph: LEAD",
        ],
    ),
    (
        "Photo: Jane Doe/Reuters\n\nLEAD",
        "LEAD",
        &["image credit: Photo: Jane Doe/Reuters"],
    ),
    (
        "FILE PHOTO: The minister, January 3, 2020. REUTERS/Jane Doe/File Photo\n\nLEAD",
        "LEAD",
        &["image credit: FILE PHOTO: The minister, January 3, 2020. REUTERS/Jane Doe/File Photo"],
    ),
    (
        "Soldiers stand guard in Nairobi. (AP Photo/Jane Doe)\n\nLEAD",
        "LEAD",
        &["image credit: Soldiers stand guard in Nairobi. (AP Photo/Jane Doe)"],
    ),
    ("By Jane Doe\n\nLEAD", "LEAD", &["byline: By Jane Doe"]),
    (
        "By Jane Doe and John Q. Public, Staff Writers\n\nLEAD",
        "LEAD",
        &["byline: By Jane Doe and John Q. Public, Staff Writers"],
    ),
    (
        "NAIROBI, 3 May (Agency) - LEAD",
        "LEAD",
        &["dateline: NAIROBI, 3 May (Agency) -"],
    ),
    ("NEW DELHI: LEAD", "LEAD", &["dateline: NEW DELHI:"]),
    ("Kabul (Reuters) — LEAD", "LEAD", &["dateline: Kabul (Reuters) —"]),
    (
        "ABUJA, Nigeria (AP) — LEAD",
        "LEAD",
        &["dateline: ABUJA, Nigeria (AP) —"],
    ),
    (
        "By Jane Doe NAIROBI, May 3 (Agency) -- LEAD",
        "LEAD",
        &["byline: By Jane Doe", "dateline: NAIROBI, May 3 (Agency) --"],
    ),
    (
        "LEAD\n\nRead more: Ten facts on Norway\n\nMORE (Reporting by Jane Doe; editing by John Roe)\n\nFollow us on Twitter",
        "LEAD\n\nMORE",
        &[
            "boilerplate: Read more: Ten facts on Norway",
            "boilerplate: (Reporting by Jane Doe; editing by John Roe)",
            "boilerplate: Follow us on Twitter",
        ],
    ),
    (
        "LEAD\n\n© 2021 The Ledger. All rights reserved.",
        "LEAD",
        &["boilerplate: © 2021 The Ledger. All rights reserved."],
    ),
    (
        "LEAD\n\nReporting by Jane Doe in Nairobi; Editing by John Roe and Ann Bee",
        "LEAD",
        &["boilerplate: Reporting by Jane Doe in Nairobi; Editing by John Roe and Ann Bee"],
    ),
    (
        "The bridge (Photo: Jane Doe), closed since March, was reopened.",
        "The bridge, closed since March, was reopened.",
        &["image credit: (Photo: Jane Doe)"],
    ),
    ("LEAD\n\nMORE\n\nLEAD", "LEAD\n\nMORE", &["repeated paragraph: LEAD"]),
    (
        "Kenya on Monday rejected the offer of mediation made by...\n\nLEAD",
        "LEAD",
        &["repeated paragraph: Kenya on Monday rejected the offer of mediation made by..."],
    ),
];

#[test]
fn takes_out_what_is_not_the_report() {
    let fill_in = |text: &str| {
        text.replace(
            "LEAD",
            "Kenya on Monday rejected the offer of mediation made by Norway.",
        )
        .replace("MORE", "The minister said talks would go on next week.")
    };
    let mut failures = Vec::new();
    for (raw, text, pieces) in CASES {
        let report = Report::from_text(&fill_in(raw), None);
        let pieces: Vec<String> = pieces.iter().map(|piece| fill_in(piece)).collect();
        if report.text != fill_in(text) || removed(&report) != pieces {
            failures.push(format!(
                "{raw}\n  text {:?}\n  removed {:?}",
                report.text,
                removed(&report)
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn leaves_news_alone() {
    for text in [
        "Published on 3 May 2021, the report blames both armies.",
        "By Friday the army had left the town.",
        "By Monday evening, General Musa Bello had left Abuja.",
        "UN - brokered talks failed.",
        "EXCLUSIVE: the minister resigns",
        "REPORTER: When will you go?\n\nBELLO: On Friday.\n\nREPORTER: Alone?\n\nBELLO: No.",
        "The ministry said: the border stays closed.",
        "Register of deeds offices were burned, police said.",
        "Reporting by journalists in the region has been restricted.",
        "Copyright laws were tightened by parliament on Monday.",
        "Photo ID will be required at polling stations, the commission said.",
        "Image is everything, the senator said.",
        "Follow-up talks are due in Geneva.",
        "Subscribers to the state telephone company rioted in Harare.",
        "Share prices fell after the vote.",
        "Read aloud by a spokesman, the statement condemned the attack.",
        "Comments by the president angered Beijing.",
        "Related charges were dropped by the court.",
        "Watch towers were built along the border.",
        "Talks (which began on Friday) were suspended.",
        "Sign language interpreters went on strike.",
        "The views expressed in the letter angered Beijing.",
        "Kenya, Uganda and Tanzania - all members of the bloc - signed.",
        "President Adama Barrow (AP) won the vote.",
        "He declined.\n\nShe agreed.\n\nHe declined.",
        "3 May 2021 was the day the war began.",
        "Date palms were destroyed in the shelling.",
    ] {
        let report = Report::from_text(text, None);
        assert_eq!(report.text, text, "{:?}", report.removed);
    }
}

#[test]
fn takes_over_day_and_place() {
    for (raw, published, place, day) in [
        (
            "Date: 2021-05-03\nKHARTOUM, 2 May (Agency) - Shelling went on.",
            "2021-05-03",
            "KHARTOUM",
            "2021-05-02",
        ),
        (
            "KABUL, May 3, 2021 (Agency) — Shelling went on.",
            "2021-05-03",
            "KABUL",
            "2021-05-03",
        ),
        (
            "Monday, 3 May 2021 | 10:15 GMT\n\nADDIS ABABA: Shelling went on.",
            "2021-05-03",
            "ADDIS ABABA",
            "",
        ),
    ] {
        let report = Report::from_text(raw, None);
        let dateline = report
            .dateline
            .clone()
            .unwrap_or_else(|| panic!("no dateline in {raw}: {:?}", report.removed));
        assert_eq!(
            report.published.map(|day| day.to_string()).as_deref(),
            Some(published),
            "{raw}"
        );
        assert_eq!(dateline.place, place);
        assert_eq!(
            dateline.date.map(|day| day.to_string()).unwrap_or_default(),
            day,
            "{raw}"
        );
    }
}

#[test]
fn divides_into_sentences_and_words() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Gen. Musa met U.S. President Joe Roe. They agreed.",
            &["Gen. Musa met U.S. President Joe Roe .", "They agreed ."],
        ),
        (
            "He lives in the U.S. The minister doesn't.",
            &["He lives in the U.S.", "The minister does n't ."],
        ),
        (
            "It began at 5 p.m. Monday, officials said.",
            &["It began at 5 p.m. Monday , officials said ."],
        ),
        (
            "It began at 5 p.m. Police came.",
            &["It began at 5 p.m .", "Police came ."],
        ),
        (
            "J. K. Rowling can't and cannot go.",
            &["J. K. Rowling ca n't and can not go ."],
        ),
        (
            "“Why now?” Mr. Smith asked. “It’s late.”",
            &["“ Why now ? ” Mr. Smith asked .", "“ It ’s late . ”"],
        ),
        (
            "\"We will go. They won't,\" he said.",
            &["\" We will go .", "They wo n't , \" he said ."],
        ),
        (
            "Inflation hit 3.5% in No. 10's view... Then it fell.",
            &["Inflation hit 3.5 % in No. 10 's view ...", "Then it fell ."],
        ),
        (
            "The civilian-military body re-elected ex-Gen. Bello.",
            &["The civilian - military body re-elected ex-Gen. Bello ."],
        ),
        (
            "It cost US$5m, or €4.6 million (see https://example.org/a?b=1).",
            &["It cost US$ 5 m , or € 4.6 million ( see https://example.org/a?b=1 ) ."],
        ),
        (
            "Ansar al-Sharia's men killed 1,200 people on 9/11.",
            &["Ansar al - Sharia 's men killed 1,200 people on 9/11 ."],
        ),
        (
            "Boys' schools, e.g. ours, wrote to press@example.org.",
            &["Boys ' schools , e.g. ours , wrote to press@example.org ."],
        ),
        (
            "Acme Corp. Chief Ann Bee quit. Acme Inc. In May it closed.",
            &["Acme Corp. Chief Ann Bee quit .", "Acme Inc .", "In May it closed ."],
        ),
        ("1. The first point.", &["1. The first point ."]),
        ("From Jan. 5 to Sept. 7.", &["From Jan. 5 to Sept. 7 ."]),
        ("“We wait . . . ” she said.", &["“ We wait . . . ” she said ."]),
        ("they left. nobody came.", &["they left .", "nobody came ."]),
        ("He said no. Then he left!", &["He said no .", "Then he left !"]),
    ];
    let mut failures = Vec::new();
    for (text, expected) in cases {
        let report = Report::from_text(text, None);
        let words = |span: &Span| span.of(&report.text).to_owned();
        let found: Vec<String> = report
            .sentences
            .iter()
            .map(|sentence| sentence.words.iter().map(words).collect::<Vec<_>>().join(" "))
            .collect();
        if found != *expected {
            failures.push(format!("{text}: {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
