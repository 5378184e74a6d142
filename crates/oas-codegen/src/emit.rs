//! Comparing outputs with what is on disk, and writing them: [`Emitter`].
//!
//! Checking and writing are the same comparison. Nothing is written before everything that is to
//! be written lies complete beside its place; then files are renamed. Deleted is only what the
//! last manifest lists, below the directory, and not through a symbolic link.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::manifest::hash;
use crate::{Manifest, OutputPath, OutputSet};

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
        match self.reason {
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
}

/// Why emission failed; files are as they were but for those already renamed.
#[derive(Debug)]
pub struct EmitError {
    /// What was being done.
    pub action: &'static str,
    /// With which file.
    pub path: PathBuf,
    /// What the system says.
    pub cause: io::Error,
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
    /// Directories (with a trailing `/`) that this run is about; all when empty.
    scope: Vec<String>,
}

impl<'a> Emitter<'a> {
    /// For everything in `directory`.
    #[must_use]
    pub fn new(directory: &'a Path) -> Self {
        Self {
            directory,
            scope: Vec::new(),
        }
    }

    /// Only for these sub-directories; what the manifest lists of others stays.
    #[must_use]
    pub fn within(mut self, directories: impl IntoIterator<Item = String>) -> Self {
        self.scope = directories
            .into_iter()
            .map(|one| format!("{one}/"))
            .collect();
        self
    }

