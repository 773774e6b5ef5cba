//! Tests of the loader: what it reads, and what it says of a faulty codebook.

use std::fs;

use proptest::prelude::*;

use crate::test_support::codebook;
use crate::{ArgumentKind, Codebook, CodebookError, LightSubject, PredicateKind, Slot, Stance, Status, TestPlace};

const WORDS: &str = r#"
preposition = ["of", "to", "with", "in favour of"]
talks = ["talk", "negotiation", "peace process"]
meeting = ["@talks", "summit", "<person>"]
"#;

fn frames(path: &str, text: &str) -> Result<Codebook, CodebookError> {
    codebook(&[(path, text), ("words.toml", WORDS)])
}

#[test]
fn reads_a_frame_with_all_its_parts() {
    let text = r#"
[[frame]]
name = "hold talks"
predicates = ["meet", "sit down", "peace meeting (noun)", "round of talks (noun)", "face-to-face (adjective)"]
actor = ["subject", "none"]
recipient = ["owner of object", "clause subject", "in favour of", "place"]
object = ["@meeting", "Good Offices"]
not_subject = "<number>"
phrases = { with = ["<country>"], not_in_favour_of = "talk" }
cameo = "040"
reciprocal = true
status = "planned"
[[frame.case]]
subject = "<some>"
cameo = "042"
mode = "visit"
[[frame.example]]
text = "Oslo met Lima."
coded = "CONSULT 040: Norway + Peru -> , planned"
"#;
    let codebook = frames("frames/consult.toml", text).expect("a codebook without fault");
    let frame = &codebook.frames()[0];
    assert_eq!(
        (frame.class.as_str(), frame.cameo.as_str(), frame.status),
        ("CONSULT", "040", Some(Status::Planned))
    );
    assert!(frame.reciprocal);
    assert_eq!((frame.file.as_str(), frame.line), ("frames/consult.toml", 2));
    let heads: Vec<&str> = frame.predicates.iter().map(crate::Predicate::head_word).collect();
    assert_eq!(heads, ["meet", "sit", "meeting", "round", "face-to-face", "face"]);
    assert_eq!(frame.actor, [Slot::Subject]);
    assert_eq!(frame.recipient[2], Slot::Phrase("in favour of".into()));
    let places: Vec<(&TestPlace, bool)> = frame.tests.iter().map(|test| (&test.place, test.negated)).collect();
    let with = TestPlace::Phrase("with".into());
    let favour = TestPlace::Phrase("in favour of".into());
    assert_eq!(
        places,
        [
            (&TestPlace::Object, false),
            (&with, false),
            (&TestPlace::Subject, true),
            (&favour, true)
        ]
    );
    assert_eq!(frame.tests[0].words.kinds(), [ArgumentKind::Person]);
    assert_eq!(
        (frame.cases[0].mode.as_deref(), frame.cases[0].status),
        (Some("visit"), Some(Status::Planned))
    );
    assert_eq!(frame.examples[0].coded[0].actors, ["Norway", "Peru"]);
}

#[test]
fn matches_words_and_phrases_at_a_head() {
    let text = "[[frame]]\nname = \"a\"\npredicates = \"meet\"\ncameo = \"040\"\n\
                object = [\"offer to mediate\", \"cease-fire\", \"@talks\", \"NATO\"]\n";
    let codebook = frames("frames/consult.toml", text).expect("a codebook without fault");
    let words = &codebook.frames()[0].tests[0].words;
    for (text, head, expected) in [
        ("an offer to mediate soon", 1, true),
        ("an offer to sell", 1, false),
        ("offer to", 0, false),
        ("the cease-fire", 1, true),
        ("the cease - fire", 3, true),
        ("Talk", 0, true),
        ("the peace process", 2, true),
        ("the process", 1, false),
        ("nato", 0, true),
        ("talk", 7, false),
    ] {
        let text: Vec<&str> = text.split(' ').collect();
        assert_eq!(words.matches(&text, head), expected, "{text:?} at {head}");
    }
    assert_eq!(words.phrases().filter(|phrase| phrase.len() > 1).count(), 3);
}

