//! The documentation of a rule is its test: *Incorrect* blocks have findings, *Correct* ones none.

use oas_lint::pages::code_blocks;
use oas_lint::{RuleMeta, Settings, all_rules};

use crate::support::{check_lint, conventions};

#[test]
fn incorrect_blocks_have_findings_and_correct_ones_have_none() {
    let conventions = conventions();
    let _snapshots = oas_testing::snapshot_settings("snapshots/rules").bind_to_scope();
    for rule in all_rules() {
        let meta = rule.meta();
        let settings = Settings::of_rule(meta.name);
        let mut rendered = String::new();
        for block in code_blocks(meta, "Incorrect") {
            let checked = check_lint(&document(&block), Some(&conventions), &settings);
            assert!(
                !checked.findings.is_empty(),
                "`{}` finds nothing in:\n{block}",
                meta.name
            );
            let other = checked
                .findings
                .iter()
                .find(|found| found.rule != meta.name);
            assert!(other.is_none(), "{}: {other:#?}", meta.name);
            rendered.push_str(&checked.rendered);
        }
        insta::assert_snapshot!(meta.name, rendered);
        for block in code_blocks(meta, "Correct") {
            let checked = check_lint(&document(&block), Some(&conventions), &settings);
            let (name, rendered) = (meta.name, checked.rendered);
            assert!(
                checked.findings.is_empty(),
                "`{name}` in:\n{block}\n{rendered}"
            );
        }
    }
}

#[test]
fn blocks_fit_the_page() {
    let too_long = |meta: &RuleMeta| {
        let blocks = ["Incorrect", "Correct"].map(|heading| code_blocks(meta, heading));
        blocks
            .into_iter()
            .flatten()
            .any(|block| block.lines().any(|line| line.chars().count() > 96))
    };
    let names: Vec<_> = all_rules()
        .iter()
        .map(|rule| rule.meta())
        .filter(|meta| too_long(meta))
        .map(|meta| meta.name)
        .collect();
    assert!(names.is_empty(), "{names:#?}");
}

/// Makes a fragment a document: puts before it what a document has to have.
fn document(fragment: &str) -> String {
    let has = |field: &str| fragment.lines().any(|line| line.starts_with(field));
    let mut text = String::new();
    if !has("openapi:") {
        text.push_str("openapi: 3.1.1\n");
    }
    if !has("info:") {
        text.push_str("info: { title: Pets, version: 1.0.0 }\n");
    }
    text + fragment
}
