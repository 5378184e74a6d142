//! The arrows, on workspaces made up of manifests.

use super::*;

const RULES_TEXT: &str = r#"
[crates.low]
uses = []
tests_use = ["kit"]

[crates.high]
uses = ["low"]

[crates.kit]
uses = []

[crates."made-*"]
uses = ["low"]

[external.parser]
only = ["low"]
tests = ["kit"]
reason = "one parser"
"#;

/// A member and what its manifest names, `kit in tests` say.
type Member = (&'static str, &'static [&'static str]);

/// The findings for a workspace of these members.
fn check_members(members: &[Member]) -> Vec<String> {
    let rules: Rules = toml::from_str(RULES_TEXT).expect("the rules above are valid");
    let packages: Vec<Package> = members.iter().map(package).collect();
    let findings = check(&rules, &packages).into_iter();
    findings
        .map(|finding| format!("{}:{}: {}", finding.file, finding.line, finding.message))
        .collect()
}

fn package((name, dependencies): &Member) -> Package {
    Package {
        name: (*name).to_owned(),
        folder: format!("crates/{name}"),
        manifest: "[dependencies]\nlow.workspace = true\nhigh = { path = \"x\" }\n".to_owned(),
        dependencies: dependencies.iter().map(|text| dependency(text)).collect(),
    }
}

fn dependency(text: &str) -> Dependency {
    let name = text.trim_end_matches(" in tests");
    Dependency {
        name: name.to_owned(),
        key: name.to_owned(),
        of_workspace: ["low", "high", "kit"].contains(&name),
        is_dev: name != text,
    }
}

#[test]
fn allowed_arrows_are_silent() {
    let members: [Member; 4] = [
        ("low", &["parser", "kit in tests"]),
        ("high", &["low", "anything"]),
        ("kit", &["parser in tests"]),
        ("made-by-oas", &["low"]),
    ];
    assert_eq!(check_members(&members), Vec::<String>::new());
}

#[test]
fn an_arrow_upwards_is_refused_at_its_line() {
    let members: [Member; 3] = [("low", &["high"]), ("high", &[]), ("kit", &[])];
    assert_eq!(
        check_members(&members),
        ["crates/low/Cargo.toml:3: `low` may not use `high`"]
    );
}

#[test]
fn what_tests_may_use_is_not_for_the_crate_itself() {
    let members: [Member; 3] = [("low", &["kit"]), ("high", &["kit in tests"]), ("kit", &[])];
    assert_eq!(
        check_members(&members),
        [
            "crates/low/Cargo.toml:1: `low` may not use `kit`",
            "crates/high/Cargo.toml:1: `high` may not use `kit` in its tests",
        ]
    );
}

#[test]
fn a_guarded_package_from_outside_is_refused() {
    let members: [Member; 3] = [("low", &[]), ("high", &["parser"]), ("kit", &["parser"])];
    assert_eq!(
        check_members(&members),
        [
            "crates/high/Cargo.toml:1: `high` may not use `parser`",
            "crates/kit/Cargo.toml:1: `kit` may not use `parser`",
        ]
    );
}

#[test]
fn every_crate_is_listed_and_every_listed_crate_exists() {
    let members: [Member; 3] = [("low", &[]), ("kit", &[]), ("stray", &[])];
    assert_eq!(
        check_members(&members),
        [
            "crates/stray/Cargo.toml:1: the crate `stray` has no place in the layers",
            "xtask/layers.toml:1: the crate `high` does not exist",
        ]
    );
}

#[test]
fn a_wrong_key_in_the_rules_is_refused() {
    let wrong = RULES_TEXT.replace("uses", "used");
    assert!(toml::from_str::<Rules>(&wrong).is_err());
}
