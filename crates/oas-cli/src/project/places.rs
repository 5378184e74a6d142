//! Where things are: the configuration around a directory, the directory around documents.

use std::path::{Path, PathBuf};

use crate::exit::Failure;

pub(crate) fn current_directory() -> Result<PathBuf, Failure> {
    std::env::current_dir()
        .map_err(|error| Failure::new(format!("the current directory cannot be read: {error}")))
}

/// `contract.toml` or `spec/contract.toml`, here or in a directory above.
pub(super) fn find_config(current: &Path) -> Option<PathBuf> {
    current
        .ancestors()
        .flat_map(|directory| {
            [
                directory.join("contract.toml"),
                directory.join("spec/contract.toml"),
            ]
        })
        .find(|candidate| candidate.is_file())
}

/// Whether all files lie below a directory.
pub(super) fn is_below(current: &Path, directory: &Path, files: &[PathBuf]) -> bool {
    let directory = directory.canonicalize();
    let mut files = files.iter().map(|file| current.join(file).canonicalize());
    files.all(|file| match (&file, &directory) {
        (Ok(file), Ok(directory)) => file.starts_with(directory),
        _ => false,
    })
}

/// The directory that documents may refer within: the repository around them where there is one,
/// and otherwise the nearest directory that holds all of them.
pub(super) fn common_root(current: &Path, files: &[PathBuf]) -> PathBuf {
    let mut directories = files.iter().map(|file| {
        let path = current.join(file);
        let path = path.canonicalize().unwrap_or(path);
        path.parent()
            .map_or_else(|| current.to_path_buf(), Path::to_path_buf)
    });
    let Some(mut common) = directories.next() else {
        return current.to_path_buf();
    };
    for directory in directories {
        while !directory.starts_with(&common) {
            if !common.pop() {
                break;
            }
        }
    }
    let repository = common
        .ancestors()
        .find(|directory| directory.join(".git").exists());
    repository.map_or(common.clone(), Path::to_path_buf)
}
