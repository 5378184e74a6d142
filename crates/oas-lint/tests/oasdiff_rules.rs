//! Each of oasdiff's 106 validity rules has a finding here, or a reason why not.

use std::collections::BTreeSet;

use oas_diagnostics::{DiagnosticSink, MemoryLoader, SourceMap};
use oas_lint::{Settings, lint};
use oas_model::{ResolvedDocument, load, shape};
use oas_syntax::Limits;

#[test]
fn every_rule_of_oasdiff_has_a_finding_or_a_reason() {
    let table = include_str!("oasdiff_rules.txt");
    let mut known = BTreeSet::new();
    for entry in table.split("\n== ").skip(1) {
        let (id, rest) = entry.split_once('\n').expect("an entry has lines");
        assert!(known.insert(id), "`{id}` is there twice");
        if rest.starts_with("-- ") {
            continue;
        }
        let rest = rest.strip_prefix("-> ");
        let (name, document) = rest
            .and_then(|rest| rest.split_once('\n'))
            .expect("an entry names a finding or a reason");
        let names = findings(document);
        assert!(names.contains(name), "`{id}` has {names:?} in:\n{document}");
        // One defect, one finding; what else is said is a warning of another kind.
        assert!(names.len() <= 2, "`{id}` has {names:?} in:\n{document}");
    }
    assert_eq!(known.len(), 106);
}

/// The names of everything that is found in a document by the default settings.
fn findings(text: &str) -> BTreeSet<String> {
    let loader = MemoryLoader::new().with("openapi.yaml", text);
    let (mut sources, mut sink) = (SourceMap::new(), DiagnosticSink::new());
    let limits = Limits::default();
    let document = load(&loader, "openapi.yaml", &limits, &mut sources, &mut sink);
    if let Some(document) = document {
        let resolved = ResolvedDocument::resolve(document, &mut sink);
        shape::check(&resolved, &mut sink);
        sink.extend(lint(&resolved, None, &Settings::default()));
    }
    let found = sink.diagnostics().iter();
    found
        .filter(|one| one.rule != "unused-component")
        .map(|one| one.rule.to_string())
        .collect()
}
