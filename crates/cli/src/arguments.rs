use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use jiff::civil::Date;
use tidings_coder::{LEAST_CONFIDENCE, Proposers, Settings};

use crate::pipeline::UsedTables;

const EXAMPLES: &str = "\
Examples:
  tidings code report.txt                     read a report; --explain says why
  tidings code news/ --format csv > events.csv
  zcat archive.jsonl.gz | tidings code - > coded.jsonl
  tidings codebook show 1246                  what a code means and what leads to it

Exit status: 0 done, 1 some reports or checks failed (each is named), 2 could not run.";

const CODE_EXAMPLES: &str = "\
Examples:
  tidings code report.html --explain
  tidings code 'news/**/*.html' --published 2024-02-05 --format table
  tidings code *.jsonl.zst --jobs 8 --min-confidence 0.7 > coded.jsonl

A report is a file of plain text or HTML, or a line of JSONL with the fields text (required), id, published, title, source, \
url and language; any of them may be compressed by gzip or zstd. Formats are told by content, not by name. A report that \
can't be read is named on standard error, and the others go on.

Exit status: 0 done, 1 some reports failed, 2 could not run.";

const WHO_EXAMPLES: &str = "\
Examples:
  tidings who 'Imran Khan'
  tidings who 'president of Kenya' --on 2008-01-15
  tidings who Hezbollah --data my-tables/

Exit status: 0 found, 1 nobody of that name, 2 could not run.";

const WHERE_EXAMPLES: &str = "\
Examples:
  tidings where Tripoli
  tidings where Tripoli --near Lebanon

Exit status: 0 found, 1 no such place, 2 could not run.";

const CHECK_HELP: &str = "\
Every example of every frame is coded by the frames alone; class, code, mode where given, participants and status must be \
as the example says, and nothing more may be found. With DIR, that folder's frames, cues and word lists go on top of the \
program's own.

Exit status: 0 all right, 1 some examples failed, 2 the codebook can't be used.";

const EVAL_HELP: &str = "\
GOLD.jsonl holds one item a line with id, text, published, source, events and statements. An event is found where one of \
the same class is told of in the same sentence; fields are scored on the pairs.";

/// Reads news reports and writes down, as data, who did what to whom, when, where, according to whom and on what condition
///
/// Events are coded in the CAMEO and PLOVER ontologies, each with the words it was read from.
#[derive(Debug, Parser)]
#[command(name = "tidings", version, after_help = EXAMPLES, max_term_width = 120)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[arg(
        long,
        value_enum,
        global = true,
        default_value_t = Color::Auto,
        value_name = "WHEN",
        help = "When to colour what is printed; NO_COLOR and CLICOLOR are respected"
    )]
    pub(crate) color: Color,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Code reports: events and statements
    #[command(after_help = CODE_EXAMPLES)]
    Code(CodeArguments),
    /// Show the words of reports with tags, lemmas, arcs and names
    Annotate(AnnotateArguments),
    /// Look into the codebook, or check one
    Codebook(CodebookArguments),
    /// Check tables of names of your own
    Tables {
        /// What to do with them
        #[command(subcommand)]
        command: TablesCommand,
    },
    /// Look up who bears a name or holds an office
    #[command(after_help = WHO_EXAMPLES)]
    Who(WhoArguments),
    /// Look up what places a name may mean
    #[command(after_help = WHERE_EXAMPLES)]
    Where(WhereArguments),
    /// Score the coder against a gold set
    #[command(after_help = EVAL_HELP)]
    Eval(EvalArguments),
    /// Print a completion script
    #[command(hide = true)]
    Completions {
        /// The shell that will read it
        shell: Shell,
    },
    /// Print the manual page, or write the pages of all commands to a folder
    #[command(hide = true)]
    Man {
        /// Where to write one page for each command
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: Option<PathBuf>,
    },
}

/// Where reports come from.
#[derive(Debug, Args)]
pub(crate) struct Sources {
    /// Files, folders, patterns in quotation marks, or - for standard input
    #[arg(value_name = "FILE|DIR|GLOB|-", value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<String>,
    /// Day of publication where a report gives none, as 2024-02-05; "last week" is counted from it
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<Date>,
    /// Reports worked on at the same time; all cores unless given
    #[arg(long, short, value_name = "N", value_parser = positive)]
    pub(crate) jobs: Option<usize>,
}

/// How to code.
#[derive(Debug, Args)]
pub(crate) struct Coding {
    /// What may propose events: the codebook's frames, the learned model, or both
    #[arg(long, value_enum, default_value_t = ProposersArgument::Both, value_name = "WHICH")]
    proposers: ProposersArgument,
    /// Leave out events that are less sure than this, 0 to 1
    #[arg(long, value_name = "X", default_value_t = LEAST_CONFIDENCE, value_parser = share)]
    min_confidence: f64,
    /// A folder with frames, cues and word lists of your own, on top of the program's
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) codebook: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) tables: Tables,
}

/// Which tables of names to use.
#[derive(Debug, Args)]
pub(crate) struct Tables {
    /// A folder with tables of names of your own (leaders.csv, organisations.csv, cities.csv and others), on top of the program's
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) data: Option<PathBuf>,
}

impl Tables {
    /// The program's tables with the user's on top.
    pub(crate) fn used(&self) -> Result<UsedTables> {
        UsedTables::of(self.data.as_deref())
    }
}

