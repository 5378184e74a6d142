//! What is on disk at the place of an output: [`look`].

use std::fs;
use std::io;
use std::path::Path;

use super::EmitError;

/// The text of the file at `path` below `directory`; `None` when there is none.
///
/// What is no text differs from all texts. What could not be replaced by a file, or only by
/// leaving the directory, is an error: a symbolic link on the way, a directory in its place, a
/// file where a directory is needed.
pub(super) fn look(directory: &Path, path: &str) -> Result<Option<String>, EmitError> {
    let mut current = directory.to_path_buf();
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        current.push(segment);
        let last = segments.peek().is_none();
        let metadata = match fs::symlink_metadata(&current) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(EmitError::new("read", &current, error)),
        };
        let obstacle = if metadata.is_symlink() {
            Some((io::ErrorKind::InvalidInput, "it is a symbolic link"))
        } else if last && metadata.is_dir() {
            Some((
                io::ErrorKind::IsADirectory,
                "a directory is in the place of a file",
            ))
        } else if last && !metadata.is_file() {
            Some((io::ErrorKind::InvalidInput, "it is no regular file"))
        } else if !last && !metadata.is_dir() {
            Some((
                io::ErrorKind::NotADirectory,
                "a file is in the place of a directory",
            ))
        } else {
            None
        };
        if let Some((kind, text)) = obstacle {
            return Err(EmitError::new(
                "replace",
                &current,
                io::Error::new(kind, text),
            ));
        }
    }
    match fs::read(&current) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) => Err(EmitError::new("read", &current, error)),
    }
}
