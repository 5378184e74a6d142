//! Comparing outputs with what is on disk, and writing them: [`Emitter`].
//!
//! Checking and writing are the same comparison. Writing changes all files or none. Deleted is
//! only what the last manifest lists, below the directory, and not through a symbolic link.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::manifest::hash;
use crate::{Manifest, ManifestError, OutputPath, OutputSet};

mod disk;
mod transaction;

use disk::look;
use transaction::Transaction;

/// The manifest's name in the output directory.
pub const MANIFEST: &str = "manifest.json";

/// Whether to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmitMode {
    /// Bring the directory up to date.
    Write,
    /// Say what is stale and write nothing.
    Check,
}

/// Why a file is stale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaleReason {
    /// It is not there.
    Missing,
    /// Its content differs, first at this line.
    Differs {
        /// Line, from 1.
        line: usize,
        /// Whether it still is what the manifest lists: its inputs changed, not the file.
        outdated: bool,
    },
    /// It is no longer generated.
    Leftover,
    /// It is the manifest, and cannot be read.
    Damaged(ManifestError),
}

/// A file that is not as it would be generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleFile {
    /// Its path in the output directory.
    pub path: String,
    /// Why.
    pub reason: StaleReason,
}

impl fmt::Display for StaleFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.reason {
            StaleReason::Missing => write!(formatter, "{path} is missing"),
            StaleReason::Differs {
                line,
                outdated: true,
            } => {
                write!(formatter, "{path}:{line} is out of date")
            }
            StaleReason::Differs {
                line,
                outdated: false,
            } => {
                write!(formatter, "{path}:{line} was edited by hand")
            }
            StaleReason::Leftover => write!(formatter, "{path} is no longer generated"),
            StaleReason::Damaged(error) => write!(formatter, "{path} is damaged: {error}"),
        }
    }
}

/// What emission did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmitReport {
    /// Files that were written.
    pub written: Vec<String>,
    /// How many files were right already.
    pub fresh: usize,
    /// Files that are not right; empty after writing.
    pub stale: Vec<StaleFile>,
    /// Files that were removed.
    pub removed: Vec<String>,
    /// The manifest on disk could not be read, so that nobody knows what else was generated: such
    /// files, if there are any, stayed.
    pub damaged_manifest: Option<ManifestError>,
}

/// Why emission failed; files are as they were.
#[derive(Debug)]
pub struct EmitError {
    /// What was being done.
    pub action: &'static str,
    /// With which file.
    pub path: PathBuf,
    /// What the system says.
    pub cause: io::Error,
}

impl EmitError {
    fn new(action: &'static str, path: &Path, cause: io::Error) -> Self {
        Self {
            action,
            path: path.to_path_buf(),
            cause,
        }
    }
}

impl fmt::Display for EmitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "cannot {} `{}`: {}",
            self.action,
            self.path.display(),
            self.cause
        )
    }
}

impl std::error::Error for EmitError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// Brings one directory up to date.
#[derive(Debug)]
pub struct Emitter<'a> {
    directory: &'a Path,
    /// Directories (with a trailing `/`) that this run is about; all when `None`.
    scope: Option<Vec<String>>,
    spares_others: bool,
}

impl<'a> Emitter<'a> {
    /// For everything in `directory`.
    #[must_use]
    pub fn new(directory: &'a Path) -> Self {
        Self {
            directory,
            scope: None,
            spares_others: false,
        }
    }

    /// Only for these sub-directories; what the manifest lists of others stays. The directory
    /// itself is called by the empty name.
    #[must_use]
    pub fn within(mut self, directories: impl IntoIterator<Item = String>) -> Self {
        self.scope = directories
            .into_iter()
            .map(|one| (!one.is_empty()).then(|| format!("{one}/")))
            .collect();
        self
    }

    /// Refuses to replace a file that the manifest does not list: for directories that people name
    /// on the command line, where such a file may be their own.
    #[must_use]
    pub fn sparing_others(mut self) -> Self {
        self.spares_others = true;
        self
    }

