//! Whole directories of expected files: [`assert_golden_dir`].

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use similar::TextDiff;

use crate::walk::{read, walk};

/// With this in the environment, golden directories are rewritten instead of compared.
pub const UPDATE: &str = "UPDATE_GOLDEN";

/// How many lines of difference are shown of one file, and of how many files.
const MAX_LINES: usize = 60;
const MAX_FILES: usize = 10;

/// Compares files by path with those below `directory`, or writes them where [`UPDATE`] is set.
///
/// Line ends are compared as `\n`. After an update, files that are not in `actual` are gone.
///
/// # Panics
///
/// When they differ, with the difference and how to accept it.
pub fn assert_golden_dir(actual: &BTreeMap<String, String>, directory: &Path) {
    if std::env::var_os(UPDATE).is_some_and(|value| value != "0" && !value.is_empty()) {
        update(actual, directory);
        return;
    }
    if let Some(difference) = golden_difference(actual, directory) {
        panic!(
            "`{}` is not what was generated:\n{difference}\nset {UPDATE}=1 to accept it, then read the change",
            directory.display()
        );
    }
}

/// What differs between `actual` and the files below `directory`; `None` when nothing does.
///
/// # Panics
///
/// When a file cannot be read.
#[must_use]
pub fn golden_difference(actual: &BTreeMap<String, String>, directory: &Path) -> Option<String> {
    let expected = expected(directory);
    let mut differences: Vec<String> = Vec::new();
    for (path, text) in &expected {
        match actual.get(path) {
            None => differences.push(format!("--- {path}\nexpected, and was not generated\n")),
            Some(actual) if actual == text => {}
            Some(actual) => differences.push(difference(path, text, actual)),
        }
    }
    for path in actual.keys().filter(|path| !expected.contains_key(*path)) {
        differences.push(format!("+++ {path}\ngenerated, and was not expected\n"));
    }
    let more = differences.len().saturating_sub(MAX_FILES);
    differences.truncate(MAX_FILES);
    if more > 0 {
        differences.push(format!("and {more} more files differ\n"));
    }
    (!differences.is_empty()).then(|| differences.concat())
}

fn expected(directory: &Path) -> BTreeMap<String, String> {
    if !directory.is_dir() {
        return BTreeMap::new();
    }
    walk(directory)
        .into_iter()
        .filter(|(_, path)| path.is_file())
        .map(|(name, path)| (name, read(&path).replace("\r\n", "\n")))
        .collect()
}

fn difference(path: &str, expected: &str, actual: &str) -> String {
    let diff = TextDiff::from_lines(expected, actual);
    let unified = diff
        .unified_diff()
        .context_radius(2)
        .header(path, path)
        .to_string();
    let mut lines = unified.lines();
    let mut text = String::new();
    for line in lines.by_ref().take(MAX_LINES) {
        text.push_str(line);
        text.push('\n');
    }
    match lines.count() {
        0 => {}
        more => {
            // Writing to a string does not fail.
            let _ = writeln!(text, "and {more} more lines");
        }
    }
    text
}

fn update(actual: &BTreeMap<String, String>, directory: &Path) {
    let fail = |path: &Path, error: std::io::Error| -> ! {
        panic!("cannot write `{}`: {error}", path.display())
    };
    for (path, text) in actual {
        let path = directory.join(path);
        let parent = path.parent().unwrap_or(directory);
        fs::create_dir_all(parent).unwrap_or_else(|error| fail(parent, error));
        fs::write(&path, text).unwrap_or_else(|error| fail(&path, error));
    }
    for path in expected(directory).keys() {
        if !actual.contains_key(path) {
            let path = directory.join(path);
            fs::remove_file(&path).unwrap_or_else(|error| fail(&path, error));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{golden_difference, update};

    fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn differences_are_told_and_an_update_ends_them() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let directory = directory.path();
        let first = files(&[("a.txt", "one\ntwo\n"), ("b/c.txt", "c\n")]);
        assert!(golden_difference(&first, directory).is_some());
        update(&first, directory);
        assert_eq!(golden_difference(&first, directory), None);

        let second = files(&[("a.txt", "one\nthree\n"), ("d.txt", "d\n")]);
        let difference = golden_difference(&second, directory).expect("they differ");
        assert_eq!(
            difference,
            "--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n\
             --- b/c.txt\nexpected, and was not generated\n\
             +++ d.txt\ngenerated, and was not expected\n"
        );
        update(&second, directory);
        assert_eq!(golden_difference(&second, directory), None);
    }

    #[test]
    fn line_ends_of_a_checkout_do_not_matter() {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        std::fs::write(directory.path().join("a"), "one\r\ntwo\r\n").expect("it can be written");
        let actual = files(&[("a", "one\ntwo\n")]);
        assert_eq!(golden_difference(&actual, directory.path()), None);
    }
}
