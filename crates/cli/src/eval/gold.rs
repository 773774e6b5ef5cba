use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use serde::Deserialize;
use tidings_text::Report;

/// A text with what a careful coder finds in it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct GoldItem {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) published: Option<Date>,
    pub(crate) source: Option<String>,
    pub(crate) events: Vec<GoldEvent>,
    #[serde(default)]
    pub(crate) statements: Vec<GoldStatement>,
}

impl GoldItem {
    /// The report to be coded: the text, the day and the outlet, and nothing of the coding.
    pub(crate) fn report(&self) -> Report {
        let report = Report::from_text(&self.text, self.published);
        Report {
            id: self.id.clone(),
            source: self.source.clone(),
            ..report
        }
    }
}

/// An event of the gold set; alternatives are answers that are right too.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct GoldEvent {
    pub(crate) event: String,
    #[serde(default)]
    pub(crate) event_alt: OneOrMore,
    pub(crate) cameo: String,
    #[serde(default)]
    pub(crate) cameo_alt: OneOrMore,
    pub(crate) trigger: String,
    pub(crate) actor: Vec<GoldParticipant>,
    pub(crate) recipient: Vec<GoldParticipant>,
    pub(crate) status: String,
    #[serde(default)]
    pub(crate) status_alt: OneOrMore,
    pub(crate) said_by: Option<String>,
    pub(crate) condition: Option<String>,
    /// A day, or the first and the last parted by "/".
    pub(crate) date: Option<String>,
    pub(crate) place_country: Option<String>,
    pub(crate) dead: Option<u64>,
    pub(crate) injured: Option<u64>,
    pub(crate) size: Option<u64>,
}

/// Who takes part in an event of the gold set.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct GoldParticipant {
    pub(crate) country: Option<String>,
    pub(crate) sector: Option<String>,
}

/// A statement of the gold set.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct GoldStatement {
    pub(crate) speaker: String,
    pub(crate) content: String,
    pub(crate) stance: String,
}

/// No, one or several accepted alternatives.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMore {
    #[default]
    None,
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub(crate) fn as_slice(&self) -> &[String] {
        match self {
            Self::None => &[],
            Self::One(one) => std::slice::from_ref(one),
            Self::More(more) => more,
        }
    }
}

/// The items of a gold set, one a line.
///
/// # Errors
/// Where the file can't be read or a line is no item, with the line; where an id comes twice.
pub(crate) fn load(path: &Path) -> Result<Vec<GoldItem>> {
    let shown = path.display();
    let file = File::open(path).with_context(|| format!("{shown}: the gold set can't be read; check the path"))?;
    let (mut items, mut ids) = (Vec::new(), HashSet::new());
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line =
            line.with_context(|| format!("{shown}, line {}: can't be read; the file must be UTF-8", number + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let item: GoldItem = serde_json::from_str(&line)
            .with_context(|| format!("{shown}, line {}: not an item of a gold set", number + 1))?;
        if !ids.insert(item.id.clone()) {
            bail!(
                "{shown}, line {}: the id `{}` comes twice; give each item its own",
                number + 1,
                item.id
            );
        }
        items.push(item);
    }
    Ok(items)
}
