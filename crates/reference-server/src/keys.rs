//! Public keys of tokens, from a file: [`KeyFile`].

use std::path::PathBuf;

use api_conventions::{KeySource, StoreError, VerificationKey};

/// A JSON Web Key Set in a file, which is read again when a token names a key that is not known: who
/// rotates keys replaces the file. Without a file there are no keys.
#[derive(Clone, Debug, Default)]
pub struct KeyFile(Option<PathBuf>);

impl KeyFile {
    /// The keys of this file.
    #[must_use]
    pub const fn new(path: Option<PathBuf>) -> Self {
        Self(path)
    }
}

impl KeySource for KeyFile {
    async fn fetch(&self) -> Result<Vec<VerificationKey>, StoreError> {
        let Some(path) = &self.0 else {
            return Ok(Vec::new());
        };
        let text = tokio::fs::read_to_string(path).await;
        let text = text.map_err(|error| format!("`{}`: {error}", path.display()))?;
        let keys = VerificationKey::read_set(&text);
        Ok(keys.map_err(|error| format!("`{}`: {error}", path.display()))?)
    }
}
