use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use tidings_actors::Gazetteer;
use tidings_annotate::Annotator;
use tidings_codebook::Codebook;
use tidings_coder::{Proposers, Settings, code};
use tidings_text::{Limits, Source, read};

use crate::arguments::{CodeArguments, ProposersArgument};

pub(crate) fn run(arguments: &CodeArguments) -> Result<ExitCode> {
    let (annotator, gazetteer, codebook) = (Annotator::embedded()?, Gazetteer::embedded()?, Codebook::embedded()?);
    let proposers = match arguments.proposers {
        ProposersArgument::Both => Proposers::Both,
        ProposersArgument::Frames => Proposers::Frames,
        ProposersArgument::Model => Proposers::Model,
    };
    let settings = Settings { proposers, ..Settings::default() };
    let mut out = std::io::stdout().lock();
    let mut failed = false;
    for report in read(arguments.sources.iter().map(|source| source.parse::<Source>()).flatten(), Limits::default()) {
        match report {
            Ok(mut report) => {
                report.published = report.published.or(arguments.published);
                let annotation = annotator.annotate(&report)?;
                let scene = tidings_actors::resolve(&report, &annotation, gazetteer);
                let coded = code(&report, &annotation, &scene, codebook, &settings);
                serde_json::to_writer(&mut out, &coded)?;
                writeln!(out)?;
            }
            Err(error) => {
                eprintln!("tidings: {error}");
                failed = true;
            }
        }
    }
    Ok(ExitCode::from(u8::from(failed)))
}
