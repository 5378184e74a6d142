//! The table of conventions: which outputs have it, and what it says where a file says nothing.

use crate::support::{case, every_case, generate};

const TABLE: &str = "common/src/conventions.rs";

/// The table of the pet shop with its conventions changed.
fn table(change: impl FnOnce(&str) -> String) -> String {
    let mut shop = case("conventions");
    let settings = shop.settings();
    let mut texts = shop.documents.texts.iter_mut();
    let (_, text) = texts
        .find(|(path, _)| path == "conventions.yaml")
        .expect("the shop has conventions");
    *text = change(text);
    generate(&shop.documents, &settings).files[TABLE].clone()
}

#[test]
fn only_contracts_with_conventions_have_a_table() {
    for case in every_case() {
        let generated = case.generate();
        let mut tables = generated.files.keys();
        let has_table = tables.any(|path| path.ends_with("src/conventions.rs"));
        assert_eq!(has_table, case.is_directory, "{}", case.name);
    }
}

#[test]
fn tenants_may_be_kept_apart_by_nothing() {
    let table = table(|text| {
        let (before, rest) = text.split_once("tenancy:\n").expect("it has tenants");
        let (_, after) = rest.split_once("authorization:\n").expect("it has scopes");
        format!("{before}authorization:\n{after}")
    });
    assert!(table.contains("    tenancy: Tenancy::NONE,\n"), "{table}");
    assert!(!table.contains("Crossing"), "{table}");
}

#[test]
fn correlation_ids_may_be_bounded() {
    let table = table(|text| {
        let name = "name: X-Correlation-Id,";
        text.replace(name, &format!("{name} max_length: 128,"))
    });
    assert!(table.contains("correlation_id_length: 128,\n"), "{table}");
}