#[test]
fn a_frame_takes_over_the_cases_of_another() {
    let text = "[[frame]]\nname = \"a\"\npredicates = \"meet\"\ncameo = \"040\"\n[[frame.case]]\nobject = \"talk\"\n\
                cameo = \"046\"\n[[frame]]\nname = \"b\"\npredicates = \"see\"\nrecipient = \"with\"\ncameo = \"040\"\n\
                cases_of = \"a\"\n[[frame.case]]\nsubject = \"talk\"\nmode = \"visit\"\n";
    let codebook = frames("frames/consult.toml", text).expect("a codebook without fault");
    let cases = &codebook.frames()[1].cases;
    let codes: Vec<(&str, &[Slot])> = cases
        .iter()
        .map(|case| (case.cameo.as_str(), case.recipient.as_slice()))
        .collect();
    let with = [Slot::Phrase("with".into())];
    assert_eq!(codes, [("040", &with[..]), ("046", &with[..])]);
}

#[test]
fn orders_frames_by_how_specific_they_are() {
    let frame = |name: &str, predicate: &str, tests: &str| {
        format!("[[frame]]\nname = \"{name}\"\npredicates = \"{predicate}\"\ncameo = \"040\"\n{tests}\n")
    };
    let text = frame("plain", "meet", "")
        + &frame("not", "meet", "not_object = \"talk\"")
        + &frame("tested", "meet", "object = \"talk\"")
        + &frame("particle", "meet with", "")
        + &frame("noun", "meet (noun)", "");
    let codebook = frames("frames/consult.toml", &text).expect("a codebook without fault");
    let names: Vec<&str> = codebook
        .frames_for("meet", PredicateKind::Verb)
        .map(|(frame, _)| frame.name.as_str())
        .collect();
    assert_eq!(names, ["particle", "tested", "not", "plain"]);
    assert_eq!(codebook.frames_for("meet", PredicateKind::Adjective).count(), 0);
    assert_eq!(codebook.frames_for("greet", PredicateKind::Verb).count(), 0);
}

/// Each faulty text, the line of its fault, and what must be said about it.
const FAULTS: [(&str, usize, &str); 23] = [
    ("[[frame]", 1, ""),
    ("[[frames]]", 1, "did you mean `frame`"),
    ("frame = 3", 1, "list of tables"),
    ("[[frame]]\npredicates = \"a\"\ncameo = \"040\"", 1, "needs `name`"),
    ("[[frame]]\nname = \"a\"\npredicates = \"a\"", 1, "needs `cameo`"),
    ("[[frame]]\nname = \"a\"\ncameo = \"040\"", 1, "needs `predicates`"),
    ("@predicats = \"a\"", 5, "did you mean `predicates`"),
    ("@cameo = \"0999\"", 0, "duplicate key"),
    ("@cases_of = \"b\"", 5, "unknown frame of this file"),
    ("@mode = \"visti\"", 5, "visit, third-party"),
    ("@status = \"plannd\"", 5, "did you mean `planned`"),
    ("@reciprocal = \"yes\"", 5, "true or false"),
    ("@actor = \"subjct\"", 5, "did you mean `subject`"),
    ("@recipient = [\"wiht\"]", 5, "did you mean `with`"),
    ("@object = \"@talk\"", 5, "did you mean `talks`"),
    ("@object = []", 1, "empty list of words"),
    ("@object = [\" \"]", 5, "empty word"),
    ("@object = \"<persn>\"", 5, "did you mean `<person>`"),
    ("@phrases = { wiht = \"talk\" }", 5, "did you mean `with`"),
    ("@[[frame.case]]\ncameo = \"042\"", 5, "empty case"),
    (
        "@[[frame.case]]\nobject = \"@meeting\"\n[[frame.case]]\nobject = \"talk\"\nsubject = \"a\"",
        7,
        "line 5",
    ),
    ("@[[frame.example]]\ntext = \"a\"\ncoded = \"CONSULT 040\"", 7, "colon"),
    (
        "@[[frame]]\nname = \"a\"\npredicates = \"b (nuon)\"\ncameo = \"040\"",
        7,
        "did you mean `noun`",
    ),
];

#[test]
fn says_what_is_wrong_and_where() {
    for (text, line, expected) in FAULTS {
        let text = text.replacen(
            '@',
            "[[frame]]\nname = \"a\"\npredicates = \"a\"\ncameo = \"040\"\n",
            usize::from(text.starts_with('@')),
        );
        let Err(CodebookError::Invalid(problems)) = frames("frames/consult.toml", &text) else {
            panic!("no problem found in:\n{text}");
        };
        let found = problems
            .iter()
            .any(|problem| (line == 0 || problem.line == line) && problem.to_string().contains(expected));
        assert!(
            found,
            "line {line}, {expected:?} expected in:\n{text}\nfound:\n{problems:?}"
        );
    }
}

