//! `check_bundle`: a directory with a document in, its bundle out.

use std::path::Path;

use oas_bundle::{BundleSettings, bundle};
use oas_conventions::Conventions;
use oas_diagnostics::render::{Format, RenderSettings, render};
use oas_diagnostics::{
    DiagnosticSink, FileLoader, FileLoaderSettings, Loader, MemoryLoader, SourceMap,
};
use oas_model::select::Selection;
use oas_model::{ResolvedDocument, Version, load};
use oas_syntax::Limits;
use serde_json::Value;

/// The bundle of the document at `entry`, and its losses as a person reads them.
pub(crate) fn check_bundle(
    root: &Path,
    entry: &str,
    version: Version,
    conventions: Option<&Conventions>,
) -> (Value, String) {
    let settings = BundleSettings {
        version,
        selection: Selection::default(),
    };
    check_selected(root, entry, conventions, &settings)
}

/// As [`check_bundle`], with a part of the document.
pub(crate) fn check_selected(
    root: &Path,
    entry: &str,
    conventions: Option<&Conventions>,
    wanted: &BundleSettings,
) -> (Value, String) {
    let settings = FileLoaderSettings {
        root: root.to_path_buf(),
        current_dir: root.to_path_buf(),
        max_bytes: 1 << 20,
    };
    let loader = FileLoader::new(&settings).expect("fixtures can be read");
    bundle_with(&loader, entry, conventions, wanted)
}

/// The bundle of a bundle.
pub(crate) fn bundle_again(
    document: &Value,
    version: Version,
    conventions: Option<&Conventions>,
) -> Value {
    let loader = MemoryLoader::new().with("openapi.json", oas_bundle::to_json(document));
    let settings = BundleSettings {
        version,
        selection: Selection::default(),
    };
    bundle_with(&loader, "openapi.json", conventions, &settings).0
}

pub(crate) fn bundle_with(
    loader: &dyn Loader,
    entry: &str,
    conventions: Option<&Conventions>,
    settings: &BundleSettings,
) -> (Value, String) {
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let document = load(loader, entry, &Limits::default(), &mut sources, &mut sink)
        .expect("the fixture is an OpenAPI document");
    let resolved = ResolvedDocument::resolve(document, &mut sink);
    let (bundle, losses) = bundle(&resolved, conventions, settings);
    sink.extend(losses);
    let mut text = String::new();
    render(
        Format::Pretty,
        &mut text,
        &sink.into_sorted(&sources),
        &sources,
        &RenderSettings::default(),
    )
    .expect("writing to a String cannot fail");
    (bundle, text)
}

/// The conventions of the contracts in this repository.
pub(crate) fn conventions(spec: &Path) -> Conventions {
    let text = std::fs::read_to_string(spec.join("conventions.yaml")).expect("it can be read");
    let mut sources = SourceMap::new();
    let file = sources.add("conventions.yaml", "conventions.yaml", text.as_str());
    let mut sink = DiagnosticSink::new();
    let tree = oas_syntax::parse(
        file,
        &text.into(),
        oas_syntax::Format::Yaml,
        &Limits::default(),
        &mut sink,
    );
    Conventions::parse(&tree, &mut sink).expect("the conventions are right")
}
