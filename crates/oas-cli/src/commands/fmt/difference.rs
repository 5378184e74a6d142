//! What would change, for people: [`short`].

use std::fmt::Write as _;

use similar::TextDiff;

/// Lines that are shown of one file.
const SHOWN: usize = 40;

/// Lines up to which texts are compared line by line.
const COMPARED: usize = 20_000;

/// The start of a unified diff; for long texts, where they differ first.
pub(super) fn short(old: &str, new: &str) -> String {
    if old.lines().count().max(new.lines().count()) > COMPARED {
        let same = old.lines().zip(new.lines());
        let line = same.take_while(|(old, new)| old == new).count() + 1;
        return format!("  first in line {line}\n");
    }
    let diff = TextDiff::from_lines(old, new);
    let diff = diff.unified_diff().context_radius(2).to_string();
    let lines = diff.lines().count();
    let mut shown: String = diff
        .lines()
        .take(SHOWN)
        .flat_map(|line| [line, "\n"])
        .collect();
    if lines > SHOWN {
        // Writing to a String cannot fail.
        let _ = writeln!(shown, "  … {} more lines", lines - SHOWN);
    }
    shown
}
