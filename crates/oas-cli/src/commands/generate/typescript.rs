//! The target `typescript`: npm packages, and the workspace around those that share a directory.
//!
//! Which operations a package has is decided before lowering, so that nothing of another audience
//! can get into it. What a package looks like is the backend's business. Read [`packages`] first.

use std::collections::BTreeMap;
use std::path::Path;

use oas_codegen::{Backend as _, Manifest, OutputSet, Templates};
use oas_codegen_typescript::{Origin, Settings, TypeScript, WorkspaceMember};
use oas_conventions::{Conventions, NameKind};
use oas_diagnostics::suggest::nearest;
use oas_model::select::Selection;

use super::{Places, Work, output_failure, render_failure};
use crate::config::{Config, TypescriptTarget};
use crate::exit::Failure;
use crate::project::enter;

/// The packages of the configuration, by directory below the base; those that share a directory
/// with nothing else get it whole, with the npm workspace in it.
pub(super) fn packages(
    work: &mut Work,
    config: &Config,
    places: &Places,
) -> Result<Vec<(String, OutputSet)>, Failure> {
    let mut outputs: Vec<(String, OutputSet)> = Vec::new();
    let mut workspaces: BTreeMap<String, Vec<(String, Package)>> = BTreeMap::new();
    for target in &config.targets.typescript {
        let directory = places.below(&target.out)?;
        let package = Package::configured(work, target)?;
        match directory.rsplit_once('/') {
            Some((parent, name)) if !is_shared(parent, config, places)? => {
                let members = workspaces.entry(parent.to_owned()).or_default();
                members.push((name.to_owned(), package));
            }
            _ => outputs.push((directory, package.files)),
        }
    }
    for (directory, packages) in workspaces {
        outputs.push((directory, workspace(packages)?));
    }
    Ok(outputs)
}

/// The package of one document that the command line names.
pub(super) fn single(
    work: &mut Work,
    name: Option<&str>,
    selection: Selection,
) -> Result<OutputSet, Failure> {
    let document = work.documents.first();
    let package = name.or_else(|| document.map(|document| document.name.as_str()));
    let settings = Settings {
        package: package.unwrap_or("api").to_owned(),
        origin: Origin::Elsewhere,
    };
    Ok(Package::plan(work, settings, selection, false)?.files)
}

/// The templates and the runtime are inputs too: outputs differ when they do.
pub(super) fn inputs(manifest: &mut Manifest) {
    for (path, text) in oas_codegen_typescript::sources() {
        manifest.input(format!("templates/{path}"), text);
    }
}

/// A package, rendered.
struct Package {
    member: WorkspaceMember,
    files: OutputSet,
}

impl Package {
    fn configured(work: &mut Work, target: &TypescriptTarget) -> Result<Self, Failure> {
        let settings = Settings {
            package: target.package.clone(),
            origin: if work.is_in_repository("templates/typescript/runtime") {
                Origin::Repository
            } else {
                Origin::Elsewhere
            },
        };
        let selection = Selection {
            audiences: target.audiences.clone(),
            operations: Vec::new(),
        };
        Self::plan(work, settings, selection, true)
    }

    /// Lowers what is selected, plans and renders it. `skips_empty` leaves out documents of which
    /// nothing is selected: not even their names are in the package.
    fn plan(
        work: &mut Work,
        settings: Settings,
        selection: Selection,
        skips_empty: bool,
    ) -> Result<Self, Failure> {
        let package = settings.package.clone();
        let audiences = selection.audiences.clone();
        enter(format!("lowering the documents of {package}"));
        let mut contract = work.lower(selection, Vec::new());
        let is_empty = |api: &oas_ir::Api| api.operations.is_empty() && api.webhooks.is_empty();
        if !audiences.is_empty() && contract.apis.iter().all(is_empty) {
            return Err(nobody(&package, &audiences, work.conventions.as_ref()));
        }
        if skips_empty {
            contract
                .apis
                .retain(|api| !api.operations.is_empty() || !api.webhooks.is_empty());
        }
        enter(format!("planning {package}"));
        let backend = TypeScript::new(settings);
        let plan = backend.plan(&contract, &mut work.project.sink);
        enter(format!("rendering {package}"));
        let files = templates()
            .and_then(|templates| backend.render(&plan, &templates))
            .map_err(render_failure)?;
        Ok(Self {
            member: plan.member(),
            files,
        })
    }
}

/// What to say of a package for audiences that no operation is for.
fn nobody(package: &str, audiences: &[String], conventions: Option<&Conventions>) -> Failure {
    let names: Vec<String> = audiences.iter().map(|name| format!("`{name}`")).collect();
    let failure = Failure::new(format!(
        "`{package}` would have no operation: none is for {}",
        names.join(" or ")
    ));
    let known = conventions.map(|file| file.names(NameKind::Audience));
    let known = known.unwrap_or_default();
    let near = audiences
        .iter()
        .find_map(|name| nearest(name, known.iter().copied()));
    match near {
        Some(near) if !audiences.iter().any(|name| name == near) => {
            failure.help(format!("did you mean `{near}`?"))
        }
        _ => failure.help("`x-audience` says who a document or an operation is for"),
    }
}

/// The files of a workspace, its packages among them.
fn workspace(packages: Vec<(String, Package)>) -> Result<OutputSet, Failure> {
    let members: Vec<(&str, &WorkspaceMember)> = packages
        .iter()
        .map(|(directory, package)| (directory.as_str(), &package.member))
        .collect();
    let mut outputs = templates()
        .and_then(|templates| oas_codegen_typescript::workspace(&members, &templates))
        .map_err(render_failure)?;
    for (directory, package) in packages {
        outputs
            .extend_below(&directory, package.files)
            .map_err(output_failure)?;
    }
    Ok(outputs)
}

fn templates() -> Result<Templates, oas_codegen::RenderError> {
    Templates::embedded(oas_codegen_typescript::TEMPLATES)
}

/// Whether the outputs of another target are below a directory.
fn is_shared(directory: &str, config: &Config, places: &Places) -> Result<bool, Failure> {
    let targets = &config.targets;
    let others = [
        targets.openapi.as_ref().map(|one| &one.out),
        targets.rust.as_ref().map(|one| &one.out),
        targets.docs.as_ref().map(|one| &one.out),
    ];
    for out in others.into_iter().flatten() {
        let other = places.below(out)?;
        if Path::new(&other).starts_with(directory) {
            return Ok(true);
        }
    }
    Ok(false)
}
