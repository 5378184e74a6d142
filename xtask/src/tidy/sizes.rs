//! How long a file may be. Tests inside a Rust file do not count: they grow with the cases.

use super::Finding;
use super::sources::Source;

/// From here on a file wants splitting.
const SOFT: usize = 400;

/// No file of code is longer.
const HARD: usize = 800;

/// What counts as code.
const CODE: [&str; 6] = ["js", "mjs", "rs", "sh", "ts", "tsx"];

/// The length of one file.
pub(super) fn check(source: &Source) -> Option<Finding> {
    if !CODE.contains(&source.extension()) || source.is_example() {
        return None;
    }
    let lines = counted_lines(source);
    let help = "split it by what its parts are responsible for";
    if lines > HARD {
        let message = format!("{lines} lines, at most {HARD} are allowed");
        Some(Finding::error(&source.path, HARD + 1, message, help))
    } else if lines > SOFT && !source.is_generated() {
        let message = format!("{lines} lines, over {SOFT}");
        Some(Finding::warning(&source.path, SOFT + 1, message, help))
    } else {
        None
    }
}

fn counted_lines(source: &Source) -> usize {
    let is_rust = source.extension() == "rs";
    source
        .text
        .lines()
        .take_while(|line| !(is_rust && *line == "#[cfg(test)]"))
        .count()
}

#[cfg(test)]
mod tests {
    use super::super::Level;
    use super::super::sources::source;
    use super::*;

    fn level(path: &str, lines: usize) -> Option<Level> {
        check(&source(path, &"x\n".repeat(lines))).map(|finding| finding.level)
    }

    #[test]
    fn long_files_are_warned_of_and_very_long_ones_refused() {
        assert_eq!(level("crates/a/src/lib.rs", 400), None);
        assert_eq!(level("crates/a/src/lib.rs", 401), Some(Level::Warning));
        assert_eq!(level("crates/a/src/lib.rs", 801), Some(Level::Error));
    }

    #[test]
    fn generated_files_may_be_long_but_not_very_long() {
        assert_eq!(level("generated/typescript/sdk/models.ts", 800), None);
        assert_eq!(
            level("generated/typescript/sdk/models.ts", 801),
            Some(Level::Error)
        );
    }

    #[test]
    fn documents_and_the_tests_at_the_end_of_a_file_do_not_count() {
        assert_eq!(level("generated/openapi/tenant-smtp.yaml", 5_000), None);
        let text = format!("x\n#[cfg(test)]\n{}", "x\n".repeat(900));
        assert_eq!(check(&source("crates/a/src/lib.rs", &text)), None);
    }
}
