use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{ProblemKind, Problems};

/// A file of the codebook.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    /// Path inside the codebook, with `/`: "frames/assault.toml".
    pub(crate) path: String,
    /// The file as the user knows it.
    pub(crate) shown: String,
    /// Its text.
    pub(crate) text: String,
    /// Whether it is a user's own, which may replace ours.
    pub(crate) own: bool,
}

impl SourceFile {
    pub(crate) fn is_toml(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|extension| extension == "toml")
    }
}

/// A TOML file that knows its lines.
pub(crate) struct Document<'a> {
    pub(crate) file: &'a SourceFile,
    line_starts: Vec<usize>,
    root: DeTable<'a>,
}

impl<'a> Document<'a> {
    /// Reads `file`; a syntax error is reported and leaves an empty document.
    pub(crate) fn parse(file: &'a SourceFile, problems: &mut Problems) -> Self {
        let line_starts = std::iter::once(0)
            .chain(file.text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let mut document = Self {
            file,
            line_starts,
            root: DeTable::new(),
        };
        match DeTable::parse(&file.text) {
            Ok(root) => document.root = root.into_inner(),
            Err(error) => {
                let line = error.span().map_or(1, |span| document.line(span.start));
                problems.add(&file.shown, line, ProblemKind::Syntax(error.message().to_owned()));
            }
        }
        document
    }

    /// The file's top level.
    pub(crate) fn root(&self) -> Section<'_> {
        Section {
            file: self.file,
            document: self,
            table: &self.root,
            line: 1,
        }
    }

    fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }
}

/// A string of a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item<'a> {
    pub(crate) text: &'a str,
    pub(crate) line: usize,
}

/// A table of a file.
#[derive(Clone, Copy)]
pub(crate) struct Section<'a> {
    pub(crate) file: &'a SourceFile,
    document: &'a Document<'a>,
    table: &'a DeTable<'a>,
    /// Line of its header.
    pub(crate) line: usize,
}

impl<'a> Section<'a> {
    /// Reports a problem at `line` of this file.
    pub(crate) fn report(&self, line: usize, kind: ProblemKind, problems: &mut Problems) {
        problems.add(&self.file.shown, line, kind);
    }

    /// The keys with their lines, in alphabetical order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = Item<'a>> {
        let document = self.document;
        self.table.keys().map(move |key| Item {
            text: key.get_ref().as_ref(),
            line: document.line(key.span().start),
        })
    }

    /// Reports every key that is not in `known`.
    pub(crate) fn check_keys(&self, known: &[&str], problems: &mut Problems) {
        for key in self.keys().filter(|key| !known.contains(&key.text)) {
            self.report(
                key.line,
                ProblemKind::unknown("key", key.text, known.iter().copied()),
                problems,
            );
        }
    }

    fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.get(key)
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &'static str, problems: &mut Problems) {
        let kind = ProblemKind::WrongType {
            key: key.to_owned(),
            expected,
        };
        self.report(self.document.line(value.span().start), kind, problems);
    }

    /// The string at `key`.
    pub(crate) fn text(&self, key: &str, problems: &mut Problems) -> Option<Item<'a>> {
        let value = self.value(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(key, value, "a string", problems);
        }
        text.map(|text| Item {
            text,
            line: self.document.line(value.span().start),
        })
    }

    /// The string at `key`, which must be there.
    pub(crate) fn required(&self, entry: &'static str, key: &'static str, problems: &mut Problems) -> Option<Item<'a>> {
        if self.value(key).is_none() {
            self.report(self.line, ProblemKind::Missing { entry, key }, problems);
        }
        self.text(key, problems)
    }

    /// The string or strings at `key`; `None` where there is no such key.
    pub(crate) fn texts(&self, key: &str, problems: &mut Problems) -> Option<Vec<Item<'a>>> {
        let value = self.value(key)?;
        let line = |value: &Spanned<DeValue<'_>>| self.document.line(value.span().start);
        if let Some(text) = value.get_ref().as_str() {
            return Some(vec![Item {
                text,
                line: line(value),
            }]);
        }
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a string or a list of strings", problems);
            return None;
        };
        let mut items = Vec::with_capacity(list.len());
        for value in list {
            match value.get_ref().as_str() {
                Some(text) => items.push(Item {
                    text,
                    line: line(value),
                }),
                None => self.wrong_type(key, value, "a list of strings only", problems),
            }
        }
        Some(items)
    }

    /// The value that `item` names; another word is reported.
    pub(crate) fn named<T: Copy>(
        &self,
        what: &'static str,
        item: Item<'_>,
        known: &[(&'static str, T)],
        problems: &mut Problems,
    ) -> Option<T> {
        let found = known.iter().find(|(name, _)| *name == item.text);
        if found.is_none() {
            let known = known.iter().map(|(name, _)| *name);
            self.report(item.line, ProblemKind::unknown(what, item.text, known), problems);
        }
        found.map(|(_, value)| *value)
    }

    /// The truth value at `key`; false where there is none.
    pub(crate) fn flag(&self, key: &str, problems: &mut Problems) -> bool {
        let Some(value) = self.value(key) else { return false };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(key, value, "true or false", problems);
        }
        flag.unwrap_or_default()
    }

    /// The table at `key`.
    pub(crate) fn section(&self, key: &str, problems: &mut Problems) -> Option<Section<'a>> {
        let value = self.value(key)?;
        let section = self.as_section(value);
        if section.is_none() {
            self.wrong_type(key, value, "a table", problems);
        }
        section
    }

    /// The tables at `key` (`[[key]]`), in the file's order.
    pub(crate) fn sections(&self, key: &str, problems: &mut Problems) -> Vec<Section<'a>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a list of tables (write [[…]] above each)", problems);
            return Vec::new();
        };
        let mut sections = Vec::with_capacity(list.len());
        for value in list {
            match self.as_section(value) {
                Some(section) => sections.push(section),
                None => self.wrong_type(key, value, "a list of tables (write [[…]] above each)", problems),
            }
        }
        sections
    }

    fn as_section(&self, value: &'a Spanned<DeValue<'a>>) -> Option<Section<'a>> {
        let table = value.get_ref().as_table()?;
        Some(Section {
            table,
            line: self.document.line(value.span().start),
            ..*self
        })
    }
}
