//! Reading directories for tests: every file once, in an order that no system changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every directory and every file below `directory`, by its path with `/` between segments.
/// Directories that are reached through a symbolic link are not entered.
pub(crate) fn walk(directory: &Path) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let mut open = vec![(String::new(), directory.to_path_buf())];
    while let Some((prefix, directory)) = open.pop() {
        let entries = fs::read_dir(&directory)
            .unwrap_or_else(|error| panic!("cannot read `{}`: {error}", directory.display()));
        for entry in entries {
            let entry = entry
                .unwrap_or_else(|error| panic!("cannot read `{}`: {error}", directory.display()));
            let name = entry.file_name();
            let name = name.to_str().unwrap_or_else(|| {
                panic!(
                    "a name in `{}` is no UTF-8: {}",
                    directory.display(),
                    name.display()
                )
            });
            let path = format!("{prefix}{name}");
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                open.push((format!("{path}/"), entry.path()));
            }
            found.insert(path, entry.path());
        }
    }
    found
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("cannot read `{}`: {error}", path.display()))
}