#[test]
fn reports_faults_between_files() {
    let frame = "[[frame]]\nname = \"a\"\npredicates = \"a\"\ncameo = \"040\"\n";
    for (files, expected) in [
        (
            vec![("frames/consult.toml", frame), ("frames/agree.toml", frame)],
            "already defined at frames/consult.toml:1",
        ),
        (vec![("frames/assualt.toml", frame)], "did you mean `ASSAULT`"),
        (vec![("cues/negatoin.toml", "")], "did you mean `negation`"),
        (
            vec![(
                "cues/past.toml",
                "[[cue]]\nwords = \"ago\"\nkind = \"adverb\"\nstance = \"deny\"",
            )],
            "unknown key `stance`",
        ),
        (
            vec![("cues/past.toml", "[[cue]]\nwords = \"ago\"\nkind = \"averb\"")],
            "did you mean `adverb`",
        ),
        (
            vec![(
                "light_verbs.toml",
                "[[light_verb]]\nverbs = \"hold\"\nsubject = \"actr\"",
            )],
            "did you mean `actor`",
        ),
        (vec![("words.toml", "a = [\"@b\"]\nb = [\"@a\"]")], "contains itself"),
        (vec![("words.toml", "a = []")], "empty word list"),
        (
            vec![("cameo.tsv", "header\n01\tname")],
            "cameo.tsv:2: expected 6 columns",
        ),
    ] {
        let error = codebook(&files).expect_err(expected).to_string();
        assert!(error.contains(expected), "{expected}: {error}");
    }
}

#[test]
fn reads_cues_and_light_verbs() {
    let cues = "[[cue]]\nwords = [\"say\"]\nkind = \"verb\"\n[[cue]]\nwords = [\"say no\", \"Vow\"]\nkind = \"verb\"\n\
                stance = \"commit\"\n[[cue.example]]\ntext = \"Chad vowed to go.\"\nfound = \"to go\"\n";
    let light = "[[light_verb]]\nverbs = [\"engage\"]\npreposition = \"in\"\nsubject = \"actor\"\n\
                 [[light_verb]]\nverbs = [\"carry out\"]\nsubject = \"recipient\"\n";
    let codebook = codebook(&[("cues/attribution.toml", cues), ("light_verbs.toml", light)]).expect("no fault");
    let table = &codebook.cues().attribution;
    let found: Vec<usize> = table.starting_with("say").map(|(_, phrase)| phrase.len()).collect();
    assert_eq!(found, [2, 1]);
    let (cue, phrase) = table.starting_with("vow").next().expect("a cue");
    assert_eq!((cue.stance, phrase), (Some(Stance::Commit), &["vow".to_owned()][..]));
    assert_eq!(cue.examples[0].found.as_deref(), Some("to go"));
    assert_eq!(codebook.light_verbs()[0].preposition.as_deref(), Some("in"));
    assert_eq!(codebook.light_verbs()[1].words, ["carry", "out"]);
    assert_eq!(codebook.light_verbs()[1].subject, LightSubject::Recipient);
}

#[test]
fn a_users_folder_adds_and_replaces() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("frames")).expect("a folder");
    let ours = Codebook::embedded().expect("a codebook without fault");
    let replaced = &ours.frames()[0];
    let (name, class) = (&replaced.name, replaced.class.to_lowercase());
    let text = format!(
        "[[frame]]\nname = \"{name}\"\npredicates = \"xyz\"\ncameo = \"020\"\n\
         [[frame]]\nname = \"brand new\"\npredicates = \"zyx\"\ncameo = \"020\"\nobject = \"@own\"\n"
    );
    fs::write(dir.path().join(format!("frames/{class}.toml")), text).expect("a file");
    fs::write(dir.path().join("words.toml"), "own = [\"thing\"]").expect("a file");
    fs::write(dir.path().join("README.md"), "not a codebook's").expect("a file");
    let codebook = Codebook::load(dir.path()).expect("a codebook without fault");
    assert_eq!(codebook.frames().len(), ours.frames().len() + 1);
    assert_eq!(codebook.frames()[0].predicates[0].words, ["xyz"]);
    assert_ne!(codebook.hash(), ours.hash());
    assert_eq!(codebook.version(), ours.version());

    fs::write(dir.path().join("word.toml"), "").expect("a file");
    let error = Codebook::load(dir.path()).expect_err("an unknown file").to_string();
    assert!(error.contains("did you mean `words.toml`"), "{error}");
    assert!(matches!(
        Codebook::load(dir.path().join("nowhere")),
        Err(CodebookError::Read { .. })
    ));
}

