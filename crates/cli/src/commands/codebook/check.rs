use std::io::Write;
use std::path::Path;

use anyhow::Result;
use tidings_codebook::{Example, Frame};
use tidings_coder::{CodedReport, Proposers, Settings};
use tidings_text::Report;

use super::compare::{differs, expected, found};
use crate::exit::Exit;
use crate::output::{DIM, FOUND, MISSED};
use crate::parallel::{in_order, jobs};
use crate::pipeline::{Failure, Pipeline, UsedCodebook, UsedTables};

/// Codes every example of every frame and prints those that come out otherwise than they say; fails where fewer than
/// `at_least` percent come out.
pub(crate) fn run(folder: Option<&Path>, at_least: u8) -> Result<Exit> {
    let codebook = UsedCodebook::of(folder)?;
    let tables = UsedTables::Ours;
    let pipeline = Pipeline::load(&codebook, &tables)?;
    let frames = pipeline.codebook.frames();
    let settings = Settings {
        proposers: Proposers::Frames,
        ..Settings::default()
    };
    let examples = frames
        .iter()
        .flat_map(|frame| frame.examples.iter().map(move |example| (frame, example)));
    let work = |(frame, example)| {
        let example: &Example = example;
        (
            frame,
            example,
            pipeline.code(&Report::from_text(&example.text, None), &settings),
        )
    };

    let mut out = anstream::stdout();
    let (mut run, mut wrong) = (0_usize, 0_usize);
    in_order(examples, jobs(None), work, |(frame, example, outcome)| {
        run += 1;
        if let Some(problem) = problem(frame, example, outcome) {
            wrong += 1;
            writeln!(out, "{problem}")?;
        }
        Ok(())
    })?;
    writeln!(
        out,
        "{} of {run} examples of {} frames come out as they should",
        run - wrong,
        frames.len()
    )?;
    let enough = (run - wrong) * 100 >= run * usize::from(at_least);
    Ok(Exit::after(if enough { 0 } else { wrong }))
}

/// Where an example stands, what it expects and what came out, where these differ.
fn problem(frame: &Frame, example: &Example, outcome: Result<CodedReport, Failure>) -> Option<String> {
    let came_out = match outcome {
        Ok(coded) if !differs(&example.coded, &coded.events) => return None,
        Ok(coded) => found(&coded.events),
        Err(failure) => failure.to_string(),
    };
    Some(format!(
        "{}:{}: {DIM}{}{DIM:#}\n  {}\n  expected  {FOUND}{}{FOUND:#}\n  found     {MISSED}{came_out}{MISSED:#}",
        frame.file,
        example.line,
        frame.name,
        example.text,
        expected(&example.coded)
    ))
}
