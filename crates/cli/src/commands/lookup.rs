//! `tidings who`, `tidings where` and `tidings tables`: the tables of names asked directly.

use std::fmt::Display;
use std::io::{IsTerminal, Write, stdout};
use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use tidings_actors::Gazetteer;

use crate::arguments::{LookupFormat, WhereArguments, WhoArguments};
use crate::exit::Exit;
use crate::failures;
use crate::output::{BOLD, Cell, DIM, PLAIN, aligned, plain, terminal_width};

/// Lists who bears a name.
pub(crate) fn who(arguments: &WhoArguments) -> Result<Exit> {
    let tables = arguments.lookup.tables.used()?;
    let found = tables.get()?.who(&arguments.name, arguments.on);
    let row = |one: &tidings_actors::WhoCandidate| {
        let term = match (one.from, one.to) {
            (None, None) => String::new(),
            (from, to) => format!("{} – {}", told(from), told(to)),
        };
        let cells = vec![
            Cell::new(&one.name, BOLD),
            Cell::new(joined(one.title.as_deref(), one.country.as_deref()), PLAIN),
            Cell::new(one.sectors.join(" "), PLAIN),
            Cell::new(term, PLAIN),
        ];
        (cells, one.table, one.score)
    };
    list(
        &found,
        arguments.lookup.format,
        row,
        &format!("{}: no table has anybody of that name", arguments.name),
    )
}

/// Lists what places a name may mean.
pub(crate) fn place(arguments: &WhereArguments) -> Result<Exit> {
    let tables = arguments.lookup.tables.used()?;
    let found = tables.get()?.places_named(&arguments.name, arguments.near.as_deref());
    let row = |one: &tidings_actors::WhereCandidate| {
        let spot = one
            .lat
            .zip(one.lon)
            .map_or_else(String::new, |(lat, lon)| format!("{lat:.3} {lon:.3}"));
        let people = Some(one.population).filter(|people| *people > 0);
        let cells = vec![
            Cell::new(&one.name, BOLD),
            Cell::new(
                joined(Some(one.country.as_deref().unwrap_or("-")), one.admin1.as_deref()),
                PLAIN,
            ),
            Cell::new(spot, PLAIN),
            Cell::new(told(people), PLAIN),
        ];
        (cells, one.table, one.score)
    };
    list(
        &found,
        arguments.lookup.format,
        row,
        &format!("{}: no table has a place of that name", arguments.name),
    )
}

/// Names every line of a folder's tables that is wrong.
pub(crate) fn check(folder: &Path) -> Result<Exit> {
    let problems = Gazetteer::check(folder)?;
    let mut out = anstream::stdout();
    for problem in &problems {
        let file = folder.join(&problem.table);
        writeln!(out, "{}:{}: {}", file.display(), problem.line, plain(&problem.problem))?;
    }
    if problems.is_empty() {
        writeln!(out, "nothing wrong")?;
    }
    Ok(Exit::after(problems.len()))
}

fn told(value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn joined(first: Option<&str>, second: Option<&str>) -> String {
    [first, second].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Writes the candidates; `row` gives a candidate's own cells, the table that knows it and its score.
fn list<T: Serialize>(
    found: &[T],
    format: Option<LookupFormat>,
    row: impl Fn(&T) -> (Vec<Cell>, &'static str, f64),
    nothing: &str,
) -> Result<Exit> {
    if found.is_empty() {
        failures::print(nothing);
        return Ok(Exit::SomeFailed);
    }
    let in_terminal = stdout().is_terminal();
    let format = format.unwrap_or(if in_terminal {
        LookupFormat::Text
    } else {
        LookupFormat::Jsonl
    });
    let mut out = anstream::stdout();
    match format {
        LookupFormat::Text => {
            let scored = |one| {
                let (mut cells, table, score) = row(one);
                cells.extend([Cell::new(table, DIM), Cell::new(format!("{score:.2}"), DIM)]);
                cells
            };
            let rows: Vec<Vec<Cell>> = found.iter().map(scored).collect();
            for line in aligned(&rows, &[Some(20), Some(10), None, None, None, None], terminal_width()) {
                writeln!(out, "{line}")?;
            }
        }
        LookupFormat::Jsonl => {
            for one in found {
                writeln!(out, "{}", serde_json::to_string(one)?)?;
            }
        }
    }
    Ok(Exit::Done)
}
