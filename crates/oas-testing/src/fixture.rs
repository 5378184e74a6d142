//! Cases that are files: [`fixtures`] and [`fixture_directories`] find them by pattern.

use std::path::{Path, PathBuf};

use globset::GlobBuilder;

use crate::walk::{read, walk};

/// A case: a file, or a directory of files, named by its situation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fixture {
    /// The path from the crate, with `/` between segments; the same on every machine.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

impl Fixture {
    /// The text of the fixture, or of a file in it when `file` is not empty.
    ///
    /// # Panics
    ///
    /// When there is no such file, or it is no UTF-8.
    #[must_use]
    pub fn text(&self, file: &str) -> String {
        if file.is_empty() {
            read(&self.path)
        } else {
            read(&self.path.join(file))
        }
    }

    /// The last segment of the name without extension: `duplicate_name` of
    /// `tests/fixtures/invalid/duplicate_name.yaml`.
    #[must_use]
    pub fn stem(&self) -> &str {
        let file = self.name.rsplit('/').next().unwrap_or(&self.name);
        file.split_once('.').map_or(file, |(stem, _)| stem)
    }
}

/// The files below `crate_directory` (`env!("CARGO_MANIFEST_DIR")`) whose path from there matches
/// `pattern`, sorted by name. `*` stays within a segment, `**` does not.
///
/// # Panics
///
/// When the pattern is malformed, and when nothing matches: a test without cases proves nothing.
#[must_use]
pub fn fixtures(crate_directory: impl AsRef<Path>, pattern: &str) -> Vec<Fixture> {
    matching(crate_directory.as_ref(), pattern, Path::is_file)
}

/// As [`fixtures`], for cases that are directories.
///
/// # Panics
///
/// As [`fixtures`].
#[must_use]
pub fn fixture_directories(crate_directory: impl AsRef<Path>, pattern: &str) -> Vec<Fixture> {
    matching(crate_directory.as_ref(), pattern, Path::is_dir)
}

fn matching(directory: &Path, pattern: &str, wanted: fn(&Path) -> bool) -> Vec<Fixture> {
    let glob = GlobBuilder::new(pattern)
        .literal_separator(true)
        .build()
        .unwrap_or_else(|error| panic!("the pattern `{pattern}` is malformed: {error}"))
        .compile_matcher();
    // Only what is below the fixed part of the pattern can match.
    let fixed: Vec<&str> = pattern
        .split('/')
        .take_while(|segment| !segment.contains(['*', '?', '[', '{']))
        .collect();
    let fixed = match fixed.len() {
        all if all == pattern.split('/').count() => String::new(),
        0 => String::new(),
        _ => format!("{}/", fixed.join("/")),
    };
    let found: Vec<Fixture> = walk(&directory.join(&fixed))
        .into_iter()
        .map(|(name, path)| Fixture {
            name: format!("{fixed}{name}"),
            path,
        })
        .filter(|fixture| glob.is_match(&fixture.name) && wanted(&fixture.path))
        .collect();
    assert!(
        !found.is_empty(),
        "nothing below `{}` matches `{pattern}`",
        directory.display()
    );
    found
}

#[cfg(test)]
mod tests {
    use super::{fixture_directories, fixtures};

    const HERE: &str = env!("CARGO_MANIFEST_DIR");

    #[test]
    fn files_and_directories_are_found_in_order() {
        let names = |pattern| {
            let found = fixtures(HERE, pattern).into_iter();
            found.map(|fixture| fixture.name).collect::<Vec<_>>()
        };
        assert_eq!(
            names("tests/fixtures/**/*.txt"),
            [
                "tests/fixtures/one/a.case.txt",
                "tests/fixtures/one/b.txt",
                "tests/fixtures/two.txt"
            ]
        );
        assert_eq!(names("tests/fixtures/*.txt"), ["tests/fixtures/two.txt"]);
        let directories = fixture_directories(HERE, "tests/fixtures/*");
        assert_eq!(directories.len(), 1);
        assert_eq!(directories[0].text("b.txt"), "b\n");
    }

    #[test]
    fn a_case_is_called_by_its_stem() {
        let stems: Vec<String> = fixtures(HERE, "tests/fixtures/one/*.txt")
            .iter()
            .map(|fixture| fixture.stem().to_owned())
            .collect();
        assert_eq!(stems, ["a", "b"]);
    }

    #[test]
    fn a_pattern_that_matches_nothing_fails_the_test() {
        let nothing = std::panic::catch_unwind(|| fixtures(HERE, "tests/fixtures/*.yaml"));
        assert!(nothing.is_err());
    }
}
