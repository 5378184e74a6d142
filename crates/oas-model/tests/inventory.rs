//! What documents are said to have in them, by fixtures: a new case is a new file.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use oas_model::inventory::{FAMILIES, FEATURES, Inventory, inventory};
use support::check_resolve;

#[test]
fn documents_are_counted_and_their_features_named() {
    insta::glob!("fixtures/inventory/*.yaml", |path| {
        insta::assert_snapshot!(shown(&of(path)));
    });
    insta::glob!("fixtures/inventory/*/openapi.yaml", |path| {
        insta::assert_snapshot!(shown(&of(path)));
    });
}

#[test]
fn every_feature_is_in_a_fixture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/inventory");
    let documents = ["three_zero", "three_one", "three_two", "many_files/openapi"];
    let met: BTreeSet<String> = documents
        .iter()
        .flat_map(|name| of(&folder.join(format!("{name}.yaml"))).features)
        .collect();
    let unmet: Vec<&str> = FEATURES
        .iter()
        .map(|feature| feature.name)
        .filter(|name| !met.contains(*name))
        .collect();
    assert_eq!(unmet, [""; 0]);
    for family in FAMILIES {
        let start = family.name.trim_end_matches('*');
        assert!(met.iter().any(|name| name.starts_with(start)), "{start}");
    }
}

fn of(path: &Path) -> Inventory {
    let root = path.parent().expect("a file is in a directory");
    let entry = path.file_name().and_then(|name| name.to_str());
    let (resolved, _) = check_resolve(root, entry.expect("fixtures have names"));
    inventory(&resolved.expect("the entry can be read"))
}

fn shown(inventory: &Inventory) -> String {
    let features: Vec<&str> = inventory.features.iter().map(String::as_str).collect();
    format!(
        "paths: {}\noperations: {}\nin webhooks or callbacks: {}\nschemas: {}\nreferences: {}\n\n{}\n",
        inventory.paths,
        inventory.operations,
        inventory.webhook_or_callback_operations,
        inventory.schemas,
        inventory.references,
        features.join("\n"),
    )
}
