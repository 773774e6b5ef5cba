pub(crate) mod annotate;
pub(crate) mod code;
pub(crate) mod codebook;
pub(crate) mod eval;
pub(crate) mod generate;
pub(crate) mod lookup;

use std::io::{IsTerminal, stdin};

use anyhow::{Result, bail};
use tidings_text::{Limits, ReadError, Report, Source, read};

use crate::arguments::Sources;

/// The reports of all sources, in order; standard input where none is named and something is piped in.
fn reports(sources: &Sources) -> Result<impl Iterator<Item = Result<Report, ReadError>> + Send + use<>> {
    let mut names = sources.inputs.clone();
    if names.is_empty() {
        if stdin().is_terminal() {
            bail!("no reports given; name a file, folder or pattern, or - to read standard input");
        }
        names.push("-".to_owned());
    }
    let sources_read: Vec<Source> = names.iter().flat_map(|name| name.parse::<Source>()).collect();
    let published = sources.published;
    Ok(read(sources_read, Limits::default()).map(move |report| {
        report.map(|mut report| {
            report.published = report.published.or(published);
            report
        })
    }))
}
