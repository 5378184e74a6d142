//! Files to be written: [`OutputSet`], sorted by path.

use std::collections::BTreeMap;
use std::fmt;

/// A path below the output directory that no system can misread.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(String);

impl OutputPath {
    /// Checks a relative path with `/` between segments.
    ///
    /// # Errors
    ///
    /// Returns an error for a path that could leave the directory, name a device or be written
    /// differently on another system.
    pub fn new(path: impl Into<String>) -> Result<Self, OutputError> {
        let path = path.into();
        let fine = !path.is_empty() && path.len() <= 240 && path.split('/').all(is_plain_segment);
        if fine {
            Ok(Self(path))
        } else {
            Err(OutputError::Path(path))
        }
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Letters, digits, `.`, `-`, `_` and `@`; no device name of Windows; no trailing dot.
fn is_plain_segment(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or_default();
    let plain = |one: char| one.is_ascii_alphanumeric() || ".-_@".contains(one);
    !segment.is_empty()
        && !is_device(stem)
        && !segment.ends_with('.')
        && segment.chars().all(plain)
        && !segment.eq_ignore_ascii_case(".git")
}

/// Whether Windows takes a name for a device, whatever its extension.
pub(crate) fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    match stem.as_bytes() {
        [b'c', b'o', b'm', digit] | [b'l', b'p', b't', digit] => digit.is_ascii_digit(),
        _ => matches!(stem.as_str(), "con" | "prn" | "aux" | "nul"),
    }
}

/// Files with their contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputSet {
    files: BTreeMap<OutputPath, String>,
    /// Paths in lower case, to tell those apart that some systems do not.
    folded: BTreeMap<String, OutputPath>,
}

impl OutputSet {
    /// An empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    ///
    /// # Errors
    ///
    /// Returns an error for a bad path, and for one that is there already or differs from another
    /// only in case.
    pub fn insert(
        &mut self,
        path: impl Into<String>,
        content: impl Into<String>,
    ) -> Result<(), OutputError> {
        let path = OutputPath::new(path)?;
        let folded = path.as_str().to_ascii_lowercase();
        if let Some(other) = self.folded.get(&folded) {
            return Err(OutputError::Collision(other.clone(), path));
        }
        self.folded.insert(folded, path.clone());
        self.files.insert(path, content.into());
        Ok(())
    }

    /// Adds all files of another set below a directory; an empty directory is the set's own.
    ///
    /// # Errors
    ///
    /// As [`OutputSet::insert`].
    pub fn extend_below(&mut self, directory: &str, other: Self) -> Result<(), OutputError> {
        for (path, content) in other.files {
            let path = if directory.is_empty() {
                path.0
            } else {
                format!("{directory}/{path}")
            };
            self.insert(path, content)?;
        }
        Ok(())
    }

    /// The files, sorted by path.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&OutputPath, &str)> {
        self.files
            .iter()
            .map(|(path, content)| (path, content.as_str()))
    }

    /// The content of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files
            .get(&OutputPath(path.to_owned()))
            .map(String::as_str)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// A path that cannot be written, or two that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputError {
    /// The path could leave the directory or means something else on another system.
    Path(String),
    /// Two files have one path, or differ only in case.
    Collision(OutputPath, OutputPath),
}

impl fmt::Display for OutputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => write!(formatter, "`{path}` cannot be the path of an output"),
            Self::Collision(first, second) if first == second => {
                write!(formatter, "two outputs have the path `{first}`")
            }
            Self::Collision(first, second) => {
                write!(
                    formatter,
                    "the outputs `{first}` and `{second}` differ only in case"
                )
            }
        }
    }
}

impl std::error::Error for OutputError {}

#[cfg(test)]
mod tests {
    use super::{OutputPath, OutputSet};

    #[test]
    fn paths_that_leave_or_confuse_are_refused() {
        for path in [
            "", "../a", "a/../b", "/a", "a//b", "a\\b", "nul.rs", "a/COM1", "a.", "é", ".git/x",
        ] {
            assert!(OutputPath::new(path).is_err(), "{path} was accepted");
        }
        for path in [
            "a",
            "src/models.rs",
            ".npmrc",
            "console.ts",
            "a/@b.json",
            "com/a",
            "con1.rs",
        ] {
            assert!(OutputPath::new(path).is_ok(), "{path} was refused");
        }
    }

    #[test]
    fn paths_that_differ_only_in_case_collide() {
        let mut outputs = OutputSet::new();
        assert!(outputs.insert("src/pet.rs", "").is_ok());
        assert!(outputs.insert("src/Pet.rs", "").is_err());
        assert!(outputs.insert("src/pet.rs", "").is_err());
    }
}
