//! Small codebooks for tests.

use crate::codebook::{Codebook, embedded_files};
use crate::document::SourceFile;
use crate::error::{CodebookError, Problems};
use crate::ontology::Ontology;

fn tables() -> impl Iterator<Item = SourceFile> {
    embedded_files().into_iter().filter(|file| !file.is_toml())
}

pub(crate) fn ontology() -> Ontology {
    let files: Vec<SourceFile> = tables().collect();
    Ontology::read(&files.iter().collect::<Vec<_>>(), &mut Problems::default())
}

/// A codebook of the real tables and the given TOML files only.
pub(crate) fn codebook(files: &[(&str, &str)]) -> Result<Codebook, CodebookError> {
    let own = files.iter().map(|(path, text)| SourceFile {
        path: (*path).to_owned(),
        shown: (*path).to_owned(),
        text: (*text).to_owned(),
        own: false,
    });
    Codebook::read(&tables().chain(own).collect::<Vec<_>>())
}
