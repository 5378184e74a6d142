//! The arrows between crates: `layers.toml` says who may use whom, Cargo says who does. A crate that
//! is not listed and a dependency that is not allowed are refused. Read [`Rules`].

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::Finding;
use super::forbidden::Forbidden;
use crate::stop::Stop;
use crate::workspace::Workspace;

/// Where the rules are written.
const RULES: &str = "xtask/layers.toml";

/// The contents of `layers.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    /// By package name; a name that ends with `*` stands for all that begin so and are not listed.
    crates: BTreeMap<String, Layer>,
    /// Packages from outside that only some crates may use; all others are free.
    #[serde(default)]
    external: BTreeMap<String, External>,
    /// Words that only some files may use.
    #[serde(default)]
    pub(crate) forbidden: Vec<Forbidden>,
}

/// What one crate may use of this workspace.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Layer {
    uses: Vec<String>,
    /// Besides, in its tests.
    #[serde(default)]
    tests_use: Vec<String>,
}

/// Who may use a package from outside.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct External {
    only: Vec<String>,
    /// Besides, in their tests.
    #[serde(default)]
    tests: Vec<String>,
    reason: String,
}

impl Rules {
    /// Reads `layers.toml`.
    pub(super) fn load(workspace: &Workspace) -> Result<Self, Stop> {
        let path = workspace.path(RULES);
        let text = fs::read_to_string(&path).map_err(|error| Stop::file("read", &path, &error))?;
        toml::from_str(&text).map_err(|error| Stop::unusable(format!("{RULES}: {error}")))
    }

    fn layer(&self, name: &str) -> Option<&Layer> {
        self.crates.get(name).or_else(|| {
            let family = |(pattern, _): &(&String, &Layer)| {
                pattern
                    .strip_suffix('*')
                    .is_some_and(|start| name.starts_with(start))
            };
            self.crates.iter().find(family).map(|(_, layer)| layer)
        })
    }
}

/// A member of the workspace.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) name: String,
    /// From the root.
    pub(super) folder: String,
    manifest: String,
    dependencies: Vec<Dependency>,
}

/// One line of a manifest.
#[derive(Debug)]
struct Dependency {
    name: String,
    /// What the manifest calls it.
    key: String,
    of_workspace: bool,
    /// For tests and benchmarks.
    is_dev: bool,
}

/// The members that Cargo names, sorted.
pub(super) fn packages(workspace: &Workspace, metadata: &Value) -> Vec<Package> {
    let mut packages: Vec<Package> = array(metadata, "packages")
        .map(|package| {
            let manifest_path = Path::new(text(package, "manifest_path"));
            let folder = manifest_path.parent().unwrap_or(manifest_path);
            let dependencies = array(package, "dependencies").map(|dependency| Dependency {
                name: text(dependency, "name").to_owned(),
                key: dependency["rename"]
                    .as_str()
                    .unwrap_or(text(dependency, "name"))
                    .to_owned(),
                of_workspace: dependency["path"].is_string(),
                is_dev: text(dependency, "kind") == "dev",
            });
            Package {
                name: text(package, "name").to_owned(),
                folder: workspace.relative(folder),
                // A placeholder that is gone again has no lines to point at.
                manifest: fs::read_to_string(manifest_path).unwrap_or_default(),
                dependencies: dependencies.collect(),
            }
        })
        .collect();
    packages.sort_by(|a, b| a.name.cmp(&b.name));
    packages
}

fn array<'value>(value: &'value Value, field: &str) -> impl Iterator<Item = &'value Value> {
    value[field].as_array().into_iter().flatten()
}

fn text<'value>(value: &'value Value, field: &str) -> &'value str {
    value[field].as_str().unwrap_or_default()
}

/// Every dependency that no arrow allows.
pub(super) fn check(rules: &Rules, packages: &[Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in packages {
        let manifest = format!("{}/Cargo.toml", package.folder);
        let Some(layer) = rules.layer(&package.name) else {
            findings.push(Finding::error(
                &manifest,
                1,
                format!("the crate `{}` has no place in the layers", package.name),
                format!("list it in {RULES} with what it may use"),
            ));
            continue;
        };
        for dependency in &package.dependencies {
            let refusal = if dependency.of_workspace {
                refused_arrow(layer, package, dependency)
            } else {
                refused_external(rules, package, dependency)
            };
            if let Some((message, help)) = refusal {
                let line = line_of(&package.manifest, &dependency.key);
                findings.push(Finding::error(&manifest, line, message, help));
            }
        }
    }
    for name in rules.crates.keys().filter(|name| !name.ends_with('*')) {
        if !packages.iter().any(|package| package.name == *name) {
            findings.push(Finding::error(
                RULES,
                1,
                format!("the crate `{name}` does not exist"),
                "remove its entry, or correct the name",
            ));
        }
    }
    findings
}

fn refused_arrow(
    layer: &Layer,
    package: &Package,
    dependency: &Dependency,
) -> Option<(String, String)> {
    let allowed = layer.uses.contains(&dependency.name)
        || dependency.is_dev && layer.tests_use.contains(&dependency.name);
    (!allowed).then(|| {
        let place = if dependency.is_dev {
            " in its tests"
        } else {
            ""
        };
        (
            format!(
                "`{}` may not use `{}`{place}",
                package.name, dependency.name
            ),
            format!(
                "move what is needed down into a crate that both may use; the arrows are in {RULES}"
            ),
        )
    })
}

fn refused_external(
    rules: &Rules,
    package: &Package,
    dependency: &Dependency,
) -> Option<(String, String)> {
    let external = rules.external.get(&dependency.name)?;
    let allowed = external.only.contains(&package.name)
        || dependency.is_dev && external.tests.contains(&package.name);
    (!allowed).then(|| {
        (
            format!("`{}` may not use `{}`", package.name, dependency.name),
            format!("{}; only {} may", external.reason, external.only.join(", ")),
        )
    })
}

/// The line of a manifest that names a dependency.
fn line_of(manifest: &str, key: &str) -> usize {
    let names = |line: &str| {
        line.strip_prefix(key)
            .is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
    };
    manifest
        .lines()
        .position(names)
        .map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests;
