//! Bundles and exports, by fixtures: a new case is a new directory.

mod support;

use std::fmt::Write as _;
use std::path::Path;

use oas_bundle::{BundleSettings, to_yaml};
use oas_model::Version;
use oas_model::select::Selection;
use support::{bundle_again, check_bundle, check_selected, conventions};

#[test]
fn documents_of_many_files_become_one() {
    insta::glob!("fixtures/*/openapi.yaml", |path| {
        let root = path.parent().expect("a file is in a directory");
        let text = std::fs::read_to_string(path).expect("a fixture can be read");
        let own = own_version(&text);
        let (bundle, findings) = check_bundle(root, "openapi.yaml", own, None);
        insta::assert_snapshot!(format!("{findings}{}", to_yaml(&bundle)));
        assert_eq!(
            to_yaml(&bundle_again(&bundle, own, None)),
            to_yaml(&bundle),
            "bundling again changes something"
        );
    });
}

#[test]
fn exports_say_what_they_lose() {
    insta::glob!("fixtures/*/openapi.yaml", |path| {
        let root = path.parent().expect("a file is in a directory");
        let text = std::fs::read_to_string(path).expect("a fixture can be read");
        let own = own_version(&text);
        for other in Version::ALL.into_iter().filter(|other| *other != own) {
            let (export, losses) = check_bundle(root, "openapi.yaml", other, None);
            insta::assert_snapshot!(
                format!("export_to_{other}"),
                format!("{losses}{}", to_yaml(&export))
            );
            assert_eq!(
                to_yaml(&bundle_again(&export, other, None)),
                to_yaml(&export),
                "bundling an export changes something"
            );
            if other == Version::V3_0 {
                let typed: Result<openapiv3::OpenAPI, _> = serde_json::from_value(export);
                assert!(
                    typed.is_ok(),
                    "openapiv3 refuses the export: {:?}",
                    typed.err()
                );
            }
        }
    });
}

/// The version that a fixture's first line says.
fn own_version(text: &str) -> Version {
    let (_, version) = text.split_once("openapi: ").expect("a fixture is OpenAPI");
    Version::parse(version.lines().next().unwrap_or_default()).expect("a version that is read")
}

#[test]
fn our_contracts_are_narrowed_to_their_codes() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    let conventions = conventions(&spec);
    let entry = "tenant-smtp/openapi.yaml";
    let (bundle, _) = check_bundle(&spec, entry, Version::V3_1, Some(&conventions));
    let pointer = "/paths/~1api~1v1~1tenants~1{tenantId}~1smtp~1config/get/responses/403";
    let response = bundle.pointer(pointer).expect("the response is declared");
    insta::assert_snapshot!(to_yaml(response));
    let text = to_yaml(&bundle);
    assert!(
        !text.contains(".yaml#"),
        "a reference to another file is left"
    );
    assert_eq!(
        bundle_again(&bundle, Version::V3_1, Some(&conventions)),
        bundle
    );
}

#[test]
fn our_contracts_are_understood_as_openapi_3_0() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    let conventions = conventions(&spec);
    let entry = "tenant-smtp/openapi.yaml";
    let (export, losses) = check_bundle(&spec, entry, Version::V3_0, Some(&conventions));
    insta::assert_snapshot!(losses);
    let typed: openapiv3::OpenAPI =
        serde_json::from_value(export).expect("openapiv3 reads the export");
    assert_eq!(typed.operations().count(), 3);
}

/// A part of the fixture that has something for every audience.
fn check_part(selection: Selection) -> String {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let conventions = conventions(&here.join("../../spec"));
    let settings = BundleSettings {
        version: Version::V3_1,
        selection,
    };
    let root = here.join("tests/fixtures/audiences");
    let (bundle, _) = check_selected(&root, "openapi.yaml", Some(&conventions), &settings);
    let again = bundle_again(&bundle, Version::V3_1, Some(&conventions));
    assert_eq!(again, bundle, "bundling again changes something");
    to_yaml(&bundle)
}

#[test]
fn an_audience_is_shown_nothing_of_another() {
    let text = check_part(Selection {
        audiences: vec!["public-tenant".to_owned()],
        ..Selection::default()
    });
    let foreign = [
        "InternalToken",
        "ROLE_",
        "Internal",
        "internal",
        "tenant:read",
    ];
    for word in foreign {
        assert!(!text.contains(word), "`{word}` is in the bundle:\n{text}");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn an_operation_brings_what_it_reaches_and_no_more() {
    insta::assert_snapshot!(check_part(Selection {
        operations: vec!["replaceThing".to_owned()],
        ..Selection::default()
    }));
}

/// Maps that refer to maps: each level holds the next one twice.
fn doubling(levels: usize) -> String {
    let mut text = "openapi: 3.1.1\ninfo: { title: Twice, version: 1.0.0 }\n".to_owned();
    text += "components:\n  schemas:\n    Top: { properties: { $ref: '#/x-maps/p0' } }\nx-maps:\n";
    for level in 0..levels {
        let inner = format!("{{ properties: {{ $ref: '#/x-maps/p{}' }} }}", level + 1);
        writeln!(text, "  p{level}: {{ a: {inner}, b: {inner} }}").expect("a String takes all");
    }
    writeln!(text, "  p{levels}: {{ end: {{ type: string }} }}").expect("a String takes all");
    text
}

#[test]
fn references_that_double_what_is_written_end_in_components() {
    let text = doubling(200);
    let loader = oas_diagnostics::MemoryLoader::new().with("openapi.yaml", text);
    let settings = BundleSettings {
        version: Version::V3_1,
        selection: Selection::default(),
    };
    let (bundle, _) = support::bundle_with(&loader, "openapi.yaml", None, &settings);
    let schemas = bundle
        .pointer("/components/schemas")
        .expect("there are schemas");
    assert!(schemas.as_object().expect("a map").len() > 100);
}
