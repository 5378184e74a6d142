//! Loading, shape checks and references, by fixtures: a new case is a new file.

mod support;

use std::path::Path;

use support::check_resolve;

#[test]
fn invalid_documents_are_explained() {
    insta::glob!("fixtures/invalid/*.yaml", |path| {
        let (_, findings) = check_one(path);
        assert!(!findings.is_empty(), "nothing was found");
        insta::assert_snapshot!(findings);
    });
}

#[test]
fn valid_documents_have_no_findings() {
    insta::glob!("fixtures/valid/*.yaml", |path| {
        let (resolved, findings) = check_one(path);
        assert_eq!(findings, "");
        assert!(resolved.is_some());
    });
}

#[test]
fn documents_of_many_files_are_one() {
    insta::glob!("fixtures/multi/*/openapi.yaml", |path| {
        let root = path.parent().expect("a file is in a directory");
        let (resolved, findings) = check_resolve(root, "openapi.yaml");
        let resolved = resolved.expect("the entry can be read");
        let operations: Vec<_> = resolved
            .operations()
            .iter()
            .map(|operation| {
                let visit = resolved
                    .visits()
                    .find(operation.node, oas_model::Kind::Operation);
                let schemas = visit.map_or(0, |id| resolved.visits().reaching(id).len());
                assert!(schemas > 0, "an operation reaches itself");
                format!(
                    "{} {} {:?}",
                    operation.method, operation.path, operation.container
                )
            })
            .collect();
        insta::assert_snapshot!(format!("{}\n\n{findings}", operations.join("\n")));
    });
}

#[test]
fn a_finding_knows_every_operation_it_reaches() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/multi/shared");
    let (resolved, _) = check_resolve(&root, "openapi.yaml");
    let resolved = resolved.expect("the entry can be read");
    let (id, _) = resolved
        .visits()
        .iter()
        .find(|(_, visit)| {
            let node = resolved.document().node(visit.node);
            visit.kind == oas_model::Kind::Schema
                && node.key().is_some_and(|key| key.text() == "Pet")
        })
        .expect("the walk meets the schema");
    assert_eq!(
        resolved.operations_reaching(id),
        ["listPets", "GET /pets/{petId}"]
    );
}

fn check_one(path: &Path) -> (Option<oas_model::ResolvedDocument>, String) {
    let root = path.parent().expect("a file is in a directory");
    let entry = path
        .file_name()
        .and_then(|name| name.to_str())
        .expect("fixtures have names");
    check_resolve(root, entry)
}
