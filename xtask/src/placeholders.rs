//! Lets Cargo load the root workspace whatever state `generated/rust` is in.
//!
//! Cargo refuses a whole workspace for one member that it cannot read. Before a Cargo call that must
//! work regardless, minimal packages stand in for what is missing or unreadable; after the call
//! everything is as it was, the lock file included. Generating is not done here. Read
//! [`with_loadable_workspace`].

mod demands;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::stop::Stop;
use crate::workspace::Workspace;
use demands::{Demand, demands};

/// Where the generated Rust packages are.
const GENERATED_RUST: &str = "generated/rust";

/// Which packages are stood in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StandIn {
    /// Those that are missing or unreadable.
    ForUnusable,
    /// All of them: their manifests can be read, and Cargo still refuses them.
    ForAll,
}

/// Generated packages that Cargo could not load, as paths from the root; empty when all is well.
pub(crate) fn unusable_packages(workspace: &Workspace) -> Result<Vec<String>, Stop> {
    let demands = demands(workspace, StandIn::ForUnusable)?;
    let unusable = demands
        .iter()
        .filter(|demand| !is_usable(&workspace.path(&demand.folder())));
    Ok(unusable.map(Demand::folder).collect())
}

/// Calls `run` while Cargo can load the workspace, and leaves every file as it was.
pub(crate) fn with_loadable_workspace<T>(
    workspace: &Workspace,
    stand_in: StandIn,
    run: impl FnOnce() -> Result<T, Stop>,
) -> Result<T, Stop> {
    let mut saved = Saved::default();
    let put = put_placeholders(workspace, stand_in, &mut saved);
    let result = put.and_then(|()| run());
    saved.restore()?;
    result
}

fn put_placeholders(
    workspace: &Workspace,
    stand_in: StandIn,
    saved: &mut Saved,
) -> Result<(), Stop> {
    let mut folders = Vec::new();
    for demand in demands(workspace, stand_in)? {
        let folder = workspace.path(&demand.folder());
        if stand_in == StandIn::ForUnusable && is_usable(&folder) {
            continue;
        }
        if folders.is_empty() {
            // Without the dependencies of the real packages Cargo would forget their versions.
            saved.remember(&workspace.path("Cargo.lock"))?;
        }
        saved.replace(&folder.join("Cargo.toml"), &demand.manifest())?;
        if !folder.join("src/lib.rs").is_file() {
            saved.replace(&folder.join("src/lib.rs"), "//! Placeholder.\n")?;
        }
        folders.push(demand.folder());
    }
    if !folders.is_empty() {
        eprintln!(
            "note: placeholders stand in for {} while Cargo runs; `cargo xtask generate` writes the \
             real thing",
            folders.join(", ")
        );
    }
    Ok(())
}

/// Whether Cargo can load the package: a manifest with a name, and a library.
fn is_usable(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join("Cargo.toml"));
    manifest.is_ok_and(|text| demands::package_name(&text).is_some())
        && folder.join("src/lib.rs").is_file()
}

/// What was there before: contents of replaced files, files and folders that did not exist.
#[derive(Debug, Default)]
struct Saved {
    files: Vec<(PathBuf, Option<Vec<u8>>)>,
    new_folders: Vec<PathBuf>,
}

impl Saved {
    fn remember(&mut self, file: &Path) -> Result<(), Stop> {
        let before = match fs::read(file) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(Stop::file("read", file, &error)),
        };
        self.files.push((file.to_path_buf(), before));
        Ok(())
    }

    fn replace(&mut self, file: &Path, text: &str) -> Result<(), Stop> {
        let mut missing = Vec::new();
        let mut folder = file.parent();
        while let Some(path) = folder.filter(|path| !path.exists()) {
            missing.push(path.to_path_buf());
            folder = path.parent();
        }
        for path in missing.into_iter().rev() {
            fs::create_dir(&path).map_err(|error| Stop::file("create", &path, &error))?;
            self.new_folders.push(path);
        }
        self.remember(file)?;
        fs::write(file, text).map_err(|error| Stop::file("write", file, &error))
    }

    fn restore(self) -> Result<(), Stop> {
        for (file, before) in self.files.into_iter().rev() {
            let result = match before {
                // Writing the same bytes again would make Cargo compile the package again.
                Some(bytes) if fs::read(&file).is_ok_and(|now| now == bytes) => Ok(()),
                Some(bytes) => fs::write(&file, bytes),
                None => fs::remove_file(&file),
            };
            match result {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(Stop::file("restore", &file, &error));
                }
                _ => {}
            }
        }
        for folder in self.new_folders.into_iter().rev() {
            // Something else may have been put there meanwhile; that is not ours to remove.
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
