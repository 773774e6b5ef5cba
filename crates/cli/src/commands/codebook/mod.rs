mod check;
mod compare;
mod show;

use anyhow::Result;

use crate::arguments::CodebookCommand;
use crate::exit::Exit;

/// Checks the codebook or shows something of it.
pub(crate) fn run(command: &CodebookCommand) -> Result<Exit> {
    match command {
        CodebookCommand::Check { folder, at_least } => check::run(folder.as_deref(), *at_least),
        CodebookCommand::Show { what, codebook } => show::run(what, codebook.as_deref()),
    }
}
