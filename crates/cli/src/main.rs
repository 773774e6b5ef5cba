//! `tidings`: reads news reports and writes down who did what to whom, when, where, according to whom and on what condition.

mod arguments;
mod commands;

use clap::Parser;

use crate::arguments::{Arguments, Command};

fn main() -> std::process::ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Code(code) => commands::code::run(&code),
        Command::Annotate(annotate) => commands::annotate::run(&annotate),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("tidings: {error:#}");
            std::process::ExitCode::from(2)
        }
    }
}
