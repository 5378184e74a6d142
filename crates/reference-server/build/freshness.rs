//! Whether `generated/` is what its inputs give: the hashes of `generated/manifest.json` against the
//! files. Outputs are not looked at; `cargo xtask generate --check` does that. Read [`look`].

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// Where the hashes are.
const MANIFEST: &str = "generated/manifest.json";

/// The form of the manifest that this program reads.
const FORMAT: u64 = 1;

/// What looking brought.
#[derive(Debug)]
pub(crate) struct Freshness {
    /// Files that decide, from the root.
    pub(crate) looked_at: Vec<String>,
    /// What is stale, first thing first: one line without a full stop.
    pub(crate) stale: Option<String>,
}

/// Compares the inputs below `root` with what was generated from them; `version` is that of the tool
/// now.
pub(crate) fn look(root: &Path, version: &str) -> Freshness {
    let mut looked_at = vec![MANIFEST.to_owned()];
    let manifest = match manifest(root) {
        Ok(manifest) => manifest,
        Err(why) => {
            return Freshness {
                looked_at,
                stale: Some(format!("`{MANIFEST}` {why}")),
            };
        }
    };
    let tool = manifest["tool"].as_str().unwrap_or_default();
    let mut stale = (tool != version).then(|| {
        format!(
            "`generated/` was written by version {tool} of the toolchain, and this is {version}"
        )
    });
    // The manifest is sorted, so that the first one is the same for everybody.
    for (input, hash) in manifest["inputs"].as_object().into_iter().flatten() {
        looked_at.push(input.clone());
        if stale.is_none() {
            stale = changed(root, input, hash.as_str().unwrap_or_default());
        }
    }
    Freshness { looked_at, stale }
}

fn manifest(root: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(root.join(MANIFEST)).map_err(|error| read_error(&error))?;
    let manifest: Value =
        serde_json::from_str(&text).map_err(|error| format!("is no JSON: {error}"))?;
    if manifest["format"] == FORMAT && manifest["inputs"].is_object() {
        return Ok(manifest);
    }
    Err(format!("is not in the form {FORMAT} that is known"))
}

/// What has become of an input.
fn changed(root: &Path, input: &str, hash: &str) -> Option<String> {
    match fs::read_to_string(root.join(input)) {
        Ok(text) if self::hash(&text) == hash => None,
        Ok(_) => Some(format!(
            "`generated/` is stale: `{input}` has changed since it was written"
        )),
        Err(error) => Some(format!(
            "`generated/` is stale: `{input}`, which it was written from, {}",
            read_error(&error)
        )),
    }
}

fn read_error(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "is missing".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// As `oas_codegen::hash`: SHA-256 in lower-case hexadecimal; CR LF counts as LF.
fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n"));
    digest.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
