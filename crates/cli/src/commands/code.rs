use std::io::{IsTerminal, stdout};

use anyhow::{Result, bail};

use super::reports;
use crate::arguments::{CodeArguments, CodeFormat};
use crate::exit::Exit;
use crate::failures::Failures;
use crate::output::{ReportWriter, writer};
use crate::parallel::{in_order, jobs};
use crate::pipeline::{Failure, Pipeline, UsedCodebook};
use crate::progress::Progress;

/// Codes all reports and writes what is found, in input order.
pub(crate) fn run(arguments: &CodeArguments) -> Result<Exit> {
    let format = format(arguments)?;
    let reports = reports(&arguments.sources)?;
    let codebook = UsedCodebook::of(arguments.coding.codebook.as_deref())?;
    let tables = arguments.coding.tables.used()?;
    let pipeline = Pipeline::load(&codebook, &tables)?;
    let settings = arguments.coding.settings();

    let mut out: Box<dyn ReportWriter> = writer(format, arguments.explain, pipeline.codebook);
    let (mut failures, mut progress) = (Failures::default(), Progress::new());
    let work = |report: Result<_, _>| {
        let report: tidings_text::Report = report?;
        let words: usize = report.sentences.iter().map(|sentence| sentence.words.len()).sum();
        Ok::<_, Failure>((words, pipeline.code(&report, &settings)?))
    };
    in_order(reports, jobs(arguments.sources.jobs), work, |outcome| {
        match outcome {
            Ok((words, coded)) => {
                out.write(&coded)?;
                progress.count(words);
            }
            Err(failure) => failures.add(&failure, &progress),
        }
        Ok(())
    })?;
    out.finish()?;
    Ok(Exit::after(failures.count()))
}

/// The format asked for, else the one that fits where the output goes.
fn format(arguments: &CodeArguments) -> Result<CodeFormat> {
    match arguments.format {
        Some(format) if arguments.explain && format != CodeFormat::Text => {
            bail!("--explain goes with --format text; records of the format jsonl always carry the reasons, in `why`")
        }
        Some(format) => Ok(format),
        None if arguments.explain || stdout().is_terminal() => Ok(CodeFormat::Text),
        None => Ok(CodeFormat::Jsonl),
    }
}
