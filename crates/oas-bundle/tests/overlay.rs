//! Overlays, by fixtures: a new case is a new directory with a document and overlays.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use oas_bundle::overlay::{Overlay, apply};
use oas_bundle::to_yaml;
use oas_diagnostics::render::{Format, RenderSettings, render};
use oas_diagnostics::{
    DiagnosticSink, FileLoader, FileLoaderSettings, Loader, MemoryLoader, SourceMap,
};
use oas_model::{ResolvedDocument, load, shape};
use oas_syntax::Limits;

/// What a person sees who applies the overlays of a directory: findings, and the result.
fn check_overlays(root: &Path) -> String {
    let loader = FileLoader::new(&FileLoaderSettings {
        root: root.to_path_buf(),
        current_dir: root.to_path_buf(),
        max_bytes: 1 << 20,
    })
    .expect("fixtures can be read");
    let mut names: Vec<String> = std::fs::read_dir(root)
        .expect("a directory can be read")
        .filter_map(|entry| entry.expect("an entry").file_name().into_string().ok())
        .filter(|name| name.starts_with("overlay"))
        .collect();
    names.sort();
    let overlays = names.iter().map(|name| {
        let text = loader.load(name).expect("fixtures can be read").text;
        (name.as_str(), text)
    });
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let resolved = resolved(&loader, &mut sources, &mut sink);
    let result = with_overlays(&resolved, overlays, &mut sources, &mut sink);
    rendered(sink, &sources) + &result
}

/// Applies overlays, and checks the result as a document of its own.
fn with_overlays<'t>(
    resolved: &ResolvedDocument,
    texts: impl Iterator<Item = (&'t str, Arc<str>)>,
    sources: &mut SourceMap,
    sink: &mut DiagnosticSink,
) -> String {
    let mut overlays = Vec::new();
    let mut all = true;
    for (name, text) in texts {
        let file = sources.add(name, name, Arc::clone(&text));
        let format = oas_syntax::Format::Yaml;
        let tree = oas_syntax::parse(file, &text, format, &Limits::default(), sink);
        match Overlay::read(tree, sink) {
            Some(overlay) => overlays.push(Arc::new(overlay)),
            None => all = false,
        }
    }
    if !all {
        return String::new();
    }
    let Some(overlaid) = apply(resolved, overlays, sink) else {
        return String::new();
    };
    let loader = MemoryLoader::new().with("result", overlaid.to_json());
    let mut found = DiagnosticSink::new();
    let document = load(&loader, "result", &Limits::default(), sources, &mut found)
        .expect("the result is an OpenAPI document");
    let result = ResolvedDocument::resolve(document, &mut found);
    shape::check(&result, &mut found);
    let tree = result.document().root().tree();
    sink.extend(overlaid.told(found.into_sorted(sources), tree, &[]));
    to_yaml(&overlaid.to_value())
}

fn rendered(sink: DiagnosticSink, sources: &SourceMap) -> String {
    let mut text = String::new();
    render(
        Format::Pretty,
        &mut text,
        &sink.into_sorted(sources),
        sources,
        &RenderSettings::default(),
    )
    .expect("writing to a String cannot fail");
    text
}

#[test]
fn overlays_change_what_they_say() {
    insta::glob!("overlays/*/openapi.yaml", |path| {
        let root = path.parent().expect("a file is in a directory");
        insta::assert_snapshot!(check_overlays(root));
    });
}

/// The document of a test, which is one.
fn resolved(
    loader: &dyn Loader,
    sources: &mut SourceMap,
    sink: &mut DiagnosticSink,
) -> ResolvedDocument {
    let document = load(loader, "openapi.yaml", &Limits::default(), sources, sink);
    ResolvedDocument::resolve(document.expect("it is an OpenAPI document"), sink)
}

/// What is said of an overlay with these actions on a document that is large or deep.
fn check_hostile(document: &str, actions: &str) -> String {
    let loader = MemoryLoader::new().with("openapi.yaml", document);
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let resolved = resolved(&loader, &mut sources, &mut sink);
    let text =
        format!("overlay: 1.1.0\ninfo: {{ title: Hostile, version: 1.0.0 }}\nactions:\n{actions}");
    let overlays = [("overlay.yaml", Arc::from(text))].into_iter();
    let result = with_overlays(&resolved, overlays, &mut sources, &mut sink);
    assert!(result.len() < 1 << 20, "{} bytes", result.len());
    rendered(sink, &sources)
}

const SMALL: &str = "openapi: 3.1.1\ninfo: { title: Small, version: 1.0.0 }\npaths: {}\nx: {}\n";

#[test]
fn a_document_that_doubles_with_each_action_is_refused() {
    let mut actions =
        "- { target: $, update: { x: { list: [1, 2, 3, 4, 5, 6, 7, 8] } } }\n".to_owned();
    for step in 0..40 {
        let _ = writeln!(
            actions,
            "- {{ target: $.x.list, copy: $.x.list, description: s{step} }}"
        );
    }
    insta::assert_snapshot!(check_hostile(SMALL, &actions));
}

#[test]
fn a_text_that_is_copied_too_often_is_refused() {
    let big = "x".repeat(1 << 18);
    let list = "1, ".repeat(100);
    let document = format!("{SMALL}x-big: {big}\nx-list: [{list}]\n");
    let mut actions = "- { target: $, update: { x: { all: [] } } }\n".to_owned();
    for step in 0..200 {
        let _ = writeln!(
            actions,
            "- {{ target: $.x.all, copy: \"$['x-big']\", description: s{step} }}"
        );
    }
    insta::assert_snapshot!(check_hostile(&document, &actions));
}

#[test]
fn a_document_that_grows_into_itself_is_refused() {
    let mut actions = "- { target: $, update: { x: { in: { y: {} } } } }\n".to_owned();
    for step in 0..20 {
        let _ = writeln!(
            actions,
            "- {{ target: $.x.in..y, copy: $.x.in, description: s{step} }}"
        );
    }
    insta::assert_snapshot!(check_hostile(SMALL, &actions));
}

#[test]
fn queries_that_would_take_for_ever_are_refused() {
    let list = "[1, [2, [3, [4]]]], ".repeat(2_000);
    let document = format!("{SMALL}x-list: [{list}]\n");
    let actions = "- { target: '$..[?count($..*) > count(@..*)]', remove: true }\n";
    insta::assert_snapshot!(check_hostile(&document, actions));
    let actions = "- { target: '$..*..*..*..*..*..*..*..*[1:2:3, *, *, *]..*', update: 1 }\n";
    insta::assert_snapshot!(check_hostile(&document, actions));
    let nested = format!(
        "- {{ target: '$[?{}@.a{}]', remove: true }}\n",
        "(".repeat(2_000),
        ")".repeat(2_000)
    );
    insta::assert_snapshot!(check_hostile(&document, &nested));
    let nested = format!(
        "- {{ target: '$[?{}@.a]', remove: true }}\n",
        "!".repeat(2_000)
    );
    insta::assert_snapshot!(check_hostile(&document, &nested));
}