    /// Compares `outputs` with the directory and, in [`EmitMode::Write`], brings it up to date.
    ///
    /// `manifest` has the inputs; its outputs are filled in. A manifest on disk that is damaged
    /// counts as none, which is reported.
    ///
    /// # Errors
    ///
    /// Returns the first thing that is in the way or that the system refuses; files are as they
    /// were then.
    pub fn emit(
        &self,
        outputs: &OutputSet,
        mut manifest: Manifest,
        mode: EmitMode,
    ) -> Result<EmitReport, EmitError> {
        let mut report = EmitReport::default();
        let old = self.old_manifest(&mut report)?;
        manifest.outputs = old
            .outputs
            .iter()
            .filter(|(path, _)| !self.is_in_scope(path))
            .map(|(path, hash)| (path.clone(), hash.clone()))
            .collect();
        let mut changed: Vec<(&str, &str)> = Vec::new();
        for (path, content) in outputs.iter() {
            let path = path.as_str();
            manifest.outputs.insert(path.to_owned(), hash(content));
            match self.compare(path, content, &old)? {
                None => report.fresh += 1,
                Some(reason) => {
                    changed.push((path, content));
                    report.stale.push(StaleFile {
                        path: path.to_owned(),
                        reason,
                    });
                }
            }
        }
        let leftovers: Vec<&str> = old
            .outputs
            .keys()
            .map(String::as_str)
            .filter(|path| self.is_in_scope(path) && outputs.get(path).is_none())
            // A manifest that was tampered with must not make this delete anything else.
            .filter(|path| OutputPath::new(*path).is_ok())
            .filter(|path| matches!(look(self.directory, path), Ok(Some(_))))
            .collect();
        report.stale.extend(leftovers.iter().map(|path| StaleFile {
            path: (*path).to_owned(),
            reason: StaleReason::Leftover,
        }));
        let text = manifest.to_text();
        let manifest = (MANIFEST, text.as_str());
        let new_manifest = self.compare(MANIFEST, &text, &old)?;
        if let Some(reason) = &new_manifest
            && let Some(reason) = Self::stale_manifest(&report, reason)
        {
            report.stale.push(StaleFile {
                path: MANIFEST.to_owned(),
                reason,
            });
        }
        if mode == EmitMode::Write {
            let manifest = new_manifest.map(|_| manifest);
            self.write(&changed, &leftovers, manifest)?;
            report.written = changed
                .iter()
                .chain(&manifest)
                .map(|(path, _)| (*path).to_owned())
                .collect();
            report.removed = leftovers.into_iter().map(str::to_owned).collect();
            report.stale.clear();
        }
        Ok(report)
    }

    /// The manifest on disk; an empty one where there is none.
    fn old_manifest(&self, report: &mut EmitReport) -> Result<Manifest, EmitError> {
        let Some(text) = look(self.directory, MANIFEST)? else {
            return Ok(Manifest::default());
        };
        match Manifest::parse(&text) {
            Ok(manifest) => Ok(manifest),
            Err(error) if self.scope.is_some() => {
                let text = format!("{error}; generate everything once to replace it");
                Err(EmitError::new(
                    "read",
                    &self.directory.join(MANIFEST),
                    io::Error::new(io::ErrorKind::InvalidData, text),
                ))
            }
            Err(error) => {
                report.damaged_manifest = Some(error);
                Ok(Manifest::default())
            }
        }
    }

    /// Why the manifest is stale, where other files do not say so already.
    fn stale_manifest(report: &EmitReport, reason: &StaleReason) -> Option<StaleReason> {
        match (&report.damaged_manifest, reason) {
            (Some(error), _) => Some(StaleReason::Damaged(error.clone())),
            (None, _) if !report.stale.is_empty() => None,
            // Inputs changed in a way that no output shows.
            (None, StaleReason::Differs { line, .. }) => Some(StaleReason::Differs {
                line: *line,
                outdated: true,
            }),
            (None, other) => Some(other.clone()),
        }
    }

    fn is_in_scope(&self, path: &str) -> bool {
        self.scope
            .as_ref()
            .is_none_or(|scope| scope.iter().any(|one| path.starts_with(one.as_str())))
    }

    fn compare(
        &self,
        path: &str,
        content: &str,
        old: &Manifest,
    ) -> Result<Option<StaleReason>, EmitError> {
        let Some(found) = look(self.directory, path)? else {
            return Ok(Some(StaleReason::Missing));
        };
        if found == content || found.replace("\r\n", "\n") == content {
            return Ok(None);
        }
        let listed = old.outputs.get(path);
        if self.spares_others && listed.is_none() && path != MANIFEST {
            return Err(EmitError::new(
                "replace",
                &self.directory.join(path),
                io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    "it is there already and was not generated here",
                ),
            ));
        }
        let line = found
            .lines()
            .zip(content.lines())
            .take_while(|(left, right)| left == right)
            .count()
            + 1;
        let outdated = listed.is_some_and(|known| *known == hash(&found));
        Ok(Some(StaleReason::Differs { line, outdated }))
    }

    /// The manifest goes last, so that a run that is killed leaves one that lists what was there.
    fn write(
        &self,
        changed: &[(&str, &str)],
        leftovers: &[&str],
        manifest: Option<(&str, &str)>,
    ) -> Result<(), EmitError> {
        let mut transaction = Transaction::new(self.directory);
        for (path, content) in changed {
            transaction.write(path, content)?;
        }
        for path in leftovers {
            transaction.remove(path);
        }
        if let Some((path, content)) = manifest {
            transaction.write(path, content)?;
        }
        transaction.commit()
    }
}
