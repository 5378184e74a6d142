//! Tricky cases of single rules: `fixtures/<rule>/valid_*.yaml` has no finding of the rule,
//! `fixtures/<rule>/invalid_*.yaml` has some, kept as they are rendered.

use oas_lint::Settings;

use crate::support::{check_lint, conventions};

#[test]
fn tricky_cases_are_judged_rightly() {
    let conventions = conventions();
    let _snapshots = oas_testing::snapshot_settings("snapshots/fixtures").bind_to_scope();
    let pattern = "tests/fixtures/*/*.yaml";
    for fixture in oas_testing::fixtures(env!("CARGO_MANIFEST_DIR"), pattern) {
        let name = fixture.name.trim_start_matches("tests/fixtures/");
        let (rule, case) = name
            .split_once('/')
            .expect("a fixture is in the folder of its rule");
        let settings = Settings::of_rule(rule);
        let text = std::fs::read_to_string(&fixture.path).expect("fixtures can be read");
        let checked = check_lint(&text, Some(&conventions), &settings);
        if case.starts_with("valid_") {
            assert!(checked.findings.is_empty(), "{name}:\n{}", checked.rendered);
        } else {
            assert_eq!(checked.rules(), [rule], "{name}:\n{}", checked.rendered);
            let snapshot = format!("{rule}__{}", case.trim_end_matches(".yaml"));
            insta::assert_snapshot!(snapshot, checked.rendered);
        }
    }
}
