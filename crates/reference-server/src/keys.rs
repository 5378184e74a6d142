//! Public keys of tokens, from a file: [`KeyFile`].

use std::path::PathBuf;

use api_conventions::{KeySource, StoreError, VerificationKey};

use crate::StartError;

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

    /// Reads the file once, so that a wrong one is found when a server starts, and not by the first
    /// who has a token.
    ///
    /// # Errors
    ///
    /// Names the file and what is wrong with it, with exit code 2.
    pub async fn check(&self) -> Result<(), StartError> {
        let keys = self.fetch().await.map_err(|error| {
            let message = format!("cannot use the key set {error}");
            let help = "give `--jwks` a file with a JSON Web Key Set: `{ \"keys\": [...] }`";
            StartError::unusable(message, help)
        })?;
        if let (Self(Some(path)), []) = (self, keys.as_slice()) {
            let path = path.display();
            tracing::warn!(%path, "the key set has no key for RS256 or ES256 with a `kid`");
        }
        Ok(())
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
