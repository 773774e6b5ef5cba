use std::path::Path;
use std::thread;

use anyhow::{Result, anyhow};
use tidings_actors::{Gazetteer, GazetteerError, Scene};
use tidings_annotate::{Annotation, Annotator};
use tidings_codebook::Codebook;
use tidings_coder::{CodedReport, Settings};
use tidings_text::{ReadError, Report};

use crate::guard::guarded;

/// Why a report gave no record.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The annotator's runtime failed.
    #[error("report {id}: {problem}")]
    Annotate {
        /// The report's id.
        id: String,
        /// What the annotator says.
        problem: tidings_annotate::AnnotateError,
    },
    /// A fault of the program.
    #[error("report {id}: the program failed on it ({problem}); please send us this message and the report")]
    Fault {
        /// The report's id.
        id: String,
        /// What went wrong, and where.
        problem: String,
    },
}

/// Everything that a report passes, loaded once and shared by all threads.
pub(crate) struct Pipeline<'a> {
    /// The model.
    pub(crate) annotator: &'static Annotator,
    /// The tables of names.
    pub(crate) gazetteer: &'a Gazetteer,
    /// Ours, or ours with the user's on top.
    pub(crate) codebook: &'a Codebook,
}

impl<'a> Pipeline<'a> {
    /// Loads what is not loaded yet. Model and tables load side by side: for one report that is most of the time.
    pub(crate) fn load(codebook: &'a UsedCodebook, tables: &'a UsedTables) -> Result<Self> {
        thread::scope(|threads| {
            let annotator = threads.spawn(Annotator::embedded);
            let gazetteer = threads.spawn(|| tables.get());
            let codebook = codebook.get()?;
            let failed = |_| anyhow!("the program failed while it loaded its data");
            Ok(Self {
                annotator: annotator.join().map_err(failed)??,
                gazetteer: gazetteer.join().map_err(failed)??,
                codebook,
            })
        })
    }

    /// The words, tags, arcs and names of a report.
    pub(crate) fn annotate(&self, report: &Report) -> Result<Annotation, Failure> {
        let outcome = guarded(|| self.annotator.annotate(report));
        let annotation = outcome.map_err(|problem| Failure::Fault {
            id: report.id.clone(),
            problem,
        })?;
        annotation.map_err(|problem| Failure::Annotate {
            id: report.id.clone(),
            problem,
        })
    }

    /// Who is who, where and when in a report.
    pub(crate) fn scene(&self, report: &Report, annotation: &Annotation) -> Result<Scene, Failure> {
        let outcome = guarded(|| tidings_actors::resolve(report, annotation, self.gazetteer));
        outcome.map_err(|problem| Failure::Fault {
            id: report.id.clone(),
            problem,
        })
    }

    /// The record of a report.
    pub(crate) fn code(&self, report: &Report, settings: &Settings) -> Result<CodedReport, Failure> {
        let annotation = self.annotate(report)?;
        let scene = self.scene(report, &annotation)?;
        let coded = guarded(|| tidings_coder::code(report, &annotation, &scene, self.codebook, settings));
        coded.map_err(|problem| Failure::Fault {
            id: report.id.clone(),
            problem,
        })
    }
}

/// The codebook to code by.
pub(crate) enum UsedCodebook {
    /// The program's own, read when it is needed.
    Ours,
    /// A user's on top of ours.
    Users(Box<Codebook>),
}

impl UsedCodebook {
    /// The program's codebook, with that of a folder on top where one is given.
    pub(crate) fn of(folder: Option<&Path>) -> Result<Self> {
        Ok(match folder {
            None => Self::Ours,
            Some(folder) => Self::Users(Box::new(Codebook::load(folder)?)),
        })
    }

    /// The codebook itself.
    pub(crate) fn get(&self) -> Result<&Codebook> {
        Ok(match self {
            Self::Ours => Codebook::embedded()?,
            Self::Users(codebook) => codebook,
        })
    }
}

/// The tables of names to use.
pub(crate) enum UsedTables {
    /// The program's own, opened when they are needed.
    Ours,
    /// A user's on top of ours.
    Users(Box<Gazetteer>),
}

impl UsedTables {
    /// The program's tables, with those of a folder on top where one is given.
    pub(crate) fn of(folder: Option<&Path>) -> Result<Self> {
        Ok(match folder {
            None => Self::Ours,
            Some(folder) => Self::Users(Box::new(Gazetteer::load(folder)?)),
        })
    }

    /// The tables themselves.
    pub(crate) fn get(&self) -> Result<&Gazetteer, GazetteerError> {
        match self {
            Self::Ours => Gazetteer::embedded(),
            Self::Users(gazetteer) => Ok(gazetteer),
        }
    }
}
