//! The target `rust`: a crate per document, and one for what documents share.
//!
//! What a crate looks like is the backend's business; where it finds its runtime is decided here.
//! Read [`packages`] first.

use std::path::{Component, Path, PathBuf};

use oas_codegen::{Backend as _, Manifest, OutputSet, Templates};
use oas_codegen_rust::{Origin, Runtime, Rust, Settings};
use oas_model::select::Selection;

use super::{Places, Work, normalised, render_failure};
use crate::config::{Config, RustTarget};
use crate::exit::Failure;
use crate::project::{current_directory, enter};

/// The crates of the configuration, by directory below the base.
pub(super) fn packages(
    work: &mut Work,
    config: &Config,
    places: &Places,
) -> Result<Vec<(String, OutputSet)>, Failure> {
    let Some(target) = &config.targets.rust else {
        return Ok(Vec::new());
    };
    let settings = Settings {
        package_prefix: target.package_prefix.clone(),
        common: Some(target.common.clone()),
        runtime: runtime(target, places)?,
        origin: if work.is_in_repository("templates/rust-axum") {
            Origin::Repository
        } else {
            Origin::Elsewhere
        },
    };
    let shared = config.shared.iter();
    let shared = shared.map(|directory| format!("{}/", directory.trim_end_matches('/')));
    let files = plan(work, settings, Selection::default(), shared.collect())?;
    Ok(vec![(places.below(&target.out)?, files)])
}

/// The crate of one document that the command line names, for an output directory.
pub(super) fn single(
    work: &mut Work,
    selection: Selection,
    words: &str,
    out: &Path,
) -> Result<OutputSet, Failure> {
    let runtime = match parse(words)? {
        Runtime::Path(path) => {
            let current = current_directory()?;
            let to = normalised(&current.join(path));
            Runtime::Path(way(&normalised(&current.join(out)), &to)?)
        }
        other => other,
    };
    let settings = Settings {
        runtime,
        ..Settings::default()
    };
    // What documents share has no place in a single crate.
    work.conventions = None;
    plan(work, settings, selection, Vec::new())
}

/// The templates, and the runtime where it is written too, are inputs: outputs differ when they do.
pub(super) fn inputs(manifest: &mut Manifest, is_vendored: bool) {
    for template in oas_codegen_rust::TEMPLATES {
        manifest.input(format!("templates/{}", template.name), template.source);
    }
    if is_vendored {
        for (path, text) in oas_codegen_rust::RUNTIME {
            manifest.input(format!("runtime/{path}"), text);
        }
    }
}

fn plan(
    work: &mut Work,
    settings: Settings,
    selection: Selection,
    shared_prefixes: Vec<String>,
) -> Result<OutputSet, Failure> {
    enter("lowering the documents for Rust");
    let contract = work.lower(selection, shared_prefixes);
    enter("planning Rust");
    let backend = Rust::new(settings);
    let plan = backend.plan(&contract, &mut work.project.sink);
    enter("rendering Rust");
    Templates::embedded(oas_codegen_rust::TEMPLATES)
        .and_then(|templates| backend.render(&plan, &templates))
        .map_err(render_failure)
}

/// `vendor`, `path:DIR` or `version:REQ`.
fn parse(words: &str) -> Result<Runtime, Failure> {
    match words.split_once(':') {
        None if words == "vendor" => Ok(Runtime::Vendor),
        Some(("path", path)) if !path.is_empty() => Ok(Runtime::Path(path.to_owned())),
        Some(("version", version)) if !version.is_empty() => {
            Ok(Runtime::Version(version.to_owned()))
        }
        _ => Err(
            Failure::new(format!("`{words}` is no place for the runtime"))
                .help("write `vendor`, `path:DIR` or `version:REQUIREMENT`"),
        ),
    }
}

/// Where the crates of the configuration find their runtime.
fn runtime(target: &RustTarget, places: &Places) -> Result<Runtime, Failure> {
    let Runtime::Path(path) = parse(&target.runtime)? else {
        return parse(&target.runtime);
    };
    let to = normalised(&places.directory.join(path));
    let from = normalised(&places.directory.join(&target.out)).join("package");
    way(&from, &to).map(Runtime::Path)
}

fn way(from: &Path, to: &Path) -> Result<String, Failure> {
    relative(from, to).ok_or_else(|| {
        let (from, to) = (from.display(), to.display());
        Failure::new(format!("there is no way from `{from}` to `{to}`"))
            .help("put both on one drive, or bring the runtime along: `vendor`")
    })
}

/// The way from one directory to another, with `/` between its steps.
fn relative(from: &Path, to: &Path) -> Option<String> {
    let common: PathBuf = from
        .components()
        .zip(to.components())
        .take_while(|(left, right)| left == right)
        .map(|(left, _)| left)
        .collect();
    let up = from.strip_prefix(&common).ok()?.components();
    let down = to.strip_prefix(&common).ok()?.components();
    let is_root = |part: &Component<'_>| matches!(part, Component::Prefix(_) | Component::RootDir);
    let mut steps = Vec::new();
    for _ in up.clone() {
        steps.push("..".to_owned());
    }
    if up.clone().any(|part| is_root(&part)) || down.clone().any(|part| is_root(&part)) {
        return None;
    }
    for part in down {
        steps.push(part.as_os_str().to_str()?.to_owned());
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::relative;

    #[test]
    fn ways_lead_up_and_down() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
        assert_eq!(
            way("/a/generated/rust/one", "/a/crates/runtime").as_deref(),
            Some("../../../crates/runtime")
        );
        assert_eq!(way("/a/b", "/a/b/c").as_deref(), Some("c"));
    }
}
