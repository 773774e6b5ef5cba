use crate::frame::{Expected, Status};
use crate::ontology::Ontology;

/// Reads an example's coding: `CLASS.mode CODE: actors -> recipients, status; …` or `nothing`.
///
/// # Errors
/// What is wrong with it, in words for [`crate::ProblemKind::Coding`].
pub(crate) fn parse(coded: &str, ontology: &Ontology) -> Result<Vec<Expected>, String> {
    if coded.trim() == "nothing" {
        return Ok(Vec::new());
    }
    coded
        .split(';')
        .map(|event| parse_event(event.trim(), ontology))
        .collect()
}

fn parse_event(event: &str, ontology: &Ontology) -> Result<Expected, String> {
    let (head, participants) = event.split_once(':').ok_or("there is no colon after the code")?;
    let (class, cameo) = head.split_once(' ').ok_or("there is no space between class and code")?;
    let (class, mode) = class
        .split_once('.')
        .map_or((class, None), |(class, mode)| (class, Some(mode)));
    let known = ontology
        .class(class)
        .ok_or_else(|| format!("there is no class `{class}`"))?;
    if let Some(mode) = mode.filter(|mode| !known.has_mode(mode)) {
        return Err(format!("class {class} has no mode `{mode}`"));
    }
    let cameo = cameo.trim();
    if ontology.cameo(cameo).is_none() {
        return Err(format!("there is no CAMEO code `{cameo}`"));
    }
    let (actors, rest) = participants
        .split_once("->")
        .ok_or("there is no `->` between actors and recipients")?;
    let (recipients, status) = split_status(rest)?;
    Ok(Expected {
        class: class.to_owned(),
        mode: mode.map(str::to_owned),
        cameo: cameo.to_owned(),
        actors: members(actors),
        recipients: members(recipients),
        status,
    })
}

/// Parts the status from the recipients, in which a comma may stand too ("4,000 refugees").
fn split_status(rest: &str) -> Result<(&str, Status), String> {
    let Some((recipients, status)) = rest.rsplit_once(", ") else {
        return Ok((rest, Status::Actual));
    };
    let found = Status::NAMED.iter().find(|(name, _)| *name == status.trim());
    found
        .map(|(_, status)| (recipients, *status))
        .ok_or_else(|| format!("there is no status `{}`", status.trim()))
}

fn members(text: &str) -> Vec<String> {
    text.split(" + ")
        .map(str::trim)
        .filter(|member| !member.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::ontology;

    #[test]
    fn reads_every_part() {
        let events = parse(
            "CONSULT.visit 042: Chad -> Mali + Niger, past; AGREE 036: both sides -> , planned; AID 073: ->",
            &ontology(),
        );
        let events = events.expect("a coding that can be read");
        assert_eq!(events.len(), 3);
        assert_eq!(events[0].mode.as_deref(), Some("visit"));
        assert_eq!(events[0].recipients, ["Mali", "Niger"]);
        assert_eq!(events[0].status, Status::Past);
        assert_eq!((events[1].actors.len(), events[1].recipients.len()), (1, 0));
        assert_eq!((events[2].actors.len(), events[2].status), (0, Status::Actual));
        assert_eq!(parse(" nothing ", &ontology()), Ok(Vec::new()));
    }

    #[test]
    fn names_what_is_wrong() {
        for (coded, reason) in [
            ("", "colon"),
            ("AID: Chad -> Mali", "space"),
            ("AIDS 073: Chad -> Mali", "class `AIDS`"),
            ("AID.visit 073: Chad -> Mali", "mode `visit`"),
            ("AID 0999: Chad -> Mali", "code `0999`"),
            ("AID 073: Chad to Mali", "->"),
            ("AID 073: Chad -> Mali, maybe", "status `maybe`"),
        ] {
            let error = parse(coded, &ontology()).expect_err(coded);
            assert!(error.contains(reason), "{coded}: {error}");
        }
    }
}
