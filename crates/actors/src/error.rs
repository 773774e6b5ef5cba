use std::path::PathBuf;

/// Why the tables of the gazetteer cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GazetteerError {
    /// A table cannot be read from disk.
    #[error("{}: cannot be read: {source}; check that the file exists and is readable", path.display())]
    Read {
        /// The table.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line of a CSV table does not fit the table's columns.
    #[error("{table}: {source}; the header names the columns that every line must have")]
    Line {
        /// The table.
        table: String,
        /// What is wrong, with its line.
        source: csv::Error,
    },
    /// A field holds something that is no date, number or known word.
    #[error("{table}, line {line}: {column} \"{value}\" is not {expected}")]
    Field {
        /// The table.
        table: String,
        /// Line in the file, from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
        /// What should.
        expected: &'static str,
    },
    /// A word list is not valid TOML or lacks a list.
    #[error("{table}: {source}")]
    Words {
        /// The table.
        table: String,
        /// What is wrong, with its line.
        source: toml::de::Error,
    },
    /// The packed table of cities is damaged: the program was built from a broken table.
    #[error("the built-in table of cities is damaged: {0}; build the program again")]
    Cities(#[from] fst::Error),
}
