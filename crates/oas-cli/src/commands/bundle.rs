//! `oas bundle`: one self-contained document.

use std::path::PathBuf;
use std::sync::Arc;

use oas_bundle::BundleSettings;
use oas_bundle::overlay::Overlay;
use oas_conventions::NameKind;
use oas_diagnostics::Diagnostic;
use oas_diagnostics::suggest::nearest;
use oas_model::Version;
use oas_model::select::Selection;

use crate::args::{Bundle, Global};
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::project::{Input, Project, ProjectDocument, current_directory, enter};

pub(crate) fn run(global: &Global, command: &Bundle, output: &mut Output) -> Result<Exit, Failure> {
    if !command.overlay.is_empty() {
        return overlaid(global, command, output);
    }
    let file = command.file.iter().cloned().collect::<Vec<_>>();
    let (mut project, documents) = super::lint::named(global, &file)?;
    let Some(document) = documents.first() else {
        return Ok(unreadable(&mut project, output));
    };
    let format = document.resolved.document().root().tree().format();
    write_bundle(&mut project, document, format, command, output, |found| {
        found
    })
}

/// Applies overlays to the document, and bundles the result.
fn overlaid(global: &Global, command: &Bundle, output: &mut Output) -> Result<Exit, Failure> {
    let file = command.file.as_deref();
    let named = file.filter(|file| *file != "-").map(PathBuf::from);
    let paths: Vec<PathBuf> = named.iter().chain(&command.overlay).cloned().collect();
    let mut project = Project::of_files(global, &paths)?;
    let mut overlays = Vec::new();
    for overlay in &command.overlay {
        let path = project.path_from_root(overlay)?;
        overlays.extend(project.load_overlay(&path));
    }
    if overlays.len() < command.overlay.len() {
        return Ok(unreadable(&mut project, output));
    }
    let input = match (file, named) {
        (Some(_), Some(path)) => project.input(&path)?,
        (Some(_), None) => Input::Text(super::lint::standard_input()?),
        (None, _) => match extended(&mut project, &overlays)? {
            Some(input) => input,
            None => return Ok(unreadable(&mut project, output)),
        },
    };
    let Some((base, before)) = project.load_base(input) else {
        return Ok(unreadable(&mut project, output));
    };
    if project.has_errors() {
        return Ok(refuse(&mut project, output));
    }
    let Some(result) = project.overlay(&base, before, overlays) else {
        return Ok(refuse(&mut project, output));
    };
    let format = base.resolved.document().root().tree().format();
    let told = |findings| result.told(findings);
    write_bundle(
        &mut project,
        &result.document,
        format,
        command,
        output,
        told,
    )
}

