use jiff::civil::Date;
use proptest::prelude::*;
use tidings_annotate::WordAt;

use crate::Gazetteer;
use crate::fold::fold;
use crate::testing::told;

/// Sentence, word, participants.
type Asked = (usize, &'static str, &'static str);

/// Sentences in the notation of `testing`, with who their words stand for.
const CASES: &[(&str, &str, &[Asked])] = &[
    (
        "a state, its officials, a capital for its government",
        "Kenya kenya PROPN 2 nsubj L
         rejected reject VERB 0 root
         Washington Washington PROPN 5 nmod:poss L
         's 's PART 3 case
         offer offer NOUN 2 obj
         . . PUNCT 2 punct",
        &[
            (0, "Kenya", "Kenya [KEN GOV Kenya]"),
            (0, "Washington", "Washington [USA GOV United States]"),
        ],
    ),
    (
        "police with an adjective, a group that takes the country of the scene",
        "Turkish turkish ADJ 2 amod N
         police police NOUN 3 nsubj
         detained detain VERB 0 root
         two two NUM 5 nummod
         journalists journalist NOUN 3 obj
         in in ADP 7 case
         Istanbul Istanbul PROPN 3 obl L
         . . PUNCT 3 punct",
        &[
            (0, "police", "Turkish police [TUR COP Turkish police]"),
            (0, "journalists", "two journalists [TUR JRN journalists]"),
            (0, "Turkish", "Turkish [TUR GOV Turkey]"),
        ],
    ),
    (
        "title and name, pronoun, short name",
        "Bolivian bolivian ADJ 4 amod N
         Foreign foreign ADJ 3 amod
         Minister minister NOUN 4 compound
         Rosa Rosa PROPN 6 nsubj P
         Quispe Quispe PROPN 4 flat +
         denounced denounce VERB 0 root
         Chile Chile PROPN 6 obj L
         . . PUNCT 6 punct

         She she PRON 2 nsubj
         met meet VERB 0 root
         the the DET 5 det
         Peruvian peruvian ADJ 5 amod N
         ambassador ambassador NOUN 2 obj
         . . PUNCT 2 punct

         Quispe Quispe PROPN 2 nsubj P
         left leave VERB 0 root
         . . PUNCT 2 punct",
        &[
            (0, "Rosa", "Bolivian Foreign Minister Rosa Quispe [BOL GOV Rosa Quispe]"),
            (1, "She", "Bolivian Foreign Minister Rosa Quispe [BOL GOV Rosa Quispe]"),
            (1, "ambassador", "Peruvian ambassador [PER GOV Peruvian ambassador]"),
            (2, "Quispe", "Quispe [BOL GOV Rosa Quispe]"),
        ],
    ),
    (
        "both sides, the two countries, they",
        "India India PROPN 4 nsubj L
         and and CCONJ 3 cc
         Nepal Nepal PROPN 1 conj L
         met meet VERB 0 root
         . . PUNCT 4 punct

         Both both DET 2 det
         sides side NOUN 3 nsubj
         agreed agree VERB 0 root
         . . PUNCT 3 punct

         The the DET 3 det
         two two NUM 3 nummod
         countries country NOUN 4 nsubj
         signed sign VERB 0 root
         . . PUNCT 4 punct

         Ministers minister NOUN 6 nsubj
         of of ADP 5 case
         the the DET 5 det
         two two NUM 5 nummod
         countries country NOUN 1 nmod
         met meet VERB 0 root
         . . PUNCT 6 punct",
        &[
            (0, "India", "India [IND GOV India]; Nepal [NPL GOV Nepal]"),
            (1, "sides", "Both sides [IND GOV India]; Both sides [NPL GOV Nepal]"),
            (
                2,
                "countries",
                "two countries [IND GOV India]; two countries [NPL GOV Nepal]",
            ),
            (
                3,
                "Ministers",
                "Ministers of the two countries [IND GOV Ministers of the two countries]; Ministers of the two countries [NPL GOV Ministers of the two countries]",
            ),
        ],
    ),
    (
        "unspecific doers, a group of the place",
        "Gunmen gunman NOUN 2 nsubj
         killed kill VERB 0 root
         six six NUM 4 nummod
         farmers farmer NOUN 2 obj
         in in ADP 6 case
         Nigeria Nigeria PROPN 2 obl L
         . . PUNCT 2 punct

         Unknown unknown ADJ 2 amod
         attackers attacker NOUN 3 nsubj
         fled flee VERB 0 root
         . . PUNCT 3 punct",
        &[
            (0, "Gunmen", "Gunmen [NGA UAF Gunmen]"),
            (0, "farmers", "six farmers [NGA AGR farmers]"),
            (1, "attackers", "Unknown attackers [- UAF Unknown attackers]"),
        ],
    ),
];

