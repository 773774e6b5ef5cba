//! The other commands, and the help.

mod common;

use std::fs;
use std::process::Command;

use common::{REPORT, records, root, run};

#[test]
fn help_reads_well() {
    let here = tempfile::tempdir().expect("a folder for the test");
    for (name, arguments) in [
        ("help", vec!["--help"]),
        ("help-code", vec!["code", "--help"]),
        ("help-annotate", vec!["annotate", "--help"]),
        ("help-codebook", vec!["codebook", "--help"]),
        ("help-codebook-check", vec!["codebook", "check", "--help"]),
        ("help-eval", vec!["eval", "--help"]),
        ("help-who", vec!["who", "--help"]),
        ("help-where", vec!["where", "--help"]),
    ] {
        let (code, out, _) = run(here.path(), &arguments);
        assert_eq!(code, Some(0));
        insta::assert_snapshot!(name, out);
    }
}

#[test]
fn messages_say_what_to_do() {
    let here = tempfile::tempdir().expect("a folder for the test");
    for (name, arguments, expected) in [
        ("error-missing-file", vec!["code", "nowhere.txt"], 1),
        ("error-unknown-code", vec!["codebook", "show", "blurble"], 2),
        ("error-missing-codebook", vec!["codebook", "check", "nowhere"], 2),
        ("error-missing-gold", vec!["eval", "nowhere.jsonl"], 2),
    ] {
        let (code, out, error) = run(here.path(), &arguments);
        assert_eq!((code, out.as_str()), (Some(expected), ""), "{arguments:?}");
        insta::assert_snapshot!(name, error);
    }
}