    /// Compares `outputs` with the directory and, in [`EmitMode::Write`], brings it up to date.
    ///
    /// `manifest` has the inputs; its outputs are filled in. A manifest on disk that cannot be
    /// read counts as none: nothing is deleted then.
    ///
    /// # Errors
    ///
    /// Returns the first thing that the system refuses.
    pub fn emit(
        &self,
        outputs: &OutputSet,
        mut manifest: Manifest,
        mode: EmitMode,
    ) -> Result<EmitReport, EmitError> {
        let old = self
            .read(MANIFEST)?
            .and_then(|text| Manifest::parse(&text).ok());
        let old = old.unwrap_or_default();
        manifest.outputs = old
            .outputs
            .iter()
            .filter(|(path, _)| !self.is_in_scope(path))
            .map(|(path, hash)| (path.clone(), hash.clone()))
            .collect();
        let mut report = EmitReport::default();
        let mut changed: Vec<(&str, &str)> = Vec::new();
        for (path, content) in outputs.iter() {
            manifest
                .outputs
                .insert(path.as_str().to_owned(), hash(content));
            match self.compare(path.as_str(), content, &old)? {
                None => report.fresh += 1,
                Some(reason) => {
                    changed.push((path.as_str(), content));
                    report.stale.push(StaleFile {
                        path: path.as_str().to_owned(),
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
            .filter(|path| OutputPath::new(*path).is_ok() && self.is_plain_file(path))
            .collect();
        report.stale.extend(leftovers.iter().map(|path| StaleFile {
            path: (*path).to_owned(),
            reason: StaleReason::Leftover,
        }));
        let text = manifest.to_text();
        if let Some(reason) = self.compare(MANIFEST, &text, &old)? {
            changed.push((MANIFEST, &text));
            if report.stale.is_empty() {
                // Inputs changed in a way that no output shows, or the manifest was damaged.
                let reason = match reason {
                    StaleReason::Differs { line, .. } => StaleReason::Differs {
                        line,
                        outdated: true,
                    },
                    other => other,
                };
                report.stale.push(StaleFile {
                    path: MANIFEST.to_owned(),
                    reason,
                });
            }
        }
        if mode == EmitMode::Write {
            self.write(&changed)?;
            for path in leftovers {
                self.remove(path)?;
                report.removed.push(path.to_owned());
            }
            report.written = changed.iter().map(|(path, _)| (*path).to_owned()).collect();
            report.stale.clear();
        }
        Ok(report)
    }

    fn is_in_scope(&self, path: &str) -> bool {
        self.scope.is_empty() || self.scope.iter().any(|one| path.starts_with(one.as_str()))
    }

    fn compare(
        &self,
        path: &str,
        content: &str,
        old: &Manifest,
    ) -> Result<Option<StaleReason>, EmitError> {
        let Some(found) = self.read(path)? else {
            return Ok(Some(StaleReason::Missing));
        };
        if found == content || found.replace("\r\n", "\n") == content {
            return Ok(None);
        }
        let line = found
            .lines()
            .zip(content.lines())
            .take_while(|(left, right)| left == right)
            .count()
            + 1;
        let outdated = old
            .outputs
            .get(path)
            .is_some_and(|known| *known == hash(&found));
        Ok(Some(StaleReason::Differs { line, outdated }))
    }

    /// The text of a file; `None` when there is none. What is no text differs from all texts.
    fn read(&self, path: &str) -> Result<Option<String>, EmitError> {
        let full = self.directory.join(path);
        match fs::read(&full) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(cause)
                if matches!(
                    cause.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(None)
            }
            Err(cause) => Err(EmitError {
                action: "read",
                path: full,
                cause,
            }),
        }
    }

    /// Whether a path leads to a regular file without passing a symbolic link.
    fn is_plain_file(&self, path: &str) -> bool {
        let mut current = self.directory.to_path_buf();
        let mut last = false;
        for segment in path.split('/') {
            current.push(segment);
            match fs::symlink_metadata(&current) {
                Ok(metadata) if !metadata.is_symlink() => last = metadata.is_file(),
                _ => return false,
            }
        }
        last
    }

    fn write(&self, files: &[(&str, &str)]) -> Result<(), EmitError> {
        let mut staged = Staged::default();
        for (path, content) in files {
            let full = self.directory.join(path);
            let parent = full.parent().unwrap_or(self.directory);
            fs::create_dir_all(parent).map_err(|cause| EmitError {
                action: "create the directory",
                path: parent.to_path_buf(),
                cause,
            })?;
            if full.is_dir() {
                let cause =
                    io::Error::new(io::ErrorKind::IsADirectory, "a directory is in its place");
                return Err(EmitError {
                    action: "write",
                    path: full,
                    cause,
                });
            }
            let name = full
                .file_name()
                .map(|name| name.to_string_lossy())
                .unwrap_or_default();
            let beside = parent.join(format!(".{name}.oas-new"));
            staged.files.push((beside.clone(), full.clone()));
            fs::write(&beside, content).map_err(|cause| EmitError {
                action: "write",
                path: full,
                cause,
            })?;
        }
        staged.commit()
    }

    /// Removes a file and the directories that it leaves empty.
    fn remove(&self, path: &str) -> Result<(), EmitError> {
        let full = self.directory.join(path);
        fs::remove_file(&full).map_err(|cause| EmitError {
            action: "remove",
            path: full.clone(),
            cause,
        })?;
        let mut parent = full.parent();
        while let Some(directory) = parent.filter(|directory| *directory != self.directory) {
            // A directory that is not empty stays, and so do those around it.
            if fs::remove_dir(directory).is_err() {
                break;
            }
            parent = directory.parent();
        }
        Ok(())
    }
}

/// Files that lie complete beside their place; dropped without [`Staged::commit`], they go away.
#[derive(Default)]
struct Staged {
    files: Vec<(PathBuf, PathBuf)>,
}

impl Staged {
    fn commit(mut self) -> Result<(), EmitError> {
        while let Some((beside, full)) = self.files.first().cloned() {
            fs::rename(&beside, &full).map_err(|cause| EmitError {
                action: "replace",
                path: full,
                cause,
            })?;
            self.files.remove(0);
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for (beside, _) in &self.files {
            // Cleaning up after an error that is being reported already.
            let _ = fs::remove_file(beside);
        }
    }
}
