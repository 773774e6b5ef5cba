use crate::document::Section;
use crate::error::{ProblemKind, Problems};
use crate::words::spellings;

/// A verb that only carries a noun: "*hold* talks", "*come under* attack". The event is the noun's; the verb says who
/// takes which part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LightVerb {
    /// Dictionary forms in text order, the verb first, then its particle: "carry", "out".
    pub words: Vec<String>,
    /// The preposition that the noun hangs on ("engage *in*", "come *under*"); `None` where it is the object.
    pub preposition: Option<String>,
    /// What the verb's subject is to the noun's act.
    pub subject: LightSubject,
}

/// What the subject of a light verb is to its noun's act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LightSubject {
    /// Who does it: "*Mali* launched an attack".
    Actor,
    /// To whom it is done: "*the convoy* came under attack".
    Recipient,
}

impl LightSubject {
    const NAMED: [(&'static str, Self); 2] = [("actor", Self::Actor), ("recipient", Self::Recipient)];
}

/// Reads `light_verbs.toml`.
pub(crate) fn read(root: &Section<'_>, problems: &mut Problems) -> Vec<LightVerb> {
    root.check_keys(&["light_verb"], problems);
    let mut light_verbs = Vec::new();
    for section in root.sections("light_verb", problems) {
        section.check_keys(&["verbs", "preposition", "subject"], problems);
        let verbs = section.texts("verbs", problems).unwrap_or_default();
        if verbs.is_empty() || verbs.iter().any(|verb| verb.text.trim().is_empty()) {
            section.report(section.line, ProblemKind::Empty("light verb"), problems);
        }
        let preposition = section
            .text("preposition", problems)
            .map(|word| word.text.to_lowercase());
        let subject = section.required("a light verb", "subject", problems);
        let subject =
            subject.and_then(|subject| section.named("part of the subject", subject, &LightSubject::NAMED, problems));
        let Some(subject) = subject else { continue };
        for words in verbs.iter().flat_map(|verb| spellings(verb.text)) {
            light_verbs.push(LightVerb {
                words,
                preposition: preposition.clone(),
                subject,
            });
        }
    }
    light_verbs
}
