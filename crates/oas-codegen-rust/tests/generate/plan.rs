//! Plans as data: a part of each kind, as its template sees it.

use oas_testing::snapshot_settings;
use serde_json::Value;

use crate::support::case;

/// A part of the plan of a fixture: the first one of its file with this name.
fn part(fixture: &str, path: &str, name: &str) -> Value {
    let plan = case(fixture).generate().plan;
    let packages = plan["packages"].as_array().expect("packages are a list");
    let files = packages
        .iter()
        .filter_map(|package| package["files"].as_array());
    let mut files = files.flatten();
    let file = files.find(|file| file["path"] == path);
    let file = file.unwrap_or_else(|| panic!("`{fixture}` has no file `{path}`"));
    let parts = file["parts"].as_array().expect("parts are a list");
    let mut parts = parts
        .iter()
        .filter(|part| name.is_empty() || part["name"] == name);
    let part = parts.next();
    part.unwrap_or_else(|| panic!("`{path}` has nothing called `{name}`"))
        .clone()
}

#[test]
fn models_are_planned() {
    let _settings = snapshot_settings("../snapshots/plan").bind_to_scope();
    for (snapshot, fixture, path, name) in [
        (
            "object",
            "objects",
            "src/models/a_to_m.rs",
            "AdditionalModel",
        ),
        ("text", "objects", "src/models/n_to_z.rs", "Name"),
        ("number", "objects", "src/models/n_to_z.rs", "Percentage"),
        ("enumeration", "enums", "src/models/a_to_g.rs", "Closed"),
        ("open_enumeration", "enums", "src/models/n_to_z.rs", "Open"),
        ("literals", "enums", "src/models/h_to_m.rs", "Mixed"),
        ("union", "unions", "src/models/a_to_m.rs", "Mapped"),
        ("tuple", "tuples", "src/models.rs", "Pair"),
        ("alias", "recursive", "src/models.rs", ""),
        ("wrapper", "recursive", "src/models.rs", "NestedList"),
        ("envelope", "conventions", "src/envelope.rs", ""),
    ] {
        insta::assert_json_snapshot!(snapshot, part(fixture, path, name));
    }
}

#[test]
fn operations_are_planned() {
    let _settings = snapshot_settings("../snapshots/plan").bind_to_scope();
    let file = |fixture: &str, path: &str| {
        let plan = case(fixture).generate().plan;
        let packages = plan["packages"]
            .as_array()
            .expect("packages are a list")
            .clone();
        let mut files = packages.into_iter().flat_map(|package| {
            let files = package["files"].as_array().expect("files are a list");
            files.clone()
        });
        files
            .find(|file| file["path"] == path)
            .expect("the file is there")
    };
    insta::assert_json_snapshot!("tag", file("conventions", "src/visits.rs"));
    insta::assert_json_snapshot!(
        "response",
        part("responses", "src/responses.rs", "GetSeveralResponse")
    );
    insta::assert_json_snapshot!(
        "body",
        part("bodies", "src/bodies/several.rs", "PostSeveralBody")
    );
    insta::assert_json_snapshot!(
        "error",
        part("conventions", "src/pets.rs", "CreatePetError")
    );
    insta::assert_json_snapshot!("library", file("large_tag", "src/lib.rs"));
}
