//! Where the outputs of a configuration go: [`Places`].

use std::path::{Component, Path, PathBuf};

use crate::config::Config;
use crate::exit::Failure;

/// Where targets go.
pub(super) struct Places {
    /// The directory of the configuration.
    pub(super) directory: PathBuf,
    /// The directory with the manifest, above all targets.
    pub(super) base: PathBuf,
}

impl Places {
    pub(super) fn of(config: &Config, directory: &Path) -> Result<Self, Failure> {
        let targets = &config.targets;
        let outs = targets
            .openapi
            .iter()
            .map(|one| &one.out)
            .chain(targets.rust.iter().map(|one| &one.out))
            .chain(targets.typescript.iter().map(|one| &one.out))
            .chain(targets.docs.iter().map(|one| &one.out));
        let mut base: Option<PathBuf> = targets
            .base
            .as_ref()
            .map(|base| normalised(&directory.join(base)));
        if base.is_none() {
            for out in outs {
                let out = normalised(&directory.join(out));
                base = Some(match base {
                    None => out,
                    Some(base) => base
                        .ancestors()
                        .find(|ancestor| out.starts_with(ancestor))
                        .map_or_else(|| base.clone(), Path::to_path_buf),
                });
            }
        }
        let base = base.ok_or_else(|| {
            Failure::new("the configuration has no target")
                .help("add for example `[targets.openapi]`")
        })?;
        Ok(Self {
            directory: directory.to_path_buf(),
            base,
        })
    }

    /// A target's directory below the base, with `/` between segments; empty for the base itself.
    pub(super) fn below(&self, out: &str) -> Result<String, Failure> {
        let full = normalised(&self.directory.join(out));
        let below = full.strip_prefix(&self.base).map_err(|_| {
            Failure::new(format!(
                "the target's `out = \"{out}\"` is not below `base`"
            ))
        })?;
        let segments: Vec<_> = below
            .iter()
            .map(|segment| segment.to_string_lossy())
            .collect();
        Ok(segments.join("/"))
    }
}

/// A path without `.` and `..`, by its text alone: outputs may not exist yet.
pub(super) fn normalised(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                result.pop();
            }
            other => result.push(other),
        }
    }
    result
}
