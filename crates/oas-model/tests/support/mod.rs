//! `check_resolve`: a document in, findings as a person reads them out.

use std::path::Path;

use oas_diagnostics::render::{Format, RenderSettings, render};
use oas_diagnostics::{DiagnosticSink, FileLoader, FileLoaderSettings, SourceMap};
use oas_model::{ResolvedDocument, load, shape};
use oas_syntax::Limits;

/// Loads, resolves and checks the document at `path`; gives it with its rendered findings.
pub(crate) fn check_resolve(root: &Path, entry: &str) -> (Option<ResolvedDocument>, String) {
    let settings = FileLoaderSettings {
        root: root.to_path_buf(),
        current_dir: root.to_path_buf(),
        max_bytes: 1 << 20,
    };
    let loader = FileLoader::new(&settings).expect("fixtures can be read");
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let document = load(&loader, entry, &Limits::default(), &mut sources, &mut sink);
    let resolved = document.map(|document| ResolvedDocument::resolve(document, &mut sink));
    if let Some(resolved) = &resolved {
        shape::check(resolved, &mut sink);
    }
    let findings = sink.into_sorted(&sources);
    let mut text = String::new();
    render(
        Format::Pretty,
        &mut text,
        &findings,
        &sources,
        &RenderSettings::default(),
    )
    .expect("writing to a String cannot fail");
    (resolved, text)
}
