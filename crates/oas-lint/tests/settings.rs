//! Groups, single rules, levels, options, and names that name nothing.

use std::collections::BTreeMap;

use oas_diagnostics::Level;
use oas_lint::{Group, RuleSetting, Settings, all_rules};

use crate::support::{check_lint, conventions};

const PETS: &str = "\
openapi: 3.1.1
info: { title: Pets, version: 1.0.0 }
servers:
  - url: http://{region}.pets.example
paths:
  /pets/:
    get:
      responses: { \"200\": { description: the pets } }
";

fn rules_of(settings: &Settings) -> Vec<String> {
    let checked = check_lint(PETS, Some(&conventions()), settings);
    checked.rules().into_iter().map(str::to_owned).collect()
}

#[test]
fn standard_includes_minimal_and_is_the_default() {
    let minimal = rules_of(&Settings::of_groups(["minimal"]));
    assert_eq!(minimal, ["server-variable-undefined"]);
    let standard = ["server-variable-undefined", "path-trailing-slash"];
    assert_eq!(rules_of(&Settings::of_groups(["standard"])), standard);
    assert_eq!(rules_of(&Settings::default()), standard);
    assert!(rules_of(&Settings::of_groups([])).is_empty());
}

#[test]
fn conventions_include_what_other_groups_do_for_a_clause() {
    let meta = |name: &str| {
        let mut rules = all_rules().iter().map(|rule| rule.meta());
        rules
            .find(|meta| meta.name == name)
            .expect("the rule exists")
    };
    assert_eq!(meta("server-plain-http").group, Group::Security);
    assert!(Group::Conventions.includes(meta("server-plain-http")));
    assert!(!Group::Conventions.includes(meta("path-trailing-slash")));
    let found = rules_of(&Settings::of_groups(["conventions"]));
    assert!(
        found.iter().any(|rule| rule == "server-plain-http"),
        "{found:?}"
    );
}

#[test]
fn single_rules_win_over_groups_and_have_the_level_they_are_given() {
    let mut settings = Settings::default();
    let set = [
        ("server-variable-undefined", RuleSetting::Off),
        ("operation-id-missing", RuleSetting::On),
        ("path-trailing-slash", RuleSetting::At(Level::Info)),
    ];
    settings.rules = set.map(|(name, setting)| (name.to_owned(), setting)).into();
    let found = check_lint(PETS, None, &settings).findings;
    let levels: Vec<_> = found
        .iter()
        .map(|found| (found.rule.as_ref(), found.level))
        .collect();
    assert_eq!(
        levels,
        [
            ("path-trailing-slash", Level::Info),
            ("operation-id-missing", Level::Error),
        ]
    );
}

#[test]
fn rules_of_conventions_say_nothing_without_conventions() {
    let checked = check_lint(PETS, None, &Settings::of_groups(["conventions"]));
    let of_conventions = |name: &str| {
        all_rules()
            .iter()
            .map(|rule| rule.meta())
            .any(|meta| meta.name == name && meta.group == Group::Conventions)
    };
    assert!(
        !checked.rules().into_iter().any(of_conventions),
        "{}",
        checked.rendered
    );
    assert_eq!(checked.rules()[0], "setting-without-effect");
}

#[test]
fn the_case_of_names_is_an_option_before_it_is_a_convention() {
    let document = "\
openapi: 3.1.1
info: { title: Pets, version: 1.0.0 }
tags: [{ name: pet-owners }, { name: PetOwners }]
paths: {}
";
    let conventions = conventions();
    let found = |settings: &Settings| {
        let checked = check_lint(document, Some(&conventions), settings);
        let messages: Vec<_> = checked
            .findings
            .into_iter()
            .map(|found| found.message)
            .collect();
        messages.join("\n")
    };
    let mut settings = Settings::of_rule("tag-casing");
    assert_eq!(
        found(&settings),
        "the tag `pet-owners` is not written in PascalCase"
    );
    let option = BTreeMap::from([("case".to_owned(), "kebab-case".into())]);
    settings.options.insert("tag-casing".to_owned(), option);
    assert_eq!(
        found(&settings),
        "the tag `PetOwners` is not written in kebab-case"
    );
}

#[test]
fn names_that_name_nothing_are_reported_with_the_nearest_word() {
    let mut settings = Settings::of_groups(["standart", "everything"]);
    settings
        .rules
        .insert("operation-id-mising".to_owned(), RuleSetting::On);
    let option = BTreeMap::from([("cas".to_owned(), "kebab-case".into())]);
    settings.options.insert("tag-casing".to_owned(), option);
    let checked = check_lint(PETS, None, &settings);
    let _snapshots = oas_testing::snapshot_settings("snapshots").bind_to_scope();
    insta::assert_snapshot!("unknown_settings", checked.rendered);
}