#[test]
fn words_stand_for_participants() {
    let mut wrong = Vec::new();
    for (name, lines, expected) in CASES {
        let told = told("2021-03-11", lines);
        for (sentence, form, participants) in *expected {
            let found = told.written(*sentence, form);
            if found != *participants {
                wrong.push(format!("{name}: {form}\n   wanted {participants}\n   found  {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Words that make the resolver do something, with any part of speech, head and relation: the annotator may be wrong.
fn any_line() -> impl Strategy<Value = (usize, usize, usize, usize, usize)> {
    (
        0..FORMS.len(),
        0..POS.len(),
        0..9_usize,
        0..RELATIONS.len(),
        0..KINDS.len(),
    )
}

const FORMS: [&str; 32] = [
    "Kenya",
    "Kenyan",
    "the",
    "President",
    "Ruto",
    "'s",
    "both",
    "sides",
    "they",
    "he",
    "its",
    "United",
    "Nations",
    "(",
    "UN",
    ")",
    "spokesman",
    "Paris",
    ",",
    "Texas",
    "May",
    "3",
    "2021",
    "since",
    "Monday",
    "two",
    "days",
    "after",
    "Türkiye",
    "-",
    "led",
    "police",
];
const POS: [&str; 9] = ["NOUN", "PROPN", "PRON", "ADJ", "VERB", "ADP", "DET", "NUM", "PUNCT"];
const RELATIONS: [&str; 14] = [
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "nmod:poss",
    "amod",
    "compound",
    "flat",
    "appos",
    "conj",
    "case",
    "det",
    "acl:relcl",
    "root",
];
const KINDS: [&str; 6] = ["", "P", "O", "L", "N", "D"];

proptest! {
    #[test]
    fn any_annotation_is_survived(sentences in prop::collection::vec(prop::collection::vec(any_line(), 1..12), 1..5)) {
        let line = |(form, pos, head, relation, kind): &(usize, usize, usize, usize, usize)| {
            let form = FORMS[*form];
            format!("{form} {} {} {head} {} {}\n", form.to_lowercase(), POS[*pos], RELATIONS[*relation], KINDS[*kind])
        };
        let lines: Vec<String> = sentences.iter().map(|sentence| sentence.iter().map(line).collect()).collect();
        let told = told("2021-03-11", &lines.join("\n"));
        for mention in &told.scene.mentions {
            prop_assert!(!mention.span.of(&told.report.text).is_empty());
            prop_assert!(mention.entities.iter().all(|entity| *entity < told.scene.entities.len()));
        }
        for entity in &told.scene.entities {
            prop_assert!(entity.speaks_for.is_none_or(|side| side < told.scene.entities.len()));
        }
        for place in &told.scene.places {
            prop_assert!(!place.span.of(&told.report.text).is_empty());
        }
        for date in &told.scene.dates {
            prop_assert!(date.from <= date.to);
        }
        for (sentence, annotated) in told.annotation.sentences.iter().enumerate() {
            for word in 0..annotated.words.len() {
                let at = WordAt { sentence, word };
                for participant in told.scene.participants(&told.report, &told.annotation, at) {
                    prop_assert!(!participant.span.of(&told.report.text).is_empty());
                }
            }
        }
        prop_assert_eq!(&told.scene, &crate::resolve(&told.report, &told.annotation, crate::Gazetteer::embedded().expect("tables")));
    }
}

#[test]
fn a_spokesman_speaks_for_his_side() {
    let told = told(
        "2021-03-11",
        "A a DET 3 det
         Houthi houthi ADJ 3 amod O
         spokesman spokesman NOUN 4 nsubj
         said say VERB 0 root
         a a DET 7 det
         senior senior ADJ 7 amod
         official official NOUN 8 nsubj
         lied lie VERB 4 ccomp
         . . PUNCT 4 punct",
    );
    let spokesman = told.participants(0, "spokesman").remove(0);
    assert_eq!((spokesman.country.as_deref(), spokesman.named), (Some("YEM"), false));
    assert_eq!(spokesman.sectors, ["REB"]);
    let side = told.scene.entities[spokesman.entity].speaks_for.expect("a side");
    assert_eq!(told.scene.entities[side].name, "Houthis");
    let official = told.participants(0, "official").remove(0);
    assert!(told.scene.entities[official.entity].anonymous_source && !official.named);
}

#[test]
fn an_abbreviation_stands_for_the_body_it_was_defined_for() {
    let told = told(
        "2021-03-11",
        "The the DET 4 det
         Lakeside Lakeside PROPN 4 compound O
         Miners Miners PROPN 4 compound +
         Union Union PROPN 8 nsubj +
         ( ( PUNCT 6 punct
         LMU LMU PROPN 4 appos
         ) ) PUNCT 6 punct
         met meet VERB 0 root
         . . PUNCT 8 punct

         LMU LMU PROPN 2 nsubj
         agreed agree VERB 0 root
         . . PUNCT 2 punct",
    );
    let (full, short) = (
        told.participants(0, "Union").remove(0),
        told.participants(1, "LMU").remove(0),
    );
    assert_eq!(full.entity, short.entity);
    assert_eq!(
        (full.sectors.first().map(String::as_str), full.named),
        (Some("LAB"), true)
    );
}

#[test]
fn an_office_is_held_on_the_day_of_the_report() {
    let lines = "Barack Barack PROPN 3 nsubj P
         Obama Obama PROPN 1 flat +
         spoke speak VERB 0 root
         . . PUNCT 3 punct";
    let sector = |day: &str| told(day, lines).participants(0, "Barack").remove(0).sectors;
    assert_eq!(sector("2010-05-04"), ["GOV"]);
    assert_eq!(sector("2019-05-04").first().map(String::as_str), Some("ELI"));
}

/// Whose the police are where nothing says so.
#[test]
fn people_without_a_country_get_that_of_the_scene() {
    let cases = [
        (
            "where it happens, not who protests from abroad",
            "France France PROPN 2 nsubj L
             condemned condemn VERB 0 root
             the the DET 4 det
             arrest arrest NOUN 2 obj
             of of ADP 6 case
             students student NOUN 4 nmod
             by by ADP 8 case
             police police NOUN 4 nmod
             in in ADP 10 case
             Nairobi Nairobi PROPN 4 nmod L
             . . PUNCT 2 punct",
            "police",
            Some("KEN"),
        ),
        (
            "nothing is named",
            "Police police NOUN 2 nsubj
             detained detain VERB 0 root
             two two NUM 4 nummod
             students student NOUN 2 obj
             . . PUNCT 2 punct",
            "students",
            None,
        ),
    ];
    for (what, lines, form, country) in cases {
        let told = told("2021-03-11", lines);
        let found = told.participants(0, form);
        assert_eq!(found.first().and_then(|one| one.country.as_deref()), country, "{what}");
    }
}

#[test]
fn offices_are_known_by_the_day() {
    let table = include_str!("../../tests/offices.csv");
    let gazetteer = Gazetteer::embedded().expect("sound tables");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let (mut asked, mut wrong) = (0, Vec::new());
    for row in rows.deserialize() {
        let (office, on, holder): (String, Date, String) = row.expect("office, day, holder");
        asked += 1;
        let found = gazetteer.who(&office, Some(on));
        // The table knows other spellings of a name as aliases.
        let known = |name: &str| gazetteer.who(&holder, None).iter().any(|one| one.name == name);
        let right = found
            .first()
            .is_some_and(|one| one.score >= 1.0 && (fold(&one.name) == fold(&holder) || known(&one.name)));
        if !right {
            wrong.push(format!(
                "{office} on {on}: wanted {holder}, found {:?}",
                found.first().map(|one| &one.name)
            ));
        }
    }
    assert!(asked >= 300, "{asked} questions only");
    assert!(
        wrong.is_empty(),
        "{} of {asked} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Who lies where: the words of a place and the country, first-level division and kind of what it is taken for.
#[test]
fn places_are_told_apart() {
    let cases = [
        ("Paris Paris PROPN 0 root L", "Paris", Some("FRA")),
        (
            "Paris Paris PROPN 0 root L\n, , PUNCT 3 punct\nTexas Texas PROPN 1 appos L",
            "Paris",
            Some("USA"),
        ),
        ("Aleppo Aleppo PROPN 0 root L", "Aleppo", Some("SYR")),
        ("Kenya Kenya PROPN 0 root L", "Kenya", Some("KEN")),
        ("Georgia Georgia PROPN 0 root L", "Georgia", Some("GEO")),
        ("Zzyzxville Zzyzxville PROPN 0 root L", "Zzyzxville", None),
        (
            "They they PRON 2 nsubj\nmet meet VERB 0 root\nat at ADP 6 case\nthe the DET 6 det\nWhite White PROPN 6 compound O\n\
             House House PROPN 2 obl +",
            "House",
            Some("USA"),
        ),
    ];
    let mut wrong = Vec::new();
    for (lines, form, country) in cases {
        let told = told("2021-03-11", lines);
        let found = told
            .scene
            .place_at(told.at(0, form))
            .and_then(|place| place.country.clone());
        if found.as_deref() != country {
            wrong.push(format!("{form}: wanted {country:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
