//! Which contracts the build finds for Swagger UI, and what becomes of them.

#[path = "../../build/bundles.rs"]
mod bundles;

use std::fs;
use std::path::Path;

use serde_json::json;

fn table(files: &[(&str, &str)]) -> Result<String, String> {
    let root = tempfile::tempdir().expect("a folder");
    for (file, text) in files {
        let path = root.path().join(bundles::FOLDER).join(file);
        let folder = path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    bundles::table(root.path())
}

#[test]
fn every_bundle_of_the_newest_version_is_listed() {
    let titled = |title: &str| json!({ "info": { "title": title } }).to_string();
    let for_us = r#"{ "info": { "title": "B" }, "x-audience": "internal" }"#;
    let table = table(&[
        ("b/openapi-3.1.internal.json", for_us),
        ("b/openapi-3.1.json", &titled("B \"quoted\"")),
        ("a/openapi-3.1.json", &titled("A")),
        ("a/openapi-3.0.json", "not read"),
        ("a/openapi-3.1.yaml", "not read"),
    ]);
    insta::assert_snapshot!(table.expect("all are JSON"));
}

#[test]
fn servers_are_replaced_wherever_a_request_could_be_sent() {
    let elsewhere = json!([{ "url": "https://example.com" }]);
    let document = json!({
        "servers": elsewhere,
        "paths": { "/a": { "servers": elsewhere, "get": { "servers": elsewhere } } },
        "components": { "schemas": { "Farm": { "properties": { "servers": {} } } } },
    });
    let expected = json!({
        "servers": [{ "url": "/", "description": "This server" }],
        "paths": { "/a": { "get": {} } },
        "components": { "schemas": { "Farm": { "properties": { "servers": {} } } } },
    });
    let table = table(&[("a/openapi-3.1.json", &document.to_string())]);
    let text = format!("text: {:?}", expected.to_string());
    let table = table.expect("it is JSON");
    assert!(table.contains(&text), "{table}");
}

#[test]
fn what_is_no_bundle_is_named() {
    let error = table(&[("a/openapi-3.1.json", "{")]).expect_err("it is no JSON");
    assert!(
        error.contains("`generated/openapi/a/openapi-3.1.json` is no JSON"),
        "{error}"
    );
    let error = table(&[]).expect_err("there is nothing");
    assert!(
        error.contains("`generated/openapi` cannot be read"),
        "{error}"
    );
}
