//! The contracts of this repository follow their own conventions.

use std::path::Path;

use oas_diagnostics::{FileLoader, FileLoaderSettings};
use oas_lint::Settings;

use crate::support::{check_lint_files, conventions};

#[test]
fn tenant_smtp_has_no_finding() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    let settings = FileLoaderSettings {
        root: root.clone(),
        current_dir: root,
        max_bytes: 1 << 20,
    };
    let loader = FileLoader::new(&settings).expect("the contracts can be read");
    let groups = [
        "standard",
        "codegen",
        "conventions",
        "security",
        "naming",
        "docs",
    ];
    let settings = Settings::of_groups(groups);
    let entry = "tenant-smtp/openapi.yaml";
    let checked = check_lint_files(&loader, entry, Some(&conventions()), &settings);
    assert!(checked.findings.is_empty(), "{}", checked.rendered);
}
