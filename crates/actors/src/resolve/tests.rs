use crate::testing::told;

/// Sentences in the notation of `testing`, with who their words stand for.
const CASES: &[(&str, &str, &[(usize, &str, &str)])] = &[
    (
        "a state, its officials, a capital for its government",
        "Kenya kenya PROPN 2 nsubj L
         rejected reject VERB 0 root
         Washington Washington PROPN 5 nmod:poss L
         's 's PART 3 case
         offer offer NOUN 2 obj
         . . PUNCT 2 punct",
        &[(0, "Kenya", "Kenya [KEN GOV Kenya]"), (0, "Washington", "Washington [USA GOV United States]")],
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
            (2, "countries", "two countries [IND GOV India]; two countries [NPL GOV Nepal]"),
            (3, "Ministers", "Ministers of the two countries [IND GOV Ministers of the two countries]; Ministers of the two countries [NPL GOV Ministers of the two countries]"),
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
        &[(0, "Gunmen", "Gunmen [NGA UAF Gunmen]"), (0, "farmers", "six farmers [NGA AGR farmers]"), (1, "attackers", "Unknown attackers [- UAF Unknown attackers]")],
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
