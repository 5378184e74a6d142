//! Which generated packages the workspace needs, under which names and with which features. Read from
//! the manifests alone: whoever depends on a package says all that Cargo wants of it. Read [`Demand`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use toml::{Table, Value};

use super::{GENERATED_RUST, StandIn};
use crate::stop::Stop;
use crate::workspace::Workspace;

/// A generated package that must be loadable.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Demand {
    /// The folder below `generated/rust`.
    directory: String,
    /// The package's name.
    name: String,
    /// Features that dependents ask for.
    features: BTreeSet<String>,
}

impl Demand {
    /// The package's folder, from the root.
    pub(super) fn folder(&self) -> String {
        format!("{GENERATED_RUST}/{}", self.directory)
    }

    /// The least that Cargo takes for this package.
    pub(super) fn manifest(&self) -> String {
        let mut text = format!(
            "# Placeholder, so that Cargo can load the workspace. `cargo xtask generate` writes the \
             real one.\n\n[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish \
             = false\n",
            self.name
        );
        if !self.features.is_empty() {
            text.push_str("\n[features]\n");
            for feature in &self.features {
                text.push_str(feature);
                text.push_str(" = []\n");
            }
        }
        text
    }
}

/// The name in a manifest; `None` when it is no manifest of a package.
pub(super) fn package_name(manifest: &str) -> Option<String> {
    let table: Table = manifest.parse().ok()?;
    Some(table.get("package")?.get("name")?.as_str()?.to_owned())
}

/// Every generated package that exists or that a manifest names, sorted by folder.
///
/// Not empty where the workspace's members name the folder: Cargo also refuses a member pattern that
/// matches nothing.
///
/// Generated manifests that will be replaced themselves demand nothing.
pub(super) fn demands(workspace: &Workspace, stand_in: StandIn) -> Result<Vec<Demand>, Stop> {
    let directories = directories(&workspace.path(GENERATED_RUST))?;
    let mut found = Found::default();
    let crates = workspace.path("crates");
    let members = self::directories(&crates)?
        .into_iter()
        .map(|name| crates.join(name));
    let kept = directories
        .iter()
        .filter(|_| stand_in == StandIn::ForUnusable)
        .map(|name| workspace.path(GENERATED_RUST).join(name));
    for folder in [workspace.root().to_path_buf()]
        .into_iter()
        .chain(members)
        .chain(kept)
    {
        // Manifests that cannot be read are somebody else's finding, here they demand nothing.
        if let Ok(text) = fs::read_to_string(folder.join("Cargo.toml"))
            && let Ok(manifest) = text.parse::<Table>()
        {
            found.read_manifest(workspace, &folder, &manifest);
        }
    }
    for directory in directories {
        let manifest = workspace
            .path(GENERATED_RUST)
            .join(&directory)
            .join("Cargo.toml");
        let name = fs::read_to_string(manifest)
            .ok()
            .and_then(|text| package_name(&text));
        let fallback = name.unwrap_or_else(|| format!("placeholder-{directory}"));
        found.names.entry(directory).or_insert(fallback);
    }
    if found.names.is_empty() && names_generated_members(workspace) {
        found
            .names
            .insert("placeholder".to_owned(), "placeholder".to_owned());
    }
    Ok(found.into_demands())
}

/// Whether the members of the workspace name generated packages; a manifest that cannot be read
/// counts as if they did.
fn names_generated_members(workspace: &Workspace) -> bool {
    fs::read_to_string(workspace.root().join("Cargo.toml"))
        .is_ok_and(|text| text.parse::<Table>().is_err() || text.contains(GENERATED_RUST))
}

fn directories(parent: &Path) -> Result<Vec<String>, Stop> {
    let Ok(entries) = fs::read_dir(parent) else {
        return Ok(Vec::new());
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| Stop::file("list", parent, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// What the manifests ask for, while they are read one by one.
#[derive(Debug, Default)]
struct Found {
    /// Folder to name.
    names: BTreeMap<String, String>,
    /// Name to features.
    features: BTreeMap<String, BTreeSet<String>>,
}

impl Found {
    fn read_manifest(&mut self, workspace: &Workspace, folder: &Path, manifest: &Table) {
        let tables = [
            Some(manifest),
            manifest.get("workspace").and_then(Value::as_table),
        ];
        for table in tables.into_iter().flatten() {
            for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
                for (key, dependency) in table
                    .get(kind)
                    .and_then(Value::as_table)
                    .into_iter()
                    .flatten()
                {
                    self.read_dependency(workspace, folder, key, dependency);
                }
            }
        }
        let features = manifest.get("features").and_then(Value::as_table);
        for enabled in features.into_iter().flat_map(Table::values) {
            for text in enabled
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
            {
                if let Some((name, feature)) = text.split_once('/') {
                    self.wants(name.trim_end_matches('?'), feature);
                }
            }
        }
    }

    fn read_dependency(&mut self, workspace: &Workspace, folder: &Path, key: &str, value: &Value) {
        let text = |field: &str| value.get(field).and_then(Value::as_str);
        let name = text("package").unwrap_or(key);
        if let Some(path) = text("path") {
            let target = normalised(&folder.join(path));
            if let Ok(below) = target.strip_prefix(workspace.path(GENERATED_RUST)) {
                let directory = below.to_string_lossy().into_owned();
                self.names.insert(directory, name.to_owned());
            }
        }
        let features = value.get("features").and_then(Value::as_array);
        for feature in features.into_iter().flatten().filter_map(Value::as_str) {
            self.wants(name, feature);
        }
    }

    fn wants(&mut self, name: &str, feature: &str) {
        self.features
            .entry(name.to_owned())
            .or_default()
            .insert(feature.to_owned());
    }

    fn into_demands(self) -> Vec<Demand> {
        let Self {
            names,
            mut features,
        } = self;
        let demand = |(directory, name): (String, String)| {
            let features = features.remove(&name).unwrap_or_default();
            Demand {
                directory,
                name,
                features,
            }
        };
        names.into_iter().map(demand).collect()
    }
}

/// `path` without `.` and `..`, by text alone: the target need not exist.
fn normalised(path: &Path) -> PathBuf {
    let mut normalised = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normalised.pop();
            }
            other => normalised.push(other),
        }
    }
    normalised
}
