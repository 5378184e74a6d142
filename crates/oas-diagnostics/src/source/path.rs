//! What a path in a document means: [`join`] takes it from one file to another below the root.
//!
//! Nothing here touches a disk, so nothing here knows of symbolic links; the loader does.
//! Fragments and percent-encoding are the caller's: what comes in is a path, already decoded.

use std::fmt;

/// Why a path names no file below the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathError {
    /// It is a URL; nothing is fetched over the network.
    Url,
    /// It starts at the root of a file system.
    Absolute,
    /// Its `..` segments lead above the root.
    AboveRoot,
    /// It separates segments with `\`.
    Backslash,
    /// It holds a NUL character.
    Nul,
    /// It names no file: nothing is left of it after `.` and `..`.
    Empty,
}

impl fmt::Display for PathError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Url => "is a URL",
            Self::Absolute => "is absolute",
            Self::AboveRoot => "leads out of the root",
            Self::Backslash => "contains a `\\`",
            Self::Nul => "contains a NUL character",
            Self::Empty => "names no file",
        })
    }
}

impl std::error::Error for PathError {}

/// The path that `reference`, written in the file `base`, names: relative to the root, with `/`
/// between segments and without `.`, `..` and empty segments.
///
/// `base` is a path that this function or a loader gave; an empty reference is `base` itself.
///
/// # Errors
///
/// Returns why `reference` names no file below the root.
pub fn join(base: &str, reference: &str) -> Result<String, PathError> {
    if reference.is_empty() {
        return normalise(base);
    }
    check_form(reference)?;
    match base.rsplit_once('/') {
        Some((folder, _)) => normalise(&format!("{folder}/{reference}")),
        None => normalise(reference),
    }
}

/// `path`, which is relative to the root, without `.`, `..` and empty segments.
///
/// # Errors
///
/// Returns why `path` names no file below the root.
pub fn normalise(path: &str) -> Result<String, PathError> {
    check_form(path)?;
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop().ok_or(PathError::AboveRoot)?;
            }
            name => segments.push(name),
        }
    }
    if segments.is_empty() {
        return Err(PathError::Empty);
    }
    Ok(segments.join("/"))
}

/// Refuses what is no relative path at all.
fn check_form(path: &str) -> Result<(), PathError> {
    if path.contains('\0') {
        return Err(PathError::Nul);
    }
    if path.starts_with("//") {
        return Err(PathError::Url);
    }
    if path.starts_with('/') {
        return Err(PathError::Absolute);
    }
    if let Some(scheme) = scheme(path) {
        // One letter is a drive, `C:\specs\openapi.yaml`.
        return Err(if scheme.len() == 1 {
            PathError::Absolute
        } else {
            PathError::Url
        });
    }
    if path.contains('\\') {
        return Err(PathError::Backslash);
    }
    Ok(())
}

/// The scheme of a URL (RFC 3986 §3.1).
fn scheme(path: &str) -> Option<&str> {
    let (scheme, _) = path.split_once(':')?;
    let mut chars = scheme.chars();
    let starts = chars
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic());
    let continues = chars.all(|rest| rest.is_ascii_alphanumeric() || "+-.".contains(rest));
    (starts && continues).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::{PathError, join};

    #[test]
    fn paths_are_relative_to_the_file_they_stand_in() {
        let cases = [
            ("openapi.yaml", "paths/pets.yaml", "paths/pets.yaml"),
            ("a/openapi.yaml", "./pets.yaml", "a/pets.yaml"),
            (
                "a/b/c.yaml",
                "../../common//errors.yaml",
                "common/errors.yaml",
            ),
            ("a/b.yaml", "c/../d.yaml", "a/d.yaml"),
            ("a/b.yaml", "", "a/b.yaml"),
            ("b.yaml", "with space/ü:1.yaml", "with space/ü:1.yaml"),
            ("b.yaml", "./x:y.yaml", "x:y.yaml"),
        ];
        for (base, reference, expected) in cases {
            assert_eq!(
                join(base, reference).as_deref(),
                Ok(expected),
                "{reference}"
            );
        }
    }

    #[test]
    fn paths_that_leave_the_root_are_refused() {
        let cases = [
            ("../x.yaml", PathError::AboveRoot),
            ("b/../../../x.yaml", PathError::AboveRoot),
            ("/etc/passwd", PathError::Absolute),
            ("C:\\x.yaml", PathError::Absolute),
            ("C:x.yaml", PathError::Absolute),
            ("https://example.org/x.yaml", PathError::Url),
            ("file:///etc/passwd", PathError::Url),
            ("//example.org/x.yaml", PathError::Url),
            ("urn:example:pets", PathError::Url),
            ("..\\x.yaml", PathError::Backslash),
            ("x.yaml\0.json", PathError::Nul),
            (".", PathError::Empty),
        ];
        for (reference, expected) in cases {
            assert_eq!(
                join("openapi.yaml", reference),
                Err(expected),
                "{reference}"
            );
        }
        assert_eq!(
            join("a/b.yaml", "../../x.yaml"),
            Err(PathError::AboveRoot),
            "above the root by way of the base"
        );
    }
}
