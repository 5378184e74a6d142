//! Reading conventions from texts, and what is said about them.

use std::sync::Arc;

use oas_conventions::Conventions;
use oas_diagnostics::{DiagnosticSink, Format, RenderSettings, SourceMap, render};
use oas_syntax::{Limits, SyntaxTree};

/// The family's own conventions.
pub(crate) fn own_text() -> String {
    read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../spec/conventions.yaml"
    ))
}

/// The text of a file.
pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The tree of a text that has no syntax errors.
pub(crate) fn tree(sources: &mut SourceMap, text: &str) -> SyntaxTree {
    let text: Arc<str> = text.into();
    let file = sources.add("conventions.yaml", "conventions.yaml", Arc::clone(&text));
    let mut sink = DiagnosticSink::new();
    let tree = oas_syntax::parse(
        file,
        &text,
        oas_syntax::Format::Yaml,
        &Limits::default(),
        &mut sink,
    );
    assert!(
        !sink.has_errors(),
        "the text is no YAML: {:?}",
        sink.diagnostics()
    );
    tree
}

/// What is read from a text, and what is said about it.
pub(crate) fn check_parse(text: &str) -> (Option<Conventions>, String) {
    let mut sources = SourceMap::new();
    let tree = tree(&mut sources, text);
    let mut sink = DiagnosticSink::new();
    let conventions = Conventions::parse(&tree, &mut sink);
    let findings = sink.into_sorted(&sources);
    let mut rendered = String::new();
    render(
        Format::Pretty,
        &mut rendered,
        &findings,
        &sources,
        &RenderSettings::default(),
    )
    .expect("writing to a string succeeds");
    (conventions, rendered)
}
