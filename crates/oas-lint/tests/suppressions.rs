//! Findings that are accepted: by a comment above them, or by an entry of settings.

use oas_lint::{Ignore, Settings};

use crate::support::check_lint;

/// A document with two findings, and a place for a comment above the first one.
fn document(comment: &str) -> String {
    format!(
        "\
openapi: 3.1.1
info: {{ title: Pets, version: 1.0.0 }}
paths:
{comment}
  /pets/:
    get: {{ responses: {{ \"200\": {{ description: the pets }} }} }}
  /owners/:
    get: {{ responses: {{ \"200\": {{ description: the owners }} }} }}
"
    )
}

fn messages(comment: &str, settings: &Settings) -> Vec<String> {
    let checked = check_lint(&document(comment), None, settings);
    let found = checked.findings.into_iter();
    found
        .map(|found| format!("{}: {}", found.rule, found.message))
        .collect()
}

const PETS: &str = "path-trailing-slash: the path `/pets/` ends with `/`";
const OWNERS: &str = "path-trailing-slash: the path `/owners/` ends with `/`";

#[test]
fn a_comment_with_a_reason_suppresses_the_next_line_only() {
    let settings = Settings::default();
    assert_eq!(messages("", &settings), [PETS, OWNERS]);
    let comment = "  # oas-ignore path-trailing-slash: the old gateway wants it";
    assert_eq!(messages(comment, &settings), [OWNERS]);
    let several = "  # oas-ignore path-trailing-slash: the old gateway wants it\n  # Sold here.";
    assert_eq!(messages(several, &settings), [OWNERS]);
}

#[test]
fn what_is_malformed_or_unused_is_reported() {
    let _snapshots = oas_testing::snapshot_settings("snapshots").bind_to_scope();
    let comments = "\
  # oas-ignore path-trailing-slash
  # oas-ignore path-trailing-slash:
  # oas-ignore : no rule
  # oas-ignore path-trailing-slahs: mistyped
  # oas-ignore reference-dangling: not to be had
  # oas-ignore tag-undeclared: nothing there
  # oas-ignore operation-id-missing: does not run";
    let checked = check_lint(&document(comments), None, &Settings::default());
    insta::assert_snapshot!("suppressions", checked.rendered);
}

#[test]
fn a_comment_beside_something_has_no_effect_and_says_so() {
    let text = "\
openapi: 3.1.1
info: { title: Pets, version: 1.0.0 }
paths:
  /pets/: # oas-ignore path-trailing-slash: the old gateway wants it
    get: { responses: { \"200\": { description: the pets } } }
";
    let checked = check_lint(text, None, &Settings::default());
    assert_eq!(
        checked.rules(),
        ["path-trailing-slash", "suppression-malformed"]
    );
}

fn ignoring(pointer: &str, reason: &str) -> Settings {
    let ignore = Ignore {
        rule: "path-trailing-slash".to_owned(),
        file: "openapi.yaml".to_owned(),
        pointer: pointer.to_owned(),
        reason: reason.to_owned(),
    };
    Settings {
        ignores: vec![ignore],
        ..Settings::default()
    }
}

#[test]
fn an_entry_of_settings_suppresses_its_pointer_and_what_is_below() {
    assert_eq!(
        messages("", &ignoring("/paths/~1pets~1", "known")),
        [OWNERS]
    );
    assert_eq!(messages("", &ignoring("/paths", "known")), [""; 0]);
    assert_eq!(messages("", &ignoring("/paths/~1pets", "known")).len(), 3);
    let unreasoned = messages("", &ignoring("/paths/~1pets~1", " "));
    assert_eq!(unreasoned.len(), 3);
    assert!(
        unreasoned[0].starts_with("suppression-malformed: "),
        "{unreasoned:?}"
    );
}
