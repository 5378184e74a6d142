//! Several files replaced and removed together: [`Transaction`].
//!
//! New contents are written beside their places first, where a full disk or a directory that may
//! not be written shows without harm. Only then are files renamed; what was there is kept beside
//! until the last rename has succeeded. Dropped before that, everything is as it was. Symbolic
//! links are never followed below the directory.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::EmitError;

/// Changes of files below a directory, all or none.
#[derive(Debug)]
pub(super) struct Transaction<'a> {
    directory: &'a Path,
    /// Directories that were made for it, outer ones first.
    made: Vec<PathBuf>,
    changes: Vec<Change>,
    committed: bool,
}

/// A file that is replaced, or removed.
#[derive(Debug)]
struct Change {
    place: PathBuf,
    /// The new content; `None` to remove.
    new: Option<PathBuf>,
    /// Where what was there is kept, once it is.
    old: Option<PathBuf>,
    /// Whether the new content is in its place.
    placed: bool,
}

impl<'a> Transaction<'a> {
    pub(super) fn new(directory: &'a Path) -> Self {
        Self {
            directory,
            made: Vec::new(),
            changes: Vec::new(),
            committed: false,
        }
    }

    /// Writes the new content of a file beside its place.
    pub(super) fn write(&mut self, path: &str, content: &str) -> Result<(), EmitError> {
        let place = self.directory.join(path);
        let parent = place.parent().unwrap_or(self.directory);
        self.make(parent)?;
        let new = beside(&place, "new");
        let failed = |cause| EmitError::new("write", &place, cause);
        let mut file = match File::create_new(&new) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                // A run that was killed left it. Removing does not follow a link, as opening does.
                fs::remove_file(&new)
                    .and_then(|()| File::create_new(&new))
                    .map_err(failed)?
            }
            opened => opened.map_err(failed)?,
        };
        self.changes.push(Change {
            place: place.clone(),
            new: Some(new),
            old: None,
            placed: false,
        });
        file.write_all(content.as_bytes()).map_err(failed)
    }

    /// Removes a file when the rest succeeds, and the directories that this leaves empty.
    pub(super) fn remove(&mut self, path: &str) {
        self.changes.push(Change {
            place: self.directory.join(path),
            new: None,
            old: None,
            placed: false,
        });
    }

    /// Brings all changes into their places, in the order in which they were announced.
    pub(super) fn commit(mut self) -> Result<(), EmitError> {
        for change in &mut self.changes {
            let action = if change.new.is_some() {
                "replace"
            } else {
                "remove"
            };
            let failed = |cause| EmitError::new(action, &change.place, cause);
            let old = beside(&change.place, "old");
            match fs::rename(&change.place, &old) {
                Ok(()) => change.old = Some(old),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(failed(error)),
            }
            if let Some(new) = &change.new {
                fs::rename(new, &change.place).map_err(failed)?;
                change.placed = true;
            }
        }
        self.committed = true;
        for change in &self.changes {
            // Every file is in its place. A file beside it that stays is no reason to fail.
            if let Some(old) = &change.old {
                let _ = fs::remove_file(old);
            }
            if change.new.is_none() {
                self.remove_empty_parents(&change.place);
            }
        }
        Ok(())
    }

    fn make(&mut self, directory: &Path) -> Result<(), EmitError> {
        let mut missing: Vec<PathBuf> = directory
            .ancestors()
            .take_while(|one| !one.as_os_str().is_empty() && !one.exists())
            .map(Path::to_path_buf)
            .collect();
        while let Some(one) = missing.pop() {
            fs::create_dir(&one)
                .map_err(|cause| EmitError::new("create the directory", &one, cause))?;
            self.made.push(one);
        }
        Ok(())
    }

    /// A directory that is not empty stays, and so do those around it.
    fn remove_empty_parents(&self, place: &Path) {
        for parent in place.ancestors().skip(1) {
            if parent == self.directory || fs::remove_dir(parent).is_err() {
                break;
            }
        }
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if self.committed {
            return;
        }
        // The error that led here is being reported; what fails here has no better report.
        for change in self.changes.iter().rev() {
            if change.placed {
                let _ = fs::remove_file(&change.place);
            } else if let Some(new) = &change.new {
                let _ = fs::remove_file(new);
            }
            if let Some(old) = &change.old {
                let _ = fs::rename(old, &change.place);
            }
        }
        for directory in self.made.iter().rev() {
            let _ = fs::remove_dir(directory);
        }
    }
}

/// A name in the same directory, so that renaming is one step of the file system.
fn beside(place: &Path, what: &str) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}.oas-{what}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use super::Transaction;

    fn files(directory: &Path) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        for entry in fs::read_dir(directory).expect("it is a directory") {
            let path = entry.expect("it can be listed").path();
            let name = path.file_name().expect("it has a name");
            let name = name.to_string_lossy().into_owned();
            if path.is_dir() {
                let within = files(&path).into_iter();
                found.insert(format!("{name}/"), String::new());
                found.extend(within.map(|(inner, text)| (format!("{name}/{inner}"), text)));
            } else {
                found.insert(name, fs::read_to_string(&path).expect("it is text"));
            }
        }
        found
    }

    #[test]
    fn all_changes_take_place() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let directory = directory.path();
        fs::create_dir(directory.join("old")).expect("it can be made");
        fs::write(directory.join("old/a"), "1").expect("it can be written");
        fs::write(directory.join("b"), "1").expect("it can be written");
        let mut transaction = Transaction::new(directory);
        transaction.write("b", "2").expect("it can be written");
        transaction
            .write("new/er/c", "2")
            .expect("it can be written");
        transaction.remove("old/a");
        transaction.commit().expect("nothing is in the way");
        let names: Vec<String> = files(directory).into_keys().collect();
        assert_eq!(names, ["b", "new/", "new/er/", "new/er/c"]);
        assert_eq!(files(directory)["b"], "2");
    }

    #[test]
    fn nothing_takes_place_without_commit() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let directory = directory.path();
        fs::write(directory.join("b"), "1").expect("it can be written");
        let before = files(directory);
        let mut transaction = Transaction::new(directory);
        transaction.write("b", "2").expect("it can be written");
        transaction
            .write("new/er/c", "2")
            .expect("it can be written");
        drop(transaction);
        assert_eq!(files(directory), before);
    }

    #[test]
    fn a_rename_that_fails_undoes_those_before_it() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let directory = directory.path();
        fs::write(directory.join("a"), "1").expect("it can be written");
        fs::write(directory.join("c"), "1").expect("it can be written");
        let before = files(directory);
        let mut transaction = Transaction::new(directory);
        transaction.write("a", "2").expect("it can be written");
        transaction.remove("c");
        transaction.write("sub/d", "2").expect("it can be written");
        // What was staged goes away under it.
        fs::remove_file(directory.join("sub/.d.oas-new")).expect("it is there");
        let error = transaction
            .commit()
            .expect_err("there is nothing to rename");
        assert_eq!(error.action, "replace");
        assert_eq!(files(directory), before);
    }

    #[test]
    fn what_a_killed_run_left_is_replaced() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let directory = directory.path();
        fs::write(directory.join(".a.oas-new"), "half").expect("it can be written");
        let mut transaction = Transaction::new(directory);
        transaction.write("a", "whole").expect("it can be written");
        transaction.commit().expect("nothing is in the way");
        let files = files(directory);
        assert_eq!(
            files.into_iter().collect::<Vec<_>>(),
            [("a".to_owned(), "whole".to_owned())]
        );
    }
}
