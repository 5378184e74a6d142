//! What was generated from what: [`Manifest`], the file `manifest.json`.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// Inputs and outputs with their SHA-256, line ends normalised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of this file.
    pub format: u32,
    /// Version of the tool.
    pub tool: String,
    /// Path -> hash, of everything that was read.
    pub inputs: BTreeMap<String, String>,
    /// Path from the manifest's directory -> hash, of everything that was written.
    pub outputs: BTreeMap<String, String>,
}

impl Manifest {
    /// The form of this file that is written.
    pub const FORMAT: u32 = 1;

    /// A manifest without inputs and outputs.
    #[must_use]
    pub fn new(tool: impl Into<String>) -> Self {
        Self {
            format: Self::FORMAT,
            tool: tool.into(),
            inputs: BTreeMap::new(),
            outputs: BTreeMap::new(),
        }
    }

    /// Adds a text that was read.
    pub fn input(&mut self, path: impl Into<String>, text: &str) {
        self.inputs.insert(path.into(), hash(text));
    }

    /// Reads the text of a manifest.
    ///
    /// # Errors
    ///
    /// Returns an error when it is no manifest of this form.
    pub fn parse(text: &str) -> Result<Self, ManifestError> {
        let manifest: Self = serde_json::from_str(text).map_err(|error| ManifestError {
            line: error.line(),
            column: error.column(),
            message: error.to_string(),
        })?;
        if manifest.format == Self::FORMAT {
            return Ok(manifest);
        }
        let message = format!("its format is {}, not {}", manifest.format, Self::FORMAT);
        Err(ManifestError {
            line: 1,
            column: 1,
            message,
        })
    }

    /// The text of the manifest, sorted.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// SHA-256 of a text in lower-case hexadecimal; CR LF counts as LF.
#[must_use]
pub fn hash(text: &str) -> String {
    use fmt::Write as _;
    let digest = if text.contains('\r') {
        Sha256::digest(text.replace("\r\n", "\n"))
    } else {
        Sha256::digest(text)
    };
    digest
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// A manifest that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestError {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for ManifestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for ManifestError {}

#[cfg(test)]
mod tests {
    use super::{Manifest, hash};

    #[test]
    fn line_ends_do_not_change_a_hash() {
        assert_eq!(hash("a\nb\n"), hash("a\r\nb\r\n"));
        assert_ne!(hash("a\nb\n"), hash("a\nb"));
    }

    #[test]
    fn a_manifest_reads_back() -> Result<(), super::ManifestError> {
        let mut manifest = Manifest::new("0.1.0");
        manifest.input("spec/openapi.yaml", "openapi: 3.1.1\n");
        assert_eq!(Manifest::parse(&manifest.to_text())?, manifest);
        assert!(Manifest::parse("{}").is_err());
        Ok(())
    }
}
