//! The contract as it is published: its bundle.

use std::path::Path;

use serde_json::Value;

/// The bundle of a document in OpenAPI 3.1.
pub(crate) fn bundle(document: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../generated/openapi")
        .join(document)
        .join("openapi-3.1.json");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask generate`", path.display()));
    serde_json::from_str(&text).expect("bundles are JSON")
}
