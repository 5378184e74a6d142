//! The target `openapi`: bundles, with overlays applied.

use std::sync::Arc;

use oas_bundle::BundleSettings;
use oas_bundle::overlay::Overlay;
use oas_codegen::OutputSet;
use oas_diagnostics::{Diagnostic, Place};
use oas_model::Version;
use oas_model::select::Selection;

use super::{Work, output_failure};
use crate::commands::OVERLAY_EXTENDS_UNKNOWN;
use crate::config::{OpenapiFormat, OpenapiTarget};
use crate::exit::Failure;
use crate::project::{Input, Project, ProjectDocument, enter};

/// A bundle of each document in each version and language.
pub(super) fn bundles(work: &mut Work, target: &OpenapiTarget) -> Result<OutputSet, Failure> {
    let mut outputs = OutputSet::new();
    let overlays = overlays(&mut work.project, &target.overlays, &work.documents);
    let documents = std::mem::take(&mut work.documents);
    for document in &documents {
        let path = entry_path(document);
        let for_it = |(extended, overlay): &(Option<String>, Arc<Overlay>)| {
            let is_for_it = extended.as_ref().is_none_or(|extended| extended == path);
            is_for_it.then(|| Arc::clone(overlay))
        };
        let overlays: Vec<_> = overlays.iter().filter_map(for_it).collect();
        if overlays.is_empty() {
            write(work, document, target, &mut outputs, |found| found)?;
            continue;
        }
        let input = Input::File {
            name: document.name.clone(),
            path: path.to_owned(),
            source: document.source.clone(),
        };
        // Other targets are made of the document as it is, so this is another reading of it; what
        // is wrong with its text has been reported.
        let (base, _) = work.project.apart(|project| project.load_base(input));
        let Some((base, before)) = base else { continue };
        if let Some(result) = work.project.overlay(&base, before, overlays) {
            let told = |findings| result.told(findings);
            write(work, &result.document, target, &mut outputs, told)?;
        }
    }
    work.documents = documents;
    Ok(outputs)
}

/// The overlays of the configuration, each with the document that it is for alone.
fn overlays(
    project: &mut Project,
    paths: &[String],
    documents: &[ProjectDocument],
) -> Vec<(Option<String>, Arc<Overlay>)> {
    let mut overlays = Vec::new();
    for path in paths {
        let Some(overlay) = project.load_overlay(path) else {
            continue;
        };
        let Some((text, place)) = overlay.extends() else {
            overlays.push((None, overlay));
            continue;
        };
        let text = text.to_owned();
        let Some(extended) = project.extended(&overlay) else {
            continue;
        };
        if documents.iter().any(|one| entry_path(one) == extended) {
            overlays.push((Some(extended), overlay));
            continue;
        }
        let message = format!("`{text}` is no document of the configuration");
        project.sink.push(
            Diagnostic::new(
                OVERLAY_EXTENDS_UNKNOWN.name,
                oas_diagnostics::Level::Error,
                Place::Span(place.span),
                message,
            )
            .pointer(place.pointer)
            .help("name the `path` of a `[[document]]`, or leave `extends` out"),
        );
    }
    overlays
}

fn entry_path(document: &ProjectDocument) -> &str {
    let document = document.resolved.document();
    document.path(document.entry())
}

fn write(
    work: &mut Work,
    document: &ProjectDocument,
    target: &OpenapiTarget,
    outputs: &mut OutputSet,
    told: impl Fn(Vec<Diagnostic>) -> Vec<Diagnostic>,
) -> Result<(), Failure> {
    for version in &target.versions {
        let version = Version::from(*version);
        enter(format!("bundling {} as OpenAPI {version}", document.source));
        let settings = BundleSettings {
            version,
            selection: Selection::default(),
        };
        let (bundle, findings) =
            oas_bundle::bundle(&document.resolved, work.conventions.as_ref(), &settings);
        work.project.sink.extend(told(findings));
        for format in &target.formats {
            let text = match format {
                OpenapiFormat::Json => oas_bundle::to_json(&bundle),
                OpenapiFormat::Yaml => oas_bundle::to_yaml(&bundle),
            };
            let path = format!("{}/openapi-{version}.{}", document.name, format.extension());
            outputs.insert(path, text).map_err(output_failure)?;
        }
    }
    Ok(())
}
