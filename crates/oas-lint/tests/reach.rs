//! Findings name the operations that they affect, and the references that lead to them.

use oas_diagnostics::MemoryLoader;
use oas_lint::Settings;

use crate::support::check_lint_files;

fn files() -> MemoryLoader {
    MemoryLoader::new()
        .with(
            "openapi.yaml",
            "\
openapi: 3.1.1
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        \"200\": { $ref: \"shared/responses.yaml#/Pets\" }
    post:
      responses:
        \"200\": { $ref: \"shared/responses.yaml#/Pets\" }
  /owners:
    get:
      operationId: listOwners
      responses: { \"200\": { description: the owners } }
",
        )
        .with(
            "shared/responses.yaml",
            "\
Pets:
  description: the pets
  content:
    application/json:
      schema: { $ref: \"schemas.yaml#/Pet\" }
",
        )
        .with(
            "shared/schemas.yaml",
            "\
Pet:
  type: object
  properties:
    size: { type: string, enum: [small, small] }
",
        )
}

#[test]
fn a_finding_in_another_file_tells_how_it_is_reached() {
    let settings = Settings::of_rule("enum-duplicate-value");
    let checked = check_lint_files(&files(), "openapi.yaml", None, &settings);
    assert_eq!(checked.findings.len(), 1, "{}", checked.rendered);
    assert_eq!(checked.findings[0].operations, ["listPets", "POST /pets"]);
    let pointer = checked.findings[0].pointer.as_deref();
    assert_eq!(pointer, Some("/Pet/properties/size/enum/1"));
    let _snapshots = oas_testing::snapshot_settings("snapshots").bind_to_scope();
    insta::assert_snapshot!("reached_through_files", checked.rendered);
}

#[test]
fn the_same_document_gives_the_same_findings() {
    let settings = Settings::of_groups(["standard", "codegen", "docs", "security", "naming"]);
    let first = check_lint_files(&files(), "openapi.yaml", None, &settings).rendered;
    let second = check_lint_files(&files(), "openapi.yaml", None, &settings).rendered;
    assert!(!first.is_empty());
    assert_eq!(first, second);
}