/// The document that the overlays extend, where all that say so name the same.
fn extended(project: &mut Project, overlays: &[Arc<Overlay>]) -> Result<Option<Input>, Failure> {
    let mut found: Option<String> = None;
    for overlay in overlays
        .iter()
        .filter(|overlay| overlay.extends().is_some())
    {
        let Some(path) = project.extended(overlay) else {
            return Ok(None);
        };
        if found.as_ref().is_some_and(|found| *found != path) {
            return Err(Failure::new("the overlays extend different documents")
                .help("name the one that is meant: `oas bundle FILE --overlay OVERLAY`"));
        }
        found = Some(path);
    }
    let Some(path) = found else {
        return Err(
            Failure::new("no document is named, and no overlay has `extends`")
                .help("name the document: `oas bundle FILE --overlay OVERLAY`"),
        );
    };
    let name = path.rsplit('/').next().unwrap_or(&path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Ok(Some(Input::File {
        name: stem.to_owned(),
        source: project.display(&path),
        path,
    }))
}

fn unreadable(project: &mut Project, output: &mut Output) -> Exit {
    let findings = project.take_findings();
    output.write_findings(&findings, &project.sources);
    Exit::Usage
}

/// Bundles a document and writes it. `told` says where findings about it are written.
fn write_bundle(
    project: &mut Project,
    document: &ProjectDocument,
    own: oas_syntax::Format,
    command: &Bundle,
    output: &mut Output,
    told: impl Fn(Vec<Diagnostic>) -> Vec<Diagnostic>,
) -> Result<Exit, Failure> {
    let conventions = project.load_conventions();
    let version = command.openapi.as_deref().and_then(Version::parse);
    let settings = BundleSettings {
        version: version.unwrap_or_else(|| document.resolved.version()),
        selection: Selection {
            audiences: command.audience.iter().cloned().collect(),
            operations: Vec::new(),
        },
    };
    if let (Some(audience), Some(file)) = (&command.audience, &conventions) {
        let known = file.names(NameKind::Audience);
        if !known.contains(&audience.as_str()) {
            let failure = Failure::new(format!("there is no audience `{audience}`"));
            return Err(match nearest(audience, known.iter().copied()) {
                Some(near) => failure.help(format!("did you mean `{near}`?")),
                None => failure.help(format!("there are {}", known.join(", "))),
            });
        }
    }
    if is_prevented(project) {
        return Ok(refuse(project, output));
    }
    enter(format!("bundling {}", document.source));
    let (bundle, findings) =
        oas_bundle::bundle(&document.resolved, conventions.as_ref(), &settings);
    project.sink.extend(told(findings));
    if is_prevented(project) {
        return Ok(refuse(project, output));
    }
    let exit = if project.has_errors() {
        Exit::Findings
    } else {
        Exit::Success
    };
    refuse_own_source(project, command)?;
    let findings = project.take_findings();
    output.write_findings(&findings, &project.sources);
    let named = command
        .output
        .as_deref()
        .and_then(|path| path.extension())
        .and_then(|one| one.to_str());
    let yaml = match (command.format.as_deref(), named) {
        (Some(format), _) => format == "yaml",
        (None, Some("yaml" | "yml")) => true,
        (None, Some("json")) => false,
        (None, _) => own == oas_syntax::Format::Yaml,
    };
    let text = if yaml {
        oas_bundle::to_yaml(&bundle)
    } else {
        oas_bundle::to_json(&bundle)
    };
    match &command.output {
        Some(path) => write(path, &text)?,
        None => output.answer(&text),
    }
    Ok(exit)
}

/// Whether something was found that a bundle cannot pass on as it is.
fn is_prevented(project: &Project) -> bool {
    project.sink.diagnostics().iter().any(oas_bundle::prevents)
}

/// A bundle over one of the files that it is made of would take their comments along, and with them
/// what the others refer to.
fn refuse_own_source(project: &Project, command: &Bundle) -> Result<(), Failure> {
    let Some(path) = &command.output else {
        return Ok(());
    };
    // What is not there yet is no source.
    let Ok(place) = current_directory()?.join(path).canonicalize() else {
        return Ok(());
    };
    let files = project.sources.files().map(|(file, _)| file);
    let is_read = |file| project.place(file).is_ok_and(|source| source == place);
    if files.into_iter().any(is_read) {
        let message = format!("`{}` is one of the files that are bundled", path.display());
        return Err(Failure::new(message).help("name another file for the bundle"));
    }
    Ok(())
}

fn refuse(project: &mut Project, output: &mut Output) -> Exit {
    let findings = project.take_findings();
    output.write_findings(&findings, &project.sources);
    output.say("no bundle is written of a document that cannot be read in full");
    Exit::Findings
}

/// Writes a file by way of one beside it, so that what was there stays whole until the end.
fn write(path: &std::path::Path, text: &str) -> Result<(), Failure> {
    let path = current_directory()?.join(path);
    let failed = |error: std::io::Error| {
        Failure::new(format!("`{}` cannot be written: {error}", path.display()))
            .help("name a file in a directory that exists and may be written")
    };
    let name = path
        .file_name()
        .ok_or_else(|| Failure::new("`--output` names no file"))?;
    let beside = path.with_file_name(format!(".{}.oas-new", name.to_string_lossy()));
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, &path));
    written.map_err(|error| {
        // The half-way file goes away; the error that is reported is the first one.
        let _ = std::fs::remove_file(&beside);
        failed(error)
    })
}
