//! Conventions with something wrong in them: a fixture names what in `minimal.yaml` is replaced.
//!
//! A fixture is `old`, a line of `===`, and `new`; a line of `---` separates several such edits.

mod support;

use support::{check_parse, own_text, read};

const MINIMAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/minimal.yaml");

#[test]
fn minimal_conventions_are_good() {
    let (conventions, findings) = check_parse(&read(MINIMAL));
    assert_eq!(findings, "");
    assert!(conventions.is_some());
}

#[test]
fn everything_wrong_is_reported_at_its_place() {
    insta::glob!("fixtures/broken/*.edit", |path| {
        let edits = std::fs::read_to_string(path).expect("globbed fixtures can be read");
        let (_, findings) = check_parse(&edited(&read(MINIMAL), &edits));
        assert!(!findings.is_empty(), "{} breaks nothing", path.display());
        insta::assert_snapshot!(findings);
    });
}

#[test]
fn what_is_no_map_is_reported() {
    for text in ["", "- a", "text", "null"] {
        let (conventions, findings) = check_parse(text);
        assert!(conventions.is_none());
        assert!(
            findings.contains("needs a map"),
            "{text:?} gives {findings}"
        );
    }
}

#[test]
fn a_section_that_is_left_out_is_named_or_not_needed() {
    let own = own_text();
    let lines: Vec<_> = own.lines().collect();
    let is_section = |line: &str| line.starts_with(|c: char| c.is_ascii_lowercase());
    let starts = (0..lines.len()).filter(|index| is_section(lines[*index]));
    for start in starts {
        let end = (start + 1..lines.len()).find(|index| is_section(lines[*index]));
        let rest = end.map_or(&[][..], |end| &lines[end..]);
        let text = [&lines[..start], rest].concat().join("\n");
        let name = lines[start].split(':').next().unwrap_or_default();
        let (conventions, findings) = check_parse(&text);
        assert!(
            conventions.is_some() || findings.contains(&format!("`{name}` is missing")),
            "without `{name}`: {findings}"
        );
    }
}

/// The text with each edit made at the one place where it applies.
fn edited(text: &str, edits: &str) -> String {
    edits.split("---\n").fold(text.to_owned(), |text, edit| {
        let (old, new) = edit.split_once("===\n").expect("an edit has a line of ===");
        let [old, new] = [old, new].map(|part| part.strip_suffix('\n').unwrap_or(part));
        assert_eq!(text.matches(old).count(), 1, "applies at one place: {old}");
        text.replace(old, new)
    })
}