/// What to do with tables of names.
#[derive(Debug, Subcommand)]
pub(crate) enum TablesCommand {
    /// Name every line that is wrong: unknown codes, broken dates, doubles, offices with two holders at once
    Check {
        /// The folder with the tables
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
}

/// `tidings who`.
#[derive(Debug, Args)]
pub(crate) struct WhoArguments {
    /// A name, or an office with its country
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// The day that is asked about, as 2008-01-15
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<Date>,
    #[command(flatten)]
    pub(crate) lookup: LookupArguments,
}

/// `tidings where`.
#[derive(Debug, Args)]
pub(crate) struct WhereArguments {
    /// The name of a place
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// A country, by name or ISO code, whose places come first
    #[arg(long, value_name = "COUNTRY")]
    pub(crate) near: Option<String>,
    #[command(flatten)]
    pub(crate) lookup: LookupArguments,
}

/// How `tidings who` and `tidings where` look up and write.
#[derive(Debug, Args)]
pub(crate) struct LookupArguments {
    /// What to write; text in a terminal, jsonl elsewhere unless given
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<LookupFormat>,
    #[command(flatten)]
    pub(crate) tables: Tables,
}

/// What `tidings who` and `tidings where` write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LookupFormat {
    /// For people: a candidate a line, the best first
    Text,
    /// One JSON object a candidate
    Jsonl,
}

impl Coding {
    /// As the coder takes it.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            proposers: self.proposers.into(),
            min_confidence: self.min_confidence,
            ..Settings::default()
        }
    }
}

/// `tidings code`.
#[derive(Debug, Args)]
pub(crate) struct CodeArguments {
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// What to write; text in a terminal, jsonl elsewhere unless given
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<CodeFormat>,
    /// Show the sentence of each event, its evidence underlined, and the reason (format text)
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) coding: Coding,
}

/// What `tidings code` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CodeFormat {
    /// For people: a line for each event, statements below
    Text,
    /// The full record of each report, one JSON object a line
    Jsonl,
    /// One row an event, with a header
    Csv,
    /// One row an event, in aligned columns
    Table,
}

/// `tidings annotate`.
#[derive(Debug, Args)]
pub(crate) struct AnnotateArguments {
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// What to write; text in a terminal, conllu elsewhere unless given
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<AnnotateFormat>,
}

/// What `tidings annotate` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnnotateFormat {
    /// For people: a word a line, in aligned columns
    Text,
    /// CoNLL-U, names in the last column
    Conllu,
    /// One JSON object a report
    Jsonl,
}

/// `tidings codebook`.
#[derive(Debug, Args)]
pub(crate) struct CodebookArguments {
    #[command(subcommand)]
    pub(crate) command: CodebookCommand,
}

/// What to do with the codebook.
#[derive(Debug, Subcommand)]
pub(crate) enum CodebookCommand {
    /// Run every example of the codebook
    #[command(after_help = CHECK_HELP)]
    Check {
        /// A folder of your own on top of the program's codebook
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: Option<PathBuf>,
        /// Succeed where at least this share of the examples comes out, in percent
        #[arg(long, value_name = "PERCENT", default_value_t = 100, value_parser = clap::value_parser!(u8).range(0..=100))]
        at_least: u8,
    },
    /// Show what a CAMEO code, a PLOVER class or a word means, and the frames that lead to it
    Show {
        /// A code (1246), a class (REJECT) or a word in its dictionary form (reject)
        #[arg(value_name = "CODE|CLASS|LEMMA")]
        what: String,
        /// A folder of your own on top of the program's codebook
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
        codebook: Option<PathBuf>,
    },
}

/// `tidings eval`.
#[derive(Debug, Args)]
pub(crate) struct EvalArguments {
    /// The gold set
    #[arg(value_name = "GOLD.jsonl", value_hint = ValueHint::FilePath)]
    pub(crate) gold: PathBuf,
    /// Also write the coded reports to a file, as `tidings code` would
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
    /// List this many of the events that were missed or invented
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) errors: usize,
    /// Print the figures as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Reports worked on at the same time; all cores unless given
    #[arg(long, short, value_name = "N", value_parser = positive)]
    pub(crate) jobs: Option<usize>,
    #[command(flatten)]
    pub(crate) coding: Coding,
}

/// What may propose events.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ProposersArgument {
    /// Frames and model together
    Both,
    /// Only the codebook's frames
    Frames,
    /// Only the learned model
    Model,
}

impl From<ProposersArgument> for Proposers {
    fn from(argument: ProposersArgument) -> Self {
        match argument {
            ProposersArgument::Both => Self::Both,
            ProposersArgument::Frames => Self::Frames,
            ProposersArgument::Model => Self::Model,
        }
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    // In a terminal that can, unless the environment says otherwise. No help here: the names speak for themselves.
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes it the rule for all that is printed.
    pub(crate) fn apply(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

fn positive(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=1024).contains(number));
    number.ok_or_else(|| "give a number from 1 to 1024".to_owned())
}

fn share(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "give a number from 0 to 1".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn numbers_out_of_range_are_refused() {
        for (text, fits) in [
            ("1", true),
            ("1024", true),
            ("0", false),
            ("1025", false),
            ("-1", false),
            ("two", false),
        ] {
            assert_eq!(positive(text).is_ok(), fits, "{text}");
        }
        for (text, fits) in [
            ("0", true),
            ("0.7", true),
            ("1", true),
            ("1.1", false),
            ("-0.1", false),
            ("NaN", false),
        ] {
            assert_eq!(share(text).is_ok(), fits, "{text}");
        }
    }
}
