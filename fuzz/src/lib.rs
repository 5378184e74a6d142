//! What the fuzz targets share: documents of several files out of one input.
//!
//! An input is the entry document; a line `=== PATH` begins another file. So that every target
//! can start from the same corpus.

use oas_diagnostics::{DiagnosticSink, MemoryLoader, SourceMap};
use oas_model::{ResolvedDocument, load};
use oas_syntax::Limits;

/// The path of the entry document.
pub const ENTRY: &str = "openapi.yaml";

/// A document and what was found on the way to it.
pub struct Loaded {
    /// The texts.
    pub sources: SourceMap,
    /// The findings.
    pub sink: DiagnosticSink,
    /// The document, where the input is one.
    pub resolved: Option<ResolvedDocument>,
}

/// Reads an input as a document.
#[must_use]
pub fn read(data: &[u8]) -> Loaded {
    let text = String::from_utf8_lossy(data);
    let mut loader = MemoryLoader::new();
    for (index, part) in text.split("\n=== ").enumerate() {
        let (path, content) = match index {
            0 => (ENTRY, part),
            _ => part.split_once('\n').unwrap_or((part, "")),
        };
        loader = loader.with(path, content);
    }
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let document = load(&loader, ENTRY, &Limits::default(), &mut sources, &mut sink);
    let resolved = document.map(|document| ResolvedDocument::resolve(document, &mut sink));
    if let Some(resolved) = &resolved {
        oas_model::shape::check(resolved, &mut sink);
    }
    Loaded {
        sources,
        sink,
        resolved,
    }
}

/// Whether anything found is an error.
#[must_use]
pub fn has_errors(loaded: Loaded) -> bool {
    let findings = loaded.sink.into_sorted(&loaded.sources);
    findings
        .iter()
        .any(|finding| finding.level == oas_diagnostics::Level::Error)
}
