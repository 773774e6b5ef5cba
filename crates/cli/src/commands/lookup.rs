//! `tidings who`, `tidings where` and `tidings tables`: the tables of names asked directly.

use std::fmt::Display;
use std::io::{IsTerminal, Write, stdout};
use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use tidings_actors::Gazetteer;

use crate::arguments::{LookupFormat, Tables, WhereArguments, WhoArguments};
use crate::exit::Exit;
use crate::failures;
use crate::output::{BOLD, Cell, DIM, PLAIN, aligned, plain, terminal_width};
use crate::pipeline::UsedTables;

/// Lists who bears a name.
pub(crate) fn who(arguments: &WhoArguments) -> Result<Exit> {
    let tables = tables(&arguments.tables)?;
    let found = tables.get()?.who(&arguments.name, arguments.on);
    let row = |one: &tidings_actors::WhoCandidate| {
        let office = [
            one.title.as_deref().unwrap_or_default(),
            one.country.as_deref().unwrap_or_default(),
        ];
        let term = match (one.from, one.to) {
            (None, None) => String::new(),
            (from, to) => format!("{} – {}", told(from), told(to)),
        };
        vec![
            Cell::new(&one.name, BOLD),
            Cell::new(office.join(" ").trim(), PLAIN),
            Cell::new(one.sectors.join(" "), PLAIN),
            Cell::new(term, PLAIN),
            Cell::new(one.table, DIM),
            Cell::new(format!("{:.2}", one.score), DIM),
        ]
    };
    list(
        &found,
        arguments.format,
        row,
        &format!("{}: no table has anybody of that name", arguments.name),
    )
}

/// Lists what places a name may mean.
pub(crate) fn place(arguments: &WhereArguments) -> Result<Exit> {
    let tables = tables(&arguments.tables)?;
    let found = tables.get()?.places_named(&arguments.name, arguments.near.as_deref());
    let row = |one: &tidings_actors::WhereCandidate| {
        let spot = one
            .lat
            .zip(one.lon)
            .map_or_else(String::new, |(lat, lon)| format!("{lat:.3} {lon:.3}"));
        let people = Some(one.population).filter(|people| *people > 0);
        vec![
            Cell::new(&one.name, BOLD),
            Cell::new(
                [
                    one.country.as_deref().unwrap_or("-"),
                    one.admin1.as_deref().unwrap_or_default(),
                ]
                .join(" ")
                .trim(),
                PLAIN,
            ),
            Cell::new(spot, PLAIN),
            Cell::new(told(people), PLAIN),
            Cell::new(one.table, DIM),
            Cell::new(format!("{:.2}", one.score), DIM),
        ]
    };
    list(
        &found,
        arguments.format,
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

fn tables(arguments: &Tables) -> Result<UsedTables> {
    UsedTables::of(arguments.data.as_deref())
}

fn told(value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn list<T: Serialize>(
    found: &[T],
    format: Option<LookupFormat>,
    row: impl Fn(&T) -> Vec<Cell>,
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
            let rows: Vec<Vec<Cell>> = found.iter().map(row).collect();
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
