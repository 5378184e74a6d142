//! A [`Loader`] over texts that are held in memory, for tests and for editors.

use std::collections::BTreeMap;

use crate::source::load_error::{LoadError, LoadErrorKind};
use crate::source::loader::{LoadedText, Loader, decode};
use crate::source::path;
use crate::suggest;

/// Files by their path from the root. Paths mean what they mean to a file loader.
#[derive(Clone, Debug, Default)]
pub struct MemoryLoader {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryLoader {
    /// A loader without files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, or replaces it. `path` is relative to the root, with `/` between segments.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), content.into());
        self
    }
}

impl Loader for MemoryLoader {
    fn load(&self, path: &str) -> Result<LoadedText, LoadError> {
        let error = |kind| LoadError {
            display: path.to_owned(),
            kind,
        };
        let path = path::normalise(path).map_err(|reason| error(LoadErrorKind::Path(reason)))?;
        let Some(content) = self.files.get(&path) else {
            let nearest = suggest::nearest(&path, self.files.keys().map(String::as_str));
            return Err(error(LoadErrorKind::NotFound {
                nearest: nearest.map(str::to_owned),
            }));
        };
        let text = decode(content.clone()).map_err(error)?;
        Ok(LoadedText {
            display: path.clone(),
            path,
            text,
        })
    }

    fn display(&self, path: &str) -> String {
        path.to_owned()
    }
}
