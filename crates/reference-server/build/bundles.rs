//! The table of contracts for Swagger UI: every bundle of OpenAPI 3.1 below `generated/openapi`, so
//! that a new contract appears by itself. Read [`table`].

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

/// Where the bundles are.
pub(crate) const FOLDER: &str = "generated/openapi";

/// What their names begin and end with.
const NAME: (&str, &str) = ("openapi-3.1", ".json");

/// Where the server has them.
const BASE: &str = "/docs/openapi/";

/// The text of a Rust file that defines `BUNDLES`.
pub(crate) fn table(root: &Path) -> Result<String, String> {
    let folder = root.join(FOLDER);
    let mut files = Vec::new();
    find(&folder, "", &mut files).map_err(|error| format!("`{FOLDER}` cannot be read: {error}"))?;
    files.sort();
    let mut table = String::from("static BUNDLES: &[Bundle] = &[\n");
    for file in &files {
        let bad = |why: String| format!("`{FOLDER}/{file}` {why}");
        let text = fs::read_to_string(folder.join(file))
            .map_err(|error| bad(format!("cannot be read: {error}")))?;
        let document: Value =
            serde_json::from_str(&text).map_err(|error| bad(format!("is no JSON: {error}")))?;
        let (label, text) = (label(&document), on_this_server(document).to_string());
        // Writing to a String cannot fail.
        let _ = writeln!(
            table,
            "Bundle {{ label: {label:?}, path: \"{BASE}{file}\", text: {text:?} }},"
        );
    }
    table += "];\n";
    Ok(table)
}

/// Paths of all bundles below a folder, with forward slashes.
fn find(folder: &Path, prefix: &str, files: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            find(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else if name.starts_with(NAME.0) && name.ends_with(NAME.1) {
            files.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

/// The title of a document, and whom it is for.
fn label(document: &Value) -> String {
    let title = document["info"]["title"].as_str().unwrap_or("Untitled");
    match document["x-audience"].as_str() {
        Some(audience) => format!("{title} ({audience})"),
        None => title.to_owned(),
    }
}

/// The document with the server that shows it as the only one, so that no token of a sandbox is sent
/// anywhere else.
fn on_this_server(mut document: Value) -> Value {
    let path_items = document.get_mut("paths").and_then(Value::as_object_mut);
    for path_item in path_items.into_iter().flat_map(serde_json::Map::values_mut) {
        for part in path_item
            .as_object_mut()
            .into_iter()
            .flat_map(serde_json::Map::values_mut)
        {
            remove_servers(part);
        }
        remove_servers(path_item);
    }
    document["servers"] = json!([{ "url": "/", "description": "This server" }]);
    document
}

fn remove_servers(object: &mut Value) {
    if let Some(object) = object.as_object_mut() {
        object.remove("servers");
    }
}