#[test]
fn names_are_looked_up() {
    let here = tempfile::tempdir().expect("a folder for the test");
    let first = |arguments: &[&str]| {
        let (code, out, _) = run(here.path(), arguments);
        let line = out.lines().next().unwrap_or("null");
        (code, serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
    };
    let (code, kenya) = first(&["who", "president of Kenya", "--on", "2008-01-15"]);
    assert_eq!(
        (code, &kenya["name"], &kenya["score"]),
        (Some(0), &"Mwai Kibaki".into(), &1.0.into())
    );
    let (_, later) = first(&["who", "Kenyan president", "--on", "2020-01-15"]);
    assert_eq!(later["name"], "Uhuru Kenyatta");
    let (_, group) = first(&["who", "Hezbollah"]);
    assert_eq!(
        (&group["country"], &group["table"]),
        (&"LBN".into(), &"organisations.csv".into())
    );
    for (near, country) in [("Lebanon", "LBN"), ("LBY", "LBY")] {
        assert_eq!(first(&["where", "Tripoli", "--near", near]).1["country"], country);
    }
    for nobody in [["who", "Qwertz Uiop"], ["where", "Qwertz Uiop"]] {
        assert_eq!(first(&nobody).0, Some(1), "{nobody:?}");
    }

    fs::write(
        here.path().join("leaders.csv"),
        "name,title,country,sector,from,to\nAda Quux,president,KEN,GOV,2030-01-01,\n",
    )
    .expect("written");
    assert_eq!(first(&["who", "Ada Quux", "--data", "."]).1["title"], "president");
    fs::write(
        here.path().join("leaders.csv"),
        "name,title,country,sector,from,to\nAda Quux,president,KEN,GOV,soon,\n",
    )
    .expect("written");
    let (code, out, _) = run(here.path(), &["tables", "check", "."]);
    assert_eq!(code, Some(1));
    assert!(out.contains("leaders.csv:2: from \"soon\" is not a day"), "{out}");
    let (code, _, error) = run(here.path(), &["who", "Ada Quux", "--data", "."]);
    assert_eq!(code, Some(2));
    assert!(error.contains("leaders.csv") && error.contains("line"), "{error}");
}

#[test]
fn annotations_come_in_every_format() {
    let here = tempfile::tempdir().expect("a folder for the test");
    fs::write(here.path().join("a.txt"), REPORT).expect("written");
    let words = ["Kenya", "rejected", "Norway", "'s", "offer"];

    let (code, conllu, _) = run(here.path(), &["annotate", "a.txt"]);
    let forms: Vec<&str> = conllu
        .lines()
        .filter_map(|line| line.split('\t').nth(1))
        .take(5)
        .collect();
    assert_eq!((code, forms.as_slice()), (Some(0), &words[..]));
    assert!(
        conllu
            .lines()
            .filter(|line| line.contains('\t'))
            .all(|line| line.split('\t').count() == 10)
    );

    let (_, jsonl, _) = run(here.path(), &["annotate", "a.txt", "--format", "jsonl"]);
    let record = records(&jsonl).remove(0);
    let text: Vec<char> = record["text"].as_str().expect("a text").chars().collect();
    for word in record["sentences"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|one| one["words"].as_array().expect("a list"))
    {
        let place = |name: &str| word[name].as_u64().expect("a place") as usize;
        let form: String = text[place("start")..place("end")].iter().collect();
        assert_eq!(word["form"], form);
    }

    let (_, page, _) = run(here.path(), &["annotate", "a.txt", "--format", "text"]);
    let rows: Vec<Vec<&str>> = page.lines().map(|line| line.split_whitespace().collect()).collect();
    for (number, word) in words.iter().enumerate() {
        assert!(
            rows.iter()
                .any(|row| row.first() == Some(&(number + 1).to_string().as_str()) && row.get(1) == Some(word)),
            "{page}"
        );
    }
}

#[test]
fn the_codebook_is_shown_by_code_class_and_word() {
    let here = tempfile::tempdir().expect("a folder for the test");
    for (what, parts) in [
        (
            "120",
            vec!["CAMEO 120", "Goldstein", "predicates", "frames/reject.toml:"],
        ),
        (
            "REJECT",
            vec!["PLOVER REJECT", "definition", "verbal conflict", "reject"],
        ),
        ("protest", vec!["PLOVER PROTEST", "modes", "example"]),
        ("spurn", vec!["spurn", "predicates", "actor"]),
    ] {
        let (code, out, error) = run(here.path(), &["codebook", "show", what]);
        assert_eq!(code, Some(0), "{error}");
        for part in parts {
            assert!(out.contains(part), "{what}: no `{part}` in\n{out}");
        }
    }
}

#[test]
fn a_check_runs_the_examples_of_ones_own_codebook() {
    let here = tempfile::tempdir().expect("a folder for the test");
    let frames = here.path().join("mine/frames");
    fs::create_dir_all(&frames).expect("created");
    let frame = "[[frame]]\nname = \"my own\"\npredicates = [\"reject\"]\ncameo = \"120\"\n\
                 [[frame.example]]\ntext = \"It rained all day.\"\ncoded = \"REJECT 120: Kenya -> Norway\"\n";
    fs::write(frames.join("reject.mine.toml"), frame).expect("written");
    let (code, out, error) = run(here.path(), &["codebook", "check", "mine"]);
    assert_eq!(code, Some(1), "{error}");
    let at = out
        .lines()
        .position(|line| line.contains("reject.mine.toml:5: my own"))
        .expect("file and line");
    let rest: Vec<&str> = out.lines().skip(at + 1).take(3).map(str::trim).collect();
    assert_eq!(
        rest,
        [
            "It rained all day.",
            "expected  REJECT 120: Kenya -> Norway, actual",
            "found     nothing"
        ]
    );
    let last = out.lines().last().unwrap_or_default();
    assert!(last.contains("examples of") && !last.starts_with("0 of"), "{last}");
}

/// Two items with a field of every kind; invented, and not a measure of anything.
const GOLD: &str = r#"{"id":"a","published":"2024-02-07","source":"Harbour Wire","text":"Kenya rejected Norway's offer to mediate on Monday. Police said two men were shot dead in Mombasa.","events":[{"event":"REJECT","event_alt":["ACCUSE"],"cameo":"126","cameo_alt":["120"],"mode":null,"trigger":"rejected","actor":[{"text":"Kenya","country":"KEN","sector":"GOV","name":"Kenya"}],"recipient":[{"text":"Norway","country":"NOR","sector":"GOV","name":"Norway"}],"status":"actual","status_alt":"past","said_by":null,"condition":null,"date":"2024-02-05","place":null,"place_country":null,"dead":null,"injured":null,"size":null},{"event":"ASSAULT","cameo":"193","mode":null,"trigger":"shot dead","actor":[],"recipient":[{"text":"two men","country":"KEN","sector":"CVL","name":"men"}],"status":"actual","said_by":"Police","condition":null,"date":null,"place":"Mombasa","place_country":"KEN","dead":2,"injured":null,"size":null}],"statements":[]}
{"id":"b","published":"2024-02-08","source":"Harbour Wire","text":"Mali will meet Chad only if the shelling stops, its minister said. \"We are ready,\" he added.\n\nThe army arrested 12 protesters in Bamako last week.","events":[{"event":"AGREE","cameo":"036","mode":null,"trigger":"meet","actor":[{"text":"Mali","country":"MLI","sector":"GOV","name":"Mali"}],"recipient":[{"text":"Chad","country":"TCD","sector":"GOV","name":"Chad"}],"status":"conditional","said_by":"its minister","condition":"only if the shelling stops","date":null,"place":null,"place_country":null,"dead":null,"injured":null,"size":null},{"event":"COERCE","cameo":"173","mode":"arrest","trigger":"arrested","actor":[{"text":"army","country":"MLI","sector":"MIL","name":"army"}],"recipient":[{"text":"protesters","country":"MLI","sector":"CVL","name":"protesters"}],"status":"past","status_alt":["actual"],"said_by":null,"condition":null,"date":"2024-01-29/2024-02-04","place":"Bamako","place_country":"MLI","dead":null,"injured":null,"size":12}],"statements":[{"speaker":"its minister","speaker_named":true,"cue":"said","content":"Mali will meet Chad only if the shelling stops","stance":"condition","target":null}]}
"#;

#[test]
fn the_score_is_that_of_the_gold_sets_own_scorer() {
    let here = tempfile::tempdir().expect("a folder for the test");
    fs::write(here.path().join("gold.jsonl"), GOLD).expect("written");
    let (code, ours, error) = run(here.path(), &["eval", "gold.jsonl", "--out", "coded.jsonl", "--json"]);
    assert_eq!(code, Some(0), "{error}");
    let ours: serde_json::Value = serde_json::from_str(&ours).expect("JSON");
    assert_eq!((&ours["reports"], &ours["missing"]), (&2.into(), &0.into()));
    let coded = fs::read_to_string(here.path().join("coded.jsonl")).expect("written by the program");
    assert_eq!(
        records(&coded)
            .iter()
            .map(|record| record["id"].clone())
            .collect::<Vec<_>>(),
        ["a", "b"]
    );
    assert!(
        !coded.contains("event_alt"),
        "nothing of the gold coding gets into the report"
    );

    let scorer = root().join("../shared/tools/score_events.py");
    if !scorer.exists() {
        eprintln!("skipped the comparison: {} is not there", scorer.display());
        return;
    }
    let Ok(output) = Command::new("python3")
        .arg(&scorer)
        .args(["gold.jsonl", "coded.jsonl", "--json"])
        .current_dir(here.path())
        .output()
    else {
        eprintln!("skipped the comparison: no python3");
        return;
    };
    let theirs: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    compare("", &ours, &theirs);
    let (_, page, _) = run(here.path(), &["eval", "gold.jsonl"]);
    let output = Command::new("python3")
        .arg(&scorer)
        .args(["gold.jsonl", "coded.jsonl"])
        .current_dir(here.path())
        .output();
    let theirs = String::from_utf8(output.expect("as before").stdout).expect("UTF-8");
    let lines: Vec<&str> = page.lines().collect();
    for line in theirs.lines() {
        assert!(lines.contains(&line), "{line:?} is not in\n{page}");
    }
}

fn compare(place: &str, ours: &serde_json::Value, theirs: &serde_json::Value) {
    if let (Some(ours), Some(theirs)) = (ours.as_object(), theirs.as_object()) {
        // Ours may say more: calibration, items without events.
        for (name, theirs) in theirs {
            compare(&format!("{place}/{name}"), &ours[name], theirs);
        }
        return;
    }
    let (ours, theirs) = (ours.as_f64().expect(place), theirs.as_f64().expect(place));
    assert!(
        (ours - theirs).abs() < 1e-9,
        "{place}: {ours}, and the scorer says {theirs}"
    );
}

#[test]
fn a_faulty_gold_set_is_named_with_its_line() {
    let here = tempfile::tempdir().expect("a folder for the test");
    let first = GOLD.lines().next().unwrap_or_default();
    for (text, expected) in [
        (format!("{first}\n{{\"id\": 1}}\n"), "gold.jsonl, line 2: not an item"),
        (
            format!("{first}\n{first}\n"),
            "gold.jsonl, line 2: the id `a` comes twice",
        ),
    ] {
        fs::write(here.path().join("gold.jsonl"), text).expect("written");
        let (code, _, error) = run(here.path(), &["eval", "gold.jsonl"]);
        assert_eq!(code, Some(2));
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn completions_and_manual_come_from_the_same_definition() {
    let here = tempfile::tempdir().expect("a folder for the test");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (code, script, _) = run(here.path(), &["completions", shell]);
        assert_eq!(code, Some(0));
        assert!(script.contains("min-confidence"), "{shell}");
    }
    let (code, page, _) = run(here.path(), &["man"]);
    assert_eq!(code, Some(0));
    assert!(page.contains(".TH tidings") && page.contains("Exit status"), "{page}");
    let (code, _, error) = run(here.path(), &["man", "pages"]);
    assert_eq!(code, Some(0), "{error}");
    for page in ["tidings.1", "tidings-code.1", "tidings-codebook-check.1"] {
        assert!(here.path().join("pages").join(page).exists(), "{page}");
    }
}
