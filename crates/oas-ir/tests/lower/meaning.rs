//! What documents mean, by fixtures: a new case is a new file.

use crate::support::{check_lower, readable, spec};
use oas_ir::{LowerSettings, RaisedBy};
use oas_model::select::Selection;

#[test]
fn documents_have_a_meaning() {
    insta::glob!("..", "fixtures/**/*.yaml", |path| {
        if path.file_name().is_some_and(|name| name == "common.yaml") {
            return;
        }
        let root = path.parent().expect("a file is in a directory");
        let entry = path.file_name().and_then(|name| name.to_str());
        let entry = entry.expect("fixtures have plain names");
        let lowered = check_lower(root, entry, None, &LowerSettings::default());
        insta::assert_yaml_snapshot!("meaning", readable(&lowered));
        insta::assert_snapshot!("findings", lowered.findings);
    });
}

#[test]
fn the_tenant_smtp_contract_is_fully_expressed() {
    let settings = LowerSettings {
        shared_prefixes: vec!["common/".to_owned()],
        ..LowerSettings::default()
    };
    let lowered = check_lower(
        &spec(),
        "tenant-smtp/openapi.yaml",
        Some("conventions.yaml"),
        &settings,
    );
    assert_eq!(lowered.findings, "");
    insta::assert_yaml_snapshot!(readable(&lowered));
}

#[test]
fn only_codes_of_the_handler_are_left_to_it() {
    let lowered = check_lower(
        &spec(),
        "tenant-smtp/openapi.yaml",
        Some("conventions.yaml"),
        &LowerSettings::default(),
    );
    for operation in &lowered.contract.apis[0].operations {
        let codes: Vec<_> = operation
            .error_codes
            .iter()
            .filter(|code| code.raised_by.contains(&RaisedBy::Handler))
            .map(|code| (code.status, code.code.as_str()))
            .collect();
        assert_eq!(
            codes,
            [
                (404, "RESOURCE_NOT_FOUND"),
                (500, "INTERNAL_SERVER_ERROR"),
                (503, "SERVICE_UNAVAILABLE"),
            ],
            "{}",
            operation.id
        );
    }
}

#[test]
fn pages_are_sorted_and_complete() {
    let names: Vec<_> = oas_ir::DIAGNOSTICS.iter().map(|page| page.name).collect();
    assert!(names.is_sorted());
    for page in oas_ir::DIAGNOSTICS {
        assert!(page.name.starts_with("ir-"), "{}", page.name);
        for text in [page.what, page.why, page.remedy] {
            assert!(text.ends_with('.') && !text.contains("  "), "{}", page.name);
        }
    }
}

#[test]
fn the_public_is_not_shown_tokens_of_others() {
    let settings = LowerSettings {
        selection: Selection {
            audiences: vec!["public-tenant".to_owned()],
            ..Selection::default()
        },
        ..LowerSettings::default()
    };
    let lowered = check_lower(
        &spec(),
        "tenant-smtp/openapi.yaml",
        Some("conventions.yaml"),
        &settings,
    );
    let api = &lowered.contract.apis[0];
    assert_eq!(api.operations.len(), 3);
    let alternatives = api
        .operations
        .iter()
        .flat_map(|operation| &operation.security);
    let asked: Vec<_> = alternatives
        .flat_map(|alternative| &alternative.requirements)
        .map(|requirement| requirement.scheme.as_str())
        .collect();
    assert_eq!(asked.len(), 6);
    assert!(!asked.contains(&"InternalToken"), "{asked:?}");
    let schemes: Vec<_> = api
        .security_schemes
        .iter()
        .map(|scheme| &scheme.name)
        .collect();
    assert_eq!(schemes, ["TenantApiKey", "UserToken"]);
}
