use clap::{Args, Parser, Subcommand, ValueEnum};

/// Reads news reports and writes down, as data, who did what to whom, when, where, according to whom and on what condition.
#[derive(Debug, Parser)]
#[command(name = "tidings", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Code reports: events and statements
    Code(CodeArguments),
    /// Show words, tags, arcs and names
    Annotate(AnnotateArguments),
}

#[derive(Debug, Args)]
pub(crate) struct CodeArguments {
    /// Files, folders, patterns, or - for standard input
    #[arg(default_value = "-")]
    pub(crate) sources: Vec<String>,
    /// Day of publication where a report gives none
    #[arg(long)]
    pub(crate) published: Option<jiff::civil::Date>,
    #[arg(long, value_enum, default_value_t = ProposersArgument::Both)]
    pub(crate) proposers: ProposersArgument,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ProposersArgument {
    Both,
    Frames,
    Model,
}

#[derive(Debug, Args)]
pub(crate) struct AnnotateArguments {
    /// Files, folders, patterns, or - for standard input
    #[arg(default_value = "-")]
    pub(crate) sources: Vec<String>,
    #[arg(long, value_enum, default_value_t = AnnotateFormat::Conllu)]
    pub(crate) format: AnnotateFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum AnnotateFormat {
    Conllu,
    Jsonl,
}
