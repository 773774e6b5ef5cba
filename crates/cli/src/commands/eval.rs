use std::fs::File;
use std::io::{BufWriter, Write, stdout};

use anyhow::{Context, Result};

use crate::arguments::EvalArguments;
use crate::eval::{GoldItem, Score, load};
use crate::exit::Exit;
use crate::failures::Failures;
use crate::parallel::{in_order, jobs};
use crate::pipeline::{Pipeline, UsedCodebook};
use crate::progress::Progress;

/// Codes the texts of a gold set and prints how well.
pub(crate) fn run(arguments: &EvalArguments) -> Result<Exit> {
    let items = load(&arguments.gold)?;
    let codebook = UsedCodebook::of(arguments.coding.codebook.as_deref())?;
    let tables = arguments.coding.tables.used()?;
    let pipeline = Pipeline::load(&codebook, &tables)?;
    let settings = arguments.coding.settings();
    let mut out = match &arguments.out {
        None => None,
        Some(path) => {
            let file = File::create(path).with_context(|| format!("{}: can't be written", path.display()))?;
            Some(BufWriter::new(file))
        }
    };

    let mut score = Score::default();
    let (mut failures, mut progress) = (Failures::default(), Progress::new());
    let work = |item| {
        let item: &GoldItem = item;
        (item, pipeline.code(&item.report(), &settings))
    };
    in_order(items.iter(), jobs(arguments.jobs), work, |(item, outcome)| {
        match &outcome {
            Ok(coded) => {
                if let Some(out) = &mut out {
                    serde_json::to_writer(&mut *out, coded)?;
                    out.write_all(b"\n")?;
                }
                progress.count(coded.text.split_whitespace().count());
            }
            Err(failure) => failures.add(failure, &progress),
        }
        score.add(item, outcome.as_ref().ok());
        Ok(())
    })?;
    if let Some(out) = &mut out {
        out.flush()?;
    }
    let page = if arguments.json {
        format!("{:#}\n", serde_json::Value::Object(score.figures()))
    } else {
        score.summary(arguments.errors)
    };
    stdout().write_all(page.as_bytes())?;
    Ok(Exit::after(failures.count()))
}