#[test]
fn the_tables_are_whole() {
    let codebook = Codebook::embedded().expect("a codebook without fault");
    assert_eq!(codebook.classes().len(), 16);
    assert!(codebook.classes().iter().all(|class| (1..=4).contains(&class.quad)));
    assert_eq!(
        codebook.cameo("0333").and_then(|code| code.class.as_deref()),
        Some("AGREE")
    );
    assert_eq!(codebook.cameo("1121").map(|code| code.context.len()), Some(2));
    assert_eq!(codebook.cameo("010").map(|code| code.class.is_none()), Some(true));
    for code in codebook.cameo_codes() {
        assert!(
            code.class.as_ref().is_none_or(|class| codebook.class(class).is_some()),
            "{}",
            code.code
        );
    }
    for (class, mode, expected) in [
        ("CONSULT", None, Some(2.5)),
        ("CONSULT", Some("phone"), Some(1.5)),
        ("PROTEST", Some("vandalize"), Some(-5.0)),
        ("PROTEST", Some("visit"), None),
        ("SPORT", None, None),
    ] {
        assert_eq!(codebook.score(class, mode), expected, "{class} {mode:?}");
    }
    assert_eq!(codebook.hash().len(), 64);
    assert!(!codebook.version().is_empty());
    assert!(codebook.sectors().iter().any(|(code, _)| code == "GOV"));
    assert!(codebook.contexts().iter().any(|context| context == "peacekeeping"));
}

#[test]
fn our_frames_cover_every_class_and_carry_examples() {
    let codebook = Codebook::embedded().expect("a codebook without fault");
    for class in codebook.classes() {
        let count = codebook
            .frames()
            .iter()
            .filter(|frame| frame.class == class.name)
            .count();
        assert!(count >= 10, "{}: {count} frames", class.name);
    }
    for frame in codebook.frames() {
        let positive = frame
            .examples
            .iter()
            .flat_map(|example| &example.coded)
            .any(|event| event.class == frame.class);
        assert!(
            positive,
            "{} at {}:{} has no positive example",
            frame.name, frame.file, frame.line
        );
    }
    let cues = codebook.cues();
    let tables = [
        &cues.condition,
        &cues.negation,
        &cues.allegation,
        &cues.past,
        &cues.intention,
        &cues.attribution,
    ];
    for (place, table) in tables.into_iter().enumerate() {
        assert!(table.iter().count() >= 4, "cue table {place}");
        assert!(table.iter().all(|cue| !cue.examples.is_empty()), "cue table {place}");
    }
}

/// `cargo test --release -p tidings-codebook -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
#[expect(clippy::print_stdout, reason = "a measurement")]
fn measure_loading() {
    let files = crate::codebook::embedded_files();
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    let mut times: Vec<std::time::Duration> = (0..51)
        .map(|_| {
            let start = std::time::Instant::now();
            let codebook = Codebook::read(&files).expect("a codebook without fault");
            assert!(!codebook.frames().is_empty());
            start.elapsed()
        })
        .collect();
    times.sort();
    println!("{bytes} bytes: {:?} at best, {:?} in the middle", times[0], times[25]);
}

proptest! {
    #[test]
    fn malformed_files_never_panic(text in ".{0,200}", path in prop::sample::select(vec![
        "frames/consult.toml", "cues/past.toml", "words.toml", "light_verbs.toml", "cameo.tsv", "plover.tsv",
    ])) {
        let _ = codebook(&[(path, &text)]);
    }

    /// Text made of the codebook's own pieces goes deeper into the reader than noise does.
    #[test]
    fn shuffled_frames_never_panic(pieces in prop::collection::vec(prop::sample::select(vec![
        "[[frame]]\n", "[[frame.case]]\n", "[[frame.example]]\n", "[frame.phrases]\n", "name = ", "predicates = ", "object = ",
        "with = ", "cameo = ", "coded = ", "text = ", "\"a\"\n", "\"@talks\"\n", "\"040\"\n", "[\"é-é (noun)\", \"(\"]\n",
        "\"AID 073: ->,\"\n", "[]\n", "{ a = 1 }\n", "'''\n",
    ]), 0..30)) {
        let _ = frames("frames/consult.toml", &pieces.concat());
    }
}
