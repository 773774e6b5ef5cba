use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::exit::Exit;

/// Prints the completion script of a shell.
pub(crate) fn completions(shell: Shell) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "tidings", &mut script);
    print(&script)
}

/// Prints the manual page, or writes one page for each command to a folder.
pub(crate) fn manual(folder: Option<&Path>) -> Result<Exit> {
    let command = Arguments::command();
    if let Some(folder) = folder {
        let problem = || format!("{}: the manual pages can't be written there", folder.display());
        fs::create_dir_all(folder).with_context(problem)?;
        clap_mangen::generate_to(command, folder).with_context(problem)?;
        return Ok(Exit::Done);
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    print(&page)
}

fn print(bytes: &[u8]) -> Result<Exit> {
    std::io::Write::write_all(&mut std::io::stdout().lock(), bytes)?;
    Ok(Exit::Done)
}
