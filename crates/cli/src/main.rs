//! `tidings`: reads news reports and writes down who did what to whom, when, where, according to whom and on what condition.
//!
//! - `arguments`: the command line; help, man page and completions come from it
//! - `commands`: one module for each command
//! - `pipeline`: a report through annotator, actors and coder; `parallel`: many of them, in order
//! - `output`: the formats; `eval`: the score against a gold set
//! - `exit`, `failures`, `progress`: what else a user of a terminal sees

mod arguments;
mod commands;
mod eval;
mod exit;
mod failures;
mod guard;
mod output;
mod parallel;
mod pipeline;
mod progress;

use clap::Parser;

use crate::arguments::{Arguments, Command, TablesCommand};
use crate::exit::Exit;

fn main() -> Exit {
    let arguments = Arguments::parse();
    arguments.color.apply();
    guard::install();
    let outcome = match arguments.command {
        Command::Code(code) => commands::code::run(&code),
        Command::Annotate(annotate) => commands::annotate::run(&annotate),
        Command::Codebook(codebook) => commands::codebook::run(&codebook.command),
        Command::Tables {
            command: TablesCommand::Check { folder },
        } => commands::lookup::check(&folder),
        Command::Who(who) => commands::lookup::who(&who),
        Command::Where(place) => commands::lookup::place(&place),
        Command::Eval(eval) => commands::eval::run(&eval),
        Command::Completions { shell } => commands::generate::completions(shell),
        Command::Man { folder } => commands::generate::manual(folder.as_deref()),
    };
    outcome.unwrap_or_else(|error| {
        if exit::is_broken_pipe(&error) {
            return Exit::Done;
        }
        failures::print(&failures::message(&error));
        Exit::CouldNotRun
    })
}
