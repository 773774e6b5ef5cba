mod check;
mod compare;
mod show;

use anyhow::Result;

use crate::arguments::CodebookCommand;
use crate::exit::Exit;

/// Checks the codebook or shows something of it.
pub(crate) fn run(command: &CodebookCommand) -> Result<Exit> {
    match command {
        CodebookCommand::Check { folder } => check::run(folder.as_deref()),
        CodebookCommand::Show { what, codebook } => show::run(what, codebook.as_deref()),
    }
}
